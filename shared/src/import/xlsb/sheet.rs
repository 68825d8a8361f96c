//! The records of one worksheet: cells, merged ranges, hidden rows and columns in a single pass.

use super::super::record::{Record, error_text, packed};
use super::super::refusal::Refusal;
use super::super::sink::{Prepared, Sink};
use super::super::value::{NumberFormat, shown};
use super::super::xlsx::{COLUMNS, ROWS};
use super::biff12::{self, Handler};
use crate::table::CellKind;

/// Reads one worksheet into the sink.
pub(super) struct Sheet<'s, 'a> {
    /// Where the cells go.
    pub(super) sink: &'s mut Sink<'a>,
    /// The shared strings.
    pub(super) strings: &'s [Option<Prepared>],
    /// The number format of each cell style.
    pub(super) styles: &'s [NumberFormat],
    /// Whether days count from 1904.
    pub(super) since_1904: bool,
    /// The row that is open; no cell may come before the first.
    pub(super) row: Option<u32>,
    /// The column after the last cell.
    pub(super) next_column: u32,
    /// The column after the last one described.
    pub(super) described: u32,
}

impl Handler for Sheet<'_, '_> {
    const END: u16 = biff12::DATA_END;

    fn record(&mut self, record: Record<'_>) -> Option<()> {
        match record.kind {
            biff12::ROW => self.open_row(record),
            biff12::CELL_BLANK..=biff12::FORMULA_ERROR | biff12::CELL_RICH => {
                self.next_column = record.u32(0)?;
                self.cell(record.kind, record, 4)
            }
            kind @ biff12::SHORT_FIRST..=biff12::SHORT_LAST => {
                self.cell(kind - biff12::SHORT_FIRST + biff12::CELL_BLANK, record, 0)
            }
            biff12::SHORT_RICH => self.cell(biff12::CELL_RICH, record, 0),
            biff12::COLUMNS => self.describe_columns(record),
            biff12::MERGE => {
                let corner = |row, column| Some((record.u32(row)?, narrow(record.u32(column)?)?));
                self.sink.merge(corner(0, 8)?, corner(4, 12)?);
                Some(())
            }
            _ => Some(()),
        }
    }

    fn advance(&mut self, bytes: u64) -> Result<(), Refusal> {
        self.sink.advance(bytes)
    }
}

impl Sheet<'_, '_> {
    fn open_row(&mut self, record: Record<'_>) -> Option<()> {
        let row = record.u32(0).filter(|row| *row < ROWS)?;
        if record.u8(11)? & 0x10 != 0 {
            self.sink.hide_row(row);
        }
        self.row = Some(row);
        self.next_column = 0;
        Some(())
    }

    /// Takes the cell in the next column. Its style stands at `at`, its content follows.
    fn cell(&mut self, kind: u16, record: Record<'_>, at: usize) -> Option<()> {
        let (row, column) = (self.row?, u32::from(narrow(self.next_column)?));
        self.next_column = column + 1;
        // The upper byte of the style's number holds flags.
        let style = record.u32(at)? & 0x00FF_FFFF;
        let at = at + 4;
        match kind {
            biff12::CELL_RK => self.number(row, column, style, packed(record.u32(at)?)),
            biff12::CELL_REAL | biff12::FORMULA_NUMBER => {
                self.number(row, column, style, record.f64(at)?);
            }
            biff12::CELL_BOOL | biff12::FORMULA_BOOL => {
                let value = if record.u8(at)? == 0 { "0" } else { "1" };
                self.sink.text(row, column, value, CellKind::Bool);
            }
            biff12::CELL_ERROR | biff12::FORMULA_ERROR => {
                let error = error_text(record.u8(at)?);
                self.sink.text(row, column, error, CellKind::Error);
            }
            biff12::CELL_TEXT | biff12::FORMULA_TEXT => self.text(row, column, record, at)?,
            // One byte says what else than characters the text has.
            biff12::CELL_RICH => self.text(row, column, record, at + 1)?,
            biff12::CELL_SHARED => {
                if let Some(text) = self.strings.get(record.u32(at)? as usize)? {
                    self.sink.push(row, column, *text, CellKind::Text);
                }
            }
            _ => {}
        }
        Some(())
    }

    fn text(&mut self, row: u32, column: u32, record: Record<'_>, at: usize) -> Option<()> {
        let (text, _) = biff12::text(&record, at)?;
        self.sink.text(row, column, &text, CellKind::Text);
        Some(())
    }

    fn number(&mut self, row: u32, column: u32, style: u32, number: f64) {
        let format = self.styles.get(style as usize).copied().unwrap_or_default();
        let mut text = String::new();
        let kind = shown(number, format, self.since_1904, &mut text);
        self.sink.text(row, column, &text, kind);
    }

    fn describe_columns(&mut self, record: Record<'_>) -> Option<()> {
        // They come in order; what overlaps is not honest and would only cost time.
        let first = record.u32(0)?.max(self.described);
        let last = record.u32(4)?.min(COLUMNS - 1);
        self.described = self.described.max(last + 1);
        if record.u16(16)? & 1 != 0 {
            (first..=last).for_each(|column| self.sink.hide_column(column as u16));
        }
        Some(())
    }
}

/// A column inside the worksheet.
fn narrow(column: u32) -> Option<u16> {
    u16::try_from(column).ok().filter(|_| column < COLUMNS)
}
