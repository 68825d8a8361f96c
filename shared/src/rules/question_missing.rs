//! `question-missing`

use crate::element::Element::{Answer, Question};
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::text::is_placeholder;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<QuestionMissing>(&META);

const META: Meta = Meta {
    id: "question-missing",
    title: Label::new("没有常见问题", "No frequent questions"),
    what: Label::new(
        "文件带有常见问题而该事项一条也没有（或只写“无”）的，判确定问题；有问题而没有解答的，逐条判确定问题。",
        "Fails when the file carries frequent questions and the item has none (or only “无”), and for each question without an answer.",
    ),
    why: Label::new(
        "常见问题答在前面，可以少打电话、少跑一趟。",
        "Answers given beforehand save calls and trips.",
    ),
    needs: &[Question],
    messages: &[
        Label::new("没有填写任何常见问题", "There are no frequent questions"),
        Label::new("常见问题“{0}”没有解答", "The question “{0}” has no answer"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionMissing {}

impl ItemRule for QuestionMissing {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let mut any = false;
        let mut found = Vec::new();
        for entry in item.entries(Part::Question) {
            let question = entry.text(Question);
            if is_placeholder(question) {
                continue;
            }
            any = true;
            if entry.is_blank(Answer) {
                found.push(Finding::fail(Answer, 1).entry(entry.number()).arg(question));
            }
        }
        if !any {
            found.push(Finding::fail(Question, 0));
        }
        Outcome::of(found)
    }
}
