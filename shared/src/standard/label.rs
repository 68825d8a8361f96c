//! Places and values of the merged document as people read them.

use super::layer::resolve_words;
use super::shape::{Field, ROOT, Shape};
use super::{Clause, Standard, titles};
use crate::dictionary::Dictionary;
use crate::element::{Element, Kind, Part};
use crate::locale::{Label, Lang};
use crate::report::points_text;
use serde_json::Value;

/// The name of a place within an entry of the merged document, from the entry down: `改进建议 · 中文`.
pub(super) fn label(at: &[String], lang: Lang) -> String {
    // Files do not write it: it comes of merging them.
    if at == ["layers"] {
        return Label::new("合并的层", "Layers").get(lang).to_owned();
    }
    name_of(ROOT, at, lang).unwrap_or_else(|| at.join(" · "))
}

fn name_of(fields: &'static [Field], at: &[String], lang: Lang) -> Option<String> {
    let (key, rest) = at.split_first()?;
    let field = fields.iter().find(|field| field.key == key)?;
    let name = field.name.get(lang);
    let joined = |inner: Option<String>| {
        Some(inner.map_or_else(|| name.to_owned(), |inner| format!("{name} · {inner}")))
    };
    match field.shape {
        Shape::Table(fields) => joined(name_of(fields, rest, lang)),
        Shape::Params if !rest.is_empty() => {
            let shown = |step: &String| match (Element::from_id(step), lang) {
                (Some(element), _) => element_name(element, lang),
                (None, Lang::ZhCn) => titles::parameter("", step).to_owned(),
                (None, Lang::En) => step.clone(),
            };
            joined(Some(rest.iter().map(shown).collect::<Vec<_>>().join(" · ")))
        }
        Shape::Named(_, fields) | Shape::Map(_, &Shape::Table(fields)) => {
            let inner = rest.get(1..).and_then(|rest| name_of(fields, rest, lang));
            inner.or_else(|| Some(name.to_owned()))
        }
        _ => Some(name.to_owned()),
    }
}

/// What a place of the merged document may hold; `None` inside parameters.
pub(super) fn shape_at(at: &[String]) -> Option<Shape> {
    let mut shape = Shape::Table(ROOT);
    for step in at {
        shape = match shape {
            Shape::Table(fields) => fields.iter().find(|field| field.key == step)?.shape,
            Shape::Named(_, fields) => Shape::Table(fields),
            Shape::Map(_, inner) | Shape::List(inner) => *inner,
            _ => return None,
        };
    }
    Some(shape)
}

/// A value as people read it: points with two places, choices with their names.
pub(super) fn shown(at: &[String], value: &Value, lang: Lang) -> String {
    match (shape_at(at), value) {
        (Some(Shape::Whole), Value::Number(number)) => {
            number.as_i64().map_or_else(|| number.to_string(), points_text)
        }
        (Some(Shape::OneOf(choices) | Shape::Code(choices)), Value::String(text)) => {
            let name = choices()
                .iter()
                .find(|(choice, _)| choice == text)
                .map(|(_, name)| name.get(lang));
            name.map_or_else(|| text.clone(), |name| format!("{text} {name}"))
        }
        (_, Value::Bool(flag)) => match flag {
            true => Label::new("是", "yes").get(lang).to_owned(),
            false => Label::new("否", "no").get(lang).to_owned(),
        },
        (_, Value::Null) => Label::new("（无）", "(none)").get(lang).to_owned(),
        (_, Value::String(text)) => format!("“{text}”"),
        (_, Value::Array(entries)) => {
            let mut at = at.to_vec();
            at.push("0".to_owned());
            entries
                .iter()
                .map(|entry| shown(&at, entry, lang))
                .collect::<Vec<_>>()
                .join("、")
        }
        (_, Value::Object(entries)) => {
            let entry = |(key, value): (&String, &Value)| {
                let at = [at, std::slice::from_ref(key)].concat();
                shown(&at, value, lang)
            };
            entries.iter().map(entry).collect::<Vec<_>>().join(" ")
        }
        (_, Value::Number(number)) => number.to_string(),
    }
}

impl Standard {
    /// The parameters of a clause as people read them: identifier, and words, elements and codes by name, without
    /// brackets.
    pub fn parameters(&self, clause: &Clause, lang: Lang) -> Vec<(String, String)> {
        let params = clause.params.as_object().into_iter().flatten();
        params
            .map(|(name, value)| {
                (
                    name.clone(),
                    reader(clause, name, lang).text(&self.resolved(value)),
                )
            })
            .collect()
    }

    /// The entries of a clause's parameter that is a list, each as people read it; of another one its value.
    pub(super) fn parameter_entries(&self, clause: &Clause, name: &str) -> Vec<String> {
        let read = reader(clause, name, Lang::ZhCn);
        match self.resolved(&clause.params[name]) {
            Value::Array(entries) => entries
                .iter()
                .map(|entry| read.text(&Value::from(vec![entry.clone()])))
                .collect(),
            value => vec![read.text(&value)],
        }
    }

    /// With its words in place of the names of word lists. A name without a list is refused before; it is shown as it
    /// is.
    fn resolved(&self, value: &Value) -> Value {
        resolve_words(value, &self.document.words).unwrap_or_else(|_| value.clone())
    }
}

/// The Chinese name of a clause's parameter; its identifier where there is no such rule or parameter.
pub fn parameter_title<'n>(clause: &Clause, name: &'n str) -> &'n str {
    titles::parameter(clause.rule.as_deref().unwrap_or_default(), name)
}

/// Words of a list in a row.
pub(super) fn words(words: &[String]) -> String {
    words.join("、")
}

/// The dictionary whose codes a parameter lists.
fn codes_of(name: &str, element: Option<Element>) -> Option<Dictionary> {
    match name {
        "except" | "certain_types" | "may_have_none" | "must_have" | "strict_types" | "types" => {
            Some(Dictionary::TaskType)
        }
        "any" | "none" | "more_than" => element.and_then(dictionary),
        _ => None,
    }
}

/// The dictionary of an element's values.
fn dictionary(element: Element) -> Option<Dictionary> {
    match element.spec().kind {
        Kind::Code(dictionary) | Kind::Codes(dictionary) => Some(dictionary),
        _ => None,
    }
}

/// How the values of a clause's parameter read.
fn reader(clause: &Clause, name: &str, lang: Lang) -> Reader {
    let element = clause
        .params
        .get("element")
        .and_then(Value::as_str)
        .and_then(Element::from_id);
    Reader {
        lang,
        dictionary: codes_of(name, element),
    }
}

/// How the values of a parameter read.
#[derive(Clone, Copy)]
struct Reader {
    lang: Lang,
    /// What its codes mean.
    dictionary: Option<Dictionary>,
}

impl Reader {
    fn text(self, value: &Value) -> String {
        match value {
            Value::String(text) => self.word(text),
            Value::Array(entries) => {
                let or = Label::new("或", " or ").get(self.lang);
                let entry = |entry: &Value| match entry {
                    // Any one of several.
                    Value::Array(any) => any
                        .iter()
                        .map(|entry| self.text(entry))
                        .collect::<Vec<_>>()
                        .join(or),
                    entry => self.text(entry),
                };
                entries.iter().map(entry).collect::<Vec<_>>().join("、")
            }
            Value::Object(entries) => {
                let colon = Label::new("：", ": ").get(self.lang);
                let entry = |(key, value): (&String, &Value)| {
                    let element = Element::from_id(key);
                    let dictionary = element.and_then(dictionary);
                    let own = Self {
                        dictionary: self.dictionary.or(dictionary).or_else(|| codes_of(key, None)),
                        ..self
                    };
                    // What an entry is called says nothing to readers where the entry is a table itself.
                    let text = own.text(value);
                    match (element, value, self.lang) {
                        (Some(element), ..) => format!("{}{colon}{text}", element_name(element, self.lang)),
                        (None, Value::Object(_), Lang::ZhCn) => format!("（{text}）"),
                        (None, _, Lang::ZhCn) => {
                            format!("{}{colon}{text}", titles::parameter("task-type-doubtful", key))
                        }
                        (None, ..) => format!("{key}{colon}{text}"),
                    }
                };
                entries.iter().map(entry).collect::<Vec<_>>().join("；")
            }
            Value::Bool(_) => shown(&[], value, self.lang),
            value => value.to_string(),
        }
    }

    fn word(self, text: &str) -> String {
        let entry = self.dictionary.and_then(|dictionary| {
            let mut entries = dictionary.entries().iter();
            entries.find(|entry| entry.code == text)
        });
        if let Some(entry) = entry {
            return entry.name.get(self.lang).to_owned();
        }
        if let Some(element) = Element::from_id(text) {
            return element_name(element, self.lang);
        }
        if let Some(list) = crate::reference::Kind::ALL.iter().find(|kind| kind.id() == text) {
            return list.name().get(self.lang).to_owned();
        }
        let number = |sign| {
            text.strip_prefix(sign)
                .filter(|rest: &&str| rest.parse::<u32>().is_ok())
        };
        match (self.lang, number(">="), number("<=")) {
            (Lang::ZhCn, Some(least), _) => format!("不小于{least}"),
            (Lang::ZhCn, _, Some(most)) => format!("不大于{most}"),
            (Lang::ZhCn, ..) => titles::choice(text).unwrap_or(text).to_owned(),
            (Lang::En, ..) => text.to_owned(),
        }
    }
}

/// With the sub-list it stands in, for some names stand in several.
fn element_name(element: Element, lang: Lang) -> String {
    let name = element.name(lang);
    match element.part() {
        Part::Main => name.to_owned(),
        part => format!("{} · {name}", part.name().get(lang)),
    }
}
