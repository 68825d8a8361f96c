//! National laws and regulations: whether a cited title is in force, what rank it has, how many articles.
//!
//! What the table holds (shared/data/README.md): 1,081 lines with 1,003 titles as of 2025-04-19. Categories are the
//! branches of law (all *laws*), `行政法规` and `部门规章`; status is `current`, `repealed` or `superseded` (an older
//! version of a title that is also there as current). Local law is not in it: a name of a place before a title makes it
//! another title, so 《广西壮族自治区信访条例》 never matches 《信访条例》.

mod rank;

pub use rank::{Rank, rank};

use crate::text::narrow;
use std::sync::OnceLock;

const TABLE: &str = include_str!("../data/laws.csv");

/// The day up to which the table is right. Later changes are not known.
pub const AS_OF: &str = "2025-04-19";

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

/// One version of a law.
#[derive(Debug, PartialEq, Eq)]
pub struct Law {
    title: &'static str,
    category: &'static str,
    version_date: &'static str,
    last_article: Option<u32>,
    status: Status,
    replaced_by: &'static str,
}

/// What is known of a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// In force.
    Current(&'static Law),
    /// Repealed, and no law of the same title is in force.
    Repealed(&'static Law),
    /// The citation names the year of an older version; the second is the one in force.
    Superseded(&'static Law, &'static Law),
    /// Not in the table. That is no proof that it does not exist.
    Unknown,
}

impl Match {
    /// The version that was cited.
    pub const fn law(&self) -> Option<&'static Law> {
        match self {
            Self::Current(law) | Self::Repealed(law) | Self::Superseded(law, _) => Some(law),
            Self::Unknown => None,
        }
    }
}

impl Law {
    /// Full title.
    pub const fn title(&self) -> &'static str {
        self.title
    }

    /// Category as in the table: `行政法`, `行政法规`, `部门规章` …
    pub const fn category(&self) -> &'static str {
        self.category
    }

    /// Day of the version (`2019-04-23`); empty where it is not known.
    pub const fn version_date(&self) -> &'static str {
        self.version_date
    }

    /// Number of the last article. A higher one cannot be cited from this version; later versions may have more.
    pub const fn last_article(&self) -> Option<u32> {
        self.last_article
    }

    /// Status.
    pub const fn status(&self) -> Status {
        self.status
    }

    /// What took its place, for people to read; empty where the table does not say.
    pub const fn replaced_by(&self) -> &'static str {
        self.replaced_by
    }

    /// Rank after its category.
    pub fn rank(&self) -> Rank {
        match self.category {
            "行政法规" => Rank::AdministrativeRegulation,
            // The table files one notice under departmental rules: only titles of rules are taken at its word.
            "部门规章"
                if ["规定", "办法", "细则", "规范"]
                    .iter()
                    .any(|end| self.title.contains(end)) =>
            {
                Rank::DepartmentRule
            }
            "部门规章" => Rank::Unknown,
            _ => Rank::Law,
        }
    }
}

struct Index {
    /// Key and version, sorted; versions of one key from new to old.
    versions: Vec<(String, Law)>,
}

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut versions: Vec<(String, Law)> = Vec::with_capacity(1100);
        for law in TABLE.lines().skip(1).filter_map(Law::from_line) {
            versions.push((normal_title(law.title), law));
        }
        versions.sort_by(|a, b| {
            let newer = b.1.version_date.cmp(a.1.version_date);
            a.0.cmp(&b.0)
                .then(newer)
                .then(b.1.last_article.cmp(&a.1.last_article))
        });
        Index { versions }
    })
}

impl Law {
    fn from_line(line: &'static str) -> Option<Self> {
        let mut fields = line.trim_end().split(',');
        let title = fields.next()?;
        let _short_title = fields.next()?;
        let category = fields.next()?;
        let version_date = fields.next()?;
        let articles: Option<u32> = fields.next()?.parse().ok();
        let status = match fields.next()? {
            "current" => Status::Current,
            "repealed" => Status::Repealed,
            "superseded" => Status::Superseded,
            _ => return None,
        };
        let replaced_by = fields.next()?;
        Some(Self {
            title,
            category,
            version_date,
            last_article: articles.filter(|&last| last > 0),
            status,
            replaced_by,
        })
    }
}

/// A title for comparison: no 《》, spaces or full-width letters, one kind of inner brackets, 广西 written in full,
/// and without 中华人民共和国 at its head. No place's name is taken away.
pub fn normal_title(title: &str) -> String {
    let text: String = narrow(title)
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '〈' | '《' => '<',
            '〉' | '》' => '>',
            c => c,
        })
        .collect();
    let mut text = text.as_str();
    if let Some(inside) = text.strip_prefix('<').and_then(|text| text.strip_suffix('>')) {
        // <甲>办法<乙> is not one pair of brackets.
        if !inside.contains('>')
            || inside
                .find('<')
                .is_some_and(|open| inside.find('>').is_some_and(|end| open < end))
        {
            text = inside;
        }
    }
    let text = text.strip_prefix("中华人民共和国").unwrap_or(text);
    match text
        .strip_prefix("广西")
        .filter(|rest| !rest.starts_with("壮族自治区"))
    {
        Some(rest) => format!("广西壮族自治区{rest}"),
        None => text.to_owned(),
    }
}

/// Cuts a remark on the version off a normal title: `公司法(2018年修正)` → `公司法` and 2018.
fn split_version(title: &str) -> Option<(&str, &str)> {
    let (base, remark) = title.strip_suffix(')')?.rsplit_once('(')?;
    let year = remark
        .get(..4)
        .filter(|year| year.bytes().all(|b| b.is_ascii_digit()))?;
    let rest = remark.get(4..)?.strip_prefix('年').or_else(|| remark.get(4..))?;
    let known = [
        "",
        "修正",
        "修订",
        "修正本",
        "修订本",
        "版",
        "修正版",
        "修订版",
        "修正文本",
    ];
    known.contains(&rest).then_some((base, year))
}

fn versions_of(key: &str) -> &'static [(String, Law)] {
    let versions = &index().versions;
    let start = versions.partition_point(|entry| entry.0.as_str() < key);
    let end = versions.partition_point(|entry| entry.0.as_str() <= key);
    versions.get(start..end).unwrap_or_default()
}

/// The laws that are no longer in force.
pub fn repealed() -> impl Iterator<Item = &'static Law> {
    let laws = index().versions.iter().map(|(_, law)| law);
    laws.filter(|law| law.status == Status::Repealed)
}

/// What the table knows of a title, with or without 《》 and 中华人民共和国. A title that is in force in any version is
/// current, unless the citation itself names the year of an older one. Abbreviations are not guessed.
pub fn lookup(title: &str) -> Match {
    let key = normal_title(title);
    let whole = versions_of(&key);
    if !whole.is_empty() {
        return decide(whole, None);
    }
    match split_version(&key) {
        Some((base, year)) => decide(
            versions_of(base.strip_prefix("中华人民共和国").unwrap_or(base)),
            Some(year),
        ),
        None => Match::Unknown,
    }
}

fn decide(versions: &'static [(String, Law)], year: Option<&str>) -> Match {
    let find = |status| {
        versions
            .iter()
            .map(|(_, law)| law)
            .find(|law| law.status == status)
    };
    let Some(current) = find(Status::Current) else {
        return find(Status::Repealed).map_or(Match::Unknown, Match::Repealed);
    };
    let Some(year) = year.filter(|year| !current.version_date.starts_with(year)) else {
        return Match::Current(current);
    };
    let older = versions
        .iter()
        .map(|(_, law)| law)
        .find(|law| law.status == Status::Superseded && law.version_date.starts_with(year));
    // The year of a version that the table does not have may be newer than the table.
    older.map_or(Match::Current(current), |older| Match::Superseded(older, current))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_table_is_whole_and_consistent() {
        let versions = &index().versions;
        assert_eq!(versions.len(), 1081);
        for group in versions.chunk_by(|a, b| a.0 == b.0) {
            let count = |status| group.iter().filter(|(_, law)| law.status == status).count();
            let (current, repealed) = (count(Status::Current), count(Status::Repealed));
            assert_eq!(current + repealed, 1, "{}", group[0].0);
        }
    }

    #[test]
    fn titles_are_found_however_they_are_written() {
        for title in [
            "中华人民共和国行政许可法",
            "行政许可法",
            "《中华人民共和国行政许可法》",
            " 《行政许可法》 ",
            "《中华人民共和国 行政许可法》",
            "《行政许可法（2019年修正）》",
        ] {
            let Match::Current(law) = lookup(title) else {
                panic!("{title}")
            };
            assert_eq!(law.title(), "中华人民共和国行政许可法");
            assert_eq!(law.rank(), Rank::Law);
            assert_eq!(law.last_article(), Some(83));
        }
        let Match::Current(code) = lookup("《民法典》") else {
            panic!()
        };
        assert_eq!(code.last_article(), Some(1260));
    }

    #[test]
    fn repealed_and_superseded() {
        for title in [
            "《婚姻法》",
            "中华人民共和国物权法",
            "信访条例",
            "流动人口计划生育工作条例",
            "《执业医师法》",
        ] {
            assert!(matches!(lookup(title), Match::Repealed(_)), "{title}");
        }
        assert_eq!(
            lookup("婚姻法").law().unwrap().replaced_by(),
            "民法典（2021-01-01 起施行）"
        );
        assert!(matches!(lookup("《公司法》"), Match::Current(law) if law.version_date() == "2023-12-29"));
        assert!(
            matches!(lookup("《公司法（2018修正）》"), Match::Superseded(old, new)
                if old.last_article() == Some(218) && new.last_article() == Some(266))
        );
        // A year that the table does not know may be newer than the table.
        assert!(matches!(lookup("公司法（2027年修正）"), Match::Current(_)));
    }

    #[test]
    fn others_are_unknown_and_not_wrong() {
        for title in [
            "",
            "全民健身法",
            "广西壮族自治区信访条例",
            "广西社会抚养费征收管理办法",
            "固定资产投资项目节能审查办法",
            "《关于修改<中华人民共和国婚姻法>的决定》",
            "〈婚姻法〉实施〈办法〉",
            "婚姻法（摘录）",
        ] {
            assert_eq!(lookup(title), Match::Unknown, "{title}");
        }
        assert_eq!(
            normal_title("广西信访条例"),
            normal_title("《广西壮族自治区信访条例》")
        );
    }

    proptest! {
        #[test]
        fn every_title_is_found_with_any_dress(number in 0usize..1081, quoted: bool, wide: bool) {
            let law = &index().versions[number].1;
            let title = if wide { law.title.replace('（', "(").replace('）', " )") } else { law.title.to_owned() };
            let title = if quoted { format!("《{title}》") } else { title };
            prop_assert_eq!(lookup(&title).law().map(Law::title), Some(law.title));
        }

        #[test]
        fn total(text in any::<String>(), likely in "[《》〈〉（）2018年修正公司法广西]{0,20}") {
            for text in [&text, &likely] {
                let _ = lookup(text);
            }
        }
    }
}
