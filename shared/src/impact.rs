//! What a new standard does to given lists: which units and items gain or lose how many points, and through which
//! clauses. Both checks are the ordinary ones; only their ledgers are compared.

use crate::element::Element;
use crate::item::{Fields as _, List};
use crate::locale::{Label, Lang};
use crate::result::CheckResult;
use crate::result::summary::mean;
use crate::score::Score;
use crate::standard::diff::Identity;
use crate::standard::{Dimension, Points, Standard, Text};
use crate::unit::Unit;
use codes::Codes;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

mod codes;

/// Name and version of the JSON document.
pub const SCHEMA: &str = "qingcha/standard-impact/1";

/// The scores of a list under one standard, kept while the same list is checked under the other.
pub struct Scores {
    standard: Arc<Standard>,
    items: Vec<Score>,
}

impl Scores {
    /// Takes a check apart, so that its list can be checked again.
    pub fn of(result: CheckResult) -> (Self, List) {
        let items = result.items.into_iter().map(|item| item.score).collect();
        let standard = result.standard;
        (Self { standard, items }, result.list)
    }
}

/// Some items together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Group {
    /// Authority as in [`Unit::label`]; empty for all together.
    pub unit: String,
    /// Items.
    pub items: u64,
    /// Items that gain points.
    pub gaining: u64,
    /// Items that lose points.
    pub losing: u64,
    /// Items that get a better grade, with or without points.
    pub better: u64,
    /// Items that get a worse grade: a veto takes no points.
    pub worse: u64,
    /// Mean score before, in hundredths.
    pub before: Points,
    /// Mean score after.
    pub after: Points,
    /// Points gained (or, below zero, lost) by all its items together, in hundredths.
    pub change: i64,
}

impl Group {
    /// Whether no item gains, loses or changes its grade.
    pub const fn is_same(&self) -> bool {
        self.gaining + self.losing + self.better + self.worse == 0
    }
}

/// What a clause that is a veto under one of the standards does to an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Veto {
    /// It makes the item unqualified, and did not before.
    Imposed,
    /// It made the item unqualified, and does not any more.
    Lifted,
}

impl Veto {
    /// In words.
    pub const fn name(self) -> Label {
        match self {
            Self::Imposed => Label::new("否决", "veto"),
            Self::Lifted => Label::new("不再否决", "no veto any more"),
        }
    }
}

/// What one clause does to one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cause {
    /// Code of the clause.
    pub clause: String,
    /// Points it gives back (or, below zero, takes more than before), in hundredths, after the clause's own cap.
    pub change: Points,
    /// Where it vetoes the item under one standard only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub veto: Option<Veto>,
}

/// What the cap of one dimension, or the floor at 0 points, does to one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Cap {
    /// The dimension; `None` for the floor.
    pub dimension: Option<Dimension>,
    /// Points it gives back or (below zero) swallows, in hundredths.
    pub change: Points,
}

impl Cap {
    /// In words.
    pub fn name(&self, lang: Lang) -> String {
        match (self.dimension, lang) {
            (Some(dimension), Lang::ZhCn) => format!("{}的扣分上限", dimension.name().zh),
            (Some(dimension), Lang::En) => format!("cap of {}", dimension.name().en.to_lowercase()),
            (None, Lang::ZhCn) => "最低0分".to_owned(),
            (None, Lang::En) => "floor at 0".to_owned(),
        }
    }
}

/// One item that the new standard treats differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ItemImpact {
    /// Number of the item in the lists, from 0.
    pub index: usize,
    /// Authority, as in [`Group::unit`].
    pub unit: String,
    /// Key of the item.
    pub key: String,
    /// Name of the item.
    pub name: String,
    /// Score before, in hundredths.
    pub before: Points,
    /// Score after.
    pub after: Points,
    /// Points gained or lost.
    pub change: Points,
    /// Grade before.
    pub grade_before: Text,
    /// Grade after.
    pub grade_after: Text,
    /// Through which clauses, in the order of the new standard, clauses only the old one has last.
    pub causes: Vec<Cause>,
    /// The rest of the change: what caps of dimensions and the floor swallow or give back.
    /// `change` = sum of `causes` + sum of `caps`.
    pub caps: Vec<Cap>,
}

/// What one clause does to all items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClauseImpact {
    /// Code.
    pub clause: String,
    /// Wording.
    pub title: Text,
    /// Items for which it gives points back.
    pub gaining: u64,
    /// Items from which it takes more.
    pub losing: u64,
    /// Items that it vetoes under the later standard only.
    pub vetoed: u64,
    /// Items that it vetoes under the earlier standard only.
    pub released: u64,
    /// Points of all items together, in hundredths, before caps of dimensions.
    pub change: i64,
}

/// The whole comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Impact {
    /// Name and version of this document.
    pub schema: &'static str,
    /// The earlier standard.
    pub before: Identity,
    /// The later standard.
    pub after: Identity,
    /// Day of both checks.
    pub date: String,
    /// All items.
    pub total: Group,
    /// By unit, in order of first appearance.
    pub units: Vec<Group>,
    /// By clause, only those that change something.
    pub clauses: Vec<ClauseImpact>,
    /// Items treated differently, in the order of the lists.
    pub items: Vec<ItemImpact>,
}

impl Impact {
    /// Compares the scores of a list before with the check of the same list after.
    pub fn of(before: &Scores, after: &CheckResult) -> Self {
        let codes = Codes::of(&before.standard, &after.standard);
        let group = |unit: &Unit| Group {
            unit: unit.label(),
            ..Group::default()
        };
        let sum = |unit| Sum {
            group: group(unit),
            ..Sum::default()
        };
        let mut sums: Vec<Sum> = after.units.all().iter().map(sum).collect();
        let mut clauses: BTreeMap<usize, ClauseImpact> = BTreeMap::new();
        let mut items = Vec::new();
        for (index, (old, new)) in before.items.iter().zip(&after.items).enumerate() {
            let new = &new.score;
            let view = after.list.view(index);
            let grades = (grade(&before.standard, old), grade(&after.standard, new));
            sums[after.units.number(index)].add((old.points, new.points), codes.better(&grades.0, &grades.1));
            let causes = codes.causes(old, new);
            for (place, cause) in &causes {
                let line = clauses.entry(*place).or_insert_with(|| codes.line(*place));
                line.gaining += u64::from(cause.change > 0);
                line.losing += u64::from(cause.change < 0);
                line.vetoed += u64::from(cause.veto == Some(Veto::Imposed));
                line.released += u64::from(cause.veto == Some(Veto::Lifted));
                line.change += i64::from(cause.change);
            }
            if causes.is_empty() && old.points == new.points && grades.0 == grades.1 {
                continue;
            }
            let change = new.points - old.points;
            items.push(ItemImpact {
                index,
                unit: after.units.of_item(index).label(),
                key: view.key().to_owned(),
                name: view.text(Element::TaskName).to_owned(),
                before: old.points,
                after: new.points,
                change,
                grade_before: grades.0,
                grade_after: grades.1,
                caps: caps(old, new),
                causes: causes.into_values().collect(),
            });
        }
        let total = total(&sums);
        Self {
            schema: SCHEMA,
            before: Identity::of(&before.standard),
            after: Identity::of(&after.standard),
            date: after.context.date.to_string(),
            total,
            units: sums.into_iter().map(Sum::finish).collect(),
            clauses: clauses.into_values().collect(),
            items,
        }
    }
}

impl ItemImpact {
    /// Everything that the change comes from, in words, each with its points; none where only the grade changes.
    pub fn reasons(&self, lang: Lang) -> Vec<(String, Option<Points>)> {
        let mut reasons = Vec::new();
        for cause in &self.causes {
            let points = Some(cause.change).filter(|change| *change != 0);
            let veto = cause.veto.map(|veto| veto.name().get(lang));
            let space = if lang == Lang::En { " " } else { "" };
            let name = veto.map_or_else(
                || cause.clause.clone(),
                |veto| [&cause.clause, space, veto].concat(),
            );
            reasons.push((name, points));
        }
        reasons.extend(self.caps.iter().map(|cap| (cap.name(lang), Some(cap.change))));
        // Neither points nor a veto: then another score makes the grade, or it has another name.
        if reasons.is_empty() {
            let grades = Label::new("等级的划分变了", "grades are drawn otherwise");
            reasons.push((grades.get(lang).to_owned(), None));
        }
        reasons
    }
}

/// The grade of an item in words.
fn grade(standard: &Standard, score: &Score) -> Text {
    let grade = standard.document.grade.get(score.grade);
    grade.map(|grade| grade.name.clone()).unwrap_or_default()
}

/// What is left of a change after the clauses have been counted each with its own cap.
fn caps(old: &Score, new: &Score) -> Vec<Cap> {
    let mut found = Vec::new();
    let mut rest = new.points - old.points;
    let lines = old.dimensions.iter().zip(&new.dimensions);
    for (dimension, (old, new)) in Dimension::ALL.iter().zip(lines) {
        let deducted = old.deducted - new.deducted;
        rest -= deducted;
        found.push((Some(*dimension), deducted - (old.gross - new.gross)));
    }
    found.push((None, rest));
    let cap = |(dimension, change)| Cap { dimension, change };
    found
        .into_iter()
        .filter(|(_, change)| *change != 0)
        .map(cap)
        .collect()
}

#[derive(Default)]
struct Sum {
    group: Group,
    before: i64,
    after: i64,
}

impl Sum {
    fn add(&mut self, (before, after): (Points, Points), better: Option<bool>) {
        self.group.items += 1;
        self.group.better += u64::from(better == Some(true));
        self.group.worse += u64::from(better == Some(false));
        self.group.gaining += u64::from(after > before);
        self.group.losing += u64::from(after < before);
        self.before += i64::from(before);
        self.after += i64::from(after);
    }

    fn finish(self) -> Group {
        let items = self.group.items;
        Group {
            before: mean(self.before, items),
            after: mean(self.after, items),
            change: self.after - self.before,
            ..self.group
        }
    }
}

/// All items together.
fn total(units: &[Sum]) -> Group {
    let mut total = Sum::default();
    for unit in units {
        total.group.items += unit.group.items;
        total.group.gaining += unit.group.gaining;
        total.group.losing += unit.group.losing;
        total.group.better += unit.group.better;
        total.group.worse += unit.group.worse;
        total.before += unit.before;
        total.after += unit.after;
    }
    total.finish()
}
