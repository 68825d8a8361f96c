//! Special inspections: layers that are merged only when they are asked for.

use super::layer::merge_over;
use super::{Document, StandardError, Text};
use crate::reference::Kind;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A special inspection (专项核查): a layer that is merged only when it is asked for, with a section of its own in
/// results.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Campaign {
    /// Identifier; its layer is the folder `campaign-<id>`.
    pub id: String,
    /// Name.
    pub name: Text,
    /// What it looks at, in one sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<Text>,
    /// Kinds of reference list it works with.
    pub references: Vec<Kind>,
    /// Codes of the clauses of its section, its own and others, in order.
    pub clauses: Vec<String>,
}

/// The layer of one special inspection, not yet merged into its standard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CampaignLayer {
    /// Identifier.
    pub id: String,
    /// The files of the layer, in order.
    pub parts: Vec<Value>,
}

impl CampaignLayer {
    /// The layers of some files in order, each given with its layer's identifier.
    pub fn of_files<'n>(files: impl IntoIterator<Item = (&'n str, Value)>) -> Vec<Self> {
        let mut layers: Vec<Self> = Vec::new();
        for (id, part) in files {
            match layers.last_mut().filter(|last| last.id == id) {
                Some(last) => last.parts.push(part),
                None => layers.push(Self {
                    id: id.to_owned(),
                    parts: vec![part],
                }),
            }
        }
        layers
    }

    /// The special inspection itself; `None` where the layer does not hold it.
    pub fn campaign(&self) -> Option<Campaign> {
        let written = self
            .parts
            .iter()
            .filter_map(|part| part.get("campaign")?.as_array());
        let own = written.flatten().find(|entry| entry["id"] == self.id.as_str())?;
        serde_json::from_value(own.clone()).ok()
    }
}

impl Document {
    /// The document with the special inspections `ids` of `layers`, in the order of the layers; the same as if all had
    /// been merged together. An identifier that no layer has is refused with the known ones.
    pub fn with_campaigns(
        &self,
        layers: &[CampaignLayer],
        ids: &[String],
    ) -> Result<Self, Vec<StandardError>> {
        let known = |id: &&String| layers.iter().any(|layer| layer.id == **id);
        if let Some(unknown) = ids.iter().find(|id| !known(id)) {
            let campaigns = layers.iter().filter_map(CampaignLayer::campaign);
            let names: Vec<_> = campaigns
                .map(|campaign| format!("{}（{}）", campaign.id, campaign.name.zh))
                .collect();
            let version = &self.version;
            let text = format!(
                "标准{version}没有名为“{unknown}”的专项核查，可用的有：{}",
                names.join("、")
            );
            return Err(vec![StandardError::new(text)]);
        }
        let wanted = layers.iter().filter(|layer| ids.contains(&layer.id));
        let parts: Vec<Value> = wanted.flat_map(|layer| layer.parts.clone()).collect();
        if parts.is_empty() {
            return Ok(self.clone());
        }
        merge_over(self, parts)
    }
}
