//! `date-against-day-of-check`

use crate::cells::{Cell, Cells};
use crate::condition::Conditions;
use crate::element::{Element, Part};
use crate::finding::Finding;
use crate::item::ItemView;
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use crate::text::date;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<DateAgainstDayOfCheck>(&META);

const META: Meta = Meta {
    id: "date-against-day-of-check",
    title: Label::new("日期与检查当天矛盾", "Date against the day of the check"),
    what: Label::new(
        "`elements`各要素的日期在`side`（`future`为检查当天之后，`past`为检查当天之前）的，判疑似；当天的合格。`when`限定要素取值的，\
         取值不符的不适用；都为空的不适用，日期读不出的一栏不看。",
        "Suspects dates of `elements` after the day of the check (`side` is `future`) or before it (`past`); that day itself is in order. \
         With `when` only items with those values are concerned; does not apply when all are blank; unreadable dates are passed over.",
    ),
    why: Label::new(
        "还没有生效的不能当作有效，过了期的不应继续公开。",
        "What is not yet in force does not count, and what has ended should not stay published.",
    ),
    needs: &[],
    messages: &[
        Label::new("“{0}”为{1}，在检查当天之后", "“{0}” is {1}, after the day of the check"),
        Label::new("“{0}”为{1}，已经过了", "“{0}” is {1}, which has passed"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DateAgainstDayOfCheck {
    /// Elements judged.
    elements: Cells,
    /// Which dates are wrong.
    side: Side,
    /// Values of the items concerned.
    #[serde(default)]
    when: Conditions,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Side {
    Future,
    Past,
}

impl ItemRule for DateAgainstDayOfCheck {
    fn needs(&self) -> Vec<Element> {
        self.when.elements().collect()
    }

    fn check(&self, item: &ItemView<'_>, context: &Context) -> Outcome {
        let decided = self.when.held(Part::Main, item).otherwise();
        decided.unwrap_or_else(|| self.elements.judge(item, |cell| self.judge(&cell, context)))
    }
}

impl DateAgainstDayOfCheck {
    fn judge(&self, cell: &Cell<'_>, context: &Context) -> Option<Finding> {
        let day = date::parse(cell.text)?;
        let (wrong, message) = match self.side {
            Side::Future => (day > context.date, 0),
            Side::Past => (day < context.date, 1),
        };
        let finding = Finding::suspect(cell.element, message).arg(cell.element).arg(day.to_string());
        wrong.then(|| cell.locate(finding))
    }
}
