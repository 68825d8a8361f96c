//! `express-flag-contradicts`

use crate::element::Element::{HandleType, IsExpress};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<ExpressFlagContradicts>(&META);

const META: Meta = Meta {
    id: "express-flag-contradicts",
    title: Label::new("办理形式含快递申请而不支持物流快递", "Courier channel, yet no courier"),
    what: Label::new(
        "“办理形式”含“快递申请”，而“是否支持物流快递”为“否”的，判确定问题；办理形式不含快递申请的不适用，\
         因为快递也可以只用于送达结果。",
        "Fails when the channels include courier and “courier” is no; does not apply without that channel, for couriers \
         may also be used for the result only.",
    ),
    why: Label::new("申请人无从知道材料能不能寄。", "Applicants cannot tell whether they may send their papers."),
    needs: &[HandleType, IsExpress],
    messages: &[Label::new(
        "办理形式含“快递申请”，但“是否支持物流快递”为“否”",
        "The channels include courier, but “courier” is no",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpressFlagContradicts {}

impl ItemRule for ExpressFlagContradicts {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        if !item.has_code(HandleType, "3") {
            return Outcome::NotApplicable;
        }
        match item.flag(IsExpress) {
            Some(true) => Outcome::Pass,
            Some(false) => Outcome::Found(vec![Finding::fail(IsExpress, 0).value(item.value(IsExpress))]),
            None => Outcome::NotApplicable,
        }
    }
}
