//! `element-pattern`

use crate::cells::{Cell, Cells};
use crate::finding::Finding;
use crate::fix::Proposal;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::text::is_placeholder;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use crate::text::phrase::without_number;
use crate::text::{narrow, number};
use crate::text::words::WordList;
use regex_lite::Regex;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<ElementPattern>(&META);

const META: Meta = Meta {
    id: "element-pattern",
    title: Label::new("写法不合规定", "Written against the rule"),
    what: Label::new(
        "看`elements`各要素的值：应当含有`holds`中的一个词，符合`kind`（`chinese`含汉字，`whole-number`为整数，`unbroken`汉字之间没有空格），符合正则表达式`must`，不应符合`must_not`，写明`bare`的不应带序号和句末标点；不是这样的，写明`certain`的条款判确定问题，其余判疑似；符合`never`的值（如负的份数）一律判确定问题。\
         符合`joint`的文件名称，联合发文机关之间的空格不算。\
         为空和“无”一类占位内容的不判，长于`longest`个字的不判。",
        "Values of `elements` should hold a word of `holds`, be of the `kind` (`chinese`: hold a Chinese character, `whole-number`, `unbroken`: no blank between Chinese characters), match the pattern `must`, not match `must_not`, and with `bare` have neither number nor closing punctuation; clauses marked `certain` fail, and so do values that match `never` (a negative amount); others suspect. \
         Blanks between the joint authors of a document's title, told by `joint`, do not count. \
         Blanks, placeholders and texts of more than `longest` characters are not judged.",
    ),
    why: Label::new(
        "写法不一，平台不能比对和换算，申请人也容易看错。",
        "Values written differently cannot be compared or counted, and are easily misread.",
    ),
    needs: &[],
    messages: &[Label::new(
        "“{0}”填的是“{1}”，不合规定的写法",
        "“{0}” reads “{1}”, which is not the way to write it",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ElementPattern {
    /// Elements judged.
    elements: Cells,
    /// Words one of which values must hold.
    #[serde(default)]
    holds: Option<WordList>,
    /// What kind of characters values must have.
    #[serde(default)]
    kind: Option<Kind>,
    /// Whether values must have no number before them and no punctuation after.
    #[serde(default)]
    bare: bool,
    /// What values must match.
    #[serde(default)]
    must: Option<Pattern>,
    /// What they must not match.
    #[serde(default)]
    must_not: Option<Pattern>,
    /// Texts in which blanks stand between joint authors of a document, as its title is written.
    #[serde(default)]
    joint: Option<Pattern>,
    /// What no value can be, so that it is wrong for certain.
    #[serde(default)]
    never: Option<Pattern>,
    /// Longest text looked at, in characters; patterns over long texts are slow.
    #[serde(default = "longest")]
    longest: usize,
    /// Whether another way of writing is certainly wrong.
    #[serde(default)]
    certain: bool,
}

fn longest() -> usize {
    200
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Chinese,
    WholeNumber,
    Unbroken,
}

impl Kind {
    fn fits(self, text: &str) -> bool {
        match self {
            Self::Chinese => text.chars().any(is_chinese),
            Self::Unbroken => !text.contains(is_blank) || joined(text) == text,
            Self::WholeNumber => {
                // A spreadsheet writes 2 as 2.0.
                let digits = text.strip_suffix(".0").unwrap_or(text);
                !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
            }
        }
    }
}

fn is_chinese(c: char) -> bool {
    ('\u{3400}'..='\u{9FFF}').contains(&c)
}

/// Blanks within a line, as people put them between the characters of a word to make it longer.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{A0}' | '\u{3000}')
}

/// The text without blanks between Chinese characters.
fn joined(text: &str) -> String {
    let mut to = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(is_blank) {
        let (before, after) = rest.split_at(at);
        let next = after.trim_start_matches(is_blank);
        to.push_str(before);
        if !(to.ends_with(is_chinese) && next.starts_with(is_chinese)) {
            to.push_str(after.get(..after.len() - next.len()).unwrap_or_default());
        }
        rest = next;
    }
    to + rest
}

/// Whether every blank only spaces the characters of a word out (`申 请 表`): blanks between words may stand for a sign.
fn is_spaced_out(text: &str) -> bool {
    let mut words = text.split(is_blank).filter(|word| !word.is_empty());
    words.all(|word| word.chars().count() == 1)
}

/// A regular expression of the standard.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Pattern(Regex);

impl TryFrom<String> for Pattern {
    type Error = regex_lite::Error;

    fn try_from(pattern: String) -> Result<Self, Self::Error> {
        Regex::new(&pattern).map(Self)
    }
}

impl ItemRule for ElementPattern {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        self.elements.judge_texts(item, |cell| self.judge(&cell))
    }

    fn fix(&self, item: &ItemView<'_>, finding: &Finding, _: &Context) -> Option<Proposal> {
        let text = item.list().trimmed(finding.value?);
        if self.kind == Some(Kind::Unbroken) {
            let to = joined(text);
            return Some(if is_spaced_out(text) {
                Proposal::safe(to, Label::new("去掉字与字之间的空格", "without the blanks between characters"))
            } else {
                Proposal::suggested(to, Label::new("去掉空格，请核对是否应改为顿号", "without the blanks: check whether they stand for a sign"))
            });
        }
        let narrowed = narrow(text);
        let narrowed = narrowed.trim();
        if narrowed.is_ascii() && !self.is_wrong(narrowed) {
            return Some(Proposal::safe(narrowed, Label::new("写成半角", "in half-width")));
        }
        if self.kind == Some(Kind::WholeNumber) {
            let amount = amount_of(text).filter(|_| finding.element.spec().name.zh.ends_with("份数"))?;
            return Some(Proposal::safe(amount, Label::new("份数只写数字", "only the number of copies")));
        }
        let bare = without_number(text);
        if !self.bare || self.is_wrong(bare) {
            return None;
        }
        // A sign at the end says nothing; a number at the head may be a part of the name.
        Some(if text.starts_with(bare) {
            Proposal::safe(bare, Label::new("去掉句末标点", "without the closing punctuation"))
        } else {
            Proposal::suggested(bare, Label::new("去掉序号和句末标点，请核对", "without number and punctuation: check it"))
        })
    }
}

/// The copies that `2份` or `两份` speaks of, in digits.
fn amount_of(text: &str) -> Option<String> {
    let numeral = text.strip_suffix('份')?.trim();
    let amount = number::parse(numeral)?;
    // “三五份” is a span, not 35 copies.
    let proper = numeral == "两" || number::to_chinese(amount).as_deref() == Some(numeral) || narrow(numeral).is_ascii();
    proper.then(|| amount.to_string())
}

impl ElementPattern {
    fn judge(&self, cell: &Cell<'_>) -> Option<Finding> {
        // A character has at most four bytes, so that most long texts are dismissed without counting.
        let too_long = cell.text.len() > self.longest * 4 || cell.text.chars().nth(self.longest).is_some();
        if too_long || is_placeholder(cell.text) {
            return None;
        }
        let never = self.never.as_ref().is_some_and(|pattern| pattern.0.is_match(cell.text));
        let finding = match (self.is_wrong(cell.text) || never, self.certain || never) {
            (false, _) => return None,
            (true, true) => Finding::fail(cell.element, 0),
            (true, false) => Finding::suspect(cell.element, 0),
        };
        Some(cell.locate(finding.arg(cell.element).arg(cell.text)))
    }

    fn is_wrong(&self, text: &str) -> bool {
        let lacks = self.must.as_ref().is_some_and(|pattern| !pattern.0.is_match(text));
        let has = self.must_not.as_ref().is_some_and(|pattern| pattern.0.is_match(text));
        let holds_none = self.holds.as_ref().is_some_and(|words| words.find(text).is_none());
        let joint = || self.joint.as_ref().is_some_and(|pattern| pattern.0.is_match(text));
        let unfit = self.kind.is_some_and(|kind| !kind.fits(text)) && !joint();
        let decorated = self.bare && without_number(text) != text;
        lacks || has || holds_none || unfit || decorated
    }
}
