//! The parts of an enumeration, and names without their decoration.

use super::trimmed;

/// Chinese numerals used as numbers of paragraphs.
pub const fn is_paragraph_numeral(c: char) -> bool {
    matches!(
        c,
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十'
    )
}

/// A text without its own number in an enumeration (`（八）`, `3.`, `①`, `二、`) and without closing punctuation.
pub fn without_number(text: &str) -> &str {
    let text = trimmed(text);
    let bare = number_end(text).and_then(|end| text.get(end..)).unwrap_or(text);
    // A text that is nothing but a number keeps it: `（八）` alone is what was written.
    let bare = if trimmed(bare).is_empty() { text } else { bare };
    bare.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '；' | ';' | '。' | '，' | ',' | '、' | '.' | '．')
    })
}

/// Where the number that `text` begins with ends.
fn number_end(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    if ('①'..='⑳').contains(&first) {
        return Some(first.len_utf8());
    }
    let open = matches!(first, '（' | '(');
    let start = if open { first.len_utf8() } else { 0 };
    let body = text.get(start..)?;
    let length: usize = body
        .chars()
        .take_while(|c| c.is_ascii_digit() || ('０'..='９').contains(c) || is_paragraph_numeral(*c))
        .take(3)
        .map(char::len_utf8)
        .sum();
    let close = body.get(length..)?.chars().next()?;
    let marks = if open { "）)" } else { "、.．）)" };
    if length == 0 || !marks.contains(close) {
        return None;
    }
    let end = start + length + close.len_utf8();
    // `2.5米` is a quantity, not a number of an enumeration.
    let quantity = matches!(close, '.' | '．') && text.get(end..)?.starts_with(|c: char| c.is_ascii_digit());
    (!quantity).then_some(end)
}

/// The parts of an enumeration: split at line breaks, semicolons and full stops, and where numbers count on
/// (`1.身份证2.户口簿`). Every part stands without its number; empty parts are left out.
pub fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    for line in text.split(['\n', '；', ';', '。']) {
        let mut rest = line;
        while let Some(cut) = next_number(rest) {
            let (head, tail) = rest.split_at(cut);
            parts.push(head);
            rest = tail;
        }
        parts.push(rest);
    }
    parts.retain_mut(|part| {
        *part = without_number(part);
        !part.is_empty()
    });
    parts
}

/// Where the part after the first one begins: at `2.` when the line begins with `1.`, and so on.
fn next_number(line: &str) -> Option<usize> {
    let trimmed = line.trim_start();
    let lead = line.len() - trimmed.len();
    let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
    let number: u32 = trimmed.get(..digits)?.parse().ok()?;
    let wanted = number.checked_add(1)?.to_string();
    let from = number_end(trimmed)?;
    let found = trimmed
        .get(from..)?
        .match_indices(wanted.as_str())
        .find(|(at, _)| {
            let before = trimmed
                .get(from..from + at)
                .and_then(|head| head.chars().next_back());
            let part_of_number = before.is_none_or(|c| c.is_ascii_digit() || c == '.');
            !part_of_number && trimmed.get(from + at..).and_then(number_end).is_some()
        })?;
    Some(lead + from + found.0)
}

/// A name and what stands in the brackets at its end: `申请书（一式两份）` → `申请书`, `一式两份`.
pub fn closing_bracket(name: &str) -> (&str, &str) {
    let name = name.trim();
    let inner = name.strip_suffix('）').or_else(|| name.strip_suffix(')'));
    let open = inner.and_then(|inner| inner.rfind(['（', '(']));
    match (inner, open) {
        (Some(inner), Some(open)) => {
            let head = inner.get(..open).unwrap_or_default();
            let inside = inner.get(open..).unwrap_or_default();
            (head.trim(), inside.trim_start_matches(['（', '(']).trim())
        }
        _ => (name, ""),
    }
}

/// Splits `text` at `separators` that stand outside brackets, quotation marks and titles (`《…》`).
pub fn split_outside<'a>(text: &'a str, separators: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let mut depth = 0_usize;
        for (at, c) in text.char_indices() {
            match c {
                '（' | '(' | '《' | '〈' | '“' | '【' | '[' | '<' => depth += 1,
                '）' | ')' | '》' | '〉' | '”' | '】' | ']' | '>' => depth = depth.saturating_sub(1),
                _ => {}
            }
            let tail = text.get(at..).unwrap_or_default();
            if depth == 0
                && let Some(found) = separators.iter().find(|separator| tail.starts_with(**separator))
            {
                rest = tail.get(found.len()..);
                return text.get(..at);
            }
        }
        rest = None;
        Some(text)
    })
}

/// What may join the names of several materials.
pub const JOINING: [&str; 6] = ["、", "以及", "及", "和", "＋", "+"];

/// Characters of [`JOINING`] one of which every joined name holds.
pub const JOINING_CHARS: [char; 5] = ['、', '及', '和', '＋', '+'];

/// Whether two names say the same, whatever their numbers, spaces and full-width characters.
pub fn same_name(a: &str, b: &str) -> bool {
    plain(a).eq(plain(b))
}

/// What [`same_name`] compares, to look names up by.
pub fn plain_name(text: &str) -> String {
    plain(text).collect()
}

fn plain(text: &str) -> impl Iterator<Item = char> {
    let chars = without_number(text).chars().filter(|c: &char| !c.is_whitespace());
    chars.map(|c| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    })
}

#[cfg(test)]
mod tests {
    use super::{closing_bracket, parts, same_name, split_outside, without_number};
    use proptest::prelude::*;

    #[test]
    fn numbers_of_enumerations_are_taken_off_and_quantities_kept() {
        for (text, bare) in [
            ("（八）其他材料；", "其他材料"),
            ("3、节能报告。", "节能报告"),
            ("12.申请表", "申请表"),
            ("① 身份证", "身份证"),
            ("二、审查标准", "审查标准"),
            ("2.5米高的图", "2.5米高的图"),
            ("2寸照片", "2寸照片"),
            ("（原件）", "（原件）"),
            ("（八）", "（八）"),
            ("三张照片", "三张照片"),
        ] {
            assert_eq!(without_number(text), bare);
        }
    }

    #[test]
    fn enumerations_fall_into_parts() {
        assert_eq!(
            parts("1.内容真实有效；2.符合规定。"),
            ["内容真实有效", "符合规定"]
        );
        assert_eq!(parts("1.身份证2.户口簿 3.照片"), ["身份证", "户口簿", "照片"]);
        assert_eq!(parts("1.高2.5米"), ["高2.5米"]);
        assert_eq!(parts("身份证"), ["身份证"]);
        assert!(parts("；\n。").is_empty());
    }

    #[test]
    fn closing_brackets_are_told_from_the_name() {
        assert_eq!(closing_bracket("申请书（一式两份）"), ("申请书", "一式两份"));
        assert_eq!(closing_bracket("（新办）申请书"), ("（新办）申请书", ""));
        assert_eq!(closing_bracket("申请书)"), ("申请书)", ""));
    }

    #[test]
    fn separators_inside_brackets_do_not_split() {
        let pieces = |text| split_outside(text, &["、", "以及"]).collect::<Vec<_>>();
        assert_eq!(
            pieces("身份证（正面、反面）、户口簿以及照片"),
            ["身份证（正面、反面）", "户口簿", "照片"]
        );
        assert_eq!(pieces("《甲、乙申请表》"), ["《甲、乙申请表》"]);
        assert_eq!(pieces("）、"), ["）", ""]);
    }

    #[test]
    fn names_are_compared_without_number_space_and_width() {
        assert!(same_name("1、申请表（原件）", "申请表 (原件)；"));
        assert!(!same_name("申请表", "申请书"));
    }

    proptest! {
        #[test]
        fn total(text in "[0-9一二.、（）()；;第条\n a材料]{0,40}") {
            let found = parts(&text);
            prop_assert!(found.iter().map(|part| part.len()).sum::<usize>() <= text.len());
            let _ = (without_number(&text), closing_bracket(&text));
            prop_assert!(same_name(&text, &text));
            prop_assert!(split_outside(&text, &["、", "；"]).map(str::len).sum::<usize>() <= text.len());
        }
    }
}
