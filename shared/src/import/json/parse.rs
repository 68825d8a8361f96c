//! A JSON reader for files of strangers: bounded in depth and number of values, with the place of every mistake.
//!
//! Numbers are kept as written, for a code of 31 digits must not pass through a floating point number, and keys that
//! stand twice are told, which no general reader does.

use crate::locale::Label;
use crate::order::Arrange as _;
use std::borrow::Cow;

/// One JSON value. Of equal keys in an object only the last is kept.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node<'a> {
    Null,
    Bool(bool),
    /// As written.
    Number(&'a str),
    Text(Cow<'a, str>),
    Array(Vec<Node<'a>>),
    Object(Vec<(Cow<'a, str>, Node<'a>)>),
}

/// Why reading stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Not JSON, at this byte.
    Syntax(usize, Label),
    /// Nested too deep.
    TooDeep,
    /// More values than allowed.
    Full,
    /// The host wants to stop.
    Stopped,
}

/// Reads values one after the other.
pub(crate) struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    deepest: usize,
    values: usize,
    /// Keys that stood twice in one object since this was last taken.
    pub(crate) duplicates: Vec<String>,
}

impl<'a> Parser<'a> {
    pub(crate) fn new(text: &'a str, deepest: usize, values: usize) -> Self {
        Self {
            text: text.strip_prefix('\u{FEFF}').unwrap_or(text),
            at: 0,
            depth: 0,
            deepest,
            values,
            duplicates: Vec::new(),
        }
    }

    /// Number of bytes read.
    pub(crate) fn position(&self) -> usize {
        self.at
    }

    /// Line and column, both from 1, of a byte.
    pub(crate) fn line_and_column(&self, at: usize) -> (usize, usize) {
        let before = &self.text.as_bytes()[..at.min(self.text.len())];
        let line = before.split(|byte| *byte == b'\n').count();
        let start = before
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |at| at + 1);
        // Continuation bytes of UTF-8 begin no character.
        let column = before[start..]
            .iter()
            .filter(|byte| **byte & 0xC0 != 0x80)
            .count()
            + 1;
        (line, column)
    }

    /// The next byte that is no white space, without reading it.
    pub(crate) fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while matches!(bytes.get(self.at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    fn fault<T>(&self, what: Label) -> Result<T, Fault> {
        Err(Fault::Syntax(self.at, what))
    }

    fn expect(&mut self, byte: u8, what: Label) -> Result<(), Fault> {
        if self.peek() != Some(byte) {
            return self.fault(what);
        }
        self.at += 1;
        Ok(())
    }

    /// Makes sure that nothing follows.
    pub(crate) fn end(&mut self) -> Result<(), Fault> {
        if self.peek().is_some() {
            self.fault(Label::new(
                "内容结束后还有多余字符",
                "there is more after the end",
            ))
        } else {
            Ok(())
        }
    }

    fn enter(&mut self) -> Result<(), Fault> {
        self.depth += 1;
        if self.depth > self.deepest {
            Err(Fault::TooDeep)
        } else {
            Ok(())
        }
    }

    /// Reads an array, calling `each` in front of every element, which it must read.
    pub(crate) fn array(
        &mut self,
        mut each: impl FnMut(&mut Self) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.expect(b'[', Label::new("应为“[”", "“[” expected"))?;
        self.enter()?;
        if self.peek() == Some(b']') {
            self.at += 1;
        } else {
            loop {
                each(self)?;
                match self.peek() {
                    Some(b',') => self.at += 1,
                    Some(b']') => {
                        self.at += 1;
                        break;
                    }
                    _ => {
                        return self.fault(Label::new(
                            "数组中应为“,”或“]”",
                            "“,” or “]” expected in the array",
                        ));
                    }
                }
            }
        }
        self.depth -= 1;
        Ok(())
    }

    /// Reads an object, calling `each` with every key in front of its value, which it must read.
    pub(crate) fn object(
        &mut self,
        mut each: impl FnMut(&mut Self, Cow<'a, str>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.expect(b'{', Label::new("应为“{”", "“{” expected"))?;
        self.enter()?;
        if self.peek() == Some(b'}') {
            self.at += 1;
        } else {
            loop {
                if self.peek() != Some(b'"') {
                    return self.fault(Label::new(
                        "应为加双引号的字段名",
                        "a key in double quotes expected",
                    ));
                }
                let key = self.string()?;
                self.expect(b':', Label::new("字段名后应为“:”", "“:” expected behind the key"))?;
                each(self, key)?;
                match self.peek() {
                    Some(b',') => self.at += 1,
                    Some(b'}') => {
                        self.at += 1;
                        break;
                    }
                    _ => {
                        return self.fault(Label::new(
                            "对象中应为“,”或“}”",
                            "“,” or “}” expected in the object",
                        ));
                    }
                }
            }
        }
        self.depth -= 1;
        Ok(())
    }

    /// Reads one value with all it holds.
    pub(crate) fn value(&mut self) -> Result<Node<'a>, Fault> {
        let Some(left) = self.values.checked_sub(1) else {
            return Err(Fault::Full);
        };
        self.values = left;
        match self.peek() {
            Some(b'{') => {
                let mut fields = Vec::new();
                self.object(|parser, key| {
                    fields.push((key, parser.value()?));
                    Ok(())
                })?;
                keep_last(&mut fields, &mut self.duplicates);
                Ok(Node::Object(fields))
            }
            Some(b'[') => {
                let mut nodes = Vec::new();
                self.array(|parser| {
                    nodes.push(parser.value()?);
                    Ok(())
                })?;
                Ok(Node::Array(nodes))
            }
            Some(b'"') => Ok(Node::Text(self.string()?)),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word("true", Node::Bool(true)),
            Some(b'f') => self.word("false", Node::Bool(false)),
            Some(b'n') => self.word("null", Node::Null),
            Some(_) => self.fault(Label::new("不是有效的值", "this is no value")),
            None => self.fault(Label::new("内容不完整", "the content ends too early")),
        }
    }

    fn word(&mut self, word: &str, node: Node<'a>) -> Result<Node<'a>, Fault> {
        if !self.text.as_bytes()[self.at..].starts_with(word.as_bytes()) {
            return self.fault(Label::new("不是有效的值", "this is no value"));
        }
        self.at += word.len();
        Ok(node)
    }

    fn digits(&mut self) -> Result<(), Fault> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        while bytes.get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
        if self.at == start {
            self.fault(Label::new("数字不完整", "the number is incomplete"))
        } else {
            Ok(())
        }
    }

    fn number(&mut self) -> Result<Node<'a>, Fault> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        if bytes.get(self.at) == Some(&b'-') {
            self.at += 1;
        }
        if bytes.get(self.at) == Some(&b'0') {
            self.at += 1;
            if bytes.get(self.at).is_some_and(u8::is_ascii_digit) {
                return self.fault(Label::new(
                    "数字不能以0开头，编码应加双引号",
                    "a number cannot begin with 0; codes need double quotes",
                ));
            }
        } else {
            self.digits()?;
        }
        if bytes.get(self.at) == Some(&b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(bytes.get(self.at), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(bytes.get(self.at), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(Node::Number(&self.text[start..self.at]))
    }

    fn string(&mut self) -> Result<Cow<'a, str>, Fault> {
        let bytes = self.text.as_bytes();
        self.at += 1;
        let mut start = self.at;
        let mut unescaped: Option<String> = None;
        loop {
            match bytes.get(self.at) {
                Some(b'"') => {
                    let piece = &self.text[start..self.at];
                    self.at += 1;
                    return Ok(match unescaped {
                        None => Cow::Borrowed(piece),
                        Some(mut text) => {
                            text.push_str(piece);
                            Cow::Owned(text)
                        }
                    });
                }
                Some(b'\\') => {
                    let text = unescaped.get_or_insert_with(String::new);
                    text.push_str(&self.text[start..self.at]);
                    let c = self.escape()?;
                    text.push(c);
                    start = self.at;
                }
                Some(0..=0x1F) => {
                    return self.fault(Label::new(
                        "字符串中有未转义的换行或控制字符",
                        "a line break or control character stands unescaped in a string",
                    ));
                }
                Some(_) => self.at += 1,
                None => return self.fault(Label::new("字符串没有结束", "the string does not end")),
            }
        }
    }

    fn escape(&mut self) -> Result<char, Fault> {
        let escaped = self.text.as_bytes().get(self.at + 1).copied();
        let plain = match escaped {
            Some(c @ (b'"' | b'\\' | b'/')) => char::from(c),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{C}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(),
            _ => return self.fault(Label::new("无效的转义字符", "unknown escape")),
        };
        self.at += 2;
        Ok(plain)
    }

    fn unicode(&mut self) -> Result<char, Fault> {
        let lone = Label::new("\\u转义不成对", "half of a pair of \\u escapes");
        let Some(first) = self.hex(self.at) else {
            return self.fault(Label::new("\\u转义不完整", "incomplete \\u escape"));
        };
        if (0xD800..0xDC00).contains(&first) {
            let second = self.hex(self.at + 6).filter(|low| (0xDC00..0xE000).contains(low));
            let Some(low) = second else {
                return self.fault(lone);
            };
            let c = char::from_u32(0x1_0000 + ((first - 0xD800) << 10) + (low - 0xDC00));
            self.at += 12;
            return c.ok_or(Fault::Syntax(self.at, lone));
        }
        let Some(c) = char::from_u32(first) else {
            return self.fault(lone);
        };
        self.at += 6;
        Ok(c)
    }

    /// The four digits of `\uXXXX` at `at`.
    fn hex(&self, at: usize) -> Option<u32> {
        let digits = self.text.as_bytes().get(at..at + 6)?.strip_prefix(b"\\u")?;
        digits.iter().try_fold(0, |value, byte| {
            Some(value * 16 + char::from(*byte).to_digit(16)?)
        })
    }
}

/// Keeps the last of equal keys, in the order of first appearance otherwise, and names the keys.
pub(crate) fn keep_last<T>(fields: &mut Vec<(Cow<'_, str>, T)>, duplicates: &mut Vec<String>) {
    let mut order: Vec<usize> = (0..fields.len()).collect();
    order.arrange_by(|a, b| fields[*a].0.cmp(&fields[*b].0).then(a.cmp(b)));
    let mut superseded: Vec<usize> = order
        .windows(2)
        .filter(|pair| fields[pair[0]].0 == fields[pair[1]].0)
        .map(|pair| pair[0])
        .collect();
    if superseded.is_empty() {
        return;
    }
    superseded.arrange();
    duplicates.extend(superseded.iter().map(|index| fields[*index].0.to_string()));
    let mut index = 0;
    fields.retain(|_| {
        let keep = superseded.binary_search(&index).is_err();
        index += 1;
        keep
    });
}

#[cfg(test)]
mod tests;
