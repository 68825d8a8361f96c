//! xls files in BIFF8, record by record.

use std::io::{Cursor, Write};

/// Wraps `stream` into a compound file under the name `name`.
///
/// # Panics
/// Never in practice: it writes into memory.
pub fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("in memory");
    let mut entry = file.create_stream(name).expect("a new stream");
    entry.write_all(stream).expect("in memory");
    drop(entry);
    file.into_inner().into_inner()
}

/// One record.
pub fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes(), &(data.len() as u16).to_le_bytes(), data].concat()
}

/// A cell record: row, column, style, content.
pub fn cell(kind: u16, row: u16, column: u16, style: u16, content: &[u8]) -> Vec<u8> {
    let place = [row, column, style].map(u16::to_le_bytes).concat();
    record(kind, &[&place, content].concat())
}

/// A text as BIFF8 writes it: length, flag, UTF-16.
pub fn text(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut out = (units.len() as u16).to_le_bytes().to_vec();
    out.push(1);
    out.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
    out
}

/// A BOF record; `kind` 5 for the workbook, 0x10 for a worksheet.
pub fn begin(kind: u16) -> Vec<u8> {
    let mut data = 0x0600_u16.to_le_bytes().to_vec();
    data.extend(kind.to_le_bytes());
    data.extend([0; 12]);
    record(0x0809, &data)
}

/// The end of the workbook's globals or of a sheet.
pub fn end() -> Vec<u8> {
    record(0x000A, &[])
}

/// A workbook stream with one sheet: `globals` and `cells` are whole records.
pub fn stream(globals: &[u8], cells: &[u8]) -> Vec<u8> {
    let name = text("清单");
    let boundsheet = |position: u32| {
        let mut data = position.to_le_bytes().to_vec();
        data.extend([0, 0, name[0]]);
        data.extend(&name[2..]);
        record(0x0085, &data)
    };
    let head = [begin(5), globals.to_vec()].concat();
    let position = head.len() + boundsheet(0).len() + end().len();
    [
        head,
        boundsheet(position as u32),
        end(),
        begin(0x10),
        cells.to_vec(),
        end(),
    ]
    .concat()
}

/// A whole file with one sheet.
pub fn file(globals: &[u8], cells: &[u8]) -> Vec<u8> {
    compound("Workbook", &stream(globals, cells))
}

/// The shared strings of a workbook.
pub fn strings(texts: &[&str]) -> Vec<u8> {
    let count = (texts.len() as u32).to_le_bytes();
    let all = texts.iter().flat_map(|one| text(one));
    record(
        0x00FC,
        &count.into_iter().chain(count).chain(all).collect::<Vec<u8>>(),
    )
}
