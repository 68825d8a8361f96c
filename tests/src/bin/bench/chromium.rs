//! The application in Chromium: from a chosen file to its result, and a first visit.

use super::{filters, peak_of, row};
use anyhow::{Result, bail, ensure};
use serde_json::json;
use shared::protocol::{Answer, Envelope, Phase};
use std::path::Path;
use std::time::Duration;
use tests::browser::{Stage, Window};

/// Watches the page from before its first script: long tasks, when the drop zone can be used, and what workers say
/// (answers with results, which are longer, are left out).
const WATCH: &str = "
    window.__long = [];
    new PerformanceObserver(list => { for (const e of list.getEntries()) window.__long.push(e.duration) }).observe({ type: 'longtask', buffered: true });
    new MutationObserver(() => {
        if (!window.__usable && document.querySelector('input[type=file]')) window.__usable = performance.now();
    }).observe(document, { childList: true, subtree: true });
    window.__said = [];
    window.Worker = class extends Worker {
        constructor(...all) {
            super(...all);
            this.addEventListener('message', event => {
                const head = event.data[0];
                if (head.byteLength < 64) window.__said.push([performance.now(), [...new Uint8Array(head)]]);
            });
        }
    };
";

/// When a phase began, by the messages of progress that the page got from its worker.
fn began(said: &serde_json::Value, wanted: Phase) -> Option<f64> {
    let messages = said.as_array()?.iter();
    let times = messages.filter_map(|message| {
        let bytes: Vec<u8> = serde_json::from_value(message[1].clone()).ok()?;
        match postcard::from_bytes::<Envelope<Answer>>(&bytes).ok()?.body {
            Answer::Progress { phase, .. } if phase == wanted => message[0].as_f64(),
            _ => None,
        }
    });
    times.reduce(f64::min)
}

/// A fresh browser on the page, watched from the start.
async fn first_visit() -> Result<Stage> {
    let stage = Stage::open(&Window::default()).await?;
    let watch = json!({ "source": WATCH });
    stage.cdp("Page.addScriptToEvaluateOnNewDocument", watch).await?;
    stage.go("/").await?;
    Ok(stage)
}

/// Measures a file of `items` items and prints the rows.
pub(super) async fn rows(file: &Path, items: usize, runs: usize) -> Result<()> {
    let (mut total, mut checked, mut longest, mut memory) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for run in 0..runs {
        let stage = first_visit().await?;
        stage
            .until(
                "the drop zone",
                "document.querySelector('input[type=file]') != null",
                Duration::from_secs(20),
            )
            .await?;
        // The engine is loaded in the background after first paint; a person takes longer than this to choose a file.
        tokio::time::sleep(Duration::from_millis(1500)).await;
        stage.script("window.__long = []; window.__said = []; window.__start = performance.now(); \
            new MutationObserver((_, o) => { if (document.querySelector('#score')) { window.__done = performance.now(); o.disconnect() } }) \
            .observe(document, { childList: true, subtree: true, attributes: true })", vec![]).await?;
        let input = stage.driver.find(thirtyfour::By::Css("input[type=file]")).await?;
        stage
            .script(
                "window.addEventListener('change', () => { window.__start = performance.now() }, true)",
                vec![],
            )
            .await?;
        input.send_keys(file.to_string_lossy().as_ref()).await?;
        stage
            .until("the result", "window.__done", Duration::from_mins(2))
            .await?;
        let shown = stage
            .script(
                "return document.querySelector('.tile-number').textContent.replace(/[^0-9]/g, '')",
                vec![],
            )
            .await?;
        ensure!(shown == json!(items.to_string()), "the page shows {shown} items");
        let times = stage
            .script(
                "return [window.__done - window.__start, Math.max(0, ...window.__long)]",
                vec![],
            )
            .await?;
        total.extend(times[0].as_f64());
        let said = stage.script("return window.__said", vec![]).await?;
        let phases = [Phase::Check, Phase::Index].map(|phase| began(&said, phase));
        let [Some(check), Some(index)] = phases else {
            bail!("the worker did not say when it checked");
        };
        checked.push(index - check);
        longest.extend(times[1].as_f64());
        memory.push(renderer_peak());
        if run + 1 == runs {
            filters::rows(&stage, runs).await?;
        }
        stage.close().await?;
    }
    row("Chromium  file chosen → result shown", &total, "ms");
    row("Chromium  of that, the check", &checked, "ms");
    row("Chromium  longest task on the main thread", &longest, "ms");
    row("Chromium  peak memory of the tab's process", &memory, "MB");
    Ok(())
}

/// Greatest peak of the renderer processes now running.
fn renderer_peak() -> f64 {
    let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let ids = processes
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| name.bytes().all(|b| b.is_ascii_digit()));
    let renderers = ids.filter(|id| {
        let line = std::fs::read(format!("/proc/{id}/cmdline")).unwrap_or_default();
        line.windows(15).any(|part| part == b"--type=renderer")
    });
    renderers.map(|id| peak_of(&id)).fold(0.0, f64::max)
}

/// Measures a visit with an empty cache and prints the rows.
pub(super) async fn first_paint(runs: usize) -> Result<()> {
    println!("\nfirst visit, loopback, empty cache");
    let (mut paint, mut usable, mut longest, mut bytes) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for _ in 0..runs {
        let stage = first_visit().await?;
        stage
            .until("the drop zone", "window.__usable", Duration::from_secs(20))
            .await?;
        tokio::time::sleep(Duration::from_millis(1500)).await;
        let times = stage
            .script(
                "const p = performance.getEntriesByType('paint').find(e => e.name == 'first-contentful-paint'); \
                 const r = performance.getEntriesByType('resource'); const n = performance.getEntriesByType('navigation')[0]; \
                 const early = r.filter(e => e.startTime < window.__usable && !/engine/.test(e.name)); \
                 return [p ? p.startTime : 0, window.__usable, Math.max(0, ...window.__long), n.encodedBodySize + early.reduce((s, e) => s + e.encodedBodySize, 0)]",
                vec![],
            )
            .await?;
        paint.extend(times[0].as_f64());
        usable.extend(times[1].as_f64());
        longest.extend(times[2].as_f64());
        bytes.extend(times[3].as_f64().map(|bytes| bytes / 1000.0));
        stage.close().await?;
    }
    row("first contentful paint", &paint, "ms");
    row("drop zone usable", &usable, "ms");
    row("longest task on the main thread", &longest, "ms");
    row("bytes until usable, as sent", &bytes, "kB");
    Ok(())
}
