//! The scoring standard as data: clauses, points, caps, vetoes, grades, word lists; layers, versions, digest.
//!
//! Layers (national, then Guangxi, later year and campaign) are merged in order: a clause of a later layer replaces
//! the fields it names of the clause with the same code, and adds it where there is none. The merged standard is
//! validated and hashed; every result names version and digest.

use crate::element::Element;
use crate::finding::Certainty;
use crate::item::{Fields, ItemView};
use crate::law::Laws;
use crate::locale::{Label, Lang};
use crate::rule::{Meta, Runner};
use crate::rules;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::Arc;
use time::Date;

mod builtin;
mod layer;

#[cfg(feature = "authoring")]
pub use builtin::from_toml;
pub use builtin::{BUILTIN_VERSIONS, builtin};
pub use layer::merge;

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

macro_rules! named {
    ($(#[doc = $doc:literal])+ $name:ident { $($(#[doc = $vdoc:literal])+ $variant:ident $id:literal $zh:literal $en:literal;)+ }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[doc = $vdoc])+ #[serde(rename = $id)] $variant,)+ }

        impl $name {
            /// All, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Identifier.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)+ }
            }

            /// Name shown to people.
            pub const fn name(self) -> Label {
                match self { $(Self::$variant => Label::new($zh, $en),)+ }
            }
        }
    };
}

named! {
    /// One of the eight dimensions of quality the procurement names.
    Dimension {
        /// Legal basis, authority, fees.
        Legality "legality" "合法性" "Legality";
        /// True to the facts.
        Authenticity "authenticity" "真实性" "Authenticity";
        /// Values right and in the right place.
        Accuracy "accuracy" "准确性" "Accuracy";
        /// Nothing missing.
        Completeness "completeness" "完整性" "Completeness";
        /// No contradiction.
        Consistency "consistency" "一致性" "Consistency";
        /// Codes, dictionaries, names.
        Standardization "standardization" "标准化" "Standardization";
        /// Wording.
        Normalization "normalization" "规范化" "Normalization";
        /// Convenience.
        Convenience "convenience" "便利化" "Convenience";
    }
}

named! {
    /// How grave a problem is.
    Severity {
        /// One of these and the item is unqualified.
        Veto "S0" "否决" "Veto";
        /// Serious.
        Serious "S1" "严重" "Serious";
        /// Ordinary.
        Ordinary "S2" "一般" "Ordinary";
        /// Slight.
        Slight "S3" "轻微" "Slight";
    }
}

named! {
    /// How far a basis can be relied on; the tags of the domain documents.
    Confidence {
        /// Read in the original source.
        Original "A" "原始来源" "Read in the source";
        /// Two or more independent sources agree.
        Agreed "B" "多源一致" "Independent sources agree";
        /// One secondary source, or inferred from real data.
        Inferred "C" "推断" "Inferred";
        /// From memory: to be checked by a person.
        Memory "M" "待核" "To be verified";
        /// A proposal of this project.
        Proposal "P" "本项目建议" "This project's proposal";
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
}

/// Most that one dimension can take from an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DimensionCap {
    /// In hundredths.
    pub cap: Points,
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
    /// Word lists by name.
    #[serde(default)]
    pub words: BTreeMap<String, Vec<String>>,
    /// Clauses in the order of the standard.
    pub clause: Vec<Clause>,
}

/// Why a standard is refused. Each sentence is Chinese, for the bureau's editor reads it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct StandardError(pub String);

/// A standard ready to run.
pub struct Standard {
    /// As written.
    pub document: Document,
    /// `sha256:` and 64 hexadecimal digits over the merged document's JSON, and over the digest of an operator's laws.
    pub digest: String,
    /// The index of laws that its rules look up.
    pub laws: Arc<Laws>,
    runners: Vec<Option<(&'static Meta, Runner)>>,
}

/// What scopes look at, read once per item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facets {
    /// Item types by code; more than one only where the list says so.
    pub types: Vec<&'static str>,
    /// Levels by code.
    pub levels: Vec<&'static str>,
}

impl Facets {
    /// Reads them from an item.
    pub fn of(item: &ItemView<'_>) -> Self {
        Self {
            types: item.codes(Element::TaskType),
            levels: item.codes(Element::UseLevel),
        }
    }
}

impl Standard {
    /// Validates a merged document, attaches rules and computes the digest.
    pub fn new(document: Document) -> Result<Self, Vec<StandardError>> {
        let mut errors = layer::problems(&document);
        let mut runners = Vec::with_capacity(document.clause.len());
        for clause in &document.clause {
            runners.push(None);
            let Some(id) = &clause.rule else { continue };
            let Some(rule) = rules::find(id) else {
                errors.push(StandardError(format!(
                    "条款{}：没有名为“{id}”的规则",
                    clause.code
                )));
                continue;
            };
            match layer::resolve_words(&clause.params, &document.words) {
                Ok(params) => match rule.build(&params) {
                    Ok(runner) => {
                        runners.pop();
                        runners.push(Some((rule.meta, runner)));
                    }
                    Err(error) => errors.push(StandardError(format!(
                        "条款{}：规则“{id}”的参数有误：{error}",
                        clause.code
                    ))),
                },
                Err(name) => errors.push(StandardError(format!(
                    "条款{}：没有名为“{name}”的词表",
                    clause.code
                ))),
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let json = serde_json::to_vec(&document).map_err(|error| vec![StandardError(error.to_string())])?;
        let digest = digest(&json);
        Ok(Self {
            document,
            digest,
            laws: Laws::builtin(),
            runners,
        })
    }

    /// The same standard with an operator's laws. They are data of the standard: its digest becomes another one.
    #[must_use]
    pub fn with_laws(mut self, laws: &Arc<Laws>) -> Self {
        for (_, runner) in self.runners.iter_mut().flatten() {
            if let Runner::Item(rule) = runner {
                rule.use_laws(laws);
            }
        }
        if let Some(own) = laws.digest() {
            self.digest = digest(format!("{}\n{own}", self.digest).as_bytes());
        }
        self.laws = Arc::clone(laws);
        self
    }

    /// Clauses in order.
    pub fn clauses(&self) -> &[Clause] {
        &self.document.clause
    }

    /// The rule of clause number `index`, with its description.
    pub fn runner(&self, index: usize) -> Option<(&'static Meta, &Runner)> {
        self.runners
            .get(index)?
            .as_ref()
            .map(|(meta, runner)| (*meta, runner))
    }

    /// Whether clause number `index` is in force on `date`.
    pub fn in_force(&self, index: usize, date: Date) -> bool {
        let scope = &self.document.clause[index].scope;
        // ISO dates compare as text.
        let day = date.to_string();
        scope.from.as_ref().is_none_or(|from| *from <= day)
            && scope.until.as_ref().is_none_or(|until| day <= *until)
    }

    /// Whether clause number `index` concerns an item: `None` where the item's type or level cannot be read.
    pub fn concerns(&self, index: usize, facets: &Facets) -> Option<bool> {
        let scope = &self.document.clause[index].scope;
        let within = |allowed: &[String], codes: &[&str]| {
            if allowed.is_empty() {
                return Some(true);
            }
            if codes.is_empty() {
                None
            } else {
                Some(codes.iter().any(|code| allowed.iter().any(|a| a == code)))
            }
        };
        if facets
            .types
            .iter()
            .any(|code| scope.except_types.iter().any(|e| e == code))
        {
            return Some(false);
        }
        match (
            within(&scope.types, &facets.types),
            within(&scope.levels, &facets.levels),
        ) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            _ => None,
        }
    }

    /// Cap of a dimension in hundredths.
    pub fn cap(&self, dimension: Dimension) -> Points {
        self.document
            .dimension
            .get(&dimension)
            .map_or(0, |entry| entry.cap)
    }

    /// Index of the grade for a score; a veto gives the last.
    pub fn grade(&self, score: Points, veto: bool) -> usize {
        let last = self.document.grade.len().saturating_sub(1);
        if veto {
            last
        } else {
            self.document
                .grade
                .iter()
                .position(|grade| score >= grade.from)
                .unwrap_or(last)
        }
    }
}

/// `sha256:` and the hexadecimal digest of `bytes`.
pub fn digest(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut out = String::from("sha256:");
    for byte in Sha256::digest(bytes) {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// Reads a day written `2026-01-01`.
pub fn parse_day(text: &str) -> Option<Date> {
    Date::parse(text, time::macros::format_description!("[year]-[month]-[day]")).ok()
}

/// Whether findings of this certainty cost points before a person has looked.
pub const fn costs(certainty: Certainty) -> bool {
    matches!(certainty, Certainty::Fail)
}
