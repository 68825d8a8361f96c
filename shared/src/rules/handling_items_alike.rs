//! `handling-items-alike`

use crate::element::Element::{
    AcceptCondition, HandleItemCode, MaterialName, PromiseDay, TaskCode, TaskName,
};
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{Fields, ItemView, List, Outline};
use crate::locale::Label;
use crate::order::numbers_by_key;
use crate::rule::{Context, ListReport, ListRule, Meta, Outcome, Rule};
use crate::text::similar::normal_name;
use crate::versions::{current, tasks};
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
        let tasks = tasks(list);
        let task = |item: &Outline<'_>, current: bool| {
            let concerned = current && !item.is_empty(HandleItemCode);
            concerned.then(|| tasks.key(item.index())).flatten()
        };
        let mut counts = vec![0_u32; tasks.len()];
        for (item, &current) in list.outlines().zip(current(list)) {
            if let Some(task) = task(&item, current) {
                counts[task] += 1;
            }
        }
        // Most items have a code of their own, and nothing to be compared with.
        let mut concerned = Vec::new();
        for (item, &current) in list.outlines().zip(current(list)) {
            if task(&item, current).is_some_and(|task| counts[task] > 1) {
                concerned.push(item.index() as u32);
            } else {
                report.say(item.index(), Outcome::NotApplicable);
            }
        }
        let number = |index: u32| tasks.of_items.get(index as usize).copied();
        numbers_by_key(&mut concerned, &|index| number(index).map_or(-1, i64::from));
        for group in concerned.chunk_by(|a, b| number(*a) == number(*b)) {
            compare(list, group, report);
        }
    }
}

fn compare(list: &List, group: &[u32], report: &mut ListReport) {
    let mut names: HashMap<String, usize> = HashMap::new();
    let mut contents: HashMap<Vec<&str>, usize> = HashMap::new();
    for index in group.iter().map(|index| *index as usize) {
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
