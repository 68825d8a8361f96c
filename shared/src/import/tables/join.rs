//! Rows of a sub-list on a sheet of its own find their items by code, or by name where there is no code.

use super::reader::{Key, Reader, Row};
use super::rows;
use super::{Plan, Stopped, Ticker};
use crate::element::{Element, Part};
use crate::import::assemble::{Assembly, Draft};
use crate::item::Value;
use crate::mapping::is_identity;
use crate::notice::NoticeCode;
use crate::order::Arrange as _;
use crate::place::Place;
use crate::table::{TextId, Texts};
use hashbrown::HashMap;

/// Sheets beyond this number are not told apart; their columns count as provided only for all items or none.
const SHEETS: usize = 64;

/// Whether the item has rows on sheet number `plan`.
pub(super) fn has_joined(draft: &Draft, plan: usize) -> bool {
    plan < SHEETS && draft.joined & (1 << plan) != 0
}

/// The items of the file by what names them. Only looked up, never walked: its order reaches no output.
#[derive(Default)]
pub(super) struct Index {
    keys: Vec<Key>,
    by_handle: HashMap<TextId, Vec<u32>>,
    /// Main items (without handling-item code) by implementing code.
    by_task: HashMap<TextId, Vec<u32>>,
    /// Handling items by implementing code.
    handles_of_task: HashMap<TextId, Vec<u32>>,
    by_name: HashMap<TextId, Vec<u32>>,
}

enum Target {
    Items(Vec<u32>),
    Unknown,
    Ambiguous(usize),
}

impl Index {
    pub(super) fn of(out: &Assembly, texts: &mut Texts) -> Self {
        let mut index = Self::default();
        for number in 0..out.drafts.len() {
            let key = Key::of(out.main_of(number), texts);
            let number = number as u32;
            index.keys.push(key);
            if let Some(handle) = key.handle {
                index.by_handle.entry(handle).or_default().push(number);
            }
            if let Some(task) = key.task {
                let map = if key.handle.is_none() {
                    &mut index.by_task
                } else {
                    &mut index.handles_of_task
                };
                map.entry(task).or_default().push(number);
            }
            if let Some(name) = key.name {
                index.by_name.entry(name).or_default().push(number);
            }
        }
        index
    }

    fn find(&self, key: &Key, has_handle_column: bool) -> Target {
        let get = |map: &HashMap<TextId, Vec<u32>>, id: Option<TextId>| {
            id.and_then(|id| map.get(&id)).cloned().unwrap_or_default()
        };
        let mut found = if key.handle.is_some() {
            get(&self.by_handle, key.handle)
        } else if key.task.is_some() {
            let mut found = get(&self.by_task, key.task);
            if found.is_empty() {
                found = get(&self.by_handle, key.task);
            }
            if found.is_empty() && !has_handle_column {
                found = get(&self.handles_of_task, key.task);
            }
            found
        } else {
            get(&self.by_name, key.name)
        };
        found.retain(|number| self.agrees(*number, key));
        if key.handle.is_none() && key.task.is_none() {
            let mut names: Vec<_> = found
                .iter()
                .map(|number| {
                    let key = &self.keys[*number as usize];
                    (key.handle, key.task, key.dept)
                })
                .collect();
            names.arrange();
            names.dedup();
            if names.len() > 1 {
                return Target::Ambiguous(names.len());
            }
        }
        if found.is_empty() {
            Target::Unknown
        } else {
            Target::Items(found)
        }
    }

    /// A version or authority that is given must fit, where the item has one.
    fn agrees(&self, number: u32, key: &Key) -> bool {
        let own = &self.keys[number as usize];
        let fits = |mine: Option<TextId>, theirs: Option<TextId>| {
            mine.is_none() || theirs.is_none() || mine == theirs
        };
        fits(key.version, own.version)
            && (key.handle.is_some() || key.task.is_some() || fits(key.dept, own.dept))
    }
}

/// Reads a sheet of a sub-list.
pub(super) fn read(
    texts: &mut Texts,
    out: &mut Assembly,
    plan: &mut Plan,
    number: usize,
    index: &Index,
    ticker: &mut Ticker,
) -> Result<(), Stopped> {
    let mut incomplete = false;
    let has_handle_column = plan.provided.contains(Element::HandleItemCode);
    let mut reader = Reader::new(plan);
    let mut row = Row::default();
    let mut last: Option<(Key, Vec<u32>)> = None;
    for (at, cells) in plan.table.rows().filter(|(at, _)| *at >= plan.first_data_row) {
        ticker.tick(cells.len())?;
        if !reader.gather(cells, &mut row, texts, out) {
            continue;
        }
        let key = Key::of(&row.main, texts);
        let main: Vec<Value> = row
            .main
            .iter()
            .copied()
            .filter(|value| !is_identity(value.element()))
            .collect();
        if row.own_parts == 0 && main.is_empty() {
            continue;
        }
        let place = Place {
            sheet: plan.table.sheet,
            row: at,
            column: cells.first().map_or(0, |cell| cell.column),
        };
        let known = last
            .as_ref()
            .is_some_and(|(last, _)| key.is_empty() || *last == key);
        if !known {
            let line = (at + 1).to_string();
            let name = key
                .handle
                .or(key.task)
                .or(key.name)
                .map_or("", |id| texts.get(id))
                .to_owned();
            last = Some((
                key,
                match index.find(&key, has_handle_column) {
                    Target::Items(items) => items,
                    Target::Unknown if key.is_empty() => {
                        out.say(NoticeCode::RowWithoutItem, Some(place), [line]);
                        Vec::new()
                    }
                    Target::Unknown => {
                        out.say(
                            NoticeCode::OrphanRow,
                            Some(place),
                            [plan.name.clone(), line, name],
                        );
                        Vec::new()
                    }
                    Target::Ambiguous(count) => {
                        let args = [plan.name.clone(), line, name, count.to_string()];
                        out.say(NoticeCode::RowAmbiguous, Some(place), args);
                        Vec::new()
                    }
                },
            ));
        } else if let Some((key, _)) = last.as_ref().filter(|(_, items)| items.is_empty()) {
            say_again(out, plan, place, key, texts);
        }
        let Some((_, items)) = &last else { continue };
        incomplete |= items.is_empty();
        if items.is_empty() {
            continue;
        }
        let mut records = rows::entries(&row);
        if !main.is_empty() {
            records.push((Part::Main, main));
        }
        for (part, values) in records {
            let range = out.store(&values);
            for item in items {
                out.attach(*item as usize, part, range.clone());
            }
        }
        for item in items {
            if let Some(draft) = out.drafts.get_mut(*item as usize).filter(|_| number < SHEETS) {
                draft.joined |= 1 << number;
            }
        }
    }
    reader.finish(out);
    plan.incomplete = incomplete;
    Ok(())
}

/// Every row that is left out is named, not only the first of its kind.
fn say_again(out: &mut Assembly, plan: &Plan, place: Place, key: &Key, texts: &Texts) {
    let line = (place.row + 1).to_string();
    match key.handle.or(key.task).or(key.name) {
        Some(id) => {
            let args = [plan.name.clone(), line, texts.get(id).to_owned()];
            out.say(NoticeCode::OrphanRow, Some(place), args);
        }
        None => out.say(NoticeCode::RowWithoutItem, Some(place), [line]),
    }
}
