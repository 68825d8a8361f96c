//! Bytes and a name → items and notices; limits and guards first.
//!
//! Import never fails on content: it reads what it can and says the rest in notices. Only a container that cannot be
//! read at all is a [`Refusal`].

mod archive;
mod assemble;
mod course;
mod csv;
pub(crate) mod damage;
mod detect;
mod encoding;
mod gb18030;
mod grid;
mod guard;
mod handling;
pub(crate) mod header;
pub(crate) mod json;
pub mod limits;
mod lines;
pub(crate) mod merged;
mod ods;
mod package;
mod protect;
mod read;
mod record;
pub mod refusal;
#[cfg(feature = "authoring")]
pub mod rewrite;
mod sink;
mod tables;
pub mod template;
mod value;
mod xls;
mod xlsb;
mod xlsx;
mod xml;

use crate::item::List;
use crate::notice::NoticeCode;
use crate::place::SourceId;
use crate::table::Table;
use detect::{Form, TextForm};
use guard::Container;
use refusal::RefusalKind;
use sink::Sink;

pub(crate) use grid::{Grid, grids};
pub use limits::Limits;
#[cfg(test)]
pub(crate) use read::read_csv;
pub(crate) use read::{Mark, add_source};
pub use read::{is_read_already, read, read_where};
pub use refusal::Refusal;

/// What import tells its host while it works, and what the host answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Amount done, in the unit of `total`: shares of a file while it is read, items afterwards.
    pub done: u64,
    /// Amount expected, 0 where unknown.
    pub total: u64,
}

impl Progress {
    /// How much more is to be expected where `came` came since `began`, with a spare part: a file is not the same
    /// throughout. Nothing where nothing was done since.
    pub(crate) fn rest(self, came: usize, began: u64) -> usize {
        const SPARE: u64 = 32;
        let rest = came as u64 * self.total.saturating_sub(self.done);
        let rest = rest.checked_div(self.done.saturating_sub(began)).unwrap_or(0);
        (rest + rest / SPARE) as usize
    }
}

/// The host's wish: go on, or stop as soon as may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// Go on.
    Continue,
    /// The user cancelled.
    Stop,
}

/// What a file holds, before anything in it is taken for an item.
#[derive(Debug)]
pub enum Content {
    /// The sheets of a workbook, or the single one of a CSV file.
    Tables(Vec<Table>),
    /// JSON as text: decoded, without a byte order mark, not yet parsed.
    Json(String),
    /// The lists of an archive; each is opened as a file of its own.
    Archive(Vec<Member>),
}

/// A file inside an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its name in the archive, with folders. Only for showing: it may hold anything.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Opens a file: recognises it by its content, guards, and reads.
///
/// `list` receives texts, sheets and notices; `source` must already stand in `list.sources`. An archive's members are
/// never archives themselves, so opening them goes no deeper. `progress` is called at least every 256 KiB of unpacked
/// content or 20,000 cells.
pub fn open(
    list: &mut List,
    source: SourceId,
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    progress: &mut dyn FnMut(Progress) -> Flow,
) -> Result<Content, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::new(RefusalKind::Empty, [name]));
    }
    if bytes.len() as u64 > limits.file_bytes {
        let megabytes = |bytes: u64| bytes.div_ceil(1 << 20).to_string();
        let (size, limit) = (megabytes(bytes.len() as u64), megabytes(limits.file_bytes));
        return Err(Refusal::new(RefusalKind::TooLarge, [name, &size, &limit]));
    }
    let mut sink = Sink::new(list, source, name, limits, progress);
    sink.advance(0)?;
    match detect::form(name, bytes)? {
        Form::Zip => open_zip(sink, bytes),
        Form::Compound => {
            xls::read(&mut sink, bytes)?;
            Ok(tables(sink, "xls", &["xls", "et", "xlt", "ett"]))
        }
        Form::Text => open_text(sink, bytes),
    }
}

/// What a zip container is.
enum Package {
    Workbook(String),
    Binary(String),
    OpenDocument,
    Other,
    Archive,
}

fn package(container: &mut Container<'_>) -> Result<Package, Refusal> {
    if let (Some(index), Some(_)) = (container.find("mimetype"), container.find("content.xml")) {
        let kind = container.read(index)?;
        let spreadsheet = kind.starts_with(b"application/vnd.oasis.opendocument.spreadsheet");
        return Ok(if spreadsheet {
            Package::OpenDocument
        } else {
            Package::Other
        });
    }
    if container.find("[Content_Types].xml").is_none() && container.find("_rels/.rels").is_none() {
        return Ok(Package::Archive);
    }
    Ok(match package::workbook(container)? {
        Some(main) if detect::extension(&main) == "bin" => Package::Binary(main),
        Some(main) if !main.starts_with("word/") && !main.starts_with("ppt/") => Package::Workbook(main),
        _ => Package::Other,
    })
}

/// Whether a container is a workbook (or another document), so that it does not count as an archive.
fn is_workbook(container: &mut Container<'_>) -> Result<bool, Refusal> {
    Ok(!matches!(package(container)?, Package::Archive))
}

fn open_zip(mut sink: Sink<'_>, bytes: &[u8]) -> Result<Content, Refusal> {
    let mut container = Container::open(sink.file(), bytes, sink.limits())?;
    match package(&mut container)? {
        Package::Workbook(main) => {
            xlsx::read(&mut sink, &mut container, &main)?;
            Ok(tables(sink, "xlsx", &["xlsx", "xlsm", "xltx", "xltm", "et"]))
        }
        Package::Binary(main) => {
            xlsb::read(&mut sink, &mut container, &main)?;
            Ok(tables(sink, "xlsb", &["xlsb"]))
        }
        Package::OpenDocument => {
            ods::read(&mut sink, &mut container)?;
            Ok(tables(sink, "ods", &["ods", "ots"]))
        }
        Package::Archive => {
            let members = archive::members(&mut sink, &mut container)?;
            note_extension(&mut sink, "zip", &["zip"]);
            sink.finish();
            Ok(Content::Archive(members))
        }
        Package::Other => Err(Refusal::new(RefusalKind::UnknownFormat, [sink.file()])),
    }
}

fn open_text(mut sink: Sink<'_>, bytes: &[u8]) -> Result<Content, Refusal> {
    if let Some((utf8, other)) = encoding::mixed(bytes) {
        let args = [sink.file().to_owned(), utf8.to_string(), other.to_string()];
        return Err(Refusal::new(RefusalKind::MixedEncodings, args));
    }
    let decoded = encoding::decode(bytes);
    let form = detect::text_form(sink.file(), &decoded.text)?;
    if decoded.encoding != "UTF-8" {
        sink.note(
            NoticeCode::EncodingRecognised,
            None,
            vec![decoded.encoding.to_owned()],
        );
    }
    if decoded.replaced > 0 {
        let args = vec![decoded.encoding.to_owned(), decoded.replaced.to_string()];
        sink.note(NoticeCode::EncodingDoubtful, None, args);
    }
    match form {
        TextForm::Json => {
            note_extension(&mut sink, "JSON", &["json", "txt"]);
            sink.finish();
            Ok(Content::Json(decoded.text.into_owned()))
        }
        TextForm::Delimited => {
            let tabs = matches!(detect::extension(sink.file()).as_str(), "tsv" | "tab");
            csv::read(&mut sink, &decoded.text, tabs)?;
            Ok(tables(sink, "CSV", &["csv", "tsv", "tab", "txt"]))
        }
    }
}

fn tables(mut sink: Sink<'_>, format: &str, extensions: &[&str]) -> Content {
    note_extension(&mut sink, format, extensions);
    Content::Tables(sink.finish())
}

/// Says how the file was read when its extension promised something else.
fn note_extension(sink: &mut Sink<'_>, format: &str, extensions: &[&str]) {
    let extension = detect::extension(sink.file());
    if !extension.is_empty() && !extensions.contains(&extension.as_str()) {
        sink.note(NoticeCode::ExtensionMismatch, None, vec![format.to_owned()]);
    }
}
