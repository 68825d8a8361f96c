//! Extensions that stand behind a number, with words, spaces or a bracket between: `0771-3857808（转1咨询）`.

/// Longest remark in brackets that is looked through, in characters.
const REMARK: usize = 40;

/// Longest extension.
const DIGITS: usize = 5;

/// Words before an extension.
const WORDS: [&str; 7] = ["转", "分机", "内线", "按", "ext", "Ext", "EXT"];

/// The extension in what follows a number, and the byte at which it ends. A remark that names several
/// (`（咨询转1，投诉转3）`) gives all of them, for nobody can say which is meant.
pub(super) fn behind(after: &str) -> Option<(usize, String)> {
    let rest = after.trim_start_matches([' ', '\u{3000}', ',', '，', '、', ';', '；', '/', '-']);
    let start = after.len() - rest.len();
    let Some(remark) = rest.strip_prefix(['(', '（', '[', '【', '［']) else {
        let rest = rest.trim_start_matches(['请', '再', '后', '拨']);
        let start = after.len() - rest.len();
        let word = WORDS.iter().find(|word| rest.starts_with(**word))?;
        let (end, digits) = digits(rest.get(word.len()..)?)?;
        return Some((start + word.len() + end, digits));
    };
    let start = start + rest.len() - remark.len();
    let close = remark.find([')', '）', ']', '】', '］']).unwrap_or(remark.len());
    let remark = remark.get(..close)?;
    if remark.chars().count() > REMARK {
        return None;
    }
    let mut found: Vec<String> = Vec::new();
    let mut end = 0;
    while let Some((at, word)) = next(remark, end) {
        end = at + word.len();
        if let Some((length, digits)) = digits(remark.get(end..)?) {
            end += length;
            found.push(digits);
        }
    }
    (!found.is_empty()).then(|| (start + close, found.join("、")))
}

/// The next word before an extension, from byte `from` on.
fn next(remark: &str, from: usize) -> Option<(usize, &'static str)> {
    let rest = remark.get(from..)?;
    let places = WORDS
        .iter()
        .filter_map(|word| Some((from + rest.find(word)?, *word)));
    places.min_by_key(|(at, _)| *at)
}

/// The digits behind such a word and the byte at which they end; `None` where they are a number of their own.
fn digits(text: &str) -> Option<(usize, String)> {
    let mut rest = text;
    for word in ["接", "拨", "分机", "号", "键"] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    let rest = rest.trim_start_matches([' ', '\u{3000}', '：', ':', '-', '.', '“', '"']);
    let is_digit = |c: char| matches!(c, '0'..='9' | '０'..='９');
    let end = rest.find(|c| !is_digit(c)).unwrap_or(rest.len());
    let (digits, after) = rest.split_at(end);
    let digits = crate::text::narrow(digits);
    let own = after.starts_with(['-', '—', '－']);
    (matches!(digits.len(), 1..=DIGITS) && !own).then(|| (text.len() - after.len(), digits.into_owned()))
}

#[cfg(test)]
mod tests {
    use super::behind;

    #[test]
    fn extensions_behind_words_spaces_and_brackets() {
        for (after, expected) in [
            ("（转1咨询）", Some("1")),
            ("(转3投诉)", Some("3")),
            (" 转 3", Some("3")),
            ("，请转8012分机", Some("8012")),
            ("（分机：801）", Some("801")),
            (" ext 12", Some("12")),
            ("（拨通后按２号键）", Some("2")),
            ("（咨询转1，投诉转3）", Some("1、3")),
            ("（转0771-3857809）", None),
            ("转07713857809", None),
            ("（工作日）", None),
            ("（按工作日8:30接听）", None),
            ("", None),
            ("（转", None),
        ] {
            let found = behind(after).map(|(_, digits)| digits);
            assert_eq!(found.as_deref(), expected, "{after}");
        }
        assert_eq!(behind(" 转 3投诉").map(|(end, _)| end), Some(" 转 3".len()));
    }
}
