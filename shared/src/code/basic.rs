//! The catalogue's part of an item code.

/// The 12 characters of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BasicCode<'a> {
    text: &'a str,
}

impl<'a> BasicCode<'a> {
    /// `text` is twelve ASCII characters whose structure was checked.
    pub(super) const fn of_checked(text: &'a str) -> Self {
        Self { text }
    }

    /// All 12 characters.
    pub const fn as_str(&self) -> &'a str {
        self.text
    }

    /// `00` for the national catalogue, `45` for items set by Guangxi.
    pub fn area(&self) -> &'a str {
        self.text.get(0..2).unwrap_or_default()
    }

    /// Item type, a code of [`crate::dictionary::Dictionary::TaskType`].
    pub fn task_type(&self) -> &'a str {
        self.text.get(2..4).unwrap_or_default()
    }

    /// Number of the guiding central department.
    pub fn guiding_department(&self) -> &'a str {
        self.text.get(4..6).unwrap_or_default()
    }

    /// Serial of the main item.
    pub fn main_serial(&self) -> &'a str {
        self.text.get(6..9).unwrap_or_default()
    }

    /// Serial of the sub item; `000` when the main item is not divided.
    pub fn sub_serial(&self) -> &'a str {
        self.text.get(9..12).unwrap_or_default()
    }

    /// Whether the sub item was set locally (`W01`).
    pub fn is_local_sub_item(&self) -> bool {
        self.sub_serial().starts_with('W')
    }
}
