//! Rows that are no items, and values that stand where no title is.

use super::{A, B, Workbook, codes, names};
use crate::element::Element;
use crate::item::{Fields as _, List};
use crate::locale::Lang;
use crate::mapping::Choices;
use crate::notice::NoticeCode;

const TITLES: &[&str] = &["序号", "事项名称", "实施编码", "事项类型", "行使层级", "受理条件"];

/// Two items with a row before, between and after them.
fn with(row: &[&str]) -> Workbook {
    let one: &[&str] = &["1", "甲", A, "行政许可", "县级", "合法"];
    let two: &[&str] = &["2", "乙", B, "行政许可", "县级", "合法"];
    Workbook::default().sheet("清单", &[TITLES, row, one, row, two, row])
}

fn passed_over(list: &List) -> Vec<&str> {
    let notices = list.notices.iter();
    notices
        .filter(|notice| notice.code == NoticeCode::RowPassedOver)
        .map(|notice| notice.args[0].get(Lang::ZhCn))
        .collect()
}

#[test]
fn totals_signatures_notes_and_headings_are_no_items() {
    let rows: &[&[&str]] = &[
        &["", "填表人：张三", "审核人：李四"],
        &["填表人：张三", "", "", "审核人：李四"],
        &["", "填表人：", "张三", "", "填表日期：", "2026年1月5日"],
        &["", "单位负责人（签字）：", "", "（盖章）"],
        &["", "填 表 人：张三"],
        &["合计", "共4项"],
        &["", "合 计", "4"],
        &["", "合计：4项"],
        &["", "小计", "", "", "", "80"],
        &["一", "行政许可类"],
        &["", "一、行政许可"],
        &["", "（二）公共服务事项（3项）"],
        &["", "二、市自然资源局"],
        &[
            "",
            "注：1.本表一式两份，由各单位填写后报送，逾期不报的视为没有变化，具体要求见通知第三条。",
        ],
        &["备注：本表一式两份"],
        &["注：1.本表一式三份；", "2.由各单位填写；", "3.请勿改动格式。"],
        &["7", "0", "0"],
        &["", "0", "0", "0", "0", "0"],
    ];
    for row in rows {
        let list = with(row).read();
        assert_eq!(names(&list), ["甲", "乙"], "{row:?}");
        assert_eq!(passed_over(&list), ["2", "4", "6"], "{row:?}");
        assert_eq!(list.notices.len(), 3, "{row:?}");
    }
}

#[test]
fn what_may_be_an_item_is_one() {
    let rows: &[&[&str]] = &[
        // With a code a row is an item whatever it is called.
        &["", "合计", "11450721348531435D4001033003000"],
        &["", "填表人：张三", "11450721348531435D4001033003000"],
        &["3", "行政许可"],
        &["3", "三、取水许可", "", "行政许可"],
        &["3", "三、取水许可"],
        &["3", "2", "3", "行政许可", "县级"],
        &["3", "联系人变更登记"],
        &["3", "单位合并登记", "", "公共服务"],
        &["3", "小计量器具检定"],
        &["3", "注册建造师执业资格认定"],
        &["3", "数字证书办理", "", "公共服务", "县级", "合法"],
        &["3", "电话服务", "待定", "公共服务"],
        &["3", "合作办学设立审批", "", "", "", "3"],
    ];
    for row in rows {
        let list = with(row).read();
        assert_eq!(list.len(), 5, "{row:?}");
        assert_eq!(passed_over(&list), [""; 0], "{row:?}");
    }
}

#[test]
fn a_heading_merged_over_columns_of_values_is_no_item() {
    let rows: &[&[&str]] = &[
        &["事项名称", "实施编码", "事项类型", "行使层级"],
        &["第一批下放的事项"],
        &["甲", A, "行政许可", "县级"],
    ];
    let book = || Workbook::default().sheet("清单", rows);
    let list = book().merge((1, 1, 0, 3)).read();
    assert_eq!(names(&list), ["甲"]);
    assert_eq!(codes(&list), [NoticeCode::RowPassedOver]);
    assert_eq!(list.notices[0].args, ["2", "第一批下放的事项"]);
    assert_eq!(book().read().len(), 2, "not merged it may be an item");
    let narrow = book().merge((1, 1, 0, 1)).read();
    assert_eq!(narrow.len(), 2, "over name and code only it may be an item");
}

#[test]
fn instructions_below_the_header_are_no_items() {
    let book = |row: &[&str]| {
        let item: &[&str] = &["1", "甲", A, "行政许可", "县级", "合法"];
        Workbook::default().sheet("清单", &[TITLES, row, item])
    };
    let rows: &[&[&str]] = &[
        &["必填", "必填", "必填", "必填", "必填", "必填"],
        &["", "必填", "选填", "必填", "必填", "（选填）"],
        &[
            "",
            "文本，不超过200字",
            "文本，31位，如11450721348531435D4001033002000",
            "下拉选择",
            "字典",
            "文本，不超过2000字",
        ],
        &["", "请填写全称", "请填写全称", "请填写全称", "县级", "合法"],
        &[
            "",
            "填写规范名称",
            "31位编码，由基本编码组成",
            "从下拉选项中选择",
            "按实际填写",
            "按实际填写",
        ],
        &["1", "2", "3", "4", "5", "6"],
        &["栏次", "1", "2", "3", "4", "5"],
        &["（1）", "（2）", "（3）", "（4）", "（5）", "（6）"],
        &["①", "②", "③", "④", "⑤", "⑥"],
        &["A", "B", "C", "D", "E", "F"],
        &["甲", "乙", "1", "2", "3", "4"],
        &[
            "",
            "task_name",
            "task_code",
            "task_type",
            "use_level",
            "accept_name",
        ],
        &["", "VARCHAR(200)", "varchar(36)", "VARCHAR(2)", "CHAR(1)", "CLOB"],
        &["是", "是", "否", "是", "否", "否"],
        &["示例", "甲许可", B, "行政许可", "县级", "合法"],
        &["1", "示例：甲许可", B, "行政许可", "县级", "合法"],
        &["1", "甲许可（示例）", B, "行政许可", "县级", "合法"],
    ];
    for row in rows {
        let list = book(row).read();
        assert_eq!(names(&list), ["甲"], "{row:?}");
        assert_eq!(passed_over(&list), ["2"], "{row:?}");
    }
    // The same words further down, or with values beside them, are somebody's.
    for row in [
        &["", "数字证书办理", "", "公共服务", "县级", "合法"],
        &["", "文本校对", "无", "数字", "县级", "合法"],
        &["1", "例外情形备案", B, "行政许可", "县级", "合法"],
        &["1", "示例文本审核", B, "行政许可", "县级", "合法"],
    ] {
        assert_eq!(book(row).read().len(), 2, "{row:?}");
    }
}

#[test]
fn values_without_a_title_are_named_and_can_be_given_one() {
    let rows: &[&[&str]] = &[
        &["事项名称", "实施编码", "", "事项类型"],
        &["甲", A, "合法\n成年", "行政许可", "", "多出来的"],
        &["乙", B, "合法", "行政许可", " "],
    ];
    let list = Workbook::default().sheet("清单", rows).read();
    assert_eq!(names(&list), ["甲", "乙"]);
    assert_eq!(
        codes(&list),
        [NoticeCode::ColumnUntitled, NoticeCode::ColumnUntitled]
    );
    assert_eq!(list.notices[0].args, ["C", "2", "合法 成年"]);
    assert_eq!(list.notices[1].args, ["F", "1", "多出来的"]);
    let place = list.notices[1].place.expect("a place");
    assert_eq!((place.row, place.column), (1, 5));
    let title = list.columns[2].title.clone();
    assert_eq!(
        (title.as_str(), list.columns[2].element),
        ("（第C列，无标题）", None)
    );
    let mut choices = Choices::default();
    choices.set(&title, Some(Element::AcceptCondition));
    choices.set("（第F列，无标题）", None);
    let list = Workbook::default().sheet("清单", rows).read_with(&choices);
    assert_eq!(list.view(0).text(Element::AcceptCondition), "合法\n成年");
    assert_eq!(codes(&list), []);
}

#[test]
fn a_text_alone_is_no_item_where_the_others_fill_many_columns() {
    let rows: &[&[&str]] = &[
        &["", "三、取水许可"],
        &["", "第二部分 其他事项"],
        &["三", "其他部门"],
        &["", "数据来源：一体化平台"],
    ];
    let one: &[&str] = &["1", "甲", A, "行政许可", "县级", "合法"];
    let two: &[&str] = &["2", "乙", B, "行政许可", "县级", "合法"];
    for row in rows {
        let list = Workbook::default()
            .sheet("清单", &[TITLES, row, one, two, row])
            .read();
        assert_eq!(names(&list), ["甲", "乙"], "{row:?}");
        assert_eq!(passed_over(&list), ["2", "5"], "{row:?}");
    }
}

#[test]
fn names_alone_are_items_where_others_have_little_more_or_rows_follow() {
    let full: &[&str] = &["1", "甲", A, "行政许可", "县级", "合法"];
    // A list that is being written.
    let list = Workbook::default()
        .sheet("清单", &[TITLES, full, &["", "乙"], &["", "丙"]])
        .read();
    assert_eq!(names(&list), ["甲", "乙", "丙"]);
    let titles: &[&str] = &["事项名称", "实施编码", "事项类型", "行使层级"];
    let short: &[&str] = &["甲", A, "行政许可", "县级"];
    let list = Workbook::default()
        .sheet("清单", &[titles, short, &["乙"]])
        .read();
    assert_eq!(names(&list), ["甲", "乙"]);
    let titles: &[&str] = &[
        "事项名称",
        "实施编码",
        "事项类型",
        "行使层级",
        "材料名称",
        "材料形式",
    ];
    let full: &[&str] = &["甲", A, "行政许可", "县级", "申请表", "纸质"];
    let rest: &[&str] = &["", "", "", "", "身份证", "纸质"];
    let list = Workbook::default()
        .sheet("清单", &[titles, full, full, &["乙"], rest])
        .read();
    assert_eq!(names(&list).last(), Some(&"乙"));
}

#[test]
fn numbered_notes_below_a_list_are_no_items() {
    let full: &[&str] = &["1", "甲", A, "行政许可", "县级", "合法"];
    let next: &[&str] = &["2", "乙", B, "行政许可", "县级", "合法"];
    let notes: [&[&str]; 2] = [&["1", "名称应与目录一致"], &["2", "编码为31位"]];
    let rows = [TITLES, full, next, &["填报说明："], notes[0], notes[1]];
    let list = Workbook::default().sheet("清单", &rows).read();
    assert_eq!(names(&list), ["甲", "乙"]);
    assert_eq!(passed_over(&list), ["4", "5", "6"]);
    let rows = [TITLES, full, next, notes[0], notes[1]];
    assert_eq!(
        Workbook::default().sheet("清单", &rows).read().len(),
        4,
        "no heading says that these are notes"
    );
}

#[test]
fn identifiers_above_the_titles_and_sheets_of_examples_are_left_out() {
    let keys: &[&str] = &[
        "",
        "task_name",
        "task_code",
        "task_type",
        "use_level",
        "accept_name",
    ];
    let full: &[&str] = &["1", "甲", A, "行政许可", "县级", "合法"];
    let list = Workbook::default().sheet("清单", &[keys, TITLES, full]).read();
    assert_eq!(names(&list), ["甲"]);
    let example: &[&str] = &["1", "某许可", B, "行政许可", "县级", "合法"];
    let list = Workbook::default()
        .sheet("填写示例", &[TITLES, example])
        .sheet("清单", &[TITLES, full])
        .read();
    assert_eq!(names(&list), ["甲"]);
    assert_eq!(codes(&list), [NoticeCode::SheetIgnored]);
    let alone = Workbook::default().sheet("填写示例", &[TITLES, example]).read();
    assert_eq!(alone.len(), 1, "there is nothing else to check");
}
