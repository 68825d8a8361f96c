//! `optional-material-unexplained`

use crate::element::Element::{
    self, AcceptStand, FillExplain, MaterialName, MaterialNeed, MaterialRemark, MaterialSourceExplain,
    TolerantLimit, TolerantWay,
};
use crate::element::Part;
use crate::finding::{Arg, Finding};
use crate::dictionary::Dictionary;
use crate::item::{EntryView, Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::is_placeholder;
use crate::text::vocabulary::Vocabulary;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<OptionalMaterialUnexplained>(&META);

const META: Meta = Meta {
    id: "optional-material-unexplained",
    title: Label::new("非必要、容缺材料未写适用情形", "Optional material without its case"),
    what: Label::new(
        "必要性为“非必要”或“容缺后补”的材料，名称、来源渠道说明、填报须知、受理标准、备注中都没有写适用情形的：各栏均为空的\
         判确定问题，写了内容而看不出情形的列为疑似；没有备注和填报须知两列的不判；容缺材料已写补正时限或方式的合格。",
        "Concerns materials marked optional or to follow later whose name, source note, instructions, standard and remark \
         tell no case: fails when all of them are blank, suspects when they hold text that tells none; not checked when \
         the file has neither remarks nor instructions; passes when time or way of completion is given.",
    ),
    why: Label::new(
        "不写什么情形要交，申请人只能多跑一趟去问，窗口也可以随意要求。",
        "Without the case, applicants must come to ask and the counter may demand at will.",
    ),
    needs: &[MaterialName, MaterialNeed],
    messages: &[
        Label::new("材料“{0}”为“{1}”，但没有写明什么情形需要提交", "Material “{0}” is “{1}”, but no field tells when it is needed"),
        Label::new("材料“{0}”为“{1}”，各栏说明中看不出什么情形需要提交，请核对", "Material “{0}” is “{1}”, and its notes do not seem to tell when it is needed"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OptionalMaterialUnexplained {
    /// Words that tell a case.
    cases: Vocabulary,
    /// Notes on the source that only name it.
    idle: Vocabulary,
}

/// Fields that may hold the case.
const NOTES: [Element; 4] = [MaterialRemark, FillExplain, MaterialSourceExplain, AcceptStand];

impl ItemRule for OptionalMaterialUnexplained {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let optional = |entry: &EntryView<'_>| matches!(entry.code(MaterialNeed), Some("2" | "3"));
        let mut entries = item.entries(Part::Material).filter(optional).peekable();
        if entries.peek().is_none() {
            return Outcome::NotApplicable;
        }
        if !item.is_provided(MaterialRemark) && !item.is_provided(FillExplain) {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        let completion = [TolerantLimit, TolerantWay].into_iter().any(|element| !item.says_nothing(element));
        let found = entries.filter(|entry| !(completion && entry.code(MaterialNeed) == Some("3")));
        Outcome::of(found.filter_map(|entry| self.judge(&entry)).collect())
    }
}

impl OptionalMaterialUnexplained {
    fn judge(&self, entry: &EntryView<'_>) -> Option<Finding> {
        let name = entry.text(MaterialName);
        let told = |element: &Element| self.cases.find(entry.text(*element)).is_some();
        if name.is_empty() || self.cases.find(name).is_some() || NOTES.iter().any(told) {
            return None;
        }
        // Not every file carries all notes; what it lacks may be filled on the platform.
        let carried = entry.is_provided(MaterialRemark) && entry.is_provided(FillExplain);
        let blank = |text: &str| is_placeholder(text) || self.idle.has(text);
        let silent = carried && NOTES.iter().all(|element| blank(entry.text(*element)));
        let finding = if silent { Finding::fail(MaterialNeed, 0) } else { Finding::suspect(MaterialNeed, 1) };
        let need = Arg::Code(Dictionary::MaterialNeed, entry.code(MaterialNeed).unwrap_or_default().into());
        let mut finding = finding.arg(name).entry(entry.number()).value(entry.value(MaterialNeed));
        finding.args.push(need);
        Some(finding)
    }
}
