//! xlsb (BIFF12): the parts of an xlsx, written as records instead of XML.
//!
//! `calamine` reads these too, but it indexes into records without looking at their length: a broken file panics, and a
//! panic in WASM ends the worker. This reader asks for every byte, refuses what is cut or points nowhere, and sees hidden
//! rows and columns. Tests hold it against calamine, cell by cell.

mod biff12;
mod sheet;

use super::guard::Container;
use super::package::{self, SheetEntry};
use super::record::Record;
use super::refusal::Refusal;
use super::sink::{Prepared, Sink};
use super::value::{Formats, NumberFormat};
use biff12::Handler;
use sheet::Sheet;

/// Reads all worksheets of the workbook whose main part is `main`.
pub(super) fn read(sink: &mut Sink<'_>, container: &mut Container<'_>, main: &str) -> Result<(), Refusal> {
    let mut workbook = Workbook::default();
    biff12::read(container, main, &mut workbook)?;
    let parts = package::parts(container, main, std::mem::take(&mut workbook.sheets))?;
    sink.expect(parts.bytes(container));
    let mut styles = Styles::default();
    if let Some(part) = &parts.styles {
        biff12::read(container, part, &mut styles)?;
    }
    let mut strings = Strings {
        sink,
        all: Vec::new(),
    };
    if let Some(part) = &parts.strings {
        biff12::read(container, part, &mut strings)?;
    }
    let strings = strings.all;
    for (entry, part) in parts.sheets {
        sink.begin(Some(entry.name), entry.hidden);
        let mut handler = Sheet {
            sink,
            strings: &strings,
            styles: &styles.cells,
            since_1904: workbook.since_1904,
            row: None,
            next_column: 0,
            described: 0,
        };
        if !biff12::read(container, &part, &mut handler)? {
            return Err(container.describe(&part).broken());
        }
        sink.end();
    }
    Ok(())
}

/// What the workbook part says.
#[derive(Default)]
struct Workbook {
    since_1904: bool,
    sheets: Vec<SheetEntry>,
}

impl Handler for Workbook {
    const END: u16 = biff12::SHEETS_END;

    fn record(&mut self, record: Record<'_>) -> Option<()> {
        match record.kind {
            biff12::PROPERTIES => self.since_1904 = record.u32(0)? & 1 != 0,
            // A sheet whose relationship has no name has no part either.
            biff12::SHEET if record.u32(8)? != u32::MAX => {
                let (relationship, end) = biff12::text(&record, 8)?;
                let (name, _) = biff12::text(&record, end)?;
                self.sheets.push(SheetEntry {
                    name,
                    relationship,
                    hidden: record.u32(0)? != 0,
                });
            }
            _ => {}
        }
        Some(())
    }
}

/// Which cell styles show a number as a date.
#[derive(Default)]
struct Styles {
    formats: Formats,
    in_cell_styles: bool,
    cells: Vec<NumberFormat>,
}

impl Handler for Styles {
    const END: u16 = biff12::CELL_STYLES_END;

    fn record(&mut self, record: Record<'_>) -> Option<()> {
        match record.kind {
            biff12::FORMAT => {
                let (code, _) = biff12::text(&record, 2)?;
                self.formats.define(u32::from(record.u16(0)?), &code);
            }
            biff12::CELL_STYLES => self.in_cell_styles = true,
            biff12::CELL_STYLES_END => self.in_cell_styles = false,
            biff12::STYLE if self.in_cell_styles => {
                self.cells.push(self.formats.get(u32::from(record.u16(2)?)));
            }
            _ => {}
        }
        Some(())
    }
}

/// The shared strings of a workbook, interned once. Their number is not believed: reading ends with the part.
struct Strings<'s, 'a> {
    sink: &'s mut Sink<'a>,
    all: Vec<Option<Prepared>>,
}

impl Handler for Strings<'_, '_> {
    const END: u16 = biff12::SHARED_END;

    fn record(&mut self, record: Record<'_>) -> Option<()> {
        if record.kind == biff12::SHARED_ITEM {
            // The first byte tells of formatting and phonetic runs, which follow the text.
            let (text, _) = biff12::text(&record, 1)?;
            self.all.push(self.sink.prepare(&text));
        }
        Some(())
    }

    fn advance(&mut self, bytes: u64) -> Result<(), Refusal> {
        self.sink.advance(bytes)
    }
}
