//! Published standards: what browsers get, and what happens when the folder is broken.

use super::site;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt as _;
use server::Settings;
use server::health::Health;
use server::standard::publish::{Origin, Published};
use shared::standard::{builtin, digest};
use std::fs;
use std::path::{Path, PathBuf};
use tower::ServiceExt as _;

/// A folder with the shipped standard as version 2026.2.
fn folder(test: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("published-{test}"));
    if root.exists() {
        fs::remove_dir_all(&root).expect("left from an earlier run");
    }
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/standards/2026.1");
    for layer in fs::read_dir(&shipped).expect("layers") {
        let layer = layer.expect("a layer").path();
        let target = root.join("2026.2").join(layer.file_name().expect("a name"));
        fs::create_dir_all(&target).expect("a folder");
        for part in fs::read_dir(&layer).expect("parts") {
            let part = part.expect("a part").path();
            let text = fs::read_to_string(&part).expect("text");
            let text = text.replace("version = \"2026.1\"", "version = \"2026.2\"");
            fs::write(target.join(part.file_name().expect("a name")), text).expect("written");
        }
    }
    root
}

fn damage(folder: &Path) {
    let path = folder.join("2026.2/national/00-frame.toml");
    let text = fs::read_to_string(&path).expect("text");
    fs::write(path, text.replace("cap = 3000", "cap = -1")).expect("written");
}

fn settings(published: &Published) -> Settings {
    let assets = site::assets().publishing(published.files(), &published.named());
    let mut settings = Settings::new(assets);
    settings.health = Health::new(Some(published));
    settings
}

/// Body and header `name` of a GET.
async fn get(settings: &Settings, path: &str, name: &str) -> (StatusCode, String, String) {
    let routes = server::serve::routes(settings.assets.clone(), settings.health.clone());
    let routes = server::serve::protect(routes, settings);
    let request = Request::get(path)
        .header("host", "qingcha.test")
        .body(Body::empty())
        .expect("a request");
    let answer = routes.oneshot(request).await.expect("an answer");
    let status = answer.status();
    let header = answer
        .headers()
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
        .to_owned();
    let body = answer.into_body().collect().await.expect("a body").to_bytes();
    (status, String::from_utf8(body.to_vec()).expect("UTF-8"), header)
}

#[tokio::test]
async fn a_published_standard_is_served_under_its_digest() {
    let published = Published::open(&folder("served"));
    assert_eq!(published.origin, Origin::Folder, "{:?}", published.refused);
    let settings = settings(&published);
    let (status, index, cache) = get(&settings, "/standard/index.json", "cache-control").await;
    assert_eq!((status, cache.as_str()), (StatusCode::OK, "no-cache"));
    let index: serde_json::Value = serde_json::from_str(&index).expect("JSON");
    assert_eq!(index["standards"][0]["version"], "2026.2");
    let path = index["standards"][0]["path"].as_str().expect("a path").to_owned();
    let (status, document, cache) = get(&settings, &path, "cache-control").await;
    assert_eq!(status, StatusCode::OK);
    assert!(cache.contains("immutable"), "{cache}");
    assert_eq!(
        digest(document.as_bytes()),
        index["standards"][0]["digest"].as_str().expect("a digest")
    );
    let (_, page, _) = get(&settings, "/", "etag").await;
    assert!(
        page.contains(&format!("<meta name=\"standard\" content=\"{path}\">")),
        "{page}"
    );
    // The layers of its special inspections are one file, whose name holds its digest too.
    let (_, campaigns) = &published.named()[1];
    let (status, layers, cache) = get(&settings, campaigns, "cache-control").await;
    assert!(status == StatusCode::OK && cache.contains("immutable"), "{cache}");
    let hash = digest(layers.as_bytes()).replace("sha256:", "");
    assert_eq!(*campaigns, format!("/standard/2026.2-campaigns-{hash}.json"));
    assert!(
        page.contains(&format!("<meta name=\"campaigns\" content=\"{campaigns}\">")),
        "{page}"
    );
    // The page itself may not fetch it, only the worker.
    let (_, _, policy) = get(&settings, "/assets/worker-33.js", "content-security-policy").await;
    assert!(policy.ends_with(&format!(
        "connect-src qingcha.test/assets/engine-44.wasm qingcha.test/assets/export-55.wasm qingcha.test{path} qingcha.test{campaigns} qingcha.test/standard/index.json"
    )), "{policy}");
    let (_, _, policy) = get(&settings, "/", "content-security-policy").await;
    assert!(
        policy.ends_with("connect-src qingcha.test/assets/app-11.wasm"),
        "{policy}"
    );
}

#[tokio::test]
async fn the_page_names_older_standards_after_the_newest() {
    let folder = folder("older");
    let copy = |from: &Path, to: &Path| {
        fs::create_dir_all(to).expect("a folder");
        for part in fs::read_dir(from).expect("parts") {
            let part = part.expect("a part").path();
            let text = fs::read_to_string(&part).expect("text");
            let text = text.replace("version = \"2026.2\"", "version = \"2026.10\"");
            fs::write(to.join(part.file_name().expect("a name")), text).expect("written");
        }
    };
    // The newer one has one special inspection only.
    for layer in ["national", "guangxi", "campaign-reform"] {
        copy(
            &folder.join("2026.2").join(layer),
            &folder.join("2026.10").join(layer),
        );
    }
    let published = Published::open(&folder);
    assert_eq!(published.origin, Origin::Folder, "{:?}", published.refused);
    let settings = settings(&published);
    let (_, page, _) = get(&settings, "/", "etag").await;
    for (name, addresses) in published.named() {
        let versions: Vec<_> = addresses
            .split(',')
            .map(|address| address.strip_prefix("/standard/").expect("an address"))
            .map(|address| address.split('-').next().expect("a version"))
            .collect();
        assert_eq!(versions, ["2026.10", "2026.2"], "{name}");
        assert!(
            page.contains(&format!("<meta name=\"{name}\" content=\"{addresses}\">")),
            "{page}"
        );
        let (_, _, policy) = get(&settings, "/assets/worker-33.js", "content-security-policy").await;
        for address in addresses.split(',') {
            let (status, text, _) = get(&settings, address, "etag").await;
            let hash = digest(text.as_bytes()).replace("sha256:", "");
            assert!(
                status == StatusCode::OK && address.ends_with(&format!("-{hash}.json")),
                "{address}"
            );
            assert!(policy.contains(&format!("qingcha.test{address}")), "{policy}");
        }
    }
    let layers = |version: &str| published.campaigns[version].len();
    assert_eq!((layers("2026.10"), layers("2026.2")), (1, 5));
}

#[tokio::test]
async fn without_a_folder_nothing_is_published() {
    let settings = Settings::new(site::assets());
    let (status, _, _) = get(&settings, "/standard/index.json", "etag").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    let (_, page, _) = get(&settings, "/", "etag").await;
    assert!(!page.contains("standard"), "{page}");
}

#[tokio::test]
async fn a_broken_folder_leaves_the_last_good_standards_in_use() {
    let folder = folder("last-good");
    let good = Published::open(&folder);
    damage(&folder);
    let restarted = Published::open(&folder);
    assert_eq!(restarted.origin, Origin::LastGood);
    assert!(
        restarted.refused[0].contains("00-frame.toml:") && restarted.refused[0].contains("须大于0"),
        "{:?}",
        restarted.refused
    );
    let digests = |published: &Published| {
        published
            .standards
            .iter()
            .map(|standard| standard.digest.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(digests(&restarted), digests(&good));
    assert!(restarted.campaigns["2026.2"].len() == 5 && restarted.campaigns == good.campaigns);
    let (status, health, _) = get(&settings(&restarted), "/healthz", "etag").await;
    let health: serde_json::Value = serde_json::from_str(&health).expect("JSON");
    assert_eq!(status, StatusCode::OK);
    assert_eq!(
        (&health["status"], &health["standards"]["origin"]),
        (&"degraded".into(), &"last-good".into())
    );
    assert_eq!(health["standards"]["refused"], restarted.refused.len());
    assert!(!health.to_string().contains(".toml"), "{health}");
    assert_eq!(
        health["standards"]["in_use"][0]["digest"],
        good.standards[0].digest
    );
    // Mended, the folder is in use again.
    let path = folder.join("2026.2/national/00-frame.toml");
    let text = fs::read_to_string(&path).expect("text");
    fs::write(path, text.replace("cap = -1", "cap = 2900")).expect("written");
    let mended = Published::open(&folder);
    assert_eq!(mended.origin, Origin::Folder, "{:?}", mended.refused);
    assert_ne!(digests(&mended), digests(&good));
}

#[test]
fn a_folder_broken_from_the_start_leaves_the_built_in_standard() {
    let folder = folder("built-in");
    damage(&folder);
    let published = Published::open(&folder);
    assert_eq!(published.origin, Origin::BuiltIn);
    assert!(published.files().is_empty() && !published.refused.is_empty());
    let missing = Published::open(Path::new("/no/such/folder"));
    assert_eq!(missing.origin, Origin::BuiltIn);
    assert!(
        missing.refused[0].contains("/no/such/folder"),
        "{:?}",
        missing.refused
    );
}

#[test]
fn a_damaged_copy_is_not_used() {
    let folder = folder("damaged-copy");
    Published::open(&folder);
    damage(&folder);
    let copy = folder.join(".last-good.json");
    let bytes = fs::read(&copy).expect("kept");
    fs::write(&copy, &bytes[..bytes.len() / 2]).expect("written");
    let published = Published::open(&folder);
    assert_eq!(published.origin, Origin::BuiltIn);
    let said = |sentence: &String| sentence.contains(".last-good.json”无法使用");
    assert!(published.refused.iter().any(said), "{:?}", published.refused);
}

/// The copy is the merged document, and running it again gives the digest it had.
#[test]
fn a_document_survives_its_json() {
    let standard = builtin(None).expect("the built-in standard");
    let bytes = standard.document.to_json().expect("JSON");
    let again: shared::standard::Document = serde_json::from_slice(&bytes).expect("a document");
    assert_eq!(again.to_json().expect("JSON"), bytes);
}

#[test]
fn a_part_that_is_not_read_is_not_published_without_it() {
    let folder = folder("unused");
    Published::open(&folder);
    let part = folder.join("2026.2/national/10-legality.toml");
    fs::rename(&part, part.with_extension("TOML")).expect("renamed");
    fs::write(folder.join("2026.2/guangxi/notes.txt"), "x").expect("written");
    let published = Published::open(&folder);
    assert_eq!(published.origin, Origin::LastGood);
    assert!(
        published.refused[0].contains("10-legality.TOML"),
        "{:?}",
        published.refused
    );
    fs::rename(part.with_extension("TOML"), &part).expect("renamed");
    let published = Published::open(&folder);
    assert_eq!(published.origin, Origin::Folder);
    assert!(
        published.unused[0].contains("notes.txt"),
        "{:?}",
        published.unused
    );
}
