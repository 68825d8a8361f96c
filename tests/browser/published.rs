//! The standard that an operator publishes reaches the page, and only before any list is read.

use crate::engine::Engine;
use crate::history::{ENTRY, saved};
use crate::page::{drop_file, until};
use server::assets::Assets;
use server::standard::publish::{Origin, Published, path};
use shared::engine::check;
use shared::import::Flow;
use shared::locale::Lang;
use shared::protocol::{Answer, Check, Format, Request};
use shared::rule::Context;
use shared::standard::{Standard, digest, parse_day};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tests::browser::{Stage, Window};
use tests::generate::write::Form;
use tests::generate::{Options, generate};

/// Longer than any start on a busy machine.
const PATIENCE: Duration = Duration::from_mins(2);

/// A folder of the shipped standard as version 2026.2, where a promise that is too long takes 6 points instead of 8.
fn folder(of: &str) -> PathBuf {
    let root = std::env::temp_dir().join(format!("qingcha-{of}-{}", std::process::id()));
    version(&root, "2026.2", 600);
    root
}

/// The shipped standard under another version, where what takes 8 points first takes `points`.
fn version(root: &Path, version: &str, points: u32) {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/standards/2026.1");
    for layer in fs::read_dir(&shipped).expect("layers") {
        let layer = layer.expect("a layer").path();
        let target = root.join(version).join(layer.file_name().expect("a name"));
        fs::create_dir_all(&target).expect("a folder");
        for part in fs::read_dir(&layer).expect("parts") {
            let part = part.expect("a part").path();
            let text = fs::read_to_string(&part)
                .expect("text")
                .replace("version = \"2026.1\"", &format!("version = \"{version}\""));
            let text = text.replacen("points = 800", &format!("points = {points}"), 1);
            fs::write(target.join(part.file_name().expect("a name")), text).expect("written");
        }
    }
}

fn published(of: &str) -> Published {
    open(&folder(of))
}

fn open(folder: &Path) -> Published {
    let published = Published::open(folder);
    fs::remove_dir_all(folder).expect("removed");
    assert_eq!(published.origin, Origin::Folder, "{:?}", published.refused);
    published
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_page_checks_by_the_published_standard() {
    let published = published("checks");
    let standard = published.newest().expect("a standard");
    let address = format!("/{}", path(standard));
    let assets = Assets::embedded().publishing(published.files(), &published.named());
    let stage = Stage::open_with(&Window::default(), assets)
        .await
        .expect("a browser");
    stage.go("/").await.expect("the page");
    let named = "document.querySelector('#engine')?.textContent.includes('2026.2')";
    stage
        .until("the published standard", named, PATIENCE)
        .await
        .expect("named");
    let requests = stage.requests().await.expect("a log");
    let fetched = requests
        .iter()
        .filter(|request| request.contains(&address))
        .count();
    assert_eq!(fetched, 1, "{requests:#?}");

    let mut engine = Engine::start(&stage).await.expect("the engine");
    stage.requests().await.expect("a log");
    let lists = generate(&Options {
        items: 60,
        seed: 5,
        defects_per_mille: 600,
        full: true,
    });
    let bytes = Form::Json.bytes(&lists).expect("written");
    let done = engine.check("list.json", &bytes).await.expect("an answer");
    let Answer::Done(overview) = done else {
        panic!("{done:?}")
    };
    assert_eq!(overview.standard_version, "2026.2");
    assert_eq!(overview.standard_digest, standard.digest);
    let file = engine
        .ask(Request::Export(Format::Json), &[])
        .await
        .expect("an answer")
        .1
        .expect("a file");
    let list = tests::check::read("list.json", &bytes).unwrap_or_else(|refusal| panic!("{refusal}"));
    let context = Context::on(parse_day(tests::check::DAY).expect("a day"));
    let native =
        check(list, Arc::clone(standard), context, &mut |_| Flow::Continue).expect("never cancelled");
    let native = native.to_json(Lang::ZhCn);
    assert_eq!(
        file,
        (
            native.len() as u64,
            digest(native.as_bytes()).replace("sha256:", "")
        )
    );
    // The bureau's own special inspections are merged over its standard.
    let campaigns: Vec<String> = published.campaigns["2026.2"]
        .iter()
        .map(|layer| layer.id.clone())
        .collect();
    assert_eq!(campaigns.len(), 5);
    let merged = standard
        .document
        .with_campaigns(&published.campaigns["2026.2"], &campaigns);
    let merged = merged
        .and_then(Standard::new)
        .unwrap_or_else(|errors| panic!("{errors:#?}"));
    let check = Check {
        names: vec!["list.json".to_owned()],
        date: tests::check::DAY.to_owned(),
        campaigns,
        ..Check::default()
    };
    let done = engine.ask(Request::Check(check), &[("list.json", &bytes)]).await;
    let Answer::Done(overview) = done.expect("an answer").0 else {
        panic!("no result")
    };
    assert_eq!(overview.standard_digest, merged.digest);
    assert!(overview.comparison.contains("中介服务专项核查"));
    crate::page::asked_for_nothing(&stage).await;
    stage.close().await.expect("closed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_standard_that_cannot_be_had_is_said_and_the_built_in_one_used() {
    let published = published("damaged");
    let standard = published.newest().expect("a standard");
    // Another content under the name of the digest: damaged on its way, or tampered with.
    let mut files = published.files();
    for file in &mut files {
        if file.path == path(standard) {
            let text = String::from_utf8(file.bytes.to_vec()).expect("UTF-8");
            file.bytes = text
                .replacen("\"points\":600", "\"points\":1", 1)
                .into_bytes()
                .into();
        }
    }
    let assets = Assets::embedded().publishing(files, &published.named());
    let stage = Stage::open_with(&Window::default(), assets)
        .await
        .expect("a browser");
    stage.go("/").await.expect("the page");
    let named = "document.querySelector('#engine')?.textContent.includes('2026.1')";
    stage
        .until("the built-in standard", named, PATIENCE)
        .await
        .expect("named");
    let said = "document.querySelector('[role=alert]')?.textContent.includes('2026.1')";
    stage.until("the warning", said, PATIENCE).await.expect("said");
    stage.close().await.expect("closed");
}

/// Makes the record of the history one of an earlier round.
const EARLIER: &str = "
    const done = arguments[arguments.length - 1];
    const opening = indexedDB.open('qingcha');
    opening.onsuccess = () => {
        const store = opening.result.transaction('checks', 'readwrite').objectStore('checks');
        const reading = store.getAll();
        reading.onsuccess = () => {
            const [line] = reading.result;
            store.put({ ...line, json: JSON.stringify({ ...JSON.parse(line.json), standard: '2026.2' }) });
            store.transaction.oncomplete = () => { opening.result.close(); done(reading.result.length) };
        };
    };
";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_check_of_an_earlier_round_is_repeated_under_its_own_standard() {
    let folder = folder("rounds");
    version(&folder, "2026.3", 500);
    let published = open(&folder);
    let [old, new] = &*published.standards else {
        panic!("two standards")
    };
    let assets = Assets::embedded().publishing(published.files(), &published.named());
    let stage = Stage::open_with(&Window::default(), assets)
        .await
        .expect("a browser");
    crate::page::home(&stage).await;
    let bytes = Form::Json.bytes(&crate::page::lists(30)).expect("written");
    let path = stage.file("list.json", &bytes).expect("a file");
    drop_file(&stage, &path).await;
    let shows = |standard: &Standard| format!("document.body.textContent.includes({:?})", standard.digest);
    until(&stage, &shows(new)).await;
    saved(&stage).await;
    let records = stage.script_async(EARLIER, vec![]).await.expect("the record");
    assert_eq!(records, serde_json::json!(1));
    crate::page::home(&stage).await;
    until(&stage, ENTRY).await;
    stage
        .script(&format!("{ENTRY}.click()"), vec![])
        .await
        .expect("clicked");
    until(&stage, &shows(old)).await;
    // Its special inspections are those of its version, and the newest standard is still the usual one.
    let mut engine = Engine::start(&stage).await.expect("the engine");
    stage.requests().await.expect("a log");
    let campaigns: Vec<String> = published.campaigns["2026.2"]
        .iter()
        .map(|layer| layer.id.clone())
        .collect();
    let merged = |standard: &Standard| {
        let layers = &published.campaigns[&standard.document.version];
        let document = standard.document.with_campaigns(layers, &campaigns);
        let merged = document.and_then(Standard::new);
        merged.unwrap_or_else(|errors| panic!("{errors:#?}")).digest
    };
    for (asked, standard) in [(Some("2026.2"), old), (None, new), (Some("2026.2"), old)] {
        let check = Check {
            names: vec!["list.json".to_owned()],
            date: tests::check::DAY.to_owned(),
            campaigns: campaigns.clone(),
            standard: asked.map(str::to_owned),
            ..Check::default()
        };
        let done = engine.ask(Request::Check(check), &[("list.json", &bytes)]).await;
        let Answer::Done(overview) = done.expect("an answer").0 else {
            panic!("no result")
        };
        assert_eq!(overview.standard_digest, merged(standard), "{asked:?}");
    }
    crate::page::asked_for_nothing(&stage).await;
    stage.close().await.expect("closed");
}
