//! Which of an item's own values is which element. Items of one sheet mostly fill the same columns, so that they share a
//! layout, and reading an item takes no time.

use super::Value;
use crate::element::Element;
use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;

/// Main elements come first in the registry.
const MAIN_COUNT: usize = Element::LawName as usize;

/// No value of the element. A record has at most one value of each element, so its last position is below.
const NOWHERE: u8 = u8::MAX;
const _: () = assert!(Element::COUNT <= NOWHERE as usize);

/// The position of each main element among the values of an item's own record.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Layout([u8; MAIN_COUNT]);

impl Layout {
    fn of(values: &[Value]) -> Self {
        let mut positions = [NOWHERE; MAIN_COUNT];
        for (position, value) in (0..NOWHERE).zip(values) {
            if let Some(place) = positions.get_mut(value.element.index()) {
                *place = position;
            }
        }
        Self(positions)
    }

    /// Where the value of `element` stands.
    pub(super) fn position(&self, element: Element) -> Option<u8> {
        self.0
            .get(element.index())
            .copied()
            .filter(|position| *position != NOWHERE)
    }
}

/// All layouts of a list, each distinct one once.
#[derive(Default)]
pub(super) struct Layouts {
    known: Vec<Layout>,
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Layouts {
    /// The number of the layout of `values`; `None` where there is no number left.
    pub(super) fn of(&mut self, values: &[Value]) -> Option<u32> {
        let layout = Layout::of(values);
        let hash = self.hasher.hash_one(&layout);
        let Self { known, table, hasher } = self;
        if let Some(&number) = table.find(hash, |&number| known[number as usize] == layout) {
            return Some(number);
        }
        let number = u32::try_from(known.len()).ok()?;
        known.push(layout);
        table.insert_unique(hash, number, |&number| hasher.hash_one(&known[number as usize]));
        Some(number)
    }

    pub(super) fn get(&self, number: u32) -> &Layout {
        &self.known[number as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::{Layouts, Value};
    use crate::element::Element::{LawName, LinkWay, TaskCode, TaskName};
    use crate::place::Place;
    use crate::table::Texts;

    #[test]
    fn items_with_the_same_columns_share_a_layout() {
        let mut texts = Texts::default();
        let (sheet, row) = (0, 0);
        let mut value = |element, text: &str, column| {
            Value::new(
                element,
                texts.intern(text).expect("room"),
                Place { sheet, row, column },
            )
        };
        let first = [
            value(TaskName, "甲", 0),
            value(TaskCode, "1", 1),
            value(LawName, "法", 2),
        ];
        let second = [
            value(TaskName, "乙", 0),
            value(TaskCode, "2", 1),
            value(LawName, "法", 2),
        ];
        let third = [value(TaskCode, "3", 1), value(TaskName, "丙", 0)];
        let mut layouts = Layouts::default();
        let numbers = [&first[..], &second, &third].map(|values| layouts.of(values).expect("room"));
        assert_eq!(numbers, [0, 0, 1]);
        let at = |number, element| layouts.get(number).position(element);
        assert_eq!((at(0, TaskName), at(0, TaskCode)), (Some(0), Some(1)));
        assert_eq!((at(1, TaskName), at(1, TaskCode)), (Some(1), Some(0)));
        assert_eq!(
            (at(0, LinkWay), at(0, LawName)),
            (None, None),
            "blank; not an element of the item itself"
        );
    }
}
