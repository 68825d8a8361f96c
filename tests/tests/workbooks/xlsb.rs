//! Binary workbooks.

use super::{agrees_with_calamine, read, shown};
use shared::notice::NoticeCode;
use shared::table::Merge;
use tests::workbook::xlsb::{Xlsb, cell, columns, numbers, packed, record, row, short_cell, text};

/// What calamine reads too.
fn written() -> Xlsb {
    let real = |value: f64| value.to_le_bytes();
    let upper_half = |value: f64| numbers(&[(value.to_bits() >> 32) as u32 & !3]);
    let cells = [
        row(0, false),
        cell(7, 0, 0, &numbers(&[0])),
        cell(7, 1, 0, &numbers(&[2])),
        cell(1, 2, 0, &[]),
        cell(6, 700, 0, &text("单独的文字\r\n二")),
        row(1, true),
        cell(2, 0, 0, &packed(-20)),
        cell(2, 1, 0, &((1234_u32 << 2) | 3).to_le_bytes()),
        cell(2, 2, 0, &upper_half(1.5)),
        cell(5, 3, 0, &real(0.1)),
        cell(2, 4, 1, &packed(45_413)),
        cell(5, 5, 2, &real(45_413.354_166_666_664)),
        row(5, false),
        cell(4, 0, 0, &[1]),
        cell(4, 1, 0, &[0]),
        cell(3, 2, 0, &[0x17]),
        cell(8, 3, 0, &[text("公式的结果"), vec![0; 10]].concat()),
        cell(9, 4, 0, &[&real(20.0)[..], &[0; 10]].concat()),
        cell(10, 5, 0, &[1, 0, 0, 0, 0, 0]),
        cell(7, 6, 0xFF00_0000, &numbers(&[1])),
    ]
    .concat();
    let described = [columns(0, 2, false), columns(3, 4, true), columns(9, 9, true)].concat();
    Xlsb::new(&["节能审查", "a", "𠮷"], &described, &cells, &[[7, 9, 0, 3]])
}

#[test]
fn agrees_with_the_oracle() {
    let mut file = written();
    agrees_with_calamine("a.xlsb", &file.bytes());
    file.workbook = Xlsb::workbook(1, 0);
    agrees_with_calamine("a.xlsb", &file.bytes());
    let (list, tables) = read("a.xlsb", &file.bytes());
    assert!(shown(&list, &tables[0]).contains(&"E2=2028-05-02 Date".to_owned()));
}

#[test]
fn layout_is_read() {
    let mut file = written();
    file.workbook = Xlsb::workbook(0, 1);
    let (list, tables) = read("a.xlsb", &file.bytes());
    let [table] = &tables[..] else {
        panic!("one sheet has a part");
    };
    assert!(table.hidden);
    assert_eq!(
        (&table.hidden_rows[..], &table.hidden_columns[..]),
        (&[1][..], &[3, 4][..])
    );
    let merge = Merge {
        top: 7,
        bottom: 9,
        left: 0,
        right: 3,
    };
    assert_eq!(table.merges, [merge]);
    let cells = shown(&list, table);
    for cell in [
        "E2=2024-05-01 Date",
        "F2=2024-05-01T08:30:00 Date",
        "B2=12.34 Number",
    ] {
        assert!(cells.contains(&cell.to_owned()), "{cell}");
    }
    assert!(
        list.notices
            .iter()
            .any(|notice| notice.code == NoticeCode::SheetHidden)
    );
}

/// Errors of formulas, rich texts and cells without a column of their own: what calamine passes over.
#[test]
fn cells_that_the_oracle_passes_over_are_read() {
    let rich = [vec![1], text("富文本"), numbers(&[1, 0])].concat();
    let cells = [
        row(3, false),
        cell(11, 2, 0, &[0x07, 0, 0, 0, 0, 0]),
        short_cell(12, 0, &[]),
        short_cell(13, 1, &packed(45_413)),
        short_cell(14, 0, &[0x2A]),
        short_cell(15, 0, &[1]),
        short_cell(16, 0, &2.5_f64.to_le_bytes()),
        short_cell(17, 0, &text("短")),
        short_cell(18, 0, &numbers(&[0])),
        short_cell(61, 0, &rich),
        cell(62, 20, 0, &rich),
        // Records of later versions are passed over.
        record(1_024, &[1, 2, 3]),
    ]
    .concat();
    let (list, tables) = read("a.xlsb", &Xlsb::new(&["共用"], &[], &cells, &[]).bytes());
    let expected = [
        "C4=#DIV/0! Error",
        "E4=2024-05-01 Date",
        "F4=#N/A Error",
        "G4=1 Bool",
        "H4=2.5 Number",
        "I4=短 Text",
        "J4=共用 Text",
        "K4=富文本 Text",
        "U4=富文本 Text",
    ];
    assert_eq!(shown(&list, &tables[0]), expected);
}
