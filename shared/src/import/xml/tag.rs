//! Opening tags: names, attributes, references.

use std::borrow::Cow;

/// An opening tag: what stands between its name and its end.
pub(in crate::import) struct Tag<'a>(&'a str);

impl<'a> Tag<'a> {
    /// What stands between a tag's name and its end.
    pub(super) fn new(attributes: &'a str) -> Self {
        Self(attributes)
    }

    /// Calls `each` with local name and raw value of every attribute, up to the first malformed one.
    pub(in crate::import) fn attributes(&self, mut each: impl FnMut(&str, &str)) {
        let mut rest = self.0;
        while let Some((key, tail)) = rest.split_once('=') {
            let tail = tail.trim_start();
            let Some(quote) = tail.chars().next().filter(|quote| matches!(quote, '"' | '\'')) else {
                return;
            };
            let Some((value, after)) = tail[1..].split_once(quote) else {
                return;
            };
            each(local(key.trim()), value);
            rest = after;
        }
    }

    /// The unescaped value of an attribute.
    pub(in crate::import) fn get(&self, name: &str) -> Option<String> {
        let mut found = None;
        self.attributes(|key, value| {
            if key == name && found.is_none() {
                found = Some(unescaped(value).into_owned());
            }
        });
        found
    }

    /// An attribute that says yes (`1`, `true`, `on`).
    pub(in crate::import) fn flag(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| is_true(&value))
    }
}

/// XML's way to say yes.
pub(in crate::import) fn is_true(value: &str) -> bool {
    matches!(value, "1" | "true" | "on")
}

/// A name without its namespace prefix.
pub(super) fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

/// A text with its references resolved; unknown ones stay as they are written.
fn unescaped(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return Cow::Borrowed(value);
    }
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, tail)) = rest.split_once('&') {
        out.push_str(before);
        let known = tail
            .split_once(';')
            .and_then(|(name, after)| Some((entity(name)?, after)));
        let (character, after) = known.unwrap_or(('&', tail));
        out.push(character);
        rest = after;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character that a reference names.
pub(super) fn entity(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)
        }
    }
}
