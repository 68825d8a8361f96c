//! Languages and the pairs of texts shown to people. Chinese first, English complete.

use serde::{Deserialize, Serialize};

/// A language of the interface, of reports and of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lang {
    /// Simplified Chinese, the language of record.
    #[default]
    #[serde(rename = "zh-CN")]
    ZhCn,
    /// English.
    #[serde(rename = "en")]
    En,
}

/// One text in both languages, known at compile time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Label {
    /// Simplified Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Label {
    /// Both texts.
    pub const fn new(zh: &'static str, en: &'static str) -> Self {
        Self { zh, en }
    }

    /// The text in `lang`.
    pub const fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::ZhCn => self.zh,
            Lang::En => self.en,
        }
    }

    /// This template with `args` for `{0}`, `{1}` …, in `lang`.
    pub fn filled(&self, args: &[Wording], lang: Lang) -> String {
        let args: Vec<&str> = args.iter().map(|arg| arg.get(lang)).collect();
        fill(self.get(lang), &args)
    }

    /// This template with `args` for `{0}`, `{1}` …, in both languages.
    pub fn with(&self, args: &[Wording]) -> Wording {
        Wording::each(|lang| self.filled(args, lang))
    }
}

/// A text shown to people that is made while the program runs: names, numbers and what files say are the same in every
/// language, the program's own words are not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    zh: String,
    /// `None` where it is the same.
    en: Option<String>,
}

impl Wording {
    /// The text that `make` gives for each language.
    pub fn each(make: impl Fn(Lang) -> String) -> Self {
        Self {
            zh: make(Lang::ZhCn),
            en: Some(make(Lang::En)),
        }
    }

    /// The text in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        match (lang, &self.en) {
            (Lang::En, Some(en)) => en,
            _ => &self.zh,
        }
    }
}

impl From<String> for Wording {
    fn from(zh: String) -> Self {
        Self { zh, en: None }
    }
}

impl From<&str> for Wording {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<Label> for Wording {
    fn from(label: Label) -> Self {
        Self::each(|lang| label.get(lang).to_owned())
    }
}

impl PartialEq<&str> for Wording {
    /// Whether it is this text in Chinese.
    fn eq(&self, other: &&str) -> bool {
        self.zh == *other
    }
}

/// Replaces `{0}`, `{1}` … in `template` by `args`. A number without an argument stays as written,
/// so that a mistake is seen and not hidden.
pub fn fill(template: &str, args: &[impl AsRef<str>]) -> String {
    let mut out = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let tail = &rest[open..];
        let known = tail.find('}').and_then(|close| {
            let arg = args.get(tail[1..close].parse::<usize>().ok()?)?;
            Some((arg, close))
        });
        if let Some((arg, close)) = known {
            out.push_str(arg.as_ref());
            rest = &tail[close + 1..];
        } else {
            out.push('{');
            rest = &tail[1..];
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn placeholders_are_replaced_in_any_order() {
        assert_eq!(fill("{1}大于{0}", &["20", "30"]), "30大于20");
    }

    #[test]
    fn unknown_placeholders_and_braces_stay() {
        assert_eq!(fill("{2} {x} {", &["a"]), "{2} {x} {");
    }

    #[test]
    fn arguments_are_not_expanded_again() {
        assert_eq!(fill("{0}{1}", &["{1}", "b"]), "{1}b");
    }
}
