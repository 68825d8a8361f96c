//! Whether something is filled in, wherever a file may carry it: 办理地点 stands in the item itself in the national
//! exchange database and in the counters (办理窗口) on 桂通办.

use crate::element::{Element, Part};
use crate::finding::{Certainty, Finding};
use crate::item::{Fields, ItemView};
use crate::notice::NoticeCode;
use serde::Deserialize;

/// Titles of columns for the web page that an item was copied from.
const PAGES: [&str; 9] = [
    "source_url",
    "来源网址",
    "来源链接",
    "页面网址",
    "页面地址",
    "页面链接",
    "网页地址",
    "网页链接",
    "原文链接",
];

/// Only suspects that something is missing where the item's file says from which web page it was copied: a blank element
/// was not seen where the item stands on the page, but may stand once for all items of the page, or under another heading.
/// Likewise where the file holds formulas without their results. What points to no value rests on something missing.
pub fn doubt_unseen(item: &ItemView<'_>, found: &mut [Finding]) {
    let unseen = found
        .iter_mut()
        .filter(|finding| finding.certainty == Certainty::Fail && finding.value.is_none());
    let mut unseen = unseen.peekable();
    if unseen.peek().is_some() && has_unseen_values(item) {
        unseen.for_each(|finding| finding.certainty = Certainty::Suspect);
    }
}

fn has_unseen_values(item: &ItemView<'_>) -> bool {
    let list = item.list();
    // A check may hold thousands of files, and each has its columns.
    let unseen = list.memory.unseen.get_or_init(|| {
        let named = list
            .columns
            .iter()
            .filter(|column| column.element.is_none() && PAGES.contains(&column.title.as_str()));
        let sheets = named.filter_map(|column| list.sheets.get(usize::from(column.sheet)));
        let notices = list.notices.iter();
        let unsaved = notices.filter(|notice| notice.code == NoticeCode::FormulaUnsaved);
        let unsaved = unsaved.map(|notice| notice.source);
        sheets.map(|sheet| sheet.source).chain(unsaved).collect()
    });
    unseen.contains(&item.item().source)
}

/// The elements any of which may hold one and the same thing. In the standard a single identifier or a list of them.
#[derive(Debug, Deserialize)]
#[serde(from = "Written")]
pub struct Places(Vec<Element>);

#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    One(Element),
    Any(Vec<Element>),
}

impl From<Written> for Places {
    fn from(written: Written) -> Self {
        match written {
            Written::One(element) => Self(vec![element]),
            Written::Any(elements) => Self(elements),
        }
    }
}

/// What a file says of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// The file carries none of its elements; the platform may well have it.
    NotCarried,
    /// Carried and blank everywhere; the element to mend is the first one carried.
    Blank(Element),
    /// Only placeholders; the element is the first one that holds one.
    Placeholder(Element),
    /// Filled at least once.
    Filled,
}

impl Places {
    /// Looks in all of them; in a sub-list one filled row is enough.
    pub fn presence(&self, item: &ItemView<'_>) -> Presence {
        let mut found = Presence::NotCarried;
        for &element in &self.0 {
            let here = presence_of(item, element);
            match (here, found) {
                (Presence::Filled, _) => return Presence::Filled,
                (Presence::Placeholder(_), Presence::NotCarried | Presence::Blank(_))
                | (Presence::Blank(_), Presence::NotCarried) => found = here,
                _ => {}
            }
        }
        found
    }

    /// The elements, in the standard's order.
    pub fn elements(&self) -> &[Element] {
        &self.0
    }
}

/// What the file says of a single element.
pub fn presence_of(item: &ItemView<'_>, element: Element) -> Presence {
    if !item.is_provided(element) {
        return Presence::NotCarried;
    }
    if element.part() == Part::Main {
        return of_one(item, element);
    }
    let mut found = Presence::Blank(element);
    for entry in item.entries(element.part()) {
        match of_one(&entry, element) {
            Presence::Filled => return Presence::Filled,
            Presence::Placeholder(_) => found = Presence::Placeholder(element),
            _ => {}
        }
    }
    found
}

fn of_one<'a>(fields: &impl Fields<'a>, element: Element) -> Presence {
    if !fields.says_nothing(element) {
        Presence::Filled
    } else if fields.is_empty(element) {
        Presence::Blank(element)
    } else {
        Presence::Placeholder(element)
    }
}

#[cfg(test)]
mod tests {
    use super::{Places, Presence};
    use crate::element::{Element, Part};
    use crate::item::{List, Provided, Value};
    use crate::place::Place;

    fn item(provided: &[Element], main: &[(Element, &str)], windows: &[&[(Element, &str)]]) -> List {
        let mut list = List::default();
        let mut set = Provided::default();
        for element in provided {
            set.insert(*element);
        }
        let place = Place {
            sheet: 0,
            row: 0,
            column: 0,
        };
        let mut values = |given: &[(Element, &str)]| -> Vec<Value> {
            given
                .iter()
                .map(|(element, text)| Value::new(*element, list.texts.intern(text).expect("room"), place))
                .collect()
        };
        let main = values(main);
        let windows: Vec<_> = windows.iter().map(|given| values(given)).collect();
        let entries: Vec<_> = windows
            .iter()
            .map(|values| (Part::Window, values.as_slice()))
            .collect();
        list.push_item(0, place, &set, &main, &entries).expect("room");
        list
    }

    #[test]
    fn one_filled_place_is_enough_and_what_is_not_carried_is_not_missing() {
        use Element::{TransactAddress, WindowAddress};
        let places: Places =
            serde_json::from_str(r#"["transact_addr","window.transact_addr"]"#).expect("places");
        let cases = [
            (item(&[], &[], &[]), Presence::NotCarried),
            (item(&[WindowAddress], &[], &[]), Presence::Blank(WindowAddress)),
            (
                item(&[TransactAddress, WindowAddress], &[], &[&[]]),
                Presence::Blank(TransactAddress),
            ),
            (
                item(
                    &[TransactAddress, WindowAddress],
                    &[],
                    &[&[(WindowAddress, "无")], &[]],
                ),
                Presence::Placeholder(WindowAddress),
            ),
            (
                item(
                    &[TransactAddress, WindowAddress],
                    &[(TransactAddress, "无")],
                    &[&[], &[(WindowAddress, "江南路12号")]],
                ),
                Presence::Filled,
            ),
        ];
        for (list, expected) in cases {
            assert_eq!(places.presence(&list.view(0)), expected);
        }
    }
}
