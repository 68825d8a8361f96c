//! Small parsers for the texts of implementation lists. Each is total: any input gives an answer, none panics.

pub mod address;
pub mod citation;
pub mod date;
pub mod difference;
pub mod hours;
pub mod limit;
pub mod number;
pub mod phone;
pub mod phrase;
pub mod similar;
pub mod url;
pub mod vocabulary;
pub mod width;
pub mod words;

use std::borrow::Cow;

/// Full-width ASCII and the ideographic space become half-width, other text stays (`（０１）` → `(01)`).
pub fn narrow(text: &str) -> Cow<'_, str> {
    if !may_be_wide(text) {
        return Cow::Borrowed(text);
    }
    text.chars()
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '\u{3000}' | '\u{00A0}' => ' ',
            _ => c,
        })
        .collect()
}

/// The text without surrounding space. `str::trim`, which looks first whether there is anything to do: rules read texts
/// thousands of times an item, and few have any.
pub fn trimmed(text: &str) -> &str {
    /// What characters from U+4000 on begin with in UTF-8; no space is among them, nor among those from U+3001 on.
    const FIRST_OF_HAN: std::ops::RangeInclusive<u8> = 0xE4..=0xEF;
    let bytes = text.as_bytes();
    let starts = bytes
        .first()
        .is_some_and(|byte| byte.is_ascii_graphic() || FIRST_OF_HAN.contains(byte));
    let ends = match bytes {
        [.., last] if last.is_ascii() => last.is_ascii_graphic(),
        [.., 0xE3, middle, last] => [*middle, *last] != [0x80, 0x80],
        [.., first, _, _] => FIRST_OF_HAN.contains(first),
        _ => false,
    };
    if starts && ends { text } else { text.trim() }
}

/// Whether any character might become half-width: such ones begin with these bytes in UTF-8, and few others do.
fn may_be_wide(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().any(|byte| matches!(byte, 0xEF | 0xC2))
        || bytes.windows(3).any(|three| three == "\u{3000}".as_bytes())
}

/// Texts that fill a cell without saying anything (`无`, `/`, `——`, `待定` …), after rubric.md §4.4.
pub fn is_placeholder(text: &str) -> bool {
    let text = trimmed(text);
    // Nearly every text of a list comes by here, and nearly none begins like a placeholder.
    text.chars().next().is_none_or(begins_placeholder) && is_one_of_the_placeholders(text)
}

fn is_one_of_the_placeholders(text: &str) -> bool {
    let text = narrow(text);
    let text = text.trim_end_matches(['。', '.', ';', '；']).trim();
    matches!(
        text,
        "" | "无"
            | "暂无"
            | "略"
            | "/"
            | "\\"
            | "\\N"
            | "待定"
            | "另行通知"
            | "见附件"
            | "同上"
            | "没有"
            | "不详"
            | "空"
    ) || text
        .chars()
        .all(|c| matches!(c, '-' | '—' | '–' | '_' | '*' | 'x' | 'X' | '×'))
        || [
            "null",
            "n/a",
            "na",
            "nan",
            "none",
            "nil",
            "test",
            "undefined",
            "测试",
        ]
        .iter()
        .any(|word| text.eq_ignore_ascii_case(word))
}

/// Whether a placeholder may begin with `c`; full-width letters and signs, and punctuation before nothing, are let through.
fn begins_placeholder(c: char) -> bool {
    matches!(
        c,
        '无' | '暂'
            | '略'
            | '待'
            | '另'
            | '见'
            | '同'
            | '没'
            | '不'
            | '空'
            | '测'
            | '。'
            | '；'
            | '—'
            | '–'
            | '×'
    ) || matches!(
        c.to_ascii_lowercase(),
        '/' | '\\' | '.' | ';' | '-' | '_' | '*' | 'x' | 'n' | 't' | 'u'
    ) || ('\u{FF01}'..='\u{FF5E}').contains(&c)
}

/// A title without what surrounds it: book-title marks, and remarks in brackets at its end
/// (`《公共文化体育设施条例》（国务院令第382号）` → `公共文化体育设施条例`).
pub fn bare_title(text: &str) -> &str {
    let mut rest = text.trim();
    loop {
        let shorter = rest
            .strip_suffix('）')
            .and_then(|head| head.rfind('（').and_then(|start| head.get(..start)))
            .or_else(|| {
                rest.strip_suffix(')')
                    .and_then(|head| head.rfind('(').and_then(|start| head.get(..start)))
            })
            .or_else(|| rest.strip_prefix('《').and_then(|tail| tail.strip_suffix('》')));
        match shorter.map(str::trim) {
            Some(shorter) if !shorter.is_empty() => rest = shorter,
            _ => return rest,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{bare_title, is_one_of_the_placeholders, is_placeholder, narrow, trimmed};
    use proptest::prelude::*;

    #[test]
    fn texts_without_wide_characters_are_not_copied() {
        for (text, narrowed) in [
            ("（０１）", "(01)"),
            ("甲　乙", "甲 乙"),
            ("a\u{A0}b", "a b"),
            ("、《甲》", "、《甲》"),
        ] {
            assert_eq!(narrow(text), narrowed);
        }
        assert!(
            matches!(narrow("受理，审查"), std::borrow::Cow::Owned(_)),
            "the comma is full-width"
        );
        assert!(matches!(
            narrow("受理、审查《甲》"),
            std::borrow::Cow::Borrowed(_)
        ));
    }

    proptest! {
        #[test]
        fn trimming_is_trimming(any in any::<String>(), likely in "[ \t\n\u{85}\u{A0}\u{1680}\u{2003}\u{2029}\u{3000}a，一丂鿿𠀀éㄱ]{0,6}") {
            for text in [any, likely] {
                prop_assert_eq!(trimmed(&text), text.trim());
            }
        }

        #[test]
        fn the_first_character_never_hides_a_placeholder(text in "[无暂略待定另行通知见附件同上没有不详空测试。.;；/\\\\—–×x*_ \u{3000}\u{A0}ＮnUuLlＡa-]{0,6}") {
            let slow = is_one_of_the_placeholders(text.trim());
            prop_assert_eq!(is_placeholder(&text), slow);
        }
    }

    #[test]
    fn what_programs_write_for_nothing_says_nothing() {
        for text in ["nan", "NaN", "\\N", "NULL", "None", "N/A", "nil。"] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in ["nano", "Nan Ning", "\\n"] {
            assert!(!is_placeholder(text), "{text}");
        }
    }

    #[test]
    fn titles_lose_marks_and_remarks_only() {
        for (text, expected) in [
            (
                "《公共文化体育设施条例》（国务院令第382号）",
                "公共文化体育设施条例",
            ),
            ("申请书（内容包括项目说明(理由)等）", "申请书"),
            ("《行政许可法》(2019年修正)", "行政许可法"),
            ("《甲法》《乙法》", "甲法》《乙法"),
            ("（原件）", "（原件）"),
            ("申请表）", "申请表）"),
            ("", ""),
        ] {
            assert_eq!(bare_title(text), expected, "{text}");
        }
    }
}
