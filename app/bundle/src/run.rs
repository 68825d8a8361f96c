//! Commands that are programs of the crate `tests`: `cargo app generate …`, `cargo app bench …`.

use std::process::Command;

use crate::browser::ensure_browser;
use crate::build::build;
use crate::project::{Project, run as start};

/// What the program gets.
#[derive(clap::Args)]
#[command(disable_help_flag = true)]
pub(crate) struct Options {
    /// Handed on as they are.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

/// `cargo app generate`: needs nothing but the engine.
pub(crate) fn generate(project: &Project, options: &Options) -> anyhow::Result<()> {
    let mut command = program(project, "generate", &[]);
    start(command.args(&options.arguments))
}

/// `cargo app bench`: measures what users get, so the application is built for release first.
pub(crate) fn bench(project: &Project, options: &Options) -> anyhow::Result<()> {
    let browser = ensure_browser()?;
    build(project, true)?.print();
    let mut command = program(project, "bench", &["--features", "browser"]);
    let command = command
        .env("CHROME", browser.chrome)
        .env("CHROMEDRIVER", browser.driver);
    start(command.args(&options.arguments))
}

/// A program of the crate `tests`, optimised.
fn program(project: &Project, name: &str, more: &[&str]) -> Command {
    let own = ["run", "--quiet", "--release", "--package", "tests", "--bin", name];
    project.cargo(own.iter().chain(more).copied().chain(["--"]))
}
