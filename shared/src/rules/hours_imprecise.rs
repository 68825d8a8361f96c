//! `hours-imprecise`

use crate::element::Element::{self, TransactTime, WindowTime};
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::fix::Proposal;
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::hours::{self, HoursIssue};
use crate::text::is_placeholder;
use crate::text::vocabulary::Vocabulary;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<HoursImprecise>(&META);

const META: Meta = Meta {
    id: "hours-imprecise",
    title: Label::new("办理时间不规范", "Hours badly written"),
    what: Label::new(
        "办理时间有钟点而没有写哪些日子（工作日、周一至周五等）的，只写“上班时间”没有钟点的，有不存在的钟点（25:00、\
         上午14:00）的，全角与半角数字混用的，判确定问题；写了日子没有钟点的，冒号混用、12小时与24小时制混用、起止颠倒的，\
         列为疑似；全天、24小时、没有填写的不判。",
        "Fails for clock times without days (working days, Monday to Friday), “office hours” without times, impossible \
         times (25:00, 14:00 in the morning) and mixed digit widths; suspects days without times, mixed colons, a mix \
         of the 12 and 24 hour clock and spans that end before they begin; round-the-clock and blank hours are not judged.",
    ),
    why: Label::new("时间写不清，群众会白跑一趟。", "Unclear hours cost people a trip for nothing."),
    needs: &[],
    messages: &[
        Label::new("办理时间“{0}”没有写明哪些日子办理", "The hours “{0}” do not say on which days"),
        Label::new("办理时间“{0}”没有写明几点到几点", "The hours “{0}” do not say from when to when"),
        Label::new("办理时间“{0}”中有不存在的钟点", "The hours “{0}” hold a time that no day has"),
        Label::new("办理时间“{0}”全角和半角数字混用", "The hours “{0}” mix full-width and half-width digits"),
        Label::new(
            "办理时间“{0}”用了全角数字，或混用全角和半角冒号，请核对",
            "The hours “{0}” hold full-width digits or mix full-width and half-width colons: check them",
        ),
        Label::new(
            "办理时间“{0}”混用12小时制和24小时制，请核对",
            "The hours “{0}” mix the 12 and 24 hour clock: check them",
        ),
        Label::new(
            "办理时间“{0}”有起止颠倒或早于前一时段的时段，请核对",
            "The hours “{0}” hold a span that ends before it begins or starts before the one ahead ends: check them",
        ),
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

/// Message about full-width beside half-width digits.
const MIXED_WIDTHS: u8 = 3;

/// Message about full-width digits, or full-width beside half-width colons.
const MIXED_COLONS: u8 = 4;

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
                let finding = window.found(0, WindowTime, |text| self.judge(WindowTime, text));
                found.extend(finding.map(|finding| finding.entry(window.number()).value(window.value(WindowTime))));
            }
        }
        let text = item.text(TransactTime);
        if !any && !is_placeholder(text) {
            any = true;
            let finding = item.found(0, TransactTime, |text| self.judge(TransactTime, text));
            found.extend(finding.map(|finding| finding.value(item.value(TransactTime))));
        }
        if any { Outcome::of(found) } else { Outcome::NotApplicable }
    }

    fn fix(&self, item: &ItemView<'_>, finding: &Finding, _: &Context) -> Option<Proposal> {
        if !matches!(finding.message, MIXED_WIDTHS | MIXED_COLONS) {
            return None;
        }
        let text = item.list().trimmed(finding.value?);
        let to = narrow_clocks(text);
        let times = |text: &str| -> Vec<(u32, u32)> {
            let spans = hours::read(text).spans;
            spans.iter().map(|span| (span.start, span.end)).collect()
        };
        let same = times(text) == times(&to);
        let why = Label::new("钟点的数字和冒号统一为半角", "half-width digits and colons in all times");
        (same && self.judge(finding.element, &to).is_none()).then(|| Proposal::safe(to, why))
    }
}

impl HoursImprecise {
    fn judge(&self, element: Element, text: &str) -> Option<Finding> {
        if self.always.find(text).is_some() {
            return None;
        }
        let fail = |message| Some(Finding::fail(element, message).arg(text));
        let suspect = |message| Some(Finding::suspect(element, message).arg(text));
        let hours = hours::read(text);
        let days = || hours.workdays || hours.weekdays || self.days.find(text).is_some();
        let has = |issue| hours.issues.contains(&issue);
        if has(HoursIssue::ImpossibleTime) {
            return fail(2);
        }
        if hours.spans.is_empty() {
            // What holds digits may be times written in a way that is not known here.
            let digits = text.contains(char::is_numeric);
            return match self.vague.find(text) {
                Some(_) if !digits => fail(1),
                _ if days() && !digits => suspect(1),
                _ => None,
            };
        }
        if !days() {
            return fail(0);
        }
        let wide = |c: char| ('０'..='９').contains(&c);
        if text.contains(wide) && text.contains(|c: char| c.is_ascii_digit()) {
            return fail(MIXED_WIDTHS);
        }
        if has(HoursIssue::EndNotAfterStart) || has(HoursIssue::OutOfOrder) {
            suspect(6)
        } else if has(HoursIssue::MixedClock) {
            suspect(5)
        } else if has(HoursIssue::MixedWidth) {
            suspect(MIXED_COLONS)
        } else {
            None
        }
    }
}

/// The text with half-width digits, and half-width colons between them.
fn narrow_clocks(text: &str) -> String {
    let is_digit = |c: Option<&char>| c.is_some_and(|c| matches!(c, '0'..='9' | '０'..='９'));
    let chars: Vec<char> = text.chars().collect();
    let narrow = |(at, c): (usize, &char)| match c {
        '０'..='９' => char::from_u32(u32::from(*c) - 0xFEE0).unwrap_or(*c),
        '：' if at > 0 && is_digit(chars.get(at - 1)) && is_digit(chars.get(at + 1)) => ':',
        _ => *c,
    };
    chars.iter().enumerate().map(narrow).collect()
}
