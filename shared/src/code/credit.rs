//! Unified social credit codes (统一社会信用代码, GB 32100-2015).

use thiserror::Error;

/// The 31 characters of GB 32100; a character's value is its index. `I O S V Z` are left out.
const CHARACTERS: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// Weights of the first 17 places: powers of 3 modulo 31.
const WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/// Weights of the subject's first eight places (GB 11714).
const SUBJECT_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// A credit code whose length, characters, division digits and check digit are right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CreditCode<'a> {
    text: &'a str,
}

/// Why a text is not a credit code. The first failure in the order of the variants is given. Positions count from 1.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CreditCodeError {
    /// Not 18 characters.
    #[error("{actual} characters instead of 18")]
    Length {
        /// Characters found.
        actual: usize,
    },
    /// A character that the standard does not use (also lower case and full width).
    #[error("character {found:?} at {position} is not used in credit codes")]
    Character {
        /// Place from 1.
        position: usize,
        /// What stands there.
        found: char,
    },
    /// A code made up by the platform for a body without one (`TE…`): well formed, but no credit code.
    #[error("temporary code of the platform")]
    Temporary,
    /// The places 3–8 must be the digits of a division.
    #[error("character {found:?} at {position} should be a digit of the division")]
    Division {
        /// Place from 1.
        position: usize,
        /// What stands there.
        found: char,
    },
    /// The last character does not fit the others: at least one of the 18 is wrong.
    #[error("check character {found:?} should be {expected:?}")]
    CheckDigit {
        /// Computed from the first 17 characters.
        expected: char,
        /// What stands there.
        found: char,
    },
}

/// Who registered the body, from the first character. Only the kinds that the source lists are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registrar {
    /// `1` 机构编制: government bodies and public institutions.
    Staffing,
    /// `5` 民政: social organisations.
    CivilAffairs,
    /// `9` 市场监管: enterprises.
    Market,
    /// `Y` 其他.
    Other,
    /// Any other character; not said to be wrong.
    Unlisted(char),
}

fn value(c: char) -> Option<u32> {
    CHARACTERS
        .iter()
        .position(|&known| char::from(known) == c)
        .map(|index| index as u32)
}

/// Whether `c` may stand in a credit code.
pub(super) fn is_credit_character(c: char) -> bool {
    value(c).is_some()
}

/// The check character for the first 17 characters; `None` if one of them is foreign or there are fewer.
fn check_character(text: &str) -> Option<char> {
    let mut sum = 0;
    let mut chars = text.chars();
    for weight in WEIGHTS {
        sum += value(chars.next()?)? * weight;
    }
    let index = (31 - sum % 31) % 31;
    CHARACTERS.get(index as usize).map(|&c| char::from(c))
}

/// GB 11714: the ninth character for the subject's first eight.
fn subject_check_character(subject: &str) -> Option<char> {
    let mut sum = 0;
    let mut chars = subject.chars();
    for weight in SUBJECT_WEIGHTS {
        sum += chars.next()?.to_digit(36)? * weight;
    }
    match 11 - sum % 11 {
        10 => Some('X'),
        11 => Some('0'),
        digit => char::from_digit(digit, 10),
    }
}

impl<'a> CreditCode<'a> {
    /// Reads a code exactly as written: nothing is trimmed, narrowed or put in upper case.
    pub fn parse(text: &'a str) -> Result<Self, CreditCodeError> {
        let actual = text.chars().count();
        if actual != 18 {
            return Err(CreditCodeError::Length { actual });
        }
        for (index, found) in text.chars().enumerate() {
            if !is_credit_character(found) {
                return Err(CreditCodeError::Character {
                    position: index + 1,
                    found,
                });
            }
        }
        if Self::is_temporary(text) {
            return Err(CreditCodeError::Temporary);
        }
        if let Some((index, found)) = text
            .char_indices()
            .skip(2)
            .take(6)
            .find(|(_, c)| !c.is_ascii_digit())
        {
            return Err(CreditCodeError::Division {
                position: index + 1,
                found,
            });
        }
        let found = text.chars().next_back().unwrap_or_default();
        match check_character(text) {
            Some(expected) if expected != found => Err(CreditCodeError::CheckDigit { expected, found }),
            _ => Ok(Self { text }),
        }
    }

    /// Whether the text begins like the platform's made-up codes (`TE4507211000000003`).
    pub fn is_temporary(text: &str) -> bool {
        text.starts_with("TE")
    }

    /// The 18 characters.
    pub const fn as_str(&self) -> &'a str {
        self.text
    }

    /// Who registered the body.
    pub fn registrar(&self) -> Registrar {
        match self.text.chars().next().unwrap_or_default() {
            '1' => Registrar::Staffing,
            '5' => Registrar::CivilAffairs,
            '9' => Registrar::Market,
            'Y' => Registrar::Other,
            other => Registrar::Unlisted(other),
        }
    }

    /// Six digits of the division where the body was registered. It may be a division that no longer exists.
    pub fn division(&self) -> &'a str {
        self.text.get(2..8).unwrap_or_default()
    }

    /// The subject (主体标识): the former organisation code, nine characters.
    pub fn subject(&self) -> &'a str {
        self.text.get(8..17).unwrap_or_default()
    }

    /// Whether the subject's own check character (GB 11714) is right. A failure beside a right outer check is odd,
    /// not proof of a mistake.
    pub fn subject_check_passes(&self) -> bool {
        subject_check_character(self.subject()) == self.subject().chars().next_back()
    }

    /// Completes 17 characters; `None` unless they are 17 of the standard's characters.
    pub fn with_check_digit(first_17: &str) -> Option<String> {
        if first_17.chars().count() != 17 {
            return None;
        }
        let check = check_character(first_17)?;
        Some(format!("{first_17}{check}"))
    }

    /// Makes a code from registrar and kind (`11`), division (six digits) and the subject's first eight characters,
    /// with both check characters. `None` if a part has the wrong length or characters.
    pub fn compose(registrar_and_kind: &str, division: &str, subject_8: &str) -> Option<String> {
        let digits = division.len() == 6 && division.bytes().all(|b| b.is_ascii_digit());
        if registrar_and_kind.len() != 2 || !digits || subject_8.len() != 8 {
            return None;
        }
        let inner = subject_check_character(subject_8)?;
        Self::with_check_digit(&format!("{registrar_and_kind}{division}{subject_8}{inner}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const REAL: [&str; 8] = [
        "11450721MB15580811",
        "11450721348531435D",
        "11450000007565194H",
        "11150500011640433T",
        "11211300MB19587206",
        "11440100007482575H",
        "11441700007280420Y",
        "11341702003256562G",
    ];

    #[test]
    fn real_codes_pass_both_checks() {
        for text in REAL {
            let code = CreditCode::parse(text).unwrap();
            assert!(code.subject_check_passes(), "{text}");
            assert_eq!(code.registrar(), Registrar::Staffing);
        }
        assert_eq!(CreditCode::parse(REAL[0]).unwrap().division(), "450721");
        assert_eq!(CreditCode::parse(REAL[0]).unwrap().subject(), "MB1558081");
    }

    #[test]
    fn each_failure_is_named() {
        let cases = [
            ("TE4507211000000003", CreditCodeError::Temporary),
            ("", CreditCodeError::Length { actual: 0 }),
            ("11450721MB1558081", CreditCodeError::Length { actual: 17 }),
            (
                "11450721MB155808１1",
                CreditCodeError::Character {
                    position: 17,
                    found: '１',
                },
            ),
            (
                "11450721mB15580811",
                CreditCodeError::Character {
                    position: 9,
                    found: 'm',
                },
            ),
            (
                "11450721MB1558O811",
                CreditCodeError::Character {
                    position: 15,
                    found: 'O',
                },
            ),
            (
                "114507A1MB15580811",
                CreditCodeError::Division {
                    position: 7,
                    found: 'A',
                },
            ),
            (
                "11450721MB15580812",
                CreditCodeError::CheckDigit {
                    expected: '1',
                    found: '2',
                },
            ),
        ];
        for (text, error) in cases {
            assert_eq!(CreditCode::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn every_single_substitution_in_real_codes_is_seen() {
        for text in REAL {
            for place in 0..18 {
                for &other in CHARACTERS {
                    let mut bytes = text.as_bytes().to_vec();
                    if bytes[place] == other {
                        continue;
                    }
                    bytes[place] = other;
                    let changed = String::from_utf8(bytes).unwrap();
                    assert!(CreditCode::parse(&changed).is_err(), "{changed}");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn composed_codes_pass(kind in "(1[1-9]|5[123]|91)", division in "45[01][0-9]{3}", subject in "[0-9A-HJ-NPQRTUWXY]{8}") {
            let text = CreditCode::compose(&kind, &division, &subject).unwrap();
            let code = CreditCode::parse(&text).unwrap();
            prop_assert!(code.subject_check_passes());
            prop_assert_eq!(code.division(), division);
        }

        #[test]
        fn a_substitution_never_passes(subject in "[0-9A-HJ-NPQRTUWXY]{8}", place in 0usize..18, shift in 1usize..31) {
            let text = CreditCode::compose("11", "450721", &subject).unwrap();
            let mut bytes = text.into_bytes();
            let old = CHARACTERS.iter().position(|&c| c == bytes[place]).unwrap();
            bytes[place] = CHARACTERS[(old + shift) % 31];
            let changed = String::from_utf8(bytes).unwrap();
            prop_assert!(CreditCode::parse(&changed).is_err());
        }

        #[test]
        fn total(text in any::<String>()) {
            let _ = CreditCode::parse(&text);
            let _ = CreditCode::with_check_digit(&text);
            let _ = CreditCode::compose(&text, &text, &text);
        }
    }
}
