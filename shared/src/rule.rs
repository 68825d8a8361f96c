//! What a rule is. A rule knows no weights, dimensions or severities: those are the standard's.

use crate::element::Element;
use crate::finding::{Certainty, Finding};
use crate::fix::Proposal;
use crate::item::{ItemView, List};
use crate::law::Laws;
use crate::locale::Label;
use crate::order::Arrange as _;
use crate::reference::{Kind, References};
use crate::value;
use serde::de::DeserializeOwned;
use std::sync::Arc;
use time::Date;

/// What people read about a rule. The way to mend a defect stands in the standard (advice), for the bureau edits it.
#[derive(Debug)]
pub struct Meta {
    /// Permanent identifier in kebab-case that names the defect.
    pub id: &'static str,
    /// The defect in a few words.
    pub title: Label,
    /// What exactly is compared, and when the rule fails, suspects or does not apply. To be written here and read through
    /// [`Rule::what`].
    pub what: Label,
    /// Why it matters to the people who use the list.
    pub why: Label,
    /// Elements the file must carry for the rule to judge at all; without one of them the item is "not checked".
    pub needs: &'static [Element],
    /// Message templates with `{0}`, `{1}` …; findings name them by index.
    pub messages: &'static [Label],
}

/// What a rule says of one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Looked at and in order.
    Pass,
    /// Problems, certain or suspected; never empty.
    Found(Vec<Finding>),
    /// The rule does not concern this item.
    NotApplicable,
    /// The rule concerns the item, but what it needs is missing.
    NotChecked(Reason),
    /// The rule itself failed. Ours, never the list's.
    Error,
}

impl Outcome {
    /// `Found`, or `Pass` where there is nothing.
    pub fn of(findings: Vec<Finding>) -> Self {
        if findings.is_empty() {
            Self::Pass
        } else {
            Self::Found(findings)
        }
    }

    /// `Pass` or one finding.
    pub fn of_one(finding: Option<Finding>) -> Self {
        finding.map_or(Self::Pass, |finding| Self::Found(vec![finding]))
    }

    /// Its kind, for storage and display.
    pub fn kind(&self) -> OutcomeKind {
        match self {
            Self::Pass => OutcomeKind::Pass,
            Self::Found(findings)
                if findings
                    .iter()
                    .any(|finding| finding.certainty == Certainty::Fail) =>
            {
                OutcomeKind::Fail
            }
            Self::Found(_) => OutcomeKind::Suspect,
            Self::NotApplicable => OutcomeKind::NotApplicable,
            Self::NotChecked(Reason::NotProvided) => OutcomeKind::NotProvided,
            Self::NotChecked(Reason::Unreadable) => OutcomeKind::Unreadable,
            Self::NotChecked(Reason::Manual) => OutcomeKind::Manual,
            Self::NotChecked(Reason::NoReference) => OutcomeKind::NoReference,
            Self::NotChecked(Reason::NoLawText) => OutcomeKind::NoLawText,
            Self::Error => OutcomeKind::Error,
        }
    }
}

/// Why a clause was not checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The file has no column for an element the rule needs.
    NotProvided,
    /// The values are there but cannot be read with certainty.
    Unreadable,
    /// Only a person can judge it.
    Manual,
    /// It needs a reference list that was not given.
    NoReference,
    /// It needs the texts of laws, which the index in use does not have.
    NoLawText,
}

/// An outcome without its findings: one byte per item and clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub enum OutcomeKind {
    /// In order.
    Pass,
    /// Certain problems.
    Fail,
    /// Suspected problems only.
    Suspect,
    /// Does not concern the item.
    NotApplicable,
    /// Not checked: the file does not carry an element.
    NotProvided,
    /// Not checked: values cannot be read with certainty.
    Unreadable,
    /// Not checked: a person must judge.
    Manual,
    /// Not checked: no reference list.
    NoReference,
    /// Not checked: no texts of laws.
    NoLawText,
    /// The rule failed.
    Error,
}

impl OutcomeKind {
    /// All kinds.
    pub const ALL: [Self; 10] = [
        Self::Pass,
        Self::Fail,
        Self::Suspect,
        Self::NotApplicable,
        Self::NotProvided,
        Self::Unreadable,
        Self::Manual,
        Self::NoReference,
        Self::NoLawText,
        Self::Error,
    ];

    /// Name shown to people. “不合格” (unqualified) is the name of a grade and never said of a clause or a finding.
    pub const fn name(self) -> Label {
        match self {
            Self::Pass => Label::new("合格", "Pass"),
            Self::Fail => Label::new("确定问题", "Certain problem"),
            Self::Suspect => Label::new("疑似问题", "Suspected problem"),
            Self::NotApplicable => Label::new("不适用", "Not applicable"),
            Self::NotProvided => {
                Label::new("未检查：文件未提供该要素", "Not checked: element not in the file")
            }
            Self::Unreadable => Label::new(
                "未检查：取值无法确定含义",
                "Not checked: value cannot be read with certainty",
            ),
            Self::Manual => Label::new("未检查：需人工核查", "Not checked: a person must judge"),
            Self::NoReference => Label::new("未检查：缺少比对用的参考清单", "Not checked: no reference list"),
            Self::NoLawText => Label::new("未检查：法律库没有法律全文", "Not checked: no texts of laws"),
            Self::Error => Label::new("规则出错", "Rule failed"),
        }
    }
}

/// What every rule may know besides the item.
#[derive(Clone)]
pub struct Context {
    /// Day of the check.
    pub date: Date,
    /// Lists to compare with; none unless they were given.
    pub references: Arc<References>,
}

impl Context {
    /// A check without reference lists.
    pub fn on(date: Date) -> Self {
        Self::with(date, References::default())
    }

    /// A check against reference lists.
    pub fn with(date: Date, references: References) -> Self {
        Self {
            date,
            references: Arc::new(references),
        }
    }
}

/// A rule that looks at one item by itself. The type holds its parameters.
pub trait ItemRule: Send + Sync {
    /// Elements needed besides those of [`Meta::needs`], where they depend on parameters.
    fn needs(&self) -> Vec<Element> {
        Vec::new()
    }

    /// Takes the index of laws to judge by; rules that look up laws keep it.
    fn use_laws(&mut self, _: &Arc<Laws>) {}

    /// Kinds of reference list it cannot judge without; where one was not given, the item is "not checked".
    fn references(&self) -> Vec<Kind> {
        Vec::new()
    }

    /// Judges one item. Every needed element is carried by the file, though it may be blank, and every needed kind of
    /// reference list was given.
    fn check(&self, item: &ItemView<'_>, context: &Context) -> Outcome;

    /// The text that its finding's value should have, where that follows from the text itself.
    fn fix(&self, _item: &ItemView<'_>, _finding: &Finding, _context: &Context) -> Option<Proposal> {
        None
    }
}

/// A rule that compares items with each other. The type holds its parameters.
pub trait ListRule: Send + Sync {
    /// Judges all items for which `report.concerns(index)`; time must stay near-linear in the number of items.
    fn check(&self, list: &List, context: &Context, report: &mut ListReport);
}

/// Findings with the numbers of their items.
pub type FindingsByItem = Vec<(u32, Finding)>;

/// Where a [`ListRule`] puts its outcomes.
pub struct ListReport {
    concerned: Vec<bool>,
    kinds: Vec<Option<OutcomeKind>>,
    found: FindingsByItem,
}

impl ListReport {
    /// A report for items of which only the `concerned` ones are in the clause's scope and carry what it needs.
    pub fn new(concerned: Vec<bool>) -> Self {
        Self {
            kinds: vec![None; concerned.len()],
            concerned,
            found: Vec::new(),
        }
    }

    /// Whether the item is to be judged.
    pub fn concerns(&self, index: usize) -> bool {
        self.concerned.get(index).copied().unwrap_or(false)
    }

    /// Says the outcome of one item; items without one pass. The first outcome of an item counts.
    pub fn say(&mut self, index: usize, outcome: Outcome) {
        if !self.concerns(index) {
            return;
        }
        let Some(kind) = self.kinds.get_mut(index).filter(|kind| kind.is_none()) else {
            return;
        };
        *kind = Some(outcome.kind());
        if let Outcome::Found(findings) = outcome {
            let of_item = findings.into_iter().map(|finding| (index as u32, finding));
            self.found.extend(of_item);
        }
    }

    /// What was said: the outcomes by item, and the findings with their items, in order of items.
    pub fn finish(mut self) -> (Vec<Option<OutcomeKind>>, FindingsByItem) {
        self.found.arrange_by_key(|(index, _)| *index);
        (self.kinds, self.found)
    }
}

/// A rule with its parameters read.
pub enum Runner {
    /// Looks at one item.
    Item(Box<dyn ItemRule>),
    /// Compares items.
    List(Box<dyn ListRule>),
}

/// A rule as registered in [`crate::rules::ALL`].
pub struct Rule {
    /// What people read about it.
    pub meta: &'static Meta,
    pub(crate) build: fn(&serde_json::Value) -> Result<Runner, serde_json::Error>,
}

impl Rule {
    /// A rule for single items; `P` is its parameters and its check.
    pub const fn item<P: ItemRule + DeserializeOwned + 'static>(meta: &'static Meta) -> Self {
        Self {
            meta,
            build: |params| Ok(Runner::Item(Box::new(value::read::<P>(params)?))),
        }
    }

    /// A rule across items; `P` is its parameters and its check.
    pub const fn list<P: ListRule + DeserializeOwned + 'static>(meta: &'static Meta) -> Self {
        Self {
            meta,
            build: |params| Ok(Runner::List(Box::new(value::read::<P>(params)?))),
        }
    }

    /// Reads the parameters a clause gives (an object, perhaps empty).
    pub fn build(&self, params: &serde_json::Value) -> Result<Runner, serde_json::Error> {
        (self.build)(params)
    }
}
