//! `township-code-missing`

use crate::element::Element::{self, TownCode, TownName, UseLevel, VillageCode, VillageName};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<TownshipCodeMissing>(&META);

const META: Meta = Meta {
    id: "township-code-missing",
    title: Label::new("乡级、村级事项没有乡镇或村居代码", "Township or village item without its code"),
    what: Label::new(
        "行使层级为乡级的看乡镇街道名称和代码，村级的看村居社区名称和代码，文件中有该列而为空或写“无”的，逐项判确定问题。\
         行使层级有几个的，不能确定本项属于哪一级，判疑似。其他层级不适用，层级读不出的不判。",
        "For township items name and code of the township, for village items those of the village: each that the file carries and \
         that is blank or “无” fails. With several levels it is only suspected, for the item's own level is not certain. Does not \
         apply to other levels; not checked when the level cannot be read.",
    ),
    why: Label::new(
        "没有代码，事项落不到具体的乡镇、村居，群众在当地的页面上就找不到。",
        "Without the code the item belongs to no township or village, and people do not find it on their own page.",
    ),
    needs: &[UseLevel],
    messages: &[Label::new("行使层级为“{0}”，但没有填写“{1}”", "The level is “{0}”, but “{1}” is blank")],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TownshipCodeMissing {}

impl ItemRule for TownshipCodeMissing {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let level = item.text(UseLevel);
        if level.is_empty() {
            return Outcome::NotApplicable;
        }
        let codes = item.codes(UseLevel);
        if codes.is_empty() {
            return Outcome::NotChecked(Reason::Unreadable);
        }
        let mut wanted: Vec<Element> = Vec::new();
        if codes.contains(&"5") {
            wanted.extend([TownName, TownCode]);
        }
        if codes.contains(&"6") {
            wanted.extend([VillageName, VillageCode]);
        }
        if wanted.is_empty() {
            return Outcome::NotApplicable;
        }
        wanted.retain(|element| item.is_provided(*element));
        if wanted.is_empty() {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        let missing = wanted.into_iter().filter(|element| item.says_nothing(*element));
        let finding = |element| {
            let finding = if codes.len() == 1 {
                Finding::fail(element, 0)
            } else {
                Finding::suspect(element, 0)
            };
            finding.value(item.value(element)).arg((UseLevel, level)).arg(element)
        };
        Outcome::of(missing.map(finding).collect())
    }
}
