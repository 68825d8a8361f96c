//! How far lists and items cover each other: entries without an item, items outside the list. No points hang on it,
//! for a department's list holds only its own items.

use super::{EntryView, Field, Kind, Listing, References, Subject};
use crate::element::Element;
use crate::item::{Fields as _, ItemView, List};
use crate::order::{Arrange as _, set};
use crate::text::similar::normal_name;
use std::collections::{BTreeMap, BTreeSet};

/// One kind of list compared with the checked items of one division and level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Kind of list.
    pub kind: Kind,
    /// Division code; empty for items that name none.
    pub area: String,
    /// Level by code; empty for items that name none.
    pub level: &'static str,
    /// Checked items that the list is about: of its types, of this division and level.
    pub items: u32,
    /// Of these, items that stand on the list.
    pub listed: u32,
    /// Of these, items that do not, by number. None for lists that items need not stand on.
    pub outside: Vec<u32>,
    /// Entries that should have an item here: exercised at this level, of a department that has other items among
    /// those checked.
    pub expected: u32,
    /// Of these, entries without an item, by number.
    pub missing: Vec<u32>,
    /// Entries of this level whose department has no item among those checked; likely in another unit's list.
    pub elsewhere: u32,
    /// Entries that name no level, so that nobody can say whether they should have an item here.
    pub unplaced: u32,
}

impl Coverage {
    /// Expected entries that have an item.
    pub fn found(&self) -> u32 {
        self.expected - self.missing.len() as u32
    }
}

/// Item types that a list must hold all of; `None` for lists that items need not stand on.
fn types_of(kind: Kind) -> Option<&'static [&'static str]> {
    match kind {
        Kind::Catalogue => Some(&[]),
        Kind::Licence => Some(&["01"]),
        Kind::Powers => Some(&["01", "02", "03", "04", "05", "06", "07", "08", "09", "10"]),
        _ => None,
    }
}

/// Kinds whose entries are items, so that an entry may lack its item.
const COVERED: [Kind; 5] = [
    Kind::Catalogue,
    Kind::Licence,
    Kind::Reform,
    Kind::CrossProvince,
    Kind::Powers,
];

/// Compares all items with all lists: by kind, then division, then level.
pub fn coverage(list: &List, references: &References) -> Vec<Coverage> {
    let kinds = COVERED.into_iter().filter(|kind| references.has(*kind));
    kinds.flat_map(|kind| of_kind(kind, list, references)).collect()
}

/// Items of one division and level.
#[derive(Default)]
struct Group {
    items: u32,
    listed: u32,
    outside: Vec<u32>,
    entries: BTreeSet<u32>,
    /// Guiding departments of all its items, on the list or not: their entries are compared.
    departments: BTreeSet<String>,
}

fn of_kind(kind: Kind, list: &List, references: &References) -> Vec<Coverage> {
    let mut groups: BTreeMap<(String, &'static str), Group> = BTreeMap::new();
    for item in list.views() {
        put(&mut groups, kind, &item, references);
    }
    let entries = Entries::of(kind, references);
    groups
        .into_iter()
        .filter(|(_, group)| group.items > 0)
        .map(|((area, level), group)| entries.compare(kind, area, level, group, references))
        .collect()
}

fn put(
    groups: &mut BTreeMap<(String, &'static str), Group>,
    kind: Kind,
    item: &ItemView<'_>,
    references: &References,
) {
    // A cancelled item covers nothing.
    if item.code(Element::TaskState) == Some("3") {
        return;
    }
    let subject = Subject::of(item);
    let listing = references.listing(kind, &subject);
    let types = types_of(kind);
    let own = item.codes(Element::TaskType);
    let must = types.is_some_and(|types| types.is_empty() || own.iter().any(|code| types.contains(code)));
    let area = subject.division.map_or("", |division| division.code()).to_owned();
    let levels = if subject.levels.is_empty() {
        vec![""]
    } else {
        subject.levels.clone()
    };
    for level in levels {
        let group = groups.entry((area.clone(), level)).or_default();
        if let Some(code) = &subject.code {
            group.departments.insert(code.guiding_department().to_owned());
        }
        match &listing {
            Listing::Listed(found) => {
                group.items += 1;
                group.listed += 1;
                group.entries.extend(found.entries.iter().map(EntryView::id));
            }
            Listing::Absent if must => {
                group.items += 1;
                group.outside.push(item.index() as u32);
            }
            Listing::Absent | Listing::Outside => {}
        }
    }
}

/// Entries of a kind by department and level.
struct Entries {
    by_department: BTreeMap<(String, &'static str), Vec<u32>>,
    departments: BTreeMap<u32, String>,
    by_level: BTreeMap<&'static str, u32>,
    unplaced: u32,
}

impl Entries {
    fn of(kind: Kind, references: &References) -> Self {
        let mut entries = Self {
            by_department: BTreeMap::new(),
            departments: BTreeMap::new(),
            by_level: BTreeMap::new(),
            unplaced: 0,
        };
        for id in 0..references.entry_count() {
            let view = references.entry(id);
            // Nobody need have an item for an entry that was cancelled.
            if view.list().kind != kind || !view.is_in_use() {
                continue;
            }
            let department = department(&view);
            if view.entry().levels.is_empty() {
                entries.unplaced += 1;
            }
            for level in view.entry().levels.codes() {
                *entries.by_level.entry(level).or_default() += 1;
                let key = (department.clone(), level);
                entries.by_department.entry(key).or_default().push(id);
            }
            entries.departments.insert(id, department);
        }
        entries
    }

    fn compare(
        &self,
        kind: Kind,
        area: String,
        level: &'static str,
        group: Group,
        references: &References,
    ) -> Coverage {
        let departments = group.entries.iter().filter_map(|id| self.departments.get(id));
        let present = set(departments
            .chain(&group.departments)
            .map(String::as_str)
            .filter(|department| !department.is_empty()));
        let division = crate::division::Division::enclosing(&area);
        let here = |id: &u32| {
            let view = references.entry(*id);
            let place = view.entry().area.or(view.list().scope.area);
            place.is_none_or(|place| place.holds_in(division))
        };
        let mut expected = 0;
        let mut missing = Vec::new();
        for department in present {
            let ids = self.by_department.get(&(department.to_owned(), level));
            for id in ids.into_iter().flatten().filter(|id| here(id)) {
                expected += 1;
                if !group.entries.contains(id) {
                    missing.push(*id);
                }
            }
        }
        missing.arrange();
        let at_level = self.by_level.get(level).copied().unwrap_or_default();
        Coverage {
            kind,
            area,
            level,
            items: group.items,
            listed: group.listed,
            outside: group.outside,
            expected,
            missing,
            elsewhere: at_level.saturating_sub(expected),
            unplaced: self.unplaced,
        }
    }
}

/// Whose entry it is: the guiding department of its code, else the department in charge as written. Empty where it
/// says neither, so that nothing is expected of anybody.
fn department(entry: &EntryView<'_>) -> String {
    match entry.code().and_then(|code| code.get(4..6)) {
        Some(number) => number.to_owned(),
        None => normal_name(entry.text(Field::Department)),
    }
}

#[cfg(test)]
mod tests {
    use super::coverage;
    use crate::import::{Flow, Limits, read as read_items};
    use crate::item::List;
    use crate::mapping::Choices;
    use crate::reference::{Field, Kind, References, read};

    fn compared(items: &str, catalogue: &str) -> (Vec<super::Coverage>, References) {
        let (limits, go_on) = (Limits::default(), &mut |_| Flow::Continue);
        let mut list = List::default();
        let choices = Choices::default();
        read_items(&mut list, "a.json", items.as_bytes(), &choices, &limits, go_on).expect("read");
        let mut references = References::default();
        let kind = Some(Kind::Catalogue);
        read(
            &mut references,
            kind,
            "a.csv",
            catalogue.as_bytes(),
            &limits,
            go_on,
        )
        .expect("read");
        (coverage(&list, &references), references)
    }

    #[test]
    fn a_department_counts_although_none_of_its_items_stands_on_the_list() {
        let items = r#"[{"事项名称":"自设许可","基本编码":"450119901000","事项类型":"01","行使层级":"4","行政区划代码":"450721"}]"#;
        let (lines, references) = compared(
            items,
            "基本编码,事项名称,行使层级\n000119003000,取水许可,县级\n000131001000,别的部门,县级\n",
        );
        let [line] = lines.as_slice() else {
            panic!("{lines:?}")
        };
        assert_eq!(
            (line.items, line.listed, line.expected, line.elsewhere),
            (1, 0, 1, 1)
        );
        let missing: Vec<&str> = line
            .missing
            .iter()
            .map(|id| references.entry(*id).text(Field::Name))
            .collect();
        assert_eq!(missing, ["取水许可"]);
    }

    #[test]
    fn only_entries_in_use_of_departments_that_were_checked_are_missing() {
        let items = r#"[{"事项名称":"取水许可","基本编码":"000119003000","事项类型":"01","行使层级":"4","行政区划代码":"450721"},
            {"事项名称":"自设许可","基本编码":"450119901000","事项类型":"01","行使层级":"4","行政区划代码":"450721"},
            {"事项名称":"旧许可","基本编码":"450119902000","事项类型":"01","行使层级":"4","行政区划代码":"450721","事项状态":"3"},
            {"事项名称":"取水许可","基本编码":"000119003000","事项类型":"01","行使层级":"3","行政区划代码":"450700"}]"#;
        let catalogue = "基本编码,事项名称,行使层级,事项状态\n\
            000119003000,取水许可,\"3,4\",在用\n\
            000119004000,采砂许可,县级,\n\
            000119005000,旧堤审批,县级,取消\n\
            000119006000,省里的事,省级,在用\n\
            000119007000,没写层级,,在用\n\
            000131001000,别的部门,县级,在用\n";
        let (lines, references) = compared(items, catalogue);
        let [city, county] = lines.as_slice() else {
            panic!("{lines:?}")
        };
        assert_eq!(
            (city.area.as_str(), city.level, county.area.as_str(), county.level),
            ("450700", "3", "450721", "4")
        );
        assert_eq!(
            (county.items, county.listed, county.outside.as_slice()),
            (2, 1, &[1][..])
        );
        let names = |ids: &[u32]| -> Vec<String> {
            ids.iter()
                .map(|id| references.entry(*id).text(Field::Name).to_owned())
                .collect()
        };
        assert_eq!(names(&county.missing), ["采砂许可"]);
        assert_eq!(
            (county.expected, county.found(), county.elsewhere, county.unplaced),
            (2, 1, 1, 1)
        );
        assert_eq!((city.expected, city.missing.len()), (1, 0));
    }
}
