//! What changes mean for an item: those of its identity, and the second places that say what a first one lacks.

use super::plant::{Change, Way};
use super::sample::Sample;
use shared::element::{Element, Part};

/// Places of an item that may say what another one lacks: each emptied or taken away; the two sub-lists that repeat the
/// item's own elements also together.
pub(super) fn places(sample: &Sample) -> Vec<Vec<Change>> {
    let parts = Part::ALL
        .into_iter()
        .skip(1)
        .filter(|part| sample.item.of(*part).next().is_some());
    let mut places: Vec<_> = parts.map(|part| vec![Change::Keep(part, 0)]).collect();
    places.push(vec![Change::Keep(Part::Law, 0), Change::Keep(Part::Window, 0)]);
    let filled = sample.item.main.iter().filter(|(_, text)| !text.is_empty());
    places.extend(filled.map(|(element, _)| vec![Change::Set(0, *element, String::new())]));
    let carried = Element::all().filter(|element| sample.provided.contains(*element));
    places.extend(carried.map(|element| vec![Change::Drop(element)]));
    places
}

/// The way with one more place emptied; what the way itself sets is the defect and stays.
pub(super) fn with_place(way: &Way, place: &[Change]) -> Way {
    let mut way = way.clone();
    let spoken = |change: &Change| place.iter().any(|place| change.touches(place));
    if !way.changes.iter().flatten().any(spoken) {
        way.changes
            .iter_mut()
            .for_each(|changes| changes.extend(place.iter().cloned()));
    }
    way
}

/// Whether it changes what the item is, rather than what it says.
pub(super) fn is_identity(change: &Change) -> bool {
    use Element::{CatalogCode, TaskCode, TaskType, UseLevel};
    matches!(
        change,
        Change::Set(_, CatalogCode | TaskCode | TaskType | UseLevel, _)
    )
}

/// What an item is weighs more than what it says: an item of another type is not the same item with one defect.
pub(super) fn weight(change: &Change) -> usize {
    match change {
        Change::Set(
            _,
            Element::DeptCode | Element::AreaCode | Element::DeptName | Element::ProjectType,
            _,
        ) => 20,
        _ if is_identity(change) => 20,
        _ => 1,
    }
}
