//! `element-one-of`

use crate::condition::{Conditions, Held, has_any, shown};
use crate::dictionary::Dictionary;
use crate::element::{Element, Kind, Part};
use crate::finding::{Arg, Finding};
use crate::item::{Fields, ItemView, split_codes};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<ElementOneOf>(&META);

const META: Meta = Meta {
    id: "element-one-of",
    title: Label::new("要素取值与规定或其他要素不符", "Value against a rule or another element"),
    what: Label::new(
        "`when`中的要素取值相符时（不写则总是），看要素`element`：没有`any`中任何一个取值的，含有`none`中取值的，除`more_than`外没有\
         别的取值的，有问题；写明`certain`的条款判确定问题，其余判疑似。要素为空的不适用，`when`取值不符的不适用，取值读不出的不判。\
         子表的要素逐行看。",
        "Where the elements in `when` have those values (always without it), looks at `element`: wrong without any value of `any`, with \
         a value of `none`, or with nothing but `more_than`. Clauses marked `certain` fail, others suspect. Does not apply when the \
         element is blank or `when` does not hold; not checked when a value cannot be read. Elements of sub-lists are looked at row by row.",
    ),
    why: Label::new(
        "两处说法对不上，申请人不知道该信哪一处。",
        "Where two statements do not fit, applicants cannot know which to trust.",
    ),
    needs: &[],
    messages: &[
        Label::new("“{0}”为“{1}”，应有“{2}”", "“{0}” is “{1}”; it should have “{2}”"),
        Label::new(
            "“{3}”为“{4}”，“{0}”却为“{1}”，没有“{2}”",
            "“{3}” is “{4}”, but “{0}” is “{1}” without “{2}”",
        ),
        Label::new("“{0}”为“{1}”，不应有“{2}”", "“{0}” is “{1}”; it should not have “{2}”"),
        Label::new(
            "“{3}”为“{4}”，“{0}”却有“{2}”",
            "“{3}” is “{4}”, but “{0}” has “{2}”",
        ),
        Label::new("“{0}”只有“{1}”", "“{0}” is “{1}” only"),
        Label::new("“{3}”为“{4}”，“{0}”却为“{1}”", "“{3}” is “{4}”, but “{0}” is “{1}”"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ElementOneOf {
    /// Element judged.
    element: Element,
    /// Values of the items or rows concerned.
    #[serde(default)]
    when: Conditions,
    /// Values one of which is wanted.
    #[serde(default)]
    any: Vec<String>,
    /// Values that are not allowed.
    #[serde(default)]
    none: Vec<String>,
    /// Values beside which another one is wanted.
    #[serde(default)]
    more_than: Vec<String>,
    /// Whether a value that does not fit is certainly wrong.
    #[serde(default)]
    certain: bool,
}

impl ItemRule for ElementOneOf {
    fn needs(&self) -> Vec<Element> {
        self.when.elements().chain([self.element]).collect()
    }

    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let of_item = self.when.held(Part::Main, item);
        let part = self.element.part();
        if of_item != Held::Yes || part == Part::Main {
            return of_item.otherwise().unwrap_or_else(|| self.judge(item, item));
        }
        let (mut any, mut unreadable, mut found) = (false, false, Vec::new());
        for row in item.entries(part) {
            match self.when.held(part, &row).otherwise().unwrap_or_else(|| self.judge(item, &row)) {
                Outcome::NotApplicable => {}
                Outcome::Found(findings) => found.extend(findings.into_iter().map(|f| f.entry(row.number()))),
                Outcome::NotChecked(_) => unreadable = true,
                _ => any = true,
            }
        }
        match (found.is_empty(), any, unreadable) {
            (false, _, _) => Outcome::Found(found),
            (true, _, true) => Outcome::NotChecked(Reason::Unreadable),
            (true, true, false) => Outcome::Pass,
            (true, false, false) => Outcome::NotApplicable,
        }
    }
}

impl ElementOneOf {
    fn judge<'a>(&self, item: &ItemView<'a>, fields: &impl Fields<'a>) -> Outcome {
        let text = fields.text(self.element);
        if text.is_empty() {
            return Outcome::NotApplicable;
        }
        let conditional = u8::from(self.when.elements().next().is_some());
        let wrong = match (self.any.first(), self.none.first()) {
            (Some(wanted), _) => match has_any(self.element, &self.any, fields) {
                Held::No if single(self.element, fields) && conditional == 1 => Some((5, wanted)),
                Held::No => Some((conditional, wanted)),
                Held::Yes => None,
                _ => return Outcome::NotChecked(Reason::Unreadable),
            },
            (None, Some(_)) => {
                let mut wrong = None;
                for word in &self.none {
                    match has_any(self.element, std::slice::from_ref(word), fields) {
                        Held::Yes => wrong = wrong.or(Some(word)),
                        Held::No => {}
                        _ => return Outcome::NotChecked(Reason::Unreadable),
                    }
                }
                let message = if single(self.element, fields) && conditional == 1 { 5 } else { 2 + conditional };
                wrong.map(|word| (message, word))
            }
            (None, None) => {
                let has_other = match self.element.spec().kind {
                    Kind::Code(dictionary) | Kind::Codes(dictionary) => has_other(dictionary, text, &self.more_than),
                    _ => true,
                };
                (!has_other).then(|| self.more_than.first().map(|word| (4, word))).flatten()
            }
        };
        Outcome::of_one(wrong.map(|(message, word)| self.finding(item, fields, message, word)))
    }

    fn finding<'a>(&self, item: &ItemView<'a>, fields: &impl Fields<'a>, message: u8, word: &str) -> Finding {
        let finding = if self.certain {
            Finding::fail(self.element, message)
        } else {
            Finding::suspect(self.element, message)
        };
        let mut finding = finding.arg(self.element).value(fields.value(self.element));
        finding.args.push(shown(self.element, fields));
        finding.args.push(match self.element.spec().kind {
            Kind::Code(dictionary) | Kind::Codes(dictionary) => Arg::Code(dictionary, word.into()),
            _ => word.into(),
        });
        if let Some((element, value)) = self.when.describe(item, fields) {
            finding.args.extend([Arg::Element(element), value]);
        }
        finding
    }
}

/// Whether the value is one code or one number, so that a message need not say what of it is meant.
fn single<'a>(element: Element, fields: &impl Fields<'a>) -> bool {
    fields.code(element).is_some() || fields.integer(element).is_some()
}

/// Whether there is a value besides `these`; one that cannot be read may be it.
fn has_other(dictionary: Dictionary, text: &str, these: &[String]) -> bool {
    split_codes(dictionary, text).any(|part| part.map_or(true, |entry| !these.iter().any(|code| code == entry.code)))
}
