//! What two standards differ in: every clause, grade, cap, word list and field by name.

use super::layer::name_of;
use super::{Dimension, Document, Standard, Text, label};
use crate::locale::Lang;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeSet;

mod campaign;

pub use campaign::CampaignDiff;

/// A standard by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Identity {
    /// Whose.
    pub id: String,
    /// Version.
    pub version: String,
    /// Digest.
    pub digest: String,
}

impl Identity {
    /// Of a standard.
    pub fn of(standard: &Standard) -> Self {
        Self {
            id: standard.document.id.clone(),
            version: standard.document.version.clone(),
            digest: standard.digest.clone(),
        }
    }
}

/// What happened to an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Only the later standard has it.
    Added,
    /// Only the earlier standard has it.
    Removed,
    /// Both have it, differently.
    Changed,
}

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// The standard as a whole: version, title, layers, order of clauses.
    Standard,
    /// The cap of a dimension.
    Dimension,
    /// A grade.
    Grade,
    /// A special inspection.
    Campaign,
    /// A clause.
    Clause,
    /// A word list.
    Words,
}

/// One entry that differs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// What it is.
    pub subject: Subject,
    /// Its code, id or name; empty for the standard as a whole.
    pub name: String,
    /// What happened to it.
    pub kind: Kind,
    /// The fields that differ; for an added or removed entry all of them.
    pub fields: Vec<FieldChange>,
    /// For word lists: codes of the clauses whose rules read them, under either standard.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<String>,
}

impl Change {
    /// The name people know it by, as one of the documents gives it: the name of a dimension or a grade, the wording of
    /// a clause after its code.
    pub fn title(&self, documents: [&Document; 2], lang: Lang) -> String {
        let [before, after] = documents;
        let given = |text: &dyn Fn(&Document) -> Option<Text>| {
            let text = text(after).or_else(|| text(before));
            text.map_or_else(|| self.name.clone(), |text| text.get(lang).to_owned())
        };
        match self.subject {
            Subject::Standard | Subject::Words => self.name.clone(),
            Subject::Dimension => {
                let mut all = Dimension::ALL.iter();
                let found = all.find(|dimension| dimension.id() == self.name);
                found.map_or_else(|| self.name.clone(), |found| found.name().get(lang).to_owned())
            }
            Subject::Grade => given(&|document| {
                let mut all = document.grade.iter();
                Some(all.find(|grade| grade.id == self.name)?.name.clone())
            }),
            Subject::Campaign => given(&|document| {
                let mut all = document.campaign.iter();
                Some(all.find(|campaign| campaign.id == self.name)?.name.clone())
            }),
            Subject::Clause => {
                let title = given(&|document| {
                    let mut all = document.clause.iter();
                    Some(all.find(|clause| clause.code == self.name)?.title.clone())
                });
                format!("{} {title}", self.name)
            }
        }
    }
}

/// One field that differs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FieldChange {
    /// Where in the merged document.
    pub at: Vec<String>,
    /// Before; absent where there was none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Value>,
    /// After; absent where there is none any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Value>,
}

impl FieldChange {
    /// The field's name, such as `改进建议 · 中文`.
    pub fn label(&self, lang: Lang) -> String {
        label::label(&self.at, lang)
    }

    /// A side as people read it; `None` where there is none.
    pub fn shown(&self, after: bool, lang: Lang) -> Option<String> {
        let value = if after { &self.after } else { &self.before };
        value.as_ref().map(|value| label::shown(&self.at, value, lang))
    }

    /// For lists on both sides: the entries that went and those that came; both empty where only the order differs.
    pub fn entries(&self, lang: Lang) -> Option<(Vec<String>, Vec<String>)> {
        let (Some(Value::Array(before)), Some(Value::Array(after))) = (&self.before, &self.after) else {
            return None;
        };
        let mut at = self.at.clone();
        at.push("0".to_owned());
        let without = |these: &[Value], those: &[Value]| -> Vec<String> {
            let these = these.iter().filter(|entry| !those.contains(entry));
            these.map(|entry| label::shown(&at, entry, lang)).collect()
        };
        Some((without(before, after), without(after, before)))
    }
}

/// All differences of two standards, in the order of the document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Diff {
    /// The earlier standard.
    pub before: Identity,
    /// The later standard.
    pub after: Identity,
    /// What differs; empty exactly when both documents are the same.
    pub changes: Vec<Change>,
    /// The special inspections that differ, where they were compared.
    pub campaigns: Vec<CampaignDiff>,
}

impl Diff {
    /// Compares two standards.
    pub fn of(before: &Standard, after: &Standard) -> Self {
        Self {
            before: Identity::of(before),
            after: Identity::of(after),
            changes: changes(&before.document, &after.document),
            campaigns: Vec::new(),
        }
    }

    /// Whether nothing differs.
    pub const fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.campaigns.is_empty()
    }
}

/// Everything two documents differ in, in the order of the document.
fn changes(before: &Document, after: &Document) -> Vec<Change> {
    let value = |document: &Document| serde_json::to_value(document).unwrap_or_default();
    let (old, new) = (value(before), value(after));
    let mut changes = Vec::new();
    let mut frame = Vec::new();
    for key in ["id", "version", "title", "layers", "effective"] {
        fields(old.get(key), new.get(key), &mut vec![key.to_owned()], &mut frame);
    }
    for list in ["grade", "campaign", "clause"] {
        order(list, &old, &new, &mut frame);
    }
    if !frame.is_empty() {
        changes.push(Change {
            subject: Subject::Standard,
            name: String::new(),
            kind: Kind::Changed,
            fields: frame,
            clauses: Vec::new(),
        });
    }
    for (subject, key) in [
        (Subject::Dimension, "dimension"),
        (Subject::Grade, "grade"),
        (Subject::Campaign, "campaign"),
        (Subject::Clause, "clause"),
        (Subject::Words, "words"),
    ] {
        entries(subject, key, &old, &new, &mut changes);
    }
    for change in changes
        .iter_mut()
        .filter(|change| change.subject == Subject::Words)
    {
        let named = format!("\"@{}\"", change.name);
        let clauses = after.clause.iter().chain(&before.clause);
        for clause in clauses.filter(|clause| clause.params.to_string().contains(&named)) {
            if !change.clauses.contains(&clause.code) {
                change.clauses.push(clause.code.clone());
            }
        }
    }
    changes
}

/// The entries of a list or table with their names, in order.
fn named<'v>(document: &'v Value, key: &str) -> Vec<(&'v str, &'v Value)> {
    match document.get(key) {
        Some(Value::Array(entries)) => entries
            .iter()
            .filter_map(|entry| Some((name_of(entry)?, entry)))
            .collect(),
        Some(Value::Object(entries)) => entries
            .iter()
            .map(|(name, entry)| (name.as_str(), entry))
            .collect(),
        _ => Vec::new(),
    }
}

fn entries(subject: Subject, key: &str, old: &Value, new: &Value, changes: &mut Vec<Change>) {
    let (old, new) = (named(old, key), named(new, key));
    let find = |entries: &[(&str, &'_ Value)], name: &str| entries.iter().any(|(other, _)| *other == name);
    let removed = old
        .iter()
        .filter(|(name, _)| !find(&new, name))
        .map(|(name, entry)| (*name, Some(*entry), None));
    let present = new.iter().map(|(name, entry)| {
        let known = old
            .iter()
            .find(|(other, _)| other == name)
            .map(|(_, entry)| *entry);
        (*name, known, Some(*entry))
    });
    for (name, before, after) in present.chain(removed) {
        let mut found = Vec::new();
        fields(
            before,
            after,
            &mut vec![key.to_owned(), name.to_owned()],
            &mut found,
        );
        let kind = match (before, after) {
            (None, _) => Kind::Added,
            (_, None) => Kind::Removed,
            _ if found.is_empty() => continue,
            _ => Kind::Changed,
        };
        changes.push(Change {
            subject,
            name: name.to_owned(),
            kind,
            fields: found,
            clauses: Vec::new(),
        });
    }
}

/// The order of the entries that both have.
fn order(list: &str, old: &Value, new: &Value, found: &mut Vec<FieldChange>) {
    let names = |document| {
        named(document, list)
            .into_iter()
            .map(|(name, _)| name)
            .collect::<Vec<&str>>()
    };
    let (old, new) = (names(old), names(new));
    let common: BTreeSet<&str> = old.iter().copied().filter(|name| new.contains(name)).collect();
    let kept = |names: Vec<&str>| -> Vec<Value> {
        names
            .into_iter()
            .filter(|name| common.contains(name))
            .map(Value::from)
            .collect()
    };
    let (old, new) = (kept(old), kept(new));
    if old != new {
        let at = vec![list.to_owned()];
        found.push(FieldChange {
            at,
            before: Some(Value::Array(old)),
            after: Some(Value::Array(new)),
        });
    }
}

fn fields(before: Option<&Value>, after: Option<&Value>, at: &mut Vec<String>, found: &mut Vec<FieldChange>) {
    if before == after {
        return;
    }
    let tables = [before, after].map(|side| side.map_or(Some(None), |value| value.as_object().map(Some)));
    if let [Some(old), Some(new)] = tables {
        let keys: BTreeSet<&String> = [old, new]
            .into_iter()
            .flatten()
            .flat_map(serde_json::Map::keys)
            .collect();
        for key in keys {
            at.push(key.clone());
            fields(
                old.and_then(|old| old.get(key)),
                new.and_then(|new| new.get(key)),
                at,
                found,
            );
            at.pop();
        }
        return;
    }
    // What the author left out and what says nothing are the same.
    let said = |side: Option<&Value>| side.filter(|value| !says_nothing(value)).cloned();
    let (old, new) = (said(before), said(after));
    if old != new || (before.is_some() && after.is_some()) {
        found.push(FieldChange {
            at: at.clone(),
            before: old,
            after: new,
        });
    }
}

fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(entries) => entries.is_empty(),
        Value::Object(entries) => entries.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
