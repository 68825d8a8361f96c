//! Where all readers of tables put their cells: texts are cleaned and interned, limits held, oddities noted, progress told.

use super::limits::Limits;
use super::refusal::{Refusal, RefusalKind};
use super::{Flow, Progress, protect};
use crate::item::List;
use crate::locale::{Label, Wording};
use crate::notice::{Notice, NoticeCode};
use crate::order::Arrange as _;
use crate::place::{Place, Sheet, SheetId, SourceId};
use crate::table::{Cell, CellKind, Merge, Table, TextId};

/// Notices of one kind that are listed one by one; a file may hold millions of broken formulas.
const LISTED: usize = 200;

/// After so many cells of a sheet there is room made for the rest of it, by the bytes that these took: a browser never gets
/// back the memory that an array growing by doubling leaves behind.
const SAMPLE: usize = 1 << 16;

/// A text ready to stand in cells.
#[derive(Clone, Copy, Debug)]
pub(super) struct Prepared {
    text: TextId,
    cut: bool,
    cleaned: bool,
}

/// Collects the tables of one file.
pub(super) struct Sink<'a> {
    list: &'a mut List,
    limits: &'a Limits,
    source: SourceId,
    file: &'a str,
    progress: &'a mut dyn FnMut(Progress) -> Flow,
    step: Progress,
    tables: Vec<Table>,
    sheet: Option<Open>,
    cells: usize,
    full: bool,
    cleaned: usize,
    /// How many notices there were of each kind that cells bring.
    of_cells: Vec<(NoticeCode, usize)>,
}

/// The sheet being read.
struct Open {
    table: Table,
    columns: Vec<bool>,
    used: u16,
    too_wide: bool,
    /// Bytes of the file read before it.
    began: u64,
}

impl<'a> Sink<'a> {
    /// A sink for the file `file`, which is `source` of `list`.
    pub(super) fn new(
        list: &'a mut List,
        source: SourceId,
        file: &'a str,
        limits: &'a Limits,
        progress: &'a mut dyn FnMut(Progress) -> Flow,
    ) -> Self {
        Self {
            list,
            limits,
            source,
            file,
            progress,
            step: Progress { done: 0, total: 0 },
            tables: Vec::new(),
            sheet: None,
            cells: 0,
            full: false,
            cleaned: 0,
            of_cells: Vec::new(),
        }
    }

    /// The file's name.
    pub(super) fn file(&self) -> &'a str {
        self.file
    }

    /// The limits to hold.
    pub(super) fn limits(&self) -> &'a Limits {
        self.limits
    }

    /// How many bytes will be read.
    pub(super) fn expect(&mut self, bytes: u64) {
        self.step.total = bytes;
    }

    /// So many bytes were read: tells the host, and stops when it wishes so.
    pub(super) fn advance(&mut self, bytes: u64) -> Result<(), Refusal> {
        self.step.done = self.step.done.saturating_add(bytes);
        self.step.total = self.step.total.max(self.step.done);
        match (self.progress)(self.step) {
            Flow::Continue => Ok(()),
            Flow::Stop => Err(Refusal::new(RefusalKind::Cancelled, [self.file])),
        }
    }

    /// Whether a limit was reached, so that reading on is useless.
    pub(super) fn is_full(&self) -> bool {
        self.full
    }

    /// Notes something about the file.
    pub(super) fn note(&mut self, code: NoticeCode, place: Option<Place>, args: Vec<impl Into<Wording>>) {
        self.list.notices.push(Notice {
            code,
            source: self.source,
            place,
            args: args.into_iter().map(Into::into).collect(),
        });
    }

    /// Notes something about a cell of the open sheet; of many alike the first ones, so that only theirs is made.
    pub(super) fn note_cell(
        &mut self,
        code: NoticeCode,
        (row, column): (u32, u32),
        args: impl FnOnce(&Self) -> Vec<String>,
    ) {
        if self.is_listed(code) {
            let place = self.sheet.as_ref().map(|open| Place {
                sheet: open.table.sheet,
                row,
                column: u16::try_from(column).unwrap_or(u16::MAX),
            });
            self.note(code, place, args(self));
        }
    }

    /// Counts one more notice about a cell; whether it is among those that are listed.
    fn is_listed(&mut self, code: NoticeCode) -> bool {
        let known = self.of_cells.iter().position(|(known, _)| *known == code);
        let known = known.unwrap_or_else(|| {
            self.of_cells.push((code, 0));
            self.of_cells.len() - 1
        });
        let count = &mut self.of_cells[known].1;
        *count += 1;
        *count <= LISTED
    }

    /// Begins a sheet.
    pub(super) fn begin(&mut self, name: Option<String>, hidden: bool) {
        let Ok(sheet) = SheetId::try_from(self.list.sheets.len()) else {
            self.stop(Label::new("工作表", "sheets"), usize::from(SheetId::MAX));
            return;
        };
        self.list.sheets.push(Sheet {
            source: self.source,
            name,
            keys: Vec::new(),
        });
        self.sheet = Some(Open {
            table: Table {
                sheet,
                cells: Vec::new(),
                merges: Vec::new(),
                hidden_rows: Vec::new(),
                hidden_columns: Vec::new(),
                hidden,
            },
            columns: Vec::new(),
            used: 0,
            too_wide: false,
            began: self.step.done,
        });
    }

    /// Cleans a text of control characters and of what protects or breaks codes, cuts it to the limit and stores it. `None` for an empty one.
    pub(super) fn prepare(&mut self, raw: &str) -> Option<Prepared> {
        let limit = self.limits.text_chars;
        let raw = &*protect::unprotected(raw.into());
        if let Some(code) = protect::unbroken(raw) {
            return self.store(&code, false, true);
        }
        // 0xC2 begins the control characters above ASCII (and some others, which the slow way leaves alone).
        let odd = |byte: &u8| (*byte < b' ' && !matches!(byte, b'\n' | b'\t')) || matches!(byte, 0x7F | 0xC2);
        if raw.len() <= limit && !raw.as_bytes().iter().any(odd) {
            return self.store(raw, false, false);
        }
        let (mut text, mut cleaned, mut count) = (String::with_capacity(raw.len().min(limit * 4)), false, 0);
        let mut chars = raw.chars().peekable();
        while let Some(mut c) = chars.next() {
            if c == '\r' {
                // CRLF and CR are line ends like any other.
                if chars.peek() == Some(&'\n') {
                    continue;
                }
                c = '\n';
            } else if c.is_control() && !matches!(c, '\n' | '\t') {
                cleaned = true;
                continue;
            }
            if count == limit {
                return self.store(&text, true, cleaned);
            }
            text.push(c);
            count += 1;
        }
        self.store(&text, false, cleaned)
    }

    fn store(&mut self, text: &str, cut: bool, cleaned: bool) -> Option<Prepared> {
        if text.is_empty() {
            self.cleaned += usize::from(cleaned);
            return None;
        }
        let stored = self
            .list
            .texts
            .intern(text)
            .map(|text| Prepared { text, cut, cleaned });
        if stored.is_none() {
            self.stop(Label::new("文字", "texts"), u32::MAX as usize);
        }
        stored
    }

    /// Puts a text into the open sheet.
    pub(super) fn text(&mut self, row: u32, column: u32, raw: &str, kind: CellKind) {
        if let Some(text) = self.prepare(raw) {
            self.push(row, column, text, kind);
        }
    }

    /// Puts a prepared text into the open sheet.
    pub(super) fn push(&mut self, row: u32, column: u32, text: Prepared, kind: CellKind) {
        if self.full {
            return;
        }
        if self.cells == self.limits.cells {
            self.stop(Label::new("单元格", "cells"), self.limits.cells);
            return;
        }
        let Some(open) = &mut self.sheet else { return };
        let narrow = u16::try_from(column)
            .ok()
            .filter(|column| open.admits(*column, self.limits.columns));
        let Some(column) = narrow else {
            if !std::mem::replace(&mut open.too_wide, true) {
                self.note_limit(Label::new("列", "columns"), usize::from(self.limits.columns));
            }
            return;
        };
        if open.table.cells.len() == SAMPLE {
            let rest = self.step.rest(SAMPLE, open.began);
            let room = self.limits.cells.saturating_sub(self.cells);
            open.table.cells.reserve_exact(rest.min(room));
        }
        open.table.cells.push(Cell {
            text: text.text,
            row,
            column,
            kind,
        });
        self.cells += 1;
        self.cleaned += usize::from(text.cleaned);
        let place = (row, u32::from(column));
        if kind == CellKind::Error {
            let error = |sink: &Self| vec![sink.list.texts.get(text.text).to_owned()];
            self.note_cell(NoticeCode::FormulaError, place, error);
        }
        if text.cut {
            let limit = |sink: &Self| vec![sink.limits.text_chars.to_string()];
            self.note_cell(NoticeCode::TextTruncated, place, limit);
        }
    }

    /// Takes no more cells, and says why.
    pub(super) fn stop(&mut self, what: Label, limit: usize) {
        if !std::mem::replace(&mut self.full, true) {
            self.note_limit(what, limit);
        }
    }

    fn note_limit(&mut self, what: Label, limit: usize) {
        let args: Vec<Wording> = vec![what.into(), limit.to_string().into()];
        self.note(NoticeCode::LimitReached, None, args);
    }

    /// Adds a merged range given by any two opposite corners.
    pub(super) fn merge(&mut self, (row_a, column_a): (u32, u16), (row_b, column_b): (u32, u16)) {
        if let Some(open) = &mut self.sheet {
            open.table.merges.push(Merge {
                top: row_a.min(row_b),
                bottom: row_a.max(row_b),
                left: column_a.min(column_b),
                right: column_a.max(column_b),
            });
        }
    }

    /// Notes a hidden row.
    pub(super) fn hide_row(&mut self, row: u32) {
        if let Some(open) = &mut self.sheet {
            open.table.hidden_rows.push(row);
        }
    }

    /// Notes a hidden column.
    pub(super) fn hide_column(&mut self, column: u16) {
        if let Some(open) = &mut self.sheet {
            open.table.hidden_columns.push(column);
        }
    }

    /// Ends the open sheet: cells in order, hidden rows and columns reduced to those that hold anything.
    pub(super) fn end(&mut self) {
        let Some(open) = self.sheet.take() else { return };
        let mut table = open.table;
        let position = |cell: &Cell| (cell.row, cell.column);
        if !table.cells.is_sorted_by(|a, b| position(a) < position(b)) {
            // Of several cells at one place the last one counts, as in a grid that is filled in order.
            table.cells.reverse();
            table.cells.arrange_by_key(position);
            table.cells.dedup_by_key(|cell| position(cell));
        }
        table.cells.shrink_to_fit();
        let cells = &table.cells;
        table.hidden_rows.arrange();
        table.hidden_rows.dedup();
        table
            .hidden_rows
            .retain(|row| cells.binary_search_by_key(row, |cell| cell.row).is_ok());
        table.hidden_columns.arrange();
        table.hidden_columns.dedup();
        table
            .hidden_columns
            .retain(|column| open.columns.get(usize::from(*column)).is_some_and(|used| *used));
        self.describe(&table);
        self.tables.push(table);
    }

    /// What people should know of a sheet that was read.
    fn describe(&mut self, table: &Table) {
        let sheet = &self.list.sheets[usize::from(table.sheet)];
        let name = sheet.name.clone().unwrap_or_else(|| self.file.to_owned());
        if table.cells.is_empty() {
            self.note(NoticeCode::SheetEmpty, None, vec![name]);
            return;
        }
        if table.hidden {
            self.note(NoticeCode::SheetHidden, None, vec![name.clone()]);
        }
        for (code, count) in [
            (NoticeCode::RowsHidden, table.hidden_rows.len()),
            (NoticeCode::ColumnsHidden, table.hidden_columns.len()),
        ] {
            if count > 0 {
                self.note(code, None, vec![name.clone(), count.to_string()]);
            }
        }
    }

    /// The tables read.
    pub(super) fn finish(mut self) -> Vec<Table> {
        self.end();
        for (_, count) in std::mem::take(&mut self.of_cells) {
            if count > LISTED {
                let args = vec![LISTED.to_string(), (count - LISTED).to_string()];
                self.note(NoticeCode::MoreAlike, None, args);
            }
        }
        if self.cleaned > 0 {
            let args = vec![self.cleaned.to_string()];
            self.note(NoticeCode::ControlCharacters, None, args);
        }
        self.tables
    }
}

impl Open {
    /// Whether the column is used already, or may be as one more.
    fn admits(&mut self, column: u16, limit: u16) -> bool {
        let index = usize::from(column);
        if self.columns.len() <= index {
            self.columns.resize(index + 1, false);
        }
        if !self.columns[index] {
            if self.used >= limit {
                return false;
            }
            self.used += 1;
            self.columns[index] = true;
        }
        true
    }
}
