//! `material-type-contradicts-amount`

use crate::element::Element::{CopyAmount, MaterialName, MaterialSource, MaterialType, OriginalAmount, SignAsk};
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{EntryView, Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::words::WordList;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<MaterialTypeContradictsAmount>(&META);

const META: Meta = Meta {
    id: "material-type-contradicts-amount",
    title: Label::new("材料类型与份数、签章要求矛盾", "Material type contradicts amounts or signature"),
    what: Label::new(
        "逐份材料：类型为“原件”而复印件份数大于0，或类型为“复印件”而只要原件（复印件0份）的，判确定问题；\
         “复印件”又要原件（可能只供核对）、“原件和复印件”缺其中一种、“原件”而签章要求写复印件、\
         “申请人自备”而要求不指明的部门盖章（`seals`词表）的，为疑似；类型“原件或复印件”不比较。",
        "For each material: fails when an original is asked for with copies, or a copy with originals only; suspects a copy with \
         originals too (perhaps to compare), “original and copy” without one of them, an original whose signature rule speaks of \
         copies, and the applicant's own paper to be stamped by an unnamed authority (`seals`); “original or copy” is not compared.",
    ),
    why: Label::new(
        "申请人不知道该带原件还是复印件，常常白跑一趟。",
        "Applicants cannot tell whether to bring the original or a copy, and often come in vain.",
    ),
    needs: &[],
    messages: &[
        Label::new(
            "“{0}”的材料类型为“原件”，复印件份数却为{1}",
            "“{0}” is to be an original, but {1} copies are asked for",
        ),
        Label::new(
            "“{0}”的材料类型为“复印件”，原件份数却为{1}、复印件份数为{2}",
            "“{0}” is to be a copy, but {1} originals and {2} copies are asked for",
        ),
        Label::new(
            "“{0}”的材料类型为“原件和复印件”，原件份数为{1}、复印件份数为{2}",
            "“{0}” is to be original and copy, but {1} originals and {2} copies are asked for",
        ),
        Label::new(
            "“{0}”的材料类型为“原件”，签章要求却写“{1}”",
            "“{0}” is to be an original, but the signature rule reads “{1}”",
        ),
        Label::new(
            "“{0}”的来源渠道为“申请人自备”，签章要求却写“{1}”，没有指明部门",
            "“{0}” comes from the applicant, but the signature rule reads “{1}” without naming the authority",
        ),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MaterialTypeContradictsAmount {
    /// Signature rules that ask for the stamp of an authority without naming it.
    seals: WordList,
}

impl ItemRule for MaterialTypeContradictsAmount {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let carried = |element| item.is_provided(element);
        let amounts = carried(MaterialType) && (carried(OriginalAmount) || carried(CopyAmount));
        let seals = carried(SignAsk) && (carried(MaterialType) || carried(MaterialSource));
        if !amounts && !seals {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        let mut findings = Vec::new();
        let mut any = false;
        for material in item.entries(Part::Material) {
            any = true;
            findings.extend(by_amount(&material));
            findings.extend(self.by_signature(&material));
        }
        if any { Outcome::of(findings) } else { Outcome::NotApplicable }
    }
}

/// Type against the two amounts; an amount that is blank or unreadable contradicts nothing.
fn by_amount(material: &EntryView<'_>) -> Option<Finding> {
    let kind = material.code(MaterialType)?;
    let originals = material.integer(OriginalAmount);
    let copies = material.integer(CopyAmount);
    let finding = match (kind, originals, copies) {
        ("1", _, Some(copies)) if copies > 0 => {
            return Some(about(material, Finding::fail(MaterialType, 0)).arg(copies));
        }
        ("2", Some(originals), Some(0)) if originals > 0 => Finding::fail(MaterialType, 1),
        ("2", Some(originals), Some(_)) if originals > 0 => Finding::suspect(MaterialType, 1),
        ("3", Some(0), Some(copies)) if copies > 0 => Finding::suspect(MaterialType, 2),
        ("3", Some(originals), Some(0)) if originals > 0 => Finding::suspect(MaterialType, 2),
        _ => return None,
    };
    Some(
        about(material, finding)
            .arg(originals.unwrap_or(0))
            .arg(copies.unwrap_or(0)),
    )
}

fn about(material: &EntryView<'_>, finding: Finding) -> Finding {
    finding
        .value(material.value(MaterialType))
        .entry(material.number())
        .arg(material.text(MaterialName))
}

impl MaterialTypeContradictsAmount {
    fn by_signature(&self, material: &EntryView<'_>) -> Option<Finding> {
        let sign = material.text(SignAsk);
        if sign.is_empty() {
            return None;
        }
        let message = if sign.contains("复印件") && material.code(MaterialType) == Some("1") {
            3
        } else if material.code(MaterialSource) == Some("10") && self.seals.find(sign).is_some() {
            4
        } else {
            return None;
        };
        let finding = Finding::suspect(SignAsk, message)
            .value(material.value(SignAsk))
            .entry(material.number());
        Some(finding.arg(material.text(MaterialName)).arg(sign))
    }
}
