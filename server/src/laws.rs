//! `qingcha standard laws build`: makes an index of laws from a folder of their texts, and reads such an index.
//!
//! Exit codes: 0 every file was taken in, 1 some were passed over (each is named with the reason), 2 nothing was made.

use crate::check::output;
use crate::terminal::say;
use anyhow::{Context as _, anyhow, bail};
use shared::law::{LawEntry, Laws, LawsFile, Status, normal_title, read_document};
use shared::standard::{Standard, parse_day};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use time::Date;

/// What is done with laws.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// 把一个文件夹里的法律文本编成法律库。Makes an index from a folder of texts, one law per file (Markdown or plain text).
    Build(BuildOptions),
}

/// Options of `qingcha standard laws build`.
#[derive(Debug, clap::Args)]
pub struct BuildOptions {
    /// 法律文本所在的文件夹（`.md`、`.txt`，包括其中的子文件夹）：第一行是名称，其次一行是版本，如`（2019年4月23日修正）`，然后每条一行（`第一条　…`）。
    /// Folder of texts (`.md`, `.txt`), folders in it included: title on the first line, a line on the versions such as
    /// `（2019年4月23日修正）`, then the articles, each on a line of its own (`第一条　…`).
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,

    /// 写到哪个文件；不写则输出到标准输出。
    /// File to write; standard output when left out.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// 确知这些文本到哪一天为止仍是现行的；不写则以其中最新的版本为准。
    /// Day up to which you know that the texts are current; the newest version among them when left out.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<String>,
}

/// Largest text of one law, in bytes; the Civil Code has 0.4 MB.
const LARGEST: u64 = 8 << 20;

/// Largest index, in bytes: every browser loads it.
const LARGEST_INDEX: u64 = 64 << 20;

const DONE: u8 = 0;
const PARTLY: u8 = 1;

/// The standard with laws laid over its index.
pub(crate) fn laid_over(standard: &Standard, laws: &Arc<Laws>) -> anyhow::Result<Arc<Standard>> {
    let own = Standard::new(standard.document.clone());
    // It is one already, so that it can be made once more.
    let own = own.map_err(|errors| anyhow::anyhow!("{errors:?}"))?;
    Ok(Arc::new(own.with_laws(laws)))
}

/// Runs `qingcha standard laws …`.
pub fn run(command: &Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Build(options) => build(options),
    }
}

/// Makes an index from a folder and writes it.
pub fn build(options: &BuildOptions) -> anyhow::Result<ExitCode> {
    let paths = texts(&options.folder)?;
    if let Some(output) = &options.output {
        output::refuse_input(output, paths.iter().map(PathBuf::as_path))?;
    }
    let mut taken: BTreeMap<(String, Option<Date>), (PathBuf, LawEntry)> = BTreeMap::new();
    let mut passed = 0_usize;
    for path in &paths {
        let result = law(path).and_then(|entry| {
            let key = (normal_title(&entry.title).into_owned(), entry.version);
            match taken.get(&key) {
                Some((other, _)) => bail!("与“{}”是同一部法律的同一版本", other.display()),
                None => Ok(taken.insert(key, (path.clone(), entry))),
            }
        });
        if let Err(error) = result {
            passed += 1;
            say(format_args!("没有收录“{}”：{error:#}", path.display()));
        }
    }
    if taken.is_empty() {
        bail!(
            "“{}”中没有可以收录的法律文本（.md、.txt，每个文件一部） (no law in the folder)",
            options.folder.display()
        );
    }
    let mut doubtful = 0_usize;
    for (path, entry) in taken.values() {
        if let Some(doubt) = doubt(entry) {
            doubtful += 1;
            say(format_args!("请核对“{}”：{doubt}", path.display()));
        }
    }
    let laws = versions(taken);
    let as_of = match &options.as_of {
        Some(text) => {
            parse_day(text).with_context(|| format!("日期“{text}”应写作2026-01-01的形式 (not a date)"))?
        }
        None => laws
            .iter()
            .filter_map(|law| law.version)
            .max()
            .context("文本中都没有版本日期，请用 --as-of 指明截至哪一天 (give --as-of)")?,
    };
    let json = LawsFile::to_json(as_of, &laws);
    output::write(options.output.as_deref(), json.as_bytes())?;
    let articles: usize = laws
        .iter()
        .filter_map(|law| law.text.as_ref())
        .map(shared::law::LawText::len)
        .sum();
    say(format_args!(
        "收录{}部（含旧版），{articles}条，截至{as_of}；其中{doubtful}部可能没有收全，没有收录{passed}个文件 (laws, articles, perhaps cut off, files passed over)",
        laws.len()
    ));
    Ok(ExitCode::from(if passed == 0 { DONE } else { PARTLY }))
}

/// Why a text may not be the whole law: fewer articles than the built-in index knows, numbers left out, no end. Such a law
/// is taken in, but nobody is told for certain that an article of it does not exist.
fn doubt(entry: &LawEntry) -> Option<String> {
    let text = entry.text.as_ref()?;
    let last = text.last_article()?;
    let mut said = Vec::new();
    let builtin = Laws::builtin();
    let known = builtin.version(&entry.title, entry.version);
    if let Some((law, most)) = known.and_then(|law| Some((law, law.last_article()?)))
        && most > last
    {
        let version = law.version().map_or("现行".to_owned(), |day| day.to_string());
        said.push(format!(
            "只收到第{last}条，内置法律库记有{most}条（{version}版本）"
        ));
    }
    let gaps: Vec<String> = text
        .gaps()
        .iter()
        .take(GAPS)
        .map(|gap| match gap {
            (0, first) => format!("从第{first}条开始"),
            (before, after) => format!("第{before}条之后是第{after}条"),
        })
        .collect();
    if !gaps.is_empty() {
        let more = if text.gaps().len() > GAPS { "等" } else { "" };
        said.push(format!("条号不连续（{}{more}）", gaps.join("，")));
    }
    if said.is_empty() && !text.ends() {
        said.push(format!("最后一条（第{last}条）没有写明施行日期"));
    }
    let found = text.len();
    (!said.is_empty()).then(|| {
        format!(
            "《{}》找到{found}条，{}，可能没有收全；已经收录，引用它的条款是否存在只提示疑似 (perhaps not the whole law)",
            entry.title,
            said.join("；")
        )
    })
}

/// Gaps that are named; of more it says so.
const GAPS: usize = 5;

/// All entries by title, from new to old; of a title the newest is in force.
fn versions(taken: BTreeMap<(String, Option<Date>), (PathBuf, LawEntry)>) -> Vec<LawEntry> {
    let mut laws: Vec<LawEntry> = Vec::with_capacity(taken.len());
    let mut last = String::new();
    for ((title, _), (_, mut entry)) in taken.into_iter().rev() {
        if title == last {
            entry.status = Status::Superseded;
        }
        last = title;
        laws.push(entry);
    }
    laws.reverse();
    laws
}

/// Every text in a folder and its folders, sorted. Hidden files and those that begin with `_`, and readmes, are no laws.
fn texts(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder)
            .with_context(|| format!("文件夹“{}”打不开 (cannot be opened)", folder.display()))?;
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().to_lowercase();
            let kind = entry.file_type()?;
            if name.starts_with(['.', '_']) || name.starts_with("readme") {
                continue;
            }
            let extension = Path::new(&name)
                .extension()
                .and_then(|extension| extension.to_str());
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() && matches!(extension, Some("md" | "txt" | "markdown")) {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}

fn law(path: &Path) -> anyhow::Result<LawEntry> {
    let bytes = within(path, LARGEST)?;
    let text =
        String::from_utf8(bytes).map_err(|_| anyhow!("不是UTF-8编码的文本，请另存为UTF-8 (not UTF-8)"))?;
    Ok(read_document(&text)?)
}

/// Reads an index made by [`build`]: its bytes, and the built-in index with it laid over.
pub fn read(path: &Path) -> anyhow::Result<(Vec<u8>, Arc<Laws>)> {
    let said = || format!("法律库文件“{}”无法使用 (cannot be used)", path.display());
    let bytes = within(path, LARGEST_INDEX).with_context(said)?;
    let file = LawsFile::parse(&bytes).with_context(said)?;
    Ok((bytes, Arc::new(Laws::with(file))))
}

/// The bytes of a file of at most `most` bytes.
fn within(path: &Path, most: u64) -> anyhow::Result<Vec<u8>> {
    let size = fs::metadata(path).context("文件打不开 (cannot be opened)")?.len();
    if size > most {
        bail!(
            "文件有{}MB，超过{}MB的上限 (too large)",
            size.div_ceil(1 << 20),
            most >> 20
        );
    }
    fs::read(path).context("文件读不出 (cannot be read)")
}
