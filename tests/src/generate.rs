//! Realistic lists for tests and measurements: all item types, five levels, units of Guangxi, in every form that
//! import reads, with a truth file of the defects planted. The same options give the same bytes on every machine.
//!
//! Names of counties and departments are real kinds of names; items, codes, telephones and addresses are invented.

mod defect;
mod fill;
mod item;
mod random;
pub mod reference;
mod template;
mod unit;
pub mod write;

pub use defect::{DEFECTS, Defect, Planted};
pub use random::Random;

use shared::element::{Element, Part};
use shared::item::{Fields as _, ItemView};
use std::collections::BTreeMap;

/// What to generate.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Number of items.
    pub items: usize,
    /// Seed; the same seed gives the same list.
    pub seed: u64,
    /// Items in a thousand that get one planted defect.
    pub defects_per_mille: u32,
    /// Fill elements and sub-lists as fully as the platform does (about 10 kB an item) instead of a list's usual 40 columns.
    pub full: bool,
}

/// One implementation list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Generated {
    /// The item's own values.
    pub main: BTreeMap<Element, String>,
    /// Rows of sub-lists, grouped by part in order.
    pub entries: Vec<(Part, BTreeMap<Element, String>)>,
}

impl Generated {
    /// Rows of one sub-list.
    pub fn of(&self, part: Part) -> impl Iterator<Item = &BTreeMap<Element, String>> {
        self.entries
            .iter()
            .filter(move |(of, _)| *of == part)
            .map(|(_, row)| row)
    }

    /// Rows of one sub-list, for change.
    fn rows_mut(&mut self, part: Part) -> impl Iterator<Item = &mut BTreeMap<Element, String>> {
        self.entries
            .iter_mut()
            .filter(move |(of, _)| *of == part)
            .map(|(_, row)| row)
    }

    /// First row of one sub-list, for change.
    fn first_of(&mut self, part: Part) -> Option<&mut BTreeMap<Element, String>> {
        self.rows_mut(part).next()
    }

    /// A value of the item itself; empty where there is none.
    pub fn get(&self, element: Element) -> &str {
        self.main.get(&element).map_or("", String::as_str)
    }

    /// An item as it was read, to be written again: with blanks for elements its file carries and it leaves empty.
    pub fn of_item(item: &ItemView<'_>) -> Self {
        let values = |fields: &dyn Fn(Element) -> String, part: Part| -> BTreeMap<Element, String> {
            let carried = Element::of(part).filter(|element| item.is_provided(*element));
            carried.map(|element| (element, fields(element))).collect()
        };
        let entries = Part::ALL.into_iter().skip(1).flat_map(|part| {
            let rows = item.entries(part);
            rows.map(move |row| (part, values(&|element| row.raw(element).to_owned(), part)))
        });
        Self {
            main: values(&|element| item.raw(element).to_owned(), Part::Main),
            entries: entries.collect(),
        }
    }

    fn set(&mut self, element: Element, value: impl Into<String>) {
        self.main.insert(element, value.into());
    }
}

/// Items and the defects planted in them.
pub struct Lists {
    /// The items.
    pub items: Vec<Generated>,
    /// One line per planted defect, in order of items.
    pub truth: Vec<Planted>,
}

/// Generates lists.
pub fn generate(options: &Options) -> Lists {
    let templates = template::all();
    let mut random = Random::new(options.seed);
    let mut maker = item::Maker::new(&templates);
    let mut lists = Lists {
        items: Vec::with_capacity(options.items),
        truth: Vec::new(),
    };
    for index in 0..options.items {
        let mut item = maker.make(index, options.full, &mut random);
        if random.below(1000) < u64::from(options.defects_per_mille) {
            let at = random.below(DEFECTS.len() as u64) as usize;
            // A defect that does not fit this item (no fee, no such material) gives way to the next one that does.
            let mut fitting = (0..DEFECTS.len()).map(|n| &DEFECTS[(at + n) % DEFECTS.len()]);
            let planted = fitting.find_map(|defect| defect.plant(index, &mut item));
            lists.truth.extend(planted);
        }
        lists.items.push(item);
    }
    lists
}

#[cfg(test)]
mod tests {
    use super::write::Form;
    use super::{Options, generate};
    use shared::element::Element;

    #[test]
    fn the_same_seed_gives_the_same_items() {
        let options = Options {
            items: 300,
            seed: 7,
            defects_per_mille: 200,
            full: false,
        };
        let (a, b) = (generate(&options), generate(&options));
        assert_eq!(a.items, b.items);
        assert_eq!(a.truth.len(), b.truth.len());
        assert!(a.truth.len() > 20);
        let other = generate(&Options { seed: 8, ..options });
        assert_ne!(a.items, other.items);
    }

    #[test]
    fn full_items_are_as_large_as_real_ones() {
        let items = 400;
        let lists = generate(&Options {
            items,
            seed: 2,
            defects_per_mille: 0,
            full: true,
        });
        let mean = Form::Json.bytes(&lists).expect("written").len() / items;
        assert!((9_000..12_000).contains(&mean), "{mean} bytes");
    }

    #[test]
    fn all_types_and_levels_appear_and_codes_are_valid_and_unique() {
        let lists = generate(&Options {
            items: 2_000,
            seed: 1,
            defects_per_mille: 0,
            full: false,
        });
        for kind in ["01", "04", "05", "07", "08", "09", "10", "20"] {
            assert!(
                lists.items.iter().any(|item| item.get(Element::TaskType) == kind),
                "no item of type {kind}"
            );
        }
        for level in ["2", "3", "4", "5", "6"] {
            assert!(
                lists
                    .items
                    .iter()
                    .any(|item| item.get(Element::UseLevel) == level),
                "no item of level {level}"
            );
        }
        let mut codes = std::collections::HashSet::new();
        for item in &lists.items {
            let code = item.get(Element::TaskCode);
            let key = format!("{code} {}", item.get(Element::HandleItemCode));
            assert!(
                shared::code::CreditCode::parse(item.get(Element::DeptCode)).is_ok(),
                "{}",
                item.get(Element::DeptCode)
            );
            assert_eq!(code.len(), 31, "{code}");
            assert!(codes.insert(key.clone()), "{key} twice");
        }
    }
}
