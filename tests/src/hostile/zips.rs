//! Archives: what a directory may lie about, and what may lie inside.

use super::{Expected, Hostile};
use crate::workbook::{Entry, Xlsx, Zip, crc32};
use shared::import::refusal::RefusalKind;
use shared::notice::NoticeCode;

const CSV: &str = "事项名称,实施编码\n节能审查,1\n";

pub(super) fn all() -> Vec<Hostile> {
    let mut all = directories();
    all.extend(archives());
    all.extend(documents());
    all
}

fn stored<'a>(name: &'a [u8], flags: u16, data: &'a [u8]) -> Entry<'a> {
    Entry {
        name,
        method: 0,
        flags,
        packed: data,
        size: data.len() as u32,
        crc: crc32(data),
    }
}

fn directories() -> Vec<Hostile> {
    let honest = Xlsx::rows("<row><c><v>1</v></c></row>").bytes();
    let many = (0..2_100).fold(Zip::default(), |zip, n| zip.with(&format!("{n}.txt"), ""));
    let data = b"0123456789".repeat(100);
    let first = stored(b"a.csv", 0, &data);
    let mut overlap = Zip::default().entry(&first);
    for name in ["b.csv", "c.csv"] {
        overlap.describe(&stored(name.as_bytes(), 0, &data), 0);
    }
    let mut swapped = honest.clone();
    let middle = swapped.len() / 2;
    swapped[..middle].reverse();
    vec![
        Hostile::refused("zip_cut.xlsx", &honest[..honest.len() - 40], RefusalKind::Broken),
        Hostile::refused("zip_head_only.xlsx", b"PK\x03\x04".to_vec(), RefusalKind::Broken),
        Hostile::refused("zip_entries_2100.zip", many.bytes(), RefusalKind::TooManyEntries),
        Hostile::refused(
            "zip_same_name_twice.zip",
            Zip::default().with("a.csv", "1").with("a.csv", "2").bytes(),
            RefusalKind::DuplicateEntry,
        ),
        Hostile::refused(
            "zip_overlap.zip",
            overlap.bytes(),
            RefusalKind::OverlappingEntries,
        ),
        Hostile::refused(
            "zip_encrypted.zip",
            Zip::default().entry(&stored(b"a.csv", 1, CSV.as_bytes())).bytes(),
            RefusalKind::Encrypted,
        ),
        Hostile::refused("zip_reversed.xlsx", swapped, RefusalKind::UnknownFormat),
        Hostile::new(
            "zip_as.xls",
            honest,
            Expected::Noted(1, NoticeCode::ExtensionMismatch),
        ),
    ]
}

fn archives() -> Vec<Hostile> {
    let workbook = Xlsx::rows("<row><c><v>1</v></c></row>").bytes();
    let inner = Zip::default().with("a.csv", CSV).bytes();
    let gbk = encoding_rs::GBK.encode("清单.csv").0;
    let traces = ["__MACOSX/._a.csv", ".DS_Store", "folder/", "folder/~$a.xlsx"];
    let mixed = traces
        .iter()
        .fold(Zip::default(), |zip, name| zip.with(name, ""))
        .with("../../etc/清单.csv", CSV)
        .with("C:\\a.json", "{}")
        .with("b.XLSX", &workbook)
        .with("说明.docx", "text");
    vec![
        Hostile::refused(
            "nested.zip",
            Zip::default().with("b.zip", &inner).bytes(),
            RefusalKind::NestedArchive,
        ),
        Hostile::refused(
            "nested_as_xlsx.zip",
            Zip::default().with("b.xlsx", &inner).bytes(),
            RefusalKind::NestedArchive,
        ),
        Hostile::refused(
            "nested_rar.zip",
            Zip::default().with("b.rar", "Rar!").bytes(),
            RefusalKind::NestedArchive,
        ),
        Hostile::refused(
            "nothing.zip",
            Zip::default().with("a.txt", "x").bytes(),
            RefusalKind::NoListInArchive,
        ),
        Hostile::refused("empty.zip", Zip::default().bytes(), RefusalKind::NoListInArchive),
        Hostile::new("mixed.zip", mixed.bytes(), Expected::Members(3)),
        Hostile::new(
            "gbk_names.zip",
            Zip::default().entry(&stored(&gbk, 0, CSV.as_bytes())).bytes(),
            Expected::Members(1),
        ),
        Hostile::refused(
            "archive.rar",
            b"Rar!\x1A\x07\x01\x00".to_vec(),
            RefusalKind::OtherArchive,
        ),
    ]
}

fn documents() -> Vec<Hostile> {
    let ods = |content: &str| {
        Zip::default()
            .with("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            .with("content.xml", content)
    };
    let table = |inside: &str| {
        format!(r#"<office:body><table:table table:name="表">{inside}</table:table></office:body>"#)
    };
    let row = r#"<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"{}/></table:table-row>"#;
    let filled = row.replace("{}/>", "><text:p>x</text:p></table:table-cell>");
    let word = Zip::default()
        .with("[Content_Types].xml", "<Types/>")
        .with("_rels/.rels", r#"<Relationships><Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/></Relationships>"#)
        .with("word/document.xml", "<document/>");
    let manifest = "<manifest><encryption-data/></manifest>";
    vec![
        Hostile::new(
            "ods_empty_repeats.ods",
            ods(&table(&row.replace("{}", ""))).bytes(),
            Expected::Noted(0, NoticeCode::SheetEmpty),
        ),
        Hostile::new(
            "ods_filled_repeats.ods",
            ods(&table(&filled)).bytes(),
            Expected::Noted(5_000_000, NoticeCode::LimitReached),
        ),
        Hostile::refused(
            "ods_encrypted.ods",
            ods("?").with("META-INF/manifest.xml", manifest).bytes(),
            RefusalKind::Encrypted,
        ),
        Hostile::refused("word.xlsx", word.bytes(), RefusalKind::UnknownFormat),
    ]
}
