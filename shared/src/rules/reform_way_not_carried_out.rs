//! `reform-way-not-carried-out`

use crate::element::Element::{
    AnticipateDay, AnticipateType, MaterialName, PromiseDay, PromiseType, TaskName, TaskState, TaskType,
};
use crate::element::{Element, Part};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::order::Arrange as _;
use crate::reference::{EntryView, Kind, Listing, Subject};
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<ReformWayNotCarriedOut>(&META);

const META: Meta = Meta {
    id: "reform-way-not-carried-out",
    title: Label::new("“证照分离”改革方式没有落实", "Reform way not carried out"),
    what: Label::new(
        "在“证照分离”改革清单中找到的事项，按清单所列的唯一一种改革方式核对：直接取消审批的，仍是在用的行政许可；审批改为备案的，事项类型仍是行政许可；\
         实行告知承诺的，申请材料中没有告知承诺书；优化审批服务的，承诺时限没有少于法定时限。都判疑似：改革可能只涉及一部分情形，由人核对。清单列有\
         几种方式的、清单中没有的、已取消的事项不适用。",
        "Items on the reform list are held against its only reform way: approval abolished, yet a licence in use; filing, yet still of \
         type licence; notification and commitment, yet no written commitment among the materials; improved service, yet a promise not \
         shorter than the statutory limit. All are suspects, for the reform may concern some cases only. Does not apply to items that are \
         not listed, listed with several ways, or cancelled.",
    ),
    why: Label::new(
        "改革写在清单上而没有落到办事指南里，企业就享受不到。",
        "A reform that stands on the list but not in the guide does not reach any enterprise.",
    ),
    needs: &[TaskName],
    messages: &[
        Label::new("清单所列改革方式为“直接取消审批”，该事项仍作为在用的行政许可（{0}，{1}）", "The list abolishes the approval, yet the item is a licence in use ({0}, {1})"),
        Label::new("清单所列改革方式为“审批改为备案”，事项类型仍为“行政许可”（{0}，{1}）", "The list makes it a filing, yet the item's type is licence ({0}, {1})"),
        Label::new("清单所列改革方式为“实行告知承诺”，申请材料中没有告知承诺书（{0}，{1}）", "The list sets notification and commitment, yet no material is a commitment ({0}, {1})"),
        Label::new("清单所列改革方式为“优化审批服务”，承诺时限{2}没有少于法定时限{3}（{0}，{1}）", "The list improves the service, yet the promise {2} is not shorter than the statutory limit {3} ({0}, {1})"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReformWayNotCarriedOut {}

impl ItemRule for ReformWayNotCarriedOut {
    fn references(&self) -> Vec<Kind> {
        vec![Kind::Reform]
    }

    fn check(&self, item: &ItemView<'_>, context: &Context) -> Outcome {
        if item.code(TaskState) == Some("3") {
            return Outcome::NotApplicable;
        }
        let found = match context.references.listing(Kind::Reform, &Subject::of(item)) {
            Listing::Listed(found) => found,
            Listing::Absent => return Outcome::NotApplicable,
            Listing::Outside => return Outcome::NotChecked(Reason::NoReference),
        };
        let mut ways: Vec<&str> = found.entries.iter().flat_map(EntryView::reform_ways).collect();
        ways.arrange();
        ways.dedup();
        let [way] = ways.as_slice() else {
            return Outcome::NotApplicable;
        };
        let place = found.entries.first().map_or_else(String::new, EntryView::place_text);
        let finding = |element: Element, message| {
            let finding = Finding::suspect(element, message).value(item.value(element));
            finding.arg(found.how.name()).arg(place.clone())
        };
        let licence = item.code(TaskType) == Some("01");
        Outcome::of_one(match *way {
            "直接取消审批" => licence.then(|| finding(TaskType, 0)),
            "审批改为备案" => licence.then(|| finding(TaskType, 1)),
            "实行告知承诺" => lacks_commitment(item).then(|| finding(MaterialName, 2)),
            _ => unshortened(item).map(|(promise, limit)| finding(PromiseDay, 3).arg(promise).arg(limit)),
        })
    }
}

/// Whether materials are listed and none is a commitment.
fn lacks_commitment(item: &ItemView<'_>) -> bool {
    let mut names = item.entries(Part::Material).map(|entry| entry.text(MaterialName)).peekable();
    names.peek().is_some() && names.all(|name| !name.contains("承诺"))
}

/// Promise and statutory limit where the promise is not shorter; only of one unit.
fn unshortened(item: &ItemView<'_>) -> Option<(i64, i64)> {
    let (promise, limit) = (item.integer(PromiseDay)?, item.integer(AnticipateDay)?);
    let same = item.code(PromiseType).is_some() && item.code(PromiseType) == item.code(AnticipateType);
    (same && limit > 0 && promise >= limit).then_some((promise, limit))
}
