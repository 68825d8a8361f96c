//! Reading a sheet row by row: merged cells filled, repeated headers left out, and the key that tells items apart.

use super::{Plan, Slot, aside};
use crate::element::{Element, Part};
use crate::import::assemble::Assembly;
use crate::import::damage;
use crate::import::merged::Merged;
use crate::item::Value;
use crate::notice::NoticeCode;
use crate::order::Arrange as _;
use crate::place::Place;
use crate::table::{Cell, CellKind, TextId, Texts};

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
    /// Whether the element tells items apart.
    pub(super) const fn is_of(element: Element) -> bool {
        use Element::{DeptName, HandleItemCode, TaskCode, TaskName, TaskVersion};
        matches!(
            element,
            HandleItemCode | TaskCode | TaskVersion | TaskName | DeptName
        )
    }

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
        let trimmed = texts.trimmed(value.text);
        if trimmed.is_empty() || (trimmed.len() < 10 && crate::text::is_placeholder(trimmed)) {
            return;
        }
        *place = if trimmed.len() == texts.get(value.text).len() {
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
        key.without_damage(texts)
    }

    /// Codes that a table program cut short are the same for many items: where there is a name, that tells them apart.
    pub(super) fn without_damage(mut self, texts: &Texts) -> Self {
        let is_damaged = |element, code: TextId| {
            let found = damage::of(element, CellKind::Text, texts.get(code));
            matches!(found, Some((NoticeCode::LongCodeDamaged, _)))
        };
        if self.name.is_some() {
            self.handle = self
                .handle
                .filter(|code| !is_damaged(Element::HandleItemCode, *code));
            self.task = self.task.filter(|code| !is_damaged(Element::TaskCode, *code));
        }
        self
    }

    /// Whether the row names no item. A version or an authority alone names none.
    pub(super) fn is_empty(&self) -> bool {
        self.handle.is_none() && self.task.is_none() && self.name.is_none()
    }

    /// Whether a row with this key can be a further row of the item `current`.
    pub(super) fn continues(&self, current: &Self) -> bool {
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
    /// What is visibly lost in its values: to be said where the row is used.
    damage: Vec<(NoticeCode, Place, Vec<String>)>,
}

impl Row {
    /// Says what is lost in the row's values.
    pub(super) fn say_damage(&mut self, out: &mut Assembly) {
        for (code, place, args) in self.damage.drain(..) {
            out.say(code, Some(place), args);
        }
    }
}

/// Reads the rows of a sheet one after the other, filling merged cells.
pub(super) struct Reader<'a> {
    plan: &'a Plan<'a>,
    merged: Merged,
    repeated: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(plan: &'a Plan<'a>) -> Self {
        Self {
            plan,
            merged: Merged::new(plan.table, plan.first_data_row),
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
        row.damage.clear();
        let Some(first) = cells.first() else { return false };
        if is_header(self.plan, cells) {
            self.repeated += 1;
            return false;
        }
        for cell in cells {
            let Some(slot) = self.slot(cell.column) else {
                continue;
            };
            let value = self.value(slot, cell);
            if slot.fragile
                && let Some((code, args)) = damage::of(slot.element, cell.kind, texts.trimmed(cell.text))
            {
                row.damage.push((code, value.place(), args));
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
            self.give_way(row);
            self.order(&mut row.main[..row.own_main]);
            self.order(&mut row.parts[..row.own_parts]);
        }
        let is_blank = row.main.is_empty() && row.parts.is_empty();
        if is_blank {
            aside::say_beside_numbers(out, self.plan, cells, texts);
        }
        !is_blank
    }

    pub(super) fn slot(&self, column: u16) -> Option<Slot> {
        self.plan.slot(column)
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
        for cell in self.merged.reaching(number, own) {
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
    }

    /// A value that reaches in from a merged cell counts like one of the row itself: where its column is the surer one for
    /// its element, values of the others give way.
    fn give_way(&self, row: &mut Row) {
        let order = |value: &Value| self.slot(value.column).map_or(0, |slot| slot.order);
        let reached = row.main.split_off(row.own_main);
        row.main.retain(|own| {
            !reached
                .iter()
                .any(|value| value.element() == own.element() && order(value) < order(own))
        });
        row.own_main = row.main.len();
        row.main.extend(reached);
    }

    /// The surer of two columns goes first; of values for one element only the first counts.
    fn order(&self, values: &mut [Value]) {
        values.arrange_by_key(|value| self.slot(value.column).map_or(0, |slot| slot.order));
    }

    pub(super) fn finish(self, out: &mut Assembly) {
        if self.repeated > 0 {
            let args = [self.plan.name.clone(), self.repeated.to_string()];
            out.say(NoticeCode::HeaderRepeated, None, args);
        }
    }
}

/// A header repeated after a page break: every known cell holds its own title, or the one above it.
pub(super) fn is_header(plan: &Plan, cells: &[Cell]) -> bool {
    let mut titled = 0;
    for cell in cells {
        let Some(slot) = plan.slot(cell.column) else {
            continue;
        };
        if slot.title != Some(cell.text) && slot.group != Some(cell.text) {
            return false;
        }
        titled += 1;
    }
    titled > 1
}
