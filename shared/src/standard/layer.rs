//! Merging of layers and the checks a merged document must pass.

use super::{Dimension, Document, Severity, StandardError};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Merges layers in order. Objects merge key by key, clauses and grades by their code or id, anything else is replaced.
pub fn merge(layers: Vec<Value>) -> Result<Document, Vec<StandardError>> {
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
    serde_json::from_value(merged)
        .map_err(|error| vec![StandardError(format!("标准的内容不完整或有误：{error}"))])
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
fn name_of(entry: &Value) -> Option<&str> {
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

/// Everything wrong with a merged document, apart from rules and parameters.
pub(super) fn problems(document: &Document) -> Vec<StandardError> {
    let mut found = Vec::new();
    let mut say = |text: String| found.push(StandardError(text));
    for dimension in Dimension::ALL {
        match document.dimension.get(dimension) {
            None => say(format!("缺少维度“{}”的扣分上限", dimension.name().zh)),
            Some(entry) if entry.cap <= 0 => say(format!("维度“{}”的扣分上限须大于0", dimension.name().zh)),
            Some(_) => {}
        }
    }
    if document.grade.is_empty() {
        say("缺少等级".into());
    }
    if document.grade.windows(2).any(|pair| pair[0].from <= pair[1].from) {
        say("等级须由高到低排列，分数线不得相同".into());
    }
    if document.grade.last().is_some_and(|grade| grade.from != 0) {
        say("最末一个等级须从0分起".into());
    }
    let mut codes = BTreeSet::new();
    for clause in &document.clause {
        let code = &clause.code;
        if !codes.insert(code) {
            say(format!("条款{code}重复"));
        }
        if clause.points <= 0 && clause.severity != Severity::Veto {
            say(format!("条款{code}：扣分须大于0"));
        }
        if clause.cap.is_some_and(|cap| cap < clause.points) {
            say(format!("条款{code}：扣分上限小于单次扣分"));
        }
        if clause.rule.is_some() == clause.manual.is_some() {
            say(format!("条款{code}：规则和人工核查说明须有且只有一项"));
        }
        if clause.basis.is_empty() {
            say(format!("条款{code}：缺少依据"));
        }
        for (name, text) in [("表述", &clause.title), ("改进建议", &clause.advice)] {
            if text.zh.trim().is_empty() || text.en.trim().is_empty() {
                say(format!("条款{code}：{name}须有中文和英文"));
            }
        }
        for day in [&clause.scope.from, &clause.scope.until].into_iter().flatten() {
            if crate::standard::parse_day(day).is_none() {
                say(format!("条款{code}：日期“{day}”应写作2026-01-01的形式"));
            }
        }
    }
    if document.clause.is_empty() {
        say("标准中没有条款".into());
    }
    for campaign in &document.campaign {
        for code in campaign.clauses.iter().filter(|code| !codes.contains(code)) {
            say(format!("专项核查“{}”列出的条款{code}不存在", campaign.name.zh));
        }
        if campaign.clauses.is_empty() || campaign.name.zh.is_empty() || campaign.name.en.is_empty() {
            say(format!("专项核查“{}”须有条款和中英文名称", campaign.id));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{merge, merge_into, resolve_words};
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
    fn an_incomplete_document_is_refused_in_words() {
        let errors = merge(vec![json!({"id": "x"})]).expect_err("incomplete");
        assert!(errors[0].0.starts_with("标准的内容不完整"));
    }
}
