//! `application-form-missing`

use crate::dictionary::Dictionary;
use crate::element::Element::{self, MaterialForm, MaterialName, MaterialSource, MaterialType, TaskType};
use crate::element::Part;
use crate::finding::{Certainty, Finding};
use crate::item::{EntryView, Fields, ItemView};
use crate::locale::Label;
use crate::text::is_placeholder;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use crate::text::bare_title;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<ApplicationFormMissing>(&META);

const META: Meta = Meta {
    id: "application-form-missing",
    title: Label::new("申请表、申请书没有附表", "Application form without its attachment"),
    what: Label::new(
        "材料名称以`certain`中的词结尾（申请表等）而参数`attachment`指定的附件（空白表格或示例样表）为空的，`certain_types`中的事项类型\
         （不写则为所有类型）判确定问题；以`likely`中的词结尾的、一条里还有别的材料的、只收电子件或复印件的，判疑似。政府部门核发的、名称写明复印件或副本的\
         是已经办好的文件，不用申请人填，不判。",
        "Fails when a material's name ends with a word of `certain` (申请表) and the attachment named by `attachment` (blank form or \
         example) is missing, for the types in `certain_types` or all. Only suspected: words of `likely`, names with several \
         materials, materials taken only electronically or as a copy. Documents issued by the government, and those named copy or duplicate, are not forms to fill in.",
    ),
    why: Label::new(
        "没有表格和样表，申请人要专门跑一趟去要，填错了还要再跑。",
        "Without form and example applicants make a trip for the form and another one to correct it.",
    ),
    needs: &[MaterialName],
    messages: &[Label::new("“{0}”没有附“{1}”", "“{0}” has no {1} attached")],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ApplicationFormMissing {
    /// Attachment that a form must have.
    attachment: Element,
    /// Endings of names that are certainly forms to fill in.
    certain: Vec<String>,
    /// Endings of names that may be.
    likely: Vec<String>,
    /// Item types by code for which the certain ones fail; empty means all.
    #[serde(default)]
    certain_types: Vec<String>,
}

impl ItemRule for ApplicationFormMissing {
    fn needs(&self) -> Vec<Element> {
        vec![self.attachment]
    }

    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let mut forms = false;
        let mut found = Vec::new();
        for entry in item.entries(Part::Material) {
            let Some(certainty) = self.form(item, &entry) else { continue };
            forms = true;
            if !is_missing(entry.text(self.attachment)) {
                continue;
            }
            let finding = match certainty {
                Certainty::Fail => Finding::fail(self.attachment, 0),
                Certainty::Suspect => Finding::suspect(self.attachment, 0),
            };
            let finding = finding.entry(entry.number()).value(entry.value(self.attachment));
            found.push(finding.arg(entry.text(MaterialName)).arg(self.attachment));
        }
        if forms {
            Outcome::of(found)
        } else {
            Outcome::NotApplicable
        }
    }
}

impl ApplicationFormMissing {
    /// Whether the material is a form to fill in, and how sure that is.
    fn form(&self, item: &ItemView<'_>, entry: &EntryView<'_>) -> Option<Certainty> {
        let name = entry.text(MaterialName);
        let head = name.split(['，', ',', '：', ':']).next().unwrap_or(name);
        let title = bare_title(head.split(['（', '(']).next().unwrap_or(head));
        let ends = |part: &str, words: &[String]| words.iter().any(|word| part.ends_with(word.as_str()));
        let mut parts = title.split(['、', '；', ';', '和', '及', '与', '/']).map(bare_title);
        if !parts.any(|part| ends(part, &self.certain) || ends(part, &self.likely)) {
            return None;
        }
        let finished = entry.code(MaterialSource) == Some("20")
            || ["复印", "副本"].iter().any(|word| name.contains(word));
        if finished {
            return None;
        }
        let single = ends(title, &self.certain) && !title.contains(['、', '；', ';', '和', '及', '与', '/']);
        let concerned = self.certain_types.is_empty()
            || item.code(TaskType).is_some_and(|code| self.certain_types.iter().any(|own| own == code));
        let handed_in_as_filled = entry.code(MaterialForm) != Some("2") && entry.code(MaterialType) != Some("2");
        let certain = single && concerned && handed_in_as_filled;
        Some(if certain { Certainty::Fail } else { Certainty::Suspect })
    }
}

fn is_missing(text: &str) -> bool {
    is_placeholder(text) || Dictionary::Flag.decode(text).is_some_and(|entry| entry.code == "0")
}
