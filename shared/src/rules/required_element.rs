//! `required-element`

use crate::condition::Conditions;
use crate::element::{Element, Part};
use crate::finding::{Arg, Certainty, Finding};
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::presence::{Places, Presence};
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<RequiredElement>(&META);

const META: Meta = Meta {
    id: "required-element",
    title: Label::new("必填要素为空", "Required element is blank"),
    what: Label::new(
        "逐项看`elements`、`stated`列出的要素：文件中有该列而值为空的判确定问题；`stated`列出的要素，只写“无”等占位内容的也算空。\
         几个要素列在一起的，填了任何一个即可。文件中没有该列的不判，因为平台上可能已填。\
         `except`写明某类事项可以不填的，该类事项不判，事项类型读不出的判疑似；`explained_by`的说明栏写有内容的判疑似。\
         `when`限定要素取值的，取值不符的事项不适用，这时只写占位内容的判疑似；`doubtful`的条款一律判疑似。",
        "Each element in `elements` that the file carries and leaves blank fails; for those in `stated` a placeholder such as \
         “无” counts as blank. Of elements listed together one is enough. Elements the file does not carry are not judged, \
         for they may be filled on the platform. Item types in `except` need not fill the element, and where the type \
         cannot be read it is only suspected; so it is where an element of `explained_by` says something. With `when` only items \
         with those values are concerned, and a placeholder is only suspected; with `doubtful` everything is only suspected.",
    ),
    why: Label::new(
        "缺了必填要素，申请人就看不到完整的办事信息。",
        "Without a required element applicants do not get the whole picture.",
    ),
    needs: &[],
    messages: &[
        Label::new("“{0}”为必填要素，但没有填写", "“{0}” is required but blank"),
        Label::new(
            "“{0}”为必填要素，但只填了“{1}”",
            "“{0}” is required but only reads “{1}”",
        ),
        Label::new(
            "“{0}”没有填写；事项类型读不出来，如果该类事项必须填写，应当补填",
            "“{0}” is blank; the item type cannot be read, so fill it in if that type requires it",
        ),
        Label::new(
            "“{0}”没有填写，但“{1}”写有“{2}”，请核对能否不填",
            "“{0}” is blank while “{1}” reads “{2}”: check whether it may stay blank",
        ),
        Label::new("“{1}”为“{2}”，但没有填写“{0}”", "“{1}” is “{2}”, but “{0}” is blank"),
        Label::new(
            "没有填写“{0}”，请核对是否应当填写",
            "“{0}” is blank: check whether it should be filled in",
        ),
        Label::new("“{2}”为“{3}”，但“{0}”只填了“{1}”，请核对", "“{2}” is “{3}”, but “{0}” only reads “{1}”: please check"),
        Label::new("“{0}”只填了“{1}”，请核对是否应当写明", "“{0}” only reads “{1}”: check whether it should be stated"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RequiredElement {
    /// What must not be blank.
    #[serde(default)]
    elements: Vec<Places>,
    /// What must neither be blank nor a placeholder.
    #[serde(default)]
    stated: Vec<Places>,
    /// Item types by code that need not fill an element.
    #[serde(default)]
    except: BTreeMap<Element, Vec<String>>,
    /// Elements of the item that may explain why another one is blank.
    #[serde(default)]
    explained_by: Vec<Element>,
    /// Values of the items concerned.
    #[serde(default)]
    when: Conditions,
    /// Whether a missing element is only suspected.
    #[serde(default)]
    doubtful: bool,
}

impl ItemRule for RequiredElement {
    fn needs(&self) -> Vec<Element> {
        self.when.elements().collect()
    }

    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        if let Some(outcome) = self.when.held(Part::Main, item).otherwise() {
            return outcome;
        }
        let mut carried = false;
        let mut exempt = false;
        let mut found = Vec::new();
        let blank = self.elements.iter().map(|places| (places, false));
        for (places, stated) in blank.chain(self.stated.iter().map(|places| (places, true))) {
            let element = match places.presence(item) {
                Presence::NotCarried => continue,
                Presence::Blank(element) => Some(element),
                Presence::Placeholder(element) if stated => Some(element),
                Presence::Placeholder(_) | Presence::Filled => None,
            };
            match element.map(|element| self.judge(item, element)) {
                None => carried = true,
                Some(None) => exempt = true,
                Some(Some(finding)) => found.push(finding),
            }
        }
        if found.is_empty() && !carried {
            return if exempt {
                Outcome::NotApplicable
            } else {
                Outcome::NotChecked(Reason::NotProvided)
            };
        }
        Outcome::of(found)
    }
}

impl RequiredElement {
    /// What to say of a missing element; `None` where the item need not fill it.
    fn judge(&self, item: &ItemView<'_>, element: Element) -> Option<Finding> {
        if let Some(types) = self.except.get(&element) {
            let Some(code) = item.code(Element::TaskType) else {
                return Some(Finding::suspect(element, 2).arg(element));
            };
            if types.iter().any(|exempt| exempt == code) {
                return None;
            }
        }
        for &explanation in &self.explained_by {
            if !item.says_nothing(explanation) {
                let finding = Finding::suspect(element, 3).arg(element);
                return Some(finding.arg(explanation).arg(item.text(explanation)));
            }
        }
        let condition = self.when.describe(item, item);
        if let Some(mut finding) = placeholder(item, element) {
            // “无” where something else says that there is one: which of them is wrong nobody can tell.
            if condition.is_some() || self.doubtful {
                finding.certainty = Certainty::Suspect;
                finding.message = if condition.is_some() { 6 } else { 7 };
            }
            if let Some((condition, value)) = condition {
                finding.args.extend([Arg::Element(condition), value]);
            }
            return Some(finding);
        }
        if let Some((condition, value)) = condition {
            let mut finding = self.finding(element, 4).arg(condition);
            finding.args.push(value);
            return Some(finding.value(item.value(element)));
        }
        if self.doubtful {
            return Some(self.finding(element, 5).value(item.value(element)));
        }
        Some(self.finding(element, 0))
    }

    fn finding(&self, element: Element, message: u8) -> Finding {
        let finding = if self.doubtful {
            Finding::suspect(element, message)
        } else {
            Finding::fail(element, message)
        };
        finding.arg(element)
    }
}

/// The finding that shows the placeholder which stands for a value.
fn placeholder(item: &ItemView<'_>, element: Element) -> Option<Finding> {
    let finding = |text: &str| Finding::fail(element, 1).arg(element).arg(text);
    if let Some(value) = item.value(element).filter(|_| !item.is_empty(element)) {
        return Some(finding(item.text(element)).value(Some(value)));
    }
    let entry = item
        .entries(element.part())
        .find(|entry| !entry.is_empty(element))?;
    let finding = finding(entry.text(element)).entry(entry.number());
    Some(finding.value(entry.value(element)))
}
