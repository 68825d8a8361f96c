//! `cargo app bench`: measures reading, checking and scoring natively and in Chromium, sizes and first paint.
//!
//! Every figure is of this machine and this run; nothing here passes or fails.

mod filters;

use anyhow::{Context as _, Result, ensure};
use clap::Parser;
use serde_json::{Value, json};
use shared::engine;
use shared::import::{self, Flow, Limits};
use shared::item::List;
use shared::locale::Lang;
use shared::mapping::Choices;
use shared::rule::Context;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use tests::browser::{Stage, Window};
use tests::check::{DAY, standard};
use tests::generate::write::Form;
use tests::generate::{Options, generate};

/// Measures the engine natively and the application in Chromium.
#[derive(Parser)]
#[command(name = "cargo app bench")]
struct Arguments {
    /// Numbers of items to measure.
    #[arg(long, value_delimiter = ',', default_values_t = [8_310, 100_000])]
    items: Vec<usize>,
    /// Runs of each measurement; the median is printed with the least and the greatest.
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// Leave Chromium out.
    #[arg(long)]
    native_only: bool,
    /// One native run of this file in a process of its own; prints JSON. Used by the program itself.
    #[arg(long, hide = true)]
    one: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    if let Some(file) = &arguments.one {
        println!("{}", native(file)?);
        return Ok(());
    }
    machine();
    let folder = std::env::temp_dir().join(format!("qingcha-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    for items in &arguments.items {
        let lists = generate(&Options {
            items: *items,
            seed: 2026,
            defects_per_mille: 50,
            full: false,
        });
        let bytes = Form::XlsxFlat.bytes(&lists)?;
        let file = folder.join(format!("{items}.xlsx"));
        std::fs::write(&file, &bytes)?;
        drop(lists);
        println!("\n{items} items, flat xlsx, {} bytes", bytes.len());
        native_rows(&file, arguments.runs)?;
        if !arguments.native_only {
            browser_rows(&file, *items, arguments.runs).await?;
        }
    }
    if !arguments.native_only {
        first_paint(arguments.runs).await?;
    }
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}

fn machine() {
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .unwrap_or(": unknown processor");
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!(
        "machine {}, {cores} cores, load before {}",
        model.trim_start_matches([' ', '\t', ':']),
        load.trim()
    );
}

/// One native run: times in milliseconds, peak memory in megabytes.
fn native(file: &Path) -> Result<Value> {
    let bytes = std::fs::read(file)?;
    let name = file.file_name().context("a file name")?.to_string_lossy();
    let standard = standard();
    let mut list = List::default();
    let started = Instant::now();
    import::read(
        &mut list,
        &name,
        &bytes,
        &Choices::default(),
        &Limits::default(),
        &mut |_| Flow::Continue,
    )?;
    let read = started.elapsed();
    let context = Context::on(shared::standard::parse_day(DAY).context("a day")?);
    let items = list.len();
    let started = Instant::now();
    let result = engine::check(list, standard.clone(), context, &mut |_| Flow::Continue)?;
    let check = started.elapsed();
    let started = Instant::now();
    let summary = result.summary();
    let summed = started.elapsed();
    let peak = peak_of("self");
    let started = Instant::now();
    let json = result.to_json(Lang::ZhCn);
    let written = started.elapsed();
    let rules = (0..standard.clauses().len())
        .filter(|clause| standard.runner(*clause).is_some())
        .count();
    let evaluations = (items * rules) as f64 / check.as_secs_f64();
    Ok(json!({
        "items": items, "rules": rules, "findings": result.findings.len(), "score": summary.score,
        "read": read.as_secs_f64() * 1e3, "check": check.as_secs_f64() * 1e3, "summary": summed.as_secs_f64() * 1e3,
        "json": written.as_secs_f64() * 1e3, "json_bytes": json.len(), "evaluations": evaluations, "peak": peak,
    }))
}

/// Peak resident memory of a process in megabytes, where the system tells.
fn peak_of(process: &str) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .unwrap_or_default();
    line.trim()
        .trim_end_matches(" kB")
        .trim()
        .parse::<f64>()
        .unwrap_or(0.0)
        / 1024.0
}

fn native_rows(file: &Path, runs: usize) -> Result<()> {
    let mut measured = Vec::new();
    for _ in 0..runs {
        let output = Command::new(std::env::current_exe()?)
            .arg("--one")
            .arg(file)
            .output()?;
        ensure!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        measured.push(serde_json::from_slice::<Value>(&output.stdout)?);
    }
    let of = |key: &str| {
        measured
            .iter()
            .filter_map(|run| run[key].as_f64())
            .collect::<Vec<_>>()
    };
    let first = &measured[0];
    println!(
        "  native    {} rules with a machine check, {} findings, JSON {} bytes",
        first["rules"], first["findings"], first["json_bytes"]
    );
    let total: Vec<f64> = measured
        .iter()
        .map(|run| {
            ["read", "check", "summary"]
                .iter()
                .filter_map(|key| run[*key].as_f64())
                .sum()
        })
        .collect();
    row("native    read", &of("read"), "ms");
    row("native    check and score, one thread", &of("check"), "ms");
    row("native    summary", &of("summary"), "ms");
    row("native    read + check + score + summary", &total, "ms");
    row("native    JSON", &of("json"), "ms");
    row("native    rule evaluations per second", &of("evaluations"), "/s");
    row("native    peak memory of the process", &of("peak"), "MB");
    Ok(())
}

fn row(what: &str, values: &[f64], unit: &str) {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (Some(least), Some(greatest)) = (sorted.first(), sorted.last()) else {
        return;
    };
    println!(
        "  {what:<44} {:>14.1} {unit:<3} ({least:.1} – {greatest:.1})",
        sorted[sorted.len() / 2]
    );
}

/// Watches the page from before its first script: long tasks, and when the drop zone can be used.
const WATCH: &str = "
    window.__long = [];
    new PerformanceObserver(list => { for (const e of list.getEntries()) window.__long.push(e.duration) }).observe({ type: 'longtask', buffered: true });
    new MutationObserver(() => {
        if (!window.__usable && document.querySelector('input[type=file]')) window.__usable = performance.now();
    }).observe(document, { childList: true, subtree: true });
";

/// A fresh browser on the page, watched from the start.
async fn first_visit() -> Result<Stage> {
    let stage = Stage::open(&Window::default()).await?;
    let watch = json!({ "source": WATCH });
    stage.cdp("Page.addScriptToEvaluateOnNewDocument", watch).await?;
    stage.go("/").await?;
    Ok(stage)
}

async fn browser_rows(file: &Path, items: usize, runs: usize) -> Result<()> {
    let (mut total, mut longest, mut memory) = (Vec::new(), Vec::new(), Vec::new());
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
        stage.script("window.__long = []; window.__start = performance.now(); \
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
        longest.extend(times[1].as_f64());
        memory.push(renderer_peak());
        if run + 1 == runs {
            filters::rows(&stage, runs).await?;
        }
        stage.close().await?;
    }
    row("Chromium  file chosen → result shown", &total, "ms");
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

async fn first_paint(runs: usize) -> Result<()> {
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
