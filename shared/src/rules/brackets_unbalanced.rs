//! `brackets-unbalanced`

use crate::cells::{Cell, Cells};
use crate::finding::Finding;
use crate::fix::Proposal;
use crate::item::{Fields, ItemView};
use crate::law::{Laws, Match};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use crate::text::phrase::is_paragraph_numeral;
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
    /// The text with the one mark that the title of a law in the index lacks; `None` unless there is one place for it.
    fn titled(&self, text: &str, date: Date) -> Option<String> {
        let known = |title: &str| !matches!(self.laws.lookup(title, None, date), Match::Unknown);
        let marks: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| matches!(c, '《' | '》')).collect();
        let (open, close) = (text.matches('《').count(), text.matches('》').count());
        let mut places: Vec<(usize, char)> = Vec::new();
        for (number, (at, mark)) in marks.iter().enumerate() {
            let before = number.checked_sub(1).and_then(|before| marks.get(before));
            let other = if *mark == '《' { marks.get(number + 1) } else { before };
            if other.is_some_and(|(_, other)| other != mark) {
                continue;
            }
            if *mark == '《' && open == close + 1 {
                places.extend(title_end(text, at + mark.len_utf8(), known).map(|at| (at, '》')));
            } else if *mark == '》' && close == open + 1 {
                places.extend(title_start(text, *at, known).map(|at| (at, '《')));
            }
        }
        let [(at, mark)] = places.as_slice() else { return None };
        let mut to = text.to_owned();
        to.insert(*at, *mark);
        Some(to)
    }
}

/// Where the longest known title that begins at `start` ends.
fn title_end(text: &str, start: usize, known: impl Fn(&str) -> bool) -> Option<usize> {
    let inner = text.get(start..)?;
    let ends = inner.char_indices().map(|(at, _)| at).skip(1).chain([inner.len()]).take(TITLE_CHARS);
    // What follows must be one that follows titles: a longer title that is not known begins in the same way.
    let follows = |rest: &str| rest.is_empty() || rest.starts_with(['第', '（', '(', '，', '；', '。', '\n', ' ']);
    let ends: Vec<usize> = ends.collect();
    let fits = |at: &usize| inner.split_at_checked(*at).is_some_and(|(title, rest)| follows(rest) && known(title));
    ends.into_iter().rev().find(fits).map(|at| start + at)
}

/// Where the known title that ends at `end` begins: at the text's own beginning or behind a sign, as “根据” may be a part
/// of another title.
fn title_start(text: &str, end: usize, known: impl Fn(&str) -> bool) -> Option<usize> {
    let before = text.get(..end)?;
    let sign = before.char_indices().rev().find(|(_, c)| matches!(c, '，' | '；' | '。' | '、' | '》' | '\n'));
    let start = sign.map_or(0, |(at, c)| at + c.len_utf8());
    known(before.get(start..)?).then_some(start)
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
            '）' | ')' if brackets == 0 && (before.is_numeric() || is_paragraph_numeral(before)) => {}
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
