//! A file as plain tables, whatever its format: for lists whose columns are not the elements of an item.

use super::header::Found;
use super::refusal::RefusalKind;
use super::{Content, Flow, Limits, Mark, Member, Progress, Refusal, add_source, json, open};
use crate::item::List;
use crate::locale::Wording;
use crate::notice::{Notice, NoticeCode};
use crate::place::SourceId;
use crate::table::Table;

/// A sheet, or the list of a JSON document.
pub(crate) struct Grid {
    /// File, or file of an archive.
    pub(crate) source: SourceId,
    /// Its cells.
    pub(crate) table: Table,
    /// Its header, where the format tells it (JSON).
    pub(crate) header: Option<Found>,
    /// Texts beside the list, where the format has them apart from it (JSON).
    pub(crate) titles: Vec<String>,
}

/// Reads a file or archive into tables; texts, sources, sheets and notices go to `list`. After a refusal the list is
/// as it was, but for texts. A file of an archive that is refused becomes a notice.
pub(crate) fn grids(
    list: &mut List,
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    progress: &mut dyn FnMut(Progress) -> Flow,
) -> Result<Vec<Grid>, Refusal> {
    let mark = Mark::of(list);
    let source = add_source(list, name, bytes)?;
    let mut found = Vec::new();
    let result = open(list, source, name, bytes, limits, progress).and_then(|content| match content {
        Content::Archive(members) => {
            for member in members {
                inside(list, source, name, &member, limits, &mut found, progress)?;
            }
            Ok(())
        }
        content => take(list, source, name, content, limits, &mut found),
    });
    if result.is_err() {
        mark.restore(list);
    }
    result.map(|()| found)
}

fn take(
    list: &mut List,
    source: SourceId,
    name: &str,
    content: Content,
    limits: &Limits,
    found: &mut Vec<Grid>,
) -> Result<(), Refusal> {
    match content {
        Content::Tables(tables) => found.extend(tables.into_iter().map(|table| Grid {
            source,
            table,
            header: None,
            titles: Vec::new(),
        })),
        Content::Json(text) => {
            let (table, header, titles) = json::table(list, source, name, &text, limits)?;
            found.push(Grid {
                source,
                table,
                header: Some(header),
                titles,
            });
        }
        Content::Archive(_) => return Err(Refusal::new(RefusalKind::NestedArchive, [name, name])),
    }
    Ok(())
}

fn inside(
    list: &mut List,
    archive: SourceId,
    name: &str,
    member: &Member,
    limits: &Limits,
    found: &mut Vec<Grid>,
    progress: &mut dyn FnMut(Progress) -> Flow,
) -> Result<(), Refusal> {
    let mark = Mark::of(list);
    let result = add_source(list, &format!("{name}/{}", member.name), &member.bytes).and_then(|source| {
        let content = open(list, source, &member.name, &member.bytes, limits, progress)?;
        take(list, source, &member.name, content, limits, found)
    });
    match result {
        Err(refusal) if refusal.kind == RefusalKind::Cancelled => Err(refusal),
        Err(refusal) => {
            mark.restore(list);
            list.notices.push(Notice {
                code: NoticeCode::EntryRefused,
                source: archive,
                place: None,
                args: vec![
                    member.name.as_str().into(),
                    Wording::each(|lang| refusal.message(lang)),
                ],
            });
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}
