//! xlsb files in BIFF12, record by record.

use super::{RELATIONSHIPS, Zip};

/// One record: type and size in seven bits to a byte, then the content.
pub fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [varint(usize::from(kind)), varint(data.len()), data.to_vec()].concat()
}

fn varint(mut value: usize) -> Vec<u8> {
    let mut out = Vec::new();
    while value >= 0x80 {
        out.push((value & 0x7F) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
    out
}

/// Numbers, one after the other.
pub fn numbers(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// A text: length in units, UTF-16.
pub fn text(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut out = numbers(&[units.len() as u32]);
    out.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
    out
}

/// The head of a row.
pub fn row(row: u32, hidden: bool) -> Vec<u8> {
    let flags = [0, 0, 0, if hidden { 0x10 } else { 0 }, 0];
    record(0, &[numbers(&[row, 0]), flags.to_vec(), numbers(&[0])].concat())
}

/// A cell record: column, style, content.
pub fn cell(kind: u16, column: u32, style: u32, content: &[u8]) -> Vec<u8> {
    record(kind, &[&numbers(&[column, style]), content].concat())
}

/// A cell record for the column after the last one: style, content.
pub fn short_cell(kind: u16, style: u32, content: &[u8]) -> Vec<u8> {
    record(kind, &[&numbers(&[style]), content].concat())
}

/// Columns and whether they are hidden.
pub fn columns(first: u32, last: u32, hidden: bool) -> Vec<u8> {
    let data = [numbers(&[first, last, 2_560, 0]), vec![u8::from(hidden), 0]].concat();
    record(60, &data)
}

/// A whole number, packed.
pub fn packed(value: i32) -> [u8; 4] {
    ((value << 2) | 2).to_le_bytes()
}

/// The parts of a workbook with one sheet.
pub struct Xlsb {
    /// Whole part.
    pub workbook: Vec<u8>,
    /// Whole part.
    pub strings: Vec<u8>,
    /// Whole part.
    pub styles: Vec<u8>,
    /// Whole part.
    pub sheet: Vec<u8>,
}

impl Xlsb {
    /// A workbook with these shared strings, records of columns, records of rows and cells, and merged ranges
    /// (first and last row, first and last column). Style 1 is a built-in date, style 2 a written one with a time.
    pub fn new(strings: &[&str], columns: &[u8], cells: &[u8], merges: &[[u32; 4]]) -> Self {
        let item = |one: &&str| record(19, &[vec![0], text(one)].concat());
        let count = strings.len() as u32;
        let merges: Vec<u8> = merges
            .iter()
            .flat_map(|merge| record(176, &numbers(merge)))
            .collect();
        Self {
            workbook: Self::workbook(0, 0),
            strings: [
                record(159, &numbers(&[count, count])),
                strings.iter().flat_map(item).collect(),
                record(160, &[]),
            ]
            .concat(),
            styles: styles(),
            sheet: [
                record(129, &[]),
                record(148, &[0; 16]),
                record(390, &[]),
                columns.to_vec(),
                record(391, &[]),
                record(145, &[]),
                cells.to_vec(),
                record(146, &[]),
                record(177, &[]),
                merges,
                record(178, &[]),
                record(130, &[]),
            ]
            .concat(),
        }
    }

    /// The workbook's part; `flags` 1 counts days from 1904, `state` 1 hides the sheet.
    pub fn workbook(flags: u32, state: u32) -> Vec<u8> {
        let sheet = [numbers(&[state, 1]), text("r1"), text("清单")].concat();
        [
            record(131, &[]),
            record(153, &[numbers(&[flags, 0]), text("")].concat()),
            record(143, &[]),
            record(156, &sheet),
            // A sheet without a relationship, as add-ins leave them.
            record(156, &[numbers(&[0, 2, u32::MAX]), text("无")].concat()),
            record(144, &[]),
            record(157, &[0; 26]),
            record(132, &[]),
        ]
        .concat()
    }

    /// The bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let relationship = |id: &str, kind: &str, target: &str| {
            format!(r#"<Relationship Id="{id}" Type="{RELATIONSHIPS}/{kind}" Target="{target}"/>"#)
        };
        let relationships = [
            relationship("r1", "worksheet", "worksheets/sheet1.bin"),
            relationship("r2", "sharedStrings", "sharedStrings.bin"),
            relationship("r3", "styles", "styles.bin"),
        ]
        .concat();
        Zip::default()
            .with("[Content_Types].xml", "<Types/>")
            .with("xl/workbook.bin", &self.workbook)
            .with(
                "xl/_rels/workbook.bin.rels",
                format!("<Relationships>{relationships}</Relationships>"),
            )
            .with("xl/sharedStrings.bin", &self.strings)
            .with("xl/styles.bin", &self.styles)
            .with("xl/worksheets/sheet1.bin", &self.sheet)
            .bytes()
    }
}

fn styles() -> Vec<u8> {
    let style = |format: u16| record(47, &[&[0, 0], &format.to_le_bytes()[..], &[0; 12]].concat());
    let format = [200_u16.to_le_bytes().to_vec(), text("yyyy\\-mm\\-dd\\ hh:mm")].concat();
    [
        record(278, &[]),
        record(615, &numbers(&[1])),
        record(44, &format),
        record(616, &[]),
        // Styles of styles, which no cell points to.
        record(626, &numbers(&[1])),
        style(14),
        record(627, &[]),
        record(617, &numbers(&[3])),
        style(0),
        style(31),
        style(200),
        record(618, &[]),
        record(279, &[]),
    ]
    .concat()
}
