//! The standard and the laws this site publishes, fetched once before any list is read.
//!
//! The page names them in the fragment of the worker's address, which no request carries. Their names hold their digests,
//! so what came is either just that or not used at all.

use shared::law::{Laws, LawsFile};
use shared::standard::{Document, Standard, digest};
use std::sync::Arc;
use web_sys::{DedicatedWorkerGlobalScope, XmlHttpRequest};

/// What came of what this site publishes; built-in things are in use for what is missing.
#[derive(Default)]
pub(crate) struct Published {
    /// The standard, with the laws where there are any.
    pub(crate) standard: Option<Arc<Standard>>,
    /// The laws, laid over the built-in index.
    pub(crate) laws: Option<Arc<Laws>>,
    /// Something could not be had, and the page says so.
    pub(crate) failed: bool,
}

/// Milliseconds before the built-in standard is used instead.
const PATIENCE: u32 = 20_000;

/// Fetches what the worker's address names. Blocks, for the worker has nothing else to do yet.
pub(crate) fn load(scope: &DedicatedWorkerGlobalScope) -> Published {
    let fragment = scope.location().hash();
    let paths = fragment
        .trim_start_matches('#')
        .split(',')
        .filter(|path| !path.is_empty());
    let mut published = Published::default();
    // The standard takes the laws along, so they come first.
    let (standards, others): (Vec<&str>, Vec<&str>) = paths.partition(|path| path.starts_with("/standard/"));
    for path in others {
        published.laws = laws(path);
        published.failed |= published.laws.is_none();
    }
    for path in standards {
        published.standard = standard(path, published.laws.as_ref()).map(Arc::new);
        published.failed |= published.standard.is_none();
    }
    published
}

fn standard(path: &str, laws: Option<&Arc<Laws>>) -> Option<Standard> {
    let standard = Standard::new(Document::parse(text(path)?.as_bytes()).ok()?).ok()?;
    let (_, wanted) = path.strip_suffix(".json")?.rsplit_once('-')?;
    let is_wanted = standard.digest.strip_prefix("sha256:") == Some(wanted);
    let standard = Some(standard).filter(|_| is_wanted)?;
    Some(match laws {
        Some(laws) => standard.with_laws(laws),
        None => standard,
    })
}

fn laws(path: &str) -> Option<Arc<Laws>> {
    let text = text(path)?;
    let (_, wanted) = path.strip_suffix(".json")?.rsplit_once('-')?;
    let is_wanted = digest(text.as_bytes())
        .strip_prefix("sha256:")?
        .starts_with(wanted);
    let file = LawsFile::parse(text.as_bytes()).ok().filter(|_| is_wanted)?;
    Some(Arc::new(Laws::with(file)))
}

fn text(path: &str) -> Option<String> {
    let request = XmlHttpRequest::new().ok()?;
    request.open_with_async("GET", path, false).ok()?;
    request.set_timeout(PATIENCE);
    request.send().ok()?;
    if request.status().ok()? != 200 {
        return None;
    }
    request.response_text().ok()?
}
