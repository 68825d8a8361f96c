use super::{Edit, Obstacle, rewrite};
use crate::element::Element;
use crate::import::{self, Flow, Limits};
use crate::item::{Fields, List};
use crate::mapping::Choices;
use std::io::{Cursor, Read as _, Write as _};
use zip::{ZipArchive, ZipWriter};

fn read(name: &str, bytes: &[u8]) -> List {
    let mut list = List::default();
    let (choices, limits) = (Choices::default(), Limits::default());
    import::read(&mut list, name, bytes, &choices, &limits, &mut |_| Flow::Continue).expect("read");
    list
}

/// Puts `to` in place of `from` in the element of one item.
fn edit(
    name: &str,
    bytes: &[u8],
    item: usize,
    element: Element,
    to: &str,
) -> (Vec<u8>, Result<(), Obstacle>) {
    let list = read(name, bytes);
    let value = list.view(item).value(element).expect("a value");
    let edit = Edit {
        value,
        place: list.value(value).place(),
        from: list.text(value).to_owned(),
        to: to.to_owned(),
    };
    let done = rewrite(&list, 0, name, bytes, &[edit], &Limits::default());
    (done.bytes, done.outcomes[0])
}

#[track_caller]
fn text(name: &str, written: &str, item: usize, to: &str, expected: &str) {
    let (bytes, outcome) = edit(name, written.as_bytes(), item, Element::LinkWay, to);
    assert_eq!(outcome, Ok(()));
    assert_eq!(String::from_utf8(bytes).expect("UTF-8"), expected);
}

#[test]
fn fields_keep_quotes_separators_and_line_ends() {
    let head = "事项名称,咨询方式,事项类型\r\n";
    let case = |row: &str, to: &str, expected: &str| {
        text(
            "a.csv",
            &format!("{head}{row}"),
            0,
            to,
            &format!("{head}{expected}"),
        );
    };
    case("取水许可,0777--1,01\r\n", "0777-1", "取水许可,0777-1,01\r\n");
    case("取水许可,\"0777--1\",01", "0777-1", "取水许可,\"0777-1\",01");
    case(
        "取水许可,0777--1,01\n",
        "a,\"b\"",
        "取水许可,\"a,\"\"b\"\"\",01\n",
    );
    case(
        "\"取水\"\"许可\"\"\",=\"0777--1\",01\r",
        "0777-1",
        "\"取水\"\"许可\"\"\",=\"0777-1\",01\r",
    );
    case("取水许可,'0777--1,01\n", "0777-1", "取水许可,'0777-1,01\n");
    case(
        "\"取水,许可\r\n二\",0777--1,01\r\n",
        "0777-1",
        "\"取水,许可\r\n二\",0777-1,01\r\n",
    );
    text(
        "a.csv",
        "sep=;\r\n事项名称;咨询方式\r\n甲许可;0777--1\r\n",
        0,
        "1;2",
        "sep=;\r\n事项名称;咨询方式\r\n甲许可;\"1;2\"\r\n",
    );
}

#[test]
fn encodings_and_marks_stay() {
    let text = "事项名称,咨询方式\n取水许可镕,0777--1\n";
    let wanted = text.replace("--", "-");
    let mut marked = b"\xEF\xBB\xBF".to_vec();
    marked.extend_from_slice(text.as_bytes());
    let wide = |text: &str| -> Vec<u8> {
        "\u{FEFF}"
            .encode_utf16()
            .chain(text.encode_utf16())
            .flat_map(u16::to_be_bytes)
            .collect()
    };
    let national = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    let mut wanted_marked = b"\xEF\xBB\xBF".to_vec();
    wanted_marked.extend_from_slice(wanted.as_bytes());
    for (bytes, expected) in [
        (marked, wanted_marked),
        (wide(text), wide(&wanted)),
        (national(text), national(&wanted)),
    ] {
        let (bytes, outcome) = edit("a.csv", &bytes, 0, Element::LinkWay, "0777-1");
        assert_eq!((bytes, outcome), (expected, Ok(())));
    }
    // What was no text of its encoding is not written back.
    let mut broken = text.as_bytes().to_vec();
    broken.extend_from_slice(b"\xE5\x8F");
    let (bytes, outcome) = edit("a.csv", &broken, 0, Element::LinkWay, "0777-1");
    assert_eq!((bytes, outcome), (broken, Err(Obstacle::Encoding)));
}

#[test]
fn only_the_string_meant_changes_in_json() {
    let item = |name: &str, phone: &str| {
        format!(
            "{{ \"事项名称\" :\"{name}\",\t\"咨询方式\": {phone}, \"备注\":\"0777--1\", \"监督投诉方式\":\"0777--1\"}}"
        )
    };
    let document = |phone: &str| {
        format!(
            "[{},\r\n {}]\n",
            item("甲许可", "\"0777--1\""),
            item("乙许可", phone)
        )
    };
    text(
        "a.json",
        &document("\"0777--1\""),
        1,
        "0777-1",
        &document("\"0777-1\""),
    );
    text(
        "a.json",
        &document("\"0777-\\u002d1\""),
        1,
        "a\"b",
        &document("\"a\\\"b\""),
    );
    // A number is no string.
    let (_, outcome) = edit(
        "a.json",
        document("7771").as_bytes(),
        1,
        Element::LinkWay,
        "0777-1",
    );
    assert_eq!(outcome, Err(Obstacle::PartOfCell));
}

/// A workbook of one sheet with these rows and shared strings.
fn workbook(rows: &str, strings: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{kinds}/{kind}\" Target=\"{target}\"/>")
    };
    let relations =
        |inside: String| format!("<Relationships xmlns=\"{package}/relationships\">{inside}</Relationships>");
    let parts = [
        (
            "[Content_Types].xml",
            format!("<Types xmlns=\"{package}/content-types\"/>"),
        ),
        (
            "_rels/.rels",
            relations(relation("r1", "officeDocument", "xl/workbook.xml")),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{kinds}\"><sheets><sheet name=\"清单\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            relations(
                relation("r1", "worksheet", "worksheets/sheet1.xml")
                    + &relation("r2", "sharedStrings", "sharedStrings.xml"),
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<x:worksheet xmlns:x=\"{main}\"><x:sheetData>{rows}</x:sheetData></x:worksheet>"),
        ),
        (
            "xl/sharedStrings.xml",
            format!("<sst xmlns=\"{main}\">{strings}</sst>"),
        ),
        ("xl/media/image1.png", "no picture".to_owned()),
    ];
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer
            .start_file(name, zip::write::SimpleFileOptions::default())
            .expect("started");
        writer.write_all(text.as_bytes()).expect("written");
    }
    writer.finish().expect("a container").into_inner()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a container");
    let mut text = String::new();
    archive
        .by_name(name)
        .expect("the part")
        .read_to_string(&mut text)
        .expect("text");
    text
}

const STRINGS: &str = "<si><t>事项名称</t></si><si><t>咨询方式</t></si><si><t>甲许可</t></si><si><t>0777--1</t></si>\
    <si><r><t>0777</t></r><r><rPr><b/></rPr><t>--1</t></r></si>";
const HEAD: &str =
    "<x:row r=\"1\"><x:c r=\"A1\" t=\"s\"><x:v>0</x:v></x:c><x:c r=\"B1\" t=\"s\"><x:v>1</x:v></x:c></x:row>";

fn row(number: u8, cell: &str) -> String {
    format!(
        "<x:row r=\"{number}\" hidden=\"1\"><x:c r=\"A{number}\" t=\"inlineStr\"><x:is><x:t>许可{number}</x:t></x:is></x:c>{cell}</x:row>"
    )
}

#[test]
fn only_the_cell_meant_changes_in_a_workbook() {
    let shared = |number: u8| {
        row(
            number,
            &format!("<x:c r=\"B{number}\" s=\"3\" t=\"s\"><x:v>3</x:v></x:c>"),
        )
    };
    let bytes = workbook(&format!("{HEAD}{}{}", shared(2), shared(3)), STRINGS);
    let (written, outcome) = edit("a.xlsx", &bytes, 1, Element::LinkWay, "a<b & _x0041_");
    assert_eq!(outcome, Ok(()));
    let cell = "<x:c r=\"B3\" s=\"3\" t=\"inlineStr\"><x:is><x:t xml:space=\"preserve\">a&lt;b &amp; _x005F_x0041_</x:t></x:is></x:c>";
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    let expected = sheet.replace("<x:c r=\"B3\" s=\"3\" t=\"s\"><x:v>3</x:v></x:c>", cell);
    assert_eq!(part(&written, "xl/worksheets/sheet1.xml"), expected);
    for name in [
        "xl/sharedStrings.xml",
        "xl/workbook.xml",
        "xl/media/image1.png",
        "[Content_Types].xml",
    ] {
        assert_eq!(part(&written, name), part(&bytes, name));
    }
    let list = read("a.xlsx", &written);
    assert_eq!(list.view(0).raw(Element::LinkWay), "0777--1");
    assert_eq!(list.view(1).raw(Element::LinkWay), "a<b & _x0041_");
}

#[test]
fn formulas_numbers_and_formatted_characters_are_left() {
    for (cell, obstacle) in [
        (
            "<x:c r=\"B2\" t=\"str\"><x:f>A1&amp;\"x\"</x:f><x:v>0777--1</x:v></x:c>",
            Obstacle::Formula,
        ),
        ("<x:c r=\"B2\"><x:v>7771</x:v></x:c>", Obstacle::NotText),
        ("<x:c r=\"B2\" t=\"s\"><x:v>4</x:v></x:c>", Obstacle::RichText),
        (
            "<x:c r=\"B2\" t=\"inlineStr\"><x:is><x:r><x:t>0777--1</x:t></x:r></x:is></x:c>",
            Obstacle::RichText,
        ),
    ] {
        let bytes = workbook(&format!("{HEAD}{}", row(2, cell)), STRINGS);
        let (written, outcome) = edit("a.xlsx", &bytes, 0, Element::LinkWay, "0777-1");
        assert_eq!(outcome, Err(obstacle));
        assert_eq!(
            part(&written, "xl/worksheets/sheet1.xml"),
            part(&bytes, "xl/worksheets/sheet1.xml")
        );
    }
}
