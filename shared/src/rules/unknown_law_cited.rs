//! `unknown-law-cited`

use crate::basis::{all_basis_texts, carries_basis};
use crate::finding::{Arg, Finding};
use crate::item::{Fields, ItemView};
use crate::law::{Laws, Match};
use crate::fix::Proposal;
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::citation::{Citation, Form, NumberKind};
use crate::text::vocabulary::Vocabulary;
use serde::Deserialize;
use std::sync::Arc;
use time::Date;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<UnknownLawCited>(&META);

const META: Meta = Meta {
    id: "unknown-law-cited",
    title: Label::new("引用的法律法规查不到", "Cited law cannot be found"),
    what: Label::new(
        "看事项、材料、收费依据引用的名称：像国家法律的（以“法”结尾，或冠“中华人民共和国”）、文号为国务院令的条例，在法律库中没有同名的，\
         判疑似，并给出名称最接近的现行法。名称含地名（`places`）、以`not_laws`结尾的，文号是其他机关的，唯一法律的简称，不判。\
         法律库收录不全，也不知道截止日期以后的新法，所以从不判确定问题。",
        "Looks at titles cited as bases of the item, its materials and fees: suspected where a title is like that of a national law (ends \
         in 法 or begins with the state's name) or is a 条例 by order of the State Council, and the index of laws has none of that name; \
         the nearest title in force is given. Titles with a place (`places`), endings of `not_laws`, numbers of other bodies and \
         abbreviations of one single law are not judged. The index is incomplete and ends at a day, so that this never fails.",
    ),
    why: Label::new(
        "依据的法律不存在或名称写错，申请人和核查人都查不到规定。",
        "When the law does not exist or its title is wrong, nobody can look up what it says.",
    ),
    needs: &[],
    messages: &[
        Label::new(
            "法律库（截至{1}）中没有《{0}》，名称最接近的是《{2}》，请核对名称是否正确、是否为此后的新法",
            "The index of laws (up to {1}) has no “{0}”; the nearest title is “{2}”: check the title, and whether it is a newer law",
        ),
        Label::new(
            "法律库（截至{1}）中没有《{0}》，请核对名称是否正确、是否为此后的新法",
            "The index of laws (up to {1}) has no “{0}”: check the title, and whether it is a newer law",
        ),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnknownLawCited {
    #[serde(skip, default = "Laws::builtin")]
    laws: Arc<Laws>,
    /// Words that make a title a local one, whatever follows.
    places: Vocabulary,
    /// Words that hold a word of `places` without naming a place (市场).
    not_places: Vocabulary,
    /// Endings in 法 that are no laws (测定方法, 执法).
    not_laws: Vocabulary,
}

impl ItemRule for UnknownLawCited {
    fn use_laws(&mut self, laws: &Arc<Laws>) {
        self.laws = Arc::clone(laws);
    }

    fn check(&self, item: &ItemView<'_>, context: &Context) -> Outcome {
        if !carries_basis(item) {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        let texts = all_basis_texts(item);
        if texts.is_empty() {
            return Outcome::NotApplicable;
        }
        let mut found = Vec::new();
        // Materials repeat a basis row after row: once is enough.
        let mut said: Vec<&str> = Vec::new();
        for basis in &texts {
            // Titles of laws end in 法; 条例 are judged where the state or the State Council is named.
            let of_the_state = || basis.text.contains('国') || basis.number.contains('国');
            let judged = basis.text.contains('法') || basis.text.contains("条例") && of_the_state();
            let unknown = |citation: &Citation<'_>| self.is_unknown(citation, context.date);
            if !judged || basis.passes(item.list(), 0, || !basis.citations().iter().any(unknown)) {
                continue;
            }
            for citation in basis.citations() {
                if self.is_unknown(&citation, context.date) && !said.contains(&citation.title) {
                    said.push(citation.title);
                    found.push(basis.place(self.finding(basis.element, citation.title)));
                }
            }
        }
        Outcome::of(found)
    }

    fn fix(&self, item: &ItemView<'_>, finding: &Finding, _: &Context) -> Option<Proposal> {
        let (Some(Arg::Text(title)), Some(Arg::Text(nearest))) = (finding.args.first(), finding.args.get(2)) else {
            return None;
        };
        let text = item.list().text(finding.value?);
        (text.matches(&**title).count() == 1).then(|| {
            let why = Label::new("法律库中名称最接近的法律，请核对", "the law with the most similar title: check it");
            Proposal::suggested(text.replacen(&**title, nearest, 1), why)
        })
    }
}

impl UnknownLawCited {
    fn is_unknown(&self, citation: &Citation<'_>, date: Date) -> bool {
        self.looks_national(citation)
            && self.laws.lookup(citation.title, citation.version, date) == Match::Unknown
            && self.laws.abbreviated(citation.title).is_none()
    }

    /// Whether the title can only be that of a national law or regulation.
    fn looks_national(&self, citation: &Citation<'_>) -> bool {
        let title = citation.title;
        if citation.form == Form::NumberOnly || !(3..=40).contains(&title.chars().count()) || title.contains(['<', '〈', '《', '（', '(', '、']) {
            return false;
        }
        let by = citation.number.as_ref().map(|number| (number.kind, number.issuer));
        let by_state = matches!(by, Some((NumberKind::Order, "国务院" | "中华人民共和国国务院" | "主席" | "国家主席" | "中华人民共和国主席")));
        if by.is_some() && !by_state {
            return false;
        }
        let of_the_state = title.starts_with("中华人民共和国");
        let kind = match () {
            () if title.ends_with("条例") => of_the_state || by_state,
            () => title.ends_with('法') && self.not_laws.end(title).is_none(),
        };
        kind && (of_the_state || !self.names_place(title))
    }

    fn names_place(&self, title: &str) -> bool {
        let mut rest = title.to_owned();
        while let Some(word) = self.not_places.find(&rest) {
            rest = rest.replace(word, "");
        }
        self.places.find(&rest).is_some()
    }

    fn finding(&self, element: crate::element::Element, title: &str) -> Finding {
        let day = self.laws.known_until().to_string();
        match self.laws.nearest(title) {
            Some(law) => Finding::suspect(element, 0).arg(title).arg(day).arg(law.title()),
            None => Finding::suspect(element, 1).arg(title).arg(day),
        }
    }
}
