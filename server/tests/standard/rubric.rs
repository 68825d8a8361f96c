//! 《抽查标准和评分细则》 as `qingcha standard docs --format docx` writes it, read back by readers that are not ours.

use crate::folder::{Folder, code, stderr};
use crate::version;
use quick_xml::Reader;
use quick_xml::events::Event;
use shared::standard::{Clause, Dimension, Standard, builtin, builtin_with};
use std::fs;
use std::io::{Cursor, Read as _};

const NAME: &str = "抽查标准和评分细则-2026.1.docx";

fn write(folder: &Folder, args: &[&str]) -> i32 {
    let written = folder.run(&[&["standard", "docs", "--format", "docx", "-o", "out"], args].concat());
    let code = code(&written);
    assert!(
        code < 2 || stderr(&written).contains("不能覆盖"),
        "{}",
        stderr(&written)
    );
    code
}

fn part(folder: &Folder, document: &str, part: &str) -> String {
    let bytes = fs::read(folder.0.join("out").join(document)).expect("the document");
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a container");
    let mut xml = String::new();
    zip.by_name(part)
        .expect("the part")
        .read_to_string(&mut xml)
        .expect("UTF-8");
    xml
}

/// What the body says: the texts of its tables by row and cell, and of the paragraphs outside them.
#[derive(Default)]
struct Body {
    tables: Vec<Vec<Vec<String>>>,
    paragraphs: Vec<String>,
}

impl Body {
    fn read(xml: &str) -> Self {
        let mut body = Self::default();
        let mut reader = Reader::from_str(xml);
        // What a field is made by is no text.
        let (mut cell, mut text, mut code) = (None::<String>, String::new(), false);
        loop {
            match reader.read_event().expect("well-formed") {
                Event::Start(tag) => match tag.name().as_ref() {
                    "w:tbl" => body.tables.push(Vec::new()),
                    "w:tr" => body.tables.last_mut().expect("a table").push(Vec::new()),
                    "w:tc" => cell = Some(String::new()),
                    "w:p" => text.clear(),
                    "w:instrText" => code = true,
                    _ => {}
                },
                Event::Text(piece) if !code => text.push_str(&piece),
                Event::End(tag) => match (tag.name().as_ref(), &mut cell) {
                    ("w:p", Some(cell)) => {
                        cell.push_str(&text);
                        cell.push('\n');
                    }
                    ("w:p", None) => body.paragraphs.push(text.clone()),
                    ("w:instrText", _) => code = false,
                    ("w:tc", _) => {
                        let row = body.tables.last_mut().and_then(|table| table.last_mut());
                        row.expect("a row").push(cell.take().expect("a cell"));
                    }
                    _ => {}
                },
                Event::Eof => return body,
                _ => {}
            }
        }
    }

    /// Rows of the tables of clauses, without the titles.
    fn clauses(&self) -> Vec<&[String]> {
        let rubric = self.tables.iter().filter(|table| table[0][0].trim() == "代码");
        rubric.flat_map(|table| &table[1..]).map(Vec::as_slice).collect()
    }

    fn codes(&self) -> Vec<&str> {
        self.clauses().iter().map(|row| row[0].trim()).collect()
    }
}

/// Clauses as the document orders them.
fn by_dimension(standard: &Standard) -> Vec<&Clause> {
    let of = |dimension: &Dimension| {
        let clauses = standard.clauses().iter();
        let dimension = *dimension;
        clauses.filter(move |clause| clause.dimension == dimension)
    };
    Dimension::ALL.iter().flat_map(of).collect()
}

#[test]
fn every_clause_stands_in_one_table_with_all_that_is_published_of_it() {
    let folder = Folder::new("rubric", &[]);
    assert_eq!(write(&folder, &["2026.1"]), 0);
    let body = Body::read(&part(&folder, NAME, "word/document.xml"));
    let standard = builtin(Some("2026.1")).unwrap_or_else(|errors| panic!("{errors:?}"));
    let clauses = by_dimension(&standard);
    let codes: Vec<_> = clauses.iter().map(|clause| clause.code.as_str()).collect();
    assert_eq!(body.codes(), codes);
    for (row, clause) in body.clauses().into_iter().zip(clauses) {
        let [_, content, method, points, basis, advice] = row else {
            panic!("{row:?}");
        };
        let code = &clause.code;
        assert!(content.starts_with(&clause.title.zh), "{code}: {content}");
        let methods: &[&str] = match clause.rule {
            Some(_) => &["机器判定\n", "机器提示\n"],
            None => &["人工核查\n"],
        };
        assert!(
            methods.iter().any(|name| method.starts_with(name)),
            "{code}: {method}"
        );
        assert!(points.starts_with(clause.severity.id()), "{code}: {points}");
        assert_eq!(points.contains("待采购人确认"), clause.proposed, "{code}");
        for source in &clause.basis {
            let text = format!("{}（可信度{}", source.text, source.confidence.id());
            assert!(basis.contains(&text), "{code}: {basis}");
        }
        assert!(advice.starts_with(&clause.advice.zh), "{code}: {advice}");
        let evidence = clause.manual.as_ref().map_or("", |manual| &manual.evidence.zh);
        assert!(advice.contains(evidence), "{code}: {advice}");
    }
    let row = |code: &str| body.clauses().into_iter().find(|row| row[0].trim() == code);
    assert!(row("L01").expect("a clause")[2].starts_with("机器判定"));
    assert!(
        row("L03").expect("a clause")[2].starts_with("机器提示"),
        "it never fails"
    );
    // What a clause compares stands in it, and its words in the appendix that it refers to.
    let method = &row("L22").expect("a clause")[2];
    assert!(
        method.contains("超过20个工作日") && !method.contains("usual"),
        "{method}"
    );
    let method = &row("L05").expect("a clause")[2];
    let list = method
        .split("名称含")
        .nth(1)
        .and_then(|rest| rest.split("中的词").next());
    let list = list.expect("a word list");
    let mut rows = body.tables.iter().flatten();
    let words = rows.find(|row| row[0].trim() == list).expect("in the appendix");
    assert!(words[1].contains("未婚") && words[2].contains("L05"), "{words:?}");
    let cells = || body.tables.iter().flatten().flatten();
    assert!(cells().any(|cell| cell.trim() == standard.digest));
    for text in ["一、总则", "二、评分方法", "三、评分细则", "自2026年1月1日起施行"] {
        assert!(
            body.paragraphs.iter().any(|paragraph| paragraph == text),
            "{text}"
        );
    }
}

#[test]
fn paper_margins_and_letters_are_those_of_official_documents() {
    let folder = Folder::new("rubric-layout", &[]);
    assert_eq!(write(&folder, &["2026.1"]), 0);
    let body = part(&folder, NAME, "word/document.xml");
    // A4; 37 mm above, 28 mm left, and a type area of 156 × 225 mm, in twentieths of a point.
    assert!(body.contains("<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"));
    assert!(body.contains("<w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1587\""));
    let styles = part(&folder, NAME, "word/styles.xml");
    let style = |name: &str| {
        let (_, rest) = styles
            .split_once(&format!("w:styleId=\"{name}\""))
            .unwrap_or_else(|| panic!("no style {name}"));
        rest.split("</w:style>").next().unwrap_or_default()
    };
    let defaults = styles.split("</w:docDefaults>").next().unwrap_or_default();
    assert!(defaults.contains("w:eastAsia=\"仿宋\"") && defaults.contains("<w:sz w:val=\"32\"/>"));
    for (name, font) in [
        ("Title", "方正小标宋简体"),
        ("Heading1", "黑体"),
        ("Heading2", "楷体"),
    ] {
        assert!(style(name).contains(&format!("w:eastAsia=\"{font}\"")), "{name}");
        assert!(body.contains(&format!("<w:pStyle w:val=\"{name}\"/>")), "{name}");
    }
    assert!(style("Title").contains("<w:sz w:val=\"44\"/>"));
}

#[test]
fn a_cover_and_contents_come_first() {
    let folder = Folder::new("rubric-front", &[]);
    assert_eq!(write(&folder, &["2026.1"]), 0);
    let xml = part(&folder, NAME, "word/document.xml");
    let (front, rest) = xml.split_once("</w:sectPr>").expect("two sections");
    let lines = |xml: &str| Body::read(&format!("<w:body>{xml}</w:body>")).paragraphs;
    let front = front.split_once("<w:body>").expect("a body").1;
    let (front, rest) = (
        format!("{front}</w:sectPr></w:pPr></w:p>"),
        rest.split_once("</w:p>"),
    );
    let front = lines(&front);
    for text in [
        "（2026.1版）",
        "自2026年1月1日起施行",
        "所列分值含建议值，待采购人确认",
    ] {
        assert!(front.iter().any(|line| line == text), "{text}: {front:?}");
    }
    let rest = rest.expect("the rest").1;
    let rest = lines(rest.split_once("</w:body>").expect("an end").0);
    let at = front.iter().position(|line| line == "目　录").expect("contents");
    let listed: Vec<_> = front[at + 1..]
        .iter()
        .filter(|line| !line.trim().is_empty())
        .collect();
    assert!(listed.len() >= 22, "{listed:?}");
    let missing: Vec<_> = listed.iter().filter(|entry| !rest.contains(entry)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    for entry in ["一、总则", "（八）便利化", "附录三　版本", "附录四　词表"] {
        assert!(listed.iter().any(|line| *line == entry), "{entry}: {listed:?}");
    }
}

#[test]
fn special_inspections_are_in_it_when_asked_for() {
    let folder = Folder::new("rubric-campaign", &[]);
    assert_eq!(write(&folder, &["2026.1", "--campaign", "licence"]), 0);
    let body = Body::read(&part(
        &folder,
        "抽查标准和评分细则-2026.1-licence.docx",
        "word/document.xml",
    ));
    let standard =
        builtin_with(Some("2026.1"), &["licence".to_owned()]).unwrap_or_else(|errors| panic!("{errors:?}"));
    let codes: Vec<_> = by_dimension(&standard)
        .iter()
        .map(|clause| clause.code.as_str())
        .collect();
    assert_eq!(body.codes(), codes);
    assert!(codes.contains(&"L51"), "a clause of the inspection alone");
    for text in ["四、专项核查", "含行政许可清单专项核查"] {
        assert!(
            body.paragraphs.iter().any(|paragraph| paragraph == text),
            "{text}"
        );
    }
}

#[test]
fn what_is_confirmed_is_not_called_a_proposal() {
    let folder = Folder::new("rubric-confirmed", &[]);
    version(&folder, "standards", "2026.2", |text| {
        text.replace("proposed = true", "proposed = false")
    });
    assert_eq!(write(&folder, &["2026.2", "--standards", "standards"]), 0);
    let confirmed = part(&folder, "抽查标准和评分细则-2026.2.docx", "word/document.xml");
    assert!(!confirmed.contains("待采购人确认"));
    assert_eq!(write(&folder, &["2026.1"]), 0);
    let body = Body::read(&part(&folder, NAME, "word/document.xml"));
    let open = |name: &str| {
        let row = body.tables.iter().flatten().find(|row| row[0].trim() == name);
        row.unwrap_or_else(|| panic!("no row {name}"))
            .last()
            .is_some_and(|remark| remark.contains("待采购人确认"))
    };
    assert!(open("便利化扣分上限") && open("等级“优秀”") && open("优秀"));
    assert!(!open("等级“合格”"), "a line of the State Council's office");
}

#[test]
fn the_same_bytes_come_again_and_other_documents_are_left_alone() {
    let folder = Folder::new("rubric-again", &[]);
    let path = folder.0.join("out").join(NAME);
    assert_eq!(write(&folder, &["2026.1", "--check"]), 1);
    assert_eq!(write(&folder, &["2026.1"]), 0);
    let first = fs::read(&path).expect("written");
    assert_eq!(write(&folder, &["2026.1", "--check"]), 0);
    assert_eq!(write(&folder, &["2026.1", "--campaign", "reform"]), 0);
    assert_eq!(fs::read(&path).expect("kept"), first);
    fs::remove_file(&path).expect("removed");
    assert_eq!(write(&folder, &["2026.1"]), 0);
    assert_eq!(fs::read(&path).expect("written"), first);
    fs::write(&path, "mine").expect("written");
    assert_eq!(write(&folder, &["2026.1"]), 2);
    assert_eq!(fs::read(&path).expect("kept"), b"mine");
}
