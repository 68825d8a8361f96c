//! The two time limits of an item: the number of one element with the unit of another.

use crate::element::Element::{
    self, AnticipateDay, AnticipateExplain, AnticipateType, PromiseDay, PromiseExplain, PromiseType,
};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::rule::{Outcome, Reason};
use crate::text::limit::{Limit, Unit, parse};
use std::cmp::Ordering;

/// A limit's elements: number, unit, note.
#[derive(Clone, Copy, Debug)]
pub struct TimeLimit {
    /// The number, or number and unit together (`20个工作日`).
    pub amount: Element,
    /// Unit.
    pub unit: Element,
    /// Note.
    pub note: Element,
}

/// 法定办结时限.
pub const STATUTORY: TimeLimit = TimeLimit {
    amount: AnticipateDay,
    unit: AnticipateType,
    note: AnticipateExplain,
};

/// 承诺办结时限.
pub const PROMISED: TimeLimit = TimeLimit {
    amount: PromiseDay,
    unit: PromiseType,
    note: PromiseExplain,
};

impl TimeLimit {
    /// The limit as far as it is certain. A bare number takes the unit of the other element; where that is blank or
    /// not carried it stays [`Unit::Unstated`]. `None`: blank, unreadable, or a unit code whose meaning differs from
    /// place to place.
    pub fn of(self, item: &ItemView<'_>) -> Option<Limit> {
        let limit = parse(item.text(self.amount))?;
        if limit.unit != Unit::Unstated {
            return Some(limit);
        }
        let unit = self.unit_of(item)?;
        Some(Limit { unit, ..limit })
    }

    /// The unit that its own element names; [`Unit::Unstated`] where that is blank or not carried, `None` where it is
    /// unreadable or a code whose meaning differs from place to place.
    pub fn unit_of(self, item: &ItemView<'_>) -> Option<Unit> {
        Some(match item.text(self.unit) {
            "" => Unit::Unstated,
            "天" | "日" => Unit::Day,
            text => match item.code(self.unit)? {
                "1" => Unit::WorkingDay,
                // Only the first code is the same everywhere; the names are.
                _ if text.bytes().all(|b| b.is_ascii_digit()) => return None,
                "2" => Unit::CalendarDay,
                "3" => Unit::Hour,
                "4" => Unit::Month,
                _ => return None,
            },
        })
    }
}

/// Whether two limits cannot mean the same, however days of an unsaid kind (`10日`) are counted.
pub fn certainly_differ(a: Limit, b: Limit) -> bool {
    every_meaning(a, b, |order| order != Ordering::Equal)
}

/// Whether `a` is longer than `b`, however days of an unsaid kind are counted.
pub fn certainly_longer(a: Limit, b: Limit) -> bool {
    if a.unit == b.unit {
        return a.hundredths > b.hundredths;
    }
    every_meaning(a, b, |order| order == Ordering::Greater)
}

/// Whether a limit is longer than `days` working days, however it is counted.
pub fn exceeds_working_days(limit: Limit, days: u32) -> bool {
    Limit::whole(days, Unit::WorkingDay).is_some_and(|most| certainly_longer(limit, most))
}

/// Whether all meanings of two limits are certainly ordered as wanted.
fn every_meaning(a: Limit, b: Limit, wanted: impl Fn(Ordering) -> bool) -> bool {
    let meanings = |limit: Limit| match limit.unit {
        Unit::Day => [Unit::WorkingDay, Unit::CalendarDay].map(|unit| Limit { unit, ..limit }),
        _ => [limit; 2],
    };
    meanings(a)
        .iter()
        .all(|a| meanings(b).iter().all(|b| a.compare(b).is_some_and(&wanted)))
}

/// What comparing one text with the stated limits gives.
pub enum Compared {
    /// The text says nothing of a limit.
    Nothing,
    /// A stated limit cannot be read with certainty.
    Unreadable,
    /// They agree, or may.
    Agree,
    /// They do not.
    Differ(Finding),
}

/// The outcome of all comparisons of an item: what differs is said even where another text cannot be read.
pub fn outcome(comparisons: impl Iterator<Item = Compared>) -> Outcome {
    let (mut agree, mut unreadable, mut findings) = (false, false, Vec::new());
    for compared in comparisons {
        match compared {
            Compared::Nothing => {}
            Compared::Unreadable => unreadable = true,
            Compared::Agree => agree = true,
            Compared::Differ(finding) => findings.push(finding),
        }
    }
    match (findings.is_empty(), unreadable, agree) {
        (false, _, _) => Outcome::Found(findings),
        (true, true, _) => Outcome::NotChecked(Reason::Unreadable),
        (true, false, true) => Outcome::Pass,
        (true, false, false) => Outcome::NotApplicable,
    }
}

#[cfg(test)]
mod tests {
    use super::{certainly_differ, certainly_longer, exceeds_working_days};
    use crate::text::limit::parse;

    #[test]
    fn days_of_an_unsaid_kind_are_counted_both_ways() {
        let differ = |a, b| certainly_differ(parse(a).expect("limit"), parse(b).expect("limit"));
        assert!(differ("24个工作日", "10日内"));
        assert!(differ("20个工作日", "14天"));
        assert!(!differ("10个工作日", "10日"));
        // Ten working days are about fourteen days of the calendar.
        assert!(!differ("10个工作日", "14日"));
        assert!(!differ("20", "5个工作日"));
        assert!(differ("当场", "5个工作日"));
    }

    #[test]
    fn longer_only_where_it_is_longer_in_every_meaning() {
        let longer = |a, b| certainly_longer(parse(a).expect("limit"), parse(b).expect("limit"));
        assert!(longer("25个工作日", "20日") && longer("30日", "20日") && longer("3个月", "45个工作日"));
        assert!(
            !longer("20个工作日", "20日") && !longer("20日", "20个工作日") && !longer("25日", "20个工作日")
        );
        assert!(!longer("30", "20个工作日"));
        let exceeds = |text, days| exceeds_working_days(parse(text).expect("limit"), days);
        assert!(exceeds("21个工作日", 20) && exceeds("2个月", 20));
        assert!(!exceeds("20个工作日", 20) && !exceeds("20日", 20) && !exceeds("1个月", 20));
    }
}
