//! Numbers of documents (文号): `国发〔2015〕52号`, `国务院令第382号`, `2016年国家发改委令第44号`.

use crate::text::number;
use std::ops::Range;

/// How a document is numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NumberKind {
    /// `〔year〕serial`: the usual number of official documents.
    Document,
    /// 令: orders, by which laws, regulations and rules are promulgated.
    Order,
    /// 公告.
    Announcement,
}

/// The number of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentNumber<'a> {
    /// Who issued it, as written before the number: `国发`, `国务院`, `桂政发`.
    pub issuer: &'a str,
    /// How it is numbered.
    pub kind: NumberKind,
    /// Year in brackets; orders have none.
    pub year: Option<u32>,
    /// Serial.
    pub serial: u32,
    /// Bytes of the text.
    pub range: Range<usize>,
}

impl DocumentNumber<'_> {
    /// One way of writing: `国发〔2006〕28号`, `国务院令第382号`.
    pub fn normal_form(&self) -> String {
        let Self { issuer, serial, .. } = self;
        match (self.kind, self.year) {
            (NumberKind::Document, Some(year)) => format!("{issuer}〔{year}〕{serial}号"),
            (NumberKind::Announcement, Some(year)) => format!("{issuer}公告{year}年第{serial}号"),
            (NumberKind::Announcement, None) => format!("{issuer}公告第{serial}号"),
            _ => format!("{issuer}令第{serial}号"),
        }
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}')
}

/// The part of `text` at its end that holds only characters wanted; spaces within are allowed for.
fn suffix(text: &str, wanted: impl Fn(char) -> bool) -> &str {
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| wanted(*c))
        .last()
        .map_or(text.len(), |(at, _)| at);
    text.get(start..).unwrap_or_default()
}

fn cut<'a>(text: &'a str, tail: &str) -> &'a str {
    text.strip_suffix(tail).unwrap_or(text).trim_end()
}

/// Words before an issuer that do not belong to it.
const LEAD_INS: [&str; 15] = [
    "依据", "根据", "按照", "依照", "参照", "执行", "以及", "年", "月", "日", "和", "及", "与", "由", "见",
];

/// The issuer at the end of `text`.
fn issuer(text: &str) -> &str {
    let run = suffix(text, is_han);
    let mut issuer = run;
    while let Some(rest) = LEAD_INS.iter().find_map(|word| issuer.strip_prefix(word)) {
        issuer = rest;
    }
    if issuer.chars().count() > 24 { "" } else { issuer }
}

/// The document number whose 号 begins at byte `at`.
fn ending_at<'a>(text: &'a str, at: usize) -> Option<DocumentNumber<'a>> {
    let after = text.get(at + '号'.len_utf8()..)?;
    let before = text.get(..at)?.trim_end();
    let digits = suffix(before, number::is_numeral);
    let serial = number::parse(digits).and_then(|value| u32::try_from(value).ok())?;
    let before = cut(before, digits);
    let has_ordinal = before.ends_with('第');
    let before = cut(before, "第");
    let make = |rest: &'a str, kind, year, extra: usize| {
        let issuer = issuer(rest);
        (!issuer.is_empty()).then(|| DocumentNumber {
            issuer,
            kind,
            year,
            serial,
            range: rest.len() - issuer.len()..at + '号'.len_utf8() + extra,
        })
    };
    if let Some(rest) = before.strip_suffix(['〕', '﹞', ']', '］', '）', ')', '】', '〉', '>', '}', '｝'])
    {
        let year_text = suffix(rest.trim_end(), |c| {
            c.is_ascii_digit() || matches!(c, '０'..='９')
        });
        let year = number::parse(year_text).filter(|year| (1949..2100).contains(year))?;
        let rest = cut(rest.trim_end(), year_text);
        let rest = rest
            .strip_suffix(['〔', '﹝', '[', '［', '（', '(', '【', '〈', '<', '{', '｛'])?
            .trim_end();
        return make(rest, NumberKind::Document, u32::try_from(year).ok(), 0);
    }
    let before = before.strip_suffix(['（', '(']).unwrap_or(before).trim_end();
    if let Some(rest) = before.strip_suffix('令') {
        return make(rest, NumberKind::Order, None, 0);
    }
    if let Some(rest) = before.strip_suffix("公告") {
        return make(rest, NumberKind::Announcement, None, 0);
    }
    if has_ordinal && after.starts_with('令') {
        return make(before, NumberKind::Order, None, '令'.len_utf8());
    }
    None
}

/// Every document number in a text, in its order.
pub fn numbers_in(text: &str) -> Vec<DocumentNumber<'_>> {
    text.match_indices('号')
        .filter_map(|(at, _)| ending_at(text, at))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_as_written() {
        for (text, expected) in [
            ("鲁残联发〔2018〕21号", "鲁残联发〔2018〕21号"),
            ("(国发[2006]28号)", "国发〔2006〕28号"),
            ("根据桂发改环资（２０１７）635号文", "桂发改环资〔2017〕635号"),
            ("国宗发〔2018〕11号第四章", "国宗发〔2018〕11号"),
            ("（国务院令第382号）", "国务院令第382号"),
            (
                "（2004年11月30日国务院令第426号，2017年8月26日修订）",
                "国务院令第426号",
            ),
            ("(2016年国家发改委令第44号)", "国家发改委令第44号"),
            ("国家发展和改革委员会第44号令", "国家发展和改革委员会令第44号"),
            ("主席令第七号", "主席令第7号"),
        ] {
            let found: Vec<String> = numbers_in(text).iter().map(DocumentNumber::normal_form).collect();
            assert_eq!(found, [expected], "{text}");
        }
        for text in [
            "江南路5号",
            "110室288号",
            "第5号窗口",
            "〔2018〕21号",
            "号",
            "电话号码",
        ] {
            assert!(numbers_in(text).is_empty(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn normal_forms_are_read_again(year in 1949u32..2100, serial in 1u32..9999) {
            let text = format!("桂政发〔{year}〕{serial}号");
            let found = numbers_in(&text);
            prop_assert_eq!(found.len(), 1);
            prop_assert_eq!(found[0].normal_form(), text.clone());
            prop_assert_eq!(found[0].range.clone(), 0..text.len());
        }

        #[test]
        fn total(text in any::<String>(), likely in "[国务院令发第〔〕\\[（）2018号 ]{0,30}") {
            for text in [&text, &likely] {
                for number in numbers_in(text) {
                    prop_assert!(text.get(number.range).is_some());
                }
            }
        }
    }
}
