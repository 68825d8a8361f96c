//! Dates as platforms and people write them.

use super::{narrow, number};
use time::{Date, Month, OffsetDateTime, UtcOffset};

/// Reads a date that fills the text: `2026-01-02`, `2026/1/2`, `2026.1.2`, `20260102`, `2026年1月2日`,
/// `二〇二六年一月二日`, each with a time of day behind it if there is one, and milliseconds since 1970 (13 digits), which
/// are taken in China's time (UTC+8). `None` for anything else, for days that do not exist, and for years outside
/// 1949–2099.
pub fn parse(text: &str) -> Option<Date> {
    let text = narrow(text.trim());
    if text.len() == 13 && text.bytes().all(|b| b.is_ascii_digit()) {
        return from_epoch_millis(text.parse().ok()?);
    }
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return date(
            number_of(text.get(..4)?)?,
            number_of(text.get(4..6)?)?,
            number_of(text.get(6..)?)?,
        );
    }
    if let Some((year, rest)) = text.split_once('年') {
        let (month, rest) = rest.split_once('月')?;
        let (day, rest) = rest.split_once(['日', '号'])?;
        return is_time_of_day(rest).then(|| date(number_of(year)?, number_of(month)?, number_of(day)?))?;
    }
    let separator = text
        .chars()
        .find(|c| !c.is_ascii_digit())
        .filter(|c| matches!(c, '-' | '/' | '.'))?;
    let mut parts = text.splitn(3, separator);
    let (year, month, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (day, rest) = rest.split_at_checked(end)?;
    if year.len() != 4 || month.len() > 2 || day.len() > 2 || !is_time_of_day(rest) {
        return None;
    }
    date(number_of(year)?, number_of(month)?, number_of(day)?)
}

/// The day in China of a moment given in milliseconds since 1970-01-01T00:00Z; `None` outside 1949–2099.
pub fn from_epoch_millis(millis: i64) -> Option<Date> {
    let china = UtcOffset::from_hms(8, 0, 0).ok()?;
    let moment = OffsetDateTime::from_unix_timestamp(millis.div_euclid(1000)).ok()?;
    Some(moment.checked_to_offset(china)?.date()).filter(|date| (1949..2100).contains(&date.year()))
}

fn number_of(text: &str) -> Option<i64> {
    number::parse(text.trim())
}

fn date(year: i64, month: i64, day: i64) -> Option<Date> {
    if !(1949..2100).contains(&year) {
        return None;
    }
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    Date::from_calendar_date(i32::try_from(year).ok()?, month, u8::try_from(day).ok()?).ok()
}

/// Nothing, or ` 08:30:00`, `T08:30:00.000+08:00` and the like.
fn is_time_of_day(rest: &str) -> bool {
    let rest = rest.trim();
    let Some(time) = rest.strip_prefix('T').or(Some(rest)) else {
        return false;
    };
    time.is_empty()
        || (time.contains(':')
            && time
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | '-' | 'Z' | ' ')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use time::macros::date;

    #[test]
    fn dates_as_written() {
        let day = date!(2026 - 01 - 02);
        for text in [
            "2026-01-02",
            "2026-1-2",
            "2026/1/2",
            "2026.01.02",
            "20260102",
            "2026年1月2日",
            "２０２６年１月２日",
            "二〇二六年一月二日",
            " 2026-01-02 08:30:00 ",
            "2026-01-02T08:30:00.000+08:00",
            "1767283200000",
        ] {
            assert_eq!(parse(text), Some(day), "{text}");
        }
        // The last millisecond of a day in China, which is still afternoon in London.
        assert_eq!(parse("1591169772000"), Some(date!(2020 - 06 - 03)));
        assert_eq!(from_epoch_millis(1_767_283_199_999), Some(date!(2026 - 01 - 01)));
    }

    #[test]
    fn what_is_no_date_is_not_read() {
        for text in [
            "",
            "无",
            "2026-02-30",
            "2026年13月1日",
            "每年11月9日",
            "2026-01",
            "2026",
            "1.2.2026",
            "20261301",
            "20XX年1月1日",
            "2026-01/02",
            "9999999999999",
            "1026-01-01",
            "2026-01-02左右",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn all_forms_agree(year in 1949i32..2100, ordinal in 1u16..=365) {
            let day = Date::from_ordinal_date(year, ordinal).unwrap();
            let (month, of_month) = (u8::from(day.month()), day.day());
            for text in [
                format!("{year}-{month:02}-{of_month:02}"),
                format!("{year}/{month}/{of_month}"),
                format!("{year}{month:02}{of_month:02}"),
                format!("{year}年{month}月{of_month}日"),
            ] {
                prop_assert_eq!(parse(&text), Some(day), "{}", text);
            }
        }

        #[test]
        fn total(text in any::<String>(), likely in "[0-9年月日/.:T-]{0,20}", millis: i64) {
            let _ = (parse(&text), parse(&likely), from_epoch_millis(millis));
        }
    }
}
