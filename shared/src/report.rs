//! What is made of a result for people: workbooks and documents, and the words they share.

pub mod chart;
pub mod check_report;
pub mod coverage;
pub mod document;
pub mod docx;
pub(crate) mod escape;
pub mod html;
pub mod step;
pub mod xlsx;

use crate::item::List;
use crate::locale::Lang;
use crate::place::Place;
use crate::result::{CheckResult, FindingView};

/// Hundredths as people write them: `8650` → `86.50`.
pub fn points_text(points: impl Into<i64>) -> String {
    let points = points.into();
    let sign = if points < 0 { "-" } else { "" };
    let points = points.unsigned_abs();
    format!("{sign}{}.{:02}", points / 100, points % 100)
}

/// Where a value stands, in one line: `list.xlsx · 申请材料 · C9`, for JSON `list.json · AUDIT_ITEM · [1] promise_day`.
pub fn place_text(result: &CheckResult, place: Place, lang: Lang) -> String {
    place_in(&result.list, place, None, lang)
}

/// The same for what a finding is about. In JSON all entries of an item stand in one place, so the entry is named behind it:
/// `list.json · AUDIT_MATERIAL · [1][2] accept_stand`.
pub fn place_of(view: &FindingView<'_>, lang: Lang) -> String {
    place_in(&view.result.list, view.place(), view.stored.finding.entry, lang)
}

/// The place of a value in any list, of the `entry` of its sub-list if it is in one.
pub(crate) fn place_in(list: &List, place: Place, entry: Option<u16>, lang: Lang) -> String {
    let Some(sheet) = list.sheets.get(usize::from(place.sheet)) else {
        return String::new();
    };
    let source = list
        .sources
        .get(usize::from(sheet.source))
        .map_or("", |source| &source.name);
    let mut text = source.to_owned();
    if let Some(name) = sheet.shown(lang) {
        text.push_str(" · ");
        text.push_str(name);
    }
    let row = place.row.saturating_add(1);
    let column = sheet.column_name(place.column);
    let cell = if sheet.keys.is_empty() {
        format!("{column}{row}")
    } else {
        let entry = entry.map_or_else(String::new, |entry| format!("[{}]", u32::from(entry) + 1));
        format!("[{row}]{entry} {column}")
    };
    text.push_str(" · ");
    text.push_str(&cell);
    text
}

#[cfg(test)]
mod tests {
    use super::{place_in, points_text};
    use crate::item::List;
    use crate::locale::Lang;
    use crate::place::{Place, Sheet};

    #[test]
    fn entries_of_an_item_in_json_are_told_apart() {
        let place = Place {
            sheet: 0,
            row: 0,
            column: 0,
        };
        let shown = |keys: &[&str]| {
            let mut list = List::default();
            list.sheets.push(Sheet {
                source: 0,
                name: Some("AUDIT_MATERIAL".to_owned()),
                keys: keys.iter().map(|key| (*key).to_owned()).collect(),
            });
            place_in(&list, place, Some(1), Lang::ZhCn)
        };
        assert_eq!(
            shown(&["accept_stand"]),
            " · AUDIT_MATERIAL · [1][2] accept_stand"
        );
        assert_eq!(shown(&[]), " · AUDIT_MATERIAL · A1", "a cell is one already");
    }

    #[test]
    fn hundredths_are_written_with_two_places() {
        for (points, text) in [
            (8650, "86.50"),
            (10_000, "100.00"),
            (5, "0.05"),
            (-500, "-5.00"),
            (0, "0.00"),
        ] {
            assert_eq!(points_text(points), text);
        }
    }
}
