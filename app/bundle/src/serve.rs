//! `cargo app serve`: everything from a fresh clone to a running server.

use anyhow::Context as _;

use crate::build::build;
use crate::project::{Project, run};

/// Options of `cargo app serve`.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Small and fast instead of quickly built.
    #[arg(long)]
    release: bool,
    /// Address and port to listen on.
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:8080")]
    listen: Vec<String>,
    /// Further options of `qingcha serve`, after `--`.
    #[arg(last = true)]
    further: Vec<String>,
}

/// Builds the application and the server, then becomes the server.
pub(crate) fn serve(project: &Project, options: &Options) -> anyhow::Result<()> {
    build(project, options.release)?;
    let profile = if options.release { "release" } else { "dev" };
    run(&mut project.cargo([
        "build",
        "--package",
        "server",
        "--bin",
        "qingcha",
        "--profile",
        profile,
    ]))?;
    let folder = project
        .target
        .join(if options.release { "release" } else { "debug" });
    let mut server = std::process::Command::new(
        folder
            .join("qingcha")
            .with_extension(std::env::consts::EXE_EXTENSION),
    );
    server.arg("serve");
    for address in &options.listen {
        server.args(["--listen", address]);
    }
    server.args(&options.further);
    become_program(server)
}

/// The server takes this process's place, so that Ctrl-C and signals reach it and nothing else.
#[cfg(unix)]
fn become_program(mut program: std::process::Command) -> anyhow::Result<()> {
    use std::os::unix::process::CommandExt as _;
    Err(program.exec()).context("cannot start the server")
}

#[cfg(not(unix))]
fn become_program(mut program: std::process::Command) -> anyhow::Result<()> {
    run(&mut program).context("the server")
}
