//! `qingcha check`: reads lists, runs the standard, writes the result.
//!
//! With `--fix` it writes corrected copies instead and lists the corrections; exit codes are then 0 and 2.
//!
//! Exit codes: 0 nothing certain at or above `--fail-on`, 1 something is, 2 an input could not be read or the command
//! itself is wrong. Results go to standard output or `--output`, everything else to standard error.

mod fix;
pub(crate) mod input;
pub(crate) mod output;
mod pattern;
pub(crate) mod progress;
mod text;

use crate::standard::shelf;
use crate::terminal::{self, Color};
use anyhow::{Context as _, bail};
pub use fix::FixOptions;
use input::Input;
use shared::answer::Held;
use shared::engine;
use shared::finding::Certainty;
use shared::locale::Lang;
use shared::report;
use shared::result::CheckResult;
use shared::rule::Context;
use shared::standard::{Severity, parse_day};
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Options of `qingcha check`.
#[derive(Debug, clap::Args)]
pub struct CheckOptions {
    /// 要检查的文件：xlsx、xls、et、csv、json或zip；文件名可以含`*`和`?`；`-`表示标准输入。
    /// Files to check: xlsx, xls, et, csv, json or zip; `*` and `?` may stand in names; `-` is standard input.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// 标准输入的文件名，显示在结果中，也用来识别格式。
    /// Name of the file on standard input, which is shown in the result and helps to recognise the format.
    #[arg(long, value_name = "NAME", default_value = "stdin")]
    pub stdin_name: String,

    /// 标准的版本，或标准的TOML：文件夹、单个文件的完整标准，或叠加在内置最新标准上的一层。不写则用检查日期当天施行的最新版本。
    /// Version of the standard, or its TOML: a folder, a whole standard in a file, or a layer over the newest built-in one.
    /// When left out, the newest version that is in force on the day of the check.
    #[arg(long, value_name = "VERSION|FILE")]
    pub standard: Option<String>,

    /// 已发布的标准所在的文件夹，一个版本一个子文件夹，与内置的标准一并可用。
    /// Folder of published standards, one folder per version, beside the built-in ones.
    #[arg(long, value_name = "DIR", env = "QINGCHA_STANDARDS")]
    pub standards: Option<PathBuf>,

    /// 法律库（由`qingcha standard laws build`编成），叠加在内置的法律库上。
    /// Laws made by `qingcha standard laws build`, laid over the built-in index.
    #[arg(long, value_name = "FILE", env = "QINGCHA_LAWS")]
    pub laws: Option<PathBuf>,

    /// 要并入标准的专项核查，可以写几次。
    /// Special inspection to add to the standard; may be given several times.
    #[arg(long, value_name = "ID", long_help = shelf::campaign_help())]
    pub campaign: Vec<String>,

    /// 用来比对的参考清单，可以写几次。种类由文件的标题、名称或列名识别；识别不出的，写在文件名前面（`qingcha template 种类`生成空表）。
    /// List to compare with; may be given several times. The kind is told from title, name or columns of the file;
    /// where it is not, write it in front: catalogue, licence, intermediary, reform, cross-province, powers, abolished
    /// or proof (`qingcha template KIND` writes an empty one).
    #[arg(long, value_name = "[KIND=]FILE")]
    pub reference: Vec<String>,

    /// 结果的形式。
    /// Form of the result.
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,

    /// 结果写到哪个文件；不写则输出到标准输出。
    /// Where to write the result; standard output when left out.
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,

    /// Corrected copies.
    #[command(flatten)]
    pub fixing: FixOptions,

    /// 有这一严重程度及以上的确定问题时，退出码为1。
    /// Exit with 1 when a certain problem of this severity or a graver one is found.
    #[arg(long, value_enum, default_value = "S3", ignore_case = true)]
    pub fail_on: FailOn,

    /// 结果的语言。
    /// Language of the result.
    #[arg(long, value_enum, default_value = "zh-CN", ignore_case = true)]
    pub lang: Language,

    /// 检查日期，决定哪些规定有效；不写则为中国的今天。
    /// Day of the check, which decides what is in force; today in China when left out.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<String>,

    /// 文字结果是否带颜色。
    /// Colours in text.
    #[arg(long, value_enum, default_value = "auto")]
    pub color: Color,

    /// 文字结果只列单位和合计，不逐条列出问题。
    /// Text: units and totals only, without the single problems.
    #[arg(short, long)]
    pub quiet: bool,

    /// 不显示进度条。
    /// No progress bar.
    #[arg(long)]
    pub no_progress: bool,
}

/// Form of the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// 在终端上阅读的文字。
    /// For reading on a terminal.
    Text,
    /// 供其他程序使用的JSON。
    /// The contract `qingcha/check-result/1`.
    Json,
    /// 问题清单工作簿。
    /// Problem list as a workbook.
    Xlsx,
    /// 检查报告，文字处理文档。
    /// Report as a document for a word processor.
    Docx,
    /// 检查报告，供浏览器打开和打印的网页。
    /// Report as one page for a browser and for printing.
    Html,
}

/// Least severity that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum FailOn {
    /// 只看否决问题。
    /// Vetoes only.
    #[value(name = "S0")]
    S0,
    /// 严重问题和否决问题。
    /// Serious ones and vetoes.
    #[value(name = "S1")]
    S1,
    /// 一般及以上的问题。
    /// Ordinary ones and graver.
    #[value(name = "S2")]
    S2,
    /// 任何确定问题。
    /// Any certain problem.
    #[value(name = "S3")]
    S3,
}

impl FailOn {
    fn severity(self) -> Severity {
        match self {
            Self::S0 => Severity::Veto,
            Self::S1 => Severity::Serious,
            Self::S2 => Severity::Ordinary,
            Self::S3 => Severity::Slight,
        }
    }
}

/// Language of the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Language {
    /// 中文。
    /// Chinese.
    #[value(name = "zh-CN")]
    Chinese,
    /// 英文。
    /// English.
    #[value(name = "en")]
    English,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Chinese => Self::ZhCn,
            Language::English => Self::En,
        }
    }
}

/// Runs `qingcha check`.
pub fn check(options: &CheckOptions) -> anyhow::Result<ExitCode> {
    refuse_what_is_not_there(options)?;
    let date = day(options.date.as_deref())?;
    let lang = Lang::from(options.lang);
    let folder = options.standards.as_deref();
    let chosen = shelf::choose(options.standard.as_deref(), folder, Some(date))?;
    for warning in &chosen.warnings {
        terminal::say(format_args!("qingcha: {warning}"));
    }
    let mut standard = chosen.with(&options.campaign)?;
    if let Some(path) = &options.laws {
        let (_, laws) = crate::laws::read(path)?;
        standard = crate::laws::laid_over(&standard, &laws)?;
    }
    let inputs = input::expand(&options.files, lang)?;
    let references = input::expand_references(&options.reference, lang)?;
    if let Some(output) = &options.output {
        let lists = inputs.iter().chain(references.iter().map(|(_, input)| input));
        let standard = options.standard.as_deref().map(Path::new);
        let others = [standard, folder, options.laws.as_deref()];
        output::refuse_input(
            output,
            lists.filter_map(Input::path).chain(others.into_iter().flatten()),
        )?;
    }
    if options.fixing.fix {
        fix::refuse(&inputs, options)?;
    }
    let mut bar = progress::Bar::new(!options.no_progress, lang);
    let references = input::read_references(&references, lang, &mut bar)?;
    let keep = options.fixing.fix;
    let input::Read {
        list,
        refused,
        contents,
    } = input::read(&inputs, &options.stdin_name, keep, lang, &mut bar);
    if list.is_empty() {
        return Ok(ExitCode::from(UNREADABLE));
    }
    bar.stage(progress::CHECKING);
    let context = Context::with(date, references);
    if options.fixing.fix {
        let list = fix::run(&contents, options, &standard, &context, lang, &mut bar)?;
        output::write(options.output.as_deref(), list.as_bytes())?;
        return Ok(ExitCode::from(if refused.is_empty() {
            CLEAN
        } else {
            UNREADABLE
        }));
    }
    let mut result = engine::check(list, standard, context, &mut |progress| bar.show(progress))?;
    bar.clear();
    result.refused = refused;
    let code = if !result.refused.is_empty() {
        UNREADABLE
    } else if is_found(&result, options.fail_on.severity()) {
        FOUND
    } else {
        CLEAN
    };
    let bytes = render(result, options, lang)?;
    output::write(options.output.as_deref(), &bytes)?;
    Ok(ExitCode::from(code))
}

const CLEAN: u8 = 0;
const FOUND: u8 = 1;
const UNREADABLE: u8 = 2;

/// Options of the contract that this version cannot serve are refused, never passed over.
fn refuse_what_is_not_there(options: &CheckOptions) -> anyhow::Result<()> {
    let to_stdout = options
        .output
        .as_deref()
        .is_none_or(|path| path.as_os_str() == "-");
    let to_terminal = to_stdout && std::io::stdout().is_terminal();
    if options.fixing.fix && !matches!(options.format, Format::Text | Format::Json) {
        bail!(
            "修正清单只有文字和JSON两种形式，请用 --format text 或 json (fixes are listed as text or json)"
        );
    }
    let name = match options.format {
        Format::Xlsx => "xlsx",
        Format::Docx => "docx",
        Format::Text | Format::Json | Format::Html => return Ok(()),
    };
    if to_terminal {
        bail!("{name}不能显示在终端上，请用 -o 指定文件 (give a file with -o for {name})");
    }
    Ok(())
}

/// The result in the form asked for.
fn render(result: CheckResult, options: &CheckOptions, lang: Lang) -> anyhow::Result<Vec<u8>> {
    let report = |result| report::check_report::document(&Held::new(result, false), lang);
    Ok(match options.format {
        Format::Json => {
            let mut json = result.to_json(lang).into_bytes();
            json.push(b'\n');
            json
        }
        Format::Xlsx => report::xlsx::problem_list(&result, lang)?,
        Format::Docx => report::docx::write(&report(result))?,
        Format::Html => report::html::write(&report(result)).into_bytes(),
        Format::Text => {
            let style = text::Style {
                lang,
                colors: options.color.wanted(options.output.is_some()),
                columns: terminal::columns(),
                quiet: options.quiet,
            };
            text::render(&result, &style).into_bytes()
        }
    })
}

/// Whether a certain problem of `least` or graver was found.
fn is_found(result: &CheckResult, least: Severity) -> bool {
    result.findings.iter().any(|stored| {
        let clause = &result.standard.clauses()[usize::from(stored.clause)];
        // `Severity` counts from veto down to slight.
        stored.finding.certainty == Certainty::Fail && clause.severity <= least
    })
}

/// The day of a check: the one given, else today.
pub(crate) fn day(given: Option<&str>) -> anyhow::Result<time::Date> {
    match given {
        Some(text) => {
            parse_day(text).with_context(|| format!("日期“{text}”应写作2026-01-01的形式 (not a date)"))
        }
        None => Ok(today_in_china()),
    }
}

/// The lists are China's, and so is their day, wherever the machine thinks it is.
fn today_in_china() -> time::Date {
    time::OffsetDateTime::now_utc()
        .to_offset(time::macros::offset!(+8))
        .date()
}
