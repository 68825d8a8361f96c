//! The section of a special inspection: its clauses with their outcomes, its lists, and how far these are covered.

use super::CheckResult;
use crate::reference::{Coverage, Kind};
use crate::rule::OutcomeKind;
use crate::standard::Campaign;

/// One special inspection of a result.
pub struct CampaignSection<'a> {
    /// Which one.
    pub campaign: &'a Campaign,
    /// Its clauses, in its order.
    pub clauses: Vec<ClauseLine>,
    /// Coverage of its lists.
    pub coverage: Vec<&'a Coverage>,
    /// Kinds of list it works with that were not given.
    pub lacking: Vec<Kind>,
}

/// Outcomes of one clause over all items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClauseLine {
    /// Index of the clause.
    pub clause: usize,
    /// Items in order.
    pub pass: u64,
    /// Items with certain problems.
    pub fail: u64,
    /// Items with suspected problems only.
    pub suspect: u64,
    /// Items it does not concern.
    pub not_applicable: u64,
    /// Items it was not checked for.
    pub not_checked: u64,
}

impl<'a> CampaignSection<'a> {
    /// All sections of a result, in the standard's order. Every item is counted; nothing is sampled.
    pub fn of(result: &'a CheckResult) -> Vec<Self> {
        let campaigns = result.standard.document.campaign.iter();
        campaigns.map(|campaign| Self::of_one(result, campaign)).collect()
    }

    fn of_one(result: &'a CheckResult, campaign: &'a Campaign) -> Self {
        let index = |code: &String| {
            result
                .standard
                .clauses()
                .iter()
                .position(|clause| clause.code == *code)
        };
        let clauses = campaign.clauses.iter().filter_map(index);
        let given = |kind: &Kind| result.context.references.has(*kind);
        Self {
            campaign,
            clauses: clauses.map(|clause| line(result, clause)).collect(),
            coverage: result
                .coverage
                .iter()
                .filter(|line| campaign.references.contains(&line.kind))
                .collect(),
            lacking: campaign
                .references
                .iter()
                .copied()
                .filter(|kind| !given(kind))
                .collect(),
        }
    }
}

fn line(result: &CheckResult, clause: usize) -> ClauseLine {
    let mut line = ClauseLine {
        clause,
        pass: 0,
        fail: 0,
        suspect: 0,
        not_applicable: 0,
        not_checked: 0,
    };
    for item in 0..result.items.len() {
        let count = match result.outcomes_of(item)[clause] {
            OutcomeKind::Pass => &mut line.pass,
            OutcomeKind::Fail => &mut line.fail,
            OutcomeKind::Suspect => &mut line.suspect,
            OutcomeKind::NotApplicable => &mut line.not_applicable,
            _ => &mut line.not_checked,
        };
        *count += 1;
    }
    line
}
