//! `forbidden-phrase`

use crate::cells::{Cell, Cells};
use crate::condition::Conditions;
use crate::element::{Element, Part};
use crate::finding::Finding;
use crate::item::ItemView;
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use crate::text::words::WordList;
use serde::Deserialize;
use std::ops::Range;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<ForbiddenPhrase>(&META);

const META: Meta = Meta {
    id: "forbidden-phrase",
    title: Label::new("文字中有不应出现的词句", "Text holds words that should not be there"),
    what: Label::new(
        "在`elements`各要素的文字中找`words`词表中的词，在`harmless`中的词里开始的不算；`whole`中的词只在整栏就是它时算。\
         找到的，写明`certain`的条款判确定问题，其余判疑似；一栏只报第一处。`when`限定要素取值的，取值不符的事项不适用。各要素都为空的不适用。",
        "Looks for the words of `words` in the texts of `elements`, except those that begin inside a word of `harmless`; those of `whole` only count when \
         they are the whole text. Clauses marked `certain` fail, others suspect; one finding per text. With `when` only items with \
         those values are concerned. Does not apply when all are blank.",
    ),
    why: Label::new(
        "这些词句或者没有说清，或者不该公开，或者是没有校对的痕迹。",
        "Such words say nothing, should not be published, or show that nobody read the text.",
    ),
    needs: &[],
    messages: &[
        Label::new("“{0}”中有“{1}”", "“{0}” holds “{1}”"),
        Label::new("“{0}”只写了“{1}”", "“{0}” only reads “{1}”"),
        Label::new("“{0}”填的“{2}”中有“{1}”", "“{0}”, which reads “{2}”, holds “{1}”"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ForbiddenPhrase {
    /// Elements searched.
    elements: Cells,
    /// Words that should not be there.
    #[serde(default)]
    words: Option<WordList>,
    /// Words in which one of `words` that begins there means something else.
    #[serde(default)]
    harmless: Vec<String>,
    /// Texts that should not be all there is; ASCII letters of either case, punctuation at the end aside.
    #[serde(default)]
    whole: Vec<String>,
    /// Values of the items concerned.
    #[serde(default)]
    when: Conditions,
    /// Whether such a word is certainly wrong.
    #[serde(default)]
    certain: bool,
}

impl ItemRule for ForbiddenPhrase {
    fn needs(&self) -> Vec<Element> {
        self.when.elements().collect()
    }

    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        if let Some(outcome) = self.when.held(Part::Main, item).otherwise() {
            return outcome;
        }
        self.elements.judge_texts(item, |cell| self.judge(&cell))
    }
}

impl ForbiddenPhrase {
    fn judge(&self, cell: &Cell<'_>) -> Option<Finding> {
        let found = |message, word: &str| {
            let finding = if self.certain {
                Finding::fail(cell.element, message)
            } else {
                Finding::suspect(cell.element, message)
            };
            finding.arg(cell.element).arg(word)
        };
        let finding = if self.is_whole(cell.text) {
            found(1, cell.text)
        } else {
            let range = self.find(cell.text)?;
            let word = cell.text.get(range.clone())?;
            if range == (0..cell.text.len()) {
                found(0, word)
            } else {
                found(2, word).arg(around(cell.text, range))
            }
        };
        Some(cell.locate(finding))
    }

    fn is_whole(&self, text: &str) -> bool {
        let bare = text.trim_end_matches(['。', '.', '；', ';']);
        self.whole.iter().any(|word| word.eq_ignore_ascii_case(bare))
    }

    /// The first of the words that begins in no harmless one.
    fn find(&self, text: &str) -> Option<Range<usize>> {
        let words = self.words.as_ref()?;
        let (range, _) = words.find(text)?;
        if self.harmless.is_empty() {
            return Some(range);
        }
        let harmless = |start: usize| {
            self.harmless.iter().any(|word| {
                text.match_indices(word.as_str())
                    .any(|(at, _)| at <= start && start < at + word.len())
            })
        };
        let all = words.find_all(text).into_iter().map(|(range, _)| range);
        all.into_iter().find(|range| !harmless(range.start))
    }
}

/// Characters shown before and behind a word.
const AROUND: usize = 20;

/// A word with what stands around it, so that it is found in a long text.
fn around(text: &str, range: Range<usize>) -> String {
    let before = text.get(..range.start).unwrap_or_default();
    let behind = text.get(range.end..).unwrap_or_default();
    let start = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let end = behind.char_indices().nth(AROUND).map_or(behind.len(), |(at, _)| at);
    let cut = |missing: bool| if missing { "…" } else { "" };
    let shown = text.get(start..range.end + end).unwrap_or_default();
    format!("{}{shown}{}", cut(start > 0), cut(end < behind.len()))
}
