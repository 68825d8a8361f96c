//! `hours-imprecise`

use crate::element::Element::{self, TransactTime, WindowTime};
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::is_placeholder;
use crate::text::vocabulary::Vocabulary;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<HoursImprecise>(&META);

const META: Meta = Meta {
    id: "hours-imprecise",
    title: Label::new("办理时间不规范", "Hours badly written"),
    what: Label::new(
        "办理时间有钟点而没有写哪些日子（工作日、周一至周五等）的，只写“上班时间”没有钟点的，有不存在的钟点（25:00、上午14:00）的，\
         全角与半角数字混用的，判不合格；写了日子没有钟点的，冒号混用、同一时段12小时与24小时制混用的，列为疑似；全天、24小时、\
         没有填写的不判。",
        "Fails for clock times without days (working days, Monday to Friday), “office hours” without times, impossible \
         times (25:00, 14:00 in the morning) and mixed digit widths; suspects days without times, mixed colons and a span \
         that mixes 12 and 24 hours; round-the-clock and blank hours are not judged.",
    ),
    why: Label::new("时间写不清，群众会白跑一趟。", "Unclear hours cost people a trip for nothing."),
    needs: &[],
    messages: &[
        Label::new("办理时间“{0}”没有写明哪些日子办理", "The hours “{0}” do not say on which days"),
        Label::new("办理时间“{0}”没有写明几点到几点", "The hours “{0}” do not say from when to when"),
        Label::new("办理时间“{0}”中没有“{1}”这个钟点", "The hours “{0}” hold “{1}”, which does not exist"),
        Label::new("办理时间“{0}”全角和半角数字混用", "The hours “{0}” mix full-width and half-width digits"),
        Label::new("办理时间“{0}”格式混用，请核对是否统一", "The hours “{0}” mix formats: check them"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HoursImprecise {
    /// Words that tell days.
    days: Vocabulary,
    /// Words for times without a clock.
    vague: Vocabulary,
    /// Words for all day.
    always: Vocabulary,
}

impl ItemRule for HoursImprecise {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        if !item.is_provided(TransactTime) && !item.is_provided(WindowTime) {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        let mut any = false;
        let mut found = Vec::new();
        for window in item.entries(Part::Window) {
            let text = window.text(WindowTime);
            if !is_placeholder(text) {
                any = true;
                let finding = self.judge(WindowTime, text);
                found.extend(finding.map(|finding| finding.entry(window.number()).value(window.value(WindowTime))));
            }
        }
        let text = item.text(TransactTime);
        if !any && !is_placeholder(text) {
            any = true;
            found.extend(self.judge(TransactTime, text).map(|finding| finding.value(item.value(TransactTime))));
        }
        if any { Outcome::of(found) } else { Outcome::NotApplicable }
    }
}

impl HoursImprecise {
    fn judge(&self, element: Element, text: &str) -> Option<Finding> {
        if self.always.find(text).is_some() {
            return None;
        }
        let fail = |message| Some(Finding::fail(element, message).arg(text));
        let suspect = |message| Some(Finding::suspect(element, message).arg(text));
        let mut clocks = Clocks(text).peekable();
        if clocks.peek().is_none() {
            let days = self.days.find(text).is_some();
            let digits = text.contains(is_digit);
            return match self.vague.find(text) {
                Some(_) if !digits => fail(1),
                _ if days && !digits => suspect(1),
                _ => None,
            };
        }
        let (mut previous, mut mixed): (Option<Clock<'_>>, bool) = (None, false);
        for clock in clocks {
            if let Some(shown) = clock.impossible() {
                return fail(2).map(|finding| finding.arg(shown));
            }
            // `下午2:30-17:30`: one end of the span counts to twelve, the other to twenty-four.
            let span = previous.filter(|before| before.half == Some(Half::Afternoon) && clock.half.is_none());
            mixed |= span.is_some_and(|before| before.hour < 12 && clock.hour > 12 && clock.joined);
            previous = Some(clock);
        }
        if self.days.find(text).is_none() {
            return fail(0);
        }
        let wide = |c: char| ('０'..='９').contains(&c);
        if text.contains(wide) && text.contains(|c: char| c.is_ascii_digit()) {
            return fail(3);
        }
        let colons = [':', '：'].map(|colon| Clocks(text).any(|clock| clock.colon == colon));
        if mixed || colons == [true, true] { suspect(4) } else { None }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

/// A time of day as written.
#[derive(Clone, Copy)]
struct Clock<'a> {
    shown: &'a str,
    hour: u32,
    minute: u32,
    colon: char,
    half: Option<Half>,
    /// A dash or 至 joins it to the time before.
    joined: bool,
}

impl Clock<'_> {
    /// The time as written, where there is no such time.
    fn impossible(&self) -> Option<String> {
        let late = self.hour > 24 || self.minute > 59 || (self.hour == 24 && self.minute > 0);
        let morning = self.half == Some(Half::Morning) && self.hour > 12;
        if late {
            Some(self.shown.to_owned())
        } else {
            morning.then(|| format!("上午{}", self.shown))
        }
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn value(digits: &str) -> Option<u32> {
    let narrow = crate::text::narrow(digits);
    (narrow.len() <= 2).then(|| narrow.parse().ok()).flatten()
}

/// The times of day in a text: `9:00`, `１４：３０`.
struct Clocks<'a>(&'a str);

impl<'a> Iterator for Clocks<'a> {
    type Item = Clock<'a>;

    fn next(&mut self) -> Option<Clock<'a>> {
        while let Some(start) = self.0.find(is_digit) {
            let (before, tail) = self.0.split_at(start);
            let hours = tail.find(|c| !is_digit(c)).unwrap_or(tail.len());
            let (hour, rest) = tail.split_at(hours);
            self.0 = rest;
            let Some(colon @ (':' | '：')) = rest.chars().next() else { continue };
            let rest = rest.get(colon.len_utf8()..).unwrap_or_default();
            let minutes = rest.find(|c| !is_digit(c)).unwrap_or(rest.len());
            let (minute, rest) = rest.split_at(minutes);
            // Two digits after the colon; anything else is a ratio, a date or a telephone number.
            if minute.chars().count() != 2 {
                continue;
            }
            self.0 = rest;
            let shown = tail.get(..hours + colon.len_utf8() + minutes).unwrap_or_default();
            let (Some(hour), Some(minute)) = (value(hour), value(minute)) else { continue };
            let before = before.trim_end();
            let half = if before.ends_with("上午") {
                Some(Half::Morning)
            } else if before.ends_with("下午") {
                Some(Half::Afternoon)
            } else {
                None
            };
            let joined = before.chars().next_back().is_some_and(|c| matches!(c, '-' | '—' | '–' | '～' | '~' | '至' | '到' | '－'));
            return Some(Clock { shown, hour, minute, colon, half, joined });
        }
        None
    }
}
