//! Takes single parameters and words out of a clause: some case must notice.

use super::trial::alone;
use crate::case::{Case, CaseFile};
use serde::Deserialize;
use serde_json::Value;
use shared::standard::{Clause, Document, Standard};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// A change of a clause that no case notices.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unnoticed {
    /// Clause.
    pub clause: String,
    /// Parameter, as a path of keys; `/scope/…` for its scope.
    pub at: String,
}

/// Word lists of which no entry's loss is noticed, and single parameters whose change is not.
#[derive(Debug, Default)]
pub struct Report {
    /// Changes tried.
    pub tried: usize,
    /// Of them not noticed.
    pub unnoticed: Vec<Unnoticed>,
    /// Per word list: entries, and those whose loss is noticed.
    pub words: BTreeMap<String, (usize, usize)>,
    /// Clauses whose removal no case would notice, for none makes them find anything.
    pub silent: Vec<String>,
}

struct Canary<'a> {
    document: Document,
    file: &'a CaseFile,
    cases: Vec<&'a Case>,
}

impl Canary<'_> {
    /// Whether a case comes out otherwise, or the standard is refused.
    fn notices(&self, change: impl FnOnce(&mut Document)) -> bool {
        let mut document = self.document.clone();
        change(&mut document);
        let Ok(standard) = Standard::new(document) else {
            return true;
        };
        let Ok(standard) = self.file.standard(&Arc::new(standard)) else {
            return true;
        };
        self.cases.iter().any(|case| case.run(&standard).is_err())
    }

    fn clause(&self) -> &Clause {
        &self.document.clause[0]
    }
}

/// Tries every parameter, scope and word of every clause that a rule checks.
pub fn report(standard: &Standard, files: &[(String, CaseFile)]) -> Report {
    let mut report = Report::default();
    for index in 0..standard.clauses().len() {
        let clause = &standard.clauses()[index];
        let Some((_, file)) = files
            .iter()
            .find(|(_, file)| Some(&file.rule) == clause.rule.as_ref())
        else {
            continue;
        };
        let cases: Vec<_> = file
            .cases
            .iter()
            .filter(|case| case.clause == clause.code)
            .collect();
        let bad = |case: &&Case| {
            case.expected
                .iter()
                .any(|said| said == "不合格" || said == "疑似")
        };
        if !cases.iter().any(bad) {
            report.silent.push(clause.code.clone());
        }
        let document = alone(standard, index).document.clone();
        let canary = Canary {
            document,
            file,
            cases,
        };
        parameters(&canary, &mut report);
        scope(&canary, &mut report);
        words(&canary, &mut report);
    }
    report
}

fn parameters(canary: &Canary<'_>, report: &mut Report) {
    let mut leaves = Vec::new();
    leaves_of(&canary.clause().params, String::new(), &mut leaves);
    for at in leaves {
        let Some(leaf) = canary.clause().params.pointer(&at) else {
            continue;
        };
        let noticed = others(leaf).into_iter().any(|other| {
            canary.notices(|document| {
                if let Some(leaf) = document.clause[0].params.pointer_mut(&at) {
                    *leaf = other;
                }
            })
        });
        report.tried += 1;
        if !noticed {
            report.unnoticed.push(Unnoticed {
                clause: canary.clause().code.clone(),
                at,
            });
        }
    }
}

/// Paths of all parameters that hold no others; a list of plain values is one.
fn leaves_of(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                leaves_of(value, format!("{at}/{key}"), found);
            }
        }
        Value::Array(list) if list.iter().any(Value::is_object) => {
            for (number, value) in list.iter().enumerate() {
                leaves_of(value, format!("{at}/{number}"), found);
            }
        }
        Value::String(text) if text.starts_with('@') => {}
        Value::Array(list) if list.is_empty() => {}
        _ => found.push(at),
    }
}

/// What a parameter is changed to, one at a time: one entry less, one more or less, the other flag, another word.
fn others(leaf: &Value) -> Vec<Value> {
    match leaf {
        Value::Array(list) => (0..list.len())
            .map(|gone| {
                list.iter()
                    .enumerate()
                    .filter(|(at, _)| *at != gone)
                    .map(|(_, entry)| entry.clone())
                    .collect()
            })
            .collect(),
        Value::Bool(flag) => vec![Value::Bool(!flag)],
        Value::Number(number) => {
            let number = number.as_i64().unwrap_or_default();
            vec![Value::from(number + 1), Value::from(number - 1)]
        }
        _ => vec![Value::Null],
    }
}

fn scope(canary: &Canary<'_>, report: &mut Report) {
    let scope = &canary.clause().scope;
    for (name, given) in [
        ("types", !scope.types.is_empty()),
        ("except_types", !scope.except_types.is_empty()),
        ("levels", !scope.levels.is_empty()),
    ] {
        if !given {
            continue;
        }
        report.tried += 1;
        let noticed = canary.notices(|document| {
            let scope = &mut document.clause[0].scope;
            match name {
                "types" => scope.types.clear(),
                "levels" => scope.levels.clear(),
                _ => scope.except_types.clear(),
            }
        });
        if !noticed {
            report.unnoticed.push(Unnoticed {
                clause: canary.clause().code.clone(),
                at: format!("/scope/{name}"),
            });
        }
    }
}

/// Counts for each word list that the clause names the entries whose loss is noticed, by this clause or one before.
fn words(canary: &Canary<'_>, report: &mut Report) {
    let text = canary.clause().params.to_string();
    for (name, list) in &canary.document.words {
        if !text.contains(&format!("\"@{name}\"")) {
            continue;
        }
        let lost = |gone: usize| {
            canary.notices(|document| {
                if let Some(list) = document.words.get_mut(name) {
                    list.remove(gone);
                }
            })
        };
        let noticed = (0..list.len()).filter(|gone| lost(*gone)).count();
        let known = report.words.entry(name.clone()).or_insert((list.len(), 0));
        known.1 = known.1.max(noticed);
    }
}

/// Losses that no case notices, each with its reason: `tests/quality/unnoticed.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    #[serde(default)]
    unnoticed: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// Clause and parameter (`K20/certain`), or a word list (`@halls`).
    at: String,
    reason: String,
}

impl Known {
    /// Reads the list.
    ///
    /// # Panics
    /// When it cannot be read; the message says where.
    pub fn read() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("quality/unnoticed.toml");
        let text = std::fs::read_to_string(path).expect("tests/quality/unnoticed.toml");
        toml::from_str(&text).unwrap_or_else(|error| panic!("tests/quality/unnoticed.toml：{error}"))
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.unnoticed.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.unnoticed.is_empty()
    }

    /// What is not noticed and not listed, and what is listed though it is noticed.
    pub fn problems(&self, report: &Report) -> Vec<String> {
        let single = report
            .unnoticed
            .iter()
            .map(|entry| format!("{}{}", entry.clause, entry.at));
        let lists = report.words.iter().filter(|(_, (_, noticed))| *noticed == 0);
        let found: BTreeSet<String> = single.chain(lists.map(|(name, _)| format!("@{name}"))).collect();
        let mut problems = Vec::new();
        for entry in &self.unnoticed {
            if !found.contains(&entry.at) {
                problems.push(format!("{}：已有案例发现，请从 unnoticed.toml 删去", entry.at));
            }
            if entry.reason.trim().is_empty() {
                problems.push(format!("{}：没有写理由", entry.at));
            }
        }
        let listed: BTreeSet<&str> = self.unnoticed.iter().map(|entry| entry.at.as_str()).collect();
        let missing = found.iter().filter(|at| !listed.contains(at.as_str()));
        problems.extend(missing.map(|at| format!("{at}：改了或删了没有案例发现，请加案例")));
        problems
    }
}
