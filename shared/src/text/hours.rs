//! Working hours as people write them: `工作日：上午9:00-12:00、下午14:00-17:00，法定节假日除外。`

mod time;

use crate::order::Arrange as _;
use std::ops::Range;
use time::{Found, HALVES, Half, minutes, times};

/// A span of the day. Minutes count from midnight; 24:00 is 1440.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Start in minutes.
    pub start: u32,
    /// End in minutes.
    pub end: u32,
}

/// What is wrong or odd in working hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HoursIssue {
    /// A time that no day has: `25:00`, `9:75`, `上午14:00`.
    ImpossibleTime,
    /// A span that does not end after it starts (spans from 18:00 on may end next morning).
    EndNotAfterStart,
    /// A span that starts before an earlier one of the same day ends, mostly `2:30` for `14:30`.
    OutOfOrder,
    /// Afternoon times both as `下午2:00` and as `14:00`.
    MixedClock,
    /// Full-width digits, or both `:` and `：`.
    MixedWidth,
}

/// How afternoon times are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Clock {
    /// `下午2:00`.
    Twelve,
    /// `14:00`.
    TwentyFour,
}

/// What working hours say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one independent fact of the text"
)]
pub struct Hours {
    /// 工作日 is mentioned.
    pub workdays: bool,
    /// Days of the week are named: 周一至周五, 星期一.
    pub weekdays: bool,
    /// 节假日 is mentioned, mostly as excepted.
    pub holidays: bool,
    /// Different hours by season or months: 夏季, 夏令时, 5月—9月.
    pub seasonal: bool,
    /// 24小时 or 全天.
    pub all_day: bool,
    /// How afternoon times are written; `None` without any, or if mixed.
    pub clock: Option<Clock>,
    /// Spans that could be read, in the order of the text.
    pub spans: Vec<Span>,
    /// Issues, sorted, each once.
    pub issues: Vec<HoursIssue>,
}

impl Hours {
    /// Sum of the spans in minutes; spans over midnight count to midnight and from it.
    pub fn minutes(&self) -> u32 {
        self.spans
            .iter()
            .map(|s| {
                if s.end > s.start {
                    s.end - s.start
                } else {
                    1440 + s.end - s.start
                }
            })
            .sum()
    }

    /// Breaks between spans that follow each other on a day: end of one and start of the next, in minutes.
    pub fn breaks(&self) -> Vec<(u32, u32)> {
        self.spans
            .windows(2)
            .filter(|w| w[0].end < w[1].start)
            .map(|w| (w[0].end, w[1].start))
            .collect()
    }
}

/// Reads working hours. What cannot be read leaves no trace in `spans`; the text may still mention workdays.
pub fn read(text: &str) -> Hours {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let written: Vec<(usize, char)> = text.char_indices().collect();
    let chars: Vec<char> = super::narrow(text).chars().collect();
    let mut hours = Hours {
        workdays: has(&["工作日"]),
        weekdays: has(&[
            "周一",
            "周1",
            "星期一",
            "礼拜一",
            "周六",
            "周日",
            "星期六",
            "星期日",
        ]),
        holidays: has(&["节假日", "节日", "假日", "公休"]),
        seasonal: has(&[
            "夏季", "冬季", "夏令", "冬令", "春季", "秋季", "夏秋", "冬春", "夏时", "冬时",
        ]),
        all_day: has(&["24小时", "２４小时", "二十四小时", "全天"]),
        ..Hours::default()
    };
    let times = times(&written, &chars);
    let mut style = Style::default();
    for time in &times {
        style.see(time);
    }
    style.wide_digits = times.iter().any(|t| {
        written
            .get(t.chars.clone())
            .unwrap_or_default()
            .iter()
            .any(|(_, c)| matches!(c, '０'..='９'))
    });
    collect_spans(&times, &chars, &written, text.len(), &mut hours);
    hours.clock = style.clock();
    hours.issues.extend(style.issues());
    hours.issues.arrange();
    hours.issues.dedup();
    hours
}

/// How times are written, gathered over the text.
#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one independent fact of the text"
)]
struct Style {
    twelve: bool,
    twenty_four: bool,
    narrow_colon: bool,
    wide_colon: bool,
    wide_digits: bool,
    impossible: bool,
}

impl Style {
    fn see(&mut self, time: &Found) {
        match (time.half, time.hour) {
            (_, 13..=24) => self.twenty_four = true,
            (Some(Half::Afternoon), 1..=11) => self.twelve = true,
            _ => {}
        }
        self.wide_colon |= time.wide_colon == Some(true);
        self.narrow_colon |= time.wide_colon == Some(false);
        self.impossible |= minutes(time, time.half).is_none();
    }

    const fn clock(&self) -> Option<Clock> {
        match (self.twelve, self.twenty_four) {
            (true, false) => Some(Clock::Twelve),
            (false, true) => Some(Clock::TwentyFour),
            _ => None,
        }
    }

    fn issues(&self) -> impl Iterator<Item = HoursIssue> {
        [
            (self.impossible, HoursIssue::ImpossibleTime),
            (self.twelve && self.twenty_four, HoursIssue::MixedClock),
            (
                self.wide_digits || (self.wide_colon && self.narrow_colon),
                HoursIssue::MixedWidth,
            ),
        ]
        .into_iter()
        .filter_map(|(found, issue)| found.then_some(issue))
    }
}

/// Whether only a dash, 至, 到, spaces and a half of the day stand between two times.
fn is_joined(chars: &[char], first: &Found, second: &Found) -> bool {
    let between: String = chars
        .get(first.chars.end..second.chars.start)
        .unwrap_or_default()
        .iter()
        .collect();
    let mut between = between.trim();
    if let Some((word, _)) = HALVES.iter().find(|(word, _)| between.ends_with(word)) {
        between = between.strip_suffix(word).unwrap_or(between).trim();
    }
    !between.is_empty() && between.chars().all(|c| "-—–―~至到−─ ".contains(c))
}

fn collect_spans(
    times: &[Found],
    chars: &[char],
    written: &[(usize, char)],
    length: usize,
    hours: &mut Hours,
) {
    let byte = |char: usize| written.get(char).map_or(length, |(byte, _)| *byte);
    let mut rest = times;
    while let [first, second, ..] = rest {
        if !is_joined(chars, first, second) {
            rest = rest.get(1..).unwrap_or_default();
            continue;
        }
        rest = rest.get(2..).unwrap_or_default();
        // 上午11:00-1:00: the morning does not reach over noon.
        let half = second.half.or(first
            .half
            .filter(|half| *half != Half::Morning || second.hour >= first.hour));
        let half = half.filter(|half| *half != Half::Morning || second.hour <= 12 || second.half.is_some());
        let (Some(start), Some(end)) = (minutes(first, first.half), minutes(second, half)) else {
            continue;
        };
        if end <= start && start < 18 * 60 {
            hours.issues.push(HoursIssue::EndNotAfterStart);
        }
        let seasons = hours.seasonal || hours.weekdays;
        if hours
            .spans
            .last()
            .is_some_and(|last| start < last.end && !seasons)
        {
            hours.issues.push(HoursIssue::OutOfOrder);
        }
        hours.spans.push(Span {
            range: byte(first.chars.start)..byte(second.chars.end),
            start,
            end,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn spans(text: &str) -> Vec<(u32, u32)> {
        read(text).spans.iter().map(|s| (s.start, s.end)).collect()
    }

    const DAY: [(u32, u32); 2] = [(540, 720), (840, 1020)];

    #[test]
    fn real_hours() {
        let hours = read("工作日：上午9:00-12:00、下午14:00-17:00，法定节假日除外。");
        assert!(hours.workdays && hours.holidays && !hours.weekdays && hours.issues.is_empty());
        assert_eq!(hours.clock, Some(Clock::TwentyFour));
        assert_eq!((hours.minutes(), hours.breaks()), (360, vec![(720, 840)]));
        for (text, clock, issues) in [
            (
                "工作日：上午9:00-12:00、下午14：00-17:00",
                Clock::TwentyFour,
                &[HoursIssue::MixedWidth][..],
            ),
            ("工作日：上午9:00-12:00、下午2:00-5:00", Clock::Twelve, &[]),
            (
                "工作日：上午9:00-12:00、下午２:00-５:00",
                Clock::Twelve,
                &[HoursIssue::MixedWidth],
            ),
            ("工作日上午9点至12点，下午2点到5点", Clock::Twelve, &[]),
            ("工作日 9时00分—12时00分 14时—17时", Clock::TwentyFour, &[]),
        ] {
            let hours = read(text);
            assert_eq!(spans(text), DAY, "{text}");
            assert_eq!(hours.clock, Some(clock), "{text}");
            assert_eq!(hours.issues, issues, "{text}");
        }
        assert_eq!(
            spans("周一至周五10:00-14:00 16:00-20:00"),
            [(600, 840), (960, 1200)]
        );
        assert_eq!(spans("周一至周日:上午8:30—下午19:30"), [(510, 1170)]);
        assert_eq!(
            spans("周一至周五:上午8:00—12:00下午2:30—5:30"),
            [(480, 720), (870, 1050)]
        );
        assert!(read("夏季/冬季两套").seasonal);
        assert!(read("24小时自助服务").all_day);
        assert_eq!(read("无"), Hours::default());
    }

    #[test]
    fn wrong_hours_say_why() {
        for (text, issue) in [
            ("9:00-25:00", HoursIssue::ImpossibleTime),
            ("9:75-12:00", HoursIssue::ImpossibleTime),
            ("上午14:00-17:00", HoursIssue::ImpossibleTime),
            ("17:00-9:00", HoursIssue::EndNotAfterStart),
            ("9:00-9:00", HoursIssue::EndNotAfterStart),
            ("8:00-12:00，2:30-5:30", HoursIssue::OutOfOrder),
            ("上午9:00-12:00，下午2:00-17:00", HoursIssue::MixedClock),
        ] {
            assert_eq!(read(text).issues, [issue], "{text}");
        }
        assert!(read("22:00-6:00").issues.is_empty());
    }

    proptest! {
        #[test]
        fn both_clocks_mean_the_same(start in 13u32..17, length in 1u32..5, minute in 0u32..60) {
            let end = start + length;
            let long = format!("下午{start}:{minute:02}-{end}:{minute:02}");
            let short = format!("下午{}:{minute:02}-{}:{minute:02}", start - 12, end - 12);
            let expected = vec![(start * 60 + minute, end * 60 + minute)];
            prop_assert_eq!(spans(&long), expected.clone());
            prop_assert_eq!(spans(&short), expected);
        }

        #[test]
        fn total(text in any::<String>(), likely in "[0-9上下午:：点半时分至— -]{0,30}") {
            for text in [&text, &likely] {
                let hours = read(text);
                let _ = (hours.minutes(), hours.breaks());
                for span in hours.spans {
                    prop_assert!(text.get(span.range).is_some() && span.end <= 1440);
                }
            }
        }
    }
}
