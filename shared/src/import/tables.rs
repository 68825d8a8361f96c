//! Tables → items: which sheets hold items, which hold sub-lists, and what there is to say about their columns.

mod aside;
mod columns;
mod contents;
mod foot;
mod form;
mod gathered;
mod guide;
mod join;
mod reader;
mod rows;
mod second;
mod shape;
#[cfg(test)]
mod tests;

use super::assemble::Assembly;
use super::{Flow, Limits, Progress, header};
use crate::element::{Element, Part};
use crate::item::{List, Provided};
use crate::mapping::{Choices, is_identity, part, resolve, title::Title};
use crate::notice::NoticeCode;
use crate::place::SourceId;
use crate::table::Table;

/// Items that enter the list together.
const AT_ONCE: usize = 512;

/// Most elements that the first row of a form names.
const FORM: usize = 4;

/// The host's wish to stop.
pub(crate) struct Stopped;

/// What a column is read for.
#[derive(Clone, Copy)]
struct Slot {
    element: Element,
    /// Position among the columns of one element; 0 goes first.
    order: u8,
    /// Values may be harmed visibly.
    fragile: bool,
    /// Title, to know a repeated header.
    title: Option<crate::table::TextId>,
    /// What stands above the title in a header of two rows.
    group: Option<crate::table::TextId>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Rows are items, perhaps with rows of sub-lists beside them.
    Items,
    /// Rows belong to items of another sheet.
    Joined,
}

/// How one sheet is read.
struct Plan<'a> {
    table: &'a Table,
    name: String,
    first_data_row: u32,
    slots: Vec<Option<Slot>>,
    provided: Provided,
    role: Role,
    /// The sub-list its name tells.
    hint: Option<Part>,
    has_parts: bool,
    has_duplicates: bool,
    /// Main elements besides identity.
    mains: usize,
    /// Rows that found no item: who lacks rows may lack them for that.
    incomplete: bool,
    /// Columns of running numbers, which mean no element.
    number_columns: Vec<u16>,
}

impl Plan<'_> {
    /// What a column is read for.
    fn slot(&self, column: u16) -> Option<Slot> {
        self.slots.get(usize::from(column)).copied().flatten()
    }
}

/// Reads the tables of one file into `list`, and uses them up. Returns the number of items.
pub(crate) fn read(
    list: &mut List,
    source: SourceId,
    tables: Vec<Table>,
    choices: &Choices,
    limits: &Limits,
    progress: &mut dyn FnMut(Progress) -> Flow,
) -> Result<usize, Stopped> {
    let mut out = Assembly::new(source);
    let tables = second::cut(list, &mut out, tables);
    let mut plans: Vec<Plan> = tables
        .iter()
        .filter_map(|table| plan(list, &mut out, table, choices))
        .collect();
    assign_roles(&mut plans);
    leave_out_sub_lists(list, &mut plans, &mut out);
    contents::join(&mut plans, &mut list.texts, &mut out);
    guide::leave_out_examples(&mut plans, list, &mut out);
    let total: u64 = plans.iter().map(|plan| plan.table.cells.len() as u64).sum();
    let mut ticker = Ticker {
        done: 0,
        total,
        host: progress,
    };
    // Where no sheet adds to the items of another, items need not wait for the last one.
    let alone = plans.iter().all(|plan| plan.role == Role::Items);
    let before = list.extent();
    for (number, plan) in plans
        .iter()
        .enumerate()
        .filter(|(_, plan)| plan.role == Role::Items)
    {
        let mut first = true;
        let mut hand_over = |list: &mut List, out: &mut Assembly, ticker: &Ticker| {
            if alone && out.drafts.len() >= AT_ONCE {
                out.hand_over(list, limits, |_| plan.provided);
                if std::mem::take(&mut first) {
                    list.make_room(before, ticker.progress());
                }
            }
        };
        rows::read(list, &mut out, plan, number as u16, &mut ticker, &mut hand_over)?;
        if alone {
            out.hand_over(list, limits, |_| plan.provided);
        }
    }
    let mut index = None;
    for (number, plan) in plans
        .iter_mut()
        .enumerate()
        .filter(|(_, plan)| plan.role == Role::Joined)
    {
        let index = index.get_or_insert_with(|| join::Index::of(&out, &mut list.texts));
        join::read(&mut list.texts, &mut out, plan, number, index, &mut ticker)?;
    }
    let joined = |plan: &Plan| (plan.role == Role::Joined).then_some(plan.incomplete);
    let sheets: Vec<_> = plans.iter().map(|plan| (plan.provided, joined(plan))).collect();
    // The list needs the room that the cells took.
    drop(plans);
    drop(tables);
    Ok(out.finish(list, limits, |draft| {
        let (mut provided, _) = sheets[usize::from(draft.plan)];
        for (number, (others, joined)) in sheets.iter().enumerate() {
            if joined.is_some_and(|incomplete| !incomplete || join::has_joined(draft, number)) {
                provided.extend(others);
            }
        }
        provided
    }))
}

struct Ticker<'a> {
    done: u64,
    total: u64,
    host: &'a mut dyn FnMut(Progress) -> Flow,
}

impl Ticker<'_> {
    fn progress(&self) -> Progress {
        Progress {
            done: self.done,
            total: self.total,
        }
    }

    /// Counts the cells of a row and asks the host now and then.
    fn tick(&mut self, cells: usize) -> Result<(), Stopped> {
        let before = self.done >> 16;
        self.done += cells as u64;
        if self.done >> 16 == before {
            return Ok(());
        }
        let progress = self.progress();
        let flow = (self.host)(progress);
        if flow == Flow::Stop { Err(Stopped) } else { Ok(()) }
    }
}

/// Looks at one sheet: header, columns, what it is. `None` where it holds nothing to read.
fn plan<'a>(list: &mut List, out: &mut Assembly, table: &'a Table, choices: &Choices) -> Option<Plan<'a>> {
    let name = sheet_name(list, table);
    if table.cells.is_empty() {
        return None;
    }
    let Some(mut found) = header::find(table, &list.texts, &header::Titles::ELEMENTS) else {
        if is_remark_sheet(&name) {
            out.say(NoticeCode::SheetIgnored, None, [name]);
        } else if !say_form(list, out, table, &name) {
            out.say(NoticeCode::HeaderMissing, None, [name]);
        }
        return None;
    };
    let hint = part::of_sheet(&name).filter(|part| *part != Part::Main);
    let untitled = columns::name_untitled(&mut found, table, &list.texts);
    let meanings = resolve(&found.headers, hint, choices);
    let elements = || meanings.iter().filter_map(|meaning| meaning.element);
    if elements().count() <= FORM && !is_remark_sheet(&name) && say_form(list, out, table, &name) {
        return None;
    }
    let has_key = elements().any(rows::is_key);
    if !has_key && say_form(list, out, table, &name) {
        return None;
    }
    if !has_key {
        let code = if is_remark_sheet(&name) {
            NoticeCode::SheetIgnored
        } else {
            NoticeCode::SheetWithoutKey
        };
        out.say(code, None, [name]);
        return None;
    }
    if found.skipped > 0 {
        out.say(
            NoticeCode::TitleRowsSkipped,
            None,
            [name.clone(), found.skipped.to_string()],
        );
    }
    columns::report(list, out, table, found.row, &meanings, &untitled);
    let mut provided = Provided::default();
    elements().for_each(|element| provided.insert(element));
    Some(Plan {
        table,
        name,
        first_data_row: found.first_data_row,
        slots: columns::slots(&meanings, &mut list.texts),
        provided,
        role: Role::Items,
        hint,
        has_parts: elements().any(|element| element.part() != Part::Main),
        has_duplicates: meanings.iter().any(|meaning| meaning.behind.is_some()),
        mains: elements()
            .filter(|element| element.part() == Part::Main && !is_identity(*element))
            .count(),
        incomplete: false,
        number_columns: meanings
            .iter()
            .filter(|meaning| meaning.is_row_number && meaning.element.is_none())
            .map(|meaning| meaning.header.column)
            .collect(),
    })
}

/// Says that the sheet is a form, if it is one.
fn say_form(list: &List, out: &mut Assembly, table: &Table, name: &str) -> bool {
    let found = form::find(table, &list.texts);
    if let Some(row) = found {
        let args = [name.to_owned(), (row + 1).to_string()];
        out.say(NoticeCode::FormSheet, None, args);
    }
    found.is_some()
}

fn sheet_name(list: &List, table: &Table) -> String {
    list.sheets
        .get(usize::from(table.sheet))
        .and_then(|sheet| sheet.name.clone())
        .unwrap_or_else(|| "1".to_owned())
}

/// Sheets that explain others.
fn is_remark_sheet(name: &str) -> bool {
    let title = Title::of(name).text;
    [
        "说明",
        "字典",
        "码表",
        "代码表",
        "值域",
        "须知",
        "注意事项",
        "封面",
        "目录",
        "示例",
    ]
    .iter()
    .any(|word| title.ends_with(word) || title.starts_with(word))
}

/// Leaves out sheets of sub-lists that belong to no sheet of items: their rows would be taken for items without a name,
/// without a defect, and counted in the score.
fn leave_out_sub_lists(list: &List, plans: &mut Vec<Plan>, out: &mut Assembly) {
    // A file of a single table is often called what the sheet would be.
    let file = list
        .sources
        .get(usize::from(out.source))
        .filter(|_| plans.len() == 1);
    let stem = file.map_or("", |file| {
        let name = file.name.rsplit(['/', '\\']).next().unwrap_or_default();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    });
    let is_called = part::of_sheet(stem).is_some_and(|part| part != Part::Main);
    plans.retain(|plan| {
        let named = plan.provided.contains(Element::TaskName) && plan.hint.is_none() && !is_called;
        let alone = plan.role == Role::Items && plan.mains == 0 && plan.has_parts && !named;
        if alone {
            let parts = Part::ALL.into_iter().filter(|part| *part != Part::Main);
            let held = parts.filter(|part| plan.provided.has_part(*part));
            let names: Vec<&str> = held.map(|part| part.name().zh).collect();
            out.say(
                NoticeCode::SubListAlone,
                None,
                [plan.name.clone(), names.join("、")],
            );
        }
        !alone
    });
}

/// A sheet with rows of sub-lists belongs to the sheet that describes the items best, if there is one.
fn assign_roles(plans: &mut [Plan]) {
    let best = plans
        .iter()
        .enumerate()
        .filter(|(_, plan)| plan.hint.is_none())
        .max_by_key(|(index, plan)| (plan.mains, std::cmp::Reverse(*index)))
        .map(|(index, plan)| (index, plan.mains));
    let Some((best, mains)) = best.filter(|(_, mains)| *mains > 0) else {
        return;
    };
    for (_, plan) in plans.iter_mut().enumerate().filter(|(index, _)| *index != best) {
        let title = Title::of(&plan.name).text;
        let extends = title == "扩展信息" || title == "audititemextend";
        // Besides the keys such a sheet may repeat the item's type or level, hardly more.
        let few = plan.mains == 0 || (plan.mains <= 2 && mains > 4);
        if extends || (plan.has_parts && (few || plan.hint.is_some() && plan.mains <= mains)) {
            plan.role = Role::Joined;
        }
    }
}
