//! What applied fixes did besides what they should: the check before is held against the check of the copies.

use super::Checked;
use crate::finding::Certainty;
use crate::fix::Fix;
use crate::item::List;
use crate::place::Place;
use crate::result::CheckResult;
use std::collections::{BTreeMap, BTreeSet};

/// What a finding is told by before and after.
type Found = (usize, u16, u16, Option<u16>, Certainty);

fn found(result: &CheckResult) -> BTreeMap<Found, usize> {
    let mut counts = BTreeMap::new();
    for view in result.all_findings() {
        let finding = &view.stored.finding;
        let key = (
            view.item,
            view.stored.clause,
            finding.element as u16,
            finding.entry,
            finding.certainty,
        );
        *counts.entry(key).or_default() += 1;
    }
    counts
}

/// Numbers of the applied fixes that must be taken back.
pub(super) fn harmful(before: &Checked, after: &Checked, applied: &[Fix]) -> BTreeSet<usize> {
    let (old, new) = (&before.result.list, &after.result.list);
    if old.len() != new.len() || old.values().len() != new.values().len() {
        return (0..applied.len()).collect();
    }
    let mut harmful = altered(old, new, applied);
    let (was, is) = (found(&before.result), found(&after.result));
    let mut blame = |item: usize, element: Option<u16>| {
        let select = |wanted: &dyn Fn(&Fix) -> bool| -> Vec<usize> {
            (0..applied.len())
                .filter(|number| wanted(&applied[*number]))
                .collect()
        };
        let mut blamed = select(&|fix| fix.item == item);
        if blamed.is_empty() {
            // Items are compared with each other: what changed there came from the same element elsewhere.
            blamed = select(&|fix| Some(fix.element as u16) == element);
        }
        if blamed.is_empty() {
            blamed = select(&|_| true);
        }
        harmful.extend(blamed);
    };
    for (key, count) in &is {
        if was.get(key).is_none_or(|before| before < count) {
            blame(key.0, Some(key.2));
        }
    }
    for (item, (old, new)) in before.result.items.iter().zip(&after.result.items).enumerate() {
        if new.score.points < old.score.points {
            blame(item, None);
        }
    }
    for (number, fix) in applied.iter().enumerate() {
        let count = |found: &BTreeMap<Found, usize>| -> usize {
            [Certainty::Fail, Certainty::Suspect]
                .into_iter()
                .filter_map(|sure| found.get(&(fix.item, fix.clause, fix.element as u16, fix.entry, sure)))
                .sum()
        };
        // The finding it is for must be gone.
        if count(&is) >= count(&was) {
            harmful.insert(number);
        }
    }
    harmful
}

/// Fixes because of which another text than their own changed.
fn altered(old: &List, new: &List, applied: &[Fix]) -> BTreeSet<usize> {
    let meant: BTreeMap<usize, (usize, &str)> = applied
        .iter()
        .enumerate()
        .map(|(number, fix)| (fix.value.index(), (number, fix.to.as_str())))
        .collect();
    let mut by_place: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
    for (number, fix) in applied.iter().enumerate() {
        by_place
            .entry(old.value(fix.value).place())
            .or_default()
            .push(number);
    }
    let mut harmful = BTreeSet::new();
    for (at, (was, is)) in old.values().iter().zip(new.values()).enumerate() {
        let text = new.texts.get(is.text);
        let same_place = was.place() == is.place() && was.element() == is.element();
        let expected = meant
            .get(&at)
            .map_or_else(|| old.texts.get(was.text), |(_, to)| to);
        if same_place && text == expected {
            continue;
        }
        match (meant.get(&at), by_place.get(&was.place())) {
            (Some((number, _)), _) => drop(harmful.insert(*number)),
            (None, Some(numbers)) => harmful.extend(numbers),
            (None, None) => return (0..applied.len()).collect(),
        }
    }
    harmful
}
