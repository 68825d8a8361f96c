//! `sign-doubled`

use crate::cells::{Cell, Cells};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::fix::Proposal;
use crate::locale::Label;
use crate::order::Arrange as _;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<SignDoubled>(&META);

const META: Meta = Meta {
    id: "sign-doubled",
    title: Label::new("重字、重复标点", "Doubled characters or punctuation"),
    what: Label::new(
        "`elements`各要素的文字中，紧挨着的两个字或标点是`signs`中的一对（“在在”“，，”“。，”等），又不在`harmless`的词（“目的的”）里的，\
         判疑似，每栏报第一处；都为空的不适用。",
        "Suspects two neighbours in the texts of `elements` that are a pair of `signs` (“在在”, “，，”, “。，”) and not part of a word of \
         `harmless` (“目的的”); one finding per text. Does not apply when all are blank.",
    ),
    why: Label::new("写重的字和标点说明没有人通读过。", "Doubled characters show that nobody read the text."),
    needs: &[],
    messages: &[Label::new("“{0}”中有“{1}”", "“{0}” holds “{1}”")],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SignDoubled {
    /// Elements judged.
    elements: Cells,
    /// Pairs of neighbours that should not be.
    signs: Pairs,
    /// Words in which such a pair is right.
    harmless: Vec<String>,
}

/// Pairs of characters, sorted.
#[derive(Deserialize)]
#[serde(try_from = "Vec<String>")]
struct Pairs(Vec<(char, char)>);

impl TryFrom<Vec<String>> for Pairs {
    type Error = String;

    fn try_from(words: Vec<String>) -> Result<Self, String> {
        let pair = |word: &String| {
            let mut chars = word.chars();
            match (chars.next(), chars.next(), chars.next()) {
                (Some(a), Some(b), None) => Ok((a, b)),
                _ => Err(format!("“{word}”应为两个字")),
            }
        };
        let mut pairs = words.iter().map(pair).collect::<Result<Vec<_>, _>>()?;
        pairs.arrange();
        Ok(Self(pairs))
    }
}

impl ItemRule for SignDoubled {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        self.elements.judge_texts(item, |cell| self.judge(&cell))
    }

    fn fix(&self, item: &ItemView<'_>, finding: &Finding, _: &Context) -> Option<Proposal> {
        let text = item.list().text(finding.value?);
        let (mut to, mut before, mut safe) = (String::with_capacity(text.len()), '\0', true);
        for (at, c) in text.char_indices() {
            let last = std::mem::replace(&mut before, c);
            let start = at.saturating_sub(last.len_utf8());
            let doubled = self.signs.0.binary_search(&(last, c)).is_ok() && !self.is_right(text, start, at + c.len_utf8());
            if doubled && last != c {
                // Which of two different signs was meant nobody can tell.
                return None;
            }
            safe &= !doubled || matches!(c, '，' | '。' | '；' | '、' | '：');
            if !doubled {
                to.push(c);
            }
        }
        let why = Label::new("去掉重复的字或标点", "without the repetition");
        Some(if safe { Proposal::safe(to, why) } else { Proposal::suggested(to, why) })
    }
}

impl SignDoubled {
    fn judge(&self, cell: &Cell<'_>) -> Option<Finding> {
        let text = cell.text;
        let mut before = '\0';
        let found = text.char_indices().find_map(|(at, c)| {
            let last = std::mem::replace(&mut before, c);
            // Nearly all neighbours are two different characters, and no two signs.
            let candidate = last == c || (is_sign(last) && is_sign(c));
            let start = at.checked_sub(last.len_utf8()).filter(|_| candidate)?;
            let end = at + c.len_utf8();
            let doubled = self.signs.0.binary_search(&(last, c)).is_ok() && !self.is_right(text, start, end);
            doubled.then(|| text.get(start..end)).flatten()
        })?;
        Some(cell.locate(Finding::suspect(cell.element, 0).arg(cell.element).arg(found)))
    }

    fn is_right(&self, text: &str, start: usize, end: usize) -> bool {
        self.harmless.iter().any(|word| {
            let mut places = text.match_indices(word.as_str());
            places.any(|(at, _)| at <= start && end <= at + word.len())
        })
    }
}

fn is_sign(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '、' | '：' | '《' | '》')
}
