//! A second table below the first: a header with other columns, from which on the sheet is another one.

use super::sheet_name;
use crate::element::Element;
use crate::import::assemble::Assembly;
use crate::import::header::{self, Found};
use crate::item::List;
use crate::mapping::title::Title;
use crate::notice::NoticeCode;
use crate::order;
use crate::place::Place;
use crate::table::{Cell, Table, Texts};

/// Tables of one sheet that are told apart; no office writes more below each other.
const TABLES: usize = 50;

/// Cuts each sheet where another header begins.
pub(super) fn cut(list: &List, out: &mut Assembly, tables: Vec<Table>) -> Vec<Table> {
    let mut found = Vec::with_capacity(tables.len());
    for mut table in tables {
        for _ in 1..TABLES {
            let Some(row) = next_header(&table, &list.texts) else {
                break;
            };
            let place = Place {
                sheet: table.sheet,
                row,
                column: 0,
            };
            let args = [sheet_name(list, &table), (row + 1).to_string()];
            out.say(NoticeCode::HeaderChanged, Some(place), args);
            let rest = cut_at(&mut table, row);
            found.push(std::mem::replace(&mut table, rest));
        }
        found.push(table);
    }
    found
}

/// Takes the rows from `row` on out of the table.
fn cut_at(table: &mut Table, row: u32) -> Table {
    let at = table.cells.partition_point(|cell| cell.row < row);
    let (above, below) = table.merges.iter().partition(|merge| merge.top < row);
    table.merges = above;
    let hidden = table.hidden_rows.partition_point(|hidden| *hidden < row);
    Table {
        sheet: table.sheet,
        cells: table.cells.split_off(at),
        merges: below,
        hidden_rows: table.hidden_rows.split_off(hidden),
        hidden_columns: table.hidden_columns.clone(),
        hidden: table.hidden,
    }
}

/// The first row below the header that is one itself and has other columns.
fn next_header(table: &Table, texts: &Texts) -> Option<u32> {
    let found = header::find(table, texts, &header::Titles::ELEMENTS)?;
    let header = |row: u32| row <= found.row && row + 1 >= found.row;
    let own = table.rows().skip_while(|(row, _)| !header(*row));
    let own = own
        .take_while(|(row, _)| header(*row))
        .flat_map(|(_, cells)| cells);
    let own = order::set(own.map(|cell| cell.text));
    let mut rows = table.rows().skip_while(|(row, _)| *row < found.first_data_row);
    let mut last = found.row;
    // Texts are stored once, so most rows are told at the first cell; a row below a gap is looked at for itself.
    rows.find(|(row, cells)| {
        let gap = std::mem::replace(&mut last, *row) + 1 < *row;
        let titled = cells.iter().take(2).any(|cell| own.contains(&cell.text));
        let repeats = || cells.iter().all(|cell| stands(&found, cell, texts));
        (gap || titled) && is_header(cells, texts) && !repeats()
    })
    .map(|(row, _)| row)
}

/// Whether the header has the cell's text in its column.
fn stands(found: &Found, cell: &Cell, texts: &Texts) -> bool {
    let text = texts.trimmed(cell.text);
    let mut own = found.headers.iter().filter(|header| header.column == cell.column);
    own.any(|header| header.title == text || header.group.as_deref() == Some(text))
}

/// Whether most cells are titles. The first ones tell it for most rows.
fn is_header(cells: &[Cell], texts: &Texts) -> bool {
    let known = |cell: &Cell| !Title::of(texts.get(cell.text)).candidates().is_empty();
    if cells.len() < 2 || cells.iter().take(3).filter(|cell| known(cell)).count() < 2 {
        return false;
    }
    let is_key = |cell: &Cell| {
        let title = Title::of(texts.get(cell.text));
        let mut found = title.candidates().iter();
        found.any(|found| {
            matches!(
                found.element,
                Element::TaskName | Element::TaskCode | Element::HandleItemCode
            )
        })
    };
    let count = cells.iter().filter(|cell| known(cell)).count();
    (count > 2 && count * 3 >= cells.len() * 2) || (count == cells.len() && cells.iter().any(is_key))
}
