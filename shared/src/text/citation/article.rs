//! Articles, paragraphs and items: `第三十三条第一款`, `第6条第（二）项`, `第十一条、第九条`, `第二、三条`.

use crate::text::number;
use std::ops::Range;

/// One provision of a law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Article {
    /// 条.
    pub article: u32,
    /// Last 条 of a range (`第十条至第十五条`), beyond `article`.
    pub through: Option<u32>,
    /// 之一, 之二 … of inserted articles.
    pub inserted: Option<u32>,
    /// 款.
    pub paragraph: Option<u32>,
    /// 项.
    pub item: Option<u32>,
}

impl Article {
    /// A whole article.
    pub const fn whole(article: u32) -> Self {
        Self {
            article,
            through: None,
            inserted: None,
            paragraph: None,
            item: None,
        }
    }

    /// The highest number it names.
    pub fn last(&self) -> u32 {
        self.through.unwrap_or(self.article)
    }

    /// Whether article `number` is the one, or within the range.
    pub fn covers(&self, number: u32) -> bool {
        (self.article..=self.last()).contains(&number)
    }

    /// Makes it a range up to `last`; what is no range stays as it is.
    fn reach(&mut self, last: u32) -> bool {
        let further = last > self.last();
        if further {
            self.through = Some(last);
        }
        further
    }
}

/// Signs between the two ends of a range.
const RANGE: [char; 7] = ['-', '－', '—', '–', '至', '~', '～'];

/// Signs and words between provisions that stand beside each other.
const BESIDE: [char; 6] = ['、', '，', ',', '和', '及', '与'];

/// A reader over the rest of a text.
struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn spaces(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn take(&mut self, word: &str) -> bool {
        self.spaces();
        let found = self.rest().starts_with(word);
        if found {
            self.at += word.len();
        }
        found
    }

    fn take_any(&mut self, chars: &[char]) -> bool {
        self.spaces();
        match self.rest().chars().next().filter(|c| chars.contains(c)) {
            Some(c) => {
                self.at += c.len_utf8();
                true
            }
            None => false,
        }
    }

    fn number(&mut self) -> Option<u32> {
        self.spaces();
        let rest = self.rest();
        let length = rest.find(|c| !number::is_numeral(c)).unwrap_or(rest.len());
        let value = number::parse(rest.get(..length)?).and_then(|value| u32::try_from(value).ok())?;
        self.at += length;
        Some(value)
    }

    /// Runs `read`; where it finds nothing, the place is as before.
    fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let start = self.at;
        let value = read(self);
        if value.is_none() {
            self.at = start;
        }
        value
    }

    /// `第N款`, `第（N）项`, `（N）项`; of `第一、二款` the first.
    fn part(&mut self, word: &str) -> Option<u32> {
        self.attempt(|cursor| {
            let named = cursor.take("第");
            let open = cursor.take_any(&['（', '(']);
            if !named && !open {
                return None;
            }
            let value = cursor.number()?;
            while cursor
                .attempt(|cursor| {
                    (cursor.take_any(&BESIDE) || cursor.take_any(&RANGE)).then(|| cursor.number())?
                })
                .is_some()
            {}
            if open && !cursor.take_any(&['）', ')']) {
                return None;
            }
            cursor.take(word).then_some(value)
        })
    }

    /// The parts of an article behind its number. Of several paragraphs or items the first ones are kept.
    fn tail(&mut self, article: u32) -> Article {
        let inserted = self.attempt(|cursor| if cursor.take("之") { cursor.number() } else { None });
        let paragraph = self.part("款");
        let item = self.part("项");
        while self.attempt(Self::further_part).is_some() {}
        Article {
            inserted,
            paragraph,
            item,
            ..Article::whole(article)
        }
    }

    /// `、第三款`, `至第（五）项`.
    fn further_part(&mut self) -> Option<()> {
        while self.take_any(&BESIDE) || self.take_any(&RANGE) {}
        let mut any = false;
        for word in ["款", "项", "目"] {
            any |= self.part(word).is_some();
        }
        any.then_some(())
    }

    /// `第N条…`, also `第二、三条` (two articles) and `第4-6条` (a range).
    fn articles(&mut self) -> Option<Vec<Article>> {
        self.attempt(|cursor| {
            if !cursor.take("第") {
                return None;
            }
            let mut found = vec![Article::whole(cursor.number()?)];
            while !cursor.take("条") {
                let range = cursor.take_any(&RANGE);
                if !range && !cursor.take_any(&BESIDE) {
                    return None;
                }
                let number = cursor.number()?;
                if !range || !found.last_mut()?.reach(number) {
                    found.push(Article::whole(number));
                }
            }
            let last = found.pop()?;
            let tail = cursor.tail(last.article);
            found.push(Article {
                through: last.through,
                ..tail
            });
            Some(found)
        })
    }
}

/// The provisions that stand at byte `at`, joined by commas and the like, with chapters passed over, and where they end.
pub fn articles_at(text: &str, at: usize) -> (Vec<Article>, usize) {
    let mut cursor = Cursor { text, at };
    let mut found: Vec<Article> = Vec::new();
    loop {
        let start = cursor.at;
        let mut range = false;
        if !found.is_empty() {
            while {
                let reaches = cursor.take_any(&RANGE);
                range |= reaches;
                reaches || cursor.take_any(&BESIDE)
            } {}
        }
        for word in ["编", "章", "节"] {
            cursor.part(word);
        }
        let Some(mut articles) = cursor.articles() else {
            cursor.at = start;
            break;
        };
        if range
            && articles.len() == 1
            && let (Some(first), Some(end)) = (found.last_mut(), articles.first())
            && first.reach(end.last())
        {
            articles.clear();
        }
        found.extend(articles);
    }
    (found, cursor.at)
}

/// Every provision named in a text, each group with its byte range. For cells that hold only `第三十三条第一款`.
pub fn articles_in(text: &str) -> Vec<(Range<usize>, Vec<Article>)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text.get(from..).and_then(|tail| Some(from + tail.find('第')?)) {
        let (articles, end) = articles_at(text, start);
        if articles.is_empty() {
            from = start + '第'.len_utf8();
        } else {
            found.push((start..end, articles));
            from = end;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn article(article: u32, paragraph: Option<u32>, item: Option<u32>) -> Article {
        Article {
            paragraph,
            item,
            ..Article::whole(article)
        }
    }

    #[test]
    fn provisions_as_written() {
        for (text, expected) in [
            ("第三十三条第一款", vec![article(33, Some(1), None)]),
            ("第6条第（二）项", vec![article(6, None, Some(2))]),
            ("第六条第三款第2项", vec![article(6, Some(3), Some(2))]),
            (
                "第十一条、第九条",
                vec![article(11, None, None), article(9, None, None)],
            ),
            ("第二、三条", vec![article(2, None, None), article(3, None, None)]),
            ("第四章第二十条", vec![article(20, None, None)]),
            (
                "第一百二十条之一",
                vec![Article {
                    inserted: Some(1),
                    ..article(120, None, None)
                }],
            ),
            ("第 十 条", vec![article(10, None, None)]),
            (
                "第三至五条",
                vec![Article {
                    through: Some(5),
                    ..article(3, None, None)
                }],
            ),
            (
                "第十条第二款至第十二条",
                vec![Article {
                    through: Some(12),
                    ..article(10, Some(2), None)
                }],
            ),
            (
                "第十条—第五条",
                vec![article(10, None, None), article(5, None, None)],
            ),
            (
                "第十条第一、二款和第十一条",
                vec![article(10, Some(1), None), article(11, None, None)],
            ),
            (
                "第十条第一款、第三款第（一）项、第十一条",
                vec![article(10, Some(1), None), article(11, None, None)],
            ),
            ("第三次", vec![]),
            ("", vec![]),
        ] {
            let found: Vec<Article> = articles_in(text)
                .into_iter()
                .flat_map(|(_, articles)| articles)
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn both_scripts_give_the_same(number in 1u32..2000) {
            let chinese = number::to_chinese(i64::from(number)).unwrap();
            let expected = vec![article(number, Some(1), None)];
            let (first, second) = (format!("第{chinese}条第一款"), format!("第{number}条第1款"));
            prop_assert_eq!(articles_at(&first, 0), (expected.clone(), first.len()));
            prop_assert_eq!(articles_at(&second, 0), (expected, second.len()));
        }

        #[test]
        fn total(text in any::<String>(), likely in "[第一二十百3条款项章之（）、，至 ]{0,30}") {
            for text in [&text, &likely] {
                for (range, articles) in articles_in(text) {
                    prop_assert!(text.get(range).is_some() && !articles.is_empty());
                }
            }
        }
    }
}
