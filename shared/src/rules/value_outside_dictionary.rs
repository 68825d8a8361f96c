//! `value-outside-dictionary`

use crate::dictionary::Dictionary;
use crate::element::{Element, Kind};
use crate::finding::Finding;
use crate::item::{Fields, ItemView, SEPARATORS, split_codes};
use crate::fix::Proposal;
use crate::locale::Label;
use crate::memory::Decoded;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::narrow;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<ValueOutsideDictionary>(&META);

const META: Meta = Meta {
    id: "value-outside-dictionary",
    title: Label::new("取值不在字典中", "Value outside the dictionary"),
    what: Label::new(
        "逐个检查代码类要素：字典完整而数字代码不在其中的，判确定问题；写文字而不是字典名称的、写“无”等占位的、单值要素填了多个值的，\
         为疑似；多了或少了前导零的代码、字典不完整的要素的代码不看（`doubtful`中的要素判疑似），`unknown`中的要素不看；没有代码类取值的不适用。",
        "Looks at every coded element: fails for a code outside a complete dictionary; suspects words that are no name in it, \
         placeholders, and several values where there is one; codes of incomplete dictionaries (suspected for elements in `doubtful`), codes with a leading zero lost or \
         spare, and elements in `unknown` are not judged; does not apply without coded values.",
    ),
    why: Label::new(
        "不在字典中的取值，平台无法统计、检索和对接。",
        "Platforms can neither count nor search nor exchange values outside the dictionary.",
    ),
    needs: &[],
    messages: &[
        Label::new("{0}的取值“{1}”不在字典“{2}”中", "The value “{1}” of “{0}” is not in the dictionary “{2}”"),
        Label::new("{0}只能有一个取值，填的是“{1}”", "“{0}” takes one value but reads “{1}”"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ValueOutsideDictionary {
    /// Elements whose codes are not known well enough to say anything.
    unknown: Vec<Element>,
    /// Single-valued elements that may hold several values all the same.
    several: Vec<Element>,
    /// Elements of incomplete dictionaries whose unknown codes are suspected all the same.
    #[serde(default)]
    doubtful: Vec<Element>,
}

/// What one value of a coded element is.
enum Verdict {
    Good,
    Damaged,
    Bad(Finding),
}

impl ItemRule for ValueOutsideDictionary {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let list = item.list();
        let (mut any, mut damaged, mut findings) = (false, false, Vec::new());
        for (id, entry) in item.values() {
            let element = list.value(id).element();
            let (Kind::Code(dictionary) | Kind::Codes(dictionary)) = element.spec().kind else {
                continue;
            };
            if self.unknown.contains(&element) {
                continue;
            }
            let decoded = list.memory.decode(dictionary, list.value(id).text, &list.texts);
            let text = match decoded {
                Decoded::Entry(_) => "",
                Decoded::Several | Decoded::Neither => list.trimmed(id),
            };
            any |= matches!(decoded, Decoded::Entry(_)) || !text.is_empty();
            if text.is_empty() || matches!(decoded, Decoded::Several) && !self.is_single(element) {
                continue;
            }
            match self.judge(element, dictionary, text) {
                Verdict::Good => {}
                Verdict::Damaged => damaged = true,
                Verdict::Bad(finding) => findings.push(Finding {
                    value: Some(id),
                    entry,
                    ..finding
                }),
            }
        }
        match (findings.is_empty(), damaged, any) {
            (false, _, _) => Outcome::Found(findings),
            (true, true, _) => Outcome::NotChecked(Reason::Unreadable),
            (true, false, true) => Outcome::Pass,
            (true, false, false) => Outcome::NotApplicable,
        }
    }

    fn fix(&self, item: &ItemView<'_>, finding: &Finding, _: &Context) -> Option<Proposal> {
        let (Kind::Code(dictionary) | Kind::Codes(dictionary)) = finding.element.spec().kind else {
            return None;
        };
        let text = item.list().trimmed(finding.value?);
        let to = match canonical(dictionary, text) {
            Some(entry) => entry.to_owned(),
            None if self.is_single(finding.element) => return None,
            None => each_canonical(dictionary, text)?,
        };
        Some(Proposal::safe(to, Label::new("改为字典中的写法", "as the dictionary writes it")))
    }
}

impl ValueOutsideDictionary {
    /// Whether the element holds one value.
    fn is_single(&self, element: Element) -> bool {
        matches!(element.spec().kind, Kind::Code(_)) && !self.several.contains(&element)
    }

    fn judge(&self, element: Element, dictionary: Dictionary, text: &str) -> Verdict {
        let (mut damaged, mut known, mut suspect) = (false, 0, None);
        for part in split_codes(dictionary, text) {
            let Err(part) = part else {
                known += 1;
                continue;
            };
            if has_lost_zeros(dictionary, part) {
                damaged = true;
            } else if is_code_like(part) {
                if dictionary.is_closed() && !has_spare_zeros(dictionary, part) {
                    return Verdict::Bad(outside(Finding::fail(element, 0), dictionary, part));
                }
                if self.doubtful.contains(&element) && !has_spare_zeros(dictionary, part) {
                    suspect.get_or_insert(part);
                }
            } else {
                suspect.get_or_insert(part);
            }
        }
        let single = self.is_single(element);
        match suspect {
            Some(part) => Verdict::Bad(outside(Finding::suspect(element, 0), dictionary, part)),
            None if damaged => Verdict::Damaged,
            None if single && known > 1 => Verdict::Bad(Finding::suspect(element, 1).arg(element).arg(text)),
            None => Verdict::Good,
        }
    }
}

fn outside(finding: Finding, dictionary: Dictionary, part: &str) -> Finding {
    let element = finding.element;
    finding.arg(element).arg(part).arg(dictionary.name())
}

/// How the dictionary writes a value of which only width, spaces or a sign at its end are its own.
fn canonical(dictionary: Dictionary, text: &str) -> Option<&'static str> {
    let bare: String = narrow(text).chars().filter(|c| !c.is_whitespace()).collect();
    let bare = bare.trim_end_matches(['。', '.', ',', '，', ';', '；', '、']);
    let entry = dictionary.decode(bare).or_else(|| dictionary.decode(&bare.replace('(', "（").replace(')', "）")))?;
    // The list goes on writing codes where it wrote codes.
    Some(if bare == entry.code { entry.code } else { entry.name.zh })
}

/// Several values with the signs between them; those that are in order stay as they are.
fn each_canonical(dictionary: Dictionary, text: &str) -> Option<String> {
    let mut to = String::with_capacity(text.len());
    for piece in text.split_inclusive(SEPARATORS) {
        let value = piece.trim_end_matches(SEPARATORS);
        let known = dictionary.decode(value.trim()).is_some() || value.trim().is_empty();
        to.push_str(if known { value } else { canonical(dictionary, value)? });
        to.push_str(piece.get(value.len()..)?);
    }
    Some(to)
}

/// A code rather than a name. Names (and `yes`, `T`) may be another wording of the same thing; numbers may not.
fn is_code_like(part: &str) -> bool {
    part.bytes().all(|b| b.is_ascii_digit())
}

/// `1` for `01`, `15` for `015`: as a spreadsheet leaves them.
fn has_lost_zeros(dictionary: Dictionary, part: &str) -> bool {
    let length = dictionary.entries().first().map_or(0, |entry| entry.code.len());
    part.len() < length
        && part.bytes().all(|b| b.is_ascii_digit())
        && dictionary.decode(&format!("{part:0>length$}")).is_some()
}

/// `02` for `2`: another platform's way of writing the code, or another dictionary.
fn has_spare_zeros(dictionary: Dictionary, part: &str) -> bool {
    let stripped = part.trim_start_matches('0');
    stripped.len() < part.len() && dictionary.decode(stripped).is_some()
}
