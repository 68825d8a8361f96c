//! `fee-items-without-fee`

use crate::element::Element::{FeeName, FeeStandard, IsFee, IsPayOnline};
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{EntryView, Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::is_placeholder;
use crate::text::words::WordList;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<FeeItemsWithoutFee>(&META);

const META: Meta = Meta {
    id: "fee-items-without-fee",
    title: Label::new("不收费却有收费项目或网上支付", "No fee, yet fee items or online payment"),
    what: Label::new(
        "“是否收费”为“否”，而收费项目列有费用，或“是否支持网上支付”为“是”的，判确定问题；\
         项目名称或标准写明不收费、免征、停征（`free`词表）的合格；收费的不适用。",
        "Fails when no fee is charged and fee items are listed or online payment is offered; items that say there is \
         nothing to pay (`free`) are in order; does not apply when a fee is charged.",
    ),
    why: Label::new("申请人无从知道到底要不要交钱。", "Applicants cannot tell whether they must pay."),
    needs: &[IsFee],
    messages: &[
        Label::new(
            "“是否收费”为“否”，但列有收费项目“{0}”，标准“{1}”",
            "“Fee charged” is no, but the fee “{0}” is listed at “{1}”",
        ),
        Label::new(
            "“是否收费”为“否”，但“是否支持网上支付”为“是”",
            "“Fee charged” is no, but online payment is offered",
        ),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FeeItemsWithoutFee {
    /// Words that say nothing is to be paid.
    free: WordList,
}

impl ItemRule for FeeItemsWithoutFee {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        if item.flag(IsFee) != Some(false) {
            return Outcome::NotApplicable;
        }
        if !item.has_part(Part::Fee) && !item.is_provided(IsPayOnline) {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        let charged = item.entries(Part::Fee).filter(|fee| self.is_charged(fee));
        let mut findings: Vec<_> = charged
            .map(|fee| {
                Finding::fail(FeeName, 0)
                    .value(fee.value(FeeName).or_else(|| fee.value(FeeStandard)))
                    .entry(fee.number())
                    .arg(fee.text(FeeName))
                    .arg(fee.text(FeeStandard))
            })
            .collect();
        if item.flag(IsPayOnline) == Some(true) {
            findings.push(Finding::fail(IsPayOnline, 1).value(item.value(IsPayOnline)));
        }
        Outcome::of(findings)
    }
}

impl FeeItemsWithoutFee {
    /// Whether the row names a fee that somebody has to pay.
    fn is_charged(&self, fee: &EntryView<'_>) -> bool {
        let texts = [fee.text(FeeName), fee.text(FeeStandard)];
        let zero = fee
            .text(FeeStandard)
            .chars()
            .all(|c| matches!(c, '0' | '.' | '元' | '０'));
        !texts.into_iter().all(is_placeholder)
            && (!zero || fee.is_empty(FeeStandard))
            && texts.into_iter().all(|text| self.free.find(text).is_none())
    }
}
