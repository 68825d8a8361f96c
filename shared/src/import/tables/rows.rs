//! Rows of a sheet that holds items: one row each, or several where a sub-list stands beside the item.

use super::{Plan, Slot, Stopped, Ticker};
use crate::element::{Element, Part};
use crate::import::assemble::Assembly;
use crate::import::{damage, lines};
use crate::item::Value;
use crate::locale::Lang;
use crate::notice::NoticeCode;
use crate::place::Place;
use crate::table::{Cell, TextId, Texts};

/// What tells items apart; texts are compared without surrounding space.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub(super) handle: Option<TextId>,
    pub(super) task: Option<TextId>,
    pub(super) version: Option<TextId>,
    pub(super) name: Option<TextId>,
    pub(super) dept: Option<TextId>,
}

impl Key {
    /// Takes the value if it tells items apart. A handling-item code of “无” is none.
    pub(super) fn take(&mut self, value: &Value, texts: &mut Texts) {
        let place = match value.element() {
            Element::HandleItemCode => &mut self.handle,
            Element::TaskCode => &mut self.task,
            Element::TaskVersion => &mut self.version,
            Element::TaskName => &mut self.name,
            Element::DeptName => &mut self.dept,
            _ => return,
        };
        if place.is_some() {
            return;
        }
        let text = texts.get(value.text);
        let trimmed = text.trim();
        if trimmed.is_empty() || (trimmed.len() < 10 && crate::text::is_placeholder(trimmed)) {
            return;
        }
        *place = if trimmed.len() == text.len() {
            Some(value.text)
        } else {
            let owned = trimmed.to_owned();
            texts.intern(&owned)
        };
    }

    pub(super) fn of<'a>(values: impl IntoIterator<Item = &'a Value>, texts: &mut Texts) -> Self {
        let mut key = Self::default();
        for value in values {
            key.take(value, texts);
        }
        key
    }

    /// Whether the row names no item. A version or an authority alone names none.
    pub(super) fn is_empty(&self) -> bool {
        self.handle.is_none() && self.task.is_none() && self.name.is_none()
    }

    /// Whether a row with this key can be a further row of the item `current`.
    fn continues(&self, current: &Self) -> bool {
        let same = |mine: Option<TextId>, theirs: Option<TextId>| mine.is_none() || mine == theirs;
        // The same implementing code without a handling-item code is the main item, not a further row.
        let leaves = self.task.is_some() && self.handle.is_none() && current.handle.is_some();
        !leaves
            && same(self.handle, current.handle)
            && same(self.task, current.task)
            && same(self.version, current.version)
            && same(self.name, current.name)
            && same(self.dept, current.dept)
    }
}

/// Values of one row, with those of merged cells that reach into it.
#[derive(Default)]
pub(super) struct Row {
    pub(super) main: Vec<Value>,
    pub(super) parts: Vec<Value>,
    /// Number of `main` values that stand in the row itself; they come first. Likewise `own_parts`.
    pub(super) own_main: usize,
    pub(super) own_parts: usize,
}

/// Reads the rows of a sheet one after the other, filling merged cells.
pub(super) struct Reader<'a> {
    plan: &'a Plan<'a>,
    /// Vertical merges with a value, by first row: (first, last, cell).
    merged: Vec<(u32, u32, Cell)>,
    next: usize,
    active: Vec<(u32, Cell)>,
    repeated: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(plan: &'a Plan<'a>) -> Self {
        let cells = &plan.table.cells;
        let mut merged: Vec<(u32, u32, Cell)> = plan
            .table
            .merges
            .iter()
            .filter(|merge| merge.bottom > merge.top && merge.top >= plan.first_data_row)
            .filter_map(|merge| {
                let at = cells
                    .binary_search_by_key(&(merge.top, merge.left), |cell| (cell.row, cell.column))
                    .ok()?;
                Some((merge.top, merge.bottom, cells[at]))
            })
            .collect();
        merged.sort_by_key(|(top, _, cell)| (*top, cell.column));
        Self {
            plan,
            merged,
            next: 0,
            active: Vec::new(),
            repeated: 0,
        }
    }

    /// Gathers the values of a row into `row`. `false` where it is a repeated header or has no value of use.
    pub(super) fn gather(
        &mut self,
        cells: &[Cell],
        row: &mut Row,
        texts: &Texts,
        out: &mut Assembly,
    ) -> bool {
        row.main.clear();
        row.parts.clear();
        let Some(first) = cells.first() else { return false };
        if self.is_header(cells) {
            self.repeated += 1;
            return false;
        }
        for cell in cells {
            let Some(slot) = self.slot(cell.column) else {
                continue;
            };
            let value = self.value(slot, cell);
            if slot.fragile
                && let Some((code, args)) = damage::of(slot.element, cell.kind, texts.get(cell.text))
            {
                out.say(code, Some(value.place()), args);
            }
            let list = if slot.element.part() == Part::Main {
                &mut row.main
            } else {
                &mut row.parts
            };
            list.push(value);
        }
        row.own_main = row.main.len();
        row.own_parts = row.parts.len();
        self.fill(first.row, cells, row);
        if self.plan.has_duplicates {
            self.order(&mut row.main[..row.own_main]);
            self.order(&mut row.parts[..row.own_parts]);
        }
        !(row.main.is_empty() && row.parts.is_empty())
    }

    fn slot(&self, column: u16) -> Option<Slot> {
        self.plan.slots.get(usize::from(column)).copied().flatten()
    }

    fn value(&self, slot: Slot, cell: &Cell) -> Value {
        let place = Place {
            sheet: self.plan.table.sheet,
            row: cell.row,
            column: cell.column,
        };
        Value::new(slot.element, cell.text, place)
    }

    /// Adds the values of merged cells that began in an earlier row.
    fn fill(&mut self, number: u32, own: &[Cell], row: &mut Row) {
        self.active.retain(|(last, _)| *last >= number);
        let filled: Vec<Cell> = self
            .active
            .iter()
            .map(|(_, cell)| *cell)
            .filter(|cell| own.binary_search_by_key(&cell.column, |own| own.column).is_err())
            .collect();
        for cell in filled {
            if let Some(slot) = self.slot(cell.column) {
                let value = self.value(slot, &cell);
                let list = if slot.element.part() == Part::Main {
                    &mut row.main
                } else {
                    &mut row.parts
                };
                list.push(value);
            }
        }
        while let Some((top, last, cell)) = self.merged.get(self.next).filter(|(top, ..)| *top <= number) {
            if *top == number {
                self.active.push((*last, *cell));
            }
            self.next += 1;
        }
    }

    /// The surer of two columns goes first; of values for one element only the first counts.
    fn order(&self, values: &mut [Value]) {
        values.sort_by_key(|value| self.slot(value.column).map_or(0, |slot| slot.order));
    }

    /// A header repeated after a page break: every known cell holds its own title.
    fn is_header(&self, cells: &[Cell]) -> bool {
        let mut titled = 0;
        for cell in cells {
            let Some(slot) = self.slot(cell.column) else {
                continue;
            };
            if slot.title != Some(cell.text) {
                return false;
            }
            titled += 1;
        }
        titled > 1
    }

    pub(super) fn finish(self, out: &mut Assembly) {
        if self.repeated > 0 {
            let args = [self.plan.name.clone(), self.repeated.to_string()];
            out.say(NoticeCode::HeaderRepeated, None, args);
        }
    }
}

/// Rows of a sub-list, part by part; values that only reach in from merged cells make no entry of their own.
pub(super) fn entries(row: &Row) -> Vec<(Part, Vec<Value>)> {
    let own = &row.parts[..row.own_parts];
    Part::ALL
        .into_iter()
        .filter(|part| own.iter().any(|value| value.element().part() == *part))
        .map(|part| {
            let values = row.parts.iter().filter(|value| value.element().part() == part);
            (part, values.copied().collect())
        })
        .collect()
}

struct Current {
    key: Key,
    draft: usize,
    rows: usize,
    /// First of its entries in the assembly.
    entries: usize,
}

/// Reads a sheet of items.
pub(super) fn read(
    texts: &mut Texts,
    out: &mut Assembly,
    plan: &Plan,
    number: u16,
    ticker: &mut Ticker,
) -> Result<(), Stopped> {
    let mut reader = Reader::new(plan);
    let mut row = Row::default();
    let mut current: Option<Current> = None;
    for (index, cells) in plan
        .table
        .rows()
        .filter(|(index, _)| *index >= plan.first_data_row)
    {
        ticker.tick(cells.len())?;
        if !reader.gather(cells, &mut row, texts, out) {
            continue;
        }
        let key = Key::of(&row.main, texts);
        if is_footer(&row, &key, texts) || (key.is_empty() && (current.is_none() || row.own_parts == 0)) {
            say_without_item(out, plan, index, &row, texts);
            continue;
        }
        let further = current.as_ref().is_some_and(|current| {
            let own_key = row.main[..row.own_main]
                .iter()
                .any(|value| is_key(value.element()));
            let same = key.continues(&current.key);
            let agrees = key.is_empty() || !own_key || !contradicts(&row, current.draft, texts, out);
            plan.has_parts && same && (row.own_parts > 0 || !own_key) && agrees
        });
        if let Some(current) = current.as_mut().filter(|_| further) {
            current.rows += 1;
            add_row(&row, index, current, texts, out);
        } else {
            close(current.take(), plan, texts, out);
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
                rows: 1,
                entries: out.entries.len(),
            });
            attach(&row, draft, out);
        }
    }
    close(current, plan, texts, out);
    reader.finish(out);
    Ok(())
}

fn is_key(element: Element) -> bool {
    matches!(
        element,
        Element::HandleItemCode | Element::TaskCode | Element::TaskName
    )
}

/// “注：…”, “填表人：…”, “合计” below the list: a lone text in the name's column.
fn is_footer(row: &Row, key: &Key, texts: &Texts) -> bool {
    if key.task.is_some() || key.handle.is_some() || row.own_main + row.own_parts != 1 {
        return false;
    }
    let Some(name) = key.name else { return false };
    let text = texts.get(name);
    [
        "注：",
        "注:",
        "备注：",
        "说明：",
        "填表",
        "制表",
        "审核人",
        "联系人",
        "合计",
        "总计",
        "小计",
        "填报",
    ]
    .iter()
    .any(|word| text.starts_with(word))
}

fn say_without_item(out: &mut Assembly, plan: &Plan, index: u32, row: &Row, texts: &Texts) {
    let own = row.main[..row.own_main].iter().chain(&row.parts[..row.own_parts]);
    let Some(first) = own.clone().find(|value| !texts.get(value.text).trim().is_empty()) else {
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

fn stored(element: Element, draft: usize, out: &Assembly) -> Option<TextId> {
    let mut values = out.main_of(draft).iter();
    values
        .find(|value| value.element() == element)
        .map(|value| value.text)
}

fn differs(a: TextId, b: TextId, texts: &Texts) -> bool {
    a != b && texts.get(a).trim() != texts.get(b).trim()
}

/// Whether the row says something else about the item than its first row.
fn contradicts(row: &Row, draft: usize, texts: &Texts, out: &Assembly) -> bool {
    row.main[..row.own_main].iter().any(|value| {
        stored(value.element(), draft, out).is_some_and(|known| differs(known, value.text, texts))
    })
}

/// A further row of an item: its sub-list entries, and what it adds to the item.
fn add_row(row: &Row, index: u32, current: &Current, texts: &Texts, out: &mut Assembly) {
    for value in &row.main[..row.own_main] {
        match stored(value.element(), current.draft, out) {
            None => out.add_main(*value),
            Some(known) if differs(known, value.text, texts) => {
                let name = value.element().name(Lang::ZhCn).to_owned();
                out.say(
                    NoticeCode::ValueIgnored,
                    Some(value.place()),
                    [(index + 1).to_string(), name],
                );
            }
            Some(_) => {}
        }
    }
    let found = entries(row);
    let several = found.len() > 1;
    for (part, values) in found {
        // Where two sub-lists stand side by side, the shorter one is repeated to fill the rows.
        let again = several
            && out.entries[current.entries..].iter().any(|entry| {
                let known = out.stored(&entry.values);
                entry.part == part
                    && known.len() == values.len()
                    && known
                        .iter()
                        .zip(&values)
                        .all(|(a, b)| a.element() == b.element() && a.text == b.text)
            });
        if !again {
            let range = out.store(&values);
            out.attach(current.draft, part, range);
        }
    }
}

fn attach(row: &Row, draft: usize, out: &mut Assembly) {
    if row.own_parts == 0 {
        return;
    }
    for (part, values) in entries(row) {
        let range = out.store(&values);
        out.attach(draft, part, range);
    }
}

/// An item of a single row may have its sub-lists in cells, an entry per line.
fn close(current: Option<Current>, plan: &Plan, texts: &mut Texts, out: &mut Assembly) {
    let Some(current) = current.filter(|current| current.rows == 1 && current.entries < out.entries.len())
    else {
        return;
    };
    for entry in out.entries.split_off(current.entries) {
        let values = out.stored(&entry.values).to_vec();
        let has_lines = values.iter().any(|value| texts.get(value.text).contains('\n'));
        let split = if has_lines {
            lines::split(entry.part, &values, texts)
        } else {
            None
        };
        let Some(split) = split else {
            out.entries.push(entry);
            continue;
        };
        if let Some(counts) = split.unaligned {
            let row = values.first().map_or(0, |value| value.row) + 1;
            let name = entry.part.name().zh.to_owned();
            let args = [row.to_string(), name, counts, split.entries.len().to_string()];
            let place = values.first().map(Value::place).map(|place| Place {
                sheet: plan.table.sheet,
                ..place
            });
            out.say(NoticeCode::SubListUnaligned, place, args);
        }
        for values in split.entries {
            let range = out.store(&values);
            out.attach(current.draft, entry.part, range);
        }
    }
}
