//! The comparison of two standards over given lists as a workbook: overview, units, clauses, items with their causes.

use super::sheets::{Column, Sheets, column};
use super::{Cell, Workbook};
use crate::impact::{Group, Impact};
use crate::locale::{Label, Lang};
use crate::standard::Points;
use rust_xlsxwriter::XlsxError;

/// Writes the workbook. Fails only where the workbook library does.
pub fn impact(impact: &Impact, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::default();
    let sheets = &mut Sheets::new(&mut workbook, lang);
    overview(sheets, impact, lang);
    units(sheets, impact);
    clauses(sheets, impact, lang);
    items(sheets, impact, lang);
    causes(sheets, impact, lang);
    workbook.finish()
}

fn points(points: i64) -> Cell<'static> {
    Cell::Points(Points::try_from(points).unwrap_or(if points < 0 { Points::MIN } else { Points::MAX }))
}

fn overview(sheets: &mut Sheets<'_>, impact: &Impact, lang: Lang) {
    const COLUMNS: &[Column] = &[
        column("项目", "What", 24),
        column("旧标准", "Before", 72),
        column("新标准", "After", 72),
    ];
    sheets.begin(Label::new("概况", "Overview"), COLUMNS);
    let (before, after) = (&impact.before, &impact.after);
    for (name, old, new) in [
        (Label::new("标准", "Standard"), &before.id, &after.id),
        (Label::new("版本", "Version"), &before.version, &after.version),
        (Label::new("标准摘要", "Digest"), &before.digest, &after.digest),
        (Label::new("检查日期", "Date"), &impact.date, &impact.date),
    ] {
        sheets.row(&[Cell::Text(name.get(lang)), Cell::Text(old), Cell::Text(new)]);
    }
    let total = &impact.total;
    let name = Label::new("平均得分", "Mean score");
    sheets.row(&[
        Cell::Text(name.get(lang)),
        Cell::Points(total.before),
        Cell::Points(total.after),
    ]);
    for (name, count) in [
        (Label::new("事项数", "Items"), total.items),
        (Label::new("得分提高的事项数", "Items gaining"), total.gaining),
        (Label::new("得分降低的事项数", "Items losing"), total.losing),
        (
            Label::new("等级上升的事项数", "Items with a better grade"),
            total.better,
        ),
        (
            Label::new("等级下降的事项数", "Items with a worse grade"),
            total.worse,
        ),
    ] {
        sheets.row(&[Cell::Text(name.get(lang)), Cell::Empty, Cell::Count(count)]);
    }
}

fn units(sheets: &mut Sheets<'_>, impact: &Impact) {
    const COLUMNS: &[Column] = &[
        column("单位", "Unit", 36),
        column("事项数", "Items", 9),
        column("旧平均分", "Mean before", 11),
        column("新平均分", "Mean after", 11),
        column("合计增减", "Change in all", 12),
        column("提高的事项数", "Items gaining", 13),
        column("降低的事项数", "Items losing", 13),
        column("等级上升的事项数", "Better grade", 16),
        column("等级下降的事项数", "Worse grade", 16),
    ];
    sheets.begin(Label::new("单位", "Units"), COLUMNS);
    for unit in &impact.units {
        let Group {
            unit,
            items,
            gaining,
            losing,
            better,
            worse,
            before,
            after,
            change,
        } = unit;
        sheets.row(&[
            Cell::Text(unit),
            Cell::Count(*items),
            Cell::Points(*before),
            Cell::Points(*after),
            points(*change),
            Cell::Count(*gaining),
            Cell::Count(*losing),
            Cell::Count(*better),
            Cell::Count(*worse),
        ]);
    }
}

fn clauses(sheets: &mut Sheets<'_>, impact: &Impact, lang: Lang) {
    const COLUMNS: &[Column] = &[
        column("条款", "Clause", 9),
        column("表述", "Wording", 48),
        column("合计增减", "Change in all", 12),
        column("提高的事项数", "Items gaining", 13),
        column("降低的事项数", "Items losing", 13),
        column("因此被否决的事项数", "Items vetoed", 18),
        column("不再被否决的事项数", "Vetoed no more", 18),
    ];
    sheets.begin(Label::new("条款", "Clauses"), COLUMNS);
    for clause in &impact.clauses {
        sheets.row(&[
            Cell::Text(&clause.clause),
            Cell::Text(clause.title.get(lang)),
            points(clause.change),
            Cell::Count(clause.gaining),
            Cell::Count(clause.losing),
            Cell::Count(clause.vetoed),
            Cell::Count(clause.released),
        ]);
    }
}

fn items(sheets: &mut Sheets<'_>, impact: &Impact, lang: Lang) {
    const COLUMNS: &[Column] = &[
        column("单位", "Unit", 28),
        column("事项名称", "Item", 40),
        column("实施编码", "Code", 36),
        column("旧得分", "Before", 9),
        column("新得分", "After", 9),
        column("增减", "Change", 9),
        column("旧等级", "Grade before", 10),
        column("新等级", "Grade after", 10),
    ];
    sheets.begin(Label::new("事项", "Items"), COLUMNS);
    for item in &impact.items {
        sheets.row(&[
            Cell::Text(&item.unit),
            Cell::Text(&item.name),
            Cell::Text(&item.key),
            Cell::Points(item.before),
            Cell::Points(item.after),
            Cell::Points(item.change),
            Cell::Text(item.grade_before.get(lang)),
            Cell::Text(item.grade_after.get(lang)),
        ]);
    }
}

fn causes(sheets: &mut Sheets<'_>, impact: &Impact, lang: Lang) {
    const COLUMNS: &[Column] = &[
        column("事项名称", "Item", 40),
        column("实施编码", "Code", 36),
        column("条款、否决或上限", "Clause, veto or cap", 28),
        column("增减", "Change", 9),
    ];
    sheets.begin(Label::new("增减原因", "Causes"), COLUMNS);
    for item in &impact.items {
        let (name, key) = (Cell::Text(&item.name), Cell::Text(&item.key));
        for (reason, change) in item.reasons(lang) {
            let change = change.map_or(Cell::Empty, Cell::Points);
            sheets.row(&[name, key, Cell::Text(&reason), change]);
        }
    }
}
