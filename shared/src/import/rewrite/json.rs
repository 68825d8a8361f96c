//! JSON: the string itself. Which string became which value the reader itself tells: every string that might be meant
//! gets a mark behind it, and the document is read once more.

use super::{Edit, File, Obstacle, Piece};
use crate::import::Flow;
use crate::import::json;
use crate::item::{List, Source};
use crate::mapping::Choices;
use crate::place::SourceId;
use std::collections::{BTreeMap, BTreeSet};

/// First of the private characters that mark strings, and how many there are.
const MARKS: (u32, usize) = (0x0010_0000, 0xFFFD);

/// What changes in the text, per edit.
pub(super) fn pieces(file: &File<'_>, text: &str) -> Vec<Result<Piece, Obstacle>> {
    let wanted: BTreeSet<&str> = file.edits.iter().map(|edit| edit.from.as_str()).collect();
    let strings: Vec<(Piece, String)> = values(text)
        .filter(|(_, meant)| wanted.contains(meant.as_str()))
        .collect();
    let mut found: BTreeMap<usize, usize> = BTreeMap::new();
    for (round, some) in strings.chunks(MARKS.1).enumerate() {
        for (value, number) in marked(file, text, some) {
            found.insert(value, round * MARKS.1 + number);
        }
    }
    let first = first_value(file.list, file.source);
    let piece = |edit: &Edit| {
        let number = edit
            .value
            .index()
            .checked_sub(first)
            .and_then(|value| found.get(&value));
        let (string, _) = number
            .and_then(|number| strings.get(*number))
            .ok_or(Obstacle::PartOfCell)?;
        let new = serde_json::to_string(&edit.to).map_err(|_| Obstacle::Encoding)?;
        Ok(Piece {
            new,
            ..string.clone()
        })
    };
    file.edits.iter().map(piece).collect()
}

/// Values of the file (counted from its first) that came from a marked string, with the string's number.
fn marked(file: &File<'_>, text: &str, strings: &[(Piece, String)]) -> Vec<(usize, usize)> {
    let mark = |number: usize| {
        u32::try_from(number)
            .ok()
            .and_then(|number| char::from_u32(MARKS.0 + number))
    };
    let pieces = strings.iter().enumerate().map(|(number, (piece, meant))| {
        let marked = mark(number)
            .map(|mark| format!("{meant}{mark}"))
            .unwrap_or_default();
        let new = serde_json::to_string(&marked).unwrap_or_default();
        Piece { new, ..piece.clone() }
    });
    let probe = super::splice(text, pieces.collect());
    let mut again = List::default();
    again.sources.push(Source {
        name: file.name.to_owned(),
        digest: String::new(),
        size: 0,
    });
    let read = json::read(
        &mut again,
        0,
        file.name,
        &probe,
        &Choices::default(),
        file.limits,
        &mut |_| Flow::Continue,
    );
    let first = first_value(file.list, file.source);
    let before = file.list.values().get(first..).unwrap_or_default();
    if read.is_err() || again.values().len() > before.len() {
        return Vec::new();
    }
    let number = |text: &str| {
        let last = text.chars().next_back()?;
        let number = (last as u32).checked_sub(MARKS.0)? as usize;
        let (_, meant) = strings.get(number)?;
        (text.strip_suffix(last) == Some(meant)).then_some(number)
    };
    let values = again.values().iter().zip(before).enumerate();
    values
        .filter(|(_, (value, was))| {
            value.element() == was.element() && value.row == was.row && value.column == was.column
        })
        .filter_map(|(at, (value, was))| {
            let number = number(again.texts.get(value.text))?;
            (strings.get(number)?.1 == file.list.texts.get(was.text)).then_some((at, number))
        })
        .collect()
}

/// Values are added file by file.
fn first_value(list: &List, source: SourceId) -> usize {
    let is_own = |sheet: u16| {
        list.sheets
            .get(usize::from(sheet))
            .is_some_and(|sheet| sheet.source == source)
    };
    list.values()
        .iter()
        .position(|value| is_own(value.sheet))
        .unwrap_or(usize::MAX)
}

/// The strings of a document that are no keys, with what they mean.
fn values(text: &str) -> impl Iterator<Item = (Piece, String)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text.get(at..)?.find('"')?;
            let mut end = start + 1;
            loop {
                match text.as_bytes().get(end)? {
                    b'"' => break,
                    b'\\' => end += 2,
                    _ => end += 1,
                }
            }
            at = end + 1;
            if text.get(at..)?.trim_start().starts_with(':') {
                continue;
            }
            if let Ok(meant) = serde_json::from_str::<String>(text.get(start..at)?) {
                return Some((
                    Piece {
                        start,
                        end: at,
                        new: String::new(),
                    },
                    meant,
                ));
            }
        }
    })
}
