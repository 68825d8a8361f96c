//! What badly written numbers of Guangxi certainly are.

use super::is_guangxi_area;
use crate::text::narrow;

/// An area code of Guangxi that ends before byte `at` with one sign between (`0777：6428820`): where it begins, and the
/// code.
pub fn area_before(text: &str, at: usize) -> Option<(usize, String)> {
    let before = text.get(..at)?;
    let sign = before.chars().next_back()?;
    if !matches!(
        sign,
        '：' | ':' | '·' | '~' | '～' | '、' | '，' | ',' | '。' | '＿' | '\u{3000}'
    ) {
        return None;
    }
    let before = before.strip_suffix(sign)?;
    let start = before.char_indices().rev().nth(3)?.0;
    let area = narrow(before.get(start..)?).into_owned();
    let longer = before
        .get(..start)?
        .ends_with(|c: char| c.is_numeric() || "-—－".contains(c));
    (!longer && is_guangxi_area(&area)).then_some((start, area))
}

/// The numbers of Guangxi that stand in `text` without anything between them (`07776428820` twice over), where there is
/// only one way to tell them apart.
pub fn unglued(text: &str) -> Option<Vec<String>> {
    let digits: String = narrow(text).chars().filter(char::is_ascii_digit).collect();
    let mut ways = ways(&digits);
    let only = ways.pop().filter(|_| ways.is_empty())?;
    (only.len() > 1).then_some(only)
}

/// Every way to read digits as landlines of Guangxi with their area codes; more than two are not looked for.
fn ways(digits: &str) -> Vec<Vec<String>> {
    if digits.is_empty() {
        return vec![Vec::new()];
    }
    let Some((area, rest)) = digits
        .split_at_checked(4)
        .filter(|(area, _)| is_guangxi_area(area))
    else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for length in [7, 8] {
        let Some((number, rest)) = rest.split_at_checked(length) else {
            continue;
        };
        if number.starts_with(|c: char| matches!(c, '2'..='8')) {
            for mut way in ways(rest) {
                way.insert(0, format!("{area}-{number}"));
                found.push(way);
            }
        }
    }
    found.truncate(2);
    found
}

#[cfg(test)]
mod tests {
    use super::{area_before, unglued};

    #[test]
    fn an_area_code_before_a_sign_belongs_to_the_number() {
        for (text, expected) in [
            ("0777：6428820", Some((0, "0777"))),
            ("咨询０７７７、6428820", Some((6, "0777"))),
            ("0999：6428820", None),
            ("10777：6428820", None),
            ("0777-6428880、6428820", None),
            ("6428880，6428820", None),
            ("：6428820", None),
        ] {
            let at = text.find("6428820").expect("a number");
            let found = area_before(text, at);
            assert_eq!(found, expected.map(|(at, area)| (at, area.to_owned())), "{text}");
        }
    }

    #[test]
    fn glued_numbers_are_told_apart_where_there_is_one_way() {
        for (text, expected) in [
            ("0777642882007776428880", Some("0777-6428820 0777-6428880")),
            ("0777-64288200777-6428880", Some("0777-6428820 0777-6428880")),
            ("07776428820", None),
            ("077764288206428880", None),
            ("1370777000013807770000", None),
            ("", None),
        ] {
            assert_eq!(
                unglued(text).map(|numbers| numbers.join(" ")).as_deref(),
                expected,
                "{text}"
            );
        }
    }
}
