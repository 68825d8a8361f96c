//! What rules across items share while a list is checked; given back before the items are looked at one by one.

use crate::item::Columns;
use crate::table::{TextId, WithinSpace};
use crate::telephones::{Enquiries, Telephones};
use crate::versions::{Identified, Same, Tasks};
use hashbrown::HashMap;
use std::sync::OnceLock;

/// Each is made when it is first asked for: several rules ask, and nothing changes while a list is checked.
#[derive(Default)]
pub(crate) struct Compared {
    /// The elements that are read of all items.
    pub(crate) columns: OnceLock<Columns>,
    /// The texts that space surrounds.
    pub(crate) within_space: OnceLock<WithinSpace>,
    /// Which code identifies an item, and which items stand for themselves, see [`crate::versions::identified`].
    pub(crate) identified: OnceLock<Identified>,
    /// Which items are the same item of different places, see [`crate::versions::same`].
    pub(crate) same: OnceLock<Same>,
    /// The implementing codes of the list, see [`crate::versions::tasks`].
    pub(crate) tasks: OnceLock<Tasks>,
    /// The telephones of the list, see [`crate::telephones::telephones`].
    pub(crate) telephones: OnceLock<Telephones>,
    /// Who gives which number for enquiries, see [`crate::telephones::enquiries`].
    pub(crate) enquiries: OnceLock<Enquiries>,
}

/// The place of a text in a table with [`crate::table::Texts::places`] places; the first one is that of no text.
pub(crate) fn place_of(text: Option<TextId>) -> usize {
    text.map_or(0, |text| text.index() + 1)
}

/// Numbers for pairs, counted up from 0 in order of first appearance. The first halves are places of a table, mostly of
/// texts, which a list names in the order of their numbers; and most have one second half. So there is nothing to be hashed
/// and hardly anything to be looked for.
pub(crate) struct Pairs {
    /// Of each first half the second one that it came with first, and the number of the two.
    first: Vec<(u32, u32)>,
    /// Numbers of all other pairs.
    others: HashMap<(u32, u32), u32>,
    len: u32,
}

/// No pair has this number: a list has fewer items.
const NONE: u32 = u32::MAX;

impl Pairs {
    /// No pairs yet, of first halves below `places`.
    pub(crate) fn new(places: usize) -> Self {
        Self {
            first: vec![(0, NONE); places],
            others: HashMap::new(),
            len: 0,
        }
    }

    /// How many pairs there are.
    pub(crate) fn len(&self) -> usize {
        self.len as usize
    }

    /// The number of a pair, which is the number of pairs before where it is new. A pair whose first half has no place has
    /// none.
    pub(crate) fn number(&mut self, first: usize, second: usize) -> u32 {
        let (next, second) = (self.len, second as u32);
        let known = &mut self.first[first];
        let number = match *known {
            (_, NONE) => {
                *known = (second, next);
                next
            }
            (with, number) if with == second => number,
            _ => *self.others.entry((first as u32, second)).or_insert(next),
        };
        self.len += u32::from(number == next);
        number
    }

    /// Whether the pair has a number.
    pub(crate) fn has(&self, first: usize, second: usize) -> bool {
        let second = second as u32;
        self.first.get(first).is_some_and(|&(with, number)| {
            number != NONE && (with == second || self.others.contains_key(&(first as u32, second)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Pairs;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn pairs_are_numbered_as_they_appear(pairs in prop::collection::vec((0_usize..6, 0_usize..4), 0..60)) {
            let mut numbers = Pairs::new(6);
            let mut known: Vec<(usize, usize)> = Vec::new();
            for pair in pairs {
                let new = !known.contains(&pair);
                prop_assert_eq!(numbers.has(pair.0, pair.1), !new);
                if new {
                    known.push(pair);
                }
                let number = numbers.number(pair.0, pair.1) as usize;
                prop_assert_eq!(known[number], pair);
                prop_assert_eq!(numbers.len(), known.len());
            }
        }
    }
}
