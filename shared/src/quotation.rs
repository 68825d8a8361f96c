//! What an item quotes of a law, beside the article now in force.

use crate::basis::basis_texts;
use crate::element::Element::LawContent;
use crate::element::Part;
use crate::item::{EntryView, Fields, ItemView};
use crate::law::{Law, LawText, Laws, Match};
use crate::text::citation::{Article, articles_at};
use crate::text::difference::{Piece, Side, differences, folded};
use time::Date;

/// How a quotation and its article agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Agreement {
    /// All that is quoted stands in the article, in its order.
    Same,
    /// Most of it does.
    Differs,
    /// Hardly any of it does: another article, or another law.
    Another,
}

/// A quotation compared.
#[derive(Clone, Debug)]
pub struct Quotation<'a> {
    /// Row of the legal bases, from 0.
    pub entry: u16,
    /// The law in force.
    pub law: &'a Law,
    /// The provisions cited.
    pub articles: Vec<Article>,
    /// Text of these articles in force.
    pub text: String,
    /// How they agree.
    pub agreement: Agreement,
    quoted: &'a str,
}

/// Shortest quotation that is compared, in characters: `见附件` quotes nothing.
const SHORTEST: usize = 10;

/// Share of a quotation, in hundredths, that must stand in the article for it to be a version of it.
const MOSTLY: usize = 50;

impl Quotation<'_> {
    /// What differs: first the text quoted, second the article in force.
    pub fn pieces(&self) -> Vec<Piece> {
        let numbered = self.quoted.trim_start_matches(['“', '"', '「']).trim_start();
        if !articles_at(numbered, 0).0.is_empty() {
            return differences(self.quoted, &self.text);
        }
        // The number of the article is no difference where the list leaves all of them out.
        let lines = self.text.lines().map(without_number);
        differences(self.quoted, &lines.collect::<Vec<_>>().join("\n"))
    }

    /// The provisions as people write them: `第3条、第5条至第8条`.
    pub fn provisions(&self) -> String {
        let names = self.articles.iter().map(|article| {
            let inserted = article
                .inserted
                .map(|number| format!("之{number}"))
                .unwrap_or_default();
            match article.through {
                Some(last) => format!("第{}条至第{last}条", article.article),
                None => format!("第{}条{inserted}", article.article),
            }
        });
        names.collect::<Vec<_>>().join("、")
    }
}

/// The quotations of an item whose law is in force on `date` and whose articles' texts the index has.
pub fn quotations<'a>(item: &ItemView<'a>, laws: &'a Laws, date: Date) -> Vec<Quotation<'a>> {
    if !laws.has_texts() {
        return Vec::new();
    }
    let rows = item.entries(Part::Law);
    rows.filter_map(|entry| quotation(item, &entry, laws, date))
        .collect()
}

fn quotation<'a>(
    item: &ItemView<'a>,
    entry: &EntryView<'a>,
    laws: &'a Laws,
    date: Date,
) -> Option<Quotation<'a>> {
    let quoted = entry.text(LawContent);
    if folded(quoted).chars().count() < SHORTEST {
        return None;
    }
    let texts = basis_texts(item);
    let basis = texts.iter().find(|basis| basis.entry == Some(entry.number()))?;
    let [citation] = <[_; 1]>::try_from(basis.citations()).ok()?;
    let Match::Current(law) = laws.lookup(citation.title, citation.version, date) else {
        return None;
    };
    // A text may name the article itself: 第三条 ….
    let mut articles = citation.articles;
    if articles.is_empty() {
        articles = articles_at(quoted, quoted.len() - quoted.trim_start().len()).0;
    }
    let text = text_of(law.text()?, &articles)?;
    let agreement = agreement(quoted, &text);
    Some(Quotation {
        entry: entry.number(),
        law,
        articles,
        text,
        agreement,
        quoted,
    })
}

/// The texts of the provisions, without repetition; `None` where one is missing or none is cited.
fn text_of(law: &LawText, articles: &[Article]) -> Option<String> {
    let mut numbers = articles.to_vec();
    numbers.dedup_by_key(|article| (article.article, article.inserted, article.through));
    let texts = numbers.iter().map(|article| law.provision(article));
    let texts = texts.collect::<Option<Vec<_>>>()?;
    (!texts.is_empty()).then(|| texts.join("\n"))
}

/// Compares without what quotations add or leave out: spaces, width, quotation marks around it, `第…条` before it, the
/// full stop at its end, and parts that are left out openly (……).
fn agreement(quoted: &str, text: &str) -> Agreement {
    let article = folded(text);
    let mut rest = article.as_str();
    let parts = quoted.split(['…', '⋯']).flat_map(|part| part.split("..."));
    let all = parts.map(bare).filter(|part| !part.is_empty()).all(|part| {
        let Some(at) = rest.find(part.as_str()) else {
            return false;
        };
        rest = rest.get(at + part.len()..).unwrap_or_default();
        true
    });
    if all {
        return Agreement::Same;
    }
    let mut common = 0;
    let mut total = 0;
    for piece in differences(quoted, text) {
        let length = piece.text.chars().count();
        match piece.side {
            Side::Both => (common, total) = (common + length, total + length),
            Side::First => total += length,
            Side::Second => {}
        }
    }
    if common * 100 >= total * MOSTLY {
        Agreement::Differs
    } else {
        Agreement::Another
    }
}

/// A line without the number of the article that it opens.
fn without_number(line: &str) -> &str {
    let (articles, end) = articles_at(line, 0);
    let rest = line.get(end..).unwrap_or_default();
    if articles.is_empty() || !rest.starts_with(char::is_whitespace) {
        line
    } else {
        rest.trim_start()
    }
}

/// A part of a quotation in the form in which it is looked for.
fn bare(part: &str) -> String {
    let folded = folded(part);
    let trimmed = folded.trim_matches(['"', '\'', ':', ',', ';', '。', '、']);
    let (articles, end) = articles_at(trimmed, 0);
    let trimmed = if articles.is_empty() {
        trimmed
    } else {
        trimmed.get(end..).unwrap_or_default()
    };
    trimmed.trim_start_matches([':', ',', '"']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Agreement, agreement};

    #[test]
    fn quotations_agree_whatever_they_leave_out_openly() {
        let article = "第三条　申请人应当提交下列材料：\n（一）申请书；\n（二）身份证明。\n主管部门应当自受理之日起二十日内作出决定。";
        for quoted in [
            "申请人应当提交下列材料：(一)申请书；(二)身份证明。",
            "“第三条 申请人应当提交下列材料：（一）申请书；……主管部门应当自受理之日起二十日内作出决定。”",
            "主管部门应当自受理之日起二十日内作出决定",
        ] {
            assert_eq!(agreement(quoted, article), Agreement::Same, "{quoted}");
        }
        assert_eq!(
            agreement("主管部门应当自受理之日起三十日内作出决定。", article),
            Agreement::Differs
        );
        assert_eq!(
            agreement("国家鼓励发展全民健身事业，支持社会力量参与。", article),
            Agreement::Another
        );
    }
}
