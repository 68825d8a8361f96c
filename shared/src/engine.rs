//! Runs a standard over a list: every clause on every item, in order, with progress and cancel.

use crate::compared::Compared;
use crate::element::Element;
use crate::finding::{Certainty, Finding};
use crate::import::{Flow, Progress};
use crate::item::{Fields, ItemView, List};
use crate::memory::Memory;
use crate::notice::{Notice, NoticeCode};
use crate::presence::doubt_unseen;
use crate::reference::coverage;
use crate::result::{CheckResult, ItemResult, StoredFinding};
use crate::rule::{Context, ListReport, ListRule, Outcome, OutcomeKind, Runner};
use crate::score::{score, tell_gains};
use crate::standard::{Facets, Standard};
use crate::unit::Units;
use hashbrown::HashMap;
use std::iter::Peekable;
use std::sync::Arc;
use std::vec::IntoIter;

/// The user cancelled the check; nothing is kept of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("检查已取消")]
pub struct Cancelled;

/// Items that one clause looks at before the next clause does. A rule's code and what it remembers stay in the
/// processor's cache for so long; the items of a chunk fit beside them. Also the items between two reports of progress.
const CHUNK: usize = Askings::BITS as usize;

/// Items of a chunk that a clause's rule has to look at, a bit each.
type Askings = u128;

/// Checks every item of `list` against every clause of `standard`.
pub fn check(
    mut list: List,
    standard: Arc<Standard>,
    context: Context,
    progress: &mut dyn FnMut(Progress) -> Flow,
) -> Result<CheckResult, Cancelled> {
    let clauses = standard.clauses().len();
    list.memory = Memory::new(clauses, list.texts.len());
    let plan = Plan::new(&standard, &context);
    let kinds = Kinds::of(&list, &plan);
    let total = list.len();
    // The largest piece comes first: it would not fit into what rules across items give back, and a browser's memory
    // only grows.
    let mut outcomes = Vec::with_capacity(total * clauses);
    let mut items = Vec::with_capacity(total);
    let mut findings: Vec<StoredFinding> = Vec::new();
    let mut across = plan.run_list_rules(&list, &context, &kinds);
    list.memory.compared = Compared::default();
    let mut chunk = Chunk::default();
    for start in (0..total).step_by(CHUNK) {
        let reached = Progress {
            done: start as u64,
            total: total as u64,
        };
        if progress(reached) == Flow::Stop {
            return Err(Cancelled);
        }
        chunk
            .views
            .extend((start..total.min(start + CHUNK)).map(|index| list.view(index)));
        chunk.judge(&plan, &kinds, &context, &mut across, &mut outcomes);
        chunk.score(&standard, &mut items, &mut findings);
    }
    progress(Progress {
        done: total as u64,
        total: total as u64,
    });
    drop(chunk);
    drop(plan);
    list.memory = Memory::default();
    tell_whether_in_force(&mut list, &standard, &context);
    let coverage = coverage(&list, &context.references);
    Ok(CheckResult {
        units: Units::of(&list),
        list,
        standard,
        context,
        items,
        findings,
        outcomes,
        coverage,
        refused: Vec::new(),
    })
}

/// Scores under a standard that is not in force yet are shown as such. The list may have been checked under another.
fn tell_whether_in_force(list: &mut List, standard: &Standard, context: &Context) {
    list.notices
        .retain(|notice| notice.code != NoticeCode::StandardNotInForce);
    if !standard.is_in_force(context.date) {
        let document = &standard.document;
        list.notices.push(Notice {
            code: NoticeCode::StandardNotInForce,
            source: 0,
            place: None,
            args: vec![
                document.version.as_str().into(),
                document.effective.as_str().into(),
                context.date.to_string().into(),
            ],
        });
    }
}

/// Some items in a row and what is found in them.
#[derive(Default)]
struct Chunk<'l> {
    views: Vec<ItemView<'l>>,
    /// Findings with their item's position in the chunk, clause by clause.
    found: Vec<(u16, StoredFinding)>,
}

impl Chunk<'_> {
    /// Asks clause after clause about all items of the chunk; adds their outcomes, item after item.
    fn judge(
        &mut self,
        plan: &Plan<'_>,
        kinds: &Kinds,
        context: &Context,
        across: &mut [Across],
        outcomes: &mut Vec<OutcomeKind>,
    ) {
        let first = outcomes.len();
        // The kinds that the chunk's items are of, each with its items.
        let mut present: Vec<(u32, Askings)> = Vec::new();
        for (position, item) in self.views.iter().enumerate() {
            let kind = kinds.of_items[item.index()];
            outcomes.extend_from_slice(&kinds.beforehand[kind as usize]);
            match present.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, items)) => *items |= 1 << position,
                None => present.push((kind, 1 << position)),
            }
        }
        let start = self.views.first().map_or(0, ItemView::index);
        let end = start + self.views.len();
        for (clause, (runner, across)) in plan.runners.iter().zip(across).enumerate() {
            let mut mark = |position: usize, kind: OutcomeKind| {
                if let Some(place) = outcomes.get_mut(first + position * plan.runners.len() + clause) {
                    *place = kind;
                }
            };
            let mut keep = |position: usize, finding: Finding| {
                let clause = clause as u16;
                self.found.push((
                    position as u16,
                    StoredFinding {
                        clause,
                        gain: 0,
                        finding,
                    },
                ));
            };
            match runner {
                Some(Runner::Item(rule)) => {
                    let open = present.iter().filter(|(kind, _)| kinds.is_open(*kind, clause));
                    let mut asked = open.fold(0, |asked, (_, items)| asked | items);
                    if let Some(item) = self.views.first() {
                        item.list().memory.enter(clause);
                    }
                    while asked != 0 {
                        let position = asked.trailing_zeros() as usize;
                        asked &= asked - 1;
                        let item = &self.views[position];
                        let mut outcome = guarded(|| rule.check(item, context));
                        // What is not said otherwise passes, as most do.
                        if matches!(outcome, Outcome::Pass) {
                            continue;
                        }
                        if let Outcome::Found(found) = &mut outcome {
                            doubt_unseen(item, found);
                        }
                        mark(position, outcome.kind());
                        if let Outcome::Found(found) = outcome {
                            for finding in found {
                                keep(position, finding);
                            }
                        }
                    }
                }
                Some(Runner::List(_)) => {
                    let said = across.kinds.iter().skip(start).take(self.views.len());
                    for (position, kind) in said.enumerate() {
                        if let Some(kind) = kind {
                            mark(position, *kind);
                        }
                    }
                    let own = |found: &(u32, _)| (found.0 as usize) < end;
                    while let Some((index, finding)) = across.found.next_if(own) {
                        keep(index as usize - start, finding);
                    }
                }
                None => {}
            }
        }
    }

    /// Adds scores and findings of the items, item after item, and makes room for the next ones.
    fn score(&mut self, standard: &Standard, items: &mut Vec<ItemResult>, findings: &mut Vec<StoredFinding>) {
        // Stable: the findings of an item stay in the order of clauses.
        self.found.sort_by_key(|(position, _)| *position);
        let mut found = self.found.drain(..).peekable();
        for (position, view) in (0_u16..).zip(self.views.drain(..)) {
            let first = findings.len();
            findings.extend(
                std::iter::from_fn(|| found.next_if(|(of, _)| *of == position)).map(|(_, finding)| finding),
            );
            let own = findings.get_mut(first..).unwrap_or_default();
            let counts = own.chunk_by(|a, b| a.clause == b.clause).filter_map(|run| {
                let certain = run
                    .iter()
                    .filter(|stored| stored.finding.certainty == Certainty::Fail)
                    .count();
                Some((run.first()?.clause, u32::try_from(certain).unwrap_or(u32::MAX)))
            });
            let mut score = score(standard, counts);
            tell_gains(standard, &view, &mut score, own);
            items.push(ItemResult {
                score,
                findings: first as u32..findings.len() as u32,
            });
        }
    }
}

/// What one rule across items says; of a rule that looks at single items nothing.
struct Across {
    /// Outcomes by item; items without one pass.
    kinds: Vec<Option<OutcomeKind>>,
    /// Findings with their items, in order of items.
    found: Peekable<IntoIter<(u32, Finding)>>,
}

/// The clauses made ready for one run.
struct Plan<'s> {
    standard: &'s Standard,
    runners: Vec<Option<&'s Runner>>,
    in_force: Vec<bool>,
    /// Whether a reference list that the clause needs was not given.
    lacks_list: Vec<bool>,
    needs: Vec<Vec<Element>>,
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
            .clone()
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
            runners: clauses
                .map(|clause| standard.runner(clause).map(|(_, runner)| runner))
                .collect(),
            in_force,
            lacks_list,
            needs,
        }
    }

    /// What decides before any rule looks: scope, and whether there is what the rule needs, in lists and in the file.
    fn before(&self, clause: usize, item: &ItemView<'_>, facets: &Facets) -> Option<OutcomeKind> {
        if !self.in_force[clause] {
            return Some(OutcomeKind::NotApplicable);
        }
        match self.standard.concerns(clause, facets) {
            Some(true) => {}
            Some(false) => return Some(OutcomeKind::NotApplicable),
            None => return Some(OutcomeKind::Unreadable),
        }
        if self.runners[clause].is_none() {
            return Some(OutcomeKind::Manual);
        }
        if self.lacks_list[clause] {
            return Some(OutcomeKind::NoReference);
        }
        let carried = self.needs[clause]
            .iter()
            .all(|element| item.is_provided(*element));
        (!carried).then_some(OutcomeKind::NotProvided)
    }

    /// What the rules across items say, per clause.
    fn run_list_rules(&self, list: &List, context: &Context, kinds: &Kinds) -> Vec<Across> {
        let run = |clause: usize, rule: &dyn ListRule| {
            let concerned = (0..list.len())
                .map(|item| kinds.is_open(kinds.of_items[item], clause))
                .collect();
            let mut report = ListReport::new(concerned);
            list.memory.enter(clause);
            rule.check(list, context, &mut report);
            let (kinds, found) = report.finish();
            let found = found.into_iter().peekable();
            Across { kinds, found }
        };
        self.runners
            .iter()
            .enumerate()
            .map(|(clause, runner)| match runner {
                Some(Runner::List(rule)) => run(clause, rule.as_ref()),
                _ => Across {
                    kinds: Vec::new(),
                    found: Vec::new().into_iter().peekable(),
                },
            })
            .collect()
    }
}

/// What is decided of all clauses before any rule looks, for the few kinds of items a list has: items of equal type and
/// level whose files carry the same elements.
struct Kinds {
    /// Per kind and clause: whether the rule has to look.
    open: Vec<Vec<bool>>,
    /// Per kind and clause: what is decided; a pass where the rule has to look, for what it does not say otherwise passes.
    beforehand: Vec<Vec<OutcomeKind>>,
    /// The kind of each item.
    of_items: Vec<u32>,
}

impl Kinds {
    fn of(list: &List, plan: &Plan<'_>) -> Self {
        let mut written: HashMap<_, u32> = HashMap::new();
        let mut numbers: HashMap<(u16, Facets), u32> = HashMap::new();
        let (mut open, mut beforehand) = (Vec::new(), Vec::new());
        let mut of_items = Vec::with_capacity(list.len());
        for item in list.outlines() {
            let provided = item.provided_set();
            // Most items write type and level as one before them did.
            let as_written = [Element::TaskType, Element::UseLevel].map(|element| item.text_id(element));
            let kind = *written.entry((provided, as_written)).or_insert_with(|| {
                *numbers
                    .entry((provided, Facets::of(&item.view())))
                    .or_insert_with_key(|(_, facets)| {
                        let (clauses, view) = (0..plan.runners.len(), item.view());
                        let decided: Vec<_> =
                            clauses.map(|clause| plan.before(clause, &view, facets)).collect();
                        open.push(decided.iter().map(Option::is_none).collect());
                        let pass = |decided: Option<_>| decided.unwrap_or(OutcomeKind::Pass);
                        beforehand.push(decided.into_iter().map(pass).collect());
                        open.len() as u32 - 1
                    })
            });
            of_items.push(kind);
        }
        Self {
            open,
            beforehand,
            of_items,
        }
    }

    fn is_open(&self, kind: u32, clause: usize) -> bool {
        self.open[kind as usize][clause]
    }
}

/// One rule's failure stays its own where the platform can unwind; in WASM it ends the worker, and the page says so.
#[cfg(panic = "unwind")]
fn guarded(check: impl FnOnce() -> Outcome) -> Outcome {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(check)).unwrap_or(Outcome::Error)
}

#[cfg(not(panic = "unwind"))]
fn guarded(check: impl FnOnce() -> Outcome) -> Outcome {
    check()
}
