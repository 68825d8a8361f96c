//! `task-code-does-not-compose`

use crate::code::{CodeKind, CreditCode, ItemCode};
use crate::dictionary::Dictionary;
use crate::element::Element::{
    self, CatalogCode, DeptCode, HandleItemCode, MaterialCode, TaskCode, TaskType, UseLevel,
};
use crate::element::Part;
use crate::finding::{Arg, Finding};
use crate::item::{Fields, ItemView};
use crate::fix::Proposal;
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<TaskCodeDoesNotCompose>(&META);

const META: Meta = Meta {
    id: "task-code-does-not-compose",
    title: Label::new("编码之间不一致", "Codes do not compose"),
    what: Label::new(
        "实施编码应由实施主体编码、行使层级、基本编码组成，办理项编码、材料编码以实施编码开头，基本编码第3–4位是事项类型；\
         其中一段与对应要素不同的，判确定问题。编码本身不合结构的由另一条款评判，这里不比较；没有可比较的不适用。",
        "The implementing code is composed of authority code, level and basic code; handling and material codes begin with it; \
         digits 3–4 of the basic code are the item type. Fails where a part differs from its element. Malformed codes are \
         another clause's business and not compared; does not apply when nothing can be compared.",
    ),
    why: Label::new(
        "编码对不上，平台无法把事项、办理项、材料和办件归到一起。",
        "With codes that do not match, the platform cannot bring items, materials and cases together.",
    ),
    needs: &[],
    messages: &[
        Label::new(
            "实施编码中的{0}为“{1}”，与{0}“{2}”不一致",
            "The implementing code holds “{1}” for “{0}”, which is “{2}”",
        ),
        Label::new(
            "{0}“{1}”不以实施编码“{2}”开头",
            "“{0}” “{1}” does not begin with the implementing code “{2}”",
        ),
        Label::new(
            "材料编码“{0}”不以本办理项编码“{1}”开头",
            "The material code “{0}” does not begin with the handling-item code “{1}”",
        ),
        Label::new(
            "基本编码第3–4位为“{0}”（{1}），事项类型却为“{2}”",
            "Digits 3–4 of the basic code are “{0}” ({1}), but the item type is “{2}”",
        ),
    ],
};

/// Message about a part of the implementing code.
const PART_DIFFERS: u8 = 0;

/// Areas whose type digits follow the national list: the national catalogue and Guangxi. Guangdong's do not.
const KNOWN_AREAS: [&str; 2] = ["00", "45"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TaskCodeDoesNotCompose {}

/// Findings so far, and whether anything was compared.
#[derive(Default)]
struct Comparison {
    compared: bool,
    findings: Vec<Finding>,
}

impl Comparison {
    fn require(&mut self, equal: bool, finding: impl FnOnce() -> Finding) {
        self.compared = true;
        if !equal {
            self.findings.push(finding());
        }
    }
}

impl ItemRule for TaskCodeDoesNotCompose {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let parse = |kind, element| ItemCode::parse(kind, item.text(element)).ok();
        let task = parse(CodeKind::Implementing, TaskCode);
        let handling = parse(CodeKind::Handling, HandleItemCode);
        let catalog = parse(CodeKind::Basic, CatalogCode);
        let mut comparison = Comparison::default();
        let by_handling = || handling.map(|code| (HandleItemCode, code));
        if let Some((element, code)) = task.map(|code| (TaskCode, code)).or_else(by_handling) {
            compare_parts(item, element, &code, catalog.as_ref(), &mut comparison);
            if let Some(whole) = code.implementing() {
                if let (TaskCode, Some(handling)) = (element, &handling) {
                    comparison.require(handling.implementing() == Some(whole), || {
                        let finding = Finding::fail(HandleItemCode, 1).value(item.value(HandleItemCode));
                        finding.arg(HandleItemCode).arg(handling.as_str()).arg(whole)
                    });
                }
                compare_materials(item, whole, handling.as_ref(), &mut comparison);
            }
        }
        if let Some(catalog) = catalog.or(task).or(handling) {
            compare_type(item, &catalog, &mut comparison);
        }
        if comparison.compared {
            Outcome::of(comparison.findings)
        } else {
            Outcome::NotApplicable
        }
    }

    fn fix(&self, item: &ItemView<'_>, finding: &Finding, _: &Context) -> Option<Proposal> {
        if finding.message != PART_DIFFERS || finding.element != TaskCode {
            return None;
        }
        let (authority, catalog) = (item.text(DeptCode), item.text(CatalogCode));
        CreditCode::parse(authority).ok().filter(CreditCode::subject_check_passes)?;
        ItemCode::parse(CodeKind::Basic, catalog).ok()?;
        let level = item.code(UseLevel)?;
        let written = ItemCode::parse(CodeKind::Implementing, item.text(TaskCode)).ok()?;
        let to = format!("{authority}{level}{catalog}");
        ItemCode::parse(CodeKind::Implementing, &to).ok()?;
        let same = [
            written.department() == Some(authority),
            written.level() == Some(level),
            written.basic().as_str() == catalog,
        ];
        let handling = ItemCode::parse(CodeKind::Handling, item.text(HandleItemCode)).ok();
        // The handling code was made of the right one: two of three say the same, and the third is wrong.
        let proven = handling.is_some_and(|code| code.implementing() == Some(to.as_str()));
        let one = same.iter().filter(|same| !**same).count() == 1;
        let why = Label::new("由实施主体编码、行使层级、基本编码组成", "composed of authority code, level and basic code");
        Some(if proven && one { Proposal::safe(to, why) } else { Proposal::suggested(to, why) })
    }
}

/// Authority, level and basic code within the implementing code.
fn compare_parts(
    item: &ItemView<'_>,
    element: Element,
    code: &ItemCode<'_>,
    catalog: Option<&ItemCode<'_>>,
    comparison: &mut Comparison,
) {
    let differs = |part: Element, found: &str, stated: &str| {
        let finding = Finding::fail(element, PART_DIFFERS).value(item.value(element));
        finding.arg(part).arg((part, found)).arg((part, stated))
    };
    let authority = item.text(DeptCode);
    if CreditCode::parse(authority).is_ok() || (CreditCode::is_temporary(authority) && authority.len() == 18) {
        let found = code.department().unwrap_or_default();
        comparison.require(found == authority, || differs(DeptCode, found, authority));
    }
    if let (Some(_), Some(level)) = (item.value(UseLevel), code.level()) {
        let stated = item.codes(UseLevel);
        if !stated.is_empty() {
            comparison.require(stated.contains(&level), || differs(UseLevel, level, item.text(UseLevel)));
        }
    }
    if let Some(catalog) = catalog {
        let found = code.basic().as_str();
        comparison.require(found == catalog.as_str(), || differs(CatalogCode, found, catalog.as_str()));
    }
}

fn compare_materials(
    item: &ItemView<'_>,
    whole: &str,
    handling: Option<&ItemCode<'_>>,
    comparison: &mut Comparison,
) {
    for material in item.entries(Part::Material) {
        let Ok(code) = ItemCode::parse(CodeKind::Material, material.text(MaterialCode)) else {
            continue;
        };
        let about = |message| {
            Finding::fail(MaterialCode, message)
                .value(material.value(MaterialCode))
                .entry(material.number())
        };
        let of_item = code.implementing() == Some(whole);
        comparison.require(of_item, || about(1).arg(MaterialCode).arg(code.as_str()).arg(whole));
        // A handling item may list materials coded for its main item.
        if let (true, Some(own), Some(stated)) = (of_item, code.handling(), handling) {
            comparison.require(own == stated.as_str(), || about(2).arg(code.as_str()).arg(stated.as_str()));
        }
    }
}

fn compare_type(item: &ItemView<'_>, code: &ItemCode<'_>, comparison: &mut Comparison) {
    let basic = code.basic();
    let types = item.codes(TaskType);
    if types.is_empty() || !KNOWN_AREAS.contains(&basic.area()) {
        return;
    }
    let digits = basic.task_type();
    comparison.require(types.contains(&digits), || {
        Finding::fail(TaskType, 3)
            .value(item.value(TaskType))
            .arg(digits)
            .arg(Arg::Code(Dictionary::TaskType, digits.into()))
            .arg((TaskType, item.text(TaskType)))
    });
}
