//! `project-type-contradicts-limit`

use crate::element::Element::{ProjectType, PromiseDay, TaskType};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::limit::{Limit, Unit};
use crate::time_limit::PROMISED;
use serde::Deserialize;
use std::cmp::Ordering;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<ProjectTypeContradictsLimit>(&META);

const META: Meta = Meta {
    id: "project-type-contradicts-limit",
    title: Label::new("办件类型与承诺办结时限矛盾", "Kind of case contradicts the promised limit"),
    what: Label::new(
        "“即办件”承诺超过1天的，判确定问题，正好1天的为疑似（有的平台不能填0），不足1天的合格；“承诺件”承诺为0或“当场”的，\
         判确定问题（公共服务可能以0代替不填，为疑似）；办件类型或承诺时限为空的不适用；单位不明、读不出的不判。",
        "An immediate case promising more than a day fails, exactly one day is suspected (some platforms refuse 0), less is in \
         order; a promised case of 0 or “on the spot” fails (suspected for public services, where 0 may stand for none); does not \
         apply when either is blank; not checked when unit or number is uncertain.",
    ),
    why: Label::new(
        "即办就是当场办结，承诺就要有期限；两处矛盾，申请人不知道要等几天。",
        "Immediate means on the spot, promised means by a date; a contradiction leaves applicants guessing.",
    ),
    needs: &[ProjectType, PromiseDay],
    messages: &[
        Label::new("办件类型为“即办件”，承诺办结时限却为“{0}”", "The case is immediate, but the promised limit is “{0}”"),
        Label::new("办件类型为“承诺件”，承诺办结时限却为“{0}”", "The case is promised, but the promised limit is “{0}”"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProjectTypeContradictsLimit {}

impl ItemRule for ProjectTypeContradictsLimit {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let text = item.text(PromiseDay);
        if text.is_empty() || item.is_empty(ProjectType) {
            return Outcome::NotApplicable;
        }
        let (Some(kind), Some(limit)) = (item.code(ProjectType), PROMISED.of(item)) else {
            return Outcome::NotChecked(Reason::Unreadable);
        };
        let finding = if kind == "2" {
            let unstated = item.code(TaskType) == Some("20");
            (limit.hundredths == 0).then(|| if unstated { suspect(1) } else { fail(1) })
        } else {
            let Some(day) = hundredths_of_a_day(limit) else {
                return Outcome::NotChecked(Reason::Unreadable);
            };
            match limit.hundredths.cmp(&day) {
                Ordering::Less => None,
                _ if limit.hundredths == 0 => None,
                Ordering::Equal => Some(suspect(0)),
                Ordering::Greater => Some(fail(0)),
            }
        };
        Outcome::of_one(finding.map(|finding| finding.value(item.value(PromiseDay)).arg(text)))
    }
}

fn fail(message: u8) -> Finding {
    Finding::fail(PromiseDay, message)
}

fn suspect(message: u8) -> Finding {
    Finding::suspect(PromiseDay, message)
}

/// A day in hundredths of the limit's unit, 0 where the unit is longer; `None` where it is not known. A limit of 0 is
/// at once in any unit.
fn hundredths_of_a_day(limit: Limit) -> Option<u32> {
    Some(match limit.unit {
        Unit::Minute => 24 * 60 * 100,
        Unit::Hour => 24 * 100,
        Unit::WorkingDay | Unit::CalendarDay | Unit::Day => 100,
        Unit::Immediate | Unit::Week | Unit::Month | Unit::Year => 0,
        Unit::Unstated => return (limit.hundredths == 0).then_some(0),
    })
}
