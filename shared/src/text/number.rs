//! Chinese numerals and integers.

/// Reads a whole number in Arabic (half or full width) or Chinese digits: `20`, `２０`, `二十`, `一百零五`, `两千`,
/// `二〇二六`. `None` if anything else is in it, if it is no proper numeral, or beyond `i64`.
pub fn parse(text: &str) -> Option<i64> {
    if text.is_empty() {
        return None;
    }
    arabic(text).or_else(|| digit_row(text)).or_else(|| chinese(text))
}

fn arabic(text: &str) -> Option<i64> {
    text.chars().try_fold(0_i64, |value, c| {
        let digit = match c {
            '0'..='9' => c as i64 - '0' as i64,
            '０'..='９' => c as i64 - '０' as i64,
            _ => return None,
        };
        value.checked_mul(10)?.checked_add(digit)
    })
}

fn digit(c: char) -> Option<i64> {
    Some(match c {
        '零' | '〇' | '○' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn unit(c: char) -> Option<i64> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        _ => return None,
    })
}

/// `二〇二六`, `一二三四五`: digits read one after the other, two at least. 两 is no digit here.
fn digit_row(text: &str) -> Option<i64> {
    if text.chars().nth(1).is_none() || text.contains('两') {
        return None;
    }
    text.chars()
        .try_fold(0_i64, |value, c| value.checked_mul(10)?.checked_add(digit(c)?))
}

fn chinese(text: &str) -> Option<i64> {
    if let Some((high, low)) = text.split_once('亿') {
        return section(high, low, 100_000_000);
    }
    if let Some((high, low)) = text.split_once('万') {
        return section(high, low, 10_000);
    }
    below_ten_thousand(text)
}

fn section(high: &str, low: &str, scale: i64) -> Option<i64> {
    let high = if scale > 10_000 {
        chinese_low(high)?
    } else {
        below_ten_thousand(high)?
    };
    let low = if low.is_empty() {
        0
    } else {
        chinese_low(low.strip_prefix('零').unwrap_or(low))?
    };
    let value = high.checked_mul(scale)?.checked_add(low)?;
    (high > 0 && low < scale).then_some(value)
}

/// What stands beside 亿: may hold 万 but no second 亿.
fn chinese_low(text: &str) -> Option<i64> {
    match text.split_once('万') {
        Some((high, low)) => section(high, low, 10_000),
        None => below_ten_thousand(text),
    }
}

/// Up to 九千九百九十九. Units must go down; 十 alone is ten; a digit without a unit may only end it (or follow 零).
fn below_ten_thousand(text: &str) -> Option<i64> {
    let mut chars = text.chars();
    if let (Some(only), None) = (chars.next().and_then(digit), chars.next()) {
        return Some(only);
    }
    let mut value = 0;
    let mut pending: Option<i64> = None;
    let mut limit = 10_000;
    let mut gap = false;
    for c in text.chars() {
        if let Some(unit) = unit(c) {
            let count = match pending.take() {
                Some(count) => count,
                None if unit == 10 && value == 0 && !gap => 1,
                None => return None,
            };
            if unit >= limit {
                return None;
            }
            value += count * unit;
            limit = unit;
            gap = false;
        } else {
            match (digit(c)?, pending) {
                (0, None) if value > 0 && !gap => gap = true,
                (0, _) | (_, Some(_)) => return None,
                (count, None) => pending = Some(count),
            }
        }
    }
    match pending {
        // 一百五 is a hundred and fifty in speech: not certain, so not read.
        Some(last) if limit == 10 || gap => Some(value + last),
        Some(_) => None,
        None if gap || value == 0 => None,
        None => Some(value),
    }
}

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// Writes a number from 0 to 9999,9999 in Chinese as laws do (`105` → `一百零五`, `12` → `十二`); `None` outside it.
pub fn to_chinese(number: i64) -> Option<String> {
    if !(0..=99_999_999).contains(&number) {
        return None;
    }
    if number == 0 {
        return Some("零".to_owned());
    }
    let (high, low) = (number / 10_000, number % 10_000);
    let mut out = String::new();
    if high > 0 {
        write_section(&mut out, high);
        out.push('万');
        if low > 0 && low < 1000 {
            out.push('零');
        }
    }
    if low > 0 {
        write_section(&mut out, low);
    }
    // 一十二 at the start is said 十二.
    Some(match out.strip_prefix("一十") {
        Some(rest) => format!("十{rest}"),
        None => out,
    })
}

fn write_section(out: &mut String, number: i64) {
    let mut gap = false;
    let mut started = false;
    for (scale, name) in [(1000, Some('千')), (100, Some('百')), (10, Some('十')), (1, None)] {
        let place = number / scale % 10;
        if place == 0 {
            gap = started;
            continue;
        }
        if gap {
            out.push('零');
        }
        gap = false;
        started = true;
        out.extend(usize::try_from(place).ok().and_then(|place| DIGITS.get(place)));
        out.extend(name);
    }
}

/// Whether `c` can be part of a number that [`parse`] reads.
pub fn is_numeral(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９' | '万' | '亿') || digit(c).is_some() || unit(c).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_as_written() {
        for (text, value) in [
            ("20", 20),
            ("２０", 20),
            ("007", 7),
            ("二十", 20),
            ("十", 10),
            ("十五", 15),
            ("一十五", 15),
            ("四十五", 45),
            ("一百零五", 105),
            ("一百一十", 110),
            ("一百二十六", 126),
            ("一千二百六十", 1260),
            ("两千", 2000),
            ("二〇二六", 2026),
            ("两", 2),
            ("零", 0),
            ("十万", 100_000),
            ("一亿", 100_000_000),
            ("九千九百九十九万九千九百九十九", 99_999_999),
        ] {
            assert_eq!(parse(text), Some(value), "{text}");
        }
    }

    #[test]
    fn what_is_no_numeral_is_not_read() {
        for text in [
            "",
            "二十天",
            "十十",
            "百",
            "一百五",
            "二十零",
            "零二十",
            "1二",
            "万",
            "一万万",
            "99999999999999999999",
            "-1",
            "2.5",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(to_chinese(-1), None);
        assert_eq!(to_chinese(100_000_000), None);
    }

    proptest! {
        #[test]
        fn round_trip(number in 0i64..=99_999_999) {
            let text = to_chinese(number).unwrap();
            prop_assert_eq!(parse(&text), Some(number), "{}", text);
            prop_assert_eq!(parse(&number.to_string()), Some(number));
        }

        #[test]
        fn total(text in any::<String>(), numeral in "[零一二十百千万亿两5]{0,12}") {
            let _ = parse(&text);
            let _ = parse(&numeral);
        }
    }
}
