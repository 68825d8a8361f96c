use super::{Diff, FieldChange, Kind, Subject};
use crate::locale::Lang;
use crate::standard::{Document, Standard, builtin};
use proptest::prelude::*;
use serde_json::Value;

fn changed(edit: impl FnOnce(&mut Document)) -> Diff {
    let before = builtin(None).unwrap();
    let mut document = before.document.clone();
    edit(&mut document);
    Diff::of(&before, &Standard::new(document).unwrap())
}

#[test]
fn the_same_standard_differs_in_nothing() {
    assert_eq!(changed(|_| {}).changes, []);
}

#[test]
fn a_changed_field_is_named_with_both_values() {
    let diff = changed(|document| {
        let clause = document
            .clause
            .iter_mut()
            .find(|clause| clause.code == "K01")
            .unwrap();
        clause.points = 650;
    });
    let [change] = diff.changes.as_slice() else {
        panic!("{:?}", diff.changes)
    };
    assert_eq!(
        (change.subject, change.name.as_str(), change.kind),
        (Subject::Clause, "K01", Kind::Changed)
    );
    let [field] = change.fields.as_slice() else {
        panic!("{:?}", change.fields)
    };
    assert_eq!(field.label(Lang::ZhCn), "扣分");
    assert_eq!(field.label(Lang::En), "Points");
    assert_eq!(field.shown(false, Lang::ZhCn).as_deref(), Some("8.00"));
    assert_eq!(field.shown(true, Lang::ZhCn).as_deref(), Some("6.50"));
}

#[test]
fn clauses_grades_caps_and_words_are_told_apart() {
    let diff = changed(|document| {
        let removed = document.clause.remove(0);
        let mut added = removed.clone();
        added.code = "X01".to_owned();
        document.clause.push(added);
        document.grade[0].from = 9500;
        document.dimension.values_mut().next().unwrap().cap += 100;
        let list = document.words.get_mut("vague-material-markers").unwrap();
        list.pop();
        list.push("诸如此类".to_owned());
    });
    let said: Vec<_> = diff
        .changes
        .iter()
        .map(|change| (change.subject, change.kind))
        .collect();
    assert_eq!(
        said,
        [
            (Subject::Dimension, Kind::Changed),
            (Subject::Grade, Kind::Changed),
            (Subject::Clause, Kind::Added),
            (Subject::Clause, Kind::Removed),
            (Subject::Words, Kind::Changed),
        ]
    );
    let words = diff.changes.last().unwrap().fields[0].entries(Lang::ZhCn);
    assert_eq!(
        words,
        Some((vec!["“一切”".to_owned()], vec!["“诸如此类”".to_owned()]))
    );
}

#[test]
fn another_order_of_clauses_is_a_difference() {
    let diff = changed(|document| document.clause.swap(0, 1));
    assert_eq!(diff.changes.len(), 1);
    let field: &FieldChange = &diff.changes[0].fields[0];
    assert_eq!(field.at, ["clause"]);
    assert_eq!(field.entries(Lang::ZhCn), Some((vec![], vec![])));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever the digest tells apart, diff names; it says nothing of equal standards.
    #[test]
    fn no_difference_goes_unsaid(at in any::<prop::sample::Index>(), text in "[甲乙a]{1,3}", number in 1..9000_i64) {
        let before = builtin(None).unwrap();
        let mut value = serde_json::to_value(&before.document).unwrap();
        let mut leaves = 0;
        count(&value, &mut leaves);
        let mut left = at.index(leaves);
        edit(&mut value, &mut left, &text, number);
        let Ok(document) = serde_json::from_value::<Document>(value) else { return Ok(()) };
        let Ok(after) = Standard::new(document) else { return Ok(()) };
        let diff = Diff::of(&before, &after);
        prop_assert_eq!(diff.changes.is_empty(), before.digest == after.digest);
    }
}

fn count(value: &Value, leaves: &mut usize) {
    match value {
        Value::Array(entries) => entries.iter().for_each(|entry| count(entry, leaves)),
        Value::Object(entries) => entries.values().for_each(|entry| count(entry, leaves)),
        _ => *leaves += 1,
    }
}

fn edit(value: &mut Value, left: &mut usize, text: &str, number: i64) {
    let leaf = match value {
        Value::Array(entries) => {
            return entries
                .iter_mut()
                .for_each(|entry| edit(entry, left, text, number));
        }
        Value::Object(entries) => {
            return entries
                .values_mut()
                .for_each(|entry| edit(entry, left, text, number));
        }
        leaf => leaf,
    };
    if *left == 0 {
        *leaf = match leaf {
            Value::Number(_) => number.into(),
            Value::Bool(flag) => Value::Bool(!*flag),
            _ => text.into(),
        };
    }
    *left = left.wrapping_sub(1);
}
