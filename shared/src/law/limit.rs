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
}

/// The limits of `law` that stand in the articles cited, or all of them where no article is cited.
pub fn limits_of<'a>(laws: &'a Laws, law: &Law, articles: &[Article]) -> Vec<&'a StatutoryLimit> {
    let cited = |limit: &&StatutoryLimit| {
        articles.is_empty() || articles.iter().any(|article| article.covers(limit.article))
    };
    laws.limits(law).filter(cited).collect()
}
