//! `element-max-length`

use crate::cells::{Cell, Cells};
use crate::element::Element;
use crate::finding::Finding;
use crate::item::ItemView;
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<ElementMaxLength>(&META);

const META: Meta = Meta {
    id: "element-max-length",
    title: Label::new("文字超过规定的长度", "Text longer than allowed"),
    what: Label::new(
        "`elements`各要素的字数超过国家交换库的字段长度（或`limits`中写明的字数）的，判疑似：各版数据库的长度不尽相同，\
         是否装得下要看平台。都为空的不适用。",
        "Suspects texts of `elements` with more characters than the national database has room for (or than `limits` says): lengths \
         differ between versions, so the platform decides. Does not apply when all are blank.",
    ),
    why: Label::new(
        "超长的文字交换到国家平台时会被截断。",
        "Longer texts are cut off when exchanged with the national platform.",
    ),
    needs: &[],
    messages: &[Label::new(
        "“{0}”有{1}字，超过{2}字",
        "“{0}” has {1} characters, more than {2}",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ElementMaxLength {
    /// Elements judged.
    elements: Cells,
    /// Lengths where they are not those of the registry of elements.
    #[serde(default)]
    limits: BTreeMap<Element, u16>,
}

impl ItemRule for ElementMaxLength {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        self.elements.judge(item, |cell| self.judge(&cell))
    }
}

impl ElementMaxLength {
    fn judge(&self, cell: &Cell<'_>) -> Option<Finding> {
        let limit = self.limits.get(&cell.element).copied().unwrap_or(cell.element.spec().max_length);
        let limit = usize::from(limit);
        // A character has at least one byte.
        if limit == 0 || cell.text.len() <= limit {
            return None;
        }
        let length = cell.text.chars().count();
        let finding = Finding::suspect(cell.element, 0).arg(cell.element).arg(length).arg(limit);
        (length > limit).then(|| cell.locate(finding))
    }
}
