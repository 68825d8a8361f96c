//! What answers carry of one item.

use super::rows::{FindingRow, ItemRow};
use crate::quotation::Agreement;
use crate::rule::OutcomeKind;
use crate::standard::{Confidence, Dimension, Points, Severity};
use crate::text::difference::Piece;
use serde::{Deserialize, Serialize};

/// What a clause rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BasisRow {
    /// As cited.
    pub text: String,
    /// How far it can be relied on.
    pub confidence: Confidence,
}

/// What a value should be instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FixRow {
    /// Whether it is safe, or only suggested.
    pub title: String,
    /// What changes: first the value as written, second the new text. Long runs in common are cut short.
    pub pieces: Vec<Piece>,
    /// All of the new text.
    pub to: String,
    /// Why.
    pub why: String,
}

/// A finding with all that a person needs to mend it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DetailFinding {
    /// The finding.
    pub row: FindingRow,
    /// What its value should be instead, on the item's own page.
    pub fix: Option<FixRow>,
    /// How to mend it.
    pub advice: String,
    /// What it rests on.
    pub basis: Vec<BasisRow>,
    /// Why it matters.
    pub why: String,
}

/// One value of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueRow {
    /// Identifier of the element.
    pub element: String,
    /// Name of the element.
    pub name: String,
    /// As written; `None` where the file has the element and leaves it blank.
    pub value: Option<String>,
    /// What a code means.
    pub meaning: Option<String>,
    /// Where it stands.
    pub place: String,
    /// Its findings, by number in [`ItemDetail::findings`].
    pub findings: Vec<u32>,
}

/// The rows of one sub-list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubList {
    /// Its name.
    pub name: String,
    /// Names of its elements.
    pub columns: Vec<String>,
    /// Its rows; each has one value per column.
    pub rows: Vec<Vec<ValueRow>>,
}

/// One line of an item's ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerRow {
    /// Code of the clause.
    pub code: String,
    /// Its wording.
    pub title: String,
    /// Dimension.
    pub dimension: Dimension,
    /// Severity.
    pub severity: Severity,
    /// Points per item or occurrence.
    pub points: Points,
    /// Certain findings.
    pub occurrences: u32,
    /// Before the clause's cap.
    pub gross: Points,
    /// After it.
    pub deducted: Points,
}

/// What one dimension took from an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DimensionLedger {
    /// Which.
    pub dimension: Dimension,
    /// Sum of its clauses.
    pub gross: Points,
    /// Its cap.
    pub cap: Points,
    /// After the cap.
    pub deducted: Points,
}

/// Outcome of one clause for an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeRow {
    /// Code.
    pub code: String,
    /// Wording.
    pub title: String,
    /// Outcome.
    pub outcome: OutcomeKind,
}

/// What an item quotes of a law, beside the article in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotationRow {
    /// Row of the legal bases, from 1.
    pub entry: u32,
    /// Full title of the law.
    pub law: String,
    /// Day of the version in force.
    pub version: String,
    /// The provisions cited.
    pub provisions: String,
    /// How they agree.
    pub agreement: Agreement,
    /// What differs: first the text quoted, second the article in force.
    pub pieces: Vec<Piece>,
}

/// Everything about one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemDetail {
    /// The item as in the table.
    pub row: ItemRow,
    /// Items in the list.
    pub total: u32,
    /// Level, by name.
    pub level: String,
    /// Where its record stands.
    pub place: String,
    /// Values of the item itself.
    pub values: Vec<ValueRow>,
    /// Its sub-lists.
    pub lists: Vec<SubList>,
    /// Articles it quotes, where the index of laws has their texts.
    pub quotations: Vec<QuotationRow>,
    /// Its findings.
    pub findings: Vec<DetailFinding>,
    /// Its ledger.
    pub ledger: Vec<LedgerRow>,
    /// Its dimensions, only those that took points.
    pub dimensions: Vec<DimensionLedger>,
    /// Outcome of every clause.
    pub outcomes: Vec<OutcomeRow>,
}
