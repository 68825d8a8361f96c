//! `promise-exceeds-statutory`

use crate::element::Element::{AnticipateDay, PromiseDay};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::time_limit::{PROMISED, STATUTORY};
use serde::Deserialize;
use std::cmp::Ordering;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<PromiseExceedsStatutory>(&META);

const META: Meta = Meta {
    id: "promise-exceeds-statutory",
    title: Label::new("承诺办结时限超过法定办结时限", "Promised limit exceeds the statutory limit"),
    what: Label::new(
        "比较两个时限（“20”或“20个工作日”都能读出），承诺更长的判确定问题；单位不同的，只在按任何算法都更长时才判（3个月长于\
         20个工作日）；法定为0的（可能表示没有法定时限）为疑似；任一为空的不适用；读不出或无法确定先后的不判。",
        "Compares the two limits (`20` and `20个工作日` are both read) and fails when the promise is longer; in different units \
         only where it is longer however one counts (3 months against 20 working days); a statutory limit of 0 (perhaps none) is \
         suspected; does not apply when one is blank; not checked when unreadable or the order is uncertain.",
    ),
    why: Label::new("承诺只能在法定时限内作出，超过即为违法承诺。", "A promise must keep within the statutory limit; beyond it, it is unlawful."),
    needs: &[AnticipateDay, PromiseDay],
    messages: &[
        Label::new("承诺办结时限{0}超过法定办结时限{1}", "The promised limit {0} exceeds the statutory limit {1}"),
        Label::new(
            "法定办结时限为“{1}”，承诺办结时限却为“{0}”；没有法定时限的，不应填0",
            "The statutory limit is “{1}” but “{0}” is promised; where the law sets none, 0 should not be entered",
        ),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PromiseExceedsStatutory {}

impl ItemRule for PromiseExceedsStatutory {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let texts = [item.text(PromiseDay), item.text(AnticipateDay)];
        if texts.contains(&"") {
            return Outcome::NotApplicable;
        }
        let (Some(statutory), Some(promised)) = (STATUTORY.of(item), PROMISED.of(item)) else {
            return Outcome::NotChecked(Reason::Unreadable);
        };
        let finding = match promised.compare(&statutory) {
            None => return Outcome::NotChecked(Reason::Unreadable),
            Some(Ordering::Less | Ordering::Equal) => return Outcome::Pass,
            Some(Ordering::Greater) if statutory.hundredths == 0 => Finding::suspect(PromiseDay, 1),
            Some(Ordering::Greater) => Finding::fail(PromiseDay, 0),
        };
        Outcome::Found(vec![finding.value(item.value(PromiseDay)).arg(texts[0]).arg(texts[1])])
    }
}
