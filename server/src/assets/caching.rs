//! How long browsers may keep what they get.
//!
//! A file whose name holds the hash of its content may be kept for ever, if the headers it came with may be too. Those of
//! the worker may not: its policy names this host and the files it publishes, and changes while the script does not; a
//! browser that kept it would block a standard that is published later. So the page, which is asked for each time, names
//! the worker together with its policy, and only under that address it is kept: without a network a second engine can
//! still be started.

use axum::http::HeaderValue;

use super::{Asset, Assets, Representation, WORKER, tag};
use crate::headers::Host;

/// May be kept, but not used without asking whether it is still the same.
pub(super) const ASK_AGAIN: &str = "no-cache";

/// What caches are told of an answer.
pub(super) struct Caching {
    pub(super) control: HeaderValue,
    pub(super) vary: &'static str,
    pub(super) tag: HeaderValue,
}

impl Assets {
    /// The page with the worker's policy in the worker's address.
    pub(super) fn page(&self, index: &Asset, seen: Option<&Host>) -> Asset {
        let mut page = index.clone();
        let mut workers = self.0.iter().filter(|(path, _)| path.starts_with(WORKER));
        let text = std::str::from_utf8(&index.plain.bytes);
        if let (Some((path, worker)), Ok(text)) = (workers.next(), text) {
            let address = format!("\"/{path}\"");
            if text.contains(&address) {
                let named = format!("\"/{path}?{}\"", worker.may_fetch.named(seen));
                page.rewrite(text.replace(&address, &named));
            }
        }
        page
    }
}

impl Asset {
    /// How long one form may be kept that was asked for with this query.
    pub(super) fn caching(&self, form: &Representation, seen: Option<&Host>, query: Option<&str>) -> Caching {
        if self.may_fetch.is_empty() {
            return Caching {
                control: self.cache.clone(),
                vary: "accept-encoding",
                tag: form.tag.clone(),
            };
        }
        // Under the name of another policy as well as under none: nobody can make a cache keep a policy for others.
        let is_named = query == Some(self.may_fetch.named(seen).as_str());
        let policy = self.may_fetch.policy(seen);
        let both = [form.tag.as_bytes(), policy.as_bytes()].concat();
        Caching {
            control: if is_named {
                self.cache.clone()
            } else {
                HeaderValue::from_static(ASK_AGAIN)
            },
            vary: "accept-encoding, x-forwarded-host",
            tag: tag(&shared::standard::sha256(&both)),
        }
    }
}
