//! Opens JSON only, until the readers of all formats are merged; then this file and its two lines in `import.rs` go.

use super::refusal::RefusalKind;
use super::{Flow, Limits, Progress, Refusal};
use crate::item::List;
use crate::place::SourceId;
use crate::table::Table;

/// What a file holds, before anything in it is taken for an item.
#[derive(Debug)]
pub enum Content {
    /// Sheets.
    Tables(Vec<Table>),
    /// JSON as text.
    Json(String),
    /// Files of an archive.
    Archive(Vec<Member>),
}

/// A file inside an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Opens a file.
pub fn open(
    _list: &mut List,
    _source: SourceId,
    name: &str,
    bytes: &[u8],
    _limits: &Limits,
    _progress: &mut dyn FnMut(Progress) -> Flow,
) -> Result<Content, Refusal> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Content::Json(text.to_owned())),
        Err(_) => Err(Refusal::new(RefusalKind::UnknownFormat, [name])),
    }
}
