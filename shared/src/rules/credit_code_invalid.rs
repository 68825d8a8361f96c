//! `credit-code-invalid`

use crate::code::{CreditCode, CreditCodeError, is_number_damage};
use crate::element::Element::DeptCode;
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::fix::{COMPACT, Proposal, compact};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<CreditCodeInvalid>(&META);

const META: Meta = Meta {
    id: "credit-code-invalid",
    title: Label::new("统一社会信用代码错误", "Invalid credit code"),
    what: Label::new(
        "按GB 32100检查实施主体编码：18位而字符、区划段或校验码不对，或少一位、多一位的，判确定问题；\
         主体标识的校验码（GB 11714）不对，或位数相差较多（可能是旧组织机构代码、内部编码）的，为疑似。\
         为空、平台临时码（TE开头，由“实施主体”条款评判）的不适用；被表格软件当作数字损坏的不判。",
        "Checks the authority code against GB 32100: fails when 18 characters have a wrong character, division or check digit, or \
         when one character is missing or too many; suspects a wrong inner check (GB 11714) and other lengths (perhaps an old \
         organisation code or an internal one). Does not apply to blanks and the platform's temporary codes (TE…, another \
         clause); codes damaged by spreadsheets are not judged.",
    ),
    why: Label::new(
        "信用代码错一位，就指向了另一个单位或根本没有的单位。",
        "With one wrong character the code means another body, or none.",
    ),
    needs: &[DeptCode],
    messages: &[
        Label::new("实施主体编码“{0}”为{1}位，统一社会信用代码应为18位", "The authority code “{0}” has {1} characters instead of 18"),
        Label::new("实施主体编码“{0}”第{1}位“{2}”不是统一社会信用代码使用的字符", "The authority code “{0}”: character {1}, “{2}”, is not used in credit codes"),
        Label::new("实施主体编码“{0}”第{1}位“{2}”应为区划代码的数字", "The authority code “{0}”: character {1}, “{2}”, should be a digit of the division"),
        Label::new("实施主体编码“{0}”的校验码应为“{1}”，实为“{2}”，至少有一位填错", "The check character of “{0}” should be “{1}” but is “{2}”: at least one character is wrong"),
        Label::new("实施主体编码“{0}”校验码正确，但其中主体标识（第9–17位）的校验码不对", "The authority code “{0}” passes, but the check of its subject (9–17) does not"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CreditCodeInvalid {}

impl ItemRule for CreditCodeInvalid {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        if item.says_nothing(DeptCode) {
            return Outcome::NotApplicable;
        }
        if item.passes(0, DeptCode, is_right) {
            return Outcome::Pass;
        }
        let text = item.text(DeptCode);
        let error = match CreditCode::parse(text) {
            Ok(_) => {
                let finding = Finding::suspect(DeptCode, 4).value(item.value(DeptCode));
                return Outcome::Found(vec![finding.arg(text)]);
            }
            Err(CreditCodeError::Temporary) => return Outcome::NotApplicable,
            Err(_) if is_number_damage(text) => return Outcome::NotChecked(Reason::Unreadable),
            Err(error) => error,
        };
        let fail = |message| Finding::fail(DeptCode, message).value(item.value(DeptCode)).arg(text);
        let finding = match error {
            CreditCodeError::Length { actual } if is_nearly_one(text) => fail(0).arg(actual),
            CreditCodeError::Length { actual } => {
                let finding = Finding::suspect(DeptCode, 0).value(item.value(DeptCode));
                finding.arg(text).arg(actual)
            }
            CreditCodeError::Character { position, found } => fail(1).arg(position).arg(found.to_string()),
            CreditCodeError::Division { position, found } => fail(2).arg(position).arg(found.to_string()),
            CreditCodeError::CheckDigit { expected, found } => fail(3).arg(expected.to_string()).arg(found.to_string()),
            CreditCodeError::Temporary => return Outcome::NotApplicable,
        };
        Outcome::Found(vec![finding])
    }

    fn fix(&self, item: &ItemView<'_>, finding: &Finding, _: &Context) -> Option<Proposal> {
        let to = compact(item.list().text(finding.value?));
        is_right(&to).then(|| Proposal::safe(to, COMPACT))
    }
}

/// Whether all check characters of a code are right.
fn is_right(text: &str) -> bool {
    CreditCode::parse(text).is_ok_and(|code| code.subject_check_passes())
}

/// One character missing or too many, and otherwise like a code of a body that may hold power: registrar `1` or `5`,
/// then kind and six digits.
fn is_nearly_one(text: &str) -> bool {
    matches!(text.len(), 17 | 19)
        && text.starts_with(['1', '5'])
        && text.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
        && text.get(1..7).is_some_and(|head| head.bytes().all(|b| b.is_ascii_digit()))
}
