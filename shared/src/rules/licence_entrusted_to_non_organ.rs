//! `licence-entrusted-to-non-organ`

use crate::code::CreditCode;
use crate::element::Element::{DeptCode, DeptName, DeptType, ItemSource};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::bare_title;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<LicenceEntrustedToNonOrgan>(&META);

const META: Meta = Meta {
    id: "licence-entrusted-to-non-organ",
    title: Label::new("受委托实施许可的不像行政机关", "Licence entrusted to what seems no organ"),
    what: Label::new(
        "受委托实施（主体性质为受委托组织，或权力来源为委托），而实施主体的名称以`bodies`中的词（中心、公司、协会等）结尾的，\
         或者统一社会信用代码不是机关（不以11开头）的，判疑似；`organs`中的机构不算。不是委托的不适用。",
        "Where the power is entrusted, suspects authorities whose name ends as in `bodies` (centre, company, association) or whose credit \
         code is not an organ's (beginning 11); those of `organs` are left alone. Does not apply without entrustment.",
    ),
    why: Label::new(
        "许可只能委托其他行政机关实施，委托给事业单位、企业、协会的无效。",
        "A licence may only be entrusted to another administrative organ.",
    ),
    needs: &[DeptName],
    messages: &[Label::new(
        "受委托实施许可的“{0}”像是{1}，请核对它是不是行政机关",
        "The licence is entrusted to “{0}”, which seems to be {1}: check whether it is an organ",
    )],
};

const BODY: Label = Label::new("事业单位、企业或社会组织", "an institution, company or association");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LicenceEntrustedToNonOrgan {
    /// Endings of names of bodies that are no organs.
    bodies: Vec<String>,
    /// Endings of names of organs that look like them.
    organs: Vec<String>,
}

impl ItemRule for LicenceEntrustedToNonOrgan {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        if !item.is_provided(DeptType) && !item.is_provided(ItemSource) {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        let entrusted = item.code(DeptType) == Some("3") || matches!(item.code(ItemSource), Some("5" | "6"));
        let name = bare_title(item.text(DeptName));
        if !entrusted || name.is_empty() {
            return Outcome::NotApplicable;
        }
        let ends = |endings: &[String]| endings.iter().any(|ending| name.ends_with(ending.as_str()));
        let coded = CreditCode::parse(item.text(DeptCode)).is_ok() && !item.text(DeptCode).starts_with("11");
        if ends(&self.organs) || !(coded || ends(&self.bodies)) {
            return Outcome::Pass;
        }
        let finding = Finding::suspect(DeptName, 0).value(item.value(DeptName));
        Outcome::Found(vec![finding.arg(name).arg(BODY)])
    }
}
