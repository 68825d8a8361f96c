//! The standard as its authors write it: clauses, grades, caps, word lists.

use super::names::{Confidence, Dimension, Severity};
use super::{Campaign, StandardError};
use crate::locale::Lang;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Hundredths of a point; a perfect item has 10,000.
pub type Points = i32;

/// A text in both languages, as the standard's authors write it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Chinese.
    pub zh: String,
    /// English.
    #[serde(default)]
    pub en: String,
}

impl Text {
    /// The text in `lang`; Chinese where the author gave no English.
    pub fn get(&self, lang: Lang) -> &str {
        if lang == Lang::En && !self.en.is_empty() {
            &self.en
        } else {
            &self.zh
        }
    }
}

/// What a clause rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// Law, document or source, in Chinese as cited.
    pub text: String,
    /// How sure.
    pub confidence: Confidence,
}

/// How points add up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Per {
    /// Once for the item, however often the problem occurs.
    #[default]
    Item,
    /// For each occurrence, up to the clause's cap.
    Occurrence,
}

/// Which items a clause concerns; an empty list means all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Scope {
    /// Item types by code. An item whose type cannot be read is not checked.
    pub types: Vec<String>,
    /// Item types by code that are left out. An item whose type cannot be read is checked.
    pub except_types: Vec<String>,
    /// Levels by code.
    pub levels: Vec<String>,
    /// First day in force, `2026-01-01`.
    pub from: Option<String>,
    /// Last day in force.
    pub until: Option<String>,
}

/// One line of the standard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// Catalogue code, such as `K01`.
    pub code: String,
    /// Dimension.
    pub dimension: Dimension,
    /// Severity; `S0` is a veto.
    pub severity: Severity,
    /// Points taken, in hundredths.
    pub points: Points,
    /// Once or per occurrence.
    #[serde(default)]
    pub per: Per,
    /// Most that the clause can take from an item, in hundredths; `None` means `points` × occurrences.
    #[serde(default)]
    pub cap: Option<Points>,
    /// Whether the points are this project's proposal, to be settled by the bureau.
    #[serde(default)]
    pub proposed: bool,
    /// Wording of the problem in reports.
    pub title: Text,
    /// What it rests on.
    pub basis: Vec<Basis>,
    /// How to mend it.
    pub advice: Text,
    /// Items concerned.
    #[serde(default)]
    pub scope: Scope,
    /// Rule that checks it; `None` where only a person can.
    #[serde(default)]
    pub rule: Option<String>,
    /// Parameters of the rule. A string `@name` stands for the word list of that name.
    #[serde(default = "empty_object")]
    pub params: serde_json::Value,
    /// Why no machine checks it, and what evidence a person must bring. Given exactly when there is no rule.
    #[serde(default)]
    pub manual: Option<Manual>,
}

fn empty_object() -> serde_json::Value {
    serde_json::Value::Object(serde_json::Map::new())
}

/// A clause that only a person can judge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manual {
    /// Why.
    pub reason: Text,
    /// Evidence wanted.
    pub evidence: Text,
}

/// A band of scores.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grade {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Lowest score of the band, in hundredths.
    pub from: Points,
    /// Whether the line is this project's proposal, to be settled by the bureau.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub proposed: bool,
}

/// Most that one dimension can take from an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DimensionCap {
    /// In hundredths.
    pub cap: Points,
    /// Whether the cap is this project's proposal, to be settled by the bureau.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub proposed: bool,
}

/// The merged standard as written, before rules are attached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Whose standard: `guangxi`.
    pub id: String,
    /// Version: `2026.1`.
    pub version: String,
    /// Title.
    pub title: Text,
    /// Names of the layers, in order.
    pub layers: Vec<String>,
    /// First day in force.
    pub effective: String,
    /// Caps of all eight dimensions.
    pub dimension: BTreeMap<Dimension, DimensionCap>,
    /// Bands from best to worst; the last one from 0. A veto gives the last one.
    pub grade: Vec<Grade>,
    /// Special inspections, in order. Left out where there are none, so that the digest of the plain standard does not
    /// hang on them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub campaign: Vec<Campaign>,
    /// Word lists by name.
    #[serde(default)]
    pub words: BTreeMap<String, Vec<String>>,
    /// Clauses in the order of the standard.
    pub clause: Vec<Clause>,
}

impl Document {
    /// Reads the JSON of a published standard.
    pub fn parse(json: &[u8]) -> Result<Self, serde_json::Error> {
        crate::value::parse(json)
    }
}

impl Document {
    /// The bytes that are hashed, and published as they are.
    pub fn to_json(&self) -> Result<Vec<u8>, StandardError> {
        serde_json::to_vec(self).map_err(|error| StandardError::new(error.to_string()))
    }
}
