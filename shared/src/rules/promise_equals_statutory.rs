//! `promise-equals-statutory`

use crate::element::Element::{AnticipateDay, AnticipateType, ProjectType, PromiseDay, PromiseType};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<PromiseEqualsStatutory>(&META);

const META: Meta = Meta {
    id: "promise-equals-statutory",
    title: Label::new("承诺办结时限未作压缩", "Promise is no shorter than the statutory limit"),
    what: Label::new(
        "承诺件的承诺办结时限与法定办结时限相等、单位相同，且不少于参数`from`的，列为疑似（能否压缩由人判断）；即办件、\
         时限为空、短于`from`的不适用；数值读不出或单位不同的不判。",
        "Suspects a promised limit equal to the statutory one in the same unit and not below `from` (whether it can be \
         shortened is for a person); does not apply to immediate cases, blank limits and shorter ones; not checked when \
         numbers cannot be read or units differ.",
    ),
    why: Label::new("承诺时限本可压减而没有压减，群众企业就多等。", "Where it could be shorter, applicants wait for nothing."),
    needs: &[AnticipateDay, PromiseDay],
    messages: &[Label::new("承诺办结时限与法定办结时限同为{0}，请核对能否压减", "Promised and statutory limits are both {0}: check whether the promise can be shortened")],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PromiseEqualsStatutory {
    /// Shortest limit that is worth shortening.
    from: i64,
}

impl ItemRule for PromiseEqualsStatutory {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let (statutory, promise) = (item.text(AnticipateDay), item.text(PromiseDay));
        if statutory.is_empty() || promise.is_empty() || item.code(ProjectType) == Some("1") {
            return Outcome::NotApplicable;
        }
        let (Some(statutory), Some(promise)) = (item.integer(AnticipateDay), item.integer(PromiseDay)) else {
            return Outcome::NotChecked(Reason::Unreadable);
        };
        if item.text(AnticipateType) != item.text(PromiseType) && item.code(AnticipateType) != item.code(PromiseType) {
            return Outcome::NotChecked(Reason::Unreadable);
        }
        if statutory < self.from {
            return Outcome::NotApplicable;
        }
        let equal = statutory == promise;
        let finding = equal.then(|| Finding::suspect(PromiseDay, 0).arg(promise).value(item.value(PromiseDay)));
        Outcome::of_one(finding)
    }
}
