//! `level-contradicts-authority`

use crate::code::{CodeKind, ItemCode};
use crate::dictionary::Dictionary;
use crate::division::{Division, Level};
use crate::element::Element::{AreaCode, DeptName, ItemSource, TaskCode, UseLevel};
use crate::finding::{Arg, Finding};
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<LevelContradictsAuthority>(&META);

const META: Meta = Meta {
    id: "level-contradicts-authority",
    title: Label::new("行使层级与实施主体级别不符", "Level contradicts the authority"),
    what: Label::new(
        "比较行使层级与行政区划代码的级别（自治区2、市3、县4、乡5）。层级高于该级别而实施主体名称正好以该区划命名（不是分局、乡镇街道）、\
         权力来源为法定本级行使或未填、实施编码中的层级也没有不同的，判确定问题；其余不符的（派出机构、开发区、下放委托、市局行使城区的县级权限等可能有理由）\
         为疑似。层级含该级别、含国家级，或乡村两级用县级区划代码的合格；区划代码不在区划表中的不判。",
        "Compares the level with that of the division code (region 2, city 3, county 4, township 5). Where the level is higher, fails \
         when the authority is named after just that division (no branch, no township), its power is its own or not stated, and the \
         implementing code does not already differ; otherwise suspected (branches, development zones, delegated powers). Passes \
         when the level is among those stated, is national, or a township or village uses its county's code; codes that the table \
         lacks are not judged.",
    ),
    why: Label::new(
        "层级错了，事项就归到别的机关名下，复议、监督的机关也跟着错。",
        "A wrong level puts the item under another organ, with the wrong bodies for review and supervision.",
    ),
    needs: &[UseLevel, AreaCode],
    messages: &[Label::new(
        "行使层级为“{0}”，但行政区划“{1}”（{2}）是“{3}”",
        "The level is “{0}”, but the division “{1}” ({2}) is of the level “{3}”",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LevelContradictsAuthority {}

impl ItemRule for LevelContradictsAuthority {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let area = item.text(AreaCode);
        if area.is_empty() || item.is_empty(UseLevel) {
            return Outcome::NotApplicable;
        }
        // Nearly all state their own level; what else there is to say needs a closer look.
        let division = Division::by_code(digits_of(area));
        if division.is_some_and(|division| item.has_code(UseLevel, level_code(division.level()))) {
            return Outcome::Pass;
        }
        let levels = item.codes(UseLevel);
        let (Some(division), false) = (division, levels.is_empty()) else {
            return Outcome::NotChecked(Reason::Unreadable);
        };
        let own = level_code(division.level());
        let below_county = division.level() == Level::County && levels.iter().any(|level| matches!(*level, "5" | "6"));
        let village = division.level() == Level::Township && levels.contains(&"6");
        let name = item.text(DeptName);
        let township = name.contains(['镇', '乡', '村']) || name.contains("街道") || name.contains("社区");
        let of_county = is_named_after(name, division) && !township;
        if levels.contains(&"1") || village || (below_county && !of_county) {
            return Outcome::Pass;
        }
        // A city's bureau may hold a county's power in its districts; a county's bureau holds no city's power by itself.
        let above = levels.iter().all(|level| *level < own);
        let certain = above
            && of_county
            && matches!(item.code(ItemSource), None | Some("1"))
            && !code_differs(item, &levels);
        let finding = if certain {
            Finding::fail(UseLevel, 0)
        } else {
            Finding::suspect(UseLevel, 0)
        };
        let stated = levels.first().copied().unwrap_or_default();
        Outcome::Found(vec![
            finding
                .value(item.value(UseLevel))
                .arg(Arg::Code(Dictionary::UseLevel, stated.into()))
                .arg(division.name())
                .arg(area)
                .arg(Arg::Code(Dictionary::UseLevel, own.into())),
        ])
    }
}

/// `450721` of `450721(灵山县)`.
fn digits_of(area: &str) -> &str {
    area.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default()
}

const fn level_code(level: Level) -> &'static str {
    match level {
        Level::Region => "2",
        Level::City => "3",
        Level::County => "4",
        Level::Township => "5",
    }
}

/// The authority carries the division's full name and no other place: 灵山县行政审批局, not 南宁市自然资源局兴宁分局.
fn is_named_after(name: &str, division: &'static Division) -> bool {
    let Some(rest) = name.strip_prefix(division.name()) else {
        return false;
    };
    !rest.is_empty()
        && Division::names_in(rest).next().is_none()
        && !["分局", "分", "派出", "开发区", "管理委员会", "管委会", "支队", "大队"].iter().any(|word| rest.contains(word))
}

/// Whether the implementing code holds another level than stated: then that clause reports it.
fn code_differs(item: &ItemView<'_>, levels: &[&str]) -> bool {
    let code = ItemCode::parse(CodeKind::Implementing, item.text(TaskCode)).ok();
    code.and_then(|code| code.level()).is_some_and(|level| !levels.contains(&level))
}
