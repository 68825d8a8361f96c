//! Files of a result: what the buttons save, with and without the module of the writers.

use crate::page::{PATIENCE, SHOWN, click, drop_file, sample, until};
use server::assets::{Assets, File};
use shared::import::refusal::RefusalKind;
use shared::standard::sha256;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tests::browser::{Stage, Window};
use tests::generate::write::Form;
use tests::generate::{Options, generate};

/// The files of the application but those that `left_out` names.
fn application(left_out: fn(&str) -> bool) -> Assets {
    fn gather(root: &Path, folder: &Path, files: &mut Vec<File>) {
        for entry in std::fs::read_dir(folder).expect("the built application") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                gather(root, &path, files);
                continue;
            }
            let bytes = std::fs::read(&path).expect("readable");
            files.push(File {
                path: path
                    .strip_prefix(root)
                    .expect("below it")
                    .to_string_lossy()
                    .replace('\\', "/"),
                sha256: sha256(&bytes),
                bytes: bytes.into(),
            });
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/dist");
    let mut files = Vec::new();
    gather(&root, &root, &mut files);
    let before = files.len();
    files.retain(|file| !left_out(&file.path));
    assert!(files.len() < before, "nothing was left out");
    Assets::from_files(files)
}

/// Clicks the button of a format and waits for the file.
async fn saved(stage: &Stage, button: usize, extension: &str) -> PathBuf {
    click(stage, &format!(".exports button:nth-of-type({button})")).await;
    let started = Instant::now();
    loop {
        let files = std::fs::read_dir(&stage.folder).expect("a folder").flatten();
        let found = files
            .map(|entry| entry.path())
            .find(|path| path.extension().is_some_and(|end| end == extension));
        if let Some(found) = found {
            return found;
        }
        assert!(started.elapsed() < PATIENCE, "no .{extension}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_form_is_saved_and_nothing_is_requested_for_it() {
    let stage = Stage::open(&Window::default()).await.expect("a browser");
    stage.go("/").await.expect("the page");
    sample(&stage).await;
    stage.requests().await.expect("a log");
    for (button, extension, start) in [
        (1, "xlsx", "PK"),
        (2, "docx", "PK"),
        (3, "html", "<!DOCTYPE html>"),
        (4, "json", "{"),
    ] {
        let path = saved(&stage, button, extension).await;
        let bytes = std::fs::read(&path).expect("readable");
        assert!(bytes.starts_with(start.as_bytes()), "{}", path.display());
        if extension == "xlsx" {
            // A sound workbook that is known for what it is.
            let refusal = tests::check::read("list.xlsx", &bytes)
                .err()
                .map(|refusal| refusal.kind);
            assert_eq!(refusal, Some(RefusalKind::OwnReport));
        }
    }
    crate::page::asked_for_nothing(&stage).await;
    stage.close().await.expect("closed");
}

/// Items of a list that takes its time on any machine.
const LONG: usize = 40_000;

/// That list.
async fn long_list(stage: &Stage) -> PathBuf {
    let lists = generate(&Options {
        items: LONG,
        seed: 31,
        defects_per_mille: 300,
        full: false,
    });
    let bytes = Form::Csv.bytes(&lists).expect("written");
    stage.go("/").await.expect("the page");
    until(stage, "document.querySelector('.drop')").await;
    stage.file("long.csv", &bytes).expect("a file")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_in_the_making_shows_how_far_it_is_and_can_be_stopped() {
    let stage = Stage::open(&Window::default()).await.expect("a browser");
    let path = long_list(&stage).await;
    drop_file(&stage, &path).await;
    until(&stage, SHOWN).await;
    click(&stage, ".exports button:nth-of-type(1)").await;
    until(&stage, "document.querySelector('.exports progress')").await;
    let busy = "return [...document.querySelectorAll('.exports > button')].every(button => button.disabled)";
    assert_eq!(stage.script(busy, vec![]).await.expect("a page"), true);
    click(&stage, ".exports .running-line button").await;
    until(
        &stage,
        "!document.querySelector('.exports progress') && !document.querySelector('.exports > button').disabled",
    )
    .await;
    // The next one is whole, and the one that was stopped never comes.
    let json = std::fs::read(saved(&stage, 4, "json").await).expect("readable");
    let document: serde_json::Value = serde_json::from_slice(&json).expect("JSON");
    assert_eq!(document["items"].as_array().expect("items").len(), LONG);
    let names = std::fs::read_dir(&stage.folder).expect("a folder").flatten();
    let names: Vec<_> = names.map(|entry| entry.file_name()).collect();
    assert!(
        !names.iter().any(|name| name.to_string_lossy().ends_with(".xlsx")),
        "{names:?}"
    );
    assert_eq!(
        stage.console_errors().await.expect("the console"),
        Vec::<String>::new()
    );
    stage.close().await.expect("closed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_loaded_again_during_a_check_says_that_it_was_not_done() {
    let stage = Stage::open(&Window::default()).await.expect("a browser");
    let path = long_list(&stage).await;
    stage.drop_files(".drop", &[&path]).await.expect("dropped");
    until(&stage, "sessionStorage.getItem('qingcha.running')").await;
    // A script's reload asks nobody; what a person starts is asked about, which the engine of tests answers by itself.
    stage.go("/").await.expect("the page");
    until(
        &stage,
        "document.querySelector('#cancelled')?.textContent.includes('还没有完成')",
    )
    .await;
    click(&stage, ".status .ways button").await;
    until(&stage, "!document.querySelector('#cancelled')").await;
    stage.go("/").await.expect("the page");
    until(&stage, "document.querySelector('.drop')").await;
    until(&stage, "!document.querySelector('#cancelled')").await;
    stage.close().await.expect("closed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_the_writers_checks_go_on_and_the_page_says_what_is_missing() {
    let assets = application(|path| path.starts_with("assets/export-") && path.contains(".wasm"));
    let stage = Stage::open_with(&Window::default(), assets)
        .await
        .expect("a browser");
    stage.go("/").await.expect("the page");
    sample(&stage).await;
    click(&stage, ".exports button").await;
    until(
        &stage,
        "document.querySelector('.exports [role=alert]').textContent.includes('没有下载成功')",
    )
    .await;
    saved(&stage, 4, "json").await;
    until(
        &stage,
        "document.querySelector('.exports [role=alert]').textContent === ''",
    )
    .await;
    stage.close().await.expect("closed");
}
