//! An item is judged alike alone and among others: what one check remembers of texts never changes a judgement.

use shared::element::{Element, Part};
use shared::item::{Fields, List, Provided, Value, ValueId};
use shared::locale::Lang;
use shared::reference::References;
use shared::result::CheckResult;
use shared::rule::{OutcomeKind, Runner};
use tests::cases::files;
use tests::check::{check_list, read, read_into, real_files};
use tests::generate::write::Form;
use tests::generate::{Options, generate};

/// One item of a list as a list of its own, as if its file had held nothing else.
fn alone(list: &List, index: usize) -> List {
    let item = list.view(index);
    let mut own = List::default();
    own.sources.clone_from(&list.sources);
    own.sheets.clone_from(&list.sheets);
    own.columns.clone_from(&list.columns);
    let mut provided = Provided::default();
    Element::all()
        .filter(|element| item.is_provided(*element))
        .for_each(|element| provided.insert(element));
    let mut copied = |ids: &mut dyn Iterator<Item = ValueId>| -> Vec<Value> {
        ids.map(|id| {
            let value = list.value(id);
            let text = own.texts.intern(list.text(id)).expect("room");
            Value::new(value.element(), text, value.place())
        })
        .collect()
    };
    let main = copied(&mut item.main_values());
    let rows: Vec<(Part, Vec<Value>)> = Part::ALL
        .into_iter()
        .skip(1)
        .flat_map(|part| item.entries(part).map(move |row| (part, row)))
        .map(|(part, row)| (part, copied(&mut row.values())))
        .collect();
    let rows: Vec<_> = rows.iter().map(|(part, row)| (*part, row.as_slice())).collect();
    own.push_item(item.item().source, item.item().place, &provided, &main, &rows)
        .expect("room");
    own
}

/// What the clauses that look at one item at a time say of an item: every outcome, then every finding in words.
fn said(result: &CheckResult, item: usize) -> (Vec<(String, OutcomeKind)>, Vec<String>) {
    let looks_at_one = |clause: usize| {
        let runner = result.standard.runner(clause);
        matches!(runner, Some((_, Runner::Item(_))))
    };
    let outcomes = result.outcomes_of(item).iter().enumerate();
    let outcomes = outcomes
        .filter(|(clause, _)| looks_at_one(*clause))
        .map(|(clause, outcome)| (result.standard.clauses()[clause].code.clone(), *outcome))
        .collect();
    let findings = result
        .findings_of(item)
        .filter(|view| looks_at_one(usize::from(view.stored.clause)))
        .map(|view| {
            let finding = &view.stored.finding;
            format!(
                "{} {:?} {} {:?} {}",
                view.clause().code,
                finding.certainty,
                finding.element.id(),
                finding.entry,
                view.message(Lang::ZhCn)
            )
        })
        .collect();
    (outcomes, findings)
}

/// Compares a list's items with themselves alone; gives how many findings were compared.
fn compare(name: &str, list: List) -> usize {
    let singles: Vec<List> = (0..list.len()).map(|index| alone(&list, index)).collect();
    let together = check_list(list, References::default());
    let mut findings = 0;
    for (index, single) in singles.into_iter().enumerate() {
        let expected = said(&check_list(single, References::default()), 0);
        let among = said(&together, index);
        let differs = among
            .0
            .iter()
            .zip(&expected.0)
            .find(|(among, alone)| among != alone);
        assert_eq!(differs, None, "{name}: 第{}个事项", index + 1);
        assert_eq!(among.1, expected.1, "{name}: 第{}个事项", index + 1);
        findings += among.1.len();
    }
    findings
}

#[test]
fn generated_items_are_judged_alike_alone_and_among_others() {
    for full in [false, true] {
        let lists = generate(&Options {
            items: 400,
            seed: 31,
            defects_per_mille: 900,
            full,
        });
        let bytes = Form::Json.bytes(&lists).expect("written");
        let findings = compare("list.json", read("list.json", &bytes).expect("readable"));
        assert!(findings > 400, "only {findings} findings were compared");
        println!("{findings} findings on 400 items are the same alone");
    }
}

#[test]
fn real_items_are_judged_alike_alone_and_among_others() {
    let mut all = List::default();
    for (name, bytes) in ["guitongban", "items"].into_iter().flat_map(real_files) {
        read_into(&mut all, &name, &bytes).expect("readable");
    }
    let items = all.len();
    let findings = compare("real", all);
    println!("{findings} findings on {items} real items are the same alone");
}

#[test]
fn items_of_cases_are_judged_alike_alone_and_among_others() {
    let mut findings = 0;
    for (name, file) in files() {
        for case in file.cases.iter().filter(|case| case.expected.len() > 1) {
            findings += compare(&format!("{name}“{}”", case.title), case.list().expect("a list"));
        }
    }
    assert!(findings > 20, "only {findings} findings were compared");
}
