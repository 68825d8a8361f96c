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
use time::Date;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<ProofWithoutBasis>(&META);

const META: Meta = Meta {
    id: "proof-without-basis",
    title: Label::new("要求的证明没有法律、法规或国务院决定依据", "Proof demanded without law, regulation or decision"),
    what: Label::new(
        "看名称要求“证明”的材料（不含`harmless`中的词）：依据是现行的法律、法规或国务院决定的合格。名称含`proofs`中的词的（无犯罪记录证明等），\
         依据的位阶都能确定而都不是的判确定问题，名称是几种材料选一的判疑似；其他证明，除含`documents`中的词的（身份证明、产权证明、证明材料等，\
         本身就是证照或者申请人自备的材料）以外，判疑似。依据为空、写“无”、没有引用任何文件、引用的已废止，或者只有看来是部门规章、文件的，\
         判疑似；依据的位阶不能确定的不判。",
        "Looks at materials that demand a proof (证明, none of `harmless`): passes when the basis is a law, a regulation or a State Council \
         decision in force. With a word of `proofs` fails when every basis is certain and none is, suspected where the name offers a choice; \
         other proofs are suspected, but for those with a word of `documents` (certificates, or what applicants prepare themselves). \
         Suspected when the basis is blank, “无”, cites nothing, is repealed or likely a rule; not judged when a rank is not certain.",
    ),
    why: Label::new(
        "没有法律、法规或者国务院决定依据的证明一律不得索要。",
        "A proof may only be demanded on the basis of a law, a regulation or a State Council decision.",
    ),
    needs: &[MaterialName, MaterialLaw],
    messages: &[
        Label::new("要求提交“{0}”，但没有写明依据", "“{0}” is demanded without a stated basis"),
        Label::new("要求提交“{0}”，依据“{1}”中没有法律、法规或国务院决定", "“{0}” is demanded, and “{1}” holds no law, regulation or State Council decision"),
        Label::new("要求提交“{0}”，依据“{1}”中的法律、法规已废止，没有现行的，请核对", "“{0}” is demanded, and what “{1}” cites is repealed, with nothing in force beside it: please check"),
        Label::new("要求提交“{0}”，依据“{1}”看来不是法律、法规或国务院决定，请核对", "“{0}” is demanded, and “{1}” seems to be no law, regulation or State Council decision: please check"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProofWithoutBasis {
    #[serde(skip, default = "Laws::builtin")]
    laws: Arc<Laws>,
    /// What proofs are of that are often demanded without basis.
    proofs: Vec<String>,
    /// Words of names of documents that only show something: no proof that anybody has to issue.
    documents: Vec<String>,
    /// Words of names that are no such proofs.
    harmless: Vec<String>,
}

impl ItemRule for ProofWithoutBasis {
    fn use_laws(&mut self, laws: &Arc<Laws>) {
        self.laws = Arc::clone(laws);
    }

    fn check(&self, item: &ItemView<'_>, context: &Context) -> Outcome {
        let mut any = false;
        let mut found = Vec::new();
        for entry in item.entries(Part::Material) {
            if let Some(known) = self.demanded(entry.text(MaterialName)) {
                any = true;
                found.extend(self.judge(&entry, known, context.date));
            }
        }
        if any { Outcome::of(found) } else { Outcome::NotApplicable }
    }
}

impl ProofWithoutBasis {
    /// Whether a name demands a proof, and whether it is one of `proofs`.
    fn demanded(&self, name: &str) -> Option<bool> {
        let before = name.get(..name.rfind("证明")?)?;
        let holds = |words: &[String], text: &str| words.iter().any(|word| text.contains(word.as_str()));
        if holds(&self.harmless, name) {
            return None;
        }
        let known = holds(&self.proofs, before);
        (known || !holds(&self.documents, name)).then_some(known)
    }

    fn judge(&self, entry: &EntryView<'_>, known: bool, date: Date) -> Option<Finding> {
        let (name, basis) = (entry.text(MaterialName), entry.text(MaterialLaw));
        let choice = name.contains(['或', '、', '等', '/']);
        let finding = match demand(&self.laws, basis, date) {
            Demand::Enough | Demand::Unclear => return None,
            Demand::Blank => Finding::suspect(MaterialLaw, 0).arg(name),
            Demand::TooLow if known && !choice => Finding::fail(MaterialLaw, 1).arg(name).arg(basis),
            Demand::TooLow | Demand::CitesNothing => Finding::suspect(MaterialLaw, 1).arg(name).arg(basis),
            Demand::Repealed => Finding::suspect(MaterialLaw, 2).arg(name).arg(basis),
            Demand::LikelyTooLow => Finding::suspect(MaterialLaw, 3).arg(name).arg(basis),
        };
        Some(finding.entry(entry.number()).value(entry.value(MaterialLaw)))
    }
}
