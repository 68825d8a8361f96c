//! `online-address-missing`

use crate::element::Element::{self, IsOnline, LinkAddress, LoginUrl, MobileUrl, OnlineAddress, OnlineDepth};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<OnlineAddressMissing>(&META);

const META: Meta = Meta {
    id: "online-address-missing",
    title: Label::new("网办事项没有在线办理地址或办理深度", "Online item without address or depth"),
    what: Label::new(
        "“是否网办”为“是”，而在线办理地址（或计算机端跳转地址）、网上办理深度为空或写“无”的，逐项判确定问题；\
         地址填在计算机端跳转地址、移动端办理地址的合格；只填了登录地址的为疑似；文件中没有的列不判；不网办的不适用。",
        "For online items, fails for each of address and depth that is blank or a placeholder; an address given as desktop \
         or mobile address will do; a login address alone is suspected; columns the file lacks are not judged; does not \
         apply to items not online.",
    ),
    why: Label::new(
        "写着能网上办，却不告诉人到哪里办、能办到哪一步。",
        "It claims to be online without saying where, or how far one gets.",
    ),
    needs: &[IsOnline],
    messages: &[
        Label::new("“是否网办”为“是”，但“{0}”没有填写", "The item is online, but “{0}” is not filled in"),
        Label::new("“是否网办”为“是”，但“{0}”填的是“{1}”", "The item is online, but “{0}” reads “{1}”"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OnlineAddressMissing {}

impl ItemRule for OnlineAddressMissing {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        match item.flag(IsOnline) {
            Some(true) => {}
            Some(false) => return Outcome::NotApplicable,
            None if item.is_blank(IsOnline) => return Outcome::NotApplicable,
            None => return Outcome::NotChecked(Reason::Unreadable),
        }
        let address = [OnlineAddress, LinkAddress]
            .into_iter()
            .find(|element| item.is_provided(*element));
        if address.is_none() && !item.is_provided(OnlineDepth) {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        let missing = |element: Element| item.says_nothing(element);
        let mut findings = Vec::new();
        let nowhere = [OnlineAddress, LinkAddress, MobileUrl].into_iter().all(missing);
        if let Some(element) = address.filter(|_| nowhere) {
            findings.push(finding(item, element, missing(LoginUrl)));
        }
        if item.is_provided(OnlineDepth) && missing(OnlineDepth) {
            findings.push(finding(item, OnlineDepth, true));
        }
        Outcome::of(findings)
    }
}

fn finding(item: &ItemView<'_>, element: Element, certain: bool) -> Finding {
    let text = item.text(element);
    let message = u8::from(!text.is_empty());
    let finding = if certain {
        Finding::fail(element, message)
    } else {
        Finding::suspect(element, message)
    };
    finding.value(item.value(element)).arg(element).arg(text)
}
