//! `material-field-missing`

use crate::element::Element::{
    self, CopyAmount, MaterialForm, MaterialName, MaterialSource, MaterialSourceExplain, OriginalAmount, PaperAmount, PaperFormat,
};
use crate::element::Part;
use crate::finding::Certainty::{Fail, Suspect};
use crate::gaps::{Gaps, says_nothing_in};
use crate::item::{EntryView, Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<MaterialFieldMissing>(&META);

const META: Meta = Meta {
    id: "material-field-missing",
    title: Label::new("申请材料缺少应填内容", "Material lacks a field"),
    what: Label::new(
        "逐份看申请材料，同一要素在几份材料中都缺的合为一个问题。`required`中的要素，以及形式含纸质而没有任何份数的，为空判确定问题；\
         `expected`中的要素为空或只写“无”的、含纸质而没有规格的、来源不是申请人自备而没有说明的，判疑似。文件中没有该列的不判。",
        "Looks at each material; the same field missing in several is one problem. Fails: a blank field of `required`, and a paper \
         material without any number of copies. Suspected: a field of `expected` that is blank or “无”, a paper material without \
         format, a material not from the applicant without a note on its source. Fields the file does not carry are not judged.",
    ),
    why: Label::new(
        "申请人须知道每份材料交不交、交几份、从哪里取得、什么样才合格。",
        "Applicants must know of each material whether, how many, from where, and what makes it acceptable.",
    ),
    needs: &[MaterialName],
    messages: &[
        Label::new("第{0}份申请材料没有填写“{1}”", "“{1}” is blank for material {0}"),
        Label::new("第{0}份申请材料没有填写“{1}”或只写“无”", "“{1}” is blank or “无” for material {0}"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MaterialFieldMissing {
    /// Fields of a material that must not be blank.
    required: Vec<Element>,
    /// Fields that are expected to say something.
    expected: Vec<Element>,
}

impl ItemRule for MaterialFieldMissing {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let mut gaps = Gaps::default();
        let mut entries = item.entries(Part::Material).filter(|entry| entry.values().next().is_some()).peekable();
        if entries.peek().is_none() {
            return Outcome::NotApplicable;
        }
        // A file that names its materials and nothing else of them leaves nothing to judge.
        let mut judged = self.required.iter().chain(&self.expected).filter(|element| **element != MaterialName);
        if !judged.any(|element| item.is_provided(*element)) && !item.is_provided(PaperAmount) {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        for entry in entries {
            for &element in &self.required {
                gaps.add_if(entry.is_blank(element), element, Fail, &entry);
            }
            for &element in &self.expected {
                gaps.add_if(says_nothing_in(&entry, element), element, Suspect, &entry);
            }
            check_paper(&entry, &mut gaps);
            let from_elsewhere = matches!(entry.code(MaterialSource), Some("20" | "99"));
            let unexplained = from_elsewhere && says_nothing_in(&entry, MaterialSourceExplain);
            gaps.add_if(unexplained, MaterialSourceExplain, Suspect, &entry);
        }
        Outcome::of(gaps.into_findings(0, 1))
    }
}

/// Paper needs a number of copies and a format; “paper or electronic” need not be paper.
fn check_paper(entry: &EntryView<'_>, gaps: &mut Gaps) {
    if !matches!(entry.code(MaterialForm), Some("1" | "3")) {
        return;
    }
    let counted = [OriginalAmount, CopyAmount].iter().any(|element| !entry.is_empty(*element));
    gaps.add_if(entry.is_blank(PaperAmount) && !counted, PaperAmount, Fail, entry);
    gaps.add_if(says_nothing_in(entry, PaperFormat), PaperFormat, Suspect, entry);
}
