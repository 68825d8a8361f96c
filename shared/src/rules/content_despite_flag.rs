//! `content-despite-flag`

use crate::element::Element;
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::text::is_placeholder;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::words::WordList;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<ContentDespiteFlag>(&META);

const META: Meta = Meta {
    id: "content-despite-flag",
    title: Label::new("标志为“否”却填有内容", "Flag is no, yet there is content"),
    what: Label::new(
        "`flag`为“否”，而`content`中的要素写有内容的：内容含`none`中的词（无、不涉及等）的合格，其余的，写明`certain`的条款判确定问题，\
         别的判疑似。标志为“是”或为空的不适用，标志读不出的不判。",
        "Where `flag` is no and an element of `content` says something: passes when it has a word of `none` (none, not concerned), \
         otherwise fails in clauses marked `certain` and is suspected in others. Does not apply when the flag is yes or blank; not \
         checked when it cannot be read.",
    ),
    why: Label::new(
        "一处说没有，一处又写着，申请人不知道该信哪一处。",
        "One place says no and another yes; applicants cannot know which to trust.",
    ),
    needs: &[],
    messages: &[Label::new(
        "“{0}”为“否”，但“{1}”填有“{2}”",
        "“{0}” is no, but “{1}” reads “{2}”",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ContentDespiteFlag {
    /// The flag.
    flag: Element,
    /// What should say nothing when the flag is no.
    content: Vec<Element>,
    /// Words that say no as well.
    none: WordList,
    /// Whether content is certainly a contradiction.
    #[serde(default)]
    certain: bool,
}

impl ItemRule for ContentDespiteFlag {
    fn needs(&self) -> Vec<Element> {
        vec![self.flag]
    }

    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        if !self.content.iter().any(|element| item.is_provided(*element)) {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        match item.flag(self.flag) {
            Some(false) => {}
            None if !item.text(self.flag).is_empty() => return Outcome::NotChecked(Reason::Unreadable),
            _ => return Outcome::NotApplicable,
        }
        let found = self.content.iter().filter_map(|element| {
            let text = item.text(*element);
            if is_placeholder(text) || self.none.find(text).is_some() {
                return None;
            }
            let finding = if self.certain {
                Finding::fail(*element, 0)
            } else {
                Finding::suspect(*element, 0)
            };
            let finding = finding.value(item.value(*element)).arg(self.flag);
            Some(finding.arg(*element).arg(text))
        });
        Outcome::of(found.collect())
    }
}
