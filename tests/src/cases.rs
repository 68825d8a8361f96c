//! The case files of `tests/cases`.

use crate::case::CaseFile;
use std::path::Path;

/// All case files, sorted by name.
///
/// # Panics
/// When a file cannot be read; the message names it and what is wrong.
pub fn files() -> Vec<(String, CaseFile)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let entries = std::fs::read_dir(&folder).expect("tests/cases");
    let mut names: Vec<_> = entries
        .filter_map(|entry| entry.expect("entry").file_name().into_string().ok())
        .filter(|name| {
            Path::new(name)
                .extension()
                .is_some_and(|extension| extension == "md")
        })
        .collect();
    names.sort();
    let read = |name: String| {
        let text = std::fs::read_to_string(folder.join(&name)).expect("readable");
        let file = CaseFile::parse(&text).unwrap_or_else(|error| panic!("{name}：{error:#}"));
        (name, file)
    };
    names.into_iter().map(read).collect()
}
