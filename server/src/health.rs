//! `/healthz`: for load balancers and service managers.

use crate::standard::publish::Published;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::IntoResponse;
use serde_json::json;

/// What is said of the running process; it does not change while it runs.
#[derive(Clone, Debug)]
pub struct Health(Bytes);

impl Health {
    /// With `--standards` also which standards are in use, and loudly where they are not those of the folder.
    pub fn new(published: Option<&Published>) -> Self {
        let mut body = json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION") });
        if let Some(published) = published {
            if !published.refused.is_empty() {
                body["status"] = json!("degraded");
            }
            let in_use = published
                .standards
                .iter()
                .map(|standard| json!({ "version": standard.document.version, "digest": standard.digest }));
            body["standards"] = json!({
                "origin": published.origin,
                "in_use": in_use.collect::<Vec<_>>(),
                // Only how many: the sentences name paths of this machine and stand in its log.
                "refused": published.refused.len(),
            });
        }
        Self(Bytes::from(body.to_string()))
    }
}

/// Answers 200 as long as the process can answer at all: a server with an older standard is better than none.
pub async fn health(State(health): State<Health>) -> impl IntoResponse {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    (headers, health.0)
}
