//! `material-numbers-gap`

use crate::element::Element::{MaterialName, MaterialOrder};
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::order::Arrange as _;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<MaterialNumbersGap>(&META);

const META: Meta = Meta {
    id: "material-numbers-gap",
    title: Label::new("材料序号不连续或重复", "Materials not numbered in sequence"),
    what: Label::new(
        "申请材料的序号应当连续、不重复：跳号、重号的判疑似（跳过的可能是没有导出的材料）。不足两份材料有序号的不适用，序号读不出的不判。",
        "Materials should be numbered in sequence: gaps and repeated numbers are suspected (a material may have been left out of the \
         export). Does not apply with fewer than two numbers; not checked when one cannot be read.",
    ),
    why: Label::new(
        "序号跳了，往往是少录了一份材料。",
        "A gap in the numbers often means that a material is missing.",
    ),
    needs: &[MaterialName, MaterialOrder],
    messages: &[
        Label::new("材料“{0}”的序号为{1}，前一个序号是{2}，中间有缺号", "“{0}” has number {1}, the one before is {2}: numbers are missing"),
        Label::new("材料“{0}”的序号{1}与另一份材料重复", "“{0}” has number {1}, as another material has"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MaterialNumbersGap {}

impl ItemRule for MaterialNumbersGap {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let rows = item.entries(Part::Material).filter(|row| !row.is_empty(MaterialOrder));
        let rows: Vec<_> = rows.map(|row| (row.integer(MaterialOrder), row)).collect();
        if rows.len() < 2 {
            return Outcome::NotApplicable;
        }
        let mut numbered = Vec::with_capacity(rows.len());
        for (number, row) in rows {
            let Some(number) = number else {
                return Outcome::NotChecked(Reason::Unreadable);
            };
            numbered.push((number, row));
        }
        numbered.arrange_by_key(|(number, row)| (*number, row.number()));
        let findings = numbered.windows(2).filter_map(|pair| {
            let [(before, _), (number, row)] = pair else { return None };
            let message = match number - before {
                1 => return None,
                0 => 1,
                _ => 0,
            };
            let finding = Finding::suspect(MaterialOrder, message).entry(row.number());
            let finding = finding.value(row.value(MaterialOrder)).arg(row.text(MaterialName)).arg(*number);
            Some(if message == 0 { finding.arg(*before) } else { finding })
        });
        Outcome::of(findings.collect())
    }
}
