//! Which copies were written here, so that nobody else's file, and no copy that a person went on working on, is ever
//! written over.

use crate::check::output;
use anyhow::{Context as _, bail};
use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Name of the record in each folder that copies were written to; `sha256sum --check` reads it.
pub(super) const NAME: &str = "qingcha-fixed.sha256";

/// The record of one folder: digests of the copies as they were written, by name.
#[derive(Debug, Default)]
pub(super) struct Record {
    path: PathBuf,
    digests: BTreeMap<String, String>,
}

impl Record {
    /// Reads the record beside `copy`; empty where there is none.
    pub(super) fn beside(copy: &Path) -> anyhow::Result<Self> {
        let path = copy.with_file_name(NAME);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
            Err(error) => {
                return Err(error).with_context(|| format!("“{}”无法读取 (cannot be read)", path.display()));
            }
        };
        let line = |line: &str| {
            let (digest, name) = line.split_once("  ")?;
            let digits = digest.len() == 64 && digest.bytes().all(|b| b.is_ascii_hexdigit());
            digits.then(|| (name.to_owned(), digest.to_owned()))
        };
        let Some(digests) = text.lines().map(line).collect() else {
            bail!(
                "“{}”不是修正副本的记录，请改名后再试 (not a record of corrected copies)",
                path.display()
            );
        };
        Ok(Self { path, digests })
    }

    /// Whether `copy` is as it was written here. What cannot be read is not.
    pub(super) fn knows(&self, copy: &Path) -> bool {
        let known = self.digests.get(&name(copy));
        known.is_some_and(|known| fs::read(copy).is_ok_and(|bytes| digest(&bytes) == *known))
    }

    /// Remembers that `copy` was written with `bytes`.
    pub(super) fn remember(&mut self, copy: &Path, bytes: &[u8]) -> anyhow::Result<()> {
        self.digests.insert(name(copy), digest(bytes));
        let lines = self
            .digests
            .iter()
            .map(|(name, digest)| format!("{digest}  {name}\n"));
        output::write(Some(&self.path), lines.collect::<String>().as_bytes())
    }
}

fn name(copy: &Path) -> String {
    copy.file_name()
        // A line holds one name.
        .map(|name| name.to_string_lossy().replace(['\n', '\r'], "?"))
        .unwrap_or_default()
}

fn digest(bytes: &[u8]) -> String {
    let digest = shared::standard::digest(bytes);
    digest.trim_start_matches("sha256:").to_owned()
}
