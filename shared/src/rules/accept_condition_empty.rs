//! `accept-condition-empty`

use crate::element::Element::{AcceptCondition, TaskType};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::text::is_placeholder;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<AcceptConditionEmpty>(&META);

const META: Meta = Meta {
    id: "accept-condition-empty",
    title: Label::new("受理条件没有实际内容", "Conditions of acceptance say nothing"),
    what: Label::new(
        "受理条件为空，或者全文就是`hollow`中的一句（如“符合以上条件”）的，判确定问题；全文是“无”等占位内容的，判确定问题，\
         但`may_have_none`中的事项类型和类型读不出的事项可能确实没有条件，“见附件”之类可能另有内容，都只判疑似。只要还写有别的内容就不判。",
        "Fails when the conditions are blank, or are as a whole one of the sentences in `hollow` (“符合以上条件”), or a placeholder \
         such as “无”; the last is only suspected for types in `may_have_none`, unreadable types, and references such as “见附件”. \
         Texts that say anything else pass.",
    ),
    why: Label::new(
        "不写条件，申请人无法判断自己能不能申请。",
        "Without conditions applicants cannot tell whether they may apply.",
    ),
    needs: &[AcceptCondition],
    messages: &[
        Label::new("受理条件没有填写", "The conditions of acceptance are blank"),
        Label::new("受理条件只写了“{0}”，没有实际内容", "The conditions of acceptance only read “{0}” and say nothing"),
        Label::new(
            "受理条件只写了“{0}”，请核对是否确实没有条件、内容是否另有附件",
            "The conditions of acceptance only read “{0}”: check whether there are none, or stand in an attachment",
        ),
    ],
};

/// Longest text that may be one of the hollow sentences, in bytes.
const LONGEST: usize = 90;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AcceptConditionEmpty {
    /// Sentences that say nothing when they are all there is, without punctuation at the end.
    hollow: Vec<String>,
    /// Item types by code that may have no conditions.
    may_have_none: Vec<String>,
}

impl ItemRule for AcceptConditionEmpty {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let text = item.text(AcceptCondition);
        if text.is_empty() {
            return Outcome::Found(vec![Finding::fail(AcceptCondition, 0)]);
        }
        if text.len() > LONGEST {
            return Outcome::Pass;
        }
        let hollow = self.hollow.iter().any(|sentence| sentence == sentence_of(text));
        let elsewhere = text.contains(['见', '同', '略', '另']);
        let finding = if hollow && !elsewhere {
            Finding::fail(AcceptCondition, 1)
        } else if !hollow && !is_placeholder(text) {
            return Outcome::Pass;
        } else if elsewhere || self.may_have_none(item) {
            Finding::suspect(AcceptCondition, 2)
        } else {
            Finding::fail(AcceptCondition, 1)
        };
        Outcome::Found(vec![finding.value(item.value(AcceptCondition)).arg(text)])
    }
}

impl AcceptConditionEmpty {
    fn may_have_none(&self, item: &ItemView<'_>) -> bool {
        item.code(TaskType).is_none_or(|code| self.may_have_none.iter().any(|may| may == code))
    }
}

/// The text without a number before it and without punctuation around it.
fn sentence_of(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_ascii_digit() || "一、.．（）() ".contains(c))
        .trim_end_matches(['。', '；', '.', ';', '！', ' '])
}
