use super::{Held, fragment, item, ledger, notices, overview, unchecked};
use crate::element::Element;
use crate::locale::{Label, Lang};
use crate::protocol::Window;
use crate::query::{Facet, Filter, FindingOrder, ItemOrder, Subject, UnitOrder};
use crate::rule::OutcomeKind;

fn held() -> Held {
    let result = crate::query::tests::result(&[
        ("甲局", "食品经营许可", "20", "30", true),
        ("乙局", "取水许可", "20", "10", false),
        ("", "项目审批", "20", "25", false),
    ]);
    Held::new(result, false)
}

#[test]
fn the_ledger_of_an_item_adds_up_to_its_score() {
    let held = held();
    for index in 0..3 {
        let detail = item(&held, index, Lang::ZhCn).expect("exists");
        for line in &detail.dimensions {
            let gross: i32 = detail
                .ledger
                .iter()
                .filter(|row| row.dimension == line.dimension)
                .map(|row| row.deducted)
                .sum();
            assert_eq!(gross, line.gross);
            assert_eq!(line.deducted, line.gross.min(line.cap));
        }
        let lost: i32 = detail.dimensions.iter().map(|line| line.deducted).sum();
        assert_eq!((10_000 - lost).max(0), detail.row.score);
    }
    assert!(item(&held, 3, Lang::ZhCn).is_none());
}

/// Clauses that nobody asked are told from those that found nothing.
#[test]
fn the_ledger_of_clauses_says_what_was_not_checked() {
    let held = held();
    let html = fragment::ledger(&held, Lang::ZhCn);
    let row = |code: &str| {
        let start = html.find(&format!("<td class=\"code\">{code}</td>")).expect(code);
        let end = html[start..].find("</tr>").expect("a row");
        &html[start..start + end]
    };
    assert!(row("A01").contains("未检查"), "{}", row("A01"));
    assert!(!row("K01").contains("未检查"), "{}", row("K01"));
}

#[test]
fn every_finding_of_an_item_stands_beside_a_value() {
    let held = held();
    let detail = item(&held, 0, Lang::ZhCn).expect("exists");
    assert!(!detail.findings.is_empty());
    for (number, finding) in detail.findings.iter().enumerate() {
        let shown = detail
            .values
            .iter()
            .any(|value| value.findings.contains(&(number as u32)));
        assert!(shown, "{} has no place", finding.row.message);
        assert!(!finding.advice.is_empty() && !finding.basis.is_empty());
    }
}

#[test]
fn windows_are_cut_at_the_end_and_at_the_limit() {
    let mut held = held();
    let window = |offset, len| Window::<ItemOrder> {
        offset,
        len,
        ..Window::default()
    };
    let rows = held.items(&window(2, 60), Lang::ZhCn);
    assert_eq!((rows.offset, rows.total, rows.rows.len()), (2, 3, 1));
    assert_eq!(held.items(&window(9, 60), Lang::ZhCn).rows.len(), 0);
    assert_eq!(held.items(&window(0, u32::MAX), Lang::ZhCn).rows.len(), 3);
    let units = held.unit_rows(
        &Window::<UnitOrder> {
            len: 10,
            ..Window::default()
        },
        Lang::En,
    );
    assert_eq!(units.total, 3);
    assert!(units.rows.windows(2).all(|pair| pair[0].score <= pair[1].score));
}

#[test]
fn a_new_question_replaces_the_kept_order() {
    let mut held = held();
    let all = Window::<FindingOrder> {
        len: 100,
        ..Window::default()
    };
    let some = Window {
        filter: Filter::only(Facet::Clause, "K12"),
        ..all.clone()
    };
    let total = held.findings(&all, Lang::ZhCn).total;
    let narrow = held.findings(&some, Lang::ZhCn);
    assert_eq!(narrow.total, 1);
    assert_eq!(narrow.rows[0].code, "K12");
    assert_eq!(held.findings(&all, Lang::ZhCn).total, total);
}

#[test]
fn the_overview_counts_what_the_tables_show() {
    let mut held = held();
    let summary = overview(&held, Lang::ZhCn);
    let all = Window::<FindingOrder>::default();
    assert_eq!(
        summary.fails + summary.suspects,
        u64::from(held.findings(&all, Lang::ZhCn).total)
    );
    assert_eq!(summary.items, 3);
    assert_eq!(summary.grades.iter().map(|grade| grade.items).sum::<u64>(), 3);
    assert_eq!(summary.dimensions.len(), 8);
    assert!(summary.queue.windows(2).all(|pair| pair[0].gain >= pair[1].gain));
    let taken: i64 = ledger(&held, Lang::ZhCn).iter().map(|row| row.deducted).sum();
    assert!(taken > 0);
    let rows = unchecked(&held.result, Lang::En);
    assert!(rows.iter().all(|row| row.items > 0 && row.items <= 3));
    assert!(notices(&held, Lang::En).groups.is_empty());
    assert_eq!(overview(&held, Lang::En).fingerprint, summary.fingerprint);
}

#[test]
fn a_dimension_that_judged_nothing_is_not_called_whole() {
    let held = held();
    let figures = overview(&held, Lang::ZhCn);
    let untouched: Vec<_> = figures.dimensions.iter().filter(|row| !row.checked).collect();
    assert!(!untouched.is_empty() && untouched.len() < 8);
    let clauses = held.result.standard.clauses();
    for (number, clause) in clauses.iter().enumerate() {
        let judged = (0..3).any(|item| {
            let outcome = held.result.outcomes_of(item)[number];
            matches!(
                outcome,
                OutcomeKind::Pass | OutcomeKind::Fail | OutcomeKind::Suspect
            )
        });
        let row = figures
            .dimensions
            .iter()
            .find(|row| row.dimension == clause.dimension);
        assert!(!judged || row.is_some_and(|row| row.checked), "{}", clause.code);
    }
    for row in untouched {
        assert_eq!((row.mean, row.fails, row.suspects), (0, 0, 0));
    }
    // What the page of clauses not checked counts is what the overview counts.
    let said = format!("{}条对全部事项都没有检查", figures.unchecked);
    assert!(fragment::unchecked(&held, Lang::ZhCn).contains(&said));
}

#[test]
fn the_standard_is_complete_in_both_languages() {
    let held = held();
    for lang in [Lang::ZhCn, Lang::En] {
        let html = fragment::standard(&held.result.standard, lang, &|id| format!("what {id} compares"));
        let clauses: Vec<&str> = html.split("<details").skip(1).collect();
        assert_eq!(clauses.len(), held.result.standard.clauses().len());
        let says = |clause: &str, zh: &'static str, en: &'static str| {
            clause.contains(&format!("<dt>{}</dt><dd>", Label::new(zh, en).get(lang)))
        };
        for clause in clauses {
            assert!(!clause.contains("clause-title\"></span>"), "{clause}");
            assert!(says(clause, "为什么", "Why"), "{clause}");
            let by_rule = says(clause, "怎样判断", "How it is judged");
            assert_ne!(by_rule, says(clause, "所需证据", "Evidence"), "{clause}");
        }
    }
}

#[test]
fn choices_without_a_name_are_named() {
    let held = held();
    assert_eq!(held.choice(Facet::Unit, "2", Lang::ZhCn), "（未填写实施主体）");
    assert_eq!(held.choice(Facet::Unit, "99", Lang::ZhCn), "99");
    let groups = held.groups(&Filter::only(Facet::Clause, "Z99"), Subject::Findings, Lang::ZhCn);
    assert!(
        groups
            .iter()
            .any(|group| group.rows.iter().any(|row| row.key == "K12"))
    );
}

#[test]
fn a_column_can_be_told_to_mean_any_element() {
    for lang in [Lang::ZhCn, Lang::En] {
        let groups = notices(&held(), lang).options;
        let known = groups
            .iter()
            .flat_map(|group| &group.elements)
            .filter_map(|(id, name)| Element::from_id(id).filter(|element| element.name(lang) == name));
        assert_eq!(
            known.collect::<std::collections::BTreeSet<_>>().len(),
            Element::COUNT
        );
        assert!(groups.iter().all(|group| !group.part.is_empty()));
    }
}
