//! No points, cap, severity, scope, date, parameter or wording of the standard or of its special inspections changes
//! without the published pages changing; and `the_committed_pages_are_up_to_date` compares those with the ones in the
//! repository. What parameters and word lists do is watched by the canaries of `quality.rs`.

use serde_json::{Value, json};
use shared::standard::docs::{Block, Cases, Page, Publication, pages};
use shared::standard::{
    BUILTIN_VERSIONS, CampaignLayer, Clause, Confidence, Dimension, Document, Manual, Per, Severity,
    Standard, Text, builtin_with, campaign_layers,
};
use std::collections::BTreeMap;
use tests::cases::files;
use tests::check::standard;

/// What pages are made of.
struct Source {
    document: Document,
    layers: Vec<CampaignLayer>,
}

impl Source {
    /// Changes every clause, of the standard and of its special inspections; gives the codes of those it could change.
    fn every_clause(&mut self, mut change: impl FnMut(&mut Clause) -> bool) -> Vec<String> {
        let mut changed = Vec::new();
        let mut apply = |clause: &mut Clause| {
            let mut altered = clause.clone();
            if change(&mut altered) {
                changed.push(clause.code.clone());
                *clause = altered;
            }
        };
        self.document.clause.iter_mut().for_each(&mut apply);
        for entry in self.layers.iter_mut().flat_map(own_clauses) {
            let mut clause: Clause = serde_json::from_value(entry.clone()).expect("a whole clause");
            apply(&mut clause);
            *entry = serde_json::to_value(clause).expect("JSON");
        }
        changed
    }
}

/// The clauses written in the layer of a special inspection.
fn own_clauses(layer: &mut CampaignLayer) -> impl Iterator<Item = &mut Value> {
    let lists = layer
        .parts
        .iter_mut()
        .filter_map(|part| part.get_mut("clause")?.as_array_mut());
    lists.flatten()
}

fn cases() -> Cases {
    let files = files().into_iter();
    files.map(|(_, file)| (file.rule.clone(), file)).collect()
}

/// The pages after a change, by name.
///
/// # Panics
/// When the change makes no valid standard.
fn published(change: impl FnOnce(&mut Source)) -> BTreeMap<String, Page> {
    let document = standard().document.clone();
    let layers = campaign_layers(&document.version);
    let mut source = Source { document, layers };
    change(&mut source);
    let standard = Standard::new(source.document).unwrap_or_else(|errors| panic!("{errors:#?}"));
    let publication =
        Publication::new(&standard, &source.layers).unwrap_or_else(|errors| panic!("{errors:#?}"));
    let pages = pages(&publication, &cases()).into_iter();
    pages.map(|page| (page.name.clone(), page)).collect()
}

/// What follows `now` in `all`, round and round.
fn next<T: PartialEq + Copy>(all: &[T], now: T) -> T {
    let place = all.iter().position(|one| *one == now).expect("one of all");
    all[(place + 1) % all.len()]
}

/// A change of one field of a clause; `false` where the field is not in use.
type Change = fn(&mut Clause) -> bool;

const CHANGES: [(&str, Change); 23] = [
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
    ("title", |clause| longer(&mut clause.title.zh)),
    ("title in English", |clause| longer(&mut clause.title.en)),
    ("basis", |clause| {
        clause.basis.iter_mut().for_each(|basis| basis.text.push('改'));
        !clause.basis.is_empty()
    }),
    ("confidence", |clause| {
        for basis in &mut clause.basis {
            basis.confidence = next(Confidence::ALL, basis.confidence);
        }
        !clause.basis.is_empty()
    }),
    ("advice", |clause| longer(&mut clause.advice.zh)),
    ("advice in English", |clause| longer(&mut clause.advice.en)),
    ("manual.reason", |clause| {
        of_manual(clause, |manual| &mut manual.reason.zh)
    }),
    ("manual.reason in English", |clause| {
        of_manual(clause, |manual| &mut manual.reason.en)
    }),
    ("manual.evidence", |clause| {
        of_manual(clause, |manual| &mut manual.evidence.zh)
    }),
    ("manual.evidence in English", |clause| {
        of_manual(clause, |manual| &mut manual.evidence.en)
    }),
    ("rule", |clause| {
        clause.params = json!({});
        let text = |zh: &str| Text {
            zh: zh.to_owned(),
            en: zh.to_owned(),
        };
        clause.manual = Some(Manual {
            reason: text("因"),
            evidence: text("证"),
        });
        clause.rule.take().is_some()
    }),
    ("params", |clause| turned(&mut clause.params)),
];

fn longer(text: &mut String) -> bool {
    text.push('改');
    true
}

fn of_manual(clause: &mut Clause, text: fn(&mut Manual) -> &mut String) -> bool {
    clause.manual.as_mut().map(text).is_some_and(longer)
}

/// Other numbers and flags, and lists the other way round; `false` where there is nothing of the kind.
fn turned(params: &mut Value) -> bool {
    match params {
        Value::Object(entries) => {
            let turned = entries
                .values_mut()
                .filter_map(|entry| turned(entry).then_some(()));
            turned.count() > 0
        }
        Value::Array(entries) if entries.first() != entries.last() => {
            entries.reverse();
            true
        }
        Value::Bool(flag) => {
            *flag = !*flag;
            true
        }
        Value::Number(number) => {
            *params = json!(number.as_i64().expect("whole") + 1);
            true
        }
        _ => false,
    }
}

#[test]
fn every_field_of_every_clause_is_on_its_page() {
    let before = published(|_| {});
    for (field, change) in CHANGES {
        let mut changed = Vec::new();
        let after = published(|source| changed = source.every_clause(change));
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

#[test]
fn every_clause_there_is_has_a_page() {
    let pages = published(|_| {});
    let version = BUILTIN_VERSIONS.last().copied();
    let layers = campaign_layers(version.expect("a version"));
    let ids: Vec<String> = layers.iter().map(|layer| layer.id.clone()).collect();
    let all = builtin_with(version, &ids).unwrap_or_else(|errors| panic!("{errors:#?}"));
    let missing: Vec<_> = all
        .clauses()
        .iter()
        .filter(|clause| !pages.contains_key(&clause.code))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert_eq!(pages.len(), all.clauses().len() + 1);
}

#[test]
fn every_word_list_is_on_the_pages_of_the_clauses_that_use_it() {
    let before = published(|_| {});
    let mut using = Vec::new();
    let after = published(|source| {
        let words = source.document.words.values_mut();
        words.for_each(|list| list.push("新词".to_owned()));
        source.every_clause(|clause| {
            if clause.params.to_string().contains("\"@") {
                using.push(clause.code.clone());
            }
            false
        });
    });
    assert!(!using.is_empty());
    let same: Vec<_> = using
        .iter()
        .filter(|code| before.get(*code) == after.get(*code))
        .collect();
    assert!(same.is_empty(), "a new word does not show on the pages {same:?}");
}

/// The examples are cases, which `cases.rs` runs.
#[test]
fn every_clause_with_a_rule_has_an_example_of_a_problem_and_one_in_order() {
    let mut missing = Vec::new();
    for (name, page) in published(|_| {}) {
        let headed = |text: &str| {
            let is = |block: &Block| matches!(block, Block::Heading(2, heading) if heading.starts_with(text));
            page.blocks.iter().any(is)
        };
        if headed("怎样判断") {
            let wanted = ["有问题的例子", "合格的例子"];
            missing.extend(
                wanted
                    .into_iter()
                    .filter(|text| !headed(text))
                    .map(|text| format!("{name}没有{text}")),
            );
        }
    }
    assert!(
        missing.is_empty(),
        "请在 tests/cases 加案例：{}",
        missing.join("、")
    );
}

/// A change of the frame.
type Reform = fn(&mut Source);

#[test]
fn every_field_of_the_frame_is_on_the_index() {
    let before = &published(|_| {})["README"];
    let changes: [(&str, Reform); 14] = [
        ("effective", |source| {
            source.document.effective = "2026-02-03".to_owned();
        }),
        ("version", |source| source.document.version.push('1')),
        ("title", |source| source.document.title.zh.push('改')),
        ("title in English", |source| source.document.title.en.push('!')),
        ("cap", |source| {
            source
                .document
                .dimension
                .values_mut()
                .for_each(|line| line.cap += 1);
        }),
        ("cap proposed", |source| {
            source
                .document
                .dimension
                .values_mut()
                .for_each(|line| line.proposed = !line.proposed);
        }),
        ("grade", |source| source.document.grade[0].from += 1),
        ("grade proposed", |source| {
            source
                .document
                .grade
                .iter_mut()
                .for_each(|grade| grade.proposed = !grade.proposed);
        }),
        ("grade name", |source| source.document.grade[0].name.zh.push('改')),
        ("inspection's name", |source| {
            of_campaigns(source, |campaign| {
                campaign["name"] = json!({"zh": "改", "en": "x"});
            });
        }),
        ("inspection's name in English", |source| {
            of_campaigns(source, |campaign| campaign["name"]["en"] = "x".into());
        }),
        ("inspection's summary", |source| {
            of_campaigns(source, |campaign| campaign["summary"]["zh"] = "改".into());
        }),
        ("inspection's lists", |source| {
            of_campaigns(source, |campaign| campaign["references"] = json!([]));
        }),
        ("inspection's clauses", |source| {
            of_campaigns(source, |campaign| {
                campaign["clauses"].as_array_mut().expect("a list").swap(0, 1);
            });
        }),
    ];
    for (field, change) in changes {
        assert!(
            published(change)["README"] != *before,
            "a change of {field} does not show on the index"
        );
    }
}

fn of_campaigns(source: &mut Source, change: fn(&mut Value)) {
    let parts = source.layers.iter_mut().flat_map(|layer| &mut layer.parts);
    let lists = parts.filter_map(|part| part.get_mut("campaign")?.as_array_mut());
    lists.flatten().for_each(change);
}
