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
    /// The others: older ones, under which checks of their time are repeated, and those not yet in force.
    pub(crate) older: Vec<Document>,
    /// The layers of their special inspections, by version.
    pub(crate) campaigns: Vec<(String, Vec<CampaignLayer>)>,
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
    let (standards, others): (Vec<&str>, Vec<&str>) = paths.partition(|path| path.starts_with(FOLDER));
    for path in others {
        published.laws = laws(path);
        published.failed |= published.laws.is_none();
    }
    let (campaigns, standards): (Vec<&str>, Vec<&str>) =
        standards.into_iter().partition(|path| path.contains(CAMPAIGNS));
    // The newest is named first, and the first that is in force is used, as on the command line. One that is wanted
    // later and could not be had is missed then.
    let today = today();
    let mut standards = standards.into_iter();
    for path in standards.by_ref() {
        let Some(standard) = standard(path, published.laws.as_ref()) else {
            published.failed = true;
            break;
        };
        if standard.document.effective <= today {
            published.standard = Some(Arc::new(standard));
            break;
        }
        published.older.push(standard.document);
    }
    let older = standards.filter_map(|path| Document::parse(named(path)?.as_bytes()).ok());
    published.older.extend(older);
    // They belong to the published standards only.
    let any = published.standard.is_some() || !published.older.is_empty();
    for path in campaigns.into_iter().filter(|_| any) {
        let layers = layers(path);
        published.failed |= layers.is_none();
        published.campaigns.extend(layers);
    }
    published
}

/// Today in the user's own time zone, as the page has it: `2026-01-31`.
fn today() -> String {
    let now = js_sys::Date::new_0();
    let (year, month, day) = (now.get_full_year(), now.get_month() + 1, now.get_date());
    format!("{year:04}-{month:02}-{day:02}")
}

/// Folder of standards, and part of the name of a file of special inspections.
const FOLDER: &str = "/standard/";
const CAMPAIGNS: &str = "-campaigns-";

/// The layers of the special inspections of a version.
fn layers(path: &str) -> Option<(String, Vec<CampaignLayer>)> {
    let (version, _) = path.strip_prefix(FOLDER)?.split_once(CAMPAIGNS)?;
    Some((version.to_owned(), serde_json::from_str(&named(path)?).ok()?))
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
