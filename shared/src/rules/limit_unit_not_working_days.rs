//! `limit-unit-not-working-days`

use crate::element::Element::{self, AnticipateExplain, AnticipateType, PromiseExplain, PromiseType};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<LimitUnitNotWorkingDays>(&META);

const META: Meta = Meta {
    id: "limit-unit-not-working-days",
    title: Label::new("行政许可时限单位不是工作日", "Licence's time limit not in working days"),
    what: Label::new(
        "法定、承诺办结时限单位不是工作日的，为疑似：单行法律可以另定以月等计算的期限，代码1以外的单位各地含义也不一，\
         须由人对照依据。单位为小时、时限说明中写明以该单位（月）计算的合格；单位都为空的不适用。",
        "Suspects units of the statutory and promised limits other than working days: a special law may set months, and codes other \
         than 1 differ from place to place, so a person must compare with the law. Hours, and months that the note speaks of, are \
         in order; does not apply when both units are blank.",
    ),
    why: Label::new(
        "许可期限依法以工作日计算，不含法定节假日；单位不对，申请人算出的日子就不对。",
        "Licensing periods count working days only; with another unit applicants reckon wrongly.",
    ),
    needs: &[],
    messages: &[Label::new(
        "行政许可的{0}为“{1}”，依法应以工作日计算",
        "“{0}” of a licence is “{1}”; by law it counts working days",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LimitUnitNotWorkingDays {}

const UNITS: [(Element, Element); 2] = [(AnticipateType, AnticipateExplain), (PromiseType, PromiseExplain)];

impl ItemRule for LimitUnitNotWorkingDays {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        if !UNITS.iter().any(|(unit, _)| item.is_provided(*unit)) {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        if UNITS.iter().all(|(unit, _)| item.is_empty(*unit)) {
            return Outcome::NotApplicable;
        }
        let doubtful = UNITS.into_iter().filter(|(unit, note)| {
            let text = item.text(*unit);
            let harmless = match item.code(*unit) {
                Some("1" | "3") => true,
                Some("4") => item.text(*note).contains('月'),
                _ => text.is_empty(),
            };
            !harmless
        });
        let findings = doubtful.map(|(unit, _)| {
            let finding = Finding::suspect(unit, 0).value(item.value(unit));
            finding.arg(unit).arg((unit, item.text(unit)))
        });
        Outcome::of(findings.collect())
    }
}
