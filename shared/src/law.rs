//! Laws and regulations: which are in force on a day, what rank they have, how many articles, what limits they set, and
//! where an operator gave them, their texts.
//!
//! The built-in table (shared/data/README.md) has 1,081 versions of 1,003 national titles as of 2025-04-19. Local law
//! is not in it: a name of a place before a title makes it another title, so 《广西壮族自治区信访条例》 never matches
//! 《信访条例》. An operator's file ([`LawsFile`]) is laid over it.

mod builtin;
mod document;
mod file;
mod limit;
mod nearest;
mod rank;
mod text;
mod title;

pub use document::{DocumentError, read_document};
pub use file::{LawEntry, LawsError, LawsFile};
pub use limit::{StatutoryLimit, limits_of};
pub use rank::Rank;
pub use text::LawText;
pub use title::normal_title;

use crate::finding::Arg;
use crate::locale::Label;
use crate::order::Arrange as _;
use std::borrow::Cow;
use std::sync::Arc;
use time::Date;

/// Status of one version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// In force.
    Current,
    /// No longer in force.
    Repealed,
    /// An older version of a title that is in force in a newer one.
    Superseded,
}

impl Status {
    const ALL: [Self; 3] = [Self::Current, Self::Repealed, Self::Superseded];

    /// Identifier in files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Repealed => "repealed",
            Self::Superseded => "superseded",
        }
    }

    /// The status with this identifier.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.id() == id)
    }
}

/// One version of a law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Law {
    /// Title without 中华人民共和国 at its head.
    name: Cow<'static, str>,
    /// Whether the full title has that head.
    national: bool,
    rank: Rank,
    version: Option<Date>,
    last_article: Option<u32>,
    status: Status,
    replaced_by: Cow<'static, str>,
    known_until: Date,
    text: Option<LawText>,
}

/// What is known of a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match<'a> {
    /// In force.
    Current(&'a Law),
    /// Repealed, and no law of the same title is in force.
    Repealed(&'a Law),
    /// The citation names the year of an older version; the second is the one in force.
    Superseded(&'a Law, &'a Law),
    /// Not in the index. That is no proof that it does not exist.
    Unknown,
}

impl<'a> Match<'a> {
    /// The version that was cited.
    pub const fn law(&self) -> Option<&'a Law> {
        match self {
            Self::Current(law) | Self::Repealed(law) | Self::Superseded(law, _) => Some(law),
            Self::Unknown => None,
        }
    }
}

impl Law {
    /// Full title.
    pub fn title(&self) -> String {
        if self.national {
            format!("中华人民共和国{}", self.name)
        } else {
            self.name.to_string()
        }
    }

    /// Title without 中华人民共和国 at its head.
    pub fn short_title(&self) -> &str {
        &self.name
    }

    /// Rank.
    pub const fn rank(&self) -> Rank {
        self.rank
    }

    /// Day on which the version was passed; unknown for a few.
    pub const fn version(&self) -> Option<Date> {
        self.version
    }

    /// The version for people to read: its day, or where that is not known what it is of the law's versions.
    pub fn version_shown(&self) -> Arg {
        self.version.map_or_else(
            || match self.status {
                Status::Current => Label::new("现行", "unknown date, in force").into(),
                _ => Label::new("旧", "unknown date").into(),
            },
            |day| day.to_string().into(),
        )
    }

    /// Number of the last article. A higher one cannot be cited from this version; later versions may have more.
    pub const fn last_article(&self) -> Option<u32> {
        self.last_article
    }

    /// Status.
    pub const fn status(&self) -> Status {
        self.status
    }

    /// What took its place, for people to read; empty where the index does not say.
    pub fn replaced_by(&self) -> &str {
        &self.replaced_by
    }

    /// The day up to which the index knows of changes to it.
    pub const fn known_until(&self) -> Date {
        self.known_until
    }

    /// Its text, where an operator's file gives it.
    pub const fn text(&self) -> Option<&LawText> {
        self.text.as_ref()
    }

    /// The day from which it is no longer in force, where the index says so (`民法典（2021-01-01 起施行）`).
    pub fn ended(&self) -> Option<Date> {
        let day = self.replaced_by.split(['（', '(']).nth(1)?.get(..10)?;
        crate::standard::parse_day(day)
    }

    /// Whether it is certainly not in force on `date`: repealed, and the day is past or the index knows of that time.
    pub fn is_gone(&self, date: Date) -> bool {
        self.status == Status::Repealed && date >= self.ended().unwrap_or(self.known_until)
    }
}

/// The index: built-in, with an operator's laws laid over it.
#[derive(Clone, Debug)]
pub struct Laws {
    /// Key and version, sorted; versions of one key from new to old.
    versions: Vec<(String, Law)>,
    /// Statutory limits, sorted by key of their law.
    limits: Vec<(String, StatutoryLimit)>,
    /// Whether any law's text is there: asked for every item.
    texts: bool,
    /// Digest of the operator's file.
    digest: Option<String>,
}

impl Laws {
    /// The index compiled into the program.
    pub fn builtin() -> Arc<Self> {
        Arc::clone(builtin::index())
    }

    /// SHA-256 of the operator's file; `None` for the built-in index alone.
    pub fn digest(&self) -> Option<&str> {
        self.digest.as_deref()
    }

    /// The day up to which the index knows of new laws: the earliest of its parts.
    pub fn known_until(&self) -> Date {
        self.all().map(Law::known_until).min().unwrap_or(Date::MIN)
    }

    /// Whether any law's text is there.
    pub const fn has_texts(&self) -> bool {
        self.texts
    }

    /// All versions, sorted by title, from new to old.
    pub fn all(&self) -> impl Iterator<Item = &Law> {
        self.versions.iter().map(|(_, law)| law)
    }

    /// The laws that are no longer in force.
    pub fn repealed(&self) -> impl Iterator<Item = &Law> {
        self.all().filter(|law| law.status == Status::Repealed)
    }

    /// The version of a title that was passed on `version`; without a day, the one in force.
    pub fn version(&self, title: &str, version: Option<Date>) -> Option<&Law> {
        let mut versions = self.versions_of(&normal_title(title)).iter().map(|(_, law)| law);
        versions.find(|law| match version {
            Some(_) => law.version == version,
            None => law.status == Status::Current,
        })
    }

    fn versions_of(&self, key: &str) -> &[(String, Law)] {
        let start = self.versions.partition_point(|entry| entry.0.as_str() < key);
        let end = self.versions.partition_point(|entry| entry.0.as_str() <= key);
        self.versions.get(start..end).unwrap_or_default()
    }

    /// What the index knows of a title on `date`, with or without 《》 and 中华人民共和国. A title that is in force in any
    /// version is current, unless the citation itself names the year of an older one, in the title (`公司法（2018年修正）`)
    /// or as `year`. Abbreviations are not guessed.
    pub fn lookup(&self, title: &str, year: Option<u32>, date: Date) -> Match<'_> {
        let key = normal_title(title);
        let whole = self.versions_of(&key);
        if !whole.is_empty() {
            return decide(whole, year, date);
        }
        match title::split_version(&key) {
            Some((base, own)) => {
                let base = base.strip_prefix(title::STATE).unwrap_or(base);
                decide(self.versions_of(base), Some(own), date)
            }
            None => Match::Unknown,
        }
    }

    /// Statutory limits of the version of a law that is given.
    pub fn limits(&self, law: &Law) -> impl Iterator<Item = &StatutoryLimit> {
        let key = normal_title(&law.name).into_owned();
        let start = self.limits.partition_point(|entry| entry.0 < key);
        let rows = self
            .limits
            .iter()
            .skip(start)
            .take_while(move |entry| entry.0 == key);
        rows.map(|(_, limit)| limit)
            .filter(|limit| Some(limit.version) == law.version)
    }

    /// Puts everything in order after laws were added.
    fn arrange(&mut self) {
        self.texts = self.versions.iter().any(|(_, law)| law.text.is_some());
        self.versions.arrange_by(|a, b| {
            let newer = b.1.version.cmp(&a.1.version);
            a.0.cmp(&b.0)
                .then(newer)
                .then(b.1.last_article.cmp(&a.1.last_article))
        });
        self.limits.arrange_by(|a, b| a.0.cmp(&b.0));
    }
}

/// Of the versions of one title the one that counts.
fn decide(versions: &[(String, Law)], year: Option<u32>, date: Date) -> Match<'_> {
    let all = || versions.iter().map(|(_, law)| law);
    let Some(newest) = all().find(|law| law.status == Status::Current) else {
        return match all().find(|law| law.status == Status::Repealed) {
            Some(law) if law.ended().is_some_and(|day| date < day) => Match::Current(law),
            Some(law) => Match::Repealed(law),
            None => Match::Unknown,
        };
    };
    // Before the newest version was passed an older one was in force.
    let passed = |law: &&Law| law.version.is_none_or(|day| day <= date);
    let older = all().filter(|law| law.status == Status::Superseded && law.version.is_some());
    let current = if passed(&newest) {
        newest
    } else {
        older.clone().find(passed).unwrap_or(newest)
    };
    let of_year = |law: &&Law| {
        law.version
            .is_some_and(|day| u32::try_from(day.year()).ok() == year)
    };
    if year.is_none() || of_year(&current) {
        return Match::Current(current);
    }
    // The year of a version that the index does not have may be newer than the index.
    let named = older
        .clone()
        .find(|law| of_year(law) && law.version < current.version);
    named.map_or(Match::Current(current), |older| Match::Superseded(older, current))
}

#[cfg(test)]
mod tests;
