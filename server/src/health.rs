//! `/healthz`: for load balancers and service managers.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::IntoResponse;

/// Answers 200 with the version as long as the process can answer at all.
pub async fn health() -> impl IntoResponse {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let body = serde_json::json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION") });
    (headers, body.to_string())
}
