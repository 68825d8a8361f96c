//! A first look at a document: what its list is keyed by, without reading the list.

use super::parse::{Fault, Node, Parser};
use crate::element::Part;
use crate::import::Limits;
use crate::mapping::part;

/// Objects of a list that are looked at; the others have the same keys.
const LOOKED_AT: usize = 20;

/// How deep the list may lie inside other objects.
const DEEPEST: usize = 4;

/// What stands at the head of a document.
#[derive(Default)]
pub(crate) struct Glance {
    /// Keys of the first objects of its list; of the object itself where it holds no list.
    pub(crate) keys: Vec<String>,
    /// Texts that stand before the list, with their keys, as titles stand above a table.
    pub(crate) beside: Vec<String>,
    /// Whether a key is one that only implementation lists have: a sub-list, or a module of the 桂通办 interface.
    pub(crate) has_parts: bool,
}

/// Looks at a document as far as the first objects of its first list; a fault behind them is not met, and one before
/// them ends the look.
pub(crate) fn glance(text: &str, limits: &Limits) -> Glance {
    let mut parser = Parser::new(text, limits.depth, limits.cells);
    let (mut glance, mut own) = (Glance::default(), Vec::new());
    // Reading ends early whether or not something was wrong.
    let _ = look(&mut parser, &mut glance, &mut own, 0);
    if glance.keys.is_empty() {
        glance.keys = own;
    }
    glance
}

fn look(parser: &mut Parser, glance: &mut Glance, own: &mut Vec<String>, depth: usize) -> Result<(), Fault> {
    match parser.peek() {
        Some(b'[') => {
            let mut seen = 0;
            parser.array(|parser| {
                if seen == LOOKED_AT {
                    return Err(Fault::Stopped);
                }
                seen += 1;
                if let Node::Object(fields) = parser.value()? {
                    for (key, _) in &fields {
                        glance.meet(key);
                    }
                }
                Ok(())
            })?;
            if glance.keys.is_empty() {
                Ok(())
            } else {
                Err(Fault::Stopped)
            }
        }
        Some(b'{') if depth < DEEPEST => parser.object(|parser, key| {
            if is_part(&key) {
                glance.has_parts = true;
                return Err(Fault::Stopped);
            }
            if matches!(parser.peek(), Some(b'[' | b'{')) {
                return look(parser, glance, own, depth + 1);
            }
            if let Node::Text(text) = parser.value()? {
                glance.beside.push(format!("{key}：{text}"));
            }
            own.push(key.into_owned());
            Ok(())
        }),
        _ => parser.value().map(drop),
    }
}

impl Glance {
    fn meet(&mut self, key: &str) {
        self.has_parts |= is_part(key);
        if !self.keys.iter().any(|known| known == key) {
            self.keys.push(key.to_owned());
        }
    }
}

fn is_part(key: &str) -> bool {
    key.starts_with("AUDIT_") || part::named(key).is_some_and(|part| part != Part::Main)
}
