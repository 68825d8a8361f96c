//! Packages of the npm registry, installed below the target folder. Everything but what they do works without Node.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Context as _;

use crate::project::{Project, output, run};

const PACKAGE: &str = include_str!("../package.json");
/// The exact versions.
pub(crate) const LOCK: &str = include_str!("../package-lock.json");

/// The folder of the packages, all of them installed; nothing where Node is missing.
pub(crate) fn packages(project: &Project) -> anyhow::Result<Option<PathBuf>> {
    if output("node", &["--version"]).is_none() || output(npm(), &["--version"]).is_none() {
        return Ok(None);
    }
    let folder = project.target.join("bundle/node");
    let packages = folder.join("node_modules");
    let installed = folder.join("installed.json");
    if !packages.exists() || !fs::read_to_string(&installed).is_ok_and(|lock| lock == LOCK) {
        println!("  安装 Installing binaryen (wasm-opt), axe-core");
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("package.json"), PACKAGE)?;
        fs::write(folder.join("package-lock.json"), LOCK)?;
        let options = [
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
        ];
        run(Command::new(npm()).args(options).current_dir(&folder)).context("installing npm packages")?;
        fs::write(&installed, LOCK)?;
    }
    Ok(Some(packages))
}

fn npm() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}
