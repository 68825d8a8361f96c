//! Plants defects one at a time and looks what is found: the clause itself, and no other.

use super::place::{is_identity, places, weight, with_place};
use super::plant::{Change, Plants, Rows, Way, changed, of_case};
use super::sample::Sample;
use super::trial::{Alone, alone, check};
use crate::case::{Case, CaseFile, outcome_name};
use crate::check::DAY;
use shared::element::Element;
use shared::item::Provided;
use shared::locale::Lang;
use shared::rule::{Context, OutcomeKind};
use shared::standard::{Standard, parse_day};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Variants wanted of each clause; no more than a few of one way, so that a clause with many ways has them all.
const WANTED: usize = 24;

/// Most items looked at for one way before it is given up.
const LOOKED_AT: usize = 120;

/// What came out for one clause.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Clause.
    pub clause: String,
    /// Ways that fitted some item.
    pub ways: usize,
    /// Of them those of `tests/quality/ways.toml`.
    pub own: usize,
    /// Ways of that file that fit no item.
    pub unfit: Vec<String>,
    /// Defects planted.
    pub variants: usize,
    /// Of them found by the clause.
    pub found: usize,
    /// Of those found, the ones in which it was more or less certain than in the case, for the item says more.
    pub otherwise: usize,
    /// Of those found, the ones in which a second place of the item had to be emptied too.
    pub elsewhere: usize,
    /// Those not found: way, item, and what the clause said.
    pub missed: Vec<String>,
    /// Variants in which another clause unexpectedly found something.
    pub disturbed: usize,
    /// The other clauses, with how often and an example.
    pub unexpected: BTreeMap<String, (usize, String)>,
    /// Companions that were met.
    pub companions: BTreeSet<String>,
}

/// Plants for all clauses of a standard.
pub struct Planter<'a> {
    /// The standard.
    pub standard: Arc<Standard>,
    /// Case files.
    pub files: &'a [(String, CaseFile)],
    /// Ways beyond the cases.
    pub further: &'a [Case],
    /// Plants.
    pub plants: &'a Plants,
    /// Items to plant in.
    pub samples: &'a [Sample],
}

fn is_found(kind: OutcomeKind) -> bool {
    matches!(kind, OutcomeKind::Fail | OutcomeKind::Suspect)
}

/// Whether the clause finds something in the case.
fn is_bad(case: &Case) -> bool {
    case.expected
        .iter()
        .any(|outcome| outcome == "不合格" || outcome == "疑似")
}

impl Planter<'_> {
    /// Whether only a person judges clause number `index`, so that nothing can be planted for it.
    pub fn is_manual(&self, index: usize) -> bool {
        self.standard.runner(index).is_none()
    }

    /// Plants for every clause that something can be planted for; two at a time, in order of clauses.
    ///
    /// # Panics
    /// When the other half does.
    pub fn run(&self) -> Vec<Tally> {
        let clauses: Vec<usize> = (0..self.standard.clauses().len())
            .filter(|index| !self.is_manual(*index))
            .collect();
        let (even, odd): (Vec<usize>, Vec<usize>) = clauses.iter().partition(|index| *index % 2 == 0);
        let part = |indices: &[usize]| -> Vec<(usize, Tally)> {
            indices
                .iter()
                .map(|index| (*index, self.clause(*index)))
                .collect()
        };
        let mut tallies = std::thread::scope(|scope| {
            let other = scope.spawn(|| part(&odd));
            let mut all = part(&even);
            all.extend(other.join().expect("the other half"));
            all
        });
        tallies.sort_by_key(|(index, _)| *index);
        tallies.into_iter().map(|(_, tally)| tally).collect()
    }

    /// Every way of a clause, with the ways to try where the first does not do.
    fn ways(&self, code: &str) -> Vec<Vec<Way>> {
        let mut ways = Vec::new();
        let cases = self.files.iter().flat_map(|(_, file)| &file.cases);
        let mut cases = cases.chain(self.further).filter(|case| case.clause == code);
        while let Some(case) = cases.find(|case| is_bad(case)) {
            // What the case says of its items' identity gives way to the items' own, where it is not the defect.
            let mut own = of_case(case, Rows::Kept);
            for (number, changes) in own.changes.iter_mut().enumerate() {
                for change in changes.extract_if(.., |change| is_identity(change)) {
                    if let Change::Set(_, element, text) = change {
                        own.follows.push((number, element, text));
                    }
                }
            }
            let others = [Rows::Kept, Rows::Fewer, Rows::Replaced].map(|rows| of_case(case, rows));
            ways.push([own].into_iter().chain(others).collect());
        }
        ways
    }

    /// The cases' laws laid over those of `standard`, where the clause's cases have any.
    fn with_laws(&self, index: usize, standard: Arc<Standard>) -> Arc<Standard> {
        let rule = self.standard.clauses()[index].rule.as_ref();
        let file = self.files.iter().find(|(_, file)| Some(&file.rule) == rule);
        match file {
            Some((_, file)) => file.standard(&standard).expect("laws of cases are readable"),
            None => standard,
        }
    }

    /// Plants what the cases say.
    fn clause(&self, index: usize) -> Tally {
        let code = self.standard.clauses()[index].code.clone();
        let single = Alone(self.with_laws(index, alone(&self.standard, index)));
        let whole = self.with_laws(index, Arc::clone(&self.standard));
        let ways = self.ways(&code);
        let mut tally = Tally {
            clause: code.clone(),
            ..Tally::default()
        };
        let bases = |manners: &Vec<Way>| self.bases(&manners[manners.len().min(2) - 1]);
        let ways: Vec<_> = ways.iter().map(|manners| (manners, bases(manners))).collect();
        let fitting = ways.iter().filter(|(_, bases)| !bases.is_empty()).count();
        let each = WANTED.div_ceil(fitting.max(1)).max(4);
        let further = self.further.iter().filter(|case| case.clause == code).count();
        let first_further = ways.len() - further;
        for (number, (manners, bases)) in ways.iter().enumerate() {
            let before = tally.variants;
            for base in bases.iter().take(LOOKED_AT) {
                if tally.variants - before == each {
                    break;
                }
                let base: Vec<Sample> = base.iter().map(|sample| (*sample).clone()).collect();
                self.plant(index, (&single, &whole), manners, &base, &mut tally);
            }
            let planted = tally.variants > before;
            tally.ways += usize::from(planted);
            if number >= first_further {
                tally.own += usize::from(planted);
                let say = manners.first().filter(|_| !planted);
                tally.unfit.extend(say.map(|way| way.say.clone()));
            }
        }
        tally
    }

    /// Items to plant one way in, those that need the fewest changes first.
    fn bases(&self, way: &Way) -> Vec<Vec<&Sample>> {
        let mut bases: Vec<(usize, Vec<&Sample>)> = Vec::new();
        let wanted = way.changes.len();
        let mut by_catalog: BTreeMap<&str, Vec<&Sample>> = BTreeMap::new();
        // Real items are of different places and departments: they are planted in one by one.
        for sample in self.samples.iter().filter(|sample| wanted == 1 || !sample.real) {
            let key = if wanted == 1 {
                &sample.name
            } else {
                sample.item.get(Element::CatalogCode)
            };
            by_catalog.entry(key).or_default().push(sample);
        }
        for group in by_catalog.into_values() {
            for chunk in group.chunks_exact(wanted) {
                let distance = |(sample, changes): (&&Sample, &Vec<Change>)| -> usize {
                    changes
                        .iter()
                        .filter(|change| !change.is_idle(&sample.item))
                        .map(weight)
                        .sum()
                };
                let distance = chunk.iter().zip(&way.changes).map(distance).sum();
                bases.push((distance, chunk.to_vec()));
            }
        }
        bases.sort_by_key(|(distance, _)| *distance);
        bases.into_iter().map(|(_, base)| base).collect()
    }

    /// Plants one way in one base, if it fits.
    fn plant(
        &self,
        index: usize,
        (single, whole): (&Alone, &Arc<Standard>),
        manners: &[Way],
        base: &[Sample],
        tally: &mut Tally,
    ) {
        // Lists come with the defect: that items on their lists pass is shown by `tests/references.rs`.
        let without_lists = Context::on(parse_day(DAY).expect("a day"));
        if single.outcomes(base, &without_lists).into_iter().any(is_found) {
            return;
        }
        let mut said = Vec::new();
        let places = if self.plants.looks_elsewhere(&tally.clause) {
            places(&base[0])
        } else {
            Vec::new()
        };
        let further = places
            .iter()
            .flat_map(|place| manners.iter().map(|way| with_place(way, place)));
        for (number, way) in manners.iter().cloned().chain(further).enumerate() {
            let way = &way;
            let context = way.context(base);
            let spoiled = spoil(base, &way.changes);
            said = single.outcomes(&spoiled, &context);
            if agrees(&said, &way.expected) {
                tally.variants += 1;
                tally.found += 1;
                if number >= manners.len() {
                    tally.elsewhere += 1;
                }
                let exact = said
                    .iter()
                    .map(|kind| outcome_name(*kind))
                    .eq(way.expected.iter().map(String::as_str));
                tally.otherwise += usize::from(!exact);
                let changes = reduced(single, base, way, &said, &context);
                self.others(index, (whole, &context), base, way, &changes, tally);
                return;
            }
        }
        // A clause that does not concern the item, or cannot judge it, did not miss anything.
        let judged = |kind: &OutcomeKind| *kind == OutcomeKind::Pass || is_found(*kind);
        let wanted = &manners[0].expected;
        if said
            .iter()
            .zip(wanted)
            .all(|(kind, wanted)| judged(kind) || wanted == "不适用" || wanted == "未检查")
        {
            tally.variants += 1;
            let names: Vec<_> = said.iter().map(|kind| outcome_name(*kind)).collect();
            tally.missed.push(format!(
                "{}，{}：{}",
                manners[0].say,
                base[0].name,
                names.join("、")
            ));
        }
    }

    /// Looks whether another clause finds something that it did not find before.
    fn others(
        &self,
        index: usize,
        (whole, context): (&Arc<Standard>, &Context),
        base: &[Sample],
        way: &Way,
        changes: &[Vec<Change>],
        tally: &mut Tally,
    ) {
        let spoiled = spoil(base, changes);
        // The file has the columns before and after; only the values change.
        let twin: Vec<Sample> = base
            .iter()
            .zip(&spoiled)
            .map(|(base, spoiled)| with(base, &spoiled.provided))
            .collect();
        let (before, after) = (check(&twin, whole, context), check(&spoiled, whole, context));
        let mut disturbed = false;
        for item in 0..base.len() {
            let result = &after;
            let (before, after) = (before.outcomes_of(item), after.outcomes_of(item));
            for (other, clause) in self.standard.clauses().iter().enumerate() {
                if other == index || !is_found(after[other]) || is_found(before[other]) {
                    continue;
                }
                if self.plants.is_companion(&tally.clause, &clause.code) {
                    tally.companions.insert(clause.code.clone());
                    continue;
                }
                disturbed = true;
                let message = || {
                    let view = result
                        .findings_of(item)
                        .find(|view| view.clause().code == clause.code);
                    view.map(|view| {
                        format!("{:?} {}", view.stored.finding.certainty, view.message(Lang::ZhCn))
                    })
                };
                let example = || {
                    format!(
                        "{}，{}：{:?} → {:?}",
                        way.say,
                        base[item].name,
                        changes[item],
                        message()
                    )
                };
                tally
                    .unexpected
                    .entry(clause.code.clone())
                    .or_insert_with(|| (0, example()))
                    .0 += 1;
            }
        }
        tally.disturbed += usize::from(disturbed);
    }
}

/// Whether the clause found what it should where it should; the certainty may be another, for an item says more than a case.
fn agrees(said: &[OutcomeKind], expected: &[String]) -> bool {
    let bad = |wanted: &String| wanted == "不合格" || wanted == "疑似";
    let mut pairs = said.iter().zip(expected);
    pairs.all(|(kind, wanted)| {
        if bad(wanted) {
            is_found(*kind)
        } else {
            !is_found(*kind)
        }
    })
}

fn spoil(base: &[Sample], changes: &[Vec<Change>]) -> Vec<Sample> {
    base.iter()
        .zip(changes)
        .map(|(sample, changes)| changed(sample, changes))
        .collect()
}

fn with(sample: &Sample, provided: &Provided) -> Sample {
    let mut sample = sample.clone();
    sample.provided.extend(provided);
    sample
}

/// The fewest of a way's changes that still have the same outcome: what else a case says is not the defect.
fn reduced(
    single: &Alone,
    base: &[Sample],
    way: &Way,
    said: &[OutcomeKind],
    context: &Context,
) -> Vec<Vec<Change>> {
    let mut changes = way.changes.clone();
    for item in 0..changes.len() {
        for at in (0..changes[item].len()).rev() {
            let mut fewer = changes.clone();
            fewer[item].remove(at);
            if single.outcomes(&spoil(base, &fewer), context) == said {
                changes = fewer;
            }
        }
    }
    changes
}
