//! Generated lists in every form: they read back as written, good ones cost nothing, planted defects are found.

use shared::element::Element;
use shared::finding::Certainty;
use shared::item::Fields;
use shared::locale::Lang;
use shared::rule::OutcomeKind;
use tests::check::check;
use tests::generate::write::Form;
use tests::generate::{Options, generate};

#[test]
fn every_form_reads_back_the_same_items() {
    let lists = generate(&Options {
        items: 60,
        seed: 3,
        defects_per_mille: 0,
        full: true,
    });
    for form in Form::ALL {
        let name = form.file_name();
        let bytes = form.bytes(&lists).expect("written");
        let result = check(name, &bytes).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
        assert_eq!(result.items.len(), lists.items.len(), "{name}");
        for (view, item) in result.list.views().zip(&lists.items) {
            for (element, text) in &item.main {
                let only_at_counters = matches!(element, Element::TransactAddress | Element::TransactTime);
                if form == Form::Guitongban && only_at_counters {
                    continue;
                }
                // Spreadsheets and CSV give line breaks back as they are, and nothing is trimmed away.
                assert_eq!(
                    view.raw(*element),
                    text,
                    "{name}: {} of {}",
                    element.id(),
                    item.get(Element::TaskName)
                );
            }
        }
    }
}

#[test]
fn good_items_cost_nothing() {
    for full in [false, true] {
        let lists = generate(&Options {
            items: 1_200,
            seed: 11,
            defects_per_mille: 0,
            full,
        });
        for form in [Form::XlsxFlat, Form::XlsxSheets, Form::Json, Form::Guitongban] {
            let result = check(form.file_name(), &form.bytes(&lists).expect("written")).expect("readable");
            let wrong = result
                .all_findings()
                .filter(|view| view.stored.finding.certainty == Certainty::Fail);
            let wrong: Vec<_> = wrong
                .map(|view| {
                    let (key, name) = view.item_names();
                    format!(
                        "{} {key} {name}：{}",
                        view.clause().code,
                        view.message(Lang::ZhCn)
                    )
                })
                .collect();
            assert!(
                wrong.is_empty(),
                "{}：{}例，如\n{}",
                form.file_name(),
                wrong.len(),
                wrong[..wrong.len().min(12)].join("\n")
            );
        }
    }
}

#[test]
fn planted_defects_are_found() {
    let lists = generate(&Options {
        items: 1_500,
        seed: 5,
        defects_per_mille: 400,
        full: false,
    });
    assert!(lists.truth.len() > 400);
    for form in [Form::XlsxFlat, Form::XlsxSheets, Form::Json] {
        let result = check(form.file_name(), &form.bytes(&lists).expect("written")).expect("readable");
        let mut missed = Vec::new();
        for planted in &lists.truth {
            let clause = result
                .standard
                .clauses()
                .iter()
                .position(|clause| clause.code == planted.clause);
            let clause = clause.unwrap_or_else(|| panic!("no clause {}", planted.clause));
            match result.outcomes_of(planted.item)[clause] {
                // A flat list has no column for every element of a material; what it lacks cannot be judged.
                OutcomeKind::Fail | OutcomeKind::Suspect => {}
                OutcomeKind::NotProvided if form == Form::XlsxFlat => {}
                other => missed.push(format!(
                    "{} {}（{}）：{}",
                    planted.clause,
                    planted.key,
                    planted.change,
                    other.name().zh
                )),
            }
        }
        assert!(missed.is_empty(), "{}：\n{}", form.file_name(), missed.join("\n"));
    }
}
