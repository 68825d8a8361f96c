//! A streaming walk over one XML part of a container.
//!
//! The part is unpacked piece by piece and each piece is parsed in place, without a copy per event; markup that is
//! cut by the end of a piece is parsed again with the next one. So memory is bounded by one piece, whatever the part's size.
//! Document types are refused, and no entity beyond XML's five and character references is ever expanded.

use super::refusal::{Refusal, RefusalKind};
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::borrow::Cow;
use std::io::Read;

/// Bytes parsed at a time.
const PIECE: usize = 128 << 10;
/// Longest tag, comment or CDATA section; honest ones stay far below.
const MARKUP: usize = 2 << 20;

/// What is done with a part's tags and texts.
pub(super) trait Handler {
    /// A tag opens; `name` is without its namespace prefix.
    fn start(&mut self, name: &str, tag: &Tag<'_>) -> Result<(), Refusal>;
    /// A tag closes, also the empty ones.
    fn end(&mut self, name: &str) -> Result<(), Refusal>;
    /// Text between tags; one text may come in several pieces.
    fn text(&mut self, text: &str);
    /// So many bytes were parsed.
    fn advance(&mut self, _bytes: u64) -> Result<(), Refusal> {
        Ok(())
    }
}

/// A part by the names people need when it is refused.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    /// The file.
    pub(super) file: &'a str,
    /// The part inside it.
    pub(super) name: &'a str,
    /// Attributes of one tag.
    pub(super) attributes: usize,
}

impl Part<'_> {
    /// The part is not what it should be.
    pub(super) fn broken(&self) -> Refusal {
        Refusal::new(RefusalKind::Broken, [self.file, self.name])
    }
}

/// An opening tag.
pub(super) struct Tag<'a>(&'a BytesStart<'a>);

impl Tag<'_> {
    /// Calls `each` with local name and raw value of every attribute, up to the first malformed one.
    pub(super) fn attributes(&self, mut each: impl FnMut(&str, &str)) {
        for attribute in self.0.attributes().with_checks(false) {
            let Ok(attribute) = attribute else { break };
            each(attribute.key.local_name().as_ref(), &attribute.value);
        }
    }

    /// The unescaped value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let mut found = None;
        self.attributes(|key, value| {
            if key == name && found.is_none() {
                found = Some(unescaped(value).into_owned());
            }
        });
        found
    }

    /// An attribute that says yes (`1`, `true`, `on`).
    pub(super) fn flag(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| is_true(&value))
    }
}

/// XML's way to say yes.
pub(super) fn is_true(value: &str) -> bool {
    matches!(value, "1" | "true" | "on")
}

/// References resolved where that is possible; otherwise the text as it stands.
pub(super) fn unescaped(value: &str) -> Cow<'_, str> {
    quick_xml::escape::unescape(value).unwrap_or(Cow::Borrowed(value))
}

/// Walks over a part. Refuses document types, tags with too many attributes and markup that does not end.
pub(super) fn walk(
    reader: &mut impl Read,
    part: Part<'_>,
    handler: &mut impl Handler,
) -> Result<(), Refusal> {
    let mut buffer = vec![0; PIECE];
    let mut filled = 0;
    let mut depth = 0;
    loop {
        if filled == buffer.len() {
            if filled >= MARKUP {
                let limit = part.attributes.to_string();
                return Err(Refusal::new(
                    RefusalKind::OversizedTag,
                    [part.file, part.name, &limit],
                ));
            }
            buffer.resize(filled * 2, 0);
        }
        while filled < buffer.len() {
            match reader.read(&mut buffer[filled..]) {
                Ok(0) => break,
                Ok(read) => filled += read,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(_) => return Err(part.broken()),
            }
        }
        let last = filled < buffer.len();
        let used = parse(
            valid(&buffer[..filled], last, part)?,
            last,
            part,
            &mut depth,
            handler,
        )?;
        handler.advance(used as u64)?;
        if last {
            return if depth == 0 { Ok(()) } else { Err(part.broken()) };
        }
        buffer.copy_within(used..filled, 0);
        filled -= used;
    }
}

/// The text of a piece, without a character that its end cuts.
fn valid<'a>(bytes: &'a [u8], last: bool, part: Part<'_>) -> Result<&'a str, Refusal> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(error) if error.error_len().is_none() && !last => {
            std::str::from_utf8(&bytes[..error.valid_up_to()]).map_err(|_| part.broken())
        }
        Err(_) => Err(part.broken()),
    }
}

/// Parses one piece and tells how much of it was used.
fn parse(
    text: &str,
    last: bool,
    part: Part<'_>,
    depth: &mut i64,
    handler: &mut impl Handler,
) -> Result<usize, Refusal> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = last;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                *depth += 1;
                open(&tag, part, handler)?;
            }
            Ok(Event::Empty(tag)) => {
                open(&tag, part, handler)?;
                handler.end(tag.local_name().as_ref())?;
            }
            Ok(Event::End(tag)) => {
                *depth -= 1;
                handler.end(tag.local_name().as_ref())?;
            }
            Ok(Event::Text(text)) => handler.text(&text),
            Ok(Event::CData(text)) => handler.text(&text),
            Ok(Event::GeneralRef(reference)) => resolve(&reference, handler),
            Ok(Event::DocType(_)) => {
                return Err(Refusal::new(
                    RefusalKind::ForbiddenXml,
                    [part.file, part.name, "<!DOCTYPE>"],
                ));
            }
            Ok(Event::Eof) => return Ok(text.len()),
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_)) => {}
            // Cut by the end of the piece, or broken: the next piece, or the limit on markup, tells which.
            Err(_) if !last => return usize::try_from(reader.error_position()).map_err(|_| part.broken()),
            Err(_) => return Err(part.broken()),
        }
    }
}

fn open(tag: &BytesStart<'_>, part: Part<'_>, handler: &mut impl Handler) -> Result<(), Refusal> {
    // An attribute takes at least five bytes (` a=""`), so short tags need no counting.
    if tag.len() / 5 > part.attributes && tag.attributes().with_checks(false).count() > part.attributes {
        let limit = part.attributes.to_string();
        return Err(Refusal::new(
            RefusalKind::OversizedTag,
            [part.file, part.name, &limit],
        ));
    }
    handler.start(tag.local_name().as_ref(), &Tag(tag))
}

/// Character references and XML's five entities; others stay as they are written.
fn resolve(reference: &BytesRef<'_>, handler: &mut impl Handler) {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        handler.text(character.encode_utf8(&mut [0; 4]));
        return;
    }
    match quick_xml::escape::resolve_predefined_entity(reference) {
        Some(text) => handler.text(text),
        None => handler.text(&format!("&{};", &**reference)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Log(String);
    impl Handler for Log {
        fn start(&mut self, name: &str, tag: &Tag<'_>) -> Result<(), Refusal> {
            self.0.push_str(&format!("<{name}"));
            tag.attributes(|key, value| self.0.push_str(&format!(" {key}={value}")));
            self.0.push('>');
            Ok(())
        }
        fn end(&mut self, name: &str) -> Result<(), Refusal> {
            self.0.push_str(&format!("</{name}>"));
            Ok(())
        }
        fn text(&mut self, text: &str) {
            self.0.push_str(text);
        }
    }

    const PART: Part<'static> = Part {
        file: "f",
        name: "p",
        attributes: 256,
    };

    fn log(xml: &[u8]) -> Result<String, RefusalKind> {
        let mut log = Log::default();
        let mut xml = xml;
        walk(&mut xml, PART, &mut log).map_err(|refusal| refusal.kind)?;
        Ok(log.0)
    }

    #[test]
    fn prefixes_references_and_cdata_are_resolved() {
        let xml = br#"<?xml version="1.0"?><x:a r:id="1"><!-- & --><b/>1 &lt; &#20013;&amp;<![CDATA[<&]]>&what;</x:a>"#;
        assert_eq!(log(xml).as_deref(), Ok("<a id=1><b></b>1 < 中&<&&what;</a>"));
    }

    /// Every event must come out the same wherever the end of a piece falls.
    #[test]
    fn pieces_may_end_anywhere() {
        let unit = r#"<行 a="x>y">甲&#20013;乙&amp;<!-- c --><![CDATA[丙]]></行>"#;
        for padding in 0..unit.len() {
            let xml = format!("<r>{}{}</r>", " ".repeat(PIECE - 3 - padding), unit.repeat(3));
            let out = log(xml.as_bytes()).expect("well-formed");
            assert_eq!(out.matches("<行 a=x>y>甲中乙&丙</行>").count(), 3, "{padding}");
        }
    }

    #[test]
    fn hostile_markup_is_refused() {
        let bomb = br#"<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>"#;
        assert_eq!(log(bomb), Err(RefusalKind::ForbiddenXml));
        let many: String = (0..300).map(|n| format!(" a{n}=\"\"")).collect();
        assert_eq!(
            log(format!("<a{many}/>").as_bytes()),
            Err(RefusalKind::OversizedTag)
        );
        let endless = format!("<a b=\"{}", "x".repeat(2 * MARKUP));
        assert_eq!(log(endless.as_bytes()), Err(RefusalKind::OversizedTag));
        assert_eq!(log(b"<a><b></b>"), Err(RefusalKind::Broken));
        assert_eq!(log(b"<a>\xFF</a>"), Err(RefusalKind::Broken));
    }
}
