//! Reading, checking and scoring natively, each run in a process of its own.

use super::{peak_of, row};
use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use shared::engine;
use shared::import::{self, Flow, Limits};
use shared::item::List;
use shared::locale::Lang;
use shared::mapping::Choices;
use shared::rule::Context;
use std::path::Path;
use std::process::Command;
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
        "items": items, "rules": rules, "bytes": bytes.len(), "findings": result.findings.len(), "score": summary.score,
        "read": read.as_secs_f64() * 1e3, "check": check.as_secs_f64() * 1e3, "summary": summed.as_secs_f64() * 1e3,
        "json": written.as_secs_f64() * 1e3, "json_bytes": json.len(), "evaluations": evaluations, "peak": peak,
    }))
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
pub(super) fn growth(folder: &Path, items: usize) -> Result<()> {
    println!("\ngrowth, one CSV file, one run each");
    let mut before: Option<(f64, f64)> = None;
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
        let measured = measure(&file, 1)?;
        std::fs::remove_file(&file)?;
        let of = |key: &str| {
            measured
                .first()
                .and_then(|run| run[key].as_f64())
                .unwrap_or(f64::NAN)
        };
        let (read, check, peak) = (of("read"), of("check"), of("peak"));
        print!("  {items:>9} items: read {read:.0} ms, check {check:.0} ms, peak {peak:.0} MB");
        match before.replace((read, check)) {
            Some((least, fewer)) => println!(": {:.1} and {:.1} times", read / least, check / fewer),
            None => println!(),
        }
    }
    Ok(())
}
