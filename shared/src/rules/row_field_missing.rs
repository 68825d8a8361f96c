//! `row-field-missing`

use crate::condition::{Conditions, Held};
use crate::element::{Element, Part};
use crate::finding::Certainty;
use crate::gaps::{Gaps, says_nothing_in};
use crate::item::{EntryView, Fields, ItemView};
use crate::locale::Label;
use crate::presence::Places;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<RowFieldMissing>(&META);

const META: Meta = Meta {
    id: "row-field-missing",
    title: Label::new("子表缺少应填的内容", "Row lacks a field"),
    what: Label::new(
        "逐行看`fields`各要素所在的子表（`when`限定取值的，只看取值相符的行），为空的：写明`certain`的条款判确定问题，其余判疑似；只写“无”等占位内容的\
         判疑似；几个要素列在一起的，填了一个即可；几行缺同一要素的合为一个问题。文件没有该列的不判，没有行可看的不适用。",
        "Looks at each row of the sub-list of `fields` (with `when` only at rows with those values). Blank ones fail in clauses marked \
         `certain`; otherwise they are suspected, as “无” and the like always are. Of elements listed together one is enough; the same gap in several rows \
         is one problem. Columns the file lacks are not judged; does not apply without rows.",
    ),
    why: Label::new(
        "列了名目而没有内容，申请人仍然不知道怎么办。",
        "A heading without content still leaves applicants without help.",
    ),
    needs: &[],
    messages: &[
        Label::new("第{0}条没有填写“{1}”", "“{1}” is blank in row {0}"),
        Label::new("第{0}条没有填写“{1}”或只写“无”，请核对", "“{1}” is blank or “无” in row {0}: check it"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RowFieldMissing {
    /// What each row should say, all of one sub-list.
    fields: Vec<Places>,
    /// Values of the rows concerned.
    #[serde(default)]
    when: Conditions,
    /// Whether a blank is certainly wrong.
    #[serde(default)]
    certain: bool,
}

impl ItemRule for RowFieldMissing {
    fn needs(&self) -> Vec<Element> {
        self.when.elements().collect()
    }

    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let elements = || self.fields.iter().flat_map(Places::elements).copied();
        if !elements().any(|element| item.is_provided(element)) {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        let part = elements().next().map_or(Part::Main, Element::part);
        let (mut any, mut gaps) = (false, Gaps::default());
        for row in item.entries(part) {
            if row.values().next().is_none() || self.when.held(part, &row) != Held::Yes {
                continue;
            }
            any = true;
            for places in &self.fields {
                self.look(places, &row, &mut gaps);
            }
        }
        if any { Outcome::of(gaps.into_findings(0, 1)) } else { Outcome::NotApplicable }
    }
}

impl RowFieldMissing {
    fn look(&self, places: &Places, row: &EntryView<'_>, gaps: &mut Gaps) {
        let Some(&first) = places.elements().iter().find(|element| row.is_provided(**element)) else {
            return;
        };
        let filled = |element: &Element| !row.says_nothing(*element);
        if places.elements().iter().any(filled) {
            return;
        }
        let certain = self.certain && row.is_blank(first);
        let certainty = if certain { Certainty::Fail } else { Certainty::Suspect };
        gaps.add_if(says_nothing_in(row, first), first, certainty, row);
    }
}
