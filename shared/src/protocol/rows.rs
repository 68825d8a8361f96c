//! What answers carry: rows of tables and the summary.

use crate::finding::Certainty;
use crate::query::Facet;
use crate::rule::OutcomeKind;
use crate::standard::{Dimension, Points, Severity};
use serde::{Deserialize, Serialize};

/// Rows of a table with the size of the whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rows<T> {
    /// Number of the first row.
    pub offset: u32,
    /// Rows that pass the filter.
    pub total: u32,
    /// The rows asked for.
    pub rows: Vec<T>,
}

/// One file of the check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRow {
    /// Name.
    pub name: String,
    /// SHA-256 of its bytes.
    pub digest: String,
    /// Number of bytes.
    pub size: u64,
    /// Items found in it.
    pub items: u32,
}

/// A grade and how many items have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GradeRow {
    /// Identifier; also the name of its colour.
    pub id: String,
    /// Name.
    pub name: String,
    /// Lowest score.
    pub from: Points,
    /// Items.
    pub items: u64,
}

/// One of the eight dimensions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DimensionRow {
    /// Which.
    pub dimension: Dimension,
    /// Most it can take from an item.
    pub cap: Points,
    /// Mean loss of an item.
    pub mean: Points,
    /// Certain findings.
    pub fails: u64,
    /// Suspected findings.
    pub suspects: u64,
    /// Items with a certain finding.
    pub items: u64,
    /// Whether any clause of it judged any item; otherwise keeping all points says nothing.
    pub checked: bool,
}

/// One severity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeverityRow {
    /// Which.
    pub severity: Severity,
    /// Certain findings.
    pub fails: u64,
    /// Suspected findings.
    pub suspects: u64,
    /// Items with a certain finding.
    pub items: u64,
}

/// What one clause found and took over all items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClauseRow {
    /// Its code.
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
    pub fails: u64,
    /// Suspected findings.
    pub suspects: u64,
    /// Items with a certain finding.
    pub items: u64,
    /// Points taken from all items together.
    pub deducted: i64,
    /// Points all items together would gain if every occurrence were mended.
    pub gain: i64,
}

/// The summary that is pushed to the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// Title of the standard.
    pub standard_title: String,
    /// Its version.
    pub standard_version: String,
    /// Its digest.
    pub standard_digest: String,
    /// Version of the engine.
    pub engine: String,
    /// Day of the check.
    pub date: String,
    /// Digest over all scores and findings: the same again when the same bytes are checked by the same standard.
    pub fingerprint: String,
    /// Whether this is the built-in example.
    pub sample: bool,
    /// Files.
    pub sources: Vec<SourceRow>,
    /// Files that could not be read, one sentence each.
    pub refused: Vec<String>,
    /// Reference lists and special inspections in short, as HTML; empty where there are none.
    pub comparison: String,
    /// The shares kept in the dimensions as a radar chart, as HTML.
    pub radar: String,
    /// What became of each file of reference lists, by number: whether it can be used. Only in the answer to the check itself.
    pub taken: Vec<(u32, bool)>,
    /// Mean score.
    pub score: Points,
    /// Index of the grade of the mean score in `grades`.
    pub grade: u32,
    /// Items per grade, best first.
    pub grades: Vec<GradeRow>,
    /// Items.
    pub items: u64,
    /// Items with at least one certain finding.
    pub problem_items: u64,
    /// Items unqualified by veto.
    pub vetoed: u64,
    /// Authorities.
    pub units: u64,
    /// Certain findings.
    pub fails: u64,
    /// Suspected findings.
    pub suspects: u64,
    /// Notices by severity: damage, warning, information.
    pub notices: [u64; 3],
    /// Columns whose element a person chose.
    pub chosen: u64,
    /// Clauses of the standard.
    pub clauses: u32,
    /// Clauses no item could be checked against.
    pub unchecked: u32,
    /// The eight dimensions.
    pub dimensions: Vec<DimensionRow>,
    /// The four severities.
    pub severities: Vec<SeverityRow>,
    /// Clauses by what mending them would gain, greatest first, at most ten.
    pub queue: Vec<ClauseRow>,
}

/// One item in the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemRow {
    /// Its number in the list.
    pub index: u32,
    /// Its code.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its authority.
    pub unit: String,
    /// Its type, by name.
    pub kind: String,
    /// Score.
    pub score: Points,
    /// Grade: identifier and name.
    pub grade: (String, String),
    /// Unqualified by veto.
    pub veto: bool,
    /// Certain findings.
    pub fails: u32,
    /// Suspected findings.
    pub suspects: u32,
}

/// One authority in the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitRow {
    /// Key for [`Filter`].
    pub key: String,
    /// Name as written in the list.
    pub name: String,
    /// Its items.
    pub items: u64,
    /// Mean score.
    pub score: Points,
    /// Grade of the mean score: identifier and name.
    pub grade: (String, String),
    /// Items with a certain finding.
    pub problem_items: u64,
    /// Certain findings.
    pub fails: u64,
    /// Suspected findings.
    pub suspects: u64,
    /// Items unqualified by veto.
    pub vetoed: u64,
}

/// One finding in the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingRow {
    /// Number of the item.
    pub item: u32,
    /// Name of the item.
    pub name: String,
    /// Code of the item.
    pub key: String,
    /// Authority.
    pub unit: String,
    /// Code of the clause.
    pub code: String,
    /// Wording of the clause.
    pub title: String,
    /// Dimension.
    pub dimension: Dimension,
    /// Severity.
    pub severity: Severity,
    /// How sure.
    pub certainty: Certainty,
    /// Identifier of the element.
    pub element: String,
    /// Name of the element, with the row of the sub-list where there is one.
    pub element_name: String,
    /// The value as written, shortened.
    pub value: Option<String>,
    /// Where it stands.
    pub place: String,
    /// What is wrong.
    pub message: String,
    /// Points gained if mended.
    pub points: Points,
}

/// One choice of a filter with its counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupRow {
    /// Key for [`Filter`].
    pub key: String,
    /// Name shown.
    pub label: String,
    /// Findings or items.
    pub count: u32,
}

/// The choices of one filter. Counts honour all other filters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Which filter.
    pub facet: Facet,
    /// Choices with findings, most first where there is no natural order.
    pub rows: Vec<GroupRow>,
    /// Choices left off because there are too many.
    pub left_off: u32,
}

/// What the reader had to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notices {
    /// Grouped notices.
    pub groups: Vec<NoticeGroup>,
    /// How columns were understood.
    pub columns: Vec<ColumnRow>,
    /// What a column can be told to mean.
    pub options: Vec<ElementGroup>,
}

/// The elements of one part of an implementation list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ElementGroup {
    /// Name of the part.
    pub part: String,
    /// Identifier and name of each element.
    pub elements: Vec<(String, String)>,
}

/// Notices of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeGroup {
    /// How much it matters.
    pub severity: crate::notice::NoticeSeverity,
    /// How many there are.
    pub count: u32,
    /// The first of them: place and sentence.
    pub shown: Vec<(String, String)>,
}

/// How one column was understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnRow {
    /// File and sheet.
    pub sheet: String,
    /// Column as people name it.
    pub column: String,
    /// Title as written.
    pub title: String,
    /// Element: identifier and name; `None` where the column was not used.
    pub element: Option<(String, String)>,
    /// 0–100.
    pub confidence: u8,
    /// How it was found.
    pub how: crate::mapping::How,
}

/// A clause that was not checked for some items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UncheckedRow {
    /// Code.
    pub code: String,
    /// Wording.
    pub title: String,
    /// Dimension.
    pub dimension: Dimension,
    /// Why.
    pub reason: OutcomeKind,
    /// For how many items.
    pub items: u32,
    /// Why only a person can judge it, or which elements are wanting.
    pub detail: String,
    /// Evidence a person must bring.
    pub evidence: String,
}
