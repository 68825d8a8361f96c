//! Which items of a list stand for themselves when items are compared: interfaces give every version of an item.

use crate::code::is_number_damage;
use crate::element::Element::{TaskState, TaskVersion};
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
