//! `visits-without-reason`

use crate::element::Element::{SceneNumber, SceneReason};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::is_placeholder;
use crate::text::vocabulary::Vocabulary;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<VisitsWithoutReason>(&META);

const META: Meta = Meta {
    id: "visits-without-reason",
    title: Label::new("到现场两次以上而无充分理由", "Two or more visits without good reason"),
    what: Label::new(
        "到办事现场次数不少于2，而原因说明只写“需要”“按规定”一类的话的，判确定问题；没有写原因（由另一条款扣分），或只是\
         交材料、核验、取件的，列为疑似；次数为0、1或没有填写的不适用。",
        "Concerns two visits or more: fails when the reason says no more than “needed” or “by regulation”; suspects no \
         reason (another clause takes points for it) and reasons such as handing in, verifying or fetching papers.",
    ),
    why: Label::new("多跑一次就多一次成本，必须说清为什么非来不可。", "Each visit costs the applicant; why it cannot be spared must be said."),
    needs: &[SceneNumber, SceneReason],
    messages: &[
        Label::new("需到现场{0}次，原因只写“{1}”，没有说明为什么", "{0} visits are needed, and “{1}” does not say why"),
        Label::new("需到现场{0}次，没有写明原因，请核对能否减少", "{0} visits are needed and no reason is given: check whether they can be fewer"),
        Label::new("需到现场{0}次，原因为“{1}”，请核对能否网上提交、邮寄或合并办理", "{0} visits are needed for “{1}”: check whether sending online or by post would do"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VisitsWithoutReason {
    /// Reasons that say nothing, whole texts.
    empty: Vocabulary,
    /// Words of reasons that seldom need a visit.
    weak: Vocabulary,
    /// Words of reasons that need one.
    strong: Vocabulary,
}

impl ItemRule for VisitsWithoutReason {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        if item.is_empty(SceneNumber) {
            return Outcome::NotApplicable;
        }
        let Some(visits) = item.integer(SceneNumber) else {
            return Outcome::NotChecked(Reason::Unreadable);
        };
        if visits < 2 {
            return Outcome::NotApplicable;
        }
        let reason = item.text(SceneReason);
        let bare = reason.trim_end_matches(['。', '；', '.', ';']);
        let finding = if is_placeholder(reason) {
            Finding::suspect(SceneNumber, 1).arg(visits).value(item.value(SceneNumber))
        } else if self.empty.has(bare) {
            Finding::fail(SceneReason, 0).arg(visits).arg(reason).value(item.value(SceneReason))
        } else if self.weak.find(reason).is_some() && self.strong.find(reason).is_none() {
            Finding::suspect(SceneReason, 2).arg(visits).arg(reason).value(item.value(SceneReason))
        } else {
            return Outcome::Pass;
        };
        Outcome::Found(vec![finding])
    }
}
