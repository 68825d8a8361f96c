//! Generated items against their own reference lists: nothing is found; every planted difference is.

use shared::element::Element;
use shared::finding::Certainty;
use shared::import::{Content, Flow, Limits, read_where};
use shared::item::{Fields as _, List};
use shared::locale::Lang;
use shared::mapping::Choices;
use shared::reference::{Kind, References, holds_items, read};
use shared::result::CheckResult;
use shared::rule::OutcomeKind;
use tests::check::{check_against, real_files};
use tests::generate::reference::{Entry, KINDS, csv, entries};
use tests::generate::write::{Form, archive};
use tests::generate::{Generated, Lists, Options, generate};

/// Clauses that compare with lists, of the kinds that can be generated.
const CLAUSES: [&str; 7] = ["L07", "K18", "K20", "K40", "K41", "K42", "B40"];

fn items() -> Lists {
    generate(&Options {
        items: 800,
        seed: 17,
        defects_per_mille: 0,
        full: false,
    })
}

fn add(references: &mut References, kind: Kind, entries: &[Entry]) {
    let bytes = csv(kind, entries).expect("written");
    read(
        references,
        Some(kind),
        kind.id(),
        &bytes,
        &Limits::default(),
        &mut |_| Flow::Continue,
    )
    .unwrap_or_else(|refusal| panic!("{refusal}"));
}

fn check(items: &[Generated], lists: &[(Kind, Vec<Entry>)]) -> CheckResult {
    let mut references = References::default();
    for (kind, entries) in lists {
        add(&mut references, *kind, entries);
    }
    let lists = Lists {
        items: items.to_vec(),
        truth: Vec::new(),
    };
    let bytes = Form::Json.bytes(&lists).expect("written");
    check_against("a.json", &bytes, references).unwrap_or_else(|refusal| panic!("{refusal}"))
}

fn all_lists(items: &[Generated]) -> Vec<(Kind, Vec<Entry>)> {
    KINDS.iter().map(|kind| (*kind, entries(*kind, items))).collect()
}

fn found<'a>(
    result: &'a CheckResult,
    clause: &'a str,
) -> impl Iterator<Item = (usize, Certainty, String)> + 'a {
    let views = result
        .all_findings()
        .filter(move |view| view.clause().code == clause);
    views.map(|view| (view.item, view.stored.finding.certainty, view.message(Lang::ZhCn)))
}

#[test]
fn items_against_their_own_lists_give_no_finding_and_full_coverage() {
    let items = items().items;
    let result = check(&items, &all_lists(&items));
    for clause in CLAUSES {
        let wrong: Vec<_> = found(&result, clause).take(5).collect();
        assert!(wrong.is_empty(), "{clause}: {wrong:?}");
        let index = result
            .standard
            .clauses()
            .iter()
            .position(|known| known.code == clause)
            .expect("a clause");
        let passed = (0..items.len()).filter(|item| result.outcomes_of(*item)[index] == OutcomeKind::Pass);
        assert!(passed.count() > 100, "{clause} looked at the items");
    }
    assert!(result.coverage.len() > 3);
    for line in &result.coverage {
        assert!(line.outside.is_empty() && line.listed == line.items, "{line:?}");
        assert_eq!(line.unplaced, 0);
    }
}

#[test]
fn every_planted_difference_is_found_and_nothing_else() {
    let items = items().items;
    let of = |kind, change: &dyn Fn(&mut Vec<Entry>)| {
        let mut lists = all_lists(&items);
        let (_, entries) = lists
            .iter_mut()
            .find(|(known, _)| *known == kind)
            .expect("a list");
        change(entries);
        check(&items, &lists)
    };
    // The licence that most items have goes from the list: each of its items is certainly not on it.
    let licences = entries(Kind::Licence, &items);
    let department = |entry: &Entry| entry.code.get(4..6).map(str::to_owned);
    let shared = |entry: &&Entry| {
        let same = licences
            .iter()
            .filter(|other| department(other) == department(entry));
        same.count() > 1
    };
    // Only a list that has other entries of the department proves that one is missing.
    let licence = licences
        .iter()
        .find(shared)
        .expect("a department with two licences")
        .code
        .clone();
    let result = of(Kind::Licence, &|entries| {
        entries.retain(|entry| entry.code != licence);
    });
    let planted: Vec<usize> = indices(&items, &licence);
    assert!(planted.len() > 10);
    let missing: Vec<_> = found(&result, "L07").collect();
    assert_eq!(
        missing.iter().map(|(item, ..)| *item).collect::<Vec<_>>(),
        planted
    );
    assert!(
        missing
            .iter()
            .all(|(_, certainty, _)| *certainty == Certainty::Fail)
    );
    // A licence on neither list costs once.
    let mut lists = all_lists(&items);
    for (_, entries) in &mut lists {
        entries.retain(|entry| entry.code != licence);
    }
    let result = check(&items, &lists);
    assert!(found(&result, "K40").all(|(_, certainty, _)| certainty == Certainty::Suspect));
    assert_eq!(found(&result, "K40").count(), planted.len());

    let changed = |entries: &mut Vec<Entry>, change: &dyn Fn(&mut Entry)| {
        let entry = entries
            .iter_mut()
            .find(|entry| entry.code == licence)
            .expect("an entry");
        change(entry);
    };
    let result = of(Kind::Catalogue, &|entries| {
        changed(entries, &|entry| entry.name.push_str("核发"));
    });
    let mains: Vec<usize> = planted
        .iter()
        .copied()
        .filter(|item| items[*item].get(Element::HandleItemCode).is_empty())
        .collect();
    let named: Vec<_> = found(&result, "B40")
        .map(|(item, certainty, _)| (item, certainty))
        .collect();
    assert_eq!(
        named,
        mains
            .iter()
            .map(|item| (*item, Certainty::Fail))
            .collect::<Vec<_>>()
    );
    assert_eq!(found(&result, "K18").count(), 0);

    let result = of(Kind::Catalogue, &|entries| {
        changed(entries, &|entry| entry.basis = "《不相干法》第一条".into());
    });
    assert_eq!(
        found(&result, "K18").map(|(item, ..)| item).collect::<Vec<_>>(),
        planted
    );
    let result = of(Kind::Licence, &|entries| {
        changed(entries, &|entry| entry.levels = ["1".to_owned()].into());
    });
    assert_eq!(
        found(&result, "K20").map(|(item, ..)| item).collect::<Vec<_>>(),
        planted
    );
}

#[test]
fn an_item_of_another_type_than_the_catalogue_says_fails() {
    let lists = items().items;
    let mut spoiled = lists.clone();
    let at = spoiled
        .iter()
        .position(|item| item.get(Element::TaskType) == "01")
        .expect("a licence");
    spoiled[at].main.insert(Element::TaskType, "10".to_owned());
    let result = check(&spoiled, &all_lists(&lists));
    let found: Vec<_> = found(&result, "K18")
        .map(|(item, certainty, _)| (item, certainty))
        .collect();
    assert_eq!(found, [(at, Certainty::Fail)]);
}

#[test]
fn an_entry_without_an_item_is_missing_where_its_department_is_checked() {
    let items = items().items;
    let mut lists = all_lists(&items);
    let (_, catalogue) = &mut lists[0];
    let mut entry = catalogue[0].clone();
    // Of the same department, with a serial that no item has.
    entry.code.replace_range(6..9, "998");
    entry.name = "无人认领的事项".to_owned();
    entry.levels = ["4".to_owned()].into();
    catalogue.push(entry.clone());
    // Of a department that no item has.
    entry.code.replace_range(4..6, "99");
    catalogue.push(entry);
    let result = check(&items, &lists);
    let county = |line: &&shared::reference::Coverage| line.kind == Kind::Catalogue && line.level == "4";
    let mut missing = 0;
    for line in result.coverage.iter().filter(county) {
        let names = line.missing.iter().map(|id| result.context.references.entry(*id));
        missing += names
            .filter(|entry| entry.text(shared::reference::Field::Name) == "无人认领的事项")
            .count();
        assert!(
            line.elsewhere > 0,
            "the other department's entry is nobody's fault"
        );
    }
    assert!(missing > 0);
    // What is missing stands in no item's findings and costs nothing.
    assert!(
        CLAUSES
            .iter()
            .all(|clause| found(&result, clause).next().is_none())
    );
    assert!(
        result
            .list
            .views()
            .all(|item| !item.text(Element::TaskName).contains("无人认领"))
    );
}

/// Numbers of the items with this basic code.
fn indices(items: &[Generated], code: &str) -> Vec<usize> {
    let with = items
        .iter()
        .enumerate()
        .filter(|(_, item)| item.get(Element::CatalogCode) == code);
    with.map(|(index, _)| index).collect()
}

#[test]
fn lists_of_items_are_never_taken_for_reference_lists_and_reference_lists_always_are() {
    let is_items = |name: &str, bytes: &[u8]| {
        let wanted = |list: &List, content: &Content| holds_items(list, name, content);
        let (mut list, limits) = (List::default(), Limits::default());
        let go_on = &mut |_| Flow::Continue;
        let read = read_where(
            &mut list,
            name,
            bytes,
            &Choices::default(),
            &limits,
            &wanted,
            go_on,
        );
        !matches!(read, Ok(false))
    };
    let mut count = 0;
    let mut lists: Vec<(String, Vec<u8>)> =
        ["items", "guitongban"].into_iter().flat_map(real_files).collect();
    let generated = items();
    let form = |form: Form| {
        (
            form.file_name().to_owned(),
            form.bytes(&generated).expect("written"),
        )
    };
    lists.extend(Form::ALL.map(form));
    let as_reference = |name: &str, bytes: &[u8]| {
        let (mut references, limits) = (References::default(), Limits::default());
        read(&mut references, None, name, bytes, &limits, &mut |_| {
            Flow::Continue
        })
    };
    for (name, bytes) in &lists {
        assert!(as_reference(name, bytes).is_err(), "{name}");
    }
    lists.extend(
        tests::cases::files()
            .iter()
            .flat_map(|(_, file)| tests::cases::lists(file)),
    );
    for (name, bytes) in &lists {
        assert!(is_items(name, bytes), "{name}");
        count += 1;
    }
    println!("{count} lists of items were told from reference lists");
    for (kind, entries) in all_lists(&generated.items) {
        let bytes = csv(kind, &entries).expect("written");
        assert!(!is_items("a.csv", &bytes), "{kind:?}");
        assert_eq!(as_reference("a.csv", &bytes), Ok(()), "{kind:?}");
    }
    let list = (
        "目录.csv",
        csv(Kind::Catalogue, &entries(Kind::Catalogue, &generated.items)).expect("written"),
    );
    let licences = (
        "许可.csv",
        csv(Kind::Licence, &entries(Kind::Licence, &generated.items)).expect("written"),
    );
    let own = ("清单.json", Form::Json.bytes(&generated).expect("written"));
    let zip = |files: &[(&str, Vec<u8>)]| archive(files).expect("written");
    assert!(!is_items("a.zip", &zip(&[list.clone(), licences])));
    assert!(is_items("基本目录.zip", &zip(&[list, own])));
}
