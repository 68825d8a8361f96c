//! The columns of one sheet: what each is read for, what there is to say about it, and those without a title.

use super::{Slot, aside};
use crate::import::assemble::Assembly;
use crate::import::damage;
use crate::import::header::Found;
use crate::item::List;
use crate::locale::Wording;
use crate::mapping::{ColumnMatch, Header, How, Meaning, title::Title, untitled};
use crate::notice::NoticeCode;
use crate::order::Arrange as _;
use crate::place::{Place, column_letters};
use crate::table::{Cell, Table, Texts};
use std::collections::BTreeMap;

/// A column with values below the header, but nothing in it.
pub(super) struct Untitled {
    /// Filled cells.
    count: usize,
    first: Cell,
}

/// Gives the columns that have values and no title a name by their letters, so that nothing is dropped in silence and a
/// person can say what they are.
pub(super) fn name_untitled(found: &mut Found, table: &Table, texts: &Texts) -> BTreeMap<u16, Untitled> {
    let width = found.headers.iter().map(|header| header.column).max();
    let mut titled = vec![false; width.map_or(0, |last| usize::from(last) + 1)];
    for header in &found.headers {
        titled[usize::from(header.column)] = true;
    }
    let first_row = found.first_data_row;
    let start = table.cells.partition_point(|cell| cell.row < first_row);
    let mut untitled: BTreeMap<u16, Untitled> = BTreeMap::new();
    for cell in &table.cells[start..] {
        if titled.get(usize::from(cell.column)) == Some(&true) || texts.trimmed(cell.text).is_empty() {
            continue;
        }
        let column = untitled.entry(cell.column).or_insert(Untitled {
            count: 0,
            first: *cell,
        });
        column.count += 1;
    }
    for column in untitled.keys().copied() {
        found.headers.push(Header {
            column,
            group: None,
            title: untitled::name(&column_letters(column)),
        });
    }
    found.headers.arrange_by_key(|header| header.column);
    untitled
}

/// What each column is read for, by its number.
pub(super) fn slots(meanings: &[Meaning], texts: &mut Texts) -> Vec<Option<Slot>> {
    let width = meanings
        .iter()
        .map(|meaning| meaning.header.column)
        .max()
        .map_or(0, |last| usize::from(last) + 1);
    let mut slots = vec![None; width];
    for (index, meaning) in meanings.iter().enumerate() {
        let Some(element) = meaning.element else { continue };
        let before = meanings[..index]
            .iter()
            .filter(|other| other.element == Some(element))
            .count();
        slots[usize::from(meaning.header.column)] = Some(Slot {
            element,
            order: if meaning.behind.is_none() {
                0
            } else {
                before.min(254) as u8 + 1
            },
            fragile: damage::is_fragile(element),
            title: texts.intern(&meaning.header.title),
            group: meaning
                .header
                .group
                .as_ref()
                .and_then(|group| texts.intern(group)),
        });
    }
    slots
}

/// Keeps how every column was understood, and says what a person should look at.
pub(super) fn report(
    list: &mut List,
    out: &mut Assembly,
    table: &Table,
    row: u32,
    meanings: &[Meaning],
    untitled: &BTreeMap<u16, Untitled>,
) {
    for meaning in meanings {
        let Meaning {
            header,
            element,
            how,
            confidence,
            unit,
            ..
        } = meaning;
        list.columns.push(ColumnMatch {
            sheet: table.sheet,
            column: header.column,
            title: header.full(),
            element: *element,
            confidence: *confidence,
            how: *how,
            unit: unit.clone(),
        });
        let place = Some(Place {
            sheet: table.sheet,
            row,
            column: header.column,
        });
        let letters = column_letters(header.column);
        match element {
            None if untitled.contains_key(&header.column) => {
                let Some(column) = untitled.get(&header.column).filter(|_| *how != How::Chosen) else {
                    continue;
                };
                let example = aside::shortened(list.texts.trimmed(column.first.text));
                let place = Place {
                    sheet: table.sheet,
                    row: column.first.row,
                    column: header.column,
                };
                out.say(
                    NoticeCode::ColumnUntitled,
                    Some(place),
                    [letters.clone(), column.count.to_string(), example],
                );
            }
            None if *how != How::Chosen && !meaning.is_row_number => {
                out.say(
                    NoticeCode::ColumnUnmapped,
                    place,
                    [letters.clone(), header.full()],
                );
            }
            Some(element) if *how == How::Similar => {
                let args: [Wording; 4] = [
                    letters.as_str().into(),
                    header.full().into(),
                    element.spec().name.into(),
                    confidence.to_string().into(),
                ];
                out.say(NoticeCode::ColumnGuessed, place, args);
            }
            _ => {}
        }
        if let (Some(unit), Some(_)) = (unit, element) {
            out.say(
                NoticeCode::ColumnUnit,
                place,
                [letters.clone(), header.full(), unit.clone()],
            );
        }
        if let (Some(first), Some(element)) = (meaning.behind, element) {
            let first = column_letters(meanings[first].header.column);
            let code = if is_handling_name(&header.title) {
                NoticeCode::ColumnOfHandlingItem
            } else {
                NoticeCode::ColumnDuplicate
            };
            let args: [Wording; 4] = [
                letters.into(),
                header.full().into(),
                first.into(),
                element.spec().name.into(),
            ];
            out.say(code, place, args);
        }
    }
}

/// The name of a handling item beside that of its item: both columns are in order.
fn is_handling_name(title: &str) -> bool {
    matches!(Title::of(title).text.as_str(), "业务办理项名称" | "办理项名称")
}
