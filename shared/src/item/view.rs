//! How rules read items and the rows of their sub-lists.

use super::layout::Layout;
use super::{Item, List, Provided, Value, ValueId, split_codes};
use crate::dictionary::{Dictionary, Entry};
use crate::element::{Element, Kind, Part};
use crate::table::TextId;
use crate::text::trimmed;

/// Reads values: the shared half of [`ItemView`] and [`EntryView`].
pub trait Fields<'a> {
    /// The value of `element`, if it has any characters at all.
    fn value(&self, element: Element) -> Option<ValueId>;
    /// The list it belongs to.
    fn list(&self) -> &'a List;
    /// What the file carries.
    fn provided(&self) -> &'a Provided;

    /// Its text's number: equal texts have equal numbers.
    fn text_id(&self, element: Element) -> Option<TextId> {
        self.value(element).map(|id| self.list().value(id).text)
    }

    /// The number of its text without surrounding space: equal for equal texts, `None` for an empty one.
    fn plain(&self, element: Element) -> Option<TextId> {
        self.list().plain(self.text_id(element)?)
    }

    /// Text as written; empty where there is none.
    fn raw(&self, element: Element) -> &'a str {
        self.text_id(element).map_or("", |id| self.list().texts.get(id))
    }

    /// Text without surrounding space; empty where there is none.
    fn text(&self, element: Element) -> &'a str {
        self.text_id(element)
            .map_or("", |id| self.list().texts.trimmed(id))
    }

    /// Whether there is no text but space. Only what says nothing needs a closer look.
    fn is_empty(&self, element: Element) -> bool {
        self.says_nothing(element) && self.text(element).is_empty()
    }

    /// What `judge` finds in the text of `element`; see [`Fields::passes`] for what it may look at.
    fn found<T>(&self, question: u8, element: Element, judge: impl Fn(&'a str) -> Option<T>) -> Option<T> {
        if self.passes(question, element, |text| judge(text).is_none()) {
            None
        } else {
            judge(self.text(element))
        }
    }

    /// Whether the file carries the element at all.
    fn is_provided(&self, element: Element) -> bool {
        self.provided().contains(element)
    }

    /// Carried by the file and yet empty. A placeholder such as “无” is not blank; see [`crate::text::is_placeholder`].
    fn is_blank(&self, element: Element) -> bool {
        self.is_provided(element) && self.is_empty(element)
    }

    /// Blank, or a placeholder such as “无”.
    fn says_nothing(&self, element: Element) -> bool {
        self.text_id(element).is_none_or(TextId::says_nothing)
    }

    /// The single code of a coded element; `None` when blank or not in the dictionary.
    fn code(&self, element: Element) -> Option<&'static str> {
        match element.spec().kind {
            Kind::Code(dictionary) | Kind::Codes(dictionary) => Some(self.decode(element, dictionary)?.code),
            _ => None,
        }
    }

    /// The codes of a coded element, in order as written, without values outside the dictionary.
    fn codes(&self, element: Element) -> Vec<&'static str> {
        match element.spec().kind {
            Kind::Code(dictionary) | Kind::Codes(dictionary) => match self.decode(element, dictionary) {
                Some(entry) => vec![entry.code],
                None => split_codes(dictionary, self.text(element))
                    .filter_map(|part| Some(part.ok()?.code))
                    .collect(),
            },
            _ => Vec::new(),
        }
    }

    /// Whether one of the codes is `code`.
    fn has_code(&self, element: Element, code: &str) -> bool {
        match element.spec().kind {
            Kind::Code(dictionary) | Kind::Codes(dictionary) => match self.decode(element, dictionary) {
                Some(entry) => entry.code == code,
                None => self.text_id(element).is_some_and(|id| {
                    let list = self.list();
                    list.memory.named(dictionary, id, &list.texts).has(code)
                }),
            },
            _ => false,
        }
    }

    /// A flag; `None` when blank or neither yes nor no.
    fn flag(&self, element: Element) -> Option<bool> {
        Some(self.decode(element, Dictionary::Flag)?.code == "1")
    }

    /// The entry of `dictionary` that the whole text names.
    fn decode(&self, element: Element, dictionary: Dictionary) -> Option<&'static Entry> {
        let list = self.list();
        list.memory
            .decode(dictionary, self.text_id(element)?, &list.texts)
            .entry()
    }

    /// Whether the text of `element` passes `judge`, which is asked once for each distinct text of a check: it must
    /// depend on nothing but the text and the rule's own parameters. `question` tells a rule's judgements apart (0 to 3).
    fn passes(&self, question: u8, element: Element, judge: impl FnOnce(&'a str) -> bool) -> bool {
        let list = self.list();
        match self.text_id(element) {
            Some(text) => list
                .memory
                .passes(question, text, || judge(list.texts.trimmed(text))),
            None => judge(""),
        }
    }

    /// A whole number written plainly (`20`, `２０`, `20.0`, of visits also `2次`); `None` for anything else, such as `20个工作日`.
    fn integer(&self, element: Element) -> Option<i64> {
        let narrow = crate::text::narrow(self.text(element));
        let plain = trimmed(&narrow);
        let plain = plain.strip_suffix('次').map_or(plain, str::trim_end);
        let digits = plain.strip_suffix(".0").unwrap_or(plain);
        (!digits.is_empty() && digits.len() <= 18 && digits.bytes().all(|b| b.is_ascii_digit()))
            .then(|| digits.parse().ok())?
    }
}

/// One item as rules read it.
pub struct ItemView<'a> {
    list: &'a List,
    item: &'a Item,
    index: usize,
    layout: &'a Layout,
    /// The item's own values.
    values: &'a [Value],
    /// Number of the first of them.
    first: u32,
}

impl<'a> ItemView<'a> {
    pub(super) fn new(list: &'a List, item: &'a Item, index: usize, layout: &'a Layout) -> Self {
        let own = List::main_record(item);
        Self {
            list,
            item,
            index,
            layout,
            values: list.values_of(own),
            first: own.start,
        }
    }

    /// Its number in the list.
    pub fn index(&self) -> usize {
        self.index
    }

    /// The item's own data.
    pub fn item(&self) -> &'a Item {
        self.item
    }

    /// Rows of a sub-list, in order.
    pub fn entries(&self, part: Part) -> impl Iterator<Item = EntryView<'a>> + use<'a> {
        let list = self.list;
        let provided = self.provided();
        // The first record is the item's own.
        let records = &list.records[self.item.records.start as usize + 1..self.item.records.end as usize];
        let first = records.partition_point(|record| record.part < part);
        records[first..]
            .iter()
            .take_while(move |record| record.part == part)
            .enumerate()
            .map(move |(number, record)| EntryView {
                list,
                provided,
                values: list.values_of(*record),
                first: record.start,
                number: number as u16,
            })
    }

    /// Filled values of the main record.
    pub fn main_values(&self) -> impl Iterator<Item = ValueId> + use<'a> {
        List::main_record(self.item).values()
    }

    /// All filled values with the row number of their sub-list (`None` for the item's own).
    pub fn values(&self) -> impl Iterator<Item = (ValueId, Option<u16>)> + use<'a> {
        let records =
            &self.list.records[self.item.records.start as usize + 1..self.item.records.end as usize];
        let entries = records
            .chunk_by(|a, b| a.part == b.part)
            .flat_map(|run| (0_u16..).zip(run));
        let of_entries =
            entries.flat_map(|(number, record)| record.values().map(move |id| (id, Some(number))));
        self.main_values().map(|id| (id, None)).chain(of_entries)
    }

    /// Whether the file carries the sub-list at all.
    pub fn has_part(&self, part: Part) -> bool {
        self.provided().has_part(part)
    }

    /// Titles of the columns and keys of its file that are no element.
    pub fn unknown_columns(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let (list, source) = (self.list, self.item.source);
        let of_file = move |sheet: u16| {
            list.sheets
                .get(usize::from(sheet))
                .is_some_and(|sheet| sheet.source == source)
        };
        let unknown = list.columns.iter().filter(|column| column.element.is_none());
        unknown
            .filter(move |column| of_file(column.sheet))
            .map(|column| column.title.as_str())
    }

    /// The identifying code: handling-item code, else implementing code, else empty.
    pub fn key(&self) -> &'a str {
        match self.text(Element::HandleItemCode) {
            "" => self.text(Element::TaskCode),
            code => code,
        }
    }
}

impl<'a> Fields<'a> for ItemView<'a> {
    fn value(&self, element: Element) -> Option<ValueId> {
        let position = self.layout.position(element)?;
        Some(ValueId(self.first + u32::from(position)))
    }
    fn text_id(&self, element: Element) -> Option<TextId> {
        let position = self.layout.position(element)?;
        self.values.get(usize::from(position)).map(|value| value.text)
    }
    fn list(&self) -> &'a List {
        self.list
    }
    fn provided(&self) -> &'a Provided {
        &self.list.provided[usize::from(self.item.provided)]
    }
}

/// One row of a sub-list as rules read it.
#[derive(Clone, Copy)]
pub struct EntryView<'a> {
    list: &'a List,
    provided: &'a Provided,
    values: &'a [Value],
    /// Number of the first of them.
    first: u32,
    number: u16,
}

impl EntryView<'_> {
    /// Its number within the sub-list, from 0.
    pub fn number(&self) -> u16 {
        self.number
    }

    /// Filled values.
    pub fn values(&self) -> impl Iterator<Item = ValueId> + use<> {
        (self.first..).map(ValueId).take(self.values.len())
    }
}

impl<'a> Fields<'a> for EntryView<'a> {
    fn value(&self, element: Element) -> Option<ValueId> {
        let position = self.values.iter().position(|value| value.element == element)?;
        Some(ValueId(self.first + position as u32))
    }
    fn text_id(&self, element: Element) -> Option<TextId> {
        let value = self.values.iter().find(|value| value.element == element)?;
        Some(value.text)
    }
    fn list(&self) -> &'a List {
        self.list
    }
    fn provided(&self) -> &'a Provided {
        self.provided
    }
}
