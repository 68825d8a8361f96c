//! What a new standard does to lists adds up, by hand, from two ordinary checks.

use shared::engine;
use shared::impact::{Impact, Scores};
use shared::import::Flow;
use shared::locale::Lang;
use shared::result::CheckResult;
use shared::rule::Context;
use shared::standard::{Document, Per, Severity, Standard, builtin, parse_day};
use std::sync::Arc;
use tests::generate::write::Form;
use tests::generate::{Options, generate};

fn check(standard: &Arc<Standard>) -> CheckResult {
    let lists = generate(&Options {
        items: 300,
        seed: 11,
        defects_per_mille: 700,
        full: true,
    });
    let bytes = Form::Json.bytes(&lists).expect("written");
    let list = tests::check::read("list.json", &bytes).unwrap_or_else(|refusal| panic!("{refusal}"));
    let date = parse_day(tests::check::DAY).expect("a day");
    engine::check(list, standard.clone(), Context::on(date), &mut |_| Flow::Continue)
        .expect("never cancelled")
}

fn changed(edit: impl FnOnce(&mut Document)) -> Arc<Standard> {
    let mut document = builtin(None)
        .unwrap_or_else(|errors| panic!("{errors:?}"))
        .document;
    edit(&mut document);
    Arc::new(Standard::new(document).unwrap_or_else(|errors| panic!("{errors:?}")))
}

fn impact(after: &Arc<Standard>) -> (Impact, CheckResult, CheckResult) {
    let before = tests::check::standard();
    let (scores, list) = Scores::of(check(&before));
    let date = parse_day(tests::check::DAY).expect("a day");
    let new = engine::check(list, after.clone(), Context::on(date), &mut |_| Flow::Continue)
        .expect("never cancelled");
    (Impact::of(&scores, &new), check(&before), new)
}

#[test]
fn the_same_standard_changes_nothing() {
    let (impact, ..) = impact(&changed(|_| {}));
    assert_eq!(
        (impact.items.len(), impact.clauses.len(), impact.total.change),
        (0, 0, 0)
    );
    assert_eq!(impact.total.items, 300);
}

#[test]
fn every_change_adds_up_from_its_causes() {
    let after = changed(|document| {
        document.version = "2026.2".to_owned();
        // Points, caps, counting, clauses that go, and caps of dimensions that bind.
        let mut number = 0;
        document.clause.retain_mut(|clause| {
            number += 1;
            clause.points = (clause.points + 100 * (number % 3)).max(100);
            if number % 4 == 0 {
                clause.per = Per::Occurrence;
            }
            clause.cap = clause.cap.map(|cap| cap.max(clause.points));
            number % 7 != 0
        });
        for entry in document.dimension.values_mut() {
            entry.cap = 400;
        }
    });
    let (impact, old, new) = impact(&after);
    assert!(impact.items.len() > 100, "{}", impact.items.len());
    assert!(
        impact.items.iter().any(|item| !item.caps.is_empty()),
        "the caps bind somewhere"
    );
    for item in &impact.items {
        let (before, after) = (&old.items[item.index].score, &new.items[item.index].score);
        assert_eq!((item.before, item.after), (before.points, after.points));
        assert_eq!(item.change, item.after - item.before);
        let causes: i32 = item.causes.iter().map(|cause| cause.change).sum();
        let caps: i32 = item.caps.iter().map(|cap| cap.change).sum();
        assert_eq!(item.change, causes + caps, "{item:?}");
    }
    let listed: Vec<usize> = impact.items.iter().map(|item| item.index).collect();
    for (index, (before, after)) in old.items.iter().zip(&new.items).enumerate() {
        if before.score.points != after.score.points {
            assert!(listed.contains(&index), "item {index} changed and is not listed");
        }
    }
    let units: i64 = impact.units.iter().map(|unit| unit.change).sum();
    let items: i64 = impact.items.iter().map(|item| i64::from(item.change)).sum();
    assert_eq!((impact.total.change, units), (items, items));
    let clauses: i64 = impact.clauses.iter().map(|clause| clause.change).sum();
    let caps = impact.items.iter().flat_map(|item| &item.caps);
    let caps: i64 = caps.map(|cap| i64::from(cap.change)).sum();
    assert_eq!(clauses + caps, items);
    assert_eq!(impact.before.version, "2026.1");
    assert_eq!(
        (impact.after.version.as_str(), &impact.after.digest),
        ("2026.2", &after.digest)
    );
}

#[test]
fn a_clause_that_becomes_a_veto_is_named_though_it_takes_no_more_points() {
    let plain = tests::check::standard();
    let ordinary = check(&plain);
    // The clause that finds most, and the items that are not vetoed already.
    let mut found = vec![0; plain.clauses().len()];
    for item in ordinary.items.iter().filter(|item| !item.score.veto) {
        for line in &item.score.ledger {
            found[usize::from(line.clause)] += 1;
        }
    }
    let most = (0..found.len())
        .max_by_key(|place| found[*place])
        .expect("clauses");
    let code = plain.clauses()[most].code.clone();
    let after = changed(|document| {
        let clause = document.clause.iter_mut().find(|clause| clause.code == code);
        clause.expect("the same clauses").severity = Severity::Veto;
    });
    let (impact, ..) = impact(&after);
    let line = impact.clauses.iter().find(|line| line.clause == code);
    let line = line.expect("named");
    assert_eq!((line.change, line.gaining, line.losing), (0, 0, 0));
    let grades = impact
        .items
        .iter()
        .filter(|item| item.grade_before != item.grade_after);
    assert_eq!(impact.total.worse, grades.count() as u64);
    assert!(impact.total.worse > 0 && line.vetoed >= impact.total.worse);
    assert_eq!(
        (impact.total.gaining, impact.total.losing, impact.total.better),
        (0, 0, 0)
    );
    let units: u64 = impact.units.iter().map(|unit| unit.worse).sum();
    assert_eq!(units, impact.total.worse);
    for item in &impact.items {
        assert_eq!(item.reasons(Lang::ZhCn), [(format!("{code}否决"), None)]);
    }
}

#[test]
fn grades_drawn_otherwise_are_said_to_be() {
    let after = changed(|document| document.grade[0].from = 9_900);
    let (impact, ..) = impact(&after);
    assert!(impact.total.worse > 0);
    let reasons = impact.items[0].reasons(Lang::ZhCn);
    assert_eq!(reasons, [("等级的划分变了".to_owned(), None)]);
}
