//! `abolished-item-in-use`

use crate::element::Element::{TaskName, TaskState};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::order::Arrange as _;
use crate::reference::{EntryView, Field, How, Kind, Listing, Subject};
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::date;
use crate::text::similar::normal_name;
use serde::Deserialize;
use time::Date;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<AbolishedItemInUse>(&META);

const META: Meta = Meta {
    id: "abolished-item-in-use",
    title: Label::new("已取消或下放的事项仍在实施", "Abolished item still in use"),
    what: Label::new(
        "在取消下放清单中查找事项。同时满足下列各项才判确定问题：基本编码完全相同，名称也相同，处理决定就是“取消”（或清单标题只说取消），清单写明的\
         原行使层级包括该事项的全部行使层级（没有写明层级的，视为不分层级都取消），决定日期不晚于检查日期（没有日期的要有文号），清单写明适用地区并\
         包括该事项所在地（国务院的决定适用于国家目录事项），清单不是拟取消或征求意见的，没有另一条同一事项的条目写明保留或部分取消，事项状态为“在用”。只是\
         名称或主项编码相同、编码相同而名称不同、取消的是其他层级、部分取消、合并、处理决定不明、适用地区不明、文件没有事项状态的，判疑似；处理决定为\
         下放的，清单写明原层级而事项仍在该层级的判疑似。决定尚未生效的、清单中没有的合格；状态为暂停、取消的不适用。",
        "Looks the item up on the list of abolished items. Fails only when basic code and name are the same, the decision is just “abolished” (or \
         the list's title says so), the levels it names are all of the item's (or it names none), its day is not after the check (or a document \
         number stands there), the list says that it holds where the item is (State Council decisions hold for national items), it is no draft, \
         no other entry of the item keeps it or abolishes a part, and the item is in use. Suspected: matched by name or main item only, the same code \
         under another name, abolished at other levels, abolished in part, merged, unclear decision or area, no state in the file, handed down although \
         still at the old level. Passes before the decision takes effect and when not listed; does not apply to suspended and cancelled items.",
    ),
    why: Label::new(
        "取消的事项继续实施，就是没有依据地增加群众和企业的负担。",
        "An abolished item that goes on burdens people without any basis.",
    ),
    needs: &[TaskName],
    messages: &[
        Label::new(
            "该事项已列入取消清单（“{0}”，{1}；{2}，{3}），事项状态仍为“在用”",
            "The item is on the list of abolished items (“{0}”, {1}; {2}, {3}), yet its state is “in use”",
        ),
        Label::new(
            "取消下放清单中有“{0}”（处理决定：{1}；{2}，{3}），请核对该事项是否应取消或调整",
            "The list of abolished items has “{0}” (decision: {1}; {2}, {3}); see whether the item must go or change",
        ),
        Label::new(
            "取消下放清单中的“{0}”已由本层级下放（处理决定：{1}；{2}，{3}），请核对本级是否还应实施",
            "“{0}” was handed down from this level (decision: {1}; {2}, {3}); see whether this level may still exercise it",
        ),
        Label::new(
            "取消清单中“{0}”的原行使层级（{1}）与该事项的行使层级不一致（{2}，{3}），请核对取消的是否包括本层级",
            "The level at which “{0}” was abolished ({1}) is not the item's ({2}, {3}); see whether that includes this level",
        ),
        Label::new(
            "取消清单中这个编码的事项名称是“{0}”（处理决定：{1}；{2}，{3}），与该事项名称不一致，请核对是否同一事项、清单编码是否有误",
            "The list of abolished items has this code as “{0}” (decision: {1}; {2}, {3}), another name; see whether it is the same item and the code right",
        ),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AbolishedItemInUse {}

/// What was decided about an entry.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Decision {
    Abolished,
    HandedDown,
    Kept,
    Unclear,
}

impl Decision {
    fn of(entry: &EntryView<'_>) -> Self {
        let text = entry.text(Field::Handling);
        let title = &entry.list().title;
        match text {
            "取消" | "直接取消" | "予以取消" | "全部取消" | "取消审批" => Self::Abolished,
            "" if title.contains("取消") && !title.contains("下放") => Self::Abolished,
            _ if ["保留", "不予取消", "暂不取消", "不取消"].iter().any(|word| text.contains(word)) => Self::Kept,
            _ if text.contains("下放") && !text.contains("取消") => Self::HandedDown,
            _ => Self::Unclear,
        }
    }
}

impl ItemRule for AbolishedItemInUse {
    fn references(&self) -> Vec<Kind> {
        vec![Kind::Abolished]
    }

    fn check(&self, item: &ItemView<'_>, context: &Context) -> Outcome {
        let state = item.code(TaskState);
        if matches!(state, Some("2" | "3")) {
            return Outcome::NotApplicable;
        }
        let subject = Subject::of(item);
        let found = match context.references.listing(Kind::Abolished, &subject) {
            Listing::Listed(found) => found,
            Listing::Absent => return Outcome::Pass,
            Listing::Outside => return Outcome::NotChecked(Reason::NoReference),
        };
        // A list that keeps the item, or abolished a part of it, says that another one is not the last word.
        let doubtful = found.entries.iter().any(|entry| matches!(Decision::of(entry), Decision::Kept | Decision::Unclear));
        let mut findings: Vec<Finding> = Vec::new();
        for entry in &found.entries {
            let Some((message, certain)) = judge(entry, &subject, found.how, context.date) else {
                continue;
            };
            let element = if state.is_some() { TaskState } else { TaskName };
            let finding = if certain && !doubtful && state == Some("1") {
                Finding::fail(element, 0)
            } else {
                Finding::suspect(element, message.max(1))
            };
            let finding = finding.value(item.value(element)).arg(entry.text(Field::Name));
            let said = match finding.message {
                0 => Field::Document,
                OTHER_LEVEL => Field::Level,
                _ => Field::Handling,
            };
            let finding = match entry.text(said) {
                "" if said == Field::Level => finding.arg(Label::new("见清单标题", "as the title says")),
                "" => finding.arg(Label::new("未写明", "not stated")),
                text => finding.arg(text),
            };
            findings.push(finding.arg(found.how.name()).arg(entry.place_text()));
        }
        // One item is abolished once, however many lists say so; the certain one goes first.
        findings.arrange_by_key(|finding| finding.certainty);
        findings.truncate(1);
        Outcome::of(findings)
    }
}

/// Messages of abolished approvals that are perhaps not the item's.
const OTHER_LEVEL: u8 = 3;
const OTHER_NAME: u8 = 4;

/// The message, and whether it is certain; `None` where the entry is no objection to the item.
fn judge(entry: &EntryView<'_>, subject: &Subject<'_>, how: How, today: Date) -> Option<(u8, bool)> {
    let day = date::parse(entry.text(Field::Date));
    if day.is_some_and(|day| day > today) {
        return None;
    }
    let dated = day.is_some() || (entry.text(Field::Date).is_empty() && !entry.text(Field::Document).is_empty());
    match Decision::of(entry) {
        Decision::Kept => None,
        // A list that carries a wrong code, or an approval of another level, is about another item.
        Decision::Abolished if how == How::Code && !same_name(entry, subject) => Some((OTHER_NAME, false)),
        Decision::Abolished if !same_level(entry, subject) => Some((OTHER_LEVEL, false)),
        Decision::Abolished => {
            let proved = how == How::Code && dated && holds(entry, subject) && entry.list().scope.is_in_force(today, u8::MAX);
            Some((0, proved))
        }
        Decision::Unclear => Some((1, false)),
        Decision::HandedDown => {
            let levels = entry.entry().levels;
            let still = subject.levels.iter().any(|level| levels.contains(level));
            still.then_some((2, false))
        }
    }
}

/// Whether the decision is known to hold for the item: the list says so, or it is the State Council's about an item of
/// the national catalogue.
fn holds(entry: &EntryView<'_>, subject: &Subject<'_>) -> bool {
    entry.holds_for(subject).unwrap_or_else(|| {
        let document = entry.text(Field::Document);
        let national = ["国发", "国办发", "国务院"].iter().any(|head| document.starts_with(head));
        national && subject.code.as_ref().is_some_and(|code| code.area() == "00")
    })
}

/// Whether the entry is called as the item is. With a main and a sub item it is the sub item's name that its code means.
fn same_name(entry: &EntryView<'_>, subject: &Subject<'_>) -> bool {
    entry.names().next().is_some_and(|name| normal_name(name) == normal_name(subject.name))
}

/// Whether the levels the entry or its list names are all of the item's; true where they name none at all.
fn same_level(entry: &EntryView<'_>, subject: &Subject<'_>) -> bool {
    let named = entry.entry().levels;
    let levels = if entry.text(Field::Level).is_empty() { entry.list().scope.levels } else { named };
    if levels.is_empty() {
        return entry.text(Field::Level).is_empty();
    }
    !subject.levels.is_empty() && subject.levels.iter().all(|level| levels.contains(level))
}
