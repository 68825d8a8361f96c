//! Columns without a title are named by their letters, so that they can be shown and chosen like others.

const OPEN: &str = "（第";
const CLOSE: &str = "列，无标题）";

/// What a column without a title is called.
pub(crate) fn name(letters: &str) -> String {
    format!("{OPEN}{letters}{CLOSE}")
}

/// Whether `title` is such a name. It says nothing of what the column holds, so a choice made for it is good for its file
/// only.
pub fn is(title: &str) -> bool {
    title.starts_with(OPEN) && title.ends_with(CLOSE)
}
