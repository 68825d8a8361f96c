//! Keys of a document: what each means, and which elements an item provides through them.

use super::{Fields, guitongban};
use crate::element::{Element, Part};
use crate::import::assemble::Draft;
use crate::item::Provided;
use crate::mapping::{Choices, How, is_identity, part, title::Title};
use crate::place::SheetId;
use hashbrown::HashMap;

/// Keys under which documents keep their items.
pub(super) const CONTAINERS: &[&str] = &[
    "data",
    "list",
    "items",
    "item",
    "rows",
    "records",
    "result",
    "results",
    "content",
    "事项",
    "事项列表",
    "清单",
    "实施清单",
    "事项清单",
];

/// Keys beside the items that describe the response, not an item.
pub(super) const ENVELOPE: &[&str] = &[
    "status",
    "lasttimestamp",
    "returnitemsunnum",
    "total",
    "count",
    "code",
    "msg",
    "message",
    "success",
    "page",
    "pagesize",
    "size",
    "timestamp",
    "schema",
    "version",
];

/// Codes with which platforms say that all went well.
pub(super) const SUCCESS: &[&str] = &["00", "0", "000000", "200", "success", "ok", "true"];

/// Whether the fields only describe the response.
pub(super) fn is_envelope(fields: &Fields) -> bool {
    fields
        .iter()
        .all(|(key, _)| ENVELOPE.contains(&key.to_ascii_lowercase().as_str()))
}

/// What one key means in its sheet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key {
    pub(super) column: u16,
    /// Element of the sheet's part.
    pub(super) element: Option<Element>,
    /// Sub-list it names, in the item's own sheet.
    pub(super) part: Option<Part>,
    /// Element of a sub-list that it means where the item is a row of plain values; once that was asked.
    pub(super) beside: Option<Element>,
    pub(super) is_asked: bool,
    pub(super) how: How,
    /// Needs no notice: technical, private, or the code of the item in a sub-list.
    pub(super) quiet: bool,
}

/// One module, or one sub-list, and its keys.
pub(super) struct Module {
    pub(super) id: SheetId,
    pub(super) name: String,
    pub(super) part: Part,
    pub(super) names: Vec<String>,
    pub(super) keys: HashMap<String, Key>,
    /// How often each unmapped key stood there.
    pub(super) unmapped: Vec<u64>,
}

/// What `name` means as a key of `part`.
pub(super) fn meaning(part: Part, name: &str, column: u16, choices: &Choices) -> Key {
    let title = Title::of(name);
    let mut key = Key {
        column,
        element: None,
        part: None,
        beside: None,
        is_asked: false,
        how: How::None,
        quiet: name.starts_with('_') || guitongban::is_technical(name),
    };
    if name.starts_with('_') {
        return key;
    }
    if let Some(choice) = choices.get(name) {
        key.element = choice.filter(|element| element.part() == part);
        key.how = How::Chosen;
        key.quiet |= choice.is_none();
        return key;
    }
    if let Some(candidate) = part::within(part, &title) {
        key.element = Some(candidate.element);
        key.how = if candidate.rank == 0 {
            How::Exact
        } else {
            How::Synonym
        };
        key.quiet = false;
    } else if part != Part::Main {
        // Codes that lead back to the item, and numbers of rows.
        key.quiet |= title.is_row_number()
            || title
                .within(Part::Main)
                .is_some_and(|candidate| is_identity(candidate.element));
    }
    if part == Part::Main {
        key.part = part::named(name).filter(|part| *part != Part::Main);
        if key.part.is_some() && key.element.is_none() {
            key.how = How::Synonym;
            key.quiet = false;
        }
    }
    key
}

/// An item provides what any item of the file has a key for; but where one key holds a list for some items and a text
/// for others, each provides the form it has.
pub(super) fn provided(
    draft: &Draft,
    common: &Provided,
    lists: &[Provided; Part::ALL.len()],
    plain: &[Provided; Part::ALL.len()],
) -> Provided {
    let mut all = *common;
    for part in Part::ALL {
        let index = part as usize;
        let listed = draft.joined & list_bit(part) != 0;
        let written = draft.joined & plain_bit(part) != 0;
        let has_list = lists[index] != Provided::default();
        if listed || (!written && has_list) {
            all.extend(&lists[index]);
        }
        if written || (!listed && !has_list) {
            all.extend(&plain[index]);
        }
    }
    all
}

/// Mark of an item that has a sub-list as a list.
pub(super) const fn list_bit(part: Part) -> u64 {
    1 << part as u64
}

/// Mark of an item that has it as a text.
pub(super) const fn plain_bit(part: Part) -> u64 {
    1 << (part as u64 + 16)
}
