//! Reading, checking and scoring natively, each run in a process of its own.

use super::{peak_of, row};
use anyhow::{Context as _, Result, anyhow, ensure};
use serde_json::{Value, json};
use shared::engine;
use shared::import::{self, Flow, Limits};
use shared::item::List;
use shared::locale::Lang;
use shared::mapping::Choices;
use shared::rule::{Context, Runner};
use shared::standard::Standard;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;
use tests::check::{DAY, standard};
use tests::generate::write::Form;
use tests::generate::{Options, generate};

/// One native run: times in milliseconds, peak memory in megabytes.
pub(super) fn one(file: &Path) -> Result<Value> {
    let bytes = std::fs::read(file)?;
    let name = file.file_name().context("a file name")?.to_string_lossy();
    let standard = standard();
    // What would kill a tab is no burden to a server.
    let limits = Limits {
        file_bytes: u64::MAX,
        expanded_bytes: u64::MAX,
        cells: usize::MAX,
        items: usize::MAX,
        ..Limits::default()
    };
    let mut list = List::default();
    let started = Instant::now();
    import::read(
        &mut list,
        &name,
        &bytes,
        &Choices::default(),
        &limits,
        &mut |_| Flow::Continue,
    )?;
    let read = started.elapsed();
    let context = Context::on(shared::standard::parse_day(DAY).context("a day")?);
    let items = list.len();
    let started = Instant::now();
    let result = engine::check(list, standard.clone(), context.clone(), &mut |_| Flow::Continue)?;
    let check = started.elapsed();
    let started = Instant::now();
    let summary = result.summary();
    let summed = started.elapsed();
    let peak = peak_of("self");
    let started = Instant::now();
    let json = result.to_json(Lang::ZhCn);
    let written = started.elapsed();
    let (findings, score) = (result.findings.len(), summary.score);
    let started = Instant::now();
    let compared = engine::check(result.list, across_items()?, context, &mut |_| Flow::Continue)?;
    let across = started.elapsed();
    drop(compared);
    let rules = (0..standard.clauses().len())
        .filter(|clause| standard.runner(*clause).is_some())
        .count();
    let evaluations = (items * rules) as f64 / check.as_secs_f64();
    Ok(json!({
        "items": items, "rules": rules, "bytes": bytes.len(), "findings": findings, "score": score,
        "read": read.as_secs_f64() * 1e3, "check": check.as_secs_f64() * 1e3, "summary": summed.as_secs_f64() * 1e3,
        "json": written.as_secs_f64() * 1e3, "json_bytes": json.len(), "across": across.as_secs_f64() * 1e3, "evaluations": evaluations, "peak": peak,
    }))
}

/// The standard with nothing but the clauses that compare items with each other.
fn across_items() -> Result<Arc<Standard>> {
    let standard = standard();
    let mut document = standard.document.clone();
    let mut number = 0..;
    document.clause.retain(|_| {
        let runner = number.next().and_then(|number| standard.runner(number));
        matches!(runner, Some((_, Runner::List(_))))
    });
    let made = Standard::new(document);
    made.map(Arc::new)
        .map_err(|errors| anyhow!("{}", errors.iter().map(ToString::to_string).collect::<String>()))
}

/// Runs this program on a file, again and again.
fn measure(file: &Path, runs: usize) -> Result<Vec<Value>> {
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
    Ok(measured)
}

/// Measures a file and prints the rows.
pub(super) fn rows(file: &Path, runs: usize) -> Result<()> {
    let measured = measure(file, runs)?;
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
    let items = |run: &Value| Some(run["items"].as_f64()? / run["check"].as_f64()? * 1e3);
    let items: Vec<f64> = measured.iter().filter_map(items).collect();
    row("native    items checked and scored per second", &items, "/s");
    row("native    summary", &of("summary"), "ms");
    row("native    read + check + score + summary", &total, "ms");
    row("native    JSON", &of("json"), "ms");
    row("native    rule evaluations per second", &of("evaluations"), "/s");
    row("native    peak memory of the process", &of("peak"), "MB");
    Ok(())
}

/// Items filled as the platform fills them.
pub(super) fn full(folder: &Path, items: usize, runs: usize) -> Result<()> {
    let lists = generate(&Options {
        items,
        seed: 2026,
        defects_per_mille: 50,
        full: true,
    });
    let bytes = Form::Json.bytes(&lists)?;
    drop(lists);
    let file = folder.join("full.json");
    std::fs::write(&file, &bytes)?;
    println!(
        "\n{items} full items, JSON, {} bytes an item",
        bytes.len() / items.max(1)
    );
    rows(&file, runs)
}

/// Whether time grows with the number of items and no faster: ten times as many items in one list.
pub(super) fn growth(folder: &Path, items: usize, runs: usize) -> Result<()> {
    println!("\ngrowth, one CSV file, medians of {runs}");
    let mut before: Option<[f64; 3]> = None;
    for items in [items, items * 10] {
        let lists = generate(&Options {
            items,
            seed: 2026,
            defects_per_mille: 50,
            full: false,
        });
        let file = folder.join(format!("{items}.csv"));
        std::fs::write(&file, Form::Csv.bytes(&lists)?)?;
        drop(lists);
        let measured = measure(&file, runs)?;
        std::fs::remove_file(&file)?;
        let of = |key: &str| {
            let mut values: Vec<f64> = measured.iter().filter_map(|run| run[key].as_f64()).collect();
            values.sort_by(f64::total_cmp);
            values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
        };
        let times = ["read", "check", "across"].map(of);
        let [read, check, across] = times;
        print!("  {items:>9} items: read {read:.0} ms, check {check:.0} ms, ");
        print!(
            "clauses across items alone {across:.0} ms, peak {:.0} MB",
            of("peak")
        );
        if let Some(before) = before.replace(times) {
            let grown = [0, 1, 2].map(|place| format!("{:.1}", times[place] / before[place]));
            print!(": {} times", grown.join(", "));
        }
        println!();
    }
    Ok(())
}
