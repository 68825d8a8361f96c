//! The problem list as a workbook: overview, problems, suspects, what was not checked, ledger, notices.

mod book;
mod campaigns;
#[cfg(feature = "authoring")]
mod impact;
mod pieces;
mod references;
mod sheets;

use crate::answer::{Judged, unchecked_detail};
use crate::element::Element;
use crate::finding::Certainty;
use crate::item::Fields;
use crate::locale::{Label, Lang};
use crate::report::{place_of, place_text, points_text};
use crate::result::{CheckResult, ENGINE_VERSION, FindingView};
use crate::rule::OutcomeKind;
use crate::score::FULL;
use crate::standard::{Dimension, Severity};
use pieces::ItemRows;
use rust_xlsxwriter::XlsxError;
use sheets::{Column, Sheets, column};

pub use book::{Workbook, safe_text};
#[cfg(feature = "authoring")]
pub use impact::impact;
pub use pieces::ProblemList;
pub use sheets::{Cell, Sink};

/// The problem list as a workbook. Fails only where the workbook library does, beyond any size a check may have.
pub fn problem_list(result: &CheckResult, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::default();
    let mut list = ProblemList::new(lang);
    while list.write(result, &mut workbook, usize::MAX).is_some() {}
    workbook.finish()
}

fn overview(sheets: &mut Sheets<'_>, result: &CheckResult, lang: Lang) {
    const COLUMNS: &[Column] = &[
        column("项目", "What", 30),
        column("内容", "Value", 60),
        column("说明", "Note", 60),
    ];
    sheets.begin(Label::new("概况", "Overview"), COLUMNS);
    let (summary, judged) = (result.summary(), Judged::of(result));
    let standard = &result.standard.document;
    let mut row = |name: Label, value: Cell<'_>, note: &str| {
        sheets.row(&[Cell::Text(name.get(lang)), value, Cell::Text(note)]);
    };
    row(
        Label::new("标准", "Standard"),
        Cell::Text(standard.title.get(lang)),
        &format!("{} {}", standard.id, standard.version),
    );
    row(
        Label::new("标准摘要", "Digest of the standard"),
        Cell::Text(&result.standard.digest),
        "SHA-256",
    );
    let engine = Label::new("检查程序版本", "Engine");
    row(engine, Cell::Text(ENGINE_VERSION), "");
    row(
        Label::new("检查日期", "Date"),
        Cell::Text(&result.context.date.to_string()),
        "",
    );
    for source in &result.list.sources {
        let file = Label::new("文件", "File");
        row(file, Cell::Text(&source.name), &source.digest);
    }
    let not_read = Label::new("未能读取的文件", "File not read");
    for sentence in &result.refused {
        row(not_read, Cell::Text(sentence.get(lang)), "");
    }
    for (name, count) in [
        (Label::new("事项数", "Items"), summary.items),
        (
            Label::new("有问题的事项数", "Items with problems"),
            summary.problem_items,
        ),
        (Label::new("被否决的事项数", "Items vetoed"), summary.vetoed),
        (Label::new("问题数", "Problems"), summary.fails),
        (Label::new("疑似问题数", "Suspects"), summary.suspects),
    ] {
        row(name, Cell::Count(count), "");
    }
    let mean = Label::new(
        "各事项得分的平均，疑似问题不扣分",
        "mean over items; suspects take no points",
    );
    row(
        Label::new("平均得分", "Mean score"),
        Cell::Points(summary.score),
        mean.get(lang),
    );
    for (grade, (_, count)) in standard.grade.iter().zip(&summary.by_grade) {
        row(
            Label::new("等级", "Grade"),
            Cell::Count(*count),
            grade.name.get(lang),
        );
    }
    for (dimension, count) in &summary.by_dimension {
        let mut note = problem_note(count.fails, count.suspects, lang);
        if !judged.touched(&result.standard, *dimension) {
            Label::new("没有检查", "not checked")
                .get(lang)
                .clone_into(&mut note);
        }
        let deducted = points_text(i32::try_from(count.deducted).unwrap_or(i32::MAX));
        let text = Label::new("各事项合计扣分", "deducted from all items");
        row(
            dimension.name(),
            Cell::Text(&note),
            &format!("{}{deducted}", text.get(lang)),
        );
    }
    for (unit, line) in result.units.all().iter().zip(&summary.by_unit) {
        let note = problem_note(line.fails, line.suspects, lang);
        let items = Label::new("个事项", " items").get(lang);
        row(
            Label::new("单位平均得分", "Mean score of unit"),
            Cell::Points(line.score),
            &format!("{} · {}{items} · {note}", unit.title(lang), line.items),
        );
    }
}

fn problem_note(fails: u64, suspects: u64, lang: Lang) -> String {
    match lang {
        Lang::ZhCn => format!("问题{fails}个，疑似{suspects}个"),
        Lang::En => format!("{fails} problems, {suspects} suspects"),
    }
}

/// Columns of the ledger of problems, after domain/inspection.md §6.3.
const PROBLEM_COLUMNS: &[Column] = &[
    column("序号", "No.", 7),
    column("层级", "Level", 10),
    column("地区", "Division", 10),
    column("单位", "Unit", 24),
    column("事项名称", "Item", 32),
    column("实施编码", "Code", 36),
    column("版本", "Version", 7),
    column("要素", "Element", 20),
    column("条款", "Clause", 7),
    column("问题类型", "Kind of problem", 26),
    column("问题描述", "Problem", 48),
    column("现值", "Value", 32),
    column("改进建议", "Advice", 48),
    column("依据", "Basis", 40),
    column("维度", "Dimension", 10),
    column("严重度", "Severity", 8),
    column("改正可得分", "Points to gain", 10),
    column("位置", "Place", 36),
];

fn problems(rows: &mut ItemRows<'_, '_>, item: usize, certainty: Certainty) {
    let result = rows.result;
    for view in result.findings_of(item) {
        if view.stored.finding.certainty == certainty {
            *rows.written += 1;
            problem(rows.sheets, &view, *rows.written, rows.lang);
        }
    }
}

fn problem(sheets: &mut Sheets<'_>, view: &FindingView<'_>, number: u64, lang: Lang) {
    let result = view.result;
    let item = result.list.view(view.item);
    let (clause, finding) = (view.clause(), &view.stored.finding);
    let level = item.code(Element::UseLevel).map_or_else(
        || item.text(Element::UseLevel).to_owned(),
        |code| crate::dictionary::Dictionary::UseLevel.label(code, lang),
    );
    let basis: Vec<_> = clause.basis.iter().map(|basis| basis.text.as_str()).collect();
    sheets.row(&[
        Cell::Count(number),
        Cell::Text(&level),
        Cell::Text(item.text(Element::AreaCode)),
        Cell::Text(&result.units.title(view.item, lang)),
        Cell::Text(item.text(Element::TaskName)),
        Cell::Text(item.key()),
        Cell::Text(item.text(Element::TaskVersion)),
        Cell::Text(&element_text(finding.element, finding.entry, lang)),
        Cell::Text(&clause.code),
        Cell::Text(clause.title.get(lang)),
        Cell::Text(&view.message(lang)),
        Cell::Text(view.value().unwrap_or_default()),
        Cell::Text(clause.advice.get(lang)),
        Cell::Text(&basis.join("\n")),
        Cell::Text(clause.dimension.name().get(lang)),
        Cell::Text(clause.severity.name().get(lang)),
        Cell::Points(view.points()),
        Cell::Text(&place_of(view, lang)),
    ]);
}

/// The element as people call it: `申请材料第2条：材料名称`.
pub fn element_text(element: Element, entry: Option<u16>, lang: Lang) -> String {
    let name = element.name(lang);
    let Some(entry) = entry else {
        return name.to_owned();
    };
    let (part, number) = (element.part().name().get(lang), u32::from(entry) + 1);
    match lang {
        Lang::ZhCn => format!("{part}第{number}条：{name}"),
        Lang::En => format!("{part} {number}: {name}"),
    }
}

/// Clauses that were not checked, with the reason and the number of items.
fn not_checked(sheets: &mut Sheets<'_>, result: &CheckResult, lang: Lang) {
    const COLUMNS: &[Column] = &[
        column("条款", "Clause", 8),
        column("问题类型", "Kind of problem", 36),
        column("未检查的原因", "Why not checked", 36),
        column("事项数", "Items", 9),
        column(
            "需人工核查的理由或缺少的要素",
            "Why a person must judge, or what is lacking",
            48,
        ),
        column("需要的证据", "Evidence wanted", 48),
    ];
    sheets.begin(Label::new("未检查", "Not checked"), COLUMNS);
    for line in NotChecked::of(result) {
        let clause = &result.standard.clauses()[line.clause];
        let manual = clause
            .manual
            .as_ref()
            .filter(|_| line.kind == OutcomeKind::Manual);
        sheets.row(&[
            Cell::Text(&clause.code),
            Cell::Text(clause.title.get(lang)),
            Cell::Text(line.kind.name().get(lang)),
            Cell::Count(line.items),
            Cell::Text(&unchecked_detail(result, line.clause, line.kind, lang)),
            Cell::Text(manual.map_or("", |manual| manual.evidence.get(lang))),
        ]);
    }
}

/// A clause that was not checked for some items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotChecked {
    /// Index of the clause.
    pub clause: usize,
    /// Why.
    pub kind: OutcomeKind,
    /// Number of items.
    pub items: u64,
}

impl NotChecked {
    /// All of a result, in the standard's order of clauses, then by reason.
    pub fn of(result: &CheckResult) -> Vec<Self> {
        let kinds = OutcomeKind::ALL.len();
        let mut counts = vec![0_u64; result.standard.clauses().len() * kinds];
        for item in 0..result.items.len() {
            for (clause, kind) in result.outcomes_of(item).iter().enumerate() {
                counts[clause * kinds + *kind as usize] += 1;
            }
        }
        let checked = |kind| {
            matches!(
                kind,
                OutcomeKind::Pass | OutcomeKind::Fail | OutcomeKind::Suspect | OutcomeKind::NotApplicable
            )
        };
        let lines = counts.into_iter().enumerate().filter(|(_, items)| *items > 0);
        lines
            .map(|(index, items)| Self {
                clause: index / kinds,
                kind: OutcomeKind::ALL[index % kinds],
                items,
            })
            .filter(|line| !checked(line.kind))
            .collect()
    }
}

const LEDGER_COLUMNS: &[Column] = &[
    column("单位", "Unit", 24),
    column("事项名称", "Item", 32),
    column("实施编码", "Code", 36),
    column("条款或维度", "Clause or dimension", 12),
    column("问题类型", "Kind of problem", 36),
    column("严重度", "Severity", 8),
    column("次数", "Occurrences", 8),
    column("应扣", "Gross", 9),
    column("实扣（封顶后）", "Deducted (after cap)", 12),
    column("得分", "Score", 9),
    column("等级", "Grade", 9),
];

/// Every line of an item that took points, so that its score can be added up by hand.
fn ledger(rows: &mut ItemRows<'_, '_>, index: usize) {
    let (result, lang) = (rows.result, rows.lang);
    let own = &result.items[index];
    let item = result.list.view(index);
    let unit = result.units.title(index, lang);
    let [unit, name] = [&unit, item.text(Element::TaskName)].map(Cell::Text);
    let grades = &result.standard.document.grade;
    let grade = grades
        .get(own.score.grade)
        .map_or("", |grade| grade.name.get(lang));
    for line in &own.score.ledger {
        let clause = &result.standard.clauses()[usize::from(line.clause)];
        rows.sheets.row(&[
            unit,
            name,
            Cell::Text(item.key()),
            Cell::Text(&clause.code),
            Cell::Text(clause.title.get(lang)),
            Cell::Text(clause.severity.name().get(lang)),
            Cell::Count(u64::from(line.occurrences)),
            Cell::Points(line.gross),
            Cell::Points(line.deducted),
            Cell::Empty,
            Cell::Empty,
        ]);
    }
    for (dimension, line) in Dimension::ALL
        .iter()
        .zip(&own.score.dimensions)
        .filter(|(_, line)| line.gross > 0)
    {
        let total = Label::new("维度小计", "dimension, total");
        rows.sheets.row(&[
            unit,
            name,
            Cell::Text(item.key()),
            Cell::Text(dimension.name().get(lang)),
            Cell::Text(total.get(lang)),
            Cell::Empty,
            Cell::Empty,
            Cell::Points(line.gross),
            Cell::Points(line.deducted),
            Cell::Empty,
            Cell::Empty,
        ]);
    }
    let veto = own.score.veto.then(|| Severity::Veto.name().get(lang));
    let total = Label::new("事项得分", "score of the item");
    rows.sheets.row(&[
        unit,
        name,
        Cell::Text(item.key()),
        Cell::Empty,
        Cell::Text(total.get(lang)),
        Cell::Text(veto.unwrap_or_default()),
        Cell::Empty,
        Cell::Empty,
        Cell::Points(FULL - own.score.points),
        Cell::Points(own.score.points),
        Cell::Text(grade),
    ]);
}

fn notices(sheets: &mut Sheets<'_>, result: &CheckResult, lang: Lang) {
    const COLUMNS: &[Column] = &[
        column("文件", "File", 32),
        column("程度", "Degree", 10),
        column("位置", "Place", 36),
        column("提示", "Notice", 90),
    ];
    sheets.begin(Label::new("读取提示", "Notices"), COLUMNS);
    for notice in &result.list.notices {
        let source = result.list.sources.get(usize::from(notice.source));
        let place = notice
            .place
            .map(|place| place_text(result, place, lang))
            .unwrap_or_default();
        sheets.row(&[
            Cell::Text(source.map_or("", |source| &source.name)),
            Cell::Text(notice.code.severity().name().get(lang)),
            Cell::Text(&place),
            Cell::Text(&notice.message(lang)),
        ]);
    }
}
