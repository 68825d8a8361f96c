//! Workbooks as people have them, one test per shape: several sheets and cells of several lines here, single sheets in `shapes`.

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

mod aside;
mod cells;
mod foot;
mod rows;
mod second;
mod shapes;

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
fn rows_of_a_code_in_two_versions_need_the_version() {
    let items: &[&[&str]] = &[
        &["事项名称", "实施编码", "事项版本", "事项类型"],
        &["甲", A, "1", "行政许可"],
        &["甲", A, "2", "行政许可"],
        &["乙", B, "1", "行政许可"],
    ];
    let plain: &[&[&str]] = &[
        &["实施编码", "材料名称", "份数"],
        &[A, "申请表", "1"],
        &["", "照片", "1"],
        &[B, "照片", "1"],
    ];
    let list = Workbook::default()
        .sheet("清单", items)
        .sheet("材料", plain)
        .read();
    assert_eq!(codes(&list), [NoticeCode::RowAmbiguous; 2], "each row is named");
    assert!(!list.view(0).has_part(Part::Material) && !list.view(1).has_part(Part::Material));
    assert_eq!(entries(&list, 2, Part::Material, Element::MaterialName), ["照片"]);
    let versioned: &[&[&str]] = &[
        &["实施编码", "事项版本", "材料名称", "份数"],
        &[A, "1", "申请表", "1"],
        &[A, "2", "照片", "1"],
    ];
    let list = Workbook::default()
        .sheet("清单", items)
        .sheet("材料", versioned)
        .read();
    assert_eq!(codes(&list), []);
    assert_eq!(
        entries(&list, 0, Part::Material, Element::MaterialName),
        ["申请表"]
    );
    assert_eq!(entries(&list, 1, Part::Material, Element::MaterialName), ["照片"]);
}

#[test]
fn rows_of_sub_lists_alone_are_no_items() {
    let list = Workbook::default()
        .sheet(
            "申请材料",
            &[
                &["实施编码", "业务办理项编码", "材料名称", "份数"],
                &[A, "", "申请表", "1"],
                &[B, "", "照片", "1"],
            ],
        )
        .read();
    assert!(list.is_empty());
    assert_eq!(codes(&list), [NoticeCode::SubListAlone]);
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
fn numbered_materials_in_one_line_are_entries() {
    let list = Workbook::default()
        .sheet(
            "清单",
            &[
                &[
                    "事项名称",
                    "实施单位",
                    "申报材料",
                    "材料类型",
                    "材料要求",
                    "审批结果",
                ],
                &[
                    "甲",
                    "某局",
                    "1.申请书；2.身份证明；3.平面图",
                    "原件",
                    "1.内容完整；2.签字",
                    "许可证",
                ],
                &["乙", "某局", "申请书", "原件", "1.内容完整；2.签字", "许可证"],
            ],
        )
        .read();
    let column = |item, element| entries(&list, item, Part::Material, element);
    assert_eq!(column(0, Element::MaterialName), ["申请书", "身份证明", "平面图"]);
    assert_eq!(column(0, Element::MaterialType), ["原件"; 3]);
    assert_eq!(column(0, Element::AcceptStand), ["1.内容完整；2.签字"; 3]);
    assert_eq!(column(1, Element::MaterialName), ["申请书"]);
    assert_eq!(list.view(0).text(Element::DeptName), "某局");
    assert_eq!(list.view(0).text(Element::ResultName), "许可证");
    // Said as for lines: one value for all.
    assert_eq!(codes(&list), [NoticeCode::SubListUnaligned]);
}
