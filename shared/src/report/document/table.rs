//! Tables of a document.

use super::Paragraph;
use crate::locale::{Label, Lang};

/// Where the text of a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// At the beginning of the line.
    Start,
    /// In the middle.
    Middle,
    /// At the end: numbers.
    End,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Title.
    pub title: Label,
    /// Width in parts of the table's.
    pub width: u32,
    /// Where its texts stand.
    pub align: Align,
    /// Whether its cells name their rows.
    pub head: bool,
}

impl Column {
    /// A column of texts.
    pub const fn text(zh: &'static str, en: &'static str, width: u32) -> Self {
        Self {
            title: Label::new(zh, en),
            width,
            align: Align::Start,
            head: false,
        }
    }

    /// A column of short marks and codes.
    pub const fn mark(zh: &'static str, en: &'static str, width: u32) -> Self {
        Self {
            align: Align::Middle,
            ..Self::text(zh, en, width)
        }
    }

    /// A column of numbers.
    pub const fn number(zh: &'static str, en: &'static str, width: u32) -> Self {
        Self {
            align: Align::End,
            ..Self::text(zh, en, width)
        }
    }

    /// The column whose cells name their rows.
    pub const fn head(zh: &'static str, en: &'static str, width: u32) -> Self {
        Self {
            head: true,
            ..Self::text(zh, en, width)
        }
    }
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell(pub Vec<Paragraph>);

impl<T: Into<Paragraph>> From<T> for Cell {
    fn from(paragraph: T) -> Self {
        Self(vec![paragraph.into()])
    }
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// One cell for every column.
    Cells(Vec<Cell>),
    /// A line over all columns that names the rows after it, up to the next of its kind.
    Group(Paragraph),
}

impl From<Vec<Cell>> for Row {
    fn from(cells: Vec<Cell>) -> Self {
        Self::Cells(cells)
    }
}

/// A table. Its first row, the titles, is repeated on every page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it holds, in a few words.
    pub caption: String,
    /// Number, which makes the caption a line above the table; without one only programs that read aloud tell it.
    pub number: Option<u32>,
    /// Columns.
    pub columns: &'static [Column],
    /// Rows.
    pub rows: Vec<Row>,
    /// Smaller letters, for long texts.
    pub dense: bool,
}

impl Table {
    /// A table without a number.
    pub fn new(
        caption: impl Into<String>,
        columns: &'static [Column],
        rows: impl IntoIterator<Item = impl Into<Row>>,
    ) -> Self {
        Self {
            caption: caption.into(),
            number: None,
            columns,
            rows: rows.into_iter().map(Into::into).collect(),
            dense: false,
        }
    }

    /// The same in smaller letters.
    #[must_use]
    pub fn dense(mut self) -> Self {
        self.dense = true;
        self
    }

    /// The line above the table: `表1 八个维度`; nothing where it has no number.
    pub fn caption_line(&self, lang: Lang) -> Option<String> {
        let number = self.number?;
        Some(match lang {
            Lang::ZhCn => format!("表{number} {}", self.caption),
            Lang::En => format!("Table {number}  {}", self.caption),
        })
    }
}
