//! A plain zip archive: the lists in it. Names are only shown, never used as paths.

use super::detect::{extension, is_zip};
use super::guard::Container;
use super::refusal::{Refusal, RefusalKind};
use super::sink::Sink;
use super::{Member, is_workbook};
use crate::notice::NoticeCode;

/// Extensions of files that may hold a list.
const LISTS: [&str; 9] = ["xlsx", "xlsm", "xlsb", "xls", "et", "ods", "csv", "tsv", "json"];
/// Extensions of archives.
const ARCHIVES: [&str; 8] = ["zip", "rar", "7z", "gz", "tgz", "tar", "bz2", "xz"];

/// The lists of an archive. What other files it holds is noted; the bookkeeping of operating systems is not.
pub(super) fn members(sink: &mut Sink<'_>, container: &mut Container<'_>) -> Result<Vec<Member>, Refusal> {
    let mut members = Vec::new();
    let entries = container.entries().to_vec();
    let mut expanded: u64 = entries.iter().map(|entry| entry.size).sum();
    sink.expect(expanded);
    for (index, entry) in entries.into_iter().enumerate() {
        let kind = extension(&entry.name);
        if is_bookkeeping(&entry.name) {
            continue;
        }
        let archive = ARCHIVES.contains(&kind.as_str());
        if !archive && !LISTS.contains(&kind.as_str()) {
            sink.note(NoticeCode::EntrySkipped, None, vec![entry.name]);
            continue;
        }
        if entry.encrypted {
            return Err(Refusal::new(RefusalKind::Encrypted, [sink.file()]));
        }
        let bytes = container.read(index)?;
        sink.advance(bytes.len() as u64)?;
        let inside = expanded_size(&bytes, sink)?;
        if inside.map_or(archive, |inside| !inside.workbook) {
            return Err(Refusal::new(
                RefusalKind::NestedArchive,
                [sink.file(), &entry.name],
            ));
        }
        expanded = expanded.saturating_add(inside.map_or(0, |inside| inside.size));
        if expanded > sink.limits().expanded_bytes {
            let megabytes = |bytes: u64| bytes.div_ceil(1 << 20).to_string();
            let args = [
                sink.file(),
                &megabytes(expanded),
                &megabytes(sink.limits().expanded_bytes),
            ];
            return Err(Refusal::new(RefusalKind::ExpandsTooFar, args));
        }
        members.push(Member {
            name: entry.name,
            bytes,
        });
    }
    if members.is_empty() {
        return Err(Refusal::new(RefusalKind::NoListInArchive, [sink.file()]));
    }
    Ok(members)
}

/// A container inside the archive.
#[derive(Clone, Copy)]
struct Inside {
    size: u64,
    workbook: bool,
}

/// What a member is when it is a container itself. One that the guard refuses is left for its own opening to refuse.
fn expanded_size(bytes: &[u8], sink: &Sink<'_>) -> Result<Option<Inside>, Refusal> {
    if !is_zip(bytes) {
        return Ok(None);
    }
    match Container::open(sink.file(), bytes, sink.limits()) {
        Ok(mut inside) => Ok(Some(Inside {
            size: inside.entries().iter().map(|entry| entry.size).sum(),
            workbook: is_workbook(&mut inside)?,
        })),
        Err(_) => Ok(Some(Inside {
            size: 0,
            workbook: true,
        })),
    }
}

/// Folders and files that operating systems and office software leave behind.
fn is_bookkeeping(name: &str) -> bool {
    let base = name.rsplit('/').next().unwrap_or(name);
    name.starts_with("__MACOSX/")
        || base.is_empty()
        || base.starts_with("._")
        || base.starts_with("~$")
        || matches!(base, ".DS_Store" | "Thumbs.db" | "desktop.ini")
}
