//! Titles of laws, brought into one form.

use crate::text::narrow;
use std::borrow::Cow;

/// The head of the full titles of national laws.
pub(super) const STATE: &str = "中华人民共和国";

/// The region's name in short.
const REGION: &str = "广西";

/// A title for comparison: no 《》, spaces or full-width letters, one kind of inner brackets, 广西 written in full,
/// and without 中华人民共和国 at its head. No place's name is taken away.
pub fn normal_title(title: &str) -> Cow<'_, str> {
    // Most titles are plain: nothing of them has to be written anew.
    if title.chars().all(|c| matches!(c, '\u{4E00}'..='\u{9FFF}')) {
        let plain = title.strip_prefix(STATE).unwrap_or(title);
        if !plain.starts_with(REGION) {
            return Cow::Borrowed(plain);
        }
    }
    let text: String = narrow(title)
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '〈' | '《' => '<',
            '〉' | '》' => '>',
            c => c,
        })
        .collect();
    let mut text = text.as_str();
    if let Some(inside) = text.strip_prefix('<').and_then(|text| text.strip_suffix('>')) {
        // <甲>办法<乙> is not one pair of brackets.
        if !inside.contains('>')
            || inside
                .find('<')
                .is_some_and(|open| inside.find('>').is_some_and(|end| open < end))
        {
            text = inside;
        }
    }
    let text = text.strip_prefix(STATE).unwrap_or(text);
    match text
        .strip_prefix(REGION)
        .filter(|rest| !rest.starts_with("壮族自治区"))
    {
        Some(rest) => Cow::Owned(format!("广西壮族自治区{rest}")),
        None => Cow::Owned(text.to_owned()),
    }
}

/// Cuts a remark on the version off a normal title: `公司法(2018年修正)` → `公司法` and 2018.
pub(super) fn split_version(title: &str) -> Option<(&str, u32)> {
    let (base, remark) = title.strip_suffix(')')?.rsplit_once('(')?;
    let year = remark
        .get(..4)
        .filter(|year| year.bytes().all(|b| b.is_ascii_digit()))?;
    let rest = remark.get(4..)?;
    let rest = rest.strip_prefix('年').unwrap_or(rest);
    let known = [
        "",
        "修正",
        "修订",
        "修正本",
        "修订本",
        "版",
        "修正版",
        "修订版",
        "修正文本",
    ];
    Some((base, year.parse().ok()?)).filter(|_| known.contains(&rest))
}
