//! `required-element`

use crate::element::Element;
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<RequiredElement>(&META);

const META: Meta = Meta {
    id: "required-element",
    title: Label::new("必填要素为空", "Required element is blank"),
    what: Label::new(
        "参数`elements`列出的要素，文件中有该列而值为空的，逐项判不合格；文件中没有该列的不判，因为平台上可能已填。",
        "Each element named in `elements` that the file carries and leaves blank fails; elements the file does not carry are \
         not judged, for they may be filled on the platform.",
    ),
    why: Label::new("缺了必填要素，申请人就看不到完整的办事信息。", "Without a required element applicants do not get the whole picture."),
    needs: &[],
    messages: &[Label::new("“{0}”为必填要素，但没有填写", "“{0}” is required but blank")],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RequiredElement {
    /// Elements that must not be blank; only elements of the item itself.
    elements: Vec<Element>,
}

impl ItemRule for RequiredElement {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let carried = |element: &&Element| element.part() == Part::Main && item.is_provided(**element);
        if !self.elements.iter().any(|element| carried(&element)) {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        let blank = self.elements.iter().filter(carried).filter(|element| item.is_blank(**element));
        Outcome::of(blank.map(|element| Finding::fail(*element, 0).arg(*element)).collect())
    }
}
