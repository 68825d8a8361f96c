//! `intermediary-flag-contradicts`

use crate::element::Element::{IntermediaryService, IsIntermediary};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use crate::text::is_placeholder;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<IntermediaryFlagContradicts>(&META);

const META: Meta = Meta {
    id: "intermediary-flag-contradicts",
    title: Label::new("中介服务标志与内容矛盾", "Intermediary flag contradicts content"),
    what: Label::new(
        "“是否涉及中介服务”为“否”，而“中介服务”栏填有内容的，判确定问题；标志为“是”的不适用。",
        "Fails when “intermediary involved” is no and the intermediary service is filled in; does not apply when it is yes.",
    ),
    why: Label::new(
        "申请人据此判断要不要花钱、花时间找中介机构，两处矛盾就无从判断。",
        "Applicants read from it whether they must pay and wait for an intermediary; a contradiction leaves them guessing.",
    ),
    needs: &[IsIntermediary, IntermediaryService],
    messages: &[Label::new(
        "“是否涉及中介服务”为“否”，但“中介服务”填有“{0}”",
        "“Intermediary involved” is no, but the intermediary service reads “{0}”",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IntermediaryFlagContradicts {}

impl ItemRule for IntermediaryFlagContradicts {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        if item.flag(IsIntermediary) != Some(false) {
            return Outcome::NotApplicable;
        }
        let service = item.text(IntermediaryService);
        if is_placeholder(service) || matches!(service, "否" | "不涉及" | "不需要") {
            return Outcome::Pass;
        }
        let finding = Finding::fail(IsIntermediary, 0).value(item.value(IsIntermediary)).arg(service);
        Outcome::Found(vec![finding])
    }
}
