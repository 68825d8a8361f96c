//! CSV and TSV as they occur: any of several delimiters (also the Chinese comma, which is no single byte and so rules
//! out the `csv` crate), quotes that never close, line ends of all kinds, rows of unequal length.

use super::refusal::Refusal;
use super::sink::Sink;
use crate::table::CellKind;
use std::borrow::Cow;

/// Bytes between two reports of progress.
const STEP: usize = 256 << 10;
/// Delimiters looked for, the likeliest first.
const DELIMITERS: [char; 5] = [',', '\t', ';', '，', '|'];

/// Reads a decoded text into one table; `tabs` where the file's name says that tabs are meant.
pub(super) fn read(sink: &mut Sink<'_>, text: &str, tabs: bool) -> Result<(), Refusal> {
    sink.expect(text.len() as u64);
    sink.begin(None, false);
    let (text, delimiter) = delimited(text, tabs);
    let mut fields = Fields::new(text, delimiter);
    let (mut row, mut column, mut reported) = (0, 0, 0);
    while let Some((field, ends_row)) = fields.next() {
        sink.text(row, column, &unprotected(field), CellKind::Text);
        if ends_row {
            row += 1;
            column = 0;
        } else {
            column += 1;
        }
        if fields.at - reported >= STEP {
            sink.advance((fields.at - reported) as u64)?;
            reported = fields.at;
        }
        if sink.is_full() {
            break;
        }
    }
    sink.advance((text.len() - reported) as u64)
}

/// The rows of a text, and what divides their fields.
fn delimited(text: &str, tabs: bool) -> (&str, char) {
    match declared(text) {
        Some((rest, delimiter)) => (rest, delimiter),
        None => (text, if tabs { '\t' } else { sniff(text) }),
    }
}

/// A field as it stands in the file.
#[cfg(feature = "authoring")]
pub(super) struct Written<'a> {
    /// Its bytes in the text, quotes included.
    pub(super) start: usize,
    /// Where it ends, before its delimiter or line end.
    pub(super) end: usize,
    /// Its text without quotes, protections still there.
    pub(super) text: Cow<'a, str>,
    /// What divides the fields of this file.
    pub(super) delimiter: char,
    /// Whether quotes have their meaning here.
    pub(super) quotes: bool,
}

/// Calls `take` with row, column and field, for every field in the order they stand.
#[cfg(feature = "authoring")]
pub(super) fn each_field(text: &str, tabs: bool, take: &mut dyn FnMut(u32, u32, Written<'_>)) {
    let (rest, delimiter) = delimited(text, tabs);
    let skipped = text.len() - rest.len();
    let mut fields = Fields::new(rest, delimiter);
    let (mut row, mut column, mut start) = (0, 0, 0);
    while let Some((text, ends_row)) = fields.next() {
        let written = Written {
            start: skipped + start,
            end: skipped + fields.end,
            text,
            delimiter,
            quotes: fields.quotes,
        };
        take(row, column, written);
        start = fields.at;
        (row, column) = if ends_row { (row + 1, 0) } else { (row, column + 1) };
    }
}

/// Excel's first line `sep=;`, which names the delimiter.
fn declared(text: &str) -> Option<(&str, char)> {
    let rest = text.strip_prefix("sep=").or_else(|| text.strip_prefix("SEP="))?;
    let delimiter = rest.chars().next().filter(|c| DELIMITERS.contains(c))?;
    let rest = rest[delimiter.len_utf8()..].trim_start_matches('\r');
    Some((rest.strip_prefix('\n')?, delimiter))
}

/// The delimiter that divides the first rows into the same number of fields, and most rows and fields at that.
fn sniff(text: &str) -> char {
    let score = |delimiter: char| {
        let (mut counts, mut count) = (Vec::new(), 0_usize);
        let mut fields = Fields::new(text, delimiter);
        while let Some((_, ends_row)) = fields.next()
            && counts.len() < 20
            && fields.at < STEP
        {
            count += 1;
            if ends_row {
                counts.push(std::mem::take(&mut count));
            }
        }
        counts.extend((count > 0).then_some(count));
        let first = counts.iter().copied().find(|count| *count > 1).unwrap_or(1);
        let alike = counts.iter().filter(|count| **count == first).count();
        if first > 1 { (alike, first) } else { (0, 0) }
    };
    // `max_by_key` takes the last of equals, and the likeliest stands first.
    let best = DELIMITERS
        .into_iter()
        .rev()
        .max_by_key(|delimiter| score(*delimiter));
    best.unwrap_or(',')
}

/// Undoes what people and systems put around codes so that spreadsheets leave them alone: `="0123"` and `'0123`.
pub(super) fn unprotected(field: Cow<'_, str>) -> Cow<'_, str> {
    let formula = field.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    if let Some(inside) = formula {
        return inside.replace("\"\"", "\"").into();
    }
    match field.strip_prefix('\'') {
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => rest.to_owned().into(),
        _ => field,
    }
}

/// Splits a text into fields.
struct Fields<'a> {
    text: &'a str,
    delimiter: char,
    at: usize,
    /// End of the field given last.
    #[cfg(feature = "authoring")]
    end: usize,
    pending: bool,
    quotes: bool,
}

impl<'a> Fields<'a> {
    fn new(text: &'a str, delimiter: char) -> Self {
        Self {
            text,
            delimiter,
            at: 0,
            #[cfg(feature = "authoring")]
            end: 0,
            pending: false,
            quotes: true,
        }
    }

    /// The next field, and whether it ends its row. `None` at the end.
    fn next(&mut self) -> Option<(Cow<'a, str>, bool)> {
        let rest = self.text.get(self.at..)?;
        if rest.is_empty() && !self.pending {
            return None;
        }
        if self.quotes && rest.starts_with('"') {
            if let Some((field, after)) = self.quoted(rest) {
                return Some((field, self.end_field(self.at + after)));
            }
            // Nothing closes this quote: from here on quotes are characters like any other.
            self.quotes = false;
        }
        let delimiter = self.delimiter.encode_utf8(&mut [0; 4]).as_bytes()[0];
        let bytes = rest.as_bytes();
        let mut end = 0;
        while let Some(step) = bytes[end..]
            .iter()
            .position(|byte| *byte == delimiter || matches!(byte, b'\n' | b'\r'))
        {
            end += step;
            if matches!(bytes[end], b'\n' | b'\r') || rest[end..].starts_with(self.delimiter) {
                break;
            }
            // Another character that begins with the same byte as the Chinese comma.
            end += rest[end..].chars().next().map_or(1, char::len_utf8);
            if end == bytes.len() {
                break;
            }
        }
        if !self.stops_at(rest, end) {
            end = rest.len();
        }
        Some((Cow::Borrowed(&rest[..end]), self.end_field(self.at + end)))
    }

    fn stops_at(&self, rest: &str, end: usize) -> bool {
        rest[end..].starts_with(self.delimiter) || rest[end..].starts_with(['\n', '\r'])
    }

    /// A quoted field and the position after its closing quote, counted from `rest`. A quote closes only before a
    /// delimiter, a line end or the end of the file; elsewhere it is a character.
    fn quoted(&self, rest: &'a str) -> Option<(Cow<'a, str>, usize)> {
        let mut owned = String::new();
        let (mut from, mut at) = (1, 1);
        loop {
            at += rest[at..].find('"')?;
            let after = at + 1;
            if rest[after..].starts_with('"') {
                owned.push_str(&rest[from..after]);
                from = after + 1;
                at = from;
            } else if after == rest.len() || self.stops_at(rest, after) {
                let tail = &rest[from..at];
                let field = if owned.is_empty() {
                    Cow::Borrowed(tail)
                } else {
                    owned.push_str(tail);
                    Cow::Owned(owned)
                };
                return Some((field, after));
            } else {
                at = after;
            }
        }
    }

    /// Steps over the delimiter or line end at `end`; tells whether the row ends.
    fn end_field(&mut self, end: usize) -> bool {
        #[cfg(feature = "authoring")]
        {
            self.end = end;
        }
        let rest = &self.text[end..];
        self.pending = rest.starts_with(self.delimiter);
        let step = if self.pending {
            self.delimiter.len_utf8()
        } else if rest.starts_with("\r\n") {
            2
        } else {
            usize::from(!rest.is_empty())
        };
        self.at = end + step;
        !self.pending
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let mut fields = Fields::new(text, sniff(text));
        let (mut all, mut row) = (Vec::new(), Vec::new());
        while let Some((field, ends_row)) = fields.next() {
            row.push(unprotected(field).into_owned());
            if ends_row {
                all.push(std::mem::take(&mut row));
            }
        }
        all
    }

    #[track_caller]
    fn check(text: &str, expected: &[&[&str]]) {
        assert_eq!(rows(text), expected);
    }

    #[test]
    fn fields_and_rows_are_divided() {
        check("a,b\n1,2\n", &[&["a", "b"], &["1", "2"]]);
        check("a\tb\r\n1\t2", &[&["a", "b"], &["1", "2"]]);
        check("a;b\r1;2\r\n3;4\n", &[&["a", "b"], &["1", "2"], &["3", "4"]]);
        check(
            "名称，编码\n甲（一），1",
            &[&["名称", "编码"], &["甲（一）", "1"]],
        );
        check("a,b\n\n1,", &[&["a", "b"], &[""], &["1", ""]]);
        check("a,\"b,\n\"\"c\"\"\"\n1,2", &[&["a", "b,\n\"c\""], &["1", "2"]]);
        check("", &[]);
    }

    #[test]
    fn quotes_that_do_not_close_are_characters() {
        check("a,b\n\"1,2\n3,4", &[&["a", "b"], &["\"1", "2"], &["3", "4"]]);
        check("a,b\n\"x\" y,2\n3,\"4\"", &[&["a", "b"], &["x\" y,2\n3,\"4"]]);
    }

    #[test]
    fn protected_codes_are_freed() {
        check("a,b\n=\"0123\",'0456", &[&["a", "b"], &["0123", "0456"]]);
        check("a,b\n\"=\"\"0123\"\"\",'tis", &[&["a", "b"], &["0123", "'tis"]]);
    }

    #[test]
    fn the_separator_line_is_obeyed() {
        assert_eq!(declared("sep=;\r\na;b"), Some(("a;b", ';')));
        assert_eq!(declared("sep=x\na"), None);
    }
}
