use super::{APP, WIDTH, is_ours, widths, write};
use crate::locale::Lang;
use crate::report::document::{Cell, Column, Document, Level, Look, Paragraph, Row, Run, Table, Tone};
use crate::standard::Severity;
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

const COLUMNS: &[Column] = &[
    Column::mark("甲", "A", 1),
    Column::text("乙", "B", 1),
    Column::number("丙", "C", 1),
];

/// Every piece a document can have, with texts that try to be something else.
fn sample(lang: Lang) -> Document {
    let evil = "</w:t></w:r><script>&\"'\u{0}\u{b}\u{FFFF}\n=1+1";
    let mut document = Document::new(lang, evil);
    document.subtitle.push(evil.to_owned());
    for level in Level::ALL {
        document.heading(level, evil);
    }
    let tones = Severity::ALL.iter().map(|severity| Tone::Severity(*severity));
    let tags = tones.chain([Tone::Suspect]).map(Look::Tag);
    let looks = [Look::Plain, Look::Strong, Look::Quiet].into_iter().chain(tags);
    let runs: Vec<Run> = looks.map(|look| Run::new(look, evil)).collect();
    document.paragraph(Paragraph::of(runs));
    document.paragraph(Paragraph::remark(evil));
    let rows = vec![
        Row::Group(evil.into()),
        Row::Cells(vec![evil.into(), "".into(), "1".into()]),
        Row::Cells(vec![
            Cell(Vec::new()),
            Cell(vec![evil.into(), "x".into()]),
            "2".into(),
        ]),
    ];
    document.numbered_table(Table::new(evil, COLUMNS, rows.clone()));
    document.table(Table::new(evil, COLUMNS, rows).dense());
    document.page_break();
    document
}

fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a container");
    (0..zip.len())
        .map(|index| {
            let mut part = zip.by_index(index).expect("a part");
            let mut text = String::new();
            part.read_to_string(&mut text).expect("UTF-8");
            (part.name().expect("a name").into_owned(), text)
        })
        .collect()
}

/// Values of an attribute, in order.
fn values<'a>(xml: &'a str, attribute: &str) -> Vec<&'a str> {
    let open = format!("{attribute}=\"");
    xml.split(&open)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

#[test]
fn every_part_that_is_named_is_there() {
    let parts = parts(&write(&sample(Lang::ZhCn)).expect("written"));
    for name in values(&parts["[Content_Types].xml"], "PartName") {
        assert!(parts.contains_key(name.trim_start_matches('/')), "{name}");
    }
    for target in values(&parts["_rels/.rels"], "Target") {
        assert!(parts.contains_key(target), "{target}");
    }
    let relationships = &parts["word/_rels/document.xml.rels"];
    for target in values(relationships, "Target") {
        assert!(parts.contains_key(&format!("word/{target}")), "{target}");
    }
    for id in values(&parts["word/document.xml"], "r:id") {
        assert!(values(relationships, "Id").contains(&id), "{id}");
    }
}

#[test]
fn every_style_that_is_used_is_defined() {
    for lang in [Lang::ZhCn, Lang::En] {
        let parts = parts(&write(&sample(lang)).expect("written"));
        let defined = values(&parts["word/styles.xml"], "w:styleId");
        let body = &parts["word/document.xml"];
        for element in ["w:pStyle w:val", "w:rStyle w:val", "w:tblStyle w:val"] {
            let used = values(body, element);
            assert!(!used.is_empty(), "{element}");
            assert!(used.iter().all(|style| defined.contains(style)), "{used:?}");
        }
        for xml in parts.values() {
            assert!(!xml.contains(['{', '}']), "a placeholder is left: {xml}");
        }
    }
}

#[test]
fn texts_stay_texts() {
    let parts = parts(&write(&sample(Lang::ZhCn)).expect("written"));
    let body = &parts["word/document.xml"];
    assert!(!body.contains("<script") && !body.contains(|c: char| c.is_control() && c != '\n'));
    assert!(
        body.contains("&lt;script&gt;&amp;&quot;&#39;</w:t><w:br/><w:t xml:space=\"preserve\">=1+1</w:t>")
    );
    assert!(!parts["docProps/core.xml"].contains("<script"));
    // A field or a formula is the only way for a text to become active; the page number is the only field.
    assert!(!body.contains("instr") && !body.contains("w:hyperlink"));
}

#[test]
fn cells_of_a_row_fill_the_width() {
    assert_eq!(widths(COLUMNS).iter().sum::<u32>(), WIDTH);
    let parts = parts(&write(&sample(Lang::ZhCn)).expect("written"));
    let body = &parts["word/document.xml"];
    for row in body.split("<w:tr>").skip(1) {
        let row = row.split("</w:tr>").next().unwrap_or_default();
        let widths = values(row, "w:tcW w:w");
        let sum: u32 = widths.iter().filter_map(|width| width.parse::<u32>().ok()).sum();
        assert_eq!(sum, WIDTH);
        assert_eq!(row.matches("<w:tc>").count(), widths.len());
        assert!(
            row.split("<w:tc>").skip(1).all(|cell| cell.contains("<w:p>")),
            "{row}"
        );
    }
    assert_eq!(body.matches("<w:tblHeader/>").count(), 2);
}

#[test]
fn the_page_is_that_of_official_documents() {
    let parts = parts(&write(&sample(Lang::ZhCn)).expect("written"));
    let body = &parts["word/document.xml"];
    // Millimetres of the standard in twentieths of a point, to the nearest.
    let twips = |millimetres: u32| ((millimetres * 14_400 + 127) / 254).to_string();
    for (attribute, millimetres) in [
        ("w:pgSz w:w", 210),
        ("w:h", 297),
        ("w:top", 37),
        ("w:left", 28),
        ("w:right", 26),
        ("w:bottom", 35),
    ] {
        let found = values(body, attribute).last().copied().map(str::to_owned);
        assert_eq!(found, Some(twips(millimetres)), "{attribute}");
    }
    assert!(parts["word/settings.xml"].contains("<w:evenAndOddHeaders/>"));
    assert!(parts["word/footer-odd.xml"].contains("<w:jc w:val=\"right\"/>"));
    assert!(parts["word/footer-even.xml"].contains("<w:jc w:val=\"left\"/>"));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let once = write(&sample(Lang::En)).expect("written");
    assert!(once == write(&sample(Lang::En)).expect("written"));
}

#[test]
fn a_document_that_another_program_saved_is_not_ours() {
    let ours = write(&sample(Lang::ZhCn)).expect("written");
    assert!(is_ours(&ours));
    let saved = |app: &str| {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts(&ours) {
            zip.start_file(&name, zip::write::SimpleFileOptions::default())
                .expect("a part");
            let text = text.replace(APP, app);
            zip.write_all(text.as_bytes()).expect("written");
        }
        zip.finish().expect("a container").into_inner()
    };
    assert!(is_ours(&saved(APP)));
    assert!(!is_ours(&saved(&APP.replace("Qingcha", "Microsoft Office Word"))));
    assert!(!is_ours(&saved(&APP.repeat(2))));
    assert!(!is_ours(b"mine"));
}

#[test]
fn a_document_handed_over_by_itself_has_a_cover_and_contents_that_lead_to_its_headings() {
    let mut document = sample(Lang::ZhCn);
    document.front = true;
    document.appendix("值");
    let front = parts(&write(&document).expect("written"));
    let body = &front["word/document.xml"];
    let defined = values(&front["word/styles.xml"], "w:styleId");
    let used = values(body, "w:pStyle w:val");
    assert!(used.iter().all(|style| defined.contains(style)), "{used:?}");
    let before = body.split("</w:sectPr>").next().expect("a section");
    assert!(before.contains("<w:t xml:space=\"preserve\">一、") && before.contains("附录一　值"));
    assert!(
        !before.contains("footerReference"),
        "the front has no page numbers"
    );
    assert!(body.contains("<w:pgNumType w:start=\"1\"/>"));
    // Each entry leads to the heading of the same text, and the field around them is closed.
    let anchors = values(before, "w:hyperlink w:anchor");
    let marks = values(body, "w:name");
    assert_eq!(anchors.len(), 3, "headings of two levels and the appendix");
    assert_eq!(anchors, marks);
    for kind in ["begin", "separate", "end"] {
        assert_eq!(
            body.matches(&format!("w:fldCharType=\"{kind}\"")).count(),
            1,
            "{kind}"
        );
    }
    assert!(before.contains("TOC \\o &quot;1-2&quot; \\h"));
    assert!(!body.contains("<script"));
    assert!(front["word/settings.xml"].contains("<w:updateFields w:val=\"true\"/><w:compat>"));
    let plain = parts(&write(&sample(Lang::ZhCn)).expect("written"));
    assert!(!plain["word/settings.xml"].contains("updateFields"));
}

#[test]
fn a_front_without_headings_is_whole() {
    let mut document = Document::new(Lang::ZhCn, "题");
    document.front = true;
    let parts = parts(&write(&document).expect("written"));
    assert!(!parts["word/document.xml"].contains("fldChar"));
}
