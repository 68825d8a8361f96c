//! `accept-condition-vague`

use crate::element::Element::AcceptCondition;
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use crate::text::is_placeholder;
use crate::text::citation::articles_in;
use crate::text::phrase::parts;
use crate::text::vocabulary::Vocabulary;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<AcceptConditionVague>(&META);

const META: Meta = Meta {
    id: "accept-condition-vague",
    title: Label::new("受理条件空泛或留有自由裁量", "Condition vague or left to discretion"),
    what: Label::new(
        "有一条条件只是“符合有关法律、法规”一类的话，且全文没有引用法条的，判确定问题；引用了法条的不判，因为可能是法律原文；\
         含“良好信用”“具有相应”“规定的其他条件”“视情况”等词且没有引用法条的，列为疑似；整栏只写“符合以上条件”的由另一条款评判。",
        "Fails when one condition is of the kind “meets the relevant laws” and the text cites no article; not judged where \
         an article is cited, for it may be the law's own words; suspects “good credit”, “corresponding”, “other \
         conditions prescribed”, “as the case may be” without a cited article; an empty reference such as “meets the above” belongs to another clause.",
    ),
    why: Label::new(
        "申请人无法判断自己够不够条件，受理与否全凭经办人。",
        "Applicants cannot tell whether they qualify; acceptance hangs on the clerk.",
    ),
    needs: &[AcceptCondition],
    messages: &[
        Label::new("受理条件中“{0}”一条空泛，没有写出具体条件", "The condition “{0}” is vague and names nothing"),
        Label::new("受理条件含“{0}”，请核对能否写明具体标准", "The conditions hold “{0}”: check whether they can be made specific"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AcceptConditionVague {
    /// Words of which a condition that says nothing is made.
    words: Vocabulary,
    /// Words one of which such a condition holds.
    markers: Vocabulary,
    /// Words that leave room for discretion.
    hints: Vocabulary,
    /// Empty references, which belong to the clause on missing conditions.
    references: Vocabulary,
}

impl ItemRule for AcceptConditionVague {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let text = item.text(AcceptCondition);
        if is_placeholder(text) {
            return Outcome::NotApplicable;
        }
        let doubtful = |text: &str| {
            (self.markers.find(text).is_some() || self.hints.find(text).is_some()) && articles_in(text).is_empty()
        };
        if item.passes(0, AcceptCondition, |text| !doubtful(text)) {
            return Outcome::Pass;
        }
        let hint = self.hints.find(text);
        let conditions = parts(text);
        if conditions.iter().all(|condition| self.references.find(condition).is_some()) {
            return Outcome::NotApplicable;
        }
        let value = item.value(AcceptCondition);
        let vague = |condition: &&str| {
            self.words.makes_up(condition) && self.markers.find(condition).is_some() && self.hints.find(condition).is_none()
        };
        let mut found: Vec<_> = conditions
            .into_iter()
            .filter(vague)
            .map(|condition| Finding::fail(AcceptCondition, 0).arg(condition).value(value))
            .collect();
        found.extend(hint.map(|hint| Finding::suspect(AcceptCondition, 1).arg(hint).value(value)));
        Outcome::of(found)
    }
}
