//! Items as rules across items read them. Such a rule wants few elements of every item, and where values stand each of
//! these is a look at another place of memory. So the elements they want are copied once a check, element by element:
//! walking through one is then four bytes an item.

use super::{Fields, ItemView, List, Provided, ValueId};
use crate::element::Element::{
    self, AcceptStandard, AreaCode, CatalogCode, DeptCode, DeptName, HandleItemCode, ItemId, LinkWay,
    PublishStatus, SuperviseWay, TaskCode, TaskName, TaskState, TaskType, TaskVersion, TransactAddress,
    UseLevel, VersionDate,
};
use crate::table::TextId;

/// What is copied: elements of the item itself that a rule reads of all items.
const COPIED: [Element; 18] = [
    AcceptStandard,
    AreaCode,
    CatalogCode,
    DeptCode,
    DeptName,
    HandleItemCode,
    ItemId,
    LinkWay,
    PublishStatus,
    SuperviseWay,
    TaskCode,
    TaskName,
    TaskState,
    TaskType,
    TaskVersion,
    TransactAddress,
    UseLevel,
    VersionDate,
];

/// Where in [`COPIED`] an element stands; its length where it is not copied.
const PLACES: [u8; Element::COUNT] = {
    let mut places = [COPIED.len() as u8; Element::COUNT];
    let mut place = 0;
    while place < COPIED.len() {
        places[COPIED[place].index()] = place as u8;
        place += 1;
    }
    places
};

/// The texts of the copied elements, item after item.
pub(crate) struct Columns([Vec<Option<TextId>>; COPIED.len()]);

impl Columns {
    pub(crate) fn of(list: &List) -> Self {
        let mut columns = COPIED.map(|_| Vec::with_capacity(list.len()));
        for item in list.views() {
            for (column, element) in columns.iter_mut().zip(COPIED) {
                column.push(item.text_id(element));
            }
        }
        Self(columns)
    }
}

/// One item as rules across items read it; what is not copied is read from the item.
#[derive(Clone, Copy)]
pub struct Outline<'a> {
    list: &'a List,
    columns: &'a Columns,
    index: usize,
}

impl<'a> Outline<'a> {
    pub(super) fn new(list: &'a List, columns: &'a Columns, index: usize) -> Self {
        Self { list, columns, index }
    }

    /// Its number in the list.
    pub fn index(&self) -> usize {
        self.index
    }

    /// All of the item.
    pub fn view(&self) -> ItemView<'a> {
        self.list.view(self.index)
    }

    /// Number of the set of elements its file carries; items of one source mostly share it.
    pub(crate) fn provided_set(&self) -> u16 {
        self.list.items[self.index].provided
    }

    /// What tells its authority from others: the authority's code, else its name.
    pub fn authority(&self) -> Option<TextId> {
        self.plain(DeptCode).or_else(|| self.plain(DeptName))
    }

    /// The identifying code, as in [`ItemView::key`].
    pub fn key(&self) -> Option<TextId> {
        self.plain(HandleItemCode).or_else(|| self.plain(TaskCode))
    }
}

impl<'a> Fields<'a> for Outline<'a> {
    fn value(&self, element: Element) -> Option<ValueId> {
        self.view().value(element)
    }
    fn text_id(&self, element: Element) -> Option<TextId> {
        match self.columns.0.get(usize::from(PLACES[element.index()])) {
            Some(column) => column.get(self.index).copied().flatten(),
            None => self.view().text_id(element),
        }
    }
    fn list(&self) -> &'a List {
        self.list
    }
    fn provided(&self) -> &'a Provided {
        &self.list.provided[usize::from(self.provided_set())]
    }
}
