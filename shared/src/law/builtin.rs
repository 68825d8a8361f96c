//! The index compiled into the program; the build makes its tables from `shared/data`.

use super::limit::StatutoryLimit;
use super::{Law, Laws, Rank, Status, normal_title};
use crate::standard::parse_day;
use crate::text::citation::articles_in;
use crate::text::limit;
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};
use time::Date;
use time::macros::date;

const TABLE: &str = include_str!(concat!(env!("OUT_DIR"), "/laws.txt"));
const LIMITS: &str = include_str!(concat!(env!("OUT_DIR"), "/limits.txt"));

/// The day up to which the table is right. Later changes are not known.
const AS_OF: Date = date!(2025 - 04 - 19);

pub(super) fn index() -> &'static Arc<Laws> {
    static INDEX: OnceLock<Arc<Laws>> = OnceLock::new();
    INDEX.get_or_init(|| {
        let laws = TABLE.lines().filter_map(law);
        let mut laws = Laws {
            versions: laws
                .map(|law| (normal_title(&law.name).into_owned(), law))
                .collect(),
            limits: limits(),
            texts: false,
            digest: None,
        };
        laws.arrange();
        Arc::new(laws)
    })
}

fn law(line: &'static str) -> Option<Law> {
    let mut fields = line.split('\t');
    let name = fields.next()?;
    let letters = fields.next()?.as_bytes();
    let version = fields.next().and_then(parse_day);
    let last_article = fields.next().and_then(|number| number.parse().ok());
    Some(Law {
        name: Cow::Borrowed(name),
        national: letters.first() == Some(&b'N'),
        rank: match letters.get(1)? {
            b'L' => Rank::Law,
            b'R' => Rank::AdministrativeRegulation,
            b'D' => Rank::DepartmentRule,
            _ => Rank::Unknown,
        },
        version,
        last_article,
        status: match letters.get(2)? {
            b'C' => Status::Current,
            b'R' => Status::Repealed,
            _ => Status::Superseded,
        },
        replaced_by: Cow::Borrowed(fields.next().unwrap_or_default()),
        known_until: AS_OF,
        text: None,
    })
}

fn limits() -> Vec<(String, StatutoryLimit)> {
    let mut found = Vec::with_capacity(200);
    let mut law: Option<(String, Date)> = None;
    for line in LIMITS.lines() {
        let Some(row) = line.strip_prefix('\t') else {
            law = line
                .split_once('\t')
                .and_then(|(title, day)| Some((normal_title(title).into_owned(), parse_day(day)?)));
            continue;
        };
        let mut fields = row.splitn(3, '\t');
        let (Some((key, version)), Some(article), Some(period), Some(sentence)) =
            (&law, fields.next(), fields.next(), fields.next())
        else {
            continue;
        };
        let number = articles_in(article)
            .first()
            .and_then(|(_, articles)| articles.first().map(|article| article.article));
        if let (Some(article), Some(limit)) = (number, limit::parse(period)) {
            let row = StatutoryLimit {
                version: *version,
                article,
                limit,
                sentence,
            };
            found.push((key.clone(), row));
        }
    }
    found
}
