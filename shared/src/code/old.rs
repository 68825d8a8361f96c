//! Codings of earlier years and of other provinces, told apart from mistakes.

use super::digits;

/// A coding of earlier years or of another province: readable by people, but not this standard's structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OldForm {
    /// Digits, letters and a serial joined by hyphens: `62052400MZ-XK-0001` (Gansu).
    DivisionLetters,
    /// Division, department and type in letters, serial: `120000WJWXK02002-03` (Tianjin).
    DepartmentLetters,
    /// Long chain of numbers joined by hyphens: `511A0138000000-511602000000-000-…-1-00` (Sichuan).
    Chain,
}

impl OldForm {
    /// The old form that `text` certainly has, if any. Codes of the present structure have none of them: they hold
    /// no hyphen.
    pub fn of(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('-').collect();
        let upper = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_uppercase());
        match parts.as_slice() {
            [first, middle, last] if upper(middle) && digits(last) => {
                let letters = first.trim_start_matches(|c: char| c.is_ascii_digit());
                (first.len() - letters.len() >= 6 && upper(letters)).then_some(Self::DivisionLetters)
            }
            [first, last] if digits(last) => {
                let tail = first.trim_start_matches(|c: char| c.is_ascii_digit());
                let letters = tail.trim_end_matches(|c: char| c.is_ascii_digit());
                (first.len() - tail.len() == 6 && tail.len() > letters.len() && upper(letters))
                    .then_some(Self::DepartmentLetters)
            }
            [first, second, _, _, ..] if first.len() >= 12 && second.len() == 12 && digits(second) => first
                .bytes()
                .all(|b| b.is_ascii_alphanumeric())
                .then_some(Self::Chain),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::OldForm;

    #[test]
    fn only_the_known_forms_are_recognised() {
        for (text, form) in [
            ("62052400MZ-XK-0001", Some(OldForm::DivisionLetters)),
            ("120000WJWXK02002-03", Some(OldForm::DepartmentLetters)),
            ("511A0138000000-511602000000-000-USCC-1-00", Some(OldForm::Chain)),
            ("11450721MB155808114000104002000", None),
            ("0777-6428820", None),
            ("a-b-c", None),
            ("---", None),
        ] {
            assert_eq!(OldForm::of(text), form, "{text}");
        }
    }
}
