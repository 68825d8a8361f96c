//! `licence-set-by-normative-document`

use crate::basis::{BasisText, Ranks, Standing, basis_texts};
use crate::element::Element::{ByLaw, LawContent, LawName};
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::law::{Laws, Rank};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use serde::Deserialize;
use std::sync::Arc;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<LicenceSetByNormativeDocument>(&META);

const META: Meta = Meta {
    id: "licence-set-by-normative-document",
    title: Label::new("以规范性文件设定行政许可", "Licence set by a normative document"),
    what: Label::new(
        "用于行政许可。逐条确定设定依据的位阶：有一条法律、行政法规、国务院决定或地方性法规的合格；有一条位阶不能确定的不判；\
         全部是规范性文件、章程或标准的判确定问题；其中有部门规章、政府规章（省级规章可以设定临时性许可，部门规章可能是具体规定）\
         或国务院文件，或者条款内容里引用了上位法的，判疑似。",
        "For licences. Passes when one basis is a law, administrative regulation, State Council decision or local regulation; not judged \
         when the rank of one is not certain; fails when all are normative documents, charters or standards; suspected when there \
         are rules among them (a province's rules may set temporary licences), papers of the State Council, or a higher law in the \
         text of an article.",
    ),
    why: Label::new(
        "法律、法规、国务院决定和省级政府规章以外的文件一律不得设定行政许可。",
        "No document below laws, regulations, State Council decisions and provincial rules may set a licence.",
    ),
    needs: &[],
    messages: &[
        Label::new(
            "全部设定依据（共{1}条，如“{0}”）都是规范性文件，不能设定行政许可",
            "Every basis (in all {1}, such as “{0}”) is a normative document, which cannot set a licence",
        ),
        Label::new(
            "设定依据（共{1}条，如“{0}”）中没有法律、行政法规、国务院决定或地方性法规，请核对许可由什么设定",
            "Among the bases (in all {1}, such as “{0}”) is no law, regulation, State Council decision or local regulation: check what set the licence",
        ),
    ],
};

/// Ranks that may set a licence (行政许可法 arts. 14, 15).
const SETTING: [Rank; 4] = [
    Rank::Law,
    Rank::AdministrativeRegulation,
    Rank::StateCouncilDecision,
    Rank::LocalRegulation,
];

/// Ranks that never can.
const NEVER: [Rank; 3] = [Rank::NormativeDocument, Rank::Charter, Rank::Standard];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LicenceSetByNormativeDocument {
    #[serde(skip, default = "Laws::builtin")]
    laws: Arc<Laws>,
}

impl ItemRule for LicenceSetByNormativeDocument {
    fn use_laws(&mut self, laws: &Arc<Laws>) {
        self.laws = Arc::clone(laws);
    }

    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        if !item.is_provided(ByLaw) && !item.is_provided(LawName) {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        let texts = basis_texts(item);
        let Some(first) = texts.first() else {
            return Outcome::NotApplicable;
        };
        let list = item.list();
        let sets = |basis: &BasisText<'_>| {
            basis.passes(list, 0, || Ranks::of(&self.laws, basis.text, basis.number).any_of(&SETTING))
        };
        if texts.iter().any(sets) {
            return Outcome::Pass;
        }
        let mut ranks = Ranks::default();
        for basis in &texts {
            ranks.extend(Ranks::of(&self.laws, basis.text, basis.number));
        }
        if ranks.unread || ranks.cited.iter().any(|(_, standing)| *standing == Standing::Unknown) {
            return Outcome::NotChecked(Reason::Unreadable);
        }
        let hopeless = |standing: &Standing| matches!(standing, Standing::Certain(rank) if NEVER.contains(rank));
        let certain = ranks.cited.iter().all(|(_, standing)| hopeless(standing)) && !quotes_higher_law(&self.laws, item);
        Outcome::Found(vec![finding(first, &ranks, certain)])
    }
}

/// Whether the text of an article, or the item's own basis beside the rows, cites something that may set a licence.
fn quotes_higher_law(laws: &Laws, item: &ItemView<'_>) -> bool {
    let higher = |text: &str| !text.is_empty() && Ranks::of(laws, text, "").any_of(&SETTING);
    higher(item.text(ByLaw)) || item.entries(Part::Law).any(|entry| higher(entry.text(LawContent)))
}

fn finding(first: &BasisText<'_>, ranks: &Ranks, certain: bool) -> Finding {
    let finding = if certain {
        Finding::fail(first.element, 0)
    } else {
        Finding::suspect(first.element, 1)
    };
    let title = ranks.cited.first().map_or(first.text, |(title, _)| title.as_str());
    first.place(finding.arg(title).arg(ranks.cited.len()))
}
