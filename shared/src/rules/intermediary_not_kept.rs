//! `intermediary-not-kept`

use crate::element::Element::{IntermediaryService, IsIntermediary, TaskName};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::text::is_placeholder;
use crate::reference::{Field, Kind, Listing, Subject};
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::similar::normal_name;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<IntermediaryNotKept>(&META);

const META: Meta = Meta {
    id: "intermediary-not-kept",
    title: Label::new("中介服务不在保留清单内", "Intermediary service not on the list"),
    what: Label::new(
        "把“中介服务”栏按分号、换行分成一项一项（去掉“受理前”“受理后”等说明），逐项按名称查中介服务保留清单：查不到的、清单写明对应的审批事项是别的\
         事项的，判疑似。中介服务的名称没有统一编码，清单与办事指南的叫法常有出入，所以不判确定问题。“是否涉及中介服务”为“否”的、没有填写中介服务的\
         不适用；清单写明只适用于其他地区的不检查。",
        "Splits the intermediary service at semicolons and line breaks (without “before acceptance” and the like) and looks each one up by \
         name: suspects services that are not on the list, and those the list gives to another item. Services have no codes and lists call \
         them differently, so nothing fails. Does not apply without an intermediary service; lists of other places are not compared.",
    ),
    why: Label::new(
        "没有列入清单的中介服务不得作为审批的受理条件，否则就是让申请人白花钱、白等时间。",
        "A service that is not on the list must not be a condition of approval; applicants would pay and wait for nothing.",
    ),
    needs: &[IntermediaryService],
    messages: &[
        Label::new("中介服务“{0}”没有在{1}中找到", "The intermediary service “{0}” was not found on the {1}"),
        Label::new(
            "{1}中的“{0}”对应的审批事项是“{2}”，不是本事项（{3}）",
            "On the {1} the service “{0}” belongs to “{2}”, not to this item ({3})",
        ),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IntermediaryNotKept {}

impl ItemRule for IntermediaryNotKept {
    fn references(&self) -> Vec<Kind> {
        vec![Kind::Intermediary]
    }

    fn check(&self, item: &ItemView<'_>, context: &Context) -> Outcome {
        let text = item.text(IntermediaryService);
        let none = is_placeholder(text) || matches!(text, "否" | "不涉及" | "不需要");
        if none || item.flag(IsIntermediary) == Some(false) {
            return Outcome::NotApplicable;
        }
        let subject = Subject::of(item);
        // The lists are asked for another name than the item's, but hold where the item is.
        let nowhere = Subject { name: "", code: None, ..Subject::of(item) };
        if matches!(context.references.listing(Kind::Intermediary, &nowhere), Listing::Outside) {
            return Outcome::NotChecked(Reason::NoReference);
        }
        let services = text.split([';', '；', '\n']).map(service).filter(|service| !is_placeholder(service));
        let findings = services.filter_map(|service| judge(item, service, &subject, context));
        Outcome::of(findings.collect())
    }
}

/// The name of a service without what stands before a colon: `受理后:节能评审` → `节能评审`.
fn service(text: &str) -> &str {
    let known = ["受理", "审批", "办理", "审查"];
    match text.split_once([':', '：']) {
        Some((head, name)) if head.chars().count() <= 8 && known.iter().any(|word| head.contains(word)) => name.trim(),
        _ => text.trim(),
    }
}

fn judge(item: &ItemView<'_>, service: &str, subject: &Subject<'_>, context: &Context) -> Option<Finding> {
    let finding = |message| {
        let finding = Finding::suspect(IntermediaryService, message).value(item.value(IntermediaryService));
        finding.arg(service).arg(Kind::Intermediary.name())
    };
    let Some(found) = context.references.named(Kind::Intermediary, service, subject) else {
        return Some(finding(0));
    };
    let own = normal_name(item.text(TaskName));
    let mut others = found.entries.iter().map(|entry| (entry, normal_name(entry.text(Field::Item))));
    let fits = |named: &str| named.is_empty() || named.contains(&own) || own.contains(named);
    if own.is_empty() || others.clone().any(|(_, named)| fits(&named)) {
        return None;
    }
    let (entry, _) = others.next()?;
    Some(finding(1).arg(entry.text(Field::Item)).arg(entry.place_text()))
}
