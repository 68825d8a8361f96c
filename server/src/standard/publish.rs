//! What `qingcha serve --standards DIR` publishes: the folder's standards, or where the folder is broken the last good
//! ones, which are kept beside it in `DIR/.last-good.json`. The built-in standards are the last resort.

use super::shelf::{self, Campaigns, Opened};
use crate::assets::File;
use axum::body::Bytes;
use serde::{Deserialize, Serialize};
use shared::standard::lint::Problem;
use shared::standard::{CampaignLayer, Document, Standard, Text};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// Where the standards in use come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// The operator's folder, as it is now.
    Folder,
    /// The copy of the folder when it was last in order.
    LastGood,
    /// Those of the program.
    BuiltIn,
}

/// The standards a server publishes.
#[derive(Clone)]
pub struct Published {
    /// From old to new; empty where only the built-in ones are in use.
    pub standards: Vec<Arc<Standard>>,
    /// Layers of the special inspections of each version, which a check merges where they are chosen.
    pub campaigns: BTreeMap<String, Vec<CampaignLayer>>,
    /// Where they come from.
    pub origin: Origin,
    /// Why the folder is not in use, one sentence each; empty where it is.
    pub refused: Vec<String>,
    /// Files of the folder that are no part of a standard, one sentence each.
    pub unused: Vec<String>,
}

/// Name and version of the list of published standards.
const INDEX_SCHEMA: &str = "qingcha/standards/1";

/// The copy of standards that were in order.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LastGood {
    standards: Vec<Document>,
    #[serde(default)]
    campaigns: Campaigns,
}

/// What the copy gives: standards and the layers of their special inspections.
type Kept = (Vec<Arc<Standard>>, Campaigns);

const LAST_GOOD: &str = ".last-good.json";

impl Published {
    /// Reads a folder; never fails, but says what is wrong and falls back.
    pub fn open(folder: &Path) -> Self {
        let sentences = |problems: &[Problem]| problems.iter().map(ToString::to_string).collect();
        let (mut refused, unused): (Vec<String>, _) =
            match shelf::open(folder).and_then(|read| Ok((read, shelf::campaigns(folder)?))) {
                Ok((Opened { standards, unused }, campaigns)) => match standards {
                    Ok(standards) => {
                        let published = Self {
                            standards,
                            campaigns,
                            origin: Origin::Folder,
                            refused: Vec::new(),
                            unused: sentences(&unused),
                        };
                        published.keep(folder);
                        return published;
                    }
                    Err(problems) => (sentences(&problems), sentences(&unused)),
                },
                Err(error) => (vec![format!("{error:#}")], Vec::new()),
            };
        let (standards, campaigns, origin) = match last_good(folder) {
            Ok(Some((standards, campaigns))) => (standards, campaigns, Origin::LastGood),
            Ok(None) => (Vec::new(), Campaigns::new(), Origin::BuiltIn),
            Err(error) => {
                refused.push(error);
                (Vec::new(), Campaigns::new(), Origin::BuiltIn)
            }
        };
        Self {
            standards,
            campaigns,
            origin,
            refused,
            unused,
        }
    }

    /// The newest published standard.
    pub fn newest(&self) -> Option<&Arc<Standard>> {
        self.standards.last()
    }

    /// Says in the log what is in use, loudly where it is not what the folder holds.
    pub fn report(&self, folder: &Path) {
        for sentence in &self.refused {
            tracing::error!("标准文件夹有误 invalid standard: {sentence}");
        }
        for sentence in &self.unused {
            tracing::warn!("标准文件夹中有没有用到的文件 unused file: {sentence}");
        }
        match self.origin {
            Origin::Folder => {}
            Origin::LastGood => tracing::error!(
                "“{}”中的标准没有使用，继续使用上一次正确的标准 the last good standards stay in use",
                folder.display()
            ),
            Origin::BuiltIn => tracing::error!(
                "“{}”中的标准没有使用，使用程序内置的标准 the built-in standards are in use",
                folder.display()
            ),
        }
        for standard in &self.standards {
            let document = &standard.document;
            tracing::info!(
                id = document.id,
                version = document.version,
                digest = standard.digest,
                effective = document.effective,
                "standard"
            );
        }
    }

    /// The files that a browser gets: each standard under a name that never changes its content, and their list.
    pub fn files(&self) -> Vec<File> {
        if self.standards.is_empty() {
            return Vec::new();
        }
        let mut files = Vec::new();
        let mut entries = Vec::new();
        for standard in &self.standards {
            // A document that was hashed can be written.
            let Ok(bytes) = standard.document.to_json() else {
                continue;
            };
            let document = &standard.document;
            let path = path(standard);
            entries.push(Entry {
                id: &document.id,
                version: &document.version,
                title: &document.title,
                effective: &document.effective,
                digest: &standard.digest,
                path: format!("/{path}"),
            });
            files.push(file(path, bytes));
            files.extend(self.campaign_file(standard));
        }
        let index = serde_json::json!({ "schema": INDEX_SCHEMA, "standards": entries });
        files.push(file(
            "standard/index.json".to_owned(),
            index.to_string().into_bytes(),
        ));
        files
    }

    /// The addresses that the page gives in its head, by the name it gives them: from the newest standard to the oldest.
    /// The newest that is in force is used; checks of their time can be repeated under the others.
    pub fn named(&self) -> Vec<(&'static str, String)> {
        let newest_first = || self.standards.iter().rev();
        let standards = newest_first().map(|standard| path(standard)).collect();
        let campaigns = newest_first()
            .filter_map(|standard| self.campaign_file(standard))
            .map(|file| file.path)
            .collect();
        let all: [(_, Vec<String>); 2] = [("standard", standards), ("campaigns", campaigns)];
        let given = all.into_iter().filter(|(_, paths)| !paths.is_empty());
        given
            .map(|(name, paths)| (name, format!("/{}", paths.join(",/"))))
            .collect()
    }

    /// The layers of a standard's special inspections in one file: they are few and small, and used only with it.
    fn campaign_file(&self, standard: &Standard) -> Option<File> {
        let version = &standard.document.version;
        let layers = self.campaigns.get(version).filter(|layers| !layers.is_empty())?;
        let bytes = serde_json::to_vec(layers).ok()?;
        let digest = shared::standard::digest(&bytes);
        let digest = digest.trim_start_matches("sha256:");
        Some(file(format!("standard/{version}-campaigns-{digest}.json"), bytes))
    }

    /// Keeps a copy of standards that are in order. Where that fails the server runs all the same, and the log says so.
    fn keep(&self, folder: &Path) {
        let documents = self.standards.iter().map(|standard| standard.document.clone());
        let path = folder.join(LAST_GOOD);
        let kept = serde_json::to_vec(&LastGood {
            standards: documents.collect(),
            campaigns: self.campaigns.clone(),
        });
        let kept = kept.map_err(anyhow::Error::from).and_then(|bytes| {
            if std::fs::read(&path).is_ok_and(|known| known == bytes) {
                return Ok(());
            }
            crate::check::output::write(Some(&path), &bytes)
        });
        if let Err(error) = kept {
            tracing::warn!("上一次正确的标准无法保存 the last good standards cannot be kept: {error:#}");
        }
    }
}

/// One line of the list of published standards.
#[derive(Serialize)]
struct Entry<'s> {
    id: &'s str,
    version: &'s str,
    title: &'s Text,
    effective: &'s str,
    digest: &'s str,
    path: String,
}

/// Where a standard is published, below the root.
pub fn path(standard: &Standard) -> String {
    let digest = standard.digest.trim_start_matches("sha256:");
    format!("standard/{}-{digest}.json", standard.document.version)
}

fn file(path: String, bytes: Vec<u8>) -> File {
    let sha256 = shared::standard::sha256(&bytes);
    File {
        path,
        bytes: Bytes::from(bytes),
        sha256,
    }
}

/// The kept copy, where there is one; refused in a sentence where this program cannot run it.
fn last_good(folder: &Path) -> Result<Option<Kept>, String> {
    let path = folder.join(LAST_GOOD);
    let refused = |why: String| {
        format!(
            "上一次正确的标准“{}”无法使用，请删除这个文件（{why}） (the last good standards cannot be used)",
            path.display()
        )
    };
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(refused(error.to_string())),
    };
    let kept: LastGood = serde_json::from_slice(&bytes).map_err(|error| refused(error.to_string()))?;
    let standards: Result<Vec<_>, _> = kept
        .standards
        .into_iter()
        .map(|document| Standard::new(document).map(Arc::new))
        .collect();
    let standards = standards.map_err(|errors| {
        let first = errors.first();
        refused(first.map_or_else(String::new, ToString::to_string))
    })?;
    if standards.is_empty() {
        return Err(refused("其中没有标准".to_owned()));
    }
    Ok(Some((standards, kept.campaigns)))
}
