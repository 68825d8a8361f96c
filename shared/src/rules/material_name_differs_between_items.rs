//! `material-name-differs-between-items`

use crate::element::Element::{HandleItemCode, MaterialCode, MaterialName, MaterialOrder, TaskCode, TaskVersion};
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{EntryView, Fields, ItemView, List};
use crate::locale::Label;
use crate::rule::{Context, ListReport, ListRule, Meta, Outcome, Rule};
use crate::versions::tasks;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::list::<MaterialNameDiffersBetweenItems>(&META);

const META: Meta = Meta {
    id: "material-name-differs-between-items",
    title: Label::new("同一材料在主项与办理项中名称不同", "A material is named differently in main and handling item"),
    what: Label::new(
        "业务办理项的材料与同一实施编码的主项（取最高版本）比较，按材料编码末3位或序号对应：名称只差标点和“的、等”之类虚字的，\
         判确定问题；名称相近（相似度不低于`similar`%）的，为疑似；相差较大的（本来就是不同材料）、只差标点空格的、主项其他序号下\
         有同名材料的合格；主项、清单中没有主项的办理项不适用。",
        "Compares a handling item's materials with those of the main item of the same implementing code (highest version), by the \
         last three digits of the material code or by number: fails where names differ only by particles such as 的 and 等, \
         suspects similar ones (at least `similar` %); other materials, differences in punctuation only, and names that the main \
         item has elsewhere are in order; does not apply to main items and to handling items without one in the list.",
    ),
    why: Label::new(
        "同一份材料两个名字，申请人以为要准备两份。",
        "With two names for one paper, applicants think they need two.",
    ),
    needs: &[TaskCode, HandleItemCode, MaterialName],
    messages: &[Label::new(
        "材料“{0}”在主项中的名称为“{1}”",
        "The material “{0}” is called “{1}” in the main item",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MaterialNameDiffersBetweenItems {
    /// Similarity in percent from which two names may mean the same.
    similar: u8,
}

impl ListRule for MaterialNameDiffersBetweenItems {
    fn check(&self, list: &List, _: &Context, report: &mut ListReport) {
        let tasks = tasks(list);
        let mut mains: Vec<Option<(i64, usize)>> = vec![None; tasks.len()];
        for (item, &task) in list.outlines().zip(&tasks.of_items).filter(|(item, _)| item.is_empty(HandleItemCode)) {
            let version = item.integer(TaskVersion).unwrap_or(0);
            let known = mains[task as usize].get_or_insert((version, item.index()));
            if version > known.0 {
                *known = (version, item.index());
            }
        }
        for (item, &task) in list.outlines().zip(&tasks.of_items) {
            let main = mains[task as usize].filter(|_| !item.is_empty(HandleItemCode) && !item.is_empty(TaskCode));
            let outcome = match main {
                Some((_, main)) => self.compare(&item.view(), &list.view(main)),
                None => Outcome::NotApplicable,
            };
            report.say(item.index(), outcome);
        }
    }
}

impl MaterialNameDiffersBetweenItems {
    fn compare(&self, item: &ItemView<'_>, main: &ItemView<'_>) -> Outcome {
        let known: Vec<(Serial<'_>, &str)> = main
            .entries(Part::Material)
            .filter_map(|material| Some((serial(&material)?, material.text(MaterialName))))
            .collect();
        if known.is_empty() {
            return Outcome::NotApplicable;
        }
        let mut findings = Vec::new();
        for material in item.entries(Part::Material) {
            let name = material.text(MaterialName);
            let elsewhere = known.iter().any(|(_, other)| *other == name);
            let Some(serial) = serial(&material).filter(|_| !elsewhere && !name.is_empty()) else {
                continue;
            };
            let same = known.iter().find(|(number, other)| *number == serial && !other.is_empty());
            findings.extend(same.and_then(|(_, other)| {
                let finding = self.difference(name, other)?;
                let finding = finding.value(material.value(MaterialName)).entry(material.number());
                Some(finding.arg(name).arg(*other))
            }));
        }
        Outcome::of(findings)
    }

    fn difference(&self, name: &str, other: &str) -> Option<Finding> {
        let (a, b) = (letters(name), letters(other));
        if a == b {
            return None;
        }
        let bare = |text: &str| text.chars().filter(|c| !"的等之".contains(*c)).collect::<String>();
        if bare(&a) == bare(&b) {
            return Some(Finding::fail(MaterialName, 0));
        }
        let similar = strsim::normalized_levenshtein(&a, &b) * 100.0 >= f64::from(self.similar);
        similar.then(|| Finding::suspect(MaterialName, 0))
    }
}

/// What a list numbers its materials by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Serial<'a> {
    /// The last three digits of the material code.
    Code(&'a str),
    /// The number in the list, where there is no code.
    Order(i64),
}

fn serial<'a>(material: &EntryView<'a>) -> Option<Serial<'a>> {
    let code = material.text(MaterialCode);
    match code.len().checked_sub(3).and_then(|start| code.get(start..)) {
        Some(tail) => Some(Serial::Code(tail)),
        None => material.integer(MaterialOrder).map(Serial::Order),
    }
}

/// Letters and digits alone, in half width.
fn letters(name: &str) -> String {
    crate::text::narrow(name).chars().filter(|c| c.is_alphanumeric()).collect()
}
