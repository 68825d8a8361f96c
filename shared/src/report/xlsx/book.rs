//! Writes sheets with the workbook library; the only place that puts text into cells.

use super::sheets::{Cell, Sink};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet, XlsxError,
};
use std::borrow::Cow;

/// Rows of a sheet, header included: the format's own limit.
const MAX_ROWS: u32 = 1_048_576;
/// Characters of a cell, in UTF-16 units: the format's own limit.
const MAX_CHARS: usize = 32_767;

/// Text made harmless: no control characters, not longer than a cell holds, and never the beginning of a formula, for
/// the workbook may be saved as CSV and opened again. A number below zero is none, and stays as it is.
pub fn safe_text(text: &str) -> Cow<'_, str> {
    let control = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    let formula = text
        .trim_start_matches(|c: char| c.is_whitespace() || control(c))
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        && !is_negative_number(text);
    let fits = text.len() <= MAX_CHARS;
    if !formula && fits && !text.contains(control) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len().min(4 * MAX_CHARS) + 1);
    let mut units = 0;
    if formula {
        safe.push('\'');
        units = 1;
    }
    for c in text.chars().filter(|c| !control(*c)) {
        units += c.len_utf16();
        if units > MAX_CHARS {
            break;
        }
        safe.push(c);
    }
    Cow::Owned(safe)
}

/// Whether the text is digits behind a minus sign, perhaps with decimals, and nothing else.
fn is_negative_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    text.strip_prefix('-')
        .is_some_and(|number| match number.split_once('.') {
            Some((whole, decimals)) => digits(whole) && digits(decimals),
            None => digits(number),
        })
}

/// A workbook being written. The same rows give the same bytes, natively and in the browser.
pub struct Workbook {
    workbook: rust_xlsxwriter::Workbook,
    /// What the library refused first; nothing is written after it.
    refused: Option<XlsxError>,
    open: Option<Open>,
    header: Format,
    text: Format,
    count: Format,
    points: Format,
}

/// The sheet being written.
struct Open {
    sheet: Worksheet,
    name: String,
    columns: Vec<(String, u16)>,
    /// Which sheet of this name it is, from 1.
    number: u32,
    next_row: u32,
}

impl Default for Workbook {
    fn default() -> Self {
        let cell = Format::new()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_border(FormatBorder::Thin);
        Self {
            workbook: rust_xlsxwriter::Workbook::new(),
            refused: None,
            open: None,
            header: cell
                .clone()
                .set_bold()
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(Color::RGB(0x00DD_E7F3)),
            text: cell.clone().set_num_format("@"),
            count: cell.clone().set_num_format("0"),
            points: cell.set_num_format("0.00"),
        }
    }
}

impl Sink for Workbook {
    fn sheet(&mut self, name: &str, columns: &[(&str, u16)]) {
        let columns = columns.iter().map(|(title, width)| ((*title).to_owned(), *width));
        let begun = self.begin(name.to_owned(), columns.collect(), 1);
        self.keep(begun);
    }

    /// A full sheet is followed by another of the same name.
    fn row(&mut self, cells: &[Cell<'_>]) {
        let written = self.write(cells);
        self.keep(written);
    }
}

impl Workbook {
    /// The finished workbook. Fails only where the library does, beyond any size a check may have.
    pub fn finish(mut self) -> Result<Vec<u8>, XlsxError> {
        self.close()?;
        if let Some(error) = self.refused {
            return Err(error);
        }
        // A fixed day, so that the same result gives the same bytes; the day of the check stands in the overview.
        let created = ExcelDateTime::from_ymd(2026, 1, 1)?;
        self.workbook
            .set_properties(&DocProperties::new().set_creation_datetime(&created));
        self.workbook.save_to_buffer()
    }

    fn keep(&mut self, done: Result<(), XlsxError>) {
        if let Err(error) = done {
            self.refused.get_or_insert(error);
        }
    }

    /// Closes the sheet being written and begins one with a header.
    fn begin(&mut self, name: String, columns: Vec<(String, u16)>, number: u32) -> Result<(), XlsxError> {
        self.close()?;
        let mut sheet = Worksheet::new();
        sheet.set_name(if number == 1 {
            name.clone()
        } else {
            format!("{name} ({number})")
        })?;
        sheet.set_freeze_panes(1, 0)?;
        sheet
            .set_landscape()
            .set_paper_size(9)
            .set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(0, 0)?;
        for (index, (title, width)) in (0_u16..).zip(&columns) {
            sheet.set_column_width(index, f64::from(*width))?;
            sheet.write_string_with_format(0, index, title, &self.header)?;
        }
        self.open = Some(Open {
            sheet,
            name,
            columns,
            number,
            next_row: 1,
        });
        Ok(())
    }

    fn write(&mut self, cells: &[Cell<'_>]) -> Result<(), XlsxError> {
        if let Some(open) = self.open.as_ref().filter(|open| open.next_row >= MAX_ROWS) {
            let (name, columns, number) = (open.name.clone(), open.columns.clone(), open.number + 1);
            self.begin(name, columns, number)?;
        }
        let Some(open) = &mut self.open else { return Ok(()) };
        let (sheet, row) = (&mut open.sheet, open.next_row);
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Empty | Cell::Text("") => sheet.write_blank(row, column, &self.text)?,
                Cell::Text(text) => {
                    sheet.write_string_with_format(row, column, safe_text(text), &self.text)?
                }
                Cell::Count(count) => {
                    sheet.write_number_with_format(row, column, *count as f64, &self.count)?
                }
                Cell::Points(points) => {
                    sheet.write_number_with_format(row, column, f64::from(*points) / 100.0, &self.points)?
                }
            };
        }
        open.next_row += 1;
        Ok(())
    }

    fn close(&mut self) -> Result<(), XlsxError> {
        let Some(mut open) = self.open.take() else {
            return Ok(());
        };
        let last = u16::try_from(open.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        open.sheet
            .autofilter(0, 0, open.next_row.saturating_sub(1), last)?;
        self.workbook.push_worksheet(open.sheet);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_CHARS, is_negative_number, safe_text};
    use proptest::prelude::*;

    #[test]
    fn what_could_be_a_formula_is_made_text() {
        for text in [
            "=1+1", "+1", "-A1", "-1+1", "-1 ", " -1", "-", "-.", "-1.", "-.5", "--1", "-1,2", "-1E5", "-１",
            "@SUM(A1)", "＝1", "＋1", "－1", "＠x", " =1", "\t=1", "\r=1", "\u{0}=1", "-\u{0}1",
        ] {
            assert!(safe_text(text).starts_with('\''), "{text:?}");
        }
        for text in ["0777-6428820", "申请表", "", "a=b", "'=1", "-3", "-0.5"] {
            assert_eq!(safe_text(text), text);
        }
    }

    #[test]
    fn control_characters_go_and_line_breaks_stay() {
        assert_eq!(safe_text("a\u{0}b\u{7}\tc\nd\r"), "abc\nd");
    }

    #[test]
    fn long_texts_are_cut_at_a_character() {
        let cut = safe_text(&"𠮷".repeat(MAX_CHARS)).encode_utf16().count();
        assert_eq!(cut, MAX_CHARS - 1);
    }

    proptest! {
        #[test]
        fn never_a_formula_never_too_long(text in any::<String>()) {
            let safe = safe_text(&text);
            let formula = safe.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
            prop_assert!(!formula || is_negative_number(&safe));
            prop_assert!(safe.encode_utf16().count() <= MAX_CHARS);
        }
    }
}
