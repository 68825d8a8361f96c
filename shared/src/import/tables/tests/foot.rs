//! Seals, dates, counts and titles below a table or between its blocks.

use super::{A, B, Workbook, codes, entries, names};
use crate::element::{Element, Part};
use crate::item::List;
use crate::notice::NoticeCode;

const FLAT: &[&str] = &[
    "事项名称",
    "实施编码",
    "实施主体",
    "材料名称",
    "材料类型",
    "原件份数",
];
const ONE: &[&str] = &[
    "甲",
    A,
    "灵山县教育局",
    "申请表\n营业执照",
    "原件\n复印件",
    "1\n0",
];
const TWO: &[&str] = &[
    "乙",
    B,
    "灵山县教育局",
    "申请表\n营业执照",
    "原件\n复印件",
    "1\n0",
];

fn materials(list: &List) -> Vec<&str> {
    entries(list, list.len() - 1, Part::Material, Element::MaterialName)
}

fn passed_over(list: &List) -> usize {
    let codes = codes(list);
    codes
        .iter()
        .filter(|code| **code == NoticeCode::RowPassedOver)
        .count()
}

#[test]
fn a_seal_or_date_below_a_sub_list_is_no_entry() {
    let rows: &[&[&str]] = &[
        &["", "", "", "灵山县教育局（盖章）"],
        &["", "", "", "2026年5月1日"],
        &["", "", "", "二〇二六年五月一日"],
        &["", "", "", "年  月  日"],
        &["", "", "", "", "", "2026-05-01"],
        &["", "", "", "", "2026年5月"],
        &["", "", "", "灵山县教育局"],
        &["", "", "", "共2项"],
        &["", "", "", "（盖章）", "", "2026年5月1日"],
        &["", "", "", "填表人：张三"],
        &["", "", "", "填表日期：2026年5月1日"],
        &["", "", "", "灵山县教育局\n2026年5月1日"],
        &["", "", "", "灵山县教育局（盖章）  2026 年 5 月 1 日"],
        &["", "", "", "县教育局", "", "2026年5月1日"],
    ];
    for row in rows {
        for below in [&[*row][..], &[&[], row], &[&[], &[], row, row]] {
            let flat = [&[FLAT, ONE, TWO][..], below].concat();
            let list = Workbook::default().sheet("清单", &flat).read();
            assert_eq!(materials(&list), ["申请表", "营业执照"], "{row:?}");
            let count = below.iter().filter(|row| !row.is_empty()).count();
            assert_eq!(
                (passed_over(&list), list.notices.len()),
                (count, count),
                "{row:?}"
            );
            let item: &[&str] = &["甲", A, "灵山县教育局", "申请表", "原件", "1"];
            let further: &[&str] = &["", "", "", "营业执照", "复印件", "0"];
            let divided = [&[FLAT, item, further][..], below].concat();
            let list = Workbook::default().sheet("清单", &divided).read();
            assert_eq!(materials(&list), ["申请表", "营业执照"], "{row:?}");
            assert_eq!(passed_over(&list), count, "{row:?}");
        }
    }
}

#[test]
fn an_authority_below_a_blank_row_with_nothing_further_down_is_no_entry() {
    let seal: &[&str] = &["", "", "", "市场监督管理局"];
    let list = Workbook::default().sheet("清单", &[FLAT, ONE, &[], seal]).read();
    assert_eq!((materials(&list).len(), passed_over(&list)), (2, 1));
    let date: &[&str] = &["", "", "", "", "2026年5月1日"];
    let list = Workbook::default().sheet("清单", &[FLAT, ONE, seal, date]).read();
    assert_eq!((materials(&list).len(), passed_over(&list)), (2, 2));
}

#[test]
fn further_entries_are_read() {
    let item: &[&str] = &["甲", A, "灵山县教育局", "申请表", "原件", "1"];
    let rows: &[&[&str]] = &[
        &["", "", "", "身份证明"],
        &["", "", "", "申请表（盖章）"],
        &["", "", "", "营业执照复印件（加盖公章）"],
        &["", "", "", "承诺书（签字）"],
        &["", "", "", "市场监督管理局"],
        &["", "", "", "灵山县教育局出具的证明"],
        &["", "", "", "2026年度审计报告"],
        &["", "", "", "申请表 2026年5月1日"],
        &["", "", "", "共有人同意的证明"],
        &["", "", "", "材料清单"],
        &["", "", "", "", "", "20"],
        &["", "", "", "", "复印件"],
    ];
    for row in rows {
        let list = Workbook::default().sheet("清单", &[FLAT, item, row, TWO]).read();
        let found = entries(&list, 0, Part::Material, Element::MaterialName);
        assert_eq!((found.len(), passed_over(&list)), (2, 0), "{row:?}");
    }
    // Windows are called after authorities, and elements of a sub-list may hold dates.
    let titles: &[&str] = &[
        "事项名称",
        "实施编码",
        "窗口名称",
        "窗口电话",
        "窗口办理时间",
        "来源渠道",
    ];
    let item: &[&str] = &["甲", A, "政务大厅", "0777-1", "工作日", ""];
    for row in [
        ["", "", "灵山县教育局", "", "", ""],
        ["", "", "", "", "2026年5月1日", ""],
    ] {
        let list = Workbook::default().sheet("清单", &[titles, item, &row]).read();
        assert_eq!(
            entries(&list, 0, Part::Window, Element::WindowName).len(),
            2,
            "{row:?}"
        );
        assert_eq!(passed_over(&list), 0, "{row:?}");
    }
}

#[test]
fn sheets_of_a_sub_list_end_with_a_seal_as_well() {
    let items: &[&[&str]] = &[&["事项名称", "实施编码", "受理条件"], &["甲", A, "合法"]];
    let materials_of: &[&[&str]] = &[
        &["实施编码", "材料名称", "材料类型"],
        &[A, "申请表", "原件"],
        &["", "营业执照", "复印件"],
        &[],
        &["", "灵山县教育局（盖章）"],
        &["", "2026年5月1日"],
    ];
    let book = Workbook::default()
        .sheet("事项", items)
        .sheet("申请材料", materials_of);
    let list = book.read();
    assert_eq!(materials(&list), ["申请表", "营业执照"]);
    assert_eq!(codes(&list), [NoticeCode::RowPassedOver; 2]);
}

const NARROW: &[&[&str]] = &[
    &["事项名称", "实施编码", "实施主体", "承诺办结时限"],
    &["甲", A, "灵山县教育局", "5"],
    &["乙", B, "灵山县教育局", "5"],
];

#[test]
fn in_sheets_of_few_columns_they_are_no_items() {
    let rows: &[&[&str]] = &[
        &["共2项"],
        &["2026年5月1日"],
        &["灵山县教育局"],
        &["灵山县民政局"],
        &["灵山县教育局（盖章）"],
        &["灵山县教育局（盖章）", "", "", "2026年5月1日"],
        &["灵山县民政局事项清单"],
        &["单位盖章"],
    ];
    for row in rows {
        for columns in 3..=4 {
            let cut = |row: &[&'static str]| row[..row.len().min(columns)].to_vec();
            let all: Vec<Vec<&str>> = [NARROW[0], NARROW[1], row, NARROW[2], row].map(cut).to_vec();
            let all: Vec<&[&str]> = all.iter().map(Vec::as_slice).collect();
            let list = Workbook::default().sheet("清单", &all).read();
            assert_eq!(names(&list), ["甲", "乙"], "{row:?}");
            assert_eq!(codes(&list), [NoticeCode::RowPassedOver; 2], "{row:?}");
        }
    }
}

#[test]
fn the_title_of_the_next_block_is_no_item() {
    let title: &[&str] = &["教育类事项清单"];
    let rows = [NARROW[0], NARROW[1], title, NARROW[0], NARROW[2]];
    let list = Workbook::default().sheet("清单", &rows).read();
    assert_eq!(names(&list), ["甲", "乙"]);
    assert_eq!(
        codes(&list),
        [NoticeCode::RowPassedOver, NoticeCode::HeaderRepeated]
    );
    let rows = [title, NARROW[0], NARROW[1], title, NARROW[2]];
    let list = Workbook::default().sheet("清单", &rows).read();
    assert_eq!(
        names(&list),
        ["甲", "乙"],
        "it stood above the first header as well"
    );
    let list = Workbook::default()
        .sheet("清单", &[NARROW[0], NARROW[1], title, NARROW[2]])
        .read();
    assert_eq!(names(&list).len(), 3, "it may be an item");
}

#[test]
fn names_that_only_resemble_them_are_items() {
    let rows: &[&[&str]] = &[
        &["选举业主委员会"],
        &["共有产权住房申请"],
        &["公布行政许可目录"],
        &["2026年度考核"],
        &["灵山县教育局", A],
        &["2026年5月1日", A],
        &["灵山县教育局", "", "灵山县教育局", "5"],
    ];
    for row in rows {
        let list = Workbook::default()
            .sheet("清单", &[NARROW[0], NARROW[1], row, NARROW[2]])
            .read();
        assert_eq!((names(&list).len(), passed_over(&list)), (3, 0), "{row:?}");
    }
}
