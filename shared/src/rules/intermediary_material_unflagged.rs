//! `intermediary-material-unflagged`

use crate::element::Element::{IsIntermediary, MaterialName};
use crate::element::Part;
use crate::finding::Finding;
use crate::intermediary::source;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::vocabulary::Vocabulary;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<IntermediaryMaterialUnflagged>(&META);

const META: Meta = Meta {
    id: "intermediary-material-unflagged",
    title: Label::new("材料来自中介机构而标为不涉及中介服务", "Material of an intermediary, flagged as none"),
    what: Label::new(
        "“是否涉及中介服务”为“否”，而材料的来源渠道或其说明含`words`中的词（中介机构、第三方机构等）的，逐份判疑似；\
         没有这样的材料的合格，标志为“是”的不适用。",
        "Suspected, material by material, where “intermediary involved” is no and the source of a material or its note has one of `words`; \
         passes without such a material, does not apply when the flag is yes.",
    ),
    why: Label::new(
        "申请人据此判断要不要花钱、花时间找中介机构。",
        "Applicants read from it whether they must pay and wait for an intermediary.",
    ),
    needs: &[IsIntermediary],
    messages: &[Label::new(
        "“是否涉及中介服务”为“否”，但材料“{0}”来自“{1}”，请核对",
        "“Intermediary involved” is no, but the material “{0}” comes from “{1}”: please check",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IntermediaryMaterialUnflagged {
    /// Words for intermediaries.
    words: Vocabulary,
}

impl ItemRule for IntermediaryMaterialUnflagged {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        if item.flag(IsIntermediary) != Some(false) {
            return Outcome::NotApplicable;
        }
        if !crate::intermediary::carries_source(item) {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        let found = item.entries(Part::Material).filter_map(|entry| {
            let (element, text) = source(&entry, &self.words)?;
            let finding = Finding::suspect(element, 0).entry(entry.number()).value(entry.value(element));
            Some(finding.arg(entry.text(MaterialName)).arg(text))
        });
        Outcome::of(found.collect())
    }
}
