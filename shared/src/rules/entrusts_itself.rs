//! `entrusts-itself`

use crate::element::Element::{DeptName, EntrustName};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::text::is_placeholder;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use crate::text::phrase::same_name;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<EntrustsItself>(&META);

const META: Meta = Meta {
    id: "entrusts-itself",
    title: Label::new("委托部门就是实施主体自己", "Authority entrusted by itself"),
    what: Label::new(
        "委托部门与实施主体同名（空格、全半角不计）的，判确定问题；不同名的合格；委托部门为空或写“无”的不适用。",
        "Fails when entrusting department and authority have the same name (spaces and width aside); does not apply when the former is \
         blank or “无”.",
    ),
    why: Label::new(
        "自己不能委托自己，权力从哪里来就说不清了。",
        "Nobody entrusts himself; where the power comes from is left open.",
    ),
    needs: &[EntrustName, DeptName],
    messages: &[Label::new(
        "委托部门“{0}”就是实施主体自己",
        "The entrusting department “{0}” is the authority itself",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EntrustsItself {}

impl ItemRule for EntrustsItself {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let entrusting = item.text(EntrustName);
        if is_placeholder(entrusting) || item.is_empty(DeptName) {
            return Outcome::NotApplicable;
        }
        let finding = || Finding::fail(EntrustName, 0).value(item.value(EntrustName)).arg(entrusting);
        Outcome::of_one(same_name(entrusting, item.text(DeptName)).then(finding))
    }
}
