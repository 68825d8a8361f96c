//! Materials that come from intermediaries, by what the list says of their source.

use crate::element::Element::{self, MaterialSource, MaterialSourceExplain};
use crate::item::{EntryView, Fields, ItemView};
use crate::text::vocabulary::Vocabulary;

/// Whether the file says where materials come from.
pub fn carries_source(item: &ItemView<'_>) -> bool {
    item.is_provided(MaterialSource) || item.is_provided(MaterialSourceExplain)
}

/// The element and the text that name an intermediary as the source of a material.
pub fn source<'a>(entry: &EntryView<'a>, words: &Vocabulary) -> Option<(Element, &'a str)> {
    let texts = [MaterialSourceExplain, MaterialSource].map(|element| (element, entry.text(element)));
    texts.into_iter().find(|(_, text)| words.find(text).is_some())
}
