//! The shared strings of a workbook, interned once; cells point to them by number.

use super::super::guard::Container;
use super::super::package;
use super::super::refusal::{Refusal, RefusalKind};
use super::super::sink::{Prepared, Sink};
use super::super::xml::{Handler, Tag};
use super::{text_bytes, unescape};

/// An empty entry, `<si/>`, takes this many bytes, so a part of n bytes holds at most n ÷ 5 of them.
const SMALLEST: u64 = 5;

struct Strings<'s, 'a> {
    sink: &'s mut Sink<'a>,
    part: &'s str,
    size: u64,
    all: Vec<Option<Prepared>>,
    value: String,
    cap: usize,
    phonetic: u32,
    inside: bool,
}

/// Reads the part; entries that are empty are `None`.
pub(super) fn read(
    sink: &mut Sink<'_>,
    container: &mut Container<'_>,
    part: &str,
) -> Result<Vec<Option<Prepared>>, Refusal> {
    let mut handler = Strings {
        cap: text_bytes(sink.limits().text_chars),
        sink,
        part,
        size: container.size(part),
        all: Vec::new(),
        value: String::new(),
        phonetic: 0,
        inside: false,
    };
    package::read(container, part, &mut handler)?;
    Ok(handler.all)
}

impl Handler for Strings<'_, '_> {
    fn start(&mut self, name: &str, tag: &Tag<'_>) -> Result<(), Refusal> {
        match name {
            "sst" => {
                let claim = tag
                    .get("uniqueCount")
                    .and_then(|count| count.trim().parse::<u64>().ok());
                if let Some(claim) = claim.filter(|claim| *claim > self.size / SMALLEST) {
                    let args = [self.sink.file(), self.part, &claim.to_string()];
                    return Err(Refusal::new(RefusalKind::FalseClaim, args));
                }
            }
            "si" => self.value.clear(),
            "rPh" => self.phonetic += 1,
            "t" => self.inside = self.phonetic == 0,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Refusal> {
        match name {
            "t" => self.inside = false,
            "rPh" => self.phonetic = self.phonetic.saturating_sub(1),
            "si" => {
                let text = self.sink.prepare(&unescape(&self.value));
                self.all.push(text);
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if self.inside && self.value.len() < self.cap {
            self.value.push_str(text);
        }
    }

    fn advance(&mut self, bytes: u64) -> Result<(), Refusal> {
        self.sink.advance(bytes)
    }
}
