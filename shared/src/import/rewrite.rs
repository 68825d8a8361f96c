//! Puts other texts into the cells of a file and leaves everything else as it is, byte by byte where the format allows.
//!
//! Native only. What was written is not believed: whoever calls reads the new file again and compares ([`crate::fix`]).

mod delimited;
mod json;
#[cfg(test)]
mod tests;
mod workbook;

use super::guard::Container;
use super::{Limits, Package, detect, encoding};
use crate::item::{List, ValueId};
use crate::locale::Label;
use crate::place::{Place, SourceId};

/// Another text for one value.
#[derive(Clone, Debug)]
pub struct Edit {
    /// The value as read.
    pub value: ValueId,
    /// Where it stands.
    pub place: Place,
    /// Its text as read.
    pub from: String,
    /// Its text to be.
    pub to: String,
}

/// Why a text was left as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The format is not written.
    Format,
    /// The cell holds a formula.
    Formula,
    /// The cell's characters have formats of their own.
    RichText,
    /// The cell holds a number, date or truth value.
    NotText,
    /// The value is only a part of the cell's text, and not one that can be told apart.
    PartOfCell,
    /// The file's bytes cannot be written back as they were.
    Encoding,
    /// The mended file, read again, would differ elsewhere or have new problems.
    SideEffect,
    /// The cell has another correction that goes first.
    Later,
}

impl Obstacle {
    /// The reason as shown to people.
    pub const fn reason(self) -> Label {
        match self {
            Self::Format => Label::new(
                "不修正此格式的文件，请另存为xlsx、csv或json后再修正",
                "files of this format are not changed: save it as xlsx, csv or json",
            ),
            Self::Formula => Label::new("单元格是公式，请修改公式的来源", "the cell holds a formula"),
            Self::RichText => Label::new(
                "单元格内文字有多种格式，请手工修改",
                "the cell's characters have several formats",
            ),
            Self::NotText => Label::new("单元格不是文本，请手工修改", "the cell holds no text"),
            Self::PartOfCell => Label::new(
                "只是单元格内容的一部分或在合并单元格中，请手工修改",
                "the value is a part of its cell or stands in merged cells",
            ),
            Self::Encoding => Label::new(
                "文件中有无法原样写回的字符，请另存为UTF-8后再修正",
                "the file's characters cannot be written back as they were: save it as UTF-8",
            ),
            Self::SideEffect => Label::new(
                "改后会影响其他内容或产生新问题，请人工核对",
                "the change would alter something else or bring a new problem",
            ),
            Self::Later => Label::new("同一单元格另有修正", "the cell has another correction"),
        }
    }
}

/// A file with other texts in it.
pub(crate) struct Rewritten {
    /// The new file; as given where nothing could be changed.
    pub(crate) bytes: Vec<u8>,
    /// What became of each edit, in their order.
    pub(crate) outcomes: Vec<Result<(), Obstacle>>,
}

/// Writes `edits` into the file `bytes`, which `list` has read as `source`. Edits of the same place must be equal.
pub(crate) fn rewrite(
    list: &List,
    source: SourceId,
    name: &str,
    bytes: &[u8],
    edits: &[Edit],
    limits: &Limits,
) -> Rewritten {
    let file = File {
        list,
        source,
        name,
        bytes,
        edits,
        limits,
    };
    let written = match detect::form(name, bytes) {
        Ok(detect::Form::Zip) => file.container(),
        Ok(detect::Form::Text) => file.text(),
        Ok(detect::Form::Compound) | Err(_) => None,
    };
    written.unwrap_or_else(|| file.refused(Obstacle::Format))
}

/// A file, what was read of it, and what is to be changed.
struct File<'a> {
    list: &'a List,
    source: SourceId,
    name: &'a str,
    bytes: &'a [u8],
    edits: &'a [Edit],
    limits: &'a Limits,
}

impl File<'_> {
    /// The file as it was.
    fn refused(&self, obstacle: Obstacle) -> Rewritten {
        Rewritten {
            bytes: self.bytes.to_vec(),
            outcomes: vec![Err(obstacle); self.edits.len()],
        }
    }

    fn container(&self) -> Option<Rewritten> {
        let mut container = Container::open(self.name, self.bytes, self.limits).ok()?;
        match super::package(&mut container).ok()? {
            Package::Workbook(main) => {
                let parts = super::xlsx::parts(&mut container, &main).ok()?;
                workbook::rewrite(self, &mut container, &parts)
            }
            _ => None,
        }
    }

    fn text(&self) -> Option<Rewritten> {
        let decoded = encoding::decode(self.bytes);
        let form = detect::text_form(self.name, &decoded.text).ok()?;
        if decoded.replaced > 0
            || encoding::encode_like(self.bytes, &decoded.text).as_deref() != Some(self.bytes)
        {
            return Some(self.refused(Obstacle::Encoding));
        }
        let pieces = match form {
            detect::TextForm::Json => json::pieces(self, &decoded.text),
            detect::TextForm::Delimited => delimited::pieces(self.name, &decoded.text, self.edits),
        };
        let (outcomes, pieces) = settle(pieces);
        match encoding::encode_like(self.bytes, &splice(&decoded.text, pieces)) {
            Some(bytes) => Some(Rewritten { bytes, outcomes }),
            None => Some(self.refused(Obstacle::Encoding)),
        }
    }
}

/// A range of a text and what is to stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    start: usize,
    end: usize,
    new: String,
}

/// Outcomes, and the pieces in order without repetition; of two different ones for a range the first counts.
fn settle(pieces: Vec<Result<Piece, Obstacle>>) -> (Vec<Result<(), Obstacle>>, Vec<Piece>) {
    let mut kept: Vec<Piece> = Vec::new();
    let mut outcomes = Vec::with_capacity(pieces.len());
    let mut by_start: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
    for piece in pieces {
        outcomes.push(match piece {
            Err(obstacle) => Err(obstacle),
            Ok(piece) => match by_start.get(&piece.start) {
                Some(&at) if kept[at] == piece => Ok(()),
                Some(_) => Err(Obstacle::Later),
                None => {
                    by_start.insert(piece.start, kept.len());
                    kept.push(piece);
                    Ok(())
                }
            },
        });
    }
    kept.sort_by_key(|piece| piece.start);
    (outcomes, kept)
}

fn splice(text: &str, pieces: Vec<Piece>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for piece in pieces {
        out.push_str(text.get(at..piece.start).unwrap_or_default());
        out.push_str(&piece.new);
        at = piece.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// The cell's text to be: `from` is all of it but surrounding space, or a part of
/// it that occurs once and ends with its line.
fn within(cell: &str, edit: &Edit) -> Result<String, Obstacle> {
    let from = edit.from.as_str();
    if cell == from {
        return Ok(edit.to.clone());
    }
    let mut places = cell.match_indices(from);
    let (Some((at, _)), None) = (places.next(), places.next()) else {
        return Err(Obstacle::PartOfCell);
    };
    let (before, after) = (&cell[..at], &cell[at + from.len()..]);
    if !matches!(
        after
            .trim_start_matches([' ', '\t', '\u{3000}', '\r'])
            .chars()
            .next(),
        None | Some('\n')
    ) {
        return Err(Obstacle::PartOfCell);
    }
    Ok(format!("{before}{}{after}", edit.to))
}
