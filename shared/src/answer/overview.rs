//! The summary and the ledger of clauses.

use super::Held;
use crate::locale::Lang;
use crate::mapping::How;
use crate::notice::NoticeSeverity;
use crate::order::Arrange as _;
use crate::protocol::{BasisRow, ClauseRow, DimensionRow, GradeRow, Overview, SeverityRow, SourceRow};
use crate::result::summary::grade_of_mean;
use crate::result::{CheckResult, ENGINE_VERSION, fingerprint};
use crate::rule::OutcomeKind;
use crate::standard::{Clause, Dimension, Severity, Standard};
use std::cmp::Reverse;

/// Clauses shown in the queue.
const QUEUE: usize = 10;

/// The summary of a result.
pub fn overview(held: &Held, lang: Lang) -> Overview {
    let result = &held.result;
    let summary = &held.summary;
    let standard = &result.standard;
    let judged = &held.judged;
    let mut queue = ledger(held, lang);
    queue.retain(|row| row.fails > 0);
    queue.arrange_by_key(|row| Reverse((row.gain, row.fails)));
    queue.truncate(QUEUE);
    let dimensions = dimensions(held);
    Overview {
        standard_title: standard.document.title.get(lang).to_owned(),
        standard_version: standard.document.version.clone(),
        standard_digest: standard.digest.clone(),
        engine: ENGINE_VERSION.to_owned(),
        date: result.context.date.to_string(),
        fingerprint: fingerprint(result),
        sample: held.sample,
        sources: sources(held),
        refused: result
            .refused
            .iter()
            .map(|line| line.get(lang).to_owned())
            .collect(),
        comparison: super::fragment::summary(result, lang),
        radar: super::fragment::dimensions(&dimensions, lang),
        taken: Vec::new(),
        score: summary.score,
        grade: grade_of_mean(standard, summary.score, summary.items, summary.vetoed) as u32,
        grades: grades(standard, Some(&summary.by_grade), lang),
        items: summary.items,
        problem_items: summary.problem_items,
        vetoed: summary.vetoed,
        units: result.units.known() as u64,
        fails: summary.fails,
        suspects: summary.suspects,
        notices: [
            NoticeSeverity::Damage,
            NoticeSeverity::Warning,
            NoticeSeverity::Info,
        ]
        .map(|severity| {
            let notices = result.list.notices.iter();
            notices
                .filter(|notice| notice.code.severity() == severity)
                .count() as u64
        }),
        chosen: result
            .list
            .columns
            .iter()
            .filter(|column| column.how == How::Chosen)
            .count() as u64,
        clauses: standard.clauses().len() as u32,
        unchecked: judged.never() as u32,
        dimensions,
        severities: Severity::ALL
            .iter()
            .map(|severity| {
                let count = summary.by_severity.get(severity).copied().unwrap_or_default();
                SeverityRow {
                    severity: *severity,
                    fails: count.fails,
                    suspects: count.suspects,
                    items: count.items,
                }
            })
            .collect(),
        queue,
    }
}

/// Which clauses judged an item, and which passed over one that they concern.
pub struct Judged {
    judged: Vec<bool>,
    skipped: Vec<bool>,
}

impl Judged {
    /// Looks through the outcomes of a result.
    pub fn of(result: &CheckResult) -> Self {
        let none = vec![false; result.standard.clauses().len()];
        let (mut judged, mut skipped) = (none.clone(), none);
        for item in 0..result.items.len() {
            for (clause, outcome) in result.outcomes_of(item).iter().enumerate() {
                match outcome {
                    OutcomeKind::Pass | OutcomeKind::Fail | OutcomeKind::Suspect => judged[clause] = true,
                    OutcomeKind::NotApplicable => {}
                    _ => skipped[clause] = true,
                }
            }
        }
        Self { judged, skipped }
    }

    /// Clauses that judged no item at all, though they concern some.
    pub fn never(&self) -> usize {
        self.skipped().filter(|judged| !judged).count()
    }

    /// Clauses that judged some of the items they concern and not others.
    pub fn in_part(&self) -> usize {
        self.skipped().filter(|judged| *judged).count()
    }

    /// Whether a clause, by its place in the standard, judged none of the items it concerns.
    pub fn is_unchecked(&self, clause: usize) -> bool {
        self.skipped[clause] && !self.judged[clause]
    }

    /// Of the clauses that passed over an item, whether they judged another.
    fn skipped(&self) -> impl Iterator<Item = bool> {
        let both = self.judged.iter().zip(&self.skipped);
        both.filter_map(|(judged, skipped)| skipped.then_some(*judged))
    }

    /// Whether any clause of a dimension judged an item.
    pub fn touched(&self, standard: &Standard, dimension: Dimension) -> bool {
        let clauses = standard.clauses().iter().zip(&self.judged);
        clauses
            .filter(|(clause, _)| clause.dimension == dimension)
            .any(|(_, judged)| *judged)
    }
}

fn sources(held: &Held) -> Vec<SourceRow> {
    let list = &held.result.list;
    let mut rows: Vec<SourceRow> = list
        .sources
        .iter()
        .map(|source| SourceRow {
            name: source.name.clone(),
            digest: source.digest.clone(),
            size: source.size,
            items: 0,
        })
        .collect();
    for item in list.items() {
        if let Some(row) = rows.get_mut(usize::from(item.source)) {
            row.items += 1;
        }
    }
    rows
}

/// The bands of a standard, with how many items are in each.
pub(super) fn grades(standard: &Standard, counts: Option<&[(String, u64)]>, lang: Lang) -> Vec<GradeRow> {
    let row = |(number, grade): (usize, &crate::standard::Grade)| GradeRow {
        id: grade.id.clone(),
        name: grade.name.get(lang).to_owned(),
        from: grade.from,
        items: counts
            .and_then(|counts| counts.get(number))
            .map_or(0, |(_, items)| *items),
    };
    standard.document.grade.iter().enumerate().map(row).collect()
}

fn dimensions(held: &Held) -> Vec<DimensionRow> {
    let standard = &held.result.standard;
    let items = i64::try_from(held.summary.items).unwrap_or(i64::MAX);
    let row = |dimension: &Dimension| {
        let count = held
            .summary
            .by_dimension
            .get(dimension)
            .copied()
            .unwrap_or_default();
        // Rounded half up, as the mean score is.
        let mean = if items == 0 {
            0
        } else {
            (2 * count.deducted + items) / (2 * items)
        };
        DimensionRow {
            dimension: *dimension,
            cap: standard.cap(*dimension),
            mean: mean.try_into().unwrap_or(i32::MAX),
            fails: count.fails,
            suspects: count.suspects,
            items: count.items,
            checked: held.judged.touched(standard, *dimension),
        }
    };
    Dimension::ALL.iter().map(row).collect()
}

/// All clauses in the standard's order with what they found, took and would give back.
pub fn ledger(held: &Held, lang: Lang) -> Vec<ClauseRow> {
    let standard = &held.result.standard;
    let mut gains = vec![0_i64; standard.clauses().len()];
    for item in &held.result.items {
        for line in &item.score.ledger {
            gains[usize::from(line.clause)] += i64::from(line.gain);
        }
    }
    let row = |(clause, gain): (&Clause, i64)| {
        let count = held
            .summary
            .by_clause
            .get(&clause.code)
            .copied()
            .unwrap_or_default();
        ClauseRow {
            code: clause.code.clone(),
            title: clause.title.get(lang).to_owned(),
            dimension: clause.dimension,
            severity: clause.severity,
            points: clause.points,
            fails: count.fails,
            suspects: count.suspects,
            items: count.items,
            deducted: count.deducted,
            gain,
        }
    };
    standard.clauses().iter().zip(gains).map(row).collect()
}

/// What a clause rests on.
pub fn basis(clause: &Clause) -> Vec<BasisRow> {
    let row = |basis: &crate::standard::Basis| BasisRow {
        text: basis.text.clone(),
        confidence: basis.confidence,
    };
    clause.basis.iter().map(row).collect()
}
