//! `preliminary-review-too-long`

use crate::element::Element::{AnticipateDay, TaskName};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::limit::Unit;
use crate::text::vocabulary::Vocabulary;
use crate::time_limit::{STATUTORY, exceeds_working_days};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<PreliminaryReviewTooLong>(&META);

const META: Meta = Meta {
    id: "preliminary-review-too-long",
    title: Label::new("初审、转报的法定时限过长", "Preliminary review takes too long"),
    what: Label::new(
        "用于行政许可中名称含`words`的（初审、转报等）：法定办结时限超过`days`个工作日的判疑似，不超过的合格；时限为空的、名称不含这些词的不适用。",
        "For licences whose name has one of `words` (preliminary review, forwarding): suspected where the statutory limit exceeds `days` \
         working days; does not apply to other names and blank limits.",
    ),
    why: Label::new(
        "下级先审后报的许可，下级应自受理之日起二十日内审查完毕，法律、法规另有规定的除外。",
        "An authority that reviews for a higher one has twenty days, unless a law or regulation provides otherwise.",
    ),
    needs: &[TaskName, AnticipateDay],
    messages: &[Label::new(
        "名称含“{0}”，法定办结时限“{1}”超过{2}个工作日，请核对有没有法律、法规另行规定",
        "The name has “{0}”, and the statutory limit “{1}” exceeds {2} working days: check whether a law or regulation provides so",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PreliminaryReviewTooLong {
    /// Words of names of preliminary reviews.
    words: Vocabulary,
    /// Working days (行政许可法 art. 43).
    days: u32,
}

impl ItemRule for PreliminaryReviewTooLong {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let text = item.text(AnticipateDay);
        let Some(word) = self.words.find(item.text(TaskName)).filter(|_| !text.is_empty()) else {
            return Outcome::NotApplicable;
        };
        let Some(limit) = STATUTORY.of(item).filter(|limit| limit.unit != Unit::Unstated) else {
            return Outcome::NotChecked(Reason::Unreadable);
        };
        let finding = Finding::suspect(AnticipateDay, 0).value(item.value(AnticipateDay));
        let finding = finding.arg(word).arg(text).arg(i64::from(self.days));
        Outcome::of_one(Some(finding).filter(|_| exceeds_working_days(limit, self.days)))
    }
}
