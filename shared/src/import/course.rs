//! How far the reading of a file is, over all that is done with it: it is opened, then its rows are taken for items, and an
//! archive holds several files. Each part counts from nothing, and the whole never runs back.

use super::{Flow, Progress};

/// Units of the whole.
pub(super) const WHOLE: u64 = 10_000;

/// Where a file is open, as far as can be told beforehand.
pub(super) const OPEN: u64 = 6_000;

/// The host of a whole, told of its parts one after the other.
pub(super) struct Course<'a> {
    host: &'a mut dyn FnMut(Progress) -> Flow,
    from: u64,
    to: u64,
    reached: u64,
}

impl<'a> Course<'a> {
    /// A course whose first part ends at `to`.
    pub(super) fn new(host: &'a mut dyn FnMut(Progress) -> Flow, to: u64) -> Self {
        Self {
            host,
            from: 0,
            to,
            reached: 0,
        }
    }

    /// Goes on to the part that ends at `to`.
    pub(super) fn go_on(&mut self, to: u64) {
        self.from = self.to.min(to);
        self.to = to;
    }

    /// So much of the part is done.
    pub(super) fn step(&mut self, part: Progress) -> Flow {
        let share = (self.to - self.from).saturating_mul(part.done.min(part.total));
        let done = self.from + share.checked_div(part.total).unwrap_or(0);
        self.reached = self.reached.max(done);
        (self.host)(Progress {
            done: self.reached,
            total: WHOLE,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::import::{Flow, Limits, read};
    use crate::item::List;
    use crate::mapping::Choices;
    use std::fmt::Write as _;

    #[test]
    fn the_course_of_a_file_never_runs_back() {
        let mut text = String::from("事项名称,实施编码,实施主体,受理条件\n");
        for number in 0..40_000 {
            let _ = writeln!(text, "事项{number},{number},灵山县教育局,合法");
        }
        let mut steps = Vec::new();
        let mut host = |progress: crate::import::Progress| {
            steps.push(progress);
            Flow::Continue
        };
        let (mut list, choices, limits) = (List::default(), Choices::default(), Limits::default());
        read(&mut list, "a.csv", text.as_bytes(), &choices, &limits, &mut host).expect("a list");
        assert!(steps.len() > 5);
        assert!(
            steps.is_sorted_by_key(|step| step.done),
            "{:?}",
            steps.iter().map(|step| step.done).collect::<Vec<_>>()
        );
        assert!(steps.iter().all(|step| step.total == super::WHOLE));
        let last = steps.last().map_or(0, |step| step.done);
        assert!(last > super::OPEN, "{last}");
    }
}
