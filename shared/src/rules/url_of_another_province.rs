//! `url-of-another-province`

use crate::cells::{Cell, Cells};
use crate::element::Element::AreaCode;
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<UrlOfAnotherProvince>(&META);

const META: Meta = Meta {
    id: "url-of-another-province",
    title: Label::new("网址指向其他省份", "Address of another province"),
    what: Label::new(
        "`elements`各要素中的政府网址，域名属于`hosts`所列的另一个省份（与行政区划代码前两位不同）的，判疑似，由人打开核对；\
         本省、国家部委和其他域名合格；没有网址的不适用，行政区划读不出的不判。",
        "Suspects government addresses in `elements` whose host belongs to another province of `hosts` than the first two digits of the \
         division: a person opens them. Hosts of the own province, of ministries and others pass; does not apply without an address; \
         not checked when the division cannot be read.",
    ),
    why: Label::new("复制别处的网址，群众会办到外省去。", "With another place's address applicants end up elsewhere."),
    needs: &[AreaCode],
    messages: &[Label::new(
        "“{0}”的网址“{1}”属于其他省份，请打开核对",
        "The address “{1}” in “{0}” belongs to another province: open it",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UrlOfAnotherProvince {
    /// Elements judged.
    elements: Cells,
    /// Names of provinces in hosts (`gd` of `gd.gov.cn`) by the first two digits of their division codes.
    hosts: BTreeMap<String, Vec<String>>,
}

impl ItemRule for UrlOfAnotherProvince {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let own = item.text(AreaCode).get(..2).and_then(|code| self.hosts.get_key_value(code));
        let Some((own, _)) = own else {
            return if item.is_empty(AreaCode) {
                Outcome::NotApplicable
            } else {
                Outcome::NotChecked(Reason::Unreadable)
            };
        };
        self.elements.judge(item, |cell| self.judge(own, &cell))
    }
}

impl UrlOfAnotherProvince {
    fn judge(&self, own: &str, cell: &Cell<'_>) -> Option<Finding> {
        // The label before gov.cn names the province, a ministry or a city.
        let host = cell.text.match_indices(".gov.cn").find_map(|(at, _)| {
            let head = cell.text.get(..at)?;
            let start = head.rfind(|c: char| !c.is_ascii_alphanumeric() && c != '-').map_or(0, |at| at + 1);
            let label = head.get(start..)?;
            self.is_of_another(own, label).then_some((start, at))
        });
        let (start, end) = host?;
        let head = cell.text.get(..start)?;
        let from = head.rfind(|c: char| !c.is_ascii_graphic()).map_or(0, |at| at + head.get(at..).and_then(|t| t.chars().next()).map_or(0, char::len_utf8));
        let shown = cell.text.get(from..end + ".gov.cn".len())?;
        Some(cell.locate(Finding::suspect(cell.element, 0).arg(cell.element).arg(shown)))
    }

    fn is_of_another(&self, own: &str, label: &str) -> bool {
        let is = |name: &String| name.eq_ignore_ascii_case(label);
        // Most addresses are of the own province.
        if self.hosts.get(own).is_some_and(|names| names.iter().any(is)) {
            return false;
        }
        self.hosts.values().flatten().any(is)
    }
}
