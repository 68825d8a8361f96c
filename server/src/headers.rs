//! The security headers of every answer, errors included.
//!
//! The content security policy is the technical half of "self-check data never leaves the browser": the page and its
//! worker may each fetch the WASM files they run, the worker also the standards this site publishes, and nothing else, so
//! even injected code has no way out.
//! (Answers to requests that are not HTTP at all are made by hyper and carry no headers; they have no body either.)

use std::fmt::Write as _;
use std::str::FromStr;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::middleware::Next;
use axum::response::Response;

/// What the scripts of an answer may fetch: absolute paths on this server. Set by a handler as an extension of its
/// answer; without it nothing may be fetched. A later service worker or official mode gets its own list here.
#[derive(Clone, Debug, Default)]
pub struct MayFetch(pub Arc<[String]>);

/// How headers are made, besides the answer itself.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// Overrides the `Host` of requests.
    pub public_host: Option<Host>,
    /// The server itself speaks TLS: tell browsers to keep to it.
    pub secure: bool,
}

/// A host with an optional port that a policy can name. The one that the browser sees is put on each request, for
/// handlers whose answers depend on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host(String);

impl FromStr for Host {
    type Err = &'static str;

    /// Takes `name`, `name:port` and IPv4 addresses. The grammar of policies knows neither IPv6 addresses nor
    /// underscores, and a host with other characters could end the directive and begin its own.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (name, port) = text
            .split_once(':')
            .map_or((text, None), |(name, port)| (name, Some(port)));
        let name_fits = !name.is_empty()
            && name.len() <= 253
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'));
        let port_fits = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0));
        if name_fits && port_fits {
            Ok(Self(text.to_owned()))
        } else {
            Err("expected HOST or HOST:PORT")
        }
    }
}

/// Everything of the policy but `connect-src`. Trusted Types: `boot.js` makes the one policy, named `default`.
const DIRECTIVES: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' blob: data:; worker-src 'self'; manifest-src 'self'; font-src 'self'; form-action 'none'; \
    frame-ancestors 'none'; base-uri 'none'; object-src 'none'; require-trusted-types-for 'script'; \
    trusted-types default";

/// Features of the browser that no part of the application uses.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), camera=(), clipboard-read=(), \
    display-capture=(), encrypted-media=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), \
    local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), \
    screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()";

impl MayFetch {
    /// Whether nothing may be fetched: the answer's policy is then the same in every deployment.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The policy of one answer. A source with a path needs a host (a bare path is ignored by browsers); where the host
    /// cannot be written in a policy, the whole own origin is allowed, which is still no way out.
    pub fn policy(&self, host: Option<&Host>) -> String {
        let mut csp = format!("{DIRECTIVES}; connect-src");
        match (self.is_empty(), host) {
            (true, _) => csp.push_str(" 'none'"),
            (false, None) => csp.push_str(" 'self'"),
            (false, Some(Host(host))) => {
                for path in self.0.iter() {
                    let _never_fails = write!(csp, " {host}{path}");
                }
            }
        }
        csp
    }

    /// What names the policy in the query of an address. Under another policy the address is another one, so that the
    /// answer may be kept for ever.
    pub fn named(&self, host: Option<&Host>) -> String {
        let digest = shared::standard::digest(self.policy(host).as_bytes());
        let digest = digest.trim_start_matches("sha256:");
        format!("policy={}", digest.get(..32).unwrap_or(digest))
    }
}

/// Adds the security headers to an answer.
pub async fn secure(State(policy): State<Policy>, mut request: Request, next: Next) -> Response<Body> {
    let host = policy
        .public_host
        .clone()
        .or_else(|| host_of(request.uri(), request.headers()));
    if let Some(host) = &host {
        request.extensions_mut().insert(host.clone());
    }
    let mut answer = next.run(request).await;
    let fetches = answer.extensions_mut().remove::<MayFetch>().unwrap_or_default();
    let csp = fetches.policy(host.as_ref());
    let headers = answer.headers_mut();
    // Only asset paths and a checked host go in, so this cannot fail; if it could, the strictest policy is right.
    let csp = HeaderValue::try_from(csp).unwrap_or(HeaderValue::from_static("default-src 'none'"));
    headers.insert(header::CONTENT_SECURITY_POLICY, csp);
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert("permissions-policy", HeaderValue::from_static(PERMISSIONS));
    headers.insert(
        "cross-origin-opener-policy",
        HeaderValue::from_static("same-origin"),
    );
    headers.insert(
        "cross-origin-resource-policy",
        HeaderValue::from_static("same-origin"),
    );
    if policy.secure {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=31536000"),
        );
    }
    answer
}

/// The host as the browser sees it. `X-Forwarded-Host` may be believed here: it only reaches the policy that the same
/// client gets, and a cache keeps an answer with such a policy only under an address that names it (see `assets`).
fn host_of(uri: &Uri, headers: &HeaderMap) -> Option<Host> {
    let named = |name| {
        headers
            .get(name)
            .and_then(|value: &HeaderValue| value.to_str().ok())
    };
    named("x-forwarded-host")
        .or_else(|| uri.authority().map(axum::http::uri::Authority::as_str))
        .or_else(|| named("host"))?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::{Host, MayFetch};

    fn policy(host: &str) -> String {
        MayFetch(["/assets/app-1.wasm".to_owned()].into()).policy(host.parse().ok().as_ref())
    }

    #[test]
    fn only_the_named_file_may_be_fetched() {
        assert!(policy("10.1.2.3:8080").ends_with("; connect-src 10.1.2.3:8080/assets/app-1.wasm"));
        assert!(MayFetch::default().policy(None).ends_with("; connect-src 'none'"));
    }

    #[test]
    fn a_host_cannot_write_directives() {
        for host in [
            "a; script-src *",
            "a b",
            "a,b",
            "",
            ":80",
            "a:0",
            "a:99999",
            "a/b",
            "a'",
            "[::1]:80",
            "a_b",
        ] {
            assert!(host.parse::<Host>().is_err(), "{host}");
            assert!(policy(host).ends_with("; connect-src 'self'"), "{host}");
        }
    }
}
