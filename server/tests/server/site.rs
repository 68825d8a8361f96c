//! A small application and the requests made to it.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt as _;
use server::Settings;
use server::assets::{Assets, File};
use tower::ServiceExt as _;

/// A stand-in for `app/dist`: `(path, content)`. The digests are made up but differ.
pub(super) const FILES: [(&str, &str); 10] = [
    (
        "index.html",
        "<!doctype html><head><title>page</title><meta name=\"worker\" content=\"/assets/worker-33.js\"></head>",
    ),
    ("assets/app-11.wasm", "app"),
    ("assets/app-11.wasm.br", "app as brotli"),
    ("assets/app-11.wasm.gz", "app as gzip"),
    ("assets/boot-22.js", "boot"),
    ("assets/worker-33.js", "worker"),
    ("assets/engine-44.wasm", "engine"),
    ("assets/export-55.wasm", "export"),
    ("manifest.webmanifest", "{}"),
    ("template.xlsx", "PK"),
];

/// The application made of [`FILES`].
pub(super) fn assets() -> Assets {
    Assets::from_files(FILES.iter().zip(1..).map(|((path, content), number)| File {
        path: (*path).to_owned(),
        bytes: Bytes::from_static(content.as_bytes()),
        sha256: [number; 32],
    }))
}

/// The routes of [`FILES`] with everything around them, and one that panics.
pub(super) fn routes() -> Router {
    let routes = server::serve::routes(assets(), server::health::Health::new(None))
        .route("/panic", axum::routing::get(panics));
    server::serve::protect(routes, &Settings::new(assets()))
}

async fn panics() -> &'static str {
    let nothing: Option<&'static str> = std::hint::black_box(None);
    nothing.expect("a fault in a handler")
}

/// An answer, read to its end.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

impl Answer {
    /// A header's text; empty where it is missing.
    pub(super) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }
}

/// Asks for `path` with some headers.
pub(super) async fn ask(method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
    answer(routes(), method, path, headers).await
}

/// GET of what a server of these files answers.
pub(super) async fn get_of(assets: &Assets, path: &str, headers: &[(&str, &str)]) -> Answer {
    let routes = server::serve::routes(assets.clone(), server::health::Health::new(None));
    let routes = server::serve::protect(routes, &Settings::new(assets.clone()));
    answer(routes, Method::GET, path, headers).await
}

async fn answer(routes: Router, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header("host", "list.example:8080");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).expect("a valid request");
    let (head, body) = routes
        .oneshot(request)
        .await
        .expect("routes always answer")
        .into_parts();
    let body = body.collect().await.expect("the body is in memory").to_bytes();
    Answer {
        status: head.status,
        headers: head.headers,
        body,
    }
}

/// GET with some headers.
pub(super) async fn get(path: &str, headers: &[(&str, &str)]) -> Answer {
    ask(Method::GET, path, headers).await
}
