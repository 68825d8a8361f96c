//! `quoted-article-differs`

use crate::element::Element::{LawContent, LawName};
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::law::Laws;
use crate::locale::Label;
use crate::quotation::{Agreement, Quotation, quotations};
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use serde::Deserialize;
use std::sync::Arc;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<QuotedArticleDiffers>(&META);

const META: Meta = Meta {
    id: "quoted-article-differs",
    title: Label::new("条款内容与现行条文不一致", "Quoted text differs from the article in force"),
    what: Label::new(
        "法律库载有该法全文时，把条款内容与所引条款的现行条文逐字比对（不计空格、全半角、引号、条号和省略号）：全部见于条文的合格，\
         有出入的、不是这一条的判疑似。法律库没有全文的不检查，该法没有全文、没有写条款、内容不足十个字的不适用。",
        "Where the index of laws has the text, the quoted article is compared with the one in force, character by character (spaces, \
         width, quotation marks, numbers of articles and ellipses aside): passes when all of it stands there, suspected when it \
         differs or is another article. Not checked without texts in the index; does not apply where this law’s is not there.",
    ),
    why: Label::new(
        "照抄旧条文或抄错条文，受理条件和时限就会跟着错。",
        "Old or wrong text makes the conditions and limits taken from it wrong.",
    ),
    needs: &[LawName, LawContent],
    messages: &[
        Label::new(
            "条款内容与《{0}》（{1}版本）{2}的现行条文不一致，请对照修改",
            "The quoted text differs from “{0}” (version of {1}), {2}, as in force: compare and correct",
        ),
        Label::new(
            "条款内容不是《{0}》（{1}版本）{2}的条文，请核对条款号和内容",
            "The quoted text is not that of “{0}” (version of {1}), {2}: check article and text",
        ),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuotedArticleDiffers {
    #[serde(skip, default = "Laws::builtin")]
    laws: Arc<Laws>,
}

impl ItemRule for QuotedArticleDiffers {
    fn use_laws(&mut self, laws: &Arc<Laws>) {
        self.laws = Arc::clone(laws);
    }

    fn check(&self, item: &ItemView<'_>, context: &Context) -> Outcome {
        if !self.laws.has_texts() {
            return Outcome::NotChecked(Reason::NoLawText);
        }
        let compared = quotations(item, &self.laws, context.date);
        if compared.is_empty() {
            return Outcome::NotApplicable;
        }
        Outcome::of(compared.iter().filter_map(|quotation| finding(item, quotation)).collect())
    }
}

fn finding(item: &ItemView<'_>, quotation: &Quotation<'_>) -> Option<Finding> {
    let message = match quotation.agreement {
        Agreement::Same => return None,
        Agreement::Differs => 0,
        Agreement::Another => 1,
    };
    let entry = item.entries(Part::Law).find(|entry| entry.number() == quotation.entry)?;
    let finding = Finding::suspect(LawContent, message).entry(quotation.entry).value(entry.value(LawContent));
    let law = quotation.law;
    Some(finding.arg(law.title()).arg(law.version_shown()).arg(quotation.provisions()))
}
