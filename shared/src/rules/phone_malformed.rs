//! `phone-malformed`

use crate::element::Element::{self, AreaCode, LinkWay, SpecialTel, SuperviseWay, WindowPhone};
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{Fields, ItemView, ValueId};
use crate::fix::Proposal;
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::is_placeholder;
use crate::text::phone::{Kind, Malformed, Phone, area_before, area_of, phones_in, unglued};
use crate::text::vocabulary::Vocabulary;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<PhoneMalformed>(&META);

const META: Meta = Meta {
    id: "phone-malformed",
    title: Label::new("电话号码不规范", "Telephone number badly written"),
    what: Label::new(
        "咨询、监督投诉、窗口、特别程序电话：没有区号、双连字符、用中文破折号、两个号码粘连、位数不对、数字“0”写成字母“O”的，判确定问题；手机号\
         （是否个人的由人判断）、全栏只有六至九位数字而不像任何号码的、区号与号码之间没有分隔的、跟在带区号号码后面省略区号的、与QQ或邮编写在一起的，列为疑似；12345、114、400等服务号码\
         合格；没有号码的不判。",
        "Looks at all telephone elements: fails for a missing area code, a double hyphen, a Chinese dash, numbers glued \
         together, a wrong number of digits and the letter O for 0; suspects mobile numbers (whether personal is for a person to judge), a cell of \
         six to nine digits that are no known number, an area code with nothing between it and the number, a \
         short number after one with area code and numbers beside QQ or postcodes; service numbers such as 12345, 114, \
         400 are in order; texts without a number are not judged.",
    ),
    why: Label::new("号码写错、缺区号，外地群众打不通，手机上也点不开。", "A number without area code or with wrong signs cannot be dialled from elsewhere or tapped on a phone."),
    needs: &[],
    messages: &[
        Label::new("电话“{0}”没有区号", "The number “{0}” has no area code"),
        Label::new("电话“{0}”有两个连字符", "The number “{0}” has two hyphens"),
        Label::new("电话“{0}”用了破折号，应用半角连字符“-”", "The number “{0}” has a dash where a hyphen “-” belongs"),
        Label::new("电话“{0}”似为两个号码连在一起，应当分开", "“{0}” seems to be two numbers without anything between them"),
        Label::new("电话“{0}”位数不对", "The number “{0}” has too many or too few digits"),
        Label::new("电话“{0}”的区号不存在", "The number “{0}” has an area code that does not exist"),
        Label::new("“{0}”是手机号，请核对是否个人号码，应公布单位固定电话", "“{0}” is a mobile number: check whether it is personal; the office's own number should be given"),
        Label::new("号码“{0}”没有区号，请核对是否电话号码、是否省略了区号", "“{0}” has no area code: check whether it is a telephone number and lacks it"),
        Label::new("电话“{0}”的区号与号码之间没有分隔，应写作“区号-号码”", "“{0}” has nothing between area code and number: write a hyphen"),
        Label::new("电话“{0}”把数字“0”写成了字母“O”", "The number “{0}” has the letter O where the digit 0 belongs"),
        Label::new("电话“{0}”区号后面的号码开头不对，固定电话号码以2至8开头", "In “{0}” the number after the area code begins wrongly: landlines begin with 2 to 8"),
    ],
};

const HYPHEN: Label = Label::new("区号与号码之间用一个半角连字符", "one hyphen between area code and number");
const AREA: Label = Label::new("补上所在市的区号，请核对", "with the area code of the city: check it");
const GLUED: Label = Label::new("把连在一起的号码分开，请核对", "the numbers one by one: check them");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PhoneMalformed {
    /// Words beside which digits may be no telephone number.
    others: Vocabulary,
    /// Service numbers that may follow an area code.
    services: Vocabulary,
}

impl ItemRule for PhoneMalformed {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        if ![LinkWay, SuperviseWay, WindowPhone, SpecialTel].into_iter().any(|element| item.is_provided(element)) {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        let mut any = false;
        let mut found = Vec::new();
        let mut judge = |element: Element, text: &str, entry: Option<u16>, value: Option<ValueId>| {
            if is_placeholder(text) {
                return;
            }
            any = true;
            found.extend(self.judge(element, text).map(|finding| Finding { entry, value, ..finding }));
        };
        for element in [LinkWay, SuperviseWay] {
            judge(element, item.text(element), None, item.value(element));
        }
        for (part, element) in [(Part::Window, WindowPhone), (Part::Special, SpecialTel)] {
            for entry in item.entries(part) {
                judge(element, entry.text(element), Some(entry.number()), entry.value(element));
            }
        }
        if any { Outcome::of(found) } else { Outcome::NotApplicable }
    }

    fn fix(&self, item: &ItemView<'_>, finding: &Finding, _: &Context) -> Option<Proposal> {
        let text = item.list().trimmed(finding.value?);
        let (mut to, mut why, mut safe) = (text.to_owned(), HYPHEN, true);
        for phone in phones_in(text).iter().rev() {
            let shown = text.get(phone.range.clone())?;
            let mut range = phone.range.clone();
            let new = match (self.defect(phone, shown), &phone.kind) {
                (None, _) => continue,
                // Only the sign between area and number, or a letter for 0, is wrong.
                (Some(1 | 2 | 8 | 9), _) => phone.normal_form().filter(|new| new.matches('-').count() == 1)?,
                (Some(0), Kind::NoArea { number, .. }) => {
                    // An extension behind the range stays where it is.
                    let own = if is_digits(shown) { number.clone() } else { phone.normal_form()? };
                    if let Some((start, area)) = area_before(text, range.start) {
                        range.start = start;
                        format!("{area}-{own}")
                    } else {
                        (why, safe) = (AREA, false);
                        format!("{}-{own}", area_of(item.text(AreaCode))?)
                    }
                }
                (Some(3), _) => {
                    (why, safe) = (GLUED, false);
                    unglued(shown)?.join("，")
                }
                _ => return None,
            };
            to.replace_range(range, &new);
        }
        if self.judge(finding.element, &to).is_some() {
            return None;
        }
        Some(if safe { Proposal::safe(to, why) } else { Proposal::suggested(to, why) })
    }
}

impl PhoneMalformed {
    /// The first certain problem of a text, else the first suspected one.
    fn judge(&self, element: Element, text: &str) -> Option<Finding> {
        if is_plain(text) {
            return None;
        }
        let phones = phones_in(text);
        let beside = self.others.find(text).is_some();
        let mut suspected = None;
        let mut area_before = false;
        for phone in &phones {
            let shown = text.get(phone.range.clone()).unwrap_or_default();
            let after_area = area_before;
            area_before |= matches!(phone.kind, Kind::Landline { .. });
            let (certain, message) = match self.defect(phone, shown) {
                None => continue,
                Some(0) if after_area || beside => (false, 7),
                Some(message) => (!matches!(message, 6 | 8) && !beside, message),
            };
            if certain {
                return Some(Finding::fail(element, message).arg(shown));
            }
            suspected = suspected.or_else(|| Some(Finding::suspect(element, message).arg(shown)));
        }
        // Digits and nothing else in a cell for telephones that are no number of any kind.
        let alone = phones.is_empty() && is_digits(text) && !self.services.has(text);
        let message = match text.chars().count() {
            7 | 8 => 7,
            6 | 9..=16 => 4,
            _ => return suspected,
        };
        suspected.or_else(|| alone.then(|| Finding::suspect(element, message).arg(text)))
    }

    /// Index of the message for what is wrong with a number.
    fn defect(&self, phone: &Phone, shown: &str) -> Option<u8> {
        match &phone.kind {
            // An area code and a number can be told apart in one way only, so that these are dialled rightly all the same.
            Kind::Landline { .. } if is_digits(shown) => Some(8),
            Kind::Landline { .. } | Kind::Service(_) => None,
            Kind::NoArea { .. } => Some(0),
            Kind::Mobile(_) => Some(6),
            Kind::Malformed { why, .. } => match why {
                Malformed::DoubleHyphen => Some(1),
                Malformed::ForeignDash => Some(2),
                Malformed::Glued => Some(3),
                Malformed::Length => {
                    let number = shown.split_once('-').map_or("", |(_, number)| number);
                    // As many digits as a number has: then it is the first of them that is wrong.
                    let whole = matches!(number.len(), 7 | 8) && number.bytes().all(|b| b.is_ascii_digit());
                    (!self.services.has(number)).then_some(if whole { 10 } else { 4 })
                }
                Malformed::Area => Some(5),
                Malformed::Letter => Some(9),
            },
        }
    }
}

fn is_digits(text: &str) -> bool {
    text.chars().all(char::is_numeric)
}

/// `0777-6428820` and nothing else: what nearly every number looks like.
fn is_plain(text: &str) -> bool {
    let Some((area, number)) = text.split_once('-') else { return false };
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    area.len() == 4
        && area.as_bytes().starts_with(b"07")
        && matches!(number.len(), 7 | 8)
        && matches!(number.as_bytes().first(), Some(b'2'..=b'8'))
        && digits(area)
        && digits(number)
}
