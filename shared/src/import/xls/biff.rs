//! Records of BIFF and the texts in them.

use super::super::gb18030;
use super::super::record::Record;

pub(super) const FORMULA: u16 = 0x0006;
pub(super) const EOF: u16 = 0x000A;
pub(super) const DATEMODE: u16 = 0x0022;
pub(super) const FILEPASS: u16 = 0x002F;
pub(super) const CONTINUE: u16 = 0x003C;
pub(super) const CODEPAGE: u16 = 0x0042;
pub(super) const COLINFO: u16 = 0x007D;
pub(super) const BOUNDSHEET: u16 = 0x0085;
pub(super) const MULRK: u16 = 0x00BD;
pub(super) const RSTRING: u16 = 0x00D6;
pub(super) const XF: u16 = 0x00E0;
pub(super) const MERGECELLS: u16 = 0x00E5;
pub(super) const SST: u16 = 0x00FC;
pub(super) const LABELSST: u16 = 0x00FD;
pub(super) const NUMBER: u16 = 0x0203;
pub(super) const LABEL: u16 = 0x0204;
pub(super) const BOOLERR: u16 = 0x0205;
pub(super) const STRING: u16 = 0x0207;
pub(super) const ROW: u16 = 0x0208;
pub(super) const RK: u16 = 0x027E;
pub(super) const FORMAT: u16 = 0x041E;
pub(super) const BOF: u16 = 0x0809;

/// The records of a stream, as far as they are whole.
pub(super) struct Records<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Records<'a> {
    /// The records from the start of `bytes`.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Bytes read so far.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    fn peek(&self) -> Option<Record<'a>> {
        let header = self.bytes.get(self.at..)?.first_chunk::<4>()?;
        let length = usize::from(u16::from_le_bytes([header[2], header[3]]));
        Some(Record {
            kind: u16::from_le_bytes([header[0], header[1]]),
            data: self.bytes.get(self.at + 4..)?.get(..length)?,
        })
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let record = self.peek()?;
        self.at += 4 + record.data.len();
        Some(record)
    }
}

/// A record joined with the ones that continue it.
pub(super) struct Joined<'a> {
    pieces: Vec<&'a [u8]>,
    piece: usize,
    at: usize,
}

impl<'a> Joined<'a> {
    /// `data` and what follows as CONTINUE.
    pub(super) fn new(data: &'a [u8], records: &mut Records<'a>) -> Self {
        let mut pieces = vec![data];
        while records.peek().is_some_and(|record| record.kind == CONTINUE) {
            pieces.extend(records.next().map(|record| record.data));
        }
        Self {
            pieces,
            piece: 0,
            at: 0,
        }
    }

    /// What is left of the current piece, after moving on from one that is used up.
    fn rest(&mut self) -> Option<&'a [u8]> {
        while self.at >= self.pieces.get(self.piece)?.len() {
            self.piece += 1;
            self.at = 0;
        }
        self.pieces.get(self.piece)?.get(self.at..)
    }

    /// Steps over `count` bytes, or to the end.
    pub(super) fn skip(&mut self, mut count: usize) {
        while let Some(rest) = self.rest().filter(|_| count > 0) {
            let step = rest.len().min(count);
            self.at += step;
            count -= step;
        }
    }

    fn bytes<const N: usize>(&mut self) -> Option<[u8; N]> {
        let mut bytes = [0; N];
        for byte in &mut bytes {
            *byte = *self.rest()?.first()?;
            self.at += 1;
        }
        Some(bytes)
    }

    /// A text of `count` characters; where it goes on in another record, that one begins with its own flag byte.
    fn characters(&mut self, mut count: usize, mut wide: bool) -> Option<String> {
        let mut units = Vec::with_capacity(count.min(1 << 15));
        while count > 0 {
            if self.at >= self.pieces.get(self.piece)?.len() {
                wide = self.bytes::<1>()?[0] & 1 != 0;
            }
            let rest = self.pieces.get(self.piece)?.get(self.at..)?;
            let size = if wide { 2 } else { 1 };
            let step = (rest.len() / size).min(count);
            if step == 0 {
                return None;
            }
            let taken = rest.get(..step * size)?;
            units.extend(
                taken
                    .chunks(size)
                    .map(|unit| u16::from_le_bytes([unit[0], unit.get(1).copied().unwrap_or(0)])),
            );
            self.at += step * size;
            count -= step;
        }
        Some(String::from_utf16_lossy(&units))
    }

    /// A text with a length of two bytes and, perhaps, formatting runs and phonetic data, which are passed over.
    pub(super) fn rich_text(&mut self) -> Option<String> {
        let count = usize::from(u16::from_le_bytes(self.bytes()?));
        let flags = self.bytes::<1>()?[0];
        let runs = if flags & 8 != 0 {
            u16::from_le_bytes(self.bytes()?)
        } else {
            0
        };
        let extension = if flags & 4 != 0 {
            u32::from_le_bytes(self.bytes()?)
        } else {
            0
        };
        let text = self.characters(count, flags & 1 != 0)?;
        self.skip(usize::from(runs) * 4 + extension as usize);
        Some(text)
    }
}

/// A byte of code page 1252, as WHATWG's encoding standard says.
fn latin(byte: u8) -> char {
    const FROM_0X80: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => FROM_0X80[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// BIFF8 writes Unicode; BIFF5 writes bytes in the code page of its computer.
pub(super) struct Dialect {
    unicode: bool,
    latin: bool,
}

impl Default for Dialect {
    fn default() -> Self {
        Self {
            unicode: true,
            latin: false,
        }
    }
}

impl Dialect {
    /// Takes note of a BOF record.
    pub(super) fn version(&mut self, data: &[u8]) {
        self.unicode = data.get(1).is_none_or(|major| *major >= 6);
    }

    /// Takes note of the code page. Gives it back where a file of byte texts is in none that is read: Big5, Japanese,
    /// Korean.
    pub(super) fn codepage(&mut self, data: &[u8]) -> Result<(), u16> {
        let page = data.first_chunk::<2>().map(|bytes| u16::from_le_bytes(*bytes));
        self.latin = matches!(page, Some(367 | 1252));
        match page {
            Some(page @ (932 | 949 | 950)) if !self.unicode => Err(page),
            _ => Ok(()),
        }
    }

    /// The text of a FORMAT record.
    pub(super) fn format(&self, data: &[u8]) -> Option<String> {
        let data = data.get(2..)?;
        if self.unicode {
            self.text(data, &mut Records::new(&[]))
        } else {
            self.short_text(data)
        }
    }

    /// A text whose length is one byte.
    pub(super) fn short_text(&self, data: &[u8]) -> Option<String> {
        let (count, rest) = data.split_first()?;
        if !self.unicode {
            return Some(self.decode(rest.get(..usize::from(*count))?));
        }
        let (flags, characters) = rest.split_first()?;
        let mut joined = Joined::new(characters, &mut Records::new(&[]));
        joined.characters(usize::from(*count), flags & 1 != 0)
    }

    /// A text whose length is two bytes, perhaps continued.
    pub(super) fn text<'a>(&self, data: &'a [u8], records: &mut Records<'a>) -> Option<String> {
        if self.unicode {
            return Joined::new(data, records).rich_text();
        }
        let (count, rest) = data.split_first_chunk::<2>()?;
        Some(self.decode(rest.get(..usize::from(u16::from_le_bytes(*count)))?))
    }

    fn decode(&self, bytes: &[u8]) -> String {
        if self.latin {
            bytes.iter().map(|byte| latin(*byte)).collect()
        } else {
            gb18030::decode(bytes).0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::latin;

    #[test]
    fn code_page_1252_is_the_oracles() {
        for byte in 0..=0xFF {
            let bytes = [byte];
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
            assert_eq!(text, latin(byte).to_string(), "{byte:02x}");
        }
    }
}
