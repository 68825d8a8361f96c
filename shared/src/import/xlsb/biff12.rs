//! Records of BIFF12, one after the other as a part is unpacked.

use super::super::encoding::utf16;
use super::super::guard::Container;
use super::super::record::Record;
use super::super::refusal::Refusal;
use super::super::xml::Part;
use std::io::{BufReader, ErrorKind, Read};

pub(super) const ROW: u16 = 0;
pub(super) const CELL_BLANK: u16 = 1;
pub(super) const CELL_RK: u16 = 2;
pub(super) const CELL_ERROR: u16 = 3;
pub(super) const CELL_BOOL: u16 = 4;
pub(super) const CELL_REAL: u16 = 5;
pub(super) const CELL_TEXT: u16 = 6;
pub(super) const CELL_SHARED: u16 = 7;
pub(super) const FORMULA_TEXT: u16 = 8;
pub(super) const FORMULA_NUMBER: u16 = 9;
pub(super) const FORMULA_BOOL: u16 = 10;
pub(super) const FORMULA_ERROR: u16 = 11;
/// From here to [`SHORT_LAST`]: cells 1 to 7 again, but in the column after the one before.
pub(super) const SHORT_FIRST: u16 = 12;
pub(super) const SHORT_LAST: u16 = 18;
pub(super) const SHARED_ITEM: u16 = 19;
pub(super) const FORMAT: u16 = 44;
pub(super) const STYLE: u16 = 47;
pub(super) const COLUMNS: u16 = 60;
pub(super) const SHORT_RICH: u16 = 61;
pub(super) const CELL_RICH: u16 = 62;
pub(super) const SHEETS_END: u16 = 144;
pub(super) const DATA_END: u16 = 146;
pub(super) const PROPERTIES: u16 = 153;
pub(super) const SHEET: u16 = 156;
pub(super) const SHARED_END: u16 = 160;
pub(super) const MERGE: u16 = 176;
pub(super) const CELL_STYLES: u16 = 617;
pub(super) const CELL_STYLES_END: u16 = 618;

/// Bytes unpacked at a time, and between two reports of progress.
const PIECE: usize = 128 << 10;
/// What is kept of one record. A text has at most 64 kB; what lies behind is never looked at.
const KEPT: usize = 1 << 20;

/// What is done with a part's records.
pub(super) trait Handler {
    /// The record without which the part is cut off.
    const END: u16;
    /// Takes a record; `None` where it is too short or points to what is not there, and the part is refused.
    fn record(&mut self, record: Record<'_>) -> Option<()>;
    /// So many bytes were read.
    fn advance(&mut self, _bytes: u64) -> Result<(), Refusal> {
        Ok(())
    }
}

/// Walks over the part `name`; `false` where there is none.
pub(super) fn read(
    container: &mut Container<'_>,
    name: &str,
    handler: &mut impl Handler,
) -> Result<bool, Refusal> {
    let Some(index) = container.find(name) else {
        return Ok(false);
    };
    let part = container.describe(name);
    walk(container.part(index)?, part, handler)?;
    Ok(true)
}

/// Walks over a part. Refuses records that end beyond it, and a part that lacks its end.
fn walk<H: Handler>(reader: impl Read, part: Part<'_>, handler: &mut H) -> Result<(), Refusal> {
    let mut reader = BufReader::with_capacity(PIECE, reader);
    let mut buffer = Vec::new();
    let (mut ended, mut unreported) = (false, 0);
    while let Some(kind) = kind(&mut reader, part)? {
        let size = size(&mut reader, part)?;
        let kept = size.min(KEPT);
        if buffer.len() < kept {
            buffer.resize(kept, 0);
        }
        let data = &mut buffer[..kept];
        reader.read_exact(data).map_err(|_| part.broken())?;
        let rest = (size - kept) as u64;
        let passed = std::io::copy(&mut reader.by_ref().take(rest), &mut std::io::sink());
        if passed.ok() != Some(rest) {
            return Err(part.broken());
        }
        handler
            .record(Record { kind, data })
            .ok_or_else(|| part.broken())?;
        ended |= kind == H::END;
        unreported += size + 3;
        if unreported >= PIECE {
            handler.advance(unreported as u64)?;
            unreported = 0;
        }
    }
    handler.advance(unreported as u64)?;
    if ended { Ok(()) } else { Err(part.broken()) }
}

fn byte(reader: &mut impl Read) -> std::io::Result<u8> {
    let mut byte = [0];
    reader.read_exact(&mut byte)?;
    Ok(byte[0])
}

/// The type of the next record: seven bits to a byte, two bytes at most; `None` at the end of the part.
fn kind(reader: &mut impl Read, part: Part<'_>) -> Result<Option<u16>, Refusal> {
    let low = match byte(reader) {
        Ok(low) => u16::from(low),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
        Err(_) => return Err(part.broken()),
    };
    if low < 0x80 {
        return Ok(Some(low));
    }
    match byte(reader) {
        Ok(high @ ..0x80) => Ok(Some(low & 0x7F | u16::from(high) << 7)),
        _ => Err(part.broken()),
    }
}

/// The size of a record's content: seven bits to a byte, four bytes at most.
fn size(reader: &mut impl Read, part: Part<'_>) -> Result<usize, Refusal> {
    let mut size = 0;
    for shift in [0, 7, 14, 21] {
        let byte = byte(reader).map_err(|_| part.broken())?;
        size |= usize::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return Ok(size);
        }
    }
    Err(part.broken())
}

/// The text at `at`, and where it ends: its length in units of UTF-16, then the units.
pub(super) fn text(record: &Record<'_>, at: usize) -> Option<(String, usize)> {
    let start = at + 4;
    let end = start.checked_add((record.u32(at)? as usize).checked_mul(2)?)?;
    let units = record.data.get(start..end)?;
    Some((utf16(units, u16::from_le_bytes).0, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Seen(Vec<(u16, usize)>);

    impl Handler for Seen {
        const END: u16 = DATA_END;
        fn record(&mut self, record: Record<'_>) -> Option<()> {
            self.0.push((record.kind, record.data.len()));
            Some(())
        }
    }

    fn seen(bytes: &[u8]) -> Option<Vec<(u16, usize)>> {
        let part = Part {
            file: "a.xlsb",
            name: "part",
            attributes: 0,
        };
        let mut seen = Seen::default();
        walk(bytes, part, &mut seen).ok().map(|()| seen.0)
    }

    #[test]
    fn records_are_walked_over() {
        let long = [&[0x80, 0x05, 0x81, 0x01][..], &[7; 129], &[0x92, 0x01, 0]].concat();
        assert_eq!(seen(&long), Some(vec![(640, 129), (DATA_END, 0)]));
        // More than is kept is passed over: 2,097,152 bytes.
        let huge = [
            &[1, 0x80, 0x80, 0x80, 0x01][..],
            &vec![0; 2 << 20],
            &[0x92, 0x01, 0],
        ]
        .concat();
        assert_eq!(seen(&huge), Some(vec![(1, KEPT), (DATA_END, 0)]));
    }

    #[test]
    fn parts_that_are_cut_or_claim_too_much_are_refused() {
        for bytes in [
            &[][..],
            &[1, 0],
            &[0x92],
            &[0x92, 0x01],
            &[0x92, 0x01, 0, 1, 2, 3],
            &[0x92, 0x81, 0],
            &[0x92, 0x01, 0, 1, 0xFF, 0xFF, 0xFF, 0x7F],
            &[0x92, 0x01, 0x80, 0x80, 0x80, 0x80, 0],
        ] {
            assert_eq!(seen(bytes), None, "{bytes:?}");
        }
    }

    #[test]
    fn texts_stay_inside_their_record() {
        let of = |data: &[u8]| text(&Record { kind: 0, data }, 1);
        assert_eq!(
            of(&[9, 2, 0, 0, 0, 0x2D, 0x4E, b'a', 0, 9]),
            Some(("中a".to_owned(), 9))
        );
        assert_eq!(of(&[9, 1, 0, 0, 0, 0, 0xD8]), Some(("\u{FFFD}".to_owned(), 7)));
        for short in [
            &[9, 1, 0, 0, 0, 0][..],
            &[9, 1, 0],
            &[],
            &[9, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0],
        ] {
            assert_eq!(of(short), None);
        }
    }
}
