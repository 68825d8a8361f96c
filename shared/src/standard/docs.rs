//! 指标解读: one page per clause with its basis, scope, method and examples, and an index by dimension.
//!
//! Pages are made of a few plain kinds of blocks, so that any form of document can be written from them.

use super::{Clause, Dimension, Per, Scope, Standard};
use crate::case::{Case, CaseFile};
use crate::dictionary::Dictionary;
use crate::locale::Lang;
use crate::report::points_text;
use crate::rules;
use std::collections::BTreeMap;

mod markup;

pub use markup::{html, markdown};

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

/// All pages of a standard; `cases` are the case files by rule.
pub fn pages(standard: &Standard, cases: &BTreeMap<String, CaseFile>) -> Vec<Page> {
    let clauses = standard.clauses().iter();
    let pages = clauses.map(|clause| {
        let file = clause.rule.as_ref().and_then(|rule| cases.get(rule));
        page(standard, clause, file)
    });
    std::iter::once(index(standard)).chain(pages).collect()
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

fn index(standard: &Standard) -> Page {
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
                    vec![
                        grade.name.zh.clone(),
                        grade.name.en.clone(),
                        match grade.from {
                            0 => "其余".to_owned(),
                            from => format!("{}分以上", points_text(from)),
                        },
                    ]
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
            "{}条，最多扣{}分。",
            clauses.len(),
            points_text(standard.cap(*dimension))
        )));
        let row = |clause: &&Clause| {
            let severity = clause.severity.name().zh.to_owned();
            vec![
                clause.code.clone(),
                clause.title.zh.clone(),
                severity,
                amount(clause),
                by(clause).to_owned(),
            ]
        };
        blocks.push(Block::Index(
            texts(&["条款", "问题", "严重度", "扣分", "检查方式"]),
            clauses.iter().map(row).collect(),
        ));
    }
    Page {
        name: "README".to_owned(),
        blocks,
    }
}

/// Who checks a clause.
fn by(clause: &Clause) -> &'static str {
    if clause.rule.is_some() {
        "机器检查"
    } else {
        "人工核查"
    }
}

/// Points with what multiplies and bounds them.
fn amount(clause: &Clause) -> String {
    let points = points_text(clause.points);
    match (clause.per, clause.cap) {
        (Per::Item, _) => format!("{points}分"),
        (Per::Occurrence, None) => format!("每处{points}分"),
        (Per::Occurrence, Some(cap)) => format!("每处{points}分，最多{}分", points_text(cap)),
    }
}

fn page(standard: &Standard, clause: &Clause, cases: Option<&CaseFile>) -> Page {
    let mut blocks = vec![
        Block::Heading(1, format!("{} {}", clause.code, clause.title.zh)),
        Block::Paragraph(clause.title.en.clone()),
        facts(clause),
    ];
    blocks.push(Block::Heading(2, "依据".to_owned()));
    let basis = clause.basis.iter().map(|basis| {
        format!(
            "{}（可信度{}：{}）",
            basis.text,
            basis.confidence.id(),
            basis.confidence.name().zh
        )
    });
    blocks.push(Block::List(basis.collect()));
    if let Some(rule) = clause.rule.as_deref().and_then(rules::find) {
        blocks.push(Block::Heading(2, "怎样判断".to_owned()));
        blocks.push(Block::Paragraph(rule.meta.what.zh.to_owned()));
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
    if let Some(file) = cases {
        let (bad, good) = examples(file, &clause.code);
        for (title, case) in [("有问题的例子", bad), ("合格的例子", good)] {
            if let Some(case) = case {
                example(title, case, &mut blocks);
            }
        }
    }
    english(clause, &mut blocks);
    Page {
        name: clause.code.clone(),
        blocks,
    }
}

fn facts(clause: &Clause) -> Block {
    let mut rows = vec![
        vec!["维度".to_owned(), clause.dimension.name().zh.to_owned()],
        vec![
            "严重度".to_owned(),
            format!("{} {}", clause.severity.id(), clause.severity.name().zh),
        ],
    ];
    let proposed = if clause.proposed {
        "（建议值，由主管局定）"
    } else {
        ""
    };
    rows.push(vec!["扣分".to_owned(), format!("{}{proposed}", amount(clause))]);
    rows.push(vec!["检查方式".to_owned(), by(clause).to_owned()]);
    rows.push(vec!["适用范围".to_owned(), scope(&clause.scope)]);
    if let Some(rule) = &clause.rule {
        rows.push(vec!["规则标识".to_owned(), rule.clone()]);
    }
    Block::Table(texts(&["项目", "内容"]), rows)
}

fn scope(scope: &Scope) -> String {
    let names = |codes: &[String], dictionary: Dictionary| {
        let name = |code: &String| {
            let entry = dictionary.entries().iter().find(|entry| entry.code == code);
            entry.map_or_else(|| code.clone(), |entry| entry.name.zh.to_owned())
        };
        codes.iter().map(name).collect::<Vec<_>>().join("、")
    };
    let mut parts = Vec::new();
    if !scope.types.is_empty() {
        parts.push(format!("事项类型为{}", names(&scope.types, Dictionary::TaskType)));
    }
    if !scope.except_types.is_empty() {
        parts.push(format!(
            "{}除外",
            names(&scope.except_types, Dictionary::TaskType)
        ));
    }
    if !scope.levels.is_empty() {
        parts.push(format!(
            "行使层级为{}",
            names(&scope.levels, Dictionary::UseLevel)
        ));
    }
    if let Some(from) = &scope.from {
        parts.push(format!("{from}起"));
    }
    if let Some(until) = &scope.until {
        parts.push(format!("至{until}止"));
    }
    if parts.is_empty() {
        "全部事项".to_owned()
    } else {
        parts.join("；")
    }
}

fn parameters(standard: &Standard, clause: &Clause, blocks: &mut Vec<Block>) {
    let parameters = standard.parameters(clause, Lang::ZhCn);
    if !parameters.is_empty() {
        blocks.push(Block::Heading(2, "判断时用的词和参数".to_owned()));
        let rows = parameters
            .into_iter()
            .map(|(name, text)| vec![name, text])
            .collect();
        blocks.push(Block::Table(texts(&["参数", "取值"]), rows));
    }
}

/// The first case with a certain problem (or a suspected one), and the first in order, of this clause.
fn examples<'c>(file: &'c CaseFile, code: &str) -> (Option<&'c Case>, Option<&'c Case>) {
    let cases = || file.cases.iter().filter(|case| case.clause == code);
    let with = |outcome: &str| cases().find(|case| case.expected.iter().any(|expected| expected == outcome));
    let clean = cases().find(|case| case.expected.iter().all(|expected| expected == "合格"));
    (with("不合格").or_else(|| with("疑似")), clean)
}

fn example(title: &str, case: &Case, blocks: &mut Vec<Block>) {
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

fn english(clause: &Clause, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading(2, "In English".to_owned()));
    let mut lines = vec![format!("Problem: {}", clause.title.en)];
    if let Some(rule) = clause.rule.as_deref().and_then(rules::find) {
        lines.push(format!("What is checked: {}", rule.meta.what.en));
        lines.push(format!("Why: {}", rule.meta.why.en));
    }
    if let Some(manual) = &clause.manual {
        lines.push(format!("Why a person judges: {}", manual.reason.en));
        lines.push(format!("Evidence: {}", manual.evidence.en));
    }
    lines.push(format!("Advice: {}", clause.advice.en));
    blocks.push(Block::List(lines));
}
