//! Writes generated items in every form that import reads.

mod binary;
mod grid;
mod json;

pub use grid::archive;

use super::Lists;
use anyhow::Result;
use grid::Grid;

/// A form of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One flat sheet; sub-lists in cells, separated by line breaks.
    XlsxFlat,
    /// One sheet per sub-list, joined by codes, like the import template.
    XlsxSheets,
    /// One row per material with merged item cells under a title and a two-row header.
    XlsxRows,
    /// Flat, as a workbook with macros is marked.
    Xlsm,
    /// Flat, binary.
    Xlsb,
    /// Flat, as Excel 97 to 2003 writes it.
    Xls,
    /// The same as WPS names it.
    Et,
    /// Flat, OpenDocument.
    Ods,
    /// Flat, UTF-8.
    Csv,
    /// Flat, UTF-8 with byte order mark, as Excel writes it.
    CsvBom,
    /// Flat, GB18030, as most Chinese exports are.
    CsvGb18030,
    /// Flat, UTF-16 little endian with byte order mark, tab separated (“Unicode text”).
    TsvUtf16,
    /// Our own JSON.
    Json,
    /// A 桂通办 interface response.
    Guitongban,
    /// An archive of the flat workbook and the CSV file, half the items each.
    Zip,
}

impl Form {
    /// All forms.
    pub const ALL: [Self; 15] = [
        Self::XlsxFlat,
        Self::XlsxSheets,
        Self::XlsxRows,
        Self::Xlsm,
        Self::Xlsb,
        Self::Xls,
        Self::Et,
        Self::Ods,
        Self::Csv,
        Self::CsvBom,
        Self::CsvGb18030,
        Self::TsvUtf16,
        Self::Json,
        Self::Guitongban,
        Self::Zip,
    ];

    /// Name of a file of this form.
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::XlsxFlat => "flat.xlsx",
            Self::XlsxSheets => "sheets.xlsx",
            Self::XlsxRows => "rows.xlsx",
            Self::Xlsm => "flat.xlsm",
            Self::Xlsb => "flat.xlsb",
            Self::Xls => "flat.xls",
            Self::Et => "flat.et",
            Self::Ods => "flat.ods",
            Self::Csv => "flat.csv",
            Self::CsvBom => "flat-bom.csv",
            Self::CsvGb18030 => "flat-gb18030.csv",
            Self::TsvUtf16 => "flat-utf16.tsv",
            Self::Json => "list.json",
            Self::Guitongban => "guitongban.json",
            Self::Zip => "lists.zip",
        }
    }

    /// How many items a flat sheet of this form has room for.
    pub const fn room(self) -> usize {
        match self {
            Self::Xls | Self::Et => binary::XLS_ROWS - 1,
            _ => 1_048_575,
        }
    }

    /// The items as a file of this form.
    pub fn bytes(self, lists: &Lists) -> Result<Vec<u8>> {
        let items = &lists.items;
        Ok(match self {
            Self::XlsxFlat => grid::xlsx(&[Grid::flat(items)])?,
            Self::XlsxSheets => grid::xlsx(&Grid::sheets(items))?,
            Self::XlsxRows => grid::xlsx(&[Grid::rows(items)])?,
            Self::Xlsm => binary::xlsm(&grid::xlsx(&[Grid::flat(items)])?)?,
            Self::Xlsb => binary::xlsb(&Grid::flat(items)),
            Self::Xls | Self::Et => binary::xls(&Grid::flat(items))?,
            Self::Ods => grid::ods(&Grid::flat(items))?,
            Self::Csv => grid::separated(&Grid::flat(items), b',')?,
            Self::CsvBom => [
                b"\xEF\xBB\xBF".to_vec(),
                grid::separated(&Grid::flat(items), b',')?,
            ]
            .concat(),
            Self::CsvGb18030 => {
                let text = String::from_utf8(grid::separated(&Grid::flat(items), b',')?)?;
                encoding_rs::GB18030.encode(&text).0.into_owned()
            }
            Self::TsvUtf16 => {
                let text = String::from_utf8(grid::separated(&Grid::flat(items), b'\t')?)?;
                "\u{FEFF}"
                    .encode_utf16()
                    .chain(text.encode_utf16())
                    .flat_map(u16::to_le_bytes)
                    .collect()
            }
            Self::Json => json::own(items)?,
            Self::Guitongban => json::guitongban(items)?,
            Self::Zip => {
                let (first, second) = items.split_at(items.len() / 2);
                let first = ("first.xlsx", grid::xlsx(&[Grid::flat(first)])?);
                let second = ("second.csv", grid::separated(&Grid::flat(second), b',')?);
                grid::archive(&[first, second])?
            }
        })
    }
}
