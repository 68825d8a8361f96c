//! Binary workbooks whose records lie.

use super::{Expected, Hostile};
use crate::workbook::Zip;
use crate::workbook::xlsb::{Xlsb, cell, columns, numbers, packed, record, row, text};
use shared::import::refusal::RefusalKind;
use shared::notice::NoticeCode;

pub(super) fn all() -> Vec<Hostile> {
    let broken = |name: &str, bytes: Vec<u8>| Hostile::refused(name, bytes, RefusalKind::Broken);
    let bare = |workbook: &[u8]| {
        Zip::default()
            .with("[Content_Types].xml", "")
            .with("xl/workbook.bin", workbook)
            .bytes()
    };
    let sheet = |cells: &[u8]| Xlsb::new(&["甲"], &[], cells, &[]).bytes();
    let one = [row(0, false), cell(2, 0, 0, &packed(1))].concat();
    let mut cut = Xlsb::new(&[], &[], &one, &[]);
    cut.sheet.truncate(cut.sheet.len() - 20);
    let after_row = |cell: Vec<u8>| sheet(&[row(0, false), cell].concat());
    let text_claim = [numbers(&[u32::MAX]), vec![0; 8]].concat();
    let all_hidden = columns(0, u32::MAX, true).repeat(20_000);
    let long = text(&"长".repeat(600_000))[..1_000_000].to_vec();
    let long = [numbers(&[400_000]), long[4..].to_vec()].concat();
    vec![
        // A record that should hold properties and holds nothing.
        broken("xlsb_short_record.xlsb", bare(b"\x99\x01\x00")),
        broken("xlsb_empty.xlsb", bare(b"")),
        broken("xlsb_size_beyond_part.xlsb", bare(b"\x83\x01\xFF\xFF\xFF\x7F")),
        broken(
            "xlsb_size_without_end.xlsb",
            bare(b"\x83\x01\xFF\xFF\xFF\xFF\xFF\xFF"),
        ),
        broken("xlsb_sheet_cut.xlsb", cut.bytes()),
        broken("xlsb_cell_before_row.xlsb", sheet(&cell(2, 0, 0, &packed(1)))),
        broken("xlsb_row_outside.xlsb", sheet(&row(1 << 20, false))),
        broken(
            "xlsb_column_outside.xlsb",
            after_row(cell(2, 1 << 14, 0, &packed(1))),
        ),
        broken(
            "xlsb_column_overflow.xlsb",
            after_row(cell(2, u32::MAX, 0, &packed(1))),
        ),
        broken(
            "xlsb_string_outside.xlsb",
            after_row(cell(7, 0, 0, &numbers(&[1]))),
        ),
        broken(
            "xlsb_text_beyond_record.xlsb",
            after_row(cell(6, 0, 0, &text_claim)),
        ),
        broken("xlsb_number_cut.xlsb", after_row(cell(5, 0, 0, &[0; 7]))),
        broken("xlsb_merge_cut.xlsb", after_row(record(176, &[0; 15]))),
        Hostile::new(
            "xlsb_all_columns_hidden_often.xlsb",
            Xlsb::new(&[], &all_hidden, &one, &[]).bytes(),
            Expected::Noted(1, NoticeCode::ColumnsHidden),
        ),
        Hostile::new(
            "xlsb_long_text.xlsb",
            after_row(cell(6, 0, 0, &long)),
            Expected::Noted(1, NoticeCode::TextTruncated),
        ),
        Hostile::new(
            "xlsb_not_a_number.xlsb",
            after_row(cell(5, 0, 1, &f64::NAN.to_le_bytes())),
            Expected::Noted(1, NoticeCode::FormulaError),
        ),
    ]
}
