//! Items as grids, and grids as files.

use crate::generate::Generated;
use anyhow::Result;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook};
use shared::element::{Element, Part};
use shared::locale::Lang;
use std::collections::BTreeSet;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;

/// A sheet of texts.
pub(super) struct Grid {
    name: &'static str,
    pub(super) rows: Vec<Vec<String>>,
    /// Row, last row, column: merged downwards.
    merges: Vec<(usize, usize, usize)>,
}

/// Columns of materials in a flat list.
const FLAT_MATERIALS: [Element; 6] = [
    Element::MaterialName,
    Element::MaterialNeed,
    Element::MaterialForm,
    Element::MaterialSource,
    Element::AcceptStand,
    Element::PaperAmount,
];

fn used(items: &[Generated]) -> Vec<Element> {
    let used: BTreeSet<Element> = items.iter().flat_map(|item| item.main.keys().copied()).collect();
    used.into_iter().collect()
}

fn used_of(items: &[Generated], part: Part) -> Vec<Element> {
    let rows = items.iter().flat_map(|item| item.of(part));
    let used: BTreeSet<Element> = rows.flat_map(|row| row.keys().copied()).collect();
    used.into_iter().collect()
}

fn titles(elements: &[Element]) -> impl Iterator<Item = String> {
    elements.iter().map(|element| element.name(Lang::ZhCn).to_owned())
}

impl Grid {
    /// One row per item; bases as text, materials in cells with line breaks.
    pub(super) fn flat(items: &[Generated]) -> Self {
        let main = used(items);
        let header = titles(&main)
            .chain(["设定依据".to_owned()])
            .chain(titles(&FLAT_MATERIALS))
            .collect();
        let mut rows: Vec<Vec<String>> = vec![header];
        for item in items {
            let mut row: Vec<String> = main.iter().map(|element| item.get(*element).to_owned()).collect();
            row.push(bases(item));
            for element in FLAT_MATERIALS {
                let cells = item
                    .of(Part::Material)
                    .map(|material| material.get(&element).map_or("", String::as_str));
                row.push(cells.collect::<Vec<_>>().join("\n"));
            }
            rows.push(row);
        }
        Self {
            name: "实施清单",
            rows,
            merges: Vec::new(),
        }
    }

    /// One grid per part, joined by codes.
    pub(super) fn sheets(items: &[Generated]) -> Vec<Self> {
        let main = used(items);
        let mut first = vec![titles(&main).collect::<Vec<_>>()];
        first.extend(
            items
                .iter()
                .map(|item| main.iter().map(|element| item.get(*element).to_owned()).collect()),
        );
        let mut grids = vec![Self {
            name: Part::Main.name().zh,
            rows: first,
            merges: Vec::new(),
        }];
        for part in Part::ALL.into_iter().skip(1) {
            let elements = used_of(items, part);
            if elements.is_empty() {
                continue;
            }
            let keys = [Element::TaskCode, Element::HandleItemCode];
            let mut rows = vec![titles(&keys).chain(titles(&elements)).collect::<Vec<_>>()];
            for item in items {
                for entry in item.of(part) {
                    let keys = keys.iter().map(|key| item.get(*key).to_owned());
                    let cells = elements
                        .iter()
                        .map(|element| entry.get(element).cloned().unwrap_or_default());
                    rows.push(keys.chain(cells).collect());
                }
            }
            grids.push(Self {
                name: part.name().zh,
                rows,
                merges: Vec::new(),
            });
        }
        grids
    }

    /// One row per material; item cells merged; a title row and a two-row header above.
    pub(super) fn rows(items: &[Generated]) -> Self {
        let main = used(items);
        let elements = used_of(items, Part::Material);
        let width = main.len() + 1 + elements.len();
        let mut title = vec![String::new(); width];
        title[0] = "政务服务事项实施清单".into();
        let mut upper: Vec<String> = titles(&main).chain(["设定依据".to_owned()]).collect();
        upper.resize(width, String::new());
        upper[main.len() + 1] = Part::Material.name().zh.into();
        let mut lower = vec![String::new(); main.len() + 1];
        lower.extend(titles(&elements));
        let mut grid = Self {
            name: "清单",
            rows: vec![title, upper, lower],
            merges: Vec::new(),
        };
        for item in items {
            let top = grid.rows.len();
            for (n, entry) in item.of(Part::Material).enumerate() {
                let own = main.iter().map(|element| {
                    if n == 0 {
                        item.get(*element).to_owned()
                    } else {
                        String::new()
                    }
                });
                let mut row: Vec<String> = own.collect();
                row.push(if n == 0 { bases(item) } else { String::new() });
                row.extend(
                    elements
                        .iter()
                        .map(|element| entry.get(element).cloned().unwrap_or_default()),
                );
                grid.rows.push(row);
            }
            let bottom = grid.rows.len() - 1;
            if bottom > top {
                grid.merges
                    .extend((0..=main.len()).map(|column| (top, bottom, column)));
            }
        }
        grid
    }
}

fn bases(item: &Generated) -> String {
    let text = |row: &std::collections::BTreeMap<Element, String>, element| {
        row.get(&element).cloned().unwrap_or_default()
    };
    let lines = item.of(Part::Law).map(|law| {
        format!(
            "{}{}{}：{}",
            text(law, Element::LawName),
            text(law, Element::LawNumber),
            text(law, Element::LawClause),
            text(law, Element::LawContent)
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A workbook; every cell is text, as in a list exported with codes intact.
pub(super) fn xlsx(grids: &[Grid]) -> Result<Vec<u8>> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2026, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let text = Format::new().set_num_format("@");
    for grid in grids {
        let sheet = workbook.add_worksheet();
        sheet.set_name(grid.name)?;
        for (r, row) in grid.rows.iter().enumerate() {
            for (c, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                sheet.write_string(u32::try_from(r)?, u16::try_from(c)?, cell)?;
            }
        }
        for &(top, bottom, column) in &grid.merges {
            let column_number = u16::try_from(column)?;
            let value = &grid.rows[top][column];
            sheet.merge_range(
                u32::try_from(top)?,
                column_number,
                u32::try_from(bottom)?,
                column_number,
                value,
                &text,
            )?;
        }
    }
    Ok(workbook.save_to_buffer()?)
}

/// Comma or tab separated text.
pub(super) fn separated(grid: &Grid, delimiter: u8) -> Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for row in &grid.rows {
        writer.write_record(row)?;
    }
    Ok(writer.into_inner()?)
}

/// An OpenDocument spreadsheet with one sheet.
pub(super) fn ods(grid: &Grid) -> Result<Vec<u8>> {
    let mut content = String::from(concat!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content "#,
        r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" "#,
        r#"xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" "#,
        r#"xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:spreadsheet>"#
    ));
    content.push_str(r#"<table:table table:name=""#);
    content.push_str(grid.name);
    content.push_str(r#"">"#);
    for row in &grid.rows {
        content.push_str("<table:table-row>");
        for cell in row {
            if cell.is_empty() {
                content.push_str("<table:table-cell/>");
                continue;
            }
            content.push_str(r#"<table:table-cell office:value-type="string">"#);
            for line in cell.split('\n') {
                let escaped = line
                    .replace('&', "&amp;")
                    .replace('<', "&lt;")
                    .replace('>', "&gt;");
                content.push_str("<text:p>");
                content.push_str(&escaped);
                content.push_str("</text:p>");
            }
            content.push_str("</table:table-cell>");
        }
        content.push_str("</table:table-row>");
    }
    content.push_str("</table:table></office:spreadsheet></office:body></office:document-content>");
    let manifest = concat!(
        r#"<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">"#,
        r#"<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>"#,
        r#"<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"#
    );
    archive(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet".to_vec(),
        ),
        ("content.xml", content.into_bytes()),
        ("META-INF/manifest.xml", manifest.as_bytes().to_vec()),
    ])
}

/// A zip archive; the first entry is stored, as OpenDocument wants its `mimetype`.
///
/// # Errors
/// When an entry cannot be written, which memory never does.
pub fn archive(files: &[(&str, Vec<u8>)]) -> Result<Vec<u8>> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (n, (name, bytes)) in files.iter().enumerate() {
        let method = if n == 0 {
            zip::CompressionMethod::Stored
        } else {
            zip::CompressionMethod::Deflated
        };
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method))?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
