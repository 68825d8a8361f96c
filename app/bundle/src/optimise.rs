//! `wasm-opt` of the npm package `binaryen`: a quarter off the modules of a release. Left out, with a warning, where
//! Node is missing: the result is larger but right.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;

use crate::cache::Cache;
use crate::node::{LOCK, packages};
use crate::project::{Project, run};

/// What rustc turns on by default for the target; the binder adds nothing.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The linker puts the stack first, which grows down: its last kilobyte is as good as unused, and places of fields can be
/// written into loads and stores.
const LAYOUT: [&str; 1] = ["--low-memory-unused"];

/// Names and features have been read by then; nothing needs these sections.
const STRIP: [&str; 3] = ["--strip-debug", "--strip-producers", "--strip-target-features"];

/// The optimiser, ready to run.
pub(crate) struct Optimiser {
    program: PathBuf,
}

impl Optimiser {
    /// Gets the optimiser; nothing where Node is missing.
    pub(crate) fn prepare(project: &Project) -> anyhow::Result<Option<Self>> {
        let Some(packages) = packages(project)? else {
            println!("警告：未安装 Node.js，跳过 wasm-opt，文件会大约四分之一。");
            println!(
                "WARNING: Node.js is missing; wasm-opt is skipped and the modules are about a quarter larger."
            );
            return Ok(None);
        };
        Ok(Some(Self {
            program: packages.join("binaryen/bin/wasm-opt"),
        }))
    }

    /// Makes a module smaller. `level` is `-Oz` (size first) or `-Os` (size, but not at any price).
    pub(crate) fn optimise(
        &self,
        cache: &mut Cache,
        name: &str,
        wasm: &[u8],
        level: &str,
    ) -> anyhow::Result<Vec<u8>> {
        let options = [&FEATURES[..], &LAYOUT[..], &STRIP[..]].concat().join(" ");
        cache.get(
            &[
                b"wasm-opt",
                LOCK.as_bytes(),
                options.as_bytes(),
                level.as_bytes(),
                wasm,
            ],
            || {
                println!("  优化 Optimising {name} ({level})");
                self.fresh(name, wasm, level)
                    .with_context(|| format!("optimising {name}"))
            },
        )
    }

    fn fresh(&self, name: &str, wasm: &[u8], level: &str) -> anyhow::Result<Vec<u8>> {
        let folder = self.program.ancestors().nth(4).unwrap_or(Path::new("."));
        let (before, after) = (
            folder.join(format!("{name}.in.wasm")),
            folder.join(format!("{name}.out.wasm")),
        );
        fs::write(&before, wasm)?;
        let mut command = Command::new("node");
        command
            .arg(&self.program)
            .arg(&before)
            .arg("-o")
            .arg(&after)
            .arg(level)
            .args(FEATURES)
            .args(LAYOUT)
            .args(STRIP);
        run(&mut command)?;
        Ok(fs::read(&after)?)
    }
}
