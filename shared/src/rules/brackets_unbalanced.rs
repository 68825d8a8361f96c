//! `brackets-unbalanced`

use crate::cells::{Cell, Cells};
use crate::finding::Finding;
use crate::item::ItemView;
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<BracketsUnbalanced>(&META);

const META: Meta = Meta {
    id: "brackets-unbalanced",
    title: Label::new("书名号、括号不成对", "Title marks or brackets without their pair"),
    what: Label::new(
        "`elements`各要素的文字中，书名号《》、括号（）（全角半角混用也算成对）、引号“”的左右个数不等的，判疑似；\
         “1）”一类序号的右括号不算。都为空的不适用。",
        "Suspects texts of `elements` in which 《》, brackets (of either width) or “” do not come in pairs; the bracket of a number such as \
         “1）” does not count. Does not apply when all are blank.",
    ),
    why: Label::new(
        "标点不成对，往往是文字没有写完或者复制时丢了一截。",
        "A missing mark often means that the text was cut off.",
    ),
    needs: &[],
    messages: &[Label::new(
        "“{0}”中的“{1}”不成对",
        "“{1}” in “{0}” lacks its pair",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BracketsUnbalanced {
    /// Elements judged.
    elements: Cells,
}

impl ItemRule for BracketsUnbalanced {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        self.elements.judge_texts(item, |cell| judge(&cell))
    }
}

fn judge(cell: &Cell<'_>) -> Option<Finding> {
    let pair = unbalanced(cell.text)?;
    Some(cell.locate(Finding::suspect(cell.element, 0).arg(cell.element).arg(pair)))
}

/// The pair of signs whose numbers differ.
fn unbalanced(text: &str) -> Option<&'static str> {
    let (mut titles, mut brackets, mut quotes) = (0_i64, 0_i64, 0_i64);
    let mut before = ' ';
    for c in text.chars() {
        match c {
            '《' => titles += 1,
            '》' => titles -= 1,
            '（' | '(' => brackets += 1,
            // “1）” and “一)” number a paragraph.
            '）' | ')' if brackets == 0 && (before.is_numeric() || "一二三四五六七八九十".contains(before)) => {}
            '）' | ')' => brackets -= 1,
            '“' => quotes += 1,
            '”' => quotes -= 1,
            _ => {}
        }
        before = c;
    }
    match (titles, brackets, quotes) {
        (0, 0, 0) => None,
        (0, 0, _) => Some("“”"),
        (0, _, _) => Some("（）"),
        _ => Some("《》"),
    }
}
