//! Other wordings of known titles: words that people use for each other, and brackets that only explain.
//!
//! Words count as the same only where that makes no element another one: `承诺办结时间` is the limit, `办理时间` are
//! the hours; `投诉渠道` is the way to complain, whatever `咨询渠道` is.

use super::title::{self, Candidate, Title};
use crate::element::{Element, Kind, Part};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Words for the same, in the order in which they are replaced.
const WORDS: &[(&str, &str)] = &[
    ("电话号码", "电话"),
    ("联系电话", "电话"),
    ("服务电话", "电话"),
    ("联系方式", "方式"),
    ("途径", "方式"),
    ("渠道", "方式"),
    ("业务咨询", "咨询"),
    ("投诉举报", "投诉"),
    ("举报投诉", "投诉"),
    ("监督举报", "监督投诉"),
    ("代码", "编码"),
    ("办公地点", "办公地址"),
    ("最少到", "到"),
    ("网上办理", "网办"),
    ("收取费用", "收费"),
    ("能否", "是否"),
    ("是否可以", "是否"),
    ("是否可", "是否"),
    ("是否支持", "是否"),
    ("是否需要收费", "是否收费"),
];

/// Words for the length of a limit; elsewhere a time is not a number of days.
const LIMITS: &[&str] = &["时间", "期限", "天数", "日数"];

/// Words that make a title one of a limit.
const OF_LIMITS: &[&str] = &["法定", "承诺"];

/// Units that stand behind a stroke: `承诺期限/工作日`.
const UNITS: &[&str] = &["工作日", "个工作日", "自然日", "天"];

/// Words in brackets that say only what kind of thing a title ending so is.
const KINDS: &[(&str, &[&str])] = &[
    (
        "依据",
        &["法律", "法规", "法律法规", "法律法规规章", "政策文件", "条款"],
    ),
    ("收费依据", &["文号", "文件", "文件文号"]),
    ("主体", &["部门", "单位", "机关", "机构"]),
    ("机关", &["部门", "单位", "机构"]),
];

/// Shortest title that is compared, in characters: shorter ones say too little.
const SHORTEST: usize = 4;

/// How sure the known title is without a bracket that explains it, and one in other words.
const EXPLAINED: u8 = 92;
const REWORDED: u8 = 90;

/// Known titles in the words that stand for all others, with what they mean.
static REWORDED_TITLES: LazyLock<BTreeMap<String, Vec<Candidate>>> = LazyLock::new(|| {
    let mut all: BTreeMap<String, Vec<Candidate>> = BTreeMap::new();
    for (known, candidates) in title::all() {
        if !known.is_ascii() && !Title::of(known).is_generic() {
            all.entry(reworded(known)).or_default().extend(candidates);
        }
    }
    all
});

/// The element that the title means in other words, with how sure that is. `None` where it may be several.
pub(super) fn element(title: &Title, allowed: &impl Fn(Part) -> bool) -> Option<(Element, u8)> {
    let (text, _) = without_unit(&title.text);
    if let Some(stem) = text.split_once('(').map(|(stem, _)| stem) {
        let known = Title::of(stem);
        let of_stem = known.candidates().iter();
        let exact = of_stem.copied().find(|found| allowed(found.element.part()));
        let (element, sure) = match exact.filter(|_| !known.is_generic()) {
            Some(found) => (found.element, EXPLAINED),
            None => (by_words(stem, allowed)?, REWORDED),
        };
        return explains(stem, &text[stem.len()..], element).then_some((element, sure));
    }
    by_words(text, allowed).map(|element| (element, REWORDED))
}

/// The unit that stands behind a stroke.
pub(super) fn unit(title: &Title) -> Option<&str> {
    without_unit(&title.text).1
}

fn without_unit(text: &str) -> (&str, Option<&str>) {
    match text.rsplit_once('/').filter(|(_, unit)| UNITS.contains(unit)) {
        Some((title, unit)) => (title, Some(unit)),
        None => (text, None),
    }
}

fn by_words(text: &str, allowed: &impl Fn(Part) -> bool) -> Option<Element> {
    let text = reworded(text);
    if text.chars().count() < SHORTEST {
        return None;
    }
    let mut found = REWORDED_TITLES.get(&text)?.iter();
    let mut found = found.by_ref().filter(|found| allowed(found.element.part()));
    let first = found.next()?.element;
    found.all(|other| other.element == first).then_some(first)
}

/// The title in the words that stand for all others.
fn reworded(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(stem) = text.strip_suffix("与否") {
        text = format!("是否{stem}");
    }
    for start in ["政务服务事项", "服务事项"] {
        if let Some(rest) = text.strip_prefix(start) {
            text = format!("事项{rest}");
        }
    }
    for (other, word) in WORDS {
        text = text.replace(other, word);
    }
    if OF_LIMITS.iter().any(|word| text.contains(word)) {
        for word in LIMITS {
            text = text.replace(word, "时限");
        }
    }
    text
}

/// Whether a bracket at the end of a title only lists its values or says what kind of thing it is. All others may make it
/// another element.
fn explains(stem: &str, bracket: &str, element: Element) -> bool {
    let Some(inner) = bracket
        .strip_prefix('(')
        .and_then(|inner| inner.strip_suffix(')'))
    else {
        return false;
    };
    if inner.contains(['(', ')']) {
        return false;
    }
    let is_kind = |word: &str| {
        let mut kinds = KINDS.iter().filter(|(end, _)| stem.ends_with(end));
        kinds.any(|(_, words)| words.contains(&word))
    };
    let is_value = |word: &str| match element.spec().kind {
        Kind::Code(dictionary) | Kind::Codes(dictionary) => dictionary.decode(word).is_some(),
        _ => false,
    };
    let is_coded = matches!(element.spec().kind, Kind::Code(_) | Kind::Codes(_));
    let words: Vec<&str> = inner.split(['/', '、', '或', ',', ';']).collect();
    let is_list = words.len() > 1 && is_coded && words.iter().any(|word| is_value(word));
    is_list || words.iter().all(|word| is_kind(word))
}

#[cfg(test)]
mod tests {
    use crate::element::Element;
    use crate::mapping::columns::{Header, resolve};
    use crate::mapping::{Choices, How};

    fn resolved(title: &str) -> (Option<Element>, How, Option<String>) {
        let header = |column: u16, title: &str| Header {
            column,
            group: None,
            title: title.to_owned(),
        };
        let headers = [
            header(0, "业务办理项编码"),
            header(1, title),
            header(2, "事项状态"),
        ];
        let mut found = resolve(&headers, None, &Choices::default());
        let found = found.swap_remove(1);
        (found.element, found.how, found.unit)
    }

    #[test]
    fn titles_in_other_words_are_guessed_and_marked_so() {
        for (title, element) in [
            ("设定依据（法律法规）", Element::ByLaw),
            ("设定依据（法律、法规）", Element::ByLaw),
            ("实施主体（部门）", Element::DeptName),
            ("实施机关（单位）", Element::DeptName),
            ("服务对象（自然人/法人）", Element::ServeType),
            ("通办范围（全国/全省）", Element::HandleArea),
            ("收费依据（文号）", Element::FeeBasis),
            ("投诉电话号码", Element::SuperviseWay),
            ("监督电话号码", Element::SuperviseWay),
            ("监督投诉联系电话", Element::SuperviseWay),
            ("监督投诉途径", Element::SuperviseWay),
            ("监督举报方式", Element::SuperviseWay),
            ("投诉渠道", Element::SuperviseWay),
            ("咨询服务电话", Element::LinkWay),
            ("业务咨询电话", Element::LinkWay),
            ("咨询电话号码", Element::LinkWay),
            ("咨询联系方式", Element::LinkWay),
            ("承诺办理期限", Element::PromiseDay),
            ("承诺办结天数", Element::PromiseDay),
            ("承诺办结时间（工作日）", Element::PromiseDay),
            ("承诺期限/工作日", Element::PromiseDay),
            ("承诺时间", Element::PromiseDay),
            ("承诺办结期限说明", Element::PromiseExplain),
            ("法定办理期限", Element::AnticipateDay),
            ("法定办结天数", Element::AnticipateDay),
            ("法定办结时间", Element::AnticipateDay),
            ("法定时间单位", Element::AnticipateType),
            ("办公地点", Element::TransactAddress),
            ("最少到现场次数", Element::SceneNumber),
            ("是否可网办", Element::IsOnline),
            ("能否网办", Element::IsOnline),
            ("收费与否", Element::IsFee),
            ("是否收取费用", Element::IsFee),
            ("是否需要收费", Element::IsFee),
            ("事项代码", Element::TaskCode),
            ("实施清单代码", Element::TaskCode),
            ("服务事项名称", Element::TaskName),
        ] {
            let (found, how, _) = resolved(title);
            assert_eq!((found, how), (Some(element), How::Similar), "{title}");
        }
        assert_eq!(resolved("承诺期限/工作日").2.as_deref(), Some("工作日"));
        assert_eq!(resolved("承诺办结时间（工作日）").2.as_deref(), Some("工作日"));
        assert_eq!(resolved("现场次数").0, Some(Element::SceneNumber));
    }

    #[test]
    fn titles_that_may_mean_something_else_stay_unmapped() {
        for title in [
            "承诺受理时限",
            "承诺受理时间",
            "承诺审核时限",
            "环节办理时限",
            "法定工作时间",
            "承诺办结日期",
            "办理天数",
            "受理期限",
            "法定办结时限（说明）",
            "法定办结时限（单位）",
            "法定办结时限（依据）",
            "办结时限（按法定）",
            "办结时限（法定/承诺）",
            "办理时限（环节）",
            "设定依据（文号）",
            "设定依据（说明）",
            "设定依据（法律名称/条款号）",
            "实施主体（编码）",
            "实施主体（原）",
            "实施主体编码（部门）",
            "受理条件（部门）",
            "服务对象（自然人）",
            "服务对象（说明）",
            "咨询方式（投诉）",
            "咨询方式（电话/地址）",
            "投诉咨询电话",
            "咨询投诉渠道",
            "联系方式",
            "监督方式",
            "电话号码",
            "负责人联系电话",
            "窗口电话号码",
            "邮寄地址",
            "公示地点",
            "事项编号",
            "编号",
            "代码",
            "地方事项代码",
            "前置事项名称",
            "公共服务事项名称",
            "中介服务事项名称",
            "是否需要预约办理",
            "是否全程网办",
            "是否可网上查询",
            "是否支持网上评价",
            "来源途径",
            "办理途径说明",
            "主管部门",
            "准予条件",
        ] {
            assert_eq!(resolved(title).0, None, "{title}");
        }
    }
}
