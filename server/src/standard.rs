//! `qingcha standard`: for the people who write and publish the standard. Each command is one file.
//!
//! Exit codes: 0 in order (or no difference), 1 problems (or differences), 2 the command could not do its work.

mod cases;
mod diff;
mod docs;
mod impact;
mod lint;
pub mod publish;
pub mod shelf;
mod show;
mod test;

use crate::check::Language;
use std::path::PathBuf;
use std::process::ExitCode;

/// Options of `qingcha standard`.
#[derive(Debug, clap::Args)]
pub struct StandardOptions {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// 检查标准文件的写法。Explains what is wrong in the files of a standard.
    Lint(lint::LintOptions),
    /// 显示标准或其中的条款。Shows a standard, or clauses of it in full.
    Show(show::ShowOptions),
    /// 比较两个标准。Names everything two standards differ in.
    Diff(diff::DiffOptions),
    /// 试算新标准对清单的影响。Checks lists under two standards and shows who gains or loses what.
    Impact(impact::ImpactOptions),
    /// 用案例检验标准。Runs the examples of the rules under a standard.
    Test(test::TestOptions),
    /// 生成指标解读。Writes the pages that explain the clauses.
    Docs(docs::DocsOptions),
    /// 编制法律库。Makes an index of laws.
    #[command(subcommand)]
    Laws(crate::laws::Command),
    /// 输出标准文件的JSON Schema，供编辑器使用。Prints the schema of the files, for editors.
    Schema,
}

/// Form of what a command prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// 在终端上阅读的文字。
    /// For reading on a terminal.
    Text,
    /// 供其他程序使用。
    /// For other programs.
    Json,
}

/// Where standards are found, and how they are shown.
#[derive(Debug, clap::Args)]
struct Common {
    /// 已发布的标准所在的文件夹，一个版本一个子文件夹，与内置的标准一并可用。
    /// Folder of published standards, one folder per version, beside the built-in ones.
    #[arg(long, value_name = "DIR", env = "QINGCHA_STANDARDS")]
    standards: Option<PathBuf>,

    /// 输出的语言。
    /// Language of the output.
    #[arg(long, value_enum, default_value = "zh-CN", ignore_case = true)]
    lang: Language,
}

const SAME: u8 = 0;
const DIFFERENT: u8 = 1;

/// Runs `qingcha standard`.
pub fn run(options: &StandardOptions) -> anyhow::Result<ExitCode> {
    match &options.command {
        Command::Lint(options) => lint::run(options),
        Command::Show(options) => show::run(options),
        Command::Diff(options) => diff::run(options),
        Command::Impact(options) => impact::run(options),
        Command::Test(options) => test::run(options),
        Command::Docs(options) => docs::run(options),
        Command::Laws(command) => crate::laws::run(command),
        Command::Schema => {
            print(&shared::standard::schema::schema())?;
            Ok(ExitCode::from(SAME))
        }
    }
}

/// Writes to standard output, where a reader may have had enough.
fn print(text: &str) -> anyhow::Result<()> {
    crate::check::output::write(None, text.as_bytes())
}

/// A value as JSON for other programs, ended by a line break.
fn json(value: &impl serde::Serialize) -> anyhow::Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}
