//! Filters, search, sorting and counts over a result of up to 100,000 items and findings.
//!
//! [`Index`] holds one small number per finding and column, and the searchable texts in lower case, so that a filter
//! or a key stroke costs one pass over a few arrays and no message is rendered for it.

mod haystack;
mod select;

use crate::element::Element;
use crate::finding::Certainty;
use crate::fix;
use crate::item::Fields;
use crate::result::CheckResult;
use crate::standard::{Dimension, Points, Severity};
use crate::table::TextId;
use crate::unit::Unit;
use hashbrown::HashMap;
use haystack::Haystack;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;

pub use select::GroupCount;
use select::Searched;

/// One property that findings can be filtered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Facet {
    /// Certain or suspected: `fail`, `suspect`.
    Outcome,
    /// Severity by identifier.
    Severity,
    /// Dimension by identifier.
    Dimension,
    /// Clause by code.
    Clause,
    /// Element by identifier.
    Element,
    /// What is proposed instead of the value, by identifier of its kind.
    Fix,
    /// Authority by number in order of first appearance.
    Unit,
    /// Grade of the item by identifier.
    Grade,
}

impl Facet {
    /// All, in the order of the filter panel.
    pub const ALL: [Self; 8] = [
        Self::Outcome,
        Self::Severity,
        Self::Dimension,
        Self::Clause,
        Self::Element,
        Self::Fix,
        Self::Unit,
        Self::Grade,
    ];

    /// Whether it belongs to findings; else it belongs to items.
    pub const fn of_findings(self) -> bool {
        !matches!(self, Self::Unit | Self::Grade)
    }
}

/// Which rows are wanted: of each facet one of the chosen keys (all, where none is chosen), and every word of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// Chosen keys, in the order they were chosen.
    pub chosen: Vec<(Facet, String)>,
    /// Words to search for, separated by space.
    pub text: String,
}

impl Filter {
    /// A filter with one key chosen.
    pub fn only(facet: Facet, key: impl Into<String>) -> Self {
        Self {
            chosen: vec![(facet, key.into())],
            text: String::new(),
        }
    }

    /// Whether the key is chosen.
    pub fn has(&self, facet: Facet, key: &str) -> bool {
        self.chosen.iter().any(|(of, known)| *of == facet && known == key)
    }

    /// Chooses the key, or takes the choice back.
    pub fn toggle(&mut self, facet: Facet, key: &str) {
        if self.has(facet, key) {
            self.chosen.retain(|(of, known)| *of != facet || known != key);
        } else {
            self.chosen.push((facet, key.to_owned()));
        }
    }

    /// Whether everything passes.
    pub fn is_empty(&self) -> bool {
        self.chosen.is_empty() && self.text.trim().is_empty()
    }
}

/// Order of findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum FindingOrder {
    /// As in the list.
    #[default]
    List,
    /// Gravest first.
    Severity,
    /// Most points gained first.
    Points,
    /// By clause.
    Clause,
    /// By element.
    Element,
    /// By authority, in order of first appearance.
    Unit,
}

/// Order of items.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ItemOrder {
    /// As in the list.
    #[default]
    List,
    /// Lowest score first.
    Score,
    /// Most certain findings first.
    Fails,
    /// Most suspected findings first.
    Suspects,
    /// By authority, in order of first appearance.
    Unit,
}

/// Order of authorities.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum UnitOrder {
    /// Lowest score first.
    #[default]
    Score,
    /// Most items first.
    Items,
    /// Most certain findings first.
    Fails,
    /// Most suspected findings first.
    Suspects,
    /// As in the list.
    List,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Subject {
    /// Findings.
    Findings,
    /// Items, each once however many of its findings fit.
    Items,
}

/// No text belongs to the finding.
const NONE: u32 = u32::MAX;

/// The columns of one finding.
#[derive(Clone, Copy)]
struct Line {
    item: u32,
    value: u32,
    points: Points,
    clause: u16,
    element: u16,
    suspect: bool,
    fix: Option<fix::Kind>,
}

/// The columns of one item.
#[derive(Clone, Copy)]
struct ItemLine {
    unit: u32,
    points: Points,
    fails: u32,
    suspects: u32,
    grade: u8,
}

/// The columns and texts of a result, made once after each check.
pub struct Index {
    lines: Vec<Line>,
    items: Vec<ItemLine>,
    units: usize,
    clauses: Vec<(String, Dimension, Severity)>,
    grades: Vec<String>,
    item_texts: Haystack,
    value_texts: Haystack,
    clause_texts: Haystack,
    element_texts: Haystack,
    /// The words searched for last: rows and counts ask for the same text one after the other.
    searched: RefCell<Searched>,
}

impl Index {
    /// Makes the columns of a result.
    pub fn of(result: &CheckResult) -> Self {
        let standard = &result.standard;
        let mut index = Self {
            lines: Vec::with_capacity(result.findings.len()),
            items: Vec::with_capacity(result.items.len()),
            units: result.units.all().len(),
            clauses: standard
                .clauses()
                .iter()
                .map(|clause| (clause.code.clone(), clause.dimension, clause.severity))
                .collect(),
            grades: standard
                .document
                .grade
                .iter()
                .map(|grade| grade.id.clone())
                .collect(),
            item_texts: Haystack::default(),
            value_texts: Haystack::default(),
            clause_texts: Haystack::default(),
            element_texts: Haystack::default(),
            searched: RefCell::default(),
        };
        for clause in standard.clauses() {
            let texts = [clause.code.as_str(), &clause.title.zh, &clause.title.en];
            index.clause_texts.push(&texts);
        }
        for element in Element::all() {
            let name = element.spec().name;
            index.element_texts.push(&[element.id(), name.zh, name.en]);
        }
        index.add_items(result);
        index
    }

    fn add_items(&mut self, result: &CheckResult) {
        let labels: Vec<String> = result.units.all().iter().map(Unit::label).collect();
        let mut values: HashMap<TextId, u32> = HashMap::new();
        for (number, item) in result.items.iter().enumerate() {
            let view = result.list.view(number);
            let unit = result.units.number(number);
            let name = view.text(Element::TaskName);
            self.item_texts
                .push(&[name, view.key(), view.text(Element::TaskCode), &labels[unit]]);
            let findings = &result.findings[item.findings.start as usize..item.findings.end as usize];
            let suspects = findings
                .iter()
                .filter(|stored| stored.finding.certainty == Certainty::Suspect)
                .count() as u32;
            self.items.push(ItemLine {
                unit: unit as u32,
                points: item.score.points,
                fails: findings.len() as u32 - suspects,
                suspects,
                grade: u8::try_from(item.score.grade).unwrap_or(u8::MAX),
            });
            for stored in findings {
                let finding = &stored.finding;
                let value = finding.value.map_or(NONE, |id| {
                    let text = result.list.value(id).text;
                    *values
                        .entry(text)
                        .or_insert_with(|| self.value_texts.push(&[result.list.texts.get(text)]))
                });
                self.lines.push(Line {
                    item: number as u32,
                    value,
                    points: stored.gain,
                    clause: stored.clause,
                    element: finding.element.index() as u16,
                    suspect: finding.certainty == Certainty::Suspect,
                    fix: fix::proposal(result, &view, stored).map(|proposal| proposal.kind),
                });
            }
        }
    }

    /// Certain and suspected findings of an item; none where there is no such item.
    pub fn counts(&self, item: usize) -> (u32, u32) {
        self.items
            .get(item)
            .map_or((0, 0), |line| (line.fails, line.suspects))
    }

    /// The item a finding belongs to; `None` where there is no such finding.
    pub fn item_of(&self, finding: usize) -> Option<usize> {
        self.lines.get(finding).map(|line| line.item as usize)
    }
}

#[cfg(test)]
pub(crate) mod tests;
