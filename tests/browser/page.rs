//! What tests of the page do again and again.

use serde_json::Value;
use std::path::Path;
use std::time::Duration;
use tests::browser::{Stage, Window};
use tests::generate::{Lists, Options, generate};
use thirtyfour::{By, Key};

/// Longer than anything takes on a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);
/// Number of items the overview shows, without separators; null before there is a result.
pub(crate) const SHOWN: &str = "document.querySelector('#score') && document.querySelector('.tile-number').textContent.replace(/[^0-9]/g, '')";
/// Truthy when the engine can be asked.
pub(crate) const ENGINE_READY: &str = "document.querySelector('#engine').textContent.match(/[0-9]/)";

/// The start page in a browser of its own.
pub(crate) async fn open(width: u32, height: u32) -> Stage {
    let stage = Stage::open(&Window { width, height }).await.expect("a browser");
    home(&stage).await;
    stage
}

/// Loads the start page anew.
pub(crate) async fn home(stage: &Stage) {
    stage.go("/").await.expect("the page");
    stage
        .until("the drop zone", "document.querySelector('#files')", PATIENCE)
        .await
        .expect("drawn");
}

/// Clicks what is there or will be.
pub(crate) async fn click(stage: &Stage, selector: &str) {
    stage
        .until(
            selector,
            &format!("document.querySelector({selector:?})"),
            PATIENCE,
        )
        .await
        .expect("there");
    stage
        .driver
        .find(By::Css(selector))
        .await
        .expect(selector)
        .click()
        .await
        .expect("clickable");
}

/// A key, to whatever has the focus.
pub(crate) async fn press(stage: &Stage, key: Key) {
    let keys = char::from(key).to_string();
    stage
        .driver
        .action_chain()
        .send_keys(keys)
        .perform()
        .await
        .expect("pressed");
}

/// Checks the built-in example.
pub(crate) async fn sample(stage: &Stage) {
    click(stage, "#try").await;
    stage
        .until("the example's result", SHOWN, PATIENCE)
        .await
        .expect("a result");
}

/// Generated items, a third of them with a defect.
pub(crate) fn lists(items: usize) -> Lists {
    generate(&Options {
        items,
        seed: 77,
        defects_per_mille: 300,
        full: false,
    })
}

/// Drops a file on the start page, without loading the page anew.
pub(crate) async fn drop_file(stage: &Stage, path: &Path) {
    drop_files(stage, &[path]).await;
}

/// The same with several files.
pub(crate) async fn drop_files(stage: &Stage, paths: &[impl AsRef<Path>]) {
    visit(stage, "/", "document.querySelector('.drop')").await;
    let paths: Vec<&Path> = paths.iter().map(AsRef::as_ref).collect();
    stage.drop_files(".drop", &paths).await.expect("dropped");
}

/// Goes to a page inside the application and waits for what it shows.
pub(crate) async fn visit(stage: &Stage, page: &str, shows: &str) {
    stage.go_inside(page).await.expect("a page");
    until(stage, shows).await;
}

/// Waits until an expression is truthy.
pub(crate) async fn until(stage: &Stage, source: &str) -> Value {
    stage.until(source, source, PATIENCE).await.expect("within time")
}

/// Value of an expression now.
pub(crate) async fn now(stage: &Stage, source: &str) -> Value {
    let source = format!("return ({source})");
    stage.script(&source, vec![]).await.expect("runs")
}

/// Nothing was requested since the log was read last, but what the page made itself, and the console has no complaint.
pub(crate) async fn asked_for_nothing(stage: &Stage) {
    let requests = stage.requests().await.expect("a log");
    let outside: Vec<_> = requests
        .iter()
        .filter(|request| !request.contains("\"blob:"))
        .collect();
    assert!(outside.is_empty(), "requests after load: {outside:#?}");
    assert_eq!(
        stage.console_errors().await.expect("the console"),
        Vec::<String>::new()
    );
}
