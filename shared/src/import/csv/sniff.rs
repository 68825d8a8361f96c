//! What divides the fields of a file.

use super::quoted::Quoted;
use super::{DELIMITERS, STEP};
use crate::order::Arrange as _;
use std::cmp::Reverse;

/// Rows looked at.
const ROWS: usize = 20;

/// The delimiter that stands most often in the first rows, counted as often as it stands in each of them. What is
/// quoted does not count, whatever divides the fields: cells hold punctuation and many lines.
pub(super) fn sniff(text: &str) -> char {
    let mut rows = [[0_usize; DELIMITERS.len()]; ROWS];
    let (mut row, mut at, mut begins) = (0, 0, true);
    let divides = |rest: &str| {
        DELIMITERS
            .iter()
            .position(|delimiter| rest.starts_with(*delimiter))
    };
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty())
        && at < STEP
    {
        let ends = |rest: &str| rest.starts_with(['\n', '\r']) || divides(rest).is_some();
        let step = if begins && rest.starts_with('"') {
            begins = false;
            match Quoted::read(rest, &ends) {
                Quoted::Closed(end) => end,
                Quoted::Broken(end) => end + 1,
                Quoted::Open => 1,
            }
        } else {
            let c = rest.chars().next().unwrap_or('\n');
            let delimiter = divides(rest);
            begins = delimiter.is_some() || matches!(c, '\n' | '\r');
            if let Some(delimiter) = delimiter {
                rows[row][delimiter] += 1;
            } else if c == '\n' || (c == '\r' && !rest.starts_with("\r\n")) {
                row += 1;
                if row == ROWS {
                    break;
                }
            }
            c.len_utf8()
        };
        at += step;
    }
    let written = rows
        .iter()
        .filter(|row| row.iter().any(|count| *count > 0))
        .count();
    // In at least two rows and a third of all: one row may be prose.
    let enough = written.min(2).max(written.div_ceil(3));
    let score = |delimiter: usize| {
        let mut counts = rows.map(|row| row[delimiter]);
        counts.arrange_by_key(|count| Reverse(*count));
        let area = (1..).zip(counts).map(|(rows, count)| rows * count);
        area.skip(enough.saturating_sub(1)).max().unwrap_or(0)
    };
    // `max_by_key` takes the last of equals, and the likeliest stands first.
    let best = (0..DELIMITERS.len())
        .rev()
        .max_by_key(|delimiter| score(*delimiter));
    best.map_or(',', |delimiter| DELIMITERS[delimiter])
}
