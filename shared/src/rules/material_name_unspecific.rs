//! `material-name-unspecific`

use crate::element::Element::MaterialName;
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use crate::text::phrase::{closing_bracket, without_number};
use crate::text::vocabulary::Vocabulary;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<MaterialNameUnspecific>(&META);

const META: Meta = Meta {
    id: "material-name-unspecific",
    title: Label::new("材料名称不具体", "Material name not specific"),
    what: Label::new(
        "材料名称只是“申请表”“证明”“照片”一类的通称，没有说是哪一种的，判不合格；括号里只写份数、原件、样表的，\
         名称简写的，只写用途（“……的材料”）的，列为疑似；括号里写明内容的合格。兜底材料由另一条款评判。",
        "Fails when the name is a mere kind such as “application form”, “certificate”, “photo”; suspects a kind whose \
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
                finding.arg(without_number(entry.text(MaterialName))).entry(entry.number()).value(entry.value(MaterialName))
            }));
        }
        if any { Outcome::of(found) } else { Outcome::NotApplicable }
    }
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
