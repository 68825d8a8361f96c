//! Grids as the forms of workbooks that no library writes.

use super::grid::Grid;
use crate::workbook::{xls as biff8, xlsb as biff12};
use anyhow::{Result, ensure};
use std::io::{Cursor, Read as _};

/// Rows of a sheet in Excel 97 to 2003.
pub(super) const XLS_ROWS: usize = 65_536;
/// Characters that a text of one record has room for.
const XLS_CHARS: usize = 4_100;

/// A workbook of Excel 97 to 2003 with one sheet; every cell is text.
pub(super) fn xls(grid: &Grid) -> Result<Vec<u8>> {
    const LABEL: u16 = 0x0204;
    ensure!(
        grid.rows.len() <= XLS_ROWS,
        "a sheet of xls has {XLS_ROWS} rows, not {}",
        grid.rows.len()
    );
    let mut cells = Vec::new();
    for (row, column, text) in filled(grid) {
        ensure!(
            text.encode_utf16().count() <= XLS_CHARS,
            "too long for a record: {text}"
        );
        cells.extend(biff8::cell(
            LABEL,
            row as u16,
            column as u16,
            0,
            &biff8::text(text),
        ));
    }
    Ok(biff8::file(&[], &cells))
}

/// A binary workbook with one sheet; every cell is text.
pub(super) fn xlsb(grid: &Grid) -> Vec<u8> {
    const TEXT: u16 = 6;
    let mut cells = Vec::new();
    let mut last = None;
    for (row, column, text) in filled(grid) {
        if last.replace(row) != Some(row) {
            cells.extend(biff12::row(row as u32, false));
        }
        cells.extend(biff12::cell(TEXT, column as u32, 0, &biff12::text(text)));
    }
    biff12::Xlsb::new(&[], &[], &cells, &[]).bytes()
}

fn filled(grid: &Grid) -> impl Iterator<Item = (usize, usize, &str)> {
    grid.rows.iter().enumerate().flat_map(|(row, cells)| {
        let texts = cells.iter().enumerate().filter(|(_, text)| !text.is_empty());
        texts.map(move |(column, text)| (row, column, text.as_str()))
    })
}

/// The workbook marked as one that may hold macros.
pub(super) fn xlsm(xlsx: &[u8]) -> Result<Vec<u8>> {
    let mut workbook = zip::ZipArchive::new(Cursor::new(xlsx))?;
    let mut parts = Vec::new();
    for index in 0..workbook.len() {
        let mut part = workbook.by_index(index)?;
        let name = part.name()?.into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes)?;
        if name == "[Content_Types].xml" {
            let types = String::from_utf8(bytes)?;
            let plain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
            ensure!(types.contains(plain), "no workbook: {types}");
            bytes = types
                .replace(plain, "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
                .into_bytes();
        }
        parts.push((name, bytes));
    }
    let parts: Vec<_> = parts
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.clone()))
        .collect();
    super::grid::archive(&parts)
}
