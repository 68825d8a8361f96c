use axum::http::{Method, StatusCode};

use super::site::{Answer, ask, get};

/// The headers of every answer, with what their value must begin with.
const EVERYWHERE: [(&str, &str); 6] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; ",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("permissions-policy", "accelerometer=(), "),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

fn connections(answer: &Answer) -> &str {
    let csp = answer.header("content-security-policy");
    csp.split("; ")
        .find_map(|directive| directive.strip_prefix("connect-src "))
        .unwrap_or_default()
}

#[tokio::test]
async fn every_answer_carries_them() {
    let tag = get("/", &[]).await.header("etag").to_owned();
    let too_large = [("content-length", "99999999")];
    let answers = [
        (StatusCode::OK, get("/", &[]).await),
        (
            StatusCode::OK,
            get("/assets/app-11.wasm", &[("accept-encoding", "br")]).await,
        ),
        (StatusCode::OK, get("/healthz", &[]).await),
        (StatusCode::OK, ask(Method::HEAD, "/", &[]).await),
        (
            StatusCode::NOT_MODIFIED,
            get("/", &[("if-none-match", &tag)]).await,
        ),
        (StatusCode::NOT_FOUND, get("/none.js", &[]).await),
        (StatusCode::METHOD_NOT_ALLOWED, ask(Method::POST, "/", &[]).await),
        (
            StatusCode::METHOD_NOT_ALLOWED,
            ask(Method::DELETE, "/healthz", &[]).await,
        ),
        (
            StatusCode::PAYLOAD_TOO_LARGE,
            ask(Method::POST, "/", &too_large).await,
        ),
        (StatusCode::INTERNAL_SERVER_ERROR, get("/panic", &[]).await),
    ];
    for (status, answer) in answers {
        assert_eq!(answer.status, status);
        if status.is_client_error() || status.is_server_error() {
            assert_eq!(
                answer.header("content-type"),
                "application/problem+json",
                "{status}"
            );
            assert_eq!(answer.header("cache-control"), "no-store", "{status}");
        }
        for (name, start) in EVERYWHERE {
            assert!(
                answer.header(name).starts_with(start),
                "{status}: {name}: {:?}",
                answer.header(name)
            );
        }
        assert_eq!(
            answer.header("strict-transport-security"),
            "",
            "plain HTTP cannot promise HTTPS"
        );
        let csp = answer.header("content-security-policy");
        for directive in [
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'none'",
            "worker-src 'self'",
            "require-trusted-types-for 'script'",
        ] {
            assert!(
                csp.split("; ").any(|part| part == directive),
                "{status}: {directive}"
            );
        }
        for hole in ["'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:"] {
            assert!(
                !csp.split([' ', ';']).any(|word| word == hole),
                "{status}: {hole}"
            );
        }
    }
}

#[tokio::test]
async fn page_and_worker_may_fetch_their_own_modules_only() {
    let cases = [
        ("/", "list.example:8080/assets/app-11.wasm"),
        (
            "/assets/worker-33.js",
            "list.example:8080/assets/engine-44.wasm list.example:8080/assets/export-55.wasm",
        ),
        ("/assets/boot-22.js", "'none'"),
        ("/template.xlsx", "'none'"),
        ("/healthz", "'none'"),
        ("/none.js", "'none'"),
    ];
    for (path, expected) in cases {
        assert_eq!(connections(&get(path, &[]).await), expected, "{path}");
    }
    let page = get("/results", &[("accept", "text/html")]).await;
    assert_eq!(connections(&page), "list.example:8080/assets/app-11.wasm");
}

#[tokio::test]
async fn a_proxy_may_name_the_host_but_not_write_the_policy() {
    let forwarded = get("/", &[("x-forwarded-host", "public.example")]).await;
    assert_eq!(connections(&forwarded), "public.example/assets/app-11.wasm");
    let forged = get("/", &[("x-forwarded-host", "a; script-src *")]).await;
    assert_eq!(connections(&forged), "'self'");
    assert!(!forged.header("content-security-policy").contains('*'));
}

#[tokio::test]
async fn a_fault_says_nothing_about_the_inside() {
    let answer = get("/panic", &[]).await;
    assert_eq!(
        answer.body,
        r#"{"status":500,"title":"Internal Server Error","type":"about:blank"}"#
    );
}
