//! What a workbook holds, sheet by sheet and row by row. It knows no library: who takes the rows writes them
//! ([`super::Workbook`]) or hands them on to where they are written.

use crate::locale::{Label, Lang};
use crate::standard::Points;
use serde::{Deserialize, Serialize};

/// Characters of a sheet's name, with room for the number of a further sheet: the format allows 31.
const MAX_NAME: usize = 26;

/// A column of a sheet.
pub(super) struct Column {
    name: Label,
    width: u16,
}

/// A column; the width is in characters.
pub(super) const fn column(zh: &'static str, en: &'static str, width: u16) -> Column {
    Column {
        name: Label::new(zh, en),
        width,
    }
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Text as it stands in the list; whoever writes it makes it harmless.
    Text(&'a str),
    /// A number of things.
    Count(u64),
    /// Hundredths, shown as points.
    Points(Points),
}

/// What takes the contents of a workbook.
pub trait Sink {
    /// Begins a sheet: its name, the titles of its columns and their widths in characters.
    fn sheet(&mut self, name: &str, columns: &[(&str, u16)]);
    /// A row of the sheet begun last.
    fn row(&mut self, cells: &[Cell<'_>]);
}

/// The sheets in one language.
pub(super) struct Sheets<'a> {
    sink: &'a mut dyn Sink,
    lang: Lang,
}

impl<'a> Sheets<'a> {
    pub(super) fn new(sink: &'a mut dyn Sink, lang: Lang) -> Self {
        Self { sink, lang }
    }

    /// Begins a sheet with a header.
    pub(super) fn begin(&mut self, name: Label, columns: &'static [Column]) {
        self.begin_named(name.get(self.lang), columns);
    }

    /// The same with a name that the standard gives: without what no sheet may be called, and not too long.
    pub(super) fn begin_named(&mut self, name: &str, columns: &'static [Column]) {
        let allowed =
            |c: &char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'') && !c.is_control();
        let name: String = name.chars().filter(allowed).take(MAX_NAME).collect();
        let columns = columns
            .iter()
            .map(|column| (column.name.get(self.lang), column.width));
        self.sink.sheet(&name, &columns.collect::<Vec<_>>());
    }

    /// Adds a row.
    pub(super) fn row(&mut self, cells: &[Cell<'_>]) {
        self.sink.row(cells);
    }
}
