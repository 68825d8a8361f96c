//! `not-on-reference-list`

use crate::element::Element::{CatalogCode, TaskName, TaskState};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::reference::{Kind, Listing, Subject};
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<NotOnReferenceList>(&META);

const META: Meta = Meta {
    id: "not-on-reference-list",
    title: Label::new("事项不在参考清单内", "Item not on the reference list"),
    what: Label::new(
        "先按基本编码、再按名称在`list`指定的参考清单中查找事项；主项编码相同、去掉括号说明后同名的都算在清单内。都查不到时，只有同时满足下列\
         各项才判确定问题，因为只有这样“查不到”才等于“不在清单内”：清单用标题或各行写明了适用地区和层级并且包括该事项所在地区和层级，清单每一条\
         都有正确的基本编码，清单列有与该事项同一业务指导部门的其他条目，事项的基本编码正确，清单的标题\
         只写地区、层级、年份和清单名称（另有“第一批”“新增”、领域、部门等字样的，可能只是一部分），写明的年份不晚于检查日期、也不早于`edition_years`年前。\
         缺任何一项的判疑似，由人核对；清单写明只适用于其他地区或层级的，\
         不检查。`certain`为false的一律疑似；给了`yields_to`指定的清单时，许可事项也只判疑似，同一问题不扣两次。事项状态为“取消”的不适用。",
        "Looks the item up in the reference list of kind `list` by basic code, then by name; the same main item's code and the same name \
         without brackets count as listed. Not found fails only where that proves absence: the list says (in its title or in every row) that \
         it is about the item's place and level, every entry has a valid basic code, it has entries of the item's guiding department, the item's code is valid, its \
         title says no more than place, levels, year and the list's name (a batch, a field, a department may be a part), and its year is neither after the check nor more than `edition_years` ago. Otherwise it is a suspect; lists about other places or levels are not compared. Always a suspect where `certain` is false, \
         and for licences where a list of kind `yields_to` was given, so that one problem costs once. Does not apply to cancelled items.",
    ),
    why: Label::new(
        "清单管理要求清单之外不得实施；办事人按清单查事项，查不到的事项谁也说不清该不该办。",
        "What is not on the list may not be exercised, and people who look it up there find nothing.",
    ),
    needs: &[TaskName],
    messages: &[
        Label::new(
            "基本编码{0}不在{1}内：清单写明适用于本地区、本层级，各条均有编码，列有同部门的事项而没有该事项",
            "The basic code {0} is not on the {1}, which says that it covers this place and level, gives a code for every entry and has items of this department",
        ),
        Label::new(
            "按编码和名称都没有在{1}中找到“{0}”；仅凭所给清单还不能认定不在清单内，请核对清单是否完整、是否现行，以及适用范围和编码",
            "“{0}” was found on the {1} neither by code nor by name; the list given does not prove that it is absent, so check whether it is whole and current, its scope and codes",
        ),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NotOnReferenceList {
    /// Kind of list.
    list: Kind,
    /// Whether absence that is proved costs points.
    #[serde(default = "yes")]
    certain: bool,
    /// Age in calendar years up to which an edition is taken for the current one.
    #[serde(default = "two")]
    edition_years: u8,
    /// Kind of list by which licences that are on neither are charged instead.
    #[serde(default)]
    yields_to: Option<Kind>,
}

fn yes() -> bool {
    true
}

fn two() -> u8 {
    2
}

impl ItemRule for NotOnReferenceList {
    fn references(&self) -> Vec<Kind> {
        vec![self.list]
    }

    fn check(&self, item: &ItemView<'_>, context: &Context) -> Outcome {
        let subject = Subject::of(item);
        if item.code(TaskState) == Some("3") || (subject.name.is_empty() && subject.code.is_none()) {
            return Outcome::NotApplicable;
        }
        let proved = match context.references.listing(self.list, &subject) {
            Listing::Listed(_) => return Outcome::Pass,
            Listing::Outside => return Outcome::NotChecked(Reason::NoReference),
            Listing::Absent => context.references.prove_absence(self.list, &subject, context.date, self.edition_years),
        };
        let charged_there = self.yields_to.is_some_and(|kind| context.references.has(kind))
            && subject.code.as_ref().is_some_and(|code| code.task_type() == "01");
        let element = if item.text(CatalogCode).is_empty() { TaskName } else { CatalogCode };
        let finding = match &subject.code {
            Some(code) if proved && self.certain && !charged_there => Finding::fail(element, 0).arg(code.as_str()),
            _ => Finding::suspect(element, 1).arg(subject.name),
        };
        Outcome::Found(vec![finding.value(item.value(element)).arg(self.list.name())])
    }
}
