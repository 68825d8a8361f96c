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
//! Elements that a case does not name are not in its file. An empty cell is a blank value. `<br>` is a line break.

use crate::check::DAY;
use anyhow::{Context as _, Result, anyhow, bail, ensure};
use shared::element::{Element, Part};
use shared::engine;
use shared::finding::Certainty;
use shared::import::Flow;
use shared::item::{List, Provided, Source, Value};
use shared::law::{LawEntry, Laws, LawsFile, read_document};
use shared::locale::Lang;
use shared::place::{Place, Sheet};
use shared::result::CheckResult;
use shared::rule::{Context, OutcomeKind};
use shared::standard::{Standard, builtin, parse_day};

use std::sync::Arc;

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
    rows: Vec<(String, Vec<String>)>,
    /// Clause looked at.
    pub clause: String,
    /// Expected outcome per item, by its Chinese name.
    pub expected: Vec<String>,
    /// Expected findings, as written after the dash.
    findings: Vec<String>,
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
        | OutcomeKind::NoReference => "未检查",
        OutcomeKind::Error => "出错",
    }
}

impl CaseFile {
    /// Reads a case file.
    pub fn parse(text: &str) -> Result<Self> {
        let title = text
            .lines()
            .find_map(|line| line.strip_prefix("# "))
            .context("缺少标题行“# 名称（规则标识）”")?;
        let rule = title
            .rsplit_once('（')
            .and_then(|(_, id)| id.strip_suffix('）'))
            .context("标题行应以“（规则标识）”结尾")?;
        let mut cases = Vec::new();
        let mut background = Vec::new();
        for section in text.split("\n## ").skip(1) {
            let (heading, body) = section.split_once('\n').unwrap_or((section, ""));
            let rows = rows(body);
            if heading.trim() == "背景" {
                background = rows;
                continue;
            }
            cases.push(
                Case::parse(heading.trim(), &background, rows, body)
                    .with_context(|| format!("“{heading}”"))?,
            );
        }
        let head = text.split("\n## ").next().unwrap_or_default();
        let blocks = head.split("```law\n").skip(1);
        let laws = blocks.map(|block| Ok(read_document(block.split("```").next().unwrap_or_default())?));
        Ok(Self {
            rule: rule.to_owned(),
            laws: laws.collect::<Result<_>>()?,
            cases,
        })
    }

    /// The standard its cases are run with: the built-in one, with the file's laws.
    pub fn standard(&self, usual: &Arc<Standard>) -> Result<Arc<Standard>> {
        if self.laws.is_empty() {
            return Ok(Arc::clone(usual));
        }
        let json = LawsFile::to_json(parse_day(DAY).context("a date")?, &self.laws);
        let laws = Arc::new(Laws::with(LawsFile::parse(json.as_bytes())?));
        let standard = builtin(None).map_err(|errors| anyhow!("{errors:#?}"))?;
        Ok(Arc::new(standard.with_laws(&laws)))
    }
}

/// The rows of the table in `body`, without header and rule.
fn rows(body: &str) -> Vec<(String, Vec<String>)> {
    let cells = |line: &str| -> Vec<String> {
        let inner = line
            .trim()
            .trim_start_matches('|')
            .trim_end_matches('|')
            .replace("\\|", "\u{1}");
        inner
            .split('|')
            .map(|cell| cell.trim().replace('\u{1}', "|").replace("<br>", "\n"))
            .collect()
    };
    let table = body
        .lines()
        .filter(|line| line.trim_start().starts_with('|'))
        .skip(2);
    table
        .map(|line| {
            let mut cells = cells(line).into_iter();
            (cells.next().unwrap_or_default(), cells.collect())
        })
        .collect()
}

impl Case {
    fn parse(
        title: &str,
        background: &[(String, Vec<String>)],
        own: Vec<(String, Vec<String>)>,
        body: &str,
    ) -> Result<Self> {
        let conclusion = body
            .lines()
            .find_map(|line| line.strip_prefix("结论："))
            .context("缺少“结论：”")?;
        let (clause, outcomes) = conclusion
            .trim()
            .split_once(' ')
            .context("结论应写作“结论：K01 不合格”")?;
        let after = body.split_once("结论：").map_or("", |(_, rest)| rest);
        let findings = after
            .lines()
            .filter_map(|line| line.strip_prefix("- "))
            .map(|line| line.trim().to_owned())
            .collect();
        let mut rows: Vec<_> = background
            .iter()
            .filter(|(name, _)| !own.iter().any(|(o, _)| o == name))
            .cloned()
            .collect();
        rows.extend(own);
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
        })
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
                    list.texts.intern(text).context("texts full")?,
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
        )?;
        Ok(())
    }

    /// Runs the case and compares; the error shows what came out, ready to be pasted if it is right.
    pub fn run(&self, standard: &Arc<Standard>) -> Result<()> {
        let date = parse_day(DAY).context("a date")?;
        let result = engine::check(self.list()?, standard.clone(), Context { date }, &mut |_| {
            Flow::Continue
        })?;
        let clause = standard
            .clauses()
            .iter()
            .position(|clause| clause.code == self.clause);
        let clause = clause.with_context(|| format!("标准中没有条款{}", self.clause))?;
        let outcomes: Vec<_> = (0..self.expected.len())
            .map(|item| outcome_name(result.outcomes_of(item)[clause]).to_owned())
            .collect();
        let found = self.found(&result, clause);
        ensure!(
            outcomes == self.expected && found == self.findings,
            "{}：结果与预期不同，实际为\n\n结论：{} {}\n{}",
            self.title,
            self.clause,
            outcomes.join("、"),
            found
                .iter()
                .map(|line| format!("- {line}"))
                .collect::<Vec<_>>()
                .join("\n")
        );
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

enum Path {
    Element(Option<usize>, Element),
    Part(Part),
}

/// `承诺办结时限`, `申请材料[2].材料名称`, `申请材料`.
fn locate(path: &str) -> Result<Path> {
    let named = |part: Part, name: &str| Element::of(part).find(|element| element.name(Lang::ZhCn) == name);
    if let Some((head, name)) = path.split_once("].") {
        let (part, number) = head.split_once('[').context("子表应写作“申请材料[1].材料名称”")?;
        let part = Part::ALL
            .into_iter()
            .find(|p| p.name().zh == part)
            .with_context(|| format!("没有子表“{part}”"))?;
        let number: usize = number.parse().with_context(|| format!("“{path}”的序号"))?;
        let element = named(part, name).with_context(|| format!("子表中没有要素“{name}”"))?;
        return Ok(Path::Element(Some(number), element));
    }
    if let Some(element) = named(Part::Main, path) {
        return Ok(Path::Element(None, element));
    }
    match Part::ALL.into_iter().skip(1).find(|part| part.name().zh == path) {
        Some(part) => Ok(Path::Part(part)),
        None => bail!("没有要素或子表“{path}”"),
    }
}
