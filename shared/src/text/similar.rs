//! How alike texts are, and what is repeated within one.

use super::{narrow, number};
use std::ops::Range;

/// Likeness of two texts by their pairs of neighbouring characters (Dice), in thousandths: 1000 is equal, 0 has no pair
/// in common. Spaces and width do not count. Two empty texts are equal.
pub fn likeness(a: &str, b: &str) -> u32 {
    let (a, b) = (pairs(a), pairs(b));
    let total = a.len() + b.len();
    if total == 0 {
        return 1000;
    }
    let (mut i, mut j, mut common) = (0, 0, 0_usize);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                common += 1;
                i += 1;
                j += 1;
            }
        }
    }
    u32::try_from(2000 * common / total).unwrap_or(1000)
}

/// Sorted pairs of neighbours; the edges count as a neighbour, so that single characters compare too.
fn pairs(text: &str) -> Vec<u64> {
    // One number for both, which sorts as they do.
    let pair = |before: char, c: char| u64::from(before) << 32 | u64::from(c);
    let mut pairs = Vec::new();
    let mut before = '\0';
    for c in narrow(text).chars().filter(|c| !c.is_whitespace()) {
        pairs.push(pair(before, c));
        before = c;
    }
    if before != '\0' {
        pairs.push(pair(before, '\0'));
    }
    pairs.sort_unstable();
    pairs
}

/// A name for comparing materials: narrow, lower case, without a number before it (`1.`, `（一）`, `①`), spaces,
/// quotation marks and punctuation at the end. What stands in brackets stays: 复印件 is another material.
pub fn normal_name(text: &str) -> String {
    let narrow = narrow(text);
    let unnumbered = without_numbering(narrow.trim());
    unnumbered
        .trim_end_matches(['。', '.', ';', ',', '、', ':'])
        .chars()
        .filter(|c| {
            !c.is_whitespace() && !matches!(c, '《' | '》' | '“' | '”' | '"' | '‘' | '’' | '\'' | '·')
        })
        .map(|c| match c {
            '【' | '〔' | '[' => '(',
            '】' | '〕' | ']' => ')',
            c => c.to_ascii_lowercase(),
        })
        .collect()
}

/// Cuts off `1.`, `1、`, `(1)`, `一、`, `（一）`, `①` once. `3张照片` and `2.5寸照片` have no numbering.
fn without_numbering(text: &str) -> &str {
    if let Some(rest) = text.strip_prefix(|c: char| ('①'..='⑳').contains(&c)) {
        return rest.trim_start();
    }
    let (open, body) = text.strip_prefix('(').map_or((false, text), |body| (true, body));
    let length = body.find(|c| !number::is_numeral(c)).unwrap_or(body.len());
    let Some((numeral, rest)) = body.split_at_checked(length) else {
        return text;
    };
    if numeral.is_empty() || number::parse(numeral).is_none_or(|n| n > 99) {
        return text;
    }
    let signs: &[char] = if open { &[')'] } else { &['、', '.', ')', ':'] };
    match rest.strip_prefix(signs) {
        Some(name) if is_name(rest, name) => name.trim_start(),
        _ => text,
    }
}

/// Whether a name follows the sign, not the fraction of a decimal.
fn is_name(rest: &str, name: &str) -> bool {
    let decimal = rest.starts_with('.') && name.starts_with(|c: char| c.is_ascii_digit());
    !name.trim().is_empty() && !decimal
}

/// A block of text that stands several times in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// Bytes of the first one.
    pub range: Range<usize>,
    /// How often it stands there, overlaps left out; at least 2.
    pub times: usize,
}

/// The first block of at least `min_chars` characters that stands again later in the text: a standard that was pasted
/// twice. Lines of one or two signs (`——————`) do not count. Time grows as n log n with the text.
///
/// Statutes say like things in like words: blocks under some sixty characters prove nothing.
pub fn repeated_block(text: &str, min_chars: usize) -> Option<Repeat> {
    let chars: Vec<char> = text.chars().collect();
    if min_chars < 2 || chars.len() < min_chars.checked_mul(2)? {
        return None;
    }
    let mut windows = window_hashes(&chars, min_chars);
    windows.sort_unstable();
    let mut best: Option<Vec<usize>> = None;
    for group in windows.chunk_by(|a, b| a.0 == b.0) {
        let Some(&(_, first)) = group.first() else {
            continue;
        };
        if group.len() < 2
            || best
                .as_ref()
                .is_some_and(|known| known.first().is_some_and(|&at| at <= first))
        {
            continue;
        }
        let places = same_places(&chars, group, min_chars);
        if places.len() >= 2 && is_varied(chars.get(first..first + min_chars)?) {
            best = Some(places);
        }
    }
    let places = best?;
    let length = common_length(&chars, &places);
    let start = *places.first()?;
    let byte = |index: usize| {
        text.char_indices()
            .nth(index)
            .map_or(text.len(), |(byte, _)| byte)
    };
    Some(Repeat {
        range: byte(start)..byte(start + length),
        times: places.len(),
    })
}

/// Hash and place of every window (polynomial, modulo 2^64; equal hashes are compared again).
fn window_hashes(chars: &[char], length: usize) -> Vec<(u64, usize)> {
    const BASE: u64 = 0x0100_0000_01b3;
    let highest = (1..length).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    let mut hash = 0_u64;
    let mut hashes = Vec::with_capacity(chars.len());
    for (index, &c) in chars.iter().enumerate() {
        if let Some(&gone) = index.checked_sub(length).and_then(|gone| chars.get(gone)) {
            hash = hash.wrapping_sub(u64::from(u32::from(gone)).wrapping_mul(highest));
        }
        hash = hash.wrapping_mul(BASE).wrapping_add(u64::from(u32::from(c)));
        if let Some(start) = (index + 1).checked_sub(length) {
            hashes.push((hash, start));
        }
    }
    hashes
}

/// Places whose windows really equal the first one, without overlaps.
fn same_places(chars: &[char], group: &[(u64, usize)], length: usize) -> Vec<usize> {
    let window = |start: usize| chars.get(start..start + length);
    let mut places: Vec<usize> = Vec::new();
    for &(_, start) in group {
        match places.last() {
            None => places.push(start),
            Some(&last)
                if start >= last + length && window(start) == places.first().and_then(|&at| window(at)) =>
            {
                places.push(start);
            }
            _ => {}
        }
    }
    places
}

/// At least one character in eight is different from the others.
fn is_varied(window: &[char]) -> bool {
    let mut distinct: Vec<u64> = window.iter().map(|c| u64::from(*c)).collect();
    distinct.sort_unstable();
    distinct.dedup();
    distinct.len() >= (window.len() / 8).max(3)
}

/// How far the texts at all places go on alike without running into each other.
fn common_length(chars: &[char], places: &[usize]) -> usize {
    let room = places
        .windows(2)
        .map(|pair| pair[1] - pair[0])
        .min()
        .unwrap_or_default();
    let (Some(&first), Some(&last)) = (places.first(), places.last()) else {
        return 0;
    };
    (0..room.min(chars.len() - last))
        .find(|&offset| {
            places
                .iter()
                .any(|&place| chars.get(place + offset) != chars.get(first + offset))
        })
        .unwrap_or(room.min(chars.len() - last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn likeness_of_names() {
        assert_eq!(likeness("申请表", "申请表"), 1000);
        assert_eq!(likeness("", ""), 1000);
        assert_eq!(likeness("甲", "乙"), 0);
        assert_eq!(likeness("申请表（Ａ）", "申请表(A)"), 1000);
        assert!(likeness("固定资产投资项目节能审查办法", "固定资产投资项目节能办法") > 800);
        assert!(likeness("结婚登记", "取水许可") < 200);
    }

    #[test]
    fn names_of_materials() {
        for (a, b) in [
            ("1.居民身份证", "居民身份证"),
            ("（一）居民身份证；", "居民身份证"),
            ("①《申请表》", "申请表"),
            ("申请表（原件）", "申请表【原件】"),
            ("10、户口簿 ", "户口簿"),
        ] {
            assert_eq!(normal_name(a), normal_name(b));
        }
        for name in ["3张2寸照片", "2.5寸照片", "一寸照片", "身份证(复印件)", "1."] {
            assert_eq!(normal_name(name), name.trim_end_matches('.'), "{name}");
        }
        assert_ne!(normal_name("身份证"), normal_name("身份证（复印件）"));
    }

    #[test]
    fn a_pasted_standard_is_found() {
        let block =
            "一、审查方式：书面审查。申请人应如实填写各项内容，不得虚构、伪造。二、审查方式：实地审查。";
        let text = format!("说明：{}其他", block.repeat(4));
        let repeat = repeated_block(&text, 20).unwrap();
        assert_eq!(repeat.times, 4);
        assert_eq!(&text[repeat.range.clone()], block);
        assert_eq!(repeated_block(block, 20), None);
        assert_eq!(repeated_block(&"—".repeat(500), 20), None);
        assert_eq!(repeated_block("", 20), None);
        assert_eq!(repeated_block("短", 0), None);
        assert_eq!(repeated_block("短", usize::MAX), None);
    }

    proptest! {
        #[test]
        fn likeness_is_symmetric_and_bounded(a in any::<String>(), b in any::<String>()) {
            prop_assert_eq!(likeness(&a, &b), likeness(&b, &a));
            prop_assert!(likeness(&a, &b) <= 1000);
            prop_assert_eq!(likeness(&a, &a), 1000);
        }

        #[test]
        fn a_block_said_twice_is_found(block in "[甲乙丙丁戊己庚辛]{30}", between in "[子丑寅卯]{0,10}") {
            prop_assume!(is_varied(&block.chars().take(20).collect::<Vec<_>>()));
            let text = format!("{block}{between}{block}");
            let repeat = repeated_block(&text, 20).unwrap();
            prop_assert!(repeat.times >= 2);
            let part = &text[repeat.range.clone()];
            prop_assert!(text.matches(part).count() >= repeat.times);
        }

        #[test]
        fn total(text in any::<String>(), min in 0usize..40, likely in "[ab]{0,60}") {
            for text in [&text, &likely] {
                let _ = normal_name(text);
                if let Some(repeat) = repeated_block(text, min) {
                    prop_assert!(text.get(repeat.range).is_some_and(|block| block.chars().count() >= min));
                }
            }
        }
    }
}
