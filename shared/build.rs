//! Turns `standards/<version>/<layer>/<part>.toml` into JSON inside the program.
//!
//! Layers of a version are merged in the order `national`, `guangxi`, then by name; a layer's parts by name. Beside that
//! the tables of GB18030 are packed.

#[path = "build/gb18030.rs"]
mod gb18030;

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

#[expect(unreachable_pub, reason = "the library makes this file public")]
#[path = "src/standard/order.rs"]
mod order;

fn main() {
    for source in ["standards", "build.rs", "build", "src/standard/order.rs"] {
        println!("cargo::rerun-if-changed={source}");
    }
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("set by cargo")).join("standards");
    // Beside the versions lies the schema that editors read.
    let mut versions: Vec<_> = names(&root)
        .into_iter()
        .filter(|name| root.join(name).is_dir())
        .collect();
    versions.sort_by(|a, b| order::of_versions(a, b));
    let mut code = String::new();
    writeln!(code, "const VERSIONS: &[&str] = &{versions:?};").expect("writing to a string");
    code.push_str("const LAYERS: &[(&str, &str, &str)] = &[\n");
    for version in &versions {
        let folder = root.join(version);
        let mut layers = names(&folder);
        layers.sort_by(|a, b| order::of_layers(a, b));
        for layer in layers {
            let mut parts = names(&folder.join(&layer));
            parts.retain(|name| {
                Path::new(name)
                    .extension()
                    .is_some_and(|extension| extension == "toml")
            });
            parts.sort();
            for part in parts {
                let path = folder.join(&layer).join(&part);
                let text =
                    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
                let value: serde_json::Value =
                    toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
                let name = format!("{layer}/{part}");
                writeln!(code, "({version:?}, {name:?}, {:?}),", value.to_string())
                    .expect("writing to a string");
            }
        }
    }
    code.push_str("];\n");
    let out = env::var("OUT_DIR").expect("set by cargo");
    let write = |name: &str, code: String| {
        fs::write(Path::new(&out).join(name), code).expect("the build directory is writable");
    };
    write("standards.rs", code);
    write("gb18030.rs", gb18030::tables());
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect()
}
