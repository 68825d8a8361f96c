//! Reference lists and coverage in the JSON contract.

use super::CheckResult;
use crate::element::Element;
use crate::item::Fields;
use crate::locale::Lang;
use crate::notice::{Notice, NoticeCode, NoticeSeverity};
use crate::reference::{Area, Coverage, Field, Kind, ReferenceList, References, Scope};
use serde::Serialize;

/// One reference list.
#[derive(Serialize)]
pub(super) struct Line<'a> {
    kind: Kind,
    name: &'a str,
    digest: &'a str,
    size: u64,
    title: &'a str,
    scope: ScopeLine,
    entries: u32,
    /// Entries with a valid basic code.
    coded: u32,
    notices: Vec<NoticeLine>,
}

/// What a list says of its reach.
#[derive(Serialize)]
struct ScopeLine {
    /// `nation` or a division code; absent where it does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    area: Option<&'static str>,
    levels: Vec<&'static str>,
    /// Nothing shows that it is whole.
    partial: bool,
    /// `2023` or `2023-07`; absent where its title does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    edition: Option<String>,
}

impl ScopeLine {
    fn of(scope: &Scope) -> Self {
        Self {
            area: scope.area.map(|area| match area {
                Area::Nation => "nation",
                Area::Division(division) => division.code(),
            }),
            levels: scope.levels.codes().collect(),
            partial: scope.partial,
            edition: scope.edition.map(|edition| match edition.month {
                0 => edition.year.to_string(),
                month => format!("{}-{month:02}", edition.year),
            }),
        }
    }
}

#[derive(Serialize)]
struct NoticeLine {
    code: NoticeCode,
    severity: NoticeSeverity,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    message: String,
}

/// One kind of list against the items of one division and level.
#[derive(Serialize)]
pub(super) struct CoverageLine<'a> {
    kind: Kind,
    area: &'a str,
    level: &'a str,
    items: u32,
    listed: u32,
    outside: Vec<ItemName<'a>>,
    expected: u32,
    found: u32,
    missing: Vec<EntryName<'a>>,
    elsewhere: u32,
    unplaced: u32,
}

#[derive(Serialize)]
struct ItemName<'a> {
    key: &'a str,
    name: &'a str,
    unit: &'a str,
}

#[derive(Serialize)]
struct EntryName<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
    name: &'a str,
    place: String,
}

/// The reference lists of a result.
pub(super) fn of(result: &CheckResult, lang: Lang) -> Vec<Line<'_>> {
    let references = &result.context.references;
    let mut notices: Vec<Vec<NoticeLine>> = references.lists().iter().map(|_| Vec::new()).collect();
    for notice in references.notices() {
        if let Some(lines) = notices.get_mut(owner(references, notice)) {
            lines.push(NoticeLine {
                code: notice.code,
                severity: notice.code.severity(),
                place: notice.place.map(|place| references.place_text(place)),
                message: notice.message(lang),
            });
        }
    }
    let lists = references.lists().iter().zip(notices);
    lists
        .map(|(list, notices)| line(references, list, notices))
        .collect()
}

/// The list a notice is about: the one of its sheet, else the first of its file, else the first of all (an archive).
fn owner(references: &References, notice: &Notice) -> usize {
    let lists = references.lists();
    let of_sheet = notice.place.and_then(|place| {
        let same = |list: &ReferenceList| list.sheet == place.sheet;
        lists.iter().position(same)
    });
    of_sheet
        .or_else(|| lists.iter().position(|list| list.source >= notice.source))
        .unwrap_or_default()
}

fn line<'a>(references: &'a References, list: &'a ReferenceList, notices: Vec<NoticeLine>) -> Line<'a> {
    let source = references.source_of(list);
    Line {
        kind: list.kind,
        name: source.map_or("", |source| &source.name),
        digest: source.map_or("", |source| &source.digest),
        size: source.map_or(0, |source| source.size),
        title: &list.title,
        scope: ScopeLine::of(&list.scope),
        entries: list.entries,
        coded: list.coded,
        notices,
    }
}

/// The coverage of a result.
pub(super) fn coverage(result: &CheckResult) -> Vec<CoverageLine<'_>> {
    result
        .coverage
        .iter()
        .map(|line| coverage_line(result, line))
        .collect()
}

fn coverage_line<'a>(result: &'a CheckResult, line: &'a Coverage) -> CoverageLine<'a> {
    let item = |index: &u32| {
        let view = result.list.view(*index as usize);
        ItemName {
            key: view.key(),
            name: view.text(Element::TaskName),
            unit: view.text(Element::DeptName),
        }
    };
    let entry = |id: &u32| {
        let view = result.context.references.entry(*id);
        EntryName {
            code: view.code(),
            name: view.text(Field::Name),
            place: view.place_text(),
        }
    };
    CoverageLine {
        kind: line.kind,
        area: &line.area,
        level: line.level,
        items: line.items,
        listed: line.listed,
        outside: line.outside.iter().map(item).collect(),
        expected: line.expected,
        found: line.found(),
        missing: line.missing.iter().map(entry).collect(),
        elsewhere: line.elsewhere,
        unplaced: line.unplaced,
    }
}
