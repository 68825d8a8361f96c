//! `special-procedure-incomplete`

use crate::element::Element::{SpecialDate, SpecialDateType, SpecialDesc, SpecialName, SpecialProcedure};
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{EntryView, Fields, ItemView};
use crate::locale::Label;
use crate::text::is_placeholder;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::number::is_numeral;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<SpecialProcedureIncomplete>(&META);

const META: Meta = Meta {
    id: "special-procedure-incomplete",
    title: Label::new("特别程序没有时限或依据", "Special procedure without limit or basis"),
    what: Label::new(
        "逐个看特别程序：时限、时限单位（时限是纯数字的）、说明在文件中有该列而为空的，判确定问题；只写“无”的判疑似。\
         特别程序写成一段文字的，没有任何数字的判疑似。没有特别程序的不适用。",
        "Each special procedure must have its limit, the unit of a bare number, and a description: each that the file carries and \
         leaves blank fails, “无” is suspected. A procedure written as one text is suspected when it has no number at all. Does not \
         apply where there is no special procedure.",
    ),
    why: Label::new(
        "特别程序的时间不计入办结时限，不写明就等于没有期限。",
        "Its time is not counted in the limit, so without a limit of its own the case has none.",
    ),
    needs: &[],
    messages: &[
        Label::new("特别程序“{0}”没有填写“{1}”", "The special procedure “{0}” lacks “{1}”"),
        Label::new("特别程序“{0}”的“{1}”只写了“{2}”", "“{1}” of the special procedure “{0}” only reads “{2}”"),
        Label::new("特别程序“{0}”没有写明时限", "The special procedure “{0}” states no time limit"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SpecialProcedureIncomplete {}

impl ItemRule for SpecialProcedureIncomplete {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        if !item.has_part(Part::Special) && !item.is_provided(SpecialProcedure) {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        let mut any = false;
        let mut found = Vec::new();
        for entry in item.entries(Part::Special) {
            if !entry.says_nothing(SpecialName) {
                any = true;
                check_entry(&entry, &mut found);
            }
        }
        let text = item.text(SpecialProcedure);
        if !any && !is_placeholder(text) && item.flag(SpecialProcedure) != Some(false) {
            any = true;
            if !text.contains(is_numeral) {
                found.push(Finding::suspect(SpecialProcedure, 2).value(item.value(SpecialProcedure)).arg(text));
            }
        }
        if any { Outcome::of(found) } else { Outcome::NotApplicable }
    }
}

fn check_entry(entry: &EntryView<'_>, found: &mut Vec<Finding>) {
    let dictionary = crate::dictionary::Dictionary::SpecialName;
    let name = entry.code(SpecialName);
    let name = || match name {
        Some(code) => crate::finding::Arg::Code(dictionary, code.into()),
        None => entry.text(SpecialName).into(),
    };
    let bare_number = entry.integer(SpecialDate).is_some();
    for element in [SpecialDate, SpecialDateType, SpecialDesc] {
        let text = entry.text(element);
        if !entry.is_provided(element) || !is_placeholder(text) || (element == SpecialDateType && !bare_number) {
            continue;
        }
        let finding = if text.is_empty() {
            Finding::fail(element, 0)
        } else {
            Finding::suspect(element, 1)
        };
        let mut finding = finding.entry(entry.number()).value(entry.value(element)).arg(element);
        finding.args.insert(0, name());
        if !text.is_empty() {
            finding = finding.arg(text);
        }
        found.push(finding);
    }
}
