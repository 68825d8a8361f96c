//! `scene-reason-missing`

use crate::element::Element::{SceneNumber, SceneReason};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::text::is_placeholder;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<SceneReasonMissing>(&META);

const META: Meta = Meta {
    id: "scene-reason-missing",
    title: Label::new("须到现场而没有说明原因", "Visit required without a reason"),
    what: Label::new(
        "到办事现场次数大于0，而必须现场办理原因说明为空或只写“无”的，判确定问题；次数为0或没有填写的不适用，次数读不出的不判。",
        "Fails when visits are needed and the reason is blank or “无”; does not apply when none are needed or the number is blank; \
         not checked when the number cannot be read.",
    ),
    why: Label::new("说不出原因的，就应当让群众少跑。", "Where no reason can be given, people should not have to come."),
    needs: &[SceneNumber, SceneReason],
    messages: &[
        Label::new("须到现场{0}次，但没有填写必须现场办理原因说明", "{0} visits are needed, but no reason is given"),
        Label::new(
            "须到现场{0}次，但必须现场办理原因说明只写了“{1}”",
            "{0} visits are needed, but the reason only reads “{1}”",
        ),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SceneReasonMissing {}

impl ItemRule for SceneReasonMissing {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        if item.is_empty(SceneNumber) {
            return Outcome::NotApplicable;
        }
        let Some(visits) = item.integer(SceneNumber) else {
            return Outcome::NotChecked(Reason::Unreadable);
        };
        if visits == 0 {
            return Outcome::NotApplicable;
        }
        let reason = item.text(SceneReason);
        if !is_placeholder(reason) {
            return Outcome::Pass;
        }
        let finding = if reason.is_empty() {
            Finding::fail(SceneReason, 0).arg(visits)
        } else {
            Finding::fail(SceneReason, 1).arg(visits).arg(reason)
        };
        Outcome::Found(vec![finding.value(item.value(SceneReason))])
    }
}
