//! What a merged document must fulfil beyond its form: sums, codes, dates, texts in both languages, rules.

use super::layer::resolve_words;
use super::{Clause, Dimension, DimensionCap, Document, Grade, Severity, StandardError, Text, parse_day};
use crate::dictionary::Dictionary;
use crate::rule::{Meta, Runner};
use crate::rules;
use crate::score::FULL;
use std::collections::{BTreeMap, BTreeSet};

/// Everything wrong with a merged document, apart from rules and parameters.
pub(super) fn of(document: &Document) -> Vec<StandardError> {
    let mut found = Vec::new();
    frame(document, &mut found);
    caps(&document.dimension, &mut found);
    grades(&document.grade, &mut found);
    let mut codes = BTreeSet::new();
    for clause in &document.clause {
        let code = &clause.code;
        if code.trim().is_empty() {
            found.push(StandardError::at(&["clause", code], "条款代码不能为空"));
        }
        if !codes.insert(code) {
            found.push(StandardError::at(&["clause", code], format!("条款{code}重复")));
        }
        points(clause, &mut found);
        texts(clause, &mut found);
        scope(clause, &mut found);
    }
    campaigns(document, &codes, &mut found);
    if document.clause.is_empty() {
        found.push(StandardError::at(&["clause"], "标准中没有条款"));
    }
    if document.clause.len() > usize::from(u16::MAX) {
        found.push(StandardError::at(&["clause"], format!("条款超过{}条", u16::MAX)));
    }
    found
}

fn campaigns(document: &Document, codes: &BTreeSet<&String>, found: &mut Vec<StandardError>) {
    for campaign in &document.campaign {
        let mut say = |key: &str, text: String| {
            found.push(StandardError::at(&["campaign", &campaign.id, key], text));
        };
        let name = &campaign.name.zh;
        for code in campaign.clauses.iter().filter(|code| !codes.contains(code)) {
            say("clauses", format!("专项核查“{name}”列出的条款{code}不存在"));
        }
        if campaign.clauses.is_empty() {
            say("clauses", format!("专项核查“{name}”没有条款"));
        }
        if name.trim().is_empty() || campaign.name.en.trim().is_empty() {
            say("name", format!("专项核查“{}”的名称须有中文和英文", campaign.id));
        }
        let lacks = |summary: &Text| summary.zh.trim().is_empty() || summary.en.trim().is_empty();
        if campaign.summary.as_ref().is_some_and(lacks) {
            say("summary", format!("专项核查“{name}”的说明须有中文和英文"));
        }
    }
}

/// The rule of a clause with its parameters read; `None` for a clause that only a person can judge.
pub(super) fn runner(
    clause: &Clause,
    words: &BTreeMap<String, Vec<String>>,
) -> Result<Option<(&'static Meta, Runner)>, StandardError> {
    let Some(id) = &clause.rule else { return Ok(None) };
    let code = &clause.code;
    let rule = rules::find(id).ok_or_else(|| {
        let near = near(id, rules::ALL.iter().map(|rule| rule.meta.id));
        StandardError::at(
            &["clause", code, "rule"],
            format!("条款{code}：没有名为“{id}”的规则{near}"),
        )
    })?;
    let at = ["clause", code, "params"];
    let params = resolve_words(&clause.params, words)
        .map_err(|name| StandardError::at(&at, format!("条款{code}：没有名为“{name}”的词表")))?;
    let runner = rule
        .build(&params)
        .map_err(|error| StandardError::at(&at, format!("条款{code}：规则“{id}”的参数有误：{error}")))?;
    Ok(Some((rule.meta, runner)))
}

/// `（是不是“…”？）` with the known name most like `wrong`, or nothing where none is like it.
pub(super) fn near<'a>(wrong: &str, known: impl Iterator<Item = &'a str>) -> String {
    let scored = known.map(|name| (strsim::jaro_winkler(wrong, name), name));
    match scored.max_by(|a, b| a.0.total_cmp(&b.0)) {
        Some((score, name)) if score >= 0.8 => format!("（是不是“{name}”？）"),
        _ => String::new(),
    }
}

fn frame(document: &Document, found: &mut Vec<StandardError>) {
    for (key, value) in [("id", &document.id), ("version", &document.version)] {
        // Both stand in names of files and addresses.
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        if value.is_empty() || value.starts_with('.') || !value.chars().all(plain) {
            let sentence = format!("“{key}”只能由字母、数字和“.”“-”“_”组成，且不以“.”开头，现在是“{value}”");
            found.push(StandardError::at(&[key], sentence));
        }
    }
    both_languages(&["title"], "标准的名称", &document.title, found);
    day(&["effective"], "标准的施行日期", &document.effective, found);
    for (name, list) in &document.words {
        for (number, word) in list.iter().enumerate() {
            if word.trim().is_empty() {
                let number = number.to_string();
                let sentence = format!("词表“{name}”中有空的词，请删去");
                found.push(StandardError::at(&["words", name, &number], sentence));
            }
        }
    }
}

fn caps(caps: &BTreeMap<Dimension, DimensionCap>, found: &mut Vec<StandardError>) {
    for dimension in Dimension::ALL {
        let name = dimension.name().zh;
        match caps.get(dimension) {
            None => found.push(StandardError::at(
                &["dimension"],
                format!("缺少维度“{name}”（{}）的扣分上限", dimension.id()),
            )),
            Some(entry) if entry.cap <= 0 => found.push(StandardError::at(
                &["dimension", dimension.id(), "cap"],
                format!("维度“{name}”的扣分上限须大于0"),
            )),
            Some(_) => {}
        }
    }
}

fn grades(grades: &[Grade], found: &mut Vec<StandardError>) {
    if grades.is_empty() {
        found.push(StandardError::at(&["grade"], "缺少等级"));
    }
    let mut ids = BTreeSet::new();
    for grade in grades {
        if !ids.insert(&grade.id) {
            found.push(StandardError::at(
                &["grade", &grade.id],
                format!("等级“{}”重复", grade.id),
            ));
        }
        both_languages(
            &["grade", &grade.id, "name"],
            &format!("等级“{}”的名称", grade.id),
            &grade.name,
            found,
        );
    }
    for pair in grades.windows(2) {
        if pair[0].from <= pair[1].from {
            found.push(StandardError::at(
                &["grade", &pair[1].id, "from"],
                "等级须由高到低排列，分数线不得相同",
            ));
        }
    }
    if let Some(last) = grades.last()
        && last.from != 0
    {
        found.push(StandardError::at(
            &["grade", &last.id, "from"],
            "最末一个等级须从0分起",
        ));
    }
}

fn points(clause: &Clause, found: &mut Vec<StandardError>) {
    let code = &clause.code;
    let mut say = |key: &str, sentence: &str| {
        found.push(StandardError::at(
            &["clause", code, key],
            format!("条款{code}：{sentence}"),
        ));
    };
    if clause.points < 0 || clause.points == 0 && clause.severity != Severity::Veto {
        say("points", "扣分须大于0");
    }
    if clause.points > FULL {
        say("points", "扣分超过一个事项的满分（100.00分，写作10000），请改小");
    }
    if clause.cap.is_some_and(|cap| cap < clause.points) {
        say("cap", "扣分上限小于单次扣分");
    }
    if clause.rule.is_some() && clause.manual.is_some() {
        say("manual", "规则和人工核查说明只能有一项");
    }
    if clause.rule.is_none() && clause.manual.is_none() {
        say(
            "rule",
            "缺少规则（rule）；只能由人核查的，写明人工核查说明（manual）",
        );
    }
    let no_params = clause.params.as_object().is_none_or(serde_json::Map::is_empty);
    if clause.rule.is_none() && !no_params {
        say("params", "没有规则，却写了规则的参数");
    }
    if !clause.params.is_object() {
        say("params", "规则的参数应写成表");
    }
    if clause.basis.is_empty() {
        say("basis", "缺少依据");
    }
}

fn texts(clause: &Clause, found: &mut Vec<StandardError>) {
    let code = &clause.code;
    let mut both = |at: &[&str], name: &str, text: &Text| {
        let at = [&["clause", code.as_str()], at].concat();
        both_languages(&at, &format!("条款{code}：{name}"), text, found);
    };
    both(&["title"], "表述", &clause.title);
    both(&["advice"], "改进建议", &clause.advice);
    if let Some(manual) = &clause.manual {
        both(&["manual", "reason"], "人工核查的原因", &manual.reason);
        both(&["manual", "evidence"], "需要的证据", &manual.evidence);
    }
    for (number, basis) in clause.basis.iter().enumerate() {
        if basis.text.trim().is_empty() {
            let number = number.to_string();
            let sentence = format!("条款{code}：依据的内容为空");
            found.push(StandardError::at(
                &["clause", code, "basis", &number, "text"],
                sentence,
            ));
        }
    }
}

fn scope(clause: &Clause, found: &mut Vec<StandardError>) {
    let (code, scope) = (&clause.code, &clause.scope);
    for (key, codes, dictionary) in [
        ("types", &scope.types, Dictionary::TaskType),
        ("except_types", &scope.except_types, Dictionary::TaskType),
        ("levels", &scope.levels, Dictionary::UseLevel),
    ] {
        for (number, written) in codes.iter().enumerate() {
            if dictionary.entries().iter().any(|entry| entry.code == written) {
                continue;
            }
            let known: Vec<_> = dictionary
                .entries()
                .iter()
                .map(|entry| format!("{}{}", entry.code, entry.name.zh))
                .collect();
            let sentence = format!(
                "条款{code}：适用范围中的“{written}”不是“{}”的代码，可用的代码：{}",
                dictionary.name().zh,
                known.join("、")
            );
            let number = number.to_string();
            found.push(StandardError::at(
                &["clause", code, "scope", key, &number],
                sentence,
            ));
        }
    }
    for (key, written) in [("from", &scope.from), ("until", &scope.until)] {
        if let Some(written) = written {
            day(
                &["clause", code, "scope", key],
                &format!("条款{code}：日期"),
                written,
                found,
            );
        }
    }
    if let (Some(from), Some(until)) = (&scope.from, &scope.until)
        && until < from
    {
        let sentence = format!("条款{code}：截止日期{until}早于起始日期{from}");
        found.push(StandardError::at(&["clause", code, "scope", "until"], sentence));
    }
}

fn both_languages(at: &[&str], name: &str, text: &Text, found: &mut Vec<StandardError>) {
    for (key, language, written) in [("zh", "中文", &text.zh), ("en", "英文", &text.en)] {
        if written.trim().is_empty() {
            let at = [at, &[key]].concat();
            found.push(StandardError::at(&at, format!("{name}缺少{language}（{key}）")));
        }
    }
}

fn day(at: &[&str], name: &str, written: &str, found: &mut Vec<StandardError>) {
    if parse_day(written).is_none() {
        let sentence = format!("{name}“{written}”不是日期，应写作“2026-01-01”的形式");
        found.push(StandardError::at(at, sentence));
    }
}
