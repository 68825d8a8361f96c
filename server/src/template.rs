//! `qingcha template`: writes an empty list of one kind, with the columns that are understood.

use crate::check::output;
use anyhow::bail;
use shared::locale::Label;
use shared::reference::{self, Kind};
use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::ExitCode;

/// Options of `qingcha template`.
#[derive(Debug, clap::Args)]
pub struct TemplateOptions {
    /// 哪一种清单：`items`是实施清单，其余是参考清单的种类。
    /// Which list: `items` for implementation lists, or the kind of a reference list.
    #[arg(value_parser = clap::builder::PossibleValuesParser::new(kinds()))]
    pub kind: String,

    /// 工作簿写到哪个文件；不写则输出到标准输出。
    /// Where to write the workbook; standard output when left out.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// The template of implementation lists.
const ITEMS: &str = "items";

fn kinds() -> Vec<clap::builder::PossibleValue> {
    let value = |id: &'static str, name: Label| {
        clap::builder::PossibleValue::new(id).help(format!("{} · {}", name.zh, name.en))
    };
    let name = Label::new(
        "政务服务事项实施清单",
        "implementation list of government services",
    );
    let items = std::iter::once(value(ITEMS, name));
    items
        .chain(Kind::ALL.iter().map(|kind| value(kind.id(), kind.name())))
        .collect()
}

/// Runs `qingcha template`.
pub fn template(options: &TemplateOptions) -> anyhow::Result<ExitCode> {
    if options.output.is_none() && std::io::stdout().is_terminal() {
        bail!("xlsx不能显示在终端上，请用 -o 指定文件 (give a file with -o for xlsx)");
    }
    let bytes = match Kind::find(&options.kind) {
        Some(kind) => reference::template(kind),
        None => shared::import::template::template(),
    };
    output::write(options.output.as_deref(), &bytes)?;
    Ok(ExitCode::SUCCESS)
}
