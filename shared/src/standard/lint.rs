//! What is wrong with a standard as written, in Chinese, with line and column: all of it at once.
//!
//! Lint is the reader: a standard that it passes is the one that runs, so lint and load cannot disagree.

mod structure;

use super::tree::{Fault, Tree, position};
use super::{BUILTIN_VERSIONS, Document, Standard, StandardError, builtin, layer, parameters, problems};
use crate::report::points_text;
use crate::rules;
use crate::score::FULL;
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// One file of a standard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// As shown to people: a path.
    pub name: String,
    /// The layer it is a part of. A clause or grade stands once in a layer.
    pub layer: String,
    /// Its content.
    pub text: String,
}

/// How grave a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// The standard is refused.
    Error,
    /// The standard runs; probably something was forgotten.
    Warning,
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Problem {
    /// Name of the file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// How grave.
    pub level: Level,
    /// What is wrong and what to do, in Chinese.
    pub message: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let level = match self.level {
            Level::Error => "",
            Level::Warning => "提醒：",
        };
        let Self {
            file,
            line,
            column,
            message,
            ..
        } = self;
        write!(f, "{file}:{line}:{column}: {level}{message}")
    }
}

/// What lint says of a standard.
pub struct Linted {
    /// Problems in order of files, lines and columns.
    pub problems: Vec<Problem>,
    /// The standard, where there is no error.
    pub standard: Option<Standard>,
}

/// Reads the files of one standard in order of their layers. `version` is the one they must name, where their place in a
/// folder of standards tells; without it, and without both `[dimension]` and `[[grade]]`, they are layers over the
/// newest built-in standard.
pub fn lint(files: &[File], version: Option<&str>) -> Linted {
    let mut lint = Lint {
        files,
        problems: Vec::new(),
    };
    let standard = lint.run(version);
    let mut problems = lint.problems;
    let order = |name: &str| files.iter().position(|file| file.name == name);
    problems.sort_by(|a, b| (order(&a.file), a).cmp(&(order(&b.file), b)));
    problems.dedup();
    let refused = problems.iter().any(|problem| problem.level == Level::Error);
    Linted {
        problems,
        standard: standard.filter(|_| !refused),
    }
}

/// The content of a file as JSON, for layers that are not merged yet; `None` where it cannot be read, which lint of the
/// whole standard says.
pub fn layer_of(file: &File) -> Option<Value> {
    Tree::parse(&file.text).and_then(|tree| tree.to_json()).ok()
}

struct Lint<'f> {
    files: &'f [File],
    problems: Vec<Problem>,
}

impl<'f> Lint<'f> {
    fn run(&mut self, version: Option<&str>) -> Option<Standard> {
        if self.files.is_empty() {
            return None;
        }
        let (trees, layers) = self.read()?;
        for (file, tree) in trees.iter().enumerate() {
            let faults = structure::faults(&tree.root);
            self.say_all(file, faults);
        }
        let repeated = self.repeated(&trees);
        let gives = |key: &str| trees.iter().any(|tree| tree.root.get(key).is_some());
        let base = if version.is_some() || gives("dimension") && gives("grade") {
            Vec::new()
        } else {
            let newest = BUILTIN_VERSIONS.last().copied().unwrap_or_default();
            builtin::layers(newest).unwrap_or_default()
        };
        let merged = layer::merged(base.into_iter().chain(layers).collect());
        for error in structure::missing(&merged) {
            self.say(&trees, Level::Error, &error);
        }
        let (document, refused) = match serde_json::from_value::<Document>(merged.clone()) {
            Ok(document) => (document, None),
            Err(error) => (structure::mended(&merged)?, Some(error)),
        };
        if let Some(version) = version.filter(|version| *version != document.version) {
            let sentence = format!("版本“{}”与文件夹的名称“{version}”不同", document.version);
            self.say(&trees, Level::Error, &StandardError::at(&["version"], sentence));
        }
        for error in errors_of(&document) {
            let said = matches!(error.at.as_slice(), [list, name] if repeated.contains(&(list.clone(), name.clone())));
            if !said {
                self.say(&trees, Level::Error, &error);
            }
        }
        self.unused_words(&trees, &document);
        self.points_beyond_caps(&trees, &document);
        let refused =
            refused.map(|error| vec![StandardError::new(format!("标准的内容不完整或有误：{error}"))]);
        let made = match refused {
            Some(errors) => Err(errors),
            None => Standard::new(document),
        };
        let silent = self
            .problems
            .iter()
            .all(|problem| problem.level == Level::Warning);
        match made {
            Ok(standard) => Some(standard),
            Err(errors) => {
                // Never without a reason: what the checks above did not recognise is said in the reader's words.
                for error in errors.iter().filter(|_| silent) {
                    self.say(&trees, Level::Error, error);
                }
                None
            }
        }
    }

    /// The files parsed and as JSON; nothing where one cannot be read, for guesses about the rest would mislead.
    fn read(&mut self) -> Option<(Vec<Tree<'f>>, Vec<Value>)> {
        let mut trees = Vec::new();
        let mut layers = Vec::new();
        let files = self.files;
        for (number, file) in files.iter().enumerate() {
            let read = Tree::parse(&file.text).and_then(|tree| Ok((tree.to_json()?, tree)));
            match read {
                Ok((layer, tree)) => {
                    layers.push(layer);
                    trees.push(tree);
                }
                Err(faults) => self.say_all(number, faults),
            }
        }
        (trees.len() == files.len()).then_some((trees, layers))
    }

    /// Clauses and grades that stand twice in one layer; merging would silently make one of them.
    fn repeated(&mut self, trees: &[Tree<'_>]) -> BTreeSet<(String, String)> {
        let mut first: BTreeMap<(&str, &str, String), (usize, usize)> = BTreeMap::new();
        let mut repeated = BTreeSet::new();
        for (number, tree) in trees.iter().enumerate() {
            let file = &self.files[number];
            for (list, subject) in [("clause", "条款"), ("grade", "等级")] {
                for (name, span) in structure::names(&tree.root, list) {
                    let key = (file.layer.as_str(), list, name.clone());
                    let Some(&(other, at)) = first.get(&key) else {
                        first.insert(key, (number, span.start));
                        continue;
                    };
                    let (line, _) = trees[other].position(at);
                    let place = &self.files[other].name;
                    let sentence = format!("{subject}{name}重复，已写在{place}第{line}行");
                    self.say_all(number, vec![Fault { span, sentence }]);
                    repeated.insert((list.to_owned(), name));
                }
            }
        }
        repeated
    }

    fn unused_words(&mut self, trees: &[Tree<'_>], document: &Document) {
        let mut used = BTreeSet::new();
        for clause in &document.clause {
            references(&clause.params, &mut used);
        }
        for name in document.words.keys().filter(|name| !used.contains(name.as_str())) {
            let error = StandardError::at(
                &["words", name],
                format!("词表“{name}”没有条款引用，多余的请删去"),
            );
            // Only of these files: the layers below are not theirs to change.
            if trees.iter().any(|tree| tree.find(&error.at).0 == error.at.len()) {
                self.say(trees, Level::Warning, &error);
            }
        }
    }

    /// Points that a dimension's cap never lets through: probably a slip of the pen, such as a nought too many.
    fn points_beyond_caps(&mut self, trees: &[Tree<'_>], document: &Document) {
        for clause in &document.clause {
            let cap = document.dimension.get(&clause.dimension).map(|line| line.cap);
            let Some(cap) = cap.filter(|cap| *cap > 0 && clause.points > *cap && clause.points <= FULL)
            else {
                continue;
            };
            // Only of these files, as with words: a layer that lowers a cap means to.
            let at = ["clause", &clause.code, "points"];
            let steps: Vec<String> = at.iter().map(|&step| step.to_owned()).collect();
            if !trees.iter().any(|tree| tree.find(&steps).0 == steps.len()) {
                continue;
            }
            let sentence = format!(
                "条款{}扣{}分，超过“{}”维度的扣分上限{}分，多出的扣不到",
                clause.code,
                points_text(clause.points),
                clause.dimension.name().zh,
                points_text(cap)
            );
            self.say(trees, Level::Warning, &StandardError::at(&at, sentence));
        }
    }

    fn say_all(&mut self, file: usize, faults: Vec<Fault>) {
        for fault in faults {
            self.push(file, fault.span.start, Level::Error, &fault.sentence);
        }
    }

    /// Says an error of the merged standard at the file that knows its place best: of several the last, and the first
    /// where none does.
    fn say(&mut self, trees: &[Tree<'_>], level: Level, error: &StandardError) {
        let mut best = (0, 0, 0);
        for (file, tree) in trees.iter().enumerate() {
            let (depth, span) = tree.find(&error.at);
            if depth > 0 && depth >= best.1 {
                best = (file, depth, span.start);
            }
        }
        self.push(best.0, best.2, level, &error.sentence);
    }

    fn push(&mut self, file: usize, byte: usize, level: Level, sentence: &str) {
        let file = &self.files[file];
        let (line, column) = position(&file.text, byte);
        // Sentences quote the file, which may hold anything; a problem is one line of a terminal.
        let clean = sentence.chars().map(|c| if c.is_control() { ' ' } else { c });
        self.problems.push(Problem {
            file: file.name.clone(),
            line,
            column,
            level,
            message: clean.take(LONGEST).collect(),
        });
    }
}

/// Characters of a message; longer ones quote a whole text.
const LONGEST: usize = 600;

/// Everything wrong with a document, each parameter by itself.
fn errors_of(document: &Document) -> Vec<StandardError> {
    let mut errors = problems::of(document);
    for clause in &document.clause {
        let Err(error) = problems::runner(clause, &document.words) else {
            continue;
        };
        let rule = clause.rule.as_deref().and_then(rules::find);
        let faults = rule.map_or_else(Vec::new, |rule| parameters::faults(clause, rule, &document.words));
        if faults.is_empty() {
            errors.push(error);
        } else {
            errors.extend(faults);
        }
    }
    errors
}

/// Names of word lists that parameters refer to.
fn references<'v>(params: &'v Value, used: &mut BTreeSet<&'v str>) {
    match params {
        Value::String(text) => used.extend(text.strip_prefix('@')),
        Value::Object(entries) => entries.values().for_each(|value| references(value, used)),
        _ => {}
    }
}

/// What a value is, in the words of lint.
pub(super) fn actual(value: &Value) -> &'static str {
    match value {
        Value::Null => "空",
        Value::Bool(_) => "true或false",
        Value::Number(number) if number.is_i64() => "整数",
        Value::Number(_) => "小数",
        Value::String(_) => "文字",
        Value::Array(_) => "列表",
        Value::Object(_) => "表",
    }
}

#[cfg(test)]
mod tests;
