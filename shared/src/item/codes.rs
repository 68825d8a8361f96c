//! Coded texts with several values.

use crate::dictionary::{Dictionary, Entry};

/// Splits a multi-valued coded text into its values: `Ok` for one of the dictionary, `Err` with the text otherwise.
pub fn split_codes(dictionary: Dictionary, text: &str) -> impl Iterator<Item = Result<&'static Entry, &str>> {
    // A value whose name itself has a separator (“原件、复印件”) is looked up whole first.
    let whole = dictionary.decode(text);
    let parts = if whole.is_some() {
        ""
    } else {
        names_with_codes(dictionary, text).unwrap_or(text)
    };
    let rest = split_parts(parts).map(move |part| dictionary.decode(part).ok_or(part));
    whole.map(Ok).into_iter().chain(rest)
}

/// Signs between the values of a multi-valued coded text.
pub const SEPARATORS: [char; 8] = [',', '，', ';', '；', '、', '|', '\n', '/'];

fn split_parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(SEPARATORS)
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

/// The names of `企业法人,事业法人(2,3)`, but only where names and codes agree one by one.
fn names_with_codes(dictionary: Dictionary, text: &str) -> Option<&str> {
    let inner = text.trim_end().strip_suffix([')', '）'])?;
    let open = inner.rfind(['(', '（'])?;
    let (names, codes) = (
        inner.get(..open)?,
        inner.get(open..)?.trim_start_matches(['(', '（']),
    );
    let same = split_parts(names).map(|name| dictionary.decode(name).map(|entry| entry.code));
    same.eq(split_parts(codes).map(Some)).then_some(names)
}
