//! Messages between page and worker.
//!
//! Both ends are Rust and of one build, so a message is postcard bytes in a transferred buffer. The page never receives the list, only a summary
//! and windows of it; every text in an answer is ready to be shown in the language the request names.

mod detail;
mod rows;

use crate::locale::Lang;
use crate::query::{Filter, FindingOrder, ItemOrder, Subject, UnitOrder};
use serde::{Deserialize, Serialize};

pub use detail::*;
pub use rows::*;

/// Most rows one answer carries.
pub const MAX_ROWS: u32 = 200;

/// A message with the number that ties answers to their request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Envelope<T> {
    /// Number of the request; every answer to it carries the same.
    pub id: u32,
    /// Language of the texts wanted.
    pub lang: Lang,
    /// The message.
    pub body: T,
}

/// What the page asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Read and check. Files and pasted bytes travel beside the message, in the order of `names`.
    Check(Check),
    /// Check the built-in example; it has no names.
    Sample(Check),
    /// The summary of the current result.
    Overview,
    /// A window of items.
    Items(Window<ItemOrder>),
    /// A window of findings.
    Findings(Window<FindingOrder>),
    /// A window of authorities.
    Units(Window<UnitOrder>),
    /// Counts for the filter panel, of findings or of items.
    Groups(Filter, Subject),
    /// What the reader had to say, and how it understood every column.
    Notices,
    /// Clauses that were not checked, with reasons.
    Unchecked,
    /// All clauses and what they took.
    Ledger,
    /// Everything about one item.
    Item(u32),
    /// The result as a file. One at a time: a file that is still being made is given up.
    Export(Format),
    /// Nobody waits any more for the file that this question asked for. Has no answer.
    GiveUp(u32),
    /// All clauses of the standard in force.
    Standard,
    /// What the next check can be given besides its list; the files of the reference lists travel beside the message.
    Setup(SetupState),
    /// Reference lists and special inspections of the result; `true` for paper.
    Comparison(bool),
    /// A window of entries without an item and of items outside the lists.
    Differences(DifferenceWindow),
}

/// A file of reference lists: its name, and the identifier of its kind where a person said it; otherwise the file must
/// tell. A pair like [`Check::choices`], so that the page carries the code for both once.
pub type ReferenceName = (String, Option<String>);

/// What was chosen for the next check besides its list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetupState {
    /// The reference lists that are held.
    pub references: Vec<ReferenceName>,
    /// Identifiers of the special inspections.
    pub campaigns: Vec<String>,
    /// Whether a result is shown, which could be checked again.
    pub shown: bool,
}

/// What to check, and how.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// Names of the files that travel beside the message.
    pub names: Vec<String>,
    /// Whether files may turn out to be reference lists.
    pub sort: bool,
    /// Reference lists, whose files travel after the others.
    pub references: Vec<ReferenceName>,
    /// Identifiers of the special inspections to add to the standard.
    pub campaigns: Vec<String>,
    /// Day of the check, `2026-01-31`.
    pub date: String,
    /// Version of the standard; `None` for the newest.
    pub standard: Option<String>,
    /// A person's corrections of the mapping: title, and identifier of the element or `None` to ignore the column.
    /// Identifiers, not elements: the page does without the registry of elements, which would be a tenth of its size.
    pub choices: Vec<(String, Option<String>)>,
}

/// A window of a filtered and sorted table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Window<O> {
    /// Which rows.
    pub filter: Filter,
    /// In which order.
    pub order: O,
    /// The other way round.
    pub descending: bool,
    /// First row wanted.
    pub offset: u32,
    /// Rows wanted, at most [`MAX_ROWS`].
    pub len: u32,
}

/// Which side lacks the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    /// An entry without an item.
    Missing,
    /// An item that is not on the list.
    Outside,
}

/// A window of what lists lack and what they do not hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DifferenceWindow {
    /// Only one kind of list, by identifier.
    pub kind: Option<String>,
    /// Only one side.
    pub side: Option<Side>,
    /// Words that all must stand in a row.
    pub text: String,
    /// First row wanted.
    pub offset: u32,
    /// Rows wanted, at most [`MAX_ROWS`].
    pub len: u32,
}

/// A file to save.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// The whole result as JSON.
    Json,
    /// The problem list as a workbook.
    Xlsx,
    /// The report as a document.
    Docx,
    /// The report as a page.
    Html,
}

/// What the worker is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Phase {
    /// Reading files.
    Read,
    /// Running the rules.
    Check,
    /// Making the tables for filters and search.
    Index,
    /// Making a file.
    Write,
}

/// What the worker answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// The worker has started. Sent once, with request number 0.
    Ready {
        /// Version of the engine.
        engine: String,
        /// Versions of the standard it knows; the first is the one in use.
        standards: Vec<String>,
        /// The site publishes a standard that could not be had: the built-in one is in use instead.
        published_failed: bool,
    },
    /// Still at it.
    Progress {
        /// What it does.
        phase: Phase,
        /// Amount done, in the unit of `total`.
        done: u64,
        /// Amount expected, 0 where unknown.
        total: u64,
    },
    /// The check is done, or its summary was asked for.
    Done(Box<Overview>),
    /// Nothing could be read. One sentence per file.
    Refused(Vec<String>),
    /// A window of items.
    Items(Rows<ItemRow>),
    /// A window of findings.
    Findings(Rows<FindingRow>),
    /// A window of authorities.
    Units(Rows<UnitRow>),
    /// Counts for the filter panel.
    Groups(Vec<Group>),
    /// What the reader had to say.
    Notices(Notices),
    /// One item.
    Item(Box<ItemDetail>),
    /// A file, which travels beside the message: the name to save it under.
    File(String),
    /// The files of a check are nothing but reference lists: the number of each, and whether it can be used.
    References(Vec<(u32, bool)>),
    /// What a check can be given: HTML, and which of the reference lists can be used.
    Setup(String, Vec<bool>),
    /// A part of a page as HTML, in which every text of a list is harmless.
    Fragment(String),
    /// The request could not be served: no result yet, or no such item.
    Failed(String),
    /// The engine itself failed and cannot go on.
    Crashed(String),
}

#[cfg(test)]
mod tests {
    use super::{Answer, Check, Envelope, Request, Window};
    use crate::locale::Lang;
    use crate::query::{Facet, Filter};

    #[test]
    fn messages_survive_the_way_to_the_worker_and_back() {
        let mut filter = Filter::default();
        filter.toggle(Facet::Severity, "S1");
        filter.text = "材料 \"引号\"".to_owned();
        let window = Window {
            filter,
            len: 60,
            ..Window::default()
        };
        let check = Check {
            names: vec!["清单.xlsx".to_owned()],
            ..Check::default()
        };
        for body in [Request::Findings(window), Request::Check(check), Request::Item(7)] {
            let sent = Envelope {
                id: 3,
                lang: Lang::En,
                body,
            };
            let bytes = postcard::to_allocvec(&sent).expect("serialises");
            assert_eq!(
                postcard::from_bytes::<Envelope<Request>>(&bytes).expect("parses"),
                sent
            );
        }
        let refused = Answer::Refused(vec!["文件“a”是空的".to_owned()]);
        let text = postcard::to_allocvec(&refused).expect("serialises");
        assert_eq!(postcard::from_bytes::<Answer>(&text).expect("parses"), refused);
    }
}
