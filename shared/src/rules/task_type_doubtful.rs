//! `task-type-doubtful`

use crate::dictionary::Dictionary;
use crate::element::Element::{TaskName, TaskType};
use crate::finding::{Arg, Finding};
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::words::WordList;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<TaskTypeDoubtful>(&META);

const META: Meta = Meta {
    id: "task-type-doubtful",
    title: Label::new("事项类型可疑", "Doubtful item type"),
    what: Label::new(
        "参数`doubts`逐类给出：事项类型为`types`之一，名称含`contains`中的词或以`ends`中的词结尾，又不含`except`中的词的，为疑似。\
         只提示，不判确定问题；类型或名称为空的不适用。编码中的类型位与事项类型不同的由另一条款判定。",
        "For each entry of `doubts`: suspects items of `types` whose name holds a word of `contains` or ends with one of `ends`, and \
         none of `except`. Never fails; does not apply when type or name is blank. Type digits of the code are another clause's.",
    ),
    why: Label::new(
        "类型错了，适用的法律、时限和救济途径都跟着错。",
        "With the wrong type, law, time limits and remedies go wrong too.",
    ),
    needs: &[TaskType, TaskName],
    messages: &[Label::new(
        "事项类型为“{0}”，但名称“{1}”含“{2}”，类型可能有误",
        "The item type is “{0}”, but the name “{1}” says “{2}”: the type may be wrong",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TaskTypeDoubtful {
    /// By a name for the standard's editors.
    doubts: BTreeMap<String, Doubt>,
}

/// Names that hardly go with a type.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Doubt {
    /// Item types by code.
    types: Vec<String>,
    /// Words anywhere in the name.
    #[serde(default)]
    contains: Vec<String>,
    /// Words at the name's end, before a closing bracket's remark.
    #[serde(default)]
    ends: Vec<String>,
    /// Words that settle the doubt.
    except: Option<WordList>,
}

impl ItemRule for TaskTypeDoubtful {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let name = item.text(TaskName);
        if name.is_empty() || item.is_empty(TaskType) {
            return Outcome::NotApplicable;
        }
        let Some(code) = item.code(TaskType) else {
            return Outcome::NotChecked(Reason::Unreadable);
        };
        let word = self
            .doubts
            .values()
            .filter(|doubt| doubt.types.iter().any(|of| of == code))
            .find_map(|doubt| doubt.word_in(name));
        Outcome::of_one(word.map(|word| {
            Finding::suspect(TaskType, 0)
                .value(item.value(TaskType))
                .arg(Arg::Code(Dictionary::TaskType, code.into()))
                .arg(name)
                .arg(word)
        }))
    }
}

impl Doubt {
    fn word_in(&self, name: &str) -> Option<&str> {
        let stem = without_remark(name);
        let ends = self.ends.iter().find(|word| stem.ends_with(word.as_str()));
        let word = ends.or_else(|| self.contains.iter().find(|word| name.contains(word.as_str())))?;
        let settled = self.except.as_ref().is_some_and(|words| words.find(name).is_some());
        (!settled).then_some(word)
    }
}

/// `食品经营许可（变更）` without what stands in brackets at its end.
fn without_remark(name: &str) -> &str {
    if !name.ends_with(['）', ')']) {
        return name;
    }
    name.rfind(['（', '(']).and_then(|at| name.get(..at)).unwrap_or(name)
}
