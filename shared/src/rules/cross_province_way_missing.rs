//! `cross-province-way-missing`

use crate::element::Element::{
    HandleArea, HandleFlow, IsExpress, IsOnline, OnlineAddress, SceneNumber, SceneReason, TaskName, TransactAddress,
};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::reference::{Field, Kind, Subject};
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<CrossProvinceWayMissing>(&META);

const META: Meta = Meta {
    id: "cross-province-way-missing",
    title: Label::new("跨省通办没有写明怎么办", "Cross-province service without a way to use it"),
    what: Label::new(
        "通办范围为“全国”，或者“跨省通办”清单列有的事项：到办事现场次数大于0，不支持快递，办理流程、办理地点、现场办理原因中也没有`ways`中的词（异地\
         代收、代办、邮寄、多地联办等）的，判疑似；清单所列模式含“全程网办”，而“是否网办”为“否”或者在线办理地址为空的，判疑似；清单所列模式只有“全程网办”而到办事现场次数大于0的，支持快递也判疑似。由人核对办法是否\
         写在别处。两样都不是的不适用；没有给出清单且通办范围不是“全国”的不检查。",
        "For items of nationwide reach or on the cross-province list: suspects visits without a courier and without any of `ways` (received \
         elsewhere, agency, post, jointly) in procedure, place and reason; and an online mode of the list with no online handling or no \
         address, or, where it is the only mode, with visits. A person sees whether the way stands elsewhere. Does not apply to other items; not checked without a list unless the \
         reach is the nation.",
    ),
    why: Label::new(
        "标了跨省通办却没有办法，办事人还是要跑到现场。",
        "A nationwide reach without a way still makes people travel.",
    ),
    needs: &[TaskName],
    messages: &[
        Label::new("跨省通办的事项要到现场{0}次，没有写明异地代收代办、邮寄或多地联办的办法", "A cross-province service needs {0} visits, and no way from elsewhere is stated"),
        Label::new("“跨省通办”清单所列模式为“{0}”，但“是否网办”为“否”", "The cross-province list says “{0}”, but the item is not online"),
        Label::new("“跨省通办”清单所列模式为“{0}”，但没有填写在线办理地址", "The cross-province list says “{0}”, but no online address is given"),
        Label::new("“跨省通办”清单所列模式为“{0}”，但到办事现场次数为{1}", "The cross-province list says “{0}”, but the item needs {1} visits"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CrossProvinceWayMissing {
    /// Words that name a way from elsewhere.
    ways: Vec<String>,
}

impl ItemRule for CrossProvinceWayMissing {
    fn check(&self, item: &ItemView<'_>, context: &Context) -> Outcome {
        let nationwide = item.code(HandleArea) == Some("1");
        let has_list = context.references.has(Kind::CrossProvince);
        if !nationwide && !has_list {
            return Outcome::NotChecked(Reason::NoReference);
        }
        let subject = Subject::of(item);
        let found = context.references.find(Kind::CrossProvince, &subject);
        let entry = found.iter().flat_map(|found| &found.entries).find(|entry| entry.is_of_level(&subject));
        if entry.is_none() && !nationwide {
            return Outcome::NotApplicable;
        }
        let mut findings = Vec::new();
        let mode = entry.map(|entry| entry.text(Field::Mode)).filter(|mode| mode.contains("网办"));
        // Where online is the only way of the list, courier and agency do not make up for visits.
        let only = mode.filter(|mode| !self.ways.iter().any(|way| mode.contains(way.as_str())) && !mode.contains("联办"));
        let visits = item.integer(SceneNumber).filter(|visits| *visits > 0);
        findings.extend(match (only, visits) {
            (Some(mode), Some(visits)) => {
                Some(Finding::suspect(SceneNumber, 3).value(item.value(SceneNumber)).arg(mode).arg(visits))
            }
            _ => self.visits(item),
        });
        if let Some(mode) = mode {
            if item.flag(IsOnline) == Some(false) {
                findings.push(Finding::suspect(IsOnline, 1).value(item.value(IsOnline)).arg(mode));
            } else if item.is_provided(OnlineAddress) && item.says_nothing(OnlineAddress) {
                findings.push(Finding::suspect(OnlineAddress, 2).value(item.value(OnlineAddress)).arg(mode));
            }
        }
        Outcome::of(findings)
    }
}

impl CrossProvinceWayMissing {
    fn visits(&self, item: &ItemView<'_>) -> Option<Finding> {
        let visits = item.integer(SceneNumber).filter(|visits| *visits > 0)?;
        let told = [HandleFlow, TransactAddress, SceneReason]
            .iter()
            .any(|element| self.ways.iter().any(|way| item.text(*element).contains(way.as_str())));
        if told || item.flag(IsExpress) == Some(true) {
            return None;
        }
        Some(Finding::suspect(SceneNumber, 0).value(item.value(SceneNumber)).arg(visits))
    }
}
