//! `review-standard-copied`

use crate::element::Element::{AcceptStandard, CatalogCode, TaskName};
use crate::finding::{Finding, excerpt};
use crate::item::{Fields, List, Outline};
use crate::locale::Label;
use crate::rule::{Context, ListReport, ListRule, Meta, Outcome, Rule};
use crate::table::TextId;
use crate::text::similar::repeated_block;
use hashbrown::HashMap;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::list::<ReviewStandardCopied>(&META);

const META: Meta = Meta {
    id: "review-standard-copied",
    title: Label::new("审查标准复制其他事项或段落重复", "Standard of review copied or repeated"),
    what: Label::new(
        "审查标准中同一段话（不少于`block`个字）出现两次以上的，判疑似；不少于`whole`个字的审查标准与清单中基本编码不同、名称不同的另一个事项\
         逐字相同的，判疑似，因为同类事项的审查标准本可相同，要由人对照事项内容。没有填写的不适用。",
        "Suspects a block of at least `block` characters that stands twice in a standard of review, and a standard of at least `whole` \
         characters that is word for word that of another item with another basic code and name: items of a kind may share a standard, \
         so a person compares. Does not apply when blank.",
    ),
    why: Label::new(
        "审查标准照抄别的事项，窗口就会按错的标准审查。",
        "With another item's standard the counter reviews by the wrong one.",
    ),
    needs: &[AcceptStandard],
    messages: &[
        Label::new("“{0}”一段重复出现{1}次", "The passage “{0}” stands there {1} times"),
        Label::new("审查标准与“{0}”的逐字相同，请核对是否复制错了", "The standard equals that of “{0}” word for word: check whether it was copied by mistake"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReviewStandardCopied {
    /// Shortest block that counts as repeated, in characters.
    block: usize,
    /// Shortest standard that is compared with those of other items, in characters.
    whole: usize,
}

/// What is known of one text, which many items may share.
struct Known<'a> {
    first: (&'a str, &'a str),
    repeat: Option<(String, usize)>,
    long: bool,
}

impl ListRule for ReviewStandardCopied {
    fn check(&self, list: &List, _: &Context, report: &mut ListReport) {
        let mut known: HashMap<TextId, Known<'_>> = HashMap::new();
        for item in list.outlines() {
            let Some(id) = item.text_id(AcceptStandard).filter(|id| !id.says_nothing()) else {
                report.say(item.index(), Outcome::NotApplicable);
                continue;
            };
            let own = (item.text(CatalogCode), item.text(TaskName));
            let known = known.entry(id).or_insert_with(|| self.look(list.texts.trimmed(id), own));
            report.say(item.index(), Outcome::of(judge(&item, own, known)));
        }
    }
}

impl ReviewStandardCopied {
    fn look<'a>(&self, text: &str, first: (&'a str, &'a str)) -> Known<'a> {
        let repeat = repeated_block(text, self.block);
        let repeat = repeat.and_then(|repeat| Some((excerpt(text.get(repeat.range)?).to_owned(), repeat.times)));
        let long = self.whole.checked_sub(1).is_none_or(|last| text.chars().nth(last).is_some());
        Known { first, repeat, long }
    }
}

fn judge(item: &Outline<'_>, own: (&str, &str), known: &Known<'_>) -> Vec<Finding> {
    let finding = |message| Finding::suspect(AcceptStandard, message).value(item.value(AcceptStandard));
    let mut found = Vec::new();
    if let Some((block, times)) = &known.repeat {
        found.push(finding(0).arg(block.as_str()).arg(*times));
    }
    let (basic, name) = known.first;
    if known.long && !basic.is_empty() && !own.0.is_empty() && basic != own.0 && name != own.1 {
        found.push(finding(1).arg(name));
    }
    found
}
