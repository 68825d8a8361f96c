//! `cargo app build`: from sources to `app/dist`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context as _;

use crate::bind::{Bound, bind};
use crate::cache::Cache;
use crate::compress::add_twins;
use crate::optimise::Optimiser;
use crate::page::Bundle;
use crate::project::{Project, run};
use crate::size::Sizes;
use crate::toolchain::{WASM, ensure_wasm};

/// Options of `cargo app build`.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Small and fast instead of quickly built.
    #[arg(long)]
    pub(crate) release: bool,
}

/// The modules with the level of `wasm-opt`: the page should arrive soon, engine and writers should run fast.
const MODULES: [(&str, &str); 3] = [("app", "-Oz"), ("engine", "-Os"), ("export", "-Os")];

/// Builds and shows the sizes.
pub(crate) fn command(project: &Project, options: &Options) -> anyhow::Result<()> {
    let sizes = build(project, options.release)?;
    if options.release {
        sizes.print();
    }
    Ok(())
}

/// Builds the application into `app/dist`.
pub(crate) fn build(project: &Project, release: bool) -> anyhow::Result<Sizes> {
    let started = Instant::now();
    ensure_wasm()?;
    let profile = if release { "wasm-release" } else { "dev" };
    run(&mut project.cargo([
        "build",
        "--package",
        "app",
        "--bins",
        "--target",
        WASM,
        "--profile",
        profile,
    ]))?;
    let mut cache = Cache::open(project.target.join("bundle/cache").join(profile))?;
    let mut bundle = Bundle::default();
    let optimiser = if release {
        Optimiser::prepare(project)?
    } else {
        None
    };
    for (name, level) in MODULES {
        let compiled = compiled(project, name, release)?;
        let Bound { glue, mut wasm } = bind(&mut cache, name, compiled, release)?;
        if let Some(optimiser) = &optimiser {
            wasm = optimiser.optimise(&mut cache, name, &wasm, level)?;
        }
        bundle.add_module(name, Bound { glue, wasm })?;
    }
    bundle.add_public(&project.root.join("public"))?;
    bundle.add_public(&templates(project)?)?;
    bundle.add_page(&project.root.join("app"))?;
    bundle.add_precache()?;
    if release {
        add_twins(&mut cache, &mut bundle.files)?;
    }
    cache.sweep()?;
    let sizes = Sizes::of(&bundle.files);
    store(&project.dist(), bundle.files)?;
    println!("  app/dist: {:.1} s", started.elapsed().as_secs_f32());
    Ok(sizes)
}

/// Makes the templates of lists, which the start page links to, from the registries; the folder they are in. By a program
/// of the crate `tests`: this tool would else be built again whenever the engine changes.
fn templates(project: &Project) -> anyhow::Result<PathBuf> {
    let folder = project.target.join("bundle/templates");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    let program = ["run", "--quiet", "--package", "tests", "--bin", "templates", "--"];
    run(project.cargo(program).arg(&folder))?;
    Ok(folder)
}

fn compiled(project: &Project, name: &str, release: bool) -> anyhow::Result<Vec<u8>> {
    let folder = if release { "wasm-release" } else { "debug" };
    let path = project
        .target
        .join(WASM)
        .join(folder)
        .join(name)
        .with_extension("wasm");
    fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
}

/// Makes the folder hold exactly these files. Unchanged ones are left alone, so that the server, which embeds them, is
/// not built again for nothing.
fn store(folder: &Path, files: BTreeMap<String, Vec<u8>>) -> anyhow::Result<()> {
    for entry in walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok) {
        let path = entry
            .path()
            .strip_prefix(folder)?
            .to_string_lossy()
            .replace('\\', "/");
        if entry.file_type().is_file() && !files.contains_key(&path) {
            fs::remove_file(entry.path())?;
        }
    }
    for (name, bytes) in files {
        let path = folder.join(&name);
        if fs::read(&path).is_ok_and(|old| old == bytes) {
            continue;
        }
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}
