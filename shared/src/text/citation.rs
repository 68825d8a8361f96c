//! Legal citations as people write them, several to a cell: `《社会救助暂行办法》第十一条、第九条；国发〔2015〕52号`.

mod article;
mod number;

pub use article::{Article, articles_at, articles_in};
pub use number::{DocumentNumber, NumberKind, numbers_in};

use std::ops::Range;

/// How the title is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// In 《》.
    Quoted,
    /// Without 《》, but followed by an article or clearly the title of a law.
    Bare,
    /// No title, only a document number.
    NumberOnly,
}

/// One cited document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Title without the outer 《》; empty for [`Form::NumberOnly`].
    pub title: String,
    /// How it is written.
    pub form: Form,
    /// Document number beside it.
    pub number: Option<DocumentNumber>,
    /// Provisions named after it, in the order of the text.
    pub articles: Vec<Article>,
    /// Bytes from the title (or number) to the last provision or bracket.
    pub range: Range<usize>,
}

/// Endings of titles of laws and documents.
const ENDINGS: [&str; 12] = [
    "法", "条例", "规定", "办法", "决定", "细则", "章程", "规则", "意见", "通知", "规程", "规范",
];

/// Words before a title written without 《》. They do not belong to it.
const LEAD_INS: [&str; 12] = [
    "依据",
    "根据",
    "按照",
    "依照",
    "参照",
    "遵照",
    "执行",
    "符合",
    "设定依据",
    "以及",
    "和",
    "按",
];

/// All citations of a text, in its order. Quoted words that are not cited as documents are among them (`《申请表》`):
/// whoever asks looks at the title.
pub fn citations_in(text: &str) -> Vec<Citation> {
    let numbers = numbers_in(text);
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(next) = next_start(text, from, &numbers) {
        let mut citation = match next {
            Start::Quote(range) => Citation {
                title: inner(text, &range).to_owned(),
                form: Form::Quoted,
                number: None,
                articles: Vec::new(),
                range,
            },
            Start::Bare(range) => Citation {
                title: text.get(range.clone()).unwrap_or_default().to_owned(),
                form: Form::Bare,
                number: None,
                articles: Vec::new(),
                range,
            },
            Start::Number(number) => Citation {
                title: String::new(),
                form: Form::NumberOnly,
                range: number.range.clone(),
                number: Some(number),
                articles: Vec::new(),
            },
        };
        follow(text, &mut citation, &numbers);
        from = citation.range.end;
        found.push(citation);
    }
    found
}

enum Start {
    Quote(Range<usize>),
    Bare(Range<usize>),
    Number(DocumentNumber),
}

impl Start {
    fn at(&self) -> usize {
        match self {
            Self::Quote(range) | Self::Bare(range) => range.start,
            Self::Number(number) => number.range.start,
        }
    }
}

fn next_start(text: &str, from: usize, numbers: &[DocumentNumber]) -> Option<Start> {
    let quote = quoted(text, from).map(Start::Quote);
    let number = numbers
        .iter()
        .find(|number| number.range.start >= from)
        .cloned()
        .map(Start::Number);
    let limit = [&quote, &number]
        .iter()
        .filter_map(|start| start.as_ref())
        .map(Start::at)
        .min();
    let bare = bare_title(text, from, limit.unwrap_or(text.len())).map(Start::Bare);
    [quote, bare, number].into_iter().flatten().min_by_key(Start::at)
}

/// The next 《…》 with all that is nested in it. One that is never closed is passed over.
fn quoted(text: &str, from: usize) -> Option<Range<usize>> {
    let mut open: Option<usize> = None;
    let mut depth = 0_usize;
    for (offset, c) in text.get(from..)?.char_indices() {
        let at = from + offset;
        match c {
            '《' => {
                open.get_or_insert(at);
                depth += 1;
            }
            '》' if depth > 0 => {
                depth -= 1;
                if let (0, Some(start)) = (depth, open) {
                    return Some(start..at + c.len_utf8());
                }
            }
            // A new paragraph or a full stop ends a quotation that was never closed.
            '\n' | '。' => {
                open = None;
                depth = 0;
            }
            _ => {}
        }
    }
    None
}

fn inner<'a>(text: &'a str, range: &Range<usize>) -> &'a str {
    let whole = text.get(range.clone()).unwrap_or_default();
    let whole = whole.strip_prefix('《').unwrap_or(whole);
    whole.strip_suffix('》').unwrap_or(whole).trim()
}

fn is_title_char(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '〈' | '〉' | '<' | '>')
}

/// A title without 《》 within `from..limit`: a run of Chinese that ends like a title, and is followed by an article
/// (`消防法第六条`) or begins with the name of the state or the region (`中华人民共和国土地管理法`).
fn bare_title(text: &str, from: usize, limit: usize) -> Option<Range<usize>> {
    let mut at = from;
    while at < limit {
        let tail = text.get(at..limit)?;
        let start = at + tail.find(is_title_char)?;
        let run = text.get(start..)?;
        let end = start + run.find(|c| !is_title_char(c)).unwrap_or(run.len());
        if let Some(range) = title_in_run(text, start, end) {
            return Some(range);
        }
        at = end;
    }
    None
}

fn title_in_run(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let run = text.get(start..end)?;
    let cited = run
        .match_indices('第')
        .find(|(at, _)| !articles_at(text, start + at).0.is_empty());
    let (mut title, has_article) = match cited {
        Some((at, _)) => (run.get(..at)?, true),
        // An Arabic number ends the run: 消防法第6条.
        None if run.ends_with('第') && !articles_at(text, end - '第'.len_utf8()).0.is_empty() => {
            (run.strip_suffix('第')?, true)
        }
        None => (run, false),
    };
    while let Some(rest) = LEAD_INS.iter().find_map(|word| title.strip_prefix(word)) {
        title = rest;
    }
    let offset = run.find(title)?;
    let known_head = ["中华人民共和国", "广西壮族自治区"]
        .iter()
        .any(|head| title.starts_with(head));
    let vague = ["本", "该", "此", "前", "上述", "有关", "相关", "国家"]
        .iter()
        .any(|word| title.starts_with(word));
    let length = title.chars().count();
    let good = ENDINGS.iter().any(|ending| title.ends_with(ending))
        && (has_article || known_head)
        && !vague
        && (3..=60).contains(&length);
    good.then(|| start + offset..start + offset + title.len())
}

/// Takes in what follows a title: its number, with or without brackets, remarks in brackets, and provisions.
fn follow(text: &str, citation: &mut Citation, numbers: &[DocumentNumber]) {
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
        let rest = rest.trim_start();
        let number_within = |range: Range<usize>| {
            numbers
                .iter()
                .find(|number| number.range.start >= range.start && number.range.end <= range.end)
                .cloned()
        };
        if rest.starts_with(['（', '(']) {
            let start = at + skipped;
            let Some(end) = closing_bracket(text, start) else {
                return;
            };
            let number = number_within(start..end);
            let dated = text
                .get(start..end)
                .is_some_and(|remark| remark.contains(['年', '修', '号']));
            if !dated || (number.is_some() && citation.number.is_some()) {
                return;
            }
            citation.number = citation.number.take().or(number);
            citation.range.end = end;
        } else if let Some(number) = numbers
            .iter()
            .find(|n| citation.number.is_none() && n.range.start == at + skipped)
            .cloned()
        {
            citation.range.end = number.range.end;
            citation.number = Some(number);
        } else {
            return;
        }
    }
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
                let articles: Vec<String> = c.articles.iter().map(|a| a.article.to_string()).collect();
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
