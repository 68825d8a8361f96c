//! The document piece by piece.

use super::{Head, item_line};
use crate::import::Progress;
use crate::locale::Lang;
use crate::result::CheckResult;
use serde::Serialize;

/// The document of a result, a piece at a time: whoever makes it need not hold it whole, and can rest in between.
pub struct JsonPieces {
    lang: Lang,
    /// The next item; `None` before the first piece.
    next: Option<usize>,
}

impl JsonPieces {
    /// Nothing made yet.
    pub fn new(lang: Lang) -> Self {
        Self { lang, next: None }
    }

    /// Appends what comes next to `out`, at most `items` items; `None` where that was the last of it.
    pub fn write(&mut self, result: &CheckResult, out: &mut Vec<u8>, items: usize) -> Option<Progress> {
        let total = result.items.len();
        let start = self.next.unwrap_or_default();
        let end = start.saturating_add(items).min(total);
        if self.next.is_none() {
            append(out, &Head::of(result, self.lang));
            // Its last bracket comes behind the items.
            out.pop();
            out.extend_from_slice(b",\"items\":[");
        }
        for item in start..end {
            if item > 0 {
                out.push(b',');
            }
            append(out, &item_line(result, item, self.lang));
        }
        self.next = Some(end);
        if end < total {
            return Some(Progress {
                done: end as u64,
                total: total as u64,
            });
        }
        out.extend_from_slice(b"],\"summary\":");
        append(out, &result.summary());
        out.push(b'}');
        None
    }
}

/// Strings and integers only: nothing in the document can fail to serialise.
fn append(out: &mut Vec<u8>, value: &impl Serialize) {
    let done = serde_json::to_writer(&mut *out, value);
    debug_assert!(done.is_ok(), "{done:?}");
}
