//! The JSON schema of the files of a standard, for editors that complete and check while one types (taplo and others).
//!
//! A file may be one part of one layer, so the schema asks for nothing that another file may give; lint does.

use super::layer::sorted;
use super::parameters::{self, Kind};
use super::shape::{Choice, Field, ROOT, Shape};
use crate::element::Element;
use crate::locale::Lang;
use crate::rules;
use serde_json::{Map, Value, json};

/// The schema as a document of its own, ended by a line break.
pub fn schema() -> String {
    let mut schema = table(ROOT, false);
    let mut whole = Map::new();
    whole.insert("$schema".into(), json!("http://json-schema.org/draft-07/schema#"));
    whole.insert("title".into(), json!("清查标准文件 · Qingcha standard file"));
    whole.insert(
        "description".into(),
        json!("一个标准由若干层（文件夹）组成，每层若干文件；改好后运行 qingcha standard lint 检查"),
    );
    whole.append(&mut schema);
    whole.insert(
        "definitions".into(),
        json!({"element": elements(), "params": every_parameter()}),
    );
    let mut text = serde_json::to_string_pretty(&sorted(Value::Object(whole))).unwrap_or_default();
    text.push('\n');
    text
}

fn table(fields: &[Field], whole: bool) -> Map<String, Value> {
    let properties: Map<_, _> = fields
        .iter()
        .map(|field| (field.key.to_owned(), property(field)))
        .collect();
    // What lists are merged by, and what no other layer can add.
    let named = |field: &&Field| matches!(field.key, "code" | "id") && fields.len() != ROOT.len();
    let required: Vec<_> = fields
        .iter()
        .filter(|field| whole && field.required || named(field))
        .map(|field| field.key)
        .collect();
    let mut out = Map::new();
    out.insert("type".into(), json!("object"));
    out.insert("additionalProperties".into(), json!(false));
    out.insert("properties".into(), Value::Object(properties));
    if !required.is_empty() {
        out.insert("required".into(), json!(required));
    }
    if fields.iter().any(|field| matches!(field.shape, Shape::Rule)) {
        out.insert("allOf".into(), Value::Array(rules_with_parameters()));
    }
    out
}

fn property(field: &Field) -> Value {
    let mut out = value(field.shape, false);
    let description = format!("{}：{} · {}", field.name.zh, field.what, field.name.en);
    out.insert("description".into(), json!(description));
    Value::Object(out)
}

fn value(shape: Shape, whole: bool) -> Map<String, Value> {
    let schema = match shape {
        Shape::Text => json!({"type": "string"}),
        Shape::Day => json!({"type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}$"}),
        Shape::Whole => json!({"type": "integer", "minimum": 0}),
        Shape::Flag => json!({"type": "boolean"}),
        Shape::OneOf(choices) | Shape::Code(choices) => one_of(&choices()),
        Shape::Rule => {
            let all: Vec<_> = rules::ALL
                .iter()
                .map(|rule| (rule.meta.id, rule.meta.title))
                .collect();
            one_of(&all)
        }
        Shape::Params => json!({"$ref": "#/definitions/params"}),
        Shape::List(entry) => json!({"type": "array", "items": value(*entry, true)}),
        Shape::Named(_, fields) => json!({"type": "array", "items": table(fields, false)}),
        Shape::Table(fields) => Value::Object(table(fields, whole)),
        Shape::Map(None, entry) => json!({"type": "object", "additionalProperties": value(*entry, whole)}),
        Shape::Map(Some(choices), entry) => {
            let properties: Map<_, _> = choices()
                .into_iter()
                .map(|(choice, name)| {
                    let mut schema = value(*entry, whole);
                    schema.insert("description".into(), json!(format!("{} · {}", name.zh, name.en)));
                    (choice.to_owned(), Value::Object(schema))
                })
                .collect();
            json!({"type": "object", "additionalProperties": false, "properties": properties})
        }
    };
    match schema {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// Choices with their names, which taplo shows beside them.
fn one_of(choices: &[Choice]) -> Value {
    let values: Vec<_> = choices.iter().map(|(choice, _)| *choice).collect();
    let names: Vec<_> = choices
        .iter()
        .map(|(_, name)| format!("{} · {}", name.zh, name.en))
        .collect();
    json!({"enum": values, "x-taplo": {"docs": {"enumValues": names}}})
}

fn elements() -> Value {
    let all: Vec<_> = Element::all().collect();
    let values: Vec<_> = all.iter().map(|element| element.id()).collect();
    let names: Vec<_> = all
        .iter()
        .map(|element| format!("{} · {}", element.name(Lang::ZhCn), element.name(Lang::En)))
        .collect();
    json!({"enum": values, "x-taplo": {"docs": {"enumValues": names}}})
}

/// The names of all parameters, so that editors complete them; which rule takes which is said by the rules.
fn every_parameter() -> Value {
    let names = rules::ALL.iter().flat_map(|rule| parameters::of(rule));
    let properties: Map<_, _> = names.map(|parameter| (parameter.name, json!({}))).collect();
    json!({"type": "object", "properties": properties})
}

/// For each rule what its parameters are.
fn rules_with_parameters() -> Vec<Value> {
    let one = |rule: &&crate::rule::Rule| {
        let known = parameters::of(rule);
        let properties: Map<_, _> = known
            .iter()
            .map(|parameter| {
                (
                    parameter.name.clone(),
                    one_of_kinds(&parameter.kinds, &parameter.choices),
                )
            })
            .collect();
        json!({
            "if": {"required": ["rule"], "properties": {"rule": {"const": rule.meta.id}}},
            "then": {"properties": {"params": {
                "description": format!("{} · {}", rule.what().zh, rule.what().en),
                "additionalProperties": false,
                "properties": properties,
            }}},
        })
    };
    rules::ALL.iter().map(one).collect()
}

fn one_of_kinds(kinds: &[Kind], choices: &[String]) -> Value {
    let word_list = json!({"type": "string", "pattern": "^@", "description": "引用词表"});
    let schemas: Vec<_> = kinds
        .iter()
        .flat_map(|kind| match kind {
            Kind::Flag => vec![json!({"type": "boolean"})],
            Kind::Whole => vec![json!({"type": "integer"})],
            Kind::Element => vec![json!({"$ref": "#/definitions/element"})],
            Kind::Choice => vec![json!({"type": "string", "enum": choices})],
            Kind::Text => vec![json!({"type": "string"})],
            Kind::Elements => {
                let element = json!({"$ref": "#/definitions/element"});
                let any = json!({"type": "array", "items": element});
                vec![json!({"type": "array", "items": {"anyOf": [element, any]}})]
            }
            Kind::Words => vec![
                json!({"type": "array", "items": {"type": "string"}}),
                word_list.clone(),
            ],
            Kind::List => vec![json!({"type": "array"}), word_list.clone()],
            Kind::Table => vec![json!({"type": "object"})],
        })
        .collect();
    json!({"anyOf": schemas})
}

#[cfg(test)]
mod tests {
    use super::schema;
    use std::path::Path;

    /// The committed file is what editors read; it is written anew with `qingcha standard schema`.
    #[test]
    fn the_committed_schema_is_this_one() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("standards/standard.schema.json");
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            committed == schema(),
            "{} 已经过时，请运行：cargo run -p server -- standard schema > shared/standards/standard.schema.json",
            path.display()
        );
    }

    #[test]
    fn every_rule_and_field_is_in_it() {
        let text = schema();
        for rule in crate::rules::ALL {
            assert!(
                text.contains(&format!("\"const\": \"{}\"", rule.meta.id)),
                "{}",
                rule.meta.id
            );
        }
        for key in ["except_types", "confidence", "effective", "\"cap\"", "\"manual\""] {
            assert!(text.contains(key), "{key}");
        }
    }

    #[test]
    fn every_file_of_the_standard_names_it() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("standards");
        let mut folders = vec![root];
        let mut files = 0;
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "toml") {
                    files += 1;
                    let text = std::fs::read_to_string(&path).unwrap();
                    assert!(
                        text.starts_with("#:schema ../../standard.schema.json\n"),
                        "{}：第一行应为 #:schema ../../standard.schema.json",
                        path.display()
                    );
                }
            }
        }
        assert!(files > 0);
    }
}
