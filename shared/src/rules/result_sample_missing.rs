//! `result-sample-missing`

use crate::element::Element::{ResultName, ResultSample, ResultType, TaskName, TaskType};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::text::is_placeholder;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<ResultSampleMissing>(&META);

const META: Meta = Meta {
    id: "result-sample-missing",
    title: Label::new("审批结果没有样本", "Result without a sample"),
    what: Label::new(
        "写有审批结果名称而没有结果样本的：结果类型是证照或批文的判确定问题，其他类型可能没有实物，判疑似。\
         结果名称为空或写“无”、又没有样本的：行政许可和名称含`approving`中词语（批准、核准等）的事项判疑似，其余不适用。",
        "A named result without a sample fails for certificates and approval documents and is suspected for other kinds, which may \
         have no document. Neither name nor sample: suspected for licences and items whose name has a word of `approving`, \
         otherwise it does not apply.",
    ),
    why: Label::new(
        "申请人凭样本知道会拿到什么，也便于其他地方认可。",
        "The sample shows applicants what they will get, and helps others recognise it.",
    ),
    needs: &[ResultName, ResultSample],
    messages: &[
        Label::new("审批结果“{0}”没有样本", "The result “{0}” has no sample"),
        Label::new("审批结果名称和样本都没有填写，请核对办结后发给申请人什么", "Neither the result's name nor a sample is given: check what applicants get"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ResultSampleMissing {
    /// Words in an item's name that show that something is decided.
    approving: Vec<String>,
}

impl ItemRule for ResultSampleMissing {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let name = item.text(ResultName);
        let sampled = !item.says_nothing(ResultSample);
        if is_placeholder(name) {
            if sampled || !self.decides(item) {
                return Outcome::NotApplicable;
            }
            return Outcome::Found(vec![Finding::suspect(ResultName, 1).value(item.value(ResultName))]);
        }
        if sampled {
            return Outcome::Pass;
        }
        let document = item.has_code(ResultType, "10") || item.has_code(ResultType, "20");
        let finding = if document {
            Finding::fail(ResultSample, 0)
        } else {
            Finding::suspect(ResultSample, 0)
        };
        Outcome::Found(vec![finding.value(item.value(ResultSample)).arg(name)])
    }
}

impl ResultSampleMissing {
    fn decides(&self, item: &ItemView<'_>) -> bool {
        item.code(TaskType) == Some("01") || self.approving.iter().any(|word| item.text(TaskName).contains(word.as_str()))
    }
}
