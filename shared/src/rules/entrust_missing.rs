//! `entrust-missing`

use crate::element::Element::{DeptType, EntrustName, ItemSource};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<EntrustMissing>(&META);

const META: Meta = Meta {
    id: "entrust-missing",
    title: Label::new("受委托实施而没有委托部门", "Entrusted without an entrusting department"),
    what: Label::new(
        "实施主体性质为受委托组织，或者权力来源为上级委托、同级委托，而委托部门为空或写“无”的，判确定问题；其他情形不适用。",
        "Fails when the authority is an entrusted organisation or the power is entrusted, and the entrusting department is blank or “无”; \
         otherwise it does not apply.",
    ),
    why: Label::new(
        "委托实施要公告受委托机关和委托内容，责任由委托机关承担。",
        "Entrusted powers must be announced, and the entrusting organ answers for them.",
    ),
    needs: &[EntrustName],
    messages: &[Label::new("“{0}”为“{1}”，但没有填写委托部门", "“{0}” is “{1}”, but the entrusting department is blank")],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EntrustMissing {}

impl ItemRule for EntrustMissing {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        if !item.is_provided(DeptType) && !item.is_provided(ItemSource) {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        let (nature, source) = (item.code(DeptType), item.code(ItemSource));
        let reason = if nature == Some("3") {
            DeptType
        } else if matches!(source, Some("5" | "6")) {
            ItemSource
        } else if nature.or(source).is_none() && !(item.is_empty(DeptType) && item.is_empty(ItemSource)) {
            return Outcome::NotChecked(Reason::Unreadable);
        } else {
            return Outcome::NotApplicable;
        };
        if !item.says_nothing(EntrustName) {
            return Outcome::Pass;
        }
        let finding = Finding::fail(EntrustName, 0).value(item.value(EntrustName));
        Outcome::Found(vec![finding.arg(reason).arg((reason, item.text(reason)))])
    }
}
