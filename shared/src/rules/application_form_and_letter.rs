//! `application-form-and-letter`

use crate::element::Element::MaterialName;
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use crate::text::bare_title;
use crate::text::phrase::without_number;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<ApplicationFormAndLetter>(&META);

const META: Meta = Meta {
    id: "application-form-and-letter",
    title: Label::new("申请表与申请书、申请报告并存", "Application form and letter side by side"),
    what: Label::new(
        "同一事项的材料中，既有名称以`forms`中的词（申请表）结尾的，又有以`letters`中的词（申请书、申请报告）结尾的，判疑似，\
         由人核对内容是否重复；只有其中一种的合格，两种都没有的不适用。",
        "Suspects items whose materials have both a name ending as in `forms` (申请表) and one ending as in `letters` (申请书, 申请报告): a \
         person checks whether they repeat each other. Passes with one kind only, does not apply with none.",
    ),
    why: Label::new(
        "一个申请写一次就够了，表和报告内容重复就是多要了一份材料。",
        "One application is enough; a form and a letter saying the same is one paper too many.",
    ),
    needs: &[MaterialName],
    messages: &[Label::new(
        "已要求“{1}”，又要求“{0}”，请核对内容是否重复",
        "“{1}” is demanded, and “{0}” as well: check whether they repeat each other",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ApplicationFormAndLetter {
    /// Endings of names of forms.
    forms: Vec<String>,
    /// Endings of names of letters.
    letters: Vec<String>,
}

impl ItemRule for ApplicationFormAndLetter {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let ends = |name: &str, endings: &[String]| {
            let title = bare_title(without_number(name));
            endings.iter().any(|ending| title.ends_with(ending.as_str()))
        };
        let first = |endings: &[String]| item.entries(Part::Material).find(|row| ends(row.text(MaterialName), endings));
        match (first(&self.forms), first(&self.letters)) {
            (Some(form), Some(letter)) => {
                let finding = Finding::suspect(MaterialName, 0).entry(letter.number()).value(letter.value(MaterialName));
                Outcome::Found(vec![finding.arg(letter.text(MaterialName)).arg(form.text(MaterialName))])
            }
            (None, None) => Outcome::NotApplicable,
            _ => Outcome::Pass,
        }
    }
}
