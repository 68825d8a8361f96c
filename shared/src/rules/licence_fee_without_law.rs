//! `licence-fee-without-law`

use crate::basis::{Ranks, Standing};
use crate::element::Element::{FeeBasis, FeeLaw, IsFee};
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::law::{Laws, Rank};
use crate::locale::Label;
use crate::text::is_placeholder;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use serde::Deserialize;
use std::sync::Arc;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<LicenceFeeWithoutLaw>(&META);

const META: Meta = Meta {
    id: "licence-fee-without-law",
    title: Label::new("行政许可收费没有法律、行政法规依据", "Fee for a licence without law or regulation"),
    what: Label::new(
        "用于收费的行政许可。收费依据（事项的和各收费项目的）中有现行的法律或行政法规的合格；每一条的位阶都能确定且都不是的，判确定问题；\
         有不能确定的，或只有检查日已废止的法律、行政法规的（代替它的可能仍有规定），判疑似。依据没有填写的由另一条款评判，不收费的不适用。",
        "For licences with a fee. Passes when a law or an administrative regulation in force is among the bases of the fee; fails when the \
         rank of every basis is certain and none is; suspected when one is not certain, or when the only ones are repealed on the day of \
         the check, for what replaced them may provide for the fee. Blank bases belong to another clause; does not \
         apply without a fee.",
    ),
    why: Label::new(
        "实施行政许可不得收费，法律、行政法规另有规定的除外。",
        "Licences are free unless a law or an administrative regulation provides otherwise.",
    ),
    needs: &[IsFee],
    messages: &[
        Label::new("收费依据“{0}”不是法律、行政法规", "The basis of the fee, “{0}”, is no law or administrative regulation"),
        Label::new(
            "收费依据“{0}”中读不出法律、行政法规，请核对收费由什么规定",
            "No law or administrative regulation can be read in the basis of the fee, “{0}”: check what provides for the fee",
        ),
        Label::new(
            "收费依据“{0}”中的法律、行政法规已废止，没有现行的，请核对收费由什么规定",
            "The laws or regulations in the basis of the fee, “{0}”, are repealed, and none is in force: check what provides for the fee",
        ),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LicenceFeeWithoutLaw {
    #[serde(skip, default = "Laws::builtin")]
    laws: Arc<Laws>,
}

impl ItemRule for LicenceFeeWithoutLaw {
    fn use_laws(&mut self, laws: &Arc<Laws>) {
        self.laws = Arc::clone(laws);
    }

    fn check(&self, item: &ItemView<'_>, context: &Context) -> Outcome {
        match item.flag(IsFee) {
            Some(true) => {}
            None if !item.is_empty(IsFee) => return Outcome::NotChecked(Reason::Unreadable),
            _ => return Outcome::NotApplicable,
        }
        if !item.is_provided(FeeBasis) && !item.is_provided(FeeLaw) {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        let own = (FeeBasis, None, item.text(FeeBasis), item.value(FeeBasis));
        let rows = item.entries(Part::Fee).map(|entry| {
            let text = entry.text(FeeLaw);
            (FeeLaw, Some(entry.number()), text, entry.value(FeeLaw))
        });
        let mut first = None;
        let mut ranks = Ranks::default();
        for (element, entry, text, value) in std::iter::once(own).chain(rows).filter(|basis| !is_placeholder(basis.2)) {
            let cited = Ranks::in_force(&self.laws, text, "", context.date);
            if cited.any_of(&[Rank::Law, Rank::AdministrativeRegulation]) {
                return Outcome::Pass;
            }
            ranks.extend(cited);
            first = first.or(Some((element, entry, text, value)));
        }
        let Some((element, entry, text, value)) = first else {
            return Outcome::NotApplicable;
        };
        let decision = ranks.cited.iter().any(|(_, standing)| *standing == Standing::Certain(Rank::StateCouncilDecision));
        let finding = if ranks.is_certain() && !decision {
            Finding::fail(element, 0)
        } else {
            Finding::suspect(element, if ranks.is_repealed() && !decision { 2 } else { 1 })
        };
        let finding = finding.value(value).arg(text);
        Outcome::Found(vec![match entry {
            Some(number) => finding.entry(number),
            None => finding,
        }])
    }
}
