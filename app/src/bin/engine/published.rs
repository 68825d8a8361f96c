//! The standard and the laws this site publishes, fetched once before any list is read.
//!
//! The page names them in the fragment of the worker's address, which no request carries. Their names hold their digests,
//! so what came is either just that or not used at all.

use shared::law::{Laws, LawsFile};
use shared::standard::{CampaignLayer, Document, Standard, digest};
use std::sync::Arc;
use web_sys::{DedicatedWorkerGlobalScope, XmlHttpRequest};

/// What came of what this site publishes; built-in things are in use for what is missing.
#[derive(Default)]
pub(crate) struct Published {
    /// The standard, with the laws where there are any.
    pub(crate) standard: Option<Arc<Standard>>,
    /// The layers of its special inspections.
    pub(crate) campaigns: Vec<CampaignLayer>,
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
    let (campaigns, standards): (Vec<&str>, Vec<&str>) =
        standards.into_iter().partition(|path| path.contains(CAMPAIGNS));
    for path in standards {
        published.standard = standard(path, published.laws.as_ref()).map(Arc::new);
        published.failed |= published.standard.is_none();
    }
    // They belong to the published standard only.
    for path in campaigns.into_iter().filter(|_| published.standard.is_some()) {
        let layers = named(path).and_then(|text| serde_json::from_str(&text).ok());
        published.failed |= layers.is_none();
        published.campaigns = layers.unwrap_or_default();
    }
    published
}

/// Part of the name of a file of special inspections.
const CAMPAIGNS: &str = "-campaigns-";

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
    let file = LawsFile::parse(named(path)?.as_bytes()).ok()?;
    Some(Arc::new(Laws::with(file)))
}

/// A file, if its digest is the one in its name.
fn named(path: &str) -> Option<String> {
    let text = text(path)?;
    let (_, wanted) = path.strip_suffix(".json")?.rsplit_once('-')?;
    let digest = digest(text.as_bytes());
    digest
        .strip_prefix("sha256:")?
        .starts_with(wanted)
        .then_some(text)
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
