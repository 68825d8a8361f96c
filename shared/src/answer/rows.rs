//! Rows of the tables.

use super::{Held, coded, element_name, place_text, shorten};
use crate::dictionary::Dictionary;
use crate::element::Element;
use crate::item::Fields;
use crate::locale::Lang;
use crate::order::numbers_by_key;
use crate::protocol::{FindingRow, ItemRow, UnitRow, Window};
use crate::query::UnitOrder;
use crate::result::FindingView;
use crate::result::summary::grade_of_mean;
use crate::standard::Points;

/// Row of item number `index`, which must exist.
pub fn item(held: &Held, index: usize, lang: Lang) -> ItemRow {
    let view = held.result.list.view(index);
    let score = &held.result.items[index].score;
    let (fails, suspects) = held.index.counts(index);
    ItemRow {
        index: index as u32,
        key: view.key().to_owned(),
        name: view.text(Element::TaskName).to_owned(),
        unit: held.result.units.title(index, lang),
        kind: coded(&view, Element::TaskType, Dictionary::TaskType, lang),
        score: score.points,
        grade: held.grade(score.grade, lang),
        veto: score.veto,
        fails,
        suspects,
    }
}

/// Row of finding number `index`, which must exist.
pub(super) fn finding(held: &Held, index: usize, lang: Lang) -> FindingRow {
    let view = FindingView {
        result: &held.result,
        item: held.index.item_of(index).unwrap_or_default(),
        stored: &held.result.findings[index],
    };
    finding_row(&view, lang)
}

pub(super) fn finding_row(view: &FindingView<'_>, lang: Lang) -> FindingRow {
    let clause = view.clause();
    let finding = &view.stored.finding;
    let list = &view.result.list;
    let item = list.view(view.item);
    let place = view.place();
    let mut name = element_name(finding.element, lang);
    if let Some(entry) = finding.entry {
        name = format!("{name} [{}]", entry.saturating_add(1));
    }
    FindingRow {
        item: view.item as u32,
        name: item.text(Element::TaskName).to_owned(),
        key: item.key().to_owned(),
        unit: view.result.units.title(view.item, lang),
        code: clause.code.clone(),
        title: clause.title.get(lang).to_owned(),
        dimension: clause.dimension,
        severity: clause.severity,
        certainty: finding.certainty,
        element: finding.element.id().to_owned(),
        element_name: name,
        value: view.value().map(shorten),
        place: place_text(list, place, finding.entry, lang),
        message: view.message(lang),
        points: view.points(),
    }
}

/// Numbers and scores of all authorities in the order asked for.
pub(super) fn units(held: &Held, window: &Window<UnitOrder>) -> Vec<(u32, Points)> {
    let lines = &held.summary.by_unit;
    let mut order: Vec<u32> = (0..lines.len() as u32).collect();
    let line = |unit: u32| &lines[unit as usize];
    let most = |count: u64| -i64::try_from(count).unwrap_or(i64::MAX);
    numbers_by_key(&mut order, &|unit| match window.order {
        UnitOrder::List => 0,
        UnitOrder::Score => i64::from(line(unit).score),
        UnitOrder::Items => most(line(unit).items),
        UnitOrder::Fails => most(line(unit).fails),
        UnitOrder::Suspects => most(line(unit).suspects),
    });
    if window.descending {
        order.reverse();
    }
    order.into_iter().map(|unit| (unit, line(unit).score)).collect()
}

/// Row of authority number `index`, which must exist.
pub(super) fn unit(held: &Held, index: usize, lang: Lang) -> UnitRow {
    let line = &held.summary.by_unit[index];
    UnitRow {
        key: index.to_string(),
        name: held.result.units.all()[index].title(lang),
        items: line.items,
        score: line.score,
        grade: held.grade(
            grade_of_mean(&held.result.standard, line.score, line.items, line.vetoed),
            lang,
        ),
        problem_items: line.problem_items,
        fails: line.fails,
        suspects: line.suspects,
        vetoed: line.vetoed,
    }
}
