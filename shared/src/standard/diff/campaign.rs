//! What the special inspections of two standards differ in.

use super::{Change, Diff, FieldChange, Kind, changes};
use crate::locale::Lang;
use crate::standard::{CampaignLayer, Standard, StandardError, Text};
use serde::Serialize;

/// What one special inspection differs in, beyond what the plain standards do.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CampaignDiff {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Whether both standards have it.
    pub kind: Kind,
    /// What differs; for an inspection that only one standard has, all that it adds to that standard.
    pub changes: Vec<Change>,
}

impl Diff {
    /// The same with the layers of their special inspections, each merged by itself.
    pub fn with_campaigns(
        before: (&Standard, &[CampaignLayer]),
        after: (&Standard, &[CampaignLayer]),
    ) -> Result<Self, Vec<StandardError>> {
        let mut diff = Self::of(before.0, after.0);
        let mut layers: Vec<&CampaignLayer> = after.1.iter().collect();
        let has = |layers: &[CampaignLayer], id: &str| layers.iter().any(|layer| layer.id == id);
        layers.extend(before.1.iter().filter(|layer| !has(after.1, &layer.id)));
        for layer in layers {
            let sides = [before, after].map(|(_, layers)| has(layers, &layer.id));
            let merged = |(standard, layers): (&Standard, &[CampaignLayer])| {
                standard
                    .document
                    .with_campaigns(layers, std::slice::from_ref(&layer.id))
            };
            let (kind, found) = match sides {
                [false, _] => (Kind::Added, changes(&after.0.document, &merged(after)?)),
                [_, false] => (Kind::Removed, changes(&merged(before)?, &before.0.document)),
                _ => {
                    let mut found = changes(&merged(before)?, &merged(after)?);
                    found.retain_mut(|change| is_own(change, &diff.changes));
                    (Kind::Changed, found)
                }
            };
            if kind != Kind::Changed || !found.is_empty() {
                let name = layer.campaign().map(|campaign| campaign.name);
                diff.campaigns.push(CampaignDiff {
                    id: layer.id.clone(),
                    name: name.unwrap_or_default(),
                    kind,
                    changes: found,
                });
            }
        }
        Ok(diff)
    }
}

/// Whether a change of a special inspection is not already one of the plain standards; only the fields remain that are
/// its own, and of a word list that both read only the inspection's own clauses.
fn is_own(change: &mut Change, plain: &[Change]) -> bool {
    let is_same = |other: &&Change| {
        (other.subject, &other.name, other.kind) == (change.subject, &change.name, change.kind)
    };
    let Some(same) = plain.iter().find(is_same) else {
        return true;
    };
    // Of lists what comes and goes is told, and that may be the same where the lists are not.
    let told = |field: &FieldChange| field.entries(Lang::ZhCn);
    let is_told = |field: &FieldChange| {
        let mut known = same.fields.iter().filter(|known| known.at == field.at);
        known.any(|known| known == field || told(known).is_some() && told(known) == told(field))
    };
    let fields = change.fields.iter().filter(|field| !is_told(field)).cloned();
    let fields: Vec<FieldChange> = fields.collect();
    change.clauses.retain(|code| !same.clauses.contains(code));
    if fields.is_empty() {
        return !change.clauses.is_empty();
    }
    change.fields = fields;
    true
}
