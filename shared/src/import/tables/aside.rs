//! Rows among or below the items that are none: totals, signatures, notes, headings and instructions for filling in.
//!
//! Each is told by its form alone, and a row with a code is always an item: an item that is passed over is not checked,
//! which is worse than a total that is.

use super::foot::is_date;
use super::reader::{Key, Row};
use super::{Plan, guide};
use crate::dictionary::Dictionary;
use crate::element::Element;
use crate::import::assemble::Assembly;
use crate::item::Value;
use crate::notice::NoticeCode;
use crate::order::Arrange as _;
use crate::place::Place;
use crate::table::{Cell, Table, Texts};
use crate::text::phrase::without_number;

/// What the first cell of a total says.
const TOTALS: &[&str] = &["合计", "总计", "小计", "共计", "总数"];

/// What stands before the colon below a list.
const LABELS: &[&str] = &[
    "填表人",
    "填报人",
    "制表人",
    "制作人",
    "编制人",
    "经办人",
    "审核人",
    "复核人",
    "审批人",
    "审定人",
    "联系人",
    "负责人",
    "单位负责人",
    "分管领导",
    "主要领导",
    "部门负责人",
    "填表单位",
    "填报单位",
    "制表单位",
    "编制单位",
    "审核单位",
    "单位",
    "填表日期",
    "填报日期",
    "制表日期",
    "编制日期",
    "填表时间",
    "填报时间",
    "制表时间",
    "日期",
    "联系电话",
    "电话",
    "手机",
    "手机号码",
];

/// What is asked for beside a label, such as `审核人（签字）`.
const SIGNS: &[&str] = &["签字", "签名", "盖章", "签章"];

/// Beginnings of notes below a list.
const NOTES: &[&str] = &["注", "备注", "说明", "填表说明", "填报说明", "填写说明", "附注"];

/// Beginnings of instructions below a header.
const HINTS: &[&str] = &[
    "必填",
    "选填",
    "非必填",
    "必选",
    "可选",
    "必录",
    "条件必填",
    "文本",
    "字符",
    "数字",
    "数值",
    "整数",
    "日期",
    "下拉",
    "单选",
    "多选",
    "可多选",
    "字典",
    "格式",
    "不超过",
    "最多",
    "请填",
    "请选",
    "请按",
    "请从",
    "填写",
    "按照",
    "参照",
    "参见",
    "例如",
    "例：",
    "例:",
    "如：",
    "如:",
    "自动",
    "长度",
    "是/否",
    "附件",
    "按实际",
    "据实",
    "根据",
    "从下拉",
    "从列表",
    "从选项",
    "从字典",
    "无需",
    "系统",
];

/// Ends of instructions below a header.
const HINT_ENDS: &[&str] = &["填写", "填报", "选择", "录入", "选填", "必填"];

/// Names of authorities end so.
const AUTHORITIES: &[&str] = &["局", "委", "厅", "委员会", "办公室"];

/// Longest text that is looked at: a total, label or heading is short.
const SHORT: usize = 90;

/// Most cells of a row of labels.
const FEW: usize = 12;

/// Most cells that a note is written over, one after the other.
const PIECES: usize = 6;

/// The cells of a sheet that are merged over several columns: (row, column, last column).
pub(super) fn wide_cells(table: &Table) -> Vec<(u32, u16, u16)> {
    let wide = table.merges.iter().filter(|merge| merge.right > merge.left);
    let mut cells: Vec<_> = wide.map(|merge| (merge.top, merge.left, merge.right)).collect();
    cells.arrange();
    cells
}

/// What is known of a row beside its values.
pub(super) struct Around<'a> {
    /// Its own filled cells, those of columns that are not read included.
    pub(super) cells: &'a [Cell],
    /// See [`wide_cells`].
    pub(super) wide: &'a [(u32, u16, u16)],
    /// Whether it stands above all items.
    pub(super) is_first: bool,
    /// Whether it is the exception that it fills one column only; see [`super::shape`].
    pub(super) is_bare: bool,
    /// Whether it closes the table or a block of it; see [`super::foot`].
    pub(super) is_foot: bool,
    /// Whether a column is read.
    pub(super) is_read: &'a dyn Fn(u16) -> bool,
}

/// Whether the row is no item by its form.
pub(super) fn is_aside(row: &Row, key: &Key, around: &Around, texts: &Texts) -> bool {
    let is_code = |id| {
        let text: &str = texts.get(id);
        // “31位，如11450…” explains a code.
        text.is_ascii() && text.bytes().filter(u8::is_ascii_digit).take(4).count() == 4
    };
    let name = key.name.map(|id| texts.trimmed(id));
    // An example has a code, too.
    let named = || name.or(key.task.map(|id| texts.get(id))).unwrap_or_default();
    if around.is_first && guide::is_guide(around.cells, named(), texts) {
        return true;
    }
    let has_code = || {
        let catalog = row
            .main
            .iter()
            .find(|value| value.element() == Element::CatalogCode);
        catalog.is_some_and(|value| is_code(value.text))
    };
    if key.task.is_some_and(is_code) || key.handle.is_some_and(is_code) || has_code() {
        return false;
    }
    // A row that names no item and adds to none is said to be without one.
    if around.is_foot && (!key.is_empty() || row.own_parts > 0) {
        return true;
    }
    // A value that reaches in from a merged cell makes it a row of the item above.
    if around.is_bare && row.main.len() + row.parts.len() == 1 {
        return true;
    }
    // Cells that are linked to blank ones show a zero.
    let is_zero = |value: &Value| texts.trimmed(value.text) == "0";
    if named() == "0" && row.main.iter().chain(&row.parts).all(is_zero) {
        return true;
    }
    // What most rows are must be seen without a look at every cell.
    let first = around.cells.first().map_or("", |cell| texts.trimmed(cell.text));
    let many = around.cells.len() > FEW && !name.is_some_and(may_total) && !may_total(first);
    if !around.is_first && (many || name.is_some_and(|name| name.len() > SHORT && !is_note(&squeezed(name))))
    {
        return false;
    }
    let filled: Vec<String> = around
        .cells
        .iter()
        .map(|cell| squeezed(texts.get(cell.text)))
        .filter(|text| !text.is_empty())
        .collect();
    let name = name.map(squeezed).unwrap_or_default();
    is_total(&filled, &name)
        || is_signature(&filled)
        || (filled.len() <= PIECES && filled.first().is_some_and(|first| is_note(first)))
        || is_heading(&filled, &name, around)
        || (around.is_first && is_hint(&filled, &name))
}

/// Says that the row is passed over, with its first texts.
pub(super) fn say(out: &mut Assembly, plan: &Plan, cells: &[Cell], texts: &Texts) {
    let mut filled = cells.iter().filter(|cell| !texts.trimmed(cell.text).is_empty());
    let Some(first) = filled.next() else { return };
    let place = Place {
        sheet: plan.table.sheet,
        row: first.row,
        column: first.column,
    };
    let mut example = texts.trimmed(first.text).to_owned();
    // “一” or “合计” alone says little.
    if let Some(second) = filled.next().filter(|_| example.chars().count() < 4) {
        example.push(' ');
        example.push_str(texts.trimmed(second.text));
    }
    out.say(
        NoticeCode::RowPassedOver,
        Some(place),
        [(first.row + 1).to_string(), shortened(&example)],
    );
}

/// A row that holds nothing but a text in the column of running numbers; numbers prepared in advance say nothing.
pub(super) fn say_beside_numbers(out: &mut Assembly, plan: &Plan, cells: &[Cell], texts: &Texts) {
    let says = |cell: &Cell| {
        let text = texts.trimmed(cell.text);
        plan.number_columns.contains(&cell.column) && !text.is_empty() && !is_figure(text)
    };
    if let Some(at) = cells.iter().position(says) {
        say(out, plan, &cells[at..], texts);
    }
}

/// The beginning of a text, to name it by.
pub(super) fn shortened(text: &str) -> String {
    let mut chars = text.chars().map(|c| if c == '\n' { ' ' } else { c });
    let mut short: String = chars.by_ref().take(20).collect();
    if chars.next().is_some() {
        short.push('…');
    }
    short
}

/// Without space, which people put between the characters of labels.
pub(super) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether a text is nothing but a number, perhaps one of items (`共4项`).
pub(super) fn is_figure(text: &str) -> bool {
    let core = text
        .trim_start_matches('共')
        .trim_end_matches(['项', '个', '件', '条', '家', '类']);
    !core.is_empty()
        && core
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '-'))
}

fn may_total(text: &str) -> bool {
    text.starts_with(['合', '总', '小', '共'])
}

fn is_total(filled: &[String], name: &str) -> bool {
    let total = |text: &str| {
        TOTALS.iter().any(|word| {
            text.strip_prefix(word).is_some_and(|rest| {
                rest.is_empty() || rest.starts_with([':', '：', '(', '（']) || is_figure(rest)
            })
        })
    };
    match filled {
        [first, rest @ ..] if total(first) => {
            rest.len() <= 1 || total(name) || rest.iter().all(|text| is_figure(text))
        }
        _ => total(name) && filled.iter().all(|text| text == name || is_figure(text)),
    }
}

/// “填表人：张三 审核人：李四”: nothing but labels, each with what follows it.
pub(super) fn is_signature(filled: &[String]) -> bool {
    let label = |text: &String| {
        let head = text.split([':', '：']).next().unwrap_or_default();
        let plain = head.replace(['(', '（', ')', '）'], "");
        let plain = SIGNS
            .iter()
            .find_map(|sign| plain.strip_suffix(sign))
            .unwrap_or(&plain);
        (plain.is_empty() || LABELS.contains(&plain)).then_some(text.len() > head.len())
    };
    let mut after_label = false;
    let mut labels = 0;
    for text in filled {
        match label(text) {
            // A label without a colon is one only beside another.
            Some(colon) => {
                labels += if colon || filled.len() == 1 { 2 } else { 1 };
                after_label = true;
            }
            None if after_label || is_date(text) => after_label = false,
            None => return false,
        }
    }
    labels > 1 && filled.len() <= FEW
}

pub(super) fn is_note(text: &str) -> bool {
    NOTES.iter().any(|word| {
        text.strip_prefix(word).is_some_and(|rest| {
            rest.trim_start_matches(|c: char| c.is_ascii_digit())
                .starts_with([':', '：'])
        })
    })
}

/// “一、行政许可”: the only text of the row, merged over columns of values, or a kind of item or an authority.
fn is_heading(filled: &[String], name: &str, around: &Around) -> bool {
    let (numbered, text) = match filled {
        [only] if only == name => (without_number(only) != only, without_number(only)),
        // `1 | 行政许可` may be an item with that name; `一 | 行政许可类` is none.
        [number, text] if text == name && !is_figure(number) => {
            (without_number(&format!("{number}、甲")) == "甲", text.as_str())
        }
        _ => return false,
    };
    let is_wide = || {
        let Some(cell) = around.cells.first().filter(|_| filled.len() == 1) else {
            return false;
        };
        let at = around
            .wide
            .binary_search_by_key(&(cell.row, cell.column), |wide| (wide.0, wide.1));
        at.is_ok_and(|at| {
            let read = (cell.column..=around.wide[at].2).filter(|column| (around.is_read)(*column));
            read.take(3).count() == 3
        })
    };
    let plain = text.split(['(', '（', ':', '：']).next().unwrap_or_default();
    let plain = plain.trim_end_matches('类').trim_end_matches("事项");
    let is_kind = || {
        (numbered || filled.len() == 1) && !is_figure(plain) && Dictionary::TaskType.decode(plain).is_some()
    };
    let is_authority = || numbered && AUTHORITIES.iter().any(|end| plain.ends_with(end));
    is_wide() || is_kind() || is_authority()
}

/// Instructions below the header: in every cell the name of a rule for filling in, or the same words again.
fn is_hint(filled: &[String], name: &str) -> bool {
    let hint = |text: &str| {
        let text = text.trim_start_matches(['（', '(', '【', '*', '※']);
        let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
        HINTS.iter().any(|word| text.starts_with(word))
            || HINT_ENDS.iter().any(|end| text.ends_with(end))
            || (digits.len() < text.len() && digits.starts_with(['位', '字']))
    };
    let hints = filled.iter().filter(|text| hint(text)).count();
    let same = filled.iter().filter(|text| *text == name).count();
    filled.len() > 1 && !name.is_empty() && hint(name) && (hints * 3 > filled.len() * 2 || same > 2)
}
