//! Rows told by how little they fill: where the items of a sheet fill many columns, a row that has a text in the column of
//! names and nothing else is a heading, a footer or a title repeated on each page, whatever it says.

use super::aside::{is_figure, is_note, squeezed};
use super::{Plan, rows};
use crate::table::{Cell, Texts};

/// Columns that rows of items fill at least: of fewer, an item may have nothing but its name.
const MANY: usize = 5;

/// The rows that hold nothing but a text in the column of names (or of codes), in order; none where they are not the
/// exception: a list that is being written has many rows with names only.
///
/// A row whose next row names no item stays: that one may be its further row.
pub(super) fn bare_rows(plan: &Plan, texts: &Texts) -> Vec<u32> {
    let mut bare = Vec::new();
    let mut full = 0_usize;
    let mut pending = None;
    let mut after_note = false;
    let mut filled: Vec<&Cell> = Vec::new();
    for (row, cells) in plan.table.rows().filter(|(row, _)| *row >= plan.first_data_row) {
        let says = cells.iter().filter(|cell| !texts.trimmed(cell.text).is_empty());
        let names_item = says.clone().any(|cell| is_key(plan, cell));
        filled.clear();
        filled.extend(says.take(MANY + plan.number_columns.len()));
        if filled.is_empty() {
            continue;
        }
        if names_item {
            bare.extend(pending.take());
        }
        pending = is_bare(plan, &filled, after_note, texts).then_some(row);
        full += usize::from(filled.iter().filter(|cell| is_read(plan, cell)).count() >= MANY);
        if let [only] = filled.as_slice() {
            let text = squeezed(texts.trimmed(only.text));
            after_note |= is_note(&text) && text.ends_with([':', '：']);
        }
    }
    bare.extend(pending);
    if bare.len() > full {
        bare.clear();
    }
    bare
}

/// A text alone, with `一` before it, or with a number where notes are numbered below `填报说明：`.
fn is_bare(plan: &Plan, filled: &[&Cell], after_note: bool, texts: &Texts) -> bool {
    let (number, text) = match filled {
        [text] => (None, text),
        [number, text] if plan.number_columns.contains(&number.column) => (Some(number), text),
        _ => return false,
    };
    let counts = number.is_some_and(|number| is_figure(texts.trimmed(number.text)));
    let digits = texts
        .trimmed(text.text)
        .bytes()
        .filter(u8::is_ascii_digit)
        .count();
    let is_code = digits > 3 && texts.trimmed(text.text).is_ascii();
    is_key(plan, text) && !is_code && (!counts || after_note)
}

fn is_read(plan: &Plan, cell: &Cell) -> bool {
    plan.slot(cell.column).is_some()
}

fn is_key(plan: &Plan, cell: &Cell) -> bool {
    plan.slot(cell.column)
        .is_some_and(|slot| rows::is_key(slot.element))
}
