//! Commands that are programs of the crate `tests`: `cargo app generate …`, `cargo app bench …`.

use crate::project::{Project, run as start};

/// What the program gets.
#[derive(clap::Args)]
#[command(disable_help_flag = true)]
pub(crate) struct Options {
    /// Handed on as they are.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

/// Builds and runs a program of the crate `tests`, optimised.
pub(crate) fn run(project: &Project, program: &str, options: &Options) -> anyhow::Result<()> {
    let mut command = project.cargo([
        "run",
        "--quiet",
        "--release",
        "--package",
        "tests",
        "--bin",
        program,
        "--",
    ]);
    start(command.args(&options.arguments))
}
