//! Sheets with a row for each material (or the like) that were sorted by another column: rows of one item stand apart, and
//! each run of them would be taken for an item of its own.

use super::reader::Key;
use super::{Plan, Slot};
use crate::element::Part;
use crate::import::assemble::Assembly;
use crate::import::lines;
use crate::item::Value;
use crate::notice::NoticeCode;
use crate::order::Arrange as _;
use crate::place::Place;
use crate::table::{Cell, TextId, Texts};
use hashbrown::{DefaultHashBuilder, HashMap, HashSet};
use std::collections::BTreeMap;
use std::hash::BuildHasher as _;

/// A row with its cells.
type Line<'a> = (u32, &'a [Cell]);

/// The rows below the header in the order in which they are read: those of one item one after the other.
pub(super) fn rows<'a>(
    plan: &Plan<'a>,
    texts: &mut Texts,
    out: &mut Assembly,
) -> Box<dyn Iterator<Item = Line<'a>> + 'a> {
    let table = plan.table;
    let first = plan.first_data_row;
    let below = table.rows().filter(move |(row, _)| *row >= first);
    // Merged cells keep the rows of an item together.
    if !plan.has_parts || !table.merges.is_empty() {
        return Box::new(below);
    }
    let again = || table.rows().filter(move |(row, _)| *row >= first);
    if !may_stand_apart(plan, again(), texts) {
        return Box::new(below);
    }
    let apart = Groups::of(plan, again(), texts).apart();
    if apart.is_empty() {
        return Box::new(below);
    }
    let mut lines: Vec<(usize, Line<'a>)> = below.enumerate().collect();
    let mut count = 0_usize;
    for rows in apart.values() {
        let of_group: Vec<Line<'a>> = rows.iter().map(|row| lines[*row].1).collect();
        if is_one_item(plan, &of_group, texts) {
            count += 1;
            for row in rows {
                lines[*row].0 = rows[0];
            }
        }
    }
    if count > 0 {
        let args = [plan.name.clone(), count.to_string()];
        out.say(NoticeCode::RowsGathered, None, args);
    }
    lines.arrange_by_key(|(home, _)| *home);
    Box::new(lines.into_iter().map(|(_, line)| line))
}

/// Whether some item may begin twice. Told by hashes, in a list of one number a row: nearly no sheet is sorted so, and a table of
/// all keys would leave holes in a browser's memory.
fn may_stand_apart<'a>(plan: &Plan<'a>, rows: impl Iterator<Item = Line<'a>>, texts: &mut Texts) -> bool {
    let last_column = last_key_column(plan);
    let hasher = DefaultHashBuilder::default();
    let mut runs: Vec<u64> = Vec::new();
    let mut current = Key::default();
    for (_, cells) in rows {
        let key = key(plan, cells, last_column, texts);
        if !key.is_empty() && key != current {
            runs.push(hasher.hash_one(key));
            current = key;
        }
    }
    runs.arrange();
    runs.windows(2).any(|pair| pair[0] == pair[1])
}

/// Rows by what names their item.
#[derive(Default)]
struct Groups {
    /// Number of each row's group; none above the first row with a key.
    of_row: Vec<Option<u32>>,
    /// In how many runs the rows of each group stand.
    runs: Vec<u32>,
}

impl Groups {
    /// Rows without a key go with the row above.
    fn of<'a>(plan: &Plan<'a>, rows: impl Iterator<Item = Line<'a>>, texts: &mut Texts) -> Self {
        let last = last_key_column(plan);
        let mut groups = Self::default();
        let mut numbers: HashMap<Key, u32> = HashMap::new();
        let mut current: Option<(Key, u32)> = None;
        for (_, cells) in rows {
            let key = key(plan, cells, last, texts);
            if !key.is_empty() && current.is_none_or(|(last, _)| last != key) {
                let number = *numbers.entry(key).or_insert(groups.runs.len() as u32);
                if number as usize == groups.runs.len() {
                    groups.runs.push(0);
                }
                groups.runs[number as usize] += 1;
                current = Some((key, number));
            }
            groups.of_row.push(current.map(|(_, number)| number));
        }
        groups
    }

    /// The rows of each group that stands in several runs.
    fn apart(&self) -> BTreeMap<u32, Vec<usize>> {
        let mut apart: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        if self.runs.iter().all(|runs| *runs == 1) {
            return apart;
        }
        for (row, group) in self.of_row.iter().enumerate() {
            if let Some(group) = group.filter(|group| self.runs[*group as usize] > 1) {
                apart.entry(group).or_default().push(row);
            }
        }
        apart
    }
}

/// Columns behind the last one of a key need no look; there are many.
pub(super) fn last_key_column(plan: &Plan) -> u16 {
    let is_key = |slot: &Option<Slot>| slot.is_some_and(|slot| Key::is_of(slot.element));
    plan.slots.iter().rposition(is_key).unwrap_or_default() as u16
}

/// What tells the item of a row apart, without the values of merged cells that reach into it.
pub(super) fn key(plan: &Plan, cells: &[Cell], last: u16, texts: &mut Texts) -> Key {
    let mut key = Key::default();
    for cell in cells {
        if cell.column > last {
            break;
        }
        if let Some(slot) = plan.slot(cell.column) {
            let place = Place {
                sheet: plan.table.sheet,
                row: cell.row,
                column: cell.column,
            };
            key.take(&Value::new(slot.element, cell.text, place), texts);
        }
    }
    key.without_damage(texts)
}

/// Whether the rows are those of one item: they agree about it, and each has an entry of its own in one line. The same
/// entry twice, or entries in lines, show an item that is listed twice.
fn is_one_item(plan: &Plan, rows: &[Line], texts: &Texts) -> bool {
    let mut main: HashMap<u16, TextId> = HashMap::new();
    let mut entries: HashSet<Vec<(u16, TextId)>> = HashSet::new();
    rows.iter().all(|(_, cells)| {
        let mut entry = Vec::new();
        for cell in *cells {
            let Some(slot) = plan.slot(cell.column) else {
                continue;
            };
            if slot.element.part() != Part::Main {
                if lines::may_split(texts.get(cell.text)) {
                    return false;
                }
                entry.push((cell.column, cell.text));
            } else if *main.entry(cell.column).or_insert(cell.text) != cell.text {
                return false;
            }
        }
        !entry.is_empty() && entries.insert(entry)
    })
}
