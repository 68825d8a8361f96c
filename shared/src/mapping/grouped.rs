//! Titles below an upper header cell: `法定办结时限` above `单位`, `办结时限` above `法定`, `咨询方式` above `电话`.
//!
//! The upper cell says whose the lower one is. Where both together are no known title the lower one counts alone only
//! if nothing above it speaks against that: `办结时限` below `法定…` is not the promised limit it is elsewhere.

use super::similar::TELLING;
use super::title::{Candidate, Title};
use crate::element::{Element, Part};

/// Lower titles for the number itself beside a unit of its own.
const VALUES: &[&str] = &["时限", "期限", "数值", "天数", "日数", "值", "数量", "时间"];

/// Ends of upper titles that a lower one takes the place of: `咨询方式` above `电话` is `咨询电话`.
const ENDS: &[&str] = &["方式", "渠道", "途径", "信息", "情况"];

/// Words of an upper title that make another thing even of an element's own name: `前置审批` above `事项名称`.
const BINDING: &[&str] = &[
    "法定", "承诺", "咨询", "投诉", "监督", "主项", "子项", "前", "关联", "委托", "特别", "环节", "窗口",
    "材料", "中介", "预约", "快递", "网", "移动", "查询", "其他", "其它", "上级",
];

/// What both cells together name of the item itself.
pub(crate) fn together(group: &str, title: &Title) -> Option<Candidate> {
    let group = Title::of(group).text;
    let lower = title.text.as_str();
    let known = |text: &str| Title::of(text).within(Part::Main);
    known(&format!("{group}{lower}"))
        .or_else(|| {
            let stem = ENDS.iter().find_map(|end| group.strip_suffix(end))?;
            known(&format!("{stem}{lower}"))
        })
        .or_else(|| known(&group).filter(|upper| repeats(&group, lower, upper.element, title)))
        .or_else(|| {
            let names_itself = !title.candidates().is_empty();
            (!names_itself && !lower.is_empty()).then(|| known(&format!("{lower}{group}")))?
        })
}

/// Whether the lower title only says again, or more shortly, what the upper one says.
fn repeats(group: &str, lower: &str, upper: Element, title: &Title) -> bool {
    let is_limit = matches!(upper, Element::AnticipateDay | Element::PromiseDay);
    (!lower.is_empty() && group.ends_with(lower))
        || (is_limit && (VALUES.contains(&lower) || title.is_unit()))
}

/// What the lower title means by itself below `group`, if that does not speak against it.
pub(crate) fn alone(group: &str, title: &Title) -> Option<Candidate> {
    let [only] = title.candidates() else { return None };
    let group = Title::of(group).text;
    // “时限、收费和结果” is a heading, not the first half of a title.
    let is_heading = group.contains(['、', '和', '及', '与']);
    let words = if only.rank == 0 || is_heading {
        BINDING
    } else {
        TELLING
    };
    let name = only.element.spec().name.zh;
    let against = |word: &&str| group.contains(*word) && !title.text.contains(*word) && !name.contains(*word);
    (only.element.part() == Part::Main && !title.is_generic() && !words.iter().any(against)).then_some(*only)
}

#[cfg(test)]
mod tests {
    use super::{alone, together};
    use crate::element::Element;
    use crate::mapping::title::Title;

    #[test]
    fn upper_and_lower_titles_are_read_together() {
        for (group, title, element) in [
            ("法定办结时限", "办结时限", Element::AnticipateDay),
            ("承诺办结时限", "办结时限", Element::PromiseDay),
            ("法定办结时限", "单位", Element::AnticipateType),
            ("法定办结时限", "时限", Element::AnticipateDay),
            ("法定办结时限", "数值", Element::AnticipateDay),
            ("法定办结时限", "天数", Element::AnticipateDay),
            ("承诺时限", "值", Element::PromiseDay),
            ("承诺时限", "工作日", Element::PromiseDay),
            ("办结时限", "法定", Element::AnticipateDay),
            ("办结时限", "承诺", Element::PromiseDay),
            ("时限", "承诺", Element::PromiseDay),
            ("咨询方式", "电话", Element::LinkWay),
            ("监督投诉方式", "电话", Element::SuperviseWay),
            ("主题分类", "自然人", Element::NaturalTheme),
            ("主题分类", "法人", Element::LegalTheme),
        ] {
            let found = together(group, &Title::of(title)).map(|found| found.element);
            assert_eq!(found, Some(element), "{group}/{title}");
        }
        for (group, title) in [
            ("咨询方式", "地址"),
            ("咨询方式", "网址"),
            ("法定办结时限", "依据"),
            ("通办", "说明"),
            ("受理条件", "数值"),
        ] {
            assert_eq!(together(group, &Title::of(title)), None, "{group}/{title}");
        }
    }

    #[test]
    fn a_lower_title_counts_alone_only_where_nothing_speaks_against_it() {
        for (group, title, element) in [
            ("通办", "通办范围", Some(Element::HandleArea)),
            ("办理时限及收费", "法定时限", Some(Element::AnticipateDay)),
            ("办理方式", "到办事现场次数", Some(Element::SceneNumber)),
            ("收费", "是否收费", Some(Element::IsFee)),
            ("法定", "办结时限", None),
            ("法定要求", "办理时限", None),
            ("预约", "办理地址", None),
            ("前置审批", "事项名称", None),
            ("委托事项", "实施编码", None),
            ("其他", "说明", None),
        ] {
            let found = alone(group, &Title::of(title)).map(|found| found.element);
            assert_eq!(found, element, "{group}/{title}");
        }
    }
}
