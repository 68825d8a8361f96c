//! The case files of `tests/cases`.

use crate::case::CaseFile;
use crate::generate::write::Form;
use crate::generate::{Generated, Lists};
use shared::element::Element;
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

/// The lists of a case file as departments would have them in files of our own JSON, one file a case. Where a case names
/// no element that tells an item, its heading is the item's name.
///
/// # Panics
/// When a case gives no list.
pub fn lists(file: &CaseFile) -> Vec<(String, Vec<u8>)> {
    let bytes = |(number, case): (usize, &crate::case::Case)| {
        let list = case
            .list()
            .unwrap_or_else(|error| panic!("“{}”：{error}", case.title));
        let item = |view| {
            let mut item = Generated::of_item(&view);
            let named = [Element::TaskName, Element::TaskCode, Element::HandleItemCode];
            if !named.iter().any(|element| item.main.contains_key(element)) {
                item.main.insert(Element::TaskName, case.title.clone());
            }
            item
        };
        let written = Lists {
            items: list.views().map(item).collect(),
            truth: Vec::new(),
        };
        let name = format!("{}-{}.json", file.rule, number + 1);
        (name, Form::Json.bytes(&written).expect("written"))
    };
    file.cases.iter().enumerate().map(bytes).collect()
}
