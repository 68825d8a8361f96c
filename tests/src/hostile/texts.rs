//! Text files: encodings, quotes, line ends, and what only pretends to be text.

use super::{Expected, Hostile};
use shared::import::refusal::RefusalKind;
use shared::notice::NoticeCode;

pub(super) fn all() -> Vec<Hostile> {
    let mut all = tables();
    all.extend(others());
    all
}

fn tables() -> Vec<Hostile> {
    use Expected::{Cells, Noted};
    let head = "事项名称,实施编码\n";
    let gbk = encoding_rs::GB18030.encode(head).0;
    let units: Vec<u8> = head.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mixed = [head.repeat(50).as_bytes(), &gbk].concat();
    let wide = "1,".repeat(16_384);
    let quotes = "\"a,".repeat(100_000);
    vec![
        Hostile::new("gbk.csv", gbk.to_vec(), Noted(2, NoticeCode::EncodingRecognised)),
        Hostile::new(
            "utf16_no_mark.csv",
            units.clone(),
            Noted(2, NoticeCode::EncodingRecognised),
        ),
        Hostile::new(
            "utf16_cut.csv",
            [b"\xFF\xFE", &units[..units.len() - 1]].concat(),
            Noted(2, NoticeCode::EncodingDoubtful),
        ),
        Hostile::new(
            "mixed_encodings.csv",
            mixed,
            Noted(102, NoticeCode::EncodingDoubtful),
        ),
        Hostile::new(
            "nul_bytes.csv",
            "名称,编码\n甲\0乙,1\u{1}2\n",
            Noted(4, NoticeCode::ControlCharacters),
        ),
        Hostile::new("quote_never_closed.csv", "a,b\n\"1,2\n3,4\n", Cells(6)),
        Hostile::new("quotes_100000.csv", quotes, Noted(512, NoticeCode::LimitReached)),
        Hostile::new(
            "quotes_doubled_100000.csv",
            "\"\"x,".repeat(100_000),
            Noted(512, NoticeCode::LimitReached),
        ),
        Hostile::new(
            "quotes_within_100000.csv",
            "\"x\"y,\"\",\"z".repeat(100_000),
            Noted(512, NoticeCode::LimitReached),
        ),
        Hostile::new("mixed_line_ends.csv", "a,b\r1,2\n3,4\r\n5,6", Cells(8)),
        Hostile::new("ragged.csv", "a,b\n1\n1,2,3,4\n,,\n", Cells(7)),
        Hostile::new("columns_16384.csv", wide, Noted(512, NoticeCode::LimitReached)),
        Hostile::new(
            "columns_100000.csv",
            "1,".repeat(100_000),
            Noted(512, NoticeCode::LimitReached),
        ),
        Hostile::new(
            "cell_10mb.csv",
            format!("a,b\n\"{}\",1\n", "长\n".repeat(2_600_000)),
            Noted(4, NoticeCode::TextTruncated),
        ),
        Hostile::new(
            "rows_5m_empty.csv",
            format!("a,b{}", "\n".repeat(5_000_000)),
            Cells(2),
        ),
        Hostile::new(
            "cells_6m.csv",
            format!("a,b\n{}", "1,2\n".repeat(3_000_000)),
            Noted(5_000_000, NoticeCode::LimitReached),
        ),
        Hostile::new("tabs.csv", "a\tb\n1\t2\n", Cells(4)),
    ]
}

fn others() -> Vec<Hostile> {
    let html =
        "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table><tr><td>1</td></tr></table></html>";
    let xml = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>";
    let picture: Vec<u8> = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR"
        .iter()
        .copied()
        .chain((0..=255).cycle().take(4_096))
        .collect();
    let deep = "[".repeat(1_000_000);
    vec![
        Hostile::refused("nothing.csv", "", RefusalKind::Empty),
        Hostile::refused("large.csv", vec![b'a'; (50 << 20) + 1], RefusalKind::TooLarge),
        Hostile::refused("page.xls", html, RefusalKind::HtmlPage),
        Hostile::refused(
            "page_gbk.xls",
            encoding_rs::GBK.encode(&html.replace('1', "清单")).0.into_owned(),
            RefusalKind::HtmlPage,
        ),
        Hostile::refused(
            "mail_page.xls",
            "MIME-Version: 1.0\r\nContent-Type: multipart/related",
            RefusalKind::HtmlPage,
        ),
        Hostile::refused("excel_2003.xls", xml, RefusalKind::XmlSpreadsheet),
        Hostile::refused("picture.xlsx", picture, RefusalKind::UnknownFormat),
        Hostile::refused("document.pdf", "%PDF-1.7\n", RefusalKind::UnknownFormat),
        Hostile::new("json_deep.json", deep, Expected::Json),
        Hostile::new("json_as.csv", "\u{FEFF}{\"data\":[]}", Expected::Json),
    ]
}
