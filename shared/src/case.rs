//! Case files: what a rule says of small lists, written so that an official can read and correct them.
//!
//! ```text
//! # 承诺办结时限超过法定办结时限（promise-exceeds-statutory）
//! ## 背景                                  (optional; rows added to every case)
//! ## 承诺比法定长                           (one case)
//! | 要素 | 值 |                            (several items: one column each, `| 要素 | 事项1 | 事项2 |`)
//! |---|---|
//! | 法定办结时限 | 20 |
//! | 申请材料[1].材料名称 | 申请表 |          (rows of sub-lists count from 1)
//! | 常见问题 | （无） |                      (the file has the sub-list, and it is empty)
//!
//! 结论：K01 不合格                          (per item: `结论：K22 合格、不合格`)
//! - 承诺办结时限：承诺办结时限30超过法定办结时限20
//! - 疑似 · 申请材料[1].材料名称：…           (suspects are marked; several items: `- 事项2 · …`)
//! ```
//!
//! Laws in ```` ```law ```` blocks before the first case, one law each, are laid over the built-in index in all cases of
//! the file, as an operator's would be.
//!
//! Reference lists are given as they look, by kind and title; “无” takes one of the background away:
//!
//! ```text
//! 参考清单：行政许可事项清单 · 广西壮族自治区县级行政许可事项清单
//!
//! | 基本编码 | 许可事项名称 |
//! |---|---|
//! | 000119003000 | 取水许可 |
//! ```
//!
//! Elements that a case does not name are not in its file. An empty cell is a blank value. `<br>` is a line break.
//! `不认识的栏目：来源网址` is a column of the file that is no element.

mod path;
mod section;

use crate::element::{Element, Part};
use crate::engine;
use crate::finding::Certainty;
use crate::import::Flow;
use crate::item::{List, Provided, Source, Value};
use crate::law::{LawEntry, Laws, LawsFile, read_document};
use crate::locale::Lang;
use crate::mapping::{ColumnMatch, How};
use crate::place::{Place, Sheet};
use crate::reference::Kind;
use crate::result::CheckResult;
use crate::rule::{Context, OutcomeKind};
use crate::standard::{Standard, parse_day};
use path::{Path, locate};
pub use section::Reference;
use section::Section;
use std::sync::Arc;

/// Why a case file cannot be read, or what came out instead of the expected; in Chinese.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct CaseError(pub String);

type Result<T> = std::result::Result<T, CaseError>;

fn fault<T>(sentence: impl Into<String>) -> Result<T> {
    Err(CaseError(sentence.into()))
}

/// A value that must be there, or what is missing.
trait Needed<T> {
    fn needed(self, missing: impl Into<String>) -> Result<T>;
}

impl<T> Needed<T> for Option<T> {
    fn needed(self, missing: impl Into<String>) -> Result<T> {
        self.ok_or_else(|| CaseError(missing.into()))
    }
}

/// The day on which cases are checked.
fn day() -> Result<time::Date> {
    parse_day("2026-06-01").needed("日期有误")
}

/// The day of cases and the lists given to one.
pub fn context(references: &[Reference]) -> Result<Context> {
    Ok(Context::with(day()?, section::references(references)?))
}

/// One case file.
pub struct CaseFile {
    /// Rule it is about.
    pub rule: String,
    /// Laws laid over the built-in index.
    laws: Vec<LawEntry>,
    /// Its cases.
    pub cases: Vec<Case>,
}

/// One case.
pub struct Case {
    /// Heading.
    pub title: String,
    /// Rows: element path, then one value per item.
    pub rows: Vec<(String, Vec<String>)>,
    /// Clause looked at.
    pub clause: String,
    /// Expected outcome per item, by its Chinese name.
    pub expected: Vec<String>,
    /// Expected findings, as written after the dash.
    pub findings: Vec<String>,
    /// Reference lists.
    pub references: Vec<Reference>,
}

/// Short names of outcomes in case files.
pub fn outcome_name(kind: OutcomeKind) -> &'static str {
    match kind {
        OutcomeKind::Pass => "合格",
        OutcomeKind::Fail => "不合格",
        OutcomeKind::Suspect => "疑似",
        OutcomeKind::NotApplicable => "不适用",
        OutcomeKind::NotProvided
        | OutcomeKind::Unreadable
        | OutcomeKind::Manual
        | OutcomeKind::NoReference
        | OutcomeKind::NoLawText => "未检查",
        OutcomeKind::Error => "出错",
    }
}

impl CaseFile {
    /// Reads a case file.
    pub fn parse(text: &str) -> Result<Self> {
        let title = text
            .lines()
            .find_map(|line| line.strip_prefix("# "))
            .needed("缺少标题行“# 名称（规则标识）”")?;
        let rule = title
            .rsplit_once('（')
            .and_then(|(_, id)| id.strip_suffix('）'))
            .needed("标题行应以“（规则标识）”结尾")?;
        let mut cases = Vec::new();
        let mut background = Section::default();
        for section in text.split("\n## ").skip(1) {
            let (heading, body) = section.split_once('\n').unwrap_or((section, ""));
            let named = |error: CaseError| CaseError(format!("“{heading}”：{error}"));
            let section = Section::parse(body).map_err(named)?;
            if heading.trim() == "背景" {
                background = section;
                continue;
            }
            let case = Case::parse(heading.trim(), &background, section, body);
            cases.push(case.map_err(named)?);
        }
        let head = text.split("\n## ").next().unwrap_or_default();
        let blocks = head.split("```law\n").skip(1);
        let laws = blocks.map(|block| {
            let law = read_document(block.split("```").next().unwrap_or_default());
            law.map_err(|error| CaseError(error.to_string()))
        });
        Ok(Self {
            rule: rule.to_owned(),
            laws: laws.collect::<Result<_>>()?,
            cases,
        })
    }

    /// Whether its cases need texts of laws.
    pub fn has_laws(&self) -> bool {
        !self.laws.is_empty()
    }

    /// The standard its cases are run with: the built-in one, with the file's laws.
    pub fn standard(&self, usual: &Arc<Standard>) -> Result<Arc<Standard>> {
        if self.laws.is_empty() {
            return Ok(Arc::clone(usual));
        }
        let json = LawsFile::to_json(day()?, &self.laws);
        let file = LawsFile::parse(json.as_bytes()).map_err(|error| CaseError(error.to_string()))?;
        // The usual one is a standard already, so that it can be made once more.
        let own = Standard::new(usual.document.clone()).map_err(|errors| CaseError(format!("{errors:?}")))?;
        Ok(Arc::new(own.with_laws(&Arc::new(Laws::with(file)))))
    }
}

impl Case {
    fn parse(title: &str, background: &Section, own: Section, body: &str) -> Result<Self> {
        let conclusion = body
            .lines()
            .find_map(|line| line.strip_prefix("结论："))
            .needed("缺少“结论：”")?;
        let (clause, outcomes) = conclusion
            .trim()
            .split_once(' ')
            .needed("结论应写作“结论：K01 不合格”")?;
        let after = body.split_once("结论：").map_or("", |(_, rest)| rest);
        let findings = after
            .lines()
            .filter_map(|line| line.strip_prefix("- "))
            .map(|line| line.trim().to_owned())
            .collect();
        let kept = |name: &String| !own.rows.iter().any(|(o, _)| o == name);
        let mut rows: Vec<_> = background
            .rows
            .iter()
            .filter(|(name, _)| kept(name))
            .cloned()
            .collect();
        let given = |kind: Kind| own.references.iter().any(|reference| reference.kind == kind);
        let inherited = background
            .references
            .iter()
            .filter(|reference| !given(reference.kind));
        let mut references: Vec<_> = inherited.cloned().collect();
        references.extend(own.references.clone());
        references.retain(|reference| !reference.rows.is_empty());
        rows.extend(own.rows);
        let expected = outcomes
            .split('、')
            .map(|outcome| outcome.trim().to_owned())
            .collect();
        Ok(Self {
            title: title.to_owned(),
            rows,
            clause: clause.to_owned(),
            expected,
            findings,
            references,
        })
    }

    /// Whether reference lists are given to it.
    pub fn has_references(&self) -> bool {
        !self.references.is_empty()
    }

    /// The reference lists given to it.
    pub fn references(&self) -> &[Reference] {
        &self.references
    }

    /// Builds the case's list.
    pub fn list(&self) -> Result<List> {
        let mut list = List::default();
        list.sources.push(Source {
            name: "case.md".into(),
            digest: String::new(),
            size: 0,
        });
        list.sheets.push(Sheet {
            source: 0,
            name: None,
            keys: Vec::new(),
        });
        let mut provided = Provided::default();
        for (path, _) in &self.rows {
            match locate(path)? {
                Path::Element(_, element) => provided.insert(element),
                Path::Part(part) => Element::of(part).for_each(|element| provided.insert(element)),
                Path::Unknown(title) => list.columns.push(ColumnMatch {
                    sheet: 0,
                    column: 0,
                    title,
                    element: None,
                    confidence: 0,
                    how: How::None,
                    unit: None,
                }),
            }
        }
        for number in 0..self.expected.len() {
            self.push(&mut list, &provided, number)?;
        }
        Ok(list)
    }

    fn push(&self, list: &mut List, provided: &Provided, number: usize) -> Result<()> {
        let mut main = Vec::new();
        let mut entries: Vec<(Part, usize, Vec<Value>)> = Vec::new();
        for (row, (path, cells)) in self.rows.iter().enumerate() {
            // A row of the background with one value holds for every item.
            let text = cells
                .get(number)
                .or(if cells.len() == 1 { cells.first() } else { None })
                .map_or("", String::as_str);
            let Path::Element(entry, element) = locate(path)? else {
                continue;
            };
            let place = Place {
                sheet: 0,
                row: row as u32,
                column: number as u16 + 1,
            };
            let value = match text {
                "" => None,
                text => Some(Value::new(
                    element,
                    list.texts.intern(text).needed("内容过多")?,
                    place,
                )),
            };
            let Some(entry) = entry else {
                main.extend(value);
                continue;
            };
            let key = (element.part(), entry);
            match entries.iter_mut().find(|(part, n, _)| (*part, *n) == key) {
                Some((_, _, values)) => values.extend(value),
                None => entries.push((key.0, key.1, value.into_iter().collect())),
            }
        }
        let entries: Vec<_> = entries
            .iter()
            .map(|(part, _, values)| (*part, values.as_slice()))
            .collect();
        list.push_item(
            0,
            Place {
                sheet: 0,
                row: 0,
                column: number as u16 + 1,
            },
            provided,
            &main,
            &entries,
        )
        .map_err(|error| CaseError(error.to_string()))
    }

    /// Runs the case and compares; the error shows what came out, ready to be pasted if it is right.
    pub fn run(&self, standard: &Arc<Standard>) -> Result<()> {
        let context = context(&self.references)?;
        let result = engine::check(self.list()?, standard.clone(), context, &mut |_| Flow::Continue)
            .map_err(|error| CaseError(error.to_string()))?;
        let clause = standard
            .clauses()
            .iter()
            .position(|clause| clause.code == self.clause);
        let clause = clause.needed(format!("标准中没有条款{}", self.clause))?;
        let outcomes: Vec<_> = (0..self.expected.len())
            .map(|item| outcome_name(result.outcomes_of(item)[clause]).to_owned())
            .collect();
        let found = self.found(&result, clause);
        if outcomes != self.expected || found != self.findings {
            let lines: Vec<_> = found.iter().map(|line| format!("- {line}")).collect();
            return fault(format!(
                "{}：结果与预期不同，实际为\n\n结论：{} {}\n{}",
                self.title,
                self.clause,
                outcomes.join("、"),
                lines.join("\n")
            ));
        }
        Ok(())
    }

    fn found(&self, result: &CheckResult, clause: usize) -> Vec<String> {
        let views = result
            .all_findings()
            .filter(|view| usize::from(view.stored.clause) == clause);
        views
            .map(|view| {
                let finding = &view.stored.finding;
                let item = if self.expected.len() > 1 {
                    format!("事项{} · ", view.item + 1)
                } else {
                    String::new()
                };
                let suspect = if finding.certainty == Certainty::Suspect {
                    "疑似 · "
                } else {
                    ""
                };
                let name = finding.element.name(Lang::ZhCn);
                let path = match finding.entry {
                    Some(entry) => format!("{}[{}].{name}", finding.element.part().name().zh, entry + 1),
                    None => name.to_owned(),
                };
                format!(
                    "{item}{suspect}{path}：{}",
                    view.message(Lang::ZhCn).replace('\n', "<br>")
                )
            })
            .collect()
    }
}
