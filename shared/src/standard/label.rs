//! Places and values of the merged document as people read them.

use super::layer::resolve_words;
use super::shape::{Field, ROOT, Shape};
use super::{Clause, Standard};
use crate::element::{Element, Part};
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
        Shape::Params if !rest.is_empty() => joined(Some(rest.join("."))),
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
    /// The parameters of a clause as people read them: name, and words or elements without brackets.
    pub fn parameters(&self, clause: &Clause, lang: Lang) -> Vec<(String, String)> {
        let params = clause.params.as_object().into_iter().flatten();
        let shown = |(name, value): (&String, &Value)| {
            // A name without a list is refused before; it is shown as it is.
            let resolved = resolve_words(value, &self.document.words);
            (name.clone(), parameter(resolved.as_ref().unwrap_or(value), lang))
        };
        params.map(shown).collect()
    }
}

fn parameter(value: &Value, lang: Lang) -> String {
    match value {
        Value::String(text) => {
            Element::from_id(text).map_or_else(|| text.clone(), |element| element_name(element, lang))
        }
        Value::Array(entries) => {
            let or = Label::new("或", " or ").get(lang);
            let entry = |entry: &Value| match entry {
                // Any one of several.
                Value::Array(any) => any
                    .iter()
                    .map(|entry| parameter(entry, lang))
                    .collect::<Vec<_>>()
                    .join(or),
                entry => parameter(entry, lang),
            };
            entries.iter().map(entry).collect::<Vec<_>>().join("、")
        }
        Value::Object(entries) => {
            let colon = Label::new("：", ": ").get(lang);
            let entry = |(key, value): (&String, &Value)| {
                let key = parameter(&Value::from(key.as_str()), lang);
                format!("{key}{colon}{}", parameter(value, lang))
            };
            entries.iter().map(entry).collect::<Vec<_>>().join("；")
        }
        Value::Bool(_) => shown(&[], value, lang),
        value => value.to_string(),
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
