//! Which standard a check runs: a built-in version, a whole standard in a file, or a layer over the newest one.

use anyhow::{Context as _, anyhow};
use shared::standard::{self, BUILTIN_VERSIONS, Standard, StandardError};
use std::path::Path;

/// Loads what `--standard` names; the newest built-in standard for `None`.
pub(super) fn load(named: Option<&str>) -> anyhow::Result<Standard> {
    let Some(named) = named else {
        return standard::builtin(None).map_err(sentence);
    };
    if BUILTIN_VERSIONS.contains(&named) {
        return standard::builtin(Some(named)).map_err(sentence);
    }
    if !Path::new(named).exists() {
        return Err(anyhow!(
            "没有名为“{named}”的内置标准，也没有这个文件；内置标准：{} (no such standard, built in or file)",
            BUILTIN_VERSIONS.join("、")
        ));
    }
    let text = std::fs::read_to_string(named)
        .with_context(|| format!("标准文件“{named}”无法读取 (cannot be read)"))?;
    standard::from_toml(&text)
        .map_err(sentence)
        .with_context(|| format!("标准文件“{named}”有误 (invalid standard)"))
}

fn sentence(errors: Vec<StandardError>) -> anyhow::Error {
    let sentences: Vec<_> = errors.iter().map(ToString::to_string).collect();
    anyhow!("{}", sentences.join("\n"))
}
