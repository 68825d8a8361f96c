//! `reform-way-differs`

use crate::element::Element::{IsCertSeparate, ReformWay};
use crate::finding::{Certainty, Finding};
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::reference::{EntryView, Found, How, Kind, Listing, Subject, reform_way};
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use serde::Deserialize;
use time::Date;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<ReformWayDiffers>(&META);

const META: Meta = Meta {
    id: "reform-way-differs",
    title: Label::new("“证照分离”标志或改革方式与清单不一致", "Reform flag or way differs from the reform list"),
    what: Label::new(
        "在“证照分离”改革清单中查找事项。清单中有的：“是否证照分离”为“否”，或者改革方式与清单所列都不同，且基本编码完全相同、清单写明适用地区并包括\
         该事项所在地、不是征求意见稿和以后年度的，判确定问题（自贸试验区等另有清单，地区不明的不能认定）；按名称对应或地区不明的，标志为“是”而没有填改革方式的，判疑似。清单中\
         没有而标志为“是”的，判疑似；清单中没有、标志也不为“是”的不适用。",
        "Looks the item up on the reform list. Listed: “certificate separation” of no, or a way that is none of the list's, fails where \
         the basic code is the same and the list says that it holds there and is no draft and of no later year (pilot zones have lists of their own); otherwise it is a suspect, \
         as is a flag of yes without a way. Not listed although the flag is yes: suspect. Does not apply when neither.",
    ),
    why: Label::new(
        "企业按公布的改革方式办事，标错方式会让该取消的照样审批、该承诺的照样等。",
        "Enterprises go by the published way; a wrong one keeps approvals that were to end.",
    ),
    needs: &[],
    messages: &[
        Label::new("{0}列有该事项，但“是否证照分离”为“否”（{1}，{2}）", "The {0} has the item, but “certificate separation” is no ({1}, {2})"),
        Label::new("改革方式“{3}”与{0}所列的“{4}”不一致（{1}，{2}）", "The reform way “{3}” is not that of the {0}, “{4}” ({1}, {2})"),
        Label::new("没有填写改革方式，{0}所列的是“{3}”（{1}，{2}）", "No reform way is given; that of the {0} is “{3}” ({1}, {2})"),
        Label::new("“是否证照分离”为“是”，但没有在{0}中找到该事项", "“Certificate separation” is yes, but the item was not found on the {0}"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReformWayDiffers {}

impl ItemRule for ReformWayDiffers {
    fn references(&self) -> Vec<Kind> {
        vec![Kind::Reform]
    }

    fn check(&self, item: &ItemView<'_>, context: &Context) -> Outcome {
        if !item.is_provided(IsCertSeparate) && !item.is_provided(ReformWay) {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        let subject = Subject::of(item);
        match context.references.listing(Kind::Reform, &subject) {
            Listing::Outside => Outcome::NotChecked(Reason::NoReference),
            Listing::Listed(found) => listed(item, &found, &subject, context.date),
            Listing::Absent if item.flag(IsCertSeparate) == Some(true) => {
                let finding = Finding::suspect(IsCertSeparate, 3).value(item.value(IsCertSeparate));
                Outcome::Found(vec![finding.arg(Kind::Reform.name())])
            }
            Listing::Absent => Outcome::NotApplicable,
        }
    }
}

fn listed(item: &ItemView<'_>, found: &Found<'_>, subject: &Subject<'_>, today: Date) -> Outcome {
    // Reform lists stay in force until the next one, however old they are.
    let holds = |entry: &EntryView<'_>| entry.holds_for(subject) == Some(true) && entry.list().scope.is_in_force(today, u8::MAX);
    let certain = found.how == How::Code && found.entries.iter().all(holds);
    let finding = |element, message| {
        let mut finding = Finding::fail(element, message).value(item.value(element));
        if !certain {
            finding.certainty = Certainty::Suspect;
        }
        let place = found.entries.first().map_or_else(String::new, EntryView::place_text);
        finding.arg(Kind::Reform.name()).arg(found.how.name()).arg(place)
    };
    let flag = item.flag(IsCertSeparate);
    if flag == Some(false) {
        return Outcome::Found(vec![finding(IsCertSeparate, 0)]);
    }
    let ways: Vec<&str> = found.entries.iter().flat_map(EntryView::reform_ways).collect();
    let own = item.text(ReformWay);
    let own_ways = reform_way(own);
    let listed = || {
        let mut names = ways.clone();
        names.dedup();
        names.join("、")
    };
    if ways.is_empty() || !item.is_provided(ReformWay) {
        return Outcome::Pass;
    }
    if own.is_empty() && flag == Some(true) {
        let mut missing = finding(ReformWay, 2).arg(listed());
        missing.certainty = Certainty::Suspect;
        return Outcome::Found(vec![missing]);
    }
    if own_ways.is_empty() || own_ways.iter().any(|way| ways.contains(way)) {
        return Outcome::Pass;
    }
    Outcome::Found(vec![finding(ReformWay, 1).arg(own).arg(listed())])
}
