//! The values that a clause names by element, in the item and in the rows of its sub-lists.

use crate::element::{Element, Part};
use crate::finding::Finding;
use crate::item::{Fields, ItemView, List, ValueId};
use crate::rule::{Outcome, Reason};
use crate::table::TextId;
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

/// Where in an item a value stands.
#[derive(Clone, Copy)]
struct Position {
    element: Element,
    entry: Option<u16>,
}

impl Position {
    /// The cell of `value`; `None` where there is only space.
    fn read(self, list: &List, value: ValueId) -> Option<Cell<'_>> {
        let text = list.trimmed(value);
        (!text.is_empty()).then_some(Cell {
            element: self.element,
            entry: self.entry,
            text,
            value,
        })
    }
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
        self.walk(item, |_, position, value| {
            position.read(item.list(), value()?).map(&mut judge)
        })
    }

    /// The same for a judgement that depends on nothing but the text: every distinct text is judged once in a check.
    /// The element may be named in the finding, but must not decide whether there is one.
    pub fn judge_texts<'a>(
        &self,
        item: &ItemView<'a>,
        judge: impl Fn(Cell<'a>) -> Option<Finding>,
    ) -> Outcome {
        let list = item.list();
        let known = list.memory.known(0);
        self.walk(item, |text, position, value| {
            // Only filled texts are ever judged.
            if known.passes(text) {
                return Some(None);
            }
            let cell = position.read(list, value()?)?;
            if list.memory.passes(0, text, || judge(cell).is_none()) {
                return Some(None);
            }
            Some(judge(cell))
        })
    }

    /// Looks at the values of all its elements: at their texts and, where it is asked for, the value itself; `look`
    /// gives `None` for one that is blank.
    fn walk(
        &self,
        item: &ItemView<'_>,
        mut look: impl FnMut(TextId, Position, &dyn Fn() -> Option<ValueId>) -> Option<Option<Finding>>,
    ) -> Outcome {
        let mut any = false;
        let mut found = Vec::new();
        let mut hear = |said: Option<Option<Finding>>| {
            if let Some(finding) = said {
                any = true;
                found.extend(finding);
            }
        };
        for &element in &self.main {
            if let Some(text) = item.text_id(element) {
                let entry = None;
                hear(look(text, Position { element, entry }, &|| item.value(element)));
            }
        }
        for (part, elements) in &self.rows {
            for row in item.entries(*part) {
                let entry = Some(row.number());
                for &element in elements {
                    if let Some(text) = row.text_id(element) {
                        hear(look(text, Position { element, entry }, &|| row.value(element)));
                    }
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

    fn elements(&self) -> impl Iterator<Item = Element> + '_ {
        let rows = self.rows.iter().flat_map(|(_, elements)| elements);
        self.main.iter().chain(rows).copied()
    }
}
