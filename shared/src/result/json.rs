//! The JSON contract of a check, `qingcha/check-result/1`. The same bytes natively and in WASM: fixed order of keys,
//! integers only, no maps.

mod campaigns;
mod pieces;
mod references;

use super::{CheckResult, ENGINE_VERSION, FindingView, SCHEMA};
use crate::dictionary::Dictionary;
use crate::element::Element;
use crate::finding::Certainty;
use crate::item::{Fields, List};
use crate::locale::Lang;
use crate::mapping::{ColumnMatch, How};
use crate::notice::Notice;
use crate::place::Place;
use crate::quotation::{Agreement, Quotation};
use crate::rule::OutcomeKind;
use crate::score::Score;
use crate::standard::Dimension;
use crate::text::difference::Piece;
pub use pieces::JsonPieces;
use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};

pub(super) fn write(result: &CheckResult, lang: Lang) -> String {
    let mut bytes = Vec::new();
    JsonPieces::new(lang).write(result, &mut bytes, usize::MAX);
    // What serde_json writes is UTF-8.
    String::from_utf8(bytes).unwrap_or_default()
}

/// What stands before the items.
#[derive(Serialize)]
struct Head<'a> {
    schema: &'static str,
    engine: Engine,
    standard: StandardName<'a>,
    date: String,
    lang: Lang,
    sources: Sources<'a>,
    /// Only where a file could not be read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    refused: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    corrections: Vec<Correction<'a>>,
    /// Only where lists were given, so that a check without them gives the bytes it always gave.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    references: Vec<references::Line<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    coverage: Vec<references::CoverageLine<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    campaigns: Vec<campaigns::Line<'a>>,
}

impl<'a> Head<'a> {
    fn of(result: &'a CheckResult, lang: Lang) -> Self {
        Self {
            schema: SCHEMA,
            engine: Engine {
                version: ENGINE_VERSION,
            },
            standard: StandardName {
                id: &result.standard.document.id,
                version: &result.standard.document.version,
                digest: &result.standard.digest,
            },
            date: result.context.date.to_string(),
            lang,
            sources: Sources(result, lang),
            refused: result.refused.iter().map(|line| line.get(lang)).collect(),
            corrections: corrections(result),
            references: references::of(result, lang),
            coverage: references::coverage(result),
            campaigns: campaigns::of(result, lang),
        }
    }
}

#[derive(Serialize)]
struct Engine {
    version: &'static str,
}

#[derive(Serialize)]
struct StandardName<'a> {
    id: &'a str,
    version: &'a str,
    digest: &'a str,
}

/// A column whose element a person chose: with the same bytes and the same corrections the result is the same.
#[derive(Serialize)]
struct Correction<'a> {
    source: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<&'a str>,
    title: &'a str,
    /// `null`: the column was passed over.
    element: Option<Element>,
}

fn corrections(result: &CheckResult) -> Vec<Correction<'_>> {
    let list = &result.list;
    let chosen = list.columns.iter().filter(|column| column.how == How::Chosen);
    chosen.map(|column| Correction::of(list, column)).collect()
}

impl<'a> Correction<'a> {
    fn of(list: &'a List, column: &'a ColumnMatch) -> Self {
        let sheet = list.sheets.get(usize::from(column.sheet));
        Self {
            source: sheet.map_or(0, |sheet| sheet.source),
            sheet: sheet.and_then(|sheet| sheet.name.as_deref()),
            title: &column.title,
            element: column.element,
        }
    }
}

struct Sources<'a>(&'a CheckResult, Lang);

impl Serialize for Sources<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let list = &self.0.list;
        let mut seq = serializer.serialize_seq(Some(list.sources.len()))?;
        for (id, source) in list.sources.iter().enumerate() {
            let of = |notice: &&Notice| usize::from(notice.source) == id;
            seq.serialize_element(&SourceLine {
                name: &source.name,
                digest: &source.digest,
                size: source.size,
                items: list
                    .items()
                    .iter()
                    .filter(|item| usize::from(item.source) == id)
                    .count(),
                notices: list
                    .notices
                    .iter()
                    .filter(of)
                    .map(|notice| self.notice(notice))
                    .collect(),
            })?;
        }
        seq.end()
    }
}

impl Sources<'_> {
    fn notice(&self, notice: &Notice) -> NoticeLine {
        NoticeLine {
            code: notice.code,
            severity: notice.code.severity(),
            position: notice.place.map(|place| Position::of(self.0, place)),
            message: notice.message(self.1),
        }
    }
}

#[derive(Serialize)]
struct SourceLine<'a> {
    name: &'a str,
    digest: &'a str,
    size: u64,
    items: usize,
    notices: Vec<NoticeLine>,
}

#[derive(Serialize)]
struct NoticeLine {
    code: crate::notice::NoticeCode,
    severity: crate::notice::NoticeSeverity,
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<Position>,
    message: String,
}

/// Where a value stands, as people name it: rows from 1, columns as letters or keys.
#[derive(Serialize)]
struct Position {
    source: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<String>,
    row: u32,
    column: String,
}

impl Position {
    fn of(result: &CheckResult, place: Place) -> Self {
        let sheet = result.list.sheets.get(usize::from(place.sheet));
        Self {
            source: sheet.map_or(0, |sheet| sheet.source),
            sheet: sheet.and_then(|sheet| sheet.name.clone()),
            row: place.row.saturating_add(1),
            column: sheet.map_or_else(String::new, |sheet| sheet.column_name(place.column)),
        }
    }
}

#[derive(Serialize)]
struct ItemLine<'a> {
    key: &'a str,
    name: &'a str,
    r#type: &'a str,
    level: &'a str,
    unit: &'a str,
    /// Which line of `summary.by_unit` counts it, from 0: names do not tell authorities apart.
    unit_line: usize,
    position: Position,
    score: i32,
    veto: bool,
    grade: &'a str,
    ledger: Vec<LedgerEntry<'a>>,
    /// `score` = 10,000 − Σ `deducted` of these, never below 0; `gross` of each = Σ `deducted` of its clauses in `ledger`.
    dimensions: Vec<DimensionEntry>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    quotations: Vec<QuotationLine>,
    findings: Vec<FindingLine<'a>>,
    not_checked: Vec<NotChecked<'a>>,
}

/// What one clause took, in hundredths.
#[derive(Serialize)]
struct LedgerEntry<'a> {
    clause: &'a str,
    occurrences: u32,
    /// Its points for all occurrences.
    gross: i32,
    /// After its own cap, before that of its dimension.
    deducted: i32,
}

/// What one dimension took, in hundredths; of those whose clauses took nothing there is none.
#[derive(Serialize)]
struct DimensionEntry {
    dimension: Dimension,
    /// Of its clauses together, each after its own cap.
    gross: i32,
    /// After the dimension's cap.
    deducted: i32,
}

/// An article as quoted, beside the one in force; only where the index of laws has its text.
#[derive(Serialize)]
struct QuotationLine {
    entry: u16,
    law: String,
    version: Option<String>,
    provisions: String,
    agreement: Agreement,
    text: String,
    differences: Vec<Piece>,
}

#[derive(Serialize)]
struct NotChecked<'a> {
    clause: &'a str,
    reason: OutcomeKind,
}

#[derive(Serialize)]
struct FindingLine<'a> {
    rule: &'a str,
    clause: &'a str,
    dimension: Dimension,
    severity: crate::standard::Severity,
    outcome: Certainty,
    element: Element,
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<u16>,
    /// Of what is missing: where it belongs.
    position: Position,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
    message: String,
    advice: &'a str,
    points: i32,
}

fn item_line(result: &CheckResult, index: usize, lang: Lang) -> ItemLine<'_> {
    let view = result.list.view(index);
    let own = &result.items[index];
    let clause = |index: u16| result.standard.clauses()[usize::from(index)].code.as_str();
    // The code where it can be read, else the text as written.
    let coded = |element, dictionary: Dictionary| {
        let text = view.text(element);
        dictionary.decode(text).map_or(text, |entry| entry.code)
    };
    let not_checked = result
        .outcomes_of(index)
        .iter()
        .zip(result.standard.clauses())
        .filter_map(|(kind, clause)| {
            let skipped = !matches!(
                kind,
                OutcomeKind::Pass | OutcomeKind::Fail | OutcomeKind::Suspect | OutcomeKind::NotApplicable
            );
            skipped.then_some(NotChecked {
                clause: &clause.code,
                reason: *kind,
            })
        });
    ItemLine {
        key: view.key(),
        name: view.text(Element::TaskName),
        r#type: coded(Element::TaskType, Dictionary::TaskType),
        level: coded(Element::UseLevel, Dictionary::UseLevel),
        unit: view.text(Element::DeptName),
        unit_line: result.units.number(index),
        position: Position::of(result, view.item().place),
        score: own.score.points,
        veto: own.score.veto,
        grade: result
            .standard
            .document
            .grade
            .get(own.score.grade)
            .map_or("", |grade| &grade.id),
        ledger: own
            .score
            .ledger
            .iter()
            .map(|line| LedgerEntry {
                clause: clause(line.clause),
                occurrences: line.occurrences,
                gross: line.gross,
                deducted: line.deducted,
            })
            .collect(),
        dimensions: dimensions(&own.score),
        quotations: result.quotations(index).iter().map(quotation_line).collect(),
        findings: result
            .findings_of(index)
            .map(|finding| finding_line(&finding, lang))
            .collect(),
        not_checked: not_checked.collect(),
    }
}

fn dimensions(score: &Score) -> Vec<DimensionEntry> {
    let lines = Dimension::ALL.iter().copied().zip(&score.dimensions);
    lines
        .filter(|(_, line)| line.gross > 0)
        .map(|(dimension, line)| DimensionEntry {
            dimension,
            gross: line.gross,
            deducted: line.deducted,
        })
        .collect()
}

fn quotation_line(quotation: &Quotation<'_>) -> QuotationLine {
    QuotationLine {
        entry: quotation.entry.saturating_add(1),
        law: quotation.law.title(),
        version: quotation.law.version().map(|day| day.to_string()),
        provisions: quotation.provisions(),
        agreement: quotation.agreement,
        text: quotation.text.clone(),
        differences: quotation.pieces(),
    }
}

fn finding_line<'a>(view: &FindingView<'a>, lang: Lang) -> FindingLine<'a> {
    let clause = view.clause();
    let finding = &view.stored.finding;
    FindingLine {
        rule: view.meta().map_or("", |meta| meta.id),
        clause: &clause.code,
        dimension: clause.dimension,
        severity: clause.severity,
        outcome: finding.certainty,
        element: finding.element,
        entry: finding.entry.map(|number| number.saturating_add(1)),
        position: Position::of(view.result, view.place()),
        value: view.value(),
        message: view.message(lang),
        advice: clause.advice.get(lang),
        points: view.points(),
    }
}

#[cfg(test)]
mod tests;
