//! `limit-explanation-contradicts`

use crate::finding::{Arg, Finding};
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::limit::{Mention, Role, Unit, limits_in};
use crate::text::words::WordList;
use crate::time_limit::{Compared, PROMISED, STATUTORY, TimeLimit, certainly_differ, outcome};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<LimitExplanationContradicts>(&META);

const META: Meta = Meta {
    id: "limit-explanation-contradicts",
    title: Label::new("办结时限与时限说明不一致", "Time limit contradicts its note"),
    what: Label::new(
        "法定、承诺办结时限分别与各自的说明比较。说明去掉套话（`frame`词表）后只剩一个时限，而它与数值一定不等的，判确定问题；\
         说明为其他写法，其中的时限没有一个与数值相等的，为疑似；说明中没有时限，或讲的是不计入的时间（`excluded`词表）的合格；\
         两个时限都没有说明的不适用；数值读不出的不判。",
        "Compares each limit with its own note. Where the note without set phrases (`frame`) is a single limit that certainly \
         differs, it fails; where it is worded otherwise and none of its limits equals the value, it is suspected; notes without \
         limits or about time not counted (`excluded`) are in order; does not apply without notes; not checked when unreadable.",
    ),
    why: Label::new(
        "同一个时限写出两个数，申请人不知道哪个算数。",
        "With two numbers for one limit, applicants cannot tell which counts.",
    ),
    needs: &[],
    messages: &[Label::new(
        "{0}为“{1}”，说明却写“{2}”",
        "“{0}” is “{1}”, but its note says “{2}”",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LimitExplanationContradicts {
    /// Set phrases around a limit that add nothing to it: 受理之日起, 内办结.
    frame: WordList,
    /// Words that speak of time not counted in the limit.
    excluded: WordList,
}

impl ItemRule for LimitExplanationContradicts {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let limits = [STATUTORY, PROMISED];
        let carried = |of: &TimeLimit| item.is_provided(of.amount) && item.is_provided(of.note);
        if !limits.iter().any(carried) {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        outcome(limits.into_iter().map(|limit| self.compare(item, limit)))
    }
}

impl LimitExplanationContradicts {
    fn compare(&self, item: &ItemView<'_>, of: TimeLimit) -> Compared {
        let note = item.text(of.note);
        if note.is_empty() || item.text(of.amount).is_empty() {
            return Compared::Nothing;
        }
        let mut mentions = limits_in(note);
        mentions.retain(|mention| mention.role == Role::Plain);
        if mentions.is_empty() {
            return Compared::Agree;
        }
        let Some(stated) = of.of(item) else {
            return Compared::Unreadable;
        };
        let finding = match mentions.as_slice() {
            [mention] if self.is_statement(note, mention) => {
                if certainly_differ(stated, mention.limit) {
                    Finding::fail(of.note, 0)
                } else if stated.hundredths == mention.limit.hundredths {
                    return Compared::Agree;
                } else {
                    return Compared::Unreadable;
                }
            }
            _ if self.excluded.find(note).is_some() => return Compared::Agree,
            _ if mentions.iter().any(|mention| !certainly_differ(stated, mention.limit)) => return Compared::Agree,
            _ => Finding::suspect(of.note, 0),
        };
        Compared::Differ(
            finding
                .value(item.value(of.note))
                .arg(of.amount)
                .arg(shown(item, of))
                .arg(note),
        )
    }

    /// Whether the note says nothing but this limit.
    fn is_statement(&self, note: &str, mention: &Mention) -> bool {
        let around = [note.get(..mention.range.start), note.get(mention.range.end..)];
        around.into_iter().flatten().all(|text| {
            let mut covered = 0;
            for (range, _) in self.frame.find_all(text) {
                covered += text.get(range).map_or(0, str::len);
            }
            let marks = |c: char| c.is_whitespace() || c.is_ascii_punctuation() || matches!(c, '。' | '，' | '、' | '；' | '：' | '（' | '）');
            covered + text.chars().filter(|c| marks(*c)).map(char::len_utf8).sum::<usize>() >= text.len()
        })
    }
}

/// Amount with its unit, where the unit has its own element.
fn shown(item: &ItemView<'_>, of: TimeLimit) -> Arg {
    let text = item.text(of.amount);
    match of.of(item) {
        Some(limit) if limit.unit == Unit::WorkingDay && !text.contains('日') => Arg::Text(format!("{text}个工作日").into()),
        _ => Arg::Text(text.into()),
    }
}
