//! xlsb (BIFF12), through calamine's streaming reader; never through its dense range.

use super::guard::Container;
use super::refusal::{Refusal, RefusalKind};
use super::sink::Sink;
use super::value::{NumberFormat, date_text, number_text};
use crate::table::CellKind;
use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsb};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Cells between two reports of progress.
const STEP: usize = 20_000;

/// Reads all worksheets of a binary workbook.
///
/// calamine takes the lengths of records on trust and panics on broken ones. That panic ends here as a refusal; where
/// panics abort (WASM), it ends the worker, which the page starts anew.
pub(super) fn read(sink: &mut Sink<'_>, container: &Container<'_>) -> Result<(), Refusal> {
    // The sink only ever grows, one whole cell after the other, so a panic in between leaves it sound.
    let caught = catch_unwind(AssertUnwindSafe(|| read_sheets(sink, container)));
    caught.unwrap_or_else(|_| Err(Refusal::new(RefusalKind::Broken, [container.file(), "XLSB"])))
}

fn read_sheets(sink: &mut Sink<'_>, container: &Container<'_>) -> Result<(), Refusal> {
    let broken = |_| Refusal::new(RefusalKind::Broken, [container.file(), "XLSB"]);
    let mut workbook = Xlsb::new(Cursor::new(container.bytes())).map_err(broken)?;
    let since_1904 = workbook.has_1904_epoch();
    let sheets = workbook.sheets_metadata().to_vec();
    for sheet in sheets
        .into_iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
    {
        sink.begin(Some(sheet.name.clone()), sheet.visible != SheetVisible::Visible);
        let mut cells = workbook.worksheet_cells_reader(&sheet.name).map_err(broken)?;
        let mut count = 0;
        while let Some(cell) = cells.next_cell().map_err(broken)? {
            let (row, column) = cell.get_position();
            put(sink, (row, column), cell.get_value(), since_1904);
            count += 1;
            if count % STEP == 0 {
                sink.advance(0)?;
            }
            if sink.is_full() {
                return Ok(());
            }
        }
        sink.end();
    }
    Ok(())
}

fn put(sink: &mut Sink<'_>, (row, column): (u32, u32), value: &DataRef<'_>, since_1904: bool) {
    let mut text = String::new();
    let kind = match value {
        DataRef::Empty => return,
        DataRef::String(string) => return sink.text(row, column, string, CellKind::Text),
        DataRef::SharedString(string) => return sink.text(row, column, string, CellKind::Text),
        DataRef::Bool(yes) => return sink.text(row, column, if *yes { "1" } else { "0" }, CellKind::Bool),
        DataRef::Error(error) => return sink.text(row, column, &error.to_string(), CellKind::Error),
        DataRef::DateTimeIso(iso) | DataRef::DurationIso(iso) => {
            return sink.text(row, column, iso, CellKind::Date);
        }
        DataRef::Int(number) => {
            number_text(*number as f64, &mut text);
            CellKind::Number
        }
        DataRef::Float(number) => {
            number_text(*number, &mut text);
            CellKind::Number
        }
        DataRef::DateTime(date) => {
            if date_text(date.as_f64(), format(date), since_1904, &mut text) {
                CellKind::Date
            } else {
                number_text(date.as_f64(), &mut text);
                CellKind::Number
            }
        }
    };
    sink.text(row, column, &text, kind);
}

/// The reader tells dates from durations only, so the number says which parts of a date it has.
fn format(date: &ExcelDateTime) -> NumberFormat {
    let number = date.as_f64();
    if date.is_duration() {
        NumberFormat::Elapsed
    } else if number < 1.0 {
        NumberFormat::Time
    } else if number.fract() == 0.0 {
        NumberFormat::Date
    } else {
        NumberFormat::DateTime
    }
}
