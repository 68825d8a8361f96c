//! Rows that close a table or stand between two of its blocks: a seal, a date, an authority's name, a count of the items,
//! the title of the next block. They are told by what they say, in whatever column: below a sub-list's title each would
//! become an entry of the last item, and in a sheet of few columns an item.

use super::aside::{is_signature, squeezed};
use super::reader::{Row, is_header};
use super::{Plan, Slot, rows};
use crate::division::Division;
use crate::element::{Element, Kind, Part};
use crate::locale::Lang;
use crate::order;
use crate::table::{Cell, TextId, Texts};
use crate::text::date;
use hashbrown::HashSet;
use std::collections::BTreeSet;

/// Most filled cells of such a row.
const FEW: usize = 4;

/// Most bytes of its texts.
const SHORT: usize = 120;

/// Names of authorities end so.
const AUTHORITIES: &[&str] = &["局", "委", "厅", "委员会", "办公室", "人民政府", "管理处", "中心"];

/// What is asked for in brackets behind the name of who signs.
const SEALS: &[&str] = &[
    "盖章",
    "公章",
    "签章",
    "印章",
    "章",
    "盖公章",
    "加盖公章",
    "单位公章",
    "单位盖章",
];

/// Titles of lists end so.
const LISTS: &[&str] = &["清单", "目录", "一览表", "汇总表", "明细表", "统计表", "台账"];

/// Words in the names of elements whose values may be the name of an authority.
const HOLDERS: &[&str] = &["单位", "部门", "机构", "机关", "主体", "来源", "渠道"];

/// Words in the names of elements whose values may be dates.
const DATES: &[&str] = &["日期", "时间"];

/// How sure it is that a row is no item and no entry.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// By what it says alone.
    Sure,
    /// An authority's name: beside a sure row, or below a blank row with nothing further down.
    Authority,
    /// The title of a list: directly above a header, or where it stood above the first one as well.
    Title,
}

/// The rows of a sheet that close it or a block of it, in order.
pub(super) struct Feet(Vec<u32>);

impl Feet {
    pub(super) fn of(plan: &Plan, texts: &Texts) -> Self {
        Finder::new(plan, texts).run()
    }

    fn has_row(&self, row: u32) -> bool {
        self.0.binary_search(&row).is_ok()
    }

    /// Whether the row is one of them. A value that reaches in from a merged cell makes it a row of the item above.
    pub(super) fn has(&self, index: u32, row: &Row) -> bool {
        let mut reached = row.main[row.own_main..].iter().chain(&row.parts[row.own_parts..]);
        self.has_row(index) && reached.all(|value| self.has_row(value.row))
    }
}

struct Finder<'a> {
    plan: &'a Plan<'a>,
    texts: &'a Texts,
    /// What stands above the first row of items.
    above: BTreeSet<TextId>,
    /// Authorities of the items so far.
    authorities: HashSet<TextId>,
    /// Rows with a sign that follow each other.
    run: Vec<(u32, Sign)>,
    /// Whether a blank row stands above the run.
    is_apart: bool,
    found: Vec<u32>,
}

impl<'a> Finder<'a> {
    fn new(plan: &'a Plan<'a>, texts: &'a Texts) -> Self {
        let above = plan.table.cells.iter();
        let above = above.take_while(|cell| cell.row < plan.first_data_row);
        Self {
            plan,
            texts,
            above: order::set(above.map(|cell| cell.text)),
            authorities: HashSet::new(),
            run: Vec::new(),
            is_apart: false,
            found: Vec::new(),
        }
    }

    fn run(mut self) -> Feet {
        let plan = self.plan;
        let mut last = plan.first_data_row.saturating_sub(1);
        let mut filled: Vec<Cell> = Vec::new();
        for (row, cells) in plan.table.rows().filter(|(row, _)| *row >= plan.first_data_row) {
            let says = cells
                .iter()
                .filter(|cell| !self.texts.trimmed(cell.text).is_empty());
            filled.clear();
            filled.extend(says.take(FEW + 1));
            if filled.is_empty() {
                continue;
            }
            let gap = std::mem::replace(&mut last, row) + 1 < row;
            if self.run.is_empty() {
                self.is_apart = gap;
            }
            if let Some(sign) = self.sign(&filled) {
                self.run.push((row, sign));
                continue;
            }
            self.settle(false, is_header(plan, cells));
            let is_authority = |cell: &&Cell| {
                plan.slot(cell.column)
                    .is_some_and(|slot| slot.element == Element::DeptName)
            };
            self.authorities
                .extend(cells.iter().find(is_authority).map(|cell| cell.text));
        }
        self.settle(true, false);
        Feet(self.found)
    }

    /// Decides about the rows of the run, which ends here: at the end of the table, or above a repeated header.
    fn settle(&mut self, is_last: bool, before_header: bool) {
        let is_end = before_header || (is_last && self.is_apart);
        let has_sure = self.run.iter().any(|(_, sign)| *sign == Sign::Sure);
        let counts = |sign| match sign {
            Sign::Sure => true,
            Sign::Authority => has_sure || is_end,
            Sign::Title => is_end,
        };
        let rows = self.run.drain(..).filter(|(_, sign)| counts(*sign));
        self.found.extend(rows.map(|(row, _)| row));
    }

    /// The sign of a row with these filled cells: each of them must have one.
    fn sign(&self, filled: &[Cell]) -> Option<Sign> {
        if filled.len() > FEW {
            return None;
        }
        let mut found = None;
        for cell in filled {
            let sign = self.sign_of(cell, filled.len() == 1)?;
            if found != Some(Sign::Sure) {
                found = Some(sign);
            }
        }
        found.filter(|sign| filled.len() == 1 || *sign == Sign::Sure)
    }

    fn sign_of(&self, cell: &Cell, is_alone: bool) -> Option<Sign> {
        let written = self.texts.trimmed(cell.text);
        if written.len() > SHORT {
            return None;
        }
        let text = squeezed(written);
        let slot = self.plan.slot(cell.column);
        if is_date(&text) {
            let may_be_value = slot.is_some_and(holds_dates) && !self.is_apart;
            return (!may_be_value).then_some(Sign::Sure);
        }
        if is_seal(&text) || is_count(&text) || is_signature(std::slice::from_ref(&text)) {
            return Some(Sign::Sure);
        }
        if let Some(name) = before_date(&text) {
            return (is_authority(name) || is_seal(name)).then_some(Sign::Sure);
        }
        let is_local = || {
            let first = Division::names_in(&text).next();
            first.is_some_and(|(place, _)| place.start == 0)
        };
        if is_authority(&text) {
            if slot.is_some_and(holds_authorities) {
                return self.is_apart.then_some(Sign::Authority);
            }
            let is_known = || self.authorities.contains(&cell.text) || is_local();
            return Some(if is_alone && is_known() {
                Sign::Sure
            } else {
                Sign::Authority
            });
        }
        let names_item = slot.is_some_and(|slot| rows::is_key(slot.element));
        if !(is_alone && names_item && LISTS.iter().any(|end| text.ends_with(end))) {
            return None;
        }
        let repeats = self.above.contains(&cell.text);
        Some(if repeats || is_local() {
            Sign::Sure
        } else {
            Sign::Title
        })
    }
}

/// A day or a month, also one still to be filled in. A mere number is none.
pub(super) fn is_date(text: &str) -> bool {
    if text.len() < 6 || text.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let blank = |c: char| matches!(c, '年' | '月' | '日' | '_');
    date::parse(text).is_some()
        || (text.ends_with('月') && date::parse(&format!("{text}1日")).is_some())
        || (text.ends_with("年月日") && text.chars().all(|c| blank(c) || c.is_ascii_digit()))
}

/// What stands before a date in the same cell: `灵山县教育局 2026年5月1日`, often in two lines.
fn before_date(text: &str) -> Option<&str> {
    let (at, _) = text.match_indices("20").find(|(at, _)| is_date(&text[*at..]))?;
    text.get(..at).filter(|name| !name.is_empty())
}

/// `灵山县教育局（盖章）`: a seal is asked of an authority, or of nobody; `申请表（盖章）` is a material.
fn is_seal(text: &str) -> bool {
    let text = text.trim_end_matches([':', '：']);
    let Some((name, asked)) = text
        .trim_end_matches([')', '）'])
        .rsplit_once(['(', '（'])
        .filter(|_| text.ends_with([')', '）']))
    else {
        return text.trim_start_matches("单位") == "盖章" || text == "单位公章";
    };
    SEALS.contains(&asked) && (name.is_empty() || name == "单位" || is_authority(name))
}

/// `共3项`.
fn is_count(text: &str) -> bool {
    let number = text.trim_start_matches("以上").trim_start_matches("合计");
    let number = number
        .strip_prefix('共')
        .and_then(|number| number.trim_start_matches('计').strip_suffix('项'));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_authority(text: &str) -> bool {
    let is_name = |c: char| matches!(c, '\u{4E00}'..='\u{9FFF}');
    text.chars().count() > 2 && text.chars().all(is_name) && AUTHORITIES.iter().any(|end| text.ends_with(end))
}

fn holds_dates(slot: Slot) -> bool {
    let spec = slot.element.spec();
    spec.kind == Kind::Date || DATES.iter().any(|word| spec.name.zh.contains(word))
}

/// Windows, steps and the like may be called after an authority, and some elements name one.
fn holds_authorities(slot: Slot) -> bool {
    let name = slot.element.name(Lang::ZhCn);
    match slot.element.part() {
        Part::Window | Part::Special | Part::Step => true,
        Part::Main => false,
        _ => HOLDERS.iter().any(|word| name.contains(word)),
    }
}
