//! `qingcha standard impact`: checks lists under two standards and shows which units and items gain or lose how many
//! points, and through which clauses.

use super::{Common, json, shelf};
use crate::check::input::{self, Input};
use crate::check::progress::{self, Bar};
use crate::check::{day, output};
use crate::terminal::{BOLD, Color, DIM, GREEN, RED, Screen};
use anyhow::bail;
use shared::engine;
use shared::impact::{Group, Impact, ItemImpact, Scores};
use shared::locale::{Label, Lang};
use shared::report::points_text;
use shared::rule::Context;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Options of `qingcha standard impact`.
#[derive(Debug, clap::Args)]
pub(super) struct ImpactOptions {
    /// 较早的标准。
    /// The earlier standard.
    #[arg(value_name = "VERSION|FILE")]
    before: String,

    /// 较晚的标准。
    /// The later standard.
    #[arg(value_name = "VERSION|FILE")]
    after: String,

    /// 清单文件，写法同`qingcha check`。
    /// Lists, as for `qingcha check`.
    #[arg(required = true, value_name = "LIST")]
    files: Vec<PathBuf>,

    /// 结果的形式。
    /// Form of the result.
    #[arg(long, value_enum, default_value = "text")]
    format: Form,

    /// 结果写到哪个文件；不写则输出到标准输出。
    /// Where to write the result; standard output when left out.
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,

    /// 检查日期，决定哪些规定有效；不写则为中国的今天。
    /// Day of the check, which decides what is in force; today in China when left out.
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<String>,

    /// 文字结果是否带颜色。
    /// Colours in text.
    #[arg(long, value_enum, default_value = "auto")]
    color: Color,

    /// 要并入两个标准的专项核查，可以写几次。
    /// Special inspection to add to both standards; may be given several times.
    #[arg(long, value_name = "ID")]
    campaign: Vec<String>,

    /// 文字结果只列合计、单位和条款，不逐项列出事项。
    /// Text: totals, units and clauses only, without the single items.
    #[arg(short, long)]
    quiet: bool,

    #[command(flatten)]
    common: Common,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// 在终端上阅读的文字。
    /// For reading on a terminal.
    Text,
    /// 供其他程序使用的JSON。
    /// `qingcha/standard-impact/1`.
    Json,
    /// 工作簿。
    /// A workbook.
    Xlsx,
}

/// Runs the command: 0 when both standards score alike, 1 when they do not, 2 when an input could not be read.
pub(super) fn run(options: &ImpactOptions) -> anyhow::Result<ExitCode> {
    if options.format == Form::Xlsx && options.output.is_none() && std::io::stdout().is_terminal() {
        bail!("xlsx不能显示在终端上，请用 -o 指定文件 (give a file with -o for xlsx)");
    }
    let lang = Lang::from(options.common.lang);
    let context = Context::on(day(options.date.as_deref())?);
    let folder = options.common.standards.as_deref();
    let before = shelf::load_with(Some(&options.before), folder, &options.campaign)?;
    let after = shelf::load_with(Some(&options.after), folder, &options.campaign)?;
    let inputs = input::expand(&options.files, lang)?;
    if let Some(output) = &options.output {
        let standards = [&options.before, &options.after].map(Path::new);
        let lists = inputs.iter().filter_map(Input::path);
        output::refuse_input(output, lists.chain(standards).chain(folder))?;
    }
    let mut bar = Bar::new(true, lang);
    let input::Read { list, refused, .. } = input::read(&inputs, "stdin", false, lang, &mut bar);
    if list.is_empty() {
        return Ok(ExitCode::from(2));
    }
    bar.stage(progress::CHECKING);
    let (scores, list) = Scores::of(engine::check(list, before, context.clone(), &mut |progress| {
        bar.show(progress)
    })?);
    let result = engine::check(list, after, context, &mut |progress| bar.show(progress))?;
    bar.clear();
    let impact = Impact::of(&scores, &result);
    let bytes = match options.format {
        Form::Json => json(&impact)?.into_bytes(),
        Form::Xlsx => shared::report::xlsx::impact(&impact, lang)?,
        Form::Text => {
            let mut screen = Screen::new(options.color.wanted(options.output.is_some()));
            render(&mut screen, &impact, options.quiet, lang);
            screen.out.into_bytes()
        }
    };
    output::write(options.output.as_deref(), &bytes)?;
    Ok(ExitCode::from(
        match (refused.is_empty(), impact.items.is_empty()) {
            (false, _) => 2,
            (true, false) => 1,
            (true, true) => 0,
        },
    ))
}

/// A change with its sign.
fn signed(change: impl Into<i64>) -> String {
    let change = change.into();
    let plus = if change > 0 { "+" } else { "" };
    format!("{plus}{}", points_text(change))
}

fn color(change: impl Into<i64>) -> &'static str {
    match change.into() {
        0 => "",
        1.. => GREEN,
        _ => RED,
    }
}

fn render(screen: &mut Screen, impact: &Impact, quiet: bool, lang: Lang) {
    let (old, new) = (&impact.before, &impact.after);
    screen.line(
        0,
        BOLD,
        &format!("{} {} → {} {}", old.id, old.version, new.id, new.version),
    );
    screen.line(
        0,
        DIM,
        &format!("{} → {} · {}", old.digest, new.digest, impact.date),
    );
    group(
        screen,
        0,
        Label::new("合计", "Total").get(lang),
        &impact.total,
        lang,
    );
    screen.gap();
    screen.line(0, BOLD, Label::new("单位", "Units").get(lang));
    let differs = |unit: &&Group| !unit.is_same();
    for unit in impact.units.iter().filter(differs) {
        let name = if unit.unit.is_empty() {
            Label::new("（未写实施主体）", "(no authority given)").get(lang)
        } else {
            &unit.unit
        };
        group(screen, 2, name, unit, lang);
    }
    let same = impact.units.iter().filter(|unit| !differs(unit)).count();
    if same > 0 {
        let text = match lang {
            Lang::ZhCn => format!("{same}个单位的得分和等级不变"),
            Lang::En => format!("units with the same scores and grades: {same}"),
        };
        screen.line(2, DIM, &text);
    }
    if !impact.clauses.is_empty() {
        screen.gap();
        let title = Label::new("条款（计入维度上限之前）", "Clauses (before caps of dimensions)");
        screen.line(0, BOLD, title.get(lang));
    }
    for clause in &impact.clauses {
        let counts = counts(
            [
                (clause.gaining, Label::new("个事项增", "gaining")),
                (clause.losing, Label::new("个事项减", "losing")),
                (clause.vetoed, Label::new("个事项因此被否决", "vetoed")),
                (clause.released, Label::new("个事项不再被否决", "vetoed no more")),
            ],
            lang,
        );
        let text = format!(
            "{} {}　{}　{counts}",
            clause.clause,
            signed(clause.change),
            clause.title.get(lang)
        );
        screen.line(2, color(clause.change), &text);
    }
    if quiet || impact.items.is_empty() {
        return;
    }
    screen.gap();
    screen.line(0, BOLD, Label::new("事项", "Items").get(lang));
    for item in &impact.items {
        self::item(screen, item, lang);
    }
}

fn group(screen: &mut Screen, indent: usize, name: &str, group: &Group, lang: Lang) {
    let (before, after, change) = (
        points_text(group.before),
        points_text(group.after),
        signed(group.change),
    );
    let grades = counts(
        [
            (group.better, Label::new("个等级上升", "with a better grade")),
            (group.worse, Label::new("个等级下降", "with a worse grade")),
        ],
        lang,
    );
    let text = match lang {
        Lang::ZhCn => format!(
            "{name}　{}个事项，平均{before} → {after}，合计{change}分；{}个提高，{}个降低{}{grades}",
            group.items,
            group.gaining,
            group.losing,
            if grades.is_empty() { "" } else { "；" }
        ),
        Lang::En => format!(
            "{name}: items {}, mean {before} → {after}, points {change} in all; gaining {}, losing {}{}{grades}",
            group.items,
            group.gaining,
            group.losing,
            if grades.is_empty() { "" } else { ", " }
        ),
    };
    screen.line(indent, color(group.change), &text);
}

/// Those of some counts that are not nought, in words.
fn counts<const N: usize>(counts: [(u64, Label); N], lang: Lang) -> String {
    let some = counts.into_iter().filter(|(count, _)| *count > 0);
    let texts = some.map(|(count, what)| match lang {
        Lang::ZhCn => format!("{count}{}", what.get(lang)),
        Lang::En => format!("{} {count}", what.get(lang)),
    });
    let comma = Label::new("，", ", ").get(lang);
    texts.collect::<Vec<_>>().join(comma)
}

fn item(screen: &mut Screen, item: &ItemImpact, lang: Lang) {
    let grades = if item.grade_before == item.grade_after {
        String::new()
    } else {
        format!(
            "　{} → {}",
            item.grade_before.get(lang),
            item.grade_after.get(lang)
        )
    };
    let (before, after) = (points_text(item.before), points_text(item.after));
    let head = format!(
        "{}　{before} → {after}{grades}　{}",
        signed(item.change),
        item.name
    );
    screen.line(2, color(item.change), &head);
    if !item.key.is_empty() {
        screen.line(4, DIM, &item.key);
    }
    let reasons = item.reasons(lang).into_iter();
    let causes: Vec<_> = reasons
        .map(|(name, change)| {
            change.map_or_else(|| name.clone(), |change| format!("{name} {}", signed(change)))
        })
        .collect();
    screen.line(4, "", &causes.join("　"));
}
