//! `authority-not-statutory`

use crate::code::CreditCode;
use crate::element::Element::{DecisionDept, DeptCode, DeptName, DeptType, TaskType};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::bare_title;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<AuthorityNotStatutory>(&META);

const META: Meta = Meta {
    id: "authority-not-statutory",
    title: Label::new("实施主体不能确认为法定主体", "Authority not shown to be statutory"),
    what: Label::new(
        "实施主体编码是平台临时编码（TE开头共18位）的，判确定问题。实施主体性质为法定机关（文件没有性质一列的，看行政许可和行政裁决），\
         而实施主体或决定机构的名称以`subordinate`中的词（中心、站等）结尾的，可能是下属单位，判疑似；以`organs`中的词（派出所等）结尾的不判。",
        "Fails when the authority's code is one made up by the platform (18 characters beginning TE). Suspected when an authority said to be a \
         statutory organ (without that column: licences and rulings) or the deciding body has a name ending as in `subordinate` \
         (中心, 站), and so may be a subordinate unit; names ending as in `organs` (派出所) are left alone.",
    ),
    why: Label::new(
        "主体不合法，作出的决定就可能无效。",
        "Decisions of a body without the power may be void.",
    ),
    needs: &[],
    messages: &[
        Label::new(
            "实施主体编码“{0}”是平台临时编码，不是统一社会信用代码，不能据以确认为法定实施主体",
            "The authority's code “{0}” was made up by the platform and is no credit code, so the authority is not shown to be statutory",
        ),
        Label::new(
            "“{0}”为“{1}”，像是下属单位，请核对它有没有法律法规授权或委托",
            "“{0}” is “{1}”, which looks like a subordinate unit: check that it is authorised or entrusted by law",
        ),
    ],
};

/// Length of a credit code and of the platform's made-up ones.
const CODE_LENGTH: usize = 18;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AuthorityNotStatutory {
    /// Endings of names of subordinate units.
    subordinate: Vec<String>,
    /// Endings of names that look like them but have powers of their own.
    organs: Vec<String>,
}

impl ItemRule for AuthorityNotStatutory {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let mut found = Vec::new();
        let code = item.text(DeptCode);
        if code.len() == CODE_LENGTH && CreditCode::is_temporary(code) {
            found.push(Finding::fail(DeptCode, 0).value(item.value(DeptCode)).arg(code));
        }
        let statutory = if item.is_provided(DeptType) {
            item.code(DeptType) == Some("1")
        } else {
            matches!(item.code(TaskType), Some("01" | "09"))
        };
        for element in [DeptName, DecisionDept] {
            let name = item.text(element);
            if statutory && self.is_subordinate(name) {
                let value = item.value(element);
                let finding = Finding::suspect(element, 1).value(value);
                // “受理机构” and other titles mean the authority too: the sentence says what the file says.
                let title = value.and_then(|value| item.list().title(value));
                let finding = match title.filter(|title| !title.is_ascii() && *title != element.spec().name.zh) {
                    Some(title) => finding.arg(title),
                    None => finding.arg(element),
                };
                found.push(finding.arg(name));
                break;
            }
        }
        if found.is_empty() && code.is_empty() && item.is_empty(DeptName) {
            let carried = item.is_provided(DeptCode) || item.is_provided(DeptName);
            return if carried { Outcome::NotApplicable } else { Outcome::NotChecked(Reason::NotProvided) };
        }
        Outcome::of(found)
    }
}

impl AuthorityNotStatutory {
    fn is_subordinate(&self, name: &str) -> bool {
        let name = bare_title(name);
        let ends = |endings: &[String]| endings.iter().any(|ending| name.ends_with(ending.as_str()));
        ends(&self.subordinate) && !ends(&self.organs)
    }
}

#[cfg(test)]
mod tests {
    use crate::engine;
    use crate::import::{self, Flow, Limits};
    use crate::item::List;
    use crate::locale::Lang;
    use crate::mapping::Choices;
    use crate::rule::Context;
    use crate::standard::{builtin, parse_day};
    use std::sync::Arc;

    #[test]
    fn the_sentence_names_the_column_as_the_file_does() {
        for (title, named) in [("受理机构", "受理机构"), ("实施主体", "实施主体"), ("dept_name", "实施主体")] {
            let bytes = format!("[{{\"事项名称\":\"土地权属争议裁决\",\"事项类型\":\"09\",\"{title}\":\"朝阳市不动产登记中心\"}}]");
            let (mut list, choices, limits) = (List::default(), Choices::default(), Limits::default());
            let mut go = |_| Flow::Continue;
            import::read(&mut list, "a.json", bytes.as_bytes(), &choices, &limits, &mut go).expect("read");
            let standard = Arc::new(builtin(None).expect("valid"));
            let context = Context::on(parse_day("2026-06-01").expect("a day"));
            let result = engine::check(list, standard, context, &mut |_| Flow::Continue).expect("not cancelled");
            let finding = result.all_findings().find(|finding| finding.clause().code == "L09").expect("found");
            let message = finding.message(Lang::ZhCn);
            assert!(message.starts_with(&format!("“{named}”为“朝阳市不动产登记中心”")), "{title}: {message}");
        }
    }
}
