//! The table of sources: which clauses of the standard check each row of the domain documents.

use crate::case::CaseFile;
use anyhow::{Context as _, Result};
use serde::Deserialize;
use shared::standard::{Clause, Standard};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

/// `tests/coverage.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coverage {
    /// Sources in the order of the document.
    pub source: Vec<Source>,
}

/// One source of the standard.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Identifier.
    pub id: String,
    /// Name shown to officials.
    pub title: String,
    /// Where it stands.
    pub from: String,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// One row of a source.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Number or name of the row in its source.
    pub id: String,
    /// What it asks.
    pub asks: String,
    /// Codes of the clauses that check it.
    pub clauses: Vec<String>,
}

/// How a clause is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Manner {
    /// The machine is certain at least in some cases and takes points.
    Machine,
    /// The machine points at it, a person decides.
    Suspect,
    /// Only a person can judge.
    Manual,
}

impl Manner {
    /// Name shown to officials.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Machine => "机器判定",
            Self::Suspect => "机器提示疑似",
            Self::Manual => "人工核查",
        }
    }
}

impl Coverage {
    /// Reads the table.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| format!("{}", path.display()))?;
        toml::from_str(&text).with_context(|| format!("{}", path.display()))
    }

    /// All rows with their sources.
    pub fn rows(&self) -> impl Iterator<Item = (&Source, &Row)> {
        self.source
            .iter()
            .flat_map(|source| source.rows.iter().map(move |row| (source, row)))
    }

    /// Everything that does not fit the standard, in words.
    pub fn problems(&self, standard: &Standard) -> Vec<String> {
        let known: BTreeSet<&str> = standard
            .clauses()
            .iter()
            .map(|clause| clause.code.as_str())
            .collect();
        let mut found = Vec::new();
        let mut covered = BTreeSet::new();
        let mut seen = BTreeSet::new();
        for (source, row) in self.rows() {
            let name = format!("{}“{}”（{}）", source.title, row.id, row.asks);
            if !seen.insert((&source.id, &row.id)) {
                found.push(format!("{name}列了两次"));
            }
            if row.clauses.is_empty() {
                found.push(format!("{name}没有条款检查"));
            }
            for code in &row.clauses {
                covered.insert(code.as_str());
                if !known.contains(code.as_str()) {
                    found.push(format!("{name}写的条款{code}在标准中不存在"));
                }
            }
        }
        let loose = known.iter().filter(|code| !covered.contains(**code));
        found
            .extend(loose.map(|code| format!("条款{code}没有来源：在tests/coverage.toml中写明它检查哪一行")));
        found
    }

    /// `docs/coverage.md`.
    pub fn document(&self, standard: &Standard, manners: &BTreeMap<String, Manner>) -> String {
        let clauses: BTreeMap<&str, &Clause> = standard
            .clauses()
            .iter()
            .map(|clause| (clause.code.as_str(), clause))
            .collect();
        let count = |manner: Manner| manners.values().filter(|own| **own == manner).count();
        let mut out = String::from("# 来源与条款对照表\n\n");
        let _ = writeln!(
            out,
            "本表由 `tests/coverage.toml` 和标准 {} 生成，请勿直接修改。每一行来源由哪些条款检查、怎样检查，都在这里。\n",
            standard.document.version
        );
        let _ = writeln!(
            out,
            "来源{}行，条款{}条：{}{}条，{}{}条，{}{}条。机器判定的直接扣分（拿不准的仍只提示疑似）；疑似的由人确认后才扣分；人工核查的按条款写明的证据核实。",
            self.rows().count(),
            clauses.len(),
            Manner::Machine.name(),
            count(Manner::Machine),
            Manner::Suspect.name(),
            count(Manner::Suspect),
            Manner::Manual.name(),
            count(Manner::Manual)
        );
        for source in &self.source {
            let _ = write!(
                out,
                "\n## {}（{}）\n\n| 来源 | 要求 | 条款 |\n|---|---|---|\n",
                source.title, source.from
            );
            for row in &source.rows {
                let line = |code: &String| {
                    let title = clauses
                        .get(code.as_str())
                        .map_or("", |clause| clause.title.zh.as_str());
                    let manner = manners.get(code).map_or("", |manner| manner.name());
                    format!("{code} {title}（{manner}）")
                };
                let lines: Vec<String> = row.clauses.iter().map(line).collect();
                let cell = |text: &str| text.replace('|', "\\|");
                let _ = writeln!(
                    out,
                    "| {} | {} | {} |",
                    cell(&row.id),
                    cell(&row.asks),
                    cell(&lines.join("<br>"))
                );
            }
        }
        out
    }
}

/// How each clause is judged, as its cases show it; a clause with a rule but without a case is named in the error.
pub fn manners(
    standard: &Standard,
    cases: &[(String, CaseFile)],
) -> Result<BTreeMap<String, Manner>, Vec<String>> {
    let mut shown: BTreeMap<&str, Manner> = BTreeMap::new();
    for case in cases.iter().flat_map(|(_, file)| &file.cases) {
        let certain = case.expected.iter().any(|outcome| outcome == "不合格");
        let manner = if certain { Manner::Machine } else { Manner::Suspect };
        let known = shown.entry(case.clause.as_str()).or_insert(manner);
        *known = manner.min(*known);
    }
    let (mut manners, mut missing) = (BTreeMap::new(), Vec::new());
    for clause in standard.clauses() {
        let manner = match (&clause.rule, shown.get(clause.code.as_str())) {
            (None, _) => Manner::Manual,
            (Some(_), Some(manner)) => *manner,
            (Some(rule), None) => {
                missing.push(format!(
                    "条款{}没有案例：请在tests/cases/{rule}.md中写一个",
                    clause.code
                ));
                continue;
            }
        };
        manners.insert(clause.code.clone(), manner);
    }
    if missing.is_empty() {
        Ok(manners)
    } else {
        Err(missing)
    }
}
