//! Finds telephone numbers in running text.

use super::{Kind, Malformed, Phone, extension};
use crate::text::narrow;
use std::ops::Range;

/// Digits with the signs that may stand between them, as one run of the text.
struct Run {
    range: Range<usize>,
    text: String,
}

const DASHES: [char; 9] = ['-', '—', '–', '―', '－', '‐', '‑', '−', '─'];

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// Runs of digits, each with single dashes, a bracket around the area code and an extension.
fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut from = 0;
    while let Some(start) = text
        .get(from..)
        .and_then(|tail| Some(from + tail.find(is_digit)?))
    {
        let mut end = start;
        let tail = text.get(start..).unwrap_or_default();
        for (at, c) in tail.char_indices() {
            let after = tail.get(at + c.len_utf8()..).unwrap_or_default();
            let joins = is_digit(c)
                || ((DASHES.contains(&c) || c == ' ') && joined_by_sign(after))
                || (matches!(c, ')' | '）') && at <= 12 && joined_by_sign(after))
                || (c == '转' && after.trim_start().starts_with(is_digit));
            if !joins {
                break;
            }
            end = start + at + c.len_utf8();
        }
        from = end.max(start + 1);
        runs.push(Run {
            range: start..end,
            text: narrow(text.get(start..end).unwrap_or_default()).into_owned(),
        });
    }
    runs
}

/// Whether digits follow, over dashes and spaces.
fn joined_by_sign(after: &str) -> bool {
    after
        .trim_start_matches(|c: char| DASHES.contains(&c) || c == ' ')
        .starts_with(is_digit)
}

/// Length of the area code that a row of digits begins with: 010 and 02x have three digits, 03xx–09xx four.
fn area_length(digits: &str) -> Option<usize> {
    match digits.as_bytes() {
        [b'0', b'1', b'0', ..]
        | [
            b'0',
            b'2',
            b'0' | b'1' | b'2' | b'3' | b'4' | b'5' | b'7' | b'8' | b'9',
            ..,
        ] => Some(3),
        [b'0', b'3'..=b'9', _, _, ..] => Some(4),
        _ => None,
    }
}

fn is_local_number(digits: &str) -> bool {
    matches!(digits.len(), 7 | 8) && digits.starts_with(|c: char| matches!(c, '2'..='8'))
}

/// `20180823` is more likely a day than a telephone number.
fn is_date(digits: &str) -> bool {
    let number = |range: Range<usize>| {
        digits
            .get(range)
            .and_then(|part| part.parse::<u32>().ok())
            .unwrap_or_default()
    };
    digits.len() == 8
        && (1900..2100).contains(&number(0..4))
        && (1..=12).contains(&number(4..6))
        && (1..=31).contains(&number(6..8))
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == 11
        && digits.starts_with('1')
        && digits.chars().nth(1).is_some_and(|c| matches!(c, '3'..='9'))
}

fn is_service(digits: &str) -> bool {
    let short = match digits.len() {
        3 => digits.starts_with("11") || digits == "122",
        5 => ["10", "12", "95", "96"]
            .iter()
            .any(|start| digits.starts_with(start)),
        6 => digits.starts_with("95") || digits.starts_with("96"),
        _ => false,
    };
    short || (digits.len() == 10 && (digits.starts_with("400") || digits.starts_with("800")))
}

/// All telephone numbers in a text. Digits that are no number of this kind (house numbers, dates, codes) are left out
/// unless `0` and a dash make clear that a telephone number is meant.
pub fn phones_in(text: &str) -> Vec<Phone> {
    if let Some(kind) = plain_landline(text) {
        let range = 0..text.len();
        return vec![Phone { range, kind }];
    }
    if let Some(digits) = with_digits(text) {
        return found_in(&digits)
            .into_iter()
            .filter_map(|phone| lettered(phone, text))
            .collect();
    }
    found_in(text)
}

fn found_in(text: &str) -> Vec<Phone> {
    let mut phones = Vec::new();
    // Digits that were read as an extension are no number of their own.
    let mut read = 0;
    for run in runs(text) {
        let (before, after) = (text.get(..run.range.start), text.get(run.range.end..));
        let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
        if run.range.start < read || is_other_number(before, after) {
            continue;
        }
        let mut own = classify(&run);
        if let Some(Phone {
            kind:
                Kind::Landline {
                    extension: extension @ None,
                    ..
                }
                | Kind::NoArea {
                    extension: extension @ None,
                    ..
                },
            ..
        }) = own.last_mut()
            && let Some((end, digits)) = extension::behind(after)
        {
            *extension = Some(digits);
            read = run.range.end + end;
        }
        phones.append(&mut own);
    }
    phones
}

/// The text with the letter O beside digits read as 0, byte for byte; `None` where there is none.
fn with_digits(text: &str) -> Option<String> {
    if !text.contains(['O', 'o']) {
        return None;
    }
    let bytes = text.as_bytes();
    let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let is_letter = |at: usize| matches!(bytes.get(at), Some(b'O' | b'o'));
    let beside = |at: usize| is_letter(at) && (digit(at.checked_sub(1)) || digit(Some(at + 1)));
    if !(0..bytes.len()).any(beside) {
        return None;
    }
    let chars = text
        .char_indices()
        .map(|(at, c)| if beside(at) { '0' } else { c });
    Some(chars.collect())
}

/// A number found where letters were read as 0: badly written if it holds one and is clear otherwise.
fn lettered(phone: Phone, text: &str) -> Option<Phone> {
    let shown = text.get(phone.range.clone())?;
    if !shown.contains(['O', 'o']) {
        return Some(phone);
    }
    let clear = matches!(phone.kind, Kind::Landline { .. } | Kind::Mobile(_));
    clear.then(|| Phone {
        kind: Kind::Malformed {
            why: Malformed::Letter,
            meant: phone.normal_form(),
        },
        range: phone.range,
    })
}

/// `0777-6428820` and nothing else, as most telephones of a list are written; what it says of others is `None`.
fn plain_landline(text: &str) -> Option<Kind> {
    let (area, number) = text.split_once('-')?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let plain =
        digits(area) && digits(number) && area_length(area) == Some(area.len()) && is_local_number(number);
    plain.then(|| Kind::Landline {
        area: area.to_owned(),
        number: number.to_owned(),
        extension: None,
    })
}

/// House, room and bus numbers, dates, amounts, parts of addresses on the web.
fn is_other_number(before: &str, after: &str) -> bool {
    let next = after.chars().next();
    next.is_some_and(|c| {
        "号楼栋室层年月日路元个人万吨平千份件张户亩米%.:：".contains(c) && !(c == '.' && after.len() == 1)
    }) || next.is_some_and(|c| c.is_ascii_alphabetic())
        || before
            .chars()
            .next_back()
            .is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '.' | '@' | '_' | '='))
}

fn classify(run: &Run) -> Vec<Phone> {
    let one = |kind| {
        vec![Phone {
            range: run.range.clone(),
            kind,
        }]
    };
    let (main, extension) = split_extension(&run.text);
    let digits: String = main.chars().filter(char::is_ascii_digit).collect();
    let dashed = main.contains(|c| DASHES.contains(&c));
    if main.contains(' ') && !dashed {
        let parts = by_spaces(run);
        if !parts.is_empty() {
            return parts;
        }
    }
    let why = wrong_sign(&main);
    // 2018-2026: digits that make a local number only when a dash is taken out are something else.
    let kind =
        whole(&digits, extension.as_deref()).filter(|kind| !(dashed && matches!(kind, Kind::NoArea { .. })));
    match (kind, why) {
        (Some(kind), None) => one(kind),
        (Some(kind), Some(why)) => {
            let meant = Phone {
                range: run.range.clone(),
                kind,
            }
            .normal_form();
            one(Kind::Malformed { why, meant })
        }
        (None, why) => match dashed_extension(&main) {
            Some(kind) if why.is_none() => one(kind),
            _ => damaged(&digits, &main)
                .map(|why| one(Kind::Malformed { why, meant: None }))
                .unwrap_or_default(),
        },
    }
}

/// Numbers with only spaces between them: each part on its own, if every one is a number.
fn by_spaces(run: &Run) -> Vec<Phone> {
    let joined: String = run.text.chars().filter(char::is_ascii_digit).collect();
    if whole(&joined, None).is_some() {
        return Vec::new();
    }
    let mut phones = Vec::new();
    let mut at = run.range.start;
    // Narrowing changes lengths in bytes: only ASCII runs are split.
    if run.range.len() != run.text.len() {
        return phones;
    }
    for part in run.text.split(' ') {
        if !part.is_empty() {
            match whole(part, None) {
                Some(kind) => phones.push(Phone {
                    range: at..at + part.len(),
                    kind,
                }),
                None => return Vec::new(),
            }
        }
        at += part.len() + 1;
    }
    phones
}

fn split_extension(text: &str) -> (String, Option<String>) {
    match text.split_once('转') {
        Some((main, extension)) => (main.trim().to_owned(), Some(extension.trim().to_owned())),
        None => (text.to_owned(), None),
    }
}

/// What kind of number a plain row of digits is.
fn whole(digits: &str, extension: Option<&str>) -> Option<Kind> {
    let extension = extension.map(str::to_owned);
    if is_mobile(digits) {
        return Some(Kind::Mobile(digits.to_owned()));
    }
    if is_service(digits) {
        return Some(Kind::Service(digits.to_owned()));
    }
    if is_local_number(digits) && !is_date(digits) {
        return Some(Kind::NoArea {
            number: digits.to_owned(),
            extension,
        });
    }
    let (area, number) = digits.split_at_checked(area_length(digits)?)?;
    is_local_number(number).then(|| Kind::Landline {
        area: area.to_owned(),
        number: number.to_owned(),
        extension,
    })
}

/// `0777-6428820-8012`.
fn dashed_extension(main: &str) -> Option<Kind> {
    let (rest, extension) = main.rsplit_once('-')?;
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    let good = matches!(extension.len(), 1..=5) && extension.bytes().all(|b| b.is_ascii_digit());
    match whole(&digits, Some(extension))? {
        kind @ (Kind::Landline { .. } | Kind::NoArea { .. }) if good => Some(kind),
        _ => None,
    }
}

fn wrong_sign(main: &str) -> Option<Malformed> {
    let signs: String = main
        .chars()
        .map(|c| if c.is_ascii_digit() { ' ' } else { c })
        .collect();
    if signs
        .split(' ')
        .any(|sign| sign.chars().filter(|c| DASHES.contains(c)).count() > 1)
    {
        return Some(Malformed::DoubleHyphen);
    }
    main.chars()
        .any(|c| DASHES.contains(&c) && c != '-')
        .then_some(Malformed::ForeignDash)
}

/// Why digits that begin like a telephone number are none. Silent about digits that may be something else.
fn damaged(digits: &str, main: &str) -> Option<Malformed> {
    if !digits.starts_with('0') {
        let glued = digits.len() == 22
            && digits.get(..11).is_some_and(is_mobile)
            && digits.get(11..).is_some_and(is_mobile);
        return glued.then_some(Malformed::Glued);
    }
    let (prefix, rest) = main.split_once(|c: char| DASHES.contains(&c) || c == ')')?;
    let plain = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if !plain(prefix) || !matches!(prefix.len(), 3..=4) {
        return (digits.len() >= 20).then_some(Malformed::Glued);
    }
    if area_length(prefix) != Some(prefix.len()) {
        return Some(Malformed::Area);
    }
    let rest: String = rest.chars().filter(char::is_ascii_digit).collect();
    Some(if rest.len() >= 14 {
        Malformed::Glued
    } else {
        Malformed::Length
    })
}
