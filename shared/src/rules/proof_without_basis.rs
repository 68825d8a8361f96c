//! `proof-without-basis`

use crate::basis::{Demand, demand};
use crate::element::Element::{MaterialLaw, MaterialName};
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{EntryView, Fields, ItemView};
use crate::law::Laws;
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use serde::Deserialize;
use std::sync::Arc;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<ProofWithoutBasis>(&META);

const META: Meta = Meta {
    id: "proof-without-basis",
    title: Label::new("要求的证明没有法律、法规或国务院决定依据", "Proof demanded without law, regulation or decision"),
    what: Label::new(
        "看名称含`proofs`中的词并要求“证明”的材料（无犯罪记录证明等，不含`harmless`中的词）：依据是法律、法规或国务院决定的合格；\
         依据的位阶都能确定而都不是的判不合格，名称是几种材料选一的判疑似；依据为空、写“无”或没有引用任何文件的判疑似；\
         依据的位阶不能确定的不判。",
        "Looks at materials that demand a proof (a word of `proofs` followed by 证明, none of `harmless`): passes when the basis is a law, \
         a regulation or a State Council decision; fails when every basis is certain and none is, suspected where the name offers a \
         choice; suspected when the basis is blank, “无” or cites nothing; not judged when a rank is not certain.",
    ),
    why: Label::new(
        "没有法律、法规或者国务院决定依据的证明一律不得索要。",
        "A proof may only be demanded on the basis of a law, a regulation or a State Council decision.",
    ),
    needs: &[MaterialName, MaterialLaw],
    messages: &[
        Label::new("要求提交“{0}”，但没有写明依据", "“{0}” is demanded without a stated basis"),
        Label::new("要求提交“{0}”，依据“{1}”中没有法律、法规或国务院决定", "“{0}” is demanded, and “{1}” holds no law, regulation or State Council decision"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProofWithoutBasis {
    #[serde(skip, default = "Laws::builtin")]
    laws: Arc<Laws>,
    /// What the proof is of.
    proofs: Vec<String>,
    /// Words of names that are no such proofs.
    harmless: Vec<String>,
}

impl ItemRule for ProofWithoutBasis {
    fn use_laws(&mut self, laws: &Arc<Laws>) {
        self.laws = Arc::clone(laws);
    }

    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let mut any = false;
        let mut found = Vec::new();
        for entry in item.entries(Part::Material) {
            if self.demands_proof(entry.text(MaterialName)) {
                any = true;
                found.extend(self.judge(&entry));
            }
        }
        if any { Outcome::of(found) } else { Outcome::NotApplicable }
    }
}

impl ProofWithoutBasis {
    fn demands_proof(&self, name: &str) -> bool {
        let Some(end) = name.rfind("证明") else { return false };
        let before = name.get(..end).unwrap_or_default();
        self.proofs.iter().any(|word| before.contains(word.as_str())) && !self.harmless.iter().any(|word| name.contains(word.as_str()))
    }

    fn judge(&self, entry: &EntryView<'_>) -> Option<Finding> {
        let (name, basis) = (entry.text(MaterialName), entry.text(MaterialLaw));
        let choice = name.contains(['或', '、', '等', '/']);
        let finding = match demand(&self.laws, basis) {
            Demand::Blank => Finding::suspect(MaterialLaw, 0).arg(name),
            Demand::TooLow if !choice => Finding::fail(MaterialLaw, 1).arg(name).arg(basis),
            Demand::TooLow | Demand::CitesNothing => Finding::suspect(MaterialLaw, 1).arg(name).arg(basis),
            Demand::Enough | Demand::Unclear => return None,
        };
        Some(finding.entry(entry.number()).value(entry.value(MaterialLaw)))
    }
}
