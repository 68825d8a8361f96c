//! Codes that a spreadsheet program has taken for numbers.

/// Whether a long code was certainly stored as a number: `1.14507E+30`, or digits of which only the first fifteen are
/// left (`114507213485314000`). Ask only of texts that are not valid codes. The reader reports the damage.
pub fn is_number_damage(text: &str) -> bool {
    scientific(text) || only_fifteen_digits(text)
}

/// `1.14507E+30`
fn scientific(text: &str) -> bool {
    // Every code comes by here, and none has a plus sign.
    if !text.contains('+') {
        return false;
    }
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    whole.len() == 1 && digits(whole) && digits(fraction) && exponent.strip_prefix('+').is_some_and(digits)
}

fn only_fifteen_digits(text: &str) -> bool {
    text.len() >= 17
        && text.bytes().all(|b| b.is_ascii_digit())
        && text.get(15..).is_some_and(|tail| tail.bytes().all(|b| b == b'0'))
}

#[cfg(test)]
mod tests {
    use super::is_number_damage;
    use proptest::prelude::*;

    #[test]
    fn damage_is_told_from_codes() {
        for damaged in [
            "1.14507E+30",
            "1E+30",
            "1.14507213485314e+17",
            "114507213485314000",
        ] {
            assert!(is_number_damage(damaged), "{damaged}");
        }
        for code in [
            "000104002000",
            "104002000",
            "11450721MB15580811",
            "0E0",
            "12E+5",
            "1.E+5",
            "",
            "114507213485314100",
        ] {
            assert!(!is_number_damage(code), "{code}");
        }
    }

    proptest! {
        #[test]
        fn total(text in any::<String>()) {
            let _ = is_number_damage(&text);
        }
    }
}
