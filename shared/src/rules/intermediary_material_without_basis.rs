//! `intermediary-material-without-basis`

use crate::basis::{Demand, demand};
use crate::element::Element::{MaterialLaw, MaterialName};
use crate::element::Part;
use crate::finding::Finding;
use crate::intermediary::{carries_source, source};
use crate::item::{EntryView, Fields, ItemView};
use crate::law::Laws;
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::vocabulary::Vocabulary;
use serde::Deserialize;
use std::sync::Arc;
use time::Date;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<IntermediaryMaterialWithoutBasis>(&META);

const META: Meta = Meta {
    id: "intermediary-material-without-basis",
    title: Label::new("中介机构出具的材料没有法律、法规或国务院决定依据", "Intermediary’s material without law, regulation or decision"),
    what: Label::new(
        "看来源渠道或其说明含`words`中的词（中介机构、第三方机构等）的材料：要求提供的依据中有法律、法规或国务院决定的合格，位阶不能确定的不判；\
         依据为空、没有引用文件、都不够或者已废止的，判疑似（材料可能允许申请人自行编制）。没有这样的材料的不适用。",
        "Looks at materials whose source or its note has one of `words`: passes when a law, a regulation or a State Council decision is \
         among the bases, is not judged when a rank is not certain; suspected when the basis is blank, cites nothing, is too low or repealed \
         (applicants may be free to prepare it themselves). Does not apply without such a material.",
    ),
    why: Label::new(
        "中介服务作为办理行政审批的条件，应当有法律、法规或者国务院决定依据。",
        "An intermediary’s service may only be a condition where a law, a regulation or a State Council decision says so.",
    ),
    needs: &[MaterialLaw],
    messages: &[
        Label::new("材料“{0}”来自“{1}”，但没有写明依据", "The material “{0}” comes from “{1}”, without a stated basis"),
        Label::new(
            "材料“{0}”来自“{1}”，依据“{2}”中没有法律、法规或国务院决定，请核对",
            "The material “{0}” comes from “{1}”, and “{2}” holds no law, regulation or State Council decision: please check",
        ),
        Label::new(
            "材料“{0}”来自“{1}”，依据“{2}”中的法律、法规已废止，没有现行的，请核对",
            "The material “{0}” comes from “{1}”, and what “{2}” cites is repealed, with nothing in force beside it: please check",
        ),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IntermediaryMaterialWithoutBasis {
    #[serde(skip, default = "Laws::builtin")]
    laws: Arc<Laws>,
    /// Words for intermediaries.
    words: Vocabulary,
}

impl ItemRule for IntermediaryMaterialWithoutBasis {
    fn use_laws(&mut self, laws: &Arc<Laws>) {
        self.laws = Arc::clone(laws);
    }

    fn check(&self, item: &ItemView<'_>, context: &Context) -> Outcome {
        if !carries_source(item) {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        let mut any = false;
        let mut found = Vec::new();
        for entry in item.entries(Part::Material) {
            if let Some((_, text)) = source(&entry, &self.words) {
                any = true;
                found.extend(self.judge(&entry, text, context.date));
            }
        }
        if any { Outcome::of(found) } else { Outcome::NotApplicable }
    }
}

impl IntermediaryMaterialWithoutBasis {
    fn judge(&self, entry: &EntryView<'_>, source: &str, date: Date) -> Option<Finding> {
        let basis = entry.text(MaterialLaw);
        let name = entry.text(MaterialName);
        let finding = match demand(&self.laws, basis, date) {
            Demand::Enough | Demand::Unclear | Demand::LikelyTooLow => return None,
            Demand::Repealed => Finding::suspect(MaterialLaw, 2).arg(name).arg(source).arg(basis),
            Demand::Blank => Finding::suspect(MaterialLaw, 0).arg(name).arg(source),
            Demand::TooLow | Demand::CitesNothing => Finding::suspect(MaterialLaw, 1).arg(name).arg(source).arg(basis),
        };
        Some(finding.entry(entry.number()).value(entry.value(MaterialLaw)))
    }
}
