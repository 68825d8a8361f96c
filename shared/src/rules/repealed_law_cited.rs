//! `repealed-law-cited`

use crate::basis::{BasisText, all_basis_texts, carries_basis};
use crate::element::Element::LawName;
use crate::finding::{Arg, Finding};
use crate::item::{Fields, ItemView};
use crate::law::{Law, Laws, Match};
use crate::fix::Proposal;
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::words::Words;
use serde::Deserialize;
use std::sync::Arc;
use time::Date;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<RepealedLawCited>(&META);

const META: Meta = Meta {
    id: "repealed-law-cited",
    title: Label::new("引用的依据已废止", "Cited basis repealed"),
    what: Label::new(
        "把设定依据和材料、收费的依据引用的名称与法律库逐字比对：名称与检查日期前已废止的法律、行政法规完全相同、又没有同名的现行法的，判确定问题，几份材料引用同一部的只在第一处说；\
         文中说明了“原”“废止”等情况的，废止日期不详而检查日期早于法律库截止日期的，判疑似。名称、名称后的括号或文号写明旧版年份\
         （如“公司法（2018年修正）”）而检查日期前已有新版的，判疑似。库中没有的不判。",
        "Compares each title cited as basis of the item, its materials and fees with the index of laws, word for word: fails when it is the \
         title of a law or administrative regulation repealed before the day of the check and no law of that title is in force, once \
         where several materials cite it; only suspected where the text itself \
         says “former” or “repealed”, where the day of the repeal is not known and the check is of a day before the index, and where \
         title, remark or number name the year of a version older than the one in force. Titles not in the index are not judged.",
    ),
    why: Label::new("依据失效，事项、材料、收费就失去了根据。", "With its basis gone the item, the material or the fee has none."),
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
    #[serde(skip, default = "Laws::builtin")]
    laws: Arc<Laws>,
    /// Titles of repealed laws: texts without any of them need no closer look.
    #[serde(skip, default = "builtin_titles")]
    titles: Words,
}

fn builtin_titles() -> Words {
    titles(&Laws::builtin())
}

fn titles(laws: &Laws) -> Words {
    Words::new(laws.repealed().map(Law::short_title))
}

impl ItemRule for RepealedLawCited {
    fn use_laws(&mut self, laws: &Arc<Laws>) {
        self.laws = Arc::clone(laws);
        self.titles = titles(laws);
    }

    fn check(&self, item: &ItemView<'_>, context: &Context) -> Outcome {
        if !carries_basis(item) {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        let texts = all_basis_texts(item);
        if texts.is_empty() {
            return Outcome::NotApplicable;
        }
        let mut found: Vec<Finding> = Vec::new();
        for basis in texts {
            let passes = || {
                let mut found = Vec::new();
                self.check_text(&basis, context.date, &mut found);
                found.is_empty()
            };
            if basis.passes(item.list(), 0, passes) {
                continue;
            }
            let mut new = Vec::new();
            self.check_text(&basis, context.date, &mut new);
            // Materials repeat a law with one article after the other: once is enough.
            let repeats = |new: &Finding| found.iter().any(|known| known.element == new.element && known.args == new.args);
            new.retain(|new| new.element == LawName || !repeats(new));
            found.extend(new);
        }
        Outcome::of(found)
    }

    fn fix(&self, item: &ItemView<'_>, finding: &Finding, context: &Context) -> Option<Proposal> {
        let (Some(Arg::Text(old)), Some(Arg::Text(new))) = (finding.args.first(), finding.args.get(1)) else {
            return None;
        };
        // The index says when as well: “民法典（2021-01-01 起施行）”. Of several successors nobody can tell which one.
        let successor = new.split('（').next().filter(|_| finding.message == 1)?;
        let Match::Current(successor) = self.laws.lookup(successor, None, context.date) else {
            return None;
        };
        let text = item.list().text(finding.value?);
        let short = old.strip_prefix("中华人民共和国").unwrap_or(old);
        // As long as the old title was written.
        let (from, to) = if text.contains(&**old) {
            (&**old, successor.title())
        } else {
            (short, successor.short_title().to_owned())
        };
        let why = Label::new("改引替代它的法律，条款号请重新核对", "the law that replaced it: look up the article again");
        (text.matches(from).count() == 1).then(|| Proposal::suggested(text.replacen(from, &to, 1), why))
    }
}

impl RepealedLawCited {
    fn check_text(&self, basis: &BasisText<'_>, date: Date, found: &mut Vec<Finding>) {
        // Only a remark, in the title, behind it or beside it, can name an old version.
        let named = ["年）", "年)", "版）", "版)"].iter().any(|end| basis.text.contains(end));
        let versioned = named || basis.text.contains('修') || basis.number.contains('修');
        if !versioned && self.titles.find(basis.text).is_none() {
            return;
        }
        for citation in basis.citations() {
            let matched = self.laws.lookup(citation.title, citation.version, date);
            found.extend(finding(basis, matched, date));
        }
    }
}

fn finding(basis: &BasisText<'_>, matched: Match<'_>, date: Date) -> Option<Finding> {
    let element = basis.element;
    let finding = match matched {
        Match::Repealed(law) if AWARE.iter().any(|word| basis.text.contains(word)) => {
            Finding::suspect(element, 3).arg(law.title())
        }
        Match::Repealed(law) => {
            let message = u8::from(!law.replaced_by().is_empty());
            let finding = if law.is_gone(date) {
                Finding::fail(element, message)
            } else {
                Finding::suspect(element, message)
            };
            finding.arg(law.title()).arg(law.replaced_by())
        }
        Match::Superseded(old, new) => Finding::suspect(element, 2)
            .arg(old.title())
            .arg(old.version_shown())
            .arg(new.version_shown()),
        Match::Current(_) | Match::Unknown => return None,
    };
    Some(basis.place(finding))
}
