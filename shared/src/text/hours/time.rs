//! Single times of the day.

use std::ops::Range;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    Morning,
    Noon,
    Afternoon,
}

/// A time as found: characters, hour, minute, and the half of the day right before it.
pub(super) struct Found {
    pub(super) chars: Range<usize>,
    pub(super) hour: u32,
    pub(super) minute: u32,
    pub(super) half: Option<Half>,
    pub(super) wide_colon: Option<bool>,
}

pub(super) const HALVES: [(&str, Half); 9] = [
    ("上午", Half::Morning),
    ("早上", Half::Morning),
    ("早", Half::Morning),
    ("中午", Half::Noon),
    ("下午", Half::Afternoon),
    ("午后", Half::Afternoon),
    ("傍晚", Half::Afternoon),
    ("晚上", Half::Afternoon),
    ("晚", Half::Afternoon),
];

/// Minutes from midnight; `None` for a time that no day has.
pub(super) fn minutes(time: &Found, half: Option<Half>) -> Option<u32> {
    let Found { hour, minute, .. } = *time;
    let hour = match half {
        Some(Half::Morning) if hour > 12 => return None,
        Some(Half::Afternoon) if (1..12).contains(&hour) => hour + 12,
        Some(Half::Noon) if (1..4).contains(&hour) => hour + 12,
        _ => hour,
    };
    (minute < 60 && (hour < 24 || (hour == 24 && minute == 0))).then_some(hour * 60 + minute)
}

/// All times: `8:30`, `8：30`, `8点`, `8时30分`, `8点半`.
pub(super) fn times(written: &[(usize, char)], chars: &[char]) -> Vec<Found> {
    let mut times: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let digits = digits_at(chars, at);
        if digits == 0 {
            at += 1;
            continue;
        }
        let start = at;
        at += digits;
        if digits > 2 {
            continue;
        }
        if let Some((minute, end)) = minute_at(chars, at) {
            let sign = written.get(at).map(|(_, c)| *c);
            times.push(Found {
                chars: start..end,
                hour: value(chars, start, digits),
                minute,
                half: half_before(chars, start),
                wide_colon: sign.filter(|c| matches!(c, ':' | '：')).map(|c| c == '：'),
            });
            at = end;
        }
    }
    times
}

fn digits_at(chars: &[char], at: usize) -> usize {
    chars
        .get(at..)
        .unwrap_or_default()
        .iter()
        .take_while(|c| c.is_ascii_digit())
        .count()
}

/// Value of at most two digits.
fn value(chars: &[char], at: usize, digits: usize) -> u32 {
    chars
        .get(at..at + digits)
        .unwrap_or_default()
        .iter()
        .fold(0, |sum, c| sum * 10 + c.to_digit(10).unwrap_or_default())
}

/// What follows an hour: its minutes and the end.
fn minute_at(chars: &[char], at: usize) -> Option<(u32, usize)> {
    let digits = digits_at(chars, at + 1);
    match chars.get(at)? {
        ':' if digits == 2 => Some((value(chars, at + 1, 2), at + 3)),
        '点' | '时' => {
            if chars.get(at + 1) == Some(&'半') {
                return Some((30, at + 2));
            }
            if matches!(digits, 1 | 2) && matches!(chars.get(at + 1 + digits), Some('分')) {
                return Some((value(chars, at + 1, digits), at + 2 + digits));
            }
            if digits == 2 {
                return Some((value(chars, at + 1, 2), at + 3));
            }
            Some((
                0,
                if chars.get(at + 1) == Some(&'整') {
                    at + 2
                } else {
                    at + 1
                },
            ))
        }
        _ => None,
    }
}

/// 上午, 下午 … right before a time, over spaces and a colon.
fn half_before(chars: &[char], start: usize) -> Option<Half> {
    let before = chars.get(..start)?;
    let length = before.iter().rev().take_while(|c| matches!(c, ' ' | ':')).count();
    let before = before.get(..before.len() - length)?;
    HALVES
        .iter()
        .find(|(word, _)| {
            let word: Vec<char> = word.chars().collect();
            before.ends_with(&word)
        })
        .map(|(_, half)| *half)
}
