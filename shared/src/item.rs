//! Implementation lists as checked: every value knows its element, its place and its text as written.
//!
//! A check may hold 100,000 items, so values of all items stand in one array and an item is a range of it.
//! Rules never see this arrangement: they read through [`ItemView`] and [`EntryView`], those across items through [`Outline`].

mod codes;
mod layout;
mod outline;
mod view;

pub use codes::{SEPARATORS, split_codes};
pub(crate) use outline::Columns;
pub use outline::Outline;
pub use view::{EntryView, Fields, ItemView};

use crate::element::{Element, Part};
use crate::import::Progress;
use crate::mapping::ColumnMatch;
use crate::memory::Memory;
use crate::notice::Notice;
use crate::place::{Place, Sheet, SheetId, SourceId};
use crate::table::{TextId, Texts};
use layout::Layouts;
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
    element: Element,
}

impl Value {
    /// A value of `element` standing at `place`.
    pub fn new(element: Element, text: TextId, place: Place) -> Self {
        Self {
            text,
            row: place.row,
            column: place.column,
            sheet: place.sheet,
            element,
        }
    }

    /// Which element.
    pub fn element(&self) -> Element {
        self.element
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

    /// Takes the elements of a part out.
    pub(crate) fn remove(&mut self, part: Part) {
        for element in Element::of(part) {
            self.0[element.index() / 64] &= !(1 << (element.index() % 64));
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
    /// Number of the set of elements its file carries; items of one source mostly share it.
    pub(crate) provided: u16,
    layout: u32,
    records: Range<u32>,
    /// Its own values: the first one, and how many.
    first: u32,
    values: u16,
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
    layouts: Layouts,
    /// What the running check remembers of the texts.
    pub(crate) memory: Memory,
}

/// How many items, records and values a list holds.
#[derive(Clone, Copy)]
pub(crate) struct Extent {
    items: usize,
    records: usize,
    values: usize,
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
        let start = self.values.len();
        self.push_record(Part::Main, main)?;
        let layout = self.layouts.of(&self.values[start..]).ok_or(ListFull)?;
        // Part by part, so that a sub-list is one run of records.
        for part in Part::ALL.into_iter().skip(1) {
            for (_, values) in entries.iter().filter(|(of, _)| *of == part) {
                self.push_record(part, values)?;
            }
        }
        let provided = self.provided_number(provided)?;
        let end = u32::try_from(self.records.len()).map_err(|_| ListFull)?;
        let own = self.records[first as usize];
        self.items.push(Item {
            source,
            place,
            provided,
            layout,
            records: first..end,
            first: own.start,
            values: own.len,
        });
        Ok(())
    }

    /// Takes back that the file carries these sub-lists for item number `index`.
    pub(crate) fn withdraw(&mut self, index: usize, parts: &[Part]) -> Result<(), ListFull> {
        let mut provided = self.provided[usize::from(self.items[index].provided)];
        for part in parts {
            provided.remove(*part);
        }
        self.items[index].provided = self.provided_number(&provided)?;
        Ok(())
    }

    /// The number of a set of elements.
    fn provided_number(&mut self, provided: &Provided) -> Result<u16, ListFull> {
        let known = self
            .provided
            .iter()
            .rposition(|set| set == provided)
            .unwrap_or_else(|| {
                self.provided.push(*provided);
                self.provided.len() - 1
            });
        u16::try_from(known).map_err(|_| ListFull)
    }

    /// Makes room at once: a browser never gets back the memory that arrays growing by doubling leave behind.
    pub(crate) fn reserve(&mut self, items: usize, records: usize, values: usize) {
        self.items.reserve_exact(items);
        self.records.reserve_exact(records);
        self.values.reserve_exact(values);
    }

    /// How much it holds.
    pub(crate) fn extent(&self) -> Extent {
        Extent {
            items: self.items.len(),
            records: self.records.len(),
            values: self.values.len(),
        }
    }

    /// Makes room for the rest of a file whose part that is done took what came since `before`.
    pub(crate) fn make_room(&mut self, before: Extent, progress: Progress) {
        let rest = |now: usize, before: usize| progress.rest(now - before, 0);
        let now = self.extent();
        self.reserve(
            rest(now.items, before.items),
            rest(now.records, before.records),
            rest(now.values, before.values),
        );
    }

    fn push_record(&mut self, part: Part, values: &[Value]) -> Result<(), ListFull> {
        let start = u32::try_from(self.values.len()).map_err(|_| ListFull)?;
        let mut known = Provided::default();
        for value in values {
            if !known.contains(value.element) {
                known.insert(value.element);
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

    /// A value's text without surrounding space.
    pub fn trimmed(&self, id: ValueId) -> &str {
        self.texts.trimmed(self.value(id).text)
    }

    /// The title of the column a value stands in, as its file writes it.
    pub fn title(&self, id: ValueId) -> Option<&str> {
        let value = self.value(id);
        let own = |column: &&ColumnMatch| (column.sheet, column.column) == (value.sheet, value.column);
        self.columns.iter().find(own).map(|column| column.title.as_str())
    }

    /// Reads item number `index`. Panics when there is none, like indexing.
    pub fn view(&self, index: usize) -> ItemView<'_> {
        #[cfg(test)]
        VIEWS.with(|views| views.set(views.get() + 1));
        let item = &self.items[index];
        ItemView::new(self, item, index, self.layouts.get(item.layout))
    }

    /// The item's own record. Rules across items read one value of each item: it is at hand without a look elsewhere.
    fn main_record(item: &Item) -> Record {
        Record {
            part: Part::Main,
            len: item.values,
            start: item.first,
        }
    }

    /// The values of a record.
    fn values_of(&self, record: Record) -> &[Value] {
        let start = record.start as usize;
        &self.values[start..start + usize::from(record.len)]
    }

    /// Reads all items in order.
    pub fn views(&self) -> impl ExactSizeIterator<Item = ItemView<'_>> {
        (0..self.items.len()).map(|index| self.view(index))
    }

    /// Reads item number `index` as rules across items do.
    pub fn outline(&self, index: usize) -> Outline<'_> {
        #[cfg(test)]
        VIEWS.with(|views| views.set(views.get() + 1));
        let columns = self.memory.compared.columns.get_or_init(|| Columns::of(self));
        Outline::new(self, columns, index)
    }

    /// Reads all items in order as rules across items do.
    pub fn outlines(&self) -> impl ExactSizeIterator<Item = Outline<'_>> {
        (0..self.items.len()).map(|index| self.outline(index))
    }

    /// The text without surrounding space: equal for equal texts, `None` for an empty one.
    fn plain(&self, id: TextId) -> Option<TextId> {
        if !id.is_padded() {
            return Some(id);
        }
        let texts = &self.memory.compared.within_space;
        texts.get_or_init(|| self.texts.within_space()).plain(id)
    }
}

#[cfg(test)]
thread_local! {
    /// Views made on this thread: what rules across items are measured by.
    pub(crate) static VIEWS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}
