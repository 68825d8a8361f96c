//! `text-unfinished`

use crate::cells::{Cell, Cells};
use crate::element::Element;
use crate::finding::Finding;
use crate::item::{Fields as _, ItemView};
use crate::locale::Label;
use crate::text::is_placeholder;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<TextUnfinished>(&META);

const META: Meta = Meta {
    id: "text-unfinished",
    title: Label::new("语句没有写完", "Text breaks off"),
    what: Label::new(
        "`elements`各要素的文字以`endings`中的标点或词（逗号、顿号、分号、“以及”等）结尾的，判疑似，由人核对后面是否还有内容；\
         `except`写明某要素可以用哪些结尾；占位内容不看，都为空的不适用。",
        "Suspects texts of `elements` that end with a sign or word of `endings` (comma, semicolon, “and”): a person checks whether something \
         should follow. `except` gives the endings that an element may have; placeholders are passed over; does not apply when all are blank.",
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
    /// Endings that an element may have all the same.
    #[serde(default)]
    except: BTreeMap<Element, Vec<String>>,
}

impl ItemRule for TextUnfinished {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        // What is remembered of a text holds for every element it stands in, so that exceptions are made afterwards.
        match self.elements.judge_texts(item, |cell| self.judge(&cell)) {
            Outcome::Found(mut found) => {
                found.retain(|finding| !self.may_end_so(item, finding));
                Outcome::of(found)
            }
            outcome => outcome,
        }
    }
}

impl TextUnfinished {
    fn judge(&self, cell: &Cell<'_>) -> Option<Finding> {
        let ending = self.ending(cell.text)?;
        let finding = Finding::suspect(cell.element, 0).arg(cell.element).arg(ending);
        (!is_placeholder(cell.text)).then(|| cell.locate(finding))
    }

    fn ending(&self, text: &str) -> Option<&str> {
        let mut endings = self.endings.iter().map(String::as_str);
        endings.find(|ending| text.ends_with(ending))
    }

    fn may_end_so(&self, item: &ItemView<'_>, finding: &Finding) -> bool {
        let may = self.except.get(&finding.element);
        may.zip(finding.value).is_some_and(|(may, value)| {
            let ending = self.ending(item.list().trimmed(value));
            ending.is_some_and(|ending| may.iter().any(|known| known == ending))
        })
    }
}
