//! `question-garbled`

use crate::element::Element::{Answer, Question};
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{EntryView, Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use crate::text::is_placeholder;
use crate::text::vocabulary::Vocabulary;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<QuestionGarbled>(&META);

const META: Meta = Meta {
    id: "question-garbled",
    title: Label::new("常见问题错乱或有网页残留", "Question garbled"),
    what: Label::new(
        "问题或解答含网页代码残留、问题以“答：”开头、问题与解答相同、问题是解答中的一句（照抄一整句且不成问句）的，判确定问题；\
         问题以句号、分号结尾而不成问句，解答以“答”开头的，列为疑似；只写主题（“办理时限”）的不算。",
        "Fails when question or answer holds web code, the question begins with “Answer:”, both are the same, or the \
         question is a whole sentence of its own answer and no question; suspects a statement as question whose answer \
         begins with “Answer”; a mere topic (“time limit”) is in order.",
    ),
    why: Label::new("问答错乱，群众看不懂，也说明内容没有校对。", "A garbled question helps nobody and shows that nobody read it."),
    needs: &[Question, Answer],
    messages: &[
        Label::new("含有网页代码残留“{0}”", "Holds the web code “{0}”"),
        Label::new("问题“{0}”以“答”开头，问答颠倒", "The question “{0}” begins with “Answer”: reversed"),
        Label::new("问题与解答相同：“{0}”", "Question and answer are the same: “{0}”"),
        Label::new("问题“{0}”是解答中的一句，不是问题", "The question “{0}” is a sentence of its answer"),
        Label::new("问题“{0}”不成问句，请核对是否把解答当成了问题", "“{0}” is no question: check whether it belongs to an answer"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionGarbled {
    /// Remains of web pages.
    residue: Vocabulary,
    /// Words and signs that make a question.
    forms: Vocabulary,
}

impl ItemRule for QuestionGarbled {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let mut entries = item.entries(Part::Question).peekable();
        if entries.peek().is_none() {
            return Outcome::NotApplicable;
        }
        Outcome::of(entries.filter_map(|entry| self.judge(&entry)).collect())
    }
}

impl QuestionGarbled {
    fn judge(&self, entry: &EntryView<'_>) -> Option<Finding> {
        let (question, answer) = (entry.text(Question), entry.text(Answer));
        for element in [Question, Answer] {
            if let Some(code) = self.residue.find(entry.text(element)) {
                let finding = Finding::fail(element, 0).arg(code);
                return Some(finding.entry(entry.number()).value(entry.value(element)));
            }
        }
        if is_placeholder(question) || self.forms.find(question).is_some() {
            return None;
        }
        // A statement with its full stop; topics (“办理时限”) have none.
        let statement = question.ends_with(['；', ';', '。']) && question.chars().count() >= 10;
        let finding = if question.starts_with("答：") || question.starts_with("答:") {
            Finding::fail(Question, 1)
        } else if question == answer {
            Finding::fail(Question, 2)
        } else if statement && answer.contains(question) {
            Finding::fail(Question, 3)
        } else if statement && answer.starts_with('答') || question.ends_with('。') && answer.ends_with(['？', '?']) {
            Finding::suspect(Question, 4)
        } else {
            return None;
        };
        Some(finding.arg(question).entry(entry.number()).value(entry.value(Question)))
    }
}
