//! The one document that every page, report and submission is made from.

use crate::element::Element;
use crate::finding::Finding;
use crate::item::{Fields, List};
use crate::locale::{Lang, Wording};
use crate::place::Place;
use crate::quotation::{Quotation, quotations};
use crate::reference::Coverage;
use crate::rule::{Context, Meta, OutcomeKind};
use crate::score::Score;
use crate::standard::{Clause, Points, Standard};
use crate::unit::Units;
use std::ops::Range;
use std::sync::Arc;

mod campaign;
mod fingerprint;
mod json;
pub mod summary;

pub use campaign::{CampaignSection, ClauseLine};
pub use fingerprint::fingerprint;
pub use json::JsonPieces;
pub use summary::Summary;

/// Version of the engine, named in every result.
pub const ENGINE_VERSION: &str = env!("CARGO_PKG_VERSION");

/// Name and version of the JSON document.
pub const SCHEMA: &str = "qingcha/check-result/1";

/// A finding with the clause it falls under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFinding {
    /// Index of the clause.
    pub clause: u16,
    /// Points the item would gain if only this place were mended, with all that goes away by that; 0 for a suspect.
    pub gain: Points,
    /// What was found.
    pub finding: Finding,
}

/// One item's part of the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemResult {
    /// Its findings in [`CheckResult::findings`], in the standard's order of clauses.
    pub findings: Range<u32>,
    /// Its score.
    pub score: Score,
}

/// A whole check: input, standard, findings, scores.
pub struct CheckResult {
    /// What was checked.
    pub list: List,
    /// By which standard.
    pub standard: Arc<Standard>,
    /// On which day, and against which reference lists.
    pub context: Context,
    /// One per item, in the list's order.
    pub items: Vec<ItemResult>,
    /// All findings in order of items, then clauses.
    pub findings: Vec<StoredFinding>,
    /// Kind of outcome of every clause for every item: items × clauses.
    pub(crate) outcomes: Vec<OutcomeKind>,
    /// Which authority each item belongs to.
    pub units: Units,
    /// How far reference lists and items cover each other; empty without reference lists.
    pub coverage: Vec<Coverage>,
    /// Files that could not be read and are not in it, one sentence each; whoever read them says so.
    pub refused: Vec<Wording>,
}

/// One finding with everything around it, for display and export.
pub struct FindingView<'a> {
    /// The whole result.
    pub result: &'a CheckResult,
    /// Number of the item.
    pub item: usize,
    /// The finding.
    pub stored: &'a StoredFinding,
}

impl CheckResult {
    /// Findings of one item.
    pub fn findings_of(&self, item: usize) -> impl ExactSizeIterator<Item = FindingView<'_>> {
        let range = self.items[item].findings.clone();
        self.findings[range.start as usize..range.end as usize]
            .iter()
            .map(move |stored| FindingView {
                result: self,
                item,
                stored,
            })
    }

    /// All findings.
    pub fn all_findings(&self) -> impl Iterator<Item = FindingView<'_>> {
        (0..self.items.len()).flat_map(|item| self.findings_of(item))
    }

    /// Outcome of every clause for one item, in the standard's order.
    pub fn outcomes_of(&self, item: usize) -> &[OutcomeKind] {
        let clauses = self.standard.clauses().len();
        &self.outcomes[item * clauses..(item + 1) * clauses]
    }

    /// What one item quotes of laws, beside the articles in force, where the standard's index has their texts.
    pub fn quotations(&self, item: usize) -> Vec<Quotation<'_>> {
        quotations(&self.list.view(item), &self.standard.laws, self.context.date)
    }

    /// Figures over all items.
    pub fn summary(&self) -> Summary {
        Summary::of(self)
    }

    /// The document of the contract, as JSON in one line.
    pub fn to_json(&self, lang: Lang) -> String {
        json::write(self, lang)
    }
}

impl<'a> FindingView<'a> {
    /// The clause it falls under.
    pub fn clause(&self) -> &'a Clause {
        &self.result.standard.clauses()[usize::from(self.stored.clause)]
    }

    /// The rule that found it.
    pub fn meta(&self) -> Option<&'static Meta> {
        self.result
            .standard
            .runner(usize::from(self.stored.clause))
            .map(|(meta, _)| meta)
    }

    /// The sentence shown to people.
    pub fn message(&self, lang: Lang) -> String {
        self.meta()
            .map_or_else(String::new, |meta| self.stored.finding.message(meta, lang))
    }

    /// The value as written; `None` where there is none.
    pub fn value(&self) -> Option<&'a str> {
        self.stored.finding.value.map(|id| self.result.list.text(id))
    }

    /// Where the value stands; of what is missing, where it belongs: the row of its item or entry, and the column of
    /// its element where the sheet has one.
    pub fn place(&self) -> Place {
        let (finding, list) = (&self.stored.finding, &self.result.list);
        if let Some(id) = finding.value {
            return list.value(id).place();
        }
        let item = list.view(self.item);
        let entry = finding.entry.and_then(|number| {
            let entry = item
                .entries(finding.element.part())
                .find(|entry| entry.number() == number)?;
            let first = Element::of(finding.element.part()).find_map(|element| entry.value(element))?;
            Some(list.value(first).place())
        });
        let mut place = entry.unwrap_or(item.item().place);
        let of_element = list
            .columns
            .iter()
            .find(|column| column.sheet == place.sheet && column.element == Some(finding.element));
        if let Some(column) = of_element {
            place.column = column.column;
        }
        place
    }

    /// Points gained if only this were mended; 0 for a suspect.
    pub fn points(&self) -> Points {
        self.stored.gain
    }

    /// The item's key and name.
    pub fn item_names(&self) -> (&'a str, &'a str) {
        let view = self.result.list.view(self.item);
        (view.key(), view.text(crate::element::Element::TaskName))
    }
}
