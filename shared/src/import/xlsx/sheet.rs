//! One worksheet: cells, merged ranges, hidden rows and columns in a single pass.

mod plain;

use super::super::refusal::Refusal;
use super::super::sink::{Prepared, Sink};
use super::super::value::{NumberFormat, shown};
use super::super::xml::{Handler, Tag, is_true};
use super::{COLUMNS, ROWS, boolean, text_bytes, unescape};
use crate::locale::Label;
use crate::notice::NoticeCode;
use crate::table::CellKind;
use crate::text::trimmed;
use plain::PlainCell;

/// Part of the sheet; drawings and extensions use the same tag names for other things.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Other,
    Columns,
    Data,
    Merges,
}

/// How a cell's value is to be taken.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Type {
    Number,
    Shared,
    Text,
    Bool,
    Error,
    Date,
}

/// Reads one worksheet into the sink.
pub(super) struct Sheet<'s, 'a> {
    sink: &'s mut Sink<'a>,
    strings: &'s [Option<Prepared>],
    styles: &'s [NumberFormat],
    since_1904: bool,
    section: Section,
    row: u32,
    next_row: u32,
    column: u32,
    next_column: u32,
    kind: Type,
    style: usize,
    value: String,
    shown: String,
    cap: usize,
    inside: bool,
    /// Whether the cell holds a formula.
    formula: bool,
    phonetic: u32,
    columns_seen: u32,
}

impl<'s, 'a> Sheet<'s, 'a> {
    /// A reader of one worksheet.
    pub(super) fn new(
        sink: &'s mut Sink<'a>,
        strings: &'s [Option<Prepared>],
        styles: &'s [NumberFormat],
        since_1904: bool,
    ) -> Self {
        Self {
            cap: text_bytes(sink.limits().text_chars),
            sink,
            strings,
            styles,
            since_1904,
            section: Section::Other,
            row: 0,
            next_row: 0,
            column: 0,
            next_column: 0,
            kind: Type::Number,
            style: 0,
            value: String::new(),
            shown: String::new(),
            inside: false,
            formula: false,
            phonetic: 0,
            columns_seen: 0,
        }
    }

    fn open_row(&mut self, tag: &Tag<'_>) {
        let (mut row, mut hidden) = (self.next_row, false);
        tag.attributes(|key, value| match key {
            "r" => {
                let number = value.parse::<u32>();
                row = number.map_or(row, |number| number.saturating_sub(1));
            }
            "hidden" => hidden = is_true(value),
            _ => {}
        });
        if row >= ROWS {
            self.sink.stop(Label::new("行", "rows"), ROWS as usize);
            row = ROWS - 1;
        }
        if hidden {
            self.sink.hide_row(row);
        }
        self.row = row;
        self.next_row = row + 1;
        self.next_column = 0;
    }

    fn open_cell(&mut self, tag: &Tag<'_>) {
        self.kind = Type::Number;
        self.style = 0;
        self.formula = false;
        self.value.clear();
        let (mut row, mut column) = (self.row, self.next_column);
        tag.attributes(|key, value| match key {
            "r" => (row, column) = reference(value).unwrap_or((row, column)),
            "s" => self.style = value.parse().unwrap_or(0),
            "t" => {
                self.kind = match value {
                    "s" => Type::Shared,
                    "str" | "inlineStr" => Type::Text,
                    "b" => Type::Bool,
                    "e" => Type::Error,
                    "d" => Type::Date,
                    _ => Type::Number,
                };
            }
            _ => {}
        });
        self.row = row;
        self.column = column;
        self.next_column = column.saturating_add(1);
    }

    fn close_cell(&mut self, value: &str) {
        let (row, column) = (self.row, self.column);
        if value.is_empty() {
            // A result that is an empty text says that it is a text.
            if self.formula && self.kind == Type::Number {
                self.sink
                    .note_cell(NoticeCode::FormulaUnsaved, (row, column), |_| Vec::new());
            }
            return;
        }
        match self.kind {
            Type::Shared => {
                if let Ok(index) = trimmed(value).parse() {
                    self.close_shared(index);
                }
            }
            Type::Text => self.sink.text(row, column, &unescape(value), CellKind::Text),
            Type::Bool => self.sink.text(row, column, boolean(value), CellKind::Bool),
            Type::Error => self.sink.text(row, column, value, CellKind::Error),
            Type::Date => self.sink.text(row, column, value.trim(), CellKind::Date),
            Type::Number => self.close_number(row, column, value),
        }
    }

    fn close_shared(&mut self, index: usize) {
        if let Some(Some(text)) = self.strings.get(index) {
            self.sink.push(self.row, self.column, *text, CellKind::Text);
        }
    }

    fn close_number(&mut self, row: u32, column: u32, value: &str) {
        let format = self.styles.get(self.style).copied().unwrap_or_default();
        let written = trimmed(value);
        // Most numbers are short whole ones and already written as people type them.
        let plain = format == NumberFormat::Number
            && written.len() <= 15
            && written.bytes().all(|byte| byte.is_ascii_digit())
            && (written.len() == 1 || !written.starts_with('0'));
        if plain {
            self.sink.text(row, column, written, CellKind::Number);
            return;
        }
        let Some(number) = written.parse::<f64>().ok().filter(|number| number.is_finite()) else {
            self.sink.text(row, column, written, CellKind::Text);
            return;
        };
        self.shown.clear();
        let kind = shown(number, format, self.since_1904, &mut self.shown);
        self.sink.text(row, column, &self.shown, kind);
    }

    fn open_column(&mut self, tag: &Tag<'_>) {
        let (mut first, mut last, mut hidden) = (0, 0, false);
        tag.attributes(|key, value| match key {
            "min" => first = value.parse().unwrap_or(0),
            "max" => last = value.parse().unwrap_or(0),
            "hidden" => hidden = is_true(value),
            _ => {}
        });
        // They come in order; what overlaps is not honest and would only cost time.
        first = first.max(self.columns_seen + 1);
        last = last.min(COLUMNS);
        self.columns_seen = self.columns_seen.max(last);
        if hidden {
            (first..=last).for_each(|column| self.sink.hide_column((column - 1) as u16));
        }
    }

    fn open_merge(&mut self, tag: &Tag<'_>) {
        tag.attributes(|key, value| {
            let corners = value.split_once(':').filter(|_| key == "ref");
            if let Some((Some(a), Some(b))) = corners.map(|(a, b)| (reference(a), reference(b))) {
                self.sink.merge((a.0, a.1 as u16), (b.0, b.1 as u16));
            }
        });
    }
}

impl Handler for Sheet<'_, '_> {
    fn start(&mut self, name: &str, tag: &Tag<'_>) -> Result<(), Refusal> {
        match (self.section, name) {
            (Section::Data, "c") => self.open_cell(tag),
            (Section::Data, "v") => self.inside = true,
            (Section::Data, "f") => self.formula = true,
            (Section::Data, "t") => self.inside = self.phonetic == 0,
            (Section::Data, "row") => self.open_row(tag),
            (Section::Data, "rPh") => self.phonetic += 1,
            (Section::Columns, "col") => self.open_column(tag),
            (Section::Merges, "mergeCell") => self.open_merge(tag),
            (Section::Other, "sheetData") => self.section = Section::Data,
            (Section::Other, "cols") => self.section = Section::Columns,
            (Section::Other, "mergeCells") => self.section = Section::Merges,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Refusal> {
        match (self.section, name) {
            (Section::Data, "c") => {
                let value = std::mem::take(&mut self.value);
                self.close_cell(&value);
                self.value = value;
            }
            (Section::Data, "v" | "t") => self.inside = false,
            (Section::Data, "rPh") => self.phonetic = self.phonetic.saturating_sub(1),
            (_, "sheetData" | "cols" | "mergeCells") => self.section = Section::Other,
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if self.inside && self.value.len() < self.cap {
            self.value.push_str(text);
        }
    }

    fn whole(&mut self, rest: &str) -> Option<usize> {
        if self.section != Section::Data {
            return None;
        }
        let cell = PlainCell::read(rest)?;
        self.kind = if cell.shared { Type::Shared } else { Type::Number };
        self.style = cell.style;
        (self.row, self.column) = cell.place;
        self.next_column = self.column + 1;
        self.inside = false;
        self.formula = false;
        self.value.clear();
        match cell.index {
            Some(index) => self.close_shared(index as usize),
            None => self.close_cell(cell.value),
        }
        Some(cell.length)
    }

    fn advance(&mut self, bytes: u64) -> Result<(), Refusal> {
        self.sink.advance(bytes)
    }
}

/// `AB12` → row 11, column 27; `None` outside the worksheet.
pub(in super::super) fn reference(text: &str) -> Option<(u32, u32)> {
    let (mut column, mut row, mut digits) = (0_u32, 0_u32, false);
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' if !digits => {
                column = column * 26 + u32::from(byte.to_ascii_uppercase() - b'A') + 1;
            }
            b'0'..=b'9' => {
                digits = true;
                row = row * 10 + u32::from(byte - b'0');
            }
            b'$' => {}
            _ => return None,
        }
        if column > COLUMNS || row > ROWS {
            return None;
        }
    }
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::{Sheet, reference};
    use crate::import::Flow;
    use crate::import::limits::Limits;
    use crate::import::sink::Sink;
    use crate::import::value::NumberFormat;
    use crate::import::xml::{Part, walk};
    use crate::item::List;
    use proptest::prelude::*;

    /// Place, text and kind of the cells of a sheet's data.
    fn cells(data: &str) -> Vec<String> {
        let (mut list, limits) = (List::default(), Limits::default());
        let mut go_on = |_| Flow::Continue;
        let mut sink = Sink::new(&mut list, 0, "f.xlsx", &limits, &mut go_on);
        let strings: Vec<_> = ["甲", "乙"].map(|text| sink.prepare(text)).into();
        sink.begin(None, false);
        let styles = [NumberFormat::Number, NumberFormat::Date];
        let mut sheet = Sheet::new(&mut sink, &strings, &styles, false);
        let part = Part {
            file: "f.xlsx",
            name: "sheet1.xml",
            attributes: 256,
        };
        let xml = format!("<worksheet><sheetData>{data}</sheetData></worksheet>");
        walk(&mut xml.as_bytes(), part, &mut sheet).expect("well-formed");
        let tables = sink.finish();
        let cells = tables.iter().flat_map(|table| &table.cells);
        cells
            .map(|cell| {
                format!(
                    "{} {} {:?} {}",
                    cell.row,
                    cell.column,
                    cell.kind,
                    list.texts.get(cell.text)
                )
            })
            .collect()
    }

    #[test]
    fn plain_cells_are_cells() {
        let data = r#"<row r="2"><c r="B2" t="s"><v>1</v></c><c r="C2"><v>1.5</v></c><c><v>7</v></c></row>"#;
        assert_eq!(cells(data), ["1 1 Text 乙", "1 2 Number 1.5", "1 3 Number 7"]);
    }

    proptest! {
        /// A space before the end of a tag makes it one that is not known by heart.
        #[test]
        fn cells_known_by_heart_are_read_like_others(
            cells_of_row in prop::collection::vec((
                prop_oneof!["[A-C]{1,4}[0-9]{1,8}", "\\$?[a-c]?[0-9]?"],
                prop::option::of("[0-2x]{0,2}"),
                prop::option::of("s|n|b|str|S"),
                "[0-9]{0,3}|-?[0-9]{1,20}\\.[0-9]{1,20}|1E[0-9]|&amp;|x y|",
            ), 1..5),
        ) {
            let row = |space: &str| {
                let cells = cells_of_row.iter().map(|(place, style, kind, value)| {
                    let style = style.as_ref().map_or(String::new(), |style| format!(" s=\"{style}\""));
                    let kind = kind.as_ref().map_or(String::new(), |kind| format!(" t=\"{kind}\""));
                    format!("<c r=\"{place}\"{style}{kind}{space}><v>{value}</v></c>")
                });
                format!("<row r=\"1\">{}</row>", cells.collect::<String>())
            };
            prop_assert_eq!(cells(&row("")), cells(&row(" ")));
        }
    }

    #[test]
    fn references_are_read_within_the_worksheet() {
        assert_eq!(reference("A1"), Some((0, 0)));
        assert_eq!(reference("$AB$12"), Some((11, 27)));
        assert_eq!(reference("XFD1048576"), Some((1_048_575, 16_383)));
        for outside in [
            "XFE1",
            "A1048577",
            "A0",
            "A",
            "1",
            "",
            "A1B",
            "ZZZZZZZZZZZZ1",
            "A99999999999",
        ] {
            assert_eq!(reference(outside), None, "{outside}");
        }
    }
}
