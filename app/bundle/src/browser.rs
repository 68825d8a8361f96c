//! Chromium, its driver and a Chinese font for the browser tests: found, or installed where that is allowed.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context as _, bail};

use crate::project::{output, run};

/// What the browser tests start.
pub(crate) struct Browser {
    /// Chromium or Chrome.
    pub(crate) chrome: PathBuf,
    /// Its driver.
    pub(crate) driver: PathBuf,
}

const CHROMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
const DRIVERS: [&str; 2] = ["chromedriver", "chromium.chromedriver"];
const PACKAGES: [&str; 3] = ["chromium", "chromium-driver", "fonts-noto-cjk"];

/// Finds the browser (`CHROME` and `CHROMEDRIVER` first), installs it by apt where this process may, or says what to
/// install.
pub(crate) fn ensure_browser() -> anyhow::Result<Browser> {
    let complete = || find().filter(|_| has_chinese_font());
    if let Some(browser) = complete() {
        return Ok(browser);
    }
    if may_install() {
        println!("正在安装 Installing {}", PACKAGES.join(" "));
        install().context("apt-get")?;
        if let Some(browser) = find() {
            return Ok(browser);
        }
    } else if let Some(browser) = find() {
        println!(
            "警告：没有中文字体，截图中的汉字会显示为方框。WARNING: no Chinese font; screenshots will show boxes."
        );
        return Ok(browser);
    }
    bail!(
        "浏览器测试需要 Chromium、ChromeDriver 和中文字体，请安装（Debian: apt-get install {packages}）或设置 CHROME 与 CHROMEDRIVER。\
         The browser tests need Chromium, ChromeDriver and a Chinese font: install them, or set CHROME and CHROMEDRIVER.",
        packages = PACKAGES.join(" ")
    )
}

fn find() -> Option<Browser> {
    let chrome = named("CHROME").or_else(|| CHROMES.iter().find_map(|name| on_path(name)))?;
    let driver = named("CHROMEDRIVER").or_else(|| DRIVERS.iter().find_map(|name| on_path(name)))?;
    Some(Browser { chrome, driver })
}

fn named(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable)
        .map(PathBuf::from)
        .filter(|path| path.is_file())
}

fn on_path(name: &str) -> Option<PathBuf> {
    let name = PathBuf::from(name).with_extension(std::env::consts::EXE_EXTENSION);
    std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|folder| folder.join(&name))
        .find(|path| path.is_file())
}

/// Only Linux without fonts is a problem; where `fc-list` is missing there is nothing to ask.
fn has_chinese_font() -> bool {
    !cfg!(target_os = "linux")
        || output("fc-list", &[":lang=zh"]).is_some_and(|fonts| !fonts.trim().is_empty())
}

fn may_install() -> bool {
    output("id", &["-u"]).is_some_and(|id| id.trim() == "0") && output("apt-get", &["--version"]).is_some()
}

fn install() -> anyhow::Result<()> {
    let apt = |arguments: &[&str]| {
        let mut command = Command::new("apt-get");
        command
            .args(["-qq", "-o", "Dpkg::Use-Pty=0"])
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive");
        run(command.stdin(Stdio::null()).stdout(Stdio::null()))
    };
    apt(&["update"])?;
    apt(&[&["install", "--yes", "--no-install-recommends"][..], &PACKAGES].concat())
}
