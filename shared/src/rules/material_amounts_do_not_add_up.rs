//! `material-amounts-do-not-add-up`

use crate::element::Element::{CopyAmount, MaterialForm, MaterialName, MaterialType, OriginalAmount, PaperAmount};
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{EntryView, Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<MaterialAmountsDoNotAddUp>(&META);

const META: Meta = Meta {
    id: "material-amounts-do-not-add-up",
    title: Label::new("材料份数不相符", "Amounts of a material do not add up"),
    what: Label::new(
        "逐份纸质材料比较纸质份数与原件、复印件份数：多于两者之和，或少于其中较多的一种，判确定问题；\
         介于其间的，同一事项另有材料按两者之和填写的判确定问题（同一事项前后算法不一），否则为疑似（一套含原件和复印件各一）；\
         电子材料、“原件或复印件”、份数没有填全的，以及纸质份数与类型所要的那一种份数相等的（另一种份数是否多填由另一条款判）不比较。",
        "Compares, for each paper material, the paper amount with originals and copies: fails when it exceeds their sum or is \
         below the larger of them; between the two it fails where another material of the item is counted as the sum, and is \
         suspected otherwise (a set may hold one of each); electronic materials, “original or copy”, incomplete amounts, and paper amounts that equal the one sort of the material's type \
         (whether the other sort is too many is another clause's) are not compared.",
    ),
    why: Label::new("份数前后不一，申请人只能按多的准备。", "With differing amounts applicants must prepare the most."),
    needs: &[OriginalAmount, CopyAmount, PaperAmount],
    messages: &[
        Label::new(
            "“{0}”的纸质材料份数为{1}，与原件{2}份、复印件{3}份不相符",
            "“{0}” asks for {1} on paper, which does not fit {2} originals and {3} copies",
        ),
        Label::new(
            "“{0}”的纸质材料份数为{1}，不等于原件{2}份与复印件{3}份之和，而本事项其他材料是按两者之和填写的",
            "“{0}” asks for {1} on paper, not the sum of {2} originals and {3} copies, though others of the item are summed",
        ),
        Label::new(
            "“{0}”的纸质材料份数为{1}，原件{2}份、复印件{3}份；如果不是按套数填写，应为两者之和，请核对",
            "“{0}” asks for {1} on paper, {2} originals and {3} copies: unless sets are counted it should be their sum",
        ),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MaterialAmountsDoNotAddUp {}

/// How the three amounts of a material relate.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Relation {
    /// Paper is the only amount that is not 0, or the sum of one amount and 0.
    Plain,
    /// Paper is the sum of two amounts above 0.
    Summed,
    /// At least the larger amount, but less than the sum.
    Between,
    /// More than the sum or less than the larger amount.
    Impossible,
}

impl ItemRule for MaterialAmountsDoNotAddUp {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let compared = item
            .entries(Part::Material)
            .filter_map(|material| Some((material, relation(amounts(&material)?))));
        let (mut any, mut summed, mut odd) = (false, false, Vec::new());
        for (material, relation) in compared {
            any = true;
            match relation {
                Relation::Plain => {}
                Relation::Summed => summed = true,
                Relation::Between | Relation::Impossible => odd.push((material, relation)),
            }
        }
        if !any {
            return Outcome::NotApplicable;
        }
        Outcome::of(
            odd.iter()
                .map(|(material, relation)| finding(material, *relation, summed))
                .collect(),
        )
    }
}

/// Paper, originals, copies, where they can be compared. Where the paper amount is that of the one sort the type asks for,
/// an amount of the other sort contradicts the type, which is another clause's: one mistake is one finding.
fn amounts(material: &EntryView<'_>) -> Option<(i64, i64, i64)> {
    let paper = material.integer(PaperAmount).filter(|paper| *paper > 0)?;
    let originals = material.integer(OriginalAmount)?;
    let copies = material.integer(CopyAmount)?;
    let electronic = material.code(MaterialForm) == Some("2");
    let elsewhere = match material.code(MaterialType) {
        Some("1") => copies > 0 && paper == originals,
        Some("2") => originals > 0 && paper == copies,
        Some("4") => true,
        _ => false,
    };
    (originals.max(copies) > 0 && !electronic && !elsewhere).then_some((paper, originals, copies))
}

fn relation((paper, originals, copies): (i64, i64, i64)) -> Relation {
    let sum = originals.saturating_add(copies);
    if paper > sum || paper < originals.max(copies) {
        Relation::Impossible
    } else if paper < sum {
        Relation::Between
    } else if originals > 0 && copies > 0 {
        Relation::Summed
    } else {
        Relation::Plain
    }
}

fn finding(material: &EntryView<'_>, relation: Relation, summed: bool) -> Finding {
    let finding = match (relation, summed) {
        (Relation::Between, true) => Finding::fail(PaperAmount, 1),
        (Relation::Between, false) => Finding::suspect(PaperAmount, 2),
        _ => Finding::fail(PaperAmount, 0),
    };
    let (paper, originals, copies) = amounts(material).unwrap_or_default();
    finding
        .value(material.value(PaperAmount))
        .entry(material.number())
        .arg(material.text(MaterialName))
        .arg(paper)
        .arg(originals)
        .arg(copies)
}
