//! `flow-chart-missing`

use crate::element::Element::{FlowChart, HandleFlow, StepName};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::presence::{Presence, presence_of};
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<FlowChartMissing>(&META);

const META: Meta = Meta {
    id: "flow-chart-missing",
    title: Label::new("没有办理流程", "No procedure"),
    what: Label::new(
        "办理流程图、办理流程、办理环节有一处填写即合格。文件带有流程图一列而三处都没有内容的判确定问题；\
         文件没有流程图一列、其余为空的，平台上可能有流程图，判疑似。",
        "One of flow chart, procedure and steps is enough. Fails when the file carries the flow chart and none of them says anything; \
         suspected when it does not carry the flow chart, for the platform may have one.",
    ),
    why: Label::new(
        "没有流程，申请人不知道要经过哪些环节、办到了哪一步。",
        "Without it applicants do not know the steps, nor how far their case has come.",
    ),
    needs: &[],
    messages: &[
        Label::new("没有办理流程图，也没有办理流程或环节", "There is no flow chart, no procedure and no steps"),
        Label::new("“{0}”没有填写，请核对平台上有没有办理流程图", "“{0}” is blank: check whether the platform has a flow chart"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FlowChartMissing {}

impl ItemRule for FlowChartMissing {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let mut carried = None;
        for element in [FlowChart, HandleFlow, StepName] {
            match presence_of(item, element) {
                Presence::NotCarried => {}
                Presence::Filled => return Outcome::Pass,
                Presence::Blank(_) | Presence::Placeholder(_) => carried = carried.or(Some(element)),
            }
        }
        let finding = match carried {
            None => return Outcome::NotChecked(Reason::NotProvided),
            Some(FlowChart) => Finding::fail(FlowChart, 0),
            Some(element) => Finding::suspect(element, 1).arg(element),
        };
        Outcome::Found(vec![finding.value(carried.and_then(|element| item.value(element)))])
    }
}
