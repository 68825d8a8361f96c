//! Implementation lists as checked: every value knows its element, its place and its text as written.
//!
//! A check may hold 100,000 items, so values of all items stand in one array and an item is a range of it.
//! Rules never see this layout: they read through [`ItemView`] and [`EntryView`].

use crate::dictionary::{Dictionary, Entry};
use crate::element::{Element, Kind, Part};
use crate::mapping::ColumnMatch;
use crate::memory::Memory;
use crate::notice::Notice;
use crate::place::{Place, Sheet, SheetId, SourceId};
use crate::table::{TextId, Texts};
use std::ops::Range;

/// One input file, or one file inside an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// File name as given; for a file in an archive `archive.zip/list.xlsx`.
    pub name: String,
    /// `sha256:` and 64 hexadecimal digits of the bytes as given.
    pub digest: String,
    /// Number of bytes.
    pub size: u64,
}

/// One filled value of an item.
#[derive(Clone, Copy, Debug)]
pub struct Value {
    /// Text as written; never empty, perhaps only spaces.
    pub text: TextId,
    /// Row from 0.
    pub row: u32,
    /// Column from 0.
    pub column: u16,
    /// Sheet.
    pub sheet: SheetId,
    element: u16,
}

impl Value {
    /// A value of `element` standing at `place`.
    pub fn new(element: Element, text: TextId, place: Place) -> Self {
        Self {
            text,
            row: place.row,
            column: place.column,
            sheet: place.sheet,
            element: element as u16,
        }
    }

    /// Which element.
    pub fn element(&self) -> Element {
        // Values are made from elements only, so the number is always one of the registry.
        Element::from_index(usize::from(self.element)).unwrap_or(Element::TaskName)
    }

    /// Where it stands.
    pub fn place(&self) -> Place {
        Place {
            sheet: self.sheet,
            row: self.row,
            column: self.column,
        }
    }
}

/// Index of a value in its list; findings point to values with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ValueId(u32);

#[cfg(feature = "authoring")]
impl ValueId {
    /// Its number: values count up from 0, file by file.
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// The elements a file has columns or keys for. Only these can be judged missing: what a file does not carry
/// may well be filled on the platform.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Provided([u64; Element::COUNT.div_ceil(64)]);

impl Provided {
    /// Adds an element.
    pub fn insert(&mut self, element: Element) {
        self.0[element.index() / 64] |= 1 << (element.index() % 64);
    }

    /// Whether the file carries the element.
    pub fn contains(&self, element: Element) -> bool {
        self.0[element.index() / 64] & (1 << (element.index() % 64)) != 0
    }

    /// Adds all of `other`.
    pub fn extend(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine |= theirs;
        }
    }

    /// Adds the naming element of a sub-list that is carried, though empty.
    pub(crate) fn extend_first(&mut self, part: Part) {
        if let Some(first) = Element::of(part).next() {
            self.insert(first);
        }
    }

    /// Whether the file carries any element of the part.
    pub fn has_part(&self, part: Part) -> bool {
        Element::of(part).any(|element| self.contains(element))
    }
}

/// One record: the item itself or one row of a sub-list.
#[derive(Clone, Copy, Debug)]
struct Record {
    part: Part,
    len: u16,
    start: u32,
}

impl Record {
    /// Its filled values.
    fn values(self) -> impl Iterator<Item = ValueId> + use<> {
        (self.start..self.start + u32::from(self.len)).map(ValueId)
    }
}

/// One implementation list.
#[derive(Clone, Debug)]
pub struct Item {
    /// File it came from.
    pub source: SourceId,
    /// Where its main record stands.
    pub place: Place,
    provided: u16,
    records: Range<u32>,
}

/// All items of a check with their texts, places and notices.
#[derive(Default)]
pub struct List {
    /// Texts of all values.
    pub texts: Texts,
    /// Input files.
    pub sources: Vec<Source>,
    /// Sheets of all files.
    pub sheets: Vec<Sheet>,
    /// What the reader has to say.
    pub notices: Vec<Notice>,
    /// How every column and JSON key was understood.
    pub columns: Vec<ColumnMatch>,
    items: Vec<Item>,
    provided: Vec<Provided>,
    records: Vec<Record>,
    values: Vec<Value>,
    /// What the running check remembers of the texts.
    pub(crate) memory: Memory,
}

/// Why an item could not be added: a limit of the layout, far above the limits of import.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("清单过大，超出内部容量")]
pub struct ListFull;

impl List {
    /// Adds an item: its main values, then the rows of its sub-lists in order. Of several values for one element
    /// in a record the first counts; the caller reports the others.
    pub fn push_item(
        &mut self,
        source: SourceId,
        place: Place,
        provided: &Provided,
        main: &[Value],
        entries: &[(Part, &[Value])],
    ) -> Result<(), ListFull> {
        let first = u32::try_from(self.records.len()).map_err(|_| ListFull)?;
        self.push_record(Part::Main, main)?;
        // Part by part, so that a sub-list is one run of records.
        for part in Part::ALL.into_iter().skip(1) {
            for (_, values) in entries.iter().filter(|(of, _)| *of == part) {
                self.push_record(part, values)?;
            }
        }
        let known = self
            .provided
            .iter()
            .rposition(|set| set == provided)
            .unwrap_or_else(|| {
                self.provided.push(*provided);
                self.provided.len() - 1
            });
        let provided = u16::try_from(known).map_err(|_| ListFull)?;
        let end = u32::try_from(self.records.len()).map_err(|_| ListFull)?;
        self.items.push(Item {
            source,
            place,
            provided,
            records: first..end,
        });
        Ok(())
    }

    /// Makes room at once: a browser never gets back the memory that arrays growing by doubling leave behind.
    pub(crate) fn reserve(&mut self, items: usize, records: usize, values: usize) {
        self.items.reserve_exact(items);
        self.records.reserve_exact(records);
        self.values.reserve_exact(values);
    }

    fn push_record(&mut self, part: Part, values: &[Value]) -> Result<(), ListFull> {
        let start = u32::try_from(self.values.len()).map_err(|_| ListFull)?;
        for value in values {
            if !self.values[start as usize..]
                .iter()
                .any(|known| known.element == value.element)
            {
                self.values.push(*value);
            }
        }
        let len = u16::try_from(self.values.len() - start as usize).map_err(|_| ListFull)?;
        self.records.push(Record { part, len, start });
        Ok(())
    }

    /// Number of items.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are no items.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The items.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// All values, file by file.
    #[cfg(feature = "authoring")]
    pub(crate) fn values(&self) -> &[Value] {
        &self.values
    }

    /// A value by its index.
    pub fn value(&self, id: ValueId) -> &Value {
        &self.values[id.0 as usize]
    }

    /// A value's text as written.
    pub fn text(&self, id: ValueId) -> &str {
        self.texts.get(self.value(id).text)
    }

    /// Reads item number `index`. Panics when there is none, like indexing.
    pub fn view(&self, index: usize) -> ItemView<'_> {
        #[cfg(test)]
        VIEWS.with(|views| views.set(views.get() + 1));
        let item = &self.items[index];
        let mut view = ItemView {
            list: self,
            item,
            index,
            slots: [NO_VALUE; MAIN_COUNT],
        };
        let main = &self.records[item.records.start as usize];
        for id in main.start..main.start + u32::from(main.len) {
            let element = usize::from(self.values[id as usize].element);
            if let Some(slot) = view.slots.get_mut(element) {
                *slot = id;
            }
        }
        view
    }

    /// Reads all items in order.
    pub fn views(&self) -> impl ExactSizeIterator<Item = ItemView<'_>> {
        (0..self.items.len()).map(|index| self.view(index))
    }
}

#[cfg(test)]
thread_local! {
    /// Views made on this thread: what rules across items are measured by.
    pub(crate) static VIEWS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Main elements come first in the registry.
const MAIN_COUNT: usize = Element::LawName as usize;
const NO_VALUE: u32 = u32::MAX;

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

    /// Text as written; empty where there is none.
    fn raw(&self, element: Element) -> &'a str {
        self.value(element).map_or("", |id| self.list().text(id))
    }

    /// Text without surrounding space; empty where there is none.
    fn text(&self, element: Element) -> &'a str {
        self.raw(element).trim()
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
        self.is_provided(element) && self.text(element).is_empty()
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
                None => split_codes(dictionary, self.text(element))
                    .any(|part| part.is_ok_and(|entry| entry.code == code)),
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
        let text = list.value(self.value(element)?).text;
        list.memory.decode(dictionary, text, list.texts.get(text)).entry()
    }

    /// Whether the text of `element` passes `judge`, which is asked once for each distinct text of a check: it must
    /// depend on nothing but the text and the rule's own parameters. `question` tells a rule's judgements apart (0 to 3).
    fn passes(&self, question: u8, element: Element, judge: impl FnOnce(&'a str) -> bool) -> bool {
        let list = self.list();
        match self.value(element) {
            Some(id) => {
                let text = list.value(id).text;
                list.memory
                    .passes(question, text, || judge(list.texts.get(text).trim()))
            }
            None => judge(""),
        }
    }

    /// A whole number written plainly (`20`, `２０`, `20.0`); `None` for anything else, such as `20个工作日`.
    fn integer(&self, element: Element) -> Option<i64> {
        let text = self.text(element);
        let narrow = crate::text::narrow(text);
        let digits = narrow.trim().strip_suffix(".0").unwrap_or(narrow.trim());
        (!digits.is_empty() && digits.len() <= 18 && digits.bytes().all(|b| b.is_ascii_digit()))
            .then(|| digits.parse().ok())?
    }
}

/// Splits a multi-valued coded text into its values: `Ok` for one of the dictionary, `Err` with the text otherwise.
pub fn split_codes(dictionary: Dictionary, text: &str) -> impl Iterator<Item = Result<&'static Entry, &str>> {
    // A value whose name itself has a separator (“原件、复印件”) is looked up whole first.
    let whole = dictionary.decode(text);
    let parts = if whole.is_some() {
        ""
    } else {
        names_with_codes(dictionary, text).unwrap_or(text)
    };
    let rest = split_parts(parts).map(move |part| dictionary.decode(part).ok_or(part));
    whole.map(Ok).into_iter().chain(rest)
}

fn split_parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '，', ';', '；', '、', '|', '\n', '/'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

/// The names of `企业法人,事业法人(2,3)`, but only where names and codes agree one by one.
fn names_with_codes(dictionary: Dictionary, text: &str) -> Option<&str> {
    let inner = text.trim_end().strip_suffix([')', '）'])?;
    let open = inner.rfind(['(', '（'])?;
    let (names, codes) = (
        inner.get(..open)?,
        inner.get(open..)?.trim_start_matches(['(', '（']),
    );
    let same = split_parts(names).map(|name| dictionary.decode(name).map(|entry| entry.code));
    same.eq(split_parts(codes).map(Some)).then_some(names)
}

/// One item as rules read it.
pub struct ItemView<'a> {
    list: &'a List,
    item: &'a Item,
    index: usize,
    slots: [u32; MAIN_COUNT],
}

impl<'a> ItemView<'a> {
    /// Its number in the list.
    pub fn index(&self) -> usize {
        self.index
    }

    /// Number of the set of elements its file carries; items of one source mostly share it.
    pub(crate) fn provided_set(&self) -> u16 {
        self.item.provided
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
                record: *record,
                number: number as u16,
            })
    }

    /// Filled values of the main record.
    pub fn main_values(&self) -> impl Iterator<Item = ValueId> + use<'a> {
        self.list.records[self.item.records.start as usize].values()
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

    /// What tells its authority from others: the authority's code, else its name, else empty.
    pub fn authority(&self) -> &'a str {
        match self.text(Element::DeptCode) {
            "" => self.text(Element::DeptName),
            code => code,
        }
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
        self.slots
            .get(element.index())
            .filter(|id| **id != NO_VALUE)
            .map(|id| ValueId(*id))
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
    record: Record,
    number: u16,
}

impl EntryView<'_> {
    /// Its number within the sub-list, from 0.
    pub fn number(&self) -> u16 {
        self.number
    }

    /// Filled values.
    pub fn values(&self) -> impl Iterator<Item = ValueId> + use<> {
        self.record.values()
    }
}

impl<'a> Fields<'a> for EntryView<'a> {
    fn value(&self, element: Element) -> Option<ValueId> {
        self.values()
            .find(|id| self.list.values[id.0 as usize].element == element as u16)
    }
    fn list(&self) -> &'a List {
        self.list
    }
    fn provided(&self) -> &'a Provided {
        self.provided
    }
}
