//! Width of text on a terminal, where a Chinese character takes two columns.

/// Columns a character takes: 2 for East Asian wide and full-width ones, 0 for combining marks and controls, else 1.
pub fn char_width(c: char) -> usize {
    match c as u32 {
        0..=0x1F | 0x7F..=0x9F | 0x300..=0x36F | 0x200B..=0x200F | 0xFE00..=0xFE0F | 0xFEFF => 0,
        0x1100..=0x115F
        | 0x2E80..=0x303E
        | 0x3041..=0x33FF
        | 0x3400..=0x4DBF
        | 0x4E00..=0x9FFF
        | 0xA000..=0xA4CF
        | 0xAC00..=0xD7A3
        | 0xF900..=0xFAFF
        | 0xFE30..=0xFE6F
        | 0xFF00..=0xFF60
        | 0xFFE0..=0xFFE6
        | 0x1F300..=0x1F64F
        | 0x1F900..=0x1F9FF
        | 0x20000..=0x3FFFD => 2,
        _ => 1,
    }
}

/// Columns a text takes.
pub fn width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

/// Breaks a text into lines of at most `columns` (at least 2) columns: at its own line breaks, after spaces where there
/// are any, else between characters, but never before closing punctuation that still fits by one character's shift.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(2);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        let mut used = 0;
        for c in paragraph.chars() {
            let wide = char_width(c);
            if used + wide > columns {
                // Carried over only where it leaves room for the next character.
                let fits = |at: &usize| line.get(*at..).is_some_and(|rest| width(rest) + wide <= columns);
                let cut = break_point(&line, c).filter(fits);
                let rest = cut.map(|at| line.split_off(at)).unwrap_or_default();
                lines.push(line.trim_end().to_owned());
                used = width(&rest);
                line = rest;
            }
            line.push(c);
            used += wide;
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// Where to cut a full line before `next`: after the last space of Latin text, or one character early where `next`
/// may not begin a line. `None` to cut at the end.
fn break_point(line: &str, next: char) -> Option<usize> {
    let last = line.chars().next_back()?;
    let word = |c: char| c.is_ascii_graphic();
    if word(last) && word(next) {
        let at = line
            .rfind(|c: char| !word(c))
            .and_then(|at| Some(at + line.get(at..)?.chars().next()?.len_utf8()))?;
        return (2 * at > line.len()).then_some(at);
    }
    let closing = matches!(
        next,
        '，' | '。' | '、' | '；' | '：' | '）' | '”' | '》' | '！' | '？'
    );
    let at = line.len() - last.len_utf8();
    (closing && at > 0).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::{width, wrap};
    use proptest::prelude::*;

    #[test]
    fn chinese_takes_two_columns() {
        assert_eq!(width("承诺5日"), 7);
        assert_eq!(width("（Ａ）"), 6);
    }

    #[test]
    fn lines_break_at_the_width_and_not_before_closing_marks() {
        assert_eq!(wrap("承诺时限超过", 8), ["承诺时限", "超过"]);
        assert_eq!(wrap("承诺时限，超过", 8), ["承诺时", "限，超过"]);
        assert_eq!(wrap("the limit is long", 10), ["the limit", "is long"]);
        assert_eq!(wrap("a\n\nb", 10), ["a", "", "b"]);
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_nothing_is_lost(text in "[a-c 承诺，。（）]{0,60}", columns in 2_usize..20) {
            let lines = wrap(&text, columns);
            for line in &lines {
                prop_assert!(width(line) <= columns, "{line:?}");
            }
            let kept = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(kept(&lines.concat()), kept(&text));
        }
    }
}
