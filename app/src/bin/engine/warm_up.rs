//! Checking the example now and then while nobody waits for anything.
//!
//! A browser runs a module's code slowly at first and compiles what is used much in the background. Someone who opens the
//! page takes a few seconds to choose a list; with those used, the first check takes about half as long.

use crate::export::Writers;
use crate::sample;
use shared::answer::{self, Held};
use shared::element::{Element, Part};
use shared::engine;
use shared::import::{self, Flow, Limits};
use shared::item::{Fields, List};
use shared::locale::Lang;
use shared::mapping::Choices;
use shared::rule::Context;
use shared::standard::{Standard, parse_day};
use std::sync::Arc;

/// Milliseconds of work altogether; further rounds would gain nothing.
pub(crate) const ENOUGH: f64 = 600.0;

/// The example as people's tables.
pub(crate) struct WarmUp {
    csv: String,
    writers: Option<Writers>,
    /// What they write of a result: a workbook to read.
    workbook: Vec<u8>,
}

impl WarmUp {
    /// Without the writers there is no workbook to read.
    pub(crate) fn new(writers: Option<Writers>) -> Self {
        let mut csv = String::new();
        let list = read(sample::name(Lang::ZhCn), sample::BYTES);
        // The header, then every item several times: a table is longer than the example.
        let elements = Element::all;
        push_line(&mut csv, elements().map(|element| element.name(Lang::ZhCn)));
        for index in (0..list.len()).cycle().take(list.len() * 4) {
            let item = list.view(index);
            let cells = elements().map(|element| match element.part() {
                Part::Main => item.text(element).to_owned(),
                part => {
                    let lines: Vec<&str> = item.entries(part).map(|entry| entry.text(element)).collect();
                    lines.join("\n")
                }
            });
            push_line(&mut csv, cells);
        }
        Self {
            csv,
            writers,
            workbook: Vec::new(),
        }
    }

    /// Goes once through everything a check of a list does.
    pub(crate) fn round(&mut self, standard: &Arc<Standard>) {
        let Some(date) = parse_day("2026-01-01") else {
            return;
        };
        let context = Context::on(date);
        let list = read("table.csv", self.csv.as_bytes());
        let checked = engine::check(list, Arc::clone(standard), context, &mut |_| Flow::Continue);
        let Ok(result) = checked else { return };
        if let Some(writers) = self.writers.take() {
            self.workbook = writers.workbook(&result).unwrap_or_default();
        }
        let held = Held::new(result, true);
        let _ = answer::overview(&held, Lang::ZhCn);
        if !self.workbook.is_empty() {
            let _ = read("table.xlsx", &self.workbook);
        }
    }
}

fn read(name: &str, bytes: &[u8]) -> List {
    let mut list = List::default();
    let (choices, limits) = (Choices::default(), Limits::default());
    // The example is known to be readable, and nothing hangs on this anyway.
    let _ = import::read(&mut list, name, bytes, &choices, &limits, &mut |_| Flow::Continue);
    list
}

fn push_line(csv: &mut String, cells: impl Iterator<Item = impl AsRef<str>>) {
    for cell in cells {
        csv.push('"');
        csv.push_str(&cell.as_ref().replace('"', "\"\""));
        csv.push_str("\",");
    }
    csv.push('\n');
}
