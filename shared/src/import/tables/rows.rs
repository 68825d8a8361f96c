//! Rows of a sheet that holds items: one row each, or several where a sub-list stands beside the item.

use super::aside::{self, Around};
use super::foot::Feet;
use super::reader::{Key, Reader, Row};
use super::{Plan, Slot, Stopped, Ticker, gathered, shape};
use crate::element::{Element, Part};
use crate::import::assemble::Assembly;
use crate::import::lines;
use crate::item::{List, Value};
use crate::locale::Wording;
use crate::notice::NoticeCode;
use crate::place::Place;
use crate::table::{Cell, TextId, Texts};
use hashbrown::HashSet;
use std::ops::Range;

/// Rows of a sub-list, part by part; values that only reach in from merged cells make no entry of their own.
pub(super) fn entries(row: &Row) -> Vec<(Part, Vec<Value>)> {
    let own = &row.parts[..row.own_parts];
    entries_of(row, |part| own.iter().any(|value| value.element().part() == part))
}

/// Values of the parts that a row has an entry of.
fn entries_of(row: &Row, has: impl Fn(Part) -> bool) -> Vec<(Part, Vec<Value>)> {
    let parts = Part::ALL.into_iter().filter(|part| has(*part));
    let entry = |part| {
        let values = row.parts.iter().filter(|value| value.element().part() == part);
        (part, values.copied().collect())
    };
    parts.map(entry).collect()
}

struct Current {
    key: Key,
    draft: usize,
    /// First of its entries in the assembly.
    entries: usize,
    /// What its first row says about it in columns that mean no element.
    beside: Vec<(u16, TextId)>,
    /// Its records, once that was asked.
    seen: Option<HashSet<Record>>,
}

/// What a record of a sub-list says.
type Record = (Part, Vec<(Element, TextId)>);

fn record(part: Part, values: &[Value]) -> Record {
    (
        part,
        values.iter().map(|value| (value.element(), value.text)).collect(),
    )
}

impl Current {
    /// Whether it has that very record. Looked up: an item may have thousands.
    fn has(&mut self, part: Part, values: &[Value], out: &Assembly) -> bool {
        let known = || {
            let entries = out.entries[self.entries..].iter();
            entries
                .map(|entry| record(entry.part, out.stored(&entry.values)))
                .collect()
        };
        self.seen
            .get_or_insert_with(known)
            .contains(&record(part, values))
    }
}

/// Reads a sheet of items. `rest` is called whenever all items begun so far are whole.
pub(super) fn read(
    list: &mut List,
    out: &mut Assembly,
    plan: &Plan,
    number: u16,
    ticker: &mut Ticker,
    rest: &mut dyn FnMut(&mut List, &mut Assembly, &Ticker),
) -> Result<(), Stopped> {
    let mut reader = Reader::new(plan);
    let wide = aside::wide_cells(plan.table);
    let beside = Beside::of_plan(plan);
    let bare = shape::bare_rows(plan, &list.texts);
    let feet = Feet::of(plan, &list.texts);
    let mut row = Row::default();
    let mut current: Option<Current> = None;
    for (index, cells) in gathered::rows(plan, &mut list.texts, out) {
        ticker.tick(cells.len())?;
        let texts = &mut list.texts;
        if !reader.gather(cells, &mut row, texts, out) {
            continue;
        }
        let key = Key::of(&row.main, texts);
        let around = Around {
            cells,
            wide: &wide,
            is_first: current.is_none(),
            is_bare: bare.binary_search(&index).is_ok(),
            is_foot: feet.has(index, &row),
            is_read: &|column| reader.slot(column).is_some(),
        };
        if aside::is_aside(&row, &key, &around, texts) {
            aside::say(out, plan, cells, texts);
            continue;
        }
        row.say_damage(out);
        if key.is_empty() && (current.is_none() || row.own_parts == 0) {
            say_without_item(out, plan, index, &row, texts);
            continue;
        }
        let further = current.as_mut().is_some_and(|current| {
            let own_key = row.main[..row.own_main]
                .iter()
                .any(|value| is_key(value.element()));
            let same = key.continues(&current.key);
            let agrees = key.is_empty() || !own_key || !contradicts(&row, current.draft, texts, out);
            // Items of one name, as those of several townships, are told apart by more than their name.
            let by_name = current.key.handle.is_none() && current.key.task.is_none();
            let same = plan.has_parts && same && (row.own_parts > 0 || !own_key) && agrees;
            let another = same
                && by_name
                && (beside.differs(&current.beside, cells)
                    || (own_key && is_whole(&row, current, texts, out)));
            same && !another
        });
        if let Some(current) = current.as_mut().filter(|_| further) {
            add_row(&row, index, current, texts, out);
        } else {
            close(current.take(), plan, texts, out);
            rest(list, out, ticker);
            let place = row.main.iter().chain(&row.parts).next().map_or(
                Place {
                    sheet: plan.table.sheet,
                    row: index,
                    column: 0,
                },
                Value::place,
            );
            let place = Place { row: index, ..place };
            let draft = out.begin(place, number, &row.main);
            current = Some(Current {
                key,
                draft,
                entries: out.entries.len(),
                beside: beside.of(cells),
                seen: None,
            });
            attach(&row, draft, out);
        }
    }
    close(current, plan, &mut list.texts, out);
    reader.finish(out);
    Ok(())
}

/// Whether the element names an item.
pub(super) fn is_key(element: Element) -> bool {
    matches!(
        element,
        Element::HandleItemCode | Element::TaskCode | Element::TaskName
    )
}

fn say_without_item(out: &mut Assembly, plan: &Plan, index: u32, row: &Row, texts: &Texts) {
    let own = row.main[..row.own_main].iter().chain(&row.parts[..row.own_parts]);
    let Some(first) = own.clone().find(|value| !texts.trimmed(value.text).is_empty()) else {
        return;
    };
    // Rows prepared in advance hold nothing but a number.
    let only_number = own.clone().all(|value| value.element() == Element::MaterialOrder);
    if !only_number {
        let place = Place {
            sheet: plan.table.sheet,
            row: index,
            column: first.column,
        };
        out.say(NoticeCode::RowWithoutItem, Some(place), [(index + 1).to_string()]);
    }
}

/// What the item says of the element, in the same column where several mean it.
fn stored(value: &Value, draft: usize, out: &Assembly) -> Option<TextId> {
    let mut known = out
        .main_of(draft)
        .iter()
        .filter(|known| known.element() == value.element());
    let same = known.clone().find(|known| known.column == value.column);
    same.or(known.next()).map(|known| known.text)
}

fn differs(a: TextId, b: TextId, texts: &Texts) -> bool {
    a != b && texts.trimmed(a) != texts.trimmed(b)
}

/// Whether the row says something else about the item than its first row.
fn contradicts(row: &Row, draft: usize, texts: &Texts, out: &Assembly) -> bool {
    row.main[..row.own_main]
        .iter()
        .any(|value| stored(value, draft, out).is_some_and(|known| differs(known, value.text, texts)))
}

/// Columns that mean no element and stand among those of the item: what they say tells items of one name apart.
struct Beside(Vec<bool>);

impl Beside {
    fn of_plan(plan: &Plan) -> Self {
        let part = |slot: &Option<Slot>| slot.map(|slot| slot.element.part());
        let mut left = None;
        let columns = plan.slots.iter().enumerate().map(|(column, slot)| {
            left = part(slot).or(left);
            let near = left.or_else(|| plan.slots[column..].iter().find_map(part));
            let is_number = plan
                .number_columns
                .iter()
                .any(|number| usize::from(*number) == column);
            slot.is_none() && near == Some(Part::Main) && !is_number
        });
        Self(columns.collect())
    }

    fn of(&self, cells: &[Cell]) -> Vec<(u16, TextId)> {
        let own = cells
            .iter()
            .filter(|cell| self.0.get(usize::from(cell.column)) == Some(&true));
        own.map(|cell| (cell.column, cell.text)).collect()
    }

    /// Whether the row says something else there than the first row of an item.
    fn differs(&self, first: &[(u16, TextId)], cells: &[Cell]) -> bool {
        self.of(cells)
            .iter()
            .any(|(column, text)| first.iter().any(|known| known.0 == *column && known.1 != *text))
    }
}

/// Whether a row that names its item again holds whole sub-lists of its own: entries in lines that the item does not have,
/// or all of its entries, in lines, once more.
fn is_whole(row: &Row, current: &mut Current, texts: &Texts, out: &Assembly) -> bool {
    let (mut again, mut lines, mut new_lines) = (true, false, false);
    for (part, values) in entries(row) {
        let is_known = current.has(part, &values, out);
        let has_lines = values.iter().any(|value| lines::may_split(texts.get(value.text)));
        again &= is_known;
        lines |= has_lines;
        new_lines |= has_lines && !is_known;
    }
    new_lines || (again && lines)
}

/// A further row of an item: its sub-list entries, and what it adds to the item.
fn add_row(row: &Row, index: u32, current: &mut Current, texts: &Texts, out: &mut Assembly) {
    for value in &row.main[..row.own_main] {
        match stored(value, current.draft, out) {
            None => out.add_main(*value),
            Some(known) if differs(known, value.text, texts) => {
                let args: [Wording; 2] = [(index + 1).to_string().into(), value.element().spec().name.into()];
                out.say(NoticeCode::ValueIgnored, Some(value.place()), args);
            }
            Some(_) => {}
        }
    }
    let found = entries(row);
    let several = found.len() > 1;
    for (part, values) in found {
        // Where two sub-lists stand side by side, the shorter one is repeated to fill the rows.
        let again = several && current.has(part, &values, out);
        if !again {
            let range = out.store(&values);
            out.attach(current.draft, part, range);
            if let Some(seen) = &mut current.seen {
                seen.insert(record(part, &values));
            }
        }
    }
}

/// The entries of an item's first row, and those that merged cells give to several items: of these at least the name must
/// reach in.
fn attach(row: &Row, draft: usize, out: &mut Assembly) {
    let found = if row.own_parts > 0 {
        entries(row)
    } else {
        let names = |part: Part| Element::of(part).next();
        entries_of(row, |part| {
            row.parts.iter().any(|value| Some(value.element()) == names(part))
        })
    };
    for (part, values) in found {
        let range = out.store(&values);
        out.attach(draft, part, range);
    }
}

/// A sub-list that has one record in all rows of an item (or the same one in each) may have its entries in cells, one
/// per line.
fn close(current: Option<Current>, plan: &Plan, texts: &mut Texts, out: &mut Assembly) {
    let Some(current) = current.filter(|current| current.entries < out.entries.len()) else {
        return;
    };
    // By part: its first record, and whether all further ones, in rows that repeat the item, are the same.
    let mut firsts: [Option<usize>; Part::ALL.len()] = [None; Part::ALL.len()];
    let mut alike = [true; Part::ALL.len()];
    for (index, entry) in out.entries.iter().enumerate().skip(current.entries) {
        let first = *firsts[entry.part as usize].get_or_insert(index);
        alike[entry.part as usize] &= is_same(&entry.values, &out.entries[first].values, out);
    }
    let mut divided = [false; Part::ALL.len()];
    for (index, entry) in (current.entries..).zip(out.entries.split_off(current.entries)) {
        let part = entry.part as usize;
        if !alike[part] || firsts[part] != Some(index) {
            if !divided[part] {
                out.entries.push(entry);
            }
            continue;
        }
        let values = out.stored(&entry.values).to_vec();
        let only_names = || !says_more_than_names(plan, entry.part);
        let Some(split) = lines::divide(entry.part, &values, only_names, texts) else {
            out.entries.push(entry);
            continue;
        };
        split.say_unaligned(&values, out);
        divided[part] = true;
        for values in split.entries {
            let range = out.store(&values);
            out.attach(current.draft, entry.part, range);
        }
    }
}

/// Whether two records say the same.
fn is_same(a: &Range<u32>, b: &Range<u32>, out: &Assembly) -> bool {
    let (a, b) = (out.stored(a), out.stored(b));
    let same = |(a, b): (&Value, &Value)| a.element() == b.element() && a.text == b.text;
    a.len() == b.len() && a.iter().zip(b).all(same)
}

/// Whether a column says more of an entry of `part` than its name or number.
fn says_more_than_names(plan: &Plan, part: Part) -> bool {
    let mut elements = plan.slots.iter().flatten().map(|slot| slot.element);
    elements.any(|element| element.part() == part && !lines::is_name_or_number(element))
}
