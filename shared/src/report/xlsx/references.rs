//! Sheets about reference lists; written only where there are any.

use super::sheets::{Cell, Column, Sheets, column};
use crate::element::Element;
use crate::item::Fields;
use crate::locale::{Label, Lang};
use crate::reference::{Coverage, Field};
use crate::report::coverage::{figures, place_name, scope_text};
use crate::result::CheckResult;

/// Writes the lists with their notices, and how far they and the items cover each other.
pub(super) fn write(sheets: &mut Sheets<'_>, result: &CheckResult, lang: Lang) {
    if !result.context.references.is_empty() {
        lists(sheets, result, lang);
        coverage(sheets, result, lang);
    }
}

fn lists(sheets: &mut Sheets<'_>, result: &CheckResult, lang: Lang) {
    const COLUMNS: &[Column] = &[
        column("清单种类", "Kind", 24),
        column("文件", "File", 32),
        column("标题", "Title", 40),
        column("适用范围", "Scope", 28),
        column("条目数", "Entries", 9),
        column("有基本编码的条目数", "Entries with a code", 12),
        column("提示", "Notice", 60),
        column("摘要", "Digest", 40),
    ];
    sheets.begin(Label::new("参考清单", "Reference lists"), COLUMNS);
    let references = &result.context.references;
    for list in references.lists() {
        let source = references.source_of(list);
        sheets.row(&[
            Cell::Text(list.kind.name().get(lang)),
            Cell::Text(source.map_or("", |source| &source.name)),
            Cell::Text(&list.title),
            Cell::Text(&scope_text(list, lang)),
            Cell::Count(u64::from(list.entries)),
            Cell::Count(u64::from(list.coded)),
            Cell::Empty,
            Cell::Text(source.map_or("", |source| &source.digest)),
        ]);
    }
    for notice in references.notices() {
        let source = references.sources().get(usize::from(notice.source));
        let place = notice.place.map(|place| references.place_text(place));
        let place = place.unwrap_or_else(|| source.map_or_else(String::new, |source| source.name.clone()));
        let text = format!(
            "{} · {place} · {}",
            notice.code.severity().name().get(lang),
            notice.message(lang)
        );
        sheets.row(&[
            Cell::Empty,
            Cell::Text(source.map_or("", |source| &source.name)),
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
            Cell::Text(&text),
            Cell::Empty,
        ]);
    }
}

fn coverage(sheets: &mut Sheets<'_>, result: &CheckResult, lang: Lang) {
    const COLUMNS: &[Column] = &[
        column("清单种类", "Kind", 24),
        column("地区和层级", "Division and level", 24),
        column("情况", "What", 14),
        column("名称", "Name", 40),
        column("编码", "Code", 36),
        column("单位", "Unit", 24),
        column("位置或说明", "Place or figures", 60),
    ];
    sheets.begin(Label::new("清单覆盖情况", "Coverage"), COLUMNS);
    for line in &result.coverage {
        coverage_rows(sheets, result, line, lang);
    }
}

/// The figures of one line of coverage, entries without an item, and items that are not on the list: seven columns.
pub(super) fn coverage_rows(sheets: &mut Sheets<'_>, result: &CheckResult, line: &Coverage, lang: Lang) {
    let (kind, place) = (line.kind.name().get(lang), place_name(line, lang));
    let mut row = |what: Label, name: &str, code: &str, unit: &str, note: &str| {
        let texts = [kind, &place, what.get(lang), name, code, unit, note];
        sheets.row(&texts.map(Cell::Text));
    };
    row(Label::new("合计", "Figures"), "", "", "", &figures(line, lang));
    for id in &line.missing {
        let entry = result.context.references.entry(*id);
        let (name, code) = (entry.text(Field::Name), entry.code().unwrap_or_default());
        row(
            Label::new("未见事项", "No item"),
            name,
            code,
            "",
            &entry.place_text(),
        );
    }
    for index in &line.outside {
        let item = result.list.view(*index as usize);
        let (name, unit) = (
            item.text(Element::TaskName),
            result.units.title(*index as usize, lang),
        );
        row(
            Label::new("清单外事项", "Not on the list"),
            name,
            item.key(),
            &unit,
            "",
        );
    }
}
