//! Legal citations as people write them, several to a cell: `《社会救助暂行办法》第十一条、第九条；国发〔2015〕52号`.

mod article;
mod number;
mod title;

pub use article::{Article, articles_at, articles_in};
pub use number::{DocumentNumber, NumberKind, numbers_in};

use std::ops::Range;

/// How the title is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// In 《》, of which one mark may be missing.
    Quoted,
    /// Without 《》, but followed by an article or clearly the title of a law.
    Bare,
    /// No title, only a document number.
    NumberOnly,
}

/// One cited document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation<'a> {
    /// Title without the outer 《》; empty for [`Form::NumberOnly`].
    pub title: &'a str,
    /// How it is written.
    pub form: Form,
    /// Document number beside it.
    pub number: Option<DocumentNumber<'a>>,
    /// Year of the version, from a remark behind the title: `《公司法》（2018年修正）`.
    pub version: Option<u32>,
    /// Provisions named after it, in the order of the text.
    pub articles: Vec<Article>,
    /// Bytes from the title (or number) to the last provision or bracket.
    pub range: Range<usize>,
}

/// All citations of a text, in its order. Quoted words that are not cited as documents are among them (`《申请表》`):
/// whoever asks looks at the title.
pub fn citations_in(text: &str) -> Vec<Citation<'_>> {
    let numbers = numbers_in(text);
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(mut citation) = next_start(text, from, &numbers) {
        follow(text, &mut citation, &numbers);
        from = citation.range.end;
        found.push(citation);
    }
    found
}

/// The next citation as far as its title or number.
fn next_start<'a>(text: &'a str, from: usize, numbers: &[DocumentNumber<'a>]) -> Option<Citation<'a>> {
    let quote = title::quoted(text, from);
    let number = numbers.iter().find(|number| number.range.start >= from);
    let starts = [
        quote.as_ref().map(|quote| quote.range.start),
        number.map(|number| number.range.start),
    ];
    let limit = starts.into_iter().flatten().min().unwrap_or(text.len());
    let blank = Citation {
        title: "",
        form: Form::NumberOnly,
        number: None,
        version: None,
        articles: Vec::new(),
        range: 0..0,
    };
    let titled = |form, found: title::Found<'a>| Citation {
        title: found.title,
        form,
        range: found.range,
        ..blank.clone()
    };
    if let Some(bare) = title::bare(text, from, limit) {
        return Some(titled(Form::Bare, bare));
    }
    match (quote, number) {
        (Some(quote), number) if number.is_none_or(|number| quote.range.start <= number.range.start) => {
            Some(titled(Form::Quoted, quote))
        }
        (_, Some(number)) => Some(Citation {
            range: number.range.clone(),
            number: Some(number.clone()),
            ..blank
        }),
        (_, None) => None,
    }
}

/// Takes in what follows a title: its number, with or without brackets, remarks in brackets, and provisions.
fn follow<'a>(text: &'a str, citation: &mut Citation<'a>, numbers: &[DocumentNumber<'a>]) {
    loop {
        let at = citation.range.end;
        let (articles, end) = articles_at(text, at);
        if !articles.is_empty() {
            citation.articles.extend(articles);
            citation.range.end = end;
            continue;
        }
        let Some(rest) = text.get(at..) else { return };
        let skipped = rest.len() - rest.trim_start().len();
        let start = at + skipped;
        if rest.trim_start().starts_with(['（', '(']) {
            let Some(end) = remark(text, start, citation, numbers) else {
                return;
            };
            citation.range.end = end;
        } else if let Some(number) = numbers
            .iter()
            .find(|n| citation.number.is_none() && n.range.start == start)
        {
            citation.range.end = number.range.end;
            citation.number = Some(number.clone());
        } else {
            return;
        }
    }
}

/// Takes in the remark in brackets that opens at `start`, if it says something of the document: its end.
fn remark<'a>(
    text: &'a str,
    start: usize,
    citation: &mut Citation<'a>,
    numbers: &[DocumentNumber<'a>],
) -> Option<usize> {
    let end = closing_bracket(text, start)?;
    let remark = text.get(start..end)?;
    let number = numbers
        .iter()
        .find(|number| number.range.start >= start && number.range.end <= end);
    if !remark.contains(['年', '修', '号']) || (number.is_some() && citation.number.is_some()) {
        return None;
    }
    citation.number = citation.number.take().or_else(|| number.cloned());
    citation.version = citation.version.or_else(|| version_year(remark));
    Some(end)
}

/// The year in which a version was made, as a remark gives it: `2018年修正`, `2004年…第426号，2017年8月26日修订`.
pub fn version_year(remark: &str) -> Option<u32> {
    let before = remark.get(..remark.rfind('修')?)?;
    before
        .rmatch_indices(|c: char| c.is_ascii_digit())
        .find_map(|(at, _)| {
            let year = before
                .get(at..at + 4)
                .filter(|year| year.bytes().all(|b| b.is_ascii_digit()))?;
            let longer = before
                .get(..at)
                .is_some_and(|head| head.ends_with(|c: char| c.is_ascii_digit()));
            year.parse()
                .ok()
                .filter(|year| !longer && (1949..2100).contains(year))
        })
}

/// End of the bracket that opens at `start`, nested ones included.
fn closing_bracket(text: &str, start: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (offset, c) in text.get(start..)?.char_indices() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(start + offset + c.len_utf8());
                }
            }
            '\n' => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Title, number and articles of each citation, as one line.
    fn read(text: &str) -> Vec<String> {
        citations_in(text)
            .iter()
            .map(|c| {
                let number = c
                    .number
                    .as_ref()
                    .map(DocumentNumber::normal_form)
                    .unwrap_or_default();
                let articles: Vec<String> = c
                    .articles
                    .iter()
                    .map(|a| match a.through {
                        Some(last) => format!("{}..{last}", a.article),
                        None => a.article.to_string(),
                    })
                    .collect();
                format!("{}|{number}|{}", c.title, articles.join(","))
            })
            .collect()
    }

    #[test]
    fn citations_as_written() {
        for (text, expected) in [
            (
                "《中华人民共和国城乡规划法》第四十条、第四十四条",
                &["中华人民共和国城乡规划法||40,44"][..],
            ),
            (
                "《社会救助暂行办法》第十一条、第九条",
                &["社会救助暂行办法||11,9"],
            ),
            (
                "《中华人民共和国土地管理法》第十六条；《土地权属争议调查处理办法》(国土资源部令第17号)第四条、第五条",
                &[
                    "中华人民共和国土地管理法||16",
                    "土地权属争议调查处理办法|国土资源部令第17号|4,5",
                ],
            ),
            (
                "《取水许可和水资源费征收管理条例》第二十五条（国务院令第460号）",
                &["取水许可和水资源费征收管理条例|国务院令第460号|25"],
            ),
            (
                "《四川省取水许可和水资源费征收管理办法》第二十七条（四川省",
                &["四川省取水许可和水资源费征收管理办法||27"],
            ),
            (
                "《中国残疾人联合会章程》第十条；安徽省办法第三条",
                &["中国残疾人联合会章程||10", "安徽省办法||3"],
            ),
            ("鲁残联发〔2018〕21号", &["|鲁残联发〔2018〕21号|"]),
            (
                "《中华人民共和国水土保持法》第二十七条；保政发〔2014〕144号",
                &["中华人民共和国水土保持法||27", "|保政发〔2014〕144号|"],
            ),
            (
                "《国务院关于全面建立困难残疾人生活补贴和重度残疾人护理补贴制度的意见》（国发〔2015〕52号）",
                &["国务院关于全面建立困难残疾人生活补贴和重度残疾人护理补贴制度的意见|国发〔2015〕52号|"],
            ),
            (
                "《全国人民代表大会常务委员会关于修改<中华人民共和国节约能源法>等六部法律的决定》",
                &["全国人民代表大会常务委员会关于修改<中华人民共和国节约能源法>等六部法律的决定||"],
            ),
            (
                "根据《国家宗教事务局关于印发<宗教事务部分行政许可项目实施办法>的通知》（国宗发〔2018〕11号）第四章第二十条规定：在",
                &["国家宗教事务局关于印发<宗教事务部分行政许可项目实施办法>的通知|国宗发〔2018〕11号|20"],
            ),
            (
                "国宗发〔2018〕11号第四章第二十二条：……",
                &["|国宗发〔2018〕11号|22"],
            ),
            (
                "《国务院关于修改《征兵工作条例》的决定》",
                &["国务院关于修改《征兵工作条例》的决定||"],
            ),
            (
                "《宗教事务条例》（2004年11月30日国务院令第426号，2017年8月26日修订）第三十三条第一款",
                &["宗教事务条例|国务院令第426号|33"],
            ),
            ("根据消防法第六条第三款", &["消防法||6"]),
            ("根据消防法第6条", &["消防法||6"]),
            ("中华人民共和国土地管理法", &["中华人民共和国土地管理法||"]),
            ("根据《全民健身法》", &["全民健身法||"]),
            ("符合国家有关规定", &[]),
            ("本办法第三条规定", &[]),
            ("相关要求", &[]),
            ("《没有写完的", &[]),
            (
                "《中华人民共和国行政许可法第十二条",
                &["中华人民共和国行政许可法||12"],
            ),
            (
                "《行政许可法、《消防法》第六条、《建筑法》",
                &["行政许可法||", "消防法||6", "建筑法||"],
            ),
            (
                "《宗教事务条例（国务院令第426号）第三条",
                &["宗教事务条例|国务院令第426号|3"],
            ),
            ("行政许可法》第十七条", &["行政许可法||17"]),
            ("根据〈消防法〉第六条", &["消防法||6"]),
            ("许可法第十七条", &["许可法||17"]),
            ("《消防法》第三至五条、第四十二条之一", &["消防法||3..5,42"]),
            ("《消防法》第十条至第十五条", &["消防法||10..15"]),
            (
                "《消防法》第十条第一款、第三款，第（二）项和第十一条",
                &["消防法||10,11"],
            ),
            (
                "《公司法》（2018年修正）第三条；国发﹝2022﹞5号；国发【2022】5号",
                &["公司法||3", "|国发〔2022〕5号|", "|国发〔2022〕5号|"],
            ),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn ranges_cover_the_citation() {
        let text = "依据《消防法》第六条第三款；其他";
        let citation = &citations_in(text)[0];
        assert_eq!(&text[citation.range.clone()], "《消防法》第六条第三款");
        assert_eq!(citation.articles[0].paragraph, Some(3));
    }

    #[test]
    fn years_of_versions() {
        for (text, expected) in [
            ("《公司法》（2018年修正）第三条", Some(2018)),
            ("《公司法》(2018修正本)", Some(2018)),
            (
                "《宗教事务条例》（2004年11月30日国务院令第426号，2017年8月26日修订）",
                Some(2017),
            ),
            ("《取水许可管理办法》（2008年水利部令第34号）", None),
            ("《公司法》（12018年修正）", None),
            ("《公司法》第三条", None),
        ] {
            assert_eq!(citations_in(text)[0].version, expected, "{text}");
        }
    }

    #[test]
    fn thousands_of_open_marks_take_no_longer_than_other_text() {
        let text = "《《第（".repeat(20_000);
        assert!(citations_in(&text).is_empty());
    }

    proptest! {
        #[test]
        fn total(text in any::<String>(), likely in "[《》〈〉（）第三条、法国发〔2018〕号中华人民共和 ]{0,40}") {
            for text in [&text, &likely] {
                let mut end = 0;
                for citation in citations_in(text) {
                    prop_assert!(citation.range.start >= end && citation.range.end > citation.range.start);
                    prop_assert!(text.get(citation.range.clone()).is_some());
                    end = citation.range.end;
                }
            }
        }
    }
}
