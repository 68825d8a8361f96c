//! axe-core on every page, wide and narrow, in both languages: no violation, not even a slight one; and no page is wider
//! than the screen.

use crate::page::{PATIENCE, click, drop_file, drop_files, now, open, sample, until, visit};
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tests::browser::Stage;

const PAGES: [&str; 13] = [
    "/",
    "/result",
    "/result/findings",
    "/result/items",
    "/result/item/2",
    "/result/item/5",
    "/result/comparison",
    "/result/ledger",
    "/result/notices",
    "/result/unchecked",
    "/result/print",
    "/standard",
    "/about",
];

/// What is wrong, as `rule (impact): element; element`. All of it: the slight things are mended too.
const RUN: &str = "axe.run(document, { resultTypes: ['violations'] }).then(found => JSON.stringify(found.violations
    .map(rule => `${rule.id} (${rule.impact}): ${rule.nodes.map(node => node.target.join(' ')).join('; ')}`)))";

/// `axe.min.js`: from `AXE`, as `cargo app` sets it, or where that has put it before.
fn script() -> Option<String> {
    let usual =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bundle/node/node_modules/axe-core/axe.min.js");
    let path = std::env::var_os("AXE").map_or(usual, PathBuf::from);
    std::fs::read_to_string(path).ok()
}

/// axe in a world of its own beside the page's scripts: the page's policy, which would refuse it, stays as it is.
struct Axe<'s> {
    stage: &'s Stage,
    context: Value,
}

impl<'s> Axe<'s> {
    async fn in_page(stage: &'s Stage, script: &str) -> Result<Self> {
        let tree = stage.cdp("Page.getFrameTree", json!({})).await?;
        let frame = &tree["frameTree"]["frame"]["id"];
        let world = stage
            .cdp(
                "Page.createIsolatedWorld",
                json!({ "frameId": frame, "worldName": "axe" }),
            )
            .await?;
        let axe = Self {
            stage,
            context: world["executionContextId"].clone(),
        };
        axe.evaluate(script).await?;
        Ok(axe)
    }

    async fn evaluate(&self, source: &str) -> Result<Value> {
        let wanted = json!({ "expression": source, "contextId": self.context, "awaitPromise": true, "returnByValue": true });
        let answer = self.stage.cdp("Runtime.evaluate", wanted).await?;
        anyhow::ensure!(answer.get("exceptionDetails").is_none(), "{answer}");
        Ok(answer["result"]["value"].clone())
    }

    async fn violations(&self) -> Result<Vec<String>> {
        let found = self.evaluate(RUN).await?;
        Ok(serde_json::from_str(found.as_str().context("a list")?)?)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_page_has_a_violation() {
    let Some(script) = script() else {
        println!(
            "\n!!! 跳过无障碍检查：没有 axe-core（未安装 Node.js）。SKIPPED: no axe-core, Node.js is missing. !!!\n"
        );
        return;
    };
    let stage = open(1366, 900).await;
    let axe = Axe::in_page(&stage, &script).await.expect("axe");
    let mut found = Vec::new();
    let mut seen = 0;
    let look = async |what: &str, found: &mut Vec<String>| {
        // Answers of the engine and the frame after them.
        tokio::time::sleep(Duration::from_millis(300)).await;
        let violations = axe.violations().await.expect("a list");
        found.extend(
            violations
                .into_iter()
                .map(|violation| format!("{what}: {violation}")),
        );
    };
    // The control: what is wrong is found.
    let wrong = "document.querySelector('main').insertAdjacentHTML('beforeend', '<input id=\"wrong\">')";
    stage.script(wrong, vec![]).await.expect("runs");
    let control = axe.violations().await.expect("a list");
    assert!(
        control.iter().any(|violation| violation.contains("#wrong")),
        "{control:?}"
    );
    stage
        .script("document.querySelector('#wrong').remove()", vec![])
        .await
        .expect("runs");

    // A list of one's own, so that there is a history; reference lists, one of them doubtful; a special inspection.
    let mut lists = crate::comparison::stored(&stage, &crate::comparison::files());
    let doubtful = crate::comparison::DOUBTFUL.as_bytes();
    lists.push(stage.file("甲.csv", doubtful).expect("a file"));
    click(&stage, ".setup input[type=checkbox]").await;
    drop_files(&stage, &lists).await;
    crate::history::saved(&stage).await;
    visit(&stage, "/", "document.querySelector('#try')").await;
    sample(&stage).await;
    for language in ["zh", "en"] {
        for width in [1366, 390] {
            stage.resize(width, 900).await.expect("resized");
            for page in PAGES {
                visit(&stage, page, "document.querySelector('h1')").await;
                let what = format!("{page} {language} {width}");
                look(&what, &mut found).await;
                if now(&stage, "document.documentElement.scrollWidth > innerWidth").await == json!(true) {
                    found.push(format!("{what}: wider than the screen"));
                }
                seen += 1;
            }
            visit(
                &stage,
                "/result/notices",
                "document.querySelector('[id^=correct-]')",
            )
            .await;
            click(&stage, "[id^=correct-]").await;
            until(&stage, "document.querySelector('#element-choice')").await;
            look(
                &format!("a column being corrected, {language} {width}"),
                &mut found,
            )
            .await;
        }
        let broken = stage
            .file("broken.xlsx", b"PK\x03\x04 not a workbook")
            .expect("a file");
        drop_file(&stage, &broken).await;
        stage
            .until("the refusal", "document.querySelector('#refused')", PATIENCE)
            .await
            .expect("refused");
        look(&format!("a refusal, {language}"), &mut found).await;
        click(&stage, "header button.lang").await;
    }
    assert!(found.is_empty(), "{found:#?}");
    println!("axe-core: {seen} pages without a violation");
    stage.close().await.expect("closed");
}
