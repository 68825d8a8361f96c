//! `item-code-malformed`

use crate::code::{CodeError, CodeKind, CodePart, ItemCode, OldForm, is_number_damage};
use crate::element::Element::{self, CatalogCode, HandleItemCode, MaterialCode, TaskCode};
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{Fields, ItemView, ValueId};
use crate::fix::{COMPACT, Proposal, compact};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::is_placeholder;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<ItemCodeMalformed>(&META);

const META: Meta = Meta {
    id: "item-code-malformed",
    title: Label::new("编码位数、字符或结构错误", "Malformed code"),
    what: Label::new(
        "基本编码（12位）、实施编码（31位）、业务办理项编码（33位）：位数不对、有编码中不用的字符、沿用旧编码或行使层级位\
         不是1–6的，判确定问题；其余各段（设定地区、事项类型、序号等）和材料编码（34或36位）不合结构的，为疑似。\
         为空的不适用；被表格软件当作数字损坏的不判，由读入提示说明。",
        "Basic (12), implementing (31) and handling-item codes (33 characters): fails for a wrong length, a foreign character, an \
         old form, or a level other than 1–6; suspects the other parts (area, type, serials) and material codes (34 or 36) that \
         do not fit. Does not apply to blanks; codes damaged by spreadsheets are not judged, for the reader reports them.",
    ),
    why: Label::new(
        "编码是各级平台对接的钥匙，错一位就对不上。",
        "Codes are what platforms are joined by; one wrong character and they do not match.",
    ),
    needs: &[],
    messages: &[
        Label::new("{0}“{1}”为{2}位，应为{3}位", "“{0}” “{1}” has {2} characters instead of {3}"),
        Label::new("{0}“{1}”第{2}位“{3}”不是编码使用的字符", "“{0}” “{1}”: character {2}, “{3}”, is not used in such codes"),
        Label::new("{0}“{1}”沿用了{2}，不是现行编码", "“{0}” “{1}” is in {2}, not the present one"),
        Label::new("{0}“{1}”第{2}位起的{3}为“{4}”，不合编码结构", "“{0}” “{1}”: {3} at {2} is “{4}”, which does not fit the structure"),
        Label::new("{0}填的是“{1}”，不是编码", "“{0}” reads “{1}”, which is no code"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemCodeMalformed {}

/// What one code gives.
enum Verdict {
    Nothing,
    Good,
    Damaged,
    Bad(Finding),
}

impl ItemRule for ItemCodeMalformed {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let main = [
            (CodeKind::Basic, CatalogCode),
            (CodeKind::Implementing, TaskCode),
            (CodeKind::Handling, HandleItemCode),
        ];
        let carried = main.iter().any(|(_, element)| item.is_provided(*element));
        if !carried && !item.is_provided(MaterialCode) {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        let (mut good, mut damaged, mut findings) = (false, false, Vec::new());
        let mut take = |verdict| match verdict {
            Verdict::Nothing => {}
            Verdict::Good => good = true,
            Verdict::Damaged => damaged = true,
            Verdict::Bad(finding) => findings.push(finding),
        };
        for (kind, element) in main {
            take(judge(kind, element, item.text(element), item.value(element)));
        }
        for material in item.entries(Part::Material) {
            let text = material.text(MaterialCode);
            let verdict = judge(CodeKind::Material, MaterialCode, text, material.value(MaterialCode));
            take(match verdict {
                Verdict::Bad(finding) => Verdict::Bad(finding.entry(material.number())),
                other => other,
            });
        }
        match (findings.is_empty(), damaged, good) {
            (false, _, _) => Outcome::Found(findings),
            (true, true, _) => Outcome::NotChecked(Reason::Unreadable),
            (true, false, true) => Outcome::Pass,
            (true, false, false) => Outcome::NotApplicable,
        }
    }

    fn fix(&self, item: &ItemView<'_>, finding: &Finding, _: &Context) -> Option<Proposal> {
        let to = compact(item.list().text(finding.value?));
        let kind = match finding.element {
            CatalogCode => CodeKind::Basic,
            TaskCode => CodeKind::Implementing,
            HandleItemCode => CodeKind::Handling,
            MaterialCode => CodeKind::Material,
            _ => return None,
        };
        ItemCode::parse(kind, &to).is_ok().then(|| Proposal::safe(to, COMPACT))
    }
}

fn judge(kind: CodeKind, element: Element, text: &str, value: Option<ValueId>) -> Verdict {
    let error = match ItemCode::parse(kind, text) {
        Ok(_) => return Verdict::Good,
        Err(CodeError::Empty) => return Verdict::Nothing,
        Err(error) => error,
    };
    let optional = matches!(kind, CodeKind::Handling | CodeKind::Material);
    if is_placeholder(text) {
        let finding = Finding::fail(element, 4).value(value).arg(element).arg(text);
        return if optional { Verdict::Nothing } else { Verdict::Bad(finding) };
    }
    if is_number_damage(text) || (kind == CodeKind::Basic && has_lost_zeros(text)) {
        return Verdict::Damaged;
    }
    // The structure of the parts is inferred from real codes, and material codes are the platform's own.
    let certain = kind != CodeKind::Material
        && !matches!(&error, CodeError::Part { part, .. } if *part != CodePart::Level);
    let make = |message| {
        let finding = if certain {
            Finding::fail(element, message)
        } else {
            Finding::suspect(element, message)
        };
        finding.value(value).arg(element).arg(text)
    };
    Verdict::Bad(match error {
        CodeError::Empty => return Verdict::Nothing,
        CodeError::OldForm(form) => make(2).arg(name_of_form(form)),
        CodeError::Length { expected, actual } => {
            let wanted: Vec<String> = expected.iter().map(ToString::to_string).collect();
            make(0).arg(actual).arg(wanted.join("/"))
        }
        CodeError::Character { position, found } => make(1).arg(position).arg(found.to_string()),
        CodeError::Part { part, position, found } => make(3).arg(position).arg(name_of_part(part)).arg(found),
    })
}

/// `104002000` for `000104002000`: the reader reports it.
fn has_lost_zeros(text: &str) -> bool {
    let digits = (8..12).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    digits && ItemCode::parse(CodeKind::Basic, &format!("{text:0>12}")).is_ok()
}

const fn name_of_form(form: OldForm) -> Label {
    match form {
        OldForm::DivisionLetters => Label::new("“区划字母-类型-序号”的旧编码", "an old form (division and letters)"),
        OldForm::DepartmentLetters => Label::new("“区划部门字母序号”的旧编码", "an old form (department letters)"),
        OldForm::Chain => Label::new("多段连接的旧编码", "an old form (chain of numbers)"),
    }
}

const fn name_of_part(part: CodePart) -> Label {
    match part {
        CodePart::Department => Label::new("实施主体编码", "the authority code"),
        CodePart::Level => Label::new("行使层级", "the level"),
        CodePart::Area => Label::new("设定地区", "the area"),
        CodePart::TaskType => Label::new("事项类型", "the item type"),
        CodePart::GuidingDepartment => Label::new("业务指导部门序号", "the guiding department"),
        CodePart::MainSerial => Label::new("主项序号", "the main serial"),
        CodePart::SubSerial => Label::new("子项序号", "the sub-item serial"),
        CodePart::HandlingSerial => Label::new("办理项序号", "the handling serial"),
        CodePart::MaterialSerial => Label::new("材料序号", "the material serial"),
    }
}
