//! Forms: one item on a sheet, the names of elements standing beside their values.
//!
//! They are told apart from lists, not read: the lists of materials inside them have as many layouts as offices.

use crate::mapping::title::Title;
use crate::table::{Table, Texts};
use std::collections::BTreeMap;

/// Rows that are looked at.
const LOOKED_AT: usize = 40;
/// Titles side by side that make a header.
const HEADER: usize = 3;
/// Titles that make a form.
const LEAST: usize = 6;

/// The first row of a form, if the sheet is one: columns that hold little else than titles, each followed by a column
/// that holds none.
pub(super) fn find(table: &Table, texts: &Texts) -> Option<u32> {
    // By column: filled cells, titles among them.
    let mut columns: BTreeMap<u16, (usize, usize)> = BTreeMap::new();
    let mut rows: Vec<(u32, Vec<u16>)> = Vec::new();
    for (row, cells) in table.rows().take(LOOKED_AT) {
        let mut titled = Vec::new();
        let mut filled_here = Vec::new();
        for cell in cells {
            let title = Title::of(texts.get(cell.text));
            let known = !title.candidates().is_empty() && !title.is_generic();
            filled_here.push((cell.column, known));
            if known {
                titled.push(cell.column);
            }
        }
        // The header of a list of materials below the form.
        if titled
            .windows(HEADER)
            .any(|titled| titled[HEADER - 1] - titled[0] + 1 == HEADER as u16)
        {
            break;
        }
        for (column, known) in filled_here {
            let (filled, titles) = columns.entry(column).or_default();
            *filled += 1;
            *titles += usize::from(known);
        }
        rows.push((row, titled));
    }
    let is_label = |column: &u16| {
        columns
            .get(column)
            .is_some_and(|(filled, titles)| *titles > 2 && titles * 10 >= filled * 6)
    };
    let labels: Vec<u16> = columns
        .keys()
        .copied()
        .filter(|column| is_label(column))
        .collect();
    let apart = labels.windows(2).all(|pair| pair[1] - pair[0] > 1);
    let found = rows
        .iter()
        .flat_map(|(_, titled)| titled)
        .filter(|column| is_label(column))
        .count();
    // A header would have titles in other columns, too.
    let most = rows.iter().map(|(_, titled)| titled.len()).max().unwrap_or(0);
    if found < LEAST || !apart || most > labels.len() {
        return None;
    }
    rows.iter()
        .find(|(_, titled)| !titled.is_empty())
        .map(|(row, _)| *row)
}
