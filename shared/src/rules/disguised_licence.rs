//! `disguised-licence`

use crate::element::Element::{ResultType, TaskName};
use crate::finding::{Arg, Finding};
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<DisguisedLicence>(&META);

const META: Meta = Meta {
    id: "disguised-licence",
    title: Label::new("疑似变相许可", "Possibly a disguised licence"),
    what: Label::new(
        "不是行政许可的事项（由条款的适用范围限定），名称含`words`中的词（备案、登记、认定等），不含`harmless`中的词（查询等），\
         而审批结果类型是证照或批文的，判疑似，由人核对有没有法律法规依据。",
        "Suspected where an item that is no licence (see the clause's scope) has a word of `words` (filing, registration, recognition) in its \
         name, none of `harmless` (enquiry), and ends in a certificate or an approval document; a person checks its legal basis.",
    ),
    why: Label::new(
        "以备案、登记、认定等名义实施审批，是法规明令禁止的变相许可。",
        "Approving under the name of filing, registration or recognition is a disguised licence, which the law forbids.",
    ),
    needs: &[TaskName, ResultType],
    messages: &[Label::new(
        "事项名称含“{0}”，审批结果是{1}，请核对有没有法律法规依据、是否变相许可",
        "The name has “{0}” and the result is: {1}. Check the legal basis and whether it is a disguised licence",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DisguisedLicence {
    /// Names under which approvals hide.
    words: Vec<String>,
    /// Words of names that show that nothing is approved.
    harmless: Vec<String>,
}

impl ItemRule for DisguisedLicence {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let name = item.text(TaskName);
        let contained = |words: &[String]| words.iter().position(|word| name.contains(word.as_str()));
        let Some(word) = contained(&self.words).and_then(|index| self.words.get(index)) else {
            return Outcome::NotApplicable;
        };
        if contained(&self.harmless).is_some() {
            return Outcome::NotApplicable;
        }
        let codes = item.codes(ResultType);
        let Some(code) = codes.iter().find(|code| matches!(**code, "10" | "20")) else {
            let unreadable = codes.is_empty() && !item.is_empty(ResultType);
            return if unreadable { Outcome::NotChecked(Reason::Unreadable) } else { Outcome::Pass };
        };
        let finding = Finding::suspect(TaskName, 0).value(item.value(TaskName)).arg(word.as_str());
        let result = Arg::Code(crate::dictionary::Dictionary::ResultType, (*code).into());
        Outcome::Found(vec![finding.arg(result)])
    }
}
