//! Which standard a check runs: a built-in version, a whole standard in a file, or a layer over the newest one.

use anyhow::{Context as _, anyhow, bail};
use shared::standard::{self, BUILTIN_VERSIONS, Standard, StandardError};
use std::path::Path;

/// The help of `--campaign`: what it does, and which special inspections there are.
pub(super) fn campaign_help() -> String {
    let mut text = String::from(
        "Special inspection to add to the standard; may be given several times. Each has a section of its own in the \
         result, and works best with its reference lists:",
    );
    for campaign in standard::campaigns(None) {
        let lists: Vec<_> = campaign.references.iter().map(|kind| kind.id()).collect();
        text.push_str(
            &[
                "\n  ",
                &campaign.id,
                "  ",
                &campaign.name.zh,
                " (",
                &lists.join(", "),
                ")",
            ]
            .concat(),
        );
    }
    text
}

/// Loads what `--standard` names, with the special inspections `--campaign` names; the newest built-in standard for
/// `None`.
pub(super) fn load(named: Option<&str>, campaigns: &[String]) -> anyhow::Result<Standard> {
    let Some(named) = named else {
        return standard::builtin_with(None, campaigns).map_err(sentence);
    };
    if BUILTIN_VERSIONS.contains(&named) {
        return standard::builtin_with(Some(named), campaigns).map_err(sentence);
    }
    if !campaigns.is_empty() {
        bail!(
            "专项核查（--campaign）只能加在内置标准上，不能与标准文件“{named}”同用 (campaigns go with built-in standards only)"
        );
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
