//! The parts of the problem list in order, and the way through them a piece at a time.

use super::sheets::{Column, Sheets, Sink};
use super::{
    LEDGER_COLUMNS, PROBLEM_COLUMNS, campaigns, ledger, not_checked, notices, overview, problems, references,
};
use crate::finding::Certainty;
use crate::import::Progress;
use crate::locale::{Label, Lang};
use crate::result::CheckResult;

/// The problem list on its way to whatever writes it, a piece at a time: whoever sends it can rest in between.
pub struct ProblemList {
    lang: Lang,
    /// Place in [`PARTS`] of what comes next.
    part: usize,
    /// The next item of that part.
    item: usize,
    /// Rows that the part has so far.
    rows: u64,
}

/// A part of the problem list.
enum Part {
    /// Sheets written at once.
    Whole(fn(&mut Sheets<'_>, &CheckResult, Lang)),
    /// A sheet of its own with rows of one item after the other.
    Items(Label, &'static [Column], fn(&mut ItemRows<'_, '_>, usize)),
}

const PARTS: &[Part] = &[
    Part::Whole(overview),
    Part::Items(
        Label::new("问题清单", "Problems"),
        PROBLEM_COLUMNS,
        |rows, item| {
            problems(rows, item, Certainty::Fail);
        },
    ),
    Part::Items(
        Label::new("疑似问题", "Suspects"),
        PROBLEM_COLUMNS,
        |rows, item| {
            problems(rows, item, Certainty::Suspect);
        },
    ),
    Part::Whole(not_checked),
    Part::Items(Label::new("扣分明细", "Ledger"), LEDGER_COLUMNS, ledger),
    Part::Whole(notices),
    Part::Whole(references::write),
    Part::Whole(campaigns::write),
];

/// Where rows about an item go.
pub(super) struct ItemRows<'a, 's> {
    pub(super) result: &'a CheckResult,
    pub(super) lang: Lang,
    pub(super) sheets: &'a mut Sheets<'s>,
    pub(super) written: &'a mut u64,
}

impl ProblemList {
    /// Nothing written yet.
    pub fn new(lang: Lang) -> Self {
        Self {
            lang,
            part: 0,
            item: 0,
            rows: 0,
        }
    }

    /// Writes what comes next, at most the rows of `items` items in one sheet; `None` where that was the last of it.
    pub fn write(&mut self, result: &CheckResult, sink: &mut dyn Sink, items: usize) -> Option<Progress> {
        let sheets = &mut Sheets::new(sink, self.lang);
        match PARTS.get(self.part)? {
            Part::Whole(write) => {
                write(sheets, result, self.lang);
                self.part += 1;
            }
            Part::Items(name, columns, write) => {
                if self.item == 0 {
                    sheets.begin(*name, columns);
                    self.rows = 0;
                }
                let end = self.item.saturating_add(items).min(result.items.len());
                let mut rows = ItemRows {
                    result,
                    lang: self.lang,
                    sheets,
                    written: &mut self.rows,
                };
                for item in self.item..end {
                    write(&mut rows, item);
                }
                self.item = end;
                if end == result.items.len() {
                    self.item = 0;
                    self.part += 1;
                }
            }
        }
        let passes = |parts: &[Part]| {
            parts
                .iter()
                .filter(|part| matches!(part, Part::Items(..)))
                .count()
        };
        let (before, all) = (passes(&PARTS[..self.part]), passes(PARTS));
        (self.part < PARTS.len()).then(|| Progress {
            done: (before * result.items.len() + self.item) as u64,
            total: (all * result.items.len()) as u64,
        })
    }
}
