//! The form of files: unknown keys, wrong types, names that are not among the choices, missing fields.

use crate::standard::problems::near;
use crate::standard::shape::{Choice, Field, ROOT, Shape};
use crate::standard::tree::{Fault, name_of};
use crate::standard::{Document, StandardError, builtin};
use serde_json::Value;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Faults of one file, seen by itself.
pub(super) fn faults(root: &DeTable<'_>) -> Vec<Fault> {
    let mut check = Check {
        faults: Vec::new(),
        at: Vec::new(),
    };
    check.table(ROOT, root, 0..0, false);
    check.faults
}

/// Entries of a list with the values they are recognised by.
pub(super) fn names(root: &DeTable<'_>, list: &str) -> Vec<(String, Range<usize>)> {
    let Some(DeValue::Array(entries)) = root.get(list).map(Spanned::get_ref) else {
        return Vec::new();
    };
    let names = entries
        .iter()
        .filter_map(|entry| Some((name_of(entry.get_ref())?.to_owned(), entry.span())));
    names.collect()
}

struct Check {
    faults: Vec<Fault>,
    at: Vec<String>,
}

impl Check {
    fn say(&mut self, span: Range<usize>, sentence: String) {
        self.faults.push(Fault { span, sentence });
    }

    /// `whole`: no other layer can add what is missing here.
    fn table(&mut self, fields: &'static [Field], table: &DeTable<'_>, span: Range<usize>, whole: bool) {
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            let Some(field) = fields.iter().find(|field| field.key == name) else {
                let known: Vec<_> = fields.iter().map(|field| field.key).collect();
                let near = near(name, known.iter().copied());
                let subject = subject(&self.at);
                let sentence = format!(
                    "{subject}没有名为“{name}”的字段{near}；可用的字段：{}",
                    known.join("、")
                );
                self.say(key.span(), sentence);
                continue;
            };
            self.at.push(name.to_owned());
            self.value(field.name.zh, field.shape, value, whole);
            self.at.pop();
        }
        if whole {
            for field in fields
                .iter()
                .filter(|field| field.required && table.get(field.key).is_none())
            {
                let sentence = format!("{}缺少“{}”（{}）", subject(&self.at), field.key, field.name.zh);
                self.say(span.clone(), sentence);
            }
        }
    }

    fn value(&mut self, name: &str, shape: Shape, value: &Spanned<DeValue<'_>>, whole: bool) {
        match (shape, value.get_ref()) {
            (Shape::Text | Shape::Day | Shape::Rule | Shape::Code(_), DeValue::String(_))
            | (Shape::Flag, DeValue::Boolean(_))
            | (Shape::Params, DeValue::Table(_)) => {}
            (Shape::Whole, DeValue::Integer(number)) => {
                if i32::from_str_radix(number.as_str(), number.radix()).is_err() {
                    let sentence = format!("{}的{}过大", subject(&self.at), self.field(name));
                    self.say(value.span(), sentence);
                }
            }
            (Shape::OneOf(choices), DeValue::String(text)) => {
                self.choice(name, &choices(), text, value.span());
            }
            (Shape::List(entry), DeValue::Array(entries)) => {
                for (number, value) in entries.iter().enumerate() {
                    self.at.push(number.to_string());
                    self.value(name, *entry, value, true);
                    self.at.pop();
                }
            }
            (Shape::Named(key, fields), DeValue::Array(entries)) => {
                for (number, value) in entries.iter().enumerate() {
                    self.named(name, key, fields, number, value);
                }
            }
            (Shape::Table(fields), DeValue::Table(table)) => self.table(fields, table, value.span(), whole),
            (Shape::Map(choices, entry), DeValue::Table(table)) => {
                for (key, value) in table {
                    if let Some(choices) = choices {
                        self.choice(name, &choices(), key.get_ref(), key.span());
                    }
                    self.at.push(key.get_ref().clone().into_owned());
                    self.value(name, *entry, value, whole);
                    self.at.pop();
                }
            }
            (shape, other) => {
                let sentence = format!(
                    "{}的{}应为{}，现在是{}",
                    subject(&self.at),
                    self.field(name),
                    expected(shape),
                    actual(other)
                );
                self.say(value.span(), sentence);
            }
        }
    }

    /// An entry of a list that layers merge by name; without its name it would replace the whole list.
    fn named(
        &mut self,
        name: &str,
        key: &str,
        fields: &'static [Field],
        number: usize,
        value: &Spanned<DeValue<'_>>,
    ) {
        let ordinal = format!("第{}个{name}", number + 1);
        let DeValue::Table(table) = value.get_ref() else {
            self.say(
                value.span(),
                format!("{ordinal}应为表，现在是{}", actual(value.get_ref())),
            );
            return;
        };
        match table.get(key) {
            Some(named) if named.get_ref().is_str() => {}
            // A wrong type is said below like any other.
            Some(_) => {}
            None => self.say(value.span(), format!("{ordinal}缺少“{key}”")),
        }
        let step = name_of(value.get_ref()).map_or_else(|| number.to_string(), str::to_owned);
        self.at.push(step);
        self.table(fields, table, value.span(), false);
        self.at.pop();
    }

    fn choice(&mut self, name: &str, choices: &[Choice], text: &str, span: Range<usize>) {
        if choices.iter().any(|(choice, _)| *choice == text) {
            return;
        }
        let near = near(text, choices.iter().map(|(choice, _)| *choice));
        let all: Vec<_> = choices
            .iter()
            .map(|(choice, name)| format!("{choice}{}", name.zh))
            .collect();
        let sentence = format!(
            "{}的{}不能是“{text}”{near}；可用的值：{}",
            subject(&self.at),
            self.field(name),
            all.join("、")
        );
        self.say(span, sentence);
    }

    /// The key and its name.
    fn field(&self, name: &str) -> String {
        let key = self.at.iter().rev().find(|step| step.parse::<usize>().is_err());
        key.map_or_else(|| name.to_owned(), |key| format!("“{key}”（{name}）"))
    }
}

/// Whose field it is.
fn subject(at: &[String]) -> String {
    match at {
        [list, name, ..] if list == "clause" => match name.parse::<usize>() {
            Ok(number) => format!("第{}个条款", number + 1),
            Err(_) => format!("条款{name}"),
        },
        [list, name, ..] if list == "grade" => format!("等级“{name}”"),
        [list, name, ..] if list == "words" => format!("词表“{name}”"),
        [list, name, ..] if list == "dimension" => format!("维度“{name}”"),
        _ => "标准".to_owned(),
    }
}

fn expected(shape: Shape) -> &'static str {
    match shape {
        Shape::Text | Shape::OneOf(_) | Shape::Code(_) => "加引号的文字",
        Shape::Rule => "规则标识（加引号的文字）",
        Shape::Day => "加引号的日期，如\"2026-01-01\"",
        Shape::Whole => "整数",
        Shape::Flag => "true或false",
        Shape::List(_) => "列表",
        Shape::Named(..) => "若干个表（[[…]]）",
        Shape::Table(_) | Shape::Map(..) | Shape::Params => "表",
    }
}

fn actual(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "文字",
        DeValue::Integer(_) => "整数",
        DeValue::Float(_) => "小数",
        DeValue::Boolean(_) => "true或false",
        DeValue::Datetime(_) => "没有加引号的日期",
        DeValue::Array(_) => "列表",
        DeValue::Table(_) => "表",
    }
}

/// Fields that the merged layers lack.
pub(super) fn missing(merged: &Value) -> Vec<StandardError> {
    let mut found = Vec::new();
    lacking(ROOT, merged, &mut Vec::new(), &mut found);
    found
}

fn lacking(fields: &'static [Field], value: &Value, at: &mut Vec<String>, found: &mut Vec<StandardError>) {
    let Some(table) = value.as_object() else { return };
    for field in fields {
        let Some(value) = table.get(field.key) else {
            if field.required {
                let sentence = format!("{}缺少“{}”（{}）", subject(at), field.key, field.name.zh);
                let mut at = at.clone();
                at.push(field.key.to_owned());
                found.push(StandardError { at, sentence });
            }
            continue;
        };
        at.push(field.key.to_owned());
        match (field.shape, value) {
            (Shape::Table(fields), value) => lacking(fields, value, at, found),
            (Shape::Named(key, fields), Value::Array(entries)) => {
                for entry in entries {
                    // One without a name was said where it stands.
                    if let Some(name) = entry.get(key).and_then(Value::as_str) {
                        at.push(name.to_owned());
                        lacking(fields, entry, at, found);
                        at.pop();
                    }
                }
            }
            (Shape::Map(_, Shape::Table(fields)), Value::Object(entries)) => {
                for (name, entry) in entries {
                    at.push(name.clone());
                    lacking(fields, entry, at, found);
                    at.pop();
                }
            }
            _ => {}
        }
        at.pop();
    }
}

/// What of a broken standard can be looked at further: clauses that cannot be read are left out, such word lists are
/// empty, and other fields are the built-in standard's, which cause no problems of their own.
pub(super) fn mended(merged: &Value) -> Option<Document> {
    let mut trial = builtin(None).ok()?.document;
    let clauses = std::mem::take(&mut trial.clause);
    trial.words.clear();
    let trial = serde_json::to_value(&trial).ok()?;
    let mut document = trial.clone();
    let fields = document.as_object_mut()?;
    for key in trial
        .as_object()?
        .keys()
        .filter(|key| *key != "clause" && *key != "words")
    {
        let Some(value) = merged.get(key) else { continue };
        let mut tried = trial.clone();
        tried.as_object_mut()?.insert(key.clone(), value.clone());
        if serde_json::from_value::<Document>(tried).is_ok() {
            fields.insert(key.clone(), value.clone());
        }
    }
    let mut document: Document = serde_json::from_value(document).ok()?;
    let words = merged.get("words").and_then(Value::as_object);
    document.words = words
        .into_iter()
        .flatten()
        .map(|(name, list)| {
            (
                name.clone(),
                serde_json::from_value(list.clone()).unwrap_or_default(),
            )
        })
        .collect();
    document.clause = match merged.get("clause").and_then(Value::as_array) {
        Some(entries) => entries
            .iter()
            .filter_map(|entry| serde_json::from_value(entry.clone()).ok())
            .collect(),
        None => Vec::new(),
    };
    if document.clause.is_empty() {
        document.clause = clauses
            .into_iter()
            .filter(|clause| clause.rule.is_none())
            .collect();
    }
    Some(document)
}
