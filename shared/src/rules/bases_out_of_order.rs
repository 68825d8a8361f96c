//! `bases-out-of-order`

use crate::basis::{Ranks, Standing};
use crate::element::Element::{LawName, LawNumber};
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::law::Laws;
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use serde::Deserialize;
use std::sync::Arc;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<BasesOutOfOrder>(&META);

const META: Meta = Meta {
    id: "bases-out-of-order",
    title: Label::new("设定依据没有按位阶从高到低排列", "Legal bases not in the order of rank"),
    what: Label::new(
        "设定依据有两条以上、位阶都能确定时，后一条的位阶高于前一条的，判疑似；位阶不能确定的一条不比较；不足两条的不适用。",
        "With two or more bases of certain rank, one of higher rank after a lower one is suspected; bases of uncertain rank are not \
         compared; does not apply with fewer than two.",
    ),
    why: Label::new(
        "位阶高的依据排在前面，人们一眼就能看到权力从哪里来。",
        "With the highest basis first everyone sees at once where the power comes from.",
    ),
    needs: &[LawName],
    messages: &[Label::new(
        "“{0}”的位阶高于排在它前面的“{1}”",
        "“{0}” ranks higher than “{1}” before it",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BasesOutOfOrder {
    #[serde(skip, default = "Laws::builtin")]
    laws: Arc<Laws>,
}

impl ItemRule for BasesOutOfOrder {
    fn use_laws(&mut self, laws: &Arc<Laws>) {
        self.laws = Arc::clone(laws);
    }

    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        if item.entries(Part::Law).filter(|row| !row.is_empty(LawName)).count() < 2 {
            return Outcome::NotApplicable;
        }
        let mut before = None;
        for row in item.entries(Part::Law) {
            let name = row.text(LawName);
            // Several documents in one row have no rank of their own.
            let ranks = Ranks::of(&self.laws, name, row.text(LawNumber));
            let [(_, Standing::Certain(rank))] = ranks.cited.as_slice() else { continue };
            match before {
                Some((known, other)) if *rank < known => {
                    let finding = Finding::suspect(LawName, 0).entry(row.number()).value(row.value(LawName));
                    return Outcome::Found(vec![finding.arg(name).arg(other)]);
                }
                _ => before = Some((*rank, name)),
            }
        }
        Outcome::Pass
    }
}
