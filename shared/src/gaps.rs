//! Fields missing in rows of a sub-list: the same field missing in several rows is one problem.

use crate::element::Element;
use crate::finding::{Certainty, Finding};
use crate::item::{EntryView, Fields};

/// What is missing, by element, in the order found.
#[derive(Default)]
pub struct Gaps(Vec<Gap>);

struct Gap {
    element: Element,
    certainty: Certainty,
    entries: Vec<u16>,
}

impl Gaps {
    /// Adds `element` of the row where it is missing.
    pub fn add_if(&mut self, missing: bool, element: Element, certainty: Certainty, entry: &EntryView<'_>) {
        if !missing {
            return;
        }
        let same = |gap: &&mut Gap| gap.element == element && gap.certainty == certainty;
        match self.0.iter_mut().find(same) {
            Some(gap) => gap.entries.push(entry.number()),
            None => self.0.push(Gap {
                element,
                certainty,
                entries: vec![entry.number()],
            }),
        }
    }

    /// One finding for each field, at the first row that lacks it; arguments are the numbers of the rows and the element.
    /// `certain` and `doubtful` are indexes into the rule's messages.
    pub fn into_findings(self, certain: u8, doubtful: u8) -> Vec<Finding> {
        let finding = |gap: Gap| {
            let finding = match gap.certainty {
                Certainty::Fail => Finding::fail(gap.element, certain),
                Certainty::Suspect => Finding::suspect(gap.element, doubtful),
            };
            let numbers = gap
                .entries
                .iter()
                .map(|number| (u32::from(*number) + 1).to_string());
            let numbers: Vec<_> = numbers.collect();
            let first = gap.entries.first().copied().unwrap_or_default();
            finding.entry(first).arg(numbers.join("、")).arg(gap.element)
        };
        self.0.into_iter().map(finding).collect()
    }
}

/// Whether the file carries the field and the row says nothing in it.
pub fn says_nothing_in(entry: &EntryView<'_>, element: Element) -> bool {
    entry.is_provided(element) && entry.says_nothing(element)
}
