//! `handling-item-contradicts-main`

use crate::division::Division;
use crate::element::Element::{AreaCode, DeptCode, DeptName, HandleItemCode, TaskCode, TaskType, UseLevel};
use crate::finding::Finding;
use crate::item::{Fields, ItemView, List};
use crate::locale::Label;
use crate::rule::{Context, ListReport, ListRule, Meta, Outcome, Rule};
use crate::text::narrow;
use crate::versions::{current, tasks};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::list::<HandlingItemContradictsMain>(&META);

const META: Meta = Meta {
    id: "handling-item-contradicts-main",
    title: Label::new("业务办理项与主项不一致", "Handling item contradicts its main item"),
    what: Label::new(
        "业务办理项与同一实施编码的主项（取最高版本）比较，事项类型、行使层级、实施主体、实施主体编码、行政区划不同的，逐项判疑似，\
         因为看不出错在哪一边；清单中有主项、唯独没有它的主项的，判疑似（可能没有导出）。清单中一个主项也没有的、主项本身不适用。",
        "Compares a handling item with the main item of its implementing code (highest version): type, level, authority, its code and \
         division that differ are suspected, for either may be wrong; so is a handling item whose main item is missing though the list \
         has main items. Does not apply to main items, nor where the list has none at all.",
    ),
    why: Label::new(
        "办理项是主项的细分，主体、类型、层级应当与主项一致。",
        "A handling item is a part of its main item and shares its authority, type and level.",
    ),
    needs: &[TaskCode, HandleItemCode],
    messages: &[
        Label::new("清单中没有实施编码为“{0}”的主项", "The list has no main item with the implementing code “{0}”"),
        Label::new("“{0}”为“{1}”，主项为“{2}”", "“{0}” is “{1}”, but “{2}” in the main item"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HandlingItemContradictsMain {}

impl ListRule for HandlingItemContradictsMain {
    fn check(&self, list: &List, _: &Context, report: &mut ListReport) {
        let tasks = tasks(list);
        let mut mains: Vec<Option<usize>> = vec![None; tasks.len()];
        let mut any = false;
        for (item, &current) in list.outlines().zip(current(list)) {
            if let Some(task) = tasks.key(item.index()).filter(|_| current && item.is_empty(HandleItemCode)) {
                mains[task].get_or_insert(item.index());
                any = true;
            }
        }
        for item in list.outlines() {
            let handled = tasks.key(item.index()).filter(|_| any && !item.is_empty(HandleItemCode));
            let outcome = match handled.map(|task| mains[task]) {
                None => Outcome::NotApplicable,
                Some(Some(main)) => Outcome::of(differences(&item.view(), &list.view(main))),
                Some(None) => {
                    let finding = Finding::suspect(HandleItemCode, 0).value(item.value(HandleItemCode));
                    Outcome::Found(vec![finding.arg(item.text(TaskCode))])
                }
            };
            report.say(item.index(), outcome);
        }
    }
}

/// Whether both name one place: code, name, or code with the name behind it (`450721(灵山县)`).
fn is_same_place(a: &str, b: &str) -> bool {
    let place = |text: &str| {
        let text = narrow(text);
        let code = text.trim().split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
        Division::by_code(code).or_else(|| Division::by_name(text.trim()))
    };
    place(a).is_some_and(|place_a| place(b) == Some(place_a))
}

fn differences(item: &ItemView<'_>, main: &ItemView<'_>) -> Vec<Finding> {
    let differ = [TaskType, UseLevel, DeptName, DeptCode, AreaCode].into_iter().filter(|element| {
        let (own, other) = (item.text(*element), main.text(*element));
        let codes = (item.code(*element), main.code(*element));
        let same = own == other || (codes.0.is_some() && codes.0 == codes.1) || narrow(own) == narrow(other);
        let same = same || (*element == AreaCode && is_same_place(own, other));
        !own.is_empty() && !other.is_empty() && !same
    });
    let finding = |element| {
        let finding = Finding::suspect(element, 1).value(item.value(element)).arg(element);
        finding.arg((element, item.text(element))).arg((element, main.text(element)))
    };
    differ.map(finding).collect()
}
