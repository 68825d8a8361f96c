//! Turns `standards/<version>/<layer>/<part>.toml` into JSON inside the program, and the tables of laws into what the
//! program needs of them, for a browser has to load it.
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
    for source in [
        "build.rs",
        "build",
        "src/standard/order.rs",
        "src/import/gb18030/order.rs",
    ] {
        println!("cargo::rerun-if-changed={source}");
    }
    store("gb18030.rs", &gb18030::tables());
    standards();
    laws();
}

/// `laws.txt`: one version of a law per line, tab-separated: title without 中华人民共和国, three letters (N with that
/// head or `-`; rank; status), day, last article, what took its place.
/// `limits.txt`: a line `law, tab, day` and below it `tab, article, tab, limit, tab, sentence` for each of its limits.
fn laws() {
    println!("cargo::rerun-if-changed=data");
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("set by cargo")).join("data");
    let read =
        |name: &str| fs::read_to_string(root.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    let mut table = String::new();
    for line in read("laws.csv").lines().skip(1) {
        let [title, _, category, day, articles, status, replaced_by] = line
            .split(',')
            .collect::<Vec<_>>()
            .try_into()
            .unwrap_or_else(|_| panic!("laws.csv: {line}"));
        let (head, name) = title
            .strip_prefix("中华人民共和国")
            .map_or(('-', title), |name| ('N', name));
        // The table files one notice under departmental rules: only titles of rules are taken at its word.
        let is_rule = ["规定", "办法", "细则", "规范"]
            .iter()
            .any(|end| title.contains(end));
        let rank = match category {
            "行政法规" => 'R',
            "部门规章" if is_rule => 'D',
            "部门规章" => 'U',
            _ => 'L',
        };
        let status = status.chars().next().expect("a status").to_ascii_uppercase();
        let articles = if articles == "0" { "" } else { articles };
        let line = format!("{name}\t{head}{rank}{status}\t{day}\t{articles}\t{replaced_by}");
        writeln!(table, "{}", line.trim_end()).expect("writing to a string");
    }
    store("laws.txt", &table);
    let mut limits = String::new();
    let mut last = String::new();
    for line in read("statutory_time_limits.csv").lines().skip(1) {
        let [law, day, article, limit, sentence] = line
            .splitn(5, ',')
            .collect::<Vec<_>>()
            .try_into()
            .unwrap_or_else(|_| panic!("limits: {line}"));
        let head = format!("{law}\t{day}");
        if head != last {
            writeln!(limits, "{head}").expect("writing to a string");
            last = head;
        }
        writeln!(limits, "\t{article}\t{limit}\t{sentence}").expect("writing to a string");
    }
    store("limits.txt", &limits);
}

fn standards() {
    println!("cargo::rerun-if-changed=standards");
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
    store("standards.rs", &code);
}

/// Writes what the library includes.
fn store(name: &str, text: &str) {
    let folder = env::var("OUT_DIR").expect("set by cargo");
    fs::write(Path::new(&folder).join(name), text).expect("the build directory is writable");
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect()
}
