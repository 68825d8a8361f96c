//! Second tables, and forms.

use super::{A, A1, B, Workbook, codes, entries, names};
use crate::element::{Element, Part};
use crate::item::Fields as _;
use crate::notice::NoticeCode;

#[test]
fn a_second_header_with_other_columns_begins_another_table() {
    let list = Workbook::default()
        .sheet(
            "清单",
            &[
                &["事项名称", "实施编码", "事项类型", "行使层级"],
                &["甲", A, "行政许可", "县级"],
                &[],
                &["实施编码", "事项名称", "行使层级", "受理条件", "事项类型"],
                &[B, "乙", "县级", "合法", "公共服务"],
            ],
        )
        .read();
    assert_eq!(names(&list), ["甲", "乙"]);
    assert_eq!(list.view(1).text(Element::TaskCode), B);
    assert_eq!(list.view(1).text(Element::TaskType), "公共服务");
    assert_eq!(list.view(1).text(Element::AcceptCondition), "合法");
    assert!(!list.view(0).is_provided(Element::AcceptCondition));
    assert_eq!(list.items()[1].place.row, 4, "places are those of the sheet");
    assert_eq!(codes(&list), [NoticeCode::HeaderChanged]);
    assert_eq!(list.notices[0].args, ["清单", "4"]);
}

#[test]
fn a_table_of_materials_below_the_items_is_joined_to_them() {
    let list = Workbook::default()
        .sheet(
            "清单",
            &[
                &["事项名称", "实施编码", "事项类型", "行使层级"],
                &["甲", A, "行政许可", "县级"],
                &["乙", B, "行政许可", "县级"],
                &[],
                &["实施编码", "材料名称", "材料类型"],
                &[B, "申请表", "原件"],
            ],
        )
        .read();
    assert_eq!(names(&list), ["甲", "乙"]);
    assert_eq!(
        entries(&list, 1, Part::Material, Element::MaterialName),
        ["申请表"]
    );
    assert_eq!(codes(&list), [NoticeCode::HeaderChanged]);
}

#[test]
fn the_same_header_again_and_items_called_like_titles_cut_nothing() {
    let header: &[&str] = &["事项名称", "实施编码", "事项类型", "行使层级"];
    let rows: &[&[&str]] = &[
        header,
        &["智能审批", A, "行政许可", "县级"],
        &[],
        header,
        &["行政复议", A1, "公共服务", "县级"],
        &["设定依据", "", "公共服务"],
    ];
    let list = Workbook::default().sheet("清单", rows).read();
    assert_eq!(names(&list), ["智能审批", "行政复议", "设定依据"]);
    assert_eq!(codes(&list), [NoticeCode::HeaderRepeated]);
}

#[test]
fn forms_are_named_and_not_read_as_lists() {
    let pairs: &[&[&str]] = &[
        &["事项名称", "甲", "基本编码", "000101001000"],
        &["实施编码", A, "事项类型", "行政许可"],
        &["行使层级", "县级", "行政区划代码", "450721"],
        &["受理条件", "合法", "法定办结时限", "20"],
        &["办理地点", "一楼", "办理时间", "工作日"],
    ];
    let single: &[&[&str]] = &[
        &["某县政务服务事项实施清单"],
        &["事项名称", "甲"],
        &["实施编码", A],
        &["事项类型", "行政许可"],
        &["行使层级", "县级"],
        &["受理条件", "合法"],
        &["办理地点", "一楼"],
    ];
    // Below it a list of materials with a header of its own.
    let beside: Vec<&[&str]> = [
        single,
        &[
            &["", "材料名称", "材料类型", "材料形式", "材料必要性", "来源渠道"],
            &["", "申请表", "原件", "纸质", "必要", "申请人自备"],
        ],
    ]
    .concat();
    for rows in [pairs, single, &beside] {
        let list = Workbook::default().sheet("清单", rows).read();
        assert_eq!(list.len(), 0);
        assert_eq!(codes(&list), [NoticeCode::FormSheet]);
        assert_eq!(list.columns.len(), 0);
    }
}

#[test]
fn a_header_of_two_rows_is_known_again() {
    let upper: &[&str] = &["事项名称", "实施编码", "事项类型", "办结时限", "", "受理条件"];
    let lower: &[&str] = &["", "", "", "法定", "承诺"];
    let rows: &[&[&str]] = &[
        upper,
        lower,
        &["甲", A, "行政许可", "20", "5", "合法"],
        upper,
        lower,
        &["乙", B, "行政许可", "30", "8", "合法"],
    ];
    // As a workbook has them, and as CSV keeps them.
    let book = || Workbook::default().sheet("清单", rows);
    let merged = book().merge((0, 0, 3, 4)).merge((3, 3, 3, 4));
    let tall = book()
        .merge((0, 0, 3, 4))
        .merge((0, 1, 0, 0))
        .merge((3, 3, 3, 4))
        .merge((3, 4, 0, 0));
    for list in [book().read(), merged.read(), tall.read()] {
        assert_eq!(names(&list), ["甲", "乙"]);
        assert_eq!(list.view(1).text(Element::AnticipateDay), "30");
        assert_eq!(list.view(1).text(Element::PromiseDay), "8");
        assert_eq!(codes(&list), [NoticeCode::HeaderRepeated]);
    }
}

#[test]
fn groups_without_merges_are_groups() {
    let list = Workbook::default()
        .sheet(
            "清单",
            &[
                &[
                    "事项名称",
                    "实施编码",
                    "咨询方式",
                    "",
                    "法定办结时限",
                    "",
                    "行使层级",
                ],
                &["", "", "电话", "地址", "时限", "单位"],
                &["甲", A, "0777", "一楼", "20", "工作日", "县级"],
            ],
        )
        .read();
    assert_eq!(names(&list), ["甲"]);
    assert_eq!(list.view(0).text(Element::LinkWay), "0777");
    assert_eq!(list.view(0).text(Element::AnticipateType), "工作日");
    assert_eq!(codes(&list), [NoticeCode::ColumnUnmapped]);
}

#[test]
fn a_first_item_with_blanks_is_no_second_header() {
    let list = Workbook::default()
        .sheet(
            "清单",
            &[
                &["事项名称", "实施编码", "承诺办结时限", "", "行使层级"],
                &["甲", "", "5", "工作日"],
                &["乙", B, "5", "工作日"],
            ],
        )
        .read();
    assert_eq!(names(&list), ["甲", "乙"]);
    assert_eq!(codes(&list), [NoticeCode::ColumnUntitled]);
}
