//! `legal-basis-imprecise`

use crate::element::Element::{self, ByLaw, LawClause, LawName, MaterialLaw};
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::citation::{articles_in, numbers_in};
use crate::text::phrase::{split_outside, without_number};
use crate::text::vocabulary::Vocabulary;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<LegalBasisImprecise>(&META);

const META: Meta = Meta {
    id: "legal-basis-imprecise",
    title: Label::new("依据表述不准确", "Legal basis imprecise"),
    what: Label::new(
        "设定依据、要求提供材料的依据：只写“相关要求”一类的话的，只写文号的，单独列出一部法律、法规、规章而没有条款的，判确定问题；\
         几条依据中有一条只有文号的，列为疑似；通知、意见一类没有条款的文件，条款另有一栏的（除非其他条目把条款写在名称后面），\
         以及正文中提到的法律，不判。",
        "Concerns the basis of the item and of its materials: fails when it says “relevant requirements”, is only a \
         document number, or lists a law or regulation without its article; suspects one bare number among several \
         bases; notices and opinions, laws whose article has its own column and laws mentioned in running text are \
         not judged.",
    ),
    why: Label::new(
        "依据写不到条款，就无法核对是否真有规定，也无法核对是否现行有效。",
        "Without the article nobody can verify that the law says so, nor that it is still in force.",
    ),
    needs: &[],
    messages: &[
        Label::new("依据“{0}”没有写明是哪一部法律法规的哪一条", "The basis “{0}” names neither law nor article"),
        Label::new("依据《{0}》没有写明条款", "The basis “{0}” gives no article"),
        Label::new("依据“{0}”只有文号，没有写明文件名称和条款", "The basis “{0}” is a number without title and article"),
        Label::new("依据中“{0}”只有文号，请核对是否另有名称和条款", "“{0}” among the bases is a number only: check whether title and article are given"),
        Label::new("法律名称一栏只写了文号“{0}”", "The name of the law is only its number “{0}”"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LegalBasisImprecise {
    /// Words of which a basis that says nothing is made.
    words: Vocabulary,
    /// Words one of which such a basis holds.
    markers: Vocabulary,
    /// Words that lead in a citation (“根据”).
    leads: Vocabulary,
    /// Words after a title that give no article (“的规定”).
    tails: Vocabulary,
    /// Endings of titles that have articles.
    titles: Vocabulary,
}

impl ItemRule for LegalBasisImprecise {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        if ![ByLaw, LawName, MaterialLaw].into_iter().any(|element| item.is_provided(element)) {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        // Articles have a column of their own, unless this list writes them behind the names.
        let in_names = !item.is_provided(LawClause)
            && item.entries(Part::Law).any(|law| !articles_in(law.text(LawName)).is_empty());
        let mut any = false;
        let mut found = Vec::new();
        if !item.says_nothing(ByLaw) {
            any = true;
            found.extend(self.find(item, ByLaw, true));
        }
        for (part, element) in [(Part::Law, LawName), (Part::Material, MaterialLaw)] {
            for entry in item.entries(part).filter(|entry| !entry.says_nothing(element)) {
                any = true;
                let finding = self.find(&entry, element, element != LawName || in_names);
                found.extend(finding.map(|finding| finding.entry(entry.number())));
            }
        }
        if any { Outcome::of(found) } else { Outcome::NotApplicable }
    }
}

impl LegalBasisImprecise {
    fn find<'a>(&self, of: &impl Fields<'a>, element: Element, wants_article: bool) -> Option<Finding> {
        // What the same text is, depends on the column as well.
        let question = u8::from(wants_article) + 2 * u8::from(element == LawName);
        let finding = of.found(question, element, |text| self.judge(element, text, wants_article));
        finding.map(|finding| finding.value(of.value(element)))
    }

    fn judge(&self, element: Element, text: &str, wants_article: bool) -> Option<Finding> {
        if self.markers.find(text).is_some() && self.words.makes_up(text) {
            return Some(Finding::fail(element, 0).arg(text));
        }
        let mut bases = Bases::of(text).peekable();
        let mut bare_number = None;
        let mut others = false;
        while let Some(basis) = bases.next() {
            let basis = self.leads.start(basis).and_then(|lead| basis.strip_prefix(lead)).unwrap_or(basis).trim();
            if is_document_number(basis) {
                bare_number = bare_number.or(Some(basis));
                continue;
            }
            others = true;
            let article_follows = bases.peek().is_some_and(|next| next.starts_with('第'));
            if wants_article && !article_follows
                && let Some(title) = self.bare_title(basis)
                && text.matches(title).count() == 1
            {
                return Some(Finding::fail(element, 1).arg(title));
            }
        }
        let number = bare_number?;
        let finding = match (others, element) {
            (true, _) => Finding::suspect(element, 3),
            (false, LawName) => Finding::fail(element, 4),
            (false, _) => Finding::fail(element, 2),
        };
        Some(finding.arg(number))
    }

    /// The title of a law that is cited with nothing but its number after it.
    fn bare_title<'a>(&self, basis: &'a str) -> Option<&'a str> {
        let inner = basis.strip_prefix('《')?;
        let end = title_end(inner)?;
        let title = inner.get(..end)?;
        let mut rest = inner.get(end + '》'.len_utf8()..)?.trim();
        if rest.starts_with(['（', '(']) {
            rest = rest.split_once(['）', ')'])?.1.trim();
        }
        let rest = self.tails.start(rest).and_then(|tail| rest.strip_prefix(tail)).unwrap_or(rest);
        (rest.is_empty() && self.titles.end(title).is_some()).then_some(title)
    }
}

/// Where the title that `text` begins inside of ends; titles may stand in titles.
fn title_end(text: &str) -> Option<usize> {
    let mut depth = 1_usize;
    for (at, c) in text.char_indices() {
        match c {
            '《' => depth += 1,
            '》' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// The bases a text lists.
struct Bases;

impl Bases {
    fn of(text: &str) -> impl Iterator<Item = &str> {
        let pieces = split_outside(text, &["；", ";", "。", "\n", "、"]);
        pieces.map(without_number).filter(|piece| !piece.is_empty())
    }
}

/// `鲁残联发〔2018〕21号`, `国务院令第426号`, and nothing else.
fn is_document_number(text: &str) -> bool {
    text.ends_with('号') && numbers_in(text).iter().any(|number| number.range == (0..text.len()))
}

#[cfg(test)]
mod tests {
    use super::is_document_number;

    #[test]
    fn numbers_of_documents_are_told_from_titles_and_citations() {
        for text in ["鲁残联发〔2018〕21号", "国务院令第426号", "国发[2006]28号", "桂政发（2018）53号"] {
            assert!(is_document_number(text), "{text}");
        }
        for text in ["《条例》（国务院令第426号）", "第二十七条", "江南路12号", "21号", "国发〔2018〕号", "〔2018〕21号"] {
            assert!(!is_document_number(text), "{text}");
        }
    }
}
