//! The versions in a folder of standards.

use super::files::{beside_versions, folders, name, version_files};
use super::{Chosen, layers_of, plain, refused};
use anyhow::{anyhow, bail};
use shared::standard::lint::{Level, Linted, Problem, lint};
use shared::standard::{CampaignLayer, Standard, order};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A folder of standards.
#[derive(Default)]
pub(super) struct Shelf {
    /// From old to new, sound or not.
    pub(super) versions: Vec<Version>,
    /// What lies beside them.
    pub(super) unused: Vec<Problem>,
}

/// A version in a folder of standards.
pub(super) struct Version {
    pub(super) version: String,
    pub(super) layers: Vec<CampaignLayer>,
    /// The errors that lint finds in it, special inspections included, and files that are not read.
    pub(super) errors: Vec<Problem>,
    /// Files that are not read and need not be.
    pub(super) unused: Vec<Problem>,
    /// Without special inspections; or why it cannot be used.
    pub(super) standard: anyhow::Result<Arc<Standard>>,
}

impl Version {
    fn read(folder: &Path) -> anyhow::Result<Self> {
        let version = name(folder);
        let found = version_files(folder)?;
        if found.files.is_empty() && !found.is_incomplete() {
            bail!(
                "文件夹“{}”中没有标准文件（*.toml） (no files of a standard)",
                folder.display()
            );
        }
        let layers = layers_of(&found.files);
        let whole = lint(&found.files, Some(&version));
        let is_error = |problem: &Problem| problem.level == Level::Error;
        let (missed, unused): (Vec<_>, Vec<_>) = found.unused.into_iter().partition(is_error);
        let errors: Vec<Problem> = missed
            .into_iter()
            .chain(whole.problems.into_iter().filter(is_error))
            .collect();
        let standard = if errors.is_empty() {
            let Linted { problems, standard } = lint(&plain(found.files), Some(&version));
            standard.map(Arc::new).ok_or_else(|| refused(folder, &problems))
        } else {
            Err(refused(folder, &errors))
        };
        Ok(Self {
            version,
            layers,
            errors,
            unused,
            standard,
        })
    }

    /// Or the error of a version that cannot be used.
    pub(super) fn chosen(&self) -> anyhow::Result<Chosen> {
        match &self.standard {
            Ok(standard) => Ok(Chosen {
                standard: Arc::clone(standard),
                layers: self.layers.clone(),
                warnings: Vec::new(),
            }),
            Err(error) => Err(anyhow!("{error:#}")),
        }
    }
}

impl Shelf {
    /// Reads the versions of a folder.
    pub(super) fn read(folder: &Path) -> anyhow::Result<Self> {
        let mut versions = folders(folder)?;
        versions.sort_by(|a, b| order::of_versions(&name(a), &name(b)));
        if versions.is_empty() {
            bail!(
                "文件夹“{}”中没有标准；每个版本应为一个文件夹 (no standards in this folder)",
                folder.display()
            );
        }
        let read = |folder: &PathBuf| {
            let unreadable = |error| Version {
                version: name(folder),
                layers: Vec::new(),
                errors: Vec::new(),
                unused: Vec::new(),
                standard: Err(error),
            };
            Version::read(folder).unwrap_or_else(unreadable)
        };
        Ok(Self {
            versions: versions.iter().map(read).collect(),
            unused: beside_versions(folder)?,
        })
    }

    /// Everything in the folder that is not read, but what makes a version unusable.
    pub(super) fn unused(&self) -> impl Iterator<Item = &Problem> {
        let inside = self.versions.iter().flat_map(|version| &version.unused);
        self.unused.iter().chain(inside)
    }
}
