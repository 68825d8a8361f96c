//! Cells as nearly all programs write them, read in one go: a worksheet has millions of them.

use super::{COLUMNS, ROWS};

/// `<c r="AB12" s="3" t="s"><v>45</v></c>`, as nearly all cells of a workbook are written.
pub(super) struct PlainCell<'t> {
    pub(super) place: (u32, u32),
    pub(super) style: usize,
    pub(super) shared: bool,
    /// Number of its text among the shared ones, where it is written plainly.
    pub(super) index: Option<u32>,
    pub(super) value: &'t str,
    pub(super) length: usize,
}

impl<'t> PlainCell<'t> {
    /// Reads the cell that `text` begins with. `None` for one that is written in any other way.
    pub(super) fn read(text: &'t str) -> Option<Self> {
        /// Longest value worth a look.
        const LONGEST: usize = 32;
        let mut rest = Bytes(text.as_bytes());
        rest.skip(b"<c r=\"")?;
        let (mut column, mut row) = (0, 0);
        while let Some(letter @ b'A'..=b'Z') = rest.first() {
            column = column * 26 + u32::from(letter - b'A') + 1;
            if column > COLUMNS {
                return None;
            }
            rest.drop_first();
        }
        while let Some(digit) = rest.digit() {
            row = row * 10 + digit;
            if row > ROWS {
                return None;
            }
        }
        let place = (row.checked_sub(1)?, column.checked_sub(1)?);
        rest.skip(b"\"")?;
        let mut style = 0;
        if rest.skip(b" s=\"").is_some() {
            style = rest.number()?;
            rest.skip(b"\"")?;
        }
        let shared = rest.skip(b" t=\"s\"").is_some();
        rest.skip(b"><v>")?;
        let start = text.len() - rest.0.len();
        let number = if shared { rest.number() } else { None };
        let index = number.filter(|_| rest.first() == Some(b'<'));
        // References and line ends need a closer look.
        let is_plain = |byte: u8| byte.is_ascii_graphic() && byte != b'&';
        while let Some(byte) = rest.first().filter(|byte| *byte != b'<') {
            let length = text.len() - rest.0.len() - start;
            if !is_plain(byte) || length > LONGEST {
                return None;
            }
            rest.drop_first();
        }
        let end = text.len() - rest.0.len();
        rest.skip(b"</v></c>")?;
        Some(Self {
            place,
            style: style as usize,
            shared,
            index,
            value: text.get(start..end)?,
            length: text.len() - rest.0.len(),
        })
    }
}

/// Bytes that are read from the front.
struct Bytes<'t>(&'t [u8]);

impl Bytes<'_> {
    fn first(&self) -> Option<u8> {
        self.0.first().copied()
    }

    fn drop_first(&mut self) {
        self.0 = self.0.get(1..).unwrap_or_default();
    }

    /// Goes on after `mark`; stays where it is when something else stands there.
    fn skip<const N: usize>(&mut self, mark: &[u8; N]) -> Option<()> {
        let (head, rest) = self.0.split_first_chunk::<N>()?;
        (head == mark).then(|| self.0 = rest)
    }

    fn digit(&mut self) -> Option<u32> {
        let digit = self.first().filter(u8::is_ascii_digit)?;
        self.drop_first();
        Some(u32::from(digit - b'0'))
    }

    /// A whole number of at least one digit.
    fn number(&mut self) -> Option<u32> {
        let mut number = self.digit()?;
        while let Some(digit) = self.digit() {
            number = number.checked_mul(10)?.checked_add(digit)?;
        }
        Some(number)
    }
}
