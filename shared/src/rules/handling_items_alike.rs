//! `handling-items-alike`

use crate::compared::{Pairs, place_of};
use crate::element::Element::{
    AcceptCondition, HandleItemCode, MaterialName, PromiseDay, TaskCode, TaskName,
};
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{Fields, ItemView, List, Outline};
use crate::locale::Label;
use crate::order::numbers_by_key;
use crate::rule::{Context, ListReport, ListRule, Meta, Outcome, Rule};
use crate::table::{TextId, Texts};
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
        let mut names = Names::new(list);
        let mut contents: HashMap<Vec<Option<TextId>>, u64> = HashMap::new();
        // Of each item to be compared its place in the list, and its code with the number of its name and of its content.
        let (mut concerned, mut by_name, mut by_content) = (Vec::new(), Vec::new(), Vec::new());
        for (item, &current) in list.outlines().zip(current(list)) {
            // Most items have a code of their own, and nothing to be compared with.
            let Some(task) = task(&item, current).filter(|task| counts[*task] > 1) else {
                report.say(item.index(), Outcome::NotApplicable);
                continue;
            };
            let with = |number: u64| (task as u64) << 32 | number;
            concerned.push(item.index());
            by_name.push(names.of(&item).map(|name| with(name.index() as u64)));
            by_content.push(content(&item.view()).map(|content| {
                let next = contents.len() as u64;
                with(*contents.entry(content).or_insert(next))
            }));
        }
        let found = firsts(&by_name).into_iter().zip(firsts(&by_content));
        for (index, (same_name, same_content)) in concerned.iter().zip(found) {
            let found = same_name.map(|first| (0, first)).or(same_content.map(|first| (1, first)));
            if let Some((message, first)) = found {
                let first = list.outline(concerned[first as usize]).text(TaskName);
                let finding = Finding::suspect(TaskName, message).value(list.view(*index).value(TaskName));
                report.say(*index, Outcome::Found(vec![finding.arg(first)]));
            }
        }
    }
}

/// Of each key the place of the first equal one, where that is before it.
fn firsts(keys: &[Option<u64>]) -> Vec<Option<u32>> {
    let key = |place: u32| keys[place as usize];
    let mut firsts = vec![None; keys.len()];
    let mut places: Vec<u32> = (0..keys.len() as u32).filter(|place| key(*place).is_some()).collect();
    numbers_by_key(&mut places, &|place| key(place).map_or(0, u64::cast_signed));
    for equal in places.chunk_by(|a, b| key(*a) == key(*b)) {
        for place in equal.iter().skip(1) {
            firsts[*place as usize] = equal.first().copied();
        }
    }
    firsts
}

/// Names in the form in which they are compared, each read once.
struct Names {
    written: Pairs,
    normal: Vec<Option<TextId>>,
    texts: Texts,
}

impl Names {
    fn new(list: &List) -> Self {
        Self { written: Pairs::new(list.texts.places()), normal: Vec::new(), texts: Texts::default() }
    }

    /// The item's name in numbers that only tell names apart; `None` where nothing of it counts.
    fn of(&mut self, item: &Outline<'_>) -> Option<TextId> {
        let number = self.written.number(place_of(item.plain(TaskName)), 0) as usize;
        if number == self.normal.len() {
            let name = normal_name(item.text(TaskName));
            self.normal.push(if name.is_empty() { None } else { self.texts.intern(&name) });
        }
        self.normal.get(number).copied().flatten()
    }
}

/// What tells handling items apart; `None` where a part of it is blank.
fn content(item: &ItemView<'_>) -> Option<Vec<Option<TextId>>> {
    let mut parts: Vec<_> = [AcceptCondition, PromiseDay].map(|element| item.plain(element)).to_vec();
    parts.extend(item.entries(Part::Material).map(|row| row.plain(MaterialName)));
    (parts.len() > 2 && parts.iter().all(Option::is_some)).then_some(parts)
}
