//! 指标解读: one page per clause with its basis, scope, method and examples, and an index by dimension and by special
//! inspection.
//!
//! Pages are made of a few plain kinds of blocks, so that any form of document can be written from them. The document
//! 《抽查标准和评分细则》 ([`rubric()`]) tells the same clauses in tables; how a clause reads is the same in both (`wording`).

use super::{Clause, Dimension, Standard, parameter_title};
use crate::case::{Case, CaseFile};
use crate::locale::Lang;
use crate::reference::Kind;
use crate::report::points_text;
use crate::rule::Runner;
use crate::rules;
use judgement::Judgement;
use std::collections::BTreeMap;
use wording::{Method, PROPOSED, amount, basis, grade_line, scope};

mod inspections;
mod judgement;
mod markup;
mod rubric;
mod wording;

pub use inspections::Publication;
pub use markup::{html, markdown};
pub use rubric::{NAME, rubric};

/// The case files by rule.
pub type Cases = BTreeMap<String, CaseFile>;

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading; 1 is the page's title.
    Heading(u8, String),
    /// Running text.
    Paragraph(String),
    /// Lines with dots.
    List(Vec<String>),
    /// A header and rows of as many cells.
    Table(Vec<String>, Vec<Vec<String>>),
    /// A table whose first cells are links to pages, by the pages' names.
    Index(Vec<String>, Vec<Vec<String>>),
}

/// One page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Name without extension: the clause's code, or `README` for the index.
    pub name: String,
    /// Its content.
    pub blocks: Vec<Block>,
}

/// All pages of a standard and its special inspections. A clause has one page: as the plain standard has it, with what
/// inspections change of it; where only inspections have it, as the first of them does.
pub fn pages(publication: &Publication<'_>, cases: &Cases) -> Vec<Page> {
    let clauses = publication.clauses().into_iter();
    let pages = clauses.map(|(standard, clause)| page(publication, standard, clause, cases));
    std::iter::once(index(publication, cases)).chain(pages).collect()
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

fn index(publication: &Publication<'_>, cases: &Cases) -> Page {
    let standard = publication.plain;
    let document = &standard.document;
    let mut blocks = vec![
        Block::Heading(
            1,
            format!("{}（{}）指标解读", document.title.zh, document.version),
        ),
        Block::Paragraph(format!(
            "Reading the indicators: {} {}",
            document.title.en, document.version
        )),
        Block::Paragraph(format!(
            "{}起施行。每个事项满分100分，按条款扣分；各条款、各维度扣分有上限；有一项否决问题的事项为不合格。疑似问题经人工确认后才扣分。",
            document.effective
        )),
        Block::Table(
            texts(&["等级", "Grade", "得分"]),
            document
                .grade
                .iter()
                .map(|grade| {
                    let line = format!("{}{}", grade_line(grade), remark(grade.proposed));
                    vec![grade.name.zh.clone(), grade.name.en.clone(), line]
                })
                .collect(),
        ),
    ];
    for dimension in Dimension::ALL {
        let clauses: Vec<_> = standard
            .clauses()
            .iter()
            .filter(|clause| clause.dimension == *dimension)
            .collect();
        if clauses.is_empty() {
            continue;
        }
        let name = dimension.name();
        blocks.push(Block::Heading(2, format!("{} {}", name.zh, name.en)));
        blocks.push(Block::Paragraph(format!(
            "{}条，最多扣{}分{}。",
            clauses.len(),
            points_text(standard.cap(*dimension)),
            remark(
                document
                    .dimension
                    .get(dimension)
                    .is_some_and(|line| line.proposed)
            )
        )));
        let row = |clause: &&Clause| {
            let severity = clause.severity.name().zh.to_owned();
            vec![
                clause.code.clone(),
                clause.title.zh.clone(),
                severity,
                amount(clause),
                Method::of(clause, cases).name().to_owned(),
            ]
        };
        blocks.push(Block::Index(
            texts(&["条款", "问题", "严重度", "扣分", "检查方式"]),
            clauses.iter().map(row).collect(),
        ));
    }
    blocks.extend(publication.index(cases));
    Page {
        name: "README".to_owned(),
        blocks,
    }
}

fn page(publication: &Publication<'_>, standard: &Standard, clause: &Clause, cases: &Cases) -> Page {
    let place = publication.place(&clause.code);
    let (chinese_place, english_place) = place.map_or((None, None), |[zh, en]| (Some(zh), Some(en)));
    let mut blocks = vec![
        Block::Heading(1, format!("{} {}", clause.code, clause.title.zh)),
        Block::Paragraph(clause.title.en.clone()),
        facts(clause, Method::of(clause, cases), chinese_place),
    ];
    blocks.extend(publication.differences(clause));
    blocks.push(Block::Heading(2, "依据".to_owned()));
    blocks.push(Block::List(clause.basis.iter().map(basis).collect()));
    if let Some(rule) = clause.rule.as_deref().and_then(rules::find) {
        blocks.push(Block::Heading(2, "怎样判断".to_owned()));
        // The words stand in the table below.
        let judgement = Judgement::of(standard, clause, &|_| None);
        blocks.extend(judgement.map(|judgement| Block::Paragraph(judgement.text)));
        blocks.push(Block::Heading(2, "为什么".to_owned()));
        blocks.push(Block::Paragraph(rule.meta.why.zh.to_owned()));
    }
    parameters(standard, clause, &mut blocks);
    if let Some(manual) = &clause.manual {
        blocks.push(Block::Heading(2, "人工核查".to_owned()));
        blocks.push(Block::Paragraph(manual.reason.zh.clone()));
        blocks.push(Block::Paragraph(format!("需要的证据：{}", manual.evidence.zh)));
    }
    blocks.push(Block::Heading(2, "怎样改正".to_owned()));
    blocks.push(Block::Paragraph(clause.advice.zh.clone()));
    if let Some(file) = clause.rule.as_ref().and_then(|rule| cases.get(rule)) {
        let (bad, good) = examples(file, &clause.code);
        let lists = lists(standard, clause);
        for (title, case) in [("有问题的例子", bad), ("合格的例子", good)] {
            if let Some(case) = case {
                example(title, case, &lists, &mut blocks);
            }
        }
    }
    english(clause, english_place, &mut blocks);
    Page {
        name: clause.code.clone(),
        blocks,
    }
}

fn facts(clause: &Clause, method: Method, place: Option<String>) -> Block {
    let mut rows = vec![
        vec!["维度".to_owned(), clause.dimension.name().zh.to_owned()],
        vec![
            "严重度".to_owned(),
            format!("{} {}", clause.severity.id(), clause.severity.name().zh),
        ],
    ];
    let points = format!("{}{}", amount(clause), remark(clause.proposed));
    rows.push(vec!["扣分".to_owned(), points]);
    rows.push(vec!["检查方式".to_owned(), method.name().to_owned()]);
    rows.push(vec!["适用范围".to_owned(), scope(&clause.scope)]);
    rows.extend(place.map(|place| vec!["专项核查".to_owned(), place]));
    if let Some(rule) = &clause.rule {
        rows.push(vec!["规则标识".to_owned(), rule.clone()]);
    }
    Block::Table(texts(&["项目", "内容"]), rows)
}

/// What stands after a value that has to be confirmed.
fn remark(proposed: bool) -> String {
    if proposed {
        format!("（{PROPOSED}）")
    } else {
        String::new()
    }
}

fn parameters(standard: &Standard, clause: &Clause, blocks: &mut Vec<Block>) {
    let parameters = standard.parameters(clause, Lang::ZhCn);
    if !parameters.is_empty() {
        blocks.push(Block::Heading(2, "判断时用的词和参数".to_owned()));
        let rows = parameters
            .into_iter()
            .map(|(name, text)| vec![format!("{}（`{name}`）", parameter_title(clause, &name)), text])
            .collect();
        blocks.push(Block::Table(texts(&["参数", "取值"]), rows));
    }
}

/// The first case with a certain problem (or a suspected one) of this clause, and the first in order: with all its items
/// where there is one, else with some, and the others none of the clause's concern.
fn examples<'c>(file: &'c CaseFile, code: &str) -> (Option<&'c Case>, Option<&'c Case>) {
    let cases = || file.cases.iter().filter(|case| case.clause == code);
    let with = |outcome: &str| cases().find(|case| case.expected.iter().any(|expected| expected == outcome));
    let clean = |others: &[&str]| {
        cases().find(|case| {
            let passes = |expected: &String| expected == "合格";
            let may = |expected: &String| passes(expected) || others.contains(&expected.as_str());
            case.expected.iter().any(passes) && case.expected.iter().all(may)
        })
    };
    let clean = clean(&[]).or_else(|| clean(&["不适用"]));
    (with("不合格").or_else(|| with("疑似")), clean)
}

/// Kinds of reference list that the rule of a clause cannot judge without.
fn lists(standard: &Standard, clause: &Clause) -> Vec<Kind> {
    let mut clauses = standard.clauses().iter();
    let index = clauses.position(|known| known.code == clause.code);
    match index.and_then(|index| standard.runner(index)) {
        Some((_, Runner::Item(rule))) => rule.references(),
        _ => Vec::new(),
    }
}

/// A case with the reference lists of the kinds the clause looks at.
fn example(title: &str, case: &Case, lists: &[Kind], blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading(2, format!("{title}：{}", case.title)));
    let items = case.expected.len();
    let header = if items == 1 {
        texts(&["要素", "值"])
    } else {
        std::iter::once("要素".to_owned())
            .chain((1..=items).map(|number| format!("事项{number}")))
            .collect()
    };
    let row = |(path, cells): &(String, Vec<String>)| {
        // A row of the background with one value holds for every item.
        let cell = |number: usize| match cells
            .get(number)
            .or_else(|| cells.first().filter(|_| cells.len() == 1))
        {
            Some(text) if !text.is_empty() => text.clone(),
            _ => "（空）".to_owned(),
        };
        std::iter::once(path.clone())
            .chain((0..items).map(cell))
            .collect()
    };
    blocks.push(Block::Table(header, case.rows.iter().map(row).collect()));
    for list in case.references.iter().filter(|list| lists.contains(&list.kind)) {
        let Some((header, rows)) = list.rows.split_first() else {
            continue;
        };
        blocks.push(Block::Paragraph(format!(
            "参考清单（{}）：{}",
            list.kind.name().zh,
            list.title
        )));
        blocks.push(Block::Table(header.clone(), rows.to_vec()));
    }
    blocks.push(Block::Paragraph(format!("结论：{}", case.expected.join("、"))));
    if !case.findings.is_empty() {
        blocks.push(Block::List(
            case.findings
                .iter()
                .map(|finding| finding.replace("<br>", "\n"))
                .collect(),
        ));
    }
}

fn english(clause: &Clause, place: Option<String>, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading(2, "In English".to_owned()));
    let mut lines = vec![format!("Problem: {}", clause.title.en)];
    if let Some(rule) = clause.rule.as_deref().and_then(rules::find) {
        lines.push(format!("What is checked: {}", rule.what().en));
        lines.push(format!("Why: {}", rule.meta.why.en));
    }
    if let Some(manual) = &clause.manual {
        lines.push(format!("Why a person judges: {}", manual.reason.en));
        lines.push(format!("Evidence: {}", manual.evidence.en));
    }
    lines.push(format!("Advice: {}", clause.advice.en));
    lines.extend(place.map(|place| format!("Special inspections: {place}")));
    blocks.push(Block::List(lines));
}
