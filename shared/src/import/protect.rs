//! Codes with what people, systems and narrow columns put around or into them.

use crate::code::CreditCode;
use std::borrow::Cow;

/// Characters of a credit code, which long codes begin with.
const CREDIT: usize = 18;
/// Lengths of the codes of items and handling items.
const LONG: [usize; 2] = [31, 33];

/// Undoes what is put around codes so that spreadsheets leave them alone: `="0123"` and `'0123`.
pub(super) fn unprotected(text: Cow<'_, str>) -> Cow<'_, str> {
    let formula = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    if let Some(inside) = formula {
        return inside.replace("\"\"", "\"").into();
    }
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => rest.to_owned().into(),
        _ => text,
    }
}

/// A code that was broken into lines to fit its column, in one piece. Lines of other texts are entries or paragraphs, so the
/// check digit of the credit code in it must be right.
pub(super) fn unbroken(text: &str) -> Option<String> {
    // A few breaks, each perhaps of two characters; nearly every text is dismissed here.
    if !(LONG[0] + 1..=LONG[1] + 6).contains(&text.len()) || !text.contains(['\n', '\r']) || !text.is_ascii()
    {
        return None;
    }
    let code: String = text.split_ascii_whitespace().collect();
    let credit = code.get(..CREDIT)?;
    (LONG.contains(&code.len()) && CreditCode::parse(credit).is_ok()).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::{unbroken, unprotected};

    #[test]
    fn protected_codes_are_freed() {
        for (text, free) in [
            ("=\"0123\"", "0123"),
            ("'0456", "0456"),
            ("'tis", "'tis"),
            ("0789", "0789"),
        ] {
            assert_eq!(unprotected(text.into()), free);
        }
    }

    #[test]
    fn only_codes_are_put_together() {
        let code = "11450721348531435D4001033002000";
        assert_eq!(
            unbroken("11450721348531435D\n4001033002000").as_deref(),
            Some(code)
        );
        assert_eq!(
            unbroken("11450721348531435D\r\n4001033\r\n002000").as_deref(),
            Some(code)
        );
        for text in [
            code,
            "11450721348531434D\n4001033002000",
            "13800000000\n13900000000\n13700000000",
            "11450721348531435D\n4001033002",
        ] {
            assert_eq!(unbroken(text), None, "{text}");
        }
    }
}
