//! `limit-holds-unit`

use crate::finding::Finding;
use crate::fix::Proposal;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::limit::{Limit, Role, Unit, limits_in};
use crate::time_limit::{PROMISED, STATUTORY, TimeLimit};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<LimitHoldsUnit>(&META);

const META: Meta = Meta {
    id: "limit-holds-unit",
    title: Label::new("办结时限一栏写了单位", "Unit written into a time limit"),
    what: Label::new(
        "法定、承诺办结时限整栏是数字加单位（“15个工作日”），而单位另有一栏并且填了的，判疑似；单位栏没有填写、文件没有单位栏的\
         不适用，写有别的文字的由别的条款判断。",
        "Suspects limits that are an amount with its unit (“15个工作日”) and nothing else while the element of the unit is filled too; does \
         not apply where that is blank or the file lacks it, and leaves other texts to other clauses.",
    ),
    why: Label::new(
        "时限是整数字段，带了单位的，平台不能比较和统计。",
        "The limit is a field for integers; with a unit in it platforms can neither compare nor count.",
    ),
    needs: &[],
    messages: &[Label::new(
        "“{0}”填的是“{1}”，单位已另填在“{2}”，这里只填数字",
        "“{0}” reads “{1}”; the unit stands in “{2}”, so that this should be the number only",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LimitHoldsUnit {}

impl ItemRule for LimitHoldsUnit {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let limits = [STATUTORY, PROMISED];
        if !limits.iter().any(|of| item.is_provided(of.amount) && item.is_provided(of.unit)) {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        let mut any = false;
        let mut found = Vec::new();
        for of in limits {
            let text = item.text(of.amount);
            if text.is_empty() || item.text(of.unit).is_empty() {
                continue;
            }
            any = true;
            if with_unit(text).is_some() {
                let finding = Finding::suspect(of.amount, 0).arg(of.amount).arg(text).arg(of.unit);
                found.push(finding.value(item.value(of.amount)));
            }
        }
        if any { Outcome::of(found) } else { Outcome::NotApplicable }
    }

    fn fix(&self, item: &ItemView<'_>, finding: &Finding, _: &Context) -> Option<Proposal> {
        let of: TimeLimit = [STATUTORY, PROMISED].into_iter().find(|of| of.amount == finding.element)?;
        let limit = with_unit(item.text(of.amount))?;
        // Where the two units differ nobody can tell which one is right.
        let amount = limit.whole_amount().filter(|_| of.unit_of(item) == Some(limit.unit))?;
        Some(Proposal::safe(amount.to_string(), Label::new("单位已另有一栏，这里只写数字", "the number only, for the unit stands in its own element")))
    }
}

/// The limit of a text that is an amount with its unit and nothing else.
fn with_unit(text: &str) -> Option<Limit> {
    let text = text.trim_end_matches('。');
    match limits_in(text).as_slice() {
        [mention] if mention.range == (0..text.len()) && mention.role == Role::Plain => {
            Some(mention.limit).filter(|limit| !matches!(limit.unit, Unit::Immediate | Unit::Unstated))
        }
        _ => None,
    }
}
