//! `article-beyond-law`

use crate::basis::{BasisText, all_basis_texts, carries_basis};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::law::{Law, Laws, LawText, Match};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::citation::{Article, Citation};
use serde::Deserialize;
use std::sync::Arc;
use time::Date;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<ArticleBeyondLaw>(&META);

const META: Meta = Meta {
    id: "article-beyond-law",
    title: Label::new("引用的条款号超出法律条文数", "Cited article is beyond the law's last one"),
    what: Label::new(
        "看事项、材料、收费依据引用的条款号是否大于法律库中该法最后一条的条号：法律库有该法全文（条号连续，最后一条写明施行日期，条数不少于内置法律库所记）、检查日期不晚于法律库截止日期、\
         引用没有写明其他版本的，判确定问题；法律库只记有条数的、检查日期在截止日期之后的（此后可能修订）、写明旧版年份的、写简称的，判疑似。\
         法律库中没有的法、条数不详的法不判。",
        "Compares the articles cited as bases of the item, its materials and fees with the number of the last article in the index of \
         laws. Fails where the index has the whole text (numbers without a gap, a last article that says from when it is in force, no fewer articles than the built-in index knows), the day of the check is not later than the index \
         knows, and no other version is named; suspected where the index only has the number, the law may have been amended since, \
         an older version is named, or the title is abbreviated. Laws not in the index, or without a number, are not judged.",
    ),
    why: Label::new("条款不存在，事项就没有这一条依据。", "An article that does not exist is no basis."),
    needs: &[],
    messages: &[
        Label::new(
            "《{0}》（{1}版本）只有{2}条，引用的第{3}条不存在",
            "“{0}” (version of {1}) has {2} articles; article {3} does not exist",
        ),
        Label::new(
            "法律库中《{0}》（{1}版本，截至{4}）只有{2}条，引用了第{3}条，请核对条款号和版本",
            "In the index of laws “{0}” (version of {1}, known up to {4}) has {2} articles; article {3} is cited: check number and version",
        ),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ArticleBeyondLaw {
    #[serde(skip, default = "Laws::builtin")]
    laws: Arc<Laws>,
}

impl ItemRule for ArticleBeyondLaw {
    fn use_laws(&mut self, laws: &Arc<Laws>) {
        self.laws = Arc::clone(laws);
    }

    fn check(&self, item: &ItemView<'_>, context: &Context) -> Outcome {
        if !carries_basis(item) {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        let mut any = false;
        let mut found: Vec<Finding> = Vec::new();
        for basis in all_basis_texts(item) {
            if !basis.text.contains('条') && !basis.clause.contains('条') {
                continue;
            }
            let counted = |citation: &Citation<'_>| self.counted(citation, context.date).is_some();
            if basis.passes(item.list(), 0, || !basis.citations().iter().any(counted)) {
                continue;
            }
            any = true;
            let is_beyond = |citation: &Citation<'_>| {
                self.counted(citation, context.date).is_some_and(|(_, last, highest)| highest > last)
            };
            if basis.passes(item.list(), 1, || !basis.citations().iter().any(is_beyond)) {
                continue;
            }
            for citation in basis.citations() {
                let Some((law, last, highest)) = self.counted(&citation, context.date) else {
                    continue;
                };
                let is_new = |finding: &Finding| !found.iter().any(|known| known.args == finding.args);
                if highest > last {
                    let exact = self.laws.lookup(citation.title, citation.version, context.date);
                    let certain = is_certain(law, &exact, &citation, context.date);
                    found.extend(Some(finding(&basis, law, (last, highest), certain)).filter(is_new));
                }
            }
        }
        if any { Outcome::of(found) } else { Outcome::NotApplicable }
    }
}

impl ArticleBeyondLaw {
    /// The law cited with articles, its last article and the highest one cited; `None` where they are not known.
    fn counted(&self, citation: &Citation<'_>, date: Date) -> Option<(&Law, u32, u32)> {
        let highest = citation.articles.iter().map(Article::last).max()?;
        let law = self.laws.resolve(citation.title, citation.version, date).law()?;
        Some((law, law.last_article()?, highest))
    }
}

/// Whether the law cannot have had the article: its whole text is there and not shorter than the built-in index knows it,
/// nothing later is unknown, no other version is meant.
fn is_certain(law: &Law, matched: &Match<'_>, citation: &Citation<'_>, date: Date) -> bool {
    let named = citation.version.is_none_or(|year| law.version().is_some_and(|day| u32::try_from(day.year()) == Ok(year)));
    let whole = |text: &LawText| text.is_complete() && text.last_article() >= law.last_article();
    matches!(matched, Match::Current(_)) && named && law.text().is_some_and(whole) && date <= law.known_until()
}

fn finding(basis: &BasisText<'_>, law: &Law, (last, cited): (u32, u32), certain: bool) -> Finding {
    let finding = if certain {
        Finding::fail(basis.element, 0)
    } else {
        Finding::suspect(basis.element, 1)
    };
    let finding = finding.arg(law.title()).arg(law.version_shown()).arg(i64::from(last)).arg(i64::from(cited));
    basis.place(if certain { finding } else { finding.arg(law.known_until().to_string()) })
}
