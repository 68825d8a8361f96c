//! The example cases of the rules: those in this program, or those of a folder.

use anyhow::{Context as _, bail};
use shared::case::CaseFile;
use std::collections::BTreeMap;
use std::path::Path;

/// `tests/cases`, one file per rule.
#[derive(rust_embed::RustEmbed)]
#[folder = "../tests/cases"]
struct Cases;

/// The case files by rule.
pub(super) fn load(folder: Option<&Path>) -> anyhow::Result<BTreeMap<String, CaseFile>> {
    let mut texts: Vec<(String, String)> = Vec::new();
    match folder {
        None => {
            for name in Cases::iter().filter(|name| name.ends_with(".md")) {
                let file = Cases::get(&name)
                    .map(|file| file.data.into_owned())
                    .unwrap_or_default();
                texts.push((name.into_owned(), String::from_utf8(file)?));
            }
        }
        Some(folder) => {
            let unreadable = || format!("案例文件夹“{}”无法读取 (cannot be read)", folder.display());
            for entry in std::fs::read_dir(folder).with_context(unreadable)? {
                let path = entry.with_context(unreadable)?.path();
                if path.extension().is_some_and(|extension| extension == "md") {
                    let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
                    texts.push((path.display().to_string(), text));
                }
            }
        }
    }
    if texts.is_empty() {
        bail!("没有案例文件（*.md） (no case files)");
    }
    let mut cases = BTreeMap::new();
    for (name, text) in texts {
        let file =
            CaseFile::parse(&text).with_context(|| format!("案例文件“{name}”有误 (invalid case file)"))?;
        cases.insert(file.rule.clone(), file);
    }
    Ok(cases)
}
