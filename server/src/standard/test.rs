//! `qingcha standard test`: runs the example cases of the rules under a standard and says which no longer hold.

use super::{Common, cases, print, shelf};
use crate::terminal::say;
use shared::standard::Standard;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// Options of `qingcha standard test`.
#[derive(Debug, clap::Args)]
pub(super) struct TestOptions {
    /// 标准的版本或路径；不写则用最新的标准。
    /// A version or the path of a standard; the newest one when left out.
    #[arg(value_name = "VERSION|FILE")]
    standard: Option<String>,

    /// 案例文件夹，代替程序内置的案例。
    /// Folder of case files instead of those in this program.
    #[arg(long, value_name = "DIR")]
    cases: Option<PathBuf>,

    #[command(flatten)]
    common: Common,
}

/// Runs the command: 0 when every case holds, 1 when one does not. Cases and what is said of them are Chinese.
pub(super) fn run(options: &TestOptions) -> anyhow::Result<ExitCode> {
    let (named, folder) = (options.standard.as_deref(), options.common.standards.as_deref());
    let (plain, layers) = shelf::load_apart(named, folder)?;
    let ids: Vec<String> = layers.iter().map(|layer| layer.id.clone()).collect();
    let whole = plain
        .document
        .with_campaigns(&layers, &ids)
        .and_then(Standard::new);
    let whole = Arc::new(whole.map_err(shelf::sentences)?);
    let files = cases::load(options.cases.as_deref())?;
    let mut out = Vec::new();
    let (mut held, mut failed) = (0_usize, 0_usize);
    for (rule, file) in &files {
        let (plain, whole) = (file.standard(&plain)?, file.standard(&whole)?);
        for case in &file.cases {
            // Clauses that only special inspections have are judged with those.
            let is_plain = plain.clauses().iter().any(|clause| clause.code == case.clause);
            match case.run(if is_plain { &plain } else { &whole }) {
                Ok(()) => held += 1,
                Err(error) => {
                    failed += 1;
                    out.push(format!("── {rule} · {error}\n\n"));
                }
            }
        }
    }
    print(&out.concat())?;
    say(format_args!(
        "{}：{held} passed, {failed} failed",
        plain.document.version
    ));
    Ok(ExitCode::from(u8::from(failed > 0)))
}
