//! What a rule found: certainty, element, value, typed arguments. No finished sentences: those are made at display.

use crate::dictionary::Dictionary;
use crate::element::{Element, Kind};
use crate::item::{ValueId, split_codes};
use crate::locale::{Label, Lang, fill};
use crate::rule::Meta;
use serde::{Deserialize, Serialize};

/// How sure the machine is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// It cannot be otherwise. Costs points.
    Fail,
    /// A person has to decide. Costs nothing until an inspector confirms it.
    Suspect,
}

impl Certainty {
    /// Name shown to people, beside a finding.
    pub const fn name(self) -> Label {
        match self {
            Self::Fail => Label::new("确定", "Certain"),
            Self::Suspect => Label::new("疑似", "Suspected"),
        }
    }
}

/// One argument of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// Text from the list, shown as it is (long ones shortened).
    Text(Box<str>),
    /// A whole number.
    Number(i64),
    /// An element's name.
    Element(Element),
    /// A code's name.
    Code(Dictionary, Box<str>),
    /// The value of an element: the names of codes with what is written behind them, all else as it is.
    Value(Element, Box<str>),
    /// One of the rule's own words, in both languages.
    Label(Label),
    /// The rule's own words around a text from the list, which stands for `{0}`.
    Phrase(&'static Label, Box<str>),
}

/// Longest text shown inside a message; the whole value stands beside it anyway.
const SHOWN_CHARS: usize = 60;

impl Arg {
    /// The argument as shown.
    pub fn render(&self, lang: Lang) -> String {
        match self {
            Self::Text(text) => shorten(text),
            Self::Number(number) => number.to_string(),
            Self::Element(element) => element.name(lang).to_owned(),
            Self::Code(dictionary, code) => dictionary.label(code, lang),
            Self::Value(element, text) => match meaning(*element, text, lang) {
                Some(name) => shorten(&fill(
                    Label::new("{0}（{1}）", "{0} ({1})").get(lang),
                    &[name.as_str(), text.trim()],
                )),
                None => shorten(text),
            },
            Self::Label(label) => label.get(lang).to_owned(),
            Self::Phrase(label, text) => fill(label.get(lang), &[shorten(text)]),
        }
    }
}

/// Names of codes, where they say more than the text itself.
pub(crate) fn meaning(element: Element, text: &str, lang: Lang) -> Option<String> {
    let (Kind::Code(dictionary) | Kind::Codes(dictionary)) = element.spec().kind else {
        return None;
    };
    let names: Vec<&str> = split_codes(dictionary, text.trim())
        .map(|part| part.map_or_else(|text| text, |entry| entry.name.get(lang)))
        .collect();
    let meaning = names.join(match lang {
        Lang::ZhCn => "、",
        Lang::En => ", ",
    });
    (!meaning.is_empty() && meaning != text.trim()).then_some(meaning)
}

/// The beginning of a long text: all of it that a message shows, so that findings of many items stay small.
pub fn excerpt(text: &str) -> &str {
    let text = text.trim();
    let end = text
        .char_indices()
        .nth(SHOWN_CHARS + 1)
        .map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text)
}

/// Keeps the first characters of a long text, on one line.
fn shorten(text: &str) -> String {
    let mut shown: String = text
        .trim()
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .take(SHOWN_CHARS + 1)
        .collect();
    if shown.chars().count() > SHOWN_CHARS {
        shown.pop();
        shown.push('…');
    }
    shown
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<(Element, &str)> for Arg {
    fn from((element, text): (Element, &str)) -> Self {
        Self::Value(element, text.into())
    }
}

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<Element> for Arg {
    fn from(element: Element) -> Self {
        Self::Element(element)
    }
}

impl From<(&'static Label, &str)> for Arg {
    fn from((label, text): (&'static Label, &str)) -> Self {
        Self::Phrase(label, text.into())
    }
}

impl From<Label> for Arg {
    fn from(label: Label) -> Self {
        Self::Label(label)
    }
}

/// One problem, certain or suspected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How sure.
    pub certainty: Certainty,
    /// Element to look at and to mend.
    pub element: Element,
    /// Row of the sub-list, from 0.
    pub entry: Option<u16>,
    /// The value found; `None` where the problem is that there is none.
    pub value: Option<ValueId>,
    /// Index into the rule's messages.
    pub message: u8,
    /// Arguments of the message.
    pub args: Vec<Arg>,
    /// From how many certain findings on the clause holds: with fewer left, none of them does. Mostly 1.
    pub quorum: u8,
}

impl Finding {
    /// A certain problem with `element`; `message` is an index into the rule's messages.
    pub fn fail(element: Element, message: u8) -> Self {
        Self {
            certainty: Certainty::Fail,
            element,
            entry: None,
            value: None,
            message,
            args: Vec::new(),
            quorum: 1,
        }
    }

    /// A suspected problem.
    pub fn suspect(element: Element, message: u8) -> Self {
        Self {
            certainty: Certainty::Suspect,
            ..Self::fail(element, message)
        }
    }

    /// The value it is about, if there is one.
    #[must_use]
    pub fn value(mut self, value: Option<ValueId>) -> Self {
        self.value = value;
        self
    }

    /// The row of the sub-list it is about, from 0.
    #[must_use]
    pub fn entry(mut self, number: u16) -> Self {
        self.entry = Some(number);
        self
    }

    /// Adds one argument of the message.
    #[must_use]
    pub fn arg(mut self, arg: impl Into<Arg>) -> Self {
        self.args.push(arg.into());
        self
    }

    /// Says that the clause holds only from so many such findings on.
    #[must_use]
    pub fn quorum(mut self, number: usize) -> Self {
        self.quorum = u8::try_from(number).unwrap_or(u8::MAX);
        self
    }

    /// The sentence shown to people.
    pub fn message(&self, meta: &Meta, lang: Lang) -> String {
        let args: Vec<String> = self.args.iter().map(|arg| arg.render(lang)).collect();
        meta.messages
            .get(usize::from(self.message))
            .map_or_else(String::new, |label| fill(label.get(lang), &args))
    }
}

#[cfg(test)]
mod tests {
    use super::{Arg, Certainty, shorten};
    use crate::element::Element;
    use crate::locale::Lang;
    use crate::rule::OutcomeKind;

    #[test]
    fn values_of_dictionaries_are_shown_by_name() {
        let shown = |element, text| Arg::from((element, text)).render(Lang::ZhCn);
        assert_eq!(shown(Element::UseLevel, "4"), "县级（4）");
        assert_eq!(shown(Element::UseLevel, "4,3"), "县级、市级（4,3）");
        assert_eq!(shown(Element::UseLevel, "县级"), "县级");
        assert_eq!(shown(Element::UseLevel, "4,某"), "县级、某（4,某）");
        assert_eq!(shown(Element::TaskName, "4"), "4");
    }

    /// “不合格” is a grade: beside a finding it would be read as said of the item.
    #[test]
    fn no_outcome_is_named_as_a_grade() {
        let outcomes = OutcomeKind::ALL.map(OutcomeKind::name);
        let certainties = [Certainty::Fail, Certainty::Suspect].map(Certainty::name);
        for name in outcomes.iter().chain(&certainties) {
            assert!(
                !name.zh.contains("不合格") && !name.en.contains("nqualified"),
                "{name:?}"
            );
        }
        assert_eq!(certainties.map(|name| name.zh), ["确定", "疑似"]);
    }

    #[test]
    fn long_texts_are_shortened_to_one_line() {
        assert_eq!(shorten("a\nb"), "a b");
        let long = "材".repeat(100);
        assert_eq!(shorten(&long).chars().count(), 61);
        assert!(shorten(&long).ends_with('…'));
        assert_eq!(shorten(&"材".repeat(60)), "材".repeat(60));
    }
}
