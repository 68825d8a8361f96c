//! `handling-items-alike`

use crate::element::Element::{
    AcceptCondition, HandleItemCode, MaterialName, PromiseDay, TaskCode, TaskName,
};
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{Fields, ItemView, List};
use crate::locale::Label;
use crate::rule::{Context, ListReport, ListRule, Meta, Outcome, Rule};
use crate::text::similar::normal_name;
use crate::versions::{current, is_key};
use hashbrown::HashMap;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::list::<HandlingItemsAlike>(&META);

const META: Meta = Meta {
    id: "handling-items-alike",
    title: Label::new("同一主项下的办理项重复或没有差别", "Handling items alike"),
    what: Label::new(
        "同一实施编码下的两个业务办理项（取最高版本）：名称相同的，或者受理条件、承诺办结时限、申请材料都填有而完全相同的，判疑似，\
         由人核对是否应当合并；主项与办理项同名是平台的通常做法，不比较。不足两个办理项的不适用。",
        "Two handling items of one implementing code (highest version) with the same name, or with conditions, promised limit and \
         materials all filled and all equal, are suspected: a person checks whether they belong together. A main item may share its \
         name with a handling item. Does not apply with fewer than two.",
    ),
    why: Label::new(
        "没有差别的情形拆成两项，群众不知道该选哪一项。",
        "Where two items differ in nothing, applicants cannot know which to choose.",
    ),
    needs: &[TaskCode, HandleItemCode, TaskName],
    messages: &[
        Label::new("与办理项“{0}”名称相同", "Has the name of the handling item “{0}”"),
        Label::new("受理条件、申请材料、承诺办结时限与办理项“{0}”完全相同", "Conditions, materials and promised limit equal those of the handling item “{0}”"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HandlingItemsAlike {}

impl ListRule for HandlingItemsAlike {
    fn check(&self, list: &List, _: &Context, report: &mut ListReport) {
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for (item, &current) in list.views().zip(current(list)) {
            let task = item.text(TaskCode);
            if item.is_empty(HandleItemCode) || !is_key(task) || !current {
                report.say(item.index(), Outcome::NotApplicable);
            } else {
                let number = *numbers.entry(task).or_insert(groups.len());
                if number == groups.len() {
                    groups.push(Vec::new());
                }
                if let Some(group) = groups.get_mut(number) {
                    group.push(item.index());
                }
            }
        }
        for group in groups {
            if let [only] = group.as_slice() {
                report.say(*only, Outcome::NotApplicable);
            }
            compare(list, &group, report);
        }
    }
}

fn compare(list: &List, group: &[usize], report: &mut ListReport) {
    let mut names: HashMap<String, usize> = HashMap::new();
    let mut contents: HashMap<Vec<&str>, usize> = HashMap::new();
    for &index in group {
        let item = list.view(index);
        let name = normal_name(item.text(TaskName));
        let same_name = (!name.is_empty()).then(|| *names.entry(name).or_insert(index));
        let same_content = content(&item).map(|content| *contents.entry(content).or_insert(index));
        let other = |first: Option<usize>| first.filter(|first| *first != index);
        let found = other(same_name).map(|first| (0, first)).or(other(same_content).map(|first| (1, first)));
        if let Some((message, first)) = found {
            let finding = Finding::suspect(TaskName, message).value(item.value(TaskName));
            report.say(index, Outcome::Found(vec![finding.arg(list.view(first).text(TaskName))]));
        }
    }
}

/// What tells handling items apart; `None` where a part of it is blank.
fn content<'a>(item: &ItemView<'a>) -> Option<Vec<&'a str>> {
    let mut parts: Vec<&str> = [AcceptCondition, PromiseDay].map(|element| item.text(element)).to_vec();
    parts.extend(item.entries(Part::Material).map(|row| row.text(MaterialName)));
    (parts.len() > 2 && parts.iter().all(|part| !part.is_empty())).then_some(parts)
}
