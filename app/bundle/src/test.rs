//! `cargo app test`: every check and test, one after another, each under its heading and with its time.

use std::time::Instant;

use anyhow::ensure;

use crate::browser::ensure_browser;
use crate::build::build;
use crate::node::packages;
use crate::project::{Project, run};
use crate::toolchain::{WASM, ensure_wasm};

/// Options of `cargo app test`.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Names, or parts of names, of the steps to run; all without.
    #[arg(value_name = "STEP")]
    filter: Vec<String>,
}

type Step = (&'static str, fn(&Project) -> anyhow::Result<()>);

/// All steps in their order. The build tool is checked by itself: together with the workspace its dependencies would be
/// compiled a second time with other features, and the binder alone takes a minute.
const STEPS: [Step; 9] = [
    ("format", |project| cargo(project, "fmt --all --check")),
    ("lints", |project| {
        cargo(
            project,
            "clippy --workspace --exclude app --exclude bundle --all-targets --features tests/browser -- -D warnings",
        )
    }),
    ("lints-bundle", |project| {
        cargo(project, "clippy -p bundle --all-targets -- -D warnings")
    }),
    ("lints-app", lint_app),
    ("unit", |project| {
        cargo(project, "test --workspace --exclude app --exclude bundle")
    }),
    ("unit-bundle", |project| cargo(project, "test -p bundle")),
    ("unit-app", |project| cargo(project, "test -p app --bin app")),
    ("build", build_app),
    ("browser", test_in_browser),
];

/// Runs the chosen steps, all of them even if one fails; the last line counts.
pub(crate) fn test(project: &Project, options: &Options) -> anyhow::Result<()> {
    let chosen = |name: &str| {
        options.filter.is_empty() || options.filter.iter().any(|part| name.contains(part.as_str()))
    };
    let steps: Vec<&Step> = STEPS.iter().filter(|(name, _)| chosen(name)).collect();
    let names: Vec<&str> = STEPS.iter().map(|(name, _)| *name).collect();
    ensure!(
        !steps.is_empty(),
        "no step has such a name; there are: {}",
        names.join(", ")
    );
    let mut failed = Vec::new();
    for (number, (name, step)) in (1..).zip(&steps) {
        println!("\n=== {number}/{} {name}", steps.len());
        let started = Instant::now();
        let done = step(project);
        let verdict = if done.is_ok() { "ok" } else { "FAILED" };
        println!("=== {name}: {verdict}, {:.1} s", started.elapsed().as_secs_f32());
        if let Err(error) = done {
            println!("{error:#}");
            failed.push(*name);
        }
    }
    println!();
    if !failed.is_empty() {
        println!("failed: {}", failed.join(", "));
    }
    println!(
        "{} passed, {} failed",
        steps.len().saturating_sub(failed.len()),
        failed.len()
    );
    // The count is the last line: no message after it.
    std::process::exit(i32::from(!failed.is_empty()))
}

fn cargo(project: &Project, arguments: &str) -> anyhow::Result<()> {
    run(&mut project.cargo(arguments.split_whitespace()))
}

fn lint_app(project: &Project) -> anyhow::Result<()> {
    ensure_wasm()?;
    cargo(
        project,
        &format!("clippy -p app --target {WASM} --all-targets -- -D warnings"),
    )
}

/// What users get, not the quick build: the size of the modules and the optimiser are part of what is tested.
fn build_app(project: &Project) -> anyhow::Result<()> {
    build(project, true)?.print();
    Ok(())
}

fn test_in_browser(project: &Project) -> anyhow::Result<()> {
    let browser = ensure_browser()?;
    let arguments = "test -p tests --features browser --test browser -- --test-threads=1 --nocapture";
    let mut tests = project.cargo(arguments.split_whitespace());
    tests
        .env("CHROME", browser.chrome)
        .env("CHROMEDRIVER", browser.driver);
    // Without it the test of accessibility says loudly that it is skipped.
    if let Some(packages) = packages(project)? {
        tests.env("AXE", packages.join("axe-core/axe.min.js"));
    }
    run(&mut tests)
}
