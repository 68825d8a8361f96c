//! `shareable-material-demanded`

use crate::element::Element::{IsElectronicCert, MaterialName, MaterialNeed};
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{EntryView, Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use crate::text::phrase::{JOINING, JOINING_CHARS, closing_bracket, parts, split_outside, without_number};
use crate::text::vocabulary::Vocabulary;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<ShareableMaterialDemanded>(&META);

const META: Meta = Meta {
    id: "shareable-material-demanded",
    title: Label::new("可共享的证照仍要求提交", "Shareable certificate still demanded"),
    what: Label::new(
        "材料名称（去掉“原件”“复印件”和括号）就是身份证、户口簿、结婚证、低保证一类可以共享核验的证照，且不是“非必要”“容缺”、\
         也没有启用电子证照的，列为疑似：是否已具备共享条件由人判断。一条里写了几份材料的，分开来看。",
        "Suspects materials whose name, originals and copies and brackets aside, is a certificate that departments can \
         verify among themselves, unless it is optional or taken from the electronic certificate; whether sharing works \
         is for a person to judge. Several materials in one name are looked at one by one.",
    ),
    why: Label::new("能共享核验的还要群众带来，就是让群众多跑腿、多复印。", "What departments can verify themselves, applicants should not have to carry."),
    needs: &[MaterialName],
    messages: &[Label::new("“{0}”属于可以共享核验的证照，请核对能否免予提交", "“{0}” can be verified by data sharing: check whether it can be waived")],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShareableMaterialDemanded {
    /// Certificates that can be shared.
    certificates: Vocabulary,
    /// Whose certificate it is, before the name.
    owners: Vocabulary,
    /// Its form, after the name.
    forms: Vocabulary,
}

impl ItemRule for ShareableMaterialDemanded {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let mut entries = item.entries(Part::Material).peekable();
        if entries.peek().is_none() {
            return Outcome::NotApplicable;
        }
        let found = entries.filter(|entry| self.demanded(entry)).map(|entry| {
            let finding = Finding::suspect(MaterialName, 0).arg(entry.text(MaterialName));
            finding.entry(entry.number()).value(entry.value(MaterialName))
        });
        Outcome::of(found.collect())
    }
}

impl ShareableMaterialDemanded {
    fn demanded(&self, entry: &EntryView<'_>) -> bool {
        !entry.passes(0, MaterialName, |name| !self.is_shareable(name))
            && !matches!(entry.code(MaterialNeed), Some("2" | "3"))
            && entry.flag(IsElectronicCert) != Some(true)
    }

    /// Whether one of the materials of a name is such a certificate: divided by numbers or semicolons, or joined by “、”
    /// and “and” where all of them are.
    fn is_shareable(&self, name: &str) -> bool {
        let joined = |name: &str| {
            let mut pieces = split_outside(name, &JOINING).map(str::trim).filter(|piece| !self.forms.has(piece)).peekable();
            name.contains(JOINING_CHARS) && pieces.peek().is_some() && pieces.all(|piece| self.is_certificate(piece))
        };
        let one = |name: &str| self.is_certificate(name) || joined(name);
        one(name) || parts(name).into_iter().any(one)
    }

    fn is_certificate(&self, name: &str) -> bool {
        let (mut name, _) = closing_bracket(without_number(name));
        while let Some(shorter) = self.forms.end(name).and_then(|form| name.strip_suffix(form)) {
            name = shorter;
        }
        while let Some(shorter) = self.owners.start(name).and_then(|owner| name.strip_prefix(owner)) {
            name = shorter.strip_prefix('的').unwrap_or(shorter);
        }
        self.certificates.has(name)
    }
}
