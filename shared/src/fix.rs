//! How findings can be mended: a text in place of another. *Safe* ones follow from the text itself and change nothing
//! that it says; *suggested* ones need a person. Nothing is ever guessed: a rule that is not sure proposes nothing.

#[cfg(feature = "authoring")]
mod list;
#[cfg(feature = "authoring")]
mod repair;

use crate::item::ItemView;
use crate::locale::Label;
use crate::result::{CheckResult, StoredFinding};
use crate::rule::Runner;
use serde::Serialize;

#[cfg(feature = "authoring")]
pub use list::{Fix, fixes};
#[cfg(feature = "authoring")]
pub use repair::{Change, Copies, File, Repair, State, repair};

/// Whether a person must look first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The meaning is the same, only the writing changes. May be applied without asking.
    Safe,
    /// Likely meant, but a person must decide. Never applied.
    Suggested,
}

impl Kind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Safe, Self::Suggested];

    /// Identifier.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Suggested => "suggested",
        }
    }

    /// Name shown to people.
    pub const fn name(self) -> Label {
        match self {
            Self::Safe => Label::new("可安全改", "safe"),
            Self::Suggested => Label::new("建议改，需人工核对", "suggested"),
        }
    }
}

/// What a rule proposes for one of its findings: the whole new text of the finding's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Whether a person must look first.
    pub kind: Kind,
    /// The new text.
    pub to: String,
    /// Why this is what was meant.
    pub why: Label,
}

impl Proposal {
    /// A proposal that may be applied without asking.
    pub fn safe(to: impl Into<String>, why: Label) -> Self {
        Self {
            kind: Kind::Safe,
            to: to.into(),
            why,
        }
    }

    /// A proposal for a person to look at.
    pub fn suggested(to: impl Into<String>, why: Label) -> Self {
        Self {
            kind: Kind::Suggested,
            ..Self::safe(to, why)
        }
    }
}

/// Why [`compact`] is what was meant.
pub const COMPACT: Label = Label::new("编码写成半角、不带空格", "the code in half-width, without spaces");

/// A code in half-width characters without spaces.
pub fn compact(code: &str) -> String {
    crate::text::narrow(code)
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect()
}

/// What is proposed for a finding of `item`; nothing where there is no value, or it would stay as it is.
pub fn proposal(result: &CheckResult, item: &ItemView<'_>, stored: &StoredFinding) -> Option<Proposal> {
    let Some((_, Runner::Item(rule))) = result.standard.runner(usize::from(stored.clause)) else {
        return None;
    };
    let from = result.list.text(stored.finding.value?);
    let proposal = rule.fix(item, &stored.finding, &result.context)?;
    (proposal.to != from && !proposal.to.is_empty()).then_some(proposal)
}

#[cfg(all(test, feature = "authoring"))]
mod tests {
    use super::{Kind, fixes};
    use crate::engine;
    use crate::import::{self, Flow, Limits};
    use crate::item::List;
    use crate::mapping::Choices;
    use crate::rule::Context;
    use crate::standard::{builtin, parse_day};
    use std::sync::Arc;

    /// Clause, kind and new text of what is proposed for an item.
    fn proposed(item: &str) -> Vec<(String, Kind, String)> {
        let (mut list, choices, limits) = (List::default(), Choices::default(), Limits::default());
        let bytes = format!("[{{\"事项名称\":\"取水许可\",\"事项类型\":\"01\",{item}}}]");
        import::read(
            &mut list,
            "a.json",
            bytes.as_bytes(),
            &choices,
            &limits,
            &mut |_| Flow::Continue,
        )
        .expect("read");
        let standard = Arc::new(builtin(None).expect("valid"));
        let context = Context::on(parse_day("2026-06-01").expect("a day"));
        let result = engine::check(list, standard, context, &mut |_| Flow::Continue).expect("not cancelled");
        let clause = |fix: &super::Fix| result.standard.clauses()[usize::from(fix.clause)].code.clone();
        fixes(&result)
            .iter()
            .map(|fix| (clause(fix), fix.kind, fix.to.clone()))
            .collect()
    }

    #[track_caller]
    fn check(item: &str, clause: &str, expected: Option<(Kind, &str)>) {
        let all = proposed(item);
        let own = all.iter().filter(|(of, _, _)| of == clause);
        let found: Vec<_> = own.map(|(_, kind, to)| (*kind, to.as_str())).collect();
        assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{item}");
    }

    #[test]
    fn what_is_clear_is_safe_and_what_is_not_is_suggested_or_nothing() {
        use Kind::{Safe, Suggested};
        for (element, clause, text, to) in [
            ("咨询方式", "F11", "0770--6189633", Some((Safe, "0770-6189633"))),
            (
                "咨询方式",
                "F11",
                "咨询：0777—6428820，0777--6428880",
                Some((Safe, "咨询：0777-6428820，0777-6428880")),
            ),
            ("咨询方式", "F11", "0777-642882", None),
            (
                "咨询方式",
                "F11",
                "0777-64288200777-6428880",
                Some((Suggested, "0777-6428820，0777-6428880")),
            ),
            (
                "咨询方式",
                "F11",
                "咨询：0777：6428820",
                Some((Safe, "咨询：0777-6428820")),
            ),
            ("咨询方式", "F11", "13707770000", None),
            ("咨询方式", "F11", "07776428820", Some((Safe, "0777-6428820"))),
            (
                "咨询方式",
                "F11",
                "窗口07776428820、07776428880",
                Some((Safe, "窗口0777-6428820、0777-6428880")),
            ),
            ("咨询方式", "F11", "6428820", None),
            ("办件类型", "B03", "承诺 件", Some((Safe, "承诺件"))),
            ("办件类型", "B03", "承诺件。", Some((Safe, "承诺件"))),
            ("办件类型", "B03", "承诺", None),
            ("办件类型", "B03", "承诺办理", None),
            ("办件类型", "B03", "5", None),
            (
                "办理时间",
                "F13",
                "周一至周五：９:00-12:00",
                Some((Safe, "周一至周五：9:00-12:00")),
            ),
            ("办理时间", "F13", "９:00-12:00", None),
            (
                "办理时间",
                "F13",
                "工作日：上午９：００-12：00，下午14:30-17：30",
                Some((Safe, "工作日：上午9:00-12:00，下午14:30-17:30")),
            ),
            (
                "办理时间",
                "F13",
                "工作日：上午9：00-12:00",
                Some((Safe, "工作日：上午9:00-12:00")),
            ),
            ("办理时间", "F13", "工作日8:00-12:00，下午2:30-17:30", None),
            ("承诺办结时限", "F10", "二十", Some((Safe, "20"))),
            ("承诺办结时限", "F10", "２０。", Some((Safe, "20"))),
            ("承诺办结时限", "F10", "三五", None),
            ("承诺办结时限", "F10", "按规定", None),
            (
                "服务对象",
                "B03",
                "自 然人、企业法人",
                Some((Safe, "自然人、企业法人")),
            ),
            ("服务对象", "B03", "自然 人，大家", None),
            (
                "在线办理地址",
                "A07",
                "http：//zwfw.gxzf．gov.cn/a?b=1",
                Some((Safe, "http://zwfw.gxzf.gov.cn/a?b=1")),
            ),
            (
                "在线办理地址",
                "A07",
                "http://zwfw.gxzf.gov.cn/a?b=１",
                Some((Suggested, "http://zwfw.gxzf.gov.cn/a?b=1")),
            ),
            ("在线办理地址", "A07", "http：//192.168.1.2/", None),
            ("行政区划代码", "B19", "４５０７２１", Some((Safe, "450721"))),
            ("行政区划代码", "B19", "450721 450722", None),
            ("事项版本", "B11", "３", Some((Safe, "3"))),
            ("事项版本", "B11", "第3版", None),
            (
                "设定依据",
                "L01",
                "《中华人民共和国婚姻法》第五条",
                Some((Suggested, "《中华人民共和国民法典》第五条")),
            ),
            (
                "设定依据",
                "F32",
                "根据中华人民共和国行政许可法第四十二条；消防法第七条，《取水许可管理办法》第三条",
                Some((
                    Safe,
                    "根据《中华人民共和国行政许可法》第四十二条；《消防法》第七条，《取水许可管理办法》第三条",
                )),
            ),
            ("设定依据", "F32", "水法", Some((Safe, "《水法》"))),
            ("设定依据", "F32", "广西水法实施办法第三条", None),
            ("设定依据", "F32", "按水法办理", None),
            ("设定依据", "F32", "《水法“中华人民共和国建筑法”第一条", None),
            ("设定依据", "F32", "实施中华人民共和国消防法办法第三条", None),
            (
                "设定依据",
                "L01",
                "《婚姻法》第五条",
                Some((Suggested, "《民法典》第五条")),
            ),
            (
                "实施主体编码",
                "B02",
                "11450721348531435Ｄ ",
                Some((Safe, "11450721348531435D")),
            ),
            ("实施主体编码", "B02", "11450721348531435Ａ", None),
            (
                "基本编码",
                "B01",
                "０００１１９ ００３０００",
                Some((Safe, "000119003000")),
            ),
            (
                "行使内容",
                "F28",
                "依《中华人民共和国水法第七条办理",
                Some((Safe, "依《中华人民共和国水法》第七条办理")),
            ),
            (
                "行使内容",
                "F28",
                "中华人民共和国水法》第七条",
                Some((Safe, "《中华人民共和国水法》第七条")),
            ),
            ("行使内容", "F28", "依《某某管理办法第七条办理", None),
            (
                "设定依据",
                "F28",
                "《消防法》第六条；《中华人民共和国水法第七条；《建筑法》第三条",
                Some((
                    Safe,
                    "《消防法》第六条；《中华人民共和国水法》第七条；《建筑法》第三条",
                )),
            ),
            (
                "设定依据",
                "F28",
                "《消防法》第六条；水法》第七条",
                Some((Safe, "《消防法》第六条；《水法》第七条")),
            ),
            ("设定依据", "F28", "《关于贯彻《消防法》的通知", None),
            ("行使内容", "F28", "办理（取水", None),
            ("实施主体", "F33", "灵 山　县", Some((Safe, "灵山县"))),
            (
                "实施主体",
                "F33",
                "灵山县 民政局",
                Some((Suggested, "灵山县民政局")),
            ),
            (
                "实施主体",
                "F33",
                "灵山县 民政局 A 室",
                Some((Suggested, "灵山县民政局 A 室")),
            ),
            (
                "设定依据",
                "F34",
                "《食品安全法》第三十五条",
                Some((Suggested, "《中华人民共和国食品安全法》第三十五条")),
            ),
            ("设定依据", "F34", "《水法》第七条；《水法》第四十八条", None),
            ("行使内容", "F27", "审核，，办理。", Some((Safe, "审核，办理。"))),
            ("行使内容", "F27", "审核在在办理", Some((Suggested, "审核在办理"))),
            ("行使内容", "F27", "审核。，办理", None),
        ] {
            check(&format!("\"{element}\":\"{text}\""), clause, to);
        }
        for (text, to) in [
            ("15个工作日", Some((Safe, "15"))),
            ("十五个工作日。", Some((Safe, "15"))),
            ("15天", None),
            ("半个工作日", None),
        ] {
            let item = format!("\"承诺办结时限\":\"{text}\",\"承诺办结时限单位\":\"1\"");
            check(&item, "B20", to);
        }
        let without_area = "\"行政区划代码\":\"450721\",\"咨询方式\":\"6428820\"";
        check(without_area, "F11", Some((Suggested, "0777-6428820")));
    }

    #[test]
    fn a_code_part_is_recomputed_only_where_all_else_proves_it() {
        let codes = |task: &str, handling: &str| {
            format!(
                "\"实施主体编码\":\"11450721348531435D\",\"行使层级\":\"4\",\"基本编码\":\"000119003000\",\
                 \"实施编码\":\"{task}\"{handling}"
            )
        };
        let right = "11450721348531435D4000119003000";
        let wrong = "11450721348531435D3000119003000";
        let handling = format!(",\"业务办理项编码\":\"{right}01\"");
        check(&codes(wrong, &handling), "K17", Some((Kind::Safe, right)));
        check(&codes(wrong, ""), "K17", Some((Kind::Suggested, right)));
        check(&codes(right, &handling), "K17", None);
    }
}
