//! `procedure-lacks-step`

use crate::element::Element::{HandleFlow, StepName, StepResult, StepStandard};
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::words::WordList;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<ProcedureLacksStep>(&META);

const META: Meta = Meta {
    id: "procedure-lacks-step",
    title: Label::new("办理流程缺少应有的内容", "Procedure lacks what it should say"),
    what: Label::new(
        "在办理流程文字和办理环节中找`steps`各组词，一组里有一个词即可；缺一组的判疑似，由人对照流程图核对。流程文字不足`shortest`个字\
         （如“详见流程图”）而没有办理环节的，不适用。",
        "Looks for one word of each group of `steps` in the procedure and the steps; each group without one is suspected, to be compared \
         with the flow chart. Does not apply where the procedure has less than `shortest` characters and there are no steps.",
    ),
    why: Label::new(
        "流程不完整，申请人不知道办到了哪一步、下一步等谁。",
        "Without the whole procedure applicants cannot know how far their case has come.",
    ),
    needs: &[],
    messages: &[Label::new(
        "办理流程中没有“{0}”的内容，请对照流程图核对",
        "The procedure says nothing of “{0}”: compare it with the flow chart",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProcedureLacksStep {
    /// What a procedure should speak of: words for the same step, the first being its name.
    steps: Vec<Step>,
    /// Shortest procedure judged, in characters.
    shortest: usize,
}

#[derive(Deserialize)]
#[serde(try_from = "Vec<String>")]
struct Step {
    name: String,
    words: WordList,
}

impl TryFrom<Vec<String>> for Step {
    type Error = String;

    fn try_from(words: Vec<String>) -> Result<Self, String> {
        let name = words.first().cloned().ok_or("一组词至少要有一个词")?;
        let words = WordList::compile(&words).map_err(|error| error.to_string())?;
        Ok(Self { name, words })
    }
}

impl ItemRule for ProcedureLacksStep {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        if !item.is_provided(HandleFlow) && !item.is_provided(StepName) {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        let flow = item.text(HandleFlow);
        let long = self.shortest.checked_sub(1).is_none_or(|last| flow.chars().nth(last).is_some());
        let steps = item.entries(Part::Step).any(|step| !step.text(StepName).is_empty());
        if !long && !steps {
            return Outcome::NotApplicable;
        }
        let missing = self.steps.iter().filter(|step| !step.is_in(item, flow));
        let findings = missing.map(|step| {
            let element = if flow.is_empty() { StepName } else { HandleFlow };
            Finding::suspect(element, 0).value(item.value(element)).arg(step.name.as_str())
        });
        Outcome::of(findings.collect())
    }
}

impl Step {
    fn is_in(&self, item: &ItemView<'_>, flow: &str) -> bool {
        self.words.find(flow).is_some()
            || item.entries(Part::Step).any(|row| {
                let texts = [StepName, StepStandard, StepResult].map(|element| row.text(element));
                texts.into_iter().any(|text| self.words.find(text).is_some())
            })
    }
}
