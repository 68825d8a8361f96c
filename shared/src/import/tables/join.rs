//! Rows of a sub-list on a sheet of its own find their items by code, or by name where there is no code.

use super::aside;
use super::foot::Feet;
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

/// What a row belongs to.
enum Target {
    Items(Vec<u32>),
    Unknown,
    /// So many items bear what the row names.
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
        if found.is_empty() {
            return Target::Unknown;
        }
        // Rows of an implementing code belong to all its handling items. But where a name is shared, or a code stands there
        // in several versions, each may have rows of its own: given to all of them, they would be doubled in each.
        let mut handles: Vec<_> = found
            .iter()
            .map(|number| self.keys[*number as usize].handle)
            .collect();
        handles.arrange();
        handles.dedup();
        let by_code = key.handle.is_some() || key.task.is_some();
        if found.len() == 1 || (by_code && handles.len() == found.len()) {
            Target::Items(found)
        } else {
            Target::Ambiguous(found.len())
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
    let feet = Feet::of(plan, texts);
    let mut reader = Reader::new(plan);
    let mut row = Row::default();
    let mut last: Option<(Key, Target)> = None;
    for (at, cells) in plan.table.rows().filter(|(at, _)| *at >= plan.first_data_row) {
        ticker.tick(cells.len())?;
        if !reader.gather(cells, &mut row, texts, out) {
            continue;
        }
        let key = Key::of(&row.main, texts);
        if key.is_empty() && feet.has(at, &row) {
            aside::say(out, plan, cells, texts);
            continue;
        }
        row.say_damage(out);
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
            last = Some((key, index.find(&key, has_handle_column)));
        }
        let Some((key, target)) = &last else { continue };
        let Target::Items(items) = target else {
            incomplete = true;
            say_lost(out, plan, place, key, target, texts);
            continue;
        };
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
fn say_lost(out: &mut Assembly, plan: &Plan, place: Place, key: &Key, target: &Target, texts: &Texts) {
    let line = (place.row + 1).to_string();
    let Some(id) = key.handle.or(key.task).or(key.name) else {
        out.say(NoticeCode::RowWithoutItem, Some(place), [line]);
        return;
    };
    let name = texts.get(id).to_owned();
    match target {
        Target::Ambiguous(count) => {
            let args = [plan.name.clone(), line, name, count.to_string()];
            out.say(NoticeCode::RowAmbiguous, Some(place), args);
        }
        Target::Unknown | Target::Items(_) => {
            out.say(
                NoticeCode::OrphanRow,
                Some(place),
                [plan.name.clone(), line, name],
            );
        }
    }
}
