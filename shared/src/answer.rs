//! What the worker tells the page: rows and texts made from a result, a window at a time.

mod comparison;
mod detail;
pub mod fragment;
mod overview;
mod reader;
mod rows;

pub(crate) use comparison::coverage_totals;
pub use comparison::{
    CampaignClause, Comparison, CoverageRow, DifferenceRow, ReferenceFile, Setup, comparison, differences,
    references, setup,
};
pub use detail::{finding_detail, item};
pub use overview::{Judged, basis, ledger, overview};
pub use reader::{detail as unchecked_detail, notices, unchecked};
pub use rows::item as item_row;

use crate::dictionary::Dictionary;
use crate::element::{Element, Part};
use crate::fix;
use crate::item::{Fields, ItemView, List};
use crate::locale::{Lang, fill};
use crate::place::Place;
use crate::protocol::{Group, GroupRow, Rows};
use crate::query::{Facet, Filter, FindingOrder, Index, ItemOrder, Subject};
use crate::result::{CheckResult, Summary};
use crate::rule::OutcomeKind;
use crate::standard::{Dimension, Severity};
use crate::{protocol, standard::Points};

/// A result with what is needed to answer questions about it quickly.
pub struct Held {
    /// The result.
    pub result: CheckResult,
    /// Its columns.
    pub index: Index,
    /// Its figures.
    pub summary: Summary,
    /// Which clauses judged anything.
    pub judged: Judged,
    /// Whether it is the built-in example.
    pub sample: bool,
    items: Option<(protocol::Window<ItemOrder>, Vec<u32>)>,
    findings: Option<(protocol::Window<FindingOrder>, Vec<u32>)>,
}

/// Longest value shown in a table; the item's own page shows all of it.
const SHOWN_CHARS: usize = 80;

/// Choices shown of one filter.
const SHOWN_CHOICES: usize = 100;

impl Held {
    /// Makes columns and figures of a result.
    pub fn new(result: CheckResult, sample: bool) -> Self {
        Self {
            index: Index::of(&result),
            summary: result.summary(),
            judged: Judged::of(&result),
            result,
            sample,
            items: None,
            findings: None,
        }
    }

    /// A window of items. The order of the last question is kept, so that scrolling costs only the rows shown.
    pub fn items(&mut self, window: &protocol::Window<ItemOrder>, lang: Lang) -> Rows<protocol::ItemRow> {
        let question = whole(window);
        if self.items.as_ref().is_none_or(|(known, _)| *known != question) {
            let found = self.index.items(&window.filter, window.order, window.descending);
            self.items = Some((question, found));
        }
        let found = self.items.as_ref().map_or(&[][..], |(_, found)| found);
        cut(found, window.offset, window.len, |number| {
            rows::item(self, number as usize, lang)
        })
    }

    /// A window of findings.
    pub fn findings(
        &mut self,
        window: &protocol::Window<FindingOrder>,
        lang: Lang,
    ) -> Rows<protocol::FindingRow> {
        let question = whole(window);
        if self.findings.as_ref().is_none_or(|(known, _)| *known != question) {
            let found = self
                .index
                .findings(&window.filter, window.order, window.descending);
            self.findings = Some((question, found));
        }
        let found = self.findings.as_ref().map_or(&[][..], |(_, found)| found);
        cut(found, window.offset, window.len, |number| {
            rows::finding(self, number as usize, lang)
        })
    }

    /// A window of authorities; the filter is not looked at.
    pub fn units(&self, window: &protocol::Window<crate::query::UnitOrder>) -> Vec<(u32, Points)> {
        rows::units(self, window)
    }

    /// The same with names and figures.
    pub fn unit_rows(
        &self,
        window: &protocol::Window<crate::query::UnitOrder>,
        lang: Lang,
    ) -> Rows<protocol::UnitRow> {
        let order: Vec<u32> = self.units(window).into_iter().map(|(unit, _)| unit).collect();
        cut(&order, window.offset, window.len, |unit| {
            rows::unit(self, unit as usize, lang)
        })
    }

    /// Counts for the filter panel.
    pub fn groups(&self, filter: &Filter, of: Subject, lang: Lang) -> Vec<Group> {
        let of_facet = |(facet, counts): (Facet, Vec<crate::query::GroupCount>)| {
            let shown = counts.len().min(SHOWN_CHOICES);
            let chosen = counts[shown..].iter().filter(|row| filter.has(facet, &row.key));
            let rows: Vec<GroupRow> = counts[..shown]
                .iter()
                .chain(chosen)
                .map(|row| GroupRow {
                    label: self.choice(facet, &row.key, lang),
                    key: row.key.clone(),
                    count: row.count,
                })
                .collect();
            Group {
                facet,
                left_off: (counts.len() - rows.len()) as u32,
                rows,
            }
        };
        self.index.groups(filter, of).into_iter().map(of_facet).collect()
    }

    /// Name of a choice of a filter; the key itself where it is not known.
    pub fn choice(&self, facet: Facet, key: &str, lang: Lang) -> String {
        let standard = &self.result.standard;
        let known = match facet {
            Facet::Outcome => match key {
                "fail" => Some(OutcomeKind::Fail.name().get(lang).to_owned()),
                "suspect" => Some(OutcomeKind::Suspect.name().get(lang).to_owned()),
                _ => None,
            },
            Facet::Severity => Severity::ALL
                .iter()
                .find(|known| known.id() == key)
                .map(|known| known.name().get(lang).to_owned()),
            Facet::Dimension => Dimension::ALL
                .iter()
                .find(|known| known.id() == key)
                .map(|known| known.name().get(lang).to_owned()),
            Facet::Clause => standard
                .clauses()
                .iter()
                .find(|clause| clause.code == key)
                .map(|clause| format!("{} {}", clause.code, clause.title.get(lang))),
            Facet::Element => Element::from_id(key).map(|element| element_name(element, lang)),
            Facet::Fix => fix::Kind::ALL
                .iter()
                .find(|known| known.id() == key)
                .map(|known| known.name().get(lang).to_owned()),
            Facet::Unit => key
                .parse::<usize>()
                .ok()
                .and_then(|number| self.result.units.all().get(number))
                .map(|unit| unit.title(lang)),
            Facet::Grade => standard
                .document
                .grade
                .iter()
                .find(|grade| grade.id == key)
                .map(|grade| grade.name.get(lang).to_owned()),
        };
        known.unwrap_or_else(|| key.to_owned())
    }

    /// Identifier and name of a grade.
    fn grade(&self, grade: usize, lang: Lang) -> (String, String) {
        self.result
            .standard
            .document
            .grade
            .get(grade)
            .map(|grade| (grade.id.clone(), grade.name.get(lang).to_owned()))
            .unwrap_or_default()
    }
}

/// The window without its place: equal for all windows of one table.
fn whole<O: Copy>(window: &protocol::Window<O>) -> protocol::Window<O> {
    protocol::Window {
        filter: window.filter.clone(),
        offset: 0,
        len: 0,
        ..*window
    }
}

fn cut<T>(found: &[u32], offset: u32, len: u32, row: impl Fn(u32) -> T) -> Rows<T> {
    let total = found.len() as u32;
    let offset = offset.min(total);
    let end = offset.saturating_add(len.min(protocol::MAX_ROWS)).min(total);
    Rows {
        offset,
        total,
        rows: found[offset as usize..end as usize]
            .iter()
            .map(|number| row(*number))
            .collect(),
    }
}

/// `材料名称` of a sub-list reads `申请材料·材料名称`.
fn element_name(element: Element, lang: Lang) -> String {
    match element.part() {
        Part::Main => element.name(lang).to_owned(),
        part => format!("{}·{}", part.name().get(lang), element.name(lang)),
    }
}

/// Where a value stands, as people say it: `事项表 第3行 AB列`. In JSON all entries of an item stand in one place, so the
/// `entry` of a sub-list is named.
fn place_text(list: &List, place: Place, entry: Option<u16>, lang: Lang) -> String {
    let Some(sheet) = list.sheets.get(usize::from(place.sheet)) else {
        return String::new();
    };
    let row = place.row.saturating_add(1).to_string();
    let column = sheet.column_name(place.column);
    let several = list.sources.len() > 1;
    let source = list
        .sources
        .get(usize::from(sheet.source))
        .filter(|_| several)
        .map(|source| format!("{} ", source.name));
    let name = sheet.shown(lang).map(|name| format!("{name} "));
    let entry = entry.filter(|_| !sheet.keys.is_empty());
    let template = match (sheet.keys.is_empty(), entry, lang) {
        (true, _, Lang::ZhCn) => "第{0}行 {1}列",
        (true, _, Lang::En) => "row {0}, column {1}",
        (false, None, Lang::ZhCn) => "第{0}条 {1}",
        (false, None, Lang::En) => "record {0}, {1}",
        (false, Some(_), Lang::ZhCn) => "第{0}个事项的第{2}条 {1}",
        (false, Some(_), Lang::En) => "item {0}, entry {2}, {1}",
    };
    let number = entry.map_or_else(String::new, |entry| (u32::from(entry) + 1).to_string());
    let end = fill(template, &[row, column, number]);
    format!("{}{}{end}", source.unwrap_or_default(), name.unwrap_or_default())
}

/// The first characters of a long text.
fn shorten(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN_CHARS).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

/// Name of a coded value; the text itself where it is not in the dictionary.
fn coded(view: &ItemView<'_>, element: Element, dictionary: Dictionary, lang: Lang) -> String {
    let text = view.text(element);
    dictionary.decode(text).map_or_else(
        || text.to_owned(),
        |entry| match lang {
            Lang::ZhCn => entry.name.zh.to_owned(),
            Lang::En => entry.name.en.to_owned(),
        },
    )
}

#[cfg(test)]
mod tests;
