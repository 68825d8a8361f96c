//! Answers that say what went wrong, as RFC 9457 documents. They never tell how the server works inside.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

/// An error answer: status, its standard title, nothing else.
pub fn problem(status: StatusCode) -> Response {
    let title = status.canonical_reason().unwrap_or("Error");
    let body = serde_json::json!({ "type": "about:blank", "title": title, "status": status.as_u16() });
    let mut answer = (status, body.to_string()).into_response();
    let headers = answer.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}

/// 405 for routes that are only read.
pub fn method_not_allowed() -> Response {
    let mut answer = problem(StatusCode::METHOD_NOT_ALLOWED);
    answer
        .headers_mut()
        .insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    answer
}
