//! Reports of real, generated and hostile lists: every part of a document is well-formed to a reader that is not ours,
//! and what a list holds comes out of it as text.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;
use shared::answer::{self, Held};
use shared::import::{Flow, Limits};
use shared::locale::Lang;
use shared::protocol::{DifferenceWindow, Side};
use shared::reference::{self, References};
use shared::report::coverage::totals;
use shared::report::{check_report, docx, html};
use shared::result::CampaignSection;
use shared::standard::{builtin_with, campaigns};
use std::io::{Cursor, Read as _};
use std::sync::Arc;
use tests::check::{check, check_by, read, real_files};
use tests::generate::reference::{KINDS, csv, differing_entries};
use tests::generate::write::Form;
use tests::generate::{Options, generate};

fn held(name: &str, bytes: &[u8]) -> Held {
    let result = check(name, bytes).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
    Held::new(result, false)
}

/// The parts of a document as XML texts, by name.
fn parts(document: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(document)).expect("a container");
    (0..zip.len())
        .map(|index| {
            let mut part = zip.by_index(index).expect("a part");
            let mut xml = String::new();
            part.read_to_string(&mut xml).expect("UTF-8");
            (part.name().expect("a name").into_owned(), xml)
        })
        .collect()
}

/// Reads a part to its end and returns its texts, a line break for every paragraph and break.
fn texts(name: &str, xml: &str) -> String {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_comments = true;
    let mut out = String::new();
    let mut depth = 0_usize;
    loop {
        let event = reader
            .read_event()
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        match event {
            Event::Start(tag) => {
                depth += 1;
                attributes(name, &tag);
            }
            Event::Empty(tag) => {
                attributes(name, &tag);
                if tag.name().as_ref() == "w:br" {
                    out.push('\n');
                }
            }
            Event::End(tag) => {
                depth -= 1;
                if tag.name().as_ref() == "w:p" {
                    out.push('\n');
                }
            }
            Event::Text(text) => out.push_str(&text),
            Event::GeneralRef(entity) => {
                let value = match entity.resolve_char_ref().expect("a character") {
                    Some(c) => Some(c.to_string()),
                    None => resolve_predefined_entity(&entity).map(str::to_owned),
                };
                out.push_str(&value.unwrap_or_else(|| panic!("{name}: entity {entity:?}")));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "{name} ends inside an element");
    out
}

/// Attributes are quoted, and each stands once.
fn attributes(name: &str, tag: &quick_xml::events::BytesStart<'_>) {
    for attribute in tag.attributes() {
        attribute.unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

/// Checks every part and returns the texts of the main one.
fn well_formed(document: &[u8]) -> String {
    let mut main = String::new();
    for (name, xml) in parts(document) {
        // The reader does not look at single characters; this is the production Char of XML 1.0.
        let allowed = |c| matches!(u32::from(c), 9 | 10 | 13 | 0x20..=0xD7FF | 0xE000..=0xFFFD | 0x1_0000..);
        assert!(xml.chars().all(allowed), "{name}");
        let texts = texts(&name, &xml);
        if name == "word/document.xml" {
            main = texts;
        }
    }
    assert!(!main.is_empty(), "no main part");
    main
}

#[test]
fn reports_of_real_and_generated_lists_are_well_formed() {
    let mut lists: Vec<(String, Vec<u8>)> =
        ["items", "guitongban"].into_iter().flat_map(real_files).collect();
    let generated = generate(&Options {
        items: 300,
        seed: 21,
        defects_per_mille: 500,
        full: false,
    });
    for form in [Form::XlsxSheets, Form::Guitongban] {
        lists.push((
            form.file_name().to_owned(),
            form.bytes(&generated).expect("written"),
        ));
    }
    for (name, bytes) in lists {
        let held = held(&name, &bytes);
        for lang in [Lang::ZhCn, Lang::En] {
            let report = check_report::document(&held, lang);
            let text = well_formed(&docx::write(&report).expect("written"));
            let page = html::write(&report);
            // Every certain problem is told in both.
            for finding in held.result.all_findings() {
                let message = finding.message(lang);
                assert!(text.contains(message.trim()), "{name}: {message}");
            }
            assert!(page.matches("<table").count() == page.matches("</table>").count());
        }
    }
}

#[test]
fn reports_tell_what_lists_and_items_lack_and_every_special_inspection() {
    let lists = generate(&Options {
        items: 120,
        seed: 31,
        defects_per_mille: 300,
        full: true,
    });
    let mut references = References::default();
    for kind in KINDS {
        let bytes = csv(kind, &differing_entries(kind, &lists.items)).expect("written");
        let go_on = &mut |_| Flow::Continue;
        reference::read(
            &mut references,
            None,
            kind.name().zh,
            &bytes,
            &Limits::default(),
            go_on,
        )
        .unwrap_or_else(|refusal| panic!("{refusal}"));
    }
    let ids: Vec<String> = campaigns(None).into_iter().map(|campaign| campaign.id).collect();
    let standard = builtin_with(None, &ids).unwrap_or_else(|errors| panic!("{errors:#?}"));
    let list = read("items.json", &Form::Json.bytes(&lists).expect("written"));
    let list = list.unwrap_or_else(|refusal| panic!("{refusal}"));
    let held = Held::new(check_by(Arc::new(standard), list, references), false);
    let result = &held.result;
    for lang in [Lang::ZhCn, Lang::En] {
        let report = check_report::document(&held, lang);
        let text = well_formed(&docx::write(&report).expect("written"));
        let page = html::write(&report);
        for list in result.context.references.lists() {
            assert!(text.contains(list.kind.name().get(lang)));
        }
        for line in totals(&result.coverage) {
            assert!(!line.missing.is_empty() && !line.outside.is_empty(), "{line:?}");
            let bar = format!("{} / {}", line.found(), line.expected);
            assert!(page.contains(&bar), "{bar}");
        }
        // Within the number that is told, every difference stands in both.
        let window = DifferenceWindow {
            side: Some(Side::Missing),
            len: 100,
            ..DifferenceWindow::default()
        };
        let told = answer::differences(&held, &window, lang);
        assert!(told.rows.len() > 20);
        for row in told.rows {
            assert!(text.contains(&row.name) && page.contains(&row.code), "{row:?}");
        }
        for section in CampaignSection::of(result) {
            let name = section.campaign.name.get(lang);
            let summary = section.campaign.summary.as_ref().expect("a sentence");
            assert!(text.contains(name) && text.contains(summary.get(lang)), "{name}");
            for line in &section.clauses {
                assert!(text.contains(&result.standard.clauses()[line.clause].code));
            }
        }
    }
}

/// Values as an attacker or a broken export writes them, each in an element that a finding shows.
const HOSTILE: [&str; 8] = [
    "<script>alert(1)</script>",
    "]]></w:t><w:t>",
    "&lt;b&gt; & &amp; &#0; &#xFFFF;",
    "\"'>\"'",
    "=cmd|' /C calc'!A0",
    "a\u{1}b\u{b}c\u{1f}d\u{7f}e\u{FFFE}f",
    "甲\u{202E}乙\u{2066}丙",
    "𠮷\u{2028}𝄞 e\u{301}",
];

#[test]
fn values_of_a_hostile_list_come_out_as_text() {
    let items: Vec<serde_json::Value> = HOSTILE
        .iter()
        .map(|value| {
            serde_json::json!({
                "实施主体": value, "事项名称": value, "事项类型": "01", "实施编码": value, "法定办结时限": "20", "承诺办结时限": "30",
                "咨询方式": value, "申请材料": [{"材料名称": "其他材料"}, {"材料名称": value}],
            })
        })
        .collect();
    let list = serde_json::to_vec(&items).expect("JSON");
    let held = held("<script>.json", &list);
    let report = check_report::document(&held, Lang::ZhCn);
    let text = well_formed(&docx::write(&report).expect("written"));
    let page = html::write(&report);
    for value in HOSTILE {
        let shown: String = value
            .chars()
            .filter(|c| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{202E}' | '\u{2066}'))
            .collect();
        assert!(text.contains(&shown), "{value:?} is not in the document");
    }
    assert!(!page.contains("<script") && !page.contains("<w:t>"));
    assert!(!page.contains(|c: char| c.is_control() && c != '\n'));
}
