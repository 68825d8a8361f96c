//! Reference lists as read: entries that know their fields and their place.

use super::index::Index;
use super::{Area, Cover, Field, Kind, Levels, Scope, Subject};
use crate::code::BasicCode;
use crate::dictionary::Dictionary;
use crate::item::{List, Source};
use crate::locale::Lang;
use crate::notice::Notice;
use crate::place::{Place, SheetId, SourceId};
use crate::table::TextId;
use std::collections::BTreeSet;

/// One row of a reference list.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Number of its list.
    pub list: u16,
    /// Levels that exercise it; empty where it does not say.
    pub levels: Levels,
    /// Where it holds; `None` where it does not say, so that it holds where the list does.
    pub area: Option<Area>,
    /// Where it stands.
    pub(super) place: Place,
    /// Its filled fields with their columns, in order of columns.
    pub(super) fields: Vec<(Field, TextId, u16)>,
    /// Its basic code, where it has a valid one.
    pub(super) code: Option<TextId>,
}

/// One list: a sheet of a file.
#[derive(Clone, Debug)]
pub struct ReferenceList {
    /// What it is.
    pub kind: Kind,
    /// File it stands in.
    pub source: SourceId,
    /// Sheet it stands in.
    pub sheet: SheetId,
    /// Title rows above its header, in one line; empty where there are none.
    pub title: String,
    /// What it says of its reach.
    pub scope: Scope,
    /// Number of entries.
    pub entries: u32,
    /// Entries with a valid basic code.
    pub coded: u32,
    /// Guiding departments of these codes, so that it shows whose items the list holds.
    pub departments: BTreeSet<String>,
}

impl ReferenceList {
    /// Whether every entry has a valid basic code, so that a code that is missing is missing for certain.
    pub fn is_coded(&self) -> bool {
        self.entries > 0 && self.coded == self.entries
    }

    /// Whether an item that it does not have is certainly not listed where it ought to be: the list covers the item's
    /// place and level by its own words, has a code for every entry, and has entries of the item's department.
    pub fn proves_absence(&self, subject: &Subject<'_>) -> bool {
        let department = subject.code.as_ref().map(BasicCode::guiding_department);
        self.scope.covers(subject) == Cover::Whole
            && self.is_coded()
            && department.is_some_and(|department| self.departments.contains(department))
    }
}

/// All reference lists of a check.
#[derive(Default)]
pub struct References {
    /// Texts, files, sheets and notices; it holds no items.
    pub(super) store: List,
    pub(super) lists: Vec<ReferenceList>,
    pub(super) entries: Vec<Entry>,
    pub(super) index: Index,
}

impl References {
    /// Whether there is no list.
    pub fn is_empty(&self) -> bool {
        self.lists.is_empty()
    }

    /// Whether there is a list of this kind.
    pub fn has(&self, kind: Kind) -> bool {
        self.lists.iter().any(|list| list.kind == kind)
    }

    /// All lists, in the order given.
    pub fn lists(&self) -> &[ReferenceList] {
        &self.lists
    }

    /// The files, archives and their members included.
    pub fn sources(&self) -> &[Source] {
        &self.store.sources
    }

    /// The file a list stands in.
    pub fn source_of(&self, list: &ReferenceList) -> Option<&Source> {
        self.store.sources.get(usize::from(list.source))
    }

    /// What the reader has to say.
    pub fn notices(&self) -> &[Notice] {
        &self.store.notices
    }

    /// Where something stands, in one line.
    pub fn place_text(&self, place: Place) -> String {
        // Nothing in it is named here, so it reads alike in every language.
        crate::report::place_in(&self.store, place, None, Lang::ZhCn)
    }

    /// Entry number `id`. Panics when there is none, like indexing.
    pub fn entry(&self, id: u32) -> EntryView<'_> {
        EntryView {
            references: self,
            entry: &self.entries[id as usize],
            id,
        }
    }

    /// One line about each list: `行政许可事项清单 · 许可清单.xlsx · 512条`.
    pub fn list_line(&self, list: &ReferenceList, lang: Lang) -> String {
        let source = self.source_of(list).map_or("", |source| source.name.as_str());
        let name = list.kind.name().get(lang);
        match lang {
            Lang::ZhCn => format!(
                "{name} · {source} · {}条（有基本编码的{}条）",
                list.entries, list.coded
            ),
            Lang::En => format!(
                "{name} · {source} · {} entries ({} with a basic code)",
                list.entries, list.coded
            ),
        }
    }

    /// Number of entries of all lists; they count from 0.
    pub fn entry_count(&self) -> u32 {
        self.entries.len() as u32
    }
}

/// One entry as rules read it.
#[derive(Clone, Copy)]
pub struct EntryView<'a> {
    references: &'a References,
    entry: &'a Entry,
    id: u32,
}

impl<'a> EntryView<'a> {
    /// Its number among all entries.
    pub fn id(&self) -> u32 {
        self.id
    }

    /// The entry itself.
    pub fn entry(&self) -> &'a Entry {
        self.entry
    }

    /// Text of a field without surrounding space; empty where there is none.
    pub fn text(&self, field: Field) -> &'a str {
        let found = self.entry.fields.iter().find(|(known, ..)| *known == field);
        found.map_or("", |(_, text, _)| self.references.store.texts.trimmed(*text))
    }

    /// Its names: the sub item's first, then the main item's where the list has a column for both.
    pub fn names(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let (entry, texts) = (self.entry, &self.references.store.texts);
        let names = entry.fields.iter().filter(|(field, ..)| *field == Field::Name);
        names.map(|(_, text, _)| texts.trimmed(*text))
    }

    /// The list it stands in.
    pub fn list(&self) -> &'a ReferenceList {
        &self.references.lists[usize::from(self.entry.list)]
    }

    /// Its valid basic code, 12 characters.
    pub fn code(&self) -> Option<&'a str> {
        self.entry.code.map(|id| self.references.store.texts.get(id))
    }

    /// Its item type by code, where the list says one that is understood.
    pub fn task_type(&self) -> Option<&'static str> {
        Dictionary::TaskType
            .decode(self.text(Field::Type))
            .map(|entry| entry.code)
    }

    /// Whether it is in use: it says so, or it does not say.
    pub fn is_in_use(&self) -> bool {
        let state = Dictionary::TaskState.decode(self.text(Field::State));
        state.is_none_or(|state| state.code == "1")
    }

    /// Its reform ways: named in one column, or ticked in one of four.
    pub fn reform_ways(&self) -> Vec<&'static str> {
        let named = super::read::reform_way(self.text(Field::ReformWay));
        let ticked = self.entry.fields.iter().filter_map(|(field, text, _)| {
            let mark = self.references.store.texts.trimmed(*text);
            field.way().filter(|_| is_tick(mark))
        });
        named.into_iter().chain(ticked).collect()
    }

    /// Whether it holds where the subject is; `None` where entry and list, or the subject, do not say.
    pub fn holds_for(&self, subject: &Subject<'_>) -> Option<bool> {
        self.entry.area.or(self.list().scope.area)?.holds(subject)
    }

    /// Whether it is about the subject's level; true where one of them names none.
    pub fn is_of_level(&self, subject: &Subject<'_>) -> bool {
        let levels = self.entry.levels;
        let named = !levels.is_empty() && !subject.levels.is_empty();
        !named || subject.levels.iter().any(|level| levels.contains(level))
    }

    /// Its place: the cell of its name, or the first of the row.
    pub fn place(&self) -> Place {
        let name = self.entry.fields.iter().find(|(field, ..)| *field == Field::Name);
        Place {
            column: name.map_or(self.entry.place.column, |(.., column)| *column),
            ..self.entry.place
        }
    }

    /// Its place in one line: `许可清单.xlsx · 清单 · B5`.
    pub fn place_text(&self) -> String {
        self.references.place_text(self.place())
    }
}

/// Marks people tick with.
fn is_tick(mark: &str) -> bool {
    matches!(
        mark,
        "√" | "✓" | "✔" | "☑" | "是" | "1" | "●" | "○" | "v" | "V" | "Y" | "y"
    )
}
