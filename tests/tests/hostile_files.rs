//! Every hostile file is refused in clear words or read within bounds.

use proptest::prelude::*;
use shared::import::{Content, Flow, Limits, open};
use shared::item::{List, Source};
use shared::locale::Lang;
use shared::reference::{self, Kind, References};
use tests::hostile::{self, Expected};
use tests::workbook::xlsb::{self, Xlsb};
use tests::workbook::{Xlsx, Zip, xls};

/// Opens a file, and the members of an archive, as a host does.
fn read(name: &str, bytes: &[u8]) -> (List, Result<Content, shared::import::Refusal>) {
    let mut list = List::default();
    list.sources.push(Source {
        name: name.to_owned(),
        digest: String::new(),
        size: bytes.len() as u64,
    });
    let content = open(&mut list, 0, name, bytes, &Limits::default(), &mut |_| {
        Flow::Continue
    });
    (list, content)
}

fn cells(content: &Content) -> usize {
    match content {
        Content::Tables(tables) => tables.iter().map(|table| table.cells.len()).sum(),
        _ => 0,
    }
}

#[test]
fn each_is_refused_or_read_as_a_reference_list() {
    for file in hostile::all() {
        for kind in [None, Some(Kind::Licence), Some(Kind::Reform)] {
            let mut references = References::default();
            let (limits, go_on) = (Limits::default(), &mut |_| Flow::Continue);
            let read = reference::read(&mut references, kind, &file.name, &file.bytes, &limits, go_on);
            let refused = matches!(file.expected, Expected::Refused(_));
            assert!(read.is_err() || !refused, "{} is no list", file.name);
            if let Err(refusal) = read {
                let message = refusal.message(Lang::ZhCn);
                assert!(
                    message.contains(&file.name) && !message.contains('{'),
                    "{message}"
                );
                assert!(
                    references.is_empty() && references.sources().is_empty(),
                    "{}",
                    file.name
                );
            }
        }
    }
}

#[test]
fn each_is_refused_or_read_as_expected() {
    let mut failures = Vec::new();
    for file in hostile::all() {
        let (list, content) = read(&file.name, &file.bytes);
        let fits = match (&file.expected, &content) {
            (Expected::Refused(kind), Err(refusal)) => {
                let message = refusal.message(Lang::ZhCn);
                refusal.kind == *kind && message.contains(&file.name) && !message.contains('{')
            }
            (Expected::Cells(count), Ok(Content::Tables(_))) => {
                content.as_ref().is_ok_and(|content| cells(content) == *count)
            }
            (Expected::Noted(count, code), Ok(Content::Tables(_))) => {
                content.as_ref().is_ok_and(|content| cells(content) == *count)
                    && list.notices.iter().any(|notice| notice.code == *code)
            }
            (Expected::Members(count), Ok(Content::Archive(members))) => members.len() == *count,
            (Expected::Json, Ok(Content::Json(_))) => true,
            _ => false,
        };
        if !fits {
            let got = match &content {
                Ok(content) => format!("{} cells", cells(content)),
                Err(refusal) => format!("{refusal:?}"),
            };
            let notices: Vec<_> = list.notices.iter().take(5).map(|notice| notice.code).collect();
            failures.push(format!(
                "{}: expected {:?}, got {got} {notices:?}",
                file.name, file.expected
            ));
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// What `sentence` says outside its quotation marks, in which names stand as they are.
fn unquoted(sentence: &str) -> String {
    let parts = sentence
        .split('“')
        .map(|part| part.rsplit('”').next().unwrap_or_default());
    parts.collect::<String>().replace("桂通办", "")
}

#[test]
fn what_is_said_of_a_file_is_in_one_language() {
    let mut limits = 0;
    for file in hostile::all() {
        let (list, content) = read(&file.name, &file.bytes);
        let mut said: Vec<_> = list
            .notices
            .iter()
            .map(|notice| [notice.message(Lang::ZhCn), notice.message(Lang::En)])
            .collect();
        if let Err(refusal) = content {
            said.push([refusal.message(Lang::ZhCn), refusal.message(Lang::En)]);
        }
        for [chinese, english] in said {
            let is_han = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
            assert!(!unquoted(&english).contains(is_han), "{}: {english}", file.name);
            let said = unquoted(&chinese);
            let mut words = said.split(|c: char| !c.is_ascii_alphanumeric());
            let units = ["columns", "cells", "rows", "sheets", "texts", "items", "values"];
            assert!(
                !words.any(|word| units.contains(&word)),
                "{}: {chinese}",
                file.name
            );
            limits += usize::from(english.contains("(columns: 512)") && chinese.contains("（列：512）"));
        }
    }
    assert!(limits > 0, "one of them has too many columns");
}

#[test]
fn names_of_hostile_files_are_distinct() {
    let mut names: Vec<_> = hostile::all().into_iter().map(|file| file.name).collect();
    let count = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count);
    assert!(count >= 50, "{count} hostile files");
}

#[test]
fn members_are_named_as_their_makers_wrote_them() {
    for file in hostile::all() {
        if file.name == "gbk_names.zip"
            && let (_, Ok(Content::Archive(members))) = read(&file.name, &file.bytes)
        {
            assert_eq!(members[0].name, "清单.csv");
            return;
        }
    }
    panic!("gbk_names.zip was not read");
}

#[test]
fn cancelling_stops_every_format() {
    let workbook = Xlsx::rows("<row><c><v>1</v></c></row>").bytes();
    let archive = Zip::default().with("a.csv", "1").bytes();
    for (name, bytes) in [
        ("a.csv", b"a,b".to_vec()),
        ("a.xlsx", workbook),
        ("a.zip", archive),
        ("a.xls", xls::file(&[], &[])),
        ("a.xlsb", binary().bytes()),
    ] {
        let mut list = List::default();
        let refused = open(&mut list, 0, name, &bytes, &Limits::default(), &mut |_| {
            Flow::Stop
        });
        assert!(
            refused.is_err_and(|refusal| refusal.kind == shared::import::refusal::RefusalKind::Cancelled),
            "{name}"
        );
    }
}

/// An honest binary workbook.
fn binary() -> Xlsb {
    let cells = [
        xlsb::row(0, false),
        xlsb::cell(7, 0, 0, &xlsb::numbers(&[1])),
        xlsb::cell(6, 1, 0, &xlsb::text("文字")),
        xlsb::short_cell(13, 1, &xlsb::packed(45_413)),
        xlsb::row(1, true),
        xlsb::cell(5, 0, 2, &45_413.5_f64.to_le_bytes()),
        xlsb::cell(11, 1, 0, &[7, 0, 0]),
        xlsb::cell(62, 2, 0, &[vec![0], xlsb::text("富文本")].concat()),
    ]
    .concat();
    let columns = xlsb::columns(1, 2, true);
    Xlsb::new(&["节能审查", "a"], &columns, &cells, &[[3, 4, 0, 1]])
}

/// Small honest files of every format, as seeds for damage.
fn seeds() -> Vec<(&'static str, Vec<u8>)> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..20 {
        sheet.write(row, 0, format!("事项{row}")).expect("a cell");
        sheet.write(row, 1, f64::from(row) * 1.5).expect("a cell");
    }
    let globals = xls::strings(&["节能审查", "a"]);
    let cells = [
        xls::cell(0x00FD, 0, 0, 0, &0_u32.to_le_bytes()),
        xls::cell(0x0204, 0, 1, 0, &xls::text("文字")),
        xls::cell(0x027E, 1, 0, 0, &((20_u32 << 2) | 2).to_le_bytes()),
    ]
    .concat();
    let ods = r#"<b><table:table table:name="表"><table:table-row><table:table-cell table:number-columns-repeated="2"><text:p>甲</text:p></table:table-cell></table:table-row></table:table></b>"#;
    vec![
        ("a.xlsx", book.save_to_buffer().expect("a workbook")),
        (
            "plain.xlsx",
            Xlsx::rows(r#"<row r="1"><c r="A1" t="inlineStr"><is><t>甲&amp;_x000D_</t></is></c></row>"#)
                .bytes(),
        ),
        ("a.xls", xls::file(&globals, &cells)),
        ("a.xlsb", binary().bytes()),
        (
            "a.ods",
            Zip::default()
                .with("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
                .with("content.xml", ods)
                .bytes(),
        ),
        (
            "a.zip",
            Zip::default()
                .with("清单.csv", "a,b\n1,2")
                .with("b.json", "{}")
                .bytes(),
        ),
        ("a.csv", "事项名称,实施编码\n\"节能\"\"审查\",=\"0123\"\n".into()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    /// Flipped bits and cut ends never panic, and never make more of a small file than there can be in it.
    #[test]
    fn damaged_files_stay_bounded(
        seed in 0..7_usize,
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let (name, mut bytes) = seeds().swap_remove(seed);
        for (at, value) in flips {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let (list, content) = read(name, &bytes);
        if let Ok(content) = content {
            // A repeat count of an ods is the only thing that multiplies, and the columns of one row are its bound.
            prop_assert!(cells(&content) <= 5_000_000);
        }
        prop_assert!(list.notices.len() <= 2_000);
    }

    /// The same inside the parts of a binary workbook, where no checksum gives the damage away.
    #[test]
    fn damaged_records_stay_bounded(
        flips in prop::collection::vec((0..4_usize, any::<prop::sample::Index>(), any::<u8>()), 0..8),
        cut in prop::option::of((0..4_usize, any::<prop::sample::Index>())),
    ) {
        let mut file = binary();
        let parts = [&mut file.workbook, &mut file.strings, &mut file.styles, &mut file.sheet];
        for (part, at, value) in flips {
            let at = at.index(parts[part].len());
            parts[part][at] = value;
        }
        if let Some((part, cut)) = cut {
            let length = cut.index(parts[part].len());
            parts[part].truncate(length);
        }
        let (list, content) = read("a.xlsb", &file.bytes());
        if let Ok(content) = content {
            prop_assert!(cells(&content) <= file.sheet.len());
        }
        prop_assert!(list.notices.len() <= 2_000);
    }
}
