//! How much one check takes. The reasons stand in the design's reliability goals: beyond these a browser tab dies.

/// Limits of one check. Every one that is reached is named to the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one file.
    pub file_bytes: u64,
    /// Entries of one archive or workbook container.
    pub entries: usize,
    /// Declared sizes of all entries together.
    pub expanded_bytes: u64,
    /// Declared size over packed size, for entries above `ratio_from`.
    pub ratio: u64,
    /// Entries smaller than this may pack as well as they like.
    pub ratio_from: u64,
    /// Filled cells of all sheets of a file.
    pub cells: usize,
    /// Rows times columns of the used rectangle, for formats whose reader allocates it.
    pub rectangle: u64,
    /// Columns with any content.
    pub columns: u16,
    /// Characters of one text: Excel's own limit.
    pub text_chars: usize,
    /// Attributes of one XML tag.
    pub attributes: usize,
    /// Items of one check.
    pub items: usize,
    /// Nesting of JSON.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 50 << 20,
            entries: 2_000,
            expanded_bytes: 256 << 20,
            ratio: 200,
            ratio_from: 10 << 20,
            cells: 5_000_000,
            rectangle: 20_000_000,
            columns: 512,
            text_chars: 32_767,
            attributes: 256,
            items: 200_000,
            depth: 64,
        }
    }
}
