//! Findings and standard → ledger and score. Pure, integers only; knows no rules.
//!
//! Score = 100.00 − Σ over dimensions of min(dimension cap, Σ over clauses of min(clause cap, points × occurrences)),
//! never below 0. A veto makes the item unqualified whatever its score. Suspects cost nothing.

mod gain;

pub(crate) use gain::tell_gains;

use crate::standard::{Clause, Dimension, Per, Points, Severity, Standard};

/// A perfect score.
pub const FULL: Points = 10_000;

/// One line of the ledger: one clause that found something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LedgerLine {
    /// Index of the clause.
    pub clause: u16,
    /// Certain findings.
    pub occurrences: u32,
    /// `points` × occurrences, or `points` once.
    pub gross: Points,
    /// After the clause's own cap.
    pub deducted: Points,
    /// Points gained if all its occurrences were mended and all else stayed.
    pub gain: Points,
}

/// What one dimension took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DimensionLine {
    /// Sum of its clauses.
    pub gross: Points,
    /// After the dimension's cap.
    pub deducted: Points,
}

/// The score of one item with everything needed to add it up by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// In hundredths, 0 to 10,000.
    pub points: Points,
    /// Whether a veto clause found something certain.
    pub veto: bool,
    /// Index into the standard's grades.
    pub grade: usize,
    /// Clauses that took points or are vetoes, in the standard's order.
    pub ledger: Vec<LedgerLine>,
    /// One line per dimension, in the order of [`Dimension::ALL`].
    pub dimensions: [DimensionLine; Dimension::ALL.len()],
}

/// Scores an item from the number of certain findings per clause, given in the standard's order of clauses. What mending
/// would bring is not known yet: that depends on where the findings are.
pub fn score(standard: &Standard, occurrences: impl IntoIterator<Item = (u16, u32)>) -> Score {
    let mut ledger = Vec::new();
    let mut dimensions = [DimensionLine::default(); Dimension::ALL.len()];
    let mut veto = false;
    for (index, count) in occurrences {
        let clause = &standard.clauses()[usize::from(index)];
        if count == 0 {
            continue;
        }
        let line = line(clause, index, count);
        veto |= clause.severity == Severity::Veto;
        let dimension = &mut dimensions[clause.dimension as usize];
        dimension.gross = dimension.gross.saturating_add(line.deducted);
        ledger.push(line);
    }
    for (dimension, line) in Dimension::ALL.iter().zip(&mut dimensions) {
        line.deducted = line.gross.min(standard.cap(*dimension));
    }
    let lost = dimensions
        .iter()
        .map(|line| line.deducted)
        .fold(0, Points::saturating_add);
    let points = FULL.saturating_sub(lost).max(0);
    Score {
        points,
        veto,
        grade: standard.grade(points, veto),
        ledger,
        dimensions,
    }
}

fn line(clause: &Clause, index: u16, count: u32) -> LedgerLine {
    let times = match clause.per {
        Per::Item => 1,
        Per::Occurrence => Points::try_from(count).unwrap_or(Points::MAX),
    };
    let gross = clause.points.saturating_mul(times);
    LedgerLine {
        clause: index,
        occurrences: count,
        gross,
        deducted: clause.cap.map_or(gross, |cap| gross.min(cap)),
        gain: 0,
    }
}
