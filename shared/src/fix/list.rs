//! All fixes of a check.

use super::{Kind, proposal};
use crate::element::Element;
use crate::item::ValueId;
use crate::locale::Label;
use crate::result::CheckResult;

/// A proposal with the finding it mends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Number of the item.
    pub item: usize,
    /// Index of the clause.
    pub clause: u16,
    /// Whether a person must look first.
    pub kind: Kind,
    /// Element of the value.
    pub element: Element,
    /// Row of the sub-list, from 0.
    pub entry: Option<u16>,
    /// The value.
    pub value: ValueId,
    /// Its text as written.
    pub from: String,
    /// Its text to be.
    pub to: String,
    /// Why.
    pub why: Label,
}

/// The fixes of a check, in the order of its findings.
pub fn fixes(result: &CheckResult) -> Vec<Fix> {
    let mut fixes = Vec::new();
    for (index, checked) in result.items.iter().enumerate() {
        if checked.findings.is_empty() {
            continue;
        }
        let item = result.list.view(index);
        for view in result.findings_of(index) {
            let finding = &view.stored.finding;
            let (Some(value), Some(proposal)) = (finding.value, proposal(result, &item, view.stored)) else {
                continue;
            };
            fixes.push(Fix {
                item: index,
                clause: view.stored.clause,
                kind: proposal.kind,
                element: result.list.value(value).element(),
                entry: finding.entry,
                value,
                from: result.list.text(value).to_owned(),
                to: proposal.to,
                why: proposal.why,
            });
        }
    }
    fixes
}
