//! `qingcha standard diff`: everything two standards differ in, clause by clause and field by field.

use super::{Common, DIFFERENT, Format, SAME, json, print, shelf};
use crate::terminal::{BOLD, Color, DIM, GREEN, RED, Screen};
use shared::locale::{Label, Lang};
use shared::standard::Standard;
use shared::standard::diff::{Change, Diff, FieldChange, Kind, Subject};
use std::process::ExitCode;

/// Options of `qingcha standard diff`.
#[derive(Debug, clap::Args)]
pub(super) struct DiffOptions {
    /// The earlier standard.
    #[arg(value_name = "VERSION|FILE")]
    before: String,

    /// The later standard.
    #[arg(value_name = "VERSION|FILE")]
    after: String,

    /// Form of the output.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,

    /// Colours in text.
    #[arg(long, value_enum, default_value = "auto")]
    color: Color,

    #[command(flatten)]
    common: Common,
}

/// Runs the command; the exit code is 1 where the standards differ.
pub(super) fn run(options: &DiffOptions) -> anyhow::Result<ExitCode> {
    let folder = options.common.standards.as_deref();
    let before = shelf::load(Some(&options.before), folder)?;
    let after = shelf::load(Some(&options.after), folder)?;
    let diff = Diff::of(&before, &after);
    match options.format {
        Format::Json => print(&json(&diff)?)?,
        Format::Text => {
            let mut screen = Screen::new(options.color.wanted(false));
            let lang = Lang::from(options.common.lang);
            render(&mut screen, &diff, &before, &after, lang);
            print(&screen.out)?;
        }
    }
    Ok(ExitCode::from(if diff.changes.is_empty() {
        SAME
    } else {
        DIFFERENT
    }))
}

fn render(screen: &mut Screen, diff: &Diff, before: &Standard, after: &Standard, lang: Lang) {
    let (old, new) = (&diff.before, &diff.after);
    screen.line(
        0,
        BOLD,
        &format!("{} {} → {} {}", old.id, old.version, new.id, new.version),
    );
    screen.line(0, DIM, &format!("{} → {}", old.digest, new.digest));
    if diff.changes.is_empty() {
        screen.line(
            0,
            "",
            Label::new("两个标准完全相同", "The standards are the same").get(lang),
        );
        return;
    }
    for change in &diff.changes {
        screen.gap();
        let (sign, color) = match change.kind {
            Kind::Added => ("+", GREEN),
            Kind::Removed => ("-", RED),
            Kind::Changed => ("~", BOLD),
        };
        let subject = match change.subject {
            Subject::Standard => Label::new("标准", "Standard"),
            Subject::Dimension => Label::new("维度", "Dimension"),
            Subject::Grade => Label::new("等级", "Grade"),
            Subject::Campaign => Label::new("专项核查", "Special inspection"),
            Subject::Clause => Label::new("条款", "Clause"),
            Subject::Words => Label::new("词表", "Word list"),
        };
        let title = title(change, before, after, lang);
        screen.line(
            0,
            color,
            &format!("{sign} {} {} {title}", subject.get(lang), change.name),
        );
        for field in &change.fields {
            self::field(screen, field, lang);
        }
    }
    screen.gap();
    let count = |kind| diff.changes.iter().filter(|change| change.kind == kind).count();
    let (added, removed, changed) = (count(Kind::Added), count(Kind::Removed), count(Kind::Changed));
    let total = match lang {
        Lang::ZhCn => format!("新增{added}项，删除{removed}项，修改{changed}项"),
        Lang::En => format!("{added} added, {removed} removed, {changed} changed"),
    };
    screen.line(0, BOLD, &total);
}

fn title<'s>(change: &Change, before: &'s Standard, after: &'s Standard, lang: Lang) -> &'s str {
    if change.subject != Subject::Clause {
        return "";
    }
    let clauses = after.clauses().iter().chain(before.clauses());
    let mut found = clauses.filter(|clause| clause.code == change.name);
    found.next().map_or("", |clause| clause.title.get(lang))
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
