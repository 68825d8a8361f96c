//! Writes the templates to the folder it is given; `cargo app build` puts them beside the application.

use anyhow::Context as _;
use shared::import::template::template;
use shared::reference::{self, Kind};
use std::path::PathBuf;

fn main() -> anyhow::Result<()> {
    let folder = std::env::args_os()
        .nth(1)
        .map(PathBuf::from)
        .context("the folder to write to is missing")?;
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let write = |name: String, bytes: Vec<u8>| {
        let path = folder.join(name);
        std::fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))
    };
    write("import-template.xlsx".to_owned(), template())?;
    for kind in Kind::ALL {
        write(
            format!("reference-{}.xlsx", kind.id()),
            reference::template(*kind),
        )?;
    }
    Ok(())
}
