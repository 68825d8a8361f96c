//! What the item's page proposes instead of a value: what changes, why, a copy of it by keyboard, and the filter.

use crate::page::{SHOWN, drop_file, now, open, press, until, visit};
use serde_json::json;
use thirtyfour::Key;

const ITEM: &str = r#"[{"事项名称":"取水许可","事项类型":"01","咨询方式":"0777—6428820、0777—6428821",
    "设定依据":"《中华人民共和国婚姻法》第五条"}]"#;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_can_be_mended_stands_beside_the_finding_and_can_be_copied() {
    let stage = open(1366, 900).await;
    let path = stage.file("事项.json", ITEM.as_bytes()).expect("a file");
    drop_file(&stage, &path).await;
    until(&stage, SHOWN).await;
    visit(&stage, "/result/item/1", "document.querySelector('.change')").await;
    // The title, what goes and what comes, of each fix.
    let shown = "[...document.querySelectorAll('.change')].map(change => [change.previousElementSibling.textContent,
        ...['del', 'ins'].map(mark => [...change.querySelectorAll(mark)].map(part => part.textContent).join())])";
    assert_eq!(
        now(&stage, shown).await,
        json!([["建议改为", "婚姻法", "民法典"], ["可安全改为", "—,—", "-,-"]])
    );
    let button = "[...document.querySelectorAll('.change button')].at(-1)";
    let focus = format!(
        "{button}.focus(); window.pasted = ''; document.addEventListener('copy', () => {{ \
        window.pasted = document.activeElement.value; }})"
    );
    stage.script(&focus, vec![]).await.expect("runs");
    press(&stage, Key::Enter).await;
    until(&stage, &format!("{button}.textContent === '已复制'")).await;
    let copied = format!("[window.pasted, document.activeElement === {button}]");
    assert_eq!(
        now(&stage, &copied).await,
        json!(["0777-6428820、0777-6428821", true])
    );

    visit(&stage, "/result/findings", "document.querySelector('.choice')").await;
    let choice =
        "[...document.querySelectorAll('.choice')].find(choice => choice.textContent.includes('可安全改'))";
    until(&stage, choice).await;
    stage
        .script(&format!("{choice}.querySelector('input').click()"), vec![])
        .await
        .expect("runs");
    until(
        &stage,
        "document.querySelector('table.grid').getAttribute('aria-rowcount') === '2'",
    )
    .await;
    assert_eq!(
        stage.console_errors().await.expect("the console"),
        Vec::<String>::new()
    );
    stage.close().await.expect("closed");
}
