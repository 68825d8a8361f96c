//! Proof of quality: planted defects are found by their clause and by no other, every certain finding on real items was
//! reviewed, and no parameter, scope or word list can be lost unnoticed.

use std::path::Path;
use tests::cases::files;
use tests::check::{real, standard_and_inspections};
use tests::quality::canary::{self, Known};
use tests::quality::plant::Plants;
use tests::quality::planter::{Planter, Tally};
use tests::quality::reviewed;
use tests::quality::sample::samples;
use tests::quality::table::{document, share};
use tests::quality::unneeded::unneeded;
use tests::quality::ways::ways;

/// Least recall of a clause, in hundredths of a per cent.
const RECALL: usize = 9_800;

/// Fewest defects planted for a clause.
const VARIANTS: usize = 20;

/// Most unexpected findings of all, in hundredths of a per cent.
const UNEXPECTED: usize = 200;

#[test]
fn planted_defects_are_found_by_their_clause_only() {
    let (files, further, plants, samples) = (files(), ways(), Plants::read(), samples());
    let planter = Planter {
        standard: standard_and_inspections(),
        files: &files,
        further: &further,
        plants: &plants,
        samples: &samples,
    };
    let tallies = planter.run();
    let mut wrong = Vec::new();
    let (mut variants, mut disturbed) = (0, 0);
    for tally in &tallies {
        let Tally { clause, missed, .. } = tally;
        for way in &tally.unfit {
            wrong.push(format!(
                "{clause}：ways.toml的{way}用不到任何事项上，请改写或删去"
            ));
        }
        if tally.variants < VARIANTS {
            wrong.push(format!("{clause}：只种下{}处，至少{VARIANTS}处", tally.variants));
        }
        if share(tally.found, tally.variants) < RECALL {
            wrong.push(format!(
                "{clause}：种下{}处，只发现{}处\n  {}",
                tally.variants,
                tally.found,
                missed.join("\n  ")
            ));
        }
        for (other, (times, example)) in &tally.unexpected {
            println!("{clause}误及{other}{times}次，如{example}");
        }
        variants += tally.variants;
        disturbed += tally.disturbed;
    }
    if share(disturbed, variants.max(1)) > UNEXPECTED {
        wrong.push(format!(
            "种下{variants}处，误及{disturbed}处，多于2%；见上面的“误及”"
        ));
    }
    // Some companions are met in real items only.
    if real().is_some() {
        wrong.extend(unneeded(&plants, &tallies));
    }
    let clauses = planter.standard.clauses().iter().enumerate();
    let manual = clauses.filter(|(index, _)| planter.is_manual(*index));
    let manual: Vec<_> = manual.map(|(_, clause)| clause.code.as_str()).collect();
    let wanted = document(&planter.standard, &tallies, &manual);
    println!("{wanted}");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    up_to_date(&wanted);
}

/// The document counts real items too, so that it is compared only where they are.
fn up_to_date(wanted: &str) {
    if real().is_none() {
        return;
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/quality.md");
    if std::env::var("QUALITY").as_deref() == Ok("write") {
        std::fs::write(&path, wanted).expect("docs/quality.md is writable");
    }
    assert!(
        std::fs::read_to_string(&path).unwrap_or_default() == wanted,
        "docs/quality.md 与标准不一致，请运行 QUALITY=write cargo test -p tests --test quality"
    );
}

#[test]
fn every_certain_finding_on_real_items_was_reviewed_and_is_right() {
    let Some(problems) = reviewed::problems() else {
        return;
    };
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

#[test]
fn no_clause_parameter_or_word_list_is_lost_unnoticed() {
    let report = canary::report(&standard_and_inspections(), &files());
    assert!(
        report.silent.is_empty(),
        "没有案例会发现这些条款被删去：{:?}",
        report.silent
    );
    let known = Known::read();
    println!(
        "试改{}处；说明了理由、没有案例发现的{}处",
        report.tried,
        known.len()
    );
    let problems = known.problems(&report);
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}
