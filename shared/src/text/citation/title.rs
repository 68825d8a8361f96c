//! Titles of documents within a text: in 《》, with one of the marks missing, and without any.

use super::articles_at;
use std::ops::Range;

/// A title found in a text.
#[derive(Debug)]
pub(super) struct Found<'a> {
    /// Without the outer marks.
    pub(super) title: &'a str,
    /// Bytes of the text, marks included.
    pub(super) range: Range<usize>,
}

/// Endings of titles of laws and documents.
const ENDINGS: [&str; 12] = [
    "法", "条例", "规定", "办法", "决定", "细则", "章程", "规则", "意见", "通知", "规程", "规范",
];

/// Words before a title written without 《》. They do not belong to it.
const LEAD_INS: [&str; 12] = [
    "依据",
    "根据",
    "按照",
    "依照",
    "参照",
    "遵照",
    "执行",
    "符合",
    "设定依据",
    "以及",
    "和",
    "按",
];

/// Longest title in bytes; a mark that is closed later than that was forgotten.
const LONGEST: usize = 600;

/// The next title from byte `from` on that opens with 《, with all that is nested in it. Where the closing mark is
/// missing (`《消防法第六条；《建筑法》`) the title ends where it clearly ends, or the mark is passed over.
pub(super) fn quoted(text: &str, from: usize) -> Option<Found<'_>> {
    let mut at = from;
    loop {
        let start = at + text.get(at..)?.find('《')?;
        let inside = start + '《'.len_utf8();
        if let Some(end) = closing_mark(text, start) {
            let title = text.get(inside..end - '》'.len_utf8())?.trim();
            return Some(Found {
                title,
                range: start..end,
            });
        }
        if let Some(found) = unclosed(text, start, inside) {
            return Some(found);
        }
        at = inside;
    }
}

/// Where the mark that opens at `start` is closed, in the same paragraph and sentence.
fn closing_mark(text: &str, start: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (offset, c) in text
        .get(start..)?
        .char_indices()
        .take_while(|(offset, _)| *offset < LONGEST)
    {
        match c {
            '《' => depth += 1,
            '》' => {
                depth -= 1;
                if depth == 0 {
                    return Some(start + offset + c.len_utf8());
                }
            }
            '\n' | '。' => return None,
            _ => {}
        }
    }
    None
}

fn unclosed(text: &str, start: usize, inside: usize) -> Option<Found<'_>> {
    let end = run_end(text, inside)?;
    let run = text.get(inside..end)?;
    let found = in_run(text, inside, end).map_or(run, |found| found.title);
    let is_title = ENDINGS.iter().any(|ending| found.ends_with(ending)) && found.chars().nth(2).is_some();
    // Lead-ins belong to running text; behind a mark the title begins at once.
    (is_title && run.starts_with(found)).then(|| Found {
        title: found,
        range: start..inside + found.len(),
    })
}

fn is_title_char(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '〈' | '〉' | '<' | '>')
}

/// End of the run of title characters that begins at `start`.
fn run_end(text: &str, start: usize) -> Option<usize> {
    let run = text.get(start..)?;
    Some(start + run.find(|c| !is_title_char(c)).unwrap_or(run.len()))
}

/// A title without 《》 within `from..limit`: a run of Chinese that ends like a title, and is followed by an article
/// (`消防法第六条`) or a closing mark, or begins with the name of the state or the region (`中华人民共和国土地管理法`).
pub(super) fn bare(text: &str, from: usize, limit: usize) -> Option<Found<'_>> {
    let mut at = from;
    while at < limit {
        let start = at + text.get(at..limit)?.find(is_title_char)?;
        let end = run_end(text, start)?;
        if let Some(found) = in_run(text, start, end) {
            return Some(found);
        }
        at = end;
    }
    None
}

fn in_run(text: &str, start: usize, end: usize) -> Option<Found<'_>> {
    let run = text.get(start..end)?;
    let cited = run
        .match_indices('第')
        .find(|(at, _)| !articles_at(text, start + at).0.is_empty());
    let closed = text.get(end..).is_some_and(|rest| rest.starts_with('》'));
    let (mut title, known) = match cited {
        Some((at, _)) => (run.get(..at)?, true),
        // An Arabic number ends the run: 消防法第6条.
        None if run.ends_with('第') && !articles_at(text, end - '第'.len_utf8()).0.is_empty() => {
            (run.strip_suffix('第')?, true)
        }
        None => (run, closed),
    };
    let closing = if cited.is_none() && closed {
        '》'.len_utf8()
    } else {
        0
    };
    while let Some(rest) = LEAD_INS.iter().find_map(|word| title.strip_prefix(word)) {
        title = rest;
    }
    let marked = title.len();
    title = title.trim_start_matches(['<', '〈']);
    let opening = marked - title.len();
    let whole = title.len();
    if opening > 0 {
        title = title.trim_end_matches(['>', '〉']);
    }
    let at = start + run.find(title)?;
    let known_head = ["中华人民共和国", "广西壮族自治区"]
        .iter()
        .any(|head| title.starts_with(head));
    let vague = ["本", "该", "此", "前", "上述", "有关", "相关", "国家"]
        .iter()
        .any(|word| title.starts_with(word));
    let good = ENDINGS.iter().any(|ending| title.ends_with(ending))
        && (known || known_head)
        && !vague
        && (3..=60).contains(&title.chars().count());
    good.then(|| Found {
        title,
        range: at - opening..at + whole + closing,
    })
}
