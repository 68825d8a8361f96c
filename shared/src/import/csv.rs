//! CSV and TSV as they occur: any of several delimiters (also the Chinese comma, which is no single byte and so rules
//! out the `csv` crate), quotes that never close, line ends of all kinds, rows of unequal length.

mod quoted;
mod sniff;

use super::refusal::Refusal;
use super::sink::Sink;
use crate::notice::NoticeCode;
use crate::table::CellKind;
use quoted::Quoted;
use sniff::sniff;
use std::borrow::Cow;

/// Bytes between two reports of progress.
const STEP: usize = 256 << 10;
/// Characters of a field that a notice shows.
const SHOWN: usize = 20;
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
        if std::mem::take(&mut fields.unpaired) {
            let beginning = |_: &Sink<'_>| vec![field.chars().take(SHOWN).collect()];
            sink.note_cell(NoticeCode::QuotesUnpaired, (row, column), beginning);
        }
        sink.text(row, column, &field, CellKind::Text);
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
            quotes: !std::mem::take(&mut fields.unpaired),
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

/// A field's text without the doubling of its quotes.
fn unescaped(field: &str) -> Cow<'_, str> {
    if field.contains('"') {
        field.replace("\"\"", "\"").into()
    } else {
        field.into()
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
    /// Whether the field given last begins with a quote that does not close at its end.
    unpaired: bool,
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
            unpaired: false,
        }
    }

    /// The next field, and whether it ends its row. `None` at the end.
    fn next(&mut self) -> Option<(Cow<'a, str>, bool)> {
        let rest = self.text.get(self.at..)?;
        if rest.is_empty() && !self.pending {
            return None;
        }
        if rest.starts_with('"') {
            let ends = |rest: &str| rest.starts_with(self.delimiter) || rest.starts_with(['\n', '\r']);
            match Quoted::read(rest, &ends) {
                Quoted::Closed(end) => {
                    let inside = &rest[1..end - 1];
                    return Some((unescaped(inside), self.end_field(self.at + end)));
                }
                Quoted::Broken(quote) => {
                    self.unpaired = true;
                    let end = quote + 1 + self.plain(&rest[quote + 1..]);
                    let field = unescaped(&rest[1..quote]) + &rest[quote + 1..end];
                    return Some((field, self.end_field(self.at + end)));
                }
                Quoted::Open => self.unpaired = true,
            }
        }
        let end = self.plain(rest);
        Some((Cow::Borrowed(&rest[..end]), self.end_field(self.at + end)))
    }

    /// Where a field without quotes ends.
    fn plain(&self, rest: &str) -> usize {
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
        if rest[end..].starts_with(self.delimiter) || rest[end..].starts_with(['\n', '\r']) {
            end
        } else {
            rest.len()
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
            row.push(field.into_owned());
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
        check(
            "a,b\n\"1,2\n3,\"4\n5\"",
            &[&["a", "b"], &["\"1", "2"], &["3", "4\n5"]],
        );
        check("a,b\n\"x,\"y\"z\",2", &[&["a", "b"], &["x,\"y\"z", "2"]]);
    }

    #[test]
    fn a_quote_within_a_line_closes_it_as_in_excel() {
        check(
            "a,b\n\"x\" y,2\n3,\"4\"",
            &[&["a", "b"], &["x y", "2"], &["3", "4"]],
        );
        check(
            "a,b\n\"x\" y,\"2\"\n3,4",
            &[&["a", "b"], &["x y", "2"], &["3", "4"]],
        );
        check("a,b\n\"x\"y,z\"\",2", &[&["a", "b"], &["xy", "z\"\"", "2"]]);
        let text = "a,b\n\"x\" y,2";
        let mut fields = Fields::new(text, ',');
        let mut unpaired = Vec::new();
        while fields.next().is_some() {
            unpaired.push(std::mem::take(&mut fields.unpaired));
        }
        assert_eq!(unpaired, [false, false, true, false]);
    }

    #[test]
    fn punctuation_within_cells_is_no_delimiter() {
        let lines = "第一，甲\n第二，乙\n第三，丙\n".repeat(9);
        let text = format!("名称,编码,条件\n甲,1,\"{lines}\"\n");
        check(&text, &[&["名称", "编码", "条件"], &["甲", "1", &lines]]);
        let text = format!("名称,编码,条件\n甲，乙，丙；丁,1,{}\n", "甲，".repeat(40));
        assert_eq!(sniff(&text), ',');
        assert_eq!(sniff(&format!("条件\t名称\n\"{lines}\"\t甲")), '\t');
    }

    #[test]
    fn the_separator_line_is_obeyed() {
        assert_eq!(declared("sep=;\r\na;b"), Some(("a;b", ';')));
        assert_eq!(declared("sep=x\na"), None);
    }
}
