//! The ranks of what a text cites, and whether they are enough for a demand.

use crate::law::{Laws, Match, Rank};
use crate::text::citation::{Form, citations_in, numbers_in};
use crate::text::is_placeholder;
use time::Date;

/// Standing of a cited document where only the law's own ranks count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Its rank is certain.
    Certain(Rank),
    /// A document of the State Council without the form of a decision: no rule, but it may count as one.
    StateCouncilPaper,
    /// A law or regulation that is certainly no longer in force; only [`Ranks::in_force`] tells.
    Repealed,
    /// Not certain.
    Unknown,
}

/// How titles of rules and notices end.
const RULES: [&str; 8] = ["办法", "规定", "细则", "规则", "规程", "通知", "意见", "方案"];

/// What a text cites.
#[derive(Debug, Default)]
pub struct Ranks {
    /// Title (or number) and standing of each document, in the order of the text.
    pub cited: Vec<(String, Standing)>,
    /// Whether the rest of the text may name further laws.
    pub unread: bool,
}

impl Ranks {
    /// Reads a text with the index of laws; `number` is the document number given beside it, perhaps empty.
    pub fn of(laws: &Laws, text: &str, number: &str) -> Self {
        let citations = citations_in(text);
        if citations.is_empty() {
            // A name without 《》, as the column for names allows.
            let number = numbers_in(number).into_iter().next();
            let standing = standing(
                text,
                laws.rank(text, number.as_ref()),
                number.as_ref().map(|n| n.issuer),
            );
            return Self {
                unread: standing == Standing::Unknown,
                cited: vec![(text.to_owned(), standing)],
            };
        }
        let beside = (citations.len() == 1)
            .then(|| numbers_in(number).into_iter().next())
            .flatten();
        // What is cited by its number alone may have a law's name run into it: “水法和桂价费〔2015〕66号”.
        let mut rest = String::new();
        let mut from = 0;
        let mut cited = Vec::with_capacity(citations.len());
        for citation in citations {
            rest.push_str(text.get(from..citation.range.start).unwrap_or_default());
            from = citation.range.end;
            let number = citation.number.as_ref().or(beside.as_ref());
            let issuer = number.map(|number| number.issuer);
            let standing = standing(citation.title, laws.rank(citation.title, number), issuer);
            let shown = match citation.form {
                Form::NumberOnly => {
                    rest.push_str(issuer.unwrap_or_default());
                    text.get(citation.range.clone()).unwrap_or_default().to_owned()
                }
                Form::Quoted | Form::Bare => citation.title.to_owned(),
            };
            cited.push((shown, standing));
        }
        rest.push_str(text.get(from..).unwrap_or_default());
        Self {
            cited,
            unread: ["法", "条例", "决定", "规定"]
                .iter()
                .any(|word| rest.contains(word)),
        }
    }

    /// As [`Ranks::of`], but what is repealed on `date` has no rank any more.
    pub fn in_force(laws: &Laws, text: &str, number: &str, date: Date) -> Self {
        let mut ranks = Self::of(laws, text, number);
        for (title, standing) in &mut ranks.cited {
            if matches!(laws.lookup(title, None, date), Match::Repealed(law) if law.is_gone(date)) {
                *standing = Standing::Repealed;
            }
        }
        ranks
    }

    /// Whether a law that is repealed is cited, and nothing beside it whose rank is not certain.
    pub fn is_repealed(&self) -> bool {
        let standings = || self.cited.iter().map(|(_, standing)| *standing);
        let is_known = |standing| matches!(standing, Standing::Certain(_) | Standing::Repealed);
        !self.unread
            && standings().all(is_known)
            && standings().any(|standing| standing == Standing::Repealed)
    }

    /// Whether what is not certain has the title of a rule or a notice. National laws and regulations are in the index;
    /// those of a place may be called so too.
    fn are_likely_rules(&self) -> bool {
        let is_local = |title: &str| {
            title.contains("广西") || title.replace("市场", "").contains(['省', '市', '县', '区', '州'])
        };
        let likely = |title: &str| {
            !title.starts_with("国务院")
                && !title.contains("实施")
                && !is_local(title)
                && RULES.iter().any(|end| title.ends_with(end))
        };
        let judged = |(title, standing): &(String, Standing)| match standing {
            Standing::Unknown => likely(title),
            Standing::Certain(_) | Standing::Repealed => true,
            Standing::StateCouncilPaper => false,
        };
        !self.unread && self.cited.iter().all(judged)
    }

    /// Whether a document of one of these ranks is cited.
    pub fn any_of(&self, ranks: &[Rank]) -> bool {
        self.cited
            .iter()
            .any(|(_, standing)| matches!(standing, Standing::Certain(rank) if ranks.contains(rank)))
    }

    /// Whether every document's rank is certain and nothing was left unread.
    pub fn is_certain(&self) -> bool {
        !self.unread
            && self
                .cited
                .iter()
                .all(|(_, standing)| matches!(standing, Standing::Certain(_)))
    }

    /// Adds what another text cites.
    pub fn extend(&mut self, other: Self) {
        self.cited.extend(other.cited);
        self.unread |= other.unread;
    }
}

/// Whether a basis may demand a proof or an intermediary's service (优化营商环境条例 arts. 43, 44).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    /// A law, a regulation or a State Council decision is among what it cites.
    Enough,
    /// Every rank is certain, and none is high enough.
    TooLow,
    /// What it cites is repealed, or too low beside what is.
    Repealed,
    /// No rank is high enough, but some are only likely: 《…办法》 of nobody knows whom, no place in its title.
    LikelyTooLow,
    /// A rank is not certain.
    Unclear,
    /// Words that cite nothing.
    CitesNothing,
    /// Blank, or a placeholder.
    Blank,
}

/// Judges a basis for which only laws, regulations and State Council decisions are enough.
pub fn demand(laws: &Laws, basis: &str, date: Date) -> Demand {
    const ENOUGH: [Rank; 4] = [
        Rank::Law,
        Rank::AdministrativeRegulation,
        Rank::StateCouncilDecision,
        Rank::LocalRegulation,
    ];
    if is_placeholder(basis) {
        return Demand::Blank;
    }
    let ranks = Ranks::in_force(laws, basis, "", date);
    if ranks.any_of(&ENOUGH) {
        Demand::Enough
    } else if ranks.is_repealed() {
        Demand::Repealed
    } else if ranks.is_certain() {
        Demand::TooLow
    } else if ranks.are_likely_rules() {
        Demand::LikelyTooLow
    } else if basis.contains(['《', '号', '第']) {
        Demand::Unclear
    } else {
        Demand::CitesNothing
    }
}

fn standing(title: &str, rank: Rank, issuer: Option<&str>) -> Standing {
    let by_state_council = title.starts_with("国务院")
        || issuer.is_some_and(|issuer| {
            ["国务院", "国发", "国办"]
                .iter()
                .any(|head| issuer.starts_with(head))
        });
    // A region's 实施〈某法〉办法 may be a local regulation whatever number stands beside it.
    let implements_a_law = title.contains("实施")
        && title.contains(['〈', '<', '《'])
        && ["办法", "规定", "细则"].iter().any(|end| title.ends_with(end));
    match rank {
        Rank::Unknown => Standing::Unknown,
        Rank::NormativeDocument if implements_a_law => Standing::Unknown,
        Rank::NormativeDocument if by_state_council => Standing::StateCouncilPaper,
        rank => Standing::Certain(rank),
    }
}

#[cfg(test)]
mod tests {
    use super::{Demand, Ranks, Standing, demand};
    use crate::law::{Laws, Rank};
    use time::Date;

    fn ranks(text: &str, number: &str) -> Ranks {
        Ranks::of(&Laws::builtin(), text, number)
    }

    fn standings(text: &str, number: &str) -> Vec<Standing> {
        ranks(text, number)
            .cited
            .into_iter()
            .map(|(_, standing)| standing)
            .collect()
    }

    #[test]
    fn ranks_of_names_with_the_number_beside_them() {
        use Standing::{Certain, StateCouncilPaper, Unknown};
        for (text, number, expected) in [
            (
                "《宗教事务条例》",
                "国务院令第426号",
                vec![Certain(Rank::AdministrativeRegulation)],
            ),
            ("行政许可法", "", vec![Certain(Rank::Law)]),
            (
                "《取水许可管理办法》",
                "水利部令第34号",
                vec![Certain(Rank::DepartmentRule)],
            ),
            (
                "《关于做好补贴发放工作的通知》",
                "桂民发〔2019〕5号",
                vec![Certain(Rank::NormativeDocument)],
            ),
            (
                "《国务院关于全面建立残疾人补贴制度的意见》",
                "国发〔2015〕52号",
                vec![StateCouncilPaper],
            ),
            ("《全民健身法》", "", vec![Unknown]),
            (
                "《广西壮族自治区实施〈中华人民共和国水法〉办法》",
                "桂人发〔2004〕9号",
                vec![Unknown],
            ),
        ] {
            assert_eq!(standings(text, number), expected, "{text}");
        }
    }

    #[test]
    fn a_repealed_law_has_no_rank_from_its_last_day_on() {
        let laws = Laws::builtin();
        let on = |text: &str, year| {
            let day = Date::from_calendar_date(year, time::Month::June, 1).expect("a day");
            (
                demand(&laws, text, day),
                Ranks::in_force(&laws, text, "", day).is_repealed(),
            )
        };
        assert_eq!(on("《合同法》第十条", 2026), (Demand::Repealed, true));
        assert_eq!(on("《合同法》第十条", 2019), (Demand::Enough, false));
        assert_eq!(
            on("《合同法》第十条；桂民发〔2019〕5号", 2026),
            (Demand::Repealed, true)
        );
        assert_eq!(
            on("《合同法》第十条、《民法典》第三条", 2026),
            (Demand::Enough, true)
        );
        assert_eq!(
            on("《某某场所登记办法》第五条", 2026),
            (Demand::LikelyTooLow, false)
        );
        assert_eq!(
            on("《广西壮族自治区最低生活保障办法》", 2026),
            (Demand::Unclear, false)
        );
        assert_eq!(
            on("《合同法》第十条、《全民健身法》", 2026),
            (Demand::Unclear, false)
        );
    }

    #[test]
    fn a_law_that_is_only_mentioned_leaves_the_text_unread() {
        let read = ranks("消防法；桂民发〔2019〕5号", "");
        assert!(read.unread && !read.is_certain());
        assert!(!ranks("根据水法和桂价费〔2015〕66号收取", "").is_certain());
        assert!(ranks("桂民发〔2019〕5号", "").is_certain());
        assert!(ranks("按有关要求", "").unread);
    }
}
