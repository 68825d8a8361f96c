//! The clauses and grades of two standards, side by side.

use super::{Cause, ClauseImpact, Veto};
use crate::score::Score;
use crate::standard::{Severity, Standard, Text};
use std::collections::BTreeMap;

/// The clauses of both standards in one order.
pub(super) struct Codes<'s> {
    all: Vec<(String, Text)>,
    old: Vec<usize>,
    new: Vec<usize>,
    /// The earlier standard and the later one.
    standards: [&'s Standard; 2],
}

impl<'s> Codes<'s> {
    pub(super) fn of(before: &'s Standard, after: &'s Standard) -> Self {
        let mut all: Vec<(String, Text)> = Vec::new();
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        let mut places = |standard: &Standard| -> Vec<usize> {
            let clauses = standard.clauses().iter();
            let place = clauses.map(|clause| {
                *known.entry(clause.code.clone()).or_insert_with(|| {
                    all.push((clause.code.clone(), clause.title.clone()));
                    all.len() - 1
                })
            });
            place.collect()
        };
        let new = places(after);
        let old = places(before);
        let standards = [before, after];
        Self {
            all,
            old,
            new,
            standards,
        }
    }

    /// A clause that has not changed anything yet.
    pub(super) fn line(&self, place: usize) -> ClauseImpact {
        let (clause, title) = self.all[place].clone();
        ClauseImpact {
            clause,
            title,
            gaining: 0,
            losing: 0,
            vetoed: 0,
            released: 0,
            change: 0,
        }
    }

    /// Whether the later grade is the better one; `None` where they are the same. Grades stand from the best to the
    /// worst, and one that the later standard does not name any more is taken for the one in its place.
    pub(super) fn better(&self, old: &Text, new: &Text) -> Option<bool> {
        let [before, after] = self.standards.map(|standard| &standard.document.grade);
        let place = |name: &Text| {
            let known = [after, before].into_iter();
            let mut found = known.filter_map(|grades| grades.iter().position(|grade| grade.name == *name));
            found.next()
        };
        let (old, new) = (place(old), place(new));
        (old != new).then_some(new < old)
    }

    /// What each clause does, in order: points it gives back or takes more, and a veto under one standard only.
    pub(super) fn causes(&self, old: &Score, new: &Score) -> BTreeMap<usize, Cause> {
        let mut causes: BTreeMap<usize, Cause> = BTreeMap::new();
        let sides = [
            (old, &self.old, 1, Veto::Lifted),
            (new, &self.new, -1, Veto::Imposed),
        ];
        for ((score, places, sign, veto), standard) in sides.into_iter().zip(self.standards) {
            for line in &score.ledger {
                let clause = usize::from(line.clause);
                let cause = causes.entry(places[clause]).or_insert_with(|| Cause {
                    clause: standard.clauses()[clause].code.clone(),
                    change: 0,
                    veto: None,
                });
                cause.change += sign * line.deducted;
                if standard.clauses()[clause].severity == Severity::Veto {
                    // A veto under both is none of the change.
                    cause.veto = cause.veto.is_none().then_some(veto);
                }
            }
        }
        causes.retain(|_, cause| cause.change != 0 || cause.veto.is_some());
        causes
    }
}
