//! What an item cites as bases, text by text.

mod ranks;

pub use ranks::{Demand, Ranks, Standing, demand};

use crate::element::Element::{
    AnticipateExplain, ByLaw, FeeBasis, FeeLaw, LawClause, LawName, LawNumber, MaterialLaw,
};
use crate::element::{Element, Part};
use crate::finding::Finding;
use crate::item::{Fields, ItemView, List, ValueId};
use crate::text::citation::{Citation, Form, articles_in, citations_in, numbers_in, version_year};
use crate::text::is_placeholder;

/// One text that cites bases: the item's legal basis, or the name in one row of the legal bases.
#[derive(Clone, Copy, Debug)]
pub struct BasisText<'a> {
    /// The text; never blank.
    pub text: &'a str,
    /// Text of the document number beside it; empty where there is none.
    pub number: &'a str,
    /// Text of the article beside it; empty where there is none.
    pub clause: &'a str,
    /// Element it stands in.
    pub element: Element,
    /// Row of the legal bases.
    pub entry: Option<u16>,
    /// The value.
    pub value: Option<ValueId>,
}

/// The texts that cite an item's legal bases: the names of its rows, or without any the item's own text.
pub fn basis_texts<'a>(item: &ItemView<'a>) -> Vec<BasisText<'a>> {
    let rows = item.entries(Part::Law).map(|entry| BasisText {
        text: entry.text(LawName),
        number: entry.text(LawNumber),
        clause: entry.text(LawClause),
        element: LawName,
        entry: Some(entry.number()),
        value: entry.value(LawName),
    });
    let mut found: Vec<_> = rows.filter(|basis| !basis.text.is_empty()).collect();
    if found.is_empty() {
        found.extend(BasisText::of(ByLaw, None, item.text(ByLaw), item.value(ByLaw)));
    }
    found
}

/// The texts that may cite the provision an item's statutory limit comes from: its legal bases, and the note on the limit.
pub fn limit_texts<'a>(item: &ItemView<'a>) -> Vec<BasisText<'a>> {
    let mut found = basis_texts(item);
    let (text, value) = (item.text(AnticipateExplain), item.value(AnticipateExplain));
    found.extend(BasisText::of(AnticipateExplain, None, text, value));
    found
}

/// Every text of an item that cites a basis: of the item, of its materials, of its fees. Materials and fees repeat
/// their basis row after row: each text is given once, where it stands first.
pub fn all_basis_texts<'a>(item: &ItemView<'a>) -> Vec<BasisText<'a>> {
    let mut found = basis_texts(item);
    found.extend(BasisText::of(
        FeeBasis,
        None,
        item.text(FeeBasis),
        item.value(FeeBasis),
    ));
    for (part, element) in [(Part::Material, MaterialLaw), (Part::Fee, FeeLaw)] {
        for entry in item.entries(part) {
            let (text, value) = (entry.text(element), entry.value(element));
            if !found
                .iter()
                .any(|known| known.element == element && known.text == text)
            {
                found.extend(BasisText::of(element, Some(entry.number()), text, value));
            }
        }
    }
    found
}

/// Whether the file carries any text that cites a basis.
pub fn carries_basis(item: &ItemView<'_>) -> bool {
    [ByLaw, LawName, FeeBasis, MaterialLaw, FeeLaw]
        .into_iter()
        .any(|element| item.is_provided(element))
}

impl<'a> BasisText<'a> {
    /// A text without number and article beside it; `None` where it says nothing.
    fn of(element: Element, entry: Option<u16>, text: &'a str, value: Option<ValueId>) -> Option<Self> {
        (!is_placeholder(text)).then_some(Self {
            text,
            number: "",
            clause: "",
            element,
            entry,
            value,
        })
    }

    /// The documents it cites. A text without any citation is taken for a bare title, and what stands beside a single
    /// title belongs to it.
    pub fn citations(&self) -> Vec<Citation<'a>> {
        let mut found = citations_in(self.text);
        if found.is_empty() {
            found.push(Citation {
                title: self.text.trim(),
                form: Form::Bare,
                number: None,
                version: None,
                articles: Vec::new(),
                range: 0..self.text.len(),
            });
        }
        if let [only] = found.as_mut_slice() {
            let beside = || numbers_in(self.number).into_iter().next();
            only.number = only.number.take().or_else(beside);
            only.version = only.version.or_else(|| version_year(self.number));
            let articles = articles_in(self.clause)
                .into_iter()
                .flat_map(|(_, articles)| articles);
            only.articles.extend(articles);
        }
        found
    }

    /// The documents it cites for a time limit: a note must name the article, for a law has limits for many things.
    pub fn limiting_citations(&self) -> Vec<Citation<'a>> {
        let mut found = self.citations();
        found.retain(|citation| self.element != AnticipateExplain || !citation.articles.is_empty());
        found
    }

    /// Whether the text passes `judge`, which is asked once for each distinct text of a check where nothing stands
    /// beside it that could matter; see [`Fields::passes`].
    pub(crate) fn passes(&self, list: &List, question: u8, judge: impl FnOnce() -> bool) -> bool {
        match self.value {
            Some(id) if self.number.is_empty() && self.clause.is_empty() => {
                list.memory.passes(question, list.value(id).text, judge)
            }
            _ => judge(),
        }
    }

    /// Puts a finding where the text stands.
    pub fn place(&self, finding: Finding) -> Finding {
        let finding = finding.value(self.value);
        match self.entry {
            Some(number) => finding.entry(number),
            None => finding,
        }
    }
}
