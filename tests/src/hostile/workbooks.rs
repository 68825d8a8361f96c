//! Workbooks: size claims, stray cells, masses of attributes, broken parts.

use super::{Expected, Hostile};
use crate::workbook::{Entry, SHEET, Xlsx, deflated_spaces, xls};
use shared::import::refusal::RefusalKind;
use shared::notice::NoticeCode;

const A1: &str = r#"<row r="1"><c r="A1"><v>1</v></c></row>"#;

pub(super) fn all() -> Vec<Hostile> {
    let mut all = xlsx();
    all.extend(xml());
    all.extend(packed());
    all.extend(compound());
    all
}

/// A sheet with a value in A1 and another one at `reference`.
fn stray(row: u32, reference: &str) -> Vec<u8> {
    Xlsx::rows(&format!(
        r#"{A1}<row r="{row}"><c r="{reference}"><v>1</v></c></row>"#
    ))
    .bytes()
}

fn strings(inside: &str, attributes: &str) -> Vec<u8> {
    let mut file = Xlsx::rows(r#"<row><c t="s"><v>0</v></c><c t="s"><v>7</v></c></row>"#);
    file.strings = (inside.to_owned(), attributes.to_owned());
    file.bytes()
}

fn xlsx() -> Vec<Hostile> {
    use Expected::{Cells, Noted};
    let wide: String = (0..16_384).map(|_| "<c><v>1</v></c>").collect();
    let long = format!(
        r#"<row><c t="inlineStr"><is><t>{}</t></is></c></row>"#,
        "长".repeat(40_000)
    );
    let errors = r#"<row><c t="e"><v>#REF!</v></c></row>"#.repeat(1_000);
    let columns = r#"<col min="1" max="16384" hidden="1"/>"#.repeat(20_000);
    vec![
        Hostile::new("sparse_corner.xlsx", stray(1_048_576, "XFD1048576"), Cells(2)),
        Hostile::new("sparse_50k.xlsx", stray(50_000, "ALL50000"), Cells(2)),
        Hostile::new("row_beyond.xlsx", stray(4_294_967_295, "A4294967295"), Noted(1, NoticeCode::LimitReached)),
        Hostile::refused(
            "sst_uniq.xlsx",
            strings("<si><t>x</t></si>", r#"count="4294967295" uniqueCount="4294967295""#),
            RefusalKind::FalseClaim,
        ),
        Hostile::new("sst_index_beyond.xlsx", strings("<si><t>x</t></si>", ""), Cells(1)),
        Hostile::new("columns_16384.xlsx", Xlsx::rows(&format!("<row>{wide}</row>")).bytes(), Noted(512, NoticeCode::LimitReached)),
        Hostile::new("rows_1m_empty.xlsx", Xlsx::rows(&"<row/>".repeat(1_000_000)).bytes(), Noted(0, NoticeCode::SheetEmpty)),
        Hostile::new("long_text.xlsx", Xlsx::rows(&long).bytes(), Noted(1, NoticeCode::TextTruncated)),
        Hostile::new("errors_1000.xlsx", Xlsx::rows(&errors).bytes(), Noted(1_000, NoticeCode::MoreAlike)),
        Hostile::new("columns_hidden_20000_times.xlsx", Xlsx::new(format!("<cols>{columns}</cols><sheetData>{A1}</sheetData>")).bytes(), Noted(1, NoticeCode::ColumnsHidden)),
        Hostile::new("cells_twice.xlsx", Xlsx::rows(&format!("{A1}{A1}")).bytes(), Cells(1)),
        Hostile::new("bad_numbers.xlsx", Xlsx::rows(r#"<row r="x"><c r="?" s="-1"><v>1e999</v></c><c t="s"><v>-1</v></c><c><v>NaN</v></c></row>"#).bytes(), Cells(2)),
        Hostile::refused("no_sheet_part.xlsx", Xlsx::rows("").shell().bytes(), RefusalKind::Broken),
        Hostile::new("two_rectangles.xlsx", Xlsx::new(format!(r#"<sheetData>{A1}</sheetData><mergeCells><mergeCell ref="XFD1048576:A1"/><mergeCell ref="A1"/><mergeCell ref=":"/></mergeCells>"#)).bytes(), Cells(1)),
    ]
}

fn xml() -> Vec<Hostile> {
    let with_sheet = |xml: &str| Xlsx::rows("").shell().with(SHEET, xml).bytes();
    let laughs =
        r#"<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>"#;
    let external = r#"<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>"#;
    let attributes = " a=\"\"".repeat(80_000);
    let deep = format!("{}{}", "<a>".repeat(500_000), "</a>".repeat(500_000));
    let refused = |name: &str, xml: &str, kind| Hostile::refused(name, with_sheet(xml), kind);
    vec![
        refused(
            "billion_laughs.xlsx",
            &format!("{laughs}<worksheet>&c;</worksheet>"),
            RefusalKind::ForbiddenXml,
        ),
        refused(
            "external_entity.xlsx",
            &format!("{external}<worksheet>&a;</worksheet>"),
            RefusalKind::ForbiddenXml,
        ),
        refused(
            "attributes_80000.xlsx",
            &format!("<worksheet{attributes}/>"),
            RefusalKind::OversizedTag,
        ),
        refused(
            "attribute_3mb.xlsx",
            &format!("<worksheet a=\"{}\"/>", "x".repeat(3 << 20)),
            RefusalKind::OversizedTag,
        ),
        refused(
            "comment_endless.xlsx",
            &format!("<worksheet><!--{}", "x".repeat(3 << 20)),
            RefusalKind::OversizedTag,
        ),
        refused(
            "sheet_cut.xlsx",
            "<worksheet><sheetData><row><c><v>1</v></c>",
            RefusalKind::Broken,
        ),
        refused("sheet_utf16.xlsx", "\u{FEFF}", RefusalKind::Broken).with_bytes(
            Xlsx::rows("")
                .shell()
                .with(SHEET, b"\xFF\xFE<\0w\0/\0>\0")
                .bytes(),
        ),
        Hostile::new("deep_500000.xlsx", with_sheet(&deep), Expected::Cells(0)),
        Hostile::new(
            "unknown_entity.xlsx",
            with_sheet(
                r#"<worksheet><sheetData><row><c t="str"><v>&what;&#0;&#x110000;</v></c></row></sheetData></worksheet>"#,
            ),
            Expected::Noted(1, NoticeCode::ControlCharacters),
        ),
    ]
}

impl Hostile {
    fn with_bytes(self, bytes: Vec<u8>) -> Self {
        let expected = Expected::Refused(RefusalKind::Broken);
        Self {
            bytes,
            expected,
            ..self
        }
    }
}

/// 512 MiB of spaces in one cell, once declared truly and once as a thousand bytes.
fn packed() -> Vec<Hostile> {
    let before = r#"<worksheet><sheetData><row><c t="inlineStr"><is><t>"#;
    let after = "</t></is></c></row></sheetData></worksheet>";
    let runs = (512 << 20) / 2_064;
    let spaces = deflated_spaces(before, runs, after);
    let file = |packed: &[u8], size: u32| {
        let entry = Entry {
            name: SHEET.as_bytes(),
            method: 8,
            flags: 0x800,
            packed,
            size,
            crc: 0,
        };
        Xlsx::rows("").shell().entry(&entry).bytes()
    };
    let size = (before.len() + 1 + runs * 2_064 + after.len()) as u32;
    let few = deflated_spaces(before, 100, after);
    vec![
        Hostile::refused(
            "spaces_512m.xlsx",
            file(&spaces, size),
            RefusalKind::ExpandsTooFar,
        ),
        Hostile::refused(
            "spaces_512m_lying.xlsx",
            file(&spaces, 1_000),
            RefusalKind::Broken,
        ),
        Hostile::refused(
            "spaces_ratio.xlsx",
            file(&few, 200 << 20),
            RefusalKind::SuspiciousRatio,
        ),
        Hostile::refused(
            "wrong_checksum.xlsx",
            file(&few, (before.len() + 1 + 100 * 2_064 + after.len()) as u32),
            RefusalKind::Broken,
        ),
    ]
}

/// xls: stray cells, records that lie about their length, sheets that point anywhere.
fn compound() -> Vec<Hostile> {
    use Expected::Cells;
    let number = |row, column| xls::cell(0x0203, row, column, 0, &1.5_f64.to_le_bytes());
    let stray = [number(0, 0), number(65_535, 65_535)].concat();
    let honest = xls::file(&[], &number(0, 0));
    let stream = xls::stream(&[], &number(0, 0));
    let mut far = stream.clone();
    // The position of the only sheet stands behind the first record and the header of the second one.
    let position = xls::begin(5).len() + 4;
    far[position..position + 4].copy_from_slice(&u32::MAX.to_le_bytes());
    let claims = xls::record(
        0x00FC,
        &[&[0xFF; 8][..], &xls::text("a"), &[0xFF, 0xFF, 1]].concat(),
    );
    let short = [number(0, 0), xls::record(0x00BD, &[1]), xls::record(0x0208, &[])].concat();
    let encrypted = xls::file(&xls::record(0x002F, &[1, 0, 1, 0]), &[]);
    vec![
        Hostile::new("xls_stray.xls", xls::file(&[], &stray), Cells(2)),
        Hostile::new(
            "xls_strings_claim.xls",
            xls::file(&claims, &number(0, 0)),
            Cells(1),
        ),
        Hostile::new("xls_short_records.xls", xls::file(&[], &short), Cells(1)),
        Hostile::refused(
            "xls_sheet_far.xls",
            xls::compound("Workbook", &far),
            RefusalKind::Broken,
        ),
        Hostile::refused(
            "xls_cut_stream.xls",
            xls::compound("Workbook", &stream[..stream.len() - 6]),
            RefusalKind::Broken,
        ),
        Hostile::refused(
            "xls_cut_file.xls",
            &honest[..honest.len() / 2],
            RefusalKind::Broken,
        ),
        Hostile::refused("xls_header_only.xls", &honest[..600], RefusalKind::Broken),
        Hostile::refused("xls_encrypted.xls", encrypted, RefusalKind::Encrypted),
        Hostile::refused(
            "xlsx_encrypted.xlsx",
            xls::compound("EncryptedPackage", b"secret"),
            RefusalKind::Encrypted,
        ),
        Hostile::refused(
            "word_97.xls",
            xls::compound("WordDocument", b"text"),
            RefusalKind::UnknownFormat,
        ),
    ]
}
