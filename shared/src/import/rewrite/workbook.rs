//! xlsx: only the cells concerned get a text of their own (`inlineStr`) in their sheet's part. Styles, formulas, shared
//! strings, hidden rows and all other parts stay as they are; untouched parts are copied packed.

use super::super::guard::Container;
use super::super::package::Parts;
use super::super::xlsx::{reference, unescape};
use super::{Edit, File, Obstacle, Piece, Rewritten, settle, splice, within};
use crate::place::SheetId;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Writes the edits; `None` where the workbook cannot be taken apart.
pub(super) fn rewrite(file: &File<'_>, container: &mut Container<'_>, parts: &Parts) -> Option<Rewritten> {
    let (list, edits) = (file.list, file.edits);
    let own: Vec<SheetId> = (0..list.sheets.len())
        .filter(|sheet| list.sheets[*sheet].source == file.source)
        .filter_map(|sheet| SheetId::try_from(sheet).ok())
        .collect();
    let read = |container: &mut Container<'_>, name: &str| {
        let index = container.find(name)?;
        String::from_utf8(container.read(index).ok()?).ok()
    };
    let strings = match &parts.strings {
        Some(name) => shared_strings(&read(container, name)?)?,
        None => Vec::new(),
    };
    let mut outcomes = vec![Err(Obstacle::PartOfCell); edits.len()];
    let mut changed: BTreeMap<String, String> = BTreeMap::new();
    for (sheet, (_, part)) in own.iter().zip(&parts.sheets) {
        let here: Vec<usize> = (0..edits.len())
            .filter(|at| edits[*at].place.sheet == *sheet)
            .collect();
        if here.is_empty() {
            continue;
        }
        let xml = read(container, part)?;
        let mut pieces = vec![Err(Obstacle::PartOfCell); here.len()];
        let mut by_place: BTreeMap<(u32, u32), Vec<usize>> = BTreeMap::new();
        for (number, at) in here.iter().enumerate() {
            let place = edits[*at].place;
            by_place
                .entry((place.row, u32::from(place.column)))
                .or_default()
                .push(number);
        }
        cells(&xml, &mut |cell| {
            for number in by_place.get(&(cell.row, cell.column)).into_iter().flatten() {
                pieces[*number] = cell.piece(&xml, &edits[here[*number]], &strings);
            }
        })?;
        let (settled, pieces) = settle(pieces);
        for (number, outcome) in settled.into_iter().enumerate() {
            outcomes[here[number]] = outcome;
        }
        if !pieces.is_empty() {
            let index = container.find(part)?;
            changed.insert(container.entries().get(index)?.name.clone(), splice(&xml, pieces));
        }
    }
    Some(Rewritten {
        bytes: packed(file.bytes, &changed)?,
        outcomes,
    })
}

/// The container with some parts changed.
fn packed(bytes: &[u8], changed: &BTreeMap<String, String>) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).ok()?;
        let name = file.name().ok()?.into_owned();
        match changed.get(&name) {
            None => writer.raw_copy_file(file).ok()?,
            Some(xml) => {
                let mut options =
                    SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
                if let Some(time) = file.last_modified() {
                    options = options.last_modified_time(time);
                }
                writer.start_file(name, options).ok()?;
                writer.write_all(xml.as_bytes()).ok()?;
            }
        }
    }
    Some(writer.finish().ok()?.into_inner())
}

/// The shared strings by number; `None` where their characters have formats of their own.
fn shared_strings(xml: &str) -> Option<Vec<Option<String>>> {
    let (mut strings, mut text, mut plain, mut phonetic) = (Vec::new(), String::new(), true, false);
    let mut inside = None;
    each_event(xml, &mut |event, start, end| match event {
        Event::Start(tag) => match local(tag.name().0) {
            "si" => (text, plain) = (String::new(), true),
            "r" => plain = false,
            "rPh" => phonetic = true,
            "t" if !phonetic => inside = Some(end),
            _ => {}
        },
        Event::End(tag) => match local(tag.name().0) {
            "rPh" => phonetic = false,
            "t" => {
                let written = inside.take().and_then(|from| meant(xml.get(from..start)?));
                match written {
                    Some(written) => text.push_str(&written),
                    None => plain &= phonetic,
                }
            }
            "si" => strings.push(plain.then(|| std::mem::take(&mut text))),
            _ => {}
        },
        Event::Empty(tag) if local(tag.name().0) == "si" => strings.push(None),
        _ => {}
    })?;
    Some(strings)
}

/// Calls `take` with every event and its range of bytes.
fn each_event(xml: &str, take: &mut dyn FnMut(&Event<'_>, usize, usize)) -> Option<()> {
    let mut reader = Reader::from_str(xml);
    let mut start = 0;
    loop {
        let event = reader.read_event().ok()?;
        let end = usize::try_from(reader.buffer_position()).ok()?;
        if matches!(event, Event::Eof) {
            return Some(());
        }
        take(&event, start, end);
        start = end;
    }
}

/// A name without its namespace prefix.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// What a written text means; `None` where there is markup in it.
fn meant(raw: &str) -> Option<String> {
    if raw.contains('<') {
        return None;
    }
    let text = quick_xml::escape::unescape(raw).ok()?;
    Some(unescape(&text).replace("\r\n", "\n"))
}

/// A text as it stands in a part, also where it looks like one of OOXML's own escapes.
fn escaped(text: &str) -> String {
    let text = quick_xml::escape::escape(text).into_owned();
    if unescape(&text) == text {
        text
    } else {
        text.replace("_x", "_x005F_x")
    }
}

/// The start tag with the type of a text of its own.
fn typed(tag: &str) -> Option<String> {
    let mut rest = tag
        .strip_suffix('>')
        .filter(|tag| tag.starts_with('<') && !tag.ends_with('/'))?;
    let mut out = String::new();
    if let Some(at) = [" t=", "\tt=", "\nt=", "\rt="]
        .iter()
        .find_map(|name| rest.find(name))
    {
        out.push_str(rest.get(..at)?);
        let value = rest.get(at + 3..)?;
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        rest = value.get(1..)?.split_once(quote)?.1;
    }
    Some(format!("{out}{rest} t=\"inlineStr\">"))
}

/// Calls `take` with every cell that has content, in the order they stand.
fn cells(xml: &str, take: &mut dyn FnMut(&Written)) -> Option<()> {
    let (mut row, mut column, mut next_row) = (0, 0, 0);
    let (mut data, mut inside) = (false, None);
    let mut cell: Option<Written> = None;
    each_event(xml, &mut |event, start, end| match event {
        Event::Start(tag) | Event::Empty(tag) => {
            let closes = matches!(event, Event::Empty(_));
            let name = tag.name().0;
            match (data, local(name)) {
                (_, "sheetData") => data = !closes,
                (true, "row") => {
                    row = attribute(tag, "r")
                        .and_then(|r| r.parse::<u32>().ok())
                        .map_or(next_row, |r| r.saturating_sub(1));
                    next_row = row + 1;
                    column = 0;
                }
                (true, "c") => {
                    let place = attribute(tag, "r").and_then(|r| reference(&r));
                    let (at_row, at_column) = place.unwrap_or((row, column));
                    (row, column) = (at_row, at_column + 1);
                    cell = (!closes).then(|| Written {
                        row: at_row,
                        column: at_column,
                        start,
                        tag_end: end,
                        end,
                        prefix: name.strip_suffix('c').unwrap_or_default().to_owned(),
                        kind: attribute(tag, "t").unwrap_or_default(),
                        value: String::new(),
                        formula: false,
                        rich: false,
                    });
                }
                (true, child) => {
                    if let Some(cell) = &mut cell {
                        cell.formula |= child == "f";
                        cell.rich |= matches!(child, "r" | "rPh");
                    }
                    inside = (!closes && matches!(child, "v" | "t")).then_some(end);
                }
                _ => {}
            }
        }
        Event::End(tag) => match (local(tag.name().0), &mut cell) {
            ("sheetData", _) => data = false,
            ("v" | "t", Some(cell)) => match inside.take().and_then(|from| meant(xml.get(from..start)?)) {
                Some(text) => cell.value.push_str(&text),
                None => cell.rich = true,
            },
            ("c", Some(written)) => {
                written.end = end;
                take(written);
                cell = None;
            }
            _ => {}
        },
        _ => {}
    })
}

/// An attribute by its name.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag
        .attributes()
        .flatten()
        .find(|attribute| attribute.key.0 == name)?;
    Some(found.value.into_owned())
}

/// One filled cell of a sheet's part.
struct Written {
    row: u32,
    column: u32,
    /// The whole element, and the end of its start tag.
    start: usize,
    tag_end: usize,
    end: usize,
    prefix: String,
    kind: String,
    value: String,
    formula: bool,
    rich: bool,
}

impl Written {
    /// The element with another text.
    fn piece(&self, xml: &str, edit: &Edit, strings: &[Option<String>]) -> Result<Piece, Obstacle> {
        if self.formula {
            return Err(Obstacle::Formula);
        }
        let text = match self.kind.as_str() {
            _ if self.rich => return Err(Obstacle::RichText),
            "s" => {
                let number = self.value.trim().parse::<usize>().ok();
                let string = number
                    .and_then(|number| strings.get(number))
                    .ok_or(Obstacle::PartOfCell)?;
                string.as_deref().ok_or(Obstacle::RichText)?
            }
            "inlineStr" | "str" => &self.value,
            _ => return Err(Obstacle::NotText),
        };
        let new = escaped(&within(text, edit)?);
        let tag = xml
            .get(self.start..self.tag_end)
            .and_then(typed)
            .ok_or(Obstacle::PartOfCell)?;
        let p = &self.prefix;
        let new = format!("{tag}<{p}is><{p}t xml:space=\"preserve\">{new}</{p}t></{p}is></{p}c>");
        Ok(Piece {
            start: self.start,
            end: self.end,
            new,
        })
    }
}
