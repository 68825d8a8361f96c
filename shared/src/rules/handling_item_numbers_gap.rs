//! `handling-item-numbers-gap`

use crate::code::{CodeKind, ItemCode};
use crate::element::Element::{HandleItemCode, TaskCode};
use crate::finding::Finding;
use crate::item::{Fields, List};
use crate::locale::Label;
use crate::rule::{Context, ListReport, ListRule, Meta, Outcome, Reason, Rule};
use crate::versions::tasks;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::list::<HandlingItemNumbersGap>(&META);

const META: Meta = Meta {
    id: "handling-item-numbers-gap",
    title: Label::new("业务办理项序号不连续", "Handling items not numbered in sequence"),
    what: Label::new(
        "同一实施编码下业务办理项编码的末两位序号，跳过了前面序号的，判疑似（中间的可能已取消，或没有导出）；只有一个办理项时看它是不是01。\
         没有办理项编码的不适用，编码结构不对的不判（由另一条款评判）。",
        "Of the handling items of one implementing code, one whose two-digit number skips numbers before it is suspected (those may be \
         cancelled or not exported); a single one should have 01. Does not apply without a handling-item code; not checked when the \
         code is malformed, for which there is another clause.",
    ),
    why: Label::new(
        "序号跳了，可能漏了一个办理情形。",
        "A gap may mean that a case is missing.",
    ),
    needs: &[TaskCode, HandleItemCode],
    messages: &[Label::new(
        "业务办理项序号为{0}，清单中没有{1}",
        "The handling item has number {0}; the list has no {1}",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HandlingItemNumbersGap {}

impl ListRule for HandlingItemNumbersGap {
    fn check(&self, list: &List, _: &Context, report: &mut ListReport) {
        // Numbers 01 to 99 of each implementing code, one bit each.
        let tasks = tasks(list);
        let mut present = vec![0_u128; tasks.len()];
        let mut serials = Vec::with_capacity(list.len());
        for (item, &task) in list.outlines().zip(&tasks.of_items) {
            let code = item.text(HandleItemCode);
            let parsed = ItemCode::parse(CodeKind::Handling, code).ok();
            let serial: Option<u8> = parsed.and_then(|code| code.handling_serial()?.parse().ok()).filter(|n| *n < 100);
            if let Some(serial) = serial {
                present[task as usize] |= 1 << serial;
            }
            serials.push(serial);
        }
        for ((item, serial), &task) in list.outlines().zip(serials).zip(&tasks.of_items) {
            let outcome = match serial {
                None if item.is_empty(HandleItemCode) => Outcome::NotApplicable,
                None => Outcome::NotChecked(Reason::Unreadable),
                Some(serial) => {
                    let present = present[task as usize];
                    let skipped = serial > 1 && present & (1 << (serial - 1)) == 0;
                    Outcome::of_one(skipped.then(|| {
                        let finding = Finding::suspect(HandleItemCode, 0).value(item.value(HandleItemCode));
                        finding.arg(format!("{serial:02}")).arg(format!("{:02}", serial - 1))
                    }))
                }
            };
            report.say(item.index(), outcome);
        }
    }
}
