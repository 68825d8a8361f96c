//! What a reader hands over: texts, and cells that point to them.
//!
//! A list of 100,000 items has four million cells, most of them repeated (authority, address, hours), so texts are
//! interned: each distinct text is stored once and a cell is twelve bytes.

use crate::order::Arrange as _;
use crate::place::SheetId;
use crate::text::{is_placeholder, trimmed};
use hashbrown::{DefaultHashBuilder, HashMap, HashTable};
use std::hash::BuildHasher;
use std::num::NonZeroU32;

/// A text in [`Texts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextId(NonZeroU32);

impl TextId {
    /// What rules ask of every text is part of its number, so that they need no look at the text itself: whether space
    /// surrounds it, and whether it says nothing.
    const PADDED: u32 = 1;
    const EMPTY: u32 = 2;
    const FLAGS: u32 = 4;

    /// The text after so many others. `None` when all numbers are used.
    fn new(index: usize, text: &str) -> Option<Self> {
        // Counted from 1, so that having no text needs no room.
        let number = u32::try_from(index)
            .ok()?
            .checked_add(1)?
            .checked_mul(Self::FLAGS)?;
        let flag = |set: bool, flag: u32| if set { flag } else { 0 };
        let padded = flag(trimmed(text).len() < text.len(), Self::PADDED);
        let flags = padded | flag(is_placeholder(text), Self::EMPTY);
        NonZeroU32::new(number | flags).map(Self)
    }

    /// Its number: texts count up from 0 in order of first appearance, so tables indexed by it are possible.
    pub const fn index(self) -> usize {
        (self.0.get() / Self::FLAGS) as usize - 1
    }

    /// Whether the text is blank or a placeholder such as “无”; see [`is_placeholder`].
    pub const fn says_nothing(self) -> bool {
        self.0.get() & Self::EMPTY != 0
    }

    pub(crate) const fn is_padded(self) -> bool {
        self.0.get() & Self::PADDED != 0
    }
}

/// All texts of a check, each distinct one once. They lie apart: in one long string every look at a text would first ask
/// whether it begins and ends between characters, and rules look at texts more often than at anything else.
#[derive(Default)]
pub struct Texts {
    texts: Vec<Box<str>>,
    table: HashTable<TextId>,
    hasher: DefaultHashBuilder,
}

impl Texts {
    /// No texts yet, and room for so many: growing asks for every text's hash anew, wherever it lies.
    pub(crate) fn with_capacity(texts: usize) -> Self {
        Self {
            texts: Vec::with_capacity(texts),
            table: HashTable::with_capacity(texts),
            hasher: DefaultHashBuilder::default(),
        }
    }

    /// The id of `text`, storing it when it is new. `None` when a billion distinct texts are reached.
    pub fn intern(&mut self, text: &str) -> Option<TextId> {
        let hash = self.hasher.hash_one(text);
        if let Some(found) = self.find_hashed(hash, text) {
            return Some(found);
        }
        let Self { texts, table, hasher } = self;
        let id = TextId::new(texts.len(), text)?;
        texts.push(text.into());
        table.insert_unique(hash, id, |&id| hasher.hash_one(&*texts[id.index()]));
        Some(id)
    }

    /// The id of `text`, where it is known.
    pub(crate) fn find(&self, text: &str) -> Option<TextId> {
        self.find_hashed(self.hasher.hash_one(text), text)
    }

    #[inline]
    fn find_hashed(&self, hash: u64, text: &str) -> Option<TextId> {
        let found = self.table.find(hash, |&id| self.get(id) == text);
        found.copied()
    }

    /// The text of `id`.
    #[inline]
    pub fn get(&self, id: TextId) -> &str {
        &self.texts[id.index()]
    }

    /// The text of `id` without surrounding space.
    #[inline]
    pub fn trimmed(&self, id: TextId) -> &str {
        let text = self.get(id);
        if id.is_padded() { text.trim() } else { text }
    }

    /// The texts that space surrounds, without it.
    pub(crate) fn within_space(&self) -> WithinSpace {
        let mut padded: Vec<TextId> = self.table.iter().copied().filter(|id| id.is_padded()).collect();
        padded.arrange();
        let mut within: HashMap<&str, TextId> = HashMap::new();
        let plain = |id: TextId| {
            let text = self.trimmed(id);
            let found = self
                .find(text)
                .unwrap_or_else(|| *within.entry(text).or_insert(id));
            (!text.is_empty()).then_some(found)
        };
        WithinSpace(
            padded
                .iter()
                .copied()
                .zip(padded.iter().copied().map(plain))
                .collect(),
        )
    }

    /// Room that a table with a place for each text needs, and one for no text; see [`crate::compared::place_of`].
    pub(crate) fn places(&self) -> usize {
        self.texts.len() + 1
    }

    /// Number of distinct texts.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }
}

/// What texts that space surrounds are without it: the text itself, where there is one, else the first of those that are the
/// same without space; `None` where there is nothing else.
pub(crate) struct WithinSpace(HashMap<TextId, Option<TextId>>);

impl WithinSpace {
    /// The text without surrounding space.
    pub(crate) fn plain(&self, id: TextId) -> Option<TextId> {
        self.0.get(&id).copied().unwrap_or(Some(id))
    }
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
    use super::{TextId, Texts};

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
        let padded = texts.intern("　柳州市 \n").expect("interned");
        assert_eq!(
            (texts.trimmed(padded), texts.get(padded)),
            ("柳州市", "　柳州市 \n")
        );
        assert_eq!(padded.index(), 3);
        let nothing = texts.intern(" 无 ").expect("interned");
        assert!(nothing.says_nothing() && ids[1].is_some_and(TextId::says_nothing) && !padded.says_nothing());
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
