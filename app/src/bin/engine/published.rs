//! The standard this site publishes, fetched once before any list is read.
//!
//! The page names it in the fragment of the worker's address, which no request carries. The name holds the digest, so
//! what came is either that very standard or not used at all.

use shared::standard::{Document, Standard};
use std::sync::Arc;
use web_sys::{DedicatedWorkerGlobalScope, XmlHttpRequest};

/// What came of the published standard.
pub(crate) enum Published {
    /// This site publishes none; the built-in one is in use.
    None,
    /// It is in use.
    Loaded(Arc<Standard>),
    /// It could not be had; the built-in one is in use, and the page says so.
    Failed,
}

/// Milliseconds before the built-in standard is used instead.
const PATIENCE: u32 = 20_000;

/// Fetches the standard that the worker's address names. Blocks, for the worker has nothing else to do yet.
pub(crate) fn load(scope: &DedicatedWorkerGlobalScope) -> Published {
    let fragment = scope.location().hash();
    let Some(path) = fragment
        .strip_prefix('#')
        .filter(|path| path.starts_with("/standard/"))
    else {
        return Published::None;
    };
    let wanted = path.strip_suffix(".json").and_then(|name| name.rsplit_once('-'));
    let Some((_, digest)) = wanted else {
        return Published::Failed;
    };
    let standard = text(path).and_then(|text| {
        let document: Document = serde_json::from_str(&text).ok()?;
        Standard::new(document).ok()
    });
    match standard {
        Some(standard) if standard.digest.strip_prefix("sha256:") == Some(digest) => {
            Published::Loaded(Arc::new(standard))
        }
        _ => Published::Failed,
    }
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
