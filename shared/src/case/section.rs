//! The tables of a section: the items' and the reference lists'.

use super::{CaseError, Needed as _, Result};
use crate::import::{Flow, Limits};
use crate::reference::{self, Kind, References};

/// A reference list of a case.
#[derive(Clone, Debug)]
pub struct Reference {
    /// Kind of list.
    pub kind: Kind,
    /// Its title row; empty where it has none.
    pub title: String,
    /// Its header and rows.
    pub rows: Vec<Vec<String>>,
}

/// The tables of one case or of the background.
#[derive(Default)]
pub(super) struct Section {
    /// Rows of the items' table: element path, then one value per item.
    pub(super) rows: Vec<(String, Vec<String>)>,
    pub(super) references: Vec<Reference>,
}

impl Section {
    pub(super) fn parse(body: &str) -> Result<Self> {
        let mut blocks = body.split("\n参考清单：");
        let mut section = Self::default();
        let first = blocks.next().unwrap_or_default();
        // The items' table may stand in front of the lists or behind them: the one whose first cell is “要素”.
        let mut tables = tables(first);
        for block in blocks {
            let (head, rest) = block.split_once('\n').unwrap_or((block, ""));
            let (kind, title) = head.split_once('·').unwrap_or((head, ""));
            let kind = Kind::find(kind).needed(format!("没有名为“{}”的参考清单", kind.trim()))?;
            let mut found = self::tables(rest).into_iter();
            let title = title.trim().to_owned();
            let rows = if title == "无" {
                Vec::new()
            } else {
                found.next().unwrap_or_default()
            };
            section.references.push(Reference { kind, title, rows });
            tables.extend(found);
        }
        for table in tables {
            let rows = table.into_iter().skip(1).map(|cells| {
                let mut cells = cells.into_iter();
                (cells.next().unwrap_or_default(), cells.collect())
            });
            section.rows.extend(rows);
        }
        Ok(section)
    }
}

/// The tables in `body`, each with its header and without the rule below it.
fn tables(body: &str) -> Vec<Vec<Vec<String>>> {
    let cells = |line: &str| -> Vec<String> {
        let inner = line
            .trim()
            .trim_start_matches('|')
            .trim_end_matches('|')
            .replace("\\|", "\u{1}");
        inner
            .split('|')
            .map(|cell| cell.trim().replace('\u{1}', "|").replace("<br>", "\n"))
            .collect()
    };
    let mut tables: Vec<Vec<Vec<String>>> = Vec::new();
    let mut open = false;
    for line in body.lines() {
        let row = line.trim_start().starts_with('|');
        if row && !open {
            tables.push(Vec::new());
        }
        open = row;
        if let Some(table) = tables.last_mut().filter(|_| row) {
            table.push(cells(line));
        }
    }
    for table in &mut tables {
        if table.len() > 1 {
            table.remove(1);
        }
    }
    tables
}

impl Reference {
    /// Writes `to` for every cell that reads `from`.
    pub fn replace(&mut self, from: &str, to: &str) {
        for cell in self
            .rows
            .iter_mut()
            .skip(1)
            .flatten()
            .filter(|cell| *cell == from)
        {
            to.clone_into(cell);
        }
    }

    /// The list as the file it would be.
    fn csv(&self) -> String {
        let line = |cells: &[String]| {
            let quoted = cells
                .iter()
                .map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
            quoted.collect::<Vec<_>>().join(",") + "\n"
        };
        let title = (!self.title.is_empty()).then(|| line(std::slice::from_ref(&self.title)));
        title
            .into_iter()
            .chain(self.rows.iter().map(|row| line(row)))
            .collect()
    }
}

/// Reads the reference lists of a case as files are read.
pub(super) fn references(given: &[Reference]) -> Result<References> {
    let mut references = References::default();
    for reference in given {
        let (kind, csv) = (Some(reference.kind), reference.csv());
        let go_on = &mut |_| Flow::Continue;
        reference::read(
            &mut references,
            kind,
            "清单.csv",
            csv.as_bytes(),
            &Limits::default(),
            go_on,
        )
        .map_err(|refusal| CaseError(refusal.to_string()))?;
    }
    Ok(references)
}
