//! What a reference list says of its own reach: where it holds and at which levels. Without that, “not on the list”
//! proves nothing.

use super::whole::{claim, is_draft};
use super::{Edition, Kind, Subject};
use crate::dictionary::Dictionary;
use crate::division::{Division, Level};
use crate::item::split_codes;
use time::Date;

/// A set of levels of exercise, by the digits of [`Dictionary::UseLevel`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Levels(u8);

/// Names of levels in running text.
const NAMES: &[(&str, &str)] = &[
    ("国家级", "1"),
    ("自治区级", "2"),
    ("自治区本级", "2"),
    ("省级", "2"),
    ("省本级", "2"),
    ("市级", "3"),
    ("市本级", "3"),
    ("县级", "4"),
    ("县本级", "4"),
    ("区级", "4"),
    ("乡级", "5"),
    ("镇级", "5"),
    ("乡镇", "5"),
    ("街道", "5"),
    ("村级", "6"),
    ("社区", "6"),
];

impl Levels {
    /// Reads a cell: codes, names, or several of them (`市级、县级`, `3,4`, `省、市、县`). Empty where nothing is understood.
    pub fn read(text: &str) -> Self {
        split_codes(Dictionary::UseLevel, text)
            .filter_map(Result::ok)
            .fold(Self::default(), |levels, entry| levels.with(entry.code))
    }

    /// Reads running text: `自治区本级行政许可事项清单` names level 2.
    fn named_in(text: &str) -> Self {
        // 自治区级 and 自治区本级 also hold 区级; 县级市 is no level.
        let text = text.replace("自治区级", "省级").replace("县级市", "");
        NAMES
            .iter()
            .filter(|(word, _)| text.contains(word))
            .fold(Self::default(), |levels, (_, code)| levels.with(code))
    }

    /// Running text without the names of levels.
    pub(super) fn without_names(text: &str) -> String {
        let names = NAMES.iter().map(|(word, _)| *word);
        names.fold(text.to_owned(), |text, word| text.replace(word, " "))
    }

    /// The set with one more level; anything but a single digit changes nothing.
    #[must_use]
    pub fn with(self, code: &str) -> Self {
        match code.as_bytes() {
            [digit @ b'1'..=b'6'] => Self(self.0 | 1 << (digit - b'0')),
            _ => self,
        }
    }

    /// Whether the level is in the set.
    pub fn contains(self, code: &str) -> bool {
        self != self.without(code)
    }

    fn without(self, code: &str) -> Self {
        Self(self.0 & !Self::default().with(code).0)
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Levels of both sets.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Codes in order.
    pub fn codes(self) -> impl Iterator<Item = &'static str> {
        ["1", "2", "3", "4", "5", "6"]
            .into_iter()
            .filter(move |code| self.contains(code))
    }
}

/// Where a list or an entry holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// Set nationally: about every item of the national catalogue.
    Nation,
    /// In this division of Guangxi and all below it.
    Division(&'static Division),
}

impl Area {
    /// Reads a cell: `全国`, a division's name, or its code.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.strip_suffix('版').unwrap_or(text);
        if matches!(text, "全国" | "国家" | "国务院" | "中央") {
            return Some(Self::Nation);
        }
        let text = if matches!(text, "全区" | "全自治区") {
            "广西"
        } else {
            text
        };
        Division::by_code(text)
            .or_else(|| Division::by_name(text))
            .map(Self::Division)
    }

    /// Reads a title: its first division, or the words of a national list.
    fn named_in(text: &str) -> Option<Self> {
        const NATIONAL: [&str; 6] = [
            "全国",
            "国务院",
            "国家",
            "中央层面",
            "法律、行政法规",
            "法律、行政法规、国务院决定",
        ];
        let mut named = Division::names_in(text).map(|(_, division)| division);
        if let Some(first) = named.next() {
            // 钦州市灵山县 is the county; of 南宁市、柳州市 nothing can be said for sure.
            return named.try_fold(first, narrower).map(Self::Division);
        }
        if NATIONAL.iter().any(|word| text.contains(word)) {
            return Some(Self::Nation);
        }
        let region = text.contains("自治区");
        region.then(|| Division::by_code("450000"))?.map(Self::Division)
    }

    /// Whether it holds for the subject; `None` where the subject does not say enough.
    pub fn holds(self, subject: &Subject<'_>) -> Option<bool> {
        match self {
            Self::Nation => subject.code.as_ref().map(|code| code.area() == "00"),
            Self::Division(division) => Some(subject.division?.is_within(division)),
        }
    }

    /// Whether it holds in a division; an unknown one is nowhere.
    pub fn holds_in(self, division: Option<&Division>) -> bool {
        match self {
            Self::Nation => true,
            Self::Division(own) => division.is_some_and(|division| division.is_within(own)),
        }
    }
}

/// How far a list reaches, as it says itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Where it holds, if it says so.
    pub area: Option<Area>,
    /// Levels it is about, if it says so.
    pub levels: Levels,
    /// Nothing shows that it is whole: it calls itself more than the list of its place, so it may be a part, a draft
    /// or a department's.
    pub partial: bool,
    /// It calls itself a draft.
    pub draft: bool,
    /// The year it is of, if its title says so.
    pub edition: Option<Edition>,
}

/// Whether a list is about an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cover {
    /// By its own words it is about another place or level.
    Outside,
    /// It does not say.
    Unsaid,
    /// By its own words it holds everything of the item's place and level.
    Whole,
}

impl Scope {
    /// Reads what a list is called: the names of its file and sheet, and its title rows.
    pub fn named_in(kind: Kind, file: &str, sheet: &str, title: &str) -> Self {
        let titles = format!("{sheet} {title}");
        let area = Area::named_in(&titles);
        let mut levels = Levels::named_in(&titles);
        // 南宁市本级, 灵山县本级: the division says which level.
        if titles.contains("本级")
            && let Some(Area::Division(division)) = area
        {
            levels = levels.with(level_of(division));
        }
        let (whole, edition) = claim(kind, file, sheet, title);
        Self {
            area,
            levels,
            partial: !whole,
            draft: is_draft(file, &titles),
            edition,
        }
    }

    /// Whether nothing says that the list does not hold on this day: it is no draft, and its edition is out and no more
    /// than `years` old.
    pub fn is_in_force(&self, today: Date, years: u8) -> bool {
        let current = |edition: Edition| edition.is_current(today, years);
        !self.draft && self.edition.is_none_or(current)
    }

    /// Whether the list is about the subject.
    pub fn covers(&self, subject: &Subject<'_>) -> Cover {
        let area = match self.area.map(|area| area.holds(subject)) {
            Some(Some(true)) => Cover::Whole,
            Some(Some(false)) => return Cover::Outside,
            Some(None) | None => Cover::Unsaid,
        };
        let level = if self.levels.is_empty() {
            // A national list is about every level at which its items are exercised.
            if self.area == Some(Area::Nation) {
                Cover::Whole
            } else {
                Cover::Unsaid
            }
        } else if subject.levels.is_empty() {
            Cover::Unsaid
        } else if subject.levels.iter().any(|level| self.levels.contains(level)) {
            Cover::Whole
        } else {
            return Cover::Outside;
        };
        if self.partial {
            Cover::Unsaid
        } else {
            area.min(level)
        }
    }
}

/// The smaller of two divisions, one of which lies in the other.
fn narrower(a: &'static Division, b: &'static Division) -> Option<&'static Division> {
    if b.is_within(a) {
        Some(b)
    } else {
        a.is_within(b).then_some(a)
    }
}

fn level_of(division: &Division) -> &'static str {
    match division.level() {
        Level::Region => "2",
        Level::City => "3",
        Level::County => "4",
        Level::Township => "5",
    }
}

#[cfg(test)]
mod tests {
    use super::{Area, Levels, Scope};
    use crate::division::Division;
    use crate::reference::Kind;

    fn codes(levels: Levels) -> String {
        levels.codes().collect()
    }

    #[test]
    fn levels_are_read_from_cells() {
        for (text, expected) in [
            ("4", "4"),
            ("3,4", "34"),
            ("省、市、县", "234"),
            ("市级；县级", "34"),
            ("县级以上", ""),
            ("", ""),
        ] {
            assert_eq!(codes(Levels::read(text)), expected, "{text}");
        }
    }

    #[test]
    fn titles_tell_place_and_levels() {
        let scope = |title: &str| Scope::named_in(Kind::Licence, "a.xlsx", "Sheet1", title);
        let region = Division::by_code("450000").map(Area::Division);
        let county = Division::by_code("450721").map(Area::Division);
        for (title, area, levels, partial) in [
            ("广西壮族自治区行政许可事项清单（2023年版）", region, "", false),
            ("自治区本级行政许可事项清单", region, "2", false),
            ("广西市级、县级行政许可事项清单", region, "34", false),
            ("灵山县本级行政许可事项清单", county, "4", false),
            ("灵山县行政许可清单（征求意见稿）", county, "", true),
            ("钦州市灵山县行政许可事项清单", county, "", false),
            ("灵山县、浦北县行政许可事项清单", None, "", false),
            ("灵山县水利局行政许可事项清单", county, "", true),
            (
                "法律、行政法规、国务院决定设定的行政许可事项清单（2023年版）",
                Some(Area::Nation),
                "",
                false,
            ),
            ("行政许可事项清单", None, "", false),
        ] {
            let found = scope(title);
            assert_eq!(found.area, area, "{title}");
            assert_eq!(codes(found.levels), levels, "{title}");
            assert_eq!(found.partial, partial, "{title}");
        }
    }

    #[test]
    fn areas_are_read_from_cells() {
        assert_eq!(Area::read("全国"), Some(Area::Nation));
        assert_eq!(
            Area::read("450721"),
            Division::by_code("450721").map(Area::Division)
        );
        assert_eq!(
            Area::read("南宁市"),
            Division::by_code("450100").map(Area::Division)
        );
        assert_eq!(Area::read("全国版"), Some(Area::Nation));
        assert_eq!(
            Area::read("全区"),
            Division::by_code("450000").map(Area::Division)
        );
        assert_eq!(Area::read("外省"), None);
    }
}
