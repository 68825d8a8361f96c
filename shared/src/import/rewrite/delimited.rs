//! CSV and TSV: the field as written, its quotes and protections kept.

use super::super::{csv, protect};
use super::{Edit, Obstacle, Piece, within};
use crate::import::detect;
use std::collections::BTreeMap;

/// What changes in the text, per edit.
pub(super) fn pieces(name: &str, text: &str, edits: &[Edit]) -> Vec<Result<Piece, Obstacle>> {
    let tabs = matches!(detect::extension(name).as_str(), "tsv" | "tab");
    let mut by_place: BTreeMap<(u32, u16), Vec<usize>> = BTreeMap::new();
    for (number, edit) in edits.iter().enumerate() {
        by_place
            .entry((edit.place.row, edit.place.column))
            .or_default()
            .push(number);
    }
    let mut pieces = vec![Err(Obstacle::PartOfCell); edits.len()];
    csv::each_field(text, tabs, &mut |row, column, field| {
        let numbers = u16::try_from(column)
            .ok()
            .and_then(|column| by_place.get(&(row, column)));
        for number in numbers.into_iter().flatten() {
            pieces[*number] = piece(&field, text, &edits[*number]);
        }
    });
    pieces
}

fn piece(field: &csv::Written<'_>, text: &str, edit: &Edit) -> Result<Piece, Obstacle> {
    let raw = text.get(field.start..field.end).ok_or(Obstacle::PartOfCell)?;
    let shown = protect::unprotected(field.text.clone());
    let new = within(&shown, edit)?;
    let new = match field.text.as_ref() {
        text if text.starts_with("=\"") && shown != text => format!("=\"{}\"", new.replace('"', "\"\"")),
        text if text.starts_with('\'') && shown != text && new.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("'{new}")
        }
        _ => new,
    };
    let quoted = field.quotes && raw.starts_with('"');
    let needs = new.starts_with('"') || new.contains([field.delimiter, '\n', '\r']);
    let new = match (quoted || needs, field.quotes) {
        (true, true) => format!("\"{}\"", new.replace('"', "\"\"")),
        (true, false) => return Err(Obstacle::PartOfCell),
        (false, _) => new,
    };
    Ok(Piece {
        start: field.start,
        end: field.end,
        new,
    })
}
