//! What the reader had to say, and what was not checked.

use super::{Held, place_text};
use crate::element::{Element, Part};
use crate::item::Fields as _;
use crate::locale::{Label, Lang, fill};
use crate::notice::{Notice, NoticeCode, NoticeSeverity};
use crate::order::Arrange as _;
use crate::protocol::{ColumnRow, ElementGroup, NoticeGroup, Notices, UncheckedRow};
use crate::result::CheckResult;
use crate::rule::{OutcomeKind, Runner};
use std::collections::BTreeMap;

/// Notices of one kind shown in full.
const SHOWN: usize = 50;

/// Notices by kind, gravest first, and how columns were understood.
pub fn notices(held: &Held, lang: Lang) -> Notices {
    let list = &held.result.list;
    let place = |notice: &Notice| match notice.place {
        Some(place) => place_text(list, place, None, lang),
        None => list
            .sources
            .get(usize::from(notice.source))
            .map_or_else(String::new, |source| source.name.clone()),
    };
    let group = |code: &NoticeCode| {
        let of_code: Vec<&Notice> = list
            .notices
            .iter()
            .filter(|notice| notice.code == *code)
            .collect();
        NoticeGroup {
            severity: code.severity(),
            count: of_code.len() as u32,
            shown: of_code
                .iter()
                .take(SHOWN)
                .map(|notice| (place(notice), notice.message(lang)))
                .collect(),
        }
    };
    let mut groups: Vec<NoticeGroup> = NoticeCode::ALL
        .iter()
        .map(group)
        .filter(|group| group.count > 0)
        .collect();
    groups.arrange_by_key(|group| match group.severity {
        NoticeSeverity::Damage => 0,
        NoticeSeverity::Warning => 1,
        NoticeSeverity::Info => 2,
    });
    Notices {
        groups,
        columns: columns(held, lang),
        options: options(lang),
    }
}

/// The registry of elements, for a person who corrects a column.
fn options(lang: Lang) -> Vec<ElementGroup> {
    let name = |element: Element| (element.id().to_owned(), element.name(lang).to_owned());
    let group = |part: Part| ElementGroup {
        part: part.name().get(lang).to_owned(),
        elements: Element::of(part).map(name).collect(),
    };
    Part::ALL.into_iter().map(group).collect()
}

fn columns(held: &Held, lang: Lang) -> Vec<ColumnRow> {
    let list = &held.result.list;
    let row = |column: &crate::mapping::ColumnMatch| {
        let sheet = list.sheets.get(usize::from(column.sheet));
        let source = sheet.and_then(|sheet| list.sources.get(usize::from(sheet.source)));
        let name = sheet.and_then(|sheet| sheet.shown(lang));
        ColumnRow {
            sheet: [source.map(|source| source.name.as_str()), name]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" · "),
            column: sheet.map_or_else(String::new, |sheet| sheet.column_name(column.column)),
            title: column.title.clone(),
            element: column
                .element
                .map(|element| (element.id().to_owned(), super::element_name(element, lang))),
            confidence: column.confidence,
            how: column.how,
        }
    };
    list.columns.iter().map(row).collect()
}

/// Reasons in the order shown.
const REASONS: [OutcomeKind; 6] = [
    OutcomeKind::Error,
    OutcomeKind::Unreadable,
    OutcomeKind::NotProvided,
    OutcomeKind::NoReference,
    OutcomeKind::NoLawText,
    OutcomeKind::Manual,
];

/// Every clause and reason for which at least one item was not checked.
pub fn unchecked(result: &CheckResult, lang: Lang) -> Vec<UncheckedRow> {
    let standard = &result.standard;
    let mut counts = vec![[0_u32; REASONS.len()]; standard.clauses().len()];
    for item in 0..result.items.len() {
        for (outcome, counts) in result.outcomes_of(item).iter().zip(&mut counts) {
            if let Some(reason) = REASONS.iter().position(|reason| reason == outcome) {
                counts[reason] += 1;
            }
        }
    }
    let mut rows = Vec::new();
    for (number, reason) in REASONS.iter().enumerate() {
        for (index, clause) in standard.clauses().iter().enumerate() {
            let items = counts[index][number];
            if items == 0 {
                continue;
            }
            rows.push(UncheckedRow {
                code: clause.code.clone(),
                title: clause.title.get(lang).to_owned(),
                dimension: clause.dimension,
                reason: *reason,
                items,
                detail: detail(result, index, *reason, lang),
                evidence: clause
                    .manual
                    .as_ref()
                    .map_or_else(String::new, |manual| manual.evidence.get(lang).to_owned()),
            });
        }
    }
    rows
}

/// What more there is to say of a clause that was not checked: why only a person can, or which elements files lack.
pub fn detail(result: &CheckResult, clause: usize, reason: OutcomeKind, lang: Lang) -> String {
    let manual = result.standard.clauses()[clause].manual.as_ref();
    match (reason, manual) {
        (OutcomeKind::Manual, Some(manual)) => manual.reason.get(lang).to_owned(),
        (OutcomeKind::NotProvided, _) => match lacking(result, clause, lang) {
            names if names.is_empty() => names,
            names => fill(
                Label::new("文件中没有：{0}", "Not in the file: {0}").get(lang),
                &[names],
            ),
        },
        _ => String::new(),
    }
}

/// Names of the elements that a clause's rule needs and that files lack; none where the rule looks at others as well,
/// any of which would do.
fn lacking(result: &CheckResult, clause: usize, lang: Lang) -> String {
    let Some((meta, runner)) = result.standard.runner(clause) else {
        return String::new();
    };
    let own = match runner {
        Runner::Item(rule) => rule.needs(),
        Runner::List(_) => Vec::new(),
    };
    // A hundred thousand items carry the few sets of elements that their files have: one item of each set tells.
    let mut sets = BTreeMap::new();
    for item in 0..result.items.len() {
        if result.outcomes_of(item).get(clause) == Some(&OutcomeKind::NotProvided) {
            let item = result.list.view(item);
            sets.entry(item.item().provided).or_insert(item);
        }
    }
    let lacks = |element: &Element| sets.values().any(|item| !item.is_provided(*element));
    let needed = meta
        .needs
        .iter()
        .copied()
        .chain(own)
        .chain(named(&result.standard.clauses()[clause].params));
    let mut names = Vec::new();
    for name in needed
        .filter(lacks)
        .map(|element| super::element_name(element, lang))
    {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(match lang {
        Lang::ZhCn => "、",
        Lang::En => ", ",
    })
}

/// The elements that a clause's parameters name.
fn named(params: &serde_json::Value) -> Vec<Element> {
    match params {
        serde_json::Value::String(id) => Element::from_id(id).into_iter().collect(),
        serde_json::Value::Array(inside) => inside.iter().flat_map(named).collect(),
        serde_json::Value::Object(inside) => inside.values().flat_map(named).collect(),
        _ => Vec::new(),
    }
}
