//! `step-limits-exceed-promise`

use crate::element::Element::{PromiseDay, StepLimit, StepName};
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{EntryView, Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::limit::{Limit, Unit, parse};
use crate::text::words::WordList;
use crate::time_limit::{PROMISED, certainly_longer};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<StepLimitsExceedPromise>(&META);

const META: Meta = Meta {
    id: "step-limits-exceed-promise",
    title: Label::new("环节时限超过承诺办结时限", "Limits of steps exceed the promise"),
    what: Label::new(
        "以工作日计的各环节时限与承诺办结时限比较，小时、单位不明的环节按0计，不计入承诺时限的环节（`apart`词表：受理、送达、\
         特别程序等）不算：单个环节就超过承诺的，判确定问题（环节写成月、自然日的判疑似）；合计超过的，为疑似（环节可能并行）；承诺为空、没有环节时限的不适用；\
         承诺读不出工作日数的不判。",
        "Compares steps in working days with the promise; hours and unclear units count as 0, and steps apart from the promise \
         (`apart`: acceptance, delivery, special procedures) not at all. Fails when one step alone exceeds the promise (in months or calendar days suspected), suspected \
         when the sum does (steps may run side by side); does not apply without promise or step limits; not checked when the \
         promise is not in working days.",
    ),
    why: Label::new(
        "环节加起来比承诺的还长，承诺就兑现不了。",
        "If the steps take longer than promised, the promise cannot be kept.",
    ),
    needs: &[PromiseDay, StepName, StepLimit],
    messages: &[
        Label::new(
            "环节“{0}”的时限为“{1}”，超过承诺办结时限“{2}”",
            "The step “{0}” takes “{1}”, more than the promised “{2}”",
        ),
        Label::new(
            "各环节时限合计{0}个工作日，超过承诺办结时限“{1}”",
            "The steps take {0} working days together, more than the promised “{1}”",
        ),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StepLimitsExceedPromise {
    /// Steps outside the promised limit.
    apart: WordList,
}

impl ItemRule for StepLimitsExceedPromise {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let text = item.text(PromiseDay);
        let limited = |step: &EntryView<'_>| !step.text(StepLimit).is_empty();
        if text.is_empty() || !item.entries(Part::Step).any(|step| limited(&step)) {
            return Outcome::NotApplicable;
        }
        let Some(promised) = PROMISED.of(item).filter(|limit| limit.unit == Unit::WorkingDay) else {
            return Outcome::NotChecked(Reason::Unreadable);
        };
        let mut sum = 0_u32;
        let mut findings = Vec::new();
        for step in item.entries(Part::Step) {
            let days = self.working_days(&step);
            sum = sum.saturating_add(days);
            let longer = days > promised.hundredths;
            // Months and calendar days may be those of something that is not counted.
            if longer || self.is_certainly_longer(&step, promised) {
                let finding = if longer { Finding::fail(StepLimit, 0) } else { Finding::suspect(StepLimit, 0) };
                let finding = finding.value(step.value(StepLimit)).entry(step.number());
                findings.push(finding.arg(step.text(StepName)).arg(step.text(StepLimit)).arg(text));
            }
        }
        if findings.is_empty() && sum > promised.hundredths {
            let finding = Finding::suspect(PromiseDay, 1).value(item.value(PromiseDay));
            findings.push(finding.arg(i64::from(sum.div_ceil(100))).arg(text));
        }
        Outcome::of(findings)
    }
}

impl StepLimitsExceedPromise {
    /// Hundredths of working days that the step certainly takes from the promised time.
    fn working_days(&self, step: &EntryView<'_>) -> u32 {
        match parse(step.text(StepLimit)) {
            Some(limit) if limit.unit == Unit::WorkingDay => {
                if self.is_apart(step) { 0 } else { limit.hundredths }
            }
            _ => 0,
        }
    }

    /// Whether a step in months or calendar days takes longer than promised, however its days are counted.
    fn is_certainly_longer(&self, step: &EntryView<'_>, promised: Limit) -> bool {
        let limit = parse(step.text(StepLimit)).filter(|limit| !matches!(limit.unit, Unit::WorkingDay | Unit::Unstated));
        limit.is_some_and(|limit| certainly_longer(limit, promised) && !self.is_apart(step))
    }

    fn is_apart(&self, step: &EntryView<'_>) -> bool {
        let texts = [step.text(StepName), step.text(StepLimit)];
        texts.into_iter().any(|text| self.apart.find(text).is_some())
    }
}
