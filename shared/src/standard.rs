//! The scoring standard as data: clauses, points, caps, vetoes, grades, word lists; layers, versions, digest.
//!
//! Layers (national, then Guangxi, later year and campaign) are merged in order: a clause of a later layer replaces
//! the fields it names of the clause with the same code, and adds it where there is none. The merged standard is
//! validated and hashed; every result names version and digest.

use crate::element::Element;
use crate::finding::Certainty;
use crate::item::{Fields, ItemView};
use crate::law::Laws;
use crate::rule::{Meta, Runner};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use time::{Date, Month};

mod builtin;
mod campaign;
#[cfg(feature = "authoring")]
pub mod diff;
#[cfg(feature = "authoring")]
pub mod docs;
mod document;
#[cfg(feature = "authoring")]
mod label;
mod layer;
#[cfg(feature = "authoring")]
pub mod lint;
mod names;
pub mod order;
#[cfg(feature = "authoring")]
mod parameters;
mod problems;
#[cfg(feature = "authoring")]
pub mod schema;
#[cfg(feature = "authoring")]
mod shape;
#[cfg(feature = "authoring")]
mod titles;
#[cfg(feature = "authoring")]
mod tree;

pub use builtin::{BUILTIN_VERSIONS, builtin, builtin_with, campaign_layers, campaigns};
pub use campaign::{Campaign, CampaignLayer};
pub use document::{Basis, Clause, DimensionCap, Document, Grade, Manual, Per, Points, Scope, Text};
#[cfg(feature = "authoring")]
pub use label::parameter_title;
pub use layer::merge;
pub use names::{Confidence, Dimension, Severity};

/// Why a standard is refused. Each sentence is Chinese, for the bureau's editor reads it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{sentence}")]
pub struct StandardError {
    /// Where in the merged document: keys, and entries of lists by code, id or number.
    pub at: Vec<String>,
    /// What is wrong and what to do.
    pub sentence: String,
}

impl StandardError {
    /// An error of the document as a whole.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self::at(&[], sentence)
    }

    /// An error of one place.
    pub fn at(at: &[&str], sentence: impl Into<String>) -> Self {
        Self {
            at: at.iter().map(|&step| step.to_owned()).collect(),
            sentence: sentence.into(),
        }
    }
}

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

/// What scopes look at.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
        let mut errors = problems::of(&document);
        let mut runners = Vec::with_capacity(document.clause.len());
        for clause in &document.clause {
            runners.push(problems::runner(clause, &document.words).unwrap_or_else(|error| {
                errors.push(error);
                None
            }));
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let json = document.to_json().map_err(|error| vec![error])?;
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

    /// Whether the standard as a whole is in force on `date`.
    pub fn is_in_force(&self, date: Date) -> bool {
        // ISO dates compare as text.
        self.document.effective <= date.to_string()
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
    for byte in sha256(bytes) {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// The digest of `bytes`.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Reads a day written `2026-01-01`.
pub fn parse_day(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let mut number = |digits: usize| {
        let part = parts.next()?;
        let fits = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<u16>().ok().filter(|_| fits)
    };
    let (year, month, day) = (number(4)?, number(2)?, number(2)?);
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    let date = Date::from_calendar_date(year.into(), month, u8::try_from(day).ok()?).ok()?;
    parts.next().is_none().then_some(date)
}

/// Whether findings of this certainty cost points before a person has looked.
pub const fn costs(certainty: Certainty) -> bool {
    matches!(certainty, Certainty::Fail)
}
