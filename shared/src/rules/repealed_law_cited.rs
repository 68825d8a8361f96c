//! `repealed-law-cited`

use crate::basis::{BasisText, basis_texts};
use crate::element::Element::{ByLaw, LawName};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::law::{self, Law, Match};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::citation::citations_in;
use crate::text::words::Words;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<RepealedLawCited>(&META);

const META: Meta = Meta {
    id: "repealed-law-cited",
    title: Label::new("设定依据已废止", "Legal basis repealed"),
    what: Label::new(
        "把设定依据引用的名称与内置法律库逐字比对：名称与已废止的法律、行政法规完全相同、又没有同名的现行法的，判不合格；\
         文中说明了“原”“废止”等情况的判疑似。名称写明旧版年份（如“公司法（2018年修正）”）而已有新版的，判疑似。库中没有的不判。",
        "Compares each cited title with the built-in index of laws, word for word: fails when it is the title of a repealed law or \
         administrative regulation and no law of that title is in force; only suspected where the text itself says “former” or \
         “repealed”, and where the title names the year of an older version. Titles not in the index are not judged.",
    ),
    why: Label::new("依据失效，事项就失去了存在的根据。", "With its basis gone the item itself has none."),
    needs: &[],
    messages: &[
        Label::new("引用的《{0}》已废止", "The cited “{0}” is repealed"),
        Label::new("引用的《{0}》已废止，由{1}代替", "The cited “{0}” is repealed, replaced by {1}"),
        Label::new("引用的《{0}》是{1}的旧版本，现行版本为{2}", "The cited “{0}” is the version of {1}; that of {2} is in force"),
        Label::new("提到已废止的《{0}》，请核对是否仍作为依据", "Mentions the repealed “{0}”: check whether it still serves as the basis"),
    ],
};

/// Words by which a text shows that it knows the law is gone.
const AWARE: [&str; 6] = ["废止", "失效", "代替", "替代", "原《", "取代"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RepealedLawCited {
    /// Titles of repealed laws: texts without any of them need no closer look.
    #[serde(skip, default = "repealed_titles")]
    titles: Words,
}

fn repealed_titles() -> Words {
    Words::new(law::repealed().map(short))
}

fn short(law: &'static Law) -> &'static str {
    law.title().strip_prefix("中华人民共和国").unwrap_or(law.title())
}

impl ItemRule for RepealedLawCited {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        if !item.is_provided(ByLaw) && !item.is_provided(LawName) {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        let texts = basis_texts(item);
        if texts.is_empty() {
            return Outcome::NotApplicable;
        }
        let mut found = Vec::new();
        for basis in texts {
            self.check_text(&basis, &mut found);
        }
        Outcome::of(found)
    }
}

impl RepealedLawCited {
    fn check_text(&self, basis: &BasisText<'_>, found: &mut Vec<Finding>) {
        // Only a title with a remark in brackets can name an old version.
        let text = basis.text;
        let versioned = text.contains("）》") || text.contains(")》") || text.ends_with(['）', ')']);
        if !versioned && self.titles.find(basis.text).is_none() {
            return;
        }
        let mut citations = citations_in(basis.text).into_iter().map(|citation| citation.title).peekable();
        if citations.peek().is_none() {
            found.extend(finding(basis, law::lookup(basis.text)));
        }
        for title in citations {
            found.extend(finding(basis, law::lookup(&title)));
        }
    }
}

fn finding(basis: &BasisText<'_>, matched: Match) -> Option<Finding> {
    let element = basis.element;
    let finding = match matched {
        Match::Repealed(law) if AWARE.iter().any(|word| basis.text.contains(word)) => {
            Finding::suspect(element, 3).arg(law.title())
        }
        Match::Repealed(law) if law.replaced_by().is_empty() => Finding::fail(element, 0).arg(law.title()),
        Match::Repealed(law) => Finding::fail(element, 1).arg(law.title()).arg(law.replaced_by()),
        Match::Superseded(old, new) => Finding::suspect(element, 2)
            .arg(old.title())
            .arg(old.version_date())
            .arg(new.version_date()),
        Match::Current(_) | Match::Unknown => return None,
    };
    let finding = finding.value(basis.value);
    Some(match basis.entry {
        Some(number) => finding.entry(number),
        None => finding,
    })
}
