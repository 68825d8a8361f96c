//! Which items of a list stand for themselves when items are compared: interfaces give every version of an item.

use crate::code::is_number_damage;
use crate::compared::{Pairs, place_of};
use crate::element::Element::{CatalogCode, HandleItemCode, TaskCode, TaskName, TaskState, TaskVersion};
use crate::item::{Fields, List};
use crate::table::TextId;

/// Whether a code tells items apart: neither blank nor damaged by a spreadsheet, which makes many codes one.
pub fn is_key(code: &str) -> bool {
    !code.is_empty() && !is_number_damage(code)
}

/// What the items of a list are known by.
pub struct Identified {
    /// The identifying code of each item, where it tells items apart.
    pub keys: Vec<Option<TextId>>,
    current: Vec<bool>,
}

/// The identifying codes of the list's items.
pub fn identified(list: &List) -> &Identified {
    list.memory.compared.identified.get_or_init(|| identify(list))
}

/// For each item, whether it is to be compared with others: the newest version of its code in the list (the first of
/// equal ones), and not cancelled. Items without a code, or with one that a
/// spreadsheet has damaged, stand for themselves.
pub fn current(list: &List) -> &[bool] {
    &identified(list).current
}

/// Which items are the same item of different places, in numbers that only tell items apart.
pub struct Same {
    /// Of each item the number of its basic code and, for handling items, its name; `None` where it is not to be compared.
    pub group: Vec<Option<u32>>,
    /// Of each item the number of its authority.
    pub authority: Vec<u32>,
    /// The items of all groups, group by group, in the order of the list.
    members: Vec<u32>,
    /// Where each group ends among them.
    ends: Vec<usize>,
    /// Of each group whether it has items of several authorities.
    several: Vec<bool>,
}

impl Same {
    /// Whether another authority has the item as well.
    pub fn is_elsewhere(&self, index: usize) -> bool {
        let group = self.group.get(index).copied().flatten();
        group.is_some_and(|group| self.several[group as usize])
    }

    /// The groups: indexes of their items.
    pub fn groups(&self) -> impl Iterator<Item = &[u32]> {
        let mut start = 0;
        self.ends.iter().map(move |&end| {
            let group = &self.members[start..end];
            start = end;
            group
        })
    }
}

/// The items with the same basic code; see [`current`] for those that are compared.
pub fn same(list: &List) -> &Same {
    list.memory.compared.same.get_or_init(|| find_same(list))
}

fn find_same(list: &List) -> Same {
    let places = list.texts.places();
    let (mut groups, mut authorities) = (Pairs::new(places), Pairs::new(places));
    let (mut group, mut authority) = (Vec::with_capacity(list.len()), Vec::with_capacity(list.len()));
    for (item, &current) in list.outlines().zip(current(list)) {
        let code = item.plain(CatalogCode);
        let basic = code.filter(|code| current && is_key(list.texts.trimmed(*code)));
        group.push(basic.map(|basic| {
            let basic = place_of(Some(basic));
            let handled = !item.is_empty(HandleItemCode);
            match item.plain(TaskName).filter(|_| handled) {
                // Nearly every name has one basic code, and few basic codes have one name.
                Some(name) => groups.number(place_of(Some(name)), basic),
                None => groups.number(basic, place_of(None)),
            }
        }));
        authority.push(authorities.number(place_of(item.authority()), 0));
    }
    let mut several = vec![false; groups.len()];
    let mut first: Vec<Option<u32>> = vec![None; groups.len()];
    for (number, authority) in group.iter().zip(&authority) {
        if let Some(number) = number.map(|number| number as usize) {
            several[number] |= *first[number].get_or_insert(*authority) != *authority;
        }
    }
    // Sorted by counting: where each group begins, which is where it ends once all its items are put there.
    let mut ends = vec![0; groups.len()];
    for number in group.iter().flatten() {
        ends[*number as usize] += 1;
    }
    let mut total = 0;
    for end in &mut ends {
        total += std::mem::replace(end, total);
    }
    let mut members = vec![0; total];
    for (index, number) in group.iter().enumerate() {
        if let Some(number) = number {
            let end = &mut ends[*number as usize];
            members[*end] = index as u32;
            *end += 1;
        }
    }
    Same {
        group,
        authority,
        members,
        ends,
        several,
    }
}

/// The implementing codes of a list, in numbers that only tell them apart.
pub struct Tasks {
    /// The number of each item's code; items without one share a number as well.
    pub of_items: Vec<u32>,
    /// Of each number whether its code tells items apart.
    pub are_keys: Vec<bool>,
}

impl Tasks {
    /// How many distinct codes there are.
    pub fn len(&self) -> usize {
        self.are_keys.len()
    }

    /// Whether there is no item.
    pub fn is_empty(&self) -> bool {
        self.are_keys.is_empty()
    }

    /// The number of an item's code, where it tells items apart.
    pub fn key(&self, index: usize) -> Option<usize> {
        let number = *self.of_items.get(index)? as usize;
        self.are_keys.get(number)?.then_some(number)
    }
}

/// The implementing codes of the list's items.
pub fn tasks(list: &List) -> &Tasks {
    list.memory.compared.tasks.get_or_init(|| {
        let mut numbers = Pairs::new(list.texts.places());
        let (mut of_items, mut are_keys) = (Vec::with_capacity(list.len()), Vec::new());
        for item in list.outlines() {
            let code = item.plain(TaskCode);
            let number = numbers.number(place_of(code), 0);
            if number as usize == are_keys.len() {
                are_keys.push(code.is_some_and(|code| is_key(list.texts.trimmed(code))));
            }
            of_items.push(number);
        }
        Tasks { of_items, are_keys }
    })
}

fn identify(list: &List) -> Identified {
    let mut codes = Pairs::new(list.texts.places());
    let mut newest: Vec<(i64, usize)> = Vec::new();
    let mut current = Vec::with_capacity(list.len());
    let mut keys = Vec::with_capacity(list.len());
    for item in list.outlines() {
        let in_use = item.code(TaskState) != Some("3");
        current.push(in_use);
        let key = item.key().filter(|key| is_key(list.texts.trimmed(*key)));
        keys.push(key);
        let Some(key) = key.filter(|_| in_use) else {
            continue;
        };
        let own = (item.integer(TaskVersion).unwrap_or(0), item.index());
        let number = codes.number(place_of(Some(key)), 0) as usize;
        let Some(known) = newest.get_mut(number) else {
            newest.push(own);
            continue;
        };
        let loser = if own.0 > known.0 {
            std::mem::replace(known, own).1
        } else {
            own.1
        };
        if let Some(flag) = current.get_mut(loser) {
            *flag = false;
        }
    }
    Identified { keys, current }
}
