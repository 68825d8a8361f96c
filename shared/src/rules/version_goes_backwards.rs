//! `version-goes-backwards`

use crate::compared::{Pairs, place_of};
use crate::element::Element::{ItemId, PublishStatus, TaskState, TaskVersion, VersionDate};
use crate::finding::Finding;
use crate::item::{Fields, List, Outline};
use crate::locale::Label;
use crate::order::Arrange as _;
use crate::rule::{Context, ListReport, ListRule, Meta, Outcome, Reason, Rule};
use crate::text::date;
use serde::Deserialize;
use std::collections::BTreeMap;
use time::Date;

/// The rule.
pub(super) const RULE: Rule = Rule::list::<VersionGoesBackwards>(&META);

const META: Meta = Meta {
    id: "version-goes-backwards",
    title: Label::new("版本倒退或状态与发布矛盾", "Versions go backwards, or state contradicts publication"),
    what: Label::new(
        "清单中有同一事项（事项主键或编码相同）的几个版本时，版本号较高而版本日期较早的，判确定问题；事项状态为“暂停”“取消”\
         而发布状态为已发布（1）的，为疑似（可能正在公布取消）。只有一个版本、也没有状态可比的不适用；日期读不出的版本不比较。",
        "Where the list holds several versions of an item (same id or code), fails a higher version with an earlier version date; \
         suspects suspended or cancelled items that are published (1), for the cancellation itself may be. Does not apply to single \
         versions without a state to compare; versions whose date cannot be read are not compared.",
    ),
    why: Label::new(
        "旧版本盖住新版本，申请人看到的就是过时的指南。",
        "If an old version covers the new one, applicants read an outdated guide.",
    ),
    needs: &[TaskVersion],
    messages: &[
        Label::new(
            "第{0}版的版本日期{1}早于第{2}版的{3}",
            "Version {0} is dated {1}, before version {2} of {3}",
        ),
        Label::new(
            "事项状态为“{0}”，发布状态却为“已发布”",
            "The item state is “{0}”, but it is published",
        ),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VersionGoesBackwards {}

/// One version of an item.
struct Version {
    number: i64,
    day: Date,
    index: usize,
}

impl ListRule for VersionGoesBackwards {
    fn check(&self, list: &List, _: &Context, report: &mut ListReport) {
        // Most items have one version: only of others there is a group.
        let mut ids = Pairs::new(list.texts.places());
        let mut first = Vec::new();
        let mut versions: BTreeMap<u32, Vec<Version>> = BTreeMap::new();
        for item in list.outlines() {
            let id = item.plain(ItemId).or_else(|| item.key());
            let Some((id, own)) = id.zip(version(&item)) else { continue };
            let number = ids.number(place_of(Some(id)), 0);
            let Some(known) = first.get(number as usize) else {
                first.push(item.index());
                continue;
            };
            let group = versions.entry(number);
            group.or_insert_with(|| version(&list.outline(*known)).into_iter().collect()).push(own);
        }
        let mut orders: BTreeMap<usize, Order> = BTreeMap::new();
        for group in versions.values_mut() {
            group.arrange_by_key(|version| (version.number, version.index));
            compare(list, group, &mut orders);
        }
        for item in list.outlines() {
            let order = orders.remove(&item.index()).unwrap_or(Order::Single);
            report.say(item.index(), outcome(&item, order));
        }
    }
}

/// What comparing a version with the lower ones of its item gives.
enum Order {
    Single,
    Forwards,
    Backwards(Finding),
}

fn version(item: &Outline<'_>) -> Option<Version> {
    Some(Version {
        number: item.integer(TaskVersion)?,
        day: date::parse(item.text(VersionDate))?,
        index: item.index(),
    })
}

fn compare(list: &List, group: &[Version], orders: &mut BTreeMap<usize, Order>) {
    let mut latest: Option<&Version> = None;
    for version in group {
        let before = latest.filter(|known| version.day < known.day && version.number > known.number);
        let order = before.map_or(Order::Forwards, |known| {
            let finding = Finding::fail(VersionDate, 0).value(list.view(version.index).value(VersionDate));
            let finding = finding.arg(version.number).arg(version.day.to_string());
            Order::Backwards(finding.arg(known.number).arg(known.day.to_string()))
        });
        orders.insert(version.index, order);
        if latest.is_none_or(|known| version.day >= known.day) {
            latest = Some(version);
        }
    }
}

fn outcome(item: &Outline<'_>, order: Order) -> Outcome {
    let states = !item.is_empty(TaskState) && !item.is_empty(PublishStatus);
    if matches!(order, Order::Single) && !states {
        let carried =
            item.is_provided(VersionDate) || (item.is_provided(TaskState) && item.is_provided(PublishStatus));
        return if carried {
            Outcome::NotApplicable
        } else {
            Outcome::NotChecked(Reason::NotProvided)
        };
    }
    let mut findings = Vec::new();
    if let Order::Backwards(finding) = order {
        findings.push(finding);
    }
    let withdrawn = matches!(item.code(TaskState), Some("2" | "3"));
    if withdrawn && matches!(item.text(PublishStatus), "1" | "已发布" | "是") {
        let finding = Finding::suspect(PublishStatus, 1).value(item.value(PublishStatus));
        findings.push(finding.arg((TaskState, item.text(TaskState))));
    }
    Outcome::of(findings)
}
