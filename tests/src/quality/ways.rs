//! Further ways to plant a defect, phrased independently of the cases: `tests/quality/ways.toml`.

use crate::case::Case;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// By clause, then by what it is about: element paths with the values that make the defect.
type File = BTreeMap<String, BTreeMap<String, BTreeMap<String, Values>>>;

/// Key of a way's outcome, where it is not one item that is suspected.
const OUTCOME: &str = "结论";

/// A value, or one of each item.
#[derive(Deserialize)]
#[serde(untagged)]
enum Values {
    One(String),
    Each(Vec<String>),
}

impl Values {
    fn list(self) -> Vec<String> {
        match self {
            Self::One(value) => vec![value],
            Self::Each(values) => values,
        }
    }
}

/// Reads the ways, each as a case that must find something.
///
/// # Panics
/// When the file cannot be read; the message says where.
pub fn ways() -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("quality/ways.toml");
    let text = std::fs::read_to_string(path).expect("tests/quality/ways.toml");
    let file: File = toml::from_str(&text).unwrap_or_else(|error| panic!("tests/quality/ways.toml：{error}"));
    let of = |(clause, ways): (String, BTreeMap<_, _>)| {
        ways.into_iter()
            .map(move |(title, values)| case(&clause, title, values))
    };
    file.into_iter().flat_map(of).collect()
}

fn case(clause: &str, title: String, mut values: BTreeMap<String, Values>) -> Case {
    let expected = values.remove(OUTCOME).map(Values::list);
    Case {
        title,
        rows: values
            .into_iter()
            .map(|(path, values)| (path, values.list()))
            .collect(),
        clause: clause.to_owned(),
        expected: expected.unwrap_or_else(|| vec!["疑似".to_owned()]),
        findings: Vec::new(),
        references: Vec::new(),
    }
}
