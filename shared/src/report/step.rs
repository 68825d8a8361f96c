//! A file made in two places: who holds the result says step by step what goes into the file, and who has the writers
//! writes it. In the browser these are two modules, so that nobody waits for the writers before a check.

use super::document::Document;
use super::xlsx::{Cell, Sink, Workbook};
use super::{docx, html};
use crate::locale::Lang;
use crate::rules::WHAT;
use serde::{Deserialize, Serialize};

/// One step towards a file.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub enum Step<'a> {
    /// A workbook begins. One that was begun before and never completed is given up.
    Begin,
    /// A sheet of the workbook begins.
    Sheet {
        /// Its name.
        #[serde(borrow)]
        name: &'a str,
        /// Titles of its columns and their widths in characters.
        columns: Vec<(&'a str, u16)>,
    },
    /// A row of that sheet.
    Row(#[serde(borrow)] Vec<Cell<'a>>),
    /// The workbook is complete.
    Workbook,
    /// A document to be written as DOCX.
    Docx(Document),
    /// A document to be written as HTML.
    Html(Document),
    /// What exactly each rule compares: a line of identifier, tab and text for each.
    Rules(Lang),
}

/// Whoever writes: holds the workbook between steps.
#[derive(Default)]
pub struct Writer {
    workbook: Workbook,
}

impl Writer {
    /// Takes a step; the last one gives the file. Fails, in words for the console, only beyond any size a check may
    /// have.
    pub fn take(&mut self, step: Step<'_>) -> Result<Option<Vec<u8>>, String> {
        Ok(Some(match step {
            Step::Begin => {
                self.workbook = Workbook::default();
                return Ok(None);
            }
            Step::Sheet { name, columns } => {
                self.workbook.sheet(name, &columns);
                return Ok(None);
            }
            Step::Row(cells) => {
                self.workbook.row(&cells);
                return Ok(None);
            }
            Step::Workbook => std::mem::take(&mut self.workbook)
                .finish()
                .map_err(|error| error.to_string())?,
            Step::Docx(document) => docx::write(&document).map_err(|error| error.to_string())?,
            Step::Html(document) => html::write(&document).into_bytes(),
            Step::Rules(lang) => rules(lang).into_bytes(),
        }))
    }
}

fn rules(lang: Lang) -> String {
    let lines = WHAT
        .iter()
        .map(|(id, what)| format!("{id}\t{}\n", what.get(lang)));
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::{Step, Writer};
    use crate::locale::Lang;
    use crate::report::chart::Axis;
    use crate::report::document::{Column, Document, Level, Table};
    use crate::report::xlsx::Cell;
    use crate::report::{docx, html};
    use crate::rules::ALL;

    fn document() -> Document {
        const COLUMNS: &[Column] = &[Column::head("名", "Name", 1), Column::number("数", "Number", 2)];
        let mut document = Document::new(Lang::ZhCn, "报告");
        document.heading(Level::One, "一节");
        let axis = |share| Axis {
            label: "维度".to_owned(),
            share,
        };
        document.radar(vec![axis(Some(1.0 / 3.0)), axis(None)], "图");
        document.numbered_table(Table::new("表", COLUMNS, vec![vec!["甲".into(), "1".into()]]));
        document
    }

    /// The file that comes of a step after it has travelled.
    fn file(writer: &mut Writer, step: &Step<'_>) -> Option<Vec<u8>> {
        let bytes = postcard::to_allocvec(step).expect("serialises");
        writer
            .take(postcard::from_bytes(&bytes).expect("parses"))
            .expect("written")
    }

    #[test]
    fn documents_that_travelled_give_the_same_bytes() {
        let mut writer = Writer::default();
        assert_eq!(
            file(&mut writer, &Step::Docx(document())),
            docx::write(&document()).ok()
        );
        assert_eq!(
            file(&mut writer, &Step::Html(document())),
            Some(html::write(&document()).into_bytes())
        );
    }

    #[test]
    fn every_rule_is_explained() {
        for lang in [Lang::ZhCn, Lang::En] {
            let lines = file(&mut Writer::default(), &Step::Rules(lang)).expect("lines");
            let lines = String::from_utf8(lines).expect("text");
            let lines: Vec<_> = lines
                .lines()
                .map(|line| line.split_once('\t').expect("a tab"))
                .collect();
            let rules = ALL.iter().map(|rule| (rule.meta.id, rule.what().get(lang)));
            assert_eq!(lines, rules.collect::<Vec<_>>());
        }
    }

    #[test]
    fn each_workbook_is_its_own() {
        let mut writer = Writer::default();
        let mut write = |text| {
            let columns = vec![("栏", 9), ("数", 9)];
            let begin = Step::Sheet { name: "表", columns };
            assert_eq!(file(&mut writer, &begin), None);
            let row = Step::Row(vec![Cell::Text(text), Cell::Points(-150)]);
            assert_eq!(file(&mut writer, &row), None);
            file(&mut writer, &Step::Workbook)
        };
        let first = write("甲");
        assert!(first.as_ref().is_some_and(|bytes| bytes.starts_with(b"PK")));
        assert_ne!(write("乙"), first);
        assert_eq!(write("甲"), first);
    }

    #[test]
    fn a_workbook_that_is_given_up_leaves_nothing_in_the_next() {
        let mut writer = Writer::default();
        let mut write = |names: &[&'static str]| {
            assert_eq!(file(&mut writer, &Step::Begin), None);
            for name in names {
                let columns = vec![("栏", 9)];
                assert_eq!(file(&mut writer, &Step::Sheet { name, columns }), None);
            }
        };
        write(&["甲", "乙"]);
        write(&["甲"]);
        let second = file(&mut writer, &Step::Workbook);
        let mut alone = Writer::default();
        assert_eq!(
            file(
                &mut alone,
                &Step::Sheet {
                    name: "甲",
                    columns: vec![("栏", 9)]
                }
            ),
            None
        );
        assert_eq!(second, file(&mut alone, &Step::Workbook));
    }
}
