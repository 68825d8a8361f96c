//! Column titles → elements: by name, then by similarity, with the confidence shown and a person's choice above all.
//!
//! Mapping wrongly is worse than not mapping: an unmapped column is reported and not checked, a wrong one accuses.

mod columns;
pub(crate) mod grouped;
pub(crate) mod part;
mod similar;
pub(crate) mod title;
pub mod untitled;
mod wording;

pub(crate) use columns::{Header, Meaning, is_identity, resolve};

use crate::element::Element;
use crate::place::SheetId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use title::Title;

/// How the element of a column was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// A person chose it (or chose to ignore the column).
    Chosen,
    /// The title is the element's name, key or identifier.
    Exact,
    /// The title is another one known for the element.
    Synonym,
    /// The title is similar to one that is known.
    Similar,
    /// Not found.
    None,
}

/// How one column, or one JSON key, was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnMatch {
    /// Sheet it stands in.
    pub sheet: SheetId,
    /// Column from 0; for JSON an index into the sheet's key names.
    pub column: u16,
    /// Title as written; of two header rows `upper/lower`. The text to give [`Choices::set`].
    pub title: String,
    /// Element, or `None` where the column was not used.
    pub element: Option<Element>,
    /// How sure the mapping is, 0–100.
    pub confidence: u8,
    /// How it was found.
    pub how: How,
    /// Unit named in the title, such as `工作日` in “法定办结时限（工作日）”.
    pub unit: Option<String>,
}

/// A person's corrections of the mapping: the element of a title, or `None` to ignore the column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Choices(BTreeMap<String, Option<Element>>);

impl Choices {
    /// Decides what columns titled `title` mean from now on.
    pub fn set(&mut self, title: &str, element: Option<Element>) {
        self.0.insert(Title::of(title).text, element);
    }

    /// Takes a decision back.
    pub fn clear(&mut self, title: &str) {
        self.0.remove(&Title::of(title).text);
    }

    /// The decision for `title`, if there is one; the inner `None` means “ignore”.
    pub fn get(&self, title: &str) -> Option<Option<Element>> {
        self.0.get(&Title::of(title).text).copied()
    }

    /// All decisions, by title.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Option<Element>)> {
        self.0.iter().map(|(title, element)| (title.as_str(), *element))
    }

    /// Whether nothing was decided.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::Choices;
    use crate::element::Element;

    #[test]
    fn choices_hold_for_every_spelling_of_a_title_and_survive_storage() {
        let mut choices = Choices::default();
        choices.set("办结 天数（必填）", Some(Element::PromiseDay));
        choices.set("内部备注", None);
        let json = serde_json::to_string(&choices).expect("serialises");
        assert_eq!(json, r#"{"内部备注":null,"办结天数":"promise_day"}"#);
        let back: Choices = serde_json::from_str(&json).expect("parses");
        assert_eq!(back.get("办结天数"), Some(Some(Element::PromiseDay)));
        assert_eq!(back.get("*内部备注"), Some(None));
        assert_eq!(back.get("备注"), None);
        choices.clear("内部备注");
        assert_eq!(choices.get("内部备注"), None);
    }
}
