//! Appendices of 《抽查标准和评分细则》: values, sources, version.

use super::{Rubric, amount, day, grade_line, remark};
use crate::report::document::{Cell, Column, Row, Table};
use crate::report::points_text;
use crate::standard::{Clause, Confidence, Dimension};
use std::collections::BTreeMap;

const PARAMETERS: &[Column] = &[
    Column::head("参数", "Parameter", 44),
    Column::number("取值", "Value", 28),
    Column::text("涉及条款", "Clauses", 58),
    Column::mark("备注", "Remark", 26),
];

const SOURCES: &[Column] = &[
    Column::head("来源", "Source", 76),
    Column::mark("可信度", "Confidence", 16),
    Column::text("条款", "Clauses", 64),
];

const IDENTITY: &[Column] = &[
    Column::head("项目", "Subject", 34),
    Column::text("内容", "Content", 122),
];

const WORDS: &[Column] = &[
    Column::head("词表", "List", 18),
    Column::text("词", "Words", 108),
    Column::text("涉及条款", "Clauses", 30),
];

impl Rubric<'_> {
    /// All values that take points or draw lines, each with whether it still waits for confirmation.
    pub(super) fn parameters(&mut self) {
        self.document.appendix("评分参数");
        self.paragraph(
            "下表列出全部分值、上限和分数线，备注为建议值的由采购人确认。修改只改标准数据，不改程序，改后版本号和摘要随之改变。",
        );
        let mut rows: Vec<Row> = Vec::new();
        let mut add = |name: &str, value: String, codes: String, proposed: bool| {
            rows.push(Row::Cells(vec![
                name.into(),
                value.into(),
                codes.into(),
                remark(proposed).into(),
            ]));
        };
        for dimension in Dimension::ALL {
            let name = format!("{}扣分上限", dimension.name().zh);
            let cap = points_text(self.standard.cap(*dimension));
            add(&name, cap, String::new(), self.cap_is_proposed(*dimension));
        }
        for grade in &self.standard.document.grade {
            let name = format!("等级“{}”", grade.name.zh);
            add(&name, grade_line(grade), String::new(), grade.proposed);
        }
        let mut values: BTreeMap<_, Vec<&Clause>> = BTreeMap::new();
        for clause in self.standard.clauses() {
            let value = (clause.severity, -clause.points, amount(clause), clause.proposed);
            values.entry(value).or_default().push(clause);
        }
        for ((severity, _, value, proposed), clauses) in values {
            let name = format!("{}问题的扣分", severity.name().zh);
            add(&name, value, codes(&clauses), proposed);
        }
        self.document
            .numbered_table(Table::new("评分参数", PARAMETERS, rows));
    }

    /// Every document the clauses rest on.
    pub(super) fn sources(&mut self) {
        self.document.appendix("依据来源一览");
        let mut sources: BTreeMap<(&str, Confidence), Vec<&Clause>> = BTreeMap::new();
        for clause in self.standard.clauses() {
            for basis in &clause.basis {
                let clauses = sources
                    .entry((source(&basis.text), basis.confidence))
                    .or_default();
                if clauses.last().is_none_or(|last| last.code != clause.code) {
                    clauses.push(clause);
                }
            }
        }
        let rows: Vec<Vec<Cell>> = sources
            .into_iter()
            .map(|((source, confidence), clauses)| {
                vec![source.into(), confidence.id().into(), codes(&clauses).into()]
            })
            .collect();
        self.document
            .numbered_table(Table::new("依据来源", SOURCES, rows).dense());
    }

    /// Which standard this is, to the byte.
    pub(super) fn identity(&mut self) {
        self.document.appendix("版本");
        self.paragraph("摘要由标准数据算得，数据改动一处，摘要就不同；检查结果都写明所用标准的版本和摘要。");
        let standard = &self.standard.document;
        let rows: [(&str, String); 5] = [
            ("标准", format!("{}（标识{}）", standard.title.zh, standard.id)),
            ("版本", standard.version.clone()),
            ("施行日期", day(&standard.effective)),
            ("合并的层", standard.layers.join("、")),
            ("摘要", self.standard.digest.clone()),
        ];
        let rows = rows.map(|(name, value)| vec![Cell::from(name), value.into()]);
        self.document
            .numbered_table(Table::new("版本和摘要", IDENTITY, rows));
    }
}

impl Rubric<'_> {
    /// The words that the methods of the clauses refer to.
    pub(super) fn words(&mut self) {
        if self.lists.is_empty() {
            return;
        }
        self.document.appendix("词表");
        self.paragraph(
            "下表列出检查方法中按号引用的词。以“re:”开头的是正则表达式。词表是标准数据，增删词语后版本号和摘要随之改变。",
        );
        let rows: Vec<Vec<Cell>> = self
            .lists
            .iter()
            .enumerate()
            .map(|(place, (name, codes))| {
                let words = self.standard.document.words.get(*name);
                vec![
                    format!("词表{}", place + 1).into(),
                    words.map_or_else(String::new, |words| words.join("、")).into(),
                    codes.join(" ").into(),
                ]
            })
            .collect();
        self.document
            .numbered_table(Table::new("词表", WORDS, rows).dense());
    }
}

fn codes(clauses: &[&Clause]) -> String {
    let codes: Vec<_> = clauses.iter().map(|clause| clause.code.as_str()).collect();
    // Lines break at spaces only.
    codes.join(" ")
}

/// The document a basis cites: its title where it begins with one, else what stands before the colon.
fn source(text: &str) -> &str {
    let title = text.strip_prefix('《').and_then(|rest| rest.find('》'));
    match title {
        Some(end) => &text[..'《'.len_utf8() + end + '》'.len_utf8()],
        None => text.split('：').next().unwrap_or(text),
    }
}
