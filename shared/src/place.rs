//! Where a value stands: file, sheet, row, column.

use crate::element::Part;
use crate::locale::Lang;
use serde::{Deserialize, Serialize};

/// Index into [`crate::item::List::sources`].
pub type SourceId = u16;
/// Index into [`crate::item::List::sheets`].
pub type SheetId = u16;

/// The place of one value. Rows and columns count from 0 as stored; people see them from 1 and as letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Sheet (which knows its file).
    pub sheet: SheetId,
    /// Row from 0; for JSON the index of the item in its list.
    pub row: u32,
    /// Column from 0; for JSON an index into the sheet's key names.
    pub column: u16,
}

/// One sheet of a workbook, the only sheet of a CSV file, or one module of a JSON document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// File it belongs to.
    pub source: SourceId,
    /// Sheet name, or module such as `AUDIT_MATERIAL`; `None` where the format has none (CSV).
    pub name: Option<String>,
    /// Key names where columns have names of their own (JSON); empty for grids, whose columns are letters.
    pub keys: Vec<String>,
}

impl Sheet {
    /// What people call the column: `AB`, or the JSON key.
    pub fn column_name(&self, column: u16) -> String {
        self.keys
            .get(usize::from(column))
            .cloned()
            .unwrap_or_else(|| column_letters(column))
    }

    /// Its name as people see it: what the file calls it, and in their language what it is called here, since items in
    /// JSON lie in no sheet of their own.
    pub fn shown(&self, lang: Lang) -> Option<&str> {
        let name = self.name.as_deref()?;
        let own = Part::Main.name();
        let is_own = !self.keys.is_empty() && name == own.zh;
        Some(if is_own { own.get(lang) } else { name })
    }
}

/// `0` → `A`, `25` → `Z`, `26` → `AA`.
pub fn column_letters(column: u16) -> String {
    let mut number = u32::from(column) + 1;
    let mut letters = Vec::new();
    while number > 0 {
        number -= 1;
        letters.push(char::from(b'A' + (number % 26) as u8));
        number /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::{Sheet, column_letters};
    use crate::locale::Lang;

    #[test]
    fn only_the_name_given_here_is_translated() {
        let shown = |name: &str, keys: &[&str]| {
            let sheet = Sheet {
                source: 0,
                name: Some(name.to_owned()),
                keys: keys.iter().map(|key| (*key).to_owned()).collect(),
            };
            [Lang::ZhCn, Lang::En].map(|lang| sheet.shown(lang).map(str::to_owned))
        };
        let same = |name: &str| [Some(name.to_owned()), Some(name.to_owned())];
        assert_eq!(shown("基本信息", &[]), same("基本信息"), "a sheet of a workbook");
        assert_eq!(shown("AUDIT_ITEM", &["TASK_NAME"]), same("AUDIT_ITEM"));
        assert_eq!(
            shown("基本信息", &["事项名称"]),
            [Some("基本信息".to_owned()), Some("Item".to_owned())]
        );
    }

    #[test]
    fn columns_are_named_as_spreadsheets_name_them() {
        for (column, name) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (27, "AB"),
            (701, "ZZ"),
            (16383, "XFD"),
        ] {
            assert_eq!(column_letters(column), name);
        }
    }
}
