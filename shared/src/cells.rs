//! The values that a clause names by element, in the item and in the rows of its sub-lists.

use crate::element::{Element, Part};
use crate::finding::Finding;
use crate::item::{Fields, ItemView, ValueId};
use crate::rule::{Outcome, Reason};
use serde::Deserialize;

/// Elements a clause looks at.
#[derive(Debug, Deserialize)]
#[serde(from = "Vec<Element>")]
pub struct Cells {
    main: Vec<Element>,
    rows: Vec<(Part, Vec<Element>)>,
}

impl From<Vec<Element>> for Cells {
    fn from(elements: Vec<Element>) -> Self {
        let of = |part: Part| {
            elements
                .iter()
                .copied()
                .filter(|element| element.part() == part)
                .collect()
        };
        let parts = Part::ALL.into_iter().filter(|part| *part != Part::Main);
        let rows: Vec<(Part, Vec<Element>)> = parts.map(|part| (part, of(part))).collect();
        Self {
            main: of(Part::Main),
            rows: rows
                .into_iter()
                .filter(|(_, elements)| !elements.is_empty())
                .collect(),
        }
    }
}

/// One filled value.
#[derive(Clone, Copy, Debug)]
pub struct Cell<'a> {
    /// Element.
    pub element: Element,
    /// Row of the sub-list, from 0.
    pub entry: Option<u16>,
    /// Text without surrounding space; never empty.
    pub text: &'a str,
    /// The value.
    pub value: ValueId,
}

impl Cell<'_> {
    /// The finding with the cell's place.
    #[must_use]
    pub fn locate(&self, finding: Finding) -> Finding {
        let finding = finding.value(Some(self.value));
        match self.entry {
            Some(number) => finding.entry(number),
            None => finding,
        }
    }
}

impl Cells {
    /// Judges every filled value: not checked where the file carries none of the elements, not applicable where all of
    /// them are blank.
    pub fn judge<'a>(
        &self,
        item: &ItemView<'a>,
        mut judge: impl FnMut(Cell<'a>) -> Option<Finding>,
    ) -> Outcome {
        let mut any = false;
        let mut found = Vec::new();
        let mut look = |element: Element, entry: Option<u16>, text: &'a str, value: Option<ValueId>| {
            let Some(value) = value.filter(|_| !text.is_empty()) else {
                return;
            };
            any = true;
            found.extend(judge(Cell {
                element,
                entry,
                text,
                value,
            }));
        };
        for &element in &self.main {
            look(element, None, item.text(element), item.value(element));
        }
        for (part, elements) in &self.rows {
            for row in item.entries(*part) {
                for &element in elements {
                    look(element, Some(row.number()), row.text(element), row.value(element));
                }
            }
        }
        if any {
            Outcome::of(found)
        } else if self.elements().any(|element| item.is_provided(element)) {
            Outcome::NotApplicable
        } else {
            Outcome::NotChecked(Reason::NotProvided)
        }
    }

    /// The same for a judgement that depends on nothing but the text: every distinct text is judged once in a check.
    /// The element may be named in the finding, but must not decide whether there is one.
    pub fn judge_texts<'a>(
        &self,
        item: &ItemView<'a>,
        judge: impl Fn(Cell<'a>) -> Option<Finding>,
    ) -> Outcome {
        let list = item.list();
        self.judge(item, |cell| {
            let text = list.value(cell.value).text;
            if list.memory.passes(0, text, || judge(cell).is_none()) {
                return None;
            }
            judge(cell)
        })
    }

    fn elements(&self) -> impl Iterator<Item = Element> + '_ {
        let rows = self.rows.iter().flat_map(|(_, elements)| elements);
        self.main.iter().chain(rows).copied()
    }
}
