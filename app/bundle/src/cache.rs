//! Results of slow steps, kept by the digest of everything that went in. Entries that a build did not use are dropped
//! at its end, so the folder holds one build.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use anyhow::Context as _;
use sha2::{Digest as _, Sha256};

/// The kept results of one kind of build.
pub(crate) struct Cache {
    folder: PathBuf,
    used: BTreeSet<String>,
}

impl Cache {
    /// Opens a folder, which may not exist yet.
    pub(crate) fn open(folder: PathBuf) -> anyhow::Result<Self> {
        fs::create_dir_all(&folder)?;
        Ok(Self {
            folder,
            used: BTreeSet::new(),
        })
    }

    /// The result for these inputs; made now if it is not there. `inputs` must hold everything the result depends on,
    /// the step's own name and version first.
    pub(crate) fn get(
        &mut self,
        inputs: &[&[u8]],
        make: impl FnOnce() -> anyhow::Result<Vec<u8>>,
    ) -> anyhow::Result<Vec<u8>> {
        let key = digest(inputs);
        let path = self.folder.join(&key);
        self.used.insert(key);
        if let Ok(known) = fs::read(&path) {
            return Ok(known);
        }
        let made = make()?;
        // Renamed into place: an interrupted build must not leave half a result under a valid name.
        let draft = path.with_extension("draft");
        fs::write(&draft, &made)?;
        fs::rename(&draft, &path).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(made)
    }

    /// Drops what this build did not use.
    pub(crate) fn sweep(self) -> anyhow::Result<()> {
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            if !self.used.contains(entry.file_name().to_string_lossy().as_ref()) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}

/// SHA-256 in hexadecimal over parts, each with its length, so that no two lists of parts look alike.
pub(crate) fn digest(parts: &[&[u8]]) -> String {
    use std::fmt::Write as _;
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().iter().fold(String::new(), |mut text, byte| {
        let _never_fails = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::{Cache, digest};

    #[test]
    fn parts_are_told_apart() {
        assert_ne!(digest(&[b"ab", b"c"]), digest(&[b"a", b"bc"]));
        assert_ne!(digest(&[b""]), digest(&[]));
    }

    #[test]
    fn a_result_is_made_once_and_dropped_when_unused() {
        let folder = std::env::temp_dir().join(format!("qingcha-cache-{}", std::process::id()));
        let mut first = Cache::open(folder.clone()).expect("a folder");
        assert_eq!(first.get(&[b"in"], || Ok(b"out".to_vec())).expect("made"), b"out");
        assert_eq!(
            first.get(&[b"in"], || anyhow::bail!("made twice")).expect("kept"),
            b"out"
        );
        first.sweep().expect("swept");

        let mut second = Cache::open(folder.clone()).expect("a folder");
        assert_eq!(
            second.get(&[b"other"], || Ok(b"new".to_vec())).expect("made"),
            b"new"
        );
        second.sweep().expect("swept");

        let mut third = Cache::open(folder.clone()).expect("a folder");
        assert!(third.get(&[b"in"], || anyhow::bail!("gone")).is_err());
        std::fs::remove_dir_all(folder).expect("removable");
    }
}
