//! `qingcha standard diff`: everything two standards differ in, clause by clause and field by field.

use super::shelf::{self, Chosen};
use super::{Common, DIFFERENT, Format, SAME, json, print};
use crate::terminal::{BOLD, Color, DIM, GREEN, RED, Screen};
use shared::locale::{Label, Lang};
use shared::standard::Document;
use shared::standard::diff::{Change, Diff, FieldChange, Kind, Subject};
use std::process::ExitCode;

/// Options of `qingcha standard diff`.
#[derive(Debug, clap::Args)]
pub(super) struct DiffOptions {
    /// 较早的标准。
    /// The earlier standard.
    #[arg(value_name = "VERSION|FILE")]
    before: String,

    /// 较晚的标准。
    /// The later standard.
    #[arg(value_name = "VERSION|FILE")]
    after: String,

    /// 输出的形式。
    /// Form of the output.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,

    /// 文字结果是否带颜色。
    /// Colours in text.
    #[arg(long, value_enum, default_value = "auto")]
    color: Color,

    /// 比较时两个标准都并入这一专项核查，可以写几次；不写则各专项核查单独比较。
    /// Compare the standards with this special inspection merged into both; may be given several times. Without it the
    /// special inspections are compared each by itself.
    #[arg(long, value_name = "ID")]
    campaign: Vec<String>,

    #[command(flatten)]
    common: Common,
}

/// Runs the command; the exit code is 1 where the standards differ.
pub(super) fn run(options: &DiffOptions) -> anyhow::Result<ExitCode> {
    let folder = options.common.standards.as_deref();
    let before = shelf::choose(Some(&options.before), folder, None)?;
    let after = shelf::choose(Some(&options.after), folder, None)?;
    let standards = [before.with(&options.campaign)?, after.with(&options.campaign)?];
    let [old, new] = &standards;
    let diff = if options.campaign.is_empty() {
        Diff::with_campaigns((old, &before.layers), (new, &after.layers)).map_err(shelf::sentences)?
    } else {
        Diff::of(old, new)
    };
    match options.format {
        Format::Json => print(&json(&diff)?)?,
        Format::Text => {
            let mut screen = Screen::new(options.color.wanted(false));
            let lang = Lang::from(options.common.lang);
            let documents = standards.map(|standard| standard.document.clone());
            render(&mut screen, &diff, [&before, &after], documents, lang)?;
            print(&screen.out)?;
        }
    }
    Ok(ExitCode::from(if diff.is_empty() { SAME } else { DIFFERENT }))
}

fn render(
    screen: &mut Screen,
    diff: &Diff,
    chosen: [&Chosen; 2],
    mut documents: [Document; 2],
    lang: Lang,
) -> anyhow::Result<()> {
    let (old, new) = (&diff.before, &diff.after);
    screen.line(
        0,
        BOLD,
        &format!("{} {} → {} {}", old.id, old.version, new.id, new.version),
    );
    screen.line(0, DIM, &format!("{} → {}", old.digest, new.digest));
    if diff.is_empty() {
        let same = Label::new(
            "两个标准完全相同，专项核查也相同",
            "The standards and their special inspections are the same",
        );
        screen.line(0, "", same.get(lang));
        return Ok(());
    }
    let mut counts = [0; 3];
    changes(screen, &diff.changes, &documents, &mut counts, lang);
    for campaign in &diff.campaigns {
        let id = std::slice::from_ref(&campaign.id);
        for (document, chosen) in documents.iter_mut().zip(chosen) {
            let has = chosen.layers.iter().any(|layer| layer.id == campaign.id);
            let ids = if has { id } else { &[] };
            *document = chosen.with(ids)?.document.clone();
        }
        screen.gap();
        let (sign, color) = mark(campaign.kind);
        let subject = Label::new("专项核查", "Special inspection").get(lang);
        let name = campaign.name.get(lang);
        screen.line(0, color, &format!("{sign} {subject} {name}（{}）", campaign.id));
        changes(screen, &campaign.changes, &documents, &mut counts, lang);
    }
    screen.gap();
    let [added, removed, changed] = counts;
    let total = match lang {
        Lang::ZhCn => format!("新增{added}项，删除{removed}项，修改{changed}项"),
        Lang::En => format!("{added} added, {removed} removed, {changed} changed"),
    };
    screen.line(0, BOLD, &total);
    Ok(())
}

const fn mark(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Added => ("+", GREEN),
        Kind::Removed => ("-", RED),
        Kind::Changed => ("~", BOLD),
    }
}

fn changes(
    screen: &mut Screen,
    changes: &[Change],
    documents: &[Document; 2],
    counts: &mut [usize; 3],
    lang: Lang,
) {
    for change in changes {
        screen.gap();
        counts[change.kind as usize] += 1;
        let (sign, color) = mark(change.kind);
        let subject = match change.subject {
            Subject::Standard => Label::new("标准", "Standard"),
            Subject::Dimension => Label::new("维度", "Dimension"),
            Subject::Grade => Label::new("等级", "Grade"),
            Subject::Campaign => Label::new("专项核查", "Special inspection"),
            Subject::Clause => Label::new("条款", "Clause"),
            Subject::Words => Label::new("词表", "Word list"),
        };
        let title = change.title(documents.each_ref(), lang);
        let head = format!("{sign} {} {title}", subject.get(lang));
        screen.line(0, color, head.trim_end());
        if !change.clauses.is_empty() {
            let codes = change.clauses.join(Label::new("、", ", ").get(lang));
            let used = Label::new("用到这张词表的条款：", "Clauses that use it: ").get(lang);
            screen.line(4, "", &format!("{used}{codes}"));
        }
        for field in &change.fields {
            self::field(screen, field, lang);
        }
    }
}

fn field(screen: &mut Screen, field: &FieldChange, lang: Lang) {
    let colon = Label::new("：", ": ").get(lang);
    let name = field.label(lang);
    if let Some((gone, come)) = field.entries(lang) {
        if gone.is_empty() && come.is_empty() {
            let order = Label::new("次序不同", "another order").get(lang);
            screen.line(4, "", &format!("{name}{colon}{order}"));
            return;
        }
        screen.line(4, "", &name);
        for (sign, color, entries) in [("-", RED, gone), ("+", GREEN, come)] {
            if !entries.is_empty() {
                screen.line(6, color, &format!("{sign} {}", entries.join("、")));
            }
        }
        return;
    }
    let text = match (field.shown(false, lang), field.shown(true, lang)) {
        (Some(before), Some(after)) => format!("{name}{colon}{before} → {after}"),
        (Some(value), None) => format!("- {name}{colon}{value}"),
        (None, value) => format!("+ {name}{colon}{}", value.unwrap_or_default()),
    };
    screen.line(4, "", &text);
}
