//! The files of standards: versions, layers and parts in folders.

use anyhow::{Context as _, bail};
use shared::standard::lint::{File, Level, Problem};
use shared::standard::order;
use std::fs;
use std::path::{Path, PathBuf};

/// Files that belong together, and the version their folder names.
pub(crate) struct Group {
    /// The version they must name.
    pub(crate) version: Option<String>,
    /// In order of merging, and what lies among them.
    pub(crate) found: Found,
}

/// The files of a standard, in order of merging, and what lies among them without being one.
#[derive(Default)]
pub(crate) struct Found {
    pub(crate) files: Vec<File>,
    /// Each named: nobody would notice that clauses are missing.
    pub(crate) unused: Vec<Problem>,
}

impl Found {
    fn extend(&mut self, other: Self) {
        self.files.extend(other.files);
        self.unused.extend(other.unused);
    }

    /// Whether something among the files was probably meant to be one of them.
    pub(crate) fn is_incomplete(&self) -> bool {
        self.unused.iter().any(|problem| problem.level == Level::Error)
    }
}

/// What the paths of a command name, for lint: every version of a folder by itself, other files together.
pub(in crate::standard) fn groups(paths: &[PathBuf]) -> anyhow::Result<Vec<Group>> {
    let mut groups = Vec::new();
    let mut rest = Vec::new();
    for path in paths {
        let inner = if path.is_dir() { folders(path)? } else { Vec::new() };
        let versions = inner
            .iter()
            .map(|version| Ok((name(version), version_files(version)?)))
            .collect::<anyhow::Result<Vec<_>>>()?;
        if versions.iter().all(|(_, found)| found.files.is_empty()) {
            rest.push(path.clone());
            continue;
        }
        for (folder, (version, mut found)) in inner.iter().zip(versions) {
            if found.files.is_empty() && found.unused.is_empty() {
                found.unused.push(empty(folder));
            }
            groups.push(Group {
                version: Some(version),
                found,
            });
        }
        groups.push(Group {
            version: None,
            found: Found {
                files: Vec::new(),
                unused: beside_versions(path)?,
            },
        });
    }
    if !rest.is_empty() {
        groups.push(Group {
            version: None,
            found: together(&rest)?,
        });
    }
    Ok(groups)
}

/// The files at some paths as one standard: a folder of layers, a layer, or single files in the given order.
pub(super) fn together(paths: &[PathBuf]) -> anyhow::Result<Found> {
    let mut found = Found::default();
    for path in paths {
        if !path.is_dir() {
            let layer = path
                .parent()
                .map_or_else(String::new, |parent| parent.display().to_string());
            found.files.push(file(path, layer)?);
            continue;
        }
        let entries = Entries::of(path)?;
        let mut inside = Found {
            files: parts(path, &entries)?,
            unused: entries.others.iter().map(|other| unused(other)).collect(),
        };
        inside.extend(layers(entries.folders)?);
        if inside.files.is_empty() && inside.unused.is_empty() {
            bail!(
                "文件夹“{}”中没有标准文件（*.toml） (no files of a standard)",
                path.display()
            );
        }
        found.extend(inside);
    }
    Ok(found)
}

/// The files of a version: folders of layers, nothing else.
pub(super) fn version_files(version: &Path) -> anyhow::Result<Found> {
    let entries = Entries::of(version)?;
    let beside = entries.parts.iter().chain(&entries.others);
    let mut found = Found {
        files: Vec::new(),
        unused: beside.map(|path| unused(path)).collect(),
    };
    found.extend(layers(entries.folders)?);
    Ok(found)
}

/// What lies beside the folders of versions and is none. The schema for editors may.
pub(super) fn beside_versions(folder: &Path) -> anyhow::Result<Vec<Problem>> {
    let entries = Entries::of(folder)?;
    let beside = entries.parts.iter().chain(&entries.others);
    let beside = beside.filter(|path| !name(path).ends_with(".schema.json"));
    Ok(beside.map(|path| unused(path)).collect())
}

fn layers(mut folders: Vec<PathBuf>) -> anyhow::Result<Found> {
    folders.sort_by(|a, b| order::of_layers(&name(a), &name(b)));
    let mut found = Found::default();
    for layer in &folders {
        let entries = Entries::of(layer)?;
        let beside = entries.folders.iter().chain(&entries.others);
        found.extend(Found {
            files: parts(layer, &entries)?,
            unused: beside.map(|path| unused(path)).collect(),
        });
    }
    Ok(found)
}

fn parts(layer: &Path, entries: &Entries) -> anyhow::Result<Vec<File>> {
    let parts = entries.parts.iter();
    parts
        .map(|part| file(part, layer.display().to_string()))
        .collect()
}

/// Something that is not read. What bears the name of a standard's file, or hides one, was meant to be: then the
/// standard is refused, for it would run without some of its clauses.
fn unused(path: &Path) -> Problem {
    let (level, message) = if path.is_dir() {
        let message = "这一层文件夹里的文件不会读取：标准文件只放在“版本/层”两级文件夹中，请移到层文件夹";
        (Level::Error, message)
    } else if !path.exists() {
        let message = "链接指向的文件不存在，没有读取：请改正或删除这个链接";
        (Level::Error, message)
    } else if path.extension().is_some_and(|extension| extension == "toml") {
        let message = "这个位置的标准文件不会读取：标准文件放在“版本/层”文件夹中，请移到所属的层文件夹";
        (Level::Error, message)
    } else if name(path).to_lowercase().contains(".toml") {
        let message = "没有读取：标准文件的名称须以小写的“.toml”结尾，请改名；不用的请移走，或在名称前加“.”";
        (Level::Error, message)
    } else {
        let message = "不是标准文件（*.toml），没有读取；不属于标准的请移走，或在名称前加“.”";
        (Level::Warning, message)
    };
    problem(path, level, message)
}

/// A folder among those of versions that has nothing in it.
fn empty(folder: &Path) -> Problem {
    problem(
        folder,
        Level::Error,
        "文件夹中没有标准文件（*.toml）：请补上或移走",
    )
}

fn problem(path: &Path, level: Level, message: &str) -> Problem {
    Problem {
        file: path.display().to_string(),
        line: 1,
        column: 1,
        level,
        message: message.to_owned(),
    }
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

/// What lies in a folder, sorted; names that begin with a dot are passed over.
struct Entries {
    /// Files that may be parts of a standard.
    parts: Vec<PathBuf>,
    folders: Vec<PathBuf>,
    others: Vec<PathBuf>,
}

impl Entries {
    fn of(folder: &Path) -> anyhow::Result<Self> {
        let unreadable = || format!("文件夹“{}”无法读取 (cannot be read)", folder.display());
        let mut all = Vec::new();
        for entry in fs::read_dir(folder).with_context(unreadable)? {
            let path = entry.with_context(unreadable)?.path();
            if !name(&path).starts_with('.') {
                all.push(path);
            }
        }
        all.sort();
        let (folders, files): (Vec<_>, Vec<_>) = all.into_iter().partition(|path| path.is_dir());
        let is_part =
            |path: &PathBuf| path.is_file() && path.extension().is_some_and(|extension| extension == "toml");
        let (parts, others) = files.into_iter().partition(is_part);
        Ok(Self {
            parts,
            folders,
            others,
        })
    }
}

pub(super) fn folders(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    Ok(Entries::of(folder)?.folders)
}

pub(super) fn name(path: &Path) -> String {
    path.file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}
