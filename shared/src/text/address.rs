//! How precise an address is: whether somebody can find the door or the counter with it.

use super::{is_placeholder, narrow, number};

/// The finest part that an address names, from coarse to fine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// Empty or `无`.
    Nothing,
    /// A region, village or institution, or words that name no road (`户籍所在地村(居)委会`, `县政务服务中心`).
    Region,
    /// A road, street or lane without a number.
    Street,
    /// A house by number or building (`江南路12号`, `3栋`).
    Door,
    /// A floor, room, hall or counter (`二楼`, `110室`, `33号窗口`).
    Counter,
}

/// Words for a counter or room that need no number.
const COUNTERS: [&str; 6] = ["窗口", "大厅", "柜台", "台席", "专区", "办公室"];
/// Words for a floor or room after a number.
const ROOMS: [char; 5] = ['室', '楼', '层', '房', 'F'];
/// Words for a house after a number.
const DOORS: [char; 7] = ['号', '栋', '幢', '座', '院', '组', '#'];
/// Words for a road.
const STREETS: [&str; 6] = ["路", "街", "大道", "巷", "弄", "胡同"];

/// The precision of an address. Finer parts count whatever stands before them.
pub fn precision(text: &str) -> Precision {
    let text = narrow(text.trim());
    if is_placeholder(&text) {
        return Precision::Nothing;
    }
    let numbered = |words: &[char]| {
        let mut before = ' ';
        text.chars().any(|c| {
            let counts = is_count(before) && words.contains(&c);
            before = c;
            counts
        })
    };
    // 街道 is a division, not a street.
    let without_divisions = text.replace("街道", "");
    if COUNTERS.iter().any(|word| text.contains(word)) || numbered(&ROOMS) {
        Precision::Counter
    } else if numbered(&DOORS) {
        Precision::Door
    } else if STREETS.iter().any(|word| without_divisions.contains(word)) {
        Precision::Street
    } else {
        Precision::Region
    }
}

/// A digit, numeral or letter, as before 号 and 室; 负, 首 and 顶 stand before floors.
fn is_count(c: char) -> bool {
    number::is_numeral(c)
        || c.is_ascii_alphabetic()
        || ('①'..='⑳').contains(&c)
        || matches!(c, '负' | '首' | '顶')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn real_addresses() {
        for (text, expected) in [
            (
                "灵山县三海街道江南路12号政务服务中心二楼综合窗口11",
                Precision::Counter,
            ),
            (
                "图木舒克市四十二团龙口镇木华黎社区288号110室社会事务办公室",
                Precision::Counter,
            ),
            ("金寨县金梧政务服务大厅一楼33号窗口，乡仅咨询", Precision::Counter),
            ("政务中心３楼", Precision::Counter),
            ("广西壮族自治区防城港市防城区防港路250号", Precision::Door),
            ("民政局地址为致远路399号", Precision::Door),
            ("广西壮族自治区东兴市新华路东兴口岸区入境厅", Precision::Street),
            ("户籍所在地村(居)委会或乡镇人民政府", Precision::Region),
            ("灵山县三海街道", Precision::Region),
            ("无", Precision::Nothing),
            ("", Precision::Nothing),
        ] {
            assert_eq!(precision(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn adding_a_room_makes_it_a_counter(text in "[灵山县三海街道江南路0-9号]{1,12}", room in 101u32..999) {
            let whole = format!("{text}{room}室");
            prop_assert!(precision(&text) <= precision(&whole));
            prop_assert_eq!(precision(&whole), Precision::Counter);
        }

        #[test]
        fn total(text in any::<String>()) {
            let _ = precision(&text);
        }
    }
}
