//! Finds periods in running text.

use super::{Limit, Mention, Role, Unit};
use crate::text::number;

/// Units with their spellings, longer before shorter. The flag: only after 个 (`三个月`; `三月` is March).
const UNITS: [(&str, Unit, bool); 16] = [
    ("法定工作日", Unit::WorkingDay, false),
    ("工作日", Unit::WorkingDay, false),
    ("工作天", Unit::WorkingDay, false),
    ("自然日", Unit::CalendarDay, false),
    ("自然天", Unit::CalendarDay, false),
    ("日历日", Unit::CalendarDay, false),
    ("日历天", Unit::CalendarDay, false),
    ("小时", Unit::Hour, false),
    ("钟头", Unit::Hour, true),
    ("分钟", Unit::Minute, false),
    ("星期", Unit::Week, false),
    ("周", Unit::Week, false),
    ("天", Unit::Day, false),
    ("日", Unit::Day, false),
    ("月", Unit::Month, true),
    ("年", Unit::Year, false),
];

/// The unit that `text` begins with (after spaces, 个, and brackets around 个) and its length in bytes.
fn unit_at(text: &str) -> Option<(Unit, usize)> {
    let counted = text.trim_start();
    let after = ["（个）", "(个)", "个"]
        .iter()
        .find_map(|word| counted.strip_prefix(word));
    let rest = after.unwrap_or(counted).trim_start();
    let (word, unit, _) = UNITS
        .iter()
        .find(|(word, _, needs)| (!needs || after.is_some()) && rest.starts_with(word))?;
    let tail = rest.strip_prefix(word)?;
    // 三日期限 is no 三日; 一周岁 is an age; 一年级 and 二年度 are no periods.
    let next = tail.chars().next();
    let other = match *word {
        "日" => next.is_some_and(|c| "期常志报".contains(c)),
        "周" => next.is_some_and(|c| "岁年边".contains(c)),
        "年" => next.is_some_and(|c| "级度版代份".contains(c)),
        _ => false,
    };
    (!other).then_some((*unit, text.len() - tail.len()))
}

/// Every period mentioned in a longer text, in its order. Dates (`11月9日`, `2026年`), ordinals (`第三日`) and
/// inexact numbers (`十余日`, `3-5日`, `1/2个工作日`) are left out.
pub fn limits_in(text: &str) -> Vec<Mention> {
    let mut mentions = Vec::new();
    let mut from = 0;
    while let Some(tail) = text.get(from..) {
        let Some(c) = tail.chars().next() else { break };
        if is_amount_char(c) {
            let length = tail.find(|c| !is_amount_char(c)).unwrap_or(tail.len());
            if let Some(mention) = period_at(text, from, from + length) {
                from = mention.range.end;
                mentions.push(mention);
            } else {
                from += length;
            }
        } else if let Some(length) = immediate_at(text, from) {
            mentions.push(Mention {
                range: from..from + length,
                limit: Limit {
                    hundredths: 0,
                    unit: Unit::Immediate,
                },
                role: Role::Plain,
            });
            from += length;
        } else {
            from += c.len_utf8();
        }
    }
    mentions
}

fn is_amount_char(c: char) -> bool {
    number::is_numeral(c) || matches!(c, '.' | '．' | '半')
}

fn period_at(text: &str, start: usize, end: usize) -> Option<Mention> {
    let run = text.get(start..end)?;
    let (before, after) = (text.get(..start)?, text.get(end..)?);
    let inexact_before = before.trim_end().chars().next_back().is_some_and(|c| {
        matches!(
            c,
            '第' | '-' | '－' | '—' | '–' | '~' | '～' | '/' | '／' | '至' | '月' | '.' | '数' | '几' | '+'
        )
    });
    if inexact_before {
        return None;
    }
    // 1.20个工作日 is the first point of a list as likely as a decimal; only halves are common.
    if run.contains(['.', '．']) && !run.ends_with(['5', '５']) {
        return None;
    }
    let hundredths = super::amount(run)?;
    let (unit, unit_length) = unit_at(after)?;
    if unit == Unit::Year && hundredths >= 190_000 {
        return None;
    }
    let range = start..end + unit_length;
    let rest = text.get(range.end..)?;
    // 2年5月 as part of a date, 一年一次 and the like are seldom; a digit right behind a year makes it a date.
    if unit == Unit::Year && rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let role = role(before, rest);
    Some(Mention {
        range,
        limit: Limit { hundredths, unit },
        role,
    })
}

/// The words close to a period within its clause.
fn role(before: &str, after: &str) -> Role {
    let clause = before
        .rsplit(['。', '；', ';', '，', ',', '、', '（', '('])
        .next()
        .unwrap_or_default();
    let near: String = {
        let tail: Vec<char> = clause.chars().rev().take(10).collect();
        tail.iter().rev().collect()
    };
    if near.contains("延长") || near.contains("延期") || near.contains("顺延") {
        Role::Extension
    } else if near.ends_with("提前")
        || after.starts_with('前')
        || after.starts_with("以前")
        || after.starts_with("之前")
    {
        Role::Advance
    } else if near.contains("有效期") && !near.contains("届满") {
        Role::Validity
    } else {
        Role::Plain
    }
}

/// Words for “at once”, longer before shorter.
const AT_ONCE: [&str; 10] = [
    "即来即办",
    "即时即办",
    "立等可取",
    "即办件",
    "即办",
    "即时",
    "当场",
    "当即",
    "马上",
    "立即",
];

/// A word for “at once” that stands alone between punctuation or with 办理, 办结: its length. 即时受理 and
/// 可以当场作出决定 speak of something else.
fn immediate_at(text: &str, from: usize) -> Option<usize> {
    let (before, tail) = (text.get(..from)?, text.get(from..)?);
    let word = AT_ONCE.iter().find(|word| tail.starts_with(**word))?;
    let rest = tail.strip_prefix(word)?;
    let done = ["办结", "办理", "办完", "办好", "办毕", "完成", "办"]
        .iter()
        .find(|done| rest.starts_with(**done));
    let length = word.len() + done.map_or(0, |done| done.len());
    let is_edge = |c: char| !c.is_alphanumeric() || c == '起' || c == '后' || c == '为';
    let clear_before = before.chars().next_back().is_none_or(is_edge);
    let clear_after = tail
        .get(length..)?
        .chars()
        .next()
        .is_none_or(|c| !c.is_alphanumeric());
    (clear_before && clear_after).then_some(length)
}
