//! `qingcha standard show`: a standard as a table by dimension, clauses in full, or the merged document.

use super::shelf::{self, Chosen};
use super::{Common, Format, print};
use crate::terminal::{BOLD, Color, DIM, Screen};
use anyhow::bail;
use shared::locale::{Label, Lang};
use shared::report::points_text;
use shared::rules;
use shared::standard::{BUILTIN_VERSIONS, Campaign, Clause, Dimension, Per, Standard, parameter_title};
use shared::text::width::width;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

/// Options of `qingcha standard show`.
#[derive(Debug, clap::Args)]
pub(super) struct ShowOptions {
    /// 标准的版本或路径，后面可以写条款代码；只写代码则用最新的标准。
    /// A version or the path of a standard, then codes of clauses; the newest standard when only codes are given.
    #[arg(value_name = "VERSION|FILE|CODE")]
    what: Vec<String>,

    /// 要并入标准的专项核查，可以写几次；只在专项核查中的条款不写也能找到。
    /// Special inspection to add to the standard; may be given several times. Clauses that only special inspections have
    /// are found without it.
    #[arg(long, value_name = "ID")]
    campaign: Vec<String>,

    /// 输出的形式；JSON是合并后的标准，即计算摘要的原文。
    /// Form of the output; JSON is the merged document, byte for byte what the digest is taken of.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,

    /// 文字结果是否带颜色。
    /// Colours in text.
    #[arg(long, value_enum, default_value = "auto")]
    color: Color,

    #[command(flatten)]
    common: Common,
}

/// Runs the command.
pub(super) fn run(options: &ShowOptions) -> anyhow::Result<ExitCode> {
    let folder = options.common.standards.as_deref();
    let is_standard = |text: &String| {
        BUILTIN_VERSIONS.contains(&text.as_str())
            || folder.is_some_and(|folder| folder.join(text).is_dir())
            || Path::new(text).exists()
    };
    let (named, codes) = match options.what.split_first() {
        Some((first, codes)) if is_standard(first) => (Some(first.as_str()), codes),
        _ => (None, options.what.as_slice()),
    };
    let chosen = shelf::choose(named, folder, None)?;
    let standard = chosen.with(&options.campaign)?;
    let lang = Lang::from(options.common.lang);
    let mut found = Vec::new();
    let mut unknown = Vec::new();
    for code in codes {
        match find(&chosen, &standard, code)? {
            Some(clause) => found.push(clause),
            None => unknown.push(code.as_str()),
        }
    }
    let mut screen = Screen::new(options.color.wanted(false));
    match (options.format, codes.is_empty()) {
        (Format::Json, true) => {
            let bytes = standard.document.to_json()?;
            return crate::check::output::write(None, &bytes).map(|()| ExitCode::SUCCESS);
        }
        (Format::Json, false) => {
            let clauses: Vec<_> = found.iter().map(Found::clause).collect();
            print(&super::json(&clauses)?)?;
        }
        (Format::Text, true) => table(&mut screen, &standard, lang),
        (Format::Text, false) => {
            for found in &found {
                full(&mut screen, found, lang);
                screen.gap();
            }
        }
    }
    print(&screen.out)?;
    if !unknown.is_empty() {
        bail!(
            "标准{}及其专项核查中没有条款“{}”，也没有这样的版本或文件 (no such clause, version or file)",
            standard.document.version,
            unknown.join("”“")
        );
    }
    Ok(ExitCode::SUCCESS)
}

/// A clause, the standard it stands in, and the special inspection that alone has it.
struct Found {
    standard: Arc<Standard>,
    place: usize,
    campaign: Option<Campaign>,
}

impl Found {
    fn clause(&self) -> &Clause {
        &self.standard.clauses()[self.place]
    }
}

/// The clause of a code, in the standard or else in the first of its special inspections that has it.
fn find(chosen: &Chosen, standard: &Arc<Standard>, code: &str) -> anyhow::Result<Option<Found>> {
    let place = |standard: &Standard| {
        let mut clauses = standard.clauses().iter();
        clauses.position(|clause| clause.code.eq_ignore_ascii_case(code))
    };
    if let Some(place) = place(standard) {
        return Ok(Some(Found {
            standard: Arc::clone(standard),
            place,
            campaign: None,
        }));
    }
    for layer in &chosen.layers {
        let merged = chosen.with(std::slice::from_ref(&layer.id))?;
        if let Some(place) = place(&merged) {
            return Ok(Some(Found {
                standard: merged,
                place,
                campaign: layer.campaign(),
            }));
        }
    }
    Ok(None)
}

fn table(screen: &mut Screen, standard: &Standard, lang: Lang) {
    let document = &standard.document;
    screen.line(
        0,
        BOLD,
        &format!("{} {}", document.title.get(lang), document.version),
    );
    screen.line(
        0,
        DIM,
        &format!(
            "{} · {} · {}",
            document.layers.join(" + "),
            document.effective,
            standard.digest
        ),
    );
    let grades: Vec<_> = document
        .grade
        .iter()
        .map(|grade| format!("{} ≥ {}", grade.name.get(lang), points_text(grade.from)))
        .collect();
    screen.line(0, "", &grades.join("　"));
    for dimension in Dimension::ALL {
        let clauses: Vec<_> = standard
            .clauses()
            .iter()
            .filter(|clause| clause.dimension == *dimension)
            .collect();
        let cap = points_text(standard.cap(*dimension));
        screen.gap();
        let heading = match lang {
            Lang::ZhCn => format!("{}　{}条，最多扣{cap}分", dimension.name().zh, clauses.len()),
            Lang::En => format!(
                "{}: {} clauses, at most {cap} points",
                dimension.name().en,
                clauses.len()
            ),
        };
        screen.line(0, BOLD, &heading);
        for clause in clauses {
            row(screen, clause, lang);
        }
    }
}

/// One clause in one line where it fits: code, severity, points, who checks, wording.
fn row(screen: &mut Screen, clause: &Clause, lang: Lang) {
    let by = match (&clause.rule, lang) {
        (Some(_), Lang::ZhCn) => "机器",
        (Some(_), Lang::En) => "rule",
        (None, Lang::ZhCn) => "人工",
        (None, Lang::En) => "person",
    };
    let head = [
        padded(&clause.code, 5),
        padded(clause.severity.name().get(lang), 9),
        padded(&amount(clause), 14),
        padded(by, 7),
    ]
    .concat();
    let text = format!("{head}{}", clause.title.get(lang));
    screen.line(2, "", &text);
}

/// Points with what multiplies and bounds them: `3.00×n≤15.00`.
fn amount(clause: &Clause) -> String {
    let each = match clause.per {
        Per::Item => "",
        Per::Occurrence => "×n",
    };
    let cap = clause
        .cap
        .map_or_else(String::new, |cap| format!("≤{}", points_text(cap)));
    format!("{}{each}{cap}", points_text(clause.points))
}

fn padded(text: &str, columns: usize) -> String {
    let spaces = columns.saturating_sub(width(text)).max(1);
    format!("{text}{}", " ".repeat(spaces))
}

fn full(screen: &mut Screen, found: &Found, lang: Lang) {
    let (clause, standard) = (found.clause(), &found.standard);
    screen.line(0, BOLD, &format!("{} {}", clause.code, clause.title.get(lang)));
    let mut say = |name: Label, text: &str| {
        let colon = Label::new("：", ": ").get(lang);
        screen.line(2, "", &format!("{}{colon}{text}", name.get(lang)));
    };
    if let Some(campaign) = &found.campaign {
        let name = format!("{}（{}）", campaign.name.get(lang), campaign.id);
        say(Label::new("专项核查", "Special inspection"), &name);
    }
    say(Label::new("维度", "Dimension"), clause.dimension.name().get(lang));
    say(
        Label::new("严重度", "Severity"),
        &format!("{} {}", clause.severity.id(), clause.severity.name().get(lang)),
    );
    let proposed = match (clause.proposed, lang) {
        (false, _) => "",
        (true, Lang::ZhCn) => "（本项目建议值）",
        (true, Lang::En) => " (proposed)",
    };
    say(
        Label::new("扣分", "Points"),
        &format!("{}{proposed}", amount(clause)),
    );
    for basis in &clause.basis {
        let confidence = format!("{} {}", basis.confidence.id(), basis.confidence.name().get(lang));
        say(
            Label::new("依据", "Basis"),
            &format!("{} [{confidence}]", basis.text),
        );
    }
    say(Label::new("改进建议", "Advice"), clause.advice.get(lang));
    for (name, codes) in [
        (Label::new("事项类型", "Item types"), &clause.scope.types),
        (
            Label::new("除外的事项类型", "Item types left out"),
            &clause.scope.except_types,
        ),
        (Label::new("行使层级", "Levels"), &clause.scope.levels),
    ] {
        if !codes.is_empty() {
            say(name, &codes.join("、"));
        }
    }
    for (name, day) in [
        (Label::new("起", "From"), &clause.scope.from),
        (Label::new("止", "Until"), &clause.scope.until),
    ] {
        if let Some(day) = day {
            say(name, day);
        }
    }
    if let Some(rule) = clause.rule.as_deref().and_then(rules::find) {
        say(Label::new("规则", "Rule"), rule.meta.id);
        say(Label::new("判断方法", "What is checked"), rule.what().get(lang));
        say(Label::new("理由", "Why"), rule.meta.why.get(lang));
    }
    for (name, text) in standard.parameters(clause, lang) {
        let text = match lang {
            Lang::ZhCn => format!("{}（{name}）＝{text}", parameter_title(clause, &name)),
            Lang::En => format!("{name} = {text}"),
        };
        say(Label::new("参数", "Parameter"), &text);
    }
    if let Some(manual) = &clause.manual {
        say(
            Label::new("人工核查的原因", "Why a person judges"),
            manual.reason.get(lang),
        );
        say(Label::new("需要的证据", "Evidence"), manual.evidence.get(lang));
    }
}
