//! `supervise-phone-is-enquiry-phone`

use crate::element::Element::{LinkWay, SuperviseWay, UseLevel};
use crate::finding::Finding;
use crate::item::{Fields, List};
use crate::locale::Label;
use crate::rule::{Context, ListReport, ListRule, Meta, Outcome, Rule};
use crate::telephones::{enquiries, telephones};
use crate::versions::same;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::list::<SupervisePhoneIsEnquiryPhone>(&META);

const META: Meta = Meta {
    id: "supervise-phone-is-enquiry-phone",
    title: Label::new("监督投诉电话与咨询电话相同", "Complaints go to the enquiry number"),
    what: Label::new(
        "监督投诉方式的每一个固定电话或手机号都是本事项咨询方式的号码的，判确定问题，乡级、村级事项判疑似（往往只有一部电话）；不同于本事项、却是\
         同一单位其他事项咨询电话的，判疑似；只有一部分相同的、12345一类服务号码合格；总机相同而分机不同的是不同的号码；有一栏没有号码、只有写明几个分机的号码的不适用。",
        "Fails when every landline or mobile number for complaints is one of the item's enquiry numbers, suspected for townships and \
         villages, which often have one telephone; suspected as well when it is the enquiry number of another item of the same \
         authority. Passes when only some are the same, and for service numbers; the same number with other extensions is another number. Does not apply when one of the two has no number, or only one with several extensions.",
    ),
    why: Label::new(
        "投诉打到被投诉的窗口，等于没有监督渠道。",
        "Complaints that reach the very counter complained of are no supervision.",
    ),
    needs: &[LinkWay, SuperviseWay],
    messages: &[
        Label::new("监督投诉电话“{0}”就是咨询电话", "The number for complaints “{0}” is that for enquiries"),
        Label::new(
            "监督投诉电话“{0}”是本单位其他事项的咨询电话",
            "The number for complaints “{0}” is that for enquiries in other items of the unit",
        ),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SupervisePhoneIsEnquiryPhone {}

impl ListRule for SupervisePhoneIsEnquiryPhone {
    fn check(&self, list: &List, _: &Context, report: &mut ListReport) {
        let (telephones, enquiries) = (telephones(list), enquiries(list));
        for (item, &authority) in list.outlines().zip(&same(list).authority) {
            let [own, complaints] = [LinkWay, SuperviseWay].map(|element| telephones.of_element(&item, element));
            let (false, Some(&first)) = (own.is_empty(), complaints.first()) else {
                report.say(item.index(), Outcome::NotApplicable);
                continue;
            };
            let finding = if complaints.iter().all(|number| own.contains(number)) {
                let small = item.code(UseLevel).is_none_or(|level| matches!(level, "5" | "6"));
                Some(if small { Finding::suspect(SuperviseWay, 0) } else { Finding::fail(SuperviseWay, 0) })
            } else if complaints.iter().all(|number| number.is_some_and(|number| enquiries.has(number, authority))) {
                Some(Finding::suspect(SuperviseWay, 1))
            } else {
                None
            };
            if let Some((finding, first)) = finding.zip(first) {
                let finding = finding.value(item.value(SuperviseWay)).arg(telephones.normal_form(first));
                report.say(item.index(), Outcome::Found(vec![finding]));
            }
        }
    }
}
