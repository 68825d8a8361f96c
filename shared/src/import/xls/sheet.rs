//! The records of one worksheet.

use super::super::record::{Record, error_text, packed};
use super::super::refusal::Refusal;
use super::super::sink::Sink;
use super::super::value::shown;
use super::Workbook;
use super::biff::{self, Records};
use crate::table::CellKind;

/// Records between two reports of progress.
const STEP: usize = 20_000;

/// Reads the records of one worksheet, and tells how many bytes they took.
pub(super) fn read(
    sink: &mut Sink<'_>,
    workbook: &Workbook,
    mut records: Records<'_>,
) -> Result<usize, Refusal> {
    let mut depth = 0_usize;
    let mut pending = None;
    let mut count = 0;
    while let Some(record) = records.next() {
        match record.kind {
            biff::BOF => depth += 1,
            biff::EOF if depth <= 1 => return Ok(records.position()),
            biff::EOF => depth -= 1,
            // A chart inside the sheet has records of its own.
            _ if depth > 1 => {}
            biff::STRING => {
                if let (Some((row, column)), Some(text)) =
                    (pending.take(), workbook.dialect.text(record.data, &mut records))
                {
                    sink.text(row, column, &text, CellKind::Text);
                }
            }
            biff::LABEL | biff::RSTRING => {
                let text = record
                    .data
                    .get(6..)
                    .and_then(|data| workbook.dialect.text(data, &mut records));
                if let (Some((row, column)), Some(text)) = (place(&record), text) {
                    sink.text(row, column, &text, CellKind::Text);
                }
            }
            biff::FORMULA => pending = formula(sink, workbook, &record),
            _ => {
                // A record too short for its kind says nothing that could be used.
                let _ = cell(sink, workbook, &record).or_else(|| layout(sink, &record));
            }
        }
        count += 1;
        if count % STEP == 0 {
            sink.advance(0)?;
        }
    }
    Err(super::broken(sink.file()))
}

fn place(record: &Record<'_>) -> Option<(u32, u32)> {
    Some((u32::from(record.u16(0)?), u32::from(record.u16(2)?)))
}

/// Cells but formulas and texts of their own.
fn cell(sink: &mut Sink<'_>, workbook: &Workbook, record: &Record<'_>) -> Option<()> {
    let (row, column) = place(record)?;
    match record.kind {
        biff::LABELSST => {
            let index = record.u32(6)? as usize;
            if let Some(Some(text)) = workbook.strings.get(index) {
                sink.push(row, column, *text, CellKind::Text);
            }
        }
        biff::NUMBER => number(sink, workbook, (row, column, record.u16(4)?), record.f64(6)?),
        biff::RK => number(
            sink,
            workbook,
            (row, column, record.u16(4)?),
            packed(record.u32(6)?),
        ),
        biff::MULRK => {
            let cells = record.data.get(4..record.data.len().checked_sub(2)?)?;
            for (step, pair) in cells.chunks_exact(6).enumerate() {
                let style = u16::from_le_bytes([pair[0], pair[1]]);
                let bits = u32::from_le_bytes([pair[2], pair[3], pair[4], pair[5]]);
                number(sink, workbook, (row, column + step as u32, style), packed(bits));
            }
        }
        biff::BOOLERR => {
            let (value, is_error) = (*record.data.get(6)?, *record.data.get(7)? != 0);
            flag_or_error(sink, (row, column), value, is_error);
        }
        _ => return None,
    }
    Some(())
}

/// A formula's last result; the place, where it is a text that follows in a record of its own.
fn formula(sink: &mut Sink<'_>, workbook: &Workbook, record: &Record<'_>) -> Option<(u32, u32)> {
    let (row, column) = place(record)?;
    let result = record.data.get(6..14)?;
    if result[6..] != [0xFF, 0xFF] {
        number(sink, workbook, (row, column, record.u16(4)?), record.f64(6)?);
        return None;
    }
    match result[0] {
        0 => return Some((row, column)),
        1 => flag_or_error(sink, (row, column), result[2], false),
        2 => flag_or_error(sink, (row, column), result[2], true),
        _ => {}
    }
    None
}

fn flag_or_error(sink: &mut Sink<'_>, (row, column): (u32, u32), value: u8, is_error: bool) {
    if is_error {
        sink.text(row, column, error_text(value), CellKind::Error);
    } else {
        sink.text(row, column, if value == 0 { "0" } else { "1" }, CellKind::Bool);
    }
}

fn number(sink: &mut Sink<'_>, workbook: &Workbook, (row, column, style): (u32, u32, u16), value: f64) {
    let format = workbook
        .formats
        .get(usize::from(style))
        .copied()
        .unwrap_or_default();
    let mut text = String::new();
    let kind = shown(value, format, workbook.since_1904, &mut text);
    sink.text(row, column, &text, kind);
}

/// Hidden rows and columns, merged ranges.
fn layout(sink: &mut Sink<'_>, record: &Record<'_>) -> Option<()> {
    match record.kind {
        biff::ROW if record.u16(12)? & 0x20 != 0 => sink.hide_row(u32::from(record.u16(0)?)),
        biff::COLINFO if record.u16(8)? & 1 != 0 => {
            // 256 columns at most; the record may count one more.
            (record.u16(0)?..=record.u16(2)?.min(255)).for_each(|column| sink.hide_column(column));
        }
        biff::MERGECELLS => {
            for range in record.data.get(2..)?.chunks_exact(8) {
                let at = |n: usize| u16::from_le_bytes([range[n], range[n + 1]]);
                sink.merge((u32::from(at(0)), at(4)), (u32::from(at(2)), at(6)));
            }
        }
        _ => {}
    }
    Some(())
}
