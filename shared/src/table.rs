//! What a reader hands over: texts, and cells that point to them.
//!
//! A list of 100,000 items has four million cells, most of them repeated (authority, address, hours), so texts are
//! interned: each distinct text is stored once and a cell is twelve bytes.

use crate::place::SheetId;
use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;

/// A text in [`Texts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextId(u32);

impl TextId {
    /// Its number: texts count up from 0 in order of first appearance, so tables indexed by it are possible.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// All texts of a check, each distinct one once.
#[derive(Default)]
pub struct Texts {
    bytes: String,
    ends: Vec<u32>,
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Texts {
    /// The id of `text`, storing it when it is new. `None` when four gigabytes of distinct text are reached.
    pub fn intern(&mut self, text: &str) -> Option<TextId> {
        let hash = self.hasher.hash_one(text);
        if let Some(&found) = self.table.find(hash, |&id| self.get(TextId(id)) == text) {
            return Some(TextId(found));
        }
        let end = u32::try_from(self.bytes.len() + text.len()).ok()?;
        let id = u32::try_from(self.ends.len()).ok()?;
        self.bytes.push_str(text);
        self.ends.push(end);
        let Self {
            bytes,
            ends,
            table,
            hasher,
        } = self;
        table.insert_unique(hash, id, |&id| hasher.hash_one(slice(bytes, ends, id)));
        Some(TextId(id))
    }

    /// The text of `id`.
    pub fn get(&self, id: TextId) -> &str {
        slice(&self.bytes, &self.ends, id.0)
    }

    /// Number of distinct texts.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

fn slice<'a>(bytes: &'a str, ends: &[u32], id: u32) -> &'a str {
    let start = if id == 0 { 0 } else { ends[id as usize - 1] };
    &bytes[start as usize..ends[id as usize] as usize]
}

/// What kind of value the file held, before it became text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum CellKind {
    /// Text, as written.
    Text,
    /// A number; its text is the shortest exact decimal, or exponent form from 10^15 on, where digits may be lost.
    Number,
    /// A date or time, written in ISO form.
    Date,
    /// TRUE or FALSE, written 1 or 0.
    Bool,
    /// A formula error such as `#REF!`.
    Error,
}

/// One filled cell.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    /// Its text; never empty.
    pub text: TextId,
    /// Row from 0.
    pub row: u32,
    /// Column from 0.
    pub column: u16,
    /// What the file held.
    pub kind: CellKind,
}

/// A merged range, both corners included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    /// First row.
    pub top: u32,
    /// Last row.
    pub bottom: u32,
    /// First column.
    pub left: u16,
    /// Last column.
    pub right: u16,
}

/// One sheet as read: filled cells in order of row, then column.
#[derive(Debug)]
pub struct Table {
    /// Which sheet.
    pub sheet: SheetId,
    /// Filled cells, sorted by row, then column.
    pub cells: Vec<Cell>,
    /// Merged ranges.
    pub merges: Vec<Merge>,
    /// Hidden rows, sorted.
    pub hidden_rows: Vec<u32>,
    /// Hidden columns, sorted.
    pub hidden_columns: Vec<u16>,
    /// The whole sheet is hidden.
    pub hidden: bool,
}

impl Table {
    /// The rows that hold anything, each with its cells.
    pub fn rows(&self) -> impl Iterator<Item = (u32, &[Cell])> {
        self.cells
            .chunk_by(|a, b| a.row == b.row)
            .map(|cells| (cells[0].row, cells))
    }
}

#[cfg(test)]
mod tests {
    use super::Texts;

    #[test]
    fn equal_texts_share_one_id() {
        let mut texts = Texts::default();
        let ids: Vec<_> = ["南宁市", "", "柳州市", "南宁市"]
            .iter()
            .map(|text| texts.intern(text))
            .collect();
        assert_eq!(ids[0], ids[3]);
        assert_eq!(texts.len(), 3);
        assert_eq!(texts.get(ids[1].expect("interned")), "");
        assert_eq!(texts.get(ids[2].expect("interned")), "柳州市");
    }

    #[test]
    fn many_texts_stay_apart() {
        let mut texts = Texts::default();
        let ids: Vec<_> = (0..10_000)
            .map(|n| texts.intern(&format!("文本{n}")).expect("interned"))
            .collect();
        for (n, id) in ids.iter().enumerate() {
            assert_eq!(texts.get(*id), format!("文本{n}"));
        }
    }
}
