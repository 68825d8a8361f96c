//! Names with `*` and `?`, expanded by the program itself: not every shell does.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

/// What a pattern names.
#[derive(Debug, Default)]
pub(super) struct Matches {
    /// Files, sorted by name.
    pub(super) files: Vec<PathBuf>,
    /// Folders that might hold more of them and could not be looked into.
    pub(super) unreadable: Vec<(PathBuf, io::Error)>,
}

/// Whether a name is a pattern.
pub(super) fn is_pattern(name: &OsStr) -> bool {
    name.as_encoded_bytes()
        .iter()
        .any(|byte| matches!(byte, b'*' | b'?'))
}

/// Files whose path matches; every component may hold `*` and `?`.
pub(super) fn matching(pattern: &Path) -> Matches {
    let mut matches = Matches::default();
    let mut paths = vec![PathBuf::new()];
    for component in pattern.components() {
        paths = paths
            .iter()
            .flat_map(|path| step(path, component, &mut matches.unreadable))
            .collect();
    }
    paths.retain(|path| path.is_file());
    paths.sort();
    matches.files = paths;
    matches
}

fn step(path: &Path, component: Component<'_>, unreadable: &mut Vec<(PathBuf, io::Error)>) -> Vec<PathBuf> {
    let Component::Normal(pattern) = component else {
        return vec![path.join(component)];
    };
    if !is_pattern(pattern) {
        return vec![path.join(pattern)];
    }
    let folder = if path.as_os_str().is_empty() {
        Path::new(".")
    } else {
        path
    };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            // What is not there, or no folder, holds nothing that could match.
            if !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) {
                unreadable.push((folder.to_owned(), error));
            }
            return Vec::new();
        }
    };
    let is_hidden = |name: &OsStr| name.as_encoded_bytes().starts_with(b".");
    let names = entries.filter_map(Result::ok).map(|entry| entry.file_name());
    // Hidden files only where the pattern asks for them, as shells do.
    names
        .filter(|name| (is_hidden(pattern) || !is_hidden(name)) && fits(pattern, name))
        .map(|name| path.join(name))
        .collect()
}

/// Whether `name` fits `pattern`, in which `*` is any text and `?` any character. Linear but for the last `*`. Byte for
/// byte, since names need not be UTF-8.
fn fits(pattern: &OsStr, name: &OsStr) -> bool {
    let (pattern, name) = (pattern.as_encoded_bytes(), name.as_encoded_bytes());
    let (mut p, mut n) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while n < name.len() {
        match pattern.get(p) {
            Some(b'*') => {
                star = Some((p, n));
                p += 1;
            }
            Some(b'?') => {
                p += 1;
                n += character(&name[n..]);
            }
            Some(byte) if *byte == name[n] => {
                p += 1;
                n += 1;
            }
            _ => match &mut star {
                Some((at, from)) => {
                    *from += character(&name[*from..]);
                    p = *at + 1;
                    n = *from;
                }
                None => return false,
            },
        }
    }
    pattern.iter().skip(p).all(|byte| *byte == b'*')
}

/// Bytes of the first character; a byte that begins none (names in GBK on Linux) stands for itself.
fn character(text: &[u8]) -> usize {
    let first = text.utf8_chunks().next();
    let first = first.and_then(|chunk| chunk.valid().chars().next());
    first.map_or(1, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::fits;
    use std::ffi::OsStr;

    fn fit(pattern: &str, name: &str) -> bool {
        fits(OsStr::new(pattern), OsStr::new(name))
    }

    #[test]
    fn patterns() {
        for (pattern, name) in [
            ("*.json", "a.json"),
            ("*", ""),
            ("a?c", "a清c"),
            ("*a*b*", "xxaybzb"),
            ("清单*.xlsx", "清单2026.xlsx"),
        ] {
            assert!(fit(pattern, name), "{pattern} {name}");
        }
        for (pattern, name) in [("*.json", "a.jso"), ("a?c", "ac"), ("?", ""), ("*a*b", "ba")] {
            assert!(!fit(pattern, name), "{pattern} {name}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn names_in_another_encoding_fit_too() {
        use std::os::unix::ffi::OsStrExt as _;
        // 清单 in GBK.
        let name = OsStr::from_bytes(b"\xC7\xE5\xB5\xA5.json");
        assert!(fits(OsStr::new("*.json"), name));
        assert!(fits(OsStr::from_bytes(b"\xC7\xE5*"), name));
        assert!(!fits(OsStr::from_bytes(b"\xC7\xE6*"), name));
    }
}
