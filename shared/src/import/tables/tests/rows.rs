//! Which rows are one item, and which sheets name items again.

use super::{A, A1, B, Workbook, codes, entries, names};
use crate::element::{Element, Part};
use crate::item::List;
use crate::notice::NoticeCode;

#[test]
fn rows_of_one_item_may_stand_apart() {
    let rows: &[&[&str]] = &[
        &["材料名称", "材料类型", "事项名称", "实施编码", "办理地点"],
        &["身份证", "复印件", "甲", A, "一楼"],
        &["身份证", "复印件", "乙", B, "二楼"],
        &["申请表", "原件", "甲", A, "一楼"],
        &["申请表", "原件", "乙", B, "二楼"],
        &["照片", "原件", "甲", A, "一楼"],
    ];
    let list = Workbook::default().sheet("清单", rows).read();
    assert_eq!(names(&list), ["甲", "乙"]);
    assert_eq!(
        entries(&list, 0, Part::Material, Element::MaterialName),
        ["身份证", "申请表", "照片"]
    );
    assert_eq!(
        entries(&list, 1, Part::Material, Element::MaterialName),
        ["身份证", "申请表"]
    );
    assert_eq!(codes(&list), [NoticeCode::RowsGathered]);
    // An item that is listed twice, with the same entry or with entries in lines, stays listed twice.
    for material in ["身份证", "身份证\n申请表"] {
        let rows: &[&[&str]] = &[
            &["材料名称", "材料类型", "事项名称", "实施编码", "办理地点"],
            &[material, "复印件", "甲", A, "一楼"],
            &["照片", "原件", "乙", B, "二楼"],
            &[material, "复印件", "甲", A, "一楼"],
        ];
        let list = Workbook::default().sheet("清单", rows).read();
        assert_eq!(names(&list), ["甲", "乙", "甲"]);
    }
    // Two rows that contradict each other are two items.
    let rows: &[&[&str]] = &[
        &["材料名称", "材料类型", "事项名称", "实施编码", "办理地点"],
        &["身份证", "复印件", "甲", A, "一楼"],
        &["照片", "原件", "乙", B, "二楼"],
        &["申请表", "原件", "甲", A, "三楼"],
    ];
    assert_eq!(
        names(&Workbook::default().sheet("清单", rows).read()),
        ["甲", "乙", "甲"]
    );
}

#[test]
fn items_of_one_name_without_codes_are_told_apart() {
    let header: &[&str] = &["序号", "乡镇", "事项名称", "承诺办结时限", "材料名称", "材料类型"];
    let read = |rows: [&[&str]; 3]| {
        let rows: Vec<&[&str]> = std::iter::once(header).chain(rows).collect();
        let list = Workbook::default().sheet("清单", &rows).read();
        (0..list.len())
            .map(|item| entries(&list, item, Part::Material, Element::MaterialName).len())
            .collect::<Vec<_>>()
    };
    // Another township beside the name.
    let towns: [&[&str]; 3] = [
        &["1", "甲镇", "老年人优待证", "5", "申请表", "原件"],
        &["2", "乙镇", "老年人优待证", "5", "申请表", "原件"],
        &["3", "乙镇", "老年人优待证", "5", "照片", "原件"],
    ];
    assert_eq!(read(towns), [1, 2]);
    // Whole sub-lists in lines, the same or others.
    let lines: [&[&str]; 3] = [
        &["1", "", "老年人优待证", "5", "申请表\n照片", "原件"],
        &["2", "", "老年人优待证", "5", "申请表\n照片", "原件"],
        &["3", "", "老年人优待证", "5", "身份证\n照片\n户口簿", "原件"],
    ];
    assert_eq!(read(lines), [2, 2, 3]);
    // A row for each material.
    let rows: [&[&str]; 3] = [
        &["1", "", "老年人优待证", "5", "申请表", "原件"],
        &["2", "", "老年人优待证", "5", "照片", "原件"],
        &["3", "", "老年人优待证", "5", "照片", "原件"],
    ];
    assert_eq!(read(rows), [3]);
}

#[test]
fn two_columns_of_names_make_no_row_an_item_of_its_own() {
    let rows: &[&[&str]] = &[
        &[
            "事项名称",
            "业务办理项名称",
            "实施编码",
            "业务办理项编码",
            "材料名称",
            "材料类型",
        ],
        &["甲", "甲（首次）", A, A1, "申请表", "原件"],
        &["甲", "甲（首次）", A, A1, "照片", "原件"],
    ];
    let list = Workbook::default().sheet("清单", rows).read();
    assert_eq!(names(&list), ["甲"]);
    assert_eq!(
        entries(&list, 0, Part::Material, Element::MaterialName),
        ["申请表", "照片"]
    );
    // Sub-items have names of their own.
    let rows: &[&[&str]] = &[
        &["主项名称", "子项名称", "承诺办结时限", "材料名称", "材料类型"],
        &["甲", "甲之一", "5", "申请表", "原件"],
        &["甲", "甲之一", "5", "照片", "原件"],
        &["甲", "甲之二", "5", "申请表", "原件"],
    ];
    assert_eq!(
        names(&Workbook::default().sheet("清单", rows).read()),
        ["甲之一", "甲之二"]
    );
}

#[test]
fn one_cell_of_lines_is_a_sub_list_beside_rows_of_another() {
    let rows: &[&[&str]] = &[
        &[
            "事项名称",
            "实施编码",
            "材料名称",
            "材料类型",
            "法律名称",
            "条款号",
        ],
        &["甲", A, "申请表\n照片", "原件", "《甲法》", "第一条"],
        &["甲", A, "", "", "《乙法》", "第二条"],
        &["乙", B, "申请表\n照片", "原件", "《甲法》", "第一条"],
        &["乙", B, "申请表\n照片", "原件", "《乙法》", "第二条"],
    ];
    let list = Workbook::default().sheet("清单", rows).read();
    assert_eq!(names(&list), ["甲", "乙"]);
    for item in 0..2 {
        assert_eq!(
            entries(&list, item, Part::Material, Element::MaterialName),
            ["申请表", "照片"]
        );
        assert_eq!(
            entries(&list, item, Part::Law, Element::LawName),
            ["《甲法》", "《乙法》"]
        );
    }
}

#[test]
fn a_sheet_of_contents_makes_no_further_items() {
    let list: &[&[&str]] = &[
        &["事项名称", "实施编码", "事项类型", "办理地点", "承诺办结时限"],
        &["甲", A, "行政许可", "一楼", "5"],
        &["乙", B, "行政许可", "一楼", "5"],
    ];
    let names_only: &[&[&str]] = &[
        &["序号", "事项名称", "材料数"],
        &["1", "甲", "3"],
        &["2", "乙", "1"],
    ];
    let with_code: &[&[&str]] = &[
        &["事项名称", "实施编码", "网办深度"],
        &["甲", A, "2"],
        &["乙", B, "2"],
    ];
    for contents in [names_only, with_code] {
        let both = Workbook::default()
            .sheet("汇总", contents)
            .sheet("清单", list)
            .read();
        assert_eq!(names(&both), ["甲", "乙"]);
        assert!(codes(&both).contains(&NoticeCode::SheetRepeats));
    }
    // Other items, or items with as much to say, are items.
    let others: &[&[&str]] = &[
        &["序号", "事项名称", "材料数"],
        &["1", "丙", "3"],
        &["2", "乙", "1"],
    ];
    let both = Workbook::default()
        .sheet("汇总", others)
        .sheet("清单", list)
        .read();
    assert_eq!(names(&both), ["丙", "乙", "甲", "乙"]);
    let both = Workbook::default().sheet("一镇", list).sheet("二镇", list).read();
    assert_eq!(both.len(), 4);
    // What is called contents is left out all the same.
    let both = Workbook::default()
        .sheet("目录", others)
        .sheet("清单", list)
        .read();
    assert_eq!(names(&both), ["甲", "乙"]);
    assert!(codes(&both).contains(&NoticeCode::SheetIgnored));
}

#[test]
fn codes_cut_short_join_nothing() {
    let damaged = "1.14507E+30";
    let list = Workbook::default()
        .sheet(
            "清单",
            &[
                &["事项名称", "实施编码", "事项类型", "办理地点"],
                &["甲", damaged, "行政许可", "一楼"],
                &["乙", damaged, "行政许可", "一楼"],
            ],
        )
        .sheet(
            "材料",
            &[
                &["事项名称", "实施编码", "材料名称", "份数"],
                &["甲", damaged, "申请表", "1"],
                &["乙", damaged, "照片", "2"],
            ],
        )
        .read();
    assert_eq!(
        entries(&list, 0, Part::Material, Element::MaterialName),
        ["申请表"]
    );
    assert_eq!(entries(&list, 1, Part::Material, Element::MaterialName), ["照片"]);
}

#[test]
fn a_merged_sub_list_belongs_to_every_item_it_stands_beside() {
    let rows: &[&[&str]] = &[
        &["事项名称", "实施编码", "材料名称", "材料类型"],
        &["甲", A, "申请表", "原件"],
        &["乙", B, "", ""],
    ];
    let read = |merges: &[(u32, u32, u16, u16)]| {
        let book = Workbook::default().sheet("清单", rows);
        merges.iter().fold(book, |book, merge| book.merge(*merge)).read()
    };
    let name = |list: &List| entries(list, 1, Part::Material, Element::MaterialName).join("、");
    assert_eq!(name(&read(&[(1, 2, 2, 2), (1, 2, 3, 3)])), "申请表");
    // A type alone is no material.
    assert!(entries(&read(&[(1, 2, 3, 3)]), 1, Part::Material, Element::MaterialType).is_empty());
}
