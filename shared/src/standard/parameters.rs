//! The parameters of a rule, found out by trying: the parameters' type is the only description there is, and every
//! rule refuses unknown names, so that no second list has to be kept in step.

use super::layer::resolve_words;
use super::problems::near;
use super::{Clause, StandardError};
use crate::element::Element;
use crate::rule::Rule;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// What a parameter may be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// True or false.
    Flag,
    /// A whole number.
    Whole,
    /// The identifier of an element.
    Element,
    /// One of a few names.
    Choice,
    /// Any text.
    Text,
    /// A list of identifiers of elements.
    Elements,
    /// A list of texts, or `@name` of a word list.
    Words,
    /// Another list.
    List,
    /// A table.
    Table,
}

impl Kind {
    /// In the words of lint.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Flag => "true或false",
            Self::Whole => "整数",
            Self::Element => "要素标识",
            Self::Choice => "所列名称之一",
            Self::Text => "文字",
            Self::Elements => "要素标识的列表",
            Self::Words => "词的列表或“@词表名”",
            Self::List => "列表",
            Self::Table => "表",
        }
    }
}

/// One parameter of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parameter {
    pub(super) name: String,
    pub(super) required: bool,
    /// What it may be written as.
    pub(super) kinds: Vec<Kind>,
    /// The names to choose from, where it is one of a few.
    pub(super) choices: Vec<String>,
}

/// The parameters a rule takes, in the rule's order.
pub(super) fn of(rule: &Rule) -> Vec<Parameter> {
    // No rule has a parameter of this name, so the refusal lists those it has.
    let refusal = error(rule, "\u{1}", &Value::Null).unwrap_or_default();
    let names = refusal.split_once(", expected ").map_or("", |(_, names)| names);
    let names: Vec<_> = names.split('`').skip(1).step_by(2).collect();
    let choices: Vec<_> = names.iter().map(|name| choices(rule, name)).collect();
    let samples: Vec<_> = names
        .iter()
        .zip(&choices)
        .map(|(name, choices)| match choices.first() {
            Some(choice) => (*name, vec![(Kind::Choice, json!(choice))]),
            None => (*name, accepted(rule, name)),
        })
        .collect();
    let required = |name: &str| {
        let others = samples.iter().filter(|(other, _)| *other != name);
        let params: Map<_, _> = others
            .filter_map(|(other, taken)| Some(((*other).to_owned(), taken.first()?.1.clone())))
            .collect();
        let refused = rule.build(&Value::Object(params)).err();
        refused.is_some_and(|error| error.to_string().starts_with(&format!("missing field `{name}`")))
    };
    samples
        .iter()
        .zip(&choices)
        .map(|((name, taken), choices)| Parameter {
            name: (*name).to_owned(),
            required: required(name),
            kinds: kinds(taken),
            choices: choices.clone(),
        })
        .collect()
}

/// The names a parameter is chosen from, as the refusal of another name lists them; empty where it is no such choice.
/// Identifiers of elements are chosen too, but there are far too many to list.
fn choices(rule: &Rule, name: &str) -> Vec<String> {
    let refusal = error(rule, name, &json!("\u{1}")).unwrap_or_default();
    let names = refusal
        .strip_prefix("unknown variant `\u{1}`, expected ")
        .unwrap_or_default();
    let names = names.split('`').skip(1).step_by(2).map(str::to_owned);
    names.filter(|name| Element::from_id(name).is_none()).collect()
}

/// Samples that a parameter takes, with what they are samples of.
fn accepted(rule: &Rule, name: &str) -> Vec<(Kind, Value)> {
    let element = Element::all().next().map_or("", Element::id);
    let samples = [
        (Kind::Flag, json!(true)),
        (Kind::Whole, json!(1)),
        (Kind::Text, json!("\u{1}")),
        (Kind::Element, json!(element)),
        (Kind::Words, json!(["\u{1}"])),
        (Kind::Elements, json!([element])),
        (Kind::List, json!([])),
        (Kind::Table, json!({})),
    ];
    let taken = samples
        .into_iter()
        .filter(|(_, sample)| error(rule, name, sample).is_none());
    taken.collect()
}

/// The most telling kinds: who takes any text takes identifiers too.
fn kinds(taken: &[(Kind, Value)]) -> Vec<Kind> {
    let takes = |kind| taken.iter().any(|(other, _)| *other == kind);
    let mut kinds: Vec<_> = taken.iter().map(|(kind, _)| *kind).collect();
    kinds.retain(|kind| match kind {
        Kind::Element => !takes(Kind::Text),
        Kind::Elements => !takes(Kind::Words),
        Kind::List => !takes(Kind::Words) && !takes(Kind::Elements),
        _ => true,
    });
    kinds
}

/// Why a rule refuses one parameter, whatever the others; `None` where it takes it.
fn error(rule: &Rule, name: &str, value: &Value) -> Option<String> {
    let refused = rule.build(&json!({ name: value })).err()?.to_string();
    (!refused.starts_with("missing field `")).then_some(refused)
}

/// Everything wrong with the parameters a clause gives its rule.
pub(super) fn faults(
    clause: &Clause,
    rule: &Rule,
    words: &BTreeMap<String, Vec<String>>,
) -> Vec<StandardError> {
    let known = of(rule);
    let empty = Map::new();
    let params = clause.params.as_object().unwrap_or(&empty);
    let mut found = Vec::new();
    let subject = format!("条款{}：规则“{}”", clause.code, rule.meta.id);
    let missing = known
        .iter()
        .filter(|parameter| parameter.required && !params.contains_key(&parameter.name));
    for parameter in missing {
        let sentence = format!(
            "{subject}缺少参数“{}”，应为{}",
            parameter.name,
            names(&parameter.kinds)
        );
        found.push(StandardError::at(&["clause", &clause.code, "params"], sentence));
    }
    for (name, value) in params {
        if let Some(parameter) = known.iter().find(|parameter| parameter.name == *name) {
            one(&subject, clause, rule, parameter, value, words, &mut found);
        } else {
            let at = ["clause", &clause.code, "params", name];
            found.push(StandardError::at(&at, unknown(&subject, name, &known)));
        }
    }
    found
}

/// Everything wrong with the value of one parameter.
fn one(
    subject: &str,
    clause: &Clause,
    rule: &Rule,
    parameter: &Parameter,
    value: &Value,
    words: &BTreeMap<String, Vec<String>>,
    found: &mut Vec<StandardError>,
) {
    let name = parameter.name.as_str();
    let own = ["clause", &clause.code, "params", name];
    let resolved = match resolve_words(value, words) {
        Ok(resolved) => resolved,
        Err(wanted) => {
            let near = near(&wanted, words.keys().map(String::as_str));
            let sentence = format!("条款{}：没有名为“{wanted}”的词表{near}", clause.code);
            found.push(StandardError::at(&own, sentence));
            return;
        }
    };
    let test = |value: &Value| error(rule, name, value);
    let mut wrong = Vec::new();
    narrow(&test, &resolved, &mut Vec::new(), &mut wrong);
    // What is wrong with a word stands in its list.
    let list = value.as_str().and_then(|text| text.strip_prefix('@'));
    for (steps, refused) in wrong {
        let subject = format!("{subject}的参数“{name}”");
        let sentence = refusal(&subject, parameter, &resolved, &steps, &refused);
        let steps = steps.iter().map(String::as_str);
        let at: Vec<&str> = match list {
            Some(list) => ["words", list].into_iter().chain(steps).collect(),
            None => own.into_iter().chain(steps).collect(),
        };
        found.push(StandardError::at(&at, sentence));
    }
}

fn unknown(subject: &str, name: &str, known: &[Parameter]) -> String {
    let names: Vec<_> = known.iter().map(|parameter| parameter.name.as_str()).collect();
    if names.is_empty() {
        return format!("{subject}没有参数，请删去“{name}”");
    }
    let near = near(name, names.iter().copied());
    format!(
        "{subject}没有名为“{name}”的参数{near}；可用的参数：{}",
        names.join("、")
    )
}

fn names(kinds: &[Kind]) -> String {
    let names: Vec<_> = kinds.iter().map(|kind| kind.name()).collect();
    if names.is_empty() {
        "规则说明中的写法".to_owned()
    } else {
        names.join("或")
    }
}

/// What is wrong in one sentence: the form of the whole parameter, or the value of an entry.
fn refusal(subject: &str, parameter: &Parameter, value: &Value, steps: &[String], refused: &str) -> String {
    let at = steps.iter().try_fold(value, |value, step| match value {
        Value::Array(entries) => entries.get(step.parse::<usize>().ok()?),
        Value::Object(entries) => entries.get(step),
        _ => None,
    });
    let shown = at.map_or_else(String::new, |value| match value {
        Value::String(text) => format!("“{text}”"),
        value => super::lint::actual(value).to_owned(),
    });
    // The rules' own refusals are Chinese; those of the reader are not.
    if !refused.is_ascii() && !refused.starts_with("invalid type") {
        let near = match at {
            Some(Value::String(text)) if refused.contains("要素") => {
                near(text, Element::all().map(Element::id))
            }
            _ => String::new(),
        };
        return format!("{subject}有误：{refused}{near}");
    }
    // The right kind of value, but none that the rule can hold.
    if let Some(number) = at
        .and_then(Value::as_i64)
        .filter(|_| parameter.kinds.contains(&Kind::Whole))
    {
        return if number < 0 {
            format!("{subject}不能是负数，现在是{number}")
        } else {
            format!("{subject}太大，现在是{number}")
        };
    }
    if steps.is_empty() {
        format!("{subject}应为{}，现在是{shown}", names(&parameter.kinds))
    } else {
        format!(
            "{subject}中的{shown}写法不对（{refused}）；参数应为{}",
            names(&parameter.kinds)
        )
    }
}

/// A place within a value, and why it is refused.
type Wrong = (Vec<String>, String);

/// Finds the innermost parts of a value that are refused by themselves.
fn narrow(
    test: &dyn Fn(&Value) -> Option<String>,
    value: &Value,
    at: &mut Vec<String>,
    wrong: &mut Vec<Wrong>,
) {
    let Some(refused) = test(value) else { return };
    let before = wrong.len();
    match value {
        Value::Array(entries) => {
            for (number, entry) in entries.iter().enumerate() {
                at.push(number.to_string());
                narrow(&|entry| test(&json!([entry])), entry, at, wrong);
                at.pop();
            }
        }
        Value::Object(entries) => {
            for (key, entry) in entries {
                at.push(key.clone());
                narrow(&|entry| test(&json!({ key: entry })), entry, at, wrong);
                at.pop();
            }
        }
        _ => {}
    }
    if wrong.len() == before {
        wrong.push((at.clone(), refused));
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Parameter, of};
    use crate::rules;
    use crate::standard::builtin;

    fn parameters(rule: &str) -> Vec<Parameter> {
        of(rules::find(rule).unwrap())
    }

    fn parameter(name: &str, required: bool, kinds: &[Kind]) -> Parameter {
        Parameter {
            name: name.to_owned(),
            required,
            kinds: kinds.to_vec(),
            choices: Vec::new(),
        }
    }

    #[test]
    fn parameters_are_found_with_their_kinds() {
        assert_eq!(parameters("entrust-missing"), []);
        assert_eq!(
            parameters("fee-items-without-fee"),
            [parameter("free", true, &[Kind::Words])]
        );
        assert_eq!(
            parameters("application-form-missing"),
            [
                parameter("attachment", true, &[Kind::Element]),
                parameter("certain", true, &[Kind::Words]),
                parameter("likely", true, &[Kind::Words]),
                parameter("certain_types", false, &[Kind::Words]),
            ]
        );
        assert_eq!(
            parameters("required-element"),
            [
                parameter("elements", false, &[Kind::Elements]),
                parameter("stated", false, &[Kind::Elements]),
                parameter("except", false, &[Kind::Table]),
                parameter("explained_by", false, &[Kind::Elements]),
                parameter("when", false, &[Kind::Table]),
                parameter("doubtful", false, &[Kind::Flag]),
            ]
        );
    }

    /// A rule that took any name would let slips of the pen pass, and its parameters could not be told.
    #[test]
    fn every_parameter_of_the_standard_is_known() {
        let standard = builtin(None).unwrap();
        for clause in standard.clauses() {
            let Some(rule) = clause.rule.as_deref().and_then(rules::find) else {
                continue;
            };
            assert!(
                rule.build(&serde_json::json!({"\u{1}": 1})).is_err(),
                "{}",
                rule.meta.id
            );
            let known = of(rule);
            assert!(
                known.iter().all(|parameter| !parameter.kinds.is_empty()),
                "{} {known:?}",
                rule.meta.id
            );
            for name in clause.params.as_object().unwrap().keys() {
                assert!(
                    known.iter().any(|parameter| parameter.name == *name),
                    "{} {name}",
                    clause.code
                );
            }
            for parameter in known.iter().filter(|parameter| parameter.required) {
                assert!(
                    clause.params.get(&parameter.name).is_some(),
                    "{} {}",
                    clause.code,
                    parameter.name
                );
            }
        }
    }
}
