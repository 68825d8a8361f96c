//! Figures over all items of a check. Every denominator is named.

use super::CheckResult;
use crate::element::Element;
use crate::finding::Certainty;
use crate::order::map;
use crate::standard::{Dimension, Points, Severity, Standard};
use crate::unit::{Unit, Units};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Counts of one group of findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Certain findings.
    pub fails: u64,
    /// Suspected findings.
    pub suspects: u64,
    /// Items with at least one certain finding of the group.
    pub items: u64,
    /// Points taken from all items together, in hundredths: of clauses and severities after the caps of clauses and before
    /// those of dimensions, of dimensions after both.
    pub deducted: i64,
}

/// Findings about one element. What they cost is said by clause: one clause takes its points, and has its cap, over all
/// the elements it looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ElementCount {
    /// Certain findings.
    pub fails: u64,
    /// Suspected findings.
    pub suspects: u64,
    /// Items with at least one certain finding about it.
    pub items: u64,
}

/// Figures of one authority.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitLine {
    /// Name as written in the list; several lines may have one name, and then differ in division.
    pub unit: String,
    /// Six digits of the division that the authority's code names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub division: Option<String>,
    /// The code that stands for an authority without a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Its items.
    pub items: u64,
    /// Mean score of its items in hundredths, rounded half up.
    pub score: Points,
    /// Certain findings.
    pub fails: u64,
    /// Suspected findings.
    pub suspects: u64,
    /// Items with at least one certain finding.
    pub problem_items: u64,
    /// Items unqualified by veto.
    pub vetoed: u64,
}

/// Figures over all items.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Number of items.
    pub items: u64,
    /// Mean score in hundredths, rounded half up; 0 where there are no items.
    pub score: Points,
    /// Certain findings.
    pub fails: u64,
    /// Suspected findings.
    pub suspects: u64,
    /// Items with at least one certain finding.
    pub problem_items: u64,
    /// Items unqualified by veto.
    pub vetoed: u64,
    /// Items per grade, in the standard's order.
    pub by_grade: Vec<(String, u64)>,
    /// By dimension, all eight.
    pub by_dimension: BTreeMap<Dimension, Count>,
    /// By severity, all four.
    pub by_severity: BTreeMap<Severity, Count>,
    /// By clause code, only clauses that found anything.
    pub by_clause: BTreeMap<String, Count>,
    /// By element, only elements with findings, in the registry's order.
    pub by_element: Vec<(String, ElementCount)>,
    /// By unit, in the order of [`Units::all`]: that of first appearance.
    pub by_unit: Vec<UnitLine>,
}

/// Index of the grade of several items by their mean score. The rubric grades items, and says nothing of what a veto of one
/// item makes of the others: their mean stands, with the number of vetoed items beside it. Where every item is
/// unqualified by veto the whole is.
pub fn grade_of_mean(standard: &Standard, score: Points, items: u64, vetoed: u64) -> usize {
    standard.grade(score, vetoed > 0 && vetoed == items)
}

/// Mean rounded half up; 0 of nothing.
pub(crate) fn mean(sum: i64, count: u64) -> Points {
    if count == 0 {
        return 0;
    }
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    Points::try_from((2 * sum + count) / (2 * count)).unwrap_or(Points::MAX)
}

impl Summary {
    /// Adds up a result.
    pub fn of(result: &CheckResult) -> Self {
        let standard = &result.standard;
        let mut summary = Self {
            items: result.items.len() as u64,
            by_grade: standard
                .document
                .grade
                .iter()
                .map(|grade| (grade.id.clone(), 0))
                .collect(),
            by_dimension: map(Dimension::ALL
                .iter()
                .map(|dimension| (*dimension, Count::default()))),
            by_severity: map(Severity::ALL.iter().map(|severity| (*severity, Count::default()))),
            ..Self::default()
        };
        let mut clauses = vec![Count::default(); standard.clauses().len()];
        let mut elements = vec![Count::default(); Element::COUNT];
        let mut units = unit_lines(&result.units);
        let mut total = 0_i64;
        for (index, item) in result.items.iter().enumerate() {
            let mut seen = Seen::default();
            let unit = &mut units[result.units.number(index)];
            unit.line.items += 1;
            unit.sum += i64::from(item.score.points);
            total += i64::from(item.score.points);
            let findings = &result.findings[item.findings.start as usize..item.findings.end as usize];
            for stored in findings {
                let clause = &standard.clauses()[usize::from(stored.clause)];
                let certain = stored.finding.certainty == Certainty::Fail;
                let element = stored.finding.element;
                for (group, key) in [
                    (
                        &mut clauses[usize::from(stored.clause)],
                        Key::Clause(stored.clause),
                    ),
                    (&mut elements[element.index()], Key::Element(element)),
                    (
                        summary.by_dimension.entry(clause.dimension).or_default(),
                        Key::Dimension(clause.dimension),
                    ),
                    (
                        summary.by_severity.entry(clause.severity).or_default(),
                        Key::Severity(clause.severity),
                    ),
                ] {
                    if certain {
                        group.fails += 1;
                        group.items += u64::from(seen.first(key));
                    } else {
                        group.suspects += 1;
                    }
                }
                if certain {
                    unit.line.fails += 1;
                } else {
                    unit.line.suspects += 1;
                }
            }
            for line in &item.score.ledger {
                let clause = &standard.clauses()[usize::from(line.clause)];
                clauses[usize::from(line.clause)].deducted += i64::from(line.deducted);
                summary.by_severity.entry(clause.severity).or_default().deducted += i64::from(line.deducted);
            }
            for (dimension, line) in Dimension::ALL.iter().zip(&item.score.dimensions) {
                summary.by_dimension.entry(*dimension).or_default().deducted += i64::from(line.deducted);
            }
            if !item.score.ledger.is_empty() {
                summary.problem_items += 1;
                unit.line.problem_items += 1;
            }
            if item.score.veto {
                summary.vetoed += 1;
                unit.line.vetoed += 1;
            }
            if let Some(grade) = summary.by_grade.get_mut(item.score.grade) {
                grade.1 += 1;
            }
        }
        summary.score = mean(total, summary.items);
        let named = clauses
            .into_iter()
            .zip(standard.clauses())
            .filter(|(count, _)| *count != Count::default());
        summary.by_clause = map(named.map(|(count, clause)| (clause.code.clone(), count)));
        let with_findings = Element::all()
            .zip(elements)
            .filter(|(_, count)| *count != Count::default());
        summary.by_element = with_findings
            .map(|(element, count)| {
                let Count {
                    fails,
                    suspects,
                    items,
                    ..
                } = count;
                let count = ElementCount {
                    fails,
                    suspects,
                    items,
                };
                (element.id().to_owned(), count)
            })
            .collect();
        summary.by_unit = units.into_iter().map(UnitSum::finish).collect();
        summary.fails = summary.by_unit.iter().map(|unit| unit.fails).sum();
        summary.suspects = summary.by_unit.iter().map(|unit| unit.suspects).sum();
        summary
    }
}

/// Groups of findings an item can fall into.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    Clause(u16),
    Element(Element),
    Dimension(Dimension),
    Severity(Severity),
}

/// Which groups the current item was counted in already.
#[derive(Default)]
struct Seen(Vec<Key>);

impl Seen {
    fn first(&mut self, key: Key) -> bool {
        let new = !self.0.contains(&key);
        if new {
            self.0.push(key);
        }
        new
    }
}

struct UnitSum {
    line: UnitLine,
    sum: i64,
}

fn unit_lines(units: &Units) -> Vec<UnitSum> {
    let line = |unit: &Unit| UnitLine {
        unit: unit.name.clone(),
        division: unit.division.clone(),
        code: unit.code.clone(),
        ..UnitLine::default()
    };
    let sum = |unit| UnitSum {
        line: line(unit),
        sum: 0,
    };
    units.all().iter().map(sum).collect()
}

impl UnitSum {
    fn finish(self) -> UnitLine {
        UnitLine {
            score: mean(self.sum, self.line.items),
            ..self.line
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{grade_of_mean, mean};
    use crate::standard::builtin;

    #[test]
    fn several_items_are_unqualified_where_each_is_by_veto() {
        let standard = builtin(None).unwrap();
        let name = |items, vetoed| {
            let grade = grade_of_mean(&standard, 8_000, items, vetoed);
            standard.document.grade[grade].name.zh.as_str()
        };
        assert_eq!((name(3, 0), name(3, 1), name(3, 3)), ("良好", "良好", "不合格"));
        assert_eq!(name(0, 0), "良好");
    }

    #[test]
    fn means_are_rounded_half_up() {
        assert_eq!(mean(3, 2), 2);
        assert_eq!(mean(10_000, 3), 3_333);
        assert_eq!(mean(20_000, 3), 6_667);
        assert_eq!(mean(0, 0), 0);
    }
}
