//! `scene-reason-without-visit`

use crate::element::Element::{SceneNumber, SceneReason};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use crate::text::is_placeholder;
use crate::text::words::WordList;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<SceneReasonWithoutVisit>(&META);

const META: Meta = Meta {
    id: "scene-reason-without-visit",
    title: Label::new("到现场0次却填写必须现场办理原因", "No visits, yet a reason for visits"),
    what: Label::new(
        "“到办事现场次数”为0，而“必须现场办理原因说明”写有原因的，判确定问题；原因写明无需到现场（`none`词表）的合格；\
         只是说可以选择到现场的（`choice`词表）为疑似；次数不是0的不适用。",
        "Fails when no visit is needed and a reason for visits is given; passes when the text says that none is needed \
         (`none`), is suspected when it only offers a choice (`choice`); does not apply unless the number is 0.",
    ),
    why: Label::new(
        "申请人看到必须到现场的原因，就不敢相信可以一次不跑。",
        "Applicants who read why they must come will not trust that they need not.",
    ),
    needs: &[SceneNumber, SceneReason],
    messages: &[Label::new(
        "到办事现场次数为0，但必须现场办理原因说明填有“{0}”",
        "No visit is needed, but the reason for visits reads “{0}”",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SceneReasonWithoutVisit {
    /// Words that say no visit is needed.
    none: WordList,
    /// Words that say a visit is the applicant's choice or happens only in some cases.
    choice: WordList,
}

impl ItemRule for SceneReasonWithoutVisit {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        if item.integer(SceneNumber) != Some(0) {
            return Outcome::NotApplicable;
        }
        let reason = item.text(SceneReason);
        if is_placeholder(reason) || self.none.find(reason).is_some() {
            return Outcome::Pass;
        }
        let finding = if self.choice.find(reason).is_some() {
            Finding::suspect(SceneReason, 0)
        } else {
            Finding::fail(SceneReason, 0)
        };
        Outcome::Found(vec![finding.value(item.value(SceneReason)).arg(reason)])
    }
}
