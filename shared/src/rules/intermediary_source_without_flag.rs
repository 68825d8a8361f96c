//! `intermediary-source-without-flag`

use crate::element::Element::{IsIntermediary, MaterialSourceExplain};
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<IntermediarySourceWithoutFlag>(&META);

const META: Meta = Meta {
    id: "intermediary-source-without-flag",
    title: Label::new("材料由中介机构出具而标为不涉及中介服务", "Material from an intermediary, yet no intermediary"),
    what: Label::new(
        "“是否涉及中介服务”为“否”，而某份材料的来源渠道说明含有`sources`中的词（中介机构、第三方机构、评估机构等）的，判疑似：申请人可以自己出具的\
         不属于中介服务，由人核对。标志不为“否”的不适用。",
        "Suspects “intermediary involved” of no where the source of a material holds a word of `sources`: what applicants may also make \
         themselves is no intermediary service, so a person decides. Does not apply unless the flag is no.",
    ),
    why: Label::new(
        "申请人要花钱找机构出报告，办事指南却说不涉及中介服务。",
        "Applicants must pay for a report, while the guide says that no intermediary is involved.",
    ),
    needs: &[IsIntermediary, MaterialSourceExplain],
    messages: &[Label::new(
        "“是否涉及中介服务”为“否”，但第{0}份材料的来源是“{1}”",
        "“Intermediary involved” is no, but the source of material {0} is “{1}”",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IntermediarySourceWithoutFlag {
    /// Words of sources that are intermediaries.
    sources: Vec<String>,
}

impl ItemRule for IntermediarySourceWithoutFlag {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        if item.flag(IsIntermediary) != Some(false) {
            return Outcome::NotApplicable;
        }
        let named = |text: &str| self.sources.iter().any(|source| text.contains(source.as_str()));
        let found = item
            .entries(Part::Material)
            .map(|entry| (entry.number(), entry.text(MaterialSourceExplain)))
            .find(|(_, source)| named(source));
        Outcome::of_one(found.map(|(number, source)| {
            let finding = Finding::suspect(IsIntermediary, 0).value(item.value(IsIntermediary));
            finding.arg(usize::from(number) + 1).arg(source)
        }))
    }
}
