//! The WASM target of the compiler. It is not listed in a `rust-toolchain.toml`: that would stop every cargo call on
//! machines where rustup may not install by itself.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, ensure};

use crate::project::{output, run};

/// The target of page and worker.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Installs the target where it is missing.
pub(crate) fn ensure_wasm() -> anyhow::Result<()> {
    if installed()? {
        return Ok(());
    }
    println!("正在安装编译目标 Installing the compiler target {WASM}");
    run(Command::new("rustup").args(["target", "add", WASM])).with_context(|| {
        format!(
            "缺少编译目标，请安装 {WASM}（rustup target add {WASM}）The target is missing; please install it"
        )
    })?;
    ensure!(
        installed()?,
        "rustup added {WASM} to another toolchain than the one in use"
    );
    Ok(())
}

fn installed() -> anyhow::Result<bool> {
    let sysroot = output("rustc", &["--print", "sysroot"]).context("找不到 rustc cannot find rustc")?;
    Ok(Path::new(sysroot.trim()).join("lib/rustlib").join(WASM).is_dir())
}
