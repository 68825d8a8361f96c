//! Codes that were harmed before they reached us, by a table program that took them for numbers.
//!
//! Nothing is repaired: a repaired code would be a guess, and the text as it stands is the evidence.

use crate::code::{CreditCode, is_number_damage};
use crate::element::{Element, Kind};
use crate::notice::NoticeCode;
use crate::table::CellKind;

/// Whether values of `element` can be harmed in a way that can be seen; the others need no look.
pub(crate) fn is_fragile(element: Element) -> bool {
    matches!(
        element.spec().kind,
        Kind::LongCode | Kind::Code(_) | Kind::Codes(_) | Kind::Phone
    )
}

/// What is certainly lost in `text`, which has no surrounding space, with the arguments of the notice.
pub(crate) fn of(element: Element, kind: CellKind, text: &str) -> Option<(NoticeCode, Vec<String>)> {
    let zeros = |expected: usize| {
        let args = vec![text.to_owned(), expected.to_string(), text.len().to_string()];
        Some((NoticeCode::LeadingZerosLost, args))
    };
    let digits = || !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match element.spec().kind {
        Kind::LongCode => {
            let cut = kind == CellKind::Number && text.len() > 15 && text.ends_with('0') && digits();
            if is_exponent(text) || cut || has_lost_its_end(element, text) {
                return Some((NoticeCode::LongCodeDamaged, vec![text.to_owned()]));
            }
            // 000104002000 → 104002000: the structure gives both the length and the leading digits.
            let lost = element == Element::CatalogCode
                && (9..12).contains(&text.len())
                && digits()
                && is_catalog_code(&format!("{text:0>12}"));
            if lost { zeros(12) } else { None }
        }
        Kind::Code(dictionary) | Kind::Codes(dictionary) => {
            let length = dictionary.entries().first()?.code.len();
            let short = text.len() < length && digits() && dictionary.decode(text).is_none();
            let is_code = || {
                let padded = format!("{text:0>length$}");
                dictionary.entries().iter().any(|entry| entry.code == padded)
            };
            if short && is_code() { zeros(length) } else { None }
        }
        // Area codes of Guangxi are 0770–0779; 400 and 800 numbers have ten digits too and lost nothing.
        Kind::Phone if kind == CellKind::Number && text.len() == 10 && digits() && text.starts_with("77") => {
            zeros(11)
        }
        _ => None,
    }
}

/// Whether only the first fifteen digits are left of a text that was a number before it became a text, as when a damaged
/// sheet is exported. These codes have more than fifteen digits, and as whole numbers do not end so.
fn has_lost_its_end(element: Element, text: &str) -> bool {
    matches!(
        element,
        Element::TaskCode | Element::HandleItemCode | Element::DeptCode
    ) && is_number_damage(text)
        && (element != Element::DeptCode || CreditCode::parse(text).is_err())
}

/// `1.14507E+30`, but not `4E5`, which may be a code: a written exponent has a sign or a fraction before it.
fn is_exponent(text: &str) -> bool {
    // Nearly every code is dismissed by its second character.
    if !matches!(text.as_bytes().get(1), Some(b'.' | b'E' | b'e')) {
        return false;
    }
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let power = exponent.strip_prefix('+');
    whole.len() == 1
        && plain(whole)
        && (fraction.is_empty() || plain(fraction))
        && (power.is_some() || !fraction.is_empty())
        && plain(power.unwrap_or(exponent))
}

/// Structure of a basic code of the national catalogue, elements.md §1.7.
fn is_catalog_code(code: &str) -> bool {
    code.starts_with("00")
        && code.get(2..4).is_some_and(|kind| {
            matches!(
                kind,
                "01" | "02" | "03" | "04" | "05" | "06" | "07" | "08" | "09" | "10" | "20"
            )
        })
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::element::Element;
    use crate::notice::NoticeCode;
    use crate::table::CellKind::{Number, Text};

    fn code(element: Element, kind: crate::table::CellKind, text: &str) -> Option<NoticeCode> {
        of(element, kind, text).map(|(code, _)| code)
    }

    #[test]
    fn exponents_and_lost_digits_are_seen() {
        let damaged = Some(NoticeCode::LongCodeDamaged);
        assert_eq!(code(Element::TaskCode, Text, "1.14507E+30"), damaged);
        assert_eq!(code(Element::TaskCode, Number, "1.14507e30"), damaged);
        assert_eq!(code(Element::TaskCode, Number, "1e+30"), damaged);
        assert_eq!(code(Element::TaskCode, Number, "1145072100001234000"), damaged);
        assert_eq!(code(Element::TaskCode, Text, "1145072100001234000"), None);
        assert_eq!(
            code(Element::TaskCode, Text, "1145010049103470000000000000000"),
            damaged
        );
        assert_eq!(code(Element::DeptCode, Text, "114502008205837000"), damaged);
        assert_eq!(code(Element::TownCode, Text, "450721100000000000"), None);
        assert_eq!(
            code(Element::TaskCode, Text, "11450721348531435D4001033002000"),
            None
        );
        assert_eq!(code(Element::TaskName, Text, "1.14507E+30"), None);
        assert_eq!(code(Element::TaskCode, Text, "4E5"), None);
    }

    #[test]
    fn leading_zeros_are_missed_only_where_the_structure_is_certain() {
        let lost = Some(NoticeCode::LeadingZerosLost);
        assert_eq!(code(Element::CatalogCode, Number, "104002000"), lost);
        assert_eq!(code(Element::CatalogCode, Number, "1033002000"), lost);
        assert_eq!(code(Element::CatalogCode, Text, "000104002000"), None);
        assert_eq!(code(Element::CatalogCode, Text, "9990000000"), None);
        assert_eq!(code(Element::TaskType, Number, "1"), lost);
        assert_eq!(code(Element::TaskType, Number, "10"), None);
        assert_eq!(code(Element::NaturalTheme, Number, "5"), lost);
        assert_eq!(code(Element::UseLevel, Number, "4"), None);
        assert_eq!(code(Element::LinkWay, Number, "7776428820"), lost);
        assert_eq!(code(Element::LinkWay, Number, "4008001234"), None);
    }
}
