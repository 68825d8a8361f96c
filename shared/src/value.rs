//! Types read from JSON values. `serde_json` does that too, but makes a second reader of every structure, from an array,
//! and its readers are most of what the parameters of a hundred rules add to the browser's engine.

use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error as _, Expected, MapAccess, SeqAccess,
    Unexpected, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::{Error, Map, Value, map};
use std::slice;

/// Reads a value; the errors are those of `serde_json`.
pub(crate) fn read<T: DeserializeOwned>(value: &Value) -> Result<T, Error> {
    T::deserialize(Tree(value))
}

/// Reads JSON.
pub(crate) fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    read(&serde_json::from_slice(bytes)?)
}

/// A value to be read.
#[derive(Clone, Copy)]
struct Tree<'de>(&'de Value);

impl Tree<'_> {
    /// It is of another type than expected.
    #[cold]
    fn refused(self, expected: &dyn Expected) -> Error {
        let unexpected = match self.0 {
            Value::Null => Unexpected::Unit,
            Value::Bool(flag) => Unexpected::Bool(*flag),
            Value::Number(number) => match (number.as_u64(), number.as_i64(), number.as_f64()) {
                (Some(number), ..) => Unexpected::Unsigned(number),
                (_, Some(number), _) => Unexpected::Signed(number),
                (.., number) => Unexpected::Float(number.unwrap_or_default()),
            },
            Value::String(text) => Unexpected::Str(text),
            Value::Array(_) => Unexpected::Seq,
            Value::Object(_) => Unexpected::Map,
        };
        Error::invalid_type(unexpected, expected)
    }
}

/// Methods of [`Deserializer`] that do what another one does.
macro_rules! same {
    ($($name:ident),+ => $other:ident) => {$(
        fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            self.$other(visitor)
        }
    )+};
}

impl<'de> Deserializer<'de> for Tree<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Array(list) => visitor.visit_seq(Items(list.iter())),
            Value::Object(map) => visitor.visit_map(Fields::of(map)),
            Value::String(text) => visitor.visit_str(text),
            Value::Bool(flag) => visitor.visit_bool(*flag),
            Value::Number(_) => self.deserialize_i64(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Bool(flag) => visitor.visit_bool(*flag),
            _ => Err(self.refused(&visitor)),
        }
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let Value::Number(number) = self.0 else {
            return Err(self.refused(&visitor));
        };
        match (number.as_u64(), number.as_i64()) {
            (Some(number), _) => visitor.visit_u64(number),
            (_, Some(number)) => visitor.visit_i64(number),
            _ => visitor.visit_f64(number.as_f64().unwrap_or_default()),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::String(text) => visitor.visit_str(text),
            _ => Err(self.refused(&visitor)),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Array(list) => visitor.visit_seq(Items(list.iter())),
            _ => Err(self.refused(&visitor)),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Object(map) => visitor.visit_map(Fields::of(map)),
            _ => Err(self.refused(&visitor)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    /// Only names: no type that is read here has a variant with values.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.0 {
            Value::String(name) => visitor.visit_enum(Name(name)),
            _ => Err(self.refused(&"string or map")),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_map(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    same!(
        deserialize_f32, deserialize_f64, deserialize_i8, deserialize_i16, deserialize_i32, deserialize_u8, deserialize_u16, deserialize_u32,
        deserialize_u64 => deserialize_i64
    );
    same!(deserialize_string, deserialize_char, deserialize_identifier => deserialize_str);
    same!(deserialize_ignored_any, deserialize_unit, deserialize_bytes, deserialize_byte_buf => deserialize_any);

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_any(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }
}

/// The values of an array.
struct Items<'de>(slice::Iter<'de, Value>);

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        self.0
            .next()
            .map(|value| seed.deserialize(Tree(value)))
            .transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

/// The fields of an object.
struct Fields<'de> {
    rest: map::Iter<'de>,
    value: &'de Value,
}

impl<'de> Fields<'de> {
    fn of(map: &'de Map<String, Value>) -> Self {
        Self {
            rest: map.iter(),
            value: &Value::Null,
        }
    }
}

impl<'de> MapAccess<'de> for Fields<'de> {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        let Some((name, value)) = self.rest.next() else {
            return Ok(None);
        };
        self.value = value;
        seed.deserialize(Name(name)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        seed.deserialize(Tree(self.value))
    }
}

/// The name of a field or of a choice.
struct Name<'de>(&'de str);

impl<'de> Deserializer<'de> for Name<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(self.0)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

impl<'de> EnumAccess<'de> for Name<'de> {
    type Error = Error;
    type Variant = Alone;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Alone), Error> {
        Ok((seed.deserialize(self)?, Alone))
    }
}

/// A choice is its name and nothing else.
struct Alone;

impl<'de> VariantAccess<'de> for Alone {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, _: S) -> Result<S::Value, Error> {
        Err(Error::invalid_type(Unexpected::UnitVariant, &"newtype variant"))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Error> {
        Err(Error::invalid_type(Unexpected::UnitVariant, &"tuple variant"))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Error> {
        Err(Error::invalid_type(Unexpected::UnitVariant, &"struct variant"))
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use serde::Deserialize;
    use serde::de::DeserializeOwned;
    use serde_json::{Value, json};
    use std::collections::BTreeMap;
    use std::fmt::Debug;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        flag: bool,
        small: u8,
        signed: i32,
        share: f64,
        text: String,
        #[serde(default)]
        maybe: Option<u16>,
        list: Vec<(String, u32)>,
        map: BTreeMap<Choice, Choice>,
        boxed: Wrapped,
        either: Either,
    }

    #[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum Choice {
        OneThing,
        Another,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Wrapped(Vec<String>);

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(untagged)]
    enum Either {
        One(String),
        Many(Vec<String>),
    }

    fn good() -> Value {
        json!({
            "flag": true, "small": 7, "signed": -3, "share": 0.25, "text": "文", "list": [["a", 1]],
            "map": { "another": "one-thing", "one-thing": "another" }, "boxed": ["x"], "either": ["y", "z"],
        })
    }

    /// What is read, or why not, in both ways.
    fn both<T: DeserializeOwned + Debug>(value: &Value) -> [String; 2] {
        let theirs = serde_json::from_value::<T>(value.clone());
        let said = |read: Result<T, serde_json::Error>| match read {
            Ok(read) => format!("{read:?}"),
            Err(error) => error.to_string(),
        };
        [said(read(value)), said(theirs)]
    }

    #[test]
    fn reads_what_serde_json_reads() {
        let read: Sample = read(&good()).expect("good");
        assert_eq!(read, serde_json::from_value(good()).expect("good"));
        assert_eq!(read.either, Either::Many(vec!["y".into(), "z".into()]));
    }

    #[test]
    fn refuses_in_the_words_of_serde_json() {
        let samples = [
            json!(null),
            json!(true),
            json!(1),
            json!(-1),
            json!(1.5),
            json!(300),
            json!("文"),
            json!(["a"]),
            json!({ "a": 1 }),
            json!([["a"]]),
        ];
        let good = good();
        let names = good
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, _)| name.as_str());
        for name in names.chain(["maybe", "unknown"]) {
            for sample in &samples {
                let mut value = good.clone();
                value[name] = sample.clone();
                let [ours, theirs] = both::<Sample>(&value);
                assert_eq!(ours, theirs, "{name}: {sample}");
            }
            let mut value = good.clone();
            value.as_object_mut().expect("an object").remove(name);
            let [ours, theirs] = both::<Sample>(&value);
            assert_eq!(ours, theirs, "without {name}");
        }
        for sample in samples.iter().filter(|sample| !sample.is_array()) {
            let [ours, theirs] = both::<Sample>(sample);
            assert_eq!(ours, theirs);
            let [ours, theirs] = both::<Wrapped>(sample);
            assert_eq!(ours, theirs);
        }
    }
}
