//! Shapes of one sheet.

use super::{A, A1, B, Workbook, codes, entries, names};
use crate::element::{Element, Part};
use crate::item::Fields as _;
use crate::mapping::Choices;
use crate::notice::NoticeCode;
use crate::table::{Cell, CellKind};

#[test]
fn merged_item_cells_count_for_every_row() {
    let rows: &[&[&str]] = &[
        &["事项名称", "实施编码", "办理地点", "序号", "材料名称", "材料类型"],
        &["甲", A, "一楼", "1", "申请表", "原件"],
        &["", "", "", "2", "身份证", "复印件"],
        &["", "", "", "3", "照片", "原件"],
        &["乙", B, "二楼", "1", "申请表", "原件"],
    ];
    let list = Workbook::default()
        .sheet("清单", rows)
        .merge((1, 3, 0, 0))
        .merge((1, 3, 1, 1))
        .merge((1, 3, 2, 2))
        .merge((1, 3, 5, 5))
        .read();
    assert_eq!(names(&list), ["甲", "乙"]);
    assert_eq!(
        entries(&list, 0, Part::Material, Element::MaterialName),
        ["申请表", "身份证", "照片"]
    );
    assert_eq!(
        entries(&list, 0, Part::Material, Element::MaterialOrder),
        ["1", "2", "3"]
    );
    assert_eq!(
        entries(&list, 1, Part::Material, Element::MaterialName),
        ["申请表"]
    );
    assert_eq!(codes(&list), []);
    // Without merges: left blank below the first row.
    let blank = Workbook::default().sheet("清单", rows).read();
    assert_eq!(
        entries(&blank, 0, Part::Material, Element::MaterialName),
        ["申请表", "身份证", "照片"]
    );
    assert_eq!(codes(&blank), []);
}

#[test]
fn a_merged_name_counts_for_every_handling_item() {
    let a2 = "11450721348531435D400103300200002";
    let rows: &[&[&str]] = &[
        &[
            "事项名称",
            "实施编码",
            "事项类型",
            "业务办理项名称",
            "业务办理项编码",
        ],
        &["甲", A, "行政许可", "情形一", A1],
        &["", "", "行政许可", "情形二", a2],
        &["", B, "行政许可", "乙之一", ""],
    ];
    let list = Workbook::default()
        .sheet("清单", rows)
        .merge((1, 2, 0, 0))
        .merge((1, 2, 1, 1))
        .read();
    assert_eq!(names(&list), ["甲", "甲", "乙之一"]);
    assert_eq!(list.view(1).text(Element::HandleItemCode), a2);
    assert_eq!(codes(&list), [NoticeCode::ColumnOfHandlingItem]);
}

#[test]
fn repeated_item_cells_are_one_item() {
    let list = Workbook::default()
        .sheet(
            "清单",
            &[
                &[
                    "事项名称",
                    "实施编码",
                    "事项类型",
                    "材料名称",
                    "材料类型",
                    "法律名称",
                    "条款号",
                ],
                &["甲", A, "行政许可", "申请表", "原件", "某法", "第一条"],
                &["甲", A, "行政许可", "身份证", "复印件", "某法", "第一条"],
                &["乙", B, "行政许可", "申请表", "原件", "某法", "第二条"],
            ],
        )
        .read();
    assert_eq!(names(&list), ["甲", "乙"]);
    assert_eq!(
        entries(&list, 0, Part::Material, Element::MaterialName),
        ["申请表", "身份证"]
    );
    assert_eq!(
        entries(&list, 0, Part::Law, Element::LawName),
        ["某法"],
        "repeated beside the materials"
    );
    assert_eq!(codes(&list), []);
}

#[test]
fn a_row_that_contradicts_begins_another_item() {
    let list = Workbook::default()
        .sheet(
            "清单",
            &[
                &["事项名称", "实施编码", "事项类型", "材料名称", "材料类型"],
                &["甲", A, "行政许可", "申请表", "原件"],
                &["甲", A, "行政确认", "身份证", "原件"],
            ],
        )
        .read();
    assert_eq!(list.len(), 2);
}

#[test]
fn title_rows_and_two_header_rows_are_understood() {
    let list = Workbook::default()
        .sheet(
            "Sheet1",
            &[
                &["某某县政务服务事项实施清单"],
                &["填报单位：某局", "", "", "2026年"],
                &["序号", "事项名称", "法定办结时限", "", "申请材料", "", ""],
                &["", "", "时限", "单位", "名称", "类型", "依据"],
                &["1", "甲", "20", "工作日", "申请表", "原件", "某法"],
            ],
        )
        .merge((0, 0, 0, 6))
        .merge((2, 3, 0, 0))
        .merge((2, 3, 1, 1))
        .merge((2, 2, 2, 3))
        .merge((2, 2, 4, 6))
        .read();
    assert_eq!(names(&list), ["甲"]);
    assert_eq!(list.view(0).text(Element::AnticipateType), "工作日");
    assert_eq!(
        entries(&list, 0, Part::Material, Element::MaterialName),
        ["申请表"]
    );
    assert_eq!(entries(&list, 0, Part::Material, Element::MaterialLaw), ["某法"]);
    assert!(codes(&list).contains(&NoticeCode::TitleRowsSkipped));
    assert_eq!(list.items()[0].place.row, 4);
}

/// A header of two rows with one group over several columns, as an office draws it.
fn grouped(group: &str, below: &[&str], values: &[&str]) -> Workbook {
    let blank = vec![""; below.len() - 1];
    let upper = [&["事项名称", "实施编码", "事项类型", group], blank.as_slice()].concat();
    let lower = [&["", "", ""], below].concat();
    let row = [&["甲", A, "行政许可"], values].concat();
    let last = 2 + below.len() as u16;
    Workbook::default()
        .sheet("清单", &[&upper, &lower, &row])
        .merge((0, 1, 0, 0))
        .merge((0, 1, 1, 1))
        .merge((0, 1, 2, 2))
        .merge((0, 0, 3, last))
}

#[test]
fn limits_below_one_group_are_told_apart() {
    let list = grouped("办结时限", &["法定", "承诺"], &["20", "5"]).read();
    assert_eq!(list.view(0).text(Element::AnticipateDay), "20");
    assert_eq!(list.view(0).text(Element::PromiseDay), "5");
    assert_eq!(codes(&list), []);
    let list = grouped("法定办结时限", &["办结时限", "单位"], &["20", "工作日"]).read();
    assert_eq!(list.view(0).text(Element::AnticipateDay), "20");
    assert_eq!(list.view(0).text(Element::AnticipateType), "工作日");
    assert!(!list.view(0).is_provided(Element::PromiseDay));
    assert_eq!(codes(&list), []);
}

#[test]
fn lower_titles_that_are_not_known_are_named_one_by_one() {
    let list = grouped("咨询方式", &["电话", "地址", "网址"], &["0777", "一楼", "w"]).read();
    assert_eq!(names(&list), ["甲"]);
    assert_eq!(list.view(0).text(Element::LinkWay), "0777");
    assert_eq!(
        codes(&list),
        [NoticeCode::ColumnUnmapped, NoticeCode::ColumnUnmapped]
    );
    let list = grouped("通办", &["通办范围", "说明"], &["全市", "无"]).read();
    assert_eq!(list.view(0).text(Element::HandleArea), "全市");
    assert_eq!(codes(&list), [NoticeCode::ColumnUnmapped]);
    let list = grouped("主题分类", &["自然人", "法人"], &["其他", "其他"]).read();
    assert_eq!(list.view(0).text(Element::LegalTheme), "其他");
    assert_eq!(codes(&list), []);
}

#[test]
fn two_header_rows_without_merges_are_understood() {
    let list = Workbook::default()
        .sheet(
            "",
            &[
                &["事项名称", "事项类型", "申请材料", "", ""],
                &["", "", "材料名称", "类型", "备注"],
                &["甲", "行政许可", "申请表", "原件", "无"],
            ],
        )
        .read();
    assert_eq!(names(&list), ["甲"]);
    assert_eq!(entries(&list, 0, Part::Material, Element::MaterialType), ["原件"]);
    assert_eq!(entries(&list, 0, Part::Material, Element::MaterialRemark), ["无"]);
    assert_eq!(codes(&list), []);
}

#[test]
fn hidden_things_are_read_like_others() {
    let mut book = Workbook::default().sheet("清单", &[&["事项名称", "事项类型"], &["甲", "行政许可"]]);
    book.table().hidden = true;
    book.table().hidden_rows = vec![1];
    book.table().hidden_columns = vec![1];
    let list = book.read();
    assert_eq!(names(&list), ["甲"]);
    assert_eq!(list.view(0).text(Element::TaskType), "行政许可");
}

#[test]
fn prepared_rows_footers_and_repeated_headers_are_no_items() {
    let list = Workbook::default()
        .sheet(
            "清单",
            &[
                &["序号", "事项名称", "实施编码", "事项类型"],
                &["1", "甲", A, "行政许可"],
                &["序号", "事项名称", "实施编码", "事项类型"],
                &["2", "乙", B, "行政许可"],
                &["3"],
                &["4", " ", " "],
                &["", "填表人：张三"],
                &["", "", "", "行政许可"],
            ],
        )
        .read();
    assert_eq!(names(&list), ["甲", "乙"]);
    assert_eq!(
        codes(&list),
        [
            NoticeCode::RowPassedOver,
            NoticeCode::RowWithoutItem,
            NoticeCode::HeaderRepeated
        ]
    );
}

#[test]
fn codes_stored_as_numbers_are_said_and_kept() {
    let list = Workbook::default()
        .sheet(
            "清单",
            &[
                &["事项名称", "基本编码", "实施编码", "事项类型"],
                &["甲", "104002000", "1.14507e30", "1"],
            ],
        )
        .number(1, 1)
        .number(1, 2)
        .number(1, 3)
        .read();
    assert_eq!(
        codes(&list),
        [
            NoticeCode::LeadingZerosLost,
            NoticeCode::LongCodeDamaged,
            NoticeCode::LeadingZerosLost
        ]
    );
    assert_eq!(list.view(0).raw(Element::TaskCode), "1.14507e30");
    assert_eq!(list.view(0).raw(Element::CatalogCode), "104002000");
}

#[test]
fn sheets_without_items_are_named() {
    let list = Workbook::default()
        .sheet("填写说明", &[&["一、请逐行填写"], &["二、编码请用文本格式"]])
        .sheet("数据字典", &[&["事项类型", "行使层级"], &["行政许可", "国家级"]])
        .sheet("清单", &[&["事项名称", "事项类型"], &["甲", "行政许可"]])
        .sheet("Sheet3", &[&["随便写写"]])
        .sheet("Sheet4", &[])
        .sheet("窗口", &[&["窗口名称", "窗口电话"], &["一号", "0777-1234567"]])
        .read();
    assert_eq!(list.len(), 1);
    assert_eq!(
        codes(&list),
        [
            NoticeCode::SheetIgnored,
            NoticeCode::SheetIgnored,
            NoticeCode::HeaderMissing,
            NoticeCode::SheetWithoutKey
        ]
    );
}

#[test]
fn columns_are_reported_with_how_they_were_understood() {
    let titles = [
        "事项名称",
        "监督投诉的方式",
        "承办人手机",
        "法定期限（工作日）",
        "法定办结时限",
    ];
    let book = || Workbook::default().sheet("清单", &[&titles, &["甲", "0777", "139", "20", ""]]);
    let list = book().read();
    assert_eq!(
        codes(&list),
        [
            NoticeCode::ColumnGuessed,
            NoticeCode::ColumnUnmapped,
            NoticeCode::ColumnUnit,
            NoticeCode::ColumnDuplicate
        ]
    );
    let columns: Vec<_> = list.columns.iter().map(|column| column.element).collect();
    assert_eq!(
        columns,
        [
            Some(Element::TaskName),
            Some(Element::SuperviseWay),
            None,
            Some(Element::AnticipateDay),
            Some(Element::AnticipateDay)
        ]
    );
    assert_eq!(
        list.view(0).text(Element::AnticipateDay),
        "20",
        "the second column helps where the first is blank"
    );
    let mut choices = Choices::default();
    choices.set("承办人手机", Some(Element::LinkWay));
    choices.set("监督投诉的方式", None);
    let list = book().read_with(&choices);
    assert_eq!(list.view(0).text(Element::LinkWay), "139");
    assert!(!list.view(0).is_provided(Element::SuperviseWay));
}

/// How fast 100,000 items of 40 columns are put together; run by hand with `--ignored --nocapture`.
#[test]
#[ignore = "a measurement, not a check"]
fn measure_a_hundred_thousand_items() {
    let main: Vec<Element> = Element::of(Part::Main).take(40).collect();
    let titles: Vec<&str> = main.iter().map(|element| element.spec().name.zh).collect();
    let mut book = Workbook::default().sheet("清单", &[&titles]);
    for row in 1..=100_000_u32 {
        for column in 0..40_u16 {
            let text = if column < 4 {
                format!("{row}号{column}")
            } else {
                format!("常见的一段文字{column}")
            };
            let text = book.list.texts.intern(&text).expect("interned");
            book.table().cells.push(Cell {
                text,
                row,
                column,
                kind: CellKind::Text,
            });
        }
    }
    let start = std::time::Instant::now();
    let list = book.read();
    println!("{} items in {:?}", list.len(), start.elapsed());
}

#[test]
fn long_instructions_may_stand_above_the_header() {
    let mut rows: Vec<&[&str]> = vec![&["填表说明：请逐项填写"]; 45];
    rows.push(&["事项名称", "实施编码", "办理地点", "咨询方式"]);
    rows.push(&["甲", A, "一楼", "0771-5512345"]);
    let list = Workbook::default().sheet("清单", &rows).read();
    assert_eq!(names(&list), ["甲"]);
    // Two titles in one row may be part of the instructions.
    rows[45] = &["事项名称", "实施编码"];
    assert_eq!(names(&Workbook::default().sheet("清单", &rows).read()), [""; 0]);
}
