//! Time limits that laws themselves set, with the sentence that sets them.

use super::{Law, Laws};
use crate::text::citation::Article;
use crate::text::limit::{Limit, limits_in};
use std::ops::Range;
use time::Date;

/// A limit quoted from an article of one version of a law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatutoryLimit {
    /// The version quoted.
    pub version: Date,
    /// Article.
    pub article: u32,
    /// The limit, in the unit of the law.
    pub limit: Limit,
    /// The sentence that sets it; long ones are cut off at their end.
    pub sentence: &'static str,
}

/// Characters of the sentence before and behind the limit that a quotation shows.
const AROUND: usize = 24;

impl StatutoryLimit {
    fn range(&self) -> Option<Range<usize>> {
        let mentions = limits_in(self.sentence);
        let own = mentions.into_iter().find(|mention| mention.limit == self.limit)?;
        Some(own.range)
    }

    /// The limit in the words of the law: `二十日`.
    pub fn words(&self) -> &'static str {
        self.range()
            .and_then(|range| self.sentence.get(range))
            .unwrap_or_default()
    }

    /// The part of the sentence around the limit.
    pub fn quote(&self) -> String {
        let range = self.range().unwrap_or(0..0);
        let before = self.sentence.get(..range.start).unwrap_or_default();
        let behind = self.sentence.get(range.end..).unwrap_or_default();
        let start = before
            .char_indices()
            .rev()
            .nth(AROUND - 1)
            .map_or(0, |(at, _)| at);
        let end = behind
            .char_indices()
            .nth(AROUND)
            .map_or(behind.len(), |(at, _)| at);
        let cut = |missing: bool| if missing { "…" } else { "" };
        let shown = self.sentence.get(start..range.end + end).unwrap_or_default();
        format!("{}{shown}{}", cut(start > 0), cut(end < behind.len()))
    }
}

/// The limits of `law` that stand in the articles cited, or all of them where no article is cited.
pub fn limits_of<'a>(laws: &'a Laws, law: &Law, articles: &[Article]) -> Vec<&'a StatutoryLimit> {
    let cited = |limit: &&StatutoryLimit| {
        articles.is_empty() || articles.iter().any(|article| article.covers(limit.article))
    };
    laws.limits(law).filter(cited).collect()
}
