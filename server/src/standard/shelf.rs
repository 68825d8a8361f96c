//! Where standards come from: built in, in the folder an operator publishes, or in files being written.
//!
//! A folder of standards has one folder per version, in it one per layer, in that the layer's files:
//! `DIR/2026.2/national/10-legality.toml`. Names that begin with a dot are passed over.

use anyhow::{Context as _, anyhow, bail};
use shared::standard::lint::{File, Level, Linted, Problem, layer_of, lint};
use shared::standard::{self, BUILTIN_VERSIONS, CampaignLayer, Standard, StandardError, order};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Layers of special inspections by the version of their standard.
pub(crate) type Campaigns = BTreeMap<String, Vec<CampaignLayer>>;

/// Files that belong together, and the version their folder names.
pub(crate) struct Group {
    /// The version they must name.
    pub(crate) version: Option<String>,
    /// In order of merging.
    pub(crate) files: Vec<File>,
}

/// The help of `--campaign`: what it does, and which special inspections there are.
pub(crate) fn campaign_help() -> String {
    let before = "Special inspection to add to the standard; may be given several times. Each has a section of its own in \
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
            " (",
            &lists.join(", "),
            ")",
        ];
        text.push_str(&line.concat());
    }
    text
}

/// The standard that `named` means: a version, or what lies at a path; the newest one for `None`.
pub(crate) fn load(named: Option<&str>, folder: Option<&Path>) -> anyhow::Result<Arc<Standard>> {
    load_with(named, folder, &[])
}

/// The same with the layers of special inspections (`campaign-<id>`), named by their identifiers.
pub(crate) fn load_with(
    named: Option<&str>,
    folder: Option<&Path>,
    campaigns: &[String],
) -> anyhow::Result<Arc<Standard>> {
    let published = match folder {
        Some(folder) => open_with(folder, campaigns)?.map_err(|problems| refused(folder, &problems))?,
        None => Vec::new(),
    };
    let published_version = |version: &str| {
        published
            .iter()
            .find(|standard| standard.document.version == version)
    };
    let Some(named) = named else {
        let newest = published
            .iter()
            .map(|standard| standard.document.version.as_str());
        let newest = newest
            .chain(BUILTIN_VERSIONS.iter().copied())
            .max_by(|a, b| order::of_versions(a, b));
        return match newest.and_then(published_version) {
            Some(standard) => Ok(Arc::clone(standard)),
            None => builtin(newest, campaigns),
        };
    };
    if let Some(standard) = published_version(named) {
        return Ok(Arc::clone(standard));
    }
    if BUILTIN_VERSIONS.contains(&named) {
        return builtin(Some(named), campaigns);
    }
    let path = Path::new(named);
    if !path.exists() {
        let known = published
            .iter()
            .map(|standard| standard.document.version.as_str());
        let known: Vec<_> = BUILTIN_VERSIONS.iter().copied().chain(known).collect();
        bail!(
            "没有名为“{named}”的标准，也没有这个文件；可用的标准：{} (no such standard or file)",
            known.join("、")
        );
    }
    if !campaigns.is_empty() {
        bail!(
            "专项核查（--campaign）只能加在有版本的标准上，不能与标准文件“{named}”同用 (campaigns go with versions only)"
        );
    }
    let files = plain(together(&[path.to_owned()])?);
    let Linted { problems, standard } = lint(&files, None);
    standard.map(Arc::new).ok_or_else(|| refused(path, &problems))
}

/// The standard that `named` means without its special inspections, and their layers beside it.
pub(crate) fn load_apart(
    named: Option<&str>,
    folder: Option<&Path>,
) -> anyhow::Result<(Arc<Standard>, Vec<CampaignLayer>)> {
    let standard = load(named, folder)?;
    let version = standard.document.version.as_str();
    let published = folder.map(|folder| folder.join(version));
    let layers = match (named, published.filter(|folder| folder.is_dir())) {
        (Some(path), _) if path != version => layers_of(&together(&[PathBuf::from(path)])?),
        (_, Some(folder)) => layers_of(&version_files(&folder)?),
        (_, None) => standard::campaign_layers(version),
    };
    Ok((standard, layers))
}

/// Without the files of special inspections, which are merged only when they are asked for; but all of them where
/// there are no others, for then they are what was asked for.
fn plain(files: Vec<File>) -> Vec<File> {
    let is_plain = |file: &File| campaign_of(&file.layer).is_none();
    let any = files.iter().any(is_plain);
    files.into_iter().filter(|file| !any || is_plain(file)).collect()
}

fn builtin(version: Option<&str>, campaigns: &[String]) -> anyhow::Result<Arc<Standard>> {
    standard::builtin_with(version, campaigns)
        .map(Arc::new)
        .map_err(sentences)
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

/// All standards of a folder, from old to new, or everything that is wrong with them. Their special inspections are
/// looked at too, but only merged where [`load_with`] asks for them.
pub(crate) fn open(folder: &Path) -> anyhow::Result<Result<Vec<Arc<Standard>>, Vec<Problem>>> {
    open_with(folder, &[])
}

fn open_with(
    folder: &Path,
    campaigns: &[String],
) -> anyhow::Result<Result<Vec<Arc<Standard>>, Vec<Problem>>> {
    let mut standards = Vec::new();
    let mut problems = Vec::new();
    let mut versions = folders(folder)?;
    versions.sort_by(|a, b| order::of_versions(&name(a), &name(b)));
    if versions.is_empty() {
        bail!(
            "文件夹“{}”中没有标准；每个版本应为一个文件夹 (no standards in this folder)",
            folder.display()
        );
    }
    for version in versions {
        let files = version_files(&version)?;
        if files.is_empty() {
            bail!(
                "文件夹“{}”中没有标准文件（*.toml） (no files of a standard)",
                version.display()
            );
        }
        let whole = lint(&files, Some(&name(&version)));
        let errors = whole.problems.into_iter();
        problems.extend(errors.filter(|problem| problem.level == Level::Error));
        let wanted = |file: &File| {
            campaign_of(&file.layer).is_none_or(|id| campaigns.iter().any(|wanted| wanted == id))
        };
        let chosen: Vec<File> = files.iter().filter(|file| wanted(file)).cloned().collect();
        if let Some(unknown) = campaigns.iter().find(|id| {
            !files
                .iter()
                .any(|file| campaign_of(&file.layer) == Some(id.as_str()))
        }) {
            bail!(
                "标准{}没有名为“{unknown}”的专项核查 (no such campaign)",
                name(&version)
            );
        }
        standards.extend(lint(&chosen, Some(&name(&version))).standard.map(Arc::new));
    }
    Ok(if problems.is_empty() {
        Ok(standards)
    } else {
        Err(problems)
    })
}

/// The layers of the special inspections of each version of a folder, in order.
pub(crate) fn campaigns(folder: &Path) -> anyhow::Result<Campaigns> {
    let versions = folders(folder)?.into_iter();
    versions
        .map(|version| Ok((name(&version), layers_of(&version_files(&version)?))))
        .collect()
}

/// The layers of special inspections among the files of a version, in order.
fn layers_of(files: &[File]) -> Vec<CampaignLayer> {
    let parts = files.iter();
    CampaignLayer::of_files(parts.filter_map(|file| Some((campaign_of(&file.layer)?, layer_of(file)?))))
}

/// The special inspection whose layer lies at this path.
fn campaign_of(layer: &str) -> Option<&str> {
    Path::new(layer).file_name()?.to_str()?.strip_prefix("campaign-")
}

/// What the paths of a command name, for lint: every version of a folder by itself, other files together.
pub(crate) fn groups(paths: &[PathBuf]) -> anyhow::Result<Vec<Group>> {
    let mut groups = Vec::new();
    let mut rest = Vec::new();
    for path in paths {
        let inner = if path.is_dir() { folders(path)? } else { Vec::new() };
        let mut holds_versions = false;
        for version in inner {
            let files = version_files(&version)?;
            if !files.is_empty() {
                holds_versions = true;
                groups.push(Group {
                    version: Some(name(&version)),
                    files,
                });
            }
        }
        if !holds_versions {
            rest.push(path.clone());
        }
    }
    if !rest.is_empty() {
        groups.push(Group {
            version: None,
            files: together(&rest)?,
        });
    }
    Ok(groups)
}

/// The files at some paths as one standard: a folder of layers, a layer, or single files in the given order.
fn together(paths: &[PathBuf]) -> anyhow::Result<Vec<File>> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            let layer = path
                .parent()
                .map_or_else(String::new, |parent| parent.display().to_string());
            files.push(file(path, layer)?);
            continue;
        }
        let before = files.len();
        files.extend(layer_files(path)?);
        files.extend(version_files(path)?);
        if files.len() == before {
            bail!(
                "文件夹“{}”中没有标准文件（*.toml） (no files of a standard)",
                path.display()
            );
        }
    }
    Ok(files)
}

fn version_files(version: &Path) -> anyhow::Result<Vec<File>> {
    let mut layers = folders(version)?;
    layers.sort_by(|a, b| order::of_layers(&name(a), &name(b)));
    let files = layers
        .iter()
        .map(|layer| layer_files(layer))
        .collect::<anyhow::Result<Vec<_>>>()?;
    Ok(files.concat())
}

fn layer_files(layer: &Path) -> anyhow::Result<Vec<File>> {
    let is_part =
        |path: &PathBuf| path.is_file() && path.extension().is_some_and(|extension| extension == "toml");
    let mut parts: Vec<_> = entries(layer)?.into_iter().filter(is_part).collect();
    parts.sort();
    parts
        .iter()
        .map(|part| file(part, layer.display().to_string()))
        .collect()
}

/// Most of a file that is read: a hundred times the largest there is.
const MOST_BYTES: u64 = 16 << 20;

fn file(path: &Path, layer: String) -> anyhow::Result<File> {
    let shown = path.display();
    let size = fs::metadata(path)
        .with_context(|| format!("标准文件“{shown}”无法读取 (cannot be read)"))?
        .len();
    if size > MOST_BYTES {
        bail!("标准文件“{shown}”超过16MB，不像是标准 (too large for a standard)");
    }
    let text = fs::read_to_string(path).with_context(|| {
        format!("标准文件“{shown}”无法读取，请确认它是UTF-8编码的文本 (cannot be read as UTF-8)")
    })?;
    Ok(File {
        name: shown.to_string(),
        layer,
        text,
    })
}

fn folders(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    Ok(entries(folder)?
        .into_iter()
        .filter(|path| path.is_dir())
        .collect())
}

fn entries(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let unreadable = || format!("文件夹“{}”无法读取 (cannot be read)", folder.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).with_context(unreadable)? {
        let path = entry.with_context(unreadable)?.path();
        if !name(&path).starts_with('.') {
            paths.push(path);
        }
    }
    Ok(paths)
}

fn name(path: &Path) -> String {
    path.file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
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
