//! Workbooks are read as their makers meant them; `calamine` is the oracle where it reads the same.

#[path = "workbooks/xlsb.rs"]
mod xlsb;

use calamine::{Data, Reader};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use shared::element::Element;
use shared::finding::Certainty;
use shared::import::{Content, Flow, Limits, open};
use shared::item::{List, Source};
use shared::notice::NoticeCode;
use shared::table::{CellKind, Merge, Table};
use std::io::Cursor;
use tests::check::check;
use tests::workbook::{RELATIONSHIPS, Xlsx, Zip, xls};

fn read(name: &str, bytes: &[u8]) -> (List, Vec<Table>) {
    let mut list = List::default();
    list.sources.push(Source {
        name: name.to_owned(),
        digest: String::new(),
        size: bytes.len() as u64,
    });
    match open(&mut list, 0, name, bytes, &Limits::default(), &mut |_| {
        Flow::Continue
    }) {
        Ok(Content::Tables(tables)) => (list, tables),
        other => panic!("{name} should be a workbook: {other:?}"),
    }
}

/// Cells as `A1=text kind`.
fn shown(list: &List, table: &Table) -> Vec<String> {
    let show = |cell: &shared::table::Cell| {
        let column = shared::place::column_letters(cell.column);
        let text = list.texts.get(cell.text);
        format!("{column}{}={text} {:?}", cell.row + 1, cell.kind)
    };
    table.cells.iter().map(show).collect()
}

/// Holds a file against calamine: the same cells at the same places.
#[track_caller]
fn agrees_with_calamine(name: &str, bytes: &[u8]) {
    let (list, tables) = read(name, bytes);
    let mut oracle = calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).expect("a workbook");
    let names = oracle.sheet_names();
    assert_eq!(tables.len(), names.len());
    for (table, name) in tables.iter().zip(names) {
        assert_eq!(
            list.sheets[usize::from(table.sheet)].name.as_deref(),
            Some(name.as_str())
        );
        let range = oracle.worksheet_range(&name).expect("a sheet");
        let (top, left) = range.start().unwrap_or_default();
        let mut ours = table.cells.iter();
        for (row, column, value) in range.used_cells() {
            if matches!(value, Data::String(text) if text.is_empty()) {
                continue;
            }
            let cell = ours.next().expect("as many cells as calamine");
            let place = (row as u32 + top, column as u32 + left);
            assert_eq!((cell.row, u32::from(cell.column)), place);
            let text = list.texts.get(cell.text);
            match value {
                Data::String(theirs) => assert_eq!(text, theirs.replace("\r\n", "\n")),
                Data::Float(number) => assert_eq!(text.parse::<f64>().ok(), Some(*number), "{place:?}"),
                Data::Int(number) => assert_eq!(text, number.to_string()),
                Data::Bool(yes) => assert_eq!(text, if *yes { "1" } else { "0" }),
                Data::Error(error) => assert_eq!(text, error.to_string()),
                Data::DateTime(date) => {
                    assert_eq!(cell.kind, CellKind::Date, "{place:?}");
                    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
                    let date = format!("{year:04}-{month:02}-{day:02}");
                    let clock = format!("{hour:02}:{minute:02}:{second:02}");
                    assert!(
                        [date.clone(), clock.clone(), format!("{date}T{clock}")].contains(&text.to_owned()),
                        "{text}"
                    );
                }
                other => panic!("calamine reads {other:?}"),
            }
        }
        assert!(ours.next().is_none(), "more cells than calamine");
    }
}

fn written() -> Workbook {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("实施清单").expect("a name");
    let texts = [
        "节能审查",
        " 两端空格 ",
        "<&>\"'",
        "换行\n二",
        "_x000D_",
        "𠮷",
        "0123",
    ];
    for row in 0..200_u32 {
        let text = texts[row as usize % texts.len()];
        sheet.write(row, 0, text).expect("a text");
        sheet.write(row, 2, format!("{text}{row}")).expect("a text");
        sheet.write(row, 3, f64::from(row) * 0.1).expect("a number");
        sheet.write(row, 5, row % 3 == 0).expect("a boolean");
        let formula = rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!");
        sheet.write(row, 700, formula).expect("a formula");
    }
    for (row, format) in ["yyyy\"年\"m\"月\"d\"日\"", "h:mm:ss", "yyyy-mm-dd hh:mm"]
        .iter()
        .enumerate()
    {
        let date = ExcelDateTime::parse_from_str("2024-05-01 08:30:00").expect("a date");
        let format = Format::new().set_num_format(*format);
        sheet
            .write_with_format(300 + row as u32, 1, &date, &format)
            .expect("a date");
    }
    book.add_worksheet().set_name("空表").expect("a name");
    book
}

#[test]
fn written_workbooks_agree_with_calamine() {
    let mut book = written();
    agrees_with_calamine("a.xlsx", &book.save_to_buffer().expect("a workbook"));
}

#[test]
fn layout_is_read_in_the_same_pass() {
    let mut book = written();
    let sheet = book.worksheet_from_index(0).expect("a sheet");
    sheet.set_row_hidden(3).expect("a row");
    sheet.set_row_hidden(250).expect("an empty row");
    sheet.set_column_hidden(2).expect("a column");
    sheet.set_column_hidden(9).expect("an empty column");
    sheet
        .merge_range(400, 0, 402, 3, "标题", &Format::new())
        .expect("a range");
    let hidden = book.add_worksheet();
    hidden.set_hidden(true).write(0, 0, "x").expect("a cell");
    let (list, tables) = read("a.xlsx", &book.save_to_buffer().expect("a workbook"));
    assert_eq!(
        (&tables[0].hidden_rows[..], &tables[0].hidden_columns[..]),
        (&[3][..], &[2][..])
    );
    let merge = Merge {
        top: 400,
        bottom: 402,
        left: 0,
        right: 3,
    };
    assert_eq!(tables[0].merges, [merge]);
    assert!(!tables[0].hidden && tables[2].hidden);
    let codes: Vec<_> = list.notices.iter().map(|notice| notice.code).collect();
    for code in [
        NoticeCode::RowsHidden,
        NoticeCode::ColumnsHidden,
        NoticeCode::SheetHidden,
        NoticeCode::SheetEmpty,
        NoticeCode::FormulaError,
    ] {
        assert!(codes.contains(&code), "{code:?}");
    }
}

#[test]
fn all_kinds_of_cells_become_text() {
    let mut file = Xlsx::rows(
        r#"<row r="2"><c r="B2" t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r><rPh sb="0" eb="1"><t>jia</t></rPh></is></c></row>
        <row><c t="str"><f>A1</f><v>a_x000D_
b</v></c><c t="b"><v>1</v></c><c t="e"><v>#REF!</v></c><c t="d"><v>2024-05-01</v></c></row>
        <row r="5"><c><v>1.1450721348531435E+30</v></c><c><v>0.1</v></c><c><v>20</v></c><c><v>007</v></c><c s="1"><v>45413</v></c><c s="2"><v>45413.5</v></c><c s="3"><v>45413</v></c><c t="s"><v>2</v></c></row>"#,
    );
    file.strings.0 = "<si><r><rPr><t/></rPr><t>富</t></r><r><t xml:space=\"preserve\"> 文本</t></r><rPh sb=\"0\" eb=\"1\"><t>fu</t></rPh></si><si><t>&lt;&#x4E2D;</t></si><si/>".to_owned();
    file.styles = r#"<numFmts><numFmt numFmtId="200" formatCode="yyyy\-mm\-dd\ hh:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="31"/><xf numFmtId="200"/><xf numFmtId="2"/></cellXfs>"#.to_owned();
    let (list, tables) = read("a.xlsx", &file.bytes());
    let expected = [
        "B2=富 文本 Text",
        "C2=<中 Text",
        "D2=甲乙 Text",
        "A3=a\nb Text",
        "B3=1 Bool",
        "C3=#REF! Error",
        "D3=2024-05-01 Date",
        "A5=1.14507213485314E+30 Number",
        "B5=0.1 Number",
        "C5=20 Number",
        "D5=7 Number",
        "E5=2024-05-01 Date",
        "F5=2024-05-01T12:00:00 Date",
        "G5=45413 Number",
    ];
    assert_eq!(shown(&list, &tables[0]), expected);

    file.workbook = r#"<workbookPr date1904="1"/>"#.to_owned();
    let (list, tables) = read("a.xlsx", &file.bytes());
    assert!(shown(&list, &tables[0]).contains(&"E5=2028-05-02 Date".to_owned()));
}

/// Strict OOXML has other namespaces, some writers use prefixes and backslashes, some name their parts freely.
#[test]
fn unusual_packages_are_read() {
    let strict = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    let relationship = |base: &str, kind: &str, target: &str| {
        format!(
            r#"<p:Relationships xmlns:p="x"><p:Relationship Id="a" Type="{base}/{kind}" Target="{target}"/></p:Relationships>"#
        )
    };
    for base in [strict, RELATIONSHIPS] {
        let file = Zip::default()
            .with("[content_types].xml", "<Types/>")
            .with("_rels\\.rels", relationship(base, "officeDocument", "/Book/Main.xml"))
            .with("book/main.xml", r#"<x:workbook><x:sheets><x:sheet name="A&amp;B" r:id="a"/></x:sheets></x:workbook>"#)
            .with("Book/_rels/Main.xml.rels", relationship(base, "worksheet", "../s.xml"))
            .with("s.xml", "<x:worksheet><x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData><x:controls><xdr:row>5</xdr:row></x:controls></x:worksheet>")
            .bytes();
        let (list, tables) = read("a.xlsx", &file);
        assert_eq!(shown(&list, &tables[0]), ["A1=1 Number"]);
        assert_eq!(list.sheets[0].name.as_deref(), Some("A&B"));
    }
}

/// Programs that write formulas without working them out leave it to Excel, which nobody has asked yet.
#[test]
fn formulas_without_a_result_are_said_and_their_blanks_only_suspected() {
    let rows = |name: &str| {
        format!(
            r#"<row r="1"><c r="A1" t="inlineStr"><is><t>实施编码</t></is></c><c r="B1" t="inlineStr"><is><t>事项名称</t></is></c></row>
            <row r="2"><c r="A2" t="inlineStr"><is><t>11450721MB155808114000119003000</t></is></c><c r="B2"{name}</c></row>"#
        )
    };
    let unsaved = |name: &str| {
        let result = check("a.xlsx", &Xlsx::rows(&rows(name)).bytes()).expect("a list");
        let places = result
            .list
            .notices
            .iter()
            .filter(|notice| notice.code == NoticeCode::FormulaUnsaved);
        let places: Vec<_> = places
            .filter_map(|notice| notice.place)
            .map(|place| (place.row, place.column))
            .collect();
        let blank = result
            .findings
            .iter()
            .find(|stored| stored.finding.element == Element::TaskName);
        (places, blank.map(|stored| stored.finding.certainty))
    };
    let lost = (vec![(1, 1)], Some(Certainty::Suspect));
    assert_eq!(unsaved(r#"><f>"食品"&amp;"经营"</f><v></v>"#), lost);
    assert_eq!(unsaved("><f>A1</f>"), lost);
    assert_eq!(
        unsaved(r#" t="str"><f>""</f><v></v>"#),
        (Vec::new(), Some(Certainty::Fail))
    );
    assert_eq!(
        unsaved(r#" t="str"><f>A1</f><v>取水许可</v>"#),
        (Vec::new(), None)
    );
    let content = r#"<office:body><table:table table:name="表"><table:table-row><table:table-cell table:formula="of:=[.B1]"/></table:table-row></table:table></office:body>"#;
    let file = Zip::default()
        .with("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        .with("content.xml", content);
    let (list, _) = read("a.ods", &file.bytes());
    assert_eq!(list.notices[0].code, NoticeCode::FormulaUnsaved);
}

#[test]
fn xls_agrees_with_calamine() {
    let date = [0, 0, 14, 0, 1, 0].to_vec();
    let globals = [
        xls::record(0x0042, &1200_u16.to_le_bytes()),
        xls::record(0x00E0, &[0; 20]),
        xls::record(0x00E0, &[date, vec![0; 14]].concat()),
        xls::strings(&["节能审查", "a", "𠮷"]),
    ]
    .concat();
    let shared = |row, column, index: u32| xls::cell(0x00FD, row, column, 0, &index.to_le_bytes());
    let packed = |value: i32| ((value << 2) | 2).to_le_bytes();
    let formula_text = [&[0, 0, 0, 0, 0, 0, 0xFF, 0xFF][..], &[0; 8]].concat();
    let cells = [
        shared(0, 0, 0),
        shared(0, 1, 2),
        shared(1, 0, 1),
        xls::cell(0x0203, 1, 1, 0, &0.1_f64.to_le_bytes()),
        xls::cell(0x027E, 1, 2, 0, &packed(-20)),
        xls::cell(0x0203, 2, 0, 1, &45_413.0_f64.to_le_bytes()),
        xls::cell(0x0205, 2, 1, 0, &[1, 0]),
        xls::cell(0x0205, 2, 2, 0, &[0x17, 1]),
        xls::cell(0x0204, 3, 0, 0, &xls::text("单独的文字")),
        xls::cell(0x0006, 3, 1, 0, &formula_text),
        xls::record(0x0207, &xls::text("公式的结果")),
    ]
    .concat();
    let file = xls::file(&globals, &cells);
    agrees_with_calamine("a.xls", &file);
    let (list, tables) = read("a.et", &file);
    assert!(
        list.notices
            .iter()
            .all(|notice| notice.code == NoticeCode::FormulaError)
    );
    assert_eq!(shown(&list, &tables[0])[5], "A3=2024-05-01 Date");
}

/// A shared string that a record's end cuts goes on behind a new flag, perhaps in the other width.
#[test]
fn xls_texts_continue_over_records() {
    let text = xls::text("甲乙丙");
    let head = [&1_u32.to_le_bytes()[..], &1_u32.to_le_bytes(), &text[..5]].concat();
    let tail = [&[1][..], &text[5..7], &[]].concat();
    let narrow = [&[0][..], b"z"].concat();
    let globals = [
        xls::record(0x00FC, &head),
        xls::record(0x003C, &tail),
        xls::record(0x003C, &narrow),
    ]
    .concat();
    let layout = [
        xls::record(0x0208, &[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x20, 0, 0, 0]),
        xls::record(0x007D, &[0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0]),
        xls::record(0x00E5, &[1, 0, 0, 0, 1, 0, 0, 0, 2, 0]),
    ]
    .concat();
    let cells = [layout, xls::cell(0x00FD, 0, 0, 0, &[0; 4])].concat();
    let (list, tables) = read("a.xls", &xls::file(&globals, &cells));
    assert_eq!(shown(&list, &tables[0]), ["A1=甲乙z Text"]);
    assert_eq!(
        (&tables[0].hidden_rows[..], &tables[0].hidden_columns[..]),
        (&[0][..], &[0][..])
    );
    assert_eq!(tables[0].merges.len(), 1);
}

#[test]
fn ods_is_read_as_shown() {
    let content = r#"<office:document-content><office:automatic-styles><style:style style:name="t1" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body>
    <table:table table:name="清单" table:style-name="t1"><table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>
    <table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string" table:number-columns-repeated="2"><office:annotation><text:p>批注</text:p></office:annotation><text:p>甲<text:s text:c="2"/>乙</text:p><text:p>丙</text:p></table:table-cell></table:table-row>
    <table:table-row table:visibility="collapse"><table:table-cell office:value-type="float" office:value="20"><text:p>20.00</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2024-05-01"><text:p>x</text:p></table:table-cell><table:table-cell office:value-type="boolean" office:boolean-value="true"/><table:table-cell office:value-type="time" office:time-value="PT08H30M00S"/><table:table-cell table:number-columns-spanned="2" office:value-type="string" calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell></table:table-row>
    </table:table></office:body></office:document-content>"#;
    let file = Zip::default()
        .with("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        .with("content.xml", content)
        .bytes();
    let (list, tables) = read("a.ods", &file);
    let text = "甲  乙\n丙 Text";
    let expected = [
        format!("A1={text}"),
        format!("B1={text}"),
        format!("A2={text}"),
        format!("B2={text}"),
        "A3=20 Number".to_owned(),
        "B3=2024-05-01 Date".to_owned(),
        "C3=1 Bool".to_owned(),
        "D3=08:30:00 Date".to_owned(),
        "E3=#REF! Error".to_owned(),
    ];
    assert_eq!(shown(&list, &tables[0]), expected);
    assert!(tables[0].hidden);
    assert_eq!(
        (&tables[0].hidden_rows[..], &tables[0].hidden_columns[..]),
        (&[2][..], &[2][..])
    );
    assert_eq!(tables[0].merges.len(), 1);
}

#[test]
fn every_text_stands_at_its_place() {
    let (list, tables) = read("a.csv", "名称,编码\n甲,=\"0012\"\n".as_bytes());
    assert_eq!(
        shown(&list, &tables[0]),
        ["A1=名称 Text", "B1=编码 Text", "A2=甲 Text", "B2=0012 Text"]
    );
}
