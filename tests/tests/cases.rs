//! Every rule has its cases, and every case holds. A rule is added in four places; the missing one is named here.

use shared::rules;
use shared::standard::{BUILTIN_VERSIONS, builtin_with, campaigns};
use std::path::Path;
use tests::cases::files;
use tests::check::{standard, standard_and_inspections};

#[test]
fn every_case_holds() {
    let (plain, whole) = (standard(), standard_and_inspections());
    let is_plain = |code: &str| plain.clauses().iter().any(|clause| clause.code == code);
    let mut wrong = Vec::new();
    for (name, file) in files() {
        let with_laws = |standard| {
            file.standard(standard)
                .unwrap_or_else(|error| panic!("{name}：{error:#}"))
        };
        let [plain, whole] = [&plain, &whole].map(with_laws);
        for case in &file.cases {
            let standard = if is_plain(&case.clause) { &plain } else { &whole };
            if let Err(error) = case.run(standard) {
                wrong.push(format!("── {name} {error:#}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_enough_cases() {
    let files = files();
    for rule in rules::ALL {
        let id = rule.meta.id;
        let name = format!("{id}.md");
        let (_, file) = files
            .iter()
            .find(|(n, _)| *n == name)
            .unwrap_or_else(|| panic!("缺少 tests/cases/{name}"));
        assert_eq!(file.rule, id, "{name} 的标题写的是另一条规则");
        let count = |wanted: &[&str]| {
            file.cases
                .iter()
                .filter(|case| {
                    case.expected
                        .iter()
                        .any(|outcome| wanted.contains(&outcome.as_str()))
                })
                .count()
        };
        assert!(count(&["不合格", "疑似"]) >= 2, "{name}：至少两个有问题的案例");
        assert!(count(&["合格"]) >= 2, "{name}：至少两个合格的案例");
        assert!(count(&["不适用"]) >= 1, "{name}：至少一个不适用的案例");
    }
    for (name, _) in &files {
        let id = name.trim_end_matches(".md");
        assert!(rules::find(id).is_some(), "tests/cases/{name} 没有对应的规则");
    }
}

#[test]
fn every_rule_stands_in_a_standard() {
    let standards: Vec<_> = BUILTIN_VERSIONS
        .iter()
        .filter_map(|version| {
            let ids: Vec<String> = campaigns(Some(version))
                .into_iter()
                .map(|campaign| campaign.id)
                .collect();
            builtin_with(Some(version), &ids).ok()
        })
        .collect();
    for rule in rules::ALL {
        let used = standards
            .iter()
            .flat_map(shared::standard::Standard::clauses)
            .any(|clause| clause.rule.as_deref() == Some(rule.meta.id));
        assert!(used, "规则“{}”没有写进任何标准（shared/standards）", rule.meta.id);
    }
}

#[test]
fn every_rule_file_is_registered_and_named_after_its_rule() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/src/rules");
    let mut ids: Vec<_> = std::fs::read_dir(source)
        .expect("shared/src/rules")
        .filter_map(|entry| {
            entry
                .expect("entry")
                .file_name()
                .into_string()
                .ok()?
                .strip_suffix(".rs")
                .map(|n| n.replace('_', "-"))
        })
        .collect();
    ids.sort();
    let registered: Vec<_> = rules::ALL.iter().map(|rule| rule.meta.id.to_owned()).collect();
    assert_eq!(ids, registered, "规则文件与 shared/src/rules.rs 的登记不一致");
}
