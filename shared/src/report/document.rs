//! A document as people read it: title, numbered headings, paragraphs, tables, charts. It knows no file format; the
//! writers [`super::docx`] and [`super::html`] give it a form, so that every report and every published text is made
//! once and looks the same.

use super::chart::{Axis, Bar};
use crate::locale::Lang;
use crate::standard::Severity;
use crate::text::number::to_chinese;
use serde::{Deserialize, Serialize};

mod table;

pub use table::{Align, Cell, Column, Row, Table};

/// A document in one language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Language of all its texts.
    pub lang: Lang,
    /// Title.
    pub title: String,
    /// Lines under the title: what it is about, when, by what.
    pub subtitle: Vec<String>,
    /// Whether it is handed over by itself: on paper, title and lines are a cover, and a table of contents follows.
    pub front: bool,
    /// Everything else, in order.
    pub blocks: Vec<Block>,
    /// Headings so far, by level.
    #[serde(skip)]
    counters: [u32; Level::ALL.len()],
    #[serde(skip)]
    appendices: u32,
    #[serde(skip)]
    tables: u32,
}

/// One piece of a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Block {
    /// A numbered heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
    /// What a radar chart shows, and the sentence that says it. The figures stand in a table too: a writer that cannot
    /// draw leaves the chart out, and nothing is lost.
    Radar(Vec<Axis>, String),
    /// The same of bars.
    Bars(Vec<Bar>, String),
    /// What follows begins on a new page.
    PageBreak,
}

/// Level of a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Level {
    /// 一、
    One,
    /// （一）
    Two,
    /// 1.
    Three,
    /// （1）
    Four,
}

impl Level {
    /// All, from the highest.
    pub const ALL: [Self; 4] = [Self::One, Self::Two, Self::Three, Self::Four];
}

/// A heading with its number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// Level.
    pub level: Level,
    /// Number as written before the text, separator included.
    pub number: String,
    /// Text.
    pub text: String,
    /// Identifier within the document: `2-1` is the first of level two under the second of level one.
    pub anchor: String,
}

/// How a piece of text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Look {
    /// As the text around it.
    Plain,
    /// Bold.
    Strong,
    /// Stepping back: labels, places, remarks.
    Quiet,
    /// A mark in a colour of its own. The text says it too: nobody has to see colours.
    Tag(Tone),
}

/// What the colour of a mark means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tone {
    /// A problem of this severity.
    Severity(Severity),
    /// A suspect.
    Suspect,
}

/// A piece of text in one look. Line breaks in it are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Text.
    pub text: String,
    /// Look.
    pub look: Look,
}

impl Run {
    /// Text in a look.
    pub fn new(look: Look, text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            look,
        }
    }

    /// Plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::new(Look::Plain, text)
    }
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// Its texts.
    pub runs: Vec<Run>,
    /// Smaller, for remarks on what stands above.
    pub remark: bool,
}

impl<T: Into<String>> From<T> for Paragraph {
    fn from(text: T) -> Self {
        Self::of([Run::plain(text)])
    }
}

impl Paragraph {
    /// A paragraph of several looks.
    pub fn of(runs: impl Into<Vec<Run>>) -> Self {
        Self {
            runs: runs.into(),
            remark: false,
        }
    }

    /// A remark.
    pub fn remark(text: impl Into<String>) -> Self {
        Self {
            remark: true,
            ..text.into().into()
        }
    }
}

impl Document {
    /// A document without content.
    pub fn new(lang: Lang, title: impl Into<String>) -> Self {
        Self {
            lang,
            title: title.into(),
            subtitle: Vec::new(),
            front: false,
            blocks: Vec::new(),
            counters: [0; Level::ALL.len()],
            appendices: 0,
            tables: 0,
        }
    }

    /// Adds a heading under the one of the level above.
    pub fn heading(&mut self, level: Level, text: impl Into<String>) {
        let depth = level as usize;
        self.counters[depth] += 1;
        self.counters[depth + 1..].fill(0);
        let path: Vec<String> = self.counters[..=depth].iter().map(u32::to_string).collect();
        self.blocks.push(Block::Heading(Heading {
            level,
            number: number(level, &self.counters[..=depth], self.lang),
            text: text.into(),
            anchor: path.join("-"),
        }));
    }

    /// Adds the heading of an appendix, counted apart from the others of its level.
    pub fn appendix(&mut self, text: impl Into<String>) {
        self.appendices += 1;
        self.heading(Level::One, text);
        if let Some(Block::Heading(heading)) = self.blocks.last_mut() {
            heading.number = match self.lang {
                Lang::ZhCn => format!("附录{}　", chinese(self.appendices)),
                Lang::En => format!("Appendix {}: ", self.appendices),
            };
        }
    }

    /// Adds a paragraph.
    pub fn paragraph(&mut self, paragraph: impl Into<Paragraph>) {
        self.blocks.push(Block::Paragraph(paragraph.into()));
    }

    /// Adds a table with the next number.
    pub fn numbered_table(&mut self, mut table: Table) {
        self.tables += 1;
        table.number = Some(self.tables);
        self.table(table);
    }

    /// Adds a table as it is.
    pub fn table(&mut self, table: Table) {
        self.blocks.push(Block::Table(table));
    }

    /// Adds a radar chart.
    pub fn radar(&mut self, axes: Vec<Axis>, label: impl Into<String>) {
        self.blocks.push(Block::Radar(axes, label.into()));
    }

    /// Adds a chart of bars.
    pub fn bars(&mut self, bars: Vec<Bar>, label: impl Into<String>) {
        self.blocks.push(Block::Bars(bars, label.into()));
    }

    /// Begins a new page.
    pub fn page_break(&mut self) {
        self.blocks.push(Block::PageBreak);
    }

    /// Its headings.
    pub fn headings(&self) -> impl Iterator<Item = &Heading> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Heading(heading) => Some(heading),
            _ => None,
        })
    }
}

fn chinese(number: u32) -> String {
    to_chinese(i64::from(number)).unwrap_or_else(|| number.to_string())
}

/// The number before a heading: the levels of Chinese official documents, or `1.2` in English.
fn number(level: Level, counters: &[u32], lang: Lang) -> String {
    let last = counters.last().copied().unwrap_or_default();
    match (lang, level) {
        (Lang::ZhCn, Level::One) => format!("{}、", chinese(last)),
        (Lang::ZhCn, Level::Two) => format!("（{}）", chinese(last)),
        (Lang::ZhCn, Level::Three) => format!("{last}. "),
        (Lang::ZhCn, Level::Four) => format!("（{last}）"),
        (Lang::En, _) => {
            let path: Vec<String> = counters.iter().map(u32::to_string).collect();
            format!("{} ", path.join("."))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Document, Level, Table};
    use crate::locale::Lang;

    fn numbers(lang: Lang) -> Vec<(String, String)> {
        let mut document = Document::new(lang, "");
        for level in [
            Level::One,
            Level::Two,
            Level::Three,
            Level::Four,
            Level::Three,
            Level::Two,
            Level::Three,
            Level::One,
            Level::Two,
        ] {
            document.heading(level, "x");
        }
        let pair = |heading: &super::Heading| (heading.number.clone(), heading.anchor.clone());
        document.headings().map(pair).collect()
    }

    #[test]
    fn headings_count_under_the_level_above() {
        let (chinese, anchors): (Vec<_>, Vec<_>) = numbers(Lang::ZhCn).into_iter().unzip();
        let expected = [
            "一、",
            "（一）",
            "1. ",
            "（1）",
            "2. ",
            "（二）",
            "1. ",
            "二、",
            "（一）",
        ];
        assert_eq!(chinese, expected);
        assert_eq!(anchors[5..], ["1-2", "1-2-1", "2", "2-1"]);
        let english: Vec<String> = numbers(Lang::En).into_iter().map(|(number, _)| number).collect();
        assert_eq!(english[3..6], ["1.1.1.1 ", "1.1.2 ", "1.2 "]);
    }

    #[test]
    fn only_numbered_tables_count() {
        let mut document = Document::new(Lang::ZhCn, "");
        document.numbered_table(Table::new("a", &[], Vec::<super::Row>::new()));
        document.table(Table::new("b", &[], Vec::<super::Row>::new()));
        document.numbered_table(Table::new("c", &[], Vec::<super::Row>::new()));
        let lines: Vec<_> = document
            .blocks
            .iter()
            .map(|block| match block {
                super::Block::Table(table) => table.caption_line(Lang::ZhCn),
                _ => None,
            })
            .collect();
        assert_eq!(lines, [Some("表1 a".to_owned()), None, Some("表2 c".to_owned())]);
    }
}
