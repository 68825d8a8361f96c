//! `row-repeated`

use crate::element::{Element, Part};
use crate::finding::Finding;
use crate::item::{EntryView, Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<RowRepeated>(&META);

const META: Meta = Meta {
    id: "row-repeated",
    title: Label::new("同一内容重复填写", "Row entered twice"),
    what: Label::new(
        "看要素`by`所在的子表：`by`相同（不为空）、其余各栏也完全相同的两行，判疑似：文件里可能还有没有读出的栏目把它们区分开。\
         其余各栏有不同的、没有两行的合格；没有行的不适用。",
        "Looks at the sub-list of the element `by`: two rows with the same `by` (not blank) and all other fields equal are suspected, \
         for a column that could not be read may tell them apart. Rows that differ in any field pass; does not apply without rows.",
    ),
    why: Label::new(
        "重复的内容让人以为是两件事，也说明没有校对。",
        "A repetition looks like two things, and shows that nobody read it.",
    ),
    needs: &[],
    messages: &[Label::new(
        "第{1}条“{0}”与第{2}条完全相同",
        "Row {1} “{0}” equals row {2}",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RowRepeated {
    /// Elements that name the rows of the sub-lists looked at.
    by: Vec<Element>,
}

impl ItemRule for RowRepeated {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        if !self.by.iter().any(|element| item.is_provided(*element)) {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        let (mut any, mut found) = (false, Vec::new());
        for &by in &self.by {
            let part = by.part();
            for row in item.entries(part) {
                let name = row.text(by);
                if name.is_empty() {
                    continue;
                }
                any = true;
                let mut earlier = item.entries(part).take(usize::from(row.number()));
                if let Some(other) = earlier.find(|other| other.text(by) == name && equal(part, &row, other)) {
                    let numbers = [&row, &other].map(|row| usize::from(row.number()) + 1);
                    let finding = Finding::suspect(by, 0).value(row.value(by)).entry(row.number());
                    found.push(finding.arg(name).arg(numbers[0]).arg(numbers[1]));
                }
            }
        }
        if any { Outcome::of(found) } else { Outcome::NotApplicable }
    }
}

fn equal(part: Part, a: &EntryView<'_>, b: &EntryView<'_>) -> bool {
    Element::of(part).all(|element| a.text(element) == b.text(element))
}
