//! Other tools on the same list in the same run: readers of workbooks, and checkers with rules on single fields.

use super::row;
use anyhow::{Context as _, Result, ensure};
use calamine::{DataType as _, Reader as _, Xlsx, open_workbook};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// Tools of `tests/peers/peers.py`, and what each does.
const IN_PYTHON: [(&str, &str); 3] = [
    ("openpyxl", "read"),
    ("pandera", "read + 20 field rules"),
    ("frictionless", "read + 20 field rules"),
];

/// Measures every tool that is there, and says which are not.
pub(super) fn rows(file: &Path, runs: usize) -> Result<()> {
    let own = std::env::current_exe()?;
    measure("calamine", "read", runs, || {
        let mut command = Command::new(&own);
        command.arg("--calamine").arg(file);
        command
    })?;
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("peers/peers.py");
    let python = std::env::var_os("PYTHON").unwrap_or_else(|| "python3".into());
    for (name, what) in IN_PYTHON {
        measure(name, what, runs, || {
            let mut command = Command::new(&python);
            command.arg(&script).arg(name).arg(file);
            command
        })?;
    }
    Ok(())
}

fn measure(name: &str, what: &str, runs: usize, command: impl Fn() -> Command) -> Result<()> {
    let (mut times, mut peaks) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        let output = command().output();
        let found = output.as_ref().ok().filter(|output| output.status.success());
        let Some(found) = found
            .map(|output| serde_json::from_slice::<Value>(&output.stdout))
            .transpose()?
        else {
            println!("  {name:<9} not measured: it is not installed here, or failed");
            return Ok(());
        };
        times.extend(found["ms"].as_f64());
        peaks.extend(found["peak"].as_f64());
    }
    row(&format!("{name:<9} {what}"), &times, "ms");
    row(&format!("{name:<9} peak memory of the process"), &peaks, "MB");
    Ok(())
}

/// One run of calamine: all cells of the first sheet, streamed as texts.
pub(super) fn calamine(file: &Path) -> Result<Value> {
    let started = Instant::now();
    let mut workbook: Xlsx<_> = open_workbook(file)?;
    let sheet = workbook.sheet_names().first().cloned().context("a sheet")?;
    let mut cells = workbook.worksheet_cells_reader(&sheet)?;
    let (mut count, mut bytes) = (0, 0);
    while let Some(cell) = cells.next_cell()? {
        bytes += cell.get_value().as_string().map_or(0, |text| text.len());
        count += 1;
    }
    ensure!(count > 0, "no cells in {}", file.display());
    let ms = started.elapsed().as_secs_f64() * 1e3;
    Ok(json!({ "cells": count, "bytes": bytes, "ms": ms, "peak": super::peak_of("self") }))
}
