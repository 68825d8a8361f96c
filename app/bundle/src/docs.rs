//! `cargo app docs`: the documentation of the code.

use crate::project::{Project, run};

/// Options of `cargo app docs`.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Show it in the browser afterwards.
    #[arg(long)]
    open: bool,
}

/// Builds the documentation of our own crates.
pub(crate) fn docs(project: &Project, options: &Options) -> anyhow::Result<()> {
    let mut command = project.cargo(["doc", "--no-deps", "--workspace", "--exclude", "app"]);
    if options.open {
        command.arg("--open");
    }
    run(&mut command)
}
