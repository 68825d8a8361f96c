//! How parts of a standard read in Chinese, wherever they are published.

use super::Cases;
use crate::dictionary::Dictionary;
use crate::report::points_text;
use crate::standard::{Basis, Clause, Grade, Per, Scope};

/// Said of points, caps and lines that are this project's.
pub(super) const PROPOSED: &str = "建议值，待采购人确认";

/// Who judges a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    /// The program is certain and takes points.
    Decided,
    /// The program only suspects; a person confirms.
    Hinted,
    /// The program; no example tells whether it is ever certain.
    Machine,
    /// A person.
    Manual,
}

impl Method {
    /// Of a clause. Whether a rule is ever certain under a clause is told by the clause's examples, for they are run.
    pub(super) fn of(clause: &Clause, cases: &Cases) -> Self {
        let Some(rule) = &clause.rule else {
            return Self::Manual;
        };
        let cases = cases.get(rule).into_iter().flat_map(|file| &file.cases);
        let mut method = Self::Machine;
        for outcome in cases
            .filter(|case| case.clause == clause.code)
            .flat_map(|case| &case.expected)
        {
            match outcome.as_str() {
                "不合格" => return Self::Decided,
                "疑似" => method = Self::Hinted,
                _ => {}
            }
        }
        method
    }

    /// Name.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Decided => "机器判定",
            Self::Hinted => "机器提示",
            Self::Machine => "机器检查",
            Self::Manual => "人工核查",
        }
    }
}

/// Points with what multiplies and bounds them.
pub(super) fn amount(clause: &Clause) -> String {
    let points = points_text(clause.points);
    match (clause.per, clause.cap) {
        (Per::Item, _) => format!("{points}分"),
        (Per::Occurrence, None) => format!("每处{points}分"),
        (Per::Occurrence, Some(cap)) => format!("每处{points}分，最多{}分", points_text(cap)),
    }
}

/// What a clause rests on, and how sure that is.
pub(super) fn basis(basis: &Basis) -> String {
    format!(
        "{}（可信度{}：{}）",
        basis.text,
        basis.confidence.id(),
        basis.confidence.name().zh
    )
}

/// Scores of a grade.
pub(super) fn grade_line(grade: &Grade) -> String {
    match grade.from {
        0 => "其余".to_owned(),
        from => format!("{}分以上", points_text(from)),
    }
}

/// Which items a clause concerns.
pub(super) fn scope(scope: &Scope) -> String {
    let names = |codes: &[String], dictionary: Dictionary| {
        let name = |code: &String| {
            let entry = dictionary.entries().iter().find(|entry| entry.code == code);
            entry.map_or_else(|| code.clone(), |entry| entry.name.zh.to_owned())
        };
        codes.iter().map(name).collect::<Vec<_>>().join("、")
    };
    let mut parts = Vec::new();
    if !scope.types.is_empty() {
        parts.push(format!("事项类型为{}", names(&scope.types, Dictionary::TaskType)));
    }
    if !scope.except_types.is_empty() {
        parts.push(format!(
            "{}除外",
            names(&scope.except_types, Dictionary::TaskType)
        ));
    }
    if !scope.levels.is_empty() {
        parts.push(format!(
            "行使层级为{}",
            names(&scope.levels, Dictionary::UseLevel)
        ));
    }
    if let Some(from) = &scope.from {
        parts.push(format!("{from}起"));
    }
    if let Some(until) = &scope.until {
        parts.push(format!("至{until}止"));
    }
    if parts.is_empty() {
        "全部事项".to_owned()
    } else {
        parts.join("；")
    }
}
