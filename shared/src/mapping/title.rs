//! Titles made comparable, and the index of all titles the registry knows.

use crate::element::{Element, Part};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Remarks in brackets that say how to fill the column, not what it is.
const MARKS: &[&str] = &[
    "必填",
    "必填项",
    "选填",
    "非必填",
    "必选",
    "可选",
    "可多选",
    "多选",
    "单选",
    "下拉选择",
    "请选择",
    "请下拉选择",
    "文本格式",
    "文本",
    "数值",
    "数字",
    "整数",
    "必录",
    "如有",
];

/// Units in brackets: kept as information beside the title.
const UNITS: &[&str] = &[
    "工作日",
    "个工作日",
    "自然日",
    "日",
    "天",
    "小时",
    "月",
    "个月",
    "次",
    "份",
    "元",
];

/// Beginnings of hints in brackets at the end of a title: what to write, not what the column is.
const HINTS: &[&str] = &[
    "从",
    "请",
    "按",
    "例",
    "如",
    "填",
    "选择",
    "必",
    "格式",
    "yyyy",
    "区号",
    "精确",
    "不超过",
    "最多",
    "多个",
    "多选",
    "单选",
    "下拉",
    "长度",
    "字数",
    "全称",
    "与",
    "是/否",
    "是或否",
    "是、否",
    "有/无",
];

/// Words that make a bracket more than a hint: it may say which of two elements is meant.
const MEANING: &[&str] = &["法定", "承诺", "说明", "依据", "单位", "地址", "类型"];

/// Titles that mean something only beside others of their sub-list: a lone “备注” or “类型” is nobody's.
const GENERIC: &[&str] = &[
    "名称",
    "类型",
    "状态",
    "层级",
    "版本",
    "主键",
    "说明",
    "依据",
    "标准",
    "时限",
    "时限单位",
    "地址",
    "时间",
    "电话",
    "办公电话",
    "联系电话",
    "形式",
    "来源",
    "规格",
    "份数",
    "备注",
    "序号",
    "排序",
    "问",
    "答",
    "问题",
    "答案",
    "回答",
    "环节",
    "条款",
    "文号",
    "实施部门",
    "实施日期",
    "必要性",
    "是否必要",
    "是否必需",
    "地图地址",
    "审查要点",
    "适用情形",
    "出具单位",
    "remark",
    "ordernum",
];

/// A title ready to be looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Title {
    /// Half-width, lower case, without space, marks and units.
    pub(crate) text: String,
    /// Unit that stood in brackets, such as `工作日`.
    pub(crate) unit: Option<String>,
}

/// What a title may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// The element.
    pub(crate) element: Element,
    /// 0 for its own name, key or identifier; then the place in its list of other titles, from 1.
    pub(crate) rank: u8,
}

impl Title {
    /// Makes `written` comparable: width, space, line breaks, case, `_`, `*`, leading numbers, marks and units.
    pub(crate) fn of(written: &str) -> Self {
        let narrow = crate::text::narrow(written);
        let plain: String = narrow
            .chars()
            .filter_map(|c| match c {
                '【' | '[' | '〔' => Some('('),
                '】' | ']' | '〕' => Some(')'),
                '_' | '-' | '*' | '★' | '※' | '\u{200B}' | '\u{FEFF}' => None,
                c if c.is_whitespace() || c.is_control() => None,
                c => Some(c.to_ascii_lowercase()),
            })
            .collect();
        let mut unit = None;
        let mut text = String::with_capacity(plain.len());
        let mut rest = strip_number(&plain);
        while let Some(open) = rest.find('(') {
            let tail = &rest[open + 1..];
            let Some(close) = tail.find(')') else { break };
            let inner = &tail[..close];
            text.push_str(&rest[..open]);
            if UNITS.contains(&inner)
                || inner
                    .strip_prefix("单位:")
                    .is_some_and(|unit| UNITS.contains(&unit))
            {
                unit = Some(inner.trim_start_matches("单位:").to_owned());
            } else if !MARKS.contains(&inner)
                && (text.is_empty()
                    || !rest.trim_end_matches([':', '。', '.']).ends_with(')')
                    || !is_hint(inner))
            {
                text.push_str(&rest[open..=open + 1 + close]);
            }
            rest = &tail[close + 1..];
        }
        text.push_str(rest);
        let text = text.trim_end_matches([':', '。', '.']).to_owned();
        Self { text, unit }
    }

    /// What it may mean, one candidate per part at most.
    pub(crate) fn candidates(&self) -> &'static [Candidate] {
        INDEX.get(self.text.as_str()).map_or(&[], Vec::as_slice)
    }

    /// What it means within `part`.
    pub(crate) fn within(&self, part: Part) -> Option<Candidate> {
        self.candidates()
            .iter()
            .find(|candidate| candidate.element.part() == part)
            .copied()
    }

    /// Whether it says too little to be taken without its neighbours.
    pub(crate) fn is_generic(&self) -> bool {
        is_generic(&self.text)
    }

    /// Whether it is nothing but a unit, such as `工作日`.
    pub(crate) fn is_unit(&self) -> bool {
        UNITS.contains(&self.text.as_str())
    }

    /// A running number of rows, which is no element.
    pub(crate) fn is_row_number(&self) -> bool {
        matches!(
            self.text.as_str(),
            "序号" | "行号" | "no" | "no." | "№" | "#" | ""
        )
    }
}

/// Rank of English names. Those of sub-lists (“Number”, “Unit”) are too short to stand alone in a flat sheet.
pub(crate) const ENGLISH: u8 = 100;

fn is_generic(text: &str) -> bool {
    GENERIC.contains(&text)
}

/// `是/否`, `区号号码` (its dash is gone), `31位`: how a value is written.
fn is_hint(inner: &str) -> bool {
    let after_digits = inner.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_length = after_digits.len() < inner.len() && after_digits.starts_with(['位', '字']);
    (is_length || HINTS.iter().any(|word| inner.starts_with(word)))
        && !MEANING.iter().any(|word| inner.contains(word))
}

/// `1.事项名称` → `事项名称`; a title that is nothing but digits stays.
fn strip_number(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() == text.len() || text.len() - rest.len() > 3 {
        return text;
    }
    match rest.strip_prefix(['.', '、', ')']) {
        Some(tail) if !tail.is_empty() => tail,
        _ => text,
    }
}

static INDEX: LazyLock<BTreeMap<String, Vec<Candidate>>> = LazyLock::new(|| {
    let mut index: BTreeMap<String, Vec<Candidate>> = BTreeMap::new();
    for element in Element::all() {
        let spec = element.spec();
        let own = [spec.name.zh, spec.key, spec.id]
            .into_iter()
            .map(|title| (title, 0));
        let others = spec.titles.iter().zip(1_u8..).map(|(title, rank)| (*title, rank));
        let english = std::iter::once((spec.name.en, ENGLISH));
        for (title, rank) in own.chain(others).chain(english) {
            let known = index.entry(Title::of(title).text).or_default();
            if !known
                .iter()
                .any(|candidate| candidate.element.part() == spec.part)
            {
                known.push(Candidate { element, rank });
            }
        }
    }
    index
});

/// Every title in the index with its candidates, in order of text: what similarity compares with.
pub(crate) fn all() -> impl Iterator<Item = (&'static str, &'static [Candidate])> {
    INDEX
        .iter()
        .map(|(title, candidates)| (title.as_str(), candidates.as_slice()))
}

#[cfg(test)]
mod tests {
    use super::Title;
    use crate::element::{Element, Part};

    fn main(title: &str) -> Option<Element> {
        Title::of(title)
            .within(Part::Main)
            .map(|candidate| candidate.element)
    }

    #[test]
    fn width_space_marks_and_numbers_do_not_matter() {
        for title in [
            "事项名称",
            "*事项名称",
            "事 项\n名 称",
            "事项名称（必填）",
            "【必填】事项名称：",
            "1.事项名称",
            "task_name",
            "TASK_NAME",
            "taskName",
            "政务服务事项名称",
        ] {
            assert_eq!(main(title), Some(Element::TaskName), "{title}");
        }
    }

    #[test]
    fn a_unit_in_brackets_is_kept_apart() {
        let title = Title::of("法定办结时限（工作日）");
        assert_eq!(title.unit.as_deref(), Some("工作日"));
        assert_eq!(main("法定办结时限（工作日）"), Some(Element::AnticipateDay));
        assert_eq!(Title::of("法定办结时限（单位：天）").unit.as_deref(), Some("天"));
    }

    #[test]
    fn hints_behind_a_title_are_no_part_of_it() {
        for (title, element) in [
            ("是否收费（是/否）", Element::IsFee),
            ("是否收费（是/否）：", Element::IsFee),
            ("事项类型（从下拉框选择）", Element::TaskType),
            ("咨询电话（区号-号码）", Element::LinkWay),
            ("实施编码（31位）", Element::TaskCode),
            ("法定办结期限", Element::AnticipateDay),
            ("投诉举报电话", Element::SuperviseWay),
            ("是否网上支付", Element::IsPayOnline),
        ] {
            assert_eq!(main(title), Some(element), "{title}");
        }
        assert_eq!(main("办结时限（按法定）"), None);
        assert_eq!(main("受理条件（如有变更说明）"), None);
    }

    #[test]
    fn other_brackets_belong_to_the_title() {
        assert_eq!(main("法定办结时限（说明）"), None);
        assert_eq!(main("乡镇（街道）名称"), Some(Element::TownName));
        assert_eq!(main("受理条件（"), None);
    }

    #[test]
    fn every_title_of_the_registry_finds_its_element() {
        for element in Element::all() {
            let spec = element.spec();
            for title in spec
                .titles
                .iter()
                .copied()
                .chain([spec.name.zh, spec.key, spec.id])
            {
                let found = Title::of(title)
                    .within(spec.part)
                    .map(|candidate| candidate.element);
                assert_eq!(found, Some(element), "{title}");
            }
        }
    }
}
