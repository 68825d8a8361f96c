//! The text of a law, by article.

use crate::text::citation::Article;

/// Where an article stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// 条.
    pub(super) number: u32,
    /// 之一, 之二 …; 0 for the article itself.
    pub(super) inserted: u32,
    /// First byte, that of 第.
    pub(super) start: usize,
    /// End, without the heading of a chapter that follows.
    pub(super) end: usize,
}

/// A law's text and where its articles stand in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LawText {
    pub(super) text: String,
    /// In ascending order.
    pub(super) spans: Vec<Span>,
}

impl LawText {
    /// Finds the articles of a law's text: lines that begin with `第…条`, in ascending order. What stands before the
    /// first one, headings of chapters, and annexes that count from one again do not belong to any article.
    pub fn new(text: String) -> Self {
        let mut spans: Vec<Span> = Vec::new();
        let mut open = false;
        let mut annex = false;
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let at = start;
            start += line.len();
            let body = plain(line);
            if let Some((number, inserted)) = opening(body) {
                let last = spans.last().map_or((0, 0), |span| (span.number, span.inserted));
                annex |= (number, inserted) <= last;
                open = !annex;
                if open {
                    let from = at + line.find('第').unwrap_or_default();
                    spans.push(Span {
                        number,
                        inserted,
                        start: from,
                        end: at + line.trim_end().len(),
                    });
                }
            } else if is_heading(line, body) {
                open = false;
            } else if open
                && !body.is_empty()
                && let Some(span) = spans.last_mut()
            {
                span.end = at + line.trim_end().len();
            }
        }
        Self { text, spans }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Number of articles, inserted ones counted.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether no article was found.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Number of the last article.
    pub fn last_article(&self) -> Option<u32> {
        self.spans.last().map(|span| span.number)
    }

    /// Whether every article from the first to the last is there and the last is a law's end, so that a higher number
    /// certainly is not.
    pub fn is_complete(&self) -> bool {
        self.gaps().is_empty() && self.ends()
    }

    /// Where numbers are left out: the article before (0 where the first is not there), and the one that follows it.
    pub fn gaps(&self) -> Vec<(u32, u32)> {
        let mut before = 0;
        let mut gaps = Vec::new();
        for number in self.spans.iter().map(|span| span.number) {
            if number > before + 1 {
                gaps.push((before, number));
            }
            before = number;
        }
        gaps
    }

    /// Whether the last article says from when the law is in force, as last articles do. A text that was cut off does not.
    pub fn ends(&self) -> bool {
        let last = self
            .spans
            .last()
            .and_then(|span| self.text.get(span.start..span.end));
        last.is_some_and(|text| ["施行", "实施", "生效"].iter().any(|word| text.contains(word)))
    }

    /// The text of an article, from `第…条` on, without marks of Markdown.
    pub fn article(&self, number: u32, inserted: Option<u32>) -> Option<String> {
        let wanted = (number, inserted.unwrap_or(0));
        let index = self
            .spans
            .binary_search_by_key(&wanted, |span| (span.number, span.inserted))
            .ok()?;
        let span = self.spans.get(index)?;
        let text = self.text.get(span.start..span.end)?;
        let lines = text.lines().map(plain).filter(|line| !line.is_empty());
        Some(lines.collect::<Vec<_>>().join("\n"))
    }

    /// The texts of all articles that a provision names, one after the other; `None` where one is missing.
    pub fn provision(&self, provision: &Article) -> Option<String> {
        /// A range that names more articles is no quotation.
        const MOST: u32 = 20;
        let last = provision.last();
        if last - provision.article >= MOST {
            return None;
        }
        let texts = (provision.article..=last).map(|number| {
            let inserted = provision.inserted.filter(|_| provision.through.is_none());
            self.article(number, inserted)
        });
        texts.collect::<Option<Vec<_>>>().map(|texts| texts.join("\n"))
    }
}

/// A line without spaces and the marks of Markdown around it.
pub(super) fn plain(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '#' | '*' | '>' | '\u{feff}'))
}

/// The article that a line opens: `第一条　为了…`, `第一百二十条之一 …`, `第三条【标题】`. A line that only mentions one
/// (`第三条所称…`, `第三条、第四条…`) opens none.
pub(super) fn opening(line: &str) -> Option<(u32, u32)> {
    let (numeral, rest) = line.strip_prefix('第')?.split_once('条')?;
    let number = crate::text::number::parse(numeral.trim())?;
    let (inserted, rest) = match rest.strip_prefix('之') {
        Some(tail) => {
            let end = tail
                .find(|c| !crate::text::number::is_numeral(c))
                .unwrap_or(tail.len());
            (crate::text::number::parse(tail.get(..end)?)?, tail.get(end..)?)
        }
        None => (0, rest),
    };
    let rest = rest.trim_start_matches('*');
    let opens = rest.is_empty()
        || rest.starts_with(|c: char| c.is_whitespace() || matches!(c, '【' | '[' | '（' | '(' | ':' | '：'));
    opens.then_some((u32::try_from(number).ok()?, u32::try_from(inserted).ok()?))
}

/// A heading of Markdown, or `第二章　…`.
fn is_heading(line: &str, body: &str) -> bool {
    let chapter = body.strip_prefix('第').and_then(|rest| {
        let end = rest.find(|c| !crate::text::number::is_numeral(c))?;
        rest.get(end..)
    });
    let chapter =
        chapter.is_some_and(|rest| rest.starts_with(['章', '节', '编']) && body.chars().count() <= 40);
    line.trim_start().starts_with('#') || chapter || body == "附则" || body == "附件"
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LAW: &str = "# 某某条例\n\n## 第一章 总则\n\n第一条　为了规范管理，制定本条例。\n\n**第二条** 申请人应当提交下列材料：\n（一）申请书；\n\
        （二）身份证明。\n\n第二章 附则\n\n第二条之一 依照第二条办理。\n第三条所称材料，是指纸质材料。\n第三条 自公布之日起施行。\n\n附件\n第一条 附件的条文。\n第四条 附件的条文。\n";

    #[test]
    fn articles_of_a_text() {
        let text = LawText::new(LAW.to_owned());
        let numbers: Vec<_> = text
            .spans
            .iter()
            .map(|span| (span.number, span.inserted))
            .collect();
        assert_eq!(numbers, [(1, 0), (2, 0), (2, 1), (3, 0)]);
        assert_eq!(text.last_article(), Some(3));
        assert!(text.is_complete());
        assert_eq!(
            text.article(2, None).as_deref(),
            Some("第二条** 申请人应当提交下列材料：\n（一）申请书；\n（二）身份证明。")
        );
        assert_eq!(
            text.article(2, Some(1)).as_deref(),
            Some("第二条之一 依照第二条办理。\n第三条所称材料，是指纸质材料。")
        );
        assert_eq!(
            text.article(3, None).as_deref(),
            Some("第三条 自公布之日起施行。")
        );
        assert_eq!(text.article(4, None), None);
        let range = Article {
            through: Some(3),
            ..Article::whole(2)
        };
        assert!(
            text.provision(&range)
                .unwrap()
                .ends_with("第三条 自公布之日起施行。")
        );
        // A number left out, the beginning left out, the end left out.
        let of = |text: &str| LawText::new(text.to_owned());
        assert_eq!(of("第一条 甲\n第三条 自公布之日起施行").gaps(), [(1, 3)]);
        assert_eq!(of("第二条 甲\n第二条之一 乙\n第三条 丙").gaps(), [(0, 2)]);
        assert!(!of("第一条 甲\n第三条 自公布之日起施行").is_complete());
        assert!(!of("第一条 甲\n第二条 乙").is_complete());
        assert!(!LawText::new(String::new()).is_complete());
    }

    proptest! {
        #[test]
        fn total(text in any::<String>(), likely in "[第一二十3条之章 　#*\n甲：]{0,60}") {
            for text in [text, likely] {
                let law = LawText::new(text);
                for span in law.spans.clone() {
                    prop_assert!(law.article(span.number, Some(span.inserted)).is_some());
                }
                prop_assert!(law.spans.windows(2).all(|pair| pair[0].end <= pair[1].start));
            }
        }
    }
}
