//! No points, cap, severity, scope, date or wording of the standard changes without its published pages changing; and
//! `the_committed_pages_are_up_to_date` compares those with the ones in the repository. Parameters and word lists, which
//! decide what is found, are watched by the canaries of `quality.rs`.

use shared::standard::docs::{Page, pages};
use shared::standard::{Clause, Confidence, Dimension, Document, Per, Severity, Standard};
use std::collections::BTreeMap;
use tests::cases::files;
use tests::check::standard;

/// The pages of the standard after a change.
///
/// # Panics
/// When the change makes no valid standard.
fn published(change: impl FnOnce(&mut Document)) -> Vec<Page> {
    let cases = files()
        .into_iter()
        .map(|(_, file)| (file.rule.clone(), file))
        .collect();
    let mut document = standard().document.clone();
    change(&mut document);
    let standard = Standard::new(document).unwrap_or_else(|errors| panic!("{errors:#?}"));
    pages(&standard, &cases)
}

/// What follows `now` in `all`, round and round.
fn next<T: PartialEq + Copy>(all: &[T], now: T) -> T {
    let place = all.iter().position(|one| *one == now).expect("one of all");
    all[(place + 1) % all.len()]
}

/// A change of one field of a clause; `false` where the field is not in use.
type Change = fn(&mut Clause) -> bool;

const CHANGES: [(&str, Change); 14] = [
    ("points", |clause| {
        clause.points += 1;
        true
    }),
    ("severity", |clause| {
        clause.severity = next(Severity::ALL, clause.severity);
        true
    }),
    ("dimension", |clause| {
        clause.dimension = next(Dimension::ALL, clause.dimension);
        true
    }),
    ("per", |clause| {
        clause.cap = None;
        clause.per = next(&[Per::Item, Per::Occurrence], clause.per);
        true
    }),
    ("cap", |clause| {
        clause.cap = clause.cap.map(|cap| cap + 1);
        clause.cap.is_some()
    }),
    ("proposed", |clause| {
        clause.proposed = !clause.proposed;
        true
    }),
    ("scope.types", |clause| {
        clause.scope.types = vec![if clause.scope.types == ["08"] { "09" } else { "08" }.to_owned()];
        clause.scope.except_types.clear();
        true
    }),
    ("scope.except_types", |clause| {
        let other = if clause.scope.except_types == ["08"] {
            "09"
        } else {
            "08"
        };
        clause.scope.except_types = vec![other.to_owned()];
        clause.scope.types.is_empty()
    }),
    ("scope.levels", |clause| {
        clause.scope.levels = vec![if clause.scope.levels == ["3"] { "4" } else { "3" }.to_owned()];
        true
    }),
    ("scope.from", |clause| {
        clause.scope.from = Some("2026-02-03".to_owned());
        true
    }),
    ("scope.until", |clause| {
        clause.scope.until = Some("2036-02-03".to_owned());
        true
    }),
    ("title", |clause| {
        clause.title.zh.push('改');
        clause.title.en.push('!');
        true
    }),
    ("basis", |clause| {
        for basis in &mut clause.basis {
            basis.confidence = next(Confidence::ALL, basis.confidence);
        }
        !clause.basis.is_empty()
    }),
    ("advice, manual", |clause| {
        clause.advice.zh.push('改');
        true
    }),
];

#[test]
fn every_field_of_every_clause_is_on_its_page() {
    let by_name = |pages: Vec<Page>| {
        pages
            .into_iter()
            .map(|page| (page.name.clone(), page))
            .collect::<BTreeMap<_, _>>()
    };
    let before = by_name(published(|_| {}));
    for (field, change) in CHANGES {
        let mut changed = Vec::new();
        let after = by_name(published(|document| {
            for clause in &mut document.clause {
                let mut altered = clause.clone();
                if change(&mut altered) {
                    changed.push(clause.code.clone());
                    *clause = altered;
                }
            }
        }));
        assert!(!changed.is_empty(), "no clause has {field}");
        let same: Vec<_> = changed
            .iter()
            .filter(|code| before.get(*code) == after.get(*code))
            .collect();
        assert!(
            same.is_empty(),
            "a change of {field} does not show on the pages {same:?}"
        );
    }
}

/// A change of the frame.
type Reform = fn(&mut Document);

#[test]
fn every_field_of_the_frame_is_on_the_index() {
    let index = |pages: Vec<Page>| {
        pages
            .into_iter()
            .find(|page| page.name == "README")
            .expect("an index")
    };
    let before = index(published(|_| {}));
    let changes: [(&str, Reform); 7] = [
        ("effective", |document| {
            document.effective = "2026-02-03".to_owned();
        }),
        ("title", |document| document.title.zh.push('改')),
        ("cap", |document| {
            document.dimension.values_mut().for_each(|line| line.cap += 1);
        }),
        ("cap proposed", |document| {
            document
                .dimension
                .values_mut()
                .for_each(|line| line.proposed = !line.proposed);
        }),
        ("grade", |document| document.grade[0].from += 1),
        ("grade proposed", |document| {
            document
                .grade
                .iter_mut()
                .for_each(|grade| grade.proposed = !grade.proposed);
        }),
        ("grade name", |document| document.grade[0].name.zh.push('改')),
    ];
    for (field, change) in changes {
        assert!(
            index(published(change)) != before,
            "a change of {field} does not show on the index"
        );
    }
}
