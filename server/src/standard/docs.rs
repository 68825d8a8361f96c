//! `qingcha standard docs`: writes the public pages that explain the clauses, or checks that they are up to date.

use super::{Common, cases, shelf};
use anyhow::{Context as _, bail};
use shared::standard::docs::{self, Page};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Options of `qingcha standard docs`.
#[derive(Debug, clap::Args)]
pub(super) struct DocsOptions {
    /// A version or the path of a standard; the newest one when left out.
    #[arg(value_name = "VERSION|FILE")]
    standard: Option<String>,

    /// Folder for the pages; pages of clauses that are gone are removed, files of other origin are left alone.
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,

    /// Write nothing; exit with 1 when the folder is not up to date.
    #[arg(long)]
    check: bool,

    /// Form of the pages.
    #[arg(long, value_enum, default_value = "markdown")]
    format: Form,

    /// Folder of case files instead of those in this program.
    #[arg(long, value_name = "DIR")]
    cases: Option<PathBuf>,

    #[command(flatten)]
    common: Common,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// `K01.md`, with `README.md` as index.
    Markdown,
    /// `K01.html`, with `index.html`.
    Html,
}

/// Ends every page, so that a page can be told from a file that somebody wrote.
const MARK: &str = "<!-- qingcha standard docs -->";

impl Form {
    fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
        }
    }

    fn write(self, page: &Page) -> (String, String) {
        let (name, text) = match (self, page.name.as_str()) {
            (Self::Markdown, name) => (name, docs::markdown(page)),
            (Self::Html, "README") => ("index", docs::html(page)),
            (Self::Html, name) => (name, docs::html(page)),
        };
        (
            format!("{name}.{}", self.extension()),
            format!("{text}\n{MARK}\n"),
        )
    }
}

/// Runs the command.
pub(super) fn run(options: &DocsOptions) -> anyhow::Result<ExitCode> {
    let standard = shelf::load(options.standard.as_deref(), options.common.standards.as_deref())?;
    let cases = cases::load(options.cases.as_deref())?;
    let pages = docs::pages(&standard, &cases);
    let wanted: BTreeMap<String, String> = pages.iter().map(|page| options.format.write(page)).collect();
    let known = known(&options.output, options.format.extension())?;
    let stale: Vec<_> = wanted
        .iter()
        .filter(|(name, text)| known.get(*name) != Some(*text))
        .collect();
    let gone: Vec<_> = known.keys().filter(|name| !wanted.contains_key(*name)).collect();
    if options.check {
        for name in stale.iter().map(|(name, _)| *name).chain(gone.iter().copied()) {
            let path = options.output.join(name);
            println!("{}：已经过时，请重新生成 (out of date)", path.display());
        }
        return Ok(ExitCode::from(u8::from(!(stale.is_empty() && gone.is_empty()))));
    }
    fs::create_dir_all(&options.output)
        .with_context(|| format!("文件夹“{}”无法建立 (cannot be made)", options.output.display()))?;
    for (name, text) in &stale {
        let path = options.output.join(name);
        if path.exists() && !known.contains_key(*name) {
            bail!(
                "“{}”不是本命令生成的，不能覆盖 (not written by this command)",
                path.display()
            );
        }
        crate::check::output::write(Some(&path), text.as_bytes())?;
    }
    for name in &gone {
        let path = options.output.join(name);
        fs::remove_file(&path)
            .with_context(|| format!("“{}”无法删除 (cannot be removed)", path.display()))?;
    }
    eprintln!(
        "{}页，更新{}页，删除{}页 ({} pages, {} written, {} removed)",
        wanted.len(),
        stale.len(),
        gone.len(),
        wanted.len(),
        stale.len(),
        gone.len()
    );
    Ok(ExitCode::SUCCESS)
}

/// The pages that are in the folder; none where there is no folder.
fn known(folder: &Path, extension: &str) -> anyhow::Result<BTreeMap<String, String>> {
    let mut known = BTreeMap::new();
    if !folder.exists() {
        return Ok(known);
    }
    let unreadable = || format!("文件夹“{}”无法读取 (cannot be read)", folder.display());
    for entry in fs::read_dir(folder).with_context(unreadable)? {
        let path = entry.with_context(unreadable)?.path();
        if path.extension().is_some_and(|found| found == extension) {
            // What is no text is none of our pages.
            let text = fs::read_to_string(&path).unwrap_or_default();
            if !text.ends_with(&format!("{MARK}\n")) {
                continue;
            }
            let name = path
                .file_name()
                .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            known.insert(name, text);
        }
    }
    Ok(known)
}
