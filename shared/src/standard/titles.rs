//! Chinese names of the parameters of rules, and of the values that some of them are chosen from: what is published of a
//! standard says them in place of identifiers.

/// Names that mean the same in every rule.
#[rustfmt::skip]
const TITLES: &[(&str, &str)] = &[
    ("about", "说到办理的词"), ("actions", "办理动作的结尾"), ("always", "全天开放的说法"), ("any", "应有的取值"),
    ("apart", "单独计时的环节"), ("approvals", "批准文书的结尾"), ("approving", "批准类结果的词"), ("articled", "分条的文件名称结尾"),
    ("asks", "问时间的词"), ("attachment", "应有的附件"), ("bare", "不带序号和句末标点"), ("block", "重复段落的最少字数"),
    ("bodies", "单位名称的结尾"), ("by", "所看的要素"), ("cases", "分情形的词"), ("certain", "直接判定"),
    ("certain_types", "直接判定的事项类型"), ("certificates", "证照名称的结尾"), ("choice", "由申请人选择的说法"), ("compare", "比对的内容"),
    ("contains", "名称所含的词"), ("content", "内容要素"), ("core", "核心要素"), ("days", "工作日数"), ("documents", "证件和文书的名称结尾"),
    ("doubtful", "只列疑似"), ("doubts", "可疑的类型"), ("earlier", "在前的日期"), ("edition_years", "清单最早的年限"), ("element", "所看的要素"), ("elements", "所看的要素"),
    ("empty", "没有说明理由的话"), ("endings", "结尾的标点或词"), ("ends", "名称结尾的词"), ("except", "可以不填的事项类型"),
    ("excluded", "不计入时限的词"), ("expected", "一般应填的要素"), ("explained_by", "说明栏"), ("fields", "各行应填的要素"),
    ("flag", "是否要素"), ("forms", "表格和文书的词"), ("frame", "套话"), ("free", "不收费的词"), ("from", "最少的工作日数"),
    ("general", "泛指的词"), ("generic", "泛指地点的词"), ("halls", "大厅一类的词"), ("harmless", "不算的词"), ("hints", "可能另有内容的词"),
    ("holds", "应含的词"), ("hollow", "空话"), ("hosts", "各省域名"), ("idle", "没有内容的说法"), ("immediate", "当场办结的词"),
    ("joint", "联合办理的法定上限"), ("kind", "应有的写法"), ("kinds", "材料的泛称"), ("later", "在后的日期"), ("leads", "引出依据的词"),
    ("lenient", "可以为空的要素"), ("letters", "申请书一类的词"), ("likely", "可能有空表的材料名称结尾"), ("limit", "类数"),
    ("limits", "字数"), ("list", "参考清单"), ("longest", "最多的字数"), ("loose", "口语化的地点词"), ("markers", "兜底的标记"),
    ("may_have_none", "可以没有条件的事项类型"), ("more_than", "不能只有的取值"), ("must", "规定的格式"), ("must_have", "必有材料的事项类型"),
    ("must_not", "排除的格式"), ("never", "不可能的写法"), ("none", "不应有的取值"), ("none_needed", "不需材料的说法"), ("not_after", "后面是这些词的不算"),
    ("not_before", "前面是这些词的不算"), ("not_laws", "不是法律的名称结尾"), ("not_places", "不是地名的词"), ("online", "网上办理的词"),
    ("organs", "机关名称的结尾"), ("others", "不算的词"), ("owners", "证照所有人的词"), ("particulars", "个案的内容"), ("places", "地名的词"),
    ("plain", "简单提问的最多字数"), ("proofs", "证明的名称"), ("purposes", "用途的结尾"), ("references", "只写见别处的说法"),
    ("required", "必填的要素"), ("residue", "网页残留"), ("same_level", "只比同一行使层级"), ("seals", "盖章的词"), ("services", "服务号码"),
    ("several", "可填多个值的要素"), ("short", "材料的简称"), ("shortest", "最少的字数"), ("side", "可疑的一边"), ("signs", "标点"),
    ("similar", "相似度（%）"), ("stand_ins", "代替名称的词"), ("starts", "办理动作的开头"), ("stated", "须写明的要素"), ("statutes", "法律名称的结尾"), ("steps", "应有的环节"),
    ("strict_types", "从严的事项类型"), ("strong", "充分的理由"), ("subordinate", "下属单位名称的结尾"), ("tails", "依据后面的词"),
    ("titles", "分条文件的名称"), ("types", "事项类型"), ("units", "最少的单位数"), ("unknown", "不看的要素"), ("usual", "法定的一般时限"),
    ("vague", "模糊的说法"), ("verbs", "实施的说法"), ("ways", "异地办理的词"), ("weak", "不充分的理由"), ("when", "限定的取值"),
    ("whole", "整栏就是它的词"), ("words", "所查的词"), ("yields_to", "先看的参考清单"),
];

/// Names that a rule uses in its own sense.
#[rustfmt::skip]
const OWN: &[(&str, &str, &str)] = &[
    ("application-form-missing", "certain", "应有空表的材料名称结尾"),
    ("content-despite-flag", "none", "表示没有的词"),
    ("element-pattern", "joint", "联合发文的文件名称"),
    ("forbidden-phrase", "harmless", "含有它而不算的词"),
    ("hours-imprecise", "days", "表示星期的词"),
    ("limit-not-a-number", "units", "时限的单位"),
    ("limit-not-a-number", "vague", "不是数字的时限"),
    ("proof-without-basis", "documents", "不算证明的词"),
    ("result-name-is-case", "documents", "证照和文书的结尾"),
    ("result-name-is-case", "leads", "文书标题的开头"),
    ("result-name-is-case", "titles", "文书标题的结尾"),
    ("result-type-contradicts-name", "documents", "证照和文书的结尾"),
    ("result-type-contradicts-name", "others", "不是证照的名称结尾"),
    ("review-standard-copied", "whole", "雷同的最少字数"),
    ("row-repeated", "by", "辨认重复的要素"),
    ("scene-reason-without-visit", "none", "表示不必到场的词"),
    ("sign-doubled", "words", "可以连着出现的词"),
    ("task-type-doubtful", "except", "名称不含的词"),
];

/// Names of values that parameters are chosen from.
#[rustfmt::skip]
const CHOICES: &[(&str, &str)] = &[
    ("future", "检查当天之后"), ("past", "检查当天之前"), ("chinese", "含汉字"), ("whole-number", "整数"), ("unbroken", "汉字之间没有空格"),
    ("name", "名称"), ("code", "编码"), ("type", "类型"), ("level", "行使层级"), ("basis", "依据"), ("state", "状态"), ("organ", "实施机关"),
];

/// The Chinese name of a parameter; its identifier where it has none.
pub(super) fn parameter<'n>(rule: &str, name: &'n str) -> &'n str {
    let own = OWN.iter().find(|(of, known, _)| *of == rule && *known == name);
    let shared = || TITLES.iter().find(|(known, _)| *known == name);
    own.map(|(.., title)| *title)
        .or_else(|| Some(shared()?.1))
        .unwrap_or(name)
}

/// The Chinese name of a value that a parameter is chosen from.
pub(super) fn choice(value: &str) -> Option<&'static str> {
    let found = CHOICES.iter().find(|(known, _)| *known == value);
    found.map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::{choice, parameter};
    use crate::rules;
    use crate::standard::parameters;

    #[test]
    fn every_parameter_and_every_choice_has_a_chinese_name() {
        for rule in rules::ALL {
            for known in parameters::of(rule) {
                let title = parameter(rule.meta.id, &known.name);
                assert!(!title.is_ascii(), "{} {}", rule.meta.id, known.name);
                // Kinds of reference list have names of their own.
                let lists = known.choices.iter().any(|choice| choice == "licence");
                for value in known.choices.iter().filter(|_| !lists) {
                    assert!(choice(value).is_some(), "{} {value}", rule.meta.id);
                }
            }
        }
    }
}
