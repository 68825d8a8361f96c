//! ods (OpenDocument), read as a stream: repeated rows and cells are written out only where they hold anything, and
//! only up to the limits, while `calamine` would fill the whole rectangle.

use super::guard::Container;
use super::package;
use super::refusal::{Refusal, RefusalKind};
use super::sink::{Prepared, Sink};
use super::value::number_text;
use super::xlsx::text_bytes;
use super::xml::{Handler, Tag};
use crate::notice::NoticeCode;
use crate::table::CellKind;
use std::collections::BTreeSet;

/// Rows and columns that LibreOffice can hold.
const ROWS: u32 = 1 << 20;
const COLUMNS: u32 = 1 << 14;

/// Reads all tables of a spreadsheet document.
pub(super) fn read(sink: &mut Sink<'_>, container: &mut Container<'_>) -> Result<(), Refusal> {
    let mut manifest = Manifest::default();
    package::read(container, "META-INF/manifest.xml", &mut manifest)?;
    if manifest.encrypted {
        return Err(Refusal::new(RefusalKind::Encrypted, [sink.file()]));
    }
    sink.expect(container.size("content.xml"));
    let mut content = Content::new(sink);
    if package::read(container, "content.xml", &mut content)? {
        Ok(())
    } else {
        Err(container.describe("content.xml").broken())
    }
}

#[derive(Default)]
struct Manifest {
    encrypted: bool,
}

impl Handler for Manifest {
    fn start(&mut self, name: &str, _tag: &Tag<'_>) -> Result<(), Refusal> {
        self.encrypted |= name == "encryption-data";
        Ok(())
    }
    fn end(&mut self, _name: &str) -> Result<(), Refusal> {
        Ok(())
    }
    fn text(&mut self, _text: &str) {}
}

/// The cell being read.
#[derive(Default)]
struct Cell {
    kind: String,
    value: String,
    is_error: bool,
    /// Whether it holds a formula.
    is_formula: bool,
    repeated: u32,
    text: String,
    paragraphs: u32,
}

struct Content<'s, 'a> {
    sink: &'s mut Sink<'a>,
    style: String,
    hidden_styles: BTreeSet<String>,
    in_table: bool,
    row: u32,
    rows: u32,
    row_hidden: bool,
    column: u32,
    columns: u32,
    filled: Vec<(u32, Prepared, CellKind)>,
    cell: Option<Cell>,
    paragraph: u32,
    comment: u32,
    cap: usize,
}

impl<'s, 'a> Content<'s, 'a> {
    fn new(sink: &'s mut Sink<'a>) -> Self {
        Self {
            cap: text_bytes(sink.limits().text_chars),
            sink,
            style: String::new(),
            hidden_styles: BTreeSet::new(),
            in_table: false,
            row: 0,
            rows: 1,
            row_hidden: false,
            column: 0,
            columns: 0,
            filled: Vec::new(),
            cell: None,
            paragraph: 0,
            comment: 0,
        }
    }

    fn open_table(&mut self, tag: &Tag<'_>) {
        let hidden = tag
            .get("style-name")
            .is_some_and(|style| self.hidden_styles.contains(&style));
        self.sink.begin(Some(tag.get("name").unwrap_or_default()), hidden);
        self.in_table = true;
        self.row = 0;
        self.columns = 0;
    }

    fn open_row(&mut self, tag: &Tag<'_>) {
        self.rows = repeated(tag, "number-rows-repeated");
        self.row_hidden = is_hidden(tag);
        self.column = 0;
        self.filled.clear();
    }

    fn open_column(&mut self, tag: &Tag<'_>) {
        let end = self
            .columns
            .saturating_add(repeated(tag, "number-columns-repeated"))
            .min(COLUMNS);
        if is_hidden(tag) {
            (self.columns..end).for_each(|column| self.sink.hide_column(column as u16));
        }
        self.columns = end;
    }

    fn open_cell(&mut self, tag: &Tag<'_>) {
        let mut cell = Cell {
            repeated: repeated(tag, "number-columns-repeated"),
            ..Cell::default()
        };
        let (mut wide, mut high) = (1_u32, 1_u32);
        tag.attributes(|key, value| match key {
            "value-type" if value == "error" => cell.is_error = true,
            "value-type" => value.clone_into(&mut cell.kind),
            "formula" => cell.is_formula = true,
            "value" | "date-value" | "time-value" | "boolean-value" => value.clone_into(&mut cell.value),
            "number-columns-spanned" => wide = value.parse().unwrap_or(1),
            "number-rows-spanned" => high = value.parse().unwrap_or(1),
            _ => {}
        });
        if (wide > 1 || high > 1) && self.row < ROWS && self.column < COLUMNS {
            let bottom = self.row.saturating_add(high.max(1) - 1).min(ROWS - 1);
            let right = self.column.saturating_add(wide.max(1) - 1).min(COLUMNS - 1);
            self.sink
                .merge((self.row, self.column as u16), (bottom, right as u16));
        }
        self.cell = Some(cell);
    }

    fn close_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let first = self.column;
        self.column = first.saturating_add(cell.repeated).min(COLUMNS);
        let (text, kind) = cell.content();
        // The type of a result is stored with it.
        if cell.is_formula && cell.kind.is_empty() && text.is_empty() {
            self.sink
                .note_cell(NoticeCode::FormulaUnsaved, (self.row, first), |_| Vec::new());
        }
        if let Some(text) = self.sink.prepare(&text) {
            self.filled
                .extend((first..self.column).map(|column| (column, text, kind)));
        }
    }

    fn close_row(&mut self) {
        let end = self.row.saturating_add(self.rows).min(ROWS);
        if !self.filled.is_empty() {
            for row in self.row..end {
                if self.sink.is_full() {
                    break;
                }
                if self.row_hidden {
                    self.sink.hide_row(row);
                }
                for (column, text, kind) in &self.filled {
                    self.sink.push(row, *column, *text, *kind);
                }
            }
        }
        self.row = end;
        self.filled.clear();
    }
}

impl Cell {
    /// The text and kind that people see.
    fn content(&self) -> (String, CellKind) {
        if self.is_error {
            return (self.text.clone(), CellKind::Error);
        }
        match self.kind.as_str() {
            "float" | "percentage" | "currency" => {
                let mut text = String::new();
                match self.value.parse::<f64>() {
                    Ok(number) if number.is_finite() => number_text(number, &mut text),
                    _ => text.clone_from(&self.text),
                }
                (text, CellKind::Number)
            }
            "date" if !self.value.is_empty() => (self.value.clone(), CellKind::Date),
            "time" => (
                clock(&self.value).unwrap_or_else(|| self.text.clone()),
                CellKind::Date,
            ),
            "boolean" => {
                let yes = self.value == "true";
                (if yes { "1" } else { "0" }.to_owned(), CellKind::Bool)
            }
            _ => (self.text.clone(), CellKind::Text),
        }
    }
}

/// `PT08H30M00S` → `08:30:00`.
fn clock(value: &str) -> Option<String> {
    let (hours, rest) = value.strip_prefix("PT")?.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds = rest.strip_suffix('S')?.split(['.', ',']).next()?;
    let number = |text: &str| text.parse::<u32>().ok();
    let (hours, minutes, seconds) = (number(hours)?, number(minutes)?, number(seconds)?);
    Some(format!("{hours:02}:{minutes:02}:{seconds:02}"))
}

fn repeated(tag: &Tag<'_>, name: &str) -> u32 {
    tag.get(name)
        .and_then(|count| count.parse().ok())
        .unwrap_or(1)
        .max(1)
}

fn is_hidden(tag: &Tag<'_>) -> bool {
    matches!(tag.get("visibility").as_deref(), Some("collapse" | "filter"))
}

impl Handler for Content<'_, '_> {
    fn start(&mut self, name: &str, tag: &Tag<'_>) -> Result<(), Refusal> {
        match name {
            "style" => self.style = tag.get("name").unwrap_or_default(),
            "table-properties" if tag.get("display").as_deref() == Some("false") => {
                self.hidden_styles.insert(std::mem::take(&mut self.style));
            }
            "table" if !self.in_table => self.open_table(tag),
            "annotation" => self.comment += 1,
            _ if !self.in_table || self.comment > 0 => {}
            "table-column" => self.open_column(tag),
            "table-row" => self.open_row(tag),
            "table-cell" | "covered-table-cell" => self.open_cell(tag),
            "p" => {
                self.paragraph += 1;
                if let Some(cell) = &mut self.cell {
                    if cell.paragraphs > 0 {
                        cell.text.push('\n');
                    }
                    cell.paragraphs += 1;
                }
            }
            "s" => {
                let count = tag
                    .get("c")
                    .and_then(|count| count.parse().ok())
                    .unwrap_or(1_usize);
                let space = " ".repeat(count.min(self.sink.limits().text_chars));
                self.text(&space);
            }
            "tab" => self.text("\t"),
            "line-break" => self.text("\n"),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Refusal> {
        match name {
            "annotation" => self.comment = self.comment.saturating_sub(1),
            _ if !self.in_table || self.comment > 0 => {}
            "p" => self.paragraph = self.paragraph.saturating_sub(1),
            "table-cell" | "covered-table-cell" => self.close_cell(),
            "table-row" => self.close_row(),
            "table" => {
                self.in_table = false;
                self.sink.end();
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if self.paragraph > 0
            && self.comment == 0
            && let Some(cell) = &mut self.cell
            && cell.text.len() < self.cap
        {
            cell.text.push_str(text);
        }
    }

    fn advance(&mut self, bytes: u64) -> Result<(), Refusal> {
        self.sink.advance(bytes)
    }
}
