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
        // Bytes, for a workbook has millions of tags and all that is looked for is ASCII.
        let mut rest = self.0;
        while let Some(equals) = position(rest, b'=') {
            let (key, tail) = (&rest[..equals], rest[equals + 1..].trim_ascii_start());
            let Some(quote @ (b'"' | b'\'')) = tail.as_bytes().first().copied() else {
                return;
            };
            let tail = &tail[1..];
            let Some(end) = position(tail, quote) else { return };
            each(local(key.trim_ascii()), &tail[..end]);
            rest = &tail[end + 1..];
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
    position(name, b':').map_or(name, |colon| &name[colon + 1..])
}

/// Where the first `sought`, an ASCII character, stands. Names and values are too short for a searcher to pay.
pub(super) fn position(text: &str, sought: u8) -> Option<usize> {
    text.bytes().position(|byte| byte == sought)
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
