//! `sign-doubled`

use crate::cells::{Cell, Cells};
use crate::finding::{Arg, Finding};
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
    title: Label::new("重字、重词、重复标点", "Doubled characters, words or punctuation"),
    what: Label::new(
        "`elements`各要素的文字中，紧挨着的两个字或标点是`signs`中的一对（“在在”“，，”“。，”等），又不在`harmless`的词（“目的的”）里的，\
         或者两个字的词连写了两遍（“应当应当”）而不是`words`中的（“登记登记”可能是两个词）、也没有数目字的，判疑似，每栏报第一处；都为空的不适用。",
        "Suspects two neighbours in the texts of `elements` that are a pair of `signs` (“在在”, “，，”, “。，”) and not part of a word of \
         `harmless` (“目的的”), and words of two characters written twice (“应当应当”), but for those of `words` (“登记登记” may be two \
         words) and numerals; one finding per text. Does not apply when all are blank.",
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
    /// Words of two characters, written twice, that may follow each other.
    words: Vec<String>,
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
        if let Some(Arg::Text(word)) = finding.args.get(1).filter(|arg| matches!(arg, Arg::Text(word) if word.chars().count() == 4)) {
            let half = word.get(..word.len() / 2)?;
            let why = Label::new("去掉重复的词", "without the repetition");
            return (text.matches(&**word).count() == 1).then(|| Proposal::suggested(text.replacen(&**word, half, 1), why));
        }
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
        let found = self.doubled_sign(cell.text).or_else(|| self.doubled_word(cell.text))?;
        Some(cell.locate(Finding::suspect(cell.element, 0).arg(cell.element).arg(found)))
    }

    fn doubled_sign<'a>(&self, text: &'a str) -> Option<&'a str> {
        let mut before = '\0';
        text.char_indices().find_map(|(at, c)| {
            let last = std::mem::replace(&mut before, c);
            // Nearly all neighbours are two different characters, and no two signs.
            let candidate = last == c || (is_sign(last) && is_sign(c));
            let start = at.checked_sub(last.len_utf8()).filter(|_| candidate)?;
            let end = at + c.len_utf8();
            let doubled = self.signs.0.binary_search(&(last, c)).is_ok() && !self.is_right(text, start, end);
            doubled.then(|| text.get(start..end)).flatten()
        })
    }

    /// A word of two different characters that stands twice.
    fn doubled_word<'a>(&self, text: &'a str) -> Option<&'a str> {
        // The last three characters.
        let (mut a, mut b, mut c) = ('\0', '\0', '\0');
        text.char_indices().find_map(|(at, d)| {
            let (first, second, third) = (a, b, c);
            (a, b, c) = (second, third, d);
            if second != d || first != third || first == second || !is_word(first) || !is_word(second) {
                return None;
            }
            let start = at.checked_sub(first.len_utf8() + second.len_utf8() + third.len_utf8())?;
            let found = text.get(start..at + d.len_utf8())?;
            (!self.words.iter().any(|word| word == found)).then_some(found)
        })
    }

    fn is_right(&self, text: &str, start: usize, end: usize) -> bool {
        self.harmless.iter().any(|word| {
            let mut places = text.match_indices(word.as_str());
            places.any(|(at, _)| at <= start && end <= at + word.len())
        })
    }
}

/// Whether a character may be of a word; numerals stand twice in years (二〇二〇).
fn is_word(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}') && !"一二三四五六七八九十零百千两".contains(c)
}

fn is_sign(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '、' | '：' | '《' | '》')
}
