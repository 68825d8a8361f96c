//! Files of a result: what the buttons save, with and without the module of the writers.

use crate::page::{PATIENCE, click, sample, until};
use server::assets::{Assets, File};
use shared::import::refusal::RefusalKind;
use shared::standard::sha256;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tests::browser::{Stage, Window};

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
