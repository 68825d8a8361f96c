//! `limit-answer-contradicts`

use crate::element::Element::{AnticipateDay, Answer, PromiseDay, Question};
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{EntryView, Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use crate::text::limit::{Limit, Role, limits_in};
use crate::text::words::WordList;
use crate::time_limit::{Compared, PROMISED, STATUTORY, certainly_differ, outcome};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<LimitAnswerContradicts>(&META);

const META: Meta = Meta {
    id: "limit-answer-contradicts",
    title: Label::new("常见问题的答复与办结时限不一致", "Answer contradicts the time limits"),
    what: Label::new(
        "问多久办结（`asks`与`about`词表各有一词）的问题，答复中的时限与法定、承诺办结时限按任何算法（工作日或自然日）都不相等的：\
         问题不长于`plain`字、答复只有一个时限的，判确定问题；其他写法为疑似。可能相等的合格；没有这类问题的不适用；时限读不出的不判。",
        "For questions how long it takes (a word each of `asks` and `about`) whose answer equals neither limit however days are \
         counted: fails where the question has at most `plain` characters and the answer is one limit, otherwise suspected. In \
         order where they may be equal; does not apply without such a question; not checked when limits cannot be read.",
    ),
    why: Label::new(
        "申请人最常看问答，答复与时限不一，就会误了日子或白等。",
        "Applicants read the answers most; a different time there makes them late or wait in vain.",
    ),
    needs: &[Question, Answer, AnticipateDay, PromiseDay],
    messages: &[Label::new(
        "问“{0}”，答“{1}”，与法定办结时限“{2}”、承诺办结时限“{3}”都不一致",
        "Asked “{0}”, answered “{1}”: neither the statutory limit “{2}” nor the promised “{3}”",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LimitAnswerContradicts {
    /// Words that ask for a time.
    asks: WordList,
    /// Words for completing the case.
    about: WordList,
    /// Longest question, in characters, that can only mean the whole case.
    plain: usize,
}

impl ItemRule for LimitAnswerContradicts {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let questions = item.entries(Part::Question);
        outcome(questions.map(|question| self.compare(item, &question)))
    }
}

impl LimitAnswerContradicts {
    fn compare(&self, item: &ItemView<'_>, entry: &EntryView<'_>) -> Compared {
        let question = entry.text(Question);
        if self.asks.find(question).is_none() || self.about.find(question).is_none() {
            return Compared::Nothing;
        }
        let answer = entry.text(Answer);
        let mut mentions = limits_in(answer);
        mentions.retain(|mention| mention.role == Role::Plain);
        if mentions.is_empty() {
            return Compared::Nothing;
        }
        let stated: Vec<Limit> = [STATUTORY, PROMISED].iter().filter_map(|of| of.of(item)).collect();
        let texts = [item.text(AnticipateDay), item.text(PromiseDay)];
        if stated.len() < texts.iter().filter(|text| !text.is_empty()).count() || stated.is_empty() {
            return Compared::Unreadable;
        }
        let differs = |said: Limit| {
            stated.iter().all(|limit| certainly_differ(*limit, said))
        };
        if !mentions.iter().all(|mention| differs(mention.limit)) {
            return Compared::Agree;
        }
        let plain = mentions.len() == 1 && question.chars().count() <= self.plain && is_bare(answer);
        let finding = if plain {
            Finding::fail(Answer, 0)
        } else {
            Finding::suspect(Answer, 0)
        };
        let finding = finding.value(entry.value(Answer)).entry(entry.number());
        Compared::Differ(finding.arg(question).arg(answer).arg(texts[0]).arg(texts[1]))
    }
}

/// Little more than the limit itself: no room for conditions (“特殊情况”, “补正后”).
fn is_bare(answer: &str) -> bool {
    answer.trim_start_matches(['答', '：', ':', ' ']).chars().count() <= 12
}
