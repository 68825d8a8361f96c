//! `item-listed-twice`

use crate::compared::{Pairs, place_of};
use crate::element::Element::{DeptName, HandleItemCode, TaskCode, TaskName, TaskVersion};
use crate::finding::Finding;
use crate::item::{Fields, ItemView, List};
use crate::locale::Label;
use crate::rule::{Context, ListReport, ListRule, Meta, Outcome, Rule};
use crate::versions::{identified, is_key};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::list::<ItemListedTwice>(&META);

const META: Meta = Meta {
    id: "item-listed-twice",
    title: Label::new("同一事项重复出现", "Item listed twice"),
    what: Label::new(
        "同一文件中编码（业务办理项编码，没有的看实施编码）、版本号和其余各要素都相同的事项，后出现的判确定问题；没有版本号的、有要素不同的、分在两个\
         文件里的，判疑似，因为可能是不同版本、不同情形，或者同一份清单选了两次；没有编码的，实施主体和名称都相同判疑似。版本号不同的是同一事项的\
         不同版本，合格；编码和名称都没有的不适用。",
        "Fails the later of two items of one file with the same code (handling item, else implementing), version and all other \
         elements; suspected without a version, when any element differs, or in two files, for they may be versions, cases, or one list chosen twice; without a \
         code, the same authority and name are suspected. Different versions of an item are in order; does not apply without code and name.",
    ),
    why: Label::new(
        "同一事项列两遍，统计就多一项，群众也不知道看哪一个。",
        "An item listed twice is counted twice, and nobody knows which one to read.",
    ),
    needs: &[TaskName],
    messages: &[
        Label::new("与清单中第{0}个事项“{1}”重复", "The same as item {0} of the list, “{1}”"),
        Label::new("与清单中第{0}个事项“{1}”编码相同，请核对是否重复", "Has the code of item {0} of the list, “{1}”: check whether it is a repetition"),
        Label::new("与清单中第{0}个事项“{1}”的实施主体、名称相同，请核对是否重复", "Has authority and name of item {0} of the list, “{1}”: check whether it is a repetition"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemListedTwice {}

impl ListRule for ItemListedTwice {
    fn check(&self, list: &List, _: &Context, report: &mut ListReport) {
        // Code and version, or name and authority; the second half tells which.
        let mut known = Pairs::new(list.texts.places());
        let mut firsts = Vec::new();
        for (item, code) in list.outlines().zip(&identified(list).keys) {
            let number = match (code, item.plain(TaskName)) {
                (None, None) => {
                    report.say(item.index(), Outcome::NotApplicable);
                    continue;
                }
                (None, name) => known.number(place_of(name), 2 * place_of(item.plain(DeptName))),
                (code, _) => known.number(place_of(*code), 2 * place_of(item.plain(TaskVersion)) + 1),
            };
            match firsts.get(number as usize) {
                Some(first) => report.say(item.index(), Outcome::Found(vec![finding(&item.view(), &list.view(*first))])),
                None => firsts.push(item.index()),
            }
        }
    }
}

fn finding(item: &ItemView<'_>, first: &ItemView<'_>) -> Finding {
    let element = if item.is_empty(HandleItemCode) { TaskCode } else { HandleItemCode };
    let certain = !item.is_empty(TaskVersion)
        && item.item().source == first.item().source
        && same_values(item, first);
    let finding = match (!is_key(item.key()), certain) {
        (true, _) => Finding::suspect(TaskName, 2).value(item.value(TaskName)),
        (false, true) => Finding::fail(element, 0).value(item.value(element)),
        (false, false) => Finding::suspect(element, 1).value(item.value(element)),
    };
    finding.arg(first.index() + 1).arg(first.text(TaskName))
}

/// Whether two items say the same in every element and row.
fn same_values(a: &ItemView<'_>, b: &ItemView<'_>) -> bool {
    let values = |item: &ItemView<'_>| {
        let list = item.list();
        let values = item.values();
        values.map(|(id, row)| (list.value(id).element(), row, list.value(id).text)).collect::<Vec<_>>()
    };
    values(a) == values(b)
}
