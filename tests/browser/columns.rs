//! A column that was not recognised, corrected by hand: the score follows, the history keeps it, later files get it
//! offered.

use crate::history::{ENTRY, saved};
use crate::page::{SHOWN, click, drop_file, home, lists, now, open, press, until, visit};
use serde_json::json;
use std::path::PathBuf;
use tests::browser::Stage;
use tests::generate::write::Form;
use thirtyfour::{By, Key};

/// A title that means nothing to anybody.
const TITLE: &str = "丙栏";
const SCORE: &str =
    "document.querySelector('.score-number') && document.querySelector('.score-number').innerText";

/// A list whose column of promised limits has such a title.
pub(crate) fn list(stage: &Stage, name: &str) -> PathBuf {
    let text = String::from_utf8(Form::Csv.bytes(&lists(60)).expect("written")).expect("UTF-8");
    assert!(text.contains(",承诺办结时限,"));
    let text = text.replacen(",承诺办结时限,", &format!(",{TITLE},"), 1);
    stage.file(name, text.as_bytes()).expect("a file")
}

/// The row of the column, as an expression.
pub(crate) fn row() -> String {
    format!(
        "[...document.querySelectorAll('section[aria-labelledby=columns] tbody tr')].find(r => r.querySelector('.name').innerText == '{TITLE}')"
    )
}

/// Gives the column to an element, or takes that back, by keyboard alone; `how` is then said of it.
async fn correct(stage: &Stage, value: &str, how: &str) {
    visit(stage, "/result/notices", &row()).await;
    stage
        .script(&format!("{}.querySelector('button').focus()", row()), vec![])
        .await
        .expect("focused");
    press(stage, Key::Enter).await;
    until(stage, "document.activeElement.id == 'element-choice'").await;
    // Choosing in a native list is the browser's own affair; the driver does it as a person would.
    let option = format!("#element-choice option[value='{value}']");
    stage
        .driver
        .find(By::Css(&option))
        .await
        .expect("an element")
        .click()
        .await
        .expect("chosen");
    press(stage, Key::Tab).await;
    press(stage, Key::Enter).await;
    let said = format!(
        "document.querySelector('#changed') && {}.querySelector('.how').innerText == '{how}'",
        row()
    );
    until(stage, &said).await;
}

async fn score(stage: &Stage) -> serde_json::Value {
    visit(stage, "/result", SCORE).await;
    now(stage, SCORE).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_corrected_column_changes_the_score_and_is_kept() {
    let stage = open(1366, 900).await;
    drop_file(&stage, &list(&stage, "甲.csv")).await;
    until(&stage, SHOWN).await;
    saved(&stage).await;
    let before = score(&stage).await;
    correct(&stage, "promise_day", "人工指定").await;
    // The keyboard is where it was.
    until(
        &stage,
        &format!("document.activeElement === {}.querySelector('button')", row()),
    )
    .await;
    let after = score(&stage).await;
    assert_ne!(before, after);
    until(&stage, "document.querySelector('#chosen')").await;
    saved(&stage).await;

    // From the history, after the page was closed: one entry, the same decision, the same result.
    home(&stage).await;
    until(&stage, ENTRY).await;
    let entries = "document.querySelectorAll('section[aria-labelledby=history] tbody tr').length";
    assert_eq!(now(&stage, entries).await, json!(1));
    let entry = format!("{ENTRY}.closest('tr').innerText.includes('人工指定1列')");
    assert_eq!(now(&stage, &entry).await, json!(true));
    stage
        .script(&format!("{ENTRY}.click()"), vec![])
        .await
        .expect("clicked");
    until(&stage, SHOWN).await;
    assert_eq!(score(&stage).await, after);
    until(&stage, "document.body.innerText.includes('结果与当时一致')").await;

    // Another file with the same title: offered, not applied by itself.
    drop_file(&stage, &list(&stage, "乙.csv")).await;
    until(&stage, "document.querySelector('#offers')").await;
    assert_eq!(score(&stage).await, before);
    visit(&stage, "/result/notices", "document.querySelector('#offer')").await;
    click(&stage, "#offer button").await;
    until(
        &stage,
        "document.querySelector('#changed') && !document.querySelector('#offer')",
    )
    .await;
    assert_eq!(score(&stage).await, after);

    // And back.
    correct(&stage, "=automatic", "未对应").await;
    assert_eq!(score(&stage).await, before);
    assert_eq!(
        now(&stage, "localStorage.getItem('qingcha.columns')").await,
        json!("[]")
    );
    assert_eq!(
        stage.console_errors().await.expect("the console"),
        Vec::<String>::new()
    );
    stage.close().await.expect("closed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn escape_leaves_the_control_and_changes_nothing() {
    let stage = open(1366, 900).await;
    drop_file(&stage, &list(&stage, "甲.csv")).await;
    until(&stage, SHOWN).await;
    visit(&stage, "/result/notices", &row()).await;
    stage
        .script(&format!("{}.querySelector('button').focus()", row()), vec![])
        .await
        .expect("focused");
    press(&stage, Key::Enter).await;
    until(&stage, "document.activeElement.id == 'element-choice'").await;
    press(&stage, Key::Escape).await;
    let back = format!(
        "!document.querySelector('#element-choice') && document.activeElement === {}.querySelector('button')",
        row()
    );
    until(&stage, &back).await;
    assert_eq!(
        now(&stage, "localStorage.getItem('qingcha.columns')").await,
        json!(null)
    );
    stage.close().await.expect("closed");
}
