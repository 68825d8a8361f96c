//! Runs a standard over a list: every clause on every item, in order, with progress and cancel.

use crate::finding::{Certainty, Finding};
use crate::import::{Flow, Progress};
use crate::item::{Fields, ItemView, List};
use crate::memory::Memory;
use crate::reference::coverage;
use crate::result::{CheckResult, ItemResult, StoredFinding};
use crate::rule::{Context, ListReport, ListRule, Meta, Outcome, Reason, Runner};
use crate::score::score;
use crate::standard::{Facets, Standard};
use std::sync::Arc;

/// The user cancelled the check; nothing is kept of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("检查已取消")]
pub struct Cancelled;

/// Items between two reports of progress.
const CHUNK: usize = 256;

/// Checks every item of `list` against every clause of `standard`.
pub fn check(
    mut list: List,
    standard: Arc<Standard>,
    context: Context,
    progress: &mut dyn FnMut(Progress) -> Flow,
) -> Result<CheckResult, Cancelled> {
    list.memory = Memory::new(standard.clauses().len(), list.texts.len());
    let plan = Plan::new(&standard, &context);
    let mut kinds = Kinds::default();
    let across = plan.run_list_rules(&list, &context, &mut kinds);
    let total = list.len();
    let mut findings: Vec<StoredFinding> = Vec::new();
    let mut items = Vec::with_capacity(total);
    let mut outcomes = Vec::with_capacity(total * standard.clauses().len());
    let mut across = across
        .into_iter()
        .map(|by_item| by_item.into_iter().peekable())
        .collect::<Vec<_>>();
    for index in 0..total {
        if index % CHUNK == 0
            && progress(Progress {
                done: index as u64,
                total: total as u64,
            }) == Flow::Stop
        {
            return Err(Cancelled);
        }
        let item = list.view(index);
        let decided = kinds.decided(&plan, &item);
        let first = findings.len();
        let mut counts: Vec<(u16, u32)> = Vec::new();
        for (clause, across) in across.iter_mut().enumerate() {
            let said = across.next_if(|(of, _)| *of == index).map(|(_, outcome)| outcome);
            let outcome = match &decided[clause] {
                Some(decided) => decided.clone(),
                None => plan.outcome(clause, &item, &context, said),
            };
            outcomes.push(outcome.kind());
            let Outcome::Found(found) = outcome else { continue };
            let certain = found
                .iter()
                .filter(|finding| finding.certainty == Certainty::Fail)
                .count();
            if certain > 0 {
                counts.push((clause as u16, u32::try_from(certain).unwrap_or(u32::MAX)));
            }
            findings.extend(found.into_iter().map(|finding: Finding| StoredFinding {
                clause: clause as u16,
                finding,
            }));
        }
        let range = first as u32..findings.len() as u32;
        items.push(ItemResult {
            findings: range,
            score: score(&standard, counts),
        });
    }
    progress(Progress {
        done: total as u64,
        total: total as u64,
    });
    drop(plan);
    list.memory = Memory::default();
    let coverage = coverage(&list, &context.references);
    Ok(CheckResult {
        list,
        standard,
        context,
        items,
        findings,
        outcomes,
        coverage,
    })
}

/// The clauses made ready for one run.
struct Plan<'s> {
    standard: &'s Standard,
    in_force: Vec<bool>,
    /// Whether a reference list that the clause needs was not given.
    lacks_list: Vec<bool>,
    needs: Vec<Vec<crate::element::Element>>,
}

impl<'s> Plan<'s> {
    fn new(standard: &'s Standard, context: &Context) -> Self {
        let clauses = 0..standard.clauses().len();
        let in_force = clauses
            .clone()
            .map(|clause| standard.in_force(clause, context.date))
            .collect();
        let lacks_list = clauses
            .clone()
            .map(|clause| match standard.runner(clause) {
                Some((_, Runner::Item(rule))) => rule
                    .references()
                    .iter()
                    .any(|kind| !context.references.has(*kind)),
                _ => false,
            })
            .collect();
        let needs = clauses
            .map(|clause| {
                standard.runner(clause).map_or_else(Vec::new, |(meta, runner)| {
                    let own = match runner {
                        Runner::Item(rule) => rule.needs(),
                        Runner::List(_) => Vec::new(),
                    };
                    meta.needs.iter().copied().chain(own).collect()
                })
            })
            .collect();
        Self {
            standard,
            in_force,
            lacks_list,
            needs,
        }
    }

    /// What decides before any rule looks: scope, and whether there is what the rule needs, in lists and in the file.
    fn before(&self, clause: usize, item: &ItemView<'_>, facets: &Facets) -> Option<Outcome> {
        if !self.in_force[clause] {
            return Some(Outcome::NotApplicable);
        }
        match self.standard.concerns(clause, facets) {
            Some(true) => {}
            Some(false) => return Some(Outcome::NotApplicable),
            None => return Some(Outcome::NotChecked(Reason::Unreadable)),
        }
        if self.standard.runner(clause).is_none() {
            return Some(Outcome::NotChecked(Reason::Manual));
        }
        if self.lacks_list[clause] {
            return Some(Outcome::NotChecked(Reason::NoReference));
        }
        let carried = self.needs[clause]
            .iter()
            .all(|element| item.is_provided(*element));
        (!carried).then_some(Outcome::NotChecked(Reason::NotProvided))
    }

    /// What the rule of a clause says, where nothing is decided before.
    fn outcome(
        &self,
        clause: usize,
        item: &ItemView<'_>,
        context: &Context,
        said: Option<Outcome>,
    ) -> Outcome {
        match self.standard.runner(clause) {
            Some((meta, Runner::Item(rule))) => {
                item.list().memory.enter(clause);
                guarded(meta, || rule.check(item, context))
            }
            Some((_, Runner::List(_))) => said.unwrap_or(Outcome::Pass),
            None => Outcome::NotChecked(Reason::Manual),
        }
    }

    /// Outcomes of the rules across items, per clause, each in order of items.
    fn run_list_rules(
        &self,
        list: &List,
        context: &Context,
        kinds: &mut Kinds,
    ) -> Vec<Vec<(usize, Outcome)>> {
        let mut run = |clause: usize, rule: &dyn ListRule| {
            let concerned = list
                .views()
                .map(|item| kinds.decided(self, &item)[clause].is_none())
                .collect();
            let mut report = ListReport::new(concerned);
            list.memory.enter(clause);
            rule.check(list, context, &mut report);
            report.finish()
        };
        (0..self.standard.clauses().len())
            .map(|clause| match self.standard.runner(clause) {
                Some((_, Runner::List(rule))) => run(clause, rule.as_ref()),
                _ => Vec::new(),
            })
            .collect()
    }
}

/// What is decided of all clauses before any rule looks, for the few kinds of items a list has.
#[derive(Default)]
struct Kinds {
    known: Vec<Kind>,
    /// The kind of the item before, which the next one mostly shares.
    last: usize,
}

/// Items of equal type and level whose files carry the same elements.
struct Kind {
    facets: Facets,
    provided: u16,
    decided: Vec<Option<Outcome>>,
}

impl Kinds {
    /// Most kinds remembered: eleven types on six levels from three files.
    const MOST: usize = 200;

    fn decided(&mut self, plan: &Plan<'_>, item: &ItemView<'_>) -> &[Option<Outcome>] {
        let facets = Facets::of(item);
        let provided = item.provided_set();
        let is_same = |kind: &Kind| kind.provided == provided && kind.facets == facets;
        if !self.known.get(self.last).is_some_and(is_same) {
            self.last = self.known.iter().position(is_same).unwrap_or_else(|| {
                if self.known.len() == Self::MOST {
                    self.known.clear();
                }
                let clauses = 0..plan.needs.len();
                let decided = clauses.map(|clause| plan.before(clause, item, &facets)).collect();
                self.known.push(Kind {
                    facets,
                    provided,
                    decided,
                });
                self.known.len() - 1
            });
        }
        &self.known[self.last].decided
    }
}

/// One rule's failure stays its own where the platform can unwind; in WASM it ends the worker, and the page says so.
#[cfg(panic = "unwind")]
fn guarded(_: &Meta, check: impl FnOnce() -> Outcome) -> Outcome {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(check)).unwrap_or(Outcome::Error)
}

#[cfg(not(panic = "unwind"))]
fn guarded(_: &Meta, check: impl FnOnce() -> Outcome) -> Outcome {
    check()
}
