//! Checks kept on this machine: opened again, deleted, and called saved only when they are.

use crate::page::{SHOWN, click, drop_file, home, lists, now, open, until};
use serde_json::json;
use tests::browser::Stage;
use tests::generate::write::Form;

/// The first button of the first entry: opens it.
pub(crate) const ENTRY: &str = "document.querySelector('section[aria-labelledby=history] td button, section[aria-labelledby=history] li button')";
/// What the page says about keeping the result shown.
const SAVED: &str = "(document.querySelector('#saved') || {}).innerText || ''";

async fn check(stage: &Stage, items: usize) {
    let bytes = Form::Csv.bytes(&lists(items)).expect("written");
    let path = stage.file("list.csv", &bytes).expect("a file");
    drop_file(stage, &path).await;
    until(stage, SHOWN).await;
}

/// Waits until the page calls the result saved.
pub(crate) async fn saved(stage: &Stage) {
    until(stage, &format!("({SAVED}).includes('已保存')")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn history_survives_a_reload_and_can_be_opened_and_deleted() {
    let stage = open(1366, 900).await;
    check(&stage, 30).await;
    saved(&stage).await;
    home(&stage).await;
    until(&stage, ENTRY).await;
    stage
        .script(&format!("{ENTRY}.click()"), vec![])
        .await
        .expect("clicked");
    assert_eq!(until(&stage, SHOWN).await, json!("30"));
    home(&stage).await;
    until(&stage, ENTRY).await;
    let delete = format!("[...{ENTRY}.closest('tr, li').querySelectorAll('button')].at(-1).click()");
    stage.script(&delete, vec![]).await.expect("clicked");
    until(&stage, &format!("!{ENTRY}")).await;
    stage.close().await.expect("closed");
}

/// Notes how every transaction was opened, and what the page says at the moment one completes.
const WATCH: &str = "
    const own = IDBDatabase.prototype.transaction;
    window.__opened = [];
    window.__said = [];
    IDBDatabase.prototype.transaction = function (...given) {
        const made = own.apply(this, given);
        if (given[1] === 'readwrite') {
            window.__opened.push(made.durability);
            made.addEventListener('complete', () => {
                const shown = document.querySelector('#saved');
                window.__said.push(shown ? shown.innerText : '');
            });
        }
        return made;
    };
";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn saved_is_said_after_a_transaction_that_is_on_the_disk() {
    let stage = open(1366, 900).await;
    stage.before_load(WATCH).await.expect("accepted");
    home(&stage).await;
    check(&stage, 30).await;
    saved(&stage).await;
    assert_eq!(now(&stage, "window.__opened").await, json!(["strict"]));
    let said = now(&stage, "window.__said").await;
    let said = said[0].as_str().expect("a text");
    assert!(
        !said.contains("已保存"),
        "said before the transaction had completed: {said}"
    );
    // Deleting is as durable.
    crate::page::visit(&stage, "/", ENTRY).await;
    let delete = format!("[...{ENTRY}.closest('tr').querySelectorAll('button')].at(-1).click()");
    stage.script(&delete, vec![]).await.expect("clicked");
    until(&stage, &format!("!{ENTRY}")).await;
    assert_eq!(now(&stage, "window.__opened").await, json!(["strict", "strict"]));
    stage.close().await.expect("closed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_deleted_is_no_longer_called_saved() {
    let stage = open(1366, 900).await;
    check(&stage, 30).await;
    saved(&stage).await;
    crate::page::visit(&stage, "/", ENTRY).await;
    let delete = format!("[...{ENTRY}.closest('tr').querySelectorAll('button')].at(-1).click()");
    stage.script(&delete, vec![]).await.expect("clicked");
    until(&stage, &format!("!{ENTRY}")).await;
    crate::page::visit(&stage, "/result", SHOWN).await;
    assert_eq!(now(&stage, SAVED).await, json!(""));
    stage.close().await.expect("closed");
}

/// What a browser does that was told to block site data.
const BLOCKED: &str = "
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
        Object.defineProperty(window, name, { get() { throw new DOMException('blocked', 'SecurityError') } });
    }
";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_site_data_is_blocked_lists_are_checked_all_the_same() {
    let stage = open(1366, 900).await;
    stage.before_load(BLOCKED).await.expect("accepted");
    home(&stage).await;
    until(
        &stage,
        "document.querySelector('section[aria-labelledby=history]').innerText.includes('不允许保存记录')",
    )
    .await;
    check(&stage, 30).await;
    until(&stage, &format!("({SAVED}).includes('未能保存')")).await;
    click(&stage, "header button.lang").await;
    until(&stage, "document.documentElement.lang == 'en'").await;
    stage.close().await.expect("closed");
}

async fn is_said_to_be_lost(stage: &Stage) {
    until(stage, &format!("({SAVED}).includes('未能保存')")).await;
    // The result itself is there.
    assert_eq!(now(stage, SHOWN).await, json!("2000"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_is_said_in_words() {
    let stage = open(1366, 900).await;
    let quota = json!({ "origin": stage.address, "quotaSize": 100_000 });
    stage
        .cdp("Storage.overrideQuotaForOrigin", quota)
        .await
        .expect("accepted");
    check(&stage, 2_000).await;
    is_said_to_be_lost(&stage).await;
    home(&stage).await;
    until(
        &stage,
        "document.querySelector('section[aria-labelledby=history]').innerText.includes('还没有记录')",
    )
    .await;
    stage.close().await.expect("closed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_that_fails_is_said_in_words() {
    let stage = open(1366, 900).await;
    let deny =
        "IDBObjectStore.prototype.put = () => { throw new DOMException('denied by the test', 'DataError') }";
    stage.before_load(deny).await.expect("accepted");
    home(&stage).await;
    check(&stage, 2_000).await;
    is_said_to_be_lost(&stage).await;
    stage.close().await.expect("closed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn storage_that_is_forbidden_is_said_in_words() {
    let stage = open(1366, 900).await;
    let forbid = "IDBFactory.prototype.open = () => { throw new DOMException('forbidden by the test', 'SecurityError') }";
    stage.before_load(forbid).await.expect("accepted");
    home(&stage).await;
    let words =
        "document.querySelector('section[aria-labelledby=history]').innerText.includes('不允许保存记录')";
    until(&stage, words).await;
    check(&stage, 2_000).await;
    is_said_to_be_lost(&stage).await;
    stage.close().await.expect("closed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn clearing_the_history_forgets_columns_too() {
    let stage = open(1366, 900).await;
    check(&stage, 30).await;
    saved(&stage).await;
    let set = "localStorage.setItem('qingcha.columns', '[[\"丙栏\",null]]')";
    stage.script(set, vec![]).await.expect("runs");
    crate::page::visit(&stage, "/", ENTRY).await;
    let clear = "section[aria-labelledby=history] > p button";
    click(&stage, clear).await;
    click(&stage, ".danger").await;
    until(&stage, &format!("!{ENTRY}")).await;
    assert_eq!(
        now(&stage, "localStorage.getItem('qingcha.columns')").await,
        json!(null)
    );
    stage.close().await.expect("closed");
}
