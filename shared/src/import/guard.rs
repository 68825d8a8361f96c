//! The guard in front of zip containers: what the directory says is weighed before a single byte is unpacked.
//!
//! The `zip` crate (from 9.0.1) fails a read that goes beyond an entry's declared size, so the sum of the declared
//! sizes is a true bound on memory and time; [`Container::part`] holds it once more by itself.

use super::limits::Limits;
use super::refusal::{Refusal, RefusalKind};
use super::xml::Part;
use std::io::{Cursor, ErrorKind, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// A zip container that passed the guard.
pub(super) struct Container<'a> {
    file: &'a str,
    limits: &'a Limits,
    archive: ZipArchive<Cursor<&'a [u8]>>,
    entries: Vec<Entry>,
}

/// One entry of a container.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Name with `/` between folders, decoded.
    pub(super) name: String,
    /// Declared size in bytes.
    pub(super) size: u64,
    /// Needs a password.
    pub(super) encrypted: bool,
}

impl<'a> Container<'a> {
    /// Looks at the directory of `bytes`, the file `file`; refuses what would expand too far or cannot be trusted.
    pub(super) fn open(file: &'a str, bytes: &'a [u8], limits: &'a Limits) -> Result<Self, Refusal> {
        let broken = |_| Refusal::new(RefusalKind::Broken, [file, "ZIP"]);
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
        if archive.len() > limits.entries {
            let (count, limit) = (archive.len().to_string(), limits.entries.to_string());
            return Err(Refusal::new(RefusalKind::TooManyEntries, [file, &count, &limit]));
        }
        let start = usize::try_from(archive.central_directory_start()).unwrap_or(usize::MAX);
        if let Some(name) = duplicate(bytes, start) {
            return Err(Refusal::new(RefusalKind::DuplicateEntry, [file, &name]));
        }
        let mut entries = Vec::with_capacity(archive.len());
        let mut sum = 0_u64;
        for index in 0..archive.len() {
            let entry = archive.by_index_data(index).map_err(broken)?;
            let name = entry_name(entry.name_raw());
            let (size, packed) = (entry.size(), entry.compressed_size());
            sum = sum.saturating_add(size);
            if size > limits.ratio_from && size / limits.ratio.max(1) > packed {
                let ratio = (size / packed.max(1)).to_string();
                return Err(Refusal::new(RefusalKind::SuspiciousRatio, [file, &name, &ratio]));
            }
            entries.push(Entry {
                name,
                size,
                encrypted: entry.encrypted(),
            });
        }
        if sum > limits.expanded_bytes {
            let megabytes = |bytes: u64| bytes.div_ceil(1 << 20).to_string();
            return Err(Refusal::new(
                RefusalKind::ExpandsTooFar,
                [file, &megabytes(sum), &megabytes(limits.expanded_bytes)],
            ));
        }
        if archive.has_overlapping_files().map_err(broken)? {
            return Err(Refusal::new(RefusalKind::OverlappingEntries, [file]));
        }
        Ok(Self {
            file,
            limits,
            archive,
            entries,
        })
    }

    /// All entries.
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The index of the entry `name`; as Windows does, without regard to the case of ASCII letters.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        let exact = self.entries.iter().position(|entry| entry.name == name);
        exact.or_else(|| {
            self.entries
                .iter()
                .position(|entry| entry.name.eq_ignore_ascii_case(name))
        })
    }

    /// Declared size of the entry `name`, 0 where there is none.
    pub(super) fn size(&self, name: &str) -> u64 {
        self.find(name).map_or(0, |index| self.entries[index].size)
    }

    /// A part by its names, for refusals.
    pub(super) fn describe<'n>(&self, name: &'n str) -> Part<'n>
    where
        'a: 'n,
    {
        Part {
            file: self.file,
            name,
            attributes: self.limits.attributes,
        }
    }

    /// Opens entry number `index` for reading.
    pub(super) fn part(&mut self, index: usize) -> Result<impl Read, Refusal> {
        let size = self.entries.get(index).map_or(0, |entry| entry.size);
        match self.archive.by_index(index) {
            Ok(entry) => Ok(entry.take(size.saturating_add(1))),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                Err(Refusal::new(RefusalKind::Encrypted, [self.file]))
            }
            Err(error) => Err(unread(self.file, self.entries.get(index), &error.into())),
        }
    }

    /// The whole of entry number `index`.
    pub(super) fn read(&mut self, index: usize) -> Result<Vec<u8>, Refusal> {
        let mut bytes = Vec::new();
        let read = self.part(index)?.read_to_end(&mut bytes);
        match read {
            Ok(_) => Ok(bytes),
            Err(error) => Err(unread(self.file, self.entries.get(index), &error)),
        }
    }
}

/// Why an entry could not be read.
fn unread(file: &str, entry: Option<&Entry>, error: &std::io::Error) -> Refusal {
    let name = entry.map_or("ZIP", |entry| &entry.name);
    let kind = if error.kind() == ErrorKind::Unsupported {
        RefusalKind::OtherCompression
    } else {
        RefusalKind::Broken
    };
    Refusal::new(kind, [file, name])
}

/// Names are UTF-8 by flag or by content; archives made in China without the flag are GBK.
fn entry_name(raw: &[u8]) -> String {
    let name = match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => super::gb18030::decode(raw).0,
    };
    name.replace('\\', "/")
}

/// The first name that stands twice in the central directory from `start` on. The `zip` crate keeps only the last entry
/// of a name, while other readers keep the first: nobody can say which one is meant.
fn duplicate(bytes: &[u8], start: usize) -> Option<String> {
    let mut seen = std::collections::BTreeSet::new();
    let mut rest = bytes.get(start..)?;
    while rest.starts_with(b"PK\x01\x02") {
        let length = |at: usize| {
            rest.get(at..at + 2)
                .map(|b| usize::from(u16::from_le_bytes([b[0], b[1]])))
        };
        let (name, extra, comment) = (length(28)?, length(30)?, length(32)?);
        let raw = rest.get(46..46 + name)?;
        if !seen.insert(raw) {
            return Some(entry_name(raw));
        }
        rest = rest.get(46 + name + extra + comment..)?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Container, Limits, RefusalKind};

    /// An archive of one entry of two bytes, packed by `method`.
    fn archive(method: u8) -> Vec<u8> {
        let crc = [0x75, 0x3B, 0xF1, 0x2D];
        let sizes = [2, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0];
        let head = [&[20, 0, 0, 0, method, 0, 0, 0, 0, 0][..], &crc, &sizes].concat();
        let local = [b"PK\x03\x04", head.as_slice(), b"ahi"].concat();
        let central = [b"PK\x01\x02\x14\x00", head.as_slice(), &[0; 14], b"a"].concat();
        let count = [
            1,
            0,
            1,
            0,
            central.len() as u8,
            0,
            0,
            0,
            local.len() as u8,
            0,
            0,
            0,
            0,
            0,
        ];
        [local.as_slice(), &central, b"PK\x05\x06\0\0\0\0", &count].concat()
    }

    #[test]
    fn other_ways_of_packing_are_no_damage() {
        let limits = Limits::default();
        for method in [12, 97] {
            let bytes = archive(method);
            let mut container = Container::open("f", &bytes, &limits).expect("opened");
            let refusal = container.read(0).expect_err("refused");
            assert_eq!(refusal.kind, RefusalKind::OtherCompression, "{method}");
        }
        let bytes = archive(0);
        let mut container = Container::open("f", &bytes, &limits).expect("opened");
        assert_eq!(
            container.read(0).expect_err("a wrong sum").kind,
            RefusalKind::Broken
        );
    }
}
