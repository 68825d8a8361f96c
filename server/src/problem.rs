//! Answers that say what went wrong, as RFC 9457 documents. They never tell how the server works inside.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

/// Type of such a document.
const PROBLEM: &str = "application/problem+json";

/// An error answer: status, its standard title, nothing else.
pub fn problem(status: StatusCode) -> Response {
    let title = status.canonical_reason().unwrap_or("Error");
    let body = serde_json::json!({ "type": "about:blank", "title": title, "status": status.as_u16() });
    let mut answer = (status, body.to_string()).into_response();
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}

/// An error that a layer around the routes made (too large, too late) in the form of all others.
pub async fn in_one_form(answer: Response) -> Response {
    let status = answer.status();
    let is_error = status.is_client_error() || status.is_server_error();
    let content_type = answer.headers().get(header::CONTENT_TYPE);
    if is_error && content_type.is_none_or(|found| found != PROBLEM) {
        problem(status)
    } else {
        answer
    }
}

/// 405 for routes that are only read.
pub fn method_not_allowed() -> Response {
    let mut answer = problem(StatusCode::METHOD_NOT_ALLOWED);
    answer
        .headers_mut()
        .insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    answer
}
