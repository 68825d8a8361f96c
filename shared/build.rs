//! Turns `standards/<version>/<layer>.toml` into JSON inside the program.
//!
//! Layers of a version are merged in the order `national`, `guangxi`, then by name.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=standards");
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("set by cargo")).join("standards");
    let mut versions: Vec<_> = names(&root);
    versions.sort();
    let mut code = String::new();
    writeln!(code, "const VERSIONS: &[&str] = &{versions:?};").expect("writing to a string");
    code.push_str("const LAYERS: &[(&str, &str, &str)] = &[\n");
    for version in &versions {
        let folder = root.join(version);
        let mut layers: Vec<_> = names(&folder)
            .into_iter()
            .filter_map(|name| Some(name.strip_suffix(".toml")?.to_owned()))
            .collect();
        layers.sort_by_key(|name| {
            (
                !matches!(name.as_str(), "national"),
                name != "guangxi",
                name.clone(),
            )
        });
        for layer in layers {
            let path = folder.join(format!("{layer}.toml"));
            let text =
                fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let value: serde_json::Value =
                toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            writeln!(code, "({version:?}, {layer:?}, {:?}),", value.to_string())
                .expect("writing to a string");
        }
    }
    code.push_str("];\n");
    let out = Path::new(&env::var("OUT_DIR").expect("set by cargo")).join("standards.rs");
    fs::write(out, code).expect("the build directory is writable");
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect()
}
