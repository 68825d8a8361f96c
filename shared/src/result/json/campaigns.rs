//! Special inspections in the JSON contract.

use super::CheckResult;
use crate::locale::Lang;
use crate::reference::Kind;
use crate::result::{CampaignSection, ClauseLine};
use serde::Serialize;

/// One special inspection.
#[derive(Serialize)]
pub(super) struct Line<'a> {
    id: &'a str,
    name: &'a str,
    references: &'a [Kind],
    /// Kinds of list it works with that were not given.
    lacking: Vec<Kind>,
    clauses: Vec<Clause<'a>>,
    /// Places of its lines in the document's `coverage`.
    coverage: Vec<usize>,
}

#[derive(Serialize)]
struct Clause<'a> {
    clause: &'a str,
    title: &'a str,
    pass: u64,
    fail: u64,
    suspect: u64,
    not_applicable: u64,
    not_checked: u64,
}

/// The special inspections of a result.
pub(super) fn of(result: &CheckResult, lang: Lang) -> Vec<Line<'_>> {
    let sections = CampaignSection::of(result).into_iter();
    sections.map(|section| line(result, section, lang)).collect()
}

fn line<'a>(result: &'a CheckResult, section: CampaignSection<'a>, lang: Lang) -> Line<'a> {
    let clause = |line: &ClauseLine| {
        let clause = &result.standard.clauses()[line.clause];
        Clause {
            clause: &clause.code,
            title: clause.title.get(lang),
            pass: line.pass,
            fail: line.fail,
            suspect: line.suspect,
            not_applicable: line.not_applicable,
            not_checked: line.not_checked,
        }
    };
    let own = |line: &crate::reference::Coverage| section.campaign.references.contains(&line.kind);
    let places = result.coverage.iter().enumerate().filter(|(_, line)| own(line));
    Line {
        id: &section.campaign.id,
        name: section.campaign.name.get(lang),
        references: &section.campaign.references,
        clauses: section.clauses.iter().map(clause).collect(),
        coverage: places.map(|(place, _)| place).collect(),
        lacking: section.lacking,
    }
}
