//! Finding the entry of an item: by basic code first, else by name. Hash maps only, so that 100,000 items and as many
//! entries stay near-linear.

use super::entry::{Entry, EntryView, References};
use super::{Cover, Field, Kind};
use crate::code::{BasicCode, CodeKind, ItemCode};
use crate::division::Division;
use crate::element::Element;
use crate::item::{Fields as _, ItemView};
use crate::locale::Label;
use crate::table::Texts;
use crate::text::bare_title;
use crate::text::similar::normal_name;
use hashbrown::HashMap;
use std::collections::BTreeMap;
use time::Date;

/// What an item says of itself, as far as lists are concerned.
pub struct Subject<'a> {
    /// Its valid basic code, from its own column or from the implementing code.
    pub code: Option<BasicCode<'a>>,
    /// Its name.
    pub name: &'a str,
    /// Where it is exercised; `None` outside Guangxi or where it does not say.
    pub division: Option<&'static Division>,
    /// Its levels by code.
    pub levels: Vec<&'static str>,
}

impl<'a> Subject<'a> {
    /// Reads an item.
    pub fn of(item: &ItemView<'a>) -> Self {
        let parse = |kind, element| ItemCode::parse(kind, item.text(element)).ok();
        let code = parse(CodeKind::Basic, Element::CatalogCode)
            .or_else(|| parse(CodeKind::Implementing, Element::TaskCode))
            .or_else(|| parse(CodeKind::Handling, Element::HandleItemCode));
        // A credit code names the division that registered the authority.
        let division = Division::enclosing(item.text(Element::AreaCode))
            .or_else(|| Division::enclosing(item.text(Element::DeptCode).get(2..8)?));
        Self {
            code: code.map(|code| code.basic()),
            name: item.text(Element::TaskName),
            division,
            levels: item.codes(Element::UseLevel),
        }
    }
}

/// Which way an entry was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// The same basic code.
    Code,
    /// The same main item: the list or the item is divided further.
    Main,
    /// The same name but for width, space and punctuation.
    Name,
    /// The same name without remarks in brackets.
    Loose,
}

impl How {
    /// The words of messages.
    pub const fn name(self) -> Label {
        match self {
            Self::Code => Label::new("按基本编码对应", "matched by basic code"),
            Self::Main => Label::new("按主项编码对应", "matched by the main item's code"),
            Self::Name => Label::new("按名称对应", "matched by name"),
            Self::Loose => Label::new("按去掉括号说明的名称对应", "matched by name without brackets"),
        }
    }
}

/// The entries of one item in the lists of one kind.
pub struct Found<'a> {
    /// Which way.
    pub how: How,
    /// One at least, in the order of the lists.
    pub entries: Vec<EntryView<'a>>,
}

/// Whether an item stands on the lists of a kind.
pub enum Listing<'a> {
    /// It does.
    Listed(Found<'a>),
    /// It does not, which need not prove anything, see [`References::prove_absence`].
    Absent,
    /// All lists are about other places or levels.
    Outside,
}

/// What entries are found by.
#[derive(Default)]
pub(super) struct Index(BTreeMap<Kind, Keys>);

/// The entries of one kind by what they are found by.
#[derive(Default)]
struct Keys {
    codes: Numbers,
    mains: Numbers,
    names: Numbers,
    loose: Numbers,
}

/// Numbers of entries in the order of the lists. Only looked up, never walked.
type Numbers = HashMap<Box<str>, Vec<u32>>;

impl Index {
    /// Takes in entry number `id`.
    pub(super) fn add(&mut self, id: u32, kind: Kind, entry: &Entry, texts: &Texts) {
        let keys = self.0.entry(kind).or_default();
        let put = |numbers: &mut Numbers, key: &str| {
            if !key.is_empty() {
                numbers.entry(key.into()).or_default().push(id);
            }
        };
        if let Some(code) = entry.code.map(|id| texts.get(id)) {
            put(&mut keys.codes, code);
            put(&mut keys.mains, code.get(..MAIN).unwrap_or_default());
        }
        if let Some((_, name, _)) = entry.fields.iter().find(|(field, ..)| *field == Field::Name) {
            let name = texts.get(*name);
            put(&mut keys.names, &normal_name(name));
            put(&mut keys.loose, &normal_name(bare_title(name)));
        }
    }
}

/// Length of a basic code without the serial of the sub item.
const MAIN: usize = 9;

impl References {
    /// The entries of an item in the lists of `kind`: by code, else by name. Entries that hold elsewhere are left out.
    pub fn find(&self, kind: Kind, subject: &Subject<'_>) -> Option<Found<'_>> {
        let keys = self.index.0.get(&kind)?;
        let code = subject.code.as_ref().map(BasicCode::as_str);
        let by_code = code.and_then(|code| self.here(&keys.codes, code, subject, How::Code));
        by_code
            .or_else(|| self.here(&keys.mains, code?.get(..MAIN)?, subject, How::Main))
            .or_else(|| self.named(kind, subject.name, subject))
    }

    /// The entries of a name in the lists of `kind`. Entries that hold elsewhere than `subject` are left out.
    pub fn named(&self, kind: Kind, name: &str, subject: &Subject<'_>) -> Option<Found<'_>> {
        if name.is_empty() {
            return None;
        }
        let keys = self.index.0.get(&kind)?;
        let whole = normal_name(name);
        self.here(&keys.names, &whole, subject, How::Name)
            .or_else(|| self.here(&keys.loose, &whole, subject, How::Loose))
            .or_else(|| {
                let bare = normal_name(bare_title(name));
                self.here(&keys.loose, &bare, subject, How::Loose)
            })
    }

    fn here(&self, numbers: &Numbers, key: &str, subject: &Subject<'_>, how: How) -> Option<Found<'_>> {
        let ids = numbers.get(key)?;
        let entries: Vec<_> = ids
            .iter()
            .map(|id| self.entry(*id))
            .filter(|view| view.holds_for(subject) != Some(false))
            .collect();
        (!entries.is_empty()).then_some(Found { how, entries })
    }

    /// Whether an item stands on the lists of `kind`.
    pub fn listing(&self, kind: Kind, subject: &Subject<'_>) -> Listing<'_> {
        if let Some(found) = self.find(kind, subject) {
            return Listing::Listed(found);
        }
        let lists = self.lists().iter().filter(|list| list.kind == kind);
        match lists.map(|list| list.scope.covers(subject)).max() {
            Some(Cover::Unsaid | Cover::Whole) => Listing::Absent,
            Some(Cover::Outside) | None => Listing::Outside,
        }
    }

    /// Whether an item that was not found is certainly not listed where it ought to be: a list of `kind` proves it,
    /// see [`super::ReferenceList::proves_absence`], and its edition is out on the day and no more than `years` old.
    pub fn prove_absence(&self, kind: Kind, subject: &Subject<'_>, today: Date, years: u8) -> bool {
        self.lists().iter().any(|list| {
            list.kind == kind && list.scope.is_in_force(today, years) && list.proves_absence(subject)
        })
    }
}
