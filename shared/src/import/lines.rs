//! Sub-lists written into one cell, an entry per line: several such columns belong together line by line.

use super::assemble::Assembly;
use crate::element::{Element, Kind, Part};
use crate::item::Value;
use crate::locale::{Label, Lang, Wording};
use crate::notice::NoticeCode;
use crate::table::{TextId, Texts};
use crate::text::phrase::{is_paragraph_numeral, split_outside};
use crate::text::trimmed;
use std::borrow::Cow;

/// How the lines of one record were understood.
pub(crate) struct Split {
    /// Values of each entry.
    pub(crate) entries: Vec<Vec<Value>>,
    /// Where columns do not match in number: each column's name with its number of lines.
    unaligned: Option<Wording>,
}

impl Split {
    /// Says where columns do not match; `values` are those that were split.
    pub(crate) fn say_unaligned(&self, values: &[Value], out: &mut Assembly) {
        if let (Some(counts), Some(first)) = (&self.unaligned, values.first()) {
            let args = [
                (first.row + 1).to_string().into(),
                first.element().part().name().into(),
                counts.clone(),
                self.entries.len().to_string().into(),
            ];
            out.say(NoticeCode::SubListUnaligned, Some(first.place()), args);
        }
    }
}

/// Splits the cells of the one record that stands for a whole sub-list. `only_names`: whether nothing of the part but its
/// names is carried, asked only of a record that has names. `None` where it is a single entry.
pub(crate) fn divide(
    part: Part,
    values: &[Value],
    only_names: impl FnOnce() -> bool,
    texts: &mut Texts,
) -> Option<Split> {
    let has = |test: fn(&str) -> bool| values.iter().any(|value| test(texts.get(value.text)));
    let by_signs = part == Part::Material && has(has_names) && (only_names() || agree(values, texts));
    if by_signs || has(may_count_on) {
        split(part, values, by_signs, texts)
    } else {
        None
    }
}

/// Whether the element says no more of an entry than its name or number.
pub(crate) fn is_name_or_number(element: Element) -> bool {
    Element::of(element.part()).next() == Some(element) || element == Element::MaterialOrder
}

/// Splits the cells of one record of `part` into entries. `None` where there is nothing to split: the naming column
/// has one line, so line breaks elsewhere are part of the text. `by_signs` where names that only semicolons divide are a
/// list: the sheet has no other column of the part, or those [`agree`].
fn split(part: Part, values: &[Value], by_signs: bool, texts: &mut Texts) -> Option<Split> {
    let naming = Element::of(part).next()?;
    let named = values.iter().find(|value| value.element() == naming);
    let count = |value: &Value| entries_of(texts.get(value.text)).len();
    let wanted = match named {
        Some(value) => {
            let text = texts.get(value.text);
            let found = inline(text).or_else(|| names(text).filter(|_| by_signs));
            found.map_or_else(|| count(value), |found| found.len())
        }
        None => values.iter().map(count).max()?,
    };
    if wanted < 2 {
        return None;
    }
    // Texts of one column after the other: the lines borrow from the store that takes them up.
    let mut columns: Vec<(Value, Vec<TextId>)> = Vec::with_capacity(values.len());
    for value in values {
        let text = texts.get(value.text).to_owned();
        let lines = fit(value, wanted, by_signs, &text);
        // “申请表；” in a line of its own: the sign ends the line, not the name.
        let end: &[char] = if value.element() == naming {
            &[';', '；']
        } else {
            &[]
        };
        let ids: Option<_> = lines
            .iter()
            .map(|line| texts.intern(line.trim_end_matches(end)))
            .collect();
        columns.push((*value, ids?));
    }
    let count = columns.iter().map(|(_, lines)| lines.len()).max()?;
    let mut entries = vec![Vec::with_capacity(values.len()); count];
    for (value, lines) in &columns {
        for (number, entry) in entries.iter_mut().enumerate() {
            // One line says the same of every entry.
            let line = if lines.len() == 1 {
                lines.first()
            } else {
                lines.get(number)
            };
            if let Some(&line) = line.filter(|line| !texts.get(**line).is_empty()) {
                entry.push(Value::new(value.element(), line, value.place()));
            }
        }
    }
    let unaligned = columns.iter().any(|(_, lines)| lines.len() != wanted).then(|| {
        Wording::each(|lang| {
            let counts = columns.iter().map(|(value, lines)| {
                let (name, count) = (value.element().name(lang), lines.len());
                match lang {
                    Lang::ZhCn => format!("{name}{count}行"),
                    Lang::En => format!("{name} {count}"),
                }
            });
            let between = Label::new("、", ", ").get(lang);
            counts.collect::<Vec<_>>().join(between)
        })
    });
    Some(Split { entries, unaligned })
}

/// The lines of one column, in the way that fits the number of entries best.
fn fit<'t>(value: &Value, wanted: usize, by_signs: bool, text: &'t str) -> Vec<Cow<'t, str>> {
    let listed = inline(text).or_else(|| names(text).filter(|_| by_signs));
    if let Some(found) = listed.filter(|found| found.len() == wanted) {
        return found;
    }
    let parts = entries_of(text);
    if parts.len() == wanted {
        return parts;
    }
    let plain: Vec<Cow<str>> = trimmed(text)
        .lines()
        .map(|line| trimmed(strip(line)).into())
        .collect();
    if plain.len() == wanted {
        return plain;
    }
    // A longer free text has line breaks of its own: it is kept whole rather than cut into entries without names.
    if parts.len() > wanted && value.element().spec().kind == Kind::Text {
        return vec![trimmed(text).into()];
    }
    parts
}

/// The entries of a text: numbered paragraphs where it is numbered, else its lines; numbers are taken off.
pub(crate) fn entries_of(text: &str) -> Vec<Cow<'_, str>> {
    let lines: Vec<&str> = text
        .lines()
        .map(trimmed)
        .filter(|line| !line.is_empty())
        .collect();
    let [first, _, ..] = lines.as_slice() else {
        return vec![trimmed(text).into()];
    };
    let style = marker(first).map(|(style, _)| style);
    let is_new = |line: &str| marker(line).map(|(style, _)| style) == style;
    let numbered = style.is_some() && lines.iter().filter(|line| is_new(line)).count() > 1;
    let mut entries: Vec<Cow<str>> = Vec::with_capacity(lines.len());
    for line in lines {
        let goes_on = if numbered {
            !is_new(line)
        } else {
            // “（复印件）” on a line of its own belongs to the line above.
            line.starts_with(['（', '(']) && marker(line).is_none()
        };
        match entries.last_mut() {
            Some(last) if goes_on => {
                let last = last.to_mut();
                last.push('\n');
                last.push_str(line);
            }
            _ => entries.push(strip(line).into()),
        }
    }
    entries
}

/// Whether a cell holds several entries: lines, or numbers that count on within one after semicolons or full stops.
pub(crate) fn may_split(text: &str) -> bool {
    text.contains('\n') || (text.contains(['；', ';', '。']) && inline(text).is_some())
}

/// The same with numbers that count on after nothing but a space, or after nothing at all.
fn may_count_on(text: &str) -> bool {
    text.contains('\n') || inline(text).is_some()
}

/// Whether a cell holds names that only semicolons divide.
fn has_names(text: &str) -> bool {
    names(text).is_some()
}

/// Whether semicolons divide several values into as many pieces each.
fn agree(values: &[Value], texts: &Texts) -> bool {
    let found = values.iter().filter_map(|value| names(texts.get(value.text)));
    let counts: Vec<usize> = found.map(|found| found.len()).collect();
    counts.len() > 1 && counts.windows(2).all(|pair| pair[0] == pair[1])
}

/// “申请表；身份证”: names in one line. Pieces that are long, or say when they are needed, may be parts of a sentence.
fn names(text: &str) -> Option<Vec<Cow<'_, str>>> {
    /// Signs and words of sentences.
    const NOT_IN_NAMES: &[&str] = &[
        "，", ",", "。", "：", ":", "如", "若", "或", "情形", "无需", "不需", "免", "之一", "提交", "提供",
        "选择", "可选",
    ];
    const LONGEST: usize = 40;
    if text.contains('\n') || !(text.contains('；') || text.contains(';')) {
        return None;
    }
    let pieces: Vec<&str> = split_outside(text, &["；", ";"])
        .map(trimmed)
        .filter(|piece| !piece.is_empty())
        .collect();
    let is_name = |piece: &&str| {
        let length = piece.chars().count();
        (2..=LONGEST).contains(&length) && !NOT_IN_NAMES.iter().any(|word| piece.contains(word))
    };
    (pieces.len() > 1 && pieces.iter().all(is_name)).then(|| pieces.into_iter().map(Cow::from).collect())
}

/// “1.申请书；2.身份证明”: the entries of a single line that count from one, each after a semicolon, a full stop or a
/// space; after `1.` also `2.` without any.
fn inline(text: &str) -> Option<Vec<Cow<'_, str>>> {
    let text = trimmed(text);
    if text.contains('\n') {
        return None;
    }
    let (style, _) = marker(text)?;
    if number_of(text) != Some(1) {
        return None;
    }
    let mut starts = vec![0];
    let mut before = None;
    for (at, c) in text.char_indices() {
        let last = before.replace(c);
        let piece = &text[at..];
        let divided = last.is_some_and(|last| matches!(last, '；' | ';' | '。') || last.is_whitespace());
        // “第2.” and “1.2.” count nothing on.
        let pointed = || {
            let own = piece.trim_start_matches(|c: char| c.is_ascii_digit());
            own.len() < piece.len()
                && own.starts_with(['.', '．'])
                && !last.is_some_and(|last| {
                    last.is_ascii_digit() || matches!(last, '.' | '．' | '第' | '(' | '（')
                })
        };
        let counts_on = || {
            number_of(piece) == Some(starts.len() + 1) && marker(piece).is_some_and(|(own, _)| own == style)
        };
        if at > 0 && !c.is_whitespace() && (divided || pointed()) && counts_on() {
            starts.push(at);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let pieces = starts.iter().zip(ends);
    let close = ['；', ';', '。'];
    let entries: Vec<Cow<str>> = pieces
        .map(|(from, to)| trimmed(strip(text[*from..to].trim_end().trim_end_matches(close))).into())
        .collect();
    (entries.len() > 1 && entries.iter().all(|entry| !entry.is_empty())).then_some(entries)
}

/// The number that a marked text begins with.
fn number_of(text: &str) -> Option<usize> {
    let body = text.trim_start_matches(['(', '（']);
    let first = body.chars().next()?;
    if let Some(from) = circles(first) {
        return Some(first as usize - from as usize + 1);
    }
    let numeral = |c: char| "一二三四五六七八九十".chars().position(|known| known == c);
    if let Some(at) = numeral(first) {
        let single = !body.chars().nth(1).is_some_and(is_paragraph_numeral);
        return single.then_some(at + 1);
    }
    let digits = body.chars().map_while(|c| match c {
        '０'..='９' => Some(c as usize - '０' as usize),
        c => c.to_digit(10).map(|digit| digit as usize),
    });
    Some(digits.fold(0, |number, digit| number * 10 + digit))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `1.` `1、` `1)`
    Digits,
    /// `(1)`
    BracketedDigits,
    /// `一、`
    Numerals,
    /// `（一）`
    BracketedNumerals,
    /// `①` `⑴` `❶`
    Circled,
    /// `●` `- `
    Bullet,
}

/// The first of the characters that are numbers by themselves, where `c` is one.
fn circles(c: char) -> Option<char> {
    let sets = [('①', '⑳'), ('⑴', '⒇'), ('⒈', '⒛'), ('❶', '❿')];
    sets.into_iter()
        .find(|(from, to)| (*from..=*to).contains(&c))
        .map(|(from, _)| from)
}

fn strip(line: &str) -> &str {
    marker(line).map_or(line, |(_, rest)| rest)
}

/// The number before a line and the rest of it.
fn marker(line: &str) -> Option<(Style, &str)> {
    let line = line.trim_start();
    let (open, body) = match line.strip_prefix(['(', '（']) {
        Some(body) => (true, body),
        None => (false, line),
    };
    let first = body.chars().next()?;
    let behind = &body[first.len_utf8()..];
    if circles(first).is_some() && !open {
        return Some((Style::Circled, behind.trim_start()));
    }
    let is_bullet = matches!(first, '●' | '•' | '◆' | '■' | '▪') || (first == '-' && behind.starts_with(' '));
    if is_bullet && !open {
        return Some((Style::Bullet, behind.trim_start()));
    }
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let digits = is_digit(first);
    if !digits && !is_paragraph_numeral(first) {
        return None;
    }
    let tail = body.trim_start_matches(|c| {
        if digits {
            is_digit(c)
        } else {
            is_paragraph_numeral(c)
        }
    });
    if body.chars().count() - tail.chars().count() > 3 {
        return None;
    }
    let end = tail.chars().next()?;
    let rest = &tail[end.len_utf8()..];
    let style = match (open, digits, end) {
        (true, true, ')' | '）') => {
            // “(1).申请表”
            let rest = rest.strip_prefix(['.', '．', '、']).unwrap_or(rest);
            return Some((Style::BracketedDigits, rest.trim_start()));
        }
        (true, false, ')' | '）') => Style::BracketedNumerals,
        // “1.5寸照片” is no number one.
        (false, true, '.' | '．') if rest.starts_with(is_digit) => return None,
        (false, true, '.' | '．' | '、' | ')' | '）') => Style::Digits,
        (false, false, '、' | '.' | '．') => Style::Numerals,
        _ => return None,
    };
    Some((style, rest.trim_start()))
}

#[cfg(test)]
mod tests;
