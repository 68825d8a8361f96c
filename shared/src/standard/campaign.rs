//! Special inspections.

use super::Text;
use crate::reference::Kind;
use serde::{Deserialize, Serialize};

/// A special inspection (专项核查): a layer that is merged only when it is asked for, with a section of its own in
/// results.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Campaign {
    /// Identifier; its layer is the folder `campaign-<id>`.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Kinds of reference list it works with.
    pub references: Vec<Kind>,
    /// Codes of the clauses of its section, its own and others, in order.
    pub clauses: Vec<String>,
}
