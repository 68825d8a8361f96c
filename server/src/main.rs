//! `qingcha`: one binary for the people who run Qingcha. Each command is one file; this one only chooses.

#![deny(clippy::print_stdout, clippy::print_stderr)]

use std::process::ExitCode;

use clap::FromArgMatches as _;
use server::cli::{self, Cli, Command};
use server::terminal::say;

/// The exit code of a command that could not do its work; clap uses the same for wrong arguments.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    let matches = cli::command().get_matches();
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let done = match cli.command {
        Command::Serve(options) => cli::serve(options).map(|()| ExitCode::SUCCESS),
        Command::Check(options) => server::check::check(&options),
        Command::Standard(options) => server::standard::run(&options),
        Command::Template(options) => server::template::template(&options),
    };
    done.unwrap_or_else(|error| {
        say(format_args!("qingcha: {error:#}"));
        ExitCode::from(FAILED)
    })
}
