//! Real lists, read in place beside the checkout: every file imports and checks, and the defects that people observed in
//! them and that a clause covers are found.

use shared::finding::Certainty;
use shared::locale::Lang;
use shared::result::CheckResult;
use shared::text::citation::DocumentNumber;
use std::collections::BTreeSet;
use tests::check::{DAY, check, read, real_files};

/// What must be found in the verbatim interface responses: file, clause, element, row of the sub-list from 1.
const OBSERVED: &[(&str, &str, &str, Option<u16>)] = &[
    (
        "11450721MB155808114000104002000.json",
        "C03",
        "law.law_number",
        Some(2),
    ),
    (
        "11450721MB155808114000104002000.json",
        "C03",
        "law.clause_number",
        Some(2),
    ),
    (
        "11450721MB155808114000104002000.json",
        "K12",
        "is_intermediary",
        None,
    ),
    (
        "11450721MB155808114000104002000.json",
        "K13",
        "material.material_type",
        Some(1),
    ),
    (
        "11450721MB155808114000104002000.json",
        "F07",
        "material.accept_stand",
        Some(1),
    ),
    (
        "11450721MB155808114000104002000.json",
        "F07",
        "material.accept_stand",
        Some(2),
    ),
    ("11450721MB155808114000104002000.json", "F11", "link_way", None),
    (
        "11450721348531435D4001033002000_v11.json",
        "L03",
        "material.by_law",
        Some(1),
    ),
    (
        "11450721348531435D4001033002000_v11.json",
        "K02",
        "anticipate_day_explain",
        None,
    ),
    (
        "11450721348531435D4001033002000_v11.json",
        "K02",
        "promise_day_explain",
        None,
    ),
    (
        "11450721348531435D4001033002000_v11.json",
        "K03",
        "question.answer",
        Some(1),
    ),
    (
        "11450721348531435D4001033002000_v11.json",
        "C06",
        "accept_name",
        None,
    ),
    (
        "11450721348531435D4001033002000_v11.json",
        "F02",
        "material.material_name",
        Some(1),
    ),
    (
        "11450721348531435D4001033002000_v11.json",
        "C08",
        "material.page_format",
        Some(1),
    ),
    (
        "11450721348531435D4001033002000_v11.json",
        "K10",
        "is_express",
        None,
    ),
    (
        "11450721348531435D4001033002000_v11.json",
        "K09",
        "handle_online_address",
        None,
    ),
    (
        "11450721MB155808114000141005000_v14.json",
        "F15",
        "question.question",
        Some(1),
    ),
    (
        "11450721MB155808114000141005000_v14.json",
        "F17",
        "result_name",
        None,
    ),
    (
        "11450721MB155808114000141005000_11450721MB15580811400014100500001_v7.json",
        "F17",
        "result_name",
        None,
    ),
];

fn lines(result: &CheckResult) -> Vec<String> {
    let views = result.all_findings();
    views
        .map(|view| {
            let finding = &view.stored.finding;
            let certainty = if finding.certainty == Certainty::Fail {
                "不合格"
            } else {
                "疑似"
            };
            let entry = finding
                .entry
                .map_or(String::new(), |entry| format!("[{}]", entry + 1));
            format!(
                "  {} {certainty} {}{entry}：{}",
                view.clause().code,
                finding.element.id(),
                view.message(Lang::ZhCn)
            )
        })
        .collect()
}

#[test]
fn every_real_file_imports_and_checks() {
    for kind in ["guitongban", "items"] {
        for (name, bytes) in real_files(kind) {
            let result = check(&name, &bytes).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
            let wanted = if name == "envelope.json" { 2 } else { 1 };
            assert_eq!(result.items.len(), wanted, "{name}");
            println!("{name}：{} 分", f64::from(result.items[0].score.points) / 100.0);
            println!("{}", lines(&result).join("\n"));
            for view in result.all_findings() {
                assert!(!view.message(Lang::En).is_empty() && !view.message(Lang::ZhCn).is_empty());
            }
        }
    }
}

/// How far the titles that real items cite are known; `--nocapture` lists them.
#[test]
fn cited_titles_resolve_or_are_local() {
    use shared::basis::all_basis_texts;
    use shared::law::{Laws, Match, Rank};
    let laws = Laws::builtin();
    let date = shared::standard::parse_day(DAY).expect("a day");
    let (mut known, mut ranked, mut unknown) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for kind in ["guitongban", "items"] {
        for (name, bytes) in real_files(kind) {
            let list = read(&name, &bytes).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
            for item in list.views() {
                for basis in all_basis_texts(&item) {
                    for citation in basis.citations() {
                        let title = if citation.title.is_empty() {
                            citation
                                .number
                                .as_ref()
                                .map(DocumentNumber::normal_form)
                                .unwrap_or_default()
                        } else {
                            citation.title.to_owned()
                        };
                        let matched = laws.lookup(&title, citation.version, date);
                        let rank = laws.rank(citation.title, citation.number.as_ref());
                        match (matched, rank) {
                            (Match::Unknown, Rank::Unknown) => unknown.insert(title),
                            (Match::Unknown, _) => ranked.insert(title),
                            _ => known.insert(title),
                        };
                    }
                }
            }
        }
    }
    println!("in the index ({}): {known:#?}", known.len());
    println!("not in the index, rank certain ({}): {ranked:#?}", ranked.len());
    println!("unknown ({}): {unknown:#?}", unknown.len());
    if !known.is_empty() {
        assert!(known.contains("公共文化体育设施条例") && unknown.contains("全民健身法"));
        assert!(known.len() > unknown.len());
    }
}

#[test]
fn observed_defects_are_found() {
    let files = real_files("guitongban");
    let mut missing = Vec::new();
    for (file, clause, element, entry) in OBSERVED {
        let Some((_, bytes)) = files.iter().find(|(name, _)| name == file) else {
            assert!(files.is_empty(), "no sample {file}");
            return;
        };
        let result = check(file, bytes).expect("a readable file");
        let found = result.all_findings().any(|view| {
            let finding = &view.stored.finding;
            view.clause().code == *clause
                && finding.element.id() == *element
                && finding.entry == entry.map(|entry| entry - 1)
        });
        if !found {
            missing.push(format!("{file}：{clause} {element} {entry:?}"));
        }
    }
    assert!(missing.is_empty(), "没有发现：\n{}", missing.join("\n"));
}
