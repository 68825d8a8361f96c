//! `material-list-empty`

use crate::element::Element::{MaterialName, TaskType};
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::text::is_placeholder;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<MaterialListEmpty>(&META);

const META: Meta = Meta {
    id: "material-list-empty",
    title: Label::new("申请材料为空", "No application materials"),
    what: Label::new(
        "文件带有申请材料而该事项一份也没有的，`must_have`中的事项类型判确定问题，其他类型判疑似，因为有的事项确实不需要材料。\
         写明“无需材料”或只写“无”的，`must_have`中的类型判疑似，其他类型合格。",
        "When the file carries materials and the item has none: fails for types in `must_have`, is suspected for others, which may \
         really need none. Where the list says “无” or “无需材料”, types in `must_have` are suspected and others pass.",
    ),
    why: Label::new(
        "申请人须事先知道要交什么；行政许可须公示全部材料目录。",
        "Applicants must know beforehand what to hand in; for licences the whole list must be published.",
    ),
    needs: &[MaterialName],
    messages: &[
        Label::new("没有填写任何申请材料", "There are no application materials"),
        Label::new(
            "没有填写任何申请材料；确实不需要的，应写明“无需提交材料”",
            "There are no application materials; if none are needed, say so",
        ),
        Label::new("申请材料写为“{0}”，请核对是否确实不需要申请材料", "The materials read “{0}”: check that none are needed"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MaterialListEmpty {
    /// Item types by code that always need an application.
    must_have: Vec<String>,
    /// What is written where no materials are needed.
    none_needed: Vec<String>,
}

impl ItemRule for MaterialListEmpty {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let mut statement = None;
        for entry in item.entries(Part::Material) {
            let name = entry.text(MaterialName);
            if !is_placeholder(name) && !self.none_needed.iter().any(|words| words == name) {
                return Outcome::Pass;
            }
            if !name.is_empty() {
                statement = statement.or(Some(entry));
            } else if entry.values().next().is_some() {
                // A material without a name is a material all the same; its name is judged elsewhere.
                return Outcome::Pass;
            }
        }
        let must = item.code(TaskType).is_some_and(|code| self.must_have.iter().any(|must| must == code));
        let finding = match statement {
            Some(_) if !must => return Outcome::Pass,
            Some(entry) => Finding::suspect(MaterialName, 2)
                .entry(entry.number())
                .value(entry.value(MaterialName))
                .arg(entry.text(MaterialName)),
            None if must => Finding::fail(MaterialName, 0),
            None => Finding::suspect(MaterialName, 1),
        };
        Outcome::Found(vec![finding])
    }
}
