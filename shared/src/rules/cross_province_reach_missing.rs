//! `cross-province-reach-missing`

use crate::element::Element::HandleArea;
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::reference::{EntryView, Field, How, Kind, Listing, Subject};
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<CrossProvinceReachMissing>(&META);

const META: Meta = Meta {
    id: "cross-province-reach-missing",
    title: Label::new("列入跨省通办清单而通办范围不是全国", "On the cross-province list, yet not nationwide"),
    what: Label::new(
        "在“跨省通办”清单中查找事项，清单写有层级的只看该层级的事项。通办范围不是“全国”的：基本编码完全相同，且清单写明适用地区并包括该事项所在地、不是征求意见稿和以后年度的，\
         判确定问题；按名称或主项编码对应的、地区不明的、通办范围为空或无法识别的，判疑似。清单中没有的、清单所列层级不含该事项层级的不适用。",
        "Looks the item up on the cross-province list, at the levels the list gives. A reach other than “nation” fails where the basic code \
         is the same and the list says that it holds there and is no draft and of no later year; matched by name or main item, or of an unsaid area, or blank or unreadable, \
         it is a suspect. Does not apply to items that are not listed or of another level.",
    ),
    why: Label::new(
        "办事人在外省看不到这个事项可以跨省办，只能跑回原地。",
        "People in another province cannot see that they need not travel home.",
    ),
    needs: &[HandleArea],
    messages: &[
        Label::new("“跨省通办”清单列有“{0}”，通办范围却是“{3}”（{1}，{2}）", "The cross-province list has “{0}”, but the reach is “{3}” ({1}, {2})"),
        Label::new("“跨省通办”清单列有“{0}”，通办范围没有填写（{1}，{2}）", "The cross-province list has “{0}”, but the reach is blank ({1}, {2})"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CrossProvinceReachMissing {}

impl ItemRule for CrossProvinceReachMissing {
    fn references(&self) -> Vec<Kind> {
        vec![Kind::CrossProvince]
    }

    fn check(&self, item: &ItemView<'_>, context: &Context) -> Outcome {
        let subject = Subject::of(item);
        let found = match context.references.listing(Kind::CrossProvince, &subject) {
            Listing::Listed(found) => found,
            Listing::Absent => return Outcome::NotApplicable,
            Listing::Outside => return Outcome::NotChecked(Reason::NoReference),
        };
        let Some(entry) = found.entries.iter().find(|entry| entry.is_of_level(&subject)) else {
            return Outcome::NotApplicable;
        };
        let reach = item.text(HandleArea);
        let code = item.code(HandleArea);
        if code == Some("1") {
            return Outcome::Pass;
        }
        let holds = entry.holds_for(&subject) == Some(true) && entry.list().scope.is_in_force(context.date, u8::MAX);
        let certain = found.how == How::Code && code.is_some() && holds;
        let message = u8::from(reach.is_empty());
        let finding = if certain { Finding::fail(HandleArea, message) } else { Finding::suspect(HandleArea, message) };
        Outcome::Found(vec![finish(finding, item, entry, found.how).arg((HandleArea, reach))])
    }
}

fn finish(finding: Finding, item: &ItemView<'_>, entry: &EntryView<'_>, how: How) -> Finding {
    let finding = finding.value(item.value(HandleArea)).arg(entry.text(Field::Name));
    finding.arg(how.name()).arg(entry.place_text())
}
