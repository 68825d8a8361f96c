//! Whether a list's titles say that it is the whole list of its place, and of when it is. Known is what a plain title
//! consists of: place, levels, edition and the list's own name; whatever else is left over (`第一批`, `新增`, `告知承诺制`,
//! a field, a department) may make it a part, and from a part nothing follows.

use super::{Kind, Levels};
use crate::division::Division;
use crate::text::narrow;
use time::Date;

/// The year, and month, that a title gives its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edition {
    /// The year.
    pub year: i32,
    /// The month; 0 where it gives none.
    pub month: u8,
}

impl Edition {
    /// Whether it is out by this day and no more than `years` calendar years old.
    pub fn is_current(self, today: Date, years: u8) -> bool {
        let now = Self {
            year: today.year(),
            month: u8::from(today.month()),
        };
        let out = self.year < now.year || (self.year == now.year && self.month <= now.month);
        out && now.year - self.year <= i32::from(years)
    }
}

/// What else plain titles consist of, longer words before those they hold.
const WORDS: [&str; 13] = [
    "法律、行政法规、国务院决定设定的",
    "法律、行政法规、国务院决定设定",
    "法律、行政法规设定的",
    "中央层面设定的",
    "政务服务事项",
    "政务服务",
    "政府部门",
    "自治区",
    "本级",
    "全国",
    "国家",
    "国务院",
    "级",
];

/// Names of sheets that say nothing of what stands on them, numbers aside.
const SHEETS: [&str; 9] = [
    "",
    "sheet",
    "table",
    "表",
    "工作表",
    "附件",
    "附表",
    "清单",
    "目录",
];

/// Words that make a list of any kind a part.
const PARTS: [&str; 8] = [
    "部分",
    "节选",
    "摘录",
    "征求意见",
    "草案",
    "试行稿",
    "送审稿",
    "讨论稿",
];

/// Words of a list that is only going to be decided, so that nothing follows from it for certain.
const DRAFTS: [&str; 8] = [
    "征求意见",
    "草案",
    "试行稿",
    "送审稿",
    "讨论稿",
    "拟取消",
    "拟予取消",
    "拟下放",
];

/// Whether a list calls itself a draft.
pub(super) fn is_draft(file: &str, titles: &str) -> bool {
    DRAFTS
        .iter()
        .any(|word| titles.contains(word) || file.contains(word))
}

/// Words in a file's name that make it a part; of the titles nothing but known words is taken.
const FILE_PARTS: [&str; 7] = ["首批", "一批", "二批", "三批", "四批", "新增", "调整"];

/// Whether items must stand on lists of a kind, so that one that is missing there would be accused.
fn is_complete_by_law(kind: Kind) -> bool {
    matches!(kind, Kind::Catalogue | Kind::Licence | Kind::Powers)
}

/// Whether a list calls itself whole, and its edition: by the names of its file and sheet and by its title rows.
pub(super) fn claim(kind: Kind, file: &str, sheet: &str, title: &str) -> (bool, Option<Edition>) {
    let sheet = narrow(sheet).to_lowercase();
    let plain = sheet.trim_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    let sheet = if SHEETS.contains(&plain) {
        ""
    } else {
        sheet.as_str()
    };
    let text = format!("{sheet} {}", narrow(title));
    let (mut rest, editions) = without_editions(&text);
    let edition = editions.first().copied();
    let part = |text: &str| PARTS.iter().any(|word| text.contains(word));
    if part(&text) || part(file) {
        return (false, edition);
    }
    // Nothing is missed on lists of other kinds; they are parts only where they say so.
    if !is_complete_by_law(kind) {
        return (true, edition);
    }
    let mut named = false;
    for name in kind.spec().words {
        named |= rest.contains(name);
        rest = rest.replace(name, " ");
    }
    rest = Levels::without_names(&without_places(&rest));
    for word in WORDS.iter().chain(&["附件", "附表"]) {
        rest = rest.replace(word, " ");
    }
    // Numbers are those of attachments; a list's title has no other than its year.
    let left = rest.chars().any(char::is_alphabetic);
    let one = editions.iter().all(|known| Some(*known) == edition);
    let file = FILE_PARTS.iter().any(|word| file.contains(word));
    (named && one && !left && !file, edition)
}

fn without_places(text: &str) -> String {
    let mut rest = String::new();
    let mut end = 0;
    for (range, _) in Division::names_in(text) {
        rest.push_str(text.get(end..range.start).unwrap_or_default());
        rest.push(' ');
        end = range.end;
    }
    rest.push_str(text.get(end..).unwrap_or_default());
    rest
}

/// What may follow a year.
const ENDS: [&str; 6] = ["修订版", "修订", "版本", "版", "本", "度"];

/// Takes years out: `2026年版`, `2026版`, `2026年1月修订`, `2026年度`.
fn without_editions(text: &str) -> (String, Vec<Edition>) {
    let mut rest = String::new();
    let mut editions = Vec::new();
    let mut tail = text;
    while let Some(at) = tail.find(|c: char| c.is_ascii_digit()) {
        let (before, digits) = tail.split_at(at);
        rest.push_str(before);
        let (year, after) = number(digits);
        let Some(year) = year.filter(|year| (1990..2100).contains(year)) else {
            let (digit, after) = digits.split_at(digits.len() - after.len());
            rest.push_str(digit);
            tail = after;
            continue;
        };
        let after = after.strip_prefix('年').unwrap_or(after);
        let (month, after) = part(after, '月', 12);
        let (_, after) = part(after, '日', 31);
        // 2026本级: 本 belongs to what follows.
        let end = ENDS
            .iter()
            .find_map(|word| after.strip_prefix(word))
            .filter(|rest| !rest.starts_with('级'));
        tail = end.unwrap_or(after);
        rest.push(' ');
        editions.push(Edition { year, month });
    }
    rest.push_str(tail);
    (rest, editions)
}

/// The number at the start, and what follows the digits.
fn number(text: &str) -> (Option<i32>, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    (digits.parse().ok(), rest)
}

/// `3月` at the start; 0 where it is not there.
fn part(text: &str, unit: char, most: i32) -> (u8, &str) {
    let (value, rest) = number(text);
    let value = value
        .filter(|value| (1..=most).contains(value))
        .and_then(|value| u8::try_from(value).ok());
    match (value, rest.strip_prefix(unit)) {
        (Some(value), Some(rest)) => (value, rest),
        _ => (0, text),
    }
}

#[cfg(test)]
mod tests {
    use super::{Edition, claim};
    use crate::reference::Kind;
    use time::macros::date;

    #[test]
    fn only_plain_titles_call_a_list_whole() {
        let whole = |title: &str| claim(Kind::Licence, "a.xlsx", "Sheet1", title).0;
        for title in [
            "灵山县行政许可事项清单（2026年版）",
            "武鸣区行政许可事项清单（2026年1月修订）",
            "广西壮族自治区市级、县级行政许可事项清单（2026年版）",
            "南宁市本级行政许可事项清单（2026年）",
            "钦州市灵山县2026年度行政许可事项清单",
            "自治区本级行政许可事项清单",
            "附件1 灵山县行政许可事项清单（２０２６年版）",
            "法律、行政法规、国务院决定设定的行政许可事项清单（2023年版）",
            "广西县级行政许可清单",
        ] {
            assert!(whole(title), "{title}");
        }
        for title in [
            "",
            "灵山县",
            "广西壮族自治区县级行政许可事项清单（第一批）",
            "武鸣区新增行政许可事项清单",
            "武鸣区行政许可事项清单变更情况表",
            "武鸣区行政许可事项清单动态调整目录",
            "武鸣区告知承诺制行政许可事项清单",
            "武鸣区“一业一证”行政许可事项清单",
            "武鸣区宗教领域行政许可事项清单",
            "武鸣区赋予乡镇行政许可事项清单",
            "武鸣区行政许可事项清单（2026年版）（调整部分）",
            "灵山县行政许可事项清单（征求意见稿）",
            "灵山县水利局行政许可事项清单",
            "灵山县行政许可事项清单（2019年版，2026年修订）",
            "灵山县2023—2025年行政许可事项清单",
        ] {
            assert!(!whole(title), "{title}");
        }
        // What sheet and file are called counts as well.
        let title = "灵山县行政许可事项清单";
        assert!(!claim(Kind::Licence, "a.xlsx", "水利", title).0);
        assert!(claim(Kind::Licence, "a.xlsx", "灵山县行政许可事项清单", "").0);
        assert!(!claim(Kind::Licence, "清单（第一批）.xlsx", "1", title).0);
        assert!(
            claim(
                Kind::Catalogue,
                "a.csv",
                "1",
                "广西壮族自治区政务服务事项基本目录"
            )
            .0
        );
        assert!(
            !claim(
                Kind::Catalogue,
                "a.csv",
                "1",
                "广西壮族自治区行政许可事项基本目录"
            )
            .0
        );
    }

    #[test]
    fn editions_are_current_for_some_years_and_never_early() {
        let edition = |title: &str| claim(Kind::Licence, "", "1", title).1;
        let of = |year, month| Some(Edition { year, month });
        assert_eq!(edition("行政许可事项清单（2026年版）"), of(2026, 0));
        assert_eq!(edition("2026年7月版行政许可事项清单"), of(2026, 7));
        assert_eq!(edition("行政许可事项清单"), None);
        let today = date!(2026 - 06 - 01);
        for (year, month, current) in [
            (2026, 0, true),
            (2026, 7, false),
            (2027, 0, false),
            (2024, 12, true),
            (2023, 0, false),
        ] {
            assert_eq!(
                Edition { year, month }.is_current(today, 2),
                current,
                "{year}-{month}"
            );
        }
    }
}
