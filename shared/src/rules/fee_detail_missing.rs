//! `fee-detail-missing`

use crate::element::Element::{self, FeeBasis, FeeLaw, FeeName, FeeStandard, IsFee};
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::presence::{Presence, presence_of};
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<FeeDetailMissing>(&META);

const META: Meta = Meta {
    id: "fee-detail-missing",
    title: Label::new("收费而没有收费项目、标准或依据", "Fee without item, rate or basis"),
    what: Label::new(
        "是否收费为“是”，或者没有填写该标志而收费标准写有金额的，要有收费项目、收费标准和收费依据，文件中有该列而为空或写“无”的，\
         判确定问题。收费依据写在事项上或收费项目里都可以。不收费的不适用。",
        "Where a fee is charged (by the flag, or without it by a rate that names a sum) fee item, rate and basis are needed; each that \
         the file carries and that is blank or “无” fails. The basis may stand with the item or the fee. Does not apply without a fee.",
    ),
    why: Label::new(
        "收费必须项目、标准、依据公开，没有公开的不能收。",
        "A fee may only be charged when its item, rate and basis are published.",
    ),
    needs: &[],
    messages: &[
        Label::new("该事项收费，但没有填写“{0}”", "A fee is charged, but “{0}” is missing"),
        Label::new("收费标准写有“{1}”，但没有填写“{0}”", "The rate reads “{1}”, but “{0}” is missing"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FeeDetailMissing {}

impl ItemRule for FeeDetailMissing {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let rate = match item.flag(IsFee) {
            Some(false) => return Outcome::NotApplicable,
            Some(true) => None,
            None if !item.is_empty(IsFee) => return Outcome::NotChecked(Reason::Unreadable),
            None => match rate_with_sum(item) {
                Some(rate) => Some(rate),
                None if item.is_provided(IsFee) || item.is_provided(FeeStandard) => return Outcome::NotApplicable,
                None => return Outcome::NotChecked(Reason::NotProvided),
            },
        };
        let mut carried = false;
        let mut found = Vec::new();
        for places in [&[FeeName][..], &[FeeStandard], &[FeeBasis, FeeLaw]] {
            match missing(item, places) {
                Carried::No => {}
                Carried::Filled => carried = true,
                Carried::Missing(element) => found.push(match rate {
                    None => Finding::fail(element, 0).arg(element),
                    Some(rate) => Finding::fail(element, 1).arg(element).arg(rate),
                }),
            }
        }
        if found.is_empty() && !carried {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        Outcome::of(found)
    }
}

enum Carried {
    No,
    Missing(Element),
    Filled,
}

fn missing(item: &ItemView<'_>, places: &[Element]) -> Carried {
    let mut found = Carried::No;
    for &element in places {
        match presence_of(item, element) {
            Presence::Filled => return Carried::Filled,
            Presence::NotCarried => {}
            Presence::Blank(_) | Presence::Placeholder(_) => {
                if matches!(found, Carried::No) {
                    found = Carried::Missing(element);
                }
            }
        }
    }
    found
}

/// A rate that names a sum of money, as in “80元/证”, and does not speak of exemption.
fn rate_with_sum<'a>(item: &ItemView<'a>) -> Option<&'a str> {
    let rates = item.entries(Part::Fee).map(|entry| entry.text(FeeStandard));
    rates
        .into_iter()
        .find(|rate| rate.contains('元') && rate.contains(|c: char| ('1'..='9').contains(&c)) && !rate.contains(['免', '停', '取', '不']))
}
