use super::{Facet, Filter, FindingOrder, Index, ItemOrder, Subject};
use crate::element::Element;
use crate::engine;
use crate::import::Flow;
use crate::item::{List, Provided, Source, Value};
use crate::place::{Place, Sheet};
use crate::result::CheckResult;
use crate::rule::Context;
use crate::standard::{builtin, parse_day};
use proptest::prelude::*;
use std::sync::Arc;

/// Each row: unit, name, statutory days, promised days, whether an intermediary is named against the flag.
pub(crate) fn result(rows: &[(&str, &str, &str, &str, bool)]) -> CheckResult {
    let mut list = List::default();
    list.sources.push(Source {
        name: "清单.csv".to_owned(),
        digest: "sha256:00".to_owned(),
        size: 1,
    });
    list.sheets.push(Sheet {
        source: 0,
        name: None,
        keys: Vec::new(),
    });
    for (number, (unit, name, law, promise, contradicts)) in rows.iter().enumerate() {
        let fields = [
            (Element::DeptName, *unit),
            (Element::TaskName, *name),
            (Element::TaskType, "01"),
            (Element::UseLevel, "3"),
            (Element::AnticipateDay, *law),
            (Element::AnticipateType, "1"),
            (Element::PromiseDay, *promise),
            (Element::PromiseType, "1"),
            (Element::IsIntermediary, "0"),
            (
                Element::IntermediaryService,
                if *contradicts { "环评报告编制" } else { "无" },
            ),
        ];
        let mut provided = Provided::default();
        let mut values = Vec::new();
        for (column, (element, text)) in fields.iter().enumerate() {
            provided.insert(*element);
            if !text.is_empty() {
                let place = Place {
                    sheet: 0,
                    row: number as u32 + 1,
                    column: column as u16,
                };
                let text = list.texts.intern(text).expect("fits");
                values.push(Value::new(*element, text, place));
            }
        }
        let place = Place {
            sheet: 0,
            row: number as u32 + 1,
            column: 0,
        };
        list.push_item(0, place, &provided, &values, &[]).expect("fits");
    }
    let standard = Arc::new(builtin(None).expect("valid"));
    let date = parse_day("2026-06-01").expect("a day");
    engine::check(list, standard, Context::on(date), &mut |_| Flow::Continue).expect("not cancelled")
}

fn example() -> CheckResult {
    result(&[
        ("甲局", "食品经营许可", "20", "30", true),
        ("乙局", "取水许可", "20", "10", false),
        ("甲局", "ＡＢ项目审批", "20", "25", false),
        ("丙局", "备案", "20", "10", false),
    ])
}

fn searched(text: &str) -> Filter {
    Filter {
        text: text.to_owned(),
        ..Filter::default()
    }
}

#[test]
fn facets_combine_and_keys_of_one_facet_add_up() {
    let result = example();
    let index = Index::of(&result);
    let codes = |filter: &Filter| -> Vec<(u32, String)> {
        let found = index.findings(filter, FindingOrder::List, false);
        found
            .iter()
            .map(|number| {
                let stored = &result.findings[*number as usize];
                let item = index.item_of(*number as usize).expect("exists") as u32;
                (
                    item,
                    result.standard.clauses()[usize::from(stored.clause)].code.clone(),
                )
            })
            .collect()
    };
    let mut filter = Filter::only(Facet::Clause, "K01");
    assert_eq!(codes(&filter), [(0, "K01".to_owned()), (2, "K01".to_owned())]);
    filter.toggle(Facet::Clause, "K12");
    filter.toggle(Facet::Unit, "0");
    assert_eq!(codes(&filter).len(), 3);
    filter.toggle(Facet::Unit, "0");
    filter.toggle(Facet::Unit, "1");
    assert!(codes(&filter).is_empty());
    assert!(codes(&Filter::only(Facet::Clause, "Z99")).is_empty());
}

#[test]
fn every_word_must_be_found_somewhere_near_the_finding() {
    let result = example();
    let index = Index::of(&result);
    let count = |text: &str| index.findings(&searched(text), FindingOrder::List, false).len();
    let all = count("");
    assert_eq!(all, result.findings.len());
    assert_eq!(count("  "), all);
    assert!(count("食品") > 0 && count("食品") < all);
    assert!(count("食品 k01") > 0);
    assert_eq!(count("取水 k01"), 0);
    assert!(count("ab项目") > 0, "width and case do not matter");
    assert_eq!(count("没有这个词"), 0);
}

#[test]
fn items_are_chosen_by_their_findings_and_sorted() {
    let result = example();
    let index = Index::of(&result);
    let by_clause = Filter::only(Facet::Clause, "K01");
    assert_eq!(index.items(&by_clause, ItemOrder::List, false), [0, 2]);
    assert_eq!(index.items(&by_clause, ItemOrder::List, true), [2, 0]);
    let sorted = index.items(&Filter::default(), ItemOrder::Score, false);
    let scores: Vec<_> = sorted
        .iter()
        .map(|item| result.items[*item as usize].score.points)
        .collect();
    assert!(scores.is_sorted());
    assert_eq!(index.items(&searched("取水"), ItemOrder::List, false), [1]);
    assert_eq!(
        index.items(&Filter::only(Facet::Unit, "1"), ItemOrder::List, false),
        [1]
    );
}

#[test]
fn counts_show_what_choosing_a_key_would_show() {
    let result = example();
    let index = Index::of(&result);
    for base in [
        Filter::default(),
        Filter::only(Facet::Clause, "K01"),
        Filter::only(Facet::Unit, "0"),
        searched("食品"),
    ] {
        for (facet, rows) in index.groups(&base, Subject::Findings) {
            for row in rows {
                let mut chosen = base.clone();
                chosen.chosen.retain(|(of, _)| *of != facet);
                chosen.toggle(facet, &row.key);
                let found = index.findings(&chosen, FindingOrder::List, false);
                assert_eq!(found.len(), row.count as usize, "{facet:?} {}", row.key);
            }
        }
        for (facet, rows) in index.groups(&base, Subject::Items) {
            for row in rows {
                let mut chosen = base.clone();
                chosen.chosen.retain(|(of, _)| *of != facet);
                chosen.toggle(facet, &row.key);
                let found = index.items(&chosen, ItemOrder::List, false);
                assert_eq!(found.len(), row.count as usize, "items: {facet:?} {}", row.key);
            }
        }
    }
}

proptest! {
    /// Whatever is typed or chosen: no panic, order kept, and a narrower filter never shows more.
    #[test]
    fn any_filter_is_total(text in ".{0,12}", key in "[A-Z0-9a-z]{0,4}", which in 0..Facet::ALL.len()) {
        let result = example();
        let index = Index::of(&result);
        let mut filter = searched(&text);
        let wide = index.findings(&filter, FindingOrder::List, false);
        filter.toggle(Facet::ALL[which], &key);
        let narrow = index.findings(&filter, FindingOrder::List, false);
        prop_assert!(wide.is_sorted() && narrow.is_sorted());
        prop_assert!(narrow.iter().all(|number| wide.contains(number)));
        let _ = index.groups(&filter, Subject::Items);
        let _ = index.items(&filter, ItemOrder::Fails, true);
    }
}
