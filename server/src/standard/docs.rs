//! `qingcha standard docs`: writes what is published of a standard — the pages that explain the clauses, or the document
//! 《抽查标准和评分细则》 — or checks that it is up to date.

use super::{Common, cases, print, shelf};
use crate::terminal::{clean, say};
use anyhow::{Context as _, bail};
use shared::report::docx;
use shared::standard::Standard;
use shared::standard::docs::{self, Cases, Page, Publication};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Options of `qingcha standard docs`.
#[derive(Debug, clap::Args)]
pub(super) struct DocsOptions {
    /// 标准的版本或路径；不写则用最新的标准。
    /// A version or the path of a standard; the newest one when left out.
    #[arg(value_name = "VERSION|FILE")]
    standard: Option<String>,

    /// 写到哪个文件夹；已不存在的条款的页面会删去，别处来的文件不动。
    /// Folder to write to; pages of clauses that are gone are removed, files of other origin are left alone.
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,

    /// 不写文件，只核对文件夹是否过时；过时则退出码为1。
    /// Write nothing; exit with 1 when the folder is not up to date.
    #[arg(long)]
    check: bool,

    /// 写什么：两种形式之一的页面，或者文档。
    /// What to write: pages in one of two forms, or the document.
    #[arg(long, value_enum, default_value = "markdown")]
    format: Form,

    /// 要写的专项核查，可以写几次。
    /// Special inspection to write about; may be given several times.
    #[arg(long, value_name = "ID", long_help = campaign_help())]
    campaign: Vec<String>,

    /// 案例文件夹，代替程序内置的案例。
    /// Folder of case files instead of those in this program.
    #[arg(long, value_name = "DIR")]
    cases: Option<PathBuf>,

    #[command(flatten)]
    common: Common,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// 指标解读：每个条款一个`K01.md`，索引为`README.md`。
    /// 指标解读: `K01.md` for every clause, with `README.md` as index.
    Markdown,
    /// 同样的内容，`K01.html`，索引为`index.html`。
    /// The same as `K01.html`, with `index.html`.
    Html,
    /// 《抽查标准和评分细则》，公文版面：`抽查标准和评分细则-2026.1.docx`。
    /// 《抽查标准和评分细则》 in the layout of official documents: `抽查标准和评分细则-2026.1.docx`.
    Docx,
}

/// The help of `--campaign`: what is written without it, and which special inspections there are.
fn campaign_help() -> String {
    let before = "要写的专项核查，可以写几次。页面写的是标准本身和（没有指定时）它的全部专项核查：索引各有一节，自有条款各有一页，\
                  条款的页面写明专项核查改了什么；文档写的是一次检查所用的标准，并入这里指定的专项核查。\
                  Special inspection to write about; may be given several times. Pages are written of the plain standard \
                  and, where none is named, of all its special inspections: each has a section in the index, its own \
                  clauses have pages, and the page of a clause says what an inspection changes of it. The document is of \
                  the standard as one check uses it: the plain one, with those named here merged into it";
    [before, &shelf::campaign_list()].concat()
}

/// Ends every page, so that a page can be told from a file that somebody wrote.
const MARK: &str = "<!-- qingcha standard docs -->";

/// Files by name.
type Files = BTreeMap<String, Vec<u8>>;

impl Form {
    /// What the folder should hold.
    fn files(self, options: &DocsOptions, cases: &Cases) -> anyhow::Result<Files> {
        let (named, folder) = (options.standard.as_deref(), options.common.standards.as_deref());
        let merged = shelf::load_with(named, folder, &options.campaign)?;
        if self == Self::Docx {
            let document = docs::rubric(&merged, cases);
            let bytes = docx::write(&document).context("文件无法生成 (cannot be made)")?;
            return Ok(Files::from([(document_name(&merged), bytes)]));
        }
        let (plain, mut layers) = shelf::load_apart(named, folder)?;
        if !options.campaign.is_empty() {
            layers.retain(|layer| options.campaign.contains(&layer.id));
        }
        let publication = Publication::new(&plain, &layers).map_err(shelf::sentences)?;
        let pages = docs::pages(&publication, cases).into_iter();
        let marked = |name: String, text: String| (name, format!("{text}\n{MARK}\n").into_bytes());
        Ok(if self == Self::Markdown {
            pages
                .map(|page| marked(format!("{}.md", page.name), docs::markdown(&page)))
                .collect()
        } else {
            pages
                .map(|page| marked(html_name(&page), docs::html(&page)))
                .collect()
        })
    }

    /// Whether a file may be one this command wrote before; documents of other standards stay.
    fn may_be_ours(self, name: &str, wanted: &Files) -> bool {
        let has = |extension| {
            Path::new(name)
                .extension()
                .is_some_and(|found| found == extension)
        };
        match self {
            Self::Markdown => has("md"),
            Self::Html => has("html"),
            Self::Docx => wanted.contains_key(name),
        }
    }

    /// Whether this command wrote a file of this content.
    fn is_ours(self, bytes: &[u8]) -> bool {
        match self {
            Self::Markdown | Self::Html => bytes.ends_with(format!("{MARK}\n").as_bytes()),
            Self::Docx => docx::is_ours(bytes),
        }
    }
}

fn html_name(page: &Page) -> String {
    match page.name.as_str() {
        "README" => "index.html".to_owned(),
        name => format!("{name}.html"),
    }
}

/// Name of the document: version, and special inspections where there are any.
fn document_name(standard: &Standard) -> String {
    let campaigns = standard.document.campaign.iter();
    let parts: Vec<_> = [docs::NAME, &standard.document.version]
        .into_iter()
        .chain(campaigns.map(|campaign| campaign.id.as_str()))
        .collect();
    format!("{}.docx", parts.join("-"))
}

/// Runs the command.
pub(super) fn run(options: &DocsOptions) -> anyhow::Result<ExitCode> {
    let cases = cases::load(options.cases.as_deref())?;
    let wanted = options.format.files(options, &cases)?;
    let known = known(&options.output, options.format, &wanted)?;
    let stale: Vec<_> = wanted
        .iter()
        .filter(|(name, bytes)| known.get(*name) != Some(*bytes))
        .collect();
    let gone: Vec<_> = known.keys().filter(|name| !wanted.contains_key(*name)).collect();
    if options.check {
        let outdated = stale.iter().map(|(name, _)| *name).chain(gone.iter().copied());
        let lines = outdated.map(|name| {
            let path = options.output.join(name);
            format!("{}：已经过时，请重新生成 (out of date)\n", path.display())
        });
        print(&clean(&lines.collect::<String>()))?;
        return Ok(ExitCode::from(u8::from(!(stale.is_empty() && gone.is_empty()))));
    }
    // All of them before the first is written, so that a refusal leaves the folder as it was.
    for (name, _) in &stale {
        let path = options.output.join(name);
        if path.symlink_metadata().is_ok() && !known.contains_key(*name) {
            bail!(
                "“{}”不是本命令生成的，不能覆盖 (not written by this command)",
                path.display()
            );
        }
    }
    fs::create_dir_all(&options.output)
        .with_context(|| format!("文件夹“{}”无法建立 (cannot be made)", options.output.display()))?;
    for (name, bytes) in &stale {
        crate::check::output::write(Some(&options.output.join(name)), bytes)?;
    }
    for name in &gone {
        let path = options.output.join(name);
        fs::remove_file(&path)
            .with_context(|| format!("“{}”无法删除 (cannot be removed)", path.display()))?;
    }
    say(format_args!(
        "{}个文件，更新{}个，删除{}个 ({} files, {} written, {} removed)",
        wanted.len(),
        stale.len(),
        gone.len(),
        wanted.len(),
        stale.len(),
        gone.len()
    ));
    Ok(ExitCode::SUCCESS)
}

/// What this command wrote into the folder before; nothing where there is no folder.
fn known(folder: &Path, form: Form, wanted: &Files) -> anyhow::Result<Files> {
    let mut known = Files::new();
    if !folder.exists() {
        return Ok(known);
    }
    let unreadable = || format!("文件夹“{}”无法读取 (cannot be read)", folder.display());
    for entry in fs::read_dir(folder).with_context(unreadable)? {
        let entry = entry.with_context(unreadable)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if form.may_be_ours(&name, wanted) {
            // What cannot be read is none of ours.
            let bytes = fs::read(entry.path()).unwrap_or_default();
            if form.is_ours(&bytes) {
                known.insert(name, bytes);
            }
        }
    }
    Ok(known)
}
