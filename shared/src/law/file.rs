//! The file of laws that `qingcha standard laws build` makes and that is laid over the built-in index: JSON, UTF-8.
//!
//! ```json
//! {"schema":"qingcha/laws/1","as_of":"2026-05-01","laws":[
//!   {"title":"中华人民共和国行政许可法","short_title":"行政许可法","rank":"law","version":"2019-04-23","last_article":83,
//!    "status":"current","replaced_by":"","text":"…","articles":[[1,0,152,390], …]}]}
//! ```
//!
//! `as_of` is the day up to which whoever made the file knows of changes. `rank` is one of `law`,
//! `administrative-regulation`, `local-regulation`, `department-rule`, `local-rule`, `normative-document`, `unknown`;
//! `status` is `current`, `repealed` or `superseded`. `articles` gives for each article its number, the number behind 之
//! or 0, and the bytes of `text` (UTF-8) at which it begins and ends. Only `title` is required of a law.

use super::text::{LawText, Span};
use super::title::STATE;
use super::{Law, Laws, Rank, Status, normal_title};
use crate::standard::parse_day;
use crate::value;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use time::Date;

const SCHEMA: &str = "qingcha/laws/1";

/// One version of a law, as a document gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LawEntry {
    /// Full title.
    pub title: String,
    /// Rank, or [`Rank::Unknown`].
    pub rank: Rank,
    /// Day on which the version was passed.
    pub version: Option<Date>,
    /// Number of the last article.
    pub last_article: Option<u32>,
    /// Status.
    pub status: Status,
    /// What took its place.
    pub replaced_by: String,
    /// Its text.
    pub text: Option<LawText>,
}

/// An operator's laws.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LawsFile {
    /// The day up to which changes are known.
    pub as_of: Date,
    /// The laws, in the order of the file.
    pub laws: Vec<LawEntry>,
    /// `sha256:` of the bytes read or written.
    pub digest: String,
}

/// Why a file of laws is refused. Each sentence is Chinese, for an operator reads it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LawsError {
    /// No JSON of this shape.
    #[error("不是正确的法律库文件：{0}。请用 qingcha standard laws build 重新生成")]
    Malformed(String),
    /// Another schema.
    #[error(
        "法律库文件的格式是“{0}”，本程序只能读取“qingcha/laws/1”。请用本版本的 qingcha standard laws build 重新生成"
    )]
    Schema(String),
    /// A value that cannot be.
    #[error("法律库文件中《{title}》的{what}有误。请改正，或用 qingcha standard laws build 重新生成")]
    Value {
        /// Law.
        title: String,
        /// What is wrong.
        what: &'static str,
    },
    /// The same version twice.
    #[error("法律库文件中《{0}》的同一版本出现两次。请删去一个")]
    Twice(String),
}

#[derive(Serialize, Deserialize)]
struct Written {
    schema: String,
    as_of: String,
    laws: Vec<WrittenLaw>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenLaw {
    title: String,
    /// For people and other programs; the title says it.
    #[serde(default)]
    short_title: String,
    #[serde(default)]
    rank: String,
    #[serde(default)]
    version: String,
    #[serde(default)]
    last_article: Option<u32>,
    #[serde(default)]
    status: String,
    #[serde(default)]
    replaced_by: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    articles: Vec<(u32, u32, usize, usize)>,
}

impl LawsFile {
    /// Reads a file.
    pub fn parse(bytes: &[u8]) -> Result<Self, LawsError> {
        let written: Written =
            value::parse(bytes).map_err(|error| LawsError::Malformed(error.to_string()))?;
        if written.schema != SCHEMA {
            return Err(LawsError::Schema(written.schema));
        }
        let as_of = parse_day(&written.as_of)
            .ok_or_else(|| LawsError::Malformed(format!("日期“{}”应写作2026-01-01的形式", written.as_of)))?;
        let mut seen = std::collections::BTreeSet::new();
        let mut laws = Vec::with_capacity(written.laws.len());
        for law in written.laws {
            let entry = law.entry()?;
            if !seen.insert((normal_title(&entry.title).into_owned(), entry.version)) {
                return Err(LawsError::Twice(entry.title));
            }
            laws.push(entry);
        }
        Ok(Self {
            as_of,
            laws,
            digest: crate::standard::digest(bytes),
        })
    }

    /// Writes the file.
    pub fn to_json(as_of: Date, laws: &[LawEntry]) -> String {
        let written = Written {
            schema: SCHEMA.to_owned(),
            as_of: as_of.to_string(),
            laws: laws.iter().map(WrittenLaw::of).collect(),
        };
        // Strings and numbers only: it cannot fail.
        serde_json::to_string(&written).unwrap_or_default()
    }
}

impl WrittenLaw {
    fn of(entry: &LawEntry) -> Self {
        let (text, articles) = entry.text.as_ref().map_or_else(Default::default, |law| {
            let spans = law.spans.iter();
            (
                law.text.clone(),
                spans
                    .map(|span| (span.number, span.inserted, span.start, span.end))
                    .collect(),
            )
        });
        let title = &entry.title;
        Self {
            title: title.clone(),
            short_title: title.strip_prefix(STATE).unwrap_or(title).to_owned(),
            rank: entry.rank.id().to_owned(),
            version: entry.version.map(|day| day.to_string()).unwrap_or_default(),
            last_article: entry.last_article,
            status: entry.status.id().to_owned(),
            replaced_by: entry.replaced_by.clone(),
            text,
            articles,
        }
    }

    fn entry(self) -> Result<LawEntry, LawsError> {
        let wrong = |what| LawsError::Value {
            title: self.title.clone(),
            what,
        };
        if normal_title(&self.title).is_empty() {
            return Err(wrong("名称（title）"));
        }
        let rank = match self.rank.as_str() {
            "" => Rank::Unknown,
            id => Rank::from_id(id).ok_or_else(|| wrong("位阶（rank）"))?,
        };
        let version = match self.version.as_str() {
            "" => None,
            day => Some(parse_day(day).ok_or_else(|| wrong("版本日期（version）"))?),
        };
        let status = match self.status.as_str() {
            "" => Status::Current,
            id => Status::from_id(id).ok_or_else(|| wrong("效力状态（status）"))?,
        };
        let text = if self.text.is_empty() {
            None
        } else {
            Some(law_text(&self.text, &self.articles).ok_or_else(|| wrong("条文位置（articles）"))?)
        };
        let last_article = text.as_ref().map_or(self.last_article, LawText::last_article);
        Ok(LawEntry {
            rank,
            version,
            last_article,
            status,
            text,
            title: self.title,
            replaced_by: self.replaced_by,
        })
    }
}

/// The text with its articles where the file says; found anew where it does not say.
fn law_text(text: &str, articles: &[(u32, u32, usize, usize)]) -> Option<LawText> {
    if articles.is_empty() {
        return Some(LawText::new(text.to_owned()));
    }
    let spans: Vec<Span> = articles
        .iter()
        .map(|&(number, inserted, start, end)| Span {
            number,
            inserted,
            start,
            end,
        })
        .collect();
    let within = |span: &Span| {
        text.get(span.start..span.end)
            .is_some_and(|text| text.starts_with('第'))
    };
    let ascending = spans.windows(2).all(|pair| {
        (pair[0].number, pair[0].inserted) < (pair[1].number, pair[1].inserted)
            && pair[0].end <= pair[1].start
    });
    (ascending && spans.iter().all(within)).then(|| LawText {
        text: text.to_owned(),
        spans,
    })
}

impl Laws {
    /// The built-in index with an operator's laws laid over it. A version of the same day is replaced; of the others the
    /// newest is in force, whichever side it comes from, unless it is repealed.
    pub fn with(file: LawsFile) -> Self {
        let mut laws = Self {
            digest: Some(file.digest),
            ..(*Self::builtin()).clone()
        };
        for entry in file.laws {
            laws.lay(entry, file.as_of);
        }
        laws.arrange();
        laws
    }

    fn lay(&mut self, entry: LawEntry, as_of: Date) {
        let key = normal_title(&entry.title).into_owned();
        let (national, name) = match entry.title.strip_prefix(STATE) {
            Some(name) => (true, name.to_owned()),
            None => (false, entry.title.clone()),
        };
        let mut law = Law {
            name: Cow::Owned(name),
            national,
            rank: entry.rank,
            version: entry.version,
            last_article: entry.last_article,
            status: entry.status,
            replaced_by: Cow::Owned(entry.replaced_by),
            known_until: as_of,
            text: entry.text,
        };
        let same = |known: &Law| {
            known.version == law.version || law.version.is_none() && known.status != Status::Superseded
        };
        if let Some((_, known)) = self
            .versions
            .iter_mut()
            .find(|(other, known)| *other == key && same(known))
        {
            if law.rank == Rank::Unknown {
                law.rank = known.rank;
            }
            law.national |= known.national;
            law.version = law.version.or(known.version);
            // A text with fewer articles than the version is known to have was cut off.
            if law.text.is_some() {
                law.last_article = law.last_article.max(known.last_article);
            }
            *known = law;
            return;
        }
        let newer = |known: &Law| known.version > law.version;
        if self
            .versions
            .iter()
            .any(|(other, known)| *other == key && known.status == Status::Current && newer(known))
        {
            law.status = Status::Superseded;
        } else {
            for (_, known) in self.versions.iter_mut().filter(|(other, _)| *other == key) {
                known.status = Status::Superseded;
            }
        }
        self.versions.push((key, law));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::{Match, read_document};
    use time::macros::date;

    const DAY: Date = date!(2026 - 06 - 01);

    fn laws(documents: &[&str]) -> Laws {
        let entries: Vec<_> = documents
            .iter()
            .map(|text| read_document(text).unwrap())
            .collect();
        let json = LawsFile::to_json(DAY, &entries);
        let file = LawsFile::parse(json.as_bytes()).unwrap();
        assert_eq!(file.laws, entries);
        Laws::with(file)
    }

    #[test]
    fn newer_versions_win_and_older_ones_step_back() {
        let laws = laws(&[
            "中华人民共和国公司法\n2027年1月2日修订\n第一条 甲",
            "中华人民共和国行政许可法\n2003年8月27日通过\n第一条 乙",
            "中华人民共和国消防法\n2021年4月29日修正\n第一条 丙\n第二条 丁",
            "广西壮族自治区某某条例\n2020年1月2日通过\n第一条 戊",
        ]);
        let Match::Current(law) = laws.lookup("公司法", None, date!(2027 - 06 - 01)) else {
            panic!()
        };
        assert_eq!(law.version(), Some(date!(2027 - 01 - 02)));
        // Before it was passed the version of 2023 was in force.
        let Match::Current(law) = laws.lookup("公司法", None, DAY) else {
            panic!()
        };
        assert_eq!(law.version(), Some(date!(2023 - 12 - 29)));
        let Match::Current(law) = laws.lookup("行政许可法", None, DAY) else {
            panic!()
        };
        assert_eq!((law.last_article(), law.text().is_none()), (Some(83), true));
        let Match::Current(law) = laws.lookup("《消防法》", None, DAY) else {
            panic!()
        };
        assert_eq!(law.title(), "中华人民共和国消防法");
        // Of 74 articles it has two: the others are no less there.
        assert_eq!(
            (law.rank(), law.last_article(), law.known_until()),
            (Rank::Law, Some(74), DAY)
        );
        assert_eq!(law.text().unwrap().article(2, None).as_deref(), Some("第二条 丁"));
        assert!(matches!(
            laws.lookup("《广西某某条例》", None, DAY),
            Match::Current(_)
        ));
        assert!(laws.has_texts() && laws.digest().is_some());
    }

    #[test]
    fn broken_files_are_refused_in_words() {
        for (json, sentence) in [
            ("", "不是正确的法律库文件"),
            (
                r#"{"schema":"other/1","as_of":"2026-01-01","laws":[]}"#,
                "法律库文件的格式是“other/1”",
            ),
            (
                r#"{"schema":"qingcha/laws/1","as_of":"1.1","laws":[]}"#,
                "不是正确的法律库文件：日期“1.1”",
            ),
            (
                r#"{"schema":"qingcha/laws/1","as_of":"2026-01-01","laws":[{"title":"甲法","rank":"x"}]}"#,
                "法律库文件中《甲法》的位阶",
            ),
            (
                r#"{"schema":"qingcha/laws/1","as_of":"2026-01-01","laws":[{"title":"甲法","text":"第一条","articles":[[1,0,1,9]]}]}"#,
                "法律库文件中《甲法》的条文位置",
            ),
            (
                r#"{"schema":"qingcha/laws/1","as_of":"2026-01-01","laws":[{"title":"甲法"},{"title":"《甲法》"}]}"#,
                "法律库文件中《《甲法》》的同一版本出现两次",
            ),
        ] {
            let error = LawsFile::parse(json.as_bytes()).unwrap_err().to_string();
            assert!(error.starts_with(sentence), "{error}");
        }
    }
}
