//! `full-online-with-visits`

use crate::element::Element::{OnlineDepth, SceneNumber};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::number;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<FullOnlineWithVisits>(&META);

const META: Meta = Meta {
    id: "full-online-with-visits",
    title: Label::new("全程网办却要到现场", "Fully online, yet visits are needed"),
    what: Label::new(
        "“网上办理深度”含Ⅳ级（全程网办），而“到办事现场次数”为1次及以上的，判确定问题；深度不含Ⅳ级或次数为空的不适用，次数读不出的不判。",
        "Fails when the online depth includes level IV (fully online) and one or more visits are stated; does not apply \
         without level IV or when the number is blank; not checked when the number cannot be read.",
    ),
    why: Label::new(
        "申请人按“全程网办”在网上提交，最后却要跑一趟。",
        "Applicants file online because it says fully online, and must come after all.",
    ),
    needs: &[OnlineDepth, SceneNumber],
    messages: &[Label::new(
        "网上办理深度含“全程网办（Ⅳ级）”，但到办事现场次数为{0}次",
        "The online depth includes level IV (fully online), but {0} visit(s) are stated",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FullOnlineWithVisits {}

impl ItemRule for FullOnlineWithVisits {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let visits = item.text(SceneNumber);
        if visits.is_empty() || !item.has_code(OnlineDepth, "IV") {
            return Outcome::NotApplicable;
        }
        // Some platforms offer “全程网办” in place of 0.
        if visits == "全程网办" {
            return Outcome::Pass;
        }
        match number::parse(visits.trim_end_matches('次').trim()) {
            None => Outcome::NotChecked(Reason::Unreadable),
            Some(0) => Outcome::Pass,
            Some(count) => Outcome::Found(vec![
                Finding::fail(SceneNumber, 0)
                    .value(item.value(SceneNumber))
                    .arg(count),
            ]),
        }
    }
}
