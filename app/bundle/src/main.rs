//! `cargo app`: builds, serves, tests and measures the project. One command per file; nothing but Rust is needed on a
//! fresh machine, everything else is installed where that is allowed and named where it is not.

use std::process::ExitCode;

use clap::Parser as _;

mod bind;
mod browser;
mod build;
mod cache;
mod compress;
mod docs;
mod node;
mod optimise;
mod page;
mod project;
mod run;
mod serve;
mod size;
mod test;
mod toolchain;

use project::Project;

#[derive(clap::Parser)]
#[command(
    name = "cargo app",
    bin_name = "cargo app",
    about = "清查 Qingcha: build, serve, test and measure"
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// 构建并启动。Builds the application and serves it.
    Serve(serve::Options),
    /// 构建网页程序。Builds the application into app/dist.
    Build(build::Options),
    /// 运行全部测试。Runs every check and test; names pick some of the steps.
    Test(test::Options),
    /// 体积。Builds for release and compares sizes with the budget.
    Size(size::Options),
    /// 生成测试数据。Makes test data (binary `generate` of crate `tests`).
    Generate(run::Options),
    /// 性能测试。Measures speed (binary `bench` of crate `tests`).
    Bench(run::Options),
    /// 代码文档。Builds the documentation of the code.
    Docs(docs::Options),
}

fn main() -> ExitCode {
    let command = Cli::parse().command;
    let done = Project::find().and_then(|project| match command {
        Command::Serve(options) => serve::serve(&project, &options),
        Command::Build(options) => build::command(&project, &options),
        Command::Test(options) => test::test(&project, &options),
        Command::Size(options) => size::command(&project, &options),
        Command::Generate(options) => run::generate(&project, &options),
        Command::Bench(options) => run::bench(&project, &options),
        Command::Docs(options) => docs::docs(&project, &options),
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cargo app: {error:#}");
            ExitCode::FAILURE
        }
    }
}
