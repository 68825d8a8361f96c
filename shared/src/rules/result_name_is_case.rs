//! `result-name-is-case`

use crate::element::Element::{ResultName, TaskName, TaskType};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use crate::text::is_placeholder;
use crate::text::vocabulary::Vocabulary;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<ResultNameIsCase>(&META);

const META: Meta = Meta {
    id: "result-name-is-case",
    title: Label::new("结果名称是个案文书或行为", "Result name is a single case or an action"),
    what: Label::new(
        "结果名称里有“XX”“某”一类的占位字，又写着个案的内容（拟同意、数量）的，判不合格；行政许可和名称以“批准”“核准”等\
         结尾的事项，结果名称写“无”的，判不合格；只有占位字的，名称是“发放”“办理”一类行为的，列为疑似；没有填写的不判。",
        "Fails when the name holds stand-ins such as “XX” together with particulars of one case, and when a licence or \
         approval gives “none” as its result; suspects stand-ins alone and names of actions such as “payment”; blank \
         names are not judged.",
    ),
    why: Label::new(
        "结果名称应当是申请人拿到的证照、批文的统一名称，写成个案或行为，就无法归集、核验和共享。",
        "The result is the common name of what applicants receive; a single case or an action cannot be collected, verified or shared.",
    ),
    needs: &[ResultName],
    messages: &[
        Label::new("结果名称“{0}”是个案文书的名称", "The result name “{0}” is that of a single case"),
        Label::new("结果名称“{0}”含占位字“{1}”，请核对是否应写统一的结果名称", "The result name “{0}” holds the stand-in “{1}”: check whether a common name is meant"),
        Label::new("结果名称“{0}”像是一种行为，请核对申请人拿到的是什么", "The result name “{0}” seems to be an action: check what applicants receive"),
        Label::new("“{0}”应有审批结果，结果名称却写“{1}”", "“{0}” must have a result, yet its name reads “{1}”"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ResultNameIsCase {
    /// Stand-ins for names and numbers.
    stand_ins: Vocabulary,
    /// Words found only in the document of one case.
    particulars: Vocabulary,
    /// Endings of names that are actions.
    actions: Vocabulary,
    /// Endings of names of items that must have a result.
    approvals: Vocabulary,
}

impl ItemRule for ResultNameIsCase {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let (name, task) = (item.text(ResultName), item.text(TaskName));
        if name.is_empty() {
            return Outcome::NotApplicable;
        }
        let finding = if is_placeholder(name) {
            let decided = item.code(TaskType) == Some("01") || self.approvals.end(task).is_some();
            if !decided || task.is_empty() {
                return Outcome::NotApplicable;
            }
            Finding::fail(ResultName, 3).arg(task).arg(name)
        } else if let Some(stand_in) = self.stand_ins.find(name) {
            if self.particulars.find(name).is_some() {
                Finding::fail(ResultName, 0).arg(name)
            } else {
                Finding::suspect(ResultName, 1).arg(name).arg(stand_in)
            }
        } else if self.actions.end(name).is_some() {
            Finding::suspect(ResultName, 2).arg(name)
        } else {
            return Outcome::Pass;
        };
        Outcome::Found(vec![finding.value(item.value(ResultName))])
    }
}
