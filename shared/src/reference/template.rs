//! The template of one kind of list: a workbook made from the registry.

use super::{Column, Field, Kind};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Note, Workbook, Worksheet, XlsxError,
};

/// Explanations for whoever fills the template; the importer passes over the sheet.
const EXPLANATIONS: &[&str] = &[
    "一行填一条；标题带“*”的列必须有。不需要的列可以删去，列名也可以用批注中列出的其他写法。",
    "编码列已设为“文本”格式，请不要改成数字，否则前导零会丢失。",
    "适用范围请写在表头上方的标题里，例如“××县县级行政许可事项清单（2026年版）”，或者每行填写“适用地区”“行使层级”。",
    "只有写明地区和层级、每条都有基本编码的清单，才能用来认定事项“不在清单内”；否则只提示疑似，由人核对。",
    "标题只写地区、层级、年份（版本）和清单名称的，才视为完整的清单；另有“第一批”“新增”“征求意见”、领域或部门名称等字样的，只提示疑似。",
];

/// Builds the template of `kind` as an xlsx file. The same registry gives the same bytes.
///
/// # Panics
///
/// Never: the registry is constant, and a test builds every template.
pub fn template(kind: Kind) -> Vec<u8> {
    build(kind)
        .expect("sheet names and notes of the registry are within the format's limits, as a test shows")
}

fn build(kind: Kind) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2026, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    list_sheet(workbook.add_worksheet(), kind)?;
    let sheet = workbook.add_worksheet();
    sheet.set_name("填写说明")?.set_column_width(0, 110)?;
    let line = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (row, text) in (0..).zip(EXPLANATIONS) {
        sheet.write_with_format(row, 0, *text, &line)?;
    }
    workbook.save_to_buffer()
}

fn list_sheet(sheet: &mut Worksheet, kind: Kind) -> Result<(), XlsxError> {
    let spec = kind.spec();
    sheet.set_name(spec.name.zh)?.set_freeze_panes(2, 0)?;
    let title = Format::new().set_bold().set_font_size(16);
    sheet.write_with_format(0, 0, spec.name.zh, &title)?;
    for (index, column) in (0_u16..).zip(spec.columns) {
        let color = if column.required { 0x00F4_B183 } else { 0x00E7_E6E6 };
        let heading = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Center)
            .set_border(FormatBorder::Thin)
            .set_background_color(color)
            .set_num_format("@");
        let star = if column.required { "*" } else { "" };
        if matches!(column.field, Field::Code | Field::Area | Field::Level) {
            sheet.set_column_format(index, &Format::new().set_num_format("@"))?;
        }
        sheet.set_column_width(index, width(column))?;
        sheet.write_with_format(1, index, format!("{}{star}", column.title), &heading)?;
        let note = Note::new(note(column))
            .set_author("清查")
            .add_author_prefix(false);
        sheet.insert_note(1, index, &note)?;
    }
    Ok(())
}

fn width(column: &Column) -> f64 {
    match column.field {
        Field::Name | Field::Basis | Field::Item => 40.0,
        Field::Code | Field::Organ | Field::Department | Field::Document => 20.0,
        _ => 14.0,
    }
}

/// What may be written, and how else the column may be called.
fn note(column: &Column) -> String {
    let meaning = match column.field {
        Field::Code => "12位基本编码（也可填含有它的实施编码）",
        Field::Level => "行使层级，可多项，如：市级、县级",
        Field::Area => "“全国”或行政区划名称、代码；不填的以标题为准",
        Field::Type => "事项类型名称或代码，如：行政许可",
        Field::ReformWay => "直接取消审批、审批改为备案、实行告知承诺、优化审批服务之一",
        Field::WayAbolish | Field::WayFile | Field::WayCommit | Field::WayImprove => {
            "采用这种改革方式的打“√”；已填“改革方式”的可以不填"
        }
        Field::State => "在用、暂停或取消；不填的视为在用",
        Field::Handling => "取消、下放等处理决定；部分取消的请写明“部分取消”",
        Field::Mode => "全程网办、异地代收代办、多地联办",
        Field::Date => "日期，如2026-01-31；到期才生效的填生效日期",
        _ => "文字",
    };
    let mut text = meaning.to_owned();
    if !column.titles.is_empty() {
        text.push_str("\n也可写作：");
        text.push_str(&column.titles.join("、"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::template;
    use crate::import::{Flow, Limits};
    use crate::notice::NoticeSeverity;
    use crate::reference::{Kind, References, read};

    #[test]
    fn every_template_is_the_same_each_time_and_is_known_for_what_it_is() {
        for kind in Kind::ALL {
            let bytes = template(*kind);
            assert_eq!(bytes, template(*kind));
            // It holds no entry yet, and is refused for that alone.
            let mut references = References::default();
            let refusal = read(
                &mut references,
                None,
                "模板.xlsx",
                &bytes,
                &Limits::default(),
                &mut |_| Flow::Continue,
            );
            let kind_of = refusal.expect_err("nothing in it").kind;
            assert_eq!(
                kind_of,
                crate::import::refusal::RefusalKind::ReferenceEmpty,
                "{}",
                kind.id()
            );
            assert!(references.is_empty());
        }
    }

    #[test]
    fn every_column_of_a_template_is_understood() {
        for kind in Kind::ALL {
            let columns = kind.spec().columns;
            let titles: Vec<_> = columns.iter().map(|column| column.title).collect();
            let values: Vec<_> = columns.iter().map(|column| sample(column.field)).collect();
            let text = format!("{}\n{}\n", titles.join(","), values.join(","));
            let mut references = References::default();
            let read = read(
                &mut references,
                Some(*kind),
                "a.csv",
                text.as_bytes(),
                &Limits::default(),
                &mut |_| Flow::Continue,
            );
            read.unwrap_or_else(|refusal| panic!("{}: {refusal}", kind.id()));
            assert_eq!(references.entry_count(), 1);
            let loud = references
                .notices()
                .iter()
                .find(|notice| notice.code.severity() != NoticeSeverity::Info);
            assert!(loud.is_none(), "{}: {loud:?}", kind.id());
            for column in columns {
                assert_eq!(
                    references.entry(0).text(column.field),
                    sample(column.field),
                    "{}",
                    column.title
                );
            }
        }
    }

    fn sample(field: super::Field) -> &'static str {
        use super::Field;
        match field {
            Field::Code => "000119003000",
            Field::Type => "行政许可",
            Field::Level => "县级",
            Field::Area => "灵山县",
            Field::State => "在用",
            Field::ReformWay => "实行告知承诺",
            Field::WayAbolish | Field::WayFile | Field::WayCommit | Field::WayImprove => "√",
            _ => "取水许可",
        }
    }
}
