//! `authority-code-contradicts-area`

use crate::code::{CreditCode, Registrar};
use crate::division::Division;
use crate::element::Element::{AreaCode, DeptCode, DeptName};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<AuthorityCodeContradictsArea>(&META);

const META: Meta = Meta {
    id: "authority-code-contradicts-area",
    title: Label::new("实施主体编码、名称与行政区划不符", "Authority's code or name contradicts the division"),
    what: Label::new(
        "实施主体名称以行政区划全称开头，而该地与行政区划代码所指的地方互不包含的，判确定问题；机关、事业单位的信用代码由外省登记的，\
         判确定问题；登记地为区内另一地方、区外同省另一设区的市的，为疑似（机构改革前登记的代码可能沿用）。登记地与所在地互相包含、\
         由中央登记（10开头）或为已撤销区划的合格；代码无效的由另一条款评判，这里不比较；没有可比较的不适用。",
        "Fails when the authority's name begins with a division's full name and neither that place nor the division code lies in the \
         other, or when a public body's credit code was registered in another province; suspects registration elsewhere in Guangxi, \
         or elsewhere in the same other province (codes outlive reforms). In order when one lies in the other, when registered \
         centrally (10…) or in an abolished division; invalid codes are another clause's; does not apply when nothing can be compared.",
    ),
    why: Label::new(
        "主体和区划对不上，事项就挂在了别的地方名下。",
        "If authority and division do not match, the item hangs under another place.",
    ),
    needs: &[AreaCode],
    messages: &[
        Label::new(
            "实施主体“{0}”是{1}的机构，行政区划代码“{2}”却是{3}",
            "The authority “{0}” is of {1}, but the division code “{2}” is {3}",
        ),
        Label::new(
            "实施主体编码“{0}”的登记地（{1}）不在行政区划“{2}”所在的省、自治区",
            "The authority code “{0}” was registered ({1}) outside the province of the division “{2}”",
        ),
        Label::new(
            "实施主体编码“{0}”的登记地（{1}）与行政区划“{2}”不一致",
            "The place where “{0}” was registered ({1}) does not match the division “{2}”",
        ),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AuthorityCodeContradictsArea {}

impl ItemRule for AuthorityCodeContradictsArea {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let text = item.text(AreaCode);
        if text.is_empty() {
            return Outcome::NotApplicable;
        }
        let Some(area) = digits_of(text) else {
            return Outcome::NotChecked(Reason::Unreadable);
        };
        let name = item.text(DeptName);
        let code = CreditCode::parse(item.text(DeptCode)).ok();
        if name.is_empty() && code.is_none() {
            return Outcome::NotApplicable;
        }
        // One wrong division code would otherwise be said twice.
        let by_code = || code.and_then(|code| by_code(item, &code, area));
        Outcome::of_one(by_name(item, name, area).or_else(by_code))
    }
}

/// The digits of `450721`, `450721000000` or `450721(灵山县)`.
fn digits_of(text: &str) -> Option<&str> {
    let digits = text.split(|c: char| !c.is_ascii_digit()).next()?;
    matches!(digits.len(), 6 | 9 | 12).then_some(digits)
}

/// One lies in the other.
fn touch(a: &Division, b: &Division) -> bool {
    a.is_within(b) || b.is_within(a)
}

fn by_name(item: &ItemView<'_>, name: &str, area: &str) -> Option<Finding> {
    // Most authorities are named after the division they belong to; no other look is needed then.
    let area = Division::by_code(area)?;
    if name.starts_with(area.name()) {
        return None;
    }
    let mut places = Division::names_in(name);
    let (range, first) = places.next().filter(|(range, _)| range.start == 0)?;
    // Only full names: 北海 and 桂林 also begin names of institutions that serve other places.
    let full = name.get(range) == Some(first.name());
    if !full || touch(first, area) || places.any(|(_, place)| touch(place, area)) {
        return None;
    }
    let finding = Finding::fail(AreaCode, 0).value(item.value(AreaCode));
    Some(finding.arg(name).arg(first.name()).arg(item.text(AreaCode)).arg(area.name()))
}

fn by_code(item: &ItemView<'_>, code: &CreditCode<'_>, area: &str) -> Option<Finding> {
    let place = code.division();
    // 000000 and 100000 stand for the nation.
    let national = |code: &str| code.starts_with("00") || code.starts_with("10");
    if national(place) || national(area) || code.registrar() != Registrar::Staffing {
        return None;
    }
    let same = |length: usize| place.get(..length) == area.get(..length);
    let message = if !same(2) {
        1
    } else if place.starts_with("45") {
        let (registered, area) = (Division::by_code(place)?, Division::by_code(area)?);
        if touch(registered, area) {
            return None;
        }
        2
    } else {
        let whole_province = |code: &str| code.get(2..4) == Some("00");
        if same(4) || whole_province(place) || whole_province(area) {
            return None;
        }
        2
    };
    let finding = if message == 1 {
        Finding::fail(DeptCode, message)
    } else {
        Finding::suspect(DeptCode, message)
    };
    let shown = Division::by_code(place).map_or(place, |division| division.name());
    Some(finding.value(item.value(DeptCode)).arg(code.as_str()).arg(shown).arg(item.text(AreaCode)))
}
