//! The content security policy as the browser enforces it: page and engine run under it, and injected code finds no way
//! out and no way to become a script.

use serde_json::{Value, json};
use std::time::Duration;
use tests::browser::{Stage, Window};

/// Longer than any start on a busy machine.
const PATIENCE: Duration = Duration::from_mins(2);

/// Opens the page and waits until it has been drawn.
async fn page() -> Stage {
    let stage = Stage::open(&Window::default()).await.expect("a browser");
    stage.go("/").await.expect("the page");
    let drawn = "!document.getElementById('boot') && document.querySelector('main')";
    stage
        .until("the page", drawn, PATIENCE)
        .await
        .expect("the page starts");
    stage
}

/// Runs the body of an async function in the page: `"done"`, or `"refused: …"` where it threw. In a task of its own:
/// while the driver's own script runs, Chromium lifts the ban on `eval` for it.
async fn attempt(stage: &Stage, code: &str) -> String {
    let source = format!(
        "const done = arguments[arguments.length - 1];
         (async () => {{ await new Promise(next => setTimeout(next)); {code} }})().then(() => done('done'), error => done('refused: ' + error))"
    );
    let outcome = stage
        .script_async(&source, Vec::new())
        .await
        .expect("the script runs");
    outcome.as_str().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn page_and_engine_start_without_a_complaint() {
    let stage = page().await;
    let worker = "await new Promise((ready, failed) => {
        const worker = new Worker(document.querySelector('meta[name=worker]').content, { type: 'module' });
        worker.onmessage = ready;
        worker.onerror = event => failed(event.message);
    })";
    assert_eq!(attempt(&stage, worker).await, "done");
    assert_eq!(
        stage.console_errors().await.expect("the console"),
        Vec::<String>::new()
    );
    stage.close().await.expect("closed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_engine_is_fetched_after_the_first_paint_only() {
    let stage = page().await;
    let source = "const paint = performance.getEntriesByName('first-contentful-paint')[0];
        const early = performance.getEntriesByType('resource')
            .filter(entry => /worker-|engine-|export-/.test(entry.name) && entry.startTime < paint.startTime);
        return [Boolean(paint), early.map(entry => entry.name)]";
    assert_eq!(
        stage.script(source, Vec::new()).await.expect("the script runs"),
        json!([true, []])
    );
    stage.close().await.expect("closed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_gets_out_and_nothing_foreign_runs() {
    let stage = page().await;
    // The control: the probe works, for the one file that may be fetched is fetched.
    let module = "document.querySelector('link[rel=preload]').href";
    assert_eq!(attempt(&stage, &format!("await fetch({module})")).await, "done");
    let elsewhere = format!("await fetch({module}.replace(/:\\d+/, ':9'))");
    for attack in [
        "await fetch('/healthz')",
        "await fetch('/?canary', { method: 'POST', body: 'canary' })",
        "await fetch('http://127.0.0.1:9/')",
        &elsewhere,
        "await new Promise((done, failed) => { const s = new WebSocket('ws://127.0.0.1:9'); s.onopen = done; s.onerror = failed })",
        "new Worker('/assets/none.js')",
        "new Worker(URL.createObjectURL(new Blob([''])))",
        "document.createElement('p').innerHTML = '<img src=x onerror=alert(1)>'",
        "document.body.insertAdjacentHTML('beforeend', '<svg><script>1</script></svg>')",
        "trustedTypes.createPolicy('other', {})",
        "await new Promise((done, failed) => {
            const image = new Image(); image.onload = done; image.onerror = failed; image.src = 'http://127.0.0.1:9/canary' })",
    ] {
        let outcome = attempt(&stage, attack).await;
        assert!(outcome.starts_with("refused"), "{attack}: {outcome}");
    }
    // Each must have been stopped by the policy, not by chance (nothing listens on port 9).
    let complaints = stage.console_errors().await.expect("the console").join("\n");
    for directive in ["connect-src", "img-src", "Trusted"] {
        assert!(
            complaints.contains(directive),
            "no complaint about {directive}:\n{complaints}"
        );
    }
    // The control for the marks in the page: harmless markup, as Leptos makes it, is let through.
    let harmless = "document.createElement('p').innerHTML = '<b class=\"a\">清查</b>'";
    assert_eq!(attempt(&stage, harmless).await, "done");
    assert_eq!(
        stage
            .script("return globalThis.canary", Vec::new())
            .await
            .expect("runs"),
        Value::Null
    );
    stage.close().await.expect("closed");
}
