//! The application's files: built by `cargo app`, compiled into release binaries, read once at start in debug builds.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Extension;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, Uri, header};

use crate::headers::{Host, MayFetch};
use crate::problem::{method_not_allowed, problem};
use caching::{ASK_AGAIN, Caching};
use negotiation::{names_tag, preference, wants_page};

mod caching;
mod negotiation;

/// `app/dist` as the build tool left it.
#[derive(rust_embed::RustEmbed)]
#[folder = "../app/dist"]
struct Dist;

/// Shown when the binary was built without the application.
const NOT_BUILT: &str = include_str!("not_built.html");

/// The page every address inside the application opens.
const INDEX: &str = "index.html";

/// How the names of the worker's script begin.
const WORKER: &str = "assets/worker-";

/// All files of the application, by path without the leading slash.
#[derive(Clone, Debug)]
pub struct Assets(Arc<BTreeMap<String, Asset>>);

#[derive(Clone, Debug)]
struct Asset {
    plain: Representation,
    brotli: Option<Representation>,
    gzip: Option<Representation>,
    content_type: HeaderValue,
    cache: HeaderValue,
    may_fetch: MayFetch,
}

/// One form of a file on the wire.
#[derive(Clone, Debug)]
struct Representation {
    bytes: Bytes,
    /// Quoted SHA-256 of these bytes: a twin is another representation and has its own tag.
    tag: HeaderValue,
}

/// One file as it comes from the bundle.
#[derive(Clone, Debug)]
pub struct File {
    /// Path below the root of the application, without a leading slash.
    pub path: String,
    /// The content as stored.
    pub bytes: Bytes,
    /// SHA-256 of `bytes`.
    pub sha256: [u8; 32],
}

impl Assets {
    /// The files built into this binary, or one page that says how to build them.
    pub fn embedded() -> Self {
        let files = Dist::iter().filter_map(|path| {
            let file = Dist::get(&path)?;
            let sha256 = file.metadata.sha256_hash();
            let bytes = match file.data {
                std::borrow::Cow::Borrowed(bytes) => Bytes::from_static(bytes),
                std::borrow::Cow::Owned(bytes) => Bytes::from(bytes),
            };
            Some(File {
                path: path.into_owned(),
                bytes,
                sha256,
            })
        });
        Self::from_files(files)
    }

    /// Arranges files: `x.br` and `x.gz` become forms of `x`.
    pub fn from_files(files: impl IntoIterator<Item = File>) -> Self {
        let mut found: BTreeMap<String, Representation> = files
            .into_iter()
            .map(|file| {
                (
                    file.path,
                    Representation {
                        bytes: file.bytes,
                        tag: tag(&file.sha256),
                    },
                )
            })
            .collect();
        if !found.contains_key(INDEX) {
            let bytes = Bytes::from_static(NOT_BUILT.as_bytes());
            found.insert(
                INDEX.to_owned(),
                Representation {
                    bytes,
                    tag: HeaderValue::from_static("\"not-built\""),
                },
            );
        }
        let app = modules(&found, &["assets/app-"]);
        let engine = modules(&found, &["assets/engine-", "assets/export-"]);
        let paths: Vec<String> = found
            .keys()
            .filter(|path| !is_twin(path, &found))
            .cloned()
            .collect();
        let arranged = paths.into_iter().filter_map(|path| {
            let asset = Asset {
                plain: found.get(&path)?.clone(),
                brotli: found.get(&format!("{path}.br")).cloned(),
                gzip: found.get(&format!("{path}.gz")).cloned(),
                content_type: HeaderValue::from_static(content_type(&path)),
                cache: HeaderValue::from_static(cache(&path)),
                may_fetch: match path.as_str() {
                    INDEX => app.clone(),
                    worker if worker.starts_with(WORKER) => engine.clone(),
                    _ => MayFetch::default(),
                },
            };
            Some((path, asset))
        });
        Self(Arc::new(arranged.collect()))
    }

    /// Adds the standards an operator publishes: the worker may fetch them, and the page names some of them (name and
    /// path). Without any, everything stays as it was built.
    #[must_use]
    pub fn publishing(self, files: Vec<File>, named: &[(&str, String)]) -> Self {
        if files.is_empty() {
            return self;
        }
        self.naming(named, files)
    }

    /// Adds an operator's laws: the worker may fetch them, and the page names them.
    #[must_use]
    pub fn with_laws(self, laws: Vec<u8>) -> Self {
        let sha256 = shared::standard::sha256(&laws);
        let digest = shared::standard::digest(&laws);
        let hash = digest.trim_start_matches("sha256:").get(..16).unwrap_or_default();
        let path = format!("assets/laws-{hash}.json");
        let file = File {
            path: path.clone(),
            bytes: Bytes::from(laws),
            sha256,
        };
        self.naming(&[("laws", format!("/{path}"))], vec![file])
    }

    /// Adds files the worker may fetch, some of which the page names.
    fn naming(self, named: &[(&str, String)], files: Vec<File>) -> Self {
        let mut all = (*self.0).clone();
        let added: Vec<String> = files.iter().map(|file| format!("/{}", file.path)).collect();
        for (path, asset) in &mut all {
            if path.starts_with(WORKER) {
                let may_fetch = asset.may_fetch.0.iter().chain(&added).cloned();
                asset.may_fetch = MayFetch(may_fetch.collect());
            }
        }
        if let Some(index) = all.get_mut(INDEX) {
            for (name, addresses) in named {
                index.name_files(name, addresses);
            }
        }
        for file in files {
            let asset = Asset {
                plain: Representation {
                    bytes: file.bytes,
                    tag: tag(&file.sha256),
                },
                brotli: None,
                gzip: None,
                content_type: HeaderValue::from_static(content_type(&file.path)),
                cache: HeaderValue::from_static(cache(&file.path)),
                may_fetch: MayFetch::default(),
            };
            all.insert(file.path, asset);
        }
        Self(Arc::new(all))
    }

    /// The file at a request path, or the page where a browser asks for an address inside the application.
    fn find(&self, path: &str, headers: &HeaderMap) -> Option<(&String, &Asset)> {
        let path = path.strip_prefix('/').unwrap_or(path);
        if path.is_empty() {
            return self.0.get_key_value(INDEX);
        }
        // Exact names only: no path on this machine is ever made from a request.
        self.0.get_key_value(path).or_else(|| {
            let inside = !path.contains('.') && !path.starts_with("assets/") && !path.starts_with("api/");
            (inside && wants_page(headers))
                .then(|| self.0.get_key_value(INDEX))
                .flatten()
        })
    }
}

/// Answers GET and HEAD for the files of the application.
pub async fn asset(
    State(assets): State<Assets>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    seen: Option<Extension<Host>>,
) -> Response<Body> {
    if method != Method::GET && method != Method::HEAD {
        return method_not_allowed();
    }
    let Some((path, asset)) = assets.find(uri.path(), &headers) else {
        return problem(StatusCode::NOT_FOUND);
    };
    let page = (path == INDEX).then(|| assets.page(asset, seen.as_deref()));
    let asset = page.as_ref().unwrap_or(asset);
    let (form, encoding) = asset.choose(&headers);
    let Caching { control, vary, tag } = asset.caching(form, seen.as_deref(), uri.query());
    let unchanged = names_tag(&headers, &tag);
    let mut answer = Response::new(if unchanged {
        Body::empty()
    } else {
        Body::from(form.bytes.clone())
    });
    answer.extensions_mut().insert(asset.may_fetch.clone());
    let out = answer.headers_mut();
    out.insert(header::ETAG, tag);
    out.insert(header::CACHE_CONTROL, control);
    out.insert(header::VARY, HeaderValue::from_static(vary));
    if unchanged {
        *answer.status_mut() = StatusCode::NOT_MODIFIED;
        return answer;
    }
    out.insert(header::CONTENT_TYPE, asset.content_type.clone());
    if let Some(encoding) = encoding {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    answer
}

impl Asset {
    /// Names a file in the head of the page.
    fn name_files(&mut self, name: &str, addresses: &str) {
        let Ok(page) = std::str::from_utf8(&self.plain.bytes) else {
            return;
        };
        let Some((head, rest)) = page.split_once("</head>") else {
            return;
        };
        // Versions and digests hold nothing that would end the attribute.
        let page = format!("{head}<meta name=\"{name}\" content=\"{addresses}\">\n  </head>{rest}");
        self.rewrite(page);
    }

    /// Takes another text; the compressed twins are of the old one, so they go.
    fn rewrite(&mut self, text: String) {
        self.plain = Representation {
            tag: tag(&shared::standard::sha256(text.as_bytes())),
            bytes: Bytes::from(text),
        };
        (self.brotli, self.gzip) = (None, None);
    }

    /// The form the client likes best; the smaller one where it does not care.
    fn choose(&self, headers: &HeaderMap) -> (&Representation, Option<&'static str>) {
        let twins = [("br", &self.brotli), ("gzip", &self.gzip)];
        let plain = (preference(headers, "identity").unwrap_or(1), &self.plain, None);
        let best = twins.into_iter().rev().filter_map(|(name, twin)| {
            let weight = preference(headers, name).filter(|weight| *weight > 0)?;
            Some((weight, twin.as_ref()?, Some(name)))
        });
        // `max_by_key` keeps the last of equals: plain, then gzip, then brotli.
        let (_, form, name) = std::iter::once(plain)
            .chain(best)
            .max_by_key(|(weight, ..)| *weight)
            .unwrap_or(plain);
        (form, name)
    }
}

fn is_twin(path: &str, files: &BTreeMap<String, Representation>) -> bool {
    [".br", ".gz"].iter().any(|end| {
        path.strip_suffix(end)
            .is_some_and(|plain| files.contains_key(plain))
    })
}

fn modules(files: &BTreeMap<String, Representation>, starts: &[&str]) -> MayFetch {
    let wasm =
        |path: &&String| starts.iter().any(|start| path.starts_with(start)) && has_extension(path, "wasm");
    MayFetch(files.keys().filter(wasm).map(|path| format!("/{path}")).collect())
}

fn has_extension(path: &str, wanted: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, extension)| extension == wanted)
}

/// The build tool puts a hash of the content into every name under `assets/`, and published standards carry their
/// digest; every other name may get new content. Files that may fetch are another matter: see [`caching`].
fn cache(path: &str) -> &'static str {
    let standard = path.starts_with("standard/") && path != "standard/index.json";
    if path.starts_with("assets/") || standard {
        "public, max-age=31536000, immutable"
    } else {
        ASK_AGAIN
    }
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "csv" => "text/csv; charset=utf-8",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

/// `"…"` with the digest in hexadecimal.
fn tag(sha256: &[u8; 32]) -> HeaderValue {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(66);
    text.push('"');
    for byte in sha256 {
        let _never_fails = write!(text, "{byte:02x}");
    }
    text.push('"');
    // Quotes and hexadecimal digits are valid in any header.
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("\"\""))
}
