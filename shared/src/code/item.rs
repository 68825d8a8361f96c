//! Codes of items: basic (12), implementing (31), handling (33) and material (34 or 36 characters).

use super::basic::BasicCode;
use super::credit::{CreditCode, is_credit_character};
use super::digits;
use super::old::OldForm;
use thiserror::Error;

/// Which code a text should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeKind {
    /// 基本编码, 12: area 2, item type 2, guiding department 2, main serial 3, sub serial 3.
    Basic,
    /// 实施编码, 31: department 18, level 1, basic code 12.
    Implementing,
    /// 业务办理项编码, 33: implementing code and a serial of 2.
    Handling,
    /// 材料编码, 34 or 36: implementing or handling code and a serial of 3.
    Material,
}

impl CodeKind {
    /// The lengths such a code may have, in characters.
    pub const fn lengths(self) -> &'static [usize] {
        match self {
            Self::Basic => &[12],
            Self::Implementing => &[31],
            Self::Handling => &[33],
            Self::Material => &[34, 36],
        }
    }
}

/// A part of a code, for saying where it is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodePart {
    /// Department (18 characters, a credit code or a temporary code).
    Department,
    /// Level of exercise, `1`–`6`.
    Level,
    /// Area that set the item: `00` national catalogue, else the first two digits of a province.
    Area,
    /// Item type, `01`–`10` or `20`.
    TaskType,
    /// Guiding department's number, two digits.
    GuidingDepartment,
    /// Main item's serial, three digits.
    MainSerial,
    /// Sub item's serial: three digits, or `W` and two digits for items set locally.
    SubSerial,
    /// Handling item's serial, two digits.
    HandlingSerial,
    /// Material's serial, three digits.
    MaterialSerial,
}

/// Why a text is not the code it should be. Positions count from 1.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CodeError {
    /// Nothing there.
    #[error("empty")]
    Empty,
    /// An old form.
    #[error("an old form of code: {0:?}")]
    OldForm(OldForm),
    /// Wrong number of characters.
    #[error("{actual} characters, expected one of {expected:?}")]
    Length {
        /// Lengths that are right.
        expected: &'static [usize],
        /// Characters found.
        actual: usize,
    },
    /// A character that no code of this kind has anywhere (hyphen, space, full width, lower case), or one of
    /// `I O S V Z` among the department's 18.
    #[error("character {found:?} at {position}")]
    Character {
        /// Place from 1.
        position: usize,
        /// What stands there.
        found: char,
    },
    /// The characters are usual, but this part cannot be so.
    #[error("{part:?} at {position} cannot be {found:?}")]
    Part {
        /// The part.
        part: CodePart,
        /// Where the part begins, from 1.
        position: usize,
        /// What stands there.
        found: String,
    },
}

/// A code of the right length, characters and structure. It borrows the text it was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ItemCode<'a> {
    text: &'a str,
    kind: CodeKind,
}

impl<'a> ItemCode<'a> {
    /// Reads `text` as a code of `kind`, exactly as written. The department's check digit is not looked at here:
    /// see [`CreditCode::parse`]. Temporary departments (`TE…`) are accepted.
    pub fn parse(kind: CodeKind, text: &'a str) -> Result<Self, CodeError> {
        if text.is_empty() {
            return Err(CodeError::Empty);
        }
        let actual = text.chars().count();
        let expected = kind.lengths();
        if !expected.contains(&actual) {
            if let Some(form) = OldForm::of(text) {
                return Err(CodeError::OldForm(form));
            }
            return Err(CodeError::Length { expected, actual });
        }
        let department_end = if kind == CodeKind::Basic { 0 } else { 18 };
        for (index, found) in text.chars().enumerate() {
            let usual = if index < department_end {
                is_credit_character(found)
            } else {
                found.is_ascii_digit() || found.is_ascii_uppercase()
            };
            if !usual {
                return Err(CodeError::Character {
                    position: index + 1,
                    found,
                });
            }
        }
        let code = Self { text, kind };
        code.check_parts()?;
        Ok(code)
    }

    /// All characters are ASCII here, so places are bytes.
    fn check_parts(&self) -> Result<(), CodeError> {
        let check = |part, start: usize, length: usize, good: fn(&str) -> bool| {
            let found = self.text.get(start..start + length).unwrap_or_default();
            if good(found) {
                Ok(())
            } else {
                Err(CodeError::Part {
                    part,
                    position: start + 1,
                    found: found.to_owned(),
                })
            }
        };
        let basic = if self.kind == CodeKind::Basic { 0 } else { 19 };
        if basic > 0 {
            check(CodePart::Department, 0, 18, |text| {
                text.get(2..8).is_some_and(digits)
            })?;
            check(CodePart::Level, 18, 1, |text| {
                matches!(text.as_bytes(), [b'1'..=b'6'])
            })?;
        }
        check(CodePart::Area, basic, 2, |text| {
            text == "00" || matches!(text.as_bytes(), [b'1'..=b'6', b'0'..=b'9'])
        })?;
        check(CodePart::TaskType, basic + 2, 2, |text| {
            matches!(text.as_bytes(), [b'0', b'1'..=b'9'] | [b'1' | b'2', b'0'])
        })?;
        check(CodePart::GuidingDepartment, basic + 4, 2, digits)?;
        check(CodePart::MainSerial, basic + 6, 3, digits)?;
        check(CodePart::SubSerial, basic + 9, 3, |text| {
            digits(text.strip_prefix('W').unwrap_or(text))
        })?;
        if matches!(self.text.len(), 33 | 36) {
            check(CodePart::HandlingSerial, 31, 2, digits)?;
        }
        if self.kind == CodeKind::Material {
            check(CodePart::MaterialSerial, self.text.len() - 3, 3, digits)?;
        }
        Ok(())
    }

    /// As read.
    pub const fn as_str(&self) -> &'a str {
        self.text
    }

    /// What the code is of.
    pub const fn kind(&self) -> CodeKind {
        self.kind
    }

    fn part(&self, start: usize, end: usize) -> Option<&'a str> {
        if self.kind == CodeKind::Basic {
            None
        } else {
            self.text.get(start..end)
        }
    }

    /// The department's 18 characters; `None` for basic codes.
    pub fn department(&self) -> Option<&'a str> {
        self.part(0, 18)
    }

    /// Whether the department has only a temporary code.
    pub fn has_temporary_department(&self) -> bool {
        self.department().is_some_and(CreditCode::is_temporary)
    }

    /// Level of exercise, one character; `None` for basic codes.
    pub fn level(&self) -> Option<&'a str> {
        self.part(18, 19)
    }

    /// The catalogue's part, present in every kind.
    pub fn basic(&self) -> BasicCode<'a> {
        BasicCode::of_checked(self.part(19, 31).unwrap_or(self.text))
    }

    /// The implementing code within this one; `None` for basic codes.
    pub fn implementing(&self) -> Option<&'a str> {
        self.part(0, 31)
    }

    /// The handling code within this one; `None` where there is none.
    pub fn handling(&self) -> Option<&'a str> {
        if matches!(self.text.len(), 33 | 36) {
            self.part(0, 33)
        } else {
            None
        }
    }

    /// Two digits of the handling item; `None` where there are none.
    pub fn handling_serial(&self) -> Option<&'a str> {
        self.handling().and_then(|code| code.get(31..33))
    }

    /// Three digits of the material; `None` unless it is a material code.
    pub fn material_serial(&self) -> Option<&'a str> {
        if self.kind == CodeKind::Material {
            self.part(self.text.len() - 3, self.text.len())
        } else {
            None
        }
    }

    /// Makes an implementing code; `None` if the result would not be one.
    pub fn compose(department: &str, level: char, basic: &str) -> Option<String> {
        let text = format!("{department}{level}{basic}");
        // A part that is too long could be made up for by another that is too short.
        if department.chars().count() != 18 || ItemCode::parse(CodeKind::Implementing, &text).is_err() {
            return None;
        }
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn real_codes_come_apart_as_known() {
        let code = ItemCode::parse(CodeKind::Implementing, "11450721MB155808114000104002000").unwrap();
        assert_eq!(code.department(), Some("11450721MB15580811"));
        assert_eq!(code.level(), Some("4"));
        let basic = code.basic();
        assert_eq!(
            [
                basic.area(),
                basic.task_type(),
                basic.guiding_department(),
                basic.main_serial(),
                basic.sub_serial()
            ],
            ["00", "01", "04", "002", "000"]
        );
        assert_eq!(code.handling(), None);

        let code = ItemCode::parse(CodeKind::Handling, "11450000007565194H200011501500504").unwrap();
        assert_eq!(
            (code.handling_serial(), code.basic().sub_serial()),
            (Some("04"), "005")
        );

        let code = ItemCode::parse(CodeKind::Implementing, "TE45072110000000034450708001W01").unwrap();
        assert!(code.has_temporary_department() && code.basic().is_local_sub_item());
        assert_eq!(code.basic().area(), "45");

        let code = ItemCode::parse(CodeKind::Material, "11450721MB15580811400014100500001005").unwrap();
        assert_eq!(
            (code.handling_serial(), code.material_serial()),
            (Some("01"), Some("005"))
        );
        let code = ItemCode::parse(CodeKind::Material, "11450721348531435D4001033002000001").unwrap();
        assert_eq!((code.handling(), code.material_serial()), (None, Some("001")));

        for (kind, text) in [
            (CodeKind::Basic, "000104002000"),
            (CodeKind::Implementing, "11450721348531435D4001033002000"),
            (CodeKind::Implementing, "11150500011640433T3000512002000"),
            (CodeKind::Implementing, "11440100007482575H3440118009000"),
            (CodeKind::Handling, "11211300MB19587206300091500200002"),
        ] {
            assert!(ItemCode::parse(kind, text).is_ok(), "{text}");
        }
    }

    #[test]
    fn each_failure_is_named() {
        use CodeError as E;
        let part = |part, position, found: &str| E::Part {
            part,
            position,
            found: found.to_owned(),
        };
        let cases = [
            ("", E::Empty),
            ("62052400MZ-XK-0001", E::OldForm(OldForm::DivisionLetters)),
            ("120000WJWXK02002-03", E::OldForm(OldForm::DepartmentLetters)),
            (
                "511A0138000000-511602000000-000-USCC-1-00",
                E::OldForm(OldForm::Chain),
            ),
            (
                "1.14507E+30",
                E::Length {
                    expected: &[31],
                    actual: 11,
                },
            ),
            (
                "11450721MB15580811400010400200",
                E::Length {
                    expected: &[31],
                    actual: 30,
                },
            ),
            (
                "11450721MB155808I14000104002000",
                E::Character {
                    position: 17,
                    found: 'I',
                },
            ),
            (
                "11450721MB155808114 00104002000",
                E::Character {
                    position: 20,
                    found: ' ',
                },
            ),
            ("11450721MB155808117000104002000", part(CodePart::Level, 19, "7")),
            ("11450721MB155808114990104002000", part(CodePart::Area, 20, "99")),
            (
                "11450721MB155808114001104002000",
                part(CodePart::TaskType, 22, "11"),
            ),
            (
                "11450721MB155808114000104002A00",
                part(CodePart::SubSerial, 29, "A00"),
            ),
        ];
        for (text, error) in cases {
            assert_eq!(
                ItemCode::parse(CodeKind::Implementing, text),
                Err(error),
                "{text}"
            );
        }
    }

    proptest! {
        #[test]
        fn composed_codes_come_apart_again(
            subject in "[0-9A-HJ-NPQRTUWXY]{8}", level in "[1-6]",
            basic in "(00|45)(0[1-9]|10|20)[0-9]{5}([0-9]{3}|W[0-9]{2})",
        ) {
            let department = CreditCode::compose("11", "450721", &subject).unwrap();
            let text = ItemCode::compose(&department, level.chars().next().unwrap(), &basic).unwrap();
            let code = ItemCode::parse(CodeKind::Implementing, &text).unwrap();
            prop_assert_eq!(code.department(), Some(department.as_str()));
            prop_assert_eq!(code.level(), Some(level.as_str()));
            prop_assert_eq!(code.basic().as_str(), basic.as_str());
            prop_assert_eq!(OldForm::of(&text), None);
        }

        #[test]
        fn total(text in "\\PC{0,40}", other in "[0-9A-Z-]{12}|[0-9A-Z]{31}|[0-9A-Z]{36}") {
            for kind in [CodeKind::Basic, CodeKind::Implementing, CodeKind::Handling, CodeKind::Material] {
                for text in [&text, &other] {
                    if let Ok(code) = ItemCode::parse(kind, text) {
                        prop_assert!(kind.lengths().contains(&code.as_str().len()));
                        prop_assert_eq!(code.basic().as_str().len(), 12);
                    }
                }
            }
        }
    }
}
