//! `result-name-is-case`

use crate::element::Element::ResultName;
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
        "结果名称里有“XX”“某”一类的占位字，又写着个案的内容（拟同意、数量）的，判不合格；只有占位字的，名称是“发放”“办理”\
         一类行为的，列为疑似；没有填写和写“无”的不适用。",
        "Fails when the name holds stand-ins such as “XX” together with particulars of one case; suspects stand-ins alone \
         and names of actions such as “payment”; does not apply to blank names.",
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
}

impl ItemRule for ResultNameIsCase {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let name = item.text(ResultName);
        if is_placeholder(name) {
            return Outcome::NotApplicable;
        }
        let finding = if let Some(stand_in) = self.stand_ins.find(name) {
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
