//! How long search and filters take on the page: from the key or click until rows and counts stand still.

use super::row;
use anyhow::{Context as _, Result};
use serde_json::json;
use std::time::Duration;
use tests::browser::Stage;

/// `__filter(change)` runs `change` and leaves in `__took` the milliseconds from there to the last change of the page
/// within the second after it.
const WATCH: &str = "
    window.__filter = change => {
        window.__took = null;
        let last = performance.now();
        const observer = new MutationObserver(() => { last = performance.now() });
        observer.observe(document.querySelector('main'), { childList: true, subtree: true, characterData: true });
        const started = performance.now();
        change();
        setTimeout(() => { observer.disconnect(); window.__took = Math.max(0, last - started) }, 1000);
    };
    window.__search = text => window.__filter(() => {
        const input = document.querySelector('#search');
        input.value = text;
        input.dispatchEvent(new Event('input', { bubbles: true }));
    });
    window.__choose = (set, number) => window.__filter(() =>
        document.querySelectorAll('.facets fieldset')[set].querySelectorAll('input')[number].click());
";

/// What a person does one after the other, each with a call.
const STEPS: [(&str, &str); 7] = [
    ("search one word, many hits", "__search('许可')"),
    ("search a second word", "__search('许可 材料')"),
    ("and one severity", "__choose(1, 0)"),
    ("and one unit", "__choose(5, 0)"),
    ("one word again, both filters kept", "__search('许可')"),
    ("search what is nowhere", "__search('没有这样的字')"),
    ("clear the text", "__search('')"),
];

/// Measures on a page that shows a result.
pub(super) async fn rows(stage: &Stage, runs: usize) -> Result<()> {
    stage.script(WATCH, vec![]).await?;
    let open = "document.querySelector('a[href=\"/result/findings\"]').click()";
    stage.script(open, vec![]).await?;
    let ready = "document.querySelector('.facets fieldset input') != null";
    stage.until("the filters", ready, Duration::from_secs(20)).await?;
    let found = "return document.querySelector('p[role=status]').textContent";
    let all = stage.script(found, vec![]).await?;
    println!("  Chromium  filters over {}", all.as_str().unwrap_or_default());
    let mut took = vec![Vec::new(); STEPS.len()];
    for _ in 0..runs {
        for ((_, step), took) in STEPS.iter().zip(&mut took) {
            stage.script(&format!("window.{step}"), vec![]).await?;
            let quiet = "window.__took != null";
            stage.until("the rows", quiet, Duration::from_secs(10)).await?;
            let time = stage.script("return window.__took", vec![]).await?;
            took.push(time.as_f64().context("a time")?);
        }
        let clear = "document.querySelector('.chips li:last-child button')?.click()";
        stage.script(clear, vec![]).await?;
        let all = json!(all).to_string();
        let back = format!("document.querySelector('p[role=status]').textContent == {all}");
        stage.until("all rows", &back, Duration::from_secs(10)).await?;
    }
    for ((what, _), took) in STEPS.iter().zip(&took) {
        row(&format!("Chromium  {what}"), took, "ms");
    }
    Ok(())
}
