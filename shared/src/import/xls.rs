//! xls and et: BIFF8 (Excel 97–2003, WPS) and BIFF5 (Excel 95) inside a compound file.
//!
//! `calamine` reads these too, but it fills a dense rectangle from the first to the last cell and indexes into records
//! without looking at their length: a broken file panics, and a panic in WASM ends the worker. This reader streams
//! records into the sink, so stray cells cost nothing, and it sees hidden rows and columns.

mod biff;
mod sheet;

use super::refusal::{Refusal, RefusalKind};
use super::sink::{Prepared, Sink};
use super::value::{Formats, NumberFormat};
use biff::{Dialect, Joined, Records};
use std::io::{Cursor, Read};

/// One sheet as the workbook names it.
struct Entry {
    name: String,
    hidden: bool,
    position: usize,
}

/// What the globals of a workbook say.
#[derive(Default)]
struct Workbook {
    dialect: Dialect,
    since_1904: bool,
    formats: Vec<NumberFormat>,
    strings: Vec<Option<Prepared>>,
    sheets: Vec<Entry>,
}

/// Reads all worksheets of a compound file; refuses encrypted ones and those that hold no workbook.
pub(super) fn read(sink: &mut Sink<'_>, bytes: &[u8]) -> Result<(), Refusal> {
    let stream = workbook_stream(sink.file(), bytes)?;
    sink.expect(stream.len() as u64);
    let mut workbook = globals(sink, &stream)?;
    let mut entries = std::mem::take(&mut workbook.sheets);
    // Each sheet has its own records; two names for the same ones would only multiply the work.
    let mut positions = std::collections::BTreeSet::new();
    entries.retain(|entry| positions.insert(entry.position));
    let mut budget = stream.len().saturating_mul(2);
    for entry in entries {
        let Some(records) = stream.get(entry.position..) else {
            return Err(broken(sink.file()));
        };
        sink.begin(Some(entry.name), entry.hidden);
        let used = sheet::read(sink, &workbook, Records::new(records))?;
        sink.end();
        budget = budget.checked_sub(used).ok_or_else(|| broken(sink.file()))?;
        sink.advance(used as u64)?;
    }
    Ok(())
}

fn broken(file: &str) -> Refusal {
    Refusal::new(RefusalKind::Broken, [file, "Workbook"])
}

/// The stream of records inside the compound file.
fn workbook_stream(file: &str, bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let damaged = || Refusal::new(RefusalKind::Broken, [file, "CFB"]);
    let mut compound = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| damaged())?;
    if compound.is_stream("/EncryptedPackage") || compound.is_stream("/EncryptionInfo") {
        return Err(Refusal::new(RefusalKind::Encrypted, [file]));
    }
    let Some(name) = ["/Workbook", "/Book"]
        .into_iter()
        .find(|name| compound.is_stream(name))
    else {
        return Err(Refusal::new(RefusalKind::UnknownFormat, [file]));
    };
    let mut stream = Vec::new();
    // A chain of sectors that runs in circles ends at the size of the file.
    let limit = bytes.len() as u64;
    let opened = compound.open_stream(name).map_err(|_| damaged())?;
    opened
        .take(limit)
        .read_to_end(&mut stream)
        .map_err(|_| damaged())?;
    Ok(stream)
}

/// Reads the records before the first sheet.
fn globals(sink: &mut Sink<'_>, stream: &[u8]) -> Result<Workbook, Refusal> {
    let mut workbook = Workbook::default();
    let mut custom = Formats::default();
    let mut styles = Vec::new();
    let mut records = Records::new(stream);
    let mut ended = false;
    while let Some(record) = records.next() {
        match record.kind {
            biff::BOF => workbook.dialect.version(record.data),
            biff::CODEPAGE => {
                if let Err(page) = workbook.dialect.codepage(record.data) {
                    let args = [sink.file().to_owned(), page.to_string()];
                    return Err(Refusal::new(RefusalKind::OtherCodePage, args));
                }
            }
            biff::FILEPASS => return Err(Refusal::new(RefusalKind::Encrypted, [sink.file()])),
            biff::DATEMODE => workbook.since_1904 = record.u16(0) == Some(1),
            biff::FORMAT => {
                if let (Some(id), Some(code)) = (record.u16(0), workbook.dialect.format(record.data)) {
                    custom.define(u32::from(id), &code);
                }
            }
            biff::XF => styles.push(record.u16(2).unwrap_or(0)),
            biff::BOUNDSHEET => workbook.sheets.extend(boundsheet(&workbook.dialect, record.data)),
            biff::SST => {
                let joined = Joined::new(record.data, &mut records);
                strings(sink, &mut workbook.strings, joined);
            }
            biff::EOF => {
                ended = true;
                break;
            }
            _ => {}
        }
    }
    if !ended {
        return Err(broken(sink.file()));
    }
    let format = |id: u16| custom.get(u32::from(id));
    workbook.formats = styles.into_iter().map(format).collect();
    Ok(workbook)
}

/// A worksheet's entry; `None` for charts and macros.
fn boundsheet(dialect: &Dialect, data: &[u8]) -> Option<Entry> {
    let position = u32::from_le_bytes(data.get(..4)?.try_into().ok()?);
    let (state, kind) = (data.get(4)? & 3, *data.get(5)?);
    let name = dialect.short_text(data.get(6..)?)?;
    (kind == 0).then_some(Entry {
        name,
        hidden: state != 0,
        position: position as usize,
    })
}

/// The shared strings. Their number is not believed: reading ends with the data.
fn strings(sink: &mut Sink<'_>, strings: &mut Vec<Option<Prepared>>, mut data: Joined<'_>) {
    data.skip(8);
    while let Some(text) = data.rich_text() {
        strings.push(sink.prepare(&text));
    }
}
