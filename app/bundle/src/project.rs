//! Where things are, and how other programs are started.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, ensure};

/// The workspace.
pub(crate) struct Project {
    /// Folder of the root `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// Cargo's target folder.
    pub(crate) target: PathBuf,
}

impl Project {
    /// The workspace this binary was built in.
    pub(crate) fn find() -> anyhow::Result<Self> {
        let manifest =
            std::env::var_os("CARGO_MANIFEST_DIR").map_or(env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
        let root = manifest
            .ancestors()
            .nth(2)
            .context("app/bundle lies two folders below the workspace")?
            .to_owned();
        // `target/debug/bundle`: also right where the folder was moved by configuration.
        let program = std::env::current_exe()?;
        let target = program
            .ancestors()
            .nth(2)
            .context("the program lies in a profile's folder")?
            .to_owned();
        Ok(Self { root, target })
    }

    /// The bundle: what the server hosts.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("app/dist")
    }

    /// Cargo, to be started in the workspace.
    pub(crate) fn cargo<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Command {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.current_dir(&self.root).args(arguments);
        // `cargo run` describes *this* package in the environment; build scripts that watch these variables (ring's)
        // would run again each time.
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy();
            if ["CARGO_PKG_", "CARGO_MANIFEST_"]
                .iter()
                .any(|start| text.starts_with(start))
            {
                command.env_remove(&name);
            }
        }
        command
    }
}

/// Runs a program and fails unless it succeeds.
pub(crate) fn run(command: &mut Command) -> anyhow::Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("cannot start {name}"))?;
    ensure!(status.success(), "{name} failed ({status})");
    Ok(())
}

/// What a program printed, if it could be started and succeeded.
pub(crate) fn output(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}
