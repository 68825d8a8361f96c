//! One defect costs once: no two clauses take points for the same cell, unless they are about different defects of it.

use shared::finding::Certainty;
use shared::reference::References;
use shared::result::CheckResult;
use std::collections::{BTreeMap, BTreeSet};
use tests::cases::files;
use tests::check::{check, check_list, real_files};
use tests::generate::write::Form;
use tests::generate::{Options, generate};

/// Pairs that may meet in one cell, for they are about different defects of it; each with its reason.
const DIFFERENT: &[(&str, &str, &str)] = &[
    (
        "C01",
        "C02",
        "缺一项必填要素，与整份指南缺四类以上的否决，是两回事",
    ),
    ("C02", "C06", "同上"),
    ("C02", "C07", "同上"),
    ("F08", "L05", "依据没有写条款，与依据的位阶不够，是两回事"),
];

/// Pairs of clauses that took points in one cell, with an example.
fn meetings(name: &str, result: &CheckResult, met: &mut BTreeMap<(String, String), String>) {
    let mut cells: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    let certain = result
        .all_findings()
        .filter(|view| view.stored.finding.certainty == Certainty::Fail);
    for view in certain {
        let finding = &view.stored.finding;
        let cell = (view.item, finding.element, finding.entry);
        cells.entry(cell).or_default().insert(view.clause().code.clone());
    }
    for ((item, element, _), clauses) in cells {
        let clauses: Vec<_> = clauses.into_iter().collect();
        for (number, first) in clauses.iter().enumerate() {
            for second in &clauses[number + 1..] {
                let example = || format!("{name} 第{}个事项的{}", item + 1, element.id());
                met.entry((first.clone(), second.clone())).or_insert_with(example);
            }
        }
    }
}

#[test]
fn no_cell_costs_twice_for_one_defect() {
    let mut met = BTreeMap::new();
    for (name, file) in files() {
        for case in &file.cases {
            let list = case.list().expect("a list");
            let result = check_list(list, References::default());
            meetings(&format!("{name}“{}”", case.title), &result, &mut met);
        }
    }
    for kind in ["guitongban", "items"] {
        for (name, bytes) in real_files(kind) {
            meetings(&name, &check(&name, &bytes).expect("readable"), &mut met);
        }
    }
    let lists = generate(&Options {
        items: 600,
        seed: 17,
        defects_per_mille: 700,
        full: true,
    });
    let name = Form::Json.file_name();
    let result = check(name, &Form::Json.bytes(&lists).expect("written")).expect("readable");
    meetings(name, &result, &mut met);
    let known: BTreeSet<(&str, &str)> = DIFFERENT
        .iter()
        .map(|(first, second, _)| (*first, *second))
        .collect();
    let unknown: Vec<_> = met
        .iter()
        .filter(|((first, second), _)| !known.contains(&(first.as_str(), second.as_str())))
        .map(|((first, second), example)| format!("{first}和{second}：{example}"))
        .collect();
    assert!(unknown.is_empty(), "同一处扣了两次：\n{}", unknown.join("\n"));
    for (first, second, _) in DIFFERENT {
        let pair = ((*first).to_owned(), (*second).to_owned());
        assert!(
            met.contains_key(&pair),
            "{first}和{second}没有同时出现过，请从DIFFERENT中删去"
        );
    }
}
