//! `qingcha standard test`: runs the example cases of the rules under a standard and says which no longer hold.

use super::{Common, cases, print, shelf};
use std::path::PathBuf;
use std::process::ExitCode;

/// Options of `qingcha standard test`.
#[derive(Debug, clap::Args)]
pub(super) struct TestOptions {
    /// A version or the path of a standard; the newest one when left out.
    #[arg(value_name = "VERSION|FILE")]
    standard: Option<String>,

    /// Folder of case files instead of those in this program.
    #[arg(long, value_name = "DIR")]
    cases: Option<PathBuf>,

    #[command(flatten)]
    common: Common,
}

/// Runs the command: 0 when every case holds, 1 when one does not. Cases and what is said of them are Chinese.
pub(super) fn run(options: &TestOptions) -> anyhow::Result<ExitCode> {
    let standard = shelf::load(options.standard.as_deref(), options.common.standards.as_deref())?;
    let files = cases::load(options.cases.as_deref())?;
    let mut out = Vec::new();
    let (mut held, mut failed) = (0_usize, 0_usize);
    for (rule, file) in &files {
        let standard = file.standard(&standard)?;
        for case in &file.cases {
            match case.run(&standard) {
                Ok(()) => held += 1,
                Err(error) => {
                    failed += 1;
                    out.push(format!("── {rule} · {error}\n\n"));
                }
            }
        }
    }
    print(&out.concat())?;
    eprintln!("{}：{held} passed, {failed} failed", standard.document.version);
    Ok(ExitCode::from(u8::from(failed > 0)))
}
