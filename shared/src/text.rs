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

/// Full-width ASCII and the ideographic space become half-width, other text stays (`（０１）` → `(01)`).
pub fn narrow(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '\u{3000}' | '\u{00A0}' => ' ',
            _ => c,
        })
        .collect()
}

/// Texts that fill a cell without saying anything (`无`, `/`, `——`, `待定` …), after rubric.md §4.4.
pub fn is_placeholder(text: &str) -> bool {
    let text = narrow(text.trim());
    let text = text.trim_end_matches(['。', '.', ';', '；']).trim();
    matches!(
        text,
        "" | "无"
            | "暂无"
            | "略"
            | "/"
            | "\\"
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
        || matches!(
            text.to_ascii_lowercase().as_str(),
            "null" | "n/a" | "na" | "none" | "nil" | "test" | "undefined" | "测试"
        )
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
    use super::bare_title;

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
