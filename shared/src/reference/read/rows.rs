//! Rows → entries.

use super::{Plan, Reader};
use crate::code::{CodeKind, ItemCode};
use crate::dictionary::Dictionary;
use crate::element::Element;
use crate::import::damage;
use crate::import::merged::Merged;
use crate::item::List;
use crate::notice::NoticeCode;
use crate::order::Arrange as _;
use crate::place::Place;
use crate::reference::Field;
use crate::reference::entry::{Entry, ReferenceList};
use crate::reference::scope::{Area, Levels, Scope};
use crate::table::{Cell, TextId};
use crate::text::{is_placeholder, narrow};

impl Reader<'_> {
    /// Reads the rows of a sheet into a list.
    pub(super) fn rows(&mut self, plan: &Plan<'_>, title: String, name: &str) {
        self.counts.clear();
        let first = self.entries.len();
        let number = (self.first_list + self.lists.len()) as u16;
        let mut merged = Merged::new(&plan.grid.table, plan.first_data_row);
        let mut skipped = false;
        for (row, own) in plan
            .grid
            .table
            .rows()
            .filter(|(row, _)| *row >= plan.first_data_row)
        {
            let mut cells = merged.reaching(row, own);
            cells.extend_from_slice(own);
            cells.arrange_by_key(|cell| cell.column);
            if is_header(&cells, plan, self.store) {
                continue;
            }
            match self.entry(plan, row, &cells, number) {
                Some(entry) => self.entries.push(entry),
                None => skipped |= self.hides_an_entry(plan, &cells),
            }
        }
        self.say_counts(plan.grid.source);
        let entries = &self.entries[first..];
        if entries.is_empty() {
            return;
        }
        let mut scope = Scope::named_in(plan.kind, self.file, name, &title);
        scope.partial |= skipped;
        complete_scope(&mut scope, entries);
        let codes = entries.iter().filter_map(|entry| entry.code);
        let coded = codes.clone().count();
        let departments = codes.filter_map(|code| self.store.texts.get(code).get(4..6));
        let departments = departments.map(str::to_owned).collect();
        self.lists.push(ReferenceList {
            kind: plan.kind,
            source: plan.grid.source,
            sheet: plan.grid.table.sheet,
            title,
            scope,
            entries: entries.len() as u32,
            coded: coded as u32,
            departments,
        });
    }

    /// Reads one row. `None` where it is no entry, which a notice says.
    fn entry(&mut self, plan: &Plan<'_>, row: u32, cells: &[Cell], list: u16) -> Option<Entry> {
        let mut fields: Vec<(Field, TextId, u16)> = Vec::new();
        let mut code = None;
        for cell in cells {
            let Some((field, _)) = plan.fields.get(&cell.column) else {
                continue;
            };
            let text = self.store.texts.trimmed(cell.text);
            if text.is_empty() || (*field != Field::Name && is_placeholder(text)) {
                continue;
            }
            if *field == Field::Code {
                code = code.or_else(|| self.code(plan, cell));
            }
            let known = fields.iter().position(|(known, ..)| known == field);
            match known {
                // Main and sub item: the sub item's name stands to the right and goes first.
                Some(at) if *field == Field::Name => fields.insert(at, (*field, cell.text, cell.column)),
                Some(_) => {}
                None => fields.push((*field, cell.text, cell.column)),
            }
        }
        if fields.is_empty() {
            return None;
        }
        let place = Place {
            sheet: plan.grid.table.sheet,
            row,
            column: cells.first().map_or(0, |cell| cell.column),
        };
        if !fields.iter().any(|(field, ..)| *field == Field::Name) || is_footer(&fields, self.store) {
            let args = vec![(row + 1).to_string()];
            self.say(
                plan.grid.source,
                NoticeCode::ReferenceRowWithoutName,
                Some(place),
                args,
            );
            return None;
        }
        let text = |wanted: Field| {
            let found = fields.iter().find(|(field, ..)| *field == wanted);
            found.map_or("", |(_, text, _)| self.store.texts.trimmed(*text))
        };
        let levels = Levels::read(text(Field::Level));
        let area = Area::read(text(Field::Area));
        let unknown: Vec<Field> = [
            (Field::Level, levels.is_empty()),
            (Field::Area, area.is_none()),
            (
                Field::Type,
                Dictionary::TaskType.decode(text(Field::Type)).is_none(),
            ),
            (
                Field::State,
                Dictionary::TaskState.decode(text(Field::State)).is_none(),
            ),
            (Field::ReformWay, reform_way(text(Field::ReformWay)).is_empty()),
        ]
        .into_iter()
        .filter(|(field, unknown)| *unknown && !text(*field).is_empty())
        .map(|(field, _)| field)
        .collect();
        for field in &unknown {
            self.say_unknown(plan, row, *field, &fields);
        }
        // An entry that holds in a place nobody can name would accuse items of other places.
        (!unknown.contains(&Field::Area)).then_some(Entry {
            list,
            levels,
            area,
            place,
            fields,
            code,
        })
    }

    /// The basic code of a cell, if it is one or an implementing code that holds one.
    fn code(&mut self, plan: &Plan<'_>, cell: &Cell) -> Option<TextId> {
        let text = narrow(self.store.texts.get(cell.text)).trim().to_owned();
        let place = Place {
            sheet: plan.grid.table.sheet,
            row: cell.row,
            column: cell.column,
        };
        if let Some((code, args)) = damage::of(Element::CatalogCode, cell.kind, &text) {
            self.say(plan.grid.source, code, Some(place), args);
            return None;
        }
        let kinds = [CodeKind::Basic, CodeKind::Implementing, CodeKind::Handling];
        let found = kinds.iter().find_map(|kind| ItemCode::parse(*kind, &text).ok());
        if let Some(found) = found {
            return self.store.texts.intern(found.basic().as_str());
        }
        let args = vec![(cell.row + 1).to_string(), text.clone()];
        self.say(
            plan.grid.source,
            NoticeCode::ReferenceCodeInvalid,
            Some(place),
            args,
        );
        None
    }

    fn say_unknown(&mut self, plan: &Plan<'_>, row: u32, field: Field, fields: &[(Field, TextId, u16)]) {
        let Some((_, text, column)) = fields.iter().find(|(known, ..)| *known == field) else {
            return;
        };
        let title = plan.fields.get(column).map_or("", |(_, title)| title).to_owned();
        let place = Place {
            sheet: plan.grid.table.sheet,
            row,
            column: *column,
        };
        let args = vec![
            (row + 1).to_string(),
            title,
            self.store.texts.get(*text).to_owned(),
        ];
        self.say(
            plan.grid.source,
            NoticeCode::ReferenceValueUnknown,
            Some(place),
            args,
        );
    }

    /// Whether a row that was left out is an entry all the same: it has a code but no name, or an area nobody can name.
    fn hides_an_entry(&self, plan: &Plan<'_>, cells: &[Cell]) -> bool {
        cells.iter().any(|cell| {
            let text = self.store.texts.trimmed(cell.text);
            match plan.fields.get(&cell.column) {
                Some((Field::Area, _)) => !text.is_empty() && Area::read(text).is_none(),
                Some((Field::Code, _)) => text.bytes().filter(u8::is_ascii_digit).count() >= CODE,
                _ => false,
            }
        })
    }
}

/// Digits from which on a text is meant as a code; a count of entries has fewer.
const CODE: usize = 9;

/// The header again, as page breaks leave it.
fn is_header(cells: &[Cell], plan: &Plan<'_>, store: &List) -> bool {
    let known = cells
        .iter()
        .filter_map(|cell| Some((cell, plan.fields.get(&cell.column)?)));
    let same = |cell: &Cell, title: &str| store.texts.trimmed(cell.text) == title.trim();
    let (mut count, mut all) = (0, true);
    for (cell, (_, title)) in known {
        count += 1;
        all &= same(cell, title);
    }
    all && count > 1
}

/// “注：…”, “合计” below the list.
fn is_footer(fields: &[(Field, TextId, u16)], store: &List) -> bool {
    const BEGINNINGS: [&str; 7] = ["注：", "注:", "备注：", "说明：", "填表", "合计", "共计"];
    let [(_, text, _)] = fields else { return false };
    let text = store.texts.trimmed(*text);
    BEGINNINGS.iter().any(|beginning| text.starts_with(beginning))
}

/// What the title does not say may stand in every row.
fn complete_scope(scope: &mut Scope, entries: &[Entry]) {
    if scope.levels.is_empty() && entries.iter().all(|entry| !entry.levels.is_empty()) {
        scope.levels = entries
            .iter()
            .fold(Levels::default(), |levels, entry| levels.and(entry.levels));
    }
    if let (None, Some(first)) = (scope.area, entries.first())
        && entries.iter().all(|entry| entry.area == first.area)
    {
        scope.area = first.area;
    }
}

/// Reform ways named in a cell, by their full names.
pub fn reform_way(text: &str) -> Vec<&'static str> {
    const WAYS: [(&str, &str); 4] = [
        ("取消", "直接取消审批"),
        ("备案", "审批改为备案"),
        ("承诺", "实行告知承诺"),
        ("优化", "优化审批服务"),
    ];
    let known = WAYS.iter().filter(|(word, _)| text.contains(word));
    known.map(|(_, way)| *way).collect()
}
