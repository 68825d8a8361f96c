//! `brackets-unbalanced`

use crate::cells::{Cell, Cells};
use crate::finding::Finding;
use crate::fix::Proposal;
use crate::item::{Fields, ItemView};
use crate::law::{Laws, Match};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use serde::Deserialize;
use std::sync::Arc;
use time::Date;

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
    #[serde(skip, default = "Laws::builtin")]
    laws: Arc<Laws>,
    /// Elements judged.
    elements: Cells,
}

impl ItemRule for BracketsUnbalanced {
    fn use_laws(&mut self, laws: &Arc<Laws>) {
        self.laws = Arc::clone(laws);
    }

    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        self.elements.judge_texts(item, |cell| judge(&cell))
    }

    fn fix(&self, item: &ItemView<'_>, finding: &Finding, context: &Context) -> Option<Proposal> {
        let text = item.list().text(finding.value?);
        let to = self.titled(text, context.date).filter(|to| unbalanced(to).is_none())?;
        Some(Proposal::safe(to, Label::new("为法律名称补全书名号", "the title's missing mark")))
    }
}

/// Longest title of a law looked for, in characters.
const TITLE_CHARS: usize = 60;

impl BracketsUnbalanced {
    /// The text with the mark that the title of a law in the index lacks, where it has only the other one.
    fn titled(&self, text: &str, date: Date) -> Option<String> {
        let known = |title: &str| !matches!(self.laws.lookup(title, None, date), Match::Unknown);
        let ends = |text: &'_ str| -> Vec<usize> { text.char_indices().map(|(at, _)| at).skip(1).chain([text.len()]).collect() };
        let (open, close) = (text.matches('《').count(), text.matches('》').count());
        if (open, close) == (1, 0) {
            let (before, inner) = text.split_once('《')?;
            let cuts = ends(inner);
            // What follows must be one that follows titles: a longer title that is not known begins in the same way.
            let follows = |rest: &str| rest.is_empty() || rest.starts_with(['第', '（', '(', '，', '；', '。', '\n', ' ']);
            let cut = cuts.into_iter().take(TITLE_CHARS).rev();
            let (title, rest) = cut
                .filter_map(|at| inner.split_at_checked(at))
                .find(|(title, rest)| follows(rest) && known(title))?;
            return Some(format!("{before}《{title}》{rest}"));
        }
        if (open, close) == (0, 1) {
            let (inner, after) = text.split_once('》')?;
            // Only where the title begins the text or follows a sign: “根据” may be a part of another title.
            let start = inner.rfind(['，', '；', '。', '、', '\n']).map_or(0, |at| at + inner[at..].chars().next().map_or(1, char::len_utf8));
            let (before, title) = inner.split_at_checked(start)?;
            return known(title).then(|| format!("{before}《{title}》{after}"));
        }
        None
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
