//! The import template: a workbook made from the registry, one sheet per part of an implementation list.

use crate::dictionary::Dictionary;
use crate::element::{Element, Kind, Part, Required, Spec};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign,
    FormatBorder, Formula, Note, Workbook, Worksheet, XlsxError,
};

/// Name of the sheet of code lists; the importer passes over sheets of that name.
const DICTIONARY_SHEET: &str = "字典";
/// Rows with drop-down lists.
const LAST_ROW: u32 = 20_000;

/// Elements that have no column: a sub-list's sheet holds the same, or only the platform can know them.
const OMITTED: &[Element] = &[
    Element::ByLaw,
    Element::TransactAddress,
    Element::TransactTime,
    Element::SpecialProcedure,
    Element::HandleFlow,
    Element::AuditState,
    Element::PublishStatus,
    Element::PublishDate,
    Element::VersionDate,
    Element::CreateDate,
    Element::ItemId,
    Element::CatalogId,
    Element::RowGuid,
    Element::ExtendField,
    Element::SyncOperation,
    Element::SyncTime,
    Element::SyncBatch,
    Element::DataSource,
    Element::IsApply,
    Element::Missex,
];

const EXPLANATIONS: &[&str] = &[
    "政务服务事项实施清单导入模板",
    "1. “基本信息”表一行填一个事项；没有业务办理项的，“业务办理项编码”留空。",
    "2. 其余各表一行填一条（一份材料、一条依据、一个窗口……），用“实施编码”对应事项；属于业务办理项的，还要填“业务办理项编码”；同一编码有几个版本的，加一列“事项版本”。",
    "3. 标题带“*”的必填；底色较浅的在一定条件下必填，条件见标题上的批注；其余选填。",
    "4. 编码、电话等列已设为“文本”格式，请不要改成数字，否则前导零和15位以后的数字会丢失。粘贴时请选“只粘贴值”。",
    "5. 有下拉列表的请从列表中选；可以多选的，几项之间用英文逗号隔开。代码与名称填哪一个都可以，见“字典”表。",
    "6. 不需要的列可以删去，删去的要素不检查；保留而不填的，必填要素按缺失计。",
    "7. 不需要的表可以删去；保留而没有内容的，视为该事项没有这类内容。",
];

/// Builds `import-template.xlsx`. The same registry gives the same bytes.
///
/// # Panics
///
/// Never: the registry is constant, and a test builds the workbook from it.
pub fn template() -> Vec<u8> {
    build().expect(
        "sheet names, notes and lists of the registry are within the limits of the format, as a test shows",
    )
}

/// The columns of one sheet: the codes that lead back to the item, then the part's own elements.
pub(crate) fn columns(part: Part) -> impl Iterator<Item = Element> {
    let codes = [Element::TaskCode, Element::HandleItemCode];
    let back = codes.into_iter().filter(move |_| part != Part::Main);
    back.chain(Element::of(part).filter(|element| !OMITTED.contains(element)))
}

/// The title of a column: `*` marks what must be filled.
pub(crate) fn title(part: Part, element: Element) -> String {
    let spec = element.spec();
    // In a sub-list the implementing code must be filled, the handling-item code where there is one.
    let star = match spec.required {
        Required::Yes => "*",
        Required::When(_) | Required::No => "",
    };
    debug_assert!(spec.part == part || spec.part == Part::Main);
    format!("{}{star}", spec.name.zh)
}

fn build() -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2026, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    explanations(workbook.add_worksheet())?;
    for part in Part::ALL {
        part_sheet(workbook.add_worksheet(), part)?;
    }
    dictionary_sheet(workbook.add_worksheet())?;
    workbook.save_to_buffer()
}

fn explanations(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name("填写说明")?.set_column_width(0, 110)?;
    let heading = Format::new().set_bold().set_font_size(16);
    let line = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (text, row) in EXPLANATIONS.iter().zip(0..) {
        sheet.write_with_format(row, 0, *text, if row == 0 { &heading } else { &line })?;
    }
    Ok(())
}

fn part_sheet(sheet: &mut Worksheet, part: Part) -> Result<(), XlsxError> {
    sheet.set_name(part.name().zh)?;
    sheet.set_freeze_panes(1, if part == Part::Main { 1 } else { 2 })?;
    for (element, column) in columns(part).zip(0..) {
        let spec = element.spec();
        let title = title(part, element);
        if is_code(spec.kind) {
            sheet.set_column_format(column, &Format::new().set_num_format("@"))?;
        }
        sheet.set_column_width(column, width(spec, &title))?;
        sheet.write_with_format(0, column, &title, &heading(spec))?;
        let note = Note::new(note(spec))
            .set_author("清查")
            .add_author_prefix(false)
            .set_width(260)
            .set_height(120);
        sheet.insert_note(0, column, &note)?;
        if let Some(validation) = validation(spec.kind)? {
            sheet.add_data_validation(1, column, LAST_ROW, column, &validation)?;
        }
    }
    Ok(())
}

/// Whether a table program would harm the value as a number.
fn is_code(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::LongCode | Kind::Code(_) | Kind::Codes(_) | Kind::Phone
    )
}

fn heading(spec: &Spec) -> Format {
    let color = match spec.required {
        Required::Yes => 0x00F4_B183,
        Required::When(_) => 0x00FB_E5D6,
        Required::No => 0x00E7_E6E6,
    };
    Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin)
        .set_background_color(color)
        .set_num_format("@")
}

fn width(spec: &Spec, title: &str) -> f64 {
    let by_kind: u32 = match spec.kind {
        Kind::LongCode => 36,
        Kind::Text if spec.max_length == 0 || spec.max_length > 200 => 40,
        Kind::Text | Kind::Url | Kind::Attachment => 26,
        Kind::Phone => 18,
        _ => 12,
    };
    f64::from(by_kind.max(title.chars().count() as u32 * 2 + 2))
}

/// Meaning, kind, length and when required, for the person who fills the column.
fn note(spec: &Spec) -> String {
    let kind = match spec.kind {
        Kind::Text => "文字".to_owned(),
        Kind::Integer => "整数，不带单位".to_owned(),
        Kind::Code(dictionary) => format!("从“{}”中选一项", dictionary.name().zh),
        Kind::Codes(dictionary) => format!("“{}”，可多选，用英文逗号隔开", dictionary.name().zh),
        Kind::LongCode => "编码，文本格式".to_owned(),
        Kind::Date => "日期，如2026-01-31".to_owned(),
        Kind::Url => "网址，以http://或https://开头".to_owned(),
        Kind::Phone => "电话，区号-号码".to_owned(),
        Kind::Attachment => "附件名称；没有附件的留空".to_owned(),
    };
    let required = match spec.required {
        Required::Yes => "必填".to_owned(),
        Required::When(when) => when.zh.to_owned(),
        Required::No => "选填".to_owned(),
    };
    let length = match spec.max_length {
        0 => String::new(),
        length => format!("\n长度：不超过{length}字"),
    };
    format!("{}（{}）\n{kind}\n{required}{length}", spec.name.zh, spec.id)
}

/// Drop-down lists refer to the dictionary's sheet, for a list in the cell itself ends at 255 characters.
fn validation(kind: Kind) -> Result<Option<DataValidation>, XlsxError> {
    let (dictionary, several) = match kind {
        Kind::Code(dictionary) => (dictionary, false),
        Kind::Codes(dictionary) => (dictionary, true),
        _ => return Ok(None),
    };
    let Some(place) = Dictionary::ALL.iter().position(|known| *known == dictionary) else {
        return Ok(None);
    };
    let column = crate::place::column_letters(place as u16 * 2);
    let last = dictionary.entries().len() + 1;
    let range = Formula::new(format!("='{DICTIONARY_SHEET}'!${column}$2:${column}${last}"));
    let validation = DataValidation::new().allow_list_formula(range);
    Ok(Some(if several {
        // Several values in one cell are right, so the list only helps.
        validation.show_error_message(false)
    } else {
        let style = if dictionary.is_closed() {
            DataValidationErrorStyle::Stop
        } else {
            DataValidationErrorStyle::Warning
        };
        validation
            .set_error_style(style)
            .set_error_title("请从列表中选择")?
            .set_error_message(format!("请从“{}”的下拉列表中选择。", dictionary.name().zh))?
    }))
}

/// Two columns for every code list: names, then codes.
fn dictionary_sheet(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let heading = Format::new().set_bold().set_num_format("@");
    let text = Format::new().set_num_format("@");
    sheet.set_name(DICTIONARY_SHEET)?.set_freeze_panes(1, 0)?;
    for (dictionary, column) in Dictionary::ALL.iter().zip((0_u16..).step_by(2)) {
        sheet.write_with_format(0, column, dictionary.name().zh, &heading)?;
        sheet.write_with_format(0, column + 1, "代码", &heading)?;
        sheet.set_column_width(column, 22)?;
        for (entry, row) in dictionary.entries().iter().zip(1..) {
            sheet.write_with_format(row, column, entry.name.zh, &text)?;
            sheet.write_with_format(row, column + 1, entry.code, &text)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{columns, template, title};
    use crate::element::{Element, Kind, Part};
    use crate::mapping::{Choices, Header, How, resolve};

    #[test]
    fn the_same_registry_gives_the_same_bytes() {
        let bytes = template();
        assert!(bytes.starts_with(b"PK"));
        assert_eq!(bytes, template());
    }

    #[test]
    fn every_column_is_mapped_to_its_own_element() {
        for part in Part::ALL {
            let wanted: Vec<Element> = columns(part).collect();
            let headers: Vec<Header> = wanted
                .iter()
                .zip(0..)
                .map(|(element, column)| Header {
                    column,
                    group: None,
                    title: title(part, *element),
                })
                .collect();
            let hint = Some(part).filter(|part| *part != Part::Main);
            let found = resolve(&headers, hint, &Choices::default());
            for (meaning, element) in found.iter().zip(wanted) {
                assert_eq!(meaning.element, Some(element), "{}", meaning.header.title);
                assert_eq!(meaning.how, How::Exact, "{}", meaning.header.title);
                assert_eq!(meaning.behind, None);
            }
        }
    }

    #[test]
    fn what_is_required_has_a_column() {
        // These stand in sub-lists of their own.
        let elsewhere = [Element::ByLaw, Element::TransactAddress, Element::TransactTime];
        for element in Element::all() {
            let spec = element.spec();
            let required = spec.required == crate::element::Required::Yes && !elsewhere.contains(&element);
            let code = matches!(spec.kind, Kind::Code(_) | Kind::Codes(_));
            if required || code {
                assert!(columns(spec.part).any(|column| column == element), "{}", spec.id);
            }
        }
    }

    /// Fills one row of every sheet.
    fn filled() -> Result<Vec<u8>, rust_xlsxwriter::XlsxError> {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        super::explanations(workbook.add_worksheet())?;
        for part in Part::ALL {
            let sheet = workbook.add_worksheet();
            super::part_sheet(sheet, part)?;
            for (element, column) in columns(part).zip(0..) {
                sheet.write_string(1, column, sample(element))?;
            }
        }
        super::dictionary_sheet(workbook.add_worksheet())?;
        workbook.save_to_buffer()
    }

    fn sample(element: Element) -> String {
        match element {
            Element::TaskCode => "11450721348531435D4001033002000".to_owned(),
            Element::HandleItemCode => String::new(),
            _ => format!("值{}", element.id()),
        }
    }

    #[test]
    fn a_filled_template_gives_the_item_back() {
        use crate::item::Fields;
        let mut list = crate::item::List::default();
        let limits = crate::import::Limits::default();
        let bytes = filled().expect("a workbook");
        let go_on = &mut |_| crate::import::Flow::Continue;
        crate::import::read(&mut list, "t.xlsx", &bytes, &Choices::default(), &limits, go_on).expect("read");
        assert_eq!(list.len(), 1);
        let view = list.view(0);
        for part in Part::ALL {
            let entry = view.entries(part).next();
            for element in columns(part).filter(|element| element.part() == part) {
                let found = entry.map_or_else(|| view.text(element), |entry| entry.text(element));
                assert_eq!(found, sample(element), "{}", element.id());
            }
        }
    }
}
