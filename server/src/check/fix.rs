//! `qingcha check --fix`: corrected copies of the files, and the list of what was and was not changed.

mod record;

use super::input::{Content, Input};
use super::output;
use super::progress::Bar;
use super::{CheckOptions, Format};
use crate::terminal::clean;
use anyhow::bail;
use record::Record;
use serde::Serialize;
use shared::fix::{Change, File, Kind, Repair, State, repair};
use shared::import::{Flow, Limits};
use shared::locale::{Label, Lang};
use shared::rule::Context;
use shared::standard::{Points, Standard};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Name and version of the JSON document.
const SCHEMA: &str = "qingcha/fixes/1";

/// Options of `qingcha check --fix`.
#[derive(Debug, clap::Args)]
pub struct FixOptions {
    /// 另写修正后的副本（`名称.fixed.xlsx`，限xlsx、csv和json），并列出每一处修正，不再列出问题。只改毫无疑义的写法：电话符号、全角半角、空格、字典写法、缺少的书名号、由其他编码可以推定的编码各段。原文件不动。
    /// Write corrected copies (`NAME.fixed.xlsx`) of xlsx, csv and json files, and list every correction in place of the
    /// problems. Only what is beyond doubt is corrected: telephone signs, widths, spaces, spellings of dictionary values,
    /// missing 《》, code parts proven by the other codes. The inputs stay as they are.
    #[arg(long)]
    pub fix: bool,

    /// 与--fix同用：只列出修正，不写副本。
    /// With --fix: only list the corrections, write no copy.
    #[arg(long, requires = "fix")]
    pub dry_run: bool,

    /// 与--fix同用：副本写到哪个文件夹；不写则写在原文件旁边。
    /// With --fix: folder for the copies; beside each input when left out.
    #[arg(long, value_name = "DIR", requires = "fix")]
    pub fix_output: Option<PathBuf>,

    /// 与--fix同用：替换上一次写的副本；只替换写后没有改动过的（以旁边`qingcha-fixed.sha256`中的摘要为准），其他同名文件一律不覆盖。
    /// With --fix: replace copies of an earlier run. Only those that are still as they were written: the digests in
    /// `qingcha-fixed.sha256` beside them tell, and whatever else has the name is never written over.
    #[arg(long, requires = "fix")]
    pub force: bool,
}

/// Refuses, before anything is read or written, what cannot have a copy beside it, and an output in a copy's place.
pub(super) fn refuse(inputs: &[Input], options: &CheckOptions) -> anyhow::Result<()> {
    for input in inputs {
        let file = input.path().filter(|path| {
            let there = std::fs::metadata(path);
            // What is not there is told when it is opened.
            there.map_or(true, |there| there.is_file() || there.is_dir())
        });
        let Some(file) = file else {
            if options.fixing.dry_run {
                continue;
            }
            bail!(
                "“{}”不是文件，修正结果无处可写，请写文件名，或加 --dry-run 只列出 (no file: name one or use --dry-run)",
                input.name()
            );
        };
        if let Some(output) = &options.output {
            let copy = target(file, options);
            let written = [copy.with_file_name(record::NAME), copy];
            if written
                .iter()
                .any(|path| output::place(path) == output::place(output))
            {
                bail!(
                    "输出文件“{}”与修正副本或其记录同名，请换一个名称 (the name of a corrected copy or of the record)",
                    output.display()
                );
            }
        }
    }
    Ok(())
}

/// Runs the command on files that could be opened; gives the list as text or JSON.
pub(super) fn run(
    contents: &[Content],
    options: &CheckOptions,
    standard: &Arc<Standard>,
    context: &Context,
    lang: Lang,
    bar: &mut Bar,
) -> anyhow::Result<String> {
    let limits = Limits::default();
    let files: Vec<File<'_>> = contents
        .iter()
        .map(|Content { name, bytes, .. }| File { name, bytes })
        .collect();
    let done = repair(&files, standard, context, &limits, &mut |progress| {
        bar.show(progress);
        Flow::Continue
    })?;
    bar.clear();
    let originals: Vec<Option<&Path>> = contents.iter().map(|content| content.input.path()).collect();
    let mut copies: Vec<Option<PathBuf>> = vec![None; contents.len()];
    if !options.fixing.dry_run {
        for ((copy, original), bytes) in copies.iter_mut().zip(&originals).zip(&done.copies) {
            if let (Some(original), Some(_)) = (original, bytes) {
                *copy = Some(target(original, options));
            }
        }
    }
    refuse_what_exists(&copies, &originals, options)?;
    for ((path, original), bytes) in copies.iter().zip(&originals).zip(&done.copies) {
        if let (Some(path), Some(original), Some(bytes)) = (path, original, bytes) {
            output::write_copy(path, bytes, original)?;
            Record::beside(path)?.remember(path, bytes)?;
        }
    }
    if options.format == Format::Json {
        let mut json = serde_json::to_string(&Document::of(&done, &files, &copies, options, lang))?;
        json.push('\n');
        Ok(json)
    } else {
        Ok(text(&done, &files, &copies, options, lang))
    }
}

/// `清单.xlsx` → `清单.fixed.xlsx`, beside it or in the folder asked for.
fn target(path: &Path, options: &CheckOptions) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_os_string();
    name.push(".fixed");
    if let Some(extension) = path.extension() {
        name.push(".");
        name.push(extension);
    }
    match &options.fixing.fix_output {
        Some(folder) => folder.join(name),
        None => path.with_file_name(name),
    }
}

/// Nothing that exists is written over, but for a former copy as it was written, with `--force`; inputs never are.
fn refuse_what_exists(
    copies: &[Option<PathBuf>],
    originals: &[Option<&Path>],
    options: &CheckOptions,
) -> anyhow::Result<()> {
    if let Some(folder) = options
        .fixing
        .fix_output
        .as_ref()
        .filter(|folder| !folder.is_dir())
    {
        bail!("“{}”不是文件夹，请先建立再指定 (not a folder)", folder.display());
    }
    let mut seen: Vec<&Path> = Vec::new();
    for path in copies.iter().flatten() {
        output::refuse_input(path, originals.iter().copied().flatten())?;
        if seen.contains(&path.as_path()) {
            bail!(
                "两个文件的修正结果同名“{}”，请分别处理 (two copies of one name)",
                path.display()
            );
        }
        seen.push(path);
        let own = Record::beside(path)?.knows(path);
        // Whatever is there, a link that leads nowhere too.
        if path.symlink_metadata().is_err() {
            continue;
        }
        if !own {
            bail!(
                "“{}”已存在，不是上次写出的修正副本，或写出后改动过，不覆盖，请改名或移走 (exists and is no copy written by --fix, or was changed since: not replaced)",
                path.display()
            );
        }
        if !options.fixing.force {
            bail!(
                "“{}”已存在，加 --force 才覆盖 (exists: add --force to replace it)",
                path.display()
            );
        }
    }
    Ok(())
}

/// The sum of the items' points: never less after than before.
fn points(result: &shared::result::CheckResult) -> Points {
    result.items.iter().map(|item| item.score.points).sum()
}

/// A line for people.
fn line(change: &Change, options: &CheckOptions, lang: Lang) -> String {
    let fix = &change.fix;
    let (state, why) = match change.state {
        State::Kept(obstacle) => (change.state.name(), obstacle.reason()),
        State::Applied if options.fixing.dry_run => (WOULD, fix.why),
        State::Applied | State::Suggested => (change.state.name(), fix.why),
    };
    let one_line = |text: &str| text.replace('\n', "⏎");
    format!(
        "{}  {}  {}  {}  {} → {}  ({})",
        state.get(lang),
        change.place.get(lang),
        change.clause,
        fix.element.name(lang),
        one_line(&fix.from),
        one_line(&fix.to),
        why.get(lang),
    )
}

/// What a dry run says instead of “applied”.
const WOULD: Label = Label::new("可修正", "would be applied");

fn text(
    done: &Repair,
    files: &[File<'_>],
    copies: &[Option<PathBuf>],
    options: &CheckOptions,
    lang: Lang,
) -> String {
    let mut out = String::new();
    for change in &done.changes {
        // Writing into a string cannot fail.
        let _ = writeln!(out, "{}", line(change, options, lang));
    }
    let count =
        |wanted: &dyn Fn(State) -> bool| done.changes.iter().filter(|change| wanted(change.state)).count();
    let applied = count(&|state| state == State::Applied);
    let suggested = count(&|state| state == State::Suggested);
    let kept = count(&|state| matches!(state, State::Kept(_)));
    let verb = if options.fixing.dry_run {
        WOULD
    } else {
        State::Applied.name()
    };
    let _ = match lang {
        Lang::ZhCn => writeln!(
            out,
            "{} {applied} 处，建议 {suggested} 处，未修正 {kept} 处",
            verb.zh
        ),
        Lang::En => writeln!(
            out,
            "{applied} {}, {suggested} suggested, {kept} not applied",
            verb.en
        ),
    };
    for (file, copy) in files.iter().zip(copies) {
        if let Some(copy) = copy {
            let _ = writeln!(out, "{} → {}", file.name, copy.display());
        }
    }
    clean(&out)
}

/// The document `qingcha/fixes/1`.
#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    dry_run: bool,
    points_before: Points,
    points_after: Points,
    files: Vec<FileLine<'a>>,
    fixes: Vec<FixLine<'a>>,
}

#[derive(Serialize)]
struct FileLine<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    copy: Option<String>,
}

#[derive(Serialize)]
struct FixLine<'a> {
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<&'a str>,
    row: u32,
    column: &'a str,
    item: &'a str,
    clause: &'a str,
    element: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<u16>,
    kind: Kind,
    from: &'a str,
    to: &'a str,
    why: &'static str,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
}

impl<'a> Document<'a> {
    fn of(
        done: &'a Repair,
        files: &[File<'a>],
        copies: &[Option<PathBuf>],
        options: &CheckOptions,
        lang: Lang,
    ) -> Self {
        let copy = |path: &PathBuf| path.display().to_string();
        Self {
            schema: SCHEMA,
            dry_run: options.fixing.dry_run,
            points_before: points(&done.before),
            points_after: points(done.after.as_ref().unwrap_or(&done.before)),
            files: files
                .iter()
                .zip(copies)
                .map(|(file, path)| FileLine {
                    name: file.name,
                    copy: path.as_ref().map(copy),
                })
                .collect(),
            fixes: done
                .changes
                .iter()
                .map(|change| FixLine::of(change, lang))
                .collect(),
        }
    }
}

impl<'a> FixLine<'a> {
    fn of(change: &'a Change, lang: Lang) -> Self {
        let (state, reason) = match change.state {
            State::Applied => ("applied", None),
            State::Suggested => ("suggested", None),
            State::Kept(obstacle) => ("not-applied", Some(obstacle.reason().get(lang))),
        };
        Self {
            file: &change.source,
            sheet: change.sheet.as_deref(),
            row: change.row.saturating_add(1),
            column: &change.column,
            item: &change.key,
            clause: &change.clause,
            element: change.fix.element.id(),
            entry: change.fix.entry,
            kind: change.fix.kind,
            from: &change.fix.from,
            to: &change.fix.to,
            why: change.fix.why.get(lang),
            state,
            reason,
        }
    }
}
