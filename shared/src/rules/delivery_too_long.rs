//! `delivery-too-long`

use crate::element::Element::{StepLimit, StepName};
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use crate::text::limit::parse;
use crate::text::vocabulary::Vocabulary;
use crate::time_limit::exceeds_working_days;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<DeliveryTooLong>(&META);

const META: Meta = Meta {
    id: "delivery-too-long",
    title: Label::new("颁证、送达环节时限过长", "Delivery takes too long"),
    what: Label::new(
        "用于行政许可。名称含`words`的环节（颁证、送达等），时限超过`days`个工作日的判疑似；没有这样的环节、时限为空或读不出的不适用。",
        "For licences. Suspected where a step of delivery (`words`) takes more than `days` working days; does not apply without such a step \
         whose limit can be read.",
    ),
    why: Label::new(
        "准予许可的决定作出后，应当自决定之日起十日内颁发、送达许可证件。",
        "A licence must be delivered within ten days of the decision.",
    ),
    needs: &[StepName, StepLimit],
    messages: &[Label::new(
        "环节“{0}”的时限为“{1}”，超过{2}个工作日，请核对",
        "The step “{0}” takes “{1}”, more than {2} working days: please check",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DeliveryTooLong {
    /// Words of names of steps of delivery.
    words: Vocabulary,
    /// Working days (行政许可法 art. 44).
    days: u32,
}

impl ItemRule for DeliveryTooLong {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let mut any = false;
        let mut found = Vec::new();
        for step in item.entries(Part::Step) {
            let (name, text) = (step.text(StepName), step.text(StepLimit));
            let Some(limit) = parse(text).filter(|_| self.words.find(name).is_some()) else {
                continue;
            };
            any = true;
            if exceeds_working_days(limit, self.days) {
                let finding = Finding::suspect(StepLimit, 0).entry(step.number()).value(step.value(StepLimit));
                found.push(finding.arg(name).arg(text).arg(i64::from(self.days)));
            }
        }
        if any { Outcome::of(found) } else { Outcome::NotApplicable }
    }
}
