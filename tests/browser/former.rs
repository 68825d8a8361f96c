//! The result shown before: still there while a new check runs, and after one that came to nothing.

use crate::page::{ENGINE_READY, SHOWN, click, drop_file, lists, now, open, sample, until, visit};
use serde_json::json;
use std::path::PathBuf;
use tests::browser::Stage;
use tests::generate::write::Form;

/// Rows that the engine has to be asked for.
const ROWS: &str = "document.querySelectorAll('table.grid tbody tr:not(.spacer)').length";
const RUNNING: &str = "document.querySelector('.running')";

/// Enough to be cancelled before it is done.
fn long(stage: &Stage, items: usize) -> PathBuf {
    let bytes = Form::Csv.bytes(&lists(items)).expect("written");
    stage.file("many.csv", &bytes).expect("a file")
}

/// The engine is asked anew for rows of the result shown, and answers.
async fn answers(stage: &Stage) {
    visit(stage, "/result/ledger", "document.querySelector('h1')").await;
    visit(stage, "/result/findings", ROWS).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_former_result_a_cancelled_check_leaves_none() {
    let stage = open(1366, 900).await;
    until(&stage, ENGINE_READY).await;
    drop_file(&stage, &long(&stage, 25_000)).await;
    click(&stage, ".running button").await;
    until(
        &stage,
        "document.querySelector('#cancelled') && !document.querySelector('.running')",
    )
    .await;
    assert_eq!(
        now(&stage, "document.querySelector('#score') == null").await,
        json!(true)
    );
    assert_eq!(
        now(&stage, "document.querySelector('a[href=\"/result\"]')").await,
        json!(null)
    );
    sample(&stage).await;
    stage.close().await.expect("closed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_former_result_answers_while_a_check_runs_and_after_it_is_cancelled() {
    let stage = open(1366, 900).await;
    sample(&stage).await;
    let items = now(&stage, SHOWN).await;
    drop_file(&stage, &long(&stage, 25_000)).await;
    until(&stage, RUNNING).await;
    answers(&stage).await;
    // The control: all that was while the other check ran.
    assert_eq!(
        now(&stage, "document.querySelector('.running') != null").await,
        json!(true)
    );
    click(&stage, ".running button").await;
    until(
        &stage,
        "document.querySelector('#cancelled') && !document.querySelector('.running')",
    )
    .await;
    answers(&stage).await;
    visit(&stage, "/result", "document.querySelector('#score')").await;
    assert_eq!(now(&stage, SHOWN).await, items);
    assert_eq!(
        stage.console_errors().await.expect("the console"),
        Vec::<String>::new()
    );
    stage.close().await.expect("closed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_file_leaves_the_former_result_and_the_way_to_it() {
    let stage = open(1366, 900).await;
    sample(&stage).await;
    let items = now(&stage, SHOWN).await;
    let path = stage
        .file("坏文件.xlsx", b"PK\x03\x04 not a workbook")
        .expect("a file");
    drop_file(&stage, &path).await;
    until(&stage, "document.querySelector('#refused')").await;
    click(&stage, ".alert a[href='/result']").await;
    until(&stage, "document.querySelector('#score')").await;
    assert_eq!(now(&stage, SHOWN).await, items);
    answers(&stage).await;
    stage.close().await.expect("closed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_result_too_large_to_stay_is_made_again_after_a_cancel() {
    let stage = open(1366, 900).await;
    let path = long(&stage, 30_200);
    drop_file(&stage, &path).await;
    assert_eq!(until(&stage, SHOWN).await, json!("30200"));
    drop_file(&stage, &path).await;
    click(&stage, ".running button").await;
    until(&stage, "document.querySelector('#cancelled')").await;
    answers(&stage).await;
    visit(&stage, "/result", "document.querySelector('#score')").await;
    assert_eq!(now(&stage, SHOWN).await, json!("30200"));
    stage.close().await.expect("closed");
}

/// Keeps the page's workers where a test can reach them.
const WATCH: &str = "
    const Own = Worker;
    window.__workers = [];
    window.Worker = class extends Own {
        constructor(...given) {
            super(...given);
            window.__workers.push(this);
            // What happens where its files can no longer be fetched.
            if (window.__offline) queueMicrotask(() => this.dispatchEvent(new ErrorEvent('error')));
        }
    };
";
/// What the browser tells the page when a worker dies. (Its memory is freed by the page, which ends it.)
const KILL: &str =
    "window.__workers.at(-1).dispatchEvent(new ErrorEvent('error', { message: 'killed by the test' }))";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crash_says_so_and_costs_only_the_running_check() {
    let stage = open(1366, 900).await;
    stage.before_load(WATCH).await.expect("accepted");
    crate::page::home(&stage).await;
    sample(&stage).await;
    let items = now(&stage, SHOWN).await;
    // The engine that holds the result, between two questions: the result is made again.
    stage.script(KILL, vec![]).await.expect("runs");
    until(&stage, "document.querySelector('#crashed')").await;
    answers(&stage).await;
    // The engine of a running check: the other one is not touched.
    drop_file(&stage, &long(&stage, 25_000)).await;
    until(&stage, RUNNING).await;
    let engines = now(&stage, "window.__workers.length").await;
    stage.script(KILL, vec![]).await.expect("runs");
    until(
        &stage,
        "document.querySelector('#crashed') && !document.querySelector('.running')",
    )
    .await;
    answers(&stage).await;
    assert_eq!(now(&stage, "window.__workers.length").await, engines);
    visit(&stage, "/result", "document.querySelector('#score')").await;
    assert_eq!(now(&stage, SHOWN).await, items);
    // The file is not lost either: it is checked again at a click.
    click(&stage, ".alert .ways button").await;
    let counted = format!("({SHOWN}) == '25000'");
    until(&stage, &counted).await;
    stage.close().await.expect("closed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_the_network_the_only_engine_goes_on_checking() {
    let stage = open(1366, 900).await;
    stage.before_load(WATCH).await.expect("accepted");
    crate::page::home(&stage).await;
    sample(&stage).await;
    stage
        .script("window.__offline = true", vec![])
        .await
        .expect("runs");
    let list = Form::Csv.bytes(&lists(30)).expect("written");
    let list = stage.file("list.csv", &list).expect("a file");
    drop_file(&stage, &list).await;
    assert_eq!(until(&stage, SHOWN).await, json!("30"));
    answers(&stage).await;
    // A refused file: the result shown had to make room, and is made again.
    let path = stage
        .file("坏文件.xlsx", b"PK\x03\x04 not a workbook")
        .expect("a file");
    drop_file(&stage, &path).await;
    until(&stage, "document.querySelector('#refused')").await;
    answers(&stage).await;
    visit(&stage, "/result", "document.querySelector('#score')").await;
    assert_eq!(now(&stage, SHOWN).await, json!("30"));
    // The control: another engine was tried each time, and failed.
    assert_eq!(now(&stage, "window.__workers.length").await, json!(3));
    stage.close().await.expect("closed");
}
