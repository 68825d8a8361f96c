//! `vague-material`

use crate::element::Element::MaterialName;
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use crate::text::phrase::{closing_bracket, without_number};
use crate::text::vocabulary::Vocabulary;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<VagueMaterial>(&META);

const META: Meta = Meta {
    id: "vague-material",
    title: Label::new("兜底性或模糊材料", "Catch-all material"),
    what: Label::new(
        "材料名称全由“其他、相关、规定的、材料”一类的词组成，或以“规定的其他材料”一类的话收尾的，判确定问题；\
         具体名称中夹有“等材料”“及相关”一类的词的，列为疑似；名称为空的不判。",
        "Fails when the name is made of words like “other”, “relevant”, “required”, “materials” alone, or ends in a \
         catch-all such as “other materials as prescribed”; suspects catch-all words inside a specific name; blank \
         names are not judged.",
    ),
    why: Label::new(
        "申请人不知道到底要交什么，窗口可以随意加要材料。",
        "Applicants cannot know what to bring, and the counter may ask for anything.",
    ),
    needs: &[MaterialName],
    messages: &[
        Label::new("“{0}”是兜底性材料，没有写明要交什么", "“{0}” is a catch-all and does not say what to hand in"),
        Label::new("“{0}”含有模糊的“{1}”，请核对是否要求了没有列明的材料", "“{0}” holds the vague “{1}”: check whether it asks for materials not listed"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VagueMaterial {
    /// Words of which a name may not be made alone.
    words: Vocabulary,
    /// Words one of which such a name must hold to be a catch-all.
    markers: Vocabulary,
    /// Endings that make any name a catch-all.
    endings: Vocabulary,
    /// Words that make a specific name doubtful.
    hints: Vocabulary,
}

impl ItemRule for VagueMaterial {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let mut any = false;
        let mut found = Vec::new();
        for entry in item.entries(Part::Material) {
            if entry.passes(1, MaterialName, |text| without_number(text).is_empty()) {
                continue;
            }
            any = true;
            let finding = entry.found(0, MaterialName, |text| self.judge(without_number(text)));
            found.extend(finding.map(|finding| finding.entry(entry.number()).value(entry.value(MaterialName))));
        }
        if any { Outcome::of(found) } else { Outcome::NotApplicable }
    }
}

impl VagueMaterial {
    fn judge(&self, name: &str) -> Option<Finding> {
        let (head, inside) = closing_bracket(name);
        let marked = self.markers.find(head);
        let whole = self.endings.end(head).is_some() || (marked.is_some() && self.words.makes_up(head));
        if whole && inside.is_empty() {
            return Some(Finding::fail(MaterialName, 0).arg(name));
        }
        let hint = if whole { marked } else { self.hints.find(name) }?;
        Some(Finding::suspect(MaterialName, 1).arg(name).arg(hint))
    }
}
