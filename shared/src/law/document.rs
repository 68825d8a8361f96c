//! One law as a document: Markdown or plain text with its title on the first line, a line on its versions, and its
//! articles, each on a line of its own.

use super::text::{opening, plain};
use super::{LawText, Laws, Rank, Status};
use crate::text::citation::numbers_in;
use crate::text::date;
use time::Date;

/// Why a document is no law that can be indexed. Each sentence is Chinese, for an operator reads it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// Nothing in it.
    #[error("文件是空的")]
    Empty,
    /// The first line is no title.
    #[error("第一行“{0}”不像法律名称；第一行应只写名称，如“中华人民共和国行政许可法”")]
    NoTitle(String),
    /// No article.
    #[error("没有找到条文；每条应另起一行，以“第一条　”这样的条号开头")]
    NoArticles,
}

/// Longest title in characters.
const LONGEST_TITLE: usize = 120;

/// Reads one law. Its rank comes from the title and from what stands before the first article; its version is the
/// newest day there on which it was passed or amended (days from which it is in force do not count).
pub fn read_document(text: &str) -> Result<super::LawEntry, DocumentError> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut lines = text.lines().map(plain).filter(|line| !line.is_empty());
    let first = lines.next().ok_or(DocumentError::Empty)?;
    let title = first.trim_start_matches('《').trim_end_matches('》').trim();
    let fits = (2..=LONGEST_TITLE).contains(&title.chars().count());
    if !fits || opening(title).is_some() || title.contains(['。', '；', '，']) {
        return Err(DocumentError::NoTitle(title.chars().take(30).collect()));
    }
    let title = title.to_owned();
    let preamble: String = lines
        .take_while(|line| opening(line).is_none())
        .collect::<Vec<_>>()
        .join("\n");
    let law = LawText::new(text);
    let last_article = law.last_article().ok_or(DocumentError::NoArticles)?;
    Ok(super::LawEntry {
        rank: rank(&title, &preamble),
        version: version(&preamble),
        title,
        last_article: Some(last_article),
        status: Status::Current,
        replaced_by: String::new(),
        text: Some(law),
    })
}

/// The newest day in a text that is not the day from which something is in force.
fn version(text: &str) -> Option<Date> {
    let mut newest = None;
    for (at, _) in text.match_indices('年') {
        let before = text.get(..at).unwrap_or_default();
        let digits = before
            .chars()
            .rev()
            .take_while(|c| crate::text::number::is_numeral(*c));
        let start = at - digits.map(char::len_utf8).sum::<usize>();
        let Some(end) = text
            .get(at..)
            .and_then(|rest| Some(at + rest.find('日')? + '日'.len_utf8()))
        else {
            continue;
        };
        let Some(day) = text.get(start..end).and_then(date::parse) else {
            continue;
        };
        let after: String = text.get(end..).unwrap_or_default().chars().take(6).collect();
        if !after.contains("施行") {
            newest = newest.max(Some(day));
        }
    }
    newest
}

/// The rank, where title or preamble tell it for certain.
fn rank(title: &str, preamble: &str) -> Rank {
    let number = numbers_in(preamble).into_iter().next();
    let known = Laws::builtin().rank(title, number.as_ref());
    if known != Rank::Unknown {
        return known;
    }
    let is_law = title.ends_with('法') && !title.ends_with("办法");
    match () {
        () if preamble.contains("全国人民代表大会") && is_law => Rank::Law,
        () if preamble.contains("人民代表大会") && !preamble.contains("全国人民代表大会") => {
            Rank::LocalRegulation
        }
        () => Rank::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use time::macros::date;

    #[test]
    fn a_law_in_markdown() {
        let entry = read_document(
            "# 广西壮族自治区某某条例\r\n\r\n2010年1月2日广西壮族自治区第十一届人民代表大会常务委员会第三次会议通过\r\n\r\n\
             （根据2019年7月25日的决定修正　自2019年9月1日起施行）\r\n\r\n## 第一章 总则\r\n第一条　甲。\r\n第二条　乙。\r\n",
        )
        .unwrap();
        assert_eq!(entry.title, "广西壮族自治区某某条例");
        assert_eq!(entry.version, Some(date!(2019 - 07 - 25)));
        assert_eq!(entry.rank, Rank::LocalRegulation);
        assert_eq!(entry.last_article, Some(2));
        assert_eq!(
            entry.text.unwrap().article(1, None).as_deref(),
            Some("第一条　甲。")
        );
    }

    #[test]
    fn ranks_of_documents() {
        for (text, rank) in [
            (
                "中华人民共和国某某法\n2025年1月1日第十四届全国人民代表大会常务委员会通过\n第一条 甲",
                Rank::Law,
            ),
            (
                "某某管理条例\n（国务院令第900号）\n第一条 甲",
                Rank::AdministrativeRegulation,
            ),
            ("某某管理办法\n第一条 甲", Rank::Unknown),
        ] {
            assert_eq!(read_document(text).unwrap().rank, rank, "{text}");
        }
    }

    #[test]
    fn what_is_no_law_is_refused_in_words() {
        for (text, error) in [
            ("", "文件是空的"),
            ("第一条 为了规范管理", "第一行“第一条 为了规范管理”不像法律名称"),
            ("某某条例\n没有条文", "没有找到条文"),
        ] {
            assert!(
                read_document(text).unwrap_err().to_string().starts_with(error),
                "{text}"
            );
        }
    }

    proptest! {
        #[test]
        fn total(text in any::<String>(), likely in "[某条例法第一二条年月日2019\n（）施行]{0,60}") {
            for text in [&text, &likely] {
                let _ = read_document(text);
            }
        }
    }
}
