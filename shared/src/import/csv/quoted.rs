//! Where quoted fields end.

/// Where a field that begins with a quote ends.
pub(super) enum Quoted {
    /// After the quote before this place.
    Closed(usize),
    /// The quote at this place is one of a pair with the first one, and more text follows, as in `"多证合一"登记`.
    Broken(usize),
    /// Nowhere: the quote is a character.
    Open,
}

impl Quoted {
    /// Reads a field that begins with a quote; `ends` tells whether a field can end before a text. A quote closes before
    /// such a text or the end. One before anything else is a character of the field (`"所谓"甲，乙"两项"`) as long as
    /// another one closes the field in the same line and before the next quoted field.
    pub(super) fn read(rest: &str, ends: &dyn Fn(&str) -> bool) -> Self {
        let mut inside = None;
        let mut at = 1;
        while let Some(step) = rest[at..].find('"') {
            let quote = at + step;
            let before = rest[1..quote].chars().next_back().map_or(0, char::len_utf8);
            let may_begin = before > 0 && ends(&rest[quote - before..]);
            // What looks no further than the next field or line is read in linear time, whatever stands there.
            if let Some(first) = inside
                && (may_begin || rest[at..quote].contains(['\n', '\r']))
            {
                return Self::Broken(first);
            }
            at = quote + 1;
            if rest[at..].starts_with('"') {
                at += 1;
                continue;
            }
            let closes = |at: usize| at == rest.len() || ends(&rest[at..]);
            if closes(at) {
                return Self::Closed(at);
            }
            // The next field begins here, so that the first quote belongs to nothing.
            if may_begin && inside.is_none() && next_quote(rest, at).is_some_and(|next| closes(next + 1)) {
                return Self::Open;
            }
            inside = inside.or(Some(quote));
        }
        inside.map_or(Self::Open, Self::Broken)
    }
}

/// The first quote from `at` on that is not one of two in a row, which stand for one.
fn next_quote(rest: &str, mut at: usize) -> Option<usize> {
    loop {
        let quote = at + rest.get(at..)?.find('"')?;
        if !rest[quote + 1..].starts_with('"') {
            return Some(quote);
        }
        at = quote + 2;
    }
}
