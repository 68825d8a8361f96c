//! Which items of a list stand for themselves when items are compared: interfaces give every version of an item.

use crate::code::is_number_damage;
use crate::element::Element::{CatalogCode, HandleItemCode, TaskName, TaskState, TaskVersion};
use crate::item::{Fields, List};
use hashbrown::HashMap;

/// Whether a code tells items apart: neither blank nor damaged by a spreadsheet, which makes many codes one.
pub fn is_key(code: &str) -> bool {
    !code.is_empty() && !is_number_damage(code)
}

/// For each item, whether it is to be compared with others: the newest version of its code in the list (the first of
/// equal ones), and not cancelled. Items without a code, or with one that a
/// spreadsheet has damaged, stand for themselves.
pub fn current(list: &List) -> &[bool] {
    // Several rules ask, and nothing changes while a list is checked.
    list.memory.current.get_or_init(|| find_current(list))
}

/// Which items are the same item of different places, in numbers that only tell items apart.
pub struct Same {
    /// Of each item the number of its basic code and, for handling items, its name; `None` where it is not to be compared.
    pub group: Vec<Option<u32>>,
    /// Of each item the number of its authority.
    pub authority: Vec<u32>,
    /// How many groups there are.
    pub groups: usize,
}

/// The items with the same basic code; see [`current`] for those that are compared.
pub fn same(list: &List) -> &Same {
    list.memory.same.get_or_init(|| find_same(list))
}

fn find_same(list: &List) -> Same {
    let mut groups: HashMap<(&str, &str), u32> = HashMap::new();
    let mut authorities: HashMap<&str, u32> = HashMap::new();
    let (mut group, mut authority) = (Vec::new(), Vec::new());
    for (item, &current) in list.views().zip(current(list)) {
        let basic = item.text(CatalogCode);
        group.push((current && is_key(basic)).then(|| {
            let handled = !item.is_empty(HandleItemCode);
            let name = if handled { item.text(TaskName) } else { "" };
            let next = groups.len() as u32;
            *groups.entry((basic, name)).or_insert(next)
        }));
        let next = authorities.len() as u32;
        authority.push(*authorities.entry(item.authority()).or_insert(next));
    }
    Same {
        group,
        authority,
        groups: groups.len(),
    }
}

fn find_current(list: &List) -> Vec<bool> {
    let mut newest: HashMap<&str, (i64, usize)> = HashMap::new();
    let mut current = Vec::with_capacity(list.len());
    for item in list.views() {
        let in_use = item.code(TaskState) != Some("3");
        current.push(in_use);
        let key = item.key();
        if !in_use || !is_key(key) {
            continue;
        }
        let version = item.integer(TaskVersion).unwrap_or(0);
        let known = newest.entry(key).or_insert((version, item.index()));
        let loser = if version > known.0 {
            std::mem::replace(known, (version, item.index())).1
        } else {
            item.index()
        };
        if known.1 != loser
            && let Some(flag) = current.get_mut(loser)
        {
            *flag = false;
        }
    }
    current
}
