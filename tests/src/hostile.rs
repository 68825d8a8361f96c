//! Files made to break readers. Each must be refused in clear words or read within bounds; none may panic.
//! The browser tests drop the same bytes into the page.

mod texts;
mod workbooks;
mod xlsb;
mod zips;

use shared::import::refusal::RefusalKind;
use shared::notice::NoticeCode;

/// What must happen to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// It is refused for this reason.
    Refused(RefusalKind),
    /// It is read, and has this many cells.
    Cells(usize),
    /// It is read, has this many cells, and this is said about it.
    Noted(usize, NoticeCode),
    /// It is an archive with this many lists.
    Members(usize),
    /// It is handed on as JSON.
    Json,
}

/// One hostile file.
pub struct Hostile {
    /// File name as a user would see it.
    pub name: String,
    /// Content.
    pub bytes: Vec<u8>,
    /// What must happen.
    pub expected: Expected,
}

impl Hostile {
    fn new(name: &str, bytes: impl Into<Vec<u8>>, expected: Expected) -> Self {
        Self {
            name: name.to_owned(),
            bytes: bytes.into(),
            expected,
        }
    }

    fn refused(name: &str, bytes: impl Into<Vec<u8>>, kind: RefusalKind) -> Self {
        Self::new(name, bytes, Expected::Refused(kind))
    }
}

/// All of them; names are distinct.
pub fn all() -> Vec<Hostile> {
    let mut all = workbooks::all();
    all.extend(zips::all());
    all.extend(xlsb::all());
    all.extend(texts::all());
    all
}
