//! `material-name-unspecific`

use crate::element::Element::{self, AcceptStand, BlankForm, FillExplain, MaterialName, MaterialRemark, PaperFormat};
use crate::element::Part;
use crate::finding::{Certainty, Finding};
use crate::item::{EntryView, Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use crate::text::narrow;
use crate::text::phrase::{closing_bracket, without_number};
use crate::text::vocabulary::Vocabulary;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<MaterialNameUnspecific>(&META);

const META: Meta = Meta {
    id: "material-name-unspecific",
    title: Label::new("材料名称不具体", "Material name not specific"),
    what: Label::new(
        "材料名称只是“申请表”“证明”“照片”一类的通称，文件带有的空白表格、填报须知、受理标准、备注、规格各栏也都没有内容的，判确定问题；\
         附有空白表格或这些栏写有内容的，文件没有这些栏的，括号里只写份数、原件、样表的，名称简写的，只写用途（“……的材料”）的，列为疑似；括号里写明内容的合格。兜底材料由另一条款评判。",
        "Fails when the name is a mere kind such as “application form”, “certificate”, “photo” and blank form, instructions, standard of \
         acceptance, remark and format, as far as the file carries them, are blank as well; suspects a kind with any of them filled or none of them carried, a kind whose \
         bracket tells only copies or originals, abbreviated names, and names that tell only a purpose (“materials \
         that …”); passes when a bracket tells the content. Catch-alls belong to another clause.",
    ),
    why: Label::new(
        "同名的表格、证明有许多种，名称不全，申请人会交错、少交。",
        "There are many forms and certificates of that name; applicants bring the wrong one.",
    ),
    needs: &[MaterialName],
    messages: &[
        Label::new("材料名称“{0}”没有写明是哪一种", "The name “{0}” does not say which one"),
        Label::new("材料名称“{0}”没有写全，请核对是否看得出是哪一种证件或文书", "The name “{0}” is not complete: check whether it tells which document is meant"),
        Label::new("材料名称“{0}”只写了用途，没有写明是什么证件或文书", "The name “{0}” tells a purpose but no document"),
        Label::new("材料名称只写“{0}”，请核对空白表格、填报须知等处是否看得出是哪一种", "The name is a mere “{0}”: check whether blank form or instructions tell which one"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MaterialNameUnspecific {
    /// Names that are a mere kind.
    kinds: Vocabulary,
    /// Words in a bracket that add nothing to a kind.
    idle: Vocabulary,
    /// Names known to be abbreviated.
    short: Vocabulary,
    /// Endings of names that tell only a purpose.
    purposes: Vocabulary,
    /// Words of catch-alls, which this rule leaves alone.
    vague: Vocabulary,
}

impl ItemRule for MaterialNameUnspecific {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let mut any = false;
        let mut found = Vec::new();
        for entry in item.entries(Part::Material) {
            if entry.passes(1, MaterialName, |text| without_number(text).is_empty()) {
                continue;
            }
            any = true;
            let finding = entry.found(0, MaterialName, |text| self.judge(without_number(text)));
            found.extend(finding.map(|finding| {
                let stands = finding.certainty == Certainty::Suspect || says_no_more(&entry);
                let finding = if stands { finding } else { Finding::suspect(MaterialName, 3) };
                finding.arg(without_number(entry.text(MaterialName))).entry(entry.number()).value(entry.value(MaterialName))
            }));
        }
        if any { Outcome::of(found) } else { Outcome::NotApplicable }
    }
}

/// Where a row may tell which form or certificate is meant.
const TELLING: [Element; 4] = [BlankForm, FillExplain, AcceptStand, MaterialRemark];

/// Whether the file has such places and the row says nothing there. A format in letters (`A4`) is that of the paper.
fn says_no_more(entry: &EntryView<'_>) -> bool {
    let silent = |element: Element| entry.says_nothing(element);
    TELLING.into_iter().any(|element| entry.is_provided(element))
        && TELLING.into_iter().all(silent)
        && (silent(PaperFormat) || narrow(entry.text(PaperFormat)).is_ascii())
}

impl MaterialNameUnspecific {
    fn judge(&self, name: &str) -> Option<Finding> {
        let (head, inside) = closing_bracket(name);
        if self.kinds.has(head) {
            return if inside.is_empty() {
                Some(Finding::fail(MaterialName, 0))
            } else {
                self.idle.find(inside).map(|_| Finding::suspect(MaterialName, 1))
            };
        }
        if self.short.has(head) {
            return Some(Finding::suspect(MaterialName, 1));
        }
        let purpose = inside.is_empty() && self.purposes.end(head).is_some() && self.vague.find(head).is_none();
        purpose.then(|| Finding::suspect(MaterialName, 2))
    }
}
