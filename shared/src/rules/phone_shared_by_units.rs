//! `phone-shared-by-units`

use crate::element::Element::LinkWay;
use crate::finding::Finding;
use crate::item::{Fields, List};
use crate::locale::Label;
use crate::rule::{Context, ListReport, ListRule, Meta, Outcome, Rule};
use crate::telephones::{enquiries, telephones};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::list::<PhoneSharedByUnits>(&META);

const META: Meta = Meta {
    id: "phone-shared-by-units",
    title: Label::new("多个单位用同一个咨询电话", "One enquiry number for many units"),
    what: Label::new(
        "清单中`units`个以上单位的咨询方式写同一个固定电话或手机号的，判疑似，由人核对是不是公共的咨询台；12345一类服务号码不算。\
         没有号码的不适用。",
        "Suspects a landline or mobile number that `units` or more authorities of the list give for enquiries: a person checks whether it \
         is a common desk; service numbers such as 12345 do not count. Does not apply without a number.",
    ),
    why: Label::new(
        "各单位都写同一个电话，往往没有人能答复具体的事项。",
        "Where all units give one number, often nobody there can answer.",
    ),
    needs: &[LinkWay],
    messages: &[Label::new(
        "咨询电话“{0}”有{1}个单位在用，请核对能否答复本事项",
        "The number “{0}” is given by {1} units: check whether it can answer for this item",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PhoneSharedByUnits {
    /// Number of units from which a number is suspected.
    units: usize,
}

impl ListRule for PhoneSharedByUnits {
    fn check(&self, list: &List, _: &Context, report: &mut ListReport) {
        let (telephones, enquiries) = (telephones(list), enquiries(list));
        for item in list.outlines() {
            let numbers = telephones.of_element(&item, LinkWay);
            if numbers.is_empty() {
                report.say(item.index(), Outcome::NotApplicable);
                continue;
            }
            let shared = numbers.iter().flatten().find_map(|number| {
                let count = enquiries.units(*number);
                (count >= self.units).then(|| (telephones.normal_form(*number), count))
            });
            if let Some((number, count)) = shared {
                let finding = Finding::suspect(LinkWay, 0).value(item.value(LinkWay));
                report.say(item.index(), Outcome::Found(vec![finding.arg(number).arg(count)]));
            }
        }
    }
}
