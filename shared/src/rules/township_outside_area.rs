//! `township-outside-area`

use crate::element::Element::{AreaCode, TownCode, VillageCode};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<TownshipOutsideArea>(&META);

const META: Meta = Meta {
    id: "township-outside-area",
    title: Label::new("乡镇、村居代码不在本行政区划内", "Township or village outside the division"),
    what: Label::new(
        "乡镇街道代码、村居社区代码的前六位与行政区划代码的前六位不同的，判疑似（开发区、飞地可能例外）；\
         代码为空、写“无”的不适用，不是数字、不足六位的不判。",
        "Suspects township and village codes whose first six digits differ from those of the division (development zones may be \
         exceptions); does not apply when blank or “无”; not checked when not numeric or shorter than six digits.",
    ),
    why: Label::new(
        "代码指向别的县，事项就挂到了别处。",
        "With another county's code the item is shown in the wrong place.",
    ),
    needs: &[AreaCode],
    messages: &[Label::new(
        "“{0}”为“{1}”，不在行政区划“{2}”之内",
        "“{0}” is “{1}”, outside the division “{2}”",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TownshipOutsideArea {}

impl ItemRule for TownshipOutsideArea {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let codes = [TownCode, VillageCode];
        if !codes.iter().any(|element| item.is_provided(*element)) {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        let area = item.text(AreaCode);
        let filled = codes.into_iter().filter(|element| !item.says_nothing(*element));
        let filled: Vec<_> = filled.collect();
        if filled.is_empty() || area.is_empty() {
            return Outcome::NotApplicable;
        }
        let mut found = Vec::new();
        for element in filled {
            let code = item.text(element);
            let (Some(own), Some(county)) = (county(code), county(area)) else {
                return Outcome::NotChecked(Reason::Unreadable);
            };
            if own != county {
                let finding = Finding::suspect(element, 0).value(item.value(element));
                found.push(finding.arg(element).arg(code).arg(area));
            }
        }
        Outcome::of(found)
    }
}

/// The six digits of the county.
fn county(code: &str) -> Option<&str> {
    code.get(..6).filter(|_| code.bytes().all(|b| b.is_ascii_digit()))
}
