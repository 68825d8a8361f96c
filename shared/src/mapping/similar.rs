//! Titles that are nearly one of the registry's.
//!
//! A wrong guess becomes a false accusation, so a guess is made only between titles that agree in every word that
//! tells elements apart, and only where no other element comes near.

use super::title::{self, Title};
use crate::element::{Element, Part};

/// Words that tell elements apart: both titles have all of them alike, or the titles are no match.
pub(super) const TELLING: &[&str] = &[
    "法定",
    "承诺",
    "咨询",
    "投诉",
    "监督",
    "说明",
    "单位",
    "编码",
    "代码",
    "名称",
    "依据",
    "类型",
    "类别",
    "时限",
    "时间",
    "地点",
    "地址",
    "网址",
    "电话",
    "日期",
    "状态",
    "版本",
    "次数",
    "份数",
    "数量",
    "原件",
    "复印件",
    "自然人",
    "法人",
    "地方",
    "其他",
    "其它",
    "移动",
    "计算机",
    "是否",
    "原因",
    "样本",
    "样表",
    "表格",
    "要求",
    "标准",
    "条件",
    "内容",
    "限制",
    "方式",
    "形式",
    "深度",
    "主题",
    "图",
    "主体",
    "机构",
    "机关",
    "部门",
    "性质",
    "层级",
    "区划",
    "来源",
    "渠道",
    "权限",
    "权力",
    "对象",
    "流程",
    "程序",
    "收费",
    "缴费",
    "支付",
    "预约",
    "快递",
    "网上",
    "网办",
    "现场",
    "大厅",
    "进驻",
    "联办",
    "代办",
    "通办",
    "中介",
    "结果",
    "复议",
    "诉讼",
    "容缺",
    "乡镇",
    "村",
    "材料",
    "窗口",
    "问题",
    "解答",
    "环节",
    "特别",
    "前置",
    "公示",
    "查询",
    "登录",
    "审核",
    "审查",
    "受理",
    "办结",
    "基本",
    "实施",
    "事项",
    "不",
    "非",
    "无",
    "主项",
    "子项",
    "必要",
    "减免",
    "签章",
    "序号",
    "备注",
    "委托",
    "行使",
];

/// Words that may be added to a title without changing what it means.
const FILLERS: &[&str] = &["的", "情况", "信息", "栏", "具体", "相关", "有关", "填写", "描述"];

/// From this similarity on, in hundredths, a guess is shown and used.
const THRESHOLD: u8 = 85;
/// How much nearer than any other element the best one must be.
const LEAD: u8 = 4;

/// The element whose title is nearest to `wanted` within the parts that `allowed` admits, with the similarity in
/// hundredths. `None` below the threshold or where two elements are about as near.
pub(crate) fn nearest(wanted: &Title, allowed: impl Fn(Part) -> bool) -> Option<(Element, u8)> {
    let stripped = strip(&wanted.text);
    if stripped.chars().count() < 4 || stripped.is_ascii() {
        return None;
    }
    let mut best: Option<(Element, u8)> = None;
    let mut second = 0;
    for (known, candidates) in title::all() {
        let Some(candidate) = candidates
            .iter()
            .find(|candidate| allowed(candidate.element.part()))
        else {
            continue;
        };
        if Title::of(known).is_generic() || !alike(&stripped, known) {
            continue;
        }
        let score = if strip(known) == stripped {
            95
        } else {
            similarity(&stripped, known)
        };
        match best {
            Some((element, _))
                if element == candidate.element && best.is_some_and(|(_, old)| old >= score) => {}
            Some((element, old)) if element == candidate.element => best = Some((element, old.max(score))),
            Some((_, old)) if old >= score => second = second.max(score),
            _ => {
                second = second.max(best.map_or(0, |(_, old)| old));
                best = Some((candidate.element, score));
            }
        }
    }
    best.filter(|(_, score)| *score >= THRESHOLD && *score >= second.saturating_add(LEAD))
}

/// Share of characters that need no edit, in hundredths.
fn similarity(a: &str, b: &str) -> u8 {
    let longest = a.chars().count().max(b.chars().count()).max(1);
    (100 - (strsim::levenshtein(a, b) * 100).div_ceil(longest).min(100)) as u8
}

fn strip(text: &str) -> String {
    FILLERS
        .iter()
        .fold(text.to_owned(), |text, filler| text.replace(filler, ""))
}

/// Whether both titles have the same telling words. One edit in a short title may turn it into its opposite, so a
/// character that is replaced by another is no similarity either; only additions and omissions are.
fn alike(a: &str, b: &str) -> bool {
    TELLING.iter().all(|word| a.contains(word) == b.contains(word)) && (within(a, b) || within(b, a))
}

/// Whether the characters of `inner` stand in `outer` in the same order.
fn within(inner: &str, outer: &str) -> bool {
    let mut outer = outer.chars();
    inner.chars().all(|wanted| outer.any(|c| c == wanted))
}

#[cfg(test)]
mod tests {
    use super::nearest;
    use crate::element::{Element, Part};
    use crate::mapping::title::Title;

    fn guess(title: &str) -> Option<Element> {
        nearest(&Title::of(title), |part| part == Part::Main).map(|(element, _)| element)
    }

    #[test]
    fn additions_that_say_nothing_are_guessed() {
        assert_eq!(guess("监督投诉的方式"), Some(Element::SuperviseWay));
        assert_eq!(guess("受理条件情况"), Some(Element::AcceptCondition));
        assert_eq!(guess("到办事现场的具体次数"), Some(Element::SceneNumber));
    }

    #[test]
    fn siblings_and_opposites_are_never_guessed() {
        for title in [
            "法定办结时限依据",
            "法定办结时限备注",
            "承办办结时限",
            "办结时限要求",
            "实施主体简称代码",
            "投诉咨询方式",
            "监督方式",
            "面向个人主题分类",
            "是否支持网上查询",
            "是否不收费",
            "收费依据文号",
            "移动端登录地址",
            "审批结果样本名称",
            "乡镇名称代码",
            "承诺件",
        ] {
            assert_eq!(guess(title), None, "{title}");
        }
    }

    /// Adding a word that tells elements apart to any title never leads back to that title's element.
    #[test]
    fn no_title_is_guessed_from_its_sibling() {
        for element in Element::of(Part::Main) {
            for suffix in ["说明", "单位", "编码", "名称", "依据", "类型", "网址"] {
                let name = element.spec().name.zh;
                if name.contains(suffix) {
                    continue;
                }
                let title = format!("{name}{suffix}");
                if !Title::of(&title).candidates().is_empty() {
                    continue;
                }
                assert_ne!(guess(&title), Some(element), "{title}");
            }
        }
    }
}
