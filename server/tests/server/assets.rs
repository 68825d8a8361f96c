use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use super::site::{Answer, ask, assets, get, get_of};
use server::assets::Assets;

const BROWSER: (&str, &str) = ("accept", "text/html,application/xhtml+xml,*/*;q=0.8");

#[tokio::test]
async fn the_smallest_form_the_client_takes_is_sent() {
    let cases = [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("BR", "br"),
        ("br;q=0.1, gzip;q=0.9", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0, gzip;q=0", ""),
        ("*", "br"),
        ("br;q=0, *", "gzip"),
        ("identity, br;q=0.5", ""),
        ("br;q=nonsense", ""),
        ("zstd", ""),
        ("", ""),
    ];
    for (accepted, expected) in cases {
        let answer = get("/assets/app-11.wasm", &[("accept-encoding", accepted)]).await;
        assert_eq!(answer.header("content-encoding"), expected, "{accepted:?}");
        let body = match expected {
            "br" => "app as brotli",
            "gzip" => "app as gzip",
            _ => "app",
        };
        assert_eq!(answer.body, body, "{accepted:?}");
        assert_eq!(answer.header("content-type"), "application/wasm");
        assert_eq!(answer.header("vary"), "accept-encoding");
    }
}

#[tokio::test]
async fn a_tag_belongs_to_one_form() {
    let plain = get("/assets/app-11.wasm", &[]).await;
    let brotli = get("/assets/app-11.wasm", &[("accept-encoding", "br")]).await;
    assert_ne!(plain.header("etag"), brotli.header("etag"));

    let weak = format!("\"other\", W/{}", plain.header("etag"));
    for tags in [plain.header("etag"), weak.as_str(), "*"] {
        let again = get("/assets/app-11.wasm", &[("if-none-match", tags)]).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{tags}");
        assert!(again.body.is_empty());
        assert_eq!(again.header("etag"), plain.header("etag"));
        assert_eq!(again.header("cache-control"), plain.header("cache-control"));
    }
    let other = get("/assets/app-11.wasm", &[("if-none-match", brotli.header("etag"))]).await;
    assert_eq!(other.status, StatusCode::OK);
}

#[tokio::test]
async fn only_names_with_a_hash_are_kept_for_ever() {
    for path in ["/assets/app-11.wasm", "/assets/boot-22.js"] {
        assert_eq!(
            get(path, &[]).await.header("cache-control"),
            "public, max-age=31536000, immutable"
        );
    }
    // The worker's name has a hash of its content too, but its policy may change without it.
    for path in [
        "/",
        "/index.html",
        "/assets/worker-33.js",
        "/manifest.webmanifest",
        "/template.xlsx",
    ] {
        assert_eq!(get(path, &[]).await.header("cache-control"), "no-cache", "{path}");
    }
    for path in ["/assets/none.js", "/healthz"] {
        assert_eq!(get(path, &[]).await.header("cache-control"), "no-store", "{path}");
    }
}

#[tokio::test]
async fn types_are_named() {
    let cases = [
        ("/", "text/html; charset=utf-8"),
        ("/assets/boot-22.js", "text/javascript; charset=utf-8"),
        ("/manifest.webmanifest", "application/manifest+json"),
        (
            "/template.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        ("/healthz", "application/json"),
        ("/none.js", "application/problem+json"),
    ];
    for (path, expected) in cases {
        assert_eq!(get(path, &[]).await.header("content-type"), expected, "{path}");
    }
}

#[tokio::test]
async fn the_page_opens_for_addresses_inside_the_application() {
    for path in ["/", "/index.html", "/results/2026", "/results/2026?item=1"] {
        let answer = get(path, &[BROWSER]).await;
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (StatusCode::OK, "text/html; charset=utf-8"),
            "{path}"
        );
    }
    for path in [
        "/none.js",
        "/results/a.b",
        "/assets/none",
        "/api/none",
        "/favicon.ico",
        "/assets/app-11.wasm.br",
    ] {
        assert_eq!(
            get(path, &[BROWSER]).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    for accept in ["*/*", "application/json", "text/htmlx", "image/avif"] {
        assert_eq!(
            get("/results/2026", &[("accept", accept)]).await.status,
            StatusCode::NOT_FOUND,
            "{accept}"
        );
    }
}

#[tokio::test]
async fn no_path_leaves_the_application() {
    let paths = [
        "/../Cargo.toml",
        "/assets/../../Cargo.toml",
        "/%2e%2e/Cargo.toml",
        "/..%2fCargo.toml",
        "/assets/..%5c..%5cCargo.toml",
        "/index.html%00.js",
        "/./index.html",
    ];
    for path in paths {
        assert_eq!(
            get(path, &[BROWSER]).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}

#[tokio::test]
async fn head_answers_like_get_without_the_body() {
    for path in ["/", "/assets/app-11.wasm", "/healthz", "/none.js"] {
        let (get, head) = (get(path, &[]).await, ask(Method::HEAD, path, &[]).await);
        assert_eq!(head.status, get.status, "{path}");
        assert_eq!(head.header("etag"), get.header("etag"), "{path}");
        assert_eq!(head.header("content-type"), get.header("content-type"), "{path}");
        assert!(!get.body.is_empty(), "{path}");
    }
}

#[tokio::test]
async fn other_methods_are_refused() {
    for path in ["/", "/assets/app-11.wasm", "/healthz", "/results"] {
        for method in [
            Method::POST,
            Method::PUT,
            Method::DELETE,
            Method::OPTIONS,
            Method::TRACE,
        ] {
            let answer = ask(method.clone(), path, &[BROWSER]).await;
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
            assert!(
                answer.header("allow").replace(' ', "").starts_with("GET,HEAD"),
                "{method} {path}"
            );
        }
    }
}

#[tokio::test]
async fn health_tells_the_version() {
    let answer = get("/healthz", &[]).await;
    let body: serde_json::Value = serde_json::from_slice(&answer.body).expect("JSON");
    assert_eq!(
        body,
        serde_json::json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION") })
    );
}

#[tokio::test]
async fn without_a_bundle_the_page_says_what_to_do() {
    let empty = server::assets::Assets::from_files([]);
    let routes = server::serve::routes(empty, server::health::Health::new(None));
    let request = axum::http::Request::get("/")
        .body(axum::body::Body::empty())
        .expect("a valid request");
    let answer = tower::ServiceExt::oneshot(routes, request)
        .await
        .expect("routes always answer");
    let body = http_body_util::BodyExt::collect(answer.into_body())
        .await
        .expect("in memory")
        .to_bytes();
    assert!(String::from_utf8_lossy(&body).contains("cargo app serve"));
}

#[tokio::test]
async fn laws_are_named_in_the_page_and_fetched_by_the_worker() {
    let laws = assets().with_laws(b"{}".to_vec());
    let routes = server::serve::protect(
        server::serve::routes(laws.clone(), server::health::Health::new(None)),
        &server::Settings::new(laws),
    );
    let ask = async |path: &str| {
        let request = Request::builder()
            .uri(path)
            .header("host", "list.example:8080")
            .header("accept", BROWSER.1)
            .header("accept-encoding", "br");
        let request = request.body(Body::empty()).expect("a valid request");
        routes
            .clone()
            .oneshot(request)
            .await
            .expect("routes always answer")
    };
    let policy_of = |answer: &axum::response::Response| {
        let policy = answer.headers()["content-security-policy"].to_str();
        policy.expect("text").to_owned()
    };
    let page = ask("/").await;
    let page_policy = policy_of(&page);
    let worker_policy = policy_of(&ask("/assets/worker-33.js").await);
    let body = page.into_body().collect().await.expect("in memory").to_bytes();
    let body = String::from_utf8(body.to_vec()).expect("UTF-8");
    let path = body
        .split_once("<meta name=\"laws\" content=\"")
        .and_then(|(_, rest)| Some(rest.split_once('"')?.0))
        .expect("the page names the laws");
    let address = format!("list.example:8080{path}");
    assert!(worker_policy.contains(&address), "{worker_policy}");
    assert!(!page_policy.contains(&address), "{page_policy}");
    let laws = ask(path).await;
    assert_eq!(laws.status(), StatusCode::OK);
    assert_eq!(laws.headers()["content-type"], "application/json");
    assert_eq!(
        laws.headers()["cache-control"],
        "public, max-age=31536000, immutable"
    );
    // Without laws nothing changes.
    let plain = get("/", &[BROWSER]).await;
    assert!(!String::from_utf8_lossy(&plain.body).contains("laws"));
}

/// The worker's address as a page names it.
fn worker_of(page: &Answer) -> String {
    let page = String::from_utf8_lossy(&page.body);
    let named = page.split_once("name=\"worker\" content=\"").expect("named").1;
    named.split_once('"').expect("ended").0.to_owned()
}

#[tokio::test]
async fn a_browser_that_has_the_worker_gets_the_policy_of_what_is_published_later() {
    let ask = async |assets: &Assets, path: &str, host: &str, tag: &str| {
        get_of(
            assets,
            path,
            &[("x-forwarded-host", host), ("if-none-match", tag)],
        )
        .await
    };
    let (before, after) = (assets(), assets().with_laws(b"{}".to_vec()));
    let page = ask(&before, "/", "a.example", "").await;
    assert_eq!(page.header("cache-control"), "no-cache");
    let tag = page.header("etag");
    let again = ask(&before, "/", "a.example", tag).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    let first = worker_of(&page);
    let page = ask(&after, "/", "a.example", tag).await;
    assert_eq!(page.status, StatusCode::OK);
    let later = worker_of(&page);
    let page = ask(&before, "/", "b.example", tag).await;
    assert_eq!(page.status, StatusCode::OK);
    let elsewhere = worker_of(&page);
    assert!(
        first != later && first != elsewhere,
        "{first} {later} {elsewhere}"
    );
    // Kept for ever under the name of the policy it comes with, and so there without a network; under no other.
    let kept = ask(&after, &later, "a.example", "").await;
    assert_eq!(
        kept.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    let policy = kept.header("content-security-policy");
    assert!(policy.contains("a.example/assets/laws-"), "{policy}");
    for (address, host) in [
        (first.as_str(), "a.example"),
        (&later, "evil.example"),
        ("/assets/worker-33.js", "a.example"),
    ] {
        let other = ask(&after, address, host, "").await;
        assert_eq!(other.status, StatusCode::OK, "{address}");
        assert_eq!(other.header("cache-control"), "no-cache", "{address} {host}");
        assert_eq!(
            other.header("vary"),
            "accept-encoding, x-forwarded-host",
            "{address}"
        );
        let tag = other.header("etag");
        let same = ask(&after, address, host, tag).await;
        assert_eq!(same.status, StatusCode::NOT_MODIFIED, "{address}");
        let changed = ask(&before, address, host, tag).await;
        assert_eq!(changed.status, StatusCode::OK, "{address}");
    }
    // A file that fetches nothing has the same policy everywhere.
    let other = ask(&after, "/assets/boot-22.js", "evil.example", "").await;
    assert!(other.header("cache-control").contains("immutable"));
    assert!(!other.header("content-security-policy").contains("evil.example"));
}
