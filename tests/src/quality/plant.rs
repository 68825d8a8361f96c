//! Ways to spoil items: those of the case files, carried over. `tests/quality/plants.toml` says what else they may touch.

use super::sample::Sample;
use crate::case::{Case, Reference, context};
use crate::generate::Generated;
use serde::Deserialize;
use shared::element::{Element, Part};
use shared::item::Provided;
use shared::rule::Context;
use std::collections::BTreeMap;
use std::path::Path;

/// One change of one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Sets an element: of the item, or of a row of a sub-list, which is added where there are fewer.
    Set(usize, Element, String),
    /// Leaves only so many rows of a sub-list.
    Keep(Part, usize),
    /// Takes the column of an element away.
    Drop(Element),
}

/// One way to make a clause find something.
#[derive(Clone, Debug)]
pub struct Way {
    /// Clause that must find it.
    pub clause: String,
    /// Where it is written, in Chinese.
    pub say: String,
    /// Outcome wanted of each item, by its short name.
    pub expected: Vec<String>,
    /// Changes of each item.
    pub changes: Vec<Vec<Change>>,
    /// Reference lists of the case.
    pub references: Vec<Reference>,
    /// Texts of the lists that give way to an item's own: number of the item, element, text.
    pub follows: Vec<(usize, Element, String)>,
}

impl Way {
    /// What is looked at besides the items: the day and the lists, which speak of the items' own identity.
    ///
    /// # Panics
    /// When a list of a case cannot be read; the test of cases says why.
    pub fn context(&self, base: &[Sample]) -> Context {
        let mut references = self.references.clone();
        for (number, element, text) in &self.follows {
            let own = base.get(*number).map_or("", |sample| sample.item.get(*element));
            if !own.is_empty() {
                for list in &mut references {
                    list.replace(text, own);
                }
            }
        }
        context(&references).expect("lists of cases are readable")
    }
}

/// The file of plants.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plants {
    /// Clauses that look in several places.
    #[serde(default)]
    pub elsewhere: Vec<Elsewhere>,
    /// Clauses that rightly find something too.
    #[serde(default)]
    pub companion: Vec<Companion>,
}

/// Clauses that look in several places, so that a defect is one only where a second place is empty too.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Elsewhere {
    /// Clauses.
    pub clauses: Vec<String>,
    /// Why, in Chinese.
    pub reason: String,
}

/// Clauses that rightly find something in the same plant.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Companion {
    /// Clauses planted.
    pub clauses: Vec<String>,
    /// The others.
    pub with: Vec<String>,
    /// Why, in Chinese.
    pub reason: String,
}

impl Plants {
    /// Reads `tests/quality/plants.toml`.
    ///
    /// # Panics
    /// When it cannot be read; the message says where.
    pub fn read() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("quality/plants.toml");
        let text = std::fs::read_to_string(path).expect("tests/quality/plants.toml");
        toml::from_str(&text).unwrap_or_else(|error| panic!("tests/quality/plants.toml：{error}"))
    }

    /// Whether one more place may be emptied where `clause` is planted.
    pub fn looks_elsewhere(&self, clause: &str) -> bool {
        self.elsewhere
            .iter()
            .any(|elsewhere| elsewhere.clauses.iter().any(|code| code == clause))
    }

    /// Whether `other` may find something where `clause` is planted.
    pub fn is_companion(&self, clause: &str, other: &str) -> bool {
        let listed = |codes: &[String], wanted: &str| codes.iter().any(|code| code == wanted);
        let of = |companion: &Companion| listed(&companion.clauses, clause) && listed(&companion.with, other);
        self.companion.iter().any(of)
    }
}

/// What becomes of the item's own rows in the sub-lists that a case speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// The case's values go into them.
    Kept,
    /// Those beyond the case's go.
    Fewer,
    /// All go, and the case's rows stand alone.
    Replaced,
}

/// The way of a case: what its items say.
///
/// # Panics
/// When the case is not one; the test of cases says why.
pub fn of_case(case: &Case, own: Rows) -> Way {
    let list = case
        .list()
        .unwrap_or_else(|error| panic!("{}“{}”：{error}", case.clause, case.title));
    let changes = list.views().map(|view| {
        let spoken = Sample::of(String::new(), &view);
        let main = spoken
            .item
            .main
            .iter()
            .map(|(element, text)| Change::Set(0, *element, text.clone()));
        let mut changes: Vec<_> = main.collect();
        for part in Part::ALL
            .into_iter()
            .skip(1)
            .filter(|part| spoken.provided.has_part(*part))
        {
            let rows: Vec<_> = spoken.item.of(part).collect();
            match own {
                Rows::Replaced => changes.push(Change::Keep(part, 0)),
                Rows::Kept if !rows.is_empty() => {}
                _ => changes.push(Change::Keep(part, rows.len())),
            }
            for (row, values) in rows.into_iter().enumerate() {
                changes.extend(
                    values
                        .iter()
                        .map(|(element, text)| Change::Set(row, *element, text.clone())),
                );
            }
        }
        changes
    });
    Way {
        clause: case.clause.clone(),
        say: format!("案例“{}”", case.title),
        expected: case.expected.clone(),
        changes: changes.collect(),
        references: case.references().to_vec(),
        follows: Vec::new(),
    }
}

impl Change {
    /// Whether it says something of the place that `other` empties.
    pub fn touches(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Set(_, own, _), Self::Set(_, element, _) | Self::Drop(element)) => own == element,
            (Self::Set(_, own, _), Self::Keep(part, _)) => own.part() == *part,
            _ => self == other,
        }
    }

    /// Whether it leaves the item as it is.
    pub fn is_idle(&self, item: &Generated) -> bool {
        match self {
            Self::Keep(part, rows) => item.of(*part).count() <= *rows,
            Self::Drop(element) => {
                let rows = item.entries.iter().map(|(_, row)| row);
                !rows.chain([&item.main]).any(|row| row.contains_key(element))
            }
            Self::Set(row, element, text) => {
                let values = match element.part() {
                    Part::Main => Some(&item.main),
                    part => item.of(part).nth(*row),
                };
                values.and_then(|values| values.get(element)) == Some(text)
            }
        }
    }

    fn apply(&self, sample: &mut Sample) {
        match self {
            Self::Keep(part, rows) => {
                let mut left = *rows;
                sample.item.entries.retain(|(of, _)| {
                    let stays = of != part || left > 0;
                    left -= usize::from(of == part && stays);
                    stays
                });
                if let Some(first) = Element::of(*part).next() {
                    sample.provided.insert(first);
                }
            }
            Self::Drop(element) => {
                sample.item.main.remove(element);
                sample
                    .item
                    .entries
                    .iter_mut()
                    .for_each(|(_, row)| drop(row.remove(element)));
                let mut provided = Provided::default();
                let carried = Element::all().filter(|of| of != element && sample.provided.contains(*of));
                carried.for_each(|element| provided.insert(element));
                sample.provided = provided;
            }
            Self::Set(row, element, text) => {
                sample.provided.insert(*element);
                record(&mut sample.item, element.part(), *row).insert(*element, text.clone());
            }
        }
    }
}

/// The item itself or a row of a sub-list; rows that are lacking are added.
fn record(item: &mut Generated, part: Part, row: usize) -> &mut BTreeMap<Element, String> {
    if part == Part::Main {
        return &mut item.main;
    }
    for _ in item.of(part).count()..=row {
        item.entries.push((part, BTreeMap::new()));
    }
    let at = item
        .entries
        .iter()
        .enumerate()
        .filter(|(_, (of, _))| *of == part)
        .nth(row);
    let at = at.map_or(0, |(at, _)| at);
    &mut item.entries[at].1
}

/// The item with the changes made.
pub fn changed(sample: &Sample, changes: &[Change]) -> Sample {
    let mut changed = sample.clone();
    for change in changes {
        change.apply(&mut changed);
    }
    changed
}
