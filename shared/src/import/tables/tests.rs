//! Workbooks as people have them, one test per shape.

use super::read;
use crate::element::{Element, Part};
use crate::import::{Flow, Limits};
use crate::item::{Fields, List};
use crate::mapping::Choices;
use crate::notice::NoticeCode;
use crate::place::Sheet;
use crate::table::{Cell, CellKind, Merge, Table};

/// A workbook in the making: rows of texts, blank where empty.
#[derive(Default)]
struct Workbook {
    list: List,
    tables: Vec<Table>,
}

impl Workbook {
    fn sheet(mut self, name: &str, rows: &[&[&str]]) -> Self {
        let sheet = self.list.sheets.len() as u16;
        self.list.sheets.push(Sheet {
            source: 0,
            name: Some(name.to_owned()),
            keys: Vec::new(),
        });
        let mut cells = Vec::new();
        for (texts, row) in rows.iter().zip(0..) {
            for (text, column) in texts.iter().zip(0..).filter(|(text, _)| !text.is_empty()) {
                let text = self.list.texts.intern(text).expect("interned");
                cells.push(Cell {
                    text,
                    row,
                    column,
                    kind: CellKind::Text,
                });
            }
        }
        self.tables.push(Table {
            sheet,
            cells,
            merges: Vec::new(),
            hidden_rows: Vec::new(),
            hidden_columns: Vec::new(),
            hidden: false,
        });
        self
    }

    fn table(&mut self) -> &mut Table {
        self.tables.last_mut().expect("a sheet")
    }

    /// Merges a range of the last sheet: top, bottom, left, right.
    fn merge(mut self, (top, bottom, left, right): (u32, u32, u16, u16)) -> Self {
        self.table().merges.push(Merge {
            top,
            bottom,
            left,
            right,
        });
        self
    }

    fn number(mut self, row: u32, column: u16) -> Self {
        let cell = self
            .table()
            .cells
            .iter_mut()
            .find(|cell| (cell.row, cell.column) == (row, column));
        cell.expect("a cell").kind = CellKind::Number;
        self
    }

    fn read(self) -> List {
        self.read_with(&Choices::default())
    }

    fn read_with(mut self, choices: &Choices) -> List {
        let limits = Limits::default();
        let tables = std::mem::take(&mut self.tables);
        let done = read(&mut self.list, 0, tables, choices, &limits, &mut |_| {
            Flow::Continue
        });
        assert_eq!(done.ok(), Some(self.list.len()));
        self.list
    }
}

fn codes(list: &List) -> Vec<NoticeCode> {
    list.notices.iter().map(|notice| notice.code).collect()
}

fn names(list: &List) -> Vec<&str> {
    list.views().map(|view| view.text(Element::TaskName)).collect()
}

fn entries(list: &List, item: usize, part: Part, element: Element) -> Vec<&str> {
    list.view(item)
        .entries(part)
        .map(|entry| entry.text(element))
        .collect()
}

const A: &str = "11450721348531435D4001033002000";
const A1: &str = "11450721348531435D400103300200001";
const B: &str = "11450721MB155808114000104002000";

#[test]
fn sheets_of_the_template_are_joined_by_code() {
    let list = Workbook::default()
        .sheet(
            "基本信息",
            &[
                &[
                    "事项名称",
                    "实施编码",
                    "业务办理项编码",
                    "法定办结时限",
                    "承诺办结时限",
                ],
                &["甲", A, "", "20", "5"],
                &["甲之一", A, A1, "20", "5"],
                &["乙", B, "", "", "1"],
            ],
        )
        .sheet(
            "申请材料",
            &[
                &["实施编码", "业务办理项编码", "序号", "材料名称", "依据"],
                &[A, "", "1", "申请表", "某条例第一条"],
                &[A, A1, "1", "身份证", ""],
                &[A, "", "2", "照片", ""],
                &["无此编码", "", "1", "户口簿", ""],
            ],
        )
        .sheet("常见问题", &[&["实施编码", "问题", "答案"]])
        .read();
    assert_eq!(names(&list), ["甲", "甲之一", "乙"]);
    assert_eq!(
        entries(&list, 0, Part::Material, Element::MaterialName),
        ["申请表", "照片"]
    );
    assert_eq!(
        entries(&list, 0, Part::Material, Element::MaterialLaw),
        ["某条例第一条", ""]
    );
    assert_eq!(
        entries(&list, 1, Part::Material, Element::MaterialName),
        ["身份证"]
    );
    assert_eq!(codes(&list), [NoticeCode::OrphanRow]);
    assert!(
        list.view(0).has_part(Part::Question),
        "an empty sheet says that there are none"
    );
    assert!(!list.view(0).has_part(Part::Law));
    assert!(list.view(0).has_part(Part::Material));
    assert!(
        !list.view(2).has_part(Part::Material),
        "the orphan row may be this item's"
    );
    assert!(list.view(2).is_blank(Element::AnticipateDay));
}

#[test]
fn handling_items_take_rows_of_the_implementing_code_where_no_finer_code_is_given() {
    let list = Workbook::default()
        .sheet(
            "Sheet1",
            &[
                &["事项名称", "实施编码", "业务办理项编码", "事项类型"],
                &["甲之一", A, A1, "行政许可"],
            ],
        )
        .sheet(
            "Sheet2",
            &[
                &["实施编码", "材料名称", "材料类型"],
                &[A, "申请表", "原件"],
                &["", "照片", "原件"],
            ],
        )
        .read();
    assert_eq!(
        entries(&list, 0, Part::Material, Element::MaterialName),
        ["申请表", "照片"]
    );
}

#[test]
fn names_join_only_where_they_are_unique() {
    let list = Workbook::default()
        .sheet(
            "清单",
            &[
                &["事项名称", "实施主体", "事项类型"],
                &["甲", "一局", "行政许可"],
                &["甲", "二局", "行政许可"],
                &["乙", "一局", "行政许可"],
            ],
        )
        .sheet(
            "材料",
            &[
                &["事项名称", "材料名称", "份数"],
                &["甲", "申请表", "1"],
                &["乙", "照片", "2"],
            ],
        )
        .read();
    assert_eq!(codes(&list), [NoticeCode::RowAmbiguous]);
    assert_eq!(entries(&list, 2, Part::Material, Element::PaperAmount), ["2"]);
    assert!(!list.view(0).has_part(Part::Material));
}

#[test]
fn lines_of_several_cells_belong_together() {
    let list = Workbook::default()
        .sheet(
            "清单",
            &[
                &[
                    "事项名称",
                    "事项类型",
                    "设定依据",
                    "申请材料",
                    "材料类型",
                    "材料形式",
                    "办理地点",
                ],
                &[
                    "甲",
                    "行政许可",
                    "某法\n第一条",
                    "1.申请表\n2.身份证",
                    "原件\n复印件",
                    "纸质",
                    "一楼\n二楼",
                ],
                &[
                    "乙",
                    "行政许可",
                    "某法",
                    "申请表\n身份证",
                    "原件\n复印件\n原件",
                    "纸质\n纸质",
                    "一楼",
                ],
                &["丙", "行政许可", "某法", "一份申请表", "原件", "纸质", "一楼"],
            ],
        )
        .read();
    let materials = |item| entries(&list, item, Part::Material, Element::MaterialName);
    assert_eq!(materials(0), ["申请表", "身份证"]);
    assert_eq!(
        entries(&list, 0, Part::Material, Element::MaterialType),
        ["原件", "复印件"]
    );
    assert_eq!(
        entries(&list, 0, Part::Material, Element::MaterialForm),
        ["纸质", "纸质"]
    );
    assert_eq!(list.view(0).text(Element::ByLaw), "某法\n第一条");
    assert_eq!(list.view(0).text(Element::TransactAddress), "一楼\n二楼");
    assert_eq!(materials(1), ["申请表", "身份证", ""]);
    assert_eq!(materials(2), ["一份申请表"]);
    assert_eq!(
        codes(&list),
        [NoticeCode::SubListUnaligned, NoticeCode::SubListUnaligned]
    );
}

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
            NoticeCode::RowWithoutItem,
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
