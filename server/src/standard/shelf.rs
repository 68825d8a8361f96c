//! Where standards come from: built in, in the folder an operator publishes, or in files being written.
//!
//! A folder of standards has one folder per version, in it one per layer, in that the layer's files:
//! `DIR/2026.2/national/10-legality.toml`. Names that begin with a dot are passed over.

use anyhow::{anyhow, bail};
use files::{folders, name, together, version_files};
use shared::standard::lint::{File, Level, Linted, Problem, layer_of, lint};
use shared::standard::{self, BUILTIN_VERSIONS, CampaignLayer, Standard, StandardError, order};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use time::Date;
use versions::{Shelf, Version};

mod files;
mod versions;

pub(in crate::standard) use files::groups;

/// Layers of special inspections by the version of their standard.
pub(crate) type Campaigns = BTreeMap<String, Vec<CampaignLayer>>;

/// The help of `--campaign`: what it does, and which special inspections there are.
pub(crate) fn campaign_help() -> String {
    let before = "要并入标准的专项核查，可以写几次；结果中各有一节，最好同时给出用到的参考清单。\
                  Special inspection to add to the standard; may be given several times. Each has a section of its own in \
                  the result, and works best with its reference lists";
    [before, &campaign_list()].concat()
}

/// The special inspections of this program, one a line, after a colon.
pub(crate) fn campaign_list() -> String {
    let mut text = String::from(":");
    for campaign in standard::campaigns(None) {
        let lists: Vec<_> = campaign.references.iter().map(|kind| kind.id()).collect();
        let line = [
            "\n  ",
            &campaign.id,
            "  ",
            &campaign.name.zh,
            " · ",
            &campaign.name.en,
            " (",
            &lists.join(", "),
            ")",
        ];
        text.push_str(&line.concat());
    }
    text
}

/// A standard that was asked for, or the one that holds where none was.
pub(crate) struct Chosen {
    /// Without special inspections.
    pub(crate) standard: Arc<Standard>,
    /// The layers of its special inspections.
    pub(crate) layers: Vec<CampaignLayer>,
    /// What whoever asked should know of the choice, one sentence each.
    pub(crate) warnings: Vec<String>,
}

impl Chosen {
    /// With the special inspections of these identifiers.
    pub(crate) fn with(&self, campaigns: &[String]) -> anyhow::Result<Arc<Standard>> {
        if campaigns.is_empty() {
            return Ok(Arc::clone(&self.standard));
        }
        let document = self.standard.document.with_campaigns(&self.layers, campaigns);
        document.and_then(Standard::new).map(Arc::new).map_err(sentences)
    }
}

/// The standard that `named` means, with the special inspections of these identifiers; the newest one for `None`.
pub(crate) fn load_with(
    named: Option<&str>,
    folder: Option<&Path>,
    campaigns: &[String],
) -> anyhow::Result<Arc<Standard>> {
    choose(named, folder, None)?.with(campaigns)
}

/// The standard that `named` means; for `None` the newest, and where a day is given the newest in force on it.
///
/// A version that lint refuses is an error only where it is the one that is meant, or where it might be.
pub(crate) fn choose(
    named: Option<&str>,
    folder: Option<&Path>,
    day: Option<Date>,
) -> anyhow::Result<Chosen> {
    let shelf = folder.map(Shelf::read).transpose()?.unwrap_or_default();
    let (mut chosen, version) = match named {
        Some(named) => (by_name(named, &shelf.versions)?, Some(named.to_owned())),
        None => newest(&shelf.versions, day)?,
    };
    chosen.warnings.extend(shelf.unused().map(ToString::to_string));
    for other in shelf
        .versions
        .iter()
        .filter(|other| Some(&other.version) != version.as_ref())
    {
        if let Err(error) = &other.standard {
            let first = error.to_string();
            let first = first.lines().nth(1).unwrap_or(&first);
            chosen.warnings.push(format!(
                "标准{}有误，没有使用（{first}）；本次使用标准{} (another version is invalid)",
                other.version, chosen.standard.document.version
            ));
        }
    }
    if let Some(day) = day.filter(|day| !chosen.standard.is_in_force(*day)) {
        let document = &chosen.standard.document;
        chosen.warnings.push(format!(
            "标准{}自{}起施行，检查日期{day}还没有施行，所得分数不能作为正式评分 (not in force on this day)",
            document.version, document.effective
        ));
    }
    Ok(chosen)
}

/// What is named: a version of the folder, a built-in one, or a path.
fn by_name(named: &str, shelf: &[Version]) -> anyhow::Result<Chosen> {
    if let Some(version) = shelf.iter().find(|version| version.version == named) {
        return version.chosen();
    }
    if BUILTIN_VERSIONS.contains(&named) {
        return builtin(named);
    }
    let path = Path::new(named);
    if !path.exists() {
        let known = shelf.iter().map(|version| version.version.as_str());
        let known: Vec<_> = BUILTIN_VERSIONS.iter().copied().chain(known).collect();
        bail!(
            "没有名为“{named}”的标准，也没有这个文件；可用的标准：{} (no such standard or file)",
            known.join("、")
        );
    }
    let found = together(&[path.to_owned()])?;
    if found.is_incomplete() {
        return Err(refused(path, &found.unused));
    }
    let layers = layers_at(&found.files);
    let Linted { problems, standard } = lint(&plain(found.files), None);
    let standard = standard.map(Arc::new).ok_or_else(|| refused(path, &problems))?;
    Ok(Chosen {
        standard,
        layers,
        warnings: found.unused.iter().map(ToString::to_string).collect(),
    })
}

/// The newest version, of those in force on the day where there are any; else the first that will be. Versions newer
/// than the one that is used are named.
fn newest(shelf: &[Version], day: Option<Date>) -> anyhow::Result<(Chosen, Option<String>)> {
    let published = |version: &str| shelf.iter().find(|known| known.version == version);
    let builtin_only = BUILTIN_VERSIONS
        .iter()
        .filter(|version| published(version).is_none());
    let names = shelf.iter().map(|version| version.version.as_str());
    let mut names: Vec<&str> = names.chain(builtin_only.copied()).collect();
    names.sort_by(|a, b| order::of_versions(b, a));
    let mut warnings = Vec::new();
    let mut last = None;
    for name in names {
        let mut chosen = match published(name) {
            Some(version) => version.chosen()?,
            None => builtin(name)?,
        };
        if day.is_none_or(|day| chosen.standard.is_in_force(day)) {
            let used = &chosen.standard.document.version;
            let notes = warnings
                .iter()
                .map(|note| format!("{note}，本次使用标准{used} (not yet in force)"));
            chosen.warnings.extend(notes);
            return Ok((chosen, Some(name.to_owned())));
        }
        let document = &chosen.standard.document;
        warnings.push(format!(
            "标准{}自{}起才施行",
            document.version, document.effective
        ));
        last = Some((chosen, Some(name.to_owned())));
    }
    last.ok_or_else(|| anyhow!("没有标准 (no standard)"))
}

/// The standard that `named` means without its special inspections, and their layers beside it.
pub(crate) fn load_apart(
    named: Option<&str>,
    folder: Option<&Path>,
) -> anyhow::Result<(Arc<Standard>, Vec<CampaignLayer>)> {
    let chosen = choose(named, folder, None)?;
    Ok((chosen.standard, chosen.layers))
}

/// Without the files of special inspections, which are merged only when they are asked for; but all of them where
/// there are no others, for then they are what was asked for.
fn plain(files: Vec<File>) -> Vec<File> {
    let is_plain = |file: &File| campaign_of(&file.layer).is_none();
    let any = files.iter().any(is_plain);
    files.into_iter().filter(|file| !any || is_plain(file)).collect()
}

fn builtin(version: &str) -> anyhow::Result<Chosen> {
    Ok(Chosen {
        standard: standard::builtin(Some(version))
            .map(Arc::new)
            .map_err(sentences)?,
        layers: standard::campaign_layers(version),
        warnings: Vec::new(),
    })
}

/// One error of all that is wrong with a merged standard.
pub(crate) fn sentences(errors: Vec<StandardError>) -> anyhow::Error {
    let sentences: Vec<_> = errors.iter().map(ToString::to_string).collect();
    anyhow!("{}", sentences.join("\n"))
}

/// One error of all that is wrong.
fn refused(path: &Path, problems: &[Problem]) -> anyhow::Error {
    let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
    anyhow!(
        "标准“{}”有误，没有使用 (invalid standard)：\n{}",
        path.display(),
        lines.join("\n")
    )
}

/// What a folder of standards holds.
pub(crate) struct Opened {
    /// From old to new; or everything that is wrong with them.
    pub(crate) standards: Result<Vec<Arc<Standard>>, Vec<Problem>>,
    /// Files that are not read and need not be.
    pub(crate) unused: Vec<Problem>,
}

/// All standards of a folder. Their special inspections are looked at too, but not merged.
pub(crate) fn open(folder: &Path) -> anyhow::Result<Opened> {
    let shelf = Shelf::read(folder)?;
    let (mut problems, unused): (Vec<_>, Vec<_>) = shelf
        .unused()
        .cloned()
        .partition(|problem| problem.level == Level::Error);
    let mut standards = Vec::new();
    for version in shelf.versions {
        match version.standard {
            Ok(standard) => standards.push(standard),
            Err(error) if version.errors.is_empty() => return Err(error),
            Err(_) => problems.extend(version.errors),
        }
    }
    let standards = if problems.is_empty() {
        Ok(standards)
    } else {
        Err(problems)
    };
    Ok(Opened { standards, unused })
}

/// The layers of the special inspections of each version of a folder, in order.
pub(crate) fn campaigns(folder: &Path) -> anyhow::Result<Campaigns> {
    let versions = folders(folder)?.into_iter();
    versions
        .map(|version| Ok((name(&version), layers_of(&version_files(&version)?.files))))
        .collect()
}

/// The layers of special inspections among the files of a version, in order.
fn layers_of(files: &[File]) -> Vec<CampaignLayer> {
    let parts = files.iter();
    CampaignLayer::of_files(parts.filter_map(|file| Some((campaign_of(&file.layer)?, layer_of(file)?))))
}

/// The same of files at a path. Those that are no whole standard lie over the newest built-in one (see [`lint`]), and
/// their special inspections over its.
fn layers_at(files: &[File]) -> Vec<CampaignLayer> {
    let own = layers_of(files);
    let gives = |key: &str| {
        let mut parts = files.iter().filter_map(layer_of);
        parts.any(|part| part.get(key).is_some())
    };
    if gives("dimension") && gives("grade") {
        return own;
    }
    let newest = BUILTIN_VERSIONS.last().copied().unwrap_or_default();
    let mut layers = standard::campaign_layers(newest);
    for layer in own {
        match layers.iter_mut().find(|known| known.id == layer.id) {
            Some(known) => known.parts.extend(layer.parts),
            None => layers.push(layer),
        }
    }
    layers
}

/// The special inspection whose layer lies at this path.
fn campaign_of(layer: &str) -> Option<&str> {
    Path::new(layer).file_name()?.to_str()?.strip_prefix("campaign-")
}

#[cfg(test)]
mod tests {
    use super::{campaigns, load_with};
    use shared::standard::Standard;
    use std::path::Path;

    #[test]
    fn published_campaigns_merge_into_the_standard_of_the_command_line() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/standards");
        let load =
            |ids: &[String]| load_with(None, Some(&folder), ids).unwrap_or_else(|error| panic!("{error:#}"));
        let (plain, layers) = (load(&[]), campaigns(&folder).expect("readable"));
        let layers = &layers[&plain.document.version];
        assert_eq!(layers.len(), 5);
        let ids: Vec<String> = layers.iter().map(|layer| layer.id.clone()).collect();
        for ids in [&ids[..1], &ids[1..3], &ids] {
            let document = plain.document.with_campaigns(layers, ids);
            let merged = document
                .and_then(Standard::new)
                .unwrap_or_else(|errors| panic!("{errors:#?}"));
            assert_eq!(merged.digest, load(ids).digest, "{ids:?}");
        }
    }
}
