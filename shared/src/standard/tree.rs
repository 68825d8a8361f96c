//! A file of a standard with the place of everything in it.

use serde_json::{Map, Number, Value};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

/// A parsed file.
pub(super) struct Tree<'t> {
    text: &'t str,
    pub(super) root: DeTable<'t>,
}

/// Something wrong at a byte range of a file.
pub(super) struct Fault {
    pub(super) span: Range<usize>,
    pub(super) sentence: String,
}

impl<'t> Tree<'t> {
    /// Parses a file; a broken one gives all faults of its syntax.
    pub(super) fn parse(text: &'t str) -> Result<Self, Vec<Fault>> {
        let (root, errors) = DeTable::parse_recoverable(text);
        if errors.is_empty() {
            return Ok(Self {
                text,
                root: root.into_inner(),
            });
        }
        let faults = errors.iter().map(|error| Fault {
            span: error.span().unwrap_or(0..0),
            sentence: syntax(error.message()),
        });
        Err(faults.collect())
    }

    /// The file as JSON, which is what layers are merged as; faults are values that JSON cannot hold.
    pub(super) fn to_json(&self) -> Result<Value, Vec<Fault>> {
        let mut faults = Vec::new();
        let value = table(&self.root, &mut faults);
        if faults.is_empty() { Ok(value) } else { Err(faults) }
    }

    /// How many steps of a place this file has, and where the last of them stands.
    pub(super) fn find(&self, at: &[String]) -> (usize, Range<usize>) {
        let mut span = 0..0;
        let mut steps = at.iter().enumerate().peekable();
        let Some((_, first)) = steps.next() else {
            return (0, span);
        };
        let Some(mut here) = self.root.get(first.as_str()) else {
            return (0, span);
        };
        loop {
            // Tables made by a dotted key have no place of their own.
            if !here.span().is_empty() {
                span = here.span();
            }
            let Some((depth, step)) = steps.next() else {
                return (at.len(), span);
            };
            let next = match here.get_ref() {
                DeValue::Table(table) => table.get(step.as_str()),
                DeValue::Array(array) => entry(array, step),
                _ => None,
            };
            let Some(next) = next else { return (depth, span) };
            here = next;
        }
    }

    /// Line and column of a byte, both from 1; columns count characters.
    pub(super) fn position(&self, byte: usize) -> (usize, usize) {
        position(self.text, byte)
    }
}

/// Line and column of a byte of `text`, both from 1; columns count characters.
pub(super) fn position(text: &str, byte: usize) -> (usize, usize) {
    let mut end = byte.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = text.get(..end).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let lines = before.matches('\n').count();
    let column = before.get(line_start..).unwrap_or_default().chars().count();
    (lines + 1, column + 1)
}

/// The entry of a list that a step names: by code or id, or by its number from 0.
fn entry<'a, 't>(array: &'a DeArray<'t>, step: &str) -> Option<&'a Spanned<DeValue<'t>>> {
    let named = array.iter().find(|entry| name_of(entry.get_ref()) == Some(step));
    named.or_else(|| array.get(step.parse::<usize>().ok()?))
}

/// What an entry of a list is recognised by when layers are merged.
pub(super) fn name_of<'a>(entry: &'a DeValue<'_>) -> Option<&'a str> {
    let DeValue::Table(table) = entry else { return None };
    let key = table.get("code").or_else(|| table.get("id"))?;
    key.get_ref().as_str()
}

fn table(from: &DeTable<'_>, faults: &mut Vec<Fault>) -> Value {
    let entries = from
        .iter()
        .map(|(key, entry)| (key.get_ref().clone().into_owned(), value(entry, faults)));
    Value::Object(entries.collect::<Map<_, _>>())
}

fn value(from: &Spanned<DeValue<'_>>, faults: &mut Vec<Fault>) -> Value {
    let mut say = |sentence: &str| {
        faults.push(Fault {
            span: from.span(),
            sentence: sentence.to_owned(),
        });
        Value::Null
    };
    match from.get_ref() {
        DeValue::String(text) => Value::String(text.clone().into_owned()),
        DeValue::Boolean(flag) => Value::Bool(*flag),
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => Value::Number(number.into()),
            Err(_) => say("数字过大"),
        },
        DeValue::Float(number) => {
            let number = number.as_str().parse().ok().and_then(Number::from_f64);
            number.map_or_else(|| say("不是可用的数字"), Value::Number)
        }
        DeValue::Datetime(_) => say("日期应加引号，写作“\"2026-01-01\"”的形式"),
        DeValue::Array(entries) => Value::Array(entries.iter().map(|entry| value(entry, faults)).collect()),
        DeValue::Table(entries) => table(entries, faults),
    }
}

/// The parser's messages in Chinese, the commonest ones in the words of this field.
fn syntax(message: &str) -> String {
    let (what, expected) = message
        .split_once(", expected ")
        .map_or((message, None), |(what, rest)| (what, Some(rest)));
    let known = [
        ("duplicate key", "同一个键写了两次"),
        ("string values must be quoted", "文字要加引号"),
        ("unclosed array table", "“[[”没有用“]]”结束"),
        ("unclosed table", "“[”没有用“]”结束"),
        ("unclosed array", "列表缺少结尾的“]”"),
        ("unclosed inline table", "“{”没有用“}”结束"),
        ("key with no value", "键后面缺少“=”和值"),
        ("missing value for key", "键后面缺少“=”和值"),
        ("missing value", "“=”后面缺少值"),
        ("extra `=`", "多了一个“=”"),
        ("missing comma between array elements", "列表的两项之间缺少逗号"),
        ("extra comma in array", "列表中多了一个逗号"),
        ("missing comma between key-value pairs", "两个键之间缺少逗号"),
        ("extra comma in inline table", "“{ }”中多了一个逗号"),
        ("missing assignment between key-value pairs", "键后面缺少“=”"),
        ("missing array opening", "多了“]”，或前面缺少“[”"),
        ("missing inline table opening", "多了“}”，或前面缺少“{”"),
        ("missing table open", "多了“]”，或前面缺少“[”"),
        ("unexpected key or value", "一行只能写一个键，这里多了内容"),
        ("invalid key-value pair", "这一行不是“键 = 值”"),
        ("invalid float", "不是正确的数字；文字要加引号"),
        ("invalid integer", "不是正确的数字；文字要加引号"),
        ("invalid datetime", "不是正确的日期；文字要加引号"),
        ("invalid boolean", "应为true或false；文字要加引号"),
        (
            "unexpected leading zero",
            "数字前面不能有0；代码一类的数字要加引号",
        ),
        (
            "invalid basic string",
            "引号内的文字有误，多半是缺少结尾的引号或用了不认识的“\\”",
        ),
        (
            "invalid literal string",
            "单引号内的文字有误，多半是缺少结尾的引号",
        ),
        ("recursion limit", "嵌套过深"),
        ("cannot recurse further", "嵌套过深"),
        ("invalid comment character", "注释中有控制字符"),
        ("missing escaped value", "“\\”后面缺少字符"),
        (
            "invalid unquoted key",
            "键只能用字母、数字、“-”和“_”，其他的要加引号",
        ),
    ];
    let translated = known.iter().find(|(english, _)| what.starts_with(english));
    match (translated, expected) {
        (Some((_, chinese)), _) => format!("写法有误：{chinese}"),
        (None, Some(expected)) => format!("写法有误（{what}），此处应为{expected}"),
        (None, None) => format!("写法有误（{what}）"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Tree, position};

    fn at(steps: &[&str]) -> Vec<String> {
        steps.iter().map(|&step| step.to_owned()).collect()
    }

    #[test]
    fn columns_count_characters() {
        assert_eq!(position("一二\n三四", 0), (1, 1));
        assert_eq!(position("一二\n三四", "一二\n三".len()), (2, 2));
        assert_eq!(position("一二\n三四", 1), (1, 1));
        assert_eq!(position("a", 99), (1, 2));
    }

    #[test]
    fn places_are_found_by_code_and_by_number() {
        let text = "[[clause]]\ncode = \"K01\"\n[[clause]]\ncode = \"K02\"\nbasis = [\n  { text = \"甲\" },\n]\n[clause.params]\nwords = \"@x\"\n";
        let tree = Tree::parse(text).unwrap_or_else(|faults| panic!("{}", faults[0].sentence));
        let line = |steps: &[&str]| {
            let (depth, span) = tree.find(&at(steps));
            (depth, tree.position(span.start).0)
        };
        assert_eq!(line(&["clause", "K02", "code"]), (3, 4));
        assert_eq!(line(&["clause", "K02", "basis", "0", "text"]), (5, 6));
        assert_eq!(line(&["clause", "K02", "params", "words"]), (4, 9));
        assert_eq!(line(&["clause", "K02", "advice", "zh"]), (2, 3));
        assert_eq!(line(&["grade"]), (0, 1));
    }

    #[test]
    fn every_fault_of_the_syntax_is_said() {
        let faults = Tree::parse("a = \nb = [1 2]\nc = 1\nc = 2\n")
            .err()
            .expect("faults");
        let said: Vec<_> = faults.iter().map(|fault| fault.sentence.as_str()).collect();
        assert!(said.len() >= 3, "{said:?}");
        assert!(
            said.iter().all(|sentence| sentence.starts_with("写法有误")),
            "{said:?}"
        );
    }
}
