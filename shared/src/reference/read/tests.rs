//! Reading of whole files.

use crate::import::refusal::RefusalKind;
use crate::import::{Flow, Limits, Refusal};
use crate::locale::Lang;
use crate::notice::NoticeCode;
use crate::reference::{Area, Field, Kind, References, read};
use proptest::prelude::{prop_assert, proptest};
use rust_xlsxwriter::{Format, Workbook};

fn read_with(kind: Option<Kind>, name: &str, bytes: &[u8], limits: &Limits) -> Result<References, Refusal> {
    let mut references = References::default();
    let result = read(&mut references, kind, name, bytes, limits, &mut |_| {
        Flow::Continue
    });
    if result.is_err() {
        assert!(references.is_empty() && references.entry_count() == 0 && references.sources().is_empty());
    }
    result.map(|()| references)
}

fn read_text(kind: Option<Kind>, name: &str, text: &str) -> Result<References, Refusal> {
    read_with(kind, name, text.as_bytes(), &Limits::default())
}

fn refusal(kind: Option<Kind>, name: &str, text: &str) -> Refusal {
    read_text(kind, name, text).err().expect("refused")
}

fn codes(references: &References) -> Vec<NoticeCode> {
    references.notices().iter().map(|notice| notice.code).collect()
}

/// A workbook as ministries publish it: a title over all columns, departments merged over their rows.
fn published() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let plain = Format::new();
    sheet
        .merge_range(
            0,
            0,
            0,
            3,
            "广西壮族自治区县级行政许可事项清单（2026年版）",
            &plain,
        )
        .expect("merged");
    for (column, title) in (0..).zip(["序号", "主管部门", "许可事项名称", "设定和实施依据"])
    {
        sheet.write_string(1, column, title).expect("written");
    }
    sheet.merge_range(2, 1, 3, 1, "水利厅", &plain).expect("merged");
    for (row, name) in (2..).zip(["取水许可", "河道采砂许可", "注：以上事项由县级实施"])
    {
        sheet.write_string(row, 2, name).expect("written");
    }
    workbook
        .add_worksheet()
        .set_name("填写说明")
        .expect("a name")
        .write_string(0, 0, "说明")
        .expect("written");
    workbook.save_to_buffer().expect("a workbook")
}

#[test]
fn a_published_workbook_is_known_by_its_title() {
    let references = read_with(None, "附件1.xlsx", &published(), &Limits::default()).expect("read");
    let [list] = references.lists() else {
        panic!("one list")
    };
    assert_eq!((list.kind, list.entries, list.coded), (Kind::Licence, 2, 0));
    assert!(matches!(list.scope.area, Some(Area::Division(division)) if division.code() == "450000"));
    assert_eq!(list.scope.levels.codes().collect::<Vec<_>>(), ["4"]);
    let second = references.entry(1);
    assert_eq!(second.text(Field::Name), "河道采砂许可");
    assert_eq!(second.text(Field::Department), "水利厅");
    assert_eq!(second.place_text(), "附件1.xlsx · Sheet1 · C4");
    // The footnote and the sheet of explanations are said, not passed over.
    assert_eq!(
        codes(&references),
        [
            NoticeCode::ReferenceRowWithoutName,
            NoticeCode::ReferenceSheetUnknown
        ]
    );
}

#[test]
fn reform_ways_are_ticked_below_a_common_title() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let plain = Format::new();
    sheet.merge_range(0, 0, 1, 0, "改革事项", &plain).expect("merged");
    sheet.merge_range(0, 1, 0, 4, "改革方式", &plain).expect("merged");
    for (column, title) in (1..).zip(["直接取消审批", "审批改为备案", "实行告知承诺", "优化审批服务"])
    {
        sheet.write_string(1, column, title).expect("written");
    }
    sheet.write_string(2, 0, "公共场所卫生许可").expect("written");
    sheet.write_string(2, 3, "√").expect("written");
    let bytes = workbook.save_to_buffer().expect("a workbook");
    let references = read_with(None, "证照分离改革事项.xlsx", &bytes, &Limits::default()).expect("read");
    assert_eq!(references.lists()[0].kind, Kind::Reform);
    assert_eq!(references.entry(0).reform_ways(), ["实行告知承诺"]);
}

#[test]
fn json_goes_the_way_of_tables() {
    let text = r#"{"标题":"灵山县县级权责清单","entries":[
        {"基本编码":"000119003000","职权名称":"取水许可","职权类别":"行政许可"},
        {"基本编码":"11450721MB155808114000215001000","职权名称":"无证采砂处罚","职权类别":["行政处罚"]}]}"#;
    let references = read_text(None, "a.json", text).expect("read");
    let list = &references.lists()[0];
    assert_eq!((list.kind, list.entries, list.coded), (Kind::Powers, 2, 2));
    assert_eq!(references.entry(1).code(), Some("000215001000"));
    assert_eq!(references.entry(1).task_type(), Some("02"));
    assert_eq!(references.entry(1).place_text(), "a.json · [2] 职权名称");
}

#[test]
fn what_a_row_says_of_its_reach_is_kept() {
    let text = "基本目录\n基本编码,事项名称,行使层级,适用地区\n000119003000,取水许可,市级；县级,灵山县\n000119004000,采砂许可,县级,灵山县\n";
    let references = read_text(Some(Kind::Catalogue), "a.csv", text).expect("read");
    let scope = &references.lists()[0].scope;
    assert_eq!(scope.levels.codes().collect::<Vec<_>>(), ["3", "4"]);
    assert!(
        matches!(scope.area, Some(Area::Division(division)) if division.code() == "450721") && !scope.partial
    );
    // A place nobody can name: the entry is left out, and the list proves nothing any more.
    let text = "基本目录\n基本编码,事项名称,行使层级,适用地区\n000119003000,取水许可,县级,自贸试验区\n000119004000,采砂许可,县级,灵山县\n";
    let references = read_text(Some(Kind::Catalogue), "a.csv", text).expect("read");
    assert_eq!(references.entry_count(), 1);
    assert!(references.lists()[0].scope.partial);
    assert_eq!(codes(&references), [NoticeCode::ReferenceValueUnknown]);
    // So does an entry without a name.
    let text = "灵山县县级基本目录\n基本编码,事项名称\n000119003000,取水许可\n000119004000,\n";
    let references = read_text(Some(Kind::Catalogue), "a.csv", text).expect("read");
    assert!(references.lists()[0].scope.partial);
}

#[test]
fn harmed_and_wrong_codes_are_said_and_not_used() {
    let text = "基本编码,事项名称\n119003000,取水许可\n1.19003E+11,采砂许可\nABC,排污许可\n";
    let references = read_text(Some(Kind::Catalogue), "a.csv", text).expect("read");
    assert_eq!(references.lists()[0].coded, 0);
    assert!(!references.lists()[0].is_coded());
    let said = codes(&references);
    assert_eq!(said.len(), 3);
    assert!(said.contains(&NoticeCode::LongCodeDamaged) && said.contains(&NoticeCode::ReferenceCodeInvalid));
}

#[test]
fn what_cannot_be_told_is_refused_with_the_kinds() {
    let plain = "序号,事项名称,设定依据\n1,取水许可,《水法》\n";
    let unknown = refusal(None, "清单.csv", plain);
    assert_eq!(unknown.kind, RefusalKind::ReferenceUnknown);
    let sentence = unknown.message(Lang::ZhCn);
    assert!(
        sentence.contains("请写明种类") && sentence.contains("proof（证明事项清单）"),
        "{sentence}"
    );
    let sentence = unknown.message(Lang::En);
    assert!(
        sentence.contains("proof (") && !sentence.contains('（'),
        "{sentence}"
    );
    let both = refusal(None, "证明事项取消清单.csv", "事项名称,设定依据\n居住证明,无\n");
    assert_eq!(both.kind, RefusalKind::ReferenceAmbiguous);
    assert!(
        both.message(Lang::ZhCn)
            .contains("取消下放事项清单、证明事项清单")
    );
    let lacks = refusal(Some(Kind::Catalogue), "目录.csv", plain);
    assert_eq!(lacks.kind, RefusalKind::ReferenceColumnMissing);
    assert!(lacks.message(Lang::ZhCn).contains("没有“基本编码”列"));
    let empty = refusal(Some(Kind::Licence), "清单.csv", "序号,许可事项名称,设定依据\n");
    assert_eq!(empty.kind, RefusalKind::ReferenceEmpty);
    assert_eq!(refusal(None, "a.json", "[{").kind, RefusalKind::BadJson);
    assert_eq!(refusal(None, "a.csv", "").kind, RefusalKind::Empty);
}

#[test]
fn a_list_of_items_is_refused_unless_its_kind_is_named() {
    let items = "事项名称,基本编码,实施主体,承诺办结时限,通办范围,是否收费,办件类型\n取水许可,000119003000,水利局,5,1,0,1\n";
    for name in ["a.csv", "灵山县行政许可事项清单.csv"] {
        let refused = refusal(None, name, items);
        assert_eq!(refused.kind, RefusalKind::ReferenceOfItems, "{name}");
        assert!(refused.message(Lang::ZhCn).contains("是事项清单，不是参考清单"));
    }
    assert!(read_text(Some(Kind::Licence), "a.csv", items).is_ok());
    // What calls itself a reference list may say more of its entries than others do.
    let more = "灵山县行政许可事项清单\n事项名称,基本编码,实施机关,行使层级,承诺办结时限,法定办结时限\n取水许可,000119003000,水利局,县级,5,20\n";
    assert!(read_text(None, "a.csv", more).is_ok());
    // Beside a reference list, a sheet of items is told and left out.
    let mut workbook = Workbook::new();
    for lines in ["跨省通办\n通办事项名称,业务模式\n社保转移,全程网办\n", items] {
        let sheet = workbook.add_worksheet();
        for (row, line) in (0..).zip(lines.lines()) {
            for (column, text) in (0..).zip(line.split(',')) {
                sheet.write_string(row, column, text).expect("written");
            }
        }
    }
    let bytes = workbook.save_to_buffer().expect("a workbook");
    let references = read_with(None, "a.xlsx", &bytes, &Limits::default()).expect("read");
    assert_eq!(references.entry_count(), 1);
    assert_eq!(codes(&references), [NoticeCode::ReferenceSheetUnknown]);
}

#[test]
fn a_list_beyond_a_limit_is_refused_for_a_part_would_accuse() {
    let rows: Vec<String> = (0..40).map(|n| format!("{n},许可{n},《水法》")).collect();
    let text = format!("序号,许可事项名称,设定依据\n{}\n", rows.join("\n"));
    let json = format!(
        "[{}]",
        vec![r#"{"许可事项名称":"取水许可","主管部门":"水利部"}"#; 40].join(",")
    );
    let cells = Limits {
        cells: 60,
        ..Limits::default()
    };
    let items = Limits {
        items: 30,
        ..Limits::default()
    };
    for (name, text, limits) in [
        ("许可清单.csv", &text, &cells),
        ("a.json", &json, &cells),
        ("许可清单.csv", &text, &items),
    ] {
        let refused = read_with(Some(Kind::Licence), name, text.as_bytes(), limits)
            .err()
            .expect("refused");
        assert_eq!(refused.kind, RefusalKind::ReferenceTooLong, "{name}");
        let unit = |lang: Lang| refused.message(lang).split(['（', '(']).nth(1).map(str::to_owned);
        let (chinese, english) = (unit(Lang::ZhCn), unit(Lang::En));
        assert!(chinese.is_some_and(|text| !text.contains("entries") && !text.contains("cells")));
        assert!(
            english.is_some_and(|text| text.is_ascii()),
            "{}",
            refused.message(Lang::En)
        );
    }
}

#[test]
fn several_files_and_kinds_stand_side_by_side() {
    let mut references = References::default();
    let mut add = |name: &str, text: &str| {
        read(
            &mut references,
            None,
            name,
            text.as_bytes(),
            &Limits::default(),
            &mut |_| Flow::Continue,
        )
    };
    add(
        "国家行政许可事项清单.csv",
        "许可事项名称,主管部门\n取水许可,水利部\n",
    )
    .expect("read");
    add(
        "广西行政许可事项清单.csv",
        "许可事项名称,主管部门\n采砂许可,水利厅\n",
    )
    .expect("read");
    add("坏的.csv", "许可,部门\nx,y\n").expect_err("refused");
    add("跨省通办.csv", "通办事项名称,业务模式\n社保转移,全程网办\n").expect("read");
    let kinds: Vec<_> = references.lists().iter().map(|list| list.kind).collect();
    assert_eq!(kinds, [Kind::Licence, Kind::Licence, Kind::CrossProvince]);
    assert_eq!(references.entry(2).list().kind, Kind::CrossProvince);
    assert_eq!(references.sources().len(), 3);
    assert_eq!(references.entry(1).place_text(), "广西行政许可事项清单.csv · A2");
}

#[test]
fn main_and_sub_items_keep_both_names() {
    let text = "基本编码,主项名称,子项名称\n000119003001,取水许可,首次申请\n000119003000,取水许可,\n";
    let references = read_text(Some(Kind::Catalogue), "a.csv", text).expect("read");
    assert_eq!(
        references.entry(0).names().collect::<Vec<_>>(),
        ["首次申请", "取水许可"]
    );
    assert_eq!(references.entry(0).text(Field::Name), "首次申请");
    assert_eq!(references.entry(1).names().collect::<Vec<_>>(), ["取水许可"]);
}

proptest! {
    /// Whatever a file holds, it is read or refused, and what is read can be looked at.
    #[test]
    fn nothing_panics(
        title in ".{0,12}",
        header in proptest::collection::vec("(基本编码|事项名称|行使层级|适用地区|改革方式|事项类型|.{0,4})", 0..6),
        cells in proptest::collection::vec("(000119003000|取水许可|县级|灵山县|√|取消|\"|.{0,6})", 0..30),
        kind in 0..=Kind::ALL.len(),
    ) {
        let mut text = format!("{title}\n{}\n", header.join(","));
        for row in cells.chunks(header.len().max(1)) {
            text.push_str(&row.join(","));
            text.push('\n');
        }
        if let Ok(references) = read_text(Kind::ALL.get(kind).copied(), "证照分离.csv", &text) {
            for id in 0..references.entry_count() {
                let entry = references.entry(id);
                prop_assert!(!entry.text(Field::Name).is_empty());
                let _ = (entry.place_text(), entry.reform_ways(), entry.task_type(), entry.code());
            }
        }
    }

    #[test]
    fn no_json_panics(text in r#"[\[\]{}:,"a事1 项名称编码\\]{0,60}"#) {
        let _ = read_text(Some(Kind::Powers), "a.json", &text);
    }
}
