//! Time limits as people write them: `20个工作日`, `受理之日起二十日内`, `三个月`, `当场办结`.

mod find;

pub use find::limits_in;

use super::number;
use std::cmp::Ordering;
use std::ops::Range;

/// Unit of a time limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// 当场、即时、即办、马上; the amount is 0.
    Immediate,
    /// 分钟.
    Minute,
    /// 小时.
    Hour,
    /// 工作日.
    WorkingDay,
    /// 自然日、日历日.
    CalendarDay,
    /// 日 or 天: working days in licensing (行政许可法 art. 82), calendar days elsewhere. Not decided here.
    Day,
    /// 周、星期.
    Week,
    /// 个月.
    Month,
    /// 年.
    Year,
    /// A bare number: the unit stands in another cell.
    Unstated,
}

/// A time limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Limit {
    /// Hundredths of the unit (`2000` is 20, `50` is a half).
    pub hundredths: u32,
    /// Unit.
    pub unit: Unit,
}

/// What the words around a period make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// A period as such; the usual case for a time limit.
    Plain,
    /// 可以延长十日.
    Extension,
    /// 提前30日, 届满三十日前: something to be done before.
    Advance,
    /// 有效期5年.
    Validity,
}

/// A period mentioned in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Byte range of number and unit.
    pub range: Range<usize>,
    /// The period.
    pub limit: Limit,
    /// What it is said to be.
    pub role: Role,
}

const DAY: u64 = 24 * 60;

impl Limit {
    /// A limit of whole units; `None` beyond 100,000.
    pub fn whole(amount: u32, unit: Unit) -> Option<Self> {
        let hundredths = (amount <= MOST).then(|| amount * 100)?;
        Some(Self { hundredths, unit })
    }

    /// The whole amount, if it is one.
    pub const fn whole_amount(&self) -> Option<u32> {
        if self.hundredths.is_multiple_of(100) {
            Some(self.hundredths / 100)
        } else {
            None
        }
    }

    /// Orders two limits where that is certain: in the same unit, or where the shortest span that one can mean is
    /// longer than the longest of the other (weekends, holidays, and hours of work considered). Otherwise `None`.
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        if self.unit == other.unit {
            return Some(self.hundredths.cmp(&other.hundredths));
        }
        let (a, b) = (self.span()?, other.span()?);
        if a.0 > b.1 {
            Some(Ordering::Greater)
        } else if a.1 < b.0 {
            Some(Ordering::Less)
        } else {
            None
        }
    }

    /// Shortest and longest span it can mean, in hundredths of minutes.
    fn span(self) -> Option<(u64, u64)> {
        let n = u64::from(self.hundredths);
        // A working day holds at least seven hours; every five of them meet a weekend, and a holiday of nine days
        // in a row (with its weekends) may fall in any two months.
        let working = |days: u64| (days + (days.div_ceil(500) * 2 + days.div_ceil(4000) * 9) * 100) * DAY;
        Some(match self.unit {
            Unit::Immediate => (0, 0),
            Unit::Minute => (n, n),
            Unit::Hour => (n * 60, if n <= 700 { n * 60 } else { working(n.div_ceil(7)) }),
            Unit::WorkingDay | Unit::Day if n == 0 => (0, 0),
            Unit::WorkingDay | Unit::Day => (n.saturating_sub(100) * DAY, working(n)),
            Unit::CalendarDay => (n * DAY, n * DAY),
            Unit::Week => (n * 7 * DAY, n * 7 * DAY),
            Unit::Month => (n * 28 * DAY, n * 31 * DAY),
            Unit::Year => (n * 365 * DAY, n * 366 * DAY),
            Unit::Unstated => return None,
        })
    }
}

/// Largest amount that is read.
const MOST: u32 = 100_000;

/// Reads a cell that states one limit: a bare number, one period, or one word for “at once”. `None` if it states
/// none or several, or a period that is no limit (an extension, a validity).
pub fn parse(text: &str) -> Option<Limit> {
    let trimmed = text.trim();
    if let Some(limit) = bare_number(trimmed) {
        return Some(limit);
    }
    let mentions = limits_in(trimmed);
    let first = mentions.first()?;
    let one = mentions
        .iter()
        .all(|m| m.limit == first.limit && m.role == Role::Plain);
    one.then_some(first.limit)
}

fn bare_number(text: &str) -> Option<Limit> {
    let hundredths = amount(text)?;
    Some(Limit {
        hundredths,
        unit: Unit::Unstated,
    })
}

/// `20`, `二十`, `0.5`, `半` in hundredths.
fn amount(text: &str) -> Option<u32> {
    if text == "半" {
        return Some(50);
    }
    let narrow = super::narrow(text);
    let (whole, fraction) = narrow.split_once('.').unwrap_or((&narrow, "0"));
    let whole = number::parse(whole)
        .and_then(|whole| u32::try_from(whole).ok())
        .filter(|&whole| whole <= MOST)?;
    let hundredths = match fraction.as_bytes() {
        [tenths @ b'0'..=b'9'] => u32::from(tenths - b'0') * 10,
        [tenths @ b'0'..=b'9', rest @ b'0'..=b'9'] => u32::from(tenths - b'0') * 10 + u32::from(rest - b'0'),
        _ => return None,
    };
    Some(whole * 100 + hundredths)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Option<(u32, Unit)> {
        parse(text).map(|limit| (limit.hundredths, limit.unit))
    }

    #[test]
    fn one_limit_in_a_cell() {
        use Unit::*;
        for (text, hundredths, unit) in [
            ("20", 2000, Unstated),
            ("２０", 2000, Unstated),
            ("0.5", 50, Unstated),
            ("20个工作日", 2000, WorkingDay),
            ("20工作日", 2000, WorkingDay),
            ("20（个）工作日", 2000, WorkingDay),
            ("２０ 个 工作日", 2000, WorkingDay),
            ("受理之日起20个工作日。", 2000, WorkingDay),
            ("受理之日起1个工作日。", 100, WorkingDay),
            ("首次申请的,自受理之日起20个工作日内办结", 2000, WorkingDay),
            ("3个工作日（现场审核时间除外）", 300, WorkingDay),
            ("自受理之日起四十五个工作日", 4500, WorkingDay),
            ("二十日内", 2000, Day),
            ("10日内", 1000, Day),
            ("三个月", 300, Month),
            ("30个自然日", 3000, CalendarDay),
            ("1小时", 100, Hour),
            ("半个工作日", 50, WorkingDay),
            ("1.5个工作日", 150, WorkingDay),
            ("两年", 200, Year),
            ("0个工作日", 0, WorkingDay),
            ("即时", 0, Immediate),
            ("当场", 0, Immediate),
            ("即办", 0, Immediate),
            ("即办件", 0, Immediate),
            ("马上", 0, Immediate),
            ("当场办结。", 0, Immediate),
            ("受理后即时办结", 0, Immediate),
        ] {
            assert_eq!(read(text), Some((hundredths, unit)), "{text}");
        }
    }

    #[test]
    fn what_is_no_single_limit_is_not_read() {
        for text in [
            "",
            "无",
            "即时受理（不含确认审核、资金拨付）",
            "每年11月9日",
            "2026年",
            "2018年8月23日",
            "详见办理程序",
            "1/2个工作日",
            "3-5个工作日",
            "第三个工作日",
            "1.20个工作日",
            "十余日",
            "及时",
            "可以延长十日",
            "有效期5年",
            "20个工作日或30日",
            "《宗教事务条例》规定",
            "三月",
            "办事提速。申请人准备、修改材料不计入承诺办结时限。",
            "99999999999个工作日",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn all_limits_of_a_longer_text_with_their_role() {
        let text = "除可以当场作出行政许可决定的外，行政机关应当自受理行政许可申请之日起二十日内做出行政许可决定。\
                    二十日内不能做出决定的，经本行政机关负责人批准，可以延长十日";
        let found: Vec<(&str, Role)> = limits_in(text)
            .into_iter()
            .map(|m| (&text[m.range.clone()], m.role))
            .collect();
        assert_eq!(
            found,
            [
                ("二十日", Role::Plain),
                ("二十日", Role::Plain),
                ("十日", Role::Extension)
            ]
        );
        let text = "有效期届满30日前提出；法定45个工作日";
        let roles: Vec<Role> = limits_in(text).into_iter().map(|m| m.role).collect();
        assert_eq!(roles, [Role::Advance, Role::Plain]);
    }

    #[test]
    fn order_only_where_it_is_certain() {
        use Unit::*;
        let limit = |amount, unit| Limit::whole(amount, unit).unwrap();
        let compare = |a: Limit, b: Limit| {
            assert_eq!(a.compare(&b), b.compare(&a).map(Ordering::reverse));
            a.compare(&b)
        };
        assert_eq!(
            compare(limit(24, WorkingDay), limit(66, WorkingDay)),
            Some(Ordering::Less)
        );
        assert_eq!(
            compare(limit(45, WorkingDay), limit(20, CalendarDay)),
            Some(Ordering::Greater)
        );
        assert_eq!(compare(limit(20, WorkingDay), limit(20, Day)), None);
        assert_eq!(compare(limit(20, WorkingDay), limit(1, Month)), None);
        assert_eq!(
            compare(limit(3, Month), limit(20, WorkingDay)),
            Some(Ordering::Greater)
        );
        assert_eq!(
            compare(limit(0, Immediate), limit(5, WorkingDay)),
            Some(Ordering::Less)
        );
        assert_eq!(compare(limit(5, Unstated), limit(5, WorkingDay)), None);
    }

    proptest! {
        #[test]
        fn every_number_is_read_in_both_scripts(number in 0u32..=100_000) {
            let chinese = number::to_chinese(i64::from(number)).unwrap();
            let limit = Limit::whole(number, Unit::WorkingDay);
            let arabic = format!("受理之日起{number}个工作日内");
            let chinese = format!("自受理之日起{chinese}个工作日");
            prop_assert_eq!(parse(&arabic), limit);
            prop_assert_eq!(parse(&chinese), limit);
        }

        #[test]
        fn total(text in any::<String>(), likely in "[0-9二十半.个工作日月年即时当场办结前，。 ]{0,24}") {
            for text in [&text, &likely] {
                let _ = parse(text);
                for mention in limits_in(text) {
                    prop_assert!(text.get(mention.range).is_some());
                    let _ = mention.limit.compare(&Limit { hundredths: u32::MAX, unit: Unit::Hour });
                }
            }
        }
    }
}
