//! What is told of reference lists and special inspections: what can be chosen, what was read, how lists and items
//! compare. Page and reports are made of it.

use crate::protocol::Side;
use crate::standard::Text;

/// What a check can be given besides its list, in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Setup {
    /// Kinds of reference list.
    pub kinds: Vec<Choice>,
    /// Special inspections of the standard in use.
    pub campaigns: Vec<Choice>,
}

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: Text,
    /// What it brings, in one sentence.
    pub text: Text,
    /// Kinds of reference list it works with, by identifier.
    pub references: Vec<String>,
}

/// What a file of reference lists holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferenceFile {
    /// Its number among the files of the check.
    pub file: u32,
    /// Its name.
    pub name: String,
    /// Its lists.
    pub lists: Vec<ReferenceRow>,
    /// Why it is not used; empty where it is.
    pub refused: String,
    /// Whether a person can help by saying its kind.
    pub ask: bool,
}

/// One reference list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferenceRow {
    /// Identifier of its kind.
    pub kind: String,
    /// Name of its kind.
    pub kind_name: Text,
    /// File.
    pub file: String,
    /// Entries.
    pub entries: u32,
    /// Entries with a basic code.
    pub coded: u32,
    /// Where it holds.
    pub scope: Text,
    /// SHA-256 of its file.
    pub digest: String,
}

/// How one kind of list and the items cover each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverageRow {
    /// Identifier of the kind.
    pub kind: String,
    /// Name of the kind.
    pub name: String,
    /// Division and level; empty for all together.
    pub place: String,
    /// Items that the list is about.
    pub items: u32,
    /// Of these, items on the list.
    pub listed: u32,
    /// Of these, items that are not.
    pub outside: u32,
    /// Entries that should have an item.
    pub expected: u32,
    /// Of these, entries that have one.
    pub found: u32,
    /// Of these, entries that have none.
    pub missing: u32,
    /// Entries of other departments, which were not compared; 0 for all places together.
    pub elsewhere: u32,
    /// Entries that name no level.
    pub unplaced: u32,
}

/// A clause of a special inspection: its outcomes by number of items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignClause {
    /// Code.
    pub code: String,
    /// Wording.
    pub title: String,
    /// Certain problems.
    pub fail: u64,
    /// Suspected problems only.
    pub suspect: u64,
    /// In order.
    pub pass: u64,
    /// Not concerned.
    pub not_applicable: u64,
    /// Not checked.
    pub not_checked: u64,
}

/// A special inspection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignRow {
    /// Name.
    pub name: String,
    /// Names of the lists it works with that were not given.
    pub lacking: Vec<String>,
    /// Its clauses.
    pub clauses: Vec<CampaignClause>,
    /// Names of the kinds of list whose coverage belongs to it.
    pub coverage: Vec<String>,
}

/// Reference lists and special inspections of a result.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Coverage by kind, all places together.
    pub totals: Vec<CoverageRow>,
    /// Coverage by kind, division and level; those that lack most first where they are too many to be shown.
    pub places: Vec<CoverageRow>,
    /// Places that are not shown.
    pub places_left: u32,
    /// Entries of other departments at all places, which were not compared.
    pub elsewhere: u32,
    /// Warnings of the reader of the lists: place and sentence.
    pub notices: Vec<(String, String)>,
    /// Special inspections.
    pub campaigns: Vec<CampaignRow>,
}

/// An entry without an item, or an item outside the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DifferenceRow {
    /// Which.
    pub side: Side,
    /// Name of the kind of list.
    pub kind: String,
    /// Division and level.
    pub place: String,
    /// Name of the entry or item.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Department of the entry, or authority of the item.
    pub unit: String,
    /// Where the entry stands; empty for items.
    pub at: String,
    /// Number of the item.
    pub item: Option<u32>,
}
