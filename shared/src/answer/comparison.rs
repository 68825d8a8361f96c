//! Reference lists and special inspections: what can be chosen, and how lists and items compare.

mod rows;

pub use rows::{CampaignClause, Comparison, CoverageRow, DifferenceRow, ReferenceFile, Setup};
pub(crate) use rows::{CampaignRow, Choice, ReferenceRow};

use super::Held;
use crate::element::Element;
use crate::item::Fields as _;
use crate::locale::{Label, Lang};
use crate::notice::NoticeSeverity;
use crate::protocol::{DifferenceWindow, MAX_ROWS, Rows, Side};
use crate::reference::{Coverage, Field, Kind, References};
use crate::report::coverage::{place_name, scope_text, totals};
use crate::result::{CampaignSection, CheckResult, ClauseLine};
use crate::standard::{Campaign, Text};
use std::cmp::Reverse;

/// Warnings about reference lists that are shown; all of them stand in the workbook.
const NOTICES: usize = 50;

fn both(of: impl Fn(Lang) -> String) -> Text {
    Text {
        zh: of(Lang::ZhCn),
        en: of(Lang::En),
    }
}

fn text(label: Label) -> Text {
    both(|lang| label.get(lang).to_owned())
}

/// What a check can be given besides its list.
pub fn setup(campaigns: &[Campaign]) -> Setup {
    let kind = |kind: &Kind| Choice {
        id: kind.id().to_owned(),
        name: text(kind.name()),
        text: text(kind.purpose()),
        references: Vec::new(),
    };
    let campaign = |campaign: &Campaign| Choice {
        id: campaign.id.clone(),
        name: campaign.name.clone(),
        text: campaign.summary.clone().unwrap_or_default(),
        references: campaign
            .references
            .iter()
            .map(|kind| kind.id().to_owned())
            .collect(),
    };
    Setup {
        kinds: Kind::ALL.iter().map(kind).collect(),
        campaigns: campaigns.iter().map(campaign).collect(),
    }
}

/// The lists from number `first` on.
pub fn references(references: &References, first: usize) -> Vec<ReferenceRow> {
    let lists = references.lists().iter().skip(first);
    let row = |list: &crate::reference::ReferenceList| {
        let source = references.source_of(list);
        ReferenceRow {
            kind: list.kind.id().to_owned(),
            kind_name: text(list.kind.name()),
            file: source.map_or_else(String::new, |source| source.name.clone()),
            entries: list.entries,
            coded: list.coded,
            scope: both(|lang| scope_text(list, lang)),
            digest: source.map_or_else(String::new, |source| source.digest.clone()),
        }
    };
    lists.map(row).collect()
}

/// Coverage of all places together, by kind.
pub(crate) fn coverage_totals(result: &CheckResult, lang: Lang) -> Vec<CoverageRow> {
    let row = |line: &Coverage| CoverageRow {
        place: String::new(),
        ..coverage_row(line, lang)
    };
    totals(&result.coverage).iter().map(row).collect()
}

fn coverage_row(line: &Coverage, lang: Lang) -> CoverageRow {
    CoverageRow {
        kind: line.kind.id().to_owned(),
        name: line.kind.name().get(lang).to_owned(),
        place: place_name(line, lang),
        items: line.items,
        listed: line.listed,
        outside: line.outside.len() as u32,
        expected: line.expected,
        found: line.found(),
        missing: line.missing.len() as u32,
        elsewhere: line.elsewhere,
        unplaced: line.unplaced,
    }
}

/// Reference lists and special inspections of a result.
pub fn comparison(result: &CheckResult, lang: Lang) -> Comparison {
    let references = &result.context.references;
    let loud = references
        .notices()
        .iter()
        .filter(|notice| notice.code.severity() != NoticeSeverity::Info);
    let notice = |notice: &crate::notice::Notice| {
        let place = notice.place.map(|place| references.place_text(place));
        let source = references.sources().get(usize::from(notice.source));
        let place = place.or_else(|| source.map(|source| source.name.clone()));
        (place.unwrap_or_default(), notice.message(lang))
    };
    let mut lines: Vec<&Coverage> = result.coverage.iter().collect();
    let most = MAX_ROWS as usize;
    if lines.len() > most {
        lines.sort_by_key(|line| Reverse(line.missing.len() + line.outside.len()));
    }
    Comparison {
        totals: coverage_totals(result, lang),
        places: lines
            .iter()
            .take(most)
            .map(|line| coverage_row(line, lang))
            .collect(),
        places_left: lines.len().saturating_sub(most) as u32,
        elsewhere: lines.iter().map(|line| line.elsewhere).sum(),
        notices: loud.take(NOTICES).map(notice).collect(),
        campaigns: CampaignSection::of(result)
            .iter()
            .map(|section| campaign_row(result, section, lang))
            .collect(),
    }
}

fn campaign_row(result: &CheckResult, section: &CampaignSection<'_>, lang: Lang) -> CampaignRow {
    let clause = |line: &ClauseLine| {
        let clause = &result.standard.clauses()[line.clause];
        CampaignClause {
            code: clause.code.clone(),
            title: clause.title.get(lang).to_owned(),
            fail: line.fail,
            suspect: line.suspect,
            pass: line.pass,
            not_applicable: line.not_applicable,
            not_checked: line.not_checked,
        }
    };
    let name = |kind: Kind| kind.name().get(lang).to_owned();
    CampaignRow {
        name: section.campaign.name.get(lang).to_owned(),
        lacking: section.lacking.iter().copied().map(name).collect(),
        clauses: section.clauses.iter().map(clause).collect(),
        coverage: totals(section.coverage.iter().copied())
            .iter()
            .map(|line| name(line.kind))
            .collect(),
    }
}

/// A window of entries without an item and items outside the lists, in the order of [`CheckResult::coverage`].
pub fn differences(held: &Held, window: &DifferenceWindow, lang: Lang) -> Rows<DifferenceRow> {
    let result = &held.result;
    let words: Vec<String> = window.text.split_whitespace().map(str::to_lowercase).collect();
    let wanted = |row: &DifferenceRow| {
        words.is_empty() || {
            let text =
                [&row.kind, &row.place, &row.name, &row.code, &row.unit].map(|text| text.to_lowercase());
            words
                .iter()
                .all(|word| text.iter().any(|text| text.contains(word)))
        }
    };
    let (mut total, mut rows) = (0, Vec::new());
    let len = window.len.min(MAX_ROWS);
    let mut take = |row: DifferenceRow| {
        if wanted(&row) {
            if total >= window.offset && total - window.offset < len {
                rows.push(row);
            }
            total += 1;
        }
    };
    let lines = result.coverage.iter();
    for line in lines.filter(|line| window.kind.as_ref().is_none_or(|kind| line.kind.id() == kind)) {
        if window.side != Some(Side::Outside) {
            line.missing
                .iter()
                .for_each(|id| take(missing(result, line, *id, lang)));
        }
        if window.side != Some(Side::Missing) {
            line.outside
                .iter()
                .for_each(|item| take(outside(result, line, *item, lang)));
        }
    }
    Rows {
        offset: window.offset.min(total),
        total,
        rows,
    }
}

fn missing(result: &CheckResult, line: &Coverage, id: u32, lang: Lang) -> DifferenceRow {
    let entry = result.context.references.entry(id);
    let unit = [Field::Organ, Field::Department].map(|field| entry.text(field));
    DifferenceRow {
        side: Side::Missing,
        kind: line.kind.name().get(lang).to_owned(),
        place: place_name(line, lang),
        name: entry.text(Field::Name).to_owned(),
        code: entry.code().unwrap_or_default().to_owned(),
        unit: unit
            .into_iter()
            .find(|unit| !unit.is_empty())
            .unwrap_or_default()
            .to_owned(),
        at: entry.place_text(),
        item: None,
    }
}

fn outside(result: &CheckResult, line: &Coverage, item: u32, lang: Lang) -> DifferenceRow {
    let view = result.list.view(item as usize);
    DifferenceRow {
        side: Side::Outside,
        kind: line.kind.name().get(lang).to_owned(),
        place: place_name(line, lang),
        name: view.text(Element::TaskName).to_owned(),
        code: view.key().to_owned(),
        unit: result.units.title(item as usize, lang),
        at: String::new(),
        item: Some(item),
    }
}
