//! `result-name-is-case`

use crate::element::Element::{ResultName, TaskName};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use crate::text::citation::numbers_in;
use crate::text::is_placeholder;
use crate::text::vocabulary::Vocabulary;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<ResultNameIsCase>(&META);

const META: Meta = Meta {
    id: "result-name-is-case",
    title: Label::new("结果名称是个案文书或行为", "Result name is a single case or an action"),
    what: Label::new(
        "结果名称里有“XX”“某”一类的占位字，又写着个案的内容（拟同意、数量）的，只写了一个文号的，判确定问题；\
         只有占位字的，写着文号的，像一份文书的标题（“关于同意…的批复”）而中间的话不在事项名称里的，名称以“发放”“办理”“予以”一类行为结尾或者\
         开头（不以证照、文书结尾）的，列为疑似；没有填写和写“无”的不适用。",
        "Fails when the name holds stand-ins such as “XX” together with particulars of one case, or is nothing but the number of a \
         document; suspects stand-ins alone, numbers of documents, titles of a document (“approval of …”) whose subject is not in the \
         item’s name, and names of actions such as “payment”, at the end or, with no document at the end, at the beginning; does not \
         apply to blank names.",
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
        Label::new("结果名称“{0}”只是一份文书的文号，请写统一的结果名称", "The result name “{0}” is only the number of one document: give the common name"),
        Label::new("结果名称“{0}”写着一份文书的文号“{1}”，请核对是否应写统一的结果名称", "The result name “{0}” holds the number of one document, “{1}”: check whether a common name is meant"),
        Label::new("结果名称“{0}”像是一份文书的标题，请核对是否应写统一的结果名称", "The result name “{0}” looks like the title of one document: check whether a common name is meant"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ResultNameIsCase {
    /// Stand-ins for names and numbers.
    stand_ins: Vocabulary,
    /// Words found only in the document of one case.
    particulars: Vocabulary,
    /// Beginnings of the title of a document of one case, and its endings.
    leads: Vocabulary,
    titles: Vocabulary,
    /// Beginnings of names that are actions, unless they end in one of `documents`.
    starts: Vocabulary,
    /// Endings of names that are actions.
    actions: Vocabulary,
    /// Endings of names of documents.
    documents: Vocabulary,
}

impl ItemRule for ResultNameIsCase {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let name = item.text(ResultName);
        if is_placeholder(name) {
            return Outcome::NotApplicable;
        }
        let number = numbers_in(name).into_iter().find(|number| number.year.is_some());
        let number = number.and_then(|number| name.get(number.range));
        let finding = if let Some(stand_in) = self.stand_ins.find(name) {
            if self.particulars.find(name).is_some() {
                Finding::fail(ResultName, 0).arg(name)
            } else {
                Finding::suspect(ResultName, 1).arg(name).arg(stand_in)
            }
        } else if let Some(number) = number {
            if number == name.trim() {
                Finding::fail(ResultName, 3).arg(name)
            } else {
                Finding::suspect(ResultName, 4).arg(name).arg(number)
            }
        } else if self.is_title(name, item.text(TaskName)) {
            Finding::suspect(ResultName, 5).arg(name)
        } else if self.actions.end(name).is_some() || self.starts.start(name).is_some() && self.documents.end(name).is_none() {
            Finding::suspect(ResultName, 2).arg(name)
        } else {
            return Outcome::Pass;
        };
        Outcome::Found(vec![finding.value(item.value(ResultName))])
    }
}

impl ResultNameIsCase {
    /// Whether the name is a title whose subject is not what the item is about.
    fn is_title(&self, name: &str, task: &str) -> bool {
        let lead = self.leads.find(name).and_then(|lead| name.split_once(lead));
        let subject = lead.and_then(|(_, rest)| rest.strip_suffix(self.titles.end(rest)?));
        subject.is_some_and(|subject| !subject.is_empty() && !task.contains(subject))
    }
}
