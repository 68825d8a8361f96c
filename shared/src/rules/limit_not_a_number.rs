//! `limit-not-a-number`

use crate::element::Element::{ProjectType, PromiseDay};
use crate::finding::Finding;
use crate::fix::Proposal;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::{is_placeholder, narrow, number};
use crate::text::vocabulary::Vocabulary;
use crate::time_limit::{PROMISED, STATUTORY, TimeLimit};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<LimitNotANumber>(&META);

const META: Meta = Meta {
    id: "limit-not-a-number",
    title: Label::new("办结时限不是确定的数值", "Time limit is no definite number"),
    what: Label::new(
        "法定、承诺办结时限写“及时”“尽快”“详见……”“每年某月某日”等而没有数值的，写负数的，判确定问题；没有数值的其他写法，非即办件的\
         “0个工作日”，以及只写数字、有单位一栏而没有填的，列为疑似；数字、“20个工作日”一类带单位的写法和“当场”“即办”合格；为空或“无”的不适用。",
        "Fails when a limit reads “promptly”, “as soon as possible”, “see …”, a yearly date and holds no amount, or is negative; suspects other \
         texts without an amount, “0 working days” of cases not immediate, and a bare number whose unit is carried and blank; numbers, amounts with a unit and “on the \
         spot” are in order; does not apply to blank limits.",
    ),
    why: Label::new("没有确定的时限，申请人无从等待，逾期也无从追究。", "Without a definite limit applicants cannot plan, and no delay can be called one."),
    needs: &[],
    messages: &[
        Label::new("“{0}”写的是“{1}”，不是确定的时限", "“{0}” reads “{1}”, which is no definite limit"),
        Label::new("“{0}”写的是“{1}”，看不出确定的时限，请核对", "“{0}” reads “{1}”: check whether that is a definite limit"),
        Label::new("“{0}”为{1}而办件类型不是即办件，请核对", "“{0}” is {1} although the case is not immediate: check it"),
        Label::new("“{0}”写的是“{1}”，时限不能是负数", "“{0}” reads “{1}”: no limit is negative"),
        Label::new("“{0}”写的是“{1}”，但单位没有填写，请核对是工作日还是自然日", "“{0}” reads “{1}” and its unit is blank: check whether working or calendar days are meant"),
    ],
};

/// `-1` and nothing else; a dash before a sentence is none.
fn is_negative(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '－', '−']);
    digits.is_some_and(|digits| !digits.is_empty() && digits.chars().all(char::is_numeric))
}

/// Message about a text without an amount.
const NO_AMOUNT: u8 = 1;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LimitNotANumber {
    /// Words that put a limit off.
    vague: Vocabulary,
    /// Words for handling at once.
    immediate: Vocabulary,
    /// Units of a limit.
    units: Vocabulary,
}

impl ItemRule for LimitNotANumber {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let limits = [STATUTORY, PROMISED];
        if !limits.iter().any(|limit| item.is_provided(limit.amount)) {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        if limits.iter().all(|limit| item.says_nothing(limit.amount)) {
            return Outcome::NotApplicable;
        }
        let found = limits.into_iter().filter_map(|limit| self.judge(item, limit));
        Outcome::of(found.collect())
    }

    fn fix(&self, item: &ItemView<'_>, finding: &Finding, _: &Context) -> Option<Proposal> {
        if finding.message != NO_AMOUNT {
            return None;
        }
        let text = narrow(item.list().text(finding.value?));
        let bare = text.trim().trim_end_matches(['。', '.', ',', ';', '、']).trim_end();
        // The unit has an element of its own: a bare numeral says all.
        let amount = number::parse(bare).filter(|amount| *amount > 0)?;
        // “三五” is a span, not 35.
        let proper = bare.bytes().all(|b| b.is_ascii_digit()) || number::to_chinese(amount).as_deref() == Some(bare);
        let why = Label::new("时限写成阿拉伯数字", "the limit in digits");
        proper.then(|| Proposal::safe(amount.to_string(), why))
    }
}

impl LimitNotANumber {
    fn judge(&self, item: &ItemView<'_>, limit: TimeLimit) -> Option<Finding> {
        let element = limit.amount;
        let text = item.text(element);
        if is_placeholder(text) {
            return None;
        }
        let zero = match item.integer(element) {
            Some(number) => number == 0,
            None => text.starts_with(['0', '０']) && self.amount(text.trim_start_matches(['0', '０'])),
        };
        let finding = if zero {
            let kind = item.code(ProjectType);
            // A promise of 0 is judged against the kind of case by a clause of its own, where there is one.
            let judged_elsewhere = element == PromiseDay && kind.is_some();
            (kind != Some("1") && !judged_elsewhere).then(|| Finding::suspect(element, 2))
        } else if is_negative(text) {
            Some(Finding::fail(element, 3))
        } else if item.integer(element).is_some() {
            // What the text holds besides its number would say the unit.
            let unsaid = item.is_provided(limit.unit) && item.is_empty(limit.unit);
            let bare = narrow(text).bytes().all(|byte| byte.is_ascii_digit());
            (unsaid && bare).then(|| Finding::suspect(element, 4))
        } else if self.immediate.has(text.trim_end_matches('。'))
            || self.holds_amount(text)
        {
            None
        } else if self.vague.find(text).is_some() {
            Some(Finding::fail(element, 0))
        } else if self.immediate.find(text).is_some() {
            None
        } else {
            Some(Finding::suspect(element, NO_AMOUNT))
        };
        finding.map(|finding| finding.arg(element).arg(text).value(item.value(element)))
    }

    /// Whether a number with a unit stands in the text; a yearly date (`每年11月9日`) is none.
    fn holds_amount(&self, text: &str) -> bool {
        if text.contains("每年") {
            return text.contains("工作日");
        }
        let numeral = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || "一二两三四五六七八九十百半".contains(c);
        text.char_indices().filter(|(_, c)| numeral(*c)).any(|(at, c)| {
            let tail = text.get(at + c.len_utf8()..).unwrap_or_default();
            self.amount(tail)
        })
    }

    /// Whether a unit begins the text.
    fn amount(&self, tail: &str) -> bool {
        let tail = tail.trim_start();
        let tail = tail.strip_prefix('个').unwrap_or(tail).trim_start();
        self.units.start(tail).is_some()
    }
}
