//! Certain findings on real items, each reviewed once by a person against the text.

use crate::check::{check, real, real_files};
use serde::Deserialize;
use shared::finding::Certainty;
use shared::locale::Lang;
use std::collections::BTreeMap;
use std::path::Path;

/// What a reviewer decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Verdict {
    Right,
    Wrong,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    file: String,
    /// Key of the item; empty where it has none.
    item: String,
    clause: String,
    element: String,
    /// Row of the sub-list from 1; 0 for the item itself.
    #[serde(default)]
    row: u16,
    /// Beginning of the value, so that a reader knows which one was judged.
    #[serde(default)]
    value: String,
    verdict: Verdict,
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Records {
    finding: Vec<Record>,
}

/// Where a finding stands: file, item, clause, element, row.
type Key = (String, String, String, String, u16);

/// What is wrong with the records, in Chinese; `None` where the real items are absent.
///
/// # Panics
/// When the records or a sample that is there cannot be read.
pub fn problems() -> Option<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("quality/reviewed.toml");
    let text = std::fs::read_to_string(path).expect("tests/quality/reviewed.toml");
    let records: Records = toml::from_str(&text).unwrap_or_else(|error| panic!("reviewed.toml：{error}"));
    real()?;
    let mut found: BTreeMap<Key, (String, String)> = BTreeMap::new();
    for kind in ["guitongban", "items"] {
        for (name, bytes) in real_files(kind) {
            let result = check(&name, &bytes).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
            for view in result.all_findings() {
                let finding = &view.stored.finding;
                if finding.certainty == Certainty::Fail {
                    let (clause, element) = (view.clause().code.clone(), finding.element.id().to_owned());
                    let row = finding.entry.map_or(0, |row| row + 1);
                    let key = (
                        format!("{kind}/{name}"),
                        view.item_names().0.to_owned(),
                        clause,
                        element,
                        row,
                    );
                    let value = view.value().unwrap_or_default().replace('\n', " ");
                    found.insert(key, (view.message(Lang::ZhCn), value));
                }
            }
        }
    }
    Some(compare(&records.finding, found))
}

fn compare(records: &[Record], mut found: BTreeMap<Key, (String, String)>) -> Vec<String> {
    let mut problems = Vec::new();
    for record in records {
        let key = (
            record.file.clone(),
            record.item.clone(),
            record.clause.clone(),
            record.element.clone(),
            record.row,
        );
        let place = format!(
            "{} {} {}[{}]",
            record.file, record.clause, record.element, record.row
        );
        match found.remove(&key) {
            None => problems.push(format!("{place}：已不再发现，请删去这条记录")),
            Some((_, value)) if !value.starts_with(&record.value) => {
                problems.push(format!("{place}：原文已变，请重新复核"));
            }
            Some(_) => {}
        }
        if record.verdict == Verdict::Wrong {
            problems.push(format!("{place}：判错了，请改规则（{}）", record.reason));
        }
        if record.reason.trim().is_empty() {
            problems.push(format!("{place}：没有写理由"));
        }
    }
    let left = found.into_iter();
    problems.extend(left.map(|((file, item, clause, element, row), (message, _))| {
        format!("{file} {item} {clause} {element}[{row}]：没有复核：{message}")
    }));
    problems
}
