//! `text-unfinished`

use crate::cells::{Cell, Cells};
use crate::finding::Finding;
use crate::item::ItemView;
use crate::locale::Label;
use crate::text::is_placeholder;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<TextUnfinished>(&META);

const META: Meta = Meta {
    id: "text-unfinished",
    title: Label::new("语句没有写完", "Text breaks off"),
    what: Label::new(
        "`elements`各要素的文字以`endings`中的标点或词（逗号、顿号、冒号、“以及”等）结尾的，判疑似，由人核对后面是否还有内容；\
         占位内容不看，都为空的不适用。",
        "Suspects texts of `elements` that end with a sign or word of `endings` (comma, colon, “and”): a person checks whether something \
         should follow. Placeholders are passed over; does not apply when all are blank.",
    ),
    why: Label::new(
        "话没有说完，多半是复制时截断了。",
        "A text that breaks off was most likely cut when copied.",
    ),
    needs: &[],
    messages: &[Label::new(
        "“{0}”以“{1}”结尾，后面像是还有内容",
        "“{0}” ends with “{1}”, as if something should follow",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TextUnfinished {
    /// Elements judged.
    elements: Cells,
    /// Signs and words with which no text ends.
    endings: Vec<String>,
}

impl ItemRule for TextUnfinished {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        self.elements.judge_texts(item, |cell| self.judge(&cell))
    }
}

impl TextUnfinished {
    fn judge(&self, cell: &Cell<'_>) -> Option<Finding> {
        let ending = self.endings.iter().find(|ending| cell.text.ends_with(ending.as_str()))?;
        let finding = Finding::suspect(cell.element, 0).arg(cell.element).arg(ending.as_str());
        (!is_placeholder(cell.text)).then(|| cell.locate(finding))
    }
}
