//! Telephone numbers of a list's own texts, read once for all rules that compare them. Numbers stand for normal forms, so
//! that comparing needs no text.

use crate::element::Element;
use crate::item::{Fields, ItemView, List};
use crate::table::TextId;
use crate::text::phone::own_numbers;
use hashbrown::HashMap;
use std::ops::Range;

/// Elements that are compared.
const ELEMENTS: [Element; 2] = [Element::LinkWay, Element::SuperviseWay];

/// A telephone number by its place among the distinct ones of a list.
pub type Number = u32;

/// The numbers that texts hold, landlines and mobiles; no services.
#[derive(Default)]
pub struct Telephones {
    normal_forms: Vec<String>,
    numbers: Vec<Number>,
    of_texts: HashMap<TextId, Range<usize>>,
}

/// The telephones of a list.
pub fn telephones(list: &List) -> &Telephones {
    // Several rules ask, and nothing changes while a list is checked.
    list.memory.telephones.get_or_init(|| Telephones::of(list))
}

impl Telephones {
    fn of(list: &List) -> Self {
        let mut found = Self::default();
        let mut known: HashMap<String, Number> = HashMap::new();
        for item in list.views() {
            for id in ELEMENTS.into_iter().filter_map(|element| item.text_id(element)) {
                if found.of_texts.contains_key(&id) {
                    continue;
                }
                let start = found.numbers.len();
                for number in own_numbers(list.texts.trimmed(id)) {
                    let next = found.normal_forms.len() as Number;
                    let number = *known.entry_ref(number.as_str()).or_insert_with(|| {
                        found.normal_forms.push(number.clone());
                        next
                    });
                    found.numbers.push(number);
                }
                found.of_texts.insert(id, start..found.numbers.len());
            }
        }
        found
    }

    /// The numbers in the text of `element`, in the order as written; none where it has none.
    pub fn of_element(&self, item: &ItemView<'_>, element: Element) -> &[Number] {
        let range = item.text_id(element).and_then(|id| self.of_texts.get(&id));
        range
            .and_then(|range| self.numbers.get(range.clone()))
            .unwrap_or_default()
    }

    /// The normal form of a number.
    pub fn normal_form(&self, number: Number) -> &str {
        self.normal_forms.get(number as usize).map_or("", String::as_str)
    }
}
