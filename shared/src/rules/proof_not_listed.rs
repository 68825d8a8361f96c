//! `proof-not-listed`

use crate::element::Element::MaterialName;
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::reference::{Kind, Listing, Subject};
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::bare_title;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<ProofNotListed>(&META);

const META: Meta = Meta {
    id: "proof-not-listed",
    title: Label::new("索要的证明不在证明事项清单内", "Proof demanded that is not on the list of proofs"),
    what: Label::new(
        "看名称（去掉括号说明和“原件”“复印件”）以“证明”结尾、不含`harmless`中的词的材料，按名称查证明事项清单：查不到的判疑似。证明没有统一编码，\
         同一证明各处叫法不同，所以不判确定问题，由人核对。没有这类材料的不适用；清单写明只适用于其他地区的不检查。",
        "Looks up materials whose names (without brackets, “original” and “copy”) end in 证明 and hold no word of `harmless` by name on the \
         list of proofs: suspects those that are not there. Proofs have no codes and several names, so nothing fails. Does not apply \
         without such materials; lists of other places are not compared.",
    ),
    why: Label::new(
        "清单之外的证明一律不得索要，群众不该为它跑腿。",
        "Proofs that are not on the list must not be demanded, and nobody should run for them.",
    ),
    needs: &[MaterialName],
    messages: &[Label::new(
        "要求提交的“{0}”没有在{1}中找到",
        "“{0}” is demanded, but was not found on the {1}",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProofNotListed {
    /// Words of names that are no such proofs.
    harmless: Vec<String>,
}

impl ItemRule for ProofNotListed {
    fn references(&self) -> Vec<Kind> {
        vec![Kind::Proof]
    }

    fn check(&self, item: &ItemView<'_>, context: &Context) -> Outcome {
        let subject = Subject { name: "", code: None, ..Subject::of(item) };
        if matches!(context.references.listing(Kind::Proof, &subject), Listing::Outside) {
            return Outcome::NotChecked(Reason::NoReference);
        }
        let mut any = false;
        let mut findings = Vec::new();
        for entry in item.entries(Part::Material) {
            let name = entry.text(MaterialName);
            let Some(proof) = self.proof(name) else { continue };
            any = true;
            let listed = [name, proof]
                .iter()
                .any(|name| context.references.named(Kind::Proof, name, &subject).is_some());
            if !listed {
                let finding = Finding::suspect(MaterialName, 0).entry(entry.number()).value(entry.value(MaterialName));
                findings.push(finding.arg(proof).arg(Kind::Proof.name()));
            }
        }
        if any { Outcome::of(findings) } else { Outcome::NotApplicable }
    }
}

impl ProofNotListed {
    /// The name of the proof that a material is, if it is one.
    fn proof<'a>(&self, name: &'a str) -> Option<&'a str> {
        let bare = bare_title(name);
        let bare = bare.trim_end_matches("复印件").trim_end_matches("原件").trim();
        let harmless = self.harmless.iter().any(|word| name.contains(word.as_str()));
        (bare.ends_with("证明") && !harmless).then_some(bare)
    }
}
