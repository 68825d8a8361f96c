//! Conditions of a clause on other elements of the same item or row: “where 是否联办 is 是”.

use crate::element::{Element, Kind, Part};
use crate::finding::Arg;
use crate::item::{Fields, ItemView};
use crate::rule::{Outcome, Reason};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Values that elements must have for a clause to concern an item or a row; all of them must hold. In the standard a
/// table of elements with their values: codes of coded elements, numbers of integers (`0`, `>=2`, `<=20`), words of texts.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "BTreeMap<Element, Vec<String>>")]
pub struct Conditions(Vec<(Element, Vec<String>)>);

impl From<BTreeMap<Element, Vec<String>>> for Conditions {
    fn from(written: BTreeMap<Element, Vec<String>>) -> Self {
        Self(written.into_iter().collect())
    }
}

/// Whether something holds of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// It does.
    Yes,
    /// It does not, or the value is blank.
    No,
    /// The file does not carry the element.
    NotProvided,
    /// The value cannot be read with certainty.
    Unreadable,
}

impl Held {
    /// What a rule says that looks only where it holds; `None` where the rule has to look.
    pub fn otherwise(self) -> Option<Outcome> {
        match self {
            Self::Yes => None,
            Self::No => Some(Outcome::NotApplicable),
            Self::NotProvided => Some(Outcome::NotChecked(Reason::NotProvided)),
            Self::Unreadable => Some(Outcome::NotChecked(Reason::Unreadable)),
        }
    }
}

impl Conditions {
    /// Whether the conditions on elements of `part` hold; those of other parts are for whoever reads that part.
    pub fn held<'a>(&self, part: Part, fields: &impl Fields<'a>) -> Held {
        let mut held = Held::Yes;
        for (element, wanted) in self.0.iter().filter(|(element, _)| element.part() == part) {
            match has_any(*element, wanted, fields) {
                Held::Yes => {}
                Held::No => return Held::No,
                other => held = other,
            }
        }
        held
    }

    /// The elements looked at.
    pub fn elements(&self) -> impl Iterator<Item = Element> + '_ {
        self.0.iter().map(|(element, _)| *element)
    }

    /// Name and value of the first condition, for messages: “是否联办”, “是”. Of several codes the one that counts.
    pub fn describe<'a>(&self, item: &ItemView<'a>, row: &impl Fields<'a>) -> Option<(Element, Arg)> {
        let &(element, ref wanted) = self.0.first()?;
        Some((
            element,
            if element.part() == Part::Main {
                described(element, wanted, item)
            } else {
                described(element, wanted, row)
            },
        ))
    }
}

fn described<'a>(element: Element, wanted: &[String], fields: &impl Fields<'a>) -> Arg {
    let code = wanted.iter().find(|code| fields.has_code(element, code));
    match (element.spec().kind, code) {
        (Kind::Code(dictionary) | Kind::Codes(dictionary), Some(code)) => {
            Arg::Code(dictionary, code.as_str().into())
        }
        _ => shown(element, fields),
    }
}

/// Whether the value of `element` is, or has among its codes, one of `wanted`.
pub fn has_any<'a>(element: Element, wanted: &[String], fields: &impl Fields<'a>) -> Held {
    if !fields.is_provided(element) {
        return Held::NotProvided;
    }
    let Some(id) = fields.text_id(element) else {
        return Held::No;
    };
    let any = |holds: &dyn Fn(&str) -> bool| {
        if wanted.iter().any(|word| holds(word)) {
            Held::Yes
        } else {
            Held::No
        }
    };
    match element.spec().kind {
        Kind::Code(dictionary) | Kind::Codes(dictionary) => {
            if let Some(entry) = fields.decode(element, dictionary) {
                return any(&|word| word == entry.code);
            }
            if fields.is_empty(element) {
                return Held::No;
            }
            let list = fields.list();
            let named = list.memory.named(dictionary, id, &list.texts);
            if named.is_empty() {
                return Held::Unreadable;
            }
            any(&|word| named.has(word))
        }
        Kind::Integer if fields.is_empty(element) => Held::No,
        Kind::Integer => match fields.integer(element) {
            Some(number) => any(&|word| is_number(word, number)),
            None => Held::Unreadable,
        },
        _ => {
            let text = fields.text(element);
            any(&|word| !text.is_empty() && text.contains(word))
        }
    }
}

/// `2`, at least two for `>=2`, at most two for `<=2`.
fn is_number(wanted: &str, number: i64) -> bool {
    let is = |digits: &str, holds: fn(&i64, &i64) -> bool| {
        digits.parse().is_ok_and(|wanted| holds(&number, &wanted))
    };
    if let Some(least) = wanted.strip_prefix(">=") {
        is(least, i64::ge)
    } else if let Some(most) = wanted.strip_prefix("<=") {
        is(most, i64::le)
    } else {
        is(wanted, i64::eq)
    }
}

/// A value as messages show it: the name of a single code, else the text.
pub fn shown<'a>(element: Element, fields: &impl Fields<'a>) -> Arg {
    match (element.spec().kind, fields.code(element)) {
        (Kind::Code(dictionary) | Kind::Codes(dictionary), Some(code)) => Arg::Code(dictionary, code.into()),
        _ => (element, fields.text(element)).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::is_number;

    #[test]
    fn numbers_are_equal_or_at_least() {
        assert!(is_number("0", 0) && is_number(">=2", 2) && is_number(">=2", 7) && is_number("<=2", 0));
        assert!(!is_number("0", 1) && !is_number(">=2", 1) && !is_number("<=2", 3) && !is_number("two", 2));
    }
}
