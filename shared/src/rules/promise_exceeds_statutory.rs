//! `promise-exceeds-statutory`

use crate::element::Element::{AnticipateDay, AnticipateType, PromiseDay, PromiseType};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<PromiseExceedsStatutory>(&META);

const META: Meta = Meta {
    id: "promise-exceeds-statutory",
    title: Label::new("承诺办结时限超过法定办结时限", "Promised limit exceeds the statutory limit"),
    what: Label::new(
        "同一单位下比较两个数值，承诺大于法定的判不合格；任一为空的不适用；单位不同或数值无法读出的不判。",
        "Compares the two numbers in the same unit and fails when the promise is longer; does not apply when one is blank; \
         not checked when units differ or a number cannot be read.",
    ),
    why: Label::new("承诺只能在法定时限内作出，超过即为违法承诺。", "A promise must keep within the statutory limit; beyond it, it is unlawful."),
    needs: &[AnticipateDay, PromiseDay],
    messages: &[Label::new("承诺办结时限{0}超过法定办结时限{1}", "The promised limit {0} exceeds the statutory limit {1}")],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PromiseExceedsStatutory {}

impl ItemRule for PromiseExceedsStatutory {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        if item.text(AnticipateDay).is_empty() || item.text(PromiseDay).is_empty() {
            return Outcome::NotApplicable;
        }
        let (Some(statutory), Some(promised)) = (item.integer(AnticipateDay), item.integer(PromiseDay)) else {
            return Outcome::NotChecked(Reason::Unreadable);
        };
        if item.text(AnticipateType) != item.text(PromiseType) {
            return Outcome::NotChecked(Reason::Unreadable);
        }
        if promised <= statutory {
            return Outcome::Pass;
        }
        Outcome::Found(vec![Finding::fail(PromiseDay, 0).value(item.value(PromiseDay)).arg(promised).arg(statutory)])
    }
}
