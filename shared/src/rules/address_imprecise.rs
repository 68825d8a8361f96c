//! `address-imprecise`

use crate::element::Element::{self, TransactAddress, UseLevel, WindowAddress};
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::address::{Precision, precision};
use crate::text::is_placeholder;
use crate::text::vocabulary::Vocabulary;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<AddressImprecise>(&META);

const META: Meta = Meta {
    id: "address-imprecise",
    title: Label::new("办理地点不精确", "Place not precise"),
    what: Label::new(
        "办理地点没有门牌、楼层、房间、窗口中任何一种的：县级以上事项判确定问题；写“所在地”“各县”一类泛指的（因申请人而异）、乡村事项、\
         只写到道路、大厅或某个单位（`bodies`中的词结尾）的，列为疑似；口语化写法（“地址为”“对面”）列为疑似；只在网上办理的、没有填写的不判。有办理窗口的逐个\
         窗口检查，没有的检查事项的办理地点。",
        "Looks for a house number, floor, room or counter: without any of them, fails for county level and above, suspects places in \
         general (“where the household is registered”), townships, villages, mere roads, halls and bodies (names ending as in `bodies`); \
         suspects colloquial wording; online-only and blank places are not judged. Every counter is checked, or the \
         item's own place where there is none.",
    ),
    why: Label::new("地点不精确，群众到了楼下还要再问。", "Without house number or counter people still have to ask their way."),
    needs: &[],
    messages: &[
        Label::new("办理地点“{0}”是泛指，没有写具体地址，请核对能否列出各处的地址", "The place “{0}” is generic and gives no address: check whether the addresses can be listed"),
        Label::new("办理地点“{0}”没有写到门牌、楼层、房间或窗口", "The place “{0}” gives no house number, floor, room or counter"),
        Label::new("办理地点“{0}”没有写到门牌、楼层、房间或窗口，请核对能否写得更具体", "The place “{0}” gives no house number, floor, room or counter: check whether it can be more precise"),
        Label::new("办理地点“{0}”写法不规范（“{1}”），请核对", "The place “{0}” is worded loosely (“{1}”): check it"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AddressImprecise {
    /// Words for places in general.
    generic: Vocabulary,
    /// Words for halls.
    halls: Vocabulary,
    /// Words for handling online.
    online: Vocabulary,
    /// Loose wording.
    loose: Vocabulary,
    /// Endings of names of bodies: where there is one house, its name finds it.
    bodies: Vocabulary,
}

impl ItemRule for AddressImprecise {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        if !item.is_provided(TransactAddress) && !item.is_provided(WindowAddress) {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        let local = item.code(UseLevel).is_none_or(|level| matches!(level, "5" | "6"));
        let question = u8::from(local);
        let mut any = false;
        let mut found = Vec::new();
        for window in item.entries(Part::Window) {
            let text = window.text(WindowAddress);
            if !is_placeholder(text) {
                any = true;
                let finding = window.found(question, WindowAddress, |text| self.judge(WindowAddress, text, local));
                found.extend(finding.map(|finding| finding.entry(window.number()).value(window.value(WindowAddress))));
            }
        }
        let text = item.text(TransactAddress);
        if !any && !is_placeholder(text) {
            any = true;
            let finding = item.found(question, TransactAddress, |text| self.judge(TransactAddress, text, local));
            found.extend(finding.map(|finding| finding.value(item.value(TransactAddress))));
        }
        if any { Outcome::of(found) } else { Outcome::NotApplicable }
    }
}

impl AddressImprecise {
    fn judge(&self, element: Element, text: &str, local: bool) -> Option<Finding> {
        if self.online.find(text).is_some() {
            return None;
        }
        // A hall is the finest part of an address only where a house number or floor stands beside it.
        let hall = self.halls.find(text);
        let finest = match hall {
            Some(hall) => precision(&text.replace(hall, "")),
            None => precision(text),
        };
        if finest >= Precision::Door {
            let loose = self.loose.find(text)?;
            return Some(Finding::suspect(element, 3).arg(text).arg(loose));
        }
        let finding = if self.generic.find(text).is_some() {
            // Where the place depends on the applicant there may be one for every township.
            Finding::suspect(element, 0)
        } else if local || hall.is_some() || finest == Precision::Street || self.bodies.end(text).is_some() {
            Finding::suspect(element, 2)
        } else {
            Finding::fail(element, 1)
        };
        Some(finding.arg(text))
    }
}
