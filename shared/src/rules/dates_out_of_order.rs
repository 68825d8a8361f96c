//! `dates-out-of-order`

use crate::element::Element;
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::date;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<DatesOutOfOrder>(&META);

const META: Meta = Meta {
    id: "dates-out-of-order",
    title: Label::new("日期先后颠倒", "Dates in the wrong order"),
    what: Label::new(
        "`earlier`要素的日期晚于`later`要素的日期的，写明`certain`的条款判确定问题，其余判疑似，同一天的合格；有一个为空的不适用，日期读不出的不判。",
        "Where the date of `earlier` is after that of `later`, fails in clauses marked `certain` and is suspected in others; the same day is in order. Does not apply when one is blank; not \
         checked when one cannot be read.",
    ),
    why: Label::new("日期颠倒，必有一处填错。", "If dates are in the wrong order, one of them is wrong."),
    needs: &[],
    messages: &[Label::new(
        "“{0}”{1}晚于“{2}”{3}",
        "“{0}” {1} is after “{2}” {3}",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DatesOutOfOrder {
    /// Element of the date that comes first.
    earlier: Element,
    /// Element of the one that comes after.
    later: Element,
    /// Whether the other order is certainly wrong.
    #[serde(default)]
    certain: bool,
}

impl ItemRule for DatesOutOfOrder {
    fn needs(&self) -> Vec<Element> {
        vec![self.earlier, self.later]
    }

    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let texts = [self.earlier, self.later].map(|element| item.text(element));
        if texts.iter().any(|text| text.is_empty()) {
            return Outcome::NotApplicable;
        }
        let [Some(earlier), Some(later)] = texts.map(date::parse) else {
            return Outcome::NotChecked(Reason::Unreadable);
        };
        let finding = (earlier > later).then(|| {
            let finding = if self.certain { Finding::fail(self.later, 0) } else { Finding::suspect(self.later, 0) };
            let finding = finding.value(item.value(self.later)).arg(self.earlier);
            finding.arg(earlier.to_string()).arg(self.later).arg(later.to_string())
        });
        Outcome::of_one(finding)
    }
}
