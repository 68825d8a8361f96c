//! `licence-set-by-provincial-rule`

use crate::basis::{BasisText, Ranks, Standing, basis_texts};
use crate::element::Element::{ByLaw, LawName};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::law::{Laws, Rank};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use serde::Deserialize;
use std::sync::Arc;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<LicenceSetByProvincialRule>(&META);

const META: Meta = Meta {
    id: "licence-set-by-provincial-rule",
    title: Label::new("许可的最高依据是省级政府规章", "Licence resting on a provincial rule"),
    what: Label::new(
        "全部设定依据的位阶都能确定，最高的是地方政府规章的，判疑似：省级政府规章只能设定一年的临时性许可，由人核对实施是否已满一年、\
         是否已转为地方性法规。有法律、行政法规、国务院决定、地方性法规的合格；位阶不能确定的不判；没有依据的不适用。",
        "Suspected where all bases are of certain rank and the highest is a local government's rule: a provincial rule may only set a \
         licence for one year, so a person checks when it began. Passes with a law, regulation or State Council decision; not checked \
         when a rank is uncertain; does not apply without a basis.",
    ),
    why: Label::new(
        "临时性许可满一年须由地方性法规设定，否则应当停止实施。",
        "After one year such a licence must rest on a local regulation or end.",
    ),
    needs: &[],
    messages: &[Label::new(
        "设定依据中位阶最高的是“{0}”，请核对许可是否已实施满一年",
        "The highest basis is “{0}”: check whether the licence has been in use for a year",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LicenceSetByProvincialRule {
    #[serde(skip, default = "Laws::builtin")]
    laws: Arc<Laws>,
}

impl ItemRule for LicenceSetByProvincialRule {
    fn use_laws(&mut self, laws: &Arc<Laws>) {
        self.laws = Arc::clone(laws);
    }

    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        if !item.is_provided(ByLaw) && !item.is_provided(LawName) {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        let texts = basis_texts(item);
        if texts.is_empty() {
            return Outcome::NotApplicable;
        }
        let list = item.list();
        let higher = |standing: &Standing| matches!(standing, Standing::Certain(rank) if *rank <= Rank::LocalRegulation);
        let sets = |basis: &BasisText<'_>| {
            let ranks = || Ranks::of(&self.laws, basis.text, basis.number);
            basis.passes(list, 0, || ranks().cited.iter().any(|(_, standing)| higher(standing)))
        };
        if texts.iter().any(sets) {
            return Outcome::Pass;
        }
        let mut rule = None;
        let mut uncertain = false;
        for basis in texts {
            let ranks = Ranks::of(&self.laws, basis.text, basis.number);
            uncertain |= ranks.unread;
            for (title, standing) in ranks.cited {
                match standing {
                    Standing::Certain(Rank::LocalRule) => {
                        let finding = Finding::suspect(basis.element, 0).value(basis.value).arg(title);
                        rule.get_or_insert(match basis.entry {
                            Some(number) => finding.entry(number),
                            None => finding,
                        });
                    }
                    Standing::Certain(_) => {}
                    _ => uncertain = true,
                }
            }
        }
        match (rule, uncertain) {
            (_, true) => Outcome::NotChecked(Reason::Unreadable),
            (rule, false) => Outcome::of_one(rule),
        }
    }
}
