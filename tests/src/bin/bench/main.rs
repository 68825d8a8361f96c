//! `cargo app bench`: measures reading, checking and scoring natively and in Chromium, sizes and first paint.
//!
//! Every figure is of this machine and this run; nothing here passes or fails.

mod chromium;
mod filters;
mod native;
mod peers;

use anyhow::Result;
use clap::Parser;
use std::path::PathBuf;
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
    /// Full items to measure, natively only.
    #[arg(long, default_value_t = 20_000)]
    full: usize,
    /// Measures growth from this many items to ten times as many, natively only; a million takes about 10 GB of memory.
    #[arg(long)]
    growth: Option<usize>,
    /// Measures other tools on the first list as well. Those in Python are found through `PYTHON`, else `python3`.
    #[arg(long)]
    peers: bool,
    /// One run of calamine on this file in a process of its own; prints JSON. Used by the program itself.
    #[arg(long, hide = true)]
    calamine: Option<PathBuf>,
    /// One native run of this file in a process of its own; prints JSON. Used by the program itself.
    #[arg(long, hide = true)]
    one: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    if let Some(file) = &arguments.one {
        println!("{}", native::one(file)?);
        return Ok(());
    }
    if let Some(file) = &arguments.calamine {
        println!("{}", peers::calamine(file)?);
        return Ok(());
    }
    machine();
    let folder = std::env::temp_dir().join(format!("qingcha-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    for (number, items) in arguments.items.iter().enumerate() {
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
        native::rows(&file, arguments.runs)?;
        if !arguments.native_only {
            chromium::rows(&file, *items, arguments.runs).await?;
        }
        if number == 0 && arguments.peers {
            peers::rows(&file, arguments.runs)?;
        }
    }
    if arguments.full > 0 {
        native::full(&folder, arguments.full, arguments.runs)?;
    }
    if let Some(items) = arguments.growth {
        native::growth(&folder, items, arguments.runs)?;
    }
    if !arguments.native_only {
        chromium::first_paint(arguments.runs).await?;
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
