//! Sub-lists written into single cells.

use super::{A, B, Workbook, codes, entries};
use crate::element::{Element, Part};
use crate::item::List;

fn materials(list: &List, item: usize) -> Vec<&str> {
    entries(list, item, Part::Material, Element::MaterialName)
}

#[test]
fn names_between_semicolons_are_entries_where_nothing_else_is_said_of_them() {
    let titles: &[&str] = &["事项名称", "实施编码", "材料名称"];
    let rows: &[&[&str]] = &[
        titles,
        &["甲", A, "申请表；身份证；"],
        &["乙", B, "1.申请表 2.身份证"],
    ];
    let list = Workbook::default().sheet("清单", rows).read();
    assert_eq!(materials(&list, 0), ["申请表", "身份证"]);
    assert_eq!(materials(&list, 1), ["申请表", "身份证"]);
    assert_eq!(codes(&list), []);
    // With a column for each material's form, a row is one material: two in it are a defect of the list.
    let titles: &[&str] = &["事项名称", "实施编码", "材料名称", "材料形式"];
    let rows: &[&[&str]] = &[titles, &["甲", A, "申请表；身份证", "纸质"]];
    let list = Workbook::default().sheet("清单", rows).read();
    assert_eq!(materials(&list, 0), ["申请表；身份证"]);
    let rows: &[&[&str]] = &[titles, &["甲", A, "申请表；身份证", "纸质；电子"]];
    let list = Workbook::default().sheet("清单", rows).read();
    assert_eq!(materials(&list, 0), ["申请表", "身份证"]);
    let forms = entries(&list, 0, Part::Material, Element::MaterialForm);
    assert_eq!(forms, ["纸质", "电子"]);
}

#[test]
fn a_cell_beside_the_rows_of_another_sub_list_has_its_entries_in_lines() {
    let titles: &[&str] = &["事项名称", "实施编码", "材料名称", "法律法规名称", "条款号"];
    let rows: &[&[&str]] = &[
        titles,
        &["甲", A, "申请表；\n身份证；", "甲法", "第一条"],
        &["", "", "", "乙法", "第二条"],
        &["乙", B, "申请表\n身份证", "甲法", "第一条"],
        &["", "", "照片", "乙法", "第二条"],
    ];
    let list = Workbook::default().sheet("清单", rows).read();
    assert_eq!(materials(&list, 0), ["申请表", "身份证"]);
    assert_eq!(entries(&list, 0, Part::Law, Element::LawName), ["甲法", "乙法"]);
    assert_eq!(
        materials(&list, 1),
        ["申请表\n身份证", "照片"],
        "a row is a material there"
    );
}

#[test]
fn the_same_cell_in_each_row_of_an_item_is_read_once() {
    let titles: &[&str] = &["乡镇", "事项名称", "材料名称"];
    let rows: &[&[&str]] = &[
        titles,
        &["甲镇", "救助", "申请表\n身份证"],
        &["乙镇", "救助", "申请表\n身份证"],
    ];
    let list = Workbook::default().sheet("清单", rows).read();
    for item in 0..list.len() {
        assert_eq!(materials(&list, item), ["申请表", "身份证"]);
    }
    // In one line it is a material that is listed twice.
    let rows: &[&[&str]] = &[titles, &["", "救助", "申请表"], &["", "救助", "申请表"]];
    let list = Workbook::default().sheet("清单", rows).read();
    assert_eq!(materials(&list, 0), ["申请表", "申请表"]);
}
