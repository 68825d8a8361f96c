//! `qingcha standard lint`: everything wrong with the files of a standard, as `file:line:column: sentence`.

use super::{Format, json, print, shelf};
use crate::terminal::{clean, say};
use shared::standard::lint::{Level, Problem, lint};
use std::path::PathBuf;
use std::process::ExitCode;

/// Options of `qingcha standard lint`.
#[derive(Debug, clap::Args)]
pub(super) struct LintOptions {
    /// 标准文件：合起来是一个标准，或是叠加在内置最新标准上的各层；也可以是版本文件夹。
    /// Files that together are one standard or layers over the newest built-in one, or folders of versions.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// 结果的形式。
    /// Form of the result.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,

    /// 有警告时退出码也为1。
    /// Warnings too lead to exit code 1.
    #[arg(long)]
    strict: bool,
}

/// Runs the command. The sentences are Chinese: they are for those who write the standard.
pub(super) fn run(options: &LintOptions) -> anyhow::Result<ExitCode> {
    let groups = shelf::groups(&options.files)?;
    let mut problems: Vec<Problem> = Vec::new();
    let mut passed = Vec::new();
    for group in &groups {
        let linted = lint(&group.found.files, group.version.as_deref());
        problems.extend_from_slice(&group.found.unused);
        problems.extend(linted.problems);
        passed.extend(linted.standard.filter(|_| !group.found.is_incomplete()));
    }
    let (errors, warnings) =
        problems
            .iter()
            .fold((0, 0), |(errors, warnings), problem| match problem.level {
                Level::Error => (errors + 1, warnings),
                Level::Warning => (errors, warnings + 1),
            });
    match options.format {
        Format::Json => print(&json(&problems)?)?,
        Format::Text => {
            let lines: Vec<_> = problems.iter().map(|problem| format!("{problem}\n")).collect();
            print(&clean(&lines.concat()))?;
            for standard in &passed {
                let document = &standard.document;
                say(format_args!(
                    "{} {}：{}个条款，{}；{} ({} clauses)",
                    document.id,
                    document.version,
                    document.clause.len(),
                    if warnings == 0 {
                        "没有问题"
                    } else {
                        "可以使用"
                    },
                    standard.digest,
                    document.clause.len(),
                ));
            }
            if errors + warnings > 0 {
                say(format_args!(
                    "{errors}个错误，{warnings}个提醒 ({errors} errors, {warnings} warnings)"
                ));
            }
        }
    }
    let bad = errors > 0 || options.strict && warnings > 0;
    Ok(ExitCode::from(u8::from(bad)))
}
