//! Tables of a document.

use super::Paragraph;
use crate::locale::Lang;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Where the text of a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Align {
    /// At the beginning of the line.
    Start,
    /// In the middle.
    Middle,
    /// At the end: numbers.
    End,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Title, in Chinese and in English.
    title: (Cow<'static, str>, Cow<'static, str>),
    /// Width in parts of the table's.
    pub width: u32,
    /// Where its texts stand.
    pub align: Align,
    /// Whether its cells name their rows.
    pub head: bool,
}

impl Column {
    const fn new(zh: &'static str, en: &'static str, width: u32, align: Align, head: bool) -> Self {
        Self {
            title: (Cow::Borrowed(zh), Cow::Borrowed(en)),
            width,
            align,
            head,
        }
    }

    /// A column of texts.
    pub const fn text(zh: &'static str, en: &'static str, width: u32) -> Self {
        Self::new(zh, en, width, Align::Start, false)
    }

    /// A column of short marks and codes.
    pub const fn mark(zh: &'static str, en: &'static str, width: u32) -> Self {
        Self::new(zh, en, width, Align::Middle, false)
    }

    /// A column of numbers.
    pub const fn number(zh: &'static str, en: &'static str, width: u32) -> Self {
        Self::new(zh, en, width, Align::End, false)
    }

    /// The column whose cells name their rows.
    pub const fn head(zh: &'static str, en: &'static str, width: u32) -> Self {
        Self::new(zh, en, width, Align::Start, true)
    }

    /// Title in a language.
    pub fn title(&self, lang: Lang) -> &str {
        match lang {
            Lang::ZhCn => &self.title.0,
            Lang::En => &self.title.1,
        }
    }
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell(pub Vec<Paragraph>);

impl<T: Into<Paragraph>> From<T> for Cell {
    fn from(paragraph: T) -> Self {
        Self(vec![paragraph.into()])
    }
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// What it holds, in a few words.
    pub caption: String,
    /// Number, which makes the caption a line above the table; without one only programs that read aloud tell it.
    pub number: Option<u32>,
    /// Columns.
    pub columns: Cow<'static, [Column]>,
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
            columns: Cow::Borrowed(columns),
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
