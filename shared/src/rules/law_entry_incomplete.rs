//! `law-entry-incomplete`

use crate::element::Element::{LawClause, LawContent, LawName, LawNumber};
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{EntryView, Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::bare_title;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<LawEntryIncomplete>(&META);

const META: Meta = Meta {
    id: "law-entry-incomplete",
    title: Label::new("设定依据缺文号、条款号或条款内容", "Legal basis lacks number, article or text"),
    what: Label::new(
        "逐条看“设定依据”：法律名称、文号、条款号、条款内容在文件中有该列而为空的，判确定问题。文号或条款号已写在名称里的不算缺。\
         法律（名称以`statutes`结尾）只缺文号的、通知等一般不分条的文件（名称不以`articled`结尾）只缺条款号的、条款内容以“第…条”开头的，判疑似。",
        "Each legal basis must have name, number, article and text where the file carries them; a blank one fails. Number or \
         article written in the name counts. Only suspected: a statute (name ending as in `statutes`) without number, a document \
         that need not be divided into articles (name not ending as in `articled`) without article, and a text that itself begins with the article.",
    ),
    why: Label::new(
        "没有文号和条款，申请人和核查人都无法查证依据。",
        "Without number and article nobody can look the basis up.",
    ),
    needs: &[LawName],
    messages: &[
        Label::new("第{0}条设定依据没有填写法律名称", "Basis {0} has no name of a law"),
        Label::new("设定依据“{0}”没有填写{1}", "The basis “{0}” lacks its {1}"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LawEntryIncomplete {
    /// Endings of the names of statutes.
    statutes: Vec<String>,
    /// Endings of the names of documents that are divided into articles.
    articled: Vec<String>,
}

impl ItemRule for LawEntryIncomplete {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        if ![LawNumber, LawClause, LawContent].iter().any(|element| item.is_provided(*element)) {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        let mut found = Vec::new();
        // A row that says nothing at all is no basis; that there is none is for other clauses to say.
        let says = |entry: &EntryView<'_>| {
            [LawName, LawNumber, LawClause, LawContent].iter().any(|element| !entry.is_empty(*element))
        };
        let mut entries = item.entries(Part::Law).filter(says).peekable();
        if entries.peek().is_none() {
            return Outcome::NotApplicable;
        }
        for entry in entries {
            self.check_entry(&entry, &mut found);
        }
        Outcome::of(found)
    }
}

impl LawEntryIncomplete {
    fn check_entry(&self, entry: &EntryView<'_>, found: &mut Vec<Finding>) {
        let name = entry.text(LawName);
        if name.is_empty() {
            let number = usize::from(entry.number()) + 1;
            found.push(Finding::fail(LawName, 0).entry(entry.number()).arg(number));
            return;
        }
        let ends = |endings: &[String]| {
            let title = bare_title(name);
            endings.iter().any(|ending| title.ends_with(ending.as_str()))
        };
        let mut missing = |element, certain| {
            let finding = if certain {
                Finding::fail(element, 1)
            } else {
                Finding::suspect(element, 1)
            };
            found.push(finding.entry(entry.number()).arg(name).arg(element));
        };
        if entry.is_blank(LawNumber) && !name.contains('号') {
            // “办法” are rules, not statutes, although the word ends alike.
            let statute = ends(&self.statutes) && !bare_title(name).ends_with("办法");
            missing(LawNumber, !statute);
        }
        if entry.is_blank(LawClause) && !names_article(name) {
            let content = entry.text(LawContent).trim_start_matches(['“', '"']);
            missing(LawClause, ends(&self.articled) && !content.starts_with('第'));
        }
        if entry.is_blank(LawContent) {
            missing(LawContent, true);
        }
    }
}

/// Whether the text itself has “第…条”.
fn names_article(text: &str) -> bool {
    text.split_once('第').is_some_and(|(_, rest)| rest.contains('条'))
}
