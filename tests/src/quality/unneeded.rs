//! Entries of `tests/quality/plants.toml` that no plant needs: they would let a later fault pass.

use super::plant::{Companion, Plants};
use super::planter::Tally;
use std::collections::BTreeSet;

/// What can be taken out of the file, in Chinese; `tallies` are those of all clauses.
pub fn unneeded(plants: &Plants, tallies: &[Tally]) -> Vec<String> {
    let tally = |clause: &str| tallies.iter().find(|tally| tally.clause == clause);
    let mut found = Vec::new();
    let mut say = |what: String| found.push(format!("plants.toml：{what}，请删去"));
    for elsewhere in &plants.elsewhere {
        for clause in &elsewhere.clauses {
            if tally(clause).is_none_or(|tally| tally.elsewhere == 0) {
                say(format!("[[elsewhere]]的{clause}没有一处要清空另一处"));
            }
        }
    }
    for (number, companion) in plants.companion.iter().enumerate() {
        let others = || {
            let others = plants.companion.iter().enumerate();
            others
                .filter(move |(other, _)| *other != number)
                .map(|(_, other)| other)
        };
        // A pair that another entry names too is that entry's.
        let met: BTreeSet<(&str, &str)> = pairs(companion)
            .filter(|(clause, other)| {
                !others().any(|entry| pairs(entry).any(|pair| pair == (*clause, *other)))
            })
            .filter(|(clause, other)| tally(clause).is_some_and(|tally| tally.companions.contains(*other)))
            .collect();
        let reason = &companion.reason;
        for clause in &companion.clauses {
            if !met.iter().any(|(own, _)| own == clause) {
                say(format!("[[companion]]“{reason}”的clauses中的{clause}没有用到"));
            }
        }
        for other in &companion.with {
            if !met.iter().any(|(_, own)| own == other) {
                say(format!("[[companion]]“{reason}”的with中的{other}没有用到"));
            }
        }
    }
    found
}

/// The clause planted and the other one, for all of an entry.
fn pairs(companion: &Companion) -> impl Iterator<Item = (&str, &str)> {
    let clauses = companion.clauses.iter();
    clauses.flat_map(|clause| {
        companion
            .with
            .iter()
            .map(move |other| (clause.as_str(), other.as_str()))
    })
}

#[cfg(test)]
mod tests {
    use super::unneeded;
    use crate::quality::plant::Plants;
    use crate::quality::planter::Tally;

    #[test]
    fn what_no_plant_met_is_named() {
        let plants: Plants = toml::from_str(
            r#"
            elsewhere = [{ clauses = ["F12", "K69"], reason = "" }]
            [[companion]]
            clauses = ["L01", "L03"]
            with = ["F08", "F34"]
            reason = "甲"
            [[companion]]
            clauses = ["L01"]
            with = ["F08"]
            reason = "乙"
            "#,
        )
        .expect("plants");
        let tally = |clause: &str, elsewhere, companions: &[&str]| Tally {
            clause: clause.to_owned(),
            elsewhere,
            companions: companions.iter().map(|code| (*code).to_owned()).collect(),
            ..Tally::default()
        };
        let tallies = [
            tally("F12", 1, &[]),
            tally("K69", 0, &[]),
            tally("L01", 0, &["F08"]),
            tally("L03", 0, &["F34"]),
        ];
        let found = unneeded(&plants, &tallies);
        let names = |what: &str| found.iter().any(|line| line.contains(what));
        assert!(names("K69") && !names("F12"), "{found:?}");
        // Both entries name L01 with F08: each is superfluous beside the other.
        assert!(
            names("“甲”的clauses中的L01") && names("“乙”的with中的F08"),
            "{found:?}"
        );
        assert!(!names("L03") && !names("F34"), "{found:?}");
    }
}
