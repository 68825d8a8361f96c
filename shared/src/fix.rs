//! How findings can be mended: a text in place of another. *Safe* ones follow from the text itself and change nothing
//! that it says; *suggested* ones need a person. Nothing is ever guessed: a rule that is not sure proposes nothing.

#[cfg(feature = "authoring")]
mod repair;

use crate::element::Element;
use crate::item::ValueId;
use crate::locale::Label;
use crate::result::CheckResult;
use crate::rule::Runner;
use serde::Serialize;

#[cfg(feature = "authoring")]
pub use repair::{Change, File, Repair, State, repair};

/// Whether a person must look first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The meaning is the same, only the writing changes. May be applied without asking.
    Safe,
    /// Likely meant, but a person must decide. Never applied.
    Suggested,
}

impl Kind {
    /// Name shown to people.
    pub const fn name(self) -> Label {
        match self {
            Self::Safe => Label::new("可自动修正", "safe"),
            Self::Suggested => Label::new("建议，需人工确认", "suggested"),
        }
    }
}

/// What a rule proposes for one of its findings: the whole new text of the finding's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Whether a person must look first.
    pub kind: Kind,
    /// The new text.
    pub to: String,
    /// Why this is what was meant.
    pub why: Label,
}

impl Proposal {
    /// A proposal that may be applied without asking.
    pub fn safe(to: impl Into<String>, why: Label) -> Self {
        Self {
            kind: Kind::Safe,
            to: to.into(),
            why,
        }
    }

    /// A proposal for a person to look at.
    pub fn suggested(to: impl Into<String>, why: Label) -> Self {
        Self {
            kind: Kind::Suggested,
            ..Self::safe(to, why)
        }
    }
}

/// Why [`compact`] is what was meant.
pub const COMPACT: Label = Label::new("编码写成半角、不带空格", "the code in half-width, without spaces");

/// A code in half-width characters without spaces.
pub fn compact(code: &str) -> String {
    crate::text::narrow(code)
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect()
}

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
            let (clause, finding) = (view.stored.clause, &view.stored.finding);
            let (Some((_, Runner::Item(rule))), Some(value)) =
                (result.standard.runner(usize::from(clause)), finding.value)
            else {
                continue;
            };
            let from = result.list.text(value);
            let proposal = rule.fix(&item, finding, &result.context);
            let Some(proposal) = proposal.filter(|proposal| proposal.to != from && !proposal.to.is_empty())
            else {
                continue;
            };
            fixes.push(Fix {
                item: index,
                clause,
                kind: proposal.kind,
                element: result.list.value(value).element(),
                entry: finding.entry,
                value,
                from: from.to_owned(),
                to: proposal.to,
                why: proposal.why,
            });
        }
    }
    fixes
}
