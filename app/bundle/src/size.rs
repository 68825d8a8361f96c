//! `cargo app size`: what travels to the browser, against the budget.

use std::collections::BTreeMap;

use anyhow::ensure;

use crate::build::build;
use crate::project::Project;

/// Options of `cargo app size`.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Fail when a part is over its budget.
    #[arg(long)]
    check: bool,
}

/// A part of the application: name, files by the start and the end of their path, most bytes on the wire (brotli).
type Part = (&'static str, &'static [(&'static str, &'static str)], usize);

/// At 10 Mbit/s the page is there in 0.2 s and the engine 0.4 s later. What starts the writers comes with the engine.
const PARTS: [Part; 3] = [
    (
        "首屏 page until first paint",
        &[
            ("index", ".html"),
            ("assets/app-", ""),
            ("assets/boot-", ""),
            ("assets/main-", ""),
        ],
        250_000,
    ),
    (
        "引擎 engine",
        &[
            ("assets/engine-", ""),
            ("assets/worker-", ""),
            ("assets/export-", ".js"),
        ],
        450_000,
    ),
    ("导出 export", &[("assets/export-", ".wasm")], 270_000),
];

/// Sizes of all files.
pub(crate) struct Sizes(Vec<(String, Size)>);

#[derive(Clone, Copy, Default)]
struct Size {
    raw: usize,
    brotli: usize,
}

impl Sizes {
    /// Measures files; what has no brotli twin travels as it is.
    pub(crate) fn of(files: &BTreeMap<String, Vec<u8>>) -> Self {
        let is_twin = |path: &str| {
            path.rsplit_once('.')
                .is_some_and(|(_, end)| matches!(end, "br" | "gz"))
        };
        let measure = |(path, bytes): (&String, &Vec<u8>)| {
            let brotli = files.get(&format!("{path}.br")).unwrap_or(bytes).len();
            (
                path.clone(),
                Size {
                    raw: bytes.len(),
                    brotli,
                },
            )
        };
        Self(
            files
                .iter()
                .filter(|(path, _)| !is_twin(path))
                .map(measure)
                .collect(),
        )
    }

    /// Prints the table and returns the names of parts over their budget.
    pub(crate) fn print(&self) -> Vec<&'static str> {
        println!("\n{:>10} {:>10}  文件 file", "raw", "brotli");
        for (path, size) in &self.0 {
            println!("{:>10} {:>10}  {path}", size.raw, size.brotli);
        }
        let mut over = Vec::new();
        for (name, files, budget) in PARTS {
            let total = self.total(files);
            println!("{:>10} {:>10}  = {name} (≤ {budget})", total.raw, total.brotli);
            if total.brotli > budget {
                println!(
                    "!!!!!!!!!! 超出预算 OVER BUDGET: {name}: {} > {budget} bytes",
                    total.brotli
                );
                over.push(name);
            }
        }
        over
    }

    fn total(&self, files: &[(&str, &str)]) -> Size {
        let part = self.0.iter().filter(|(path, _)| {
            files
                .iter()
                .any(|(start, end)| path.starts_with(start) && path.ends_with(end))
        });
        part.fold(Size::default(), |sum, (_, size)| Size {
            raw: sum.raw.saturating_add(size.raw),
            brotli: sum.brotli.saturating_add(size.brotli),
        })
    }
}

/// Builds for release and shows the sizes.
pub(crate) fn command(project: &Project, options: &Options) -> anyhow::Result<()> {
    let over = build(project, true)?.print();
    ensure!(
        !options.check || over.is_empty(),
        "over budget: {}",
        over.join(", ")
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Sizes;

    #[test]
    fn parts_are_counted_as_they_travel() {
        let file = |path: &str, bytes: usize| (path.to_owned(), vec![0; bytes]);
        let page = [
            file("index.html", 10),
            file("assets/app-1.wasm", 900_000),
            file("assets/app-1.wasm.br", 249_990),
        ];
        assert_eq!(Sizes::of(&page.clone().into()).print(), Vec::<&str>::new());
        let mut heavier: std::collections::BTreeMap<_, _> = page.into();
        heavier.insert("assets/boot-1.js".to_owned(), vec![0]);
        heavier.insert("assets/engine-1.wasm".to_owned(), vec![0; 450_000]);
        heavier.insert("assets/export-1.wasm".to_owned(), vec![0; 270_000]);
        assert_eq!(Sizes::of(&heavier).print().len(), 1);
        heavier.insert("assets/export-1.js".to_owned(), vec![0]);
        assert_eq!(Sizes::of(&heavier).print().len(), 2);
    }
}
