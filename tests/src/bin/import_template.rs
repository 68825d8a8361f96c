//! Writes the import template to the path it is given; `cargo app build` puts it beside the application.

use anyhow::Context as _;
use shared::import::template::template;

fn main() -> anyhow::Result<()> {
    let path = std::env::args_os()
        .nth(1)
        .context("the path of the file to write is missing")?;
    std::fs::write(&path, template()).with_context(|| format!("cannot write {}", path.display()))
}
