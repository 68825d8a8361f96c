//! `immediate-with-site-check`

use crate::element::Element::{
    self, AcceptStandard, HandleFlow, ProjectType, SpecialDate, SpecialName, SpecialProcedure, StepName, StepStandard,
};
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{Fields, ItemView, ValueId};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::is_placeholder;
use crate::text::words::WordList;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<ImmediateWithSiteCheck>(&META);

const META: Meta = Meta {
    id: "immediate-with-site-check",
    title: Label::new("即办件却有现场勘查或特别程序", "Immediate case with site check or special procedure"),
    what: Label::new(
        "办件类型为“即办件”，而特别程序列有类型且时限不是0的，判确定问题（时限为0的为疑似）；办理流程、审查标准、特别程序文字、\
         办理环节中出现`words`词表中的词（前面是`not_before`、后面是`not_after`的除外）的，为疑似；承诺件不适用。",
        "For immediate cases, fails when special procedures with a time limit are listed (suspected when the limit is 0), and \
         suspects words of `words` in procedure, review standard, special procedure and steps, unless preceded by one of \
         `not_before` or followed by one of `not_after`; does not apply to promised cases.",
    ),
    why: Label::new(
        "要勘查、评审的事项当场办不完，申请人却按“即办”来等结果。",
        "What needs a site check or review cannot be settled on the spot, yet applicants wait for it.",
    ),
    needs: &[ProjectType],
    messages: &[
        Label::new("办件类型为“即办件”，但列有特别程序“{0}”", "The case is immediate, but the special procedure “{0}” is listed"),
        Label::new("办件类型为“即办件”，但“{0}”中写有“{1}”", "The case is immediate, but “{0}” mentions “{1}”"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ImmediateWithSiteCheck {
    /// Site checks and reviews.
    words: WordList,
    /// Negations before such a word.
    not_before: Vec<String>,
    /// What makes the word harmless after it: 现场核查材料 means looking at papers at the counter.
    not_after: Vec<String>,
}

impl ItemRule for ImmediateWithSiteCheck {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        match item.code(ProjectType) {
            Some("1") => {}
            None if !item.is_empty(ProjectType) => return Outcome::NotChecked(Reason::Unreadable),
            _ => return Outcome::NotApplicable,
        }
        let main = [SpecialProcedure, HandleFlow, AcceptStandard];
        let parts = [Part::Special, Part::Step];
        if !main.iter().any(|element| item.is_provided(*element)) && !parts.iter().any(|part| item.has_part(*part)) {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        let mut findings = listed(item);
        for element in main {
            findings.extend(self.mention(element, item.text(element), item.value(element)));
        }
        for step in item.entries(Part::Step) {
            for element in [StepName, StepStandard] {
                let found = self.mention(element, step.text(element), step.value(element));
                findings.extend(found.map(|finding| finding.entry(step.number())));
            }
        }
        Outcome::of(findings)
    }
}

/// Special procedures in the sub-list.
fn listed(item: &ItemView<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for special in item.entries(Part::Special) {
        let text = special.text(SpecialName);
        if is_placeholder(text) {
            continue;
        }
        let finding = if special.integer(SpecialDate) == Some(0) {
            Finding::suspect(SpecialName, 0)
        } else {
            Finding::fail(SpecialName, 0)
        };
        let finding = finding.value(special.value(SpecialName)).entry(special.number());
        findings.push(match special.code(SpecialName) {
            Some(code) => finding.arg(crate::finding::Arg::Code(crate::dictionary::Dictionary::SpecialName, code.into())),
            None => finding.arg(text),
        });
    }
    findings
}

impl ImmediateWithSiteCheck {
    /// The first word in `text` that is not negated.
    fn mention(&self, element: Element, text: &str, value: Option<ValueId>) -> Option<Finding> {
        self.words.find(text)?;
        let found = self.words.find_all(text).into_iter().find(|(range, _)| {
            let before = text.get(..range.start).unwrap_or_default().trim_end();
            let after = text.get(range.end..).unwrap_or_default();
            !self.not_before.iter().any(|word| before.ends_with(word.as_str()))
                && !self.not_after.iter().any(|word| after.starts_with(word.as_str()))
        });
        let (range, _) = found?;
        let word = text.get(range).unwrap_or_default();
        Some(Finding::suspect(element, 1).value(value).arg(element).arg(word))
    }
}
