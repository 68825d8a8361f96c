//! The two time limits of an item: the number of one element with the unit of another.

use crate::element::Element::{
    self, AnticipateDay, AnticipateExplain, AnticipateType, PromiseDay, PromiseExplain, PromiseType,
};
use crate::item::{Fields, ItemView};
use crate::text::limit::{Limit, Unit, parse};

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
        let unit = match item.text(self.unit) {
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
        };
        Some(Limit { unit, ..limit })
    }
}
