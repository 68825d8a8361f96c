//! Which known title was probably meant.

use super::{Law, Laws, Match, normal_title};
use crate::text::similar::likeness;
use time::Date;

/// Least likeness (in thousandths) of a title that is worth naming: 《全民健身法》 and 《全民健身条例》 have 615.
const LIKE: u32 = 600;

impl Laws {
    /// The law in force whose title `title` abbreviates: all its characters stand there in their order, it ends alike,
    /// and no other title in force is such (`许可法` → 行政许可法).
    pub fn abbreviated(&self, title: &str) -> Option<&Law> {
        let short = normal_title(title);
        let ending = ending(&short)?;
        let mut fitting = self.in_force().filter(|law| {
            self::ending(&law.name) == Some(ending)
                && law.name.len() > short.len()
                && holds(&law.name, &short)
        });
        let first = fitting.next()?;
        fitting.next().is_none().then_some(first)
    }

    /// As [`Self::lookup`], and abbreviations of one single law too. Good for suspicions; what is to be certain looks the
    /// title up as it is.
    pub fn resolve(&self, title: &str, year: Option<u32>, date: Date) -> Match<'_> {
        /// Longest abbreviation in bytes; others are not looked for among all titles.
        const LONGEST: usize = 24;
        let found = self.lookup(title, year, date);
        let short = title.len() <= LONGEST && title.ends_with('法') && !title.ends_with("办法");
        if short && found == Match::Unknown {
            return self.abbreviated(title).map_or(found, Match::Current);
        }
        found
    }

    /// The title in force that is most like `title`, if one is like it; of equals the first by title.
    pub fn nearest(&self, title: &str) -> Option<&Law> {
        let key = normal_title(title);
        let length = key.chars().count();
        let bits = bits(&key);
        let mut best: Option<(u32, &Law)> = None;
        for law in self.in_force() {
            // Titles of another length or with few characters in common are not alike: most are dismissed by this.
            let other = law.name.len() / 3;
            if other * 2 < length
                || length * 2 < other
                || (bits & self::bits(&law.name)).count_ones() * 2 < length as u32
            {
                continue;
            }
            let like = likeness(&key, &law.name);
            if like >= LIKE && best.is_none_or(|(most, _)| like > most) {
                best = Some((like, law));
            }
        }
        best.map(|(_, law)| law)
    }

    fn in_force(&self) -> impl Iterator<Item = &Law> {
        self.all().filter(|law| law.status == super::Status::Current)
    }
}

/// What kind of title it is, by its ending.
fn ending(title: &str) -> Option<&'static str> {
    ["办法", "条例", "细则", "规定", "决定", "规则", "法"]
        .into_iter()
        .find(|ending| title.ends_with(ending))
}

/// Whether the characters of `short` stand in `long` in their order.
fn holds(long: &str, short: &str) -> bool {
    let mut rest = long.chars();
    short.chars().all(|c| rest.any(|other| other == c))
}

/// One bit of 64 for each character.
fn bits(text: &str) -> u64 {
    text.chars().fold(0, |bits, c| bits | 1 << (u32::from(c) % 64))
}
