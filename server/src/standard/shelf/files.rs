//! The files of standards: versions, layers and parts in folders.

use anyhow::{Context as _, bail};
use shared::standard::lint::File;
use shared::standard::order;
use std::fs;
use std::path::{Path, PathBuf};

/// Files that belong together, and the version their folder names.
pub(crate) struct Group {
    /// The version they must name.
    pub(crate) version: Option<String>,
    /// In order of merging.
    pub(crate) files: Vec<File>,
}

/// What the paths of a command name, for lint: every version of a folder by itself, other files together.
pub(in crate::standard) fn groups(paths: &[PathBuf]) -> anyhow::Result<Vec<Group>> {
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
pub(super) fn together(paths: &[PathBuf]) -> anyhow::Result<Vec<File>> {
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

pub(super) fn version_files(version: &Path) -> anyhow::Result<Vec<File>> {
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

pub(super) fn folders(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
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

pub(super) fn name(path: &Path) -> String {
    path.file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}
