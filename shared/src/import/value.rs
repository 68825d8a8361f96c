//! Stored numbers → the text a person would have typed: shortest decimals, and dates in ISO form by the cell's format.

use crate::table::CellKind;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Digits that a spreadsheet keeps; a format for more is no format for codes.
const LONGEST_CODE: usize = 15;

/// What a number format makes of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum NumberFormat {
    /// A plain number, percentage, amount …
    #[default]
    Number,
    /// Year, month or day.
    Date,
    /// Hours, minutes or seconds of a day.
    Time,
    /// Both.
    DateTime,
    /// Hours, minutes or seconds beyond a day: `[h]:mm`.
    Elapsed,
    /// So many digits at least, as codes are shown: `000000`.
    Digits(u8),
}

impl NumberFormat {
    /// A format built into Excel. The numbers 27–36 and 50–58 are dates and times in Chinese editions.
    pub(super) const fn builtin(id: u32) -> Self {
        match id {
            14..=17 | 27..=31 | 36 | 50..=54 | 57 | 58 => Self::Date,
            18..=21 | 32..=35 | 45 | 47 | 55 | 56 => Self::Time,
            22 => Self::DateTime,
            46 => Self::Elapsed,
            _ => Self::Number,
        }
    }

    /// A format written out, such as `yyyy"年"m"月"d"日"`. Only its first section counts: the one for positive numbers.
    pub(super) fn custom(code: &str) -> Self {
        if code.starts_with("General") || code.starts_with("G/") {
            return Self::Number;
        }
        let zeros = code.split(';').next().unwrap_or_default();
        if (2..=LONGEST_CODE).contains(&zeros.len()) && zeros.bytes().all(|byte| byte == b'0') {
            return Self::Digits(zeros.len() as u8);
        }
        let (mut date, mut time, mut minutes) = (false, false, false);
        let mut chars = code.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '"' => while chars.next().is_some_and(|c| c != '"') {},
                '\\' | '_' | '*' => drop(chars.next()),
                '[' => {
                    let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                    let unit = inside.to_ascii_lowercase();
                    if !unit.is_empty() && ["h", "m", "s"].iter().any(|u| unit.replace(u, "").is_empty()) {
                        return Self::Elapsed;
                    }
                }
                ';' => break,
                // The year of the Chinese calendar; with a sign it is an exponent.
                'e' if !matches!(chars.peek(), Some('+' | '-')) => date = true,
                'y' | 'Y' | 'd' | 'D' => date = true,
                'h' | 'H' | 's' | 'S' => time = true,
                'm' | 'M' => minutes = true,
                'A' | 'a' if matches!(chars.peek(), Some('M' | 'm' | '/')) => {
                    time = true;
                    chars
                        .by_ref()
                        .take_while(|c| !matches!(c, 'P' | 'p'))
                        .for_each(drop);
                    chars.next();
                }
                _ => {}
            }
        }
        match (date, time, minutes) {
            (true, true, _) => Self::DateTime,
            (true, false, _) | (false, false, true) => Self::Date,
            (false, true, _) => Self::Time,
            (false, false, false) => Self::Number,
        }
    }
}

/// The number formats of a workbook: those it writes out, and the built-in ones.
#[derive(Default)]
pub(super) struct Formats(BTreeMap<u32, NumberFormat>);

impl Formats {
    /// Takes note of a format that the workbook writes out.
    pub(super) fn define(&mut self, id: u32, code: &str) {
        self.0.insert(id, NumberFormat::custom(code));
    }

    /// The format with this number.
    pub(super) fn get(&self, id: u32) -> NumberFormat {
        let written = self.0.get(&id).copied();
        written.unwrap_or_else(|| NumberFormat::builtin(id))
    }
}

/// Writes a stored number as its cell shows it, and says what it is then. What is no number shows as an error.
pub(super) fn shown(number: f64, format: NumberFormat, since_1904: bool, out: &mut String) -> CellKind {
    if !number.is_finite() {
        out.push_str("#NUM!");
        return CellKind::Error;
    }
    if date_text(number, format, since_1904, out) {
        return CellKind::Date;
    }
    let begin = out.len();
    number_text(number, out);
    if let NumberFormat::Digits(count) = format
        && out[begin..].bytes().all(|byte| byte.is_ascii_digit())
    {
        let missing = usize::from(count).saturating_sub(out.len() - begin);
        out.insert_str(begin, &"0".repeat(missing));
    }
    CellKind::Number
}

/// Writes the shortest decimal that reads back as `number`; from 10^15 on in exponent form, as spreadsheets show it,
/// so that a long code which was stored as a number can be told from one that was not.
pub(super) fn number_text(number: f64, out: &mut String) {
    let size = number.abs();
    // Writing into a string cannot fail.
    if number == 0.0 {
        out.push('0');
    } else if (1e-9..1e15).contains(&size) {
        let _ = write!(out, "{number}");
    } else {
        // A spreadsheet keeps and shows fifteen digits.
        let written = format!("{number:.14E}");
        let (digits, exponent) = written.split_once('E').unwrap_or((&written, "0"));
        let digits = digits.trim_end_matches('0').trim_end_matches('.');
        let sign = if exponent.starts_with('-') { "" } else { "+" };
        let _ = write!(out, "{digits}E{sign}{exponent}");
    }
}

/// Days from 0000-03-01 to 1899-12-30, the day 0 of spreadsheets (after their invented 29 February 1900).
const DAY_ZERO: i64 = 693_899;
/// 31 December 9999, the last day a spreadsheet shows.
const LAST_DAY: i64 = 2_958_465;
/// What a workbook in the system of 1904 counts less.
const DAYS_TO_1904: i64 = 1_462;

/// Writes the ISO text of a date or time; `false`, and nothing written, where the number is none.
fn date_text(serial: f64, format: NumberFormat, since_1904: bool, out: &mut String) -> bool {
    if matches!(format, NumberFormat::Number | NumberFormat::Digits(_))
        || !(0.0..=LAST_DAY as f64 + 1.0).contains(&serial)
    {
        return false;
    }
    let seconds = (serial * 86_400.0).round() as i64;
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    let clock = format!("{:02}:{minute:02}:{second:02}", hour % 24);
    let date = civil(seconds / 86_400 + if since_1904 { DAYS_TO_1904 } else { 0 });
    match (format, date) {
        (NumberFormat::Elapsed, _) => {
            let _ = write!(out, "{hour:02}:{minute:02}:{second:02}");
        }
        (NumberFormat::Time, _) => out.push_str(&clock),
        (NumberFormat::Date, Some(date)) => out.push_str(&date),
        // Midnight is how tables store days in columns of moments; OpenDocument leaves it out itself.
        (NumberFormat::DateTime, Some(date)) if seconds % 86_400 == 0 => out.push_str(&date),
        (NumberFormat::DateTime, Some(date)) => {
            let _ = write!(out, "{date}T{clock}");
        }
        (_, None) | (NumberFormat::Number | NumberFormat::Digits(_), _) => return false,
    }
    true
}

/// The date of a day number, with the 29 February 1900 that spreadsheets believe in.
fn civil(day: i64) -> Option<String> {
    match day {
        60 => return Some("1900-02-29".to_owned()),
        1..=LAST_DAY => {}
        _ => return None,
    }
    // Before the invented day, numbers are one lower than the count of real days says.
    let days = day + DAY_ZERO + i64::from(day < 60);
    // Years from 1 March on, so that the leap day is the last of its year; 146,097 days are 400 years.
    let era = days / 146_097;
    let of_era = days % 146_097;
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = era * 400 + year_of_era + i64::from(month < 3);
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::NumberFormat::{Date, DateTime, Digits, Elapsed, Number, Time};
    use super::*;

    fn number(value: f64) -> String {
        let mut out = String::new();
        number_text(value, &mut out);
        out
    }

    #[test]
    fn numbers_read_as_typed() {
        for (value, text) in [
            (20.0, "20"),
            (-0.0, "0"),
            (0.1, "0.1"),
            (450_721.0, "450721"),
            (999_999_999_999_999.0, "999999999999999"),
            (1e15, "1E+15"),
            (1.145_07e30, "1.14507E+30"),
            (-1.5e16, "-1.5E+16"),
            (1e-7, "0.0000001"),
            (1.145_072_134_853_143_5e30, "1.14507213485314E+30"),
            (1e-10, "1E-10"),
        ] {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn codes_are_read_as_they_are_shown() {
        for (value, text) in [
            (115_021_000.0, "000115021000"),
            (1_234_567_890_123.0, "1234567890123"),
            (1.5, "1.5"),
            (-3.0, "-3"),
        ] {
            let mut out = String::from("a");
            assert_eq!(shown(value, Digits(12), false, &mut out), CellKind::Number);
            assert_eq!(out, format!("a{text}"));
        }
    }

    #[test]
    fn dates_are_iso() {
        let date = |serial, format, since_1904| {
            let mut out = String::new();
            date_text(serial, format, since_1904, &mut out).then_some(out)
        };
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(date(45_413.0, Date, false), some("2024-05-01"));
        assert_eq!(date(45_351.0, Date, false), some("2024-02-29"));
        assert_eq!(date(1.0, Date, false), some("1900-01-01"));
        assert_eq!(date(59.0, Date, false), some("1900-02-28"));
        assert_eq!(date(60.0, Date, false), some("1900-02-29"));
        assert_eq!(date(61.0, Date, false), some("1900-03-01"));
        assert_eq!(date(2_958_465.0, Date, false), some("9999-12-31"));
        assert_eq!(date(43_951.0, Date, true), some("2024-05-01"));
        assert_eq!(
            date(45_413.354_166_666_664, DateTime, false),
            some("2024-05-01T08:30:00")
        );
        assert_eq!(date(45_413.0, DateTime, false), some("2024-05-01"));
        assert_eq!(date(0.354_166_666_666_666_7, Time, false), some("08:30:00"));
        assert_eq!(date(2.0, Elapsed, false), some("48:00:00"));
        for (serial, format) in [
            (0.0, Date),
            (-1.0, Date),
            (1e300, DateTime),
            (f64::NAN, Date),
            (20.0, Number),
        ] {
            assert_eq!(date(serial, format, false), None, "{serial}");
        }
    }

    #[test]
    fn formats_are_told_apart() {
        for (code, format) in [
            ("000000000000", Digits(12)),
            ("0000;@", Digits(4)),
            ("0", Number),
            ("General", Number),
            ("G/通用格式", Number),
            ("0.00E+00", Number),
            ("#,##0.00_);[Red](#,##0.00)", Number),
            ("0\"days\"", Number),
            ("@", Number),
            ("[Red]0", Number),
            ("yyyy\"年\"m\"月\"d\"日\"", Date),
            ("[$-804]yyyy年m月;@", Date),
            ("e/m/d", Date),
            ("m月d日", Date),
            ("[$-F800]dddd, mmmm dd, yyyy", Date),
            ("h:mm", Time),
            ("上午/下午h时mm分", Time),
            ("h:mm AM/PM", Time),
            ("yyyy/m/d h:mm:ss", DateTime),
            ("[h]:mm:ss", Elapsed),
            ("[mm]:ss", Elapsed),
            ("0;yyyy", Number),
        ] {
            assert_eq!(NumberFormat::custom(code), format, "{code}");
        }
    }
}
