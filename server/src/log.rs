//! The log: one line per request on standard error, as text or JSON.
//!
//! A line holds method, path, status, duration and bytes. Never the query or a body (they could hold personal data), and
//! the client's address only when the operator asks for it.

use std::net::SocketAddr;
use std::time::Instant;

use axum::body::{Body, HttpBody as _};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;

/// Longest part of a path that is written: a path is the client's text and may be 64 kB.
const PATH_CHARACTERS: usize = 200;

/// Form of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// 供阅读。
    /// For reading.
    Text,
    /// 每行一个JSON对象，供采集。
    /// One JSON object per line, for collecting.
    Json,
}

/// The address of the client, put on each request by the accept loop.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

/// Starts writing the log. A second call in the same process changes nothing.
pub fn start(format: Format) {
    let lines = tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        // A line that cannot be written is lost. Saying so on the same stream would panic, and end every request.
        .log_internal_errors(false)
        .with_target(false);
    // Fails only if a subscriber is set already, which is then the one to keep.
    let _already_started = match format {
        Format::Text => lines.with_ansi(false).try_init(),
        Format::Json => lines.json().flatten_event(true).try_init(),
    };
}

/// Writes the line of one request.
pub async fn request(State(addresses): State<bool>, request: Request, next: Next) -> Response<Body> {
    let started = Instant::now();
    let method = request.method().clone();
    let path: String = request.uri().path().chars().take(PATH_CHARACTERS).collect();
    let peer = request
        .extensions()
        .get::<Peer>()
        .filter(|_| addresses)
        .map(|peer| peer.0.ip());
    let answer = next.run(request).await;
    tracing::info!(
        method = method.as_str(),
        path,
        status = answer.status().as_u16(),
        milliseconds = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
        bytes = answer.body().size_hint().exact(),
        peer = peer.map(tracing::field::display),
        "request"
    );
    answer
}
