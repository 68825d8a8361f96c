//! Sorting, stable, with one piece of code for all types. The library's own is copied for each type and each order: fifty
//! copies were a twentieth of what a browser had to load.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Up to so many values are put in their places one by one, which needs no memory.
const FEW: usize = 32;

/// Sorts numbers by a key of each, which is asked for once.
pub(crate) fn numbers_by_key(numbers: &mut [u32], key: &dyn Fn(u32) -> i64) {
    // The place makes all different and the order stable.
    let mut keyed: Vec<(i64, u32, u32)> = (0..)
        .zip(&*numbers)
        .map(|(place, number)| (key(*number), place, *number))
        .collect();
    keyed.sort_unstable();
    for (number, (.., sorted)) in numbers.iter_mut().zip(keyed) {
        *number = sorted;
    }
}

/// The values in order. Collecting them would sort them first, each kind with code of its own.
pub(crate) fn set<T: Ord>(values: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    set.extend(values);
    set
}

/// The same for values with keys; of equal keys the last one counts.
pub(crate) fn map<K: Ord, T>(entries: impl IntoIterator<Item = (K, T)>) -> BTreeMap<K, T> {
    let mut map = BTreeMap::new();
    map.extend(entries);
    map
}

/// Sorting of anything.
pub(crate) trait Arrange<T> {
    /// Sorts by a comparison.
    fn arrange_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering);

    /// Sorts by a key.
    fn arrange_by_key<K: Ord>(&mut self, mut key: impl FnMut(&T) -> K) {
        self.arrange_by(|a, b| key(a).cmp(&key(b)));
    }

    /// Sorts by the values' own order.
    fn arrange(&mut self)
    where
        T: Ord,
    {
        self.arrange_by(T::cmp);
    }
}

impl<T> Arrange<T> for [T] {
    fn arrange_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        let mut compare = |a: usize, b: usize, values: &[T]| compare(&values[a], &values[b]);
        let sorted = (1..self.len())
            .take_while(|next| compare(next - 1, *next, self).is_le())
            .count()
            + 1;
        if sorted >= self.len() {
            return;
        }
        if self.len() <= FEW {
            for mut place in sorted..self.len() {
                while place > 0 && compare(place - 1, place, self).is_gt() {
                    self.swap(place - 1, place);
                    place -= 1;
                }
            }
            return;
        }
        // Tables are limited to less than 2^32 cells.
        let order = order(self.len() as u32, &mut |a, b| {
            compare(a as usize, b as usize, self)
        });
        move_to(order, &mut |a, b| self.swap(a, b));
    }
}

/// The places of so many values in their order.
fn order(count: u32, compare: &mut dyn FnMut(u32, u32) -> Ordering) -> Vec<u32> {
    let mut order: Vec<u32> = (0..count).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

/// Brings the value `order[n]` to place `n` for every `n`, ring by ring.
fn move_to(mut order: Vec<u32>, swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..order.len() {
        let mut place = start;
        loop {
            let from = std::mem::replace(&mut order[place], place as u32) as usize;
            if from == start {
                break;
            }
            swap(place, from);
            place = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Arrange as _;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_as_the_library_does(values in prop::collection::vec((0_u8..20, "[ab]"), 0..200)) {
            let (mut ours, mut theirs) = (values.clone(), values.clone());
            // By the first part only: the second shows that the order of equals stays.
            ours.arrange_by_key(|value| value.0);
            theirs.sort_by_key(|value| value.0);
            prop_assert_eq!(&ours, &theirs);
            ours.arrange();
            theirs.sort();
            prop_assert_eq!(ours, theirs);
        }
    }
}
