//! Rows below a header that say what its columns are, or how to fill them: their numbers or letters, their identifiers,
//! types, whether a value is needed, an example. None is an item, whatever stands in the column of names.

use super::aside::squeezed;
use super::{Plan, Role, sheet_name};
use crate::import::assemble::Assembly;
use crate::item::List;
use crate::mapping::title::Title;
use crate::notice::NoticeCode;
use crate::table::{Cell, Texts};

/// Cells that make such a row: two may agree by chance.
const LEAST: usize = 3;

/// Rows of a sheet of examples; more would be somebody's list.
const EXAMPLE_ROWS: usize = 5;

/// What stands before the numbers of columns.
const COUNTERS: &[&str] = &["栏次", "列次", "序号", "栏号", "列号", "项次"];

/// Types of columns.
const TYPES: &[&str] = &[
    "varchar",
    "varchar2",
    "nvarchar",
    "nvarchar2",
    "char",
    "nchar",
    "string",
    "text",
    "longtext",
    "clob",
    "blob",
    "int",
    "integer",
    "bigint",
    "smallint",
    "tinyint",
    "number",
    "numeric",
    "decimal",
    "float",
    "double",
    "date",
    "datetime",
    "time",
    "timestamp",
    "bool",
    "boolean",
    "json",
    "字符型",
    "字符串",
    "数值型",
    "日期型",
    "整型",
];

/// Whether a value is needed.
const NEEDED: &[&str] = &[
    "是",
    "否",
    "必",
    "选",
    "必填",
    "选填",
    "非必填",
    "Y",
    "N",
    "M",
    "O",
    "C",
    "R",
    "√",
    "×",
    "●",
    "○",
    "★",
    "*",
];

/// What an example is called.
const EXAMPLES: &[&str] = &[
    "示例",
    "样例",
    "范例",
    "举例",
    "填写示例",
    "填报示例",
    "填写样例",
    "填报样例",
    "示例行",
    "例",
];

/// Whether a row above all items is such a row; `name` is what stands in the column of names, else of codes.
pub(super) fn is_guide(cells: &[Cell], name: &str, texts: &Texts) -> bool {
    let filled: Vec<&str> = cells
        .iter()
        .map(|cell| texts.trimmed(cell.text))
        .filter(|text| !text.is_empty())
        .collect();
    let Some(first) = filled.first() else { return false };
    if filled.len() < LEAST || name.is_empty() {
        return false;
    }
    let most = |is: &dyn Fn(&str) -> bool| {
        is(name) && filled.iter().filter(|text| is(text)).count() * 3 >= filled.len() * 2
    };
    most(&|text| !Title::of(text).candidates().is_empty())
        || most(&is_type)
        || filled.iter().all(|text| NEEDED.contains(text))
        || counts_on(&filled)
        || is_example(first, name)
}

fn is_type(text: &str) -> bool {
    let head = text.split(['(', '（']).next().unwrap_or_default().trim();
    TYPES.iter().any(|known| head.eq_ignore_ascii_case(known))
}

fn is_example(first: &str, name: &str) -> bool {
    const BRACKETS: &[char] = &['(', ')', '（', '）', '【', '】', '[', ']', ':', '：'];
    let begins = |text: &str| {
        let open = text.trim_start_matches(BRACKETS);
        EXAMPLES.iter().any(|word| {
            // “例” without a sign behind it begins many a word.
            open.strip_prefix(word).is_some_and(|rest| {
                rest.is_empty()
                    || rest.starts_with(BRACKETS)
                    || (word.len() > 3 && rest.starts_with(['1', '2', '3', '一']))
            })
        })
    };
    let ends = |text: &str| {
        let head = text.trim_end_matches([')', '）', '】', ']']);
        head.len() < text.len()
            && EXAMPLES.iter().any(|word| {
                head.strip_suffix(word)
                    .is_some_and(|rest| rest.ends_with(BRACKETS))
            })
    };
    EXAMPLES.contains(&first.trim_matches(BRACKETS)) || begins(name) || ends(name)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Number,
    Letters,
    Stem,
    Numeral,
}

/// `1 2 3 …`, `（1）（2）…`, `①②…`, `A B C …`, `甲 乙 1 2 …`: each the next one, or the first of another kind.
fn counts_on(filled: &[&str]) -> bool {
    let filled = match filled {
        [first, rest @ ..] if COUNTERS.contains(&squeezed(first).as_str()) => rest,
        all => all,
    };
    let mut last: Option<(Style, usize)> = None;
    filled.len() >= LEAST
        && filled.iter().all(|text| {
            let Some((style, number)) = counted(text) else {
                return false;
            };
            let follows = last.is_none_or(|(kind, _)| kind != style) && number == 1;
            let counts = follows || last == Some((style, number.wrapping_sub(1)));
            last = Some((style, number));
            counts
        })
}

/// The number of a column, as it is written.
fn counted(text: &str) -> Option<(Style, usize)> {
    let text = text.trim_matches(['(', ')', '（', '）', '[', ']', '【', '】']);
    let first = text.chars().next()?;
    let alone = text.len() == first.len_utf8();
    let at = |all: &str| all.chars().position(|known| known == first).map(|at| at + 1);
    for (from, to, before) in [('①', '⑳', 0), ('㉑', '㉟', 20), ('㊱', '㊿', 35)] {
        if alone && (from..=to).contains(&first) {
            return Some((Style::Number, first as usize - from as usize + 1 + before));
        }
    }
    if text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok().map(|number| (Style::Number, number));
    }
    if text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        let digit = |byte: u8| usize::from(byte.to_ascii_uppercase() - b'A') + 1;
        return Some((
            Style::Letters,
            text.bytes().fold(0, |number, byte| number * 26 + digit(byte)),
        ));
    }
    if !alone {
        return None;
    }
    let stem = at("甲乙丙丁戊己庚辛壬癸").map(|number| (Style::Stem, number));
    stem.or_else(|| at("一二三四五六七八九十").map(|number| (Style::Numeral, number)))
}

/// Leaves out short sheets of examples (`填写示例`) that stand beside sheets of items.
pub(super) fn leave_out_examples(plans: &mut Vec<Plan>, list: &List, out: &mut Assembly) {
    let is_example = |plan: &Plan| {
        let title = Title::of(&sheet_name(list, plan.table)).text;
        let below = plan.table.rows().filter(|(row, _)| *row >= plan.first_data_row);
        EXAMPLES
            .iter()
            .any(|word| word.len() > 3 && (title.starts_with(word) || title.ends_with(word)))
            && below.take(EXAMPLE_ROWS + 1).count() <= EXAMPLE_ROWS
    };
    if plans
        .iter()
        .all(|plan| plan.role != Role::Items || is_example(plan))
    {
        return;
    }
    plans.retain(|plan| {
        let left = is_example(plan);
        if left {
            out.say(NoticeCode::SheetIgnored, None, [plan.name.clone()]);
        }
        !left
    });
}
