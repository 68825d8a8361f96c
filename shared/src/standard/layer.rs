//! Merging of layers, and word lists put in place of their names.

use super::{Document, StandardError};
use crate::order::Arrange as _;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Merges layers in order. Objects merge key by key, clauses and grades by their code or id, anything else is replaced.
pub fn merge(layers: Vec<Value>) -> Result<Document, Vec<StandardError>> {
    crate::value::read(&merged(layers))
        .map_err(|error| vec![StandardError::new(format!("标准的内容不完整或有误：{error}"))])
}

/// Merges further layers over a merged document; the same as merging all layers together.
pub(super) fn merge_over(document: &Document, layers: Vec<Value>) -> Result<Document, Vec<StandardError>> {
    let unreadable = |error: serde_json::Error| vec![StandardError::new(error.to_string())];
    let below = serde_json::to_value(document).map_err(unreadable)?;
    let mut names = document.layers.clone();
    let mut all = vec![below];
    all.extend(layers);
    let mut merged: Document = merge(all)?;
    names.append(&mut merged.layers);
    merged.layers = names;
    Ok(merged)
}

/// The merged layers before anything is asked of their content.
pub(super) fn merged(layers: Vec<Value>) -> Value {
    let mut merged = Value::Object(Map::new());
    let mut names = Vec::new();
    for mut layer in layers {
        if let Some(name) = layer.as_object_mut().and_then(|object| object.remove("layer")) {
            names.push(name);
        }
        merge_into(&mut merged, layer);
    }
    if let Some(object) = merged.as_object_mut() {
        object.insert("layers".into(), Value::Array(names));
    }
    sorted(merged)
}

/// Keys in alphabetical order. Whether `Map` keeps the order of insertion depends on the features that other crates of
/// a build ask for, and the digest must not.
pub(super) fn sorted(value: Value) -> Value {
    match value {
        Value::Object(object) => {
            let mut entries: Vec<_> = object.into_iter().collect();
            entries.arrange_by(|a, b| a.0.cmp(&b.0));
            let mut object = Map::new();
            object.extend(entries.into_iter().map(|(key, value)| (key, sorted(value))));
            Value::Object(object)
        }
        Value::Array(entries) => Value::Array(entries.into_iter().map(sorted).collect()),
        value => value,
    }
}

fn merge_into(base: &mut Value, over: Value) {
    match (base, over) {
        (Value::Object(base), Value::Object(over)) => {
            for (key, value) in over {
                match base.get_mut(&key) {
                    Some(known) => merge_into(known, value),
                    None => {
                        base.insert(key, value);
                    }
                }
            }
        }
        (Value::Array(base), Value::Array(over)) if over.iter().all(|entry| name_of(entry).is_some()) => {
            for entry in over {
                let position = base.iter().position(|known| name_of(known) == name_of(&entry));
                match position {
                    Some(index) => merge_into(&mut base[index], entry),
                    None => base.push(entry),
                }
            }
        }
        (base, over) => *base = over,
    }
}

/// What entries of a list are recognised by.
pub(super) fn name_of(entry: &Value) -> Option<&str> {
    entry
        .get("code")
        .or_else(|| entry.get("id"))
        .and_then(Value::as_str)
}

/// Replaces strings `@name` by the word list of that name; the error is a name that has no list.
pub(super) fn resolve_words(params: &Value, words: &BTreeMap<String, Vec<String>>) -> Result<Value, String> {
    match params {
        Value::String(text) => match text.strip_prefix('@') {
            Some(name) => {
                let list = words.get(name).ok_or_else(|| name.to_owned())?;
                Ok(Value::Array(list.iter().cloned().map(Value::String).collect()))
            }
            None => Ok(params.clone()),
        },
        Value::Object(object) => {
            let resolved = object
                .iter()
                .map(|(key, value)| Ok((key.clone(), resolve_words(value, words)?)));
            resolved.collect::<Result<Map<_, _>, String>>().map(Value::Object)
        }
        _ => Ok(params.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::{merge, merge_into, merged, resolve_words};
    use serde_json::json;
    use std::collections::BTreeMap;

    #[test]
    fn later_layers_replace_fields_and_add_clauses() {
        let mut base = json!({"clause": [{"code": "K01", "points": 800, "per": "item"}]});
        merge_into(
            &mut base,
            json!({"clause": [{"code": "K01", "points": 600}, {"code": "K99", "points": 1}]}),
        );
        assert_eq!(
            base,
            json!({"clause": [{"code": "K01", "points": 600, "per": "item"}, {"code": "K99", "points": 1}]})
        );
    }

    #[test]
    fn word_lists_are_put_in_place_of_their_names() {
        let words = BTreeMap::from([("vague".to_owned(), vec!["其他材料".to_owned()])]);
        assert_eq!(
            resolve_words(&json!({"words": "@vague", "n": 1}), &words),
            Ok(json!({"words": ["其他材料"], "n": 1}))
        );
        assert_eq!(
            resolve_words(&json!({"words": "@none"}), &words),
            Err("none".to_owned())
        );
    }

    #[test]
    fn the_order_of_keys_never_reaches_the_digest() {
        let text = merged(vec![
            json!({"b": {"z": 1, "a": [{"y": 1, "x": 2}]}}),
            json!({"a": 1}),
        ])
        .to_string();
        assert_eq!(text, r#"{"a":1,"b":{"a":[{"x":2,"y":1}],"z":1},"layers":[]}"#);
    }

    #[test]
    fn an_incomplete_document_is_refused_in_words() {
        let errors = merge(vec![json!({"id": "x"})]).expect_err("incomplete");
        assert!(errors[0].sentence.starts_with("标准的内容不完整"));
    }
}
