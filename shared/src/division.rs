//! Administrative divisions of Guangxi: region, cities, counties, townships.
//!
//! The table is the statistical one of 2023 (shared/data/README.md). It also lists development zones and farms, which
//! are no divisions in law, and it has no history: codes of abolished divisions are *unknown*, not wrong.

use crate::order::Arrange as _;
use crate::text::words::Words;
use std::ops::Range;
use std::sync::OnceLock;

const TABLE: &str = include_str!("../data/guangxi_divisions.csv");

/// Level of a division.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 自治区.
    Region,
    /// 设区市.
    City,
    /// 县、县级市、市辖区.
    County,
    /// 乡、镇、街道 (and zones listed at that level).
    Township,
}

/// One division.
#[derive(Debug, PartialEq, Eq)]
pub struct Division {
    code: &'static str,
    name: &'static str,
    level: Level,
    parent: &'static str,
}

struct Tables {
    /// Sorted by code.
    divisions: Vec<Division>,
    /// Name and index, sorted; of a name with several divisions none is here.
    names: Vec<(String, usize)>,
    /// Names looked for in running text.
    words: Words,
    word_divisions: Vec<usize>,
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let mut divisions: Vec<Division> = TABLE.lines().skip(1).filter_map(Division::from_line).collect();
        divisions.arrange_by_key(|division| division.code);
        let mut names = Vec::new();
        let mut texts = Vec::new();
        let mut word_divisions = Vec::new();
        for (index, division) in divisions.iter().enumerate() {
            for name in division.spellings() {
                if is_safe_in_text(division, &name) {
                    texts.push(name.clone());
                    word_divisions.push(index);
                }
                names.push((name, index));
            }
        }
        names.arrange();
        let names = unique(names, &divisions);
        Tables {
            divisions,
            names,
            words: Words::new(texts),
            word_divisions,
        }
    })
}

/// Keeps names with one meaning. A city or county goes before townships of the same name (东兴市 before 东兴…).
fn unique(names: Vec<(String, usize)>, divisions: &[Division]) -> Vec<(String, usize)> {
    let mut kept = Vec::new();
    for group in names.chunk_by(|a, b| a.0 == b.0) {
        let level = |entry: &(String, usize)| divisions.get(entry.1).map(Division::level);
        let highest = group.iter().filter_map(level).min();
        let mut top = group.iter().filter(|entry| level(entry) == highest);
        if let (Some(entry), None) = (top.next(), top.next()) {
            kept.push(entry.clone());
        }
    }
    kept
}

/// Nationalities in the names of autonomous counties, in the order in which they are cut off.
const NATIONALITIES: [&str; 6] = ["各族", "苗族", "侗族", "瑶族", "仫佬族", "毛南族"];

/// Which spellings are looked for in running text. 来宾 also means guests, and 自治区 stands in every 省、自治区、直辖市.
fn is_safe_in_text(division: &Division, name: &str) -> bool {
    match division.level {
        Level::Region => name != "自治区",
        Level::City => name != "来宾",
        Level::County => name.ends_with(['市', '县', '区']),
        Level::Township => false,
    }
}

/// Whether a county's name found in running text is only part of other words:
/// 港口区域, 人力资源县级, 全州县级.
fn is_part_of_other_words(name: &str, before: &str, after: &str) -> bool {
    let next = after.chars().next();
    let previous = before.chars().next_back();
    match name {
        "资源县" => {
            next == Some('级')
                || previous.is_some_and(|c| matches!(c, '人'..='龥') && !"市在由向到和与及、是为".contains(c))
        }
        "全州县" => next == Some('级'),
        "城中区" => next == Some('域') || matches!(previous, Some('县' | '老' | '新' | '主')),
        _ => name.ends_with('区') && next == Some('域'),
    }
}

impl Division {
    fn from_line(line: &'static str) -> Option<Self> {
        let mut fields = line.trim_end().split(',');
        let (code, name, level) = (fields.next()?, fields.next()?, fields.next()?);
        let level = match level {
            "省级" => Level::Region,
            "市级" => Level::City,
            "县级" => Level::County,
            "乡级" => Level::Township,
            _ => return None,
        };
        let parent = fields.next()?;
        Some(Self {
            code,
            name,
            level,
            parent,
        })
    }

    /// Full name and the shorter ones people write.
    fn spellings(&self) -> Vec<String> {
        let mut names = vec![self.name.to_owned()];
        if self.level == Level::Region {
            names.extend(["广西".to_owned(), "自治区".to_owned()]);
        } else if let Some(mut base) = self.name.strip_suffix("自治县") {
            while let Some(shorter) = NATIONALITIES.iter().find_map(|people| base.strip_suffix(people)) {
                base = shorter;
            }
            names.extend([base.to_owned(), format!("{base}县")]);
        } else if self.level < Level::Township {
            let base = self.name.trim_end_matches(['市', '县', '区']);
            if base.chars().count() >= 2 {
                names.push(base.to_owned());
            }
        }
        names
    }

    /// The division of a code of 6, 9 or 12 digits; zeros at the end of the longer ones stand for nothing
    /// (`450721000000` is `450721`). `None`: not in the table, which is no proof of a mistake.
    pub fn by_code(code: &str) -> Option<&'static Self> {
        if !matches!(code.len(), 6 | 9 | 12) || !code.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let mut significant = code;
        while significant.len() > 6 {
            match significant.strip_suffix("000") {
                Some(shorter) => significant = shorter,
                None => break,
            }
        }
        let divisions = &tables().divisions;
        let index = divisions
            .binary_search_by_key(&significant, |division| division.code)
            .ok()?;
        divisions.get(index)
    }

    /// The smallest known division that a code lies in: the township of a village code, the county of an unknown
    /// township code, the city of an abolished county. `None` outside Guangxi or if it is no code.
    pub fn enclosing(code: &str) -> Option<&'static Self> {
        if !matches!(code.len(), 6 | 9 | 12) || !code.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let whole = |length: usize| code.get(..length).and_then(Self::by_code);
        let padded = |length: usize, zeros: &str| Self::by_code(&format!("{}{zeros}", code.get(..length)?));
        Self::by_code(code)
            .or_else(|| whole(9))
            .or_else(|| whole(6))
            .or_else(|| padded(4, "00"))
            .or_else(|| padded(2, "0000"))
    }

    /// The one division that `name` (full or short, exactly) can mean: 灵山县, 南宁, 融水县, 三海街道.
    /// `None` if unknown or if there are several, as with many townships.
    pub fn by_name(name: &str) -> Option<&'static Self> {
        let tables = tables();
        let index = tables
            .names
            .binary_search_by(|entry| entry.0.as_str().cmp(name))
            .ok()?;
        tables.divisions.get(tables.names.get(index)?.1)
    }

    /// All divisions in the order of their codes.
    pub fn all() -> &'static [Self] {
        &tables().divisions
    }

    /// Code of six digits, or nine for townships.
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// Full name.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Level.
    pub const fn level(&self) -> Level {
        self.level
    }

    /// The division it lies in directly; `None` for the region.
    pub fn parent(&self) -> Option<&'static Self> {
        Self::by_code(self.parent)
    }

    /// What it lies in, from near to far, without itself.
    pub fn ancestors(&self) -> impl Iterator<Item = &'static Self> + use<> {
        std::iter::successors(self.parent(), |division| division.parent())
    }

    /// Whether it is `ancestor` or lies in it.
    pub fn is_within(&self, ancestor: &Self) -> bool {
        self == ancestor || self.ancestors().any(|division| division == ancestor)
    }

    /// Places named in a text, left to right, with byte ranges: region and cities by full or short name, counties by
    /// names with 市, 县 or 区. A short name may be part of an
    /// institution's name (桂林银行): the range tells how it was written. Townships are not looked for: sixty of their names mean several places.
    pub fn names_in(text: &str) -> impl Iterator<Item = (Range<usize>, &'static Self)> + '_ {
        let tables = tables();
        tables.words.find_iter(text).filter_map(move |(range, word)| {
            let division = tables.divisions.get(*tables.word_divisions.get(word)?)?;
            let (before, after) = (text.get(..range.start)?, text.get(range.end..)?);
            (!is_part_of_other_words(text.get(range.clone())?, before, after)).then_some((range, division))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_table_is_whole() {
        let count = |level| Division::all().iter().filter(|d| d.level == level).count();
        assert_eq!(
            [Level::Region, Level::City, Level::County, Level::Township].map(count),
            [1, 14, 111, 1284]
        );
        for division in Division::all() {
            assert_eq!(Division::by_code(division.code), Some(division));
            assert_eq!(division.parent().is_none(), division.level == Level::Region);
            assert!(
                division
                    .parent()
                    .is_none_or(|parent| parent.level < division.level)
            );
        }
    }

    #[test]
    fn codes_of_all_lengths_are_understood() {
        let name = |code| Division::by_code(code).map(Division::name);
        assert_eq!(name("450721"), Some("灵山县"));
        assert_eq!(name("450721000"), Some("灵山县"));
        assert_eq!(name("450721000000"), Some("灵山县"));
        assert_eq!(name("450700000000"), Some("钦州市"));
        assert_eq!(name("450000"), Some("广西壮族自治区"));
        assert_eq!(name("450102001"), Some("民生街道"));
        assert_eq!(name("450102001000"), Some("民生街道"));
        for unknown in [
            "",
            "45",
            "450999",
            "341702",
            "450102001002",
            "45072一",
            "４５０７２１",
        ] {
            assert_eq!(name(unknown), None, "{unknown}");
        }
        let enclosing = |code| Division::enclosing(code).map(Division::name);
        assert_eq!(enclosing("450102001002"), Some("民生街道"));
        assert_eq!(enclosing("450102999"), Some("兴宁区"));
        assert_eq!(enclosing("450127"), Some("南宁市"));
        assert_eq!(enclosing("341702"), None);
    }

    #[test]
    fn names_full_and_short() {
        let code = |name| Division::by_name(name).map(Division::code);
        assert_eq!(code("灵山县"), Some("450721"));
        assert_eq!(code("灵山"), Some("450721"));
        assert_eq!(code("南宁"), Some("450100"));
        assert_eq!(code("青秀区"), Some("450103"));
        assert_eq!(code("融水县"), Some("450225"));
        assert_eq!(code("龙胜县"), Some("450328"));
        assert_eq!(code("藤县"), Some("450422"));
        assert_eq!(code("自治区"), Some("450000"));
        assert_eq!(code("三海街道").map(|code| &code[..6]), Some("450721"));
        assert_eq!(code("城关镇"), None); // several
        assert_eq!(code("宁国市"), None);
    }

    #[test]
    fn a_county_lies_in_its_city() {
        let find = |name| Division::by_name(name).unwrap();
        assert!(find("灵山县").is_within(find("钦州市")));
        assert!(find("灵山县").is_within(find("广西")));
        assert!(find("灵山县").is_within(find("灵山县")));
        assert!(!find("钦州市").is_within(find("灵山县")));
        assert!(!find("灵山县").is_within(find("南宁市")));
        assert_eq!(
            find("灵山县").ancestors().map(Division::name).collect::<Vec<_>>(),
            ["钦州市", "广西壮族自治区"]
        );
    }

    #[test]
    fn places_are_found_in_sentences() {
        let found = |text| {
            Division::names_in(text)
                .map(|(_, d)| d.name())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            found("由钦州市行政审批局实施，灵山县范围内在在"),
            ["钦州市", "灵山县"]
        );
        assert_eq!(found("防城港市防城区防港路250号"), ["防城港市", "防城区"]);
        assert_eq!(found("广西壮族自治区公安厅东兴口岸"), ["广西壮族自治区"]);
        assert_eq!(found("北海海城区"), ["北海市", "海城区"]);
        for text in [
            "港口区域规划",
            "县级人力资源县级主管部门",
            "来宾接待",
            "自然资源县域",
            "辖区和地区",
            "各省、自治区、直辖市",
            "全州县级以上",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
        assert_eq!(found("桂林市资源县"), ["桂林市", "资源县"]);
    }

    proptest! {
        #[test]
        fn total(text in any::<String>(), code in "[0-9]{6}([0-9]{3}){0,2}|.{6,12}") {
            let _ = Division::by_name(&text);
            let _ = Division::enclosing(&code);
            for (range, _) in Division::names_in(&text) {
                prop_assert!(text.get(range).is_some());
            }
        }
    }
}
