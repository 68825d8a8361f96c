//! `material-issued-by-authority`

use crate::element::Element::{DeptName, MaterialName, MaterialSource, MaterialSourceExplain};
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::text::is_placeholder;
use crate::text::vocabulary::Vocabulary;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<MaterialIssuedByAuthority>(&META);

const META: Meta = Meta {
    id: "material-issued-by-authority",
    title: Label::new("要求提交本机关自己出具的材料", "Material issued by the authority itself"),
    what: Label::new(
        "材料来源不是“申请人自备”，而来源渠道说明就是实施主体自己的名称（含去掉地名的简称，前后可以有“由”和`verbs`中的词），判疑似，由人核对能否内部核查；\
         来源说明为空、写其他部门的合格；没有写明来源的材料的不适用。",
        "Suspects materials not from the applicant whose source note is the authority's own name (with or without the place; `verbs` may follow it): a person \
         checks whether it can look in its own files. Passes for other issuers; does not apply where no material has a note.",
    ),
    why: Label::new(
        "本机关出具过的材料，机关自己查得到，不应再让群众提交。",
        "What the authority issued stands in its own files; people should not have to bring it.",
    ),
    needs: &[DeptName, MaterialName, MaterialSourceExplain],
    messages: &[Label::new(
        "“{0}”由本机关“{1}”出具，请核对能否由机关自行核查",
        "“{0}” is issued by the authority itself (“{1}”): check whether it can look it up",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MaterialIssuedByAuthority {
    /// Verbs that follow the issuer's name.
    verbs: Vocabulary,
}

/// Shortest issuer compared, in bytes: 公安局 and longer.
const SHORTEST: usize = 9;

impl ItemRule for MaterialIssuedByAuthority {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let authority = item.text(DeptName);
        let (mut any, mut found) = (false, Vec::new());
        for row in item.entries(Part::Material) {
            let issuer = row.text(MaterialSourceExplain);
            if is_placeholder(issuer) {
                continue;
            }
            any = true;
            let named = self.issuer_in(issuer);
            let own = named.len() >= SHORTEST && authority.ends_with(named) && row.code(MaterialSource) != Some("10");
            if own {
                let finding = Finding::suspect(MaterialSourceExplain, 0).entry(row.number());
                let finding = finding.value(row.value(MaterialSourceExplain));
                found.push(finding.arg(row.text(MaterialName)).arg(named));
            }
        }
        if any { Outcome::of(found) } else { Outcome::NotApplicable }
    }
}

impl MaterialIssuedByAuthority {
    /// `由灵山县水利局核发` without what stands around the name.
    fn issuer_in<'a>(&self, text: &'a str) -> &'a str {
        let text = text.trim_end_matches(['。', '；']);
        let text = text.strip_prefix(['由', '经']).unwrap_or(text);
        self.verbs.end(text).and_then(|verb| text.strip_suffix(verb)).unwrap_or(text)
    }
}
