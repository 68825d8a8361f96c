//! `online-possible-but-not`

use crate::dictionary::Dictionary;
use crate::element::Element::{IsOnline, OnlineDepth, Sensitives};
use crate::finding::{Arg, Finding};
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<OnlinePossibleButNot>(&META);

const META: Meta = Meta {
    id: "online-possible-but-not",
    title: Label::new("可网办而未网办或仅能咨询", "Not online, or for enquiries only"),
    what: Label::new(
        "“是否网办”为“是”而网上办理深度只有“互联网咨询”的，判确定问题；“是否网办”为“否”的，列为疑似（能否网办由人判断）；\
         涉密、敏感事项和没有填写的不适用。",
        "Fails when “online” is yes and the depth is enquiry only; suspects items that are not online (whether they could \
         be is for a person); does not apply to sensitive items and blank flags.",
    ),
    why: Label::new("只能咨询不能办，群众还是要跑现场。", "If only questions can be asked online, applicants must still come."),
    needs: &[IsOnline],
    messages: &[
        Label::new("“是否网办”为“是”，网上办理深度却只有“{0}”", "“Online” is yes, yet the depth is “{0}” only"),
        Label::new("“是否网办”为“否”，请核对是否确实不能网上办理", "“Online” is no: check whether it really cannot be done online"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OnlinePossibleButNot {}

impl ItemRule for OnlinePossibleButNot {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let sensitive = matches!(item.text(Sensitives), "1" | "是");
        let (Some(online), false) = (item.flag(IsOnline), sensitive) else {
            return Outcome::NotApplicable;
        };
        if !online {
            return Outcome::Found(vec![Finding::suspect(IsOnline, 1).value(item.value(IsOnline))]);
        }
        let depth = item.codes(OnlineDepth);
        let enquiry_only = !depth.is_empty() && depth.iter().all(|code| *code == "1");
        let finding = enquiry_only.then(|| {
            let mut finding = Finding::fail(OnlineDepth, 0).value(item.value(OnlineDepth));
            finding.args.push(Arg::Code(Dictionary::OnlineDepth, "1".into()));
            finding
        });
        Outcome::of_one(finding)
    }
}
