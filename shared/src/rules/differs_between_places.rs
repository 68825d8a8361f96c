//! `differs-between-places`

use crate::basis::basis_texts;
use crate::compared::place_of;
use crate::element::Element::{self, ByLaw, CatalogCode, DeptCode, DeptName, LawName, MaterialName, UseLevel};
use crate::element::{Kind, Part};
use crate::finding::{Arg, Finding, excerpt};
use crate::item::{Fields, ItemView, List, Outline};
use crate::locale::Label;
use crate::order::Arrange as _;
use crate::rule::{Context, ListReport, ListRule, Meta, Outcome, Reason, Rule};
use crate::table::TextId;
use crate::text::bare_title;
use crate::text::citation::citations_in;
use crate::text::similar::normal_name;
use crate::time_limit::{PROMISED, STATUTORY};
use crate::versions::same;
use hashbrown::HashMap;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::list::<DiffersBetweenPlaces>(&META);

const META: Meta = Meta {
    id: "differs-between-places",
    title: Label::new("同一基本编码的要素在不同单位之间有差异", "The same basic code differs between places"),
    what: Label::new(
        "清单中基本编码相同（业务办理项还要名称相同）、属于两个以上单位的事项，逐个比较`elements`各要素，与多数不同的判疑似，并引出多数的\
         取值；没有多数的，各方都提示，不说谁对谁错；空格、标点、材料和依据的先后不计，时限连同单位比较，材料和依据按名称比有无。`same_level`的条款只在同一行使层级之间比较。\
         只比较每个事项的最高版本，已取消的不比较；为空的不比较；清单中没有别的单位的不适用。",
        "Compares `elements` between items of two or more authorities with the same basic code (handling items: and the same name); \
         what differs from the majority is suspected, with the majority's value; without a majority all are told, and none is called wrong. Spaces, punctuation and order do not count; limits are \
         compared with their unit, materials and bases by name. With `same_level` only items of one level are compared. Only the \
         highest version counts, cancelled and blank ones do not; does not apply where the list has no other authority.",
    ),
    why: Label::new(
        "同一事项在各地各级应当同名、同类型、同依据，条件、材料、时限无差别，群众在哪里办都一样。",
        "The same item should be the same everywhere, whichever place people go to.",
    ),
    needs: &[CatalogCode],
    messages: &[
        Label::new(
            "同一基本编码的{3}个事项中有{4}个（如{5}）的“{0}”为“{2}”，本事项为“{1}”",
            "Of {3} items with this basic code {4} (such as {5}) have “{2}” as “{0}”, this one has “{1}”",
        ),
        Label::new(
            "同一基本编码的{3}个事项中有{4}个（如{5}）的“{0}”有“{2}”，本事项没有",
            "Of {3} items with this basic code {4} (such as {5}) have “{2}” in “{0}”, this one has not",
        ),
        Label::new(
            "本事项的“{0}”有“{1}”，同一基本编码的{3}个事项中有{4}个（如{5}）没有",
            "This item has “{1}” in “{0}”; of {3} items with this basic code {4} (such as {5}) have not",
        ),
        Label::new(
            "同一基本编码的{3}个事项“{0}”不一致，没有多数：本事项为“{1}”，另有{4}个（如{5}）为“{2}”，请共同核对以哪一种为准",
            "The {3} items with this basic code differ in “{0}” without a majority: this one has “{1}”, {4} (such as {5}) have “{2}”; see together which is right",
        ),
        Label::new(
            "同一基本编码的{3}个事项“{0}”不一致，没有多数：另有{4}个（如{5}）有“{2}”，本事项没有，请共同核对以哪一种为准",
            "The {3} items with this basic code differ in “{0}” without a majority: {4} (such as {5}) have “{2}”, this one has not; see together which is right",
        ),
        Label::new(
            "同一基本编码的{3}个事项“{0}”不一致，没有多数：本事项有“{1}”，另有{4}个（如{5}）没有，请共同核对以哪一种为准",
            "The {3} items with this basic code differ in “{0}” without a majority: this one has “{1}”, {4} (such as {5}) have not; see together which is right",
        ),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DiffersBetweenPlaces {
    /// Elements compared.
    elements: Vec<Element>,
    /// Whether only items of the same level are compared.
    #[serde(default)]
    same_level: bool,
}

impl ListRule for DiffersBetweenPlaces {
    fn check(&self, list: &List, _: &Context, report: &mut ListReport) {
        let written = self.written(list, report);
        let mut compared = vec![false; list.len()];
        let mut compare = |group: &[usize], report: &mut ListReport| {
            if self.compare(list, group, &written, report) {
                for index in group {
                    if let Some(flag) = compared.get_mut(*index) {
                        *flag = true;
                    }
                }
            }
        };
        for members in same(list).groups() {
            let members = members.iter().map(|index| *index as usize);
            let group: Vec<usize> = members.filter(|index| report.concerns(*index)).collect();
            if !self.same_level {
                compare(&group, report);
                continue;
            }
            let mut levels: Vec<(Option<&str>, Vec<usize>)> = Vec::new();
            for index in group {
                let level = list.outline(index).code(UseLevel);
                match levels.iter_mut().find(|(known, _)| *known == level) {
                    Some((_, members)) => members.push(index),
                    None => levels.push((level, vec![index])),
                }
            }
            for (_, members) in &levels {
                compare(members, report);
            }
        }
        for (item, compared) in list.outlines().zip(compared) {
            if !self.elements.iter().any(|element| item.is_provided(*element)) {
                report.say(item.index(), Outcome::NotChecked(Reason::NotProvided));
            } else if !compared {
                report.say(item.index(), Outcome::NotApplicable);
            }
        }
    }
}

impl DiffersBetweenPlaces {
    /// What all items that are compared have in each element, as numbers; see [`as_written`].
    fn written(&self, list: &List, report: &ListReport) -> Vec<u64> {
        let mut sequences = HashMap::new();
        let mut written = Vec::with_capacity(list.len() * self.elements.len());
        for index in 0..list.len() {
            if same(list).is_elsewhere(index) && report.concerns(index) {
                let item = list.outline(index);
                written.extend(self.elements.iter().map(|element| as_written(&item, *element, &mut sequences)));
            } else {
                written.extend(self.elements.iter().map(|_| 0));
            }
        }
        written
    }

    /// Compares a group, or says that there is no other authority to compare with.
    fn compare(&self, list: &List, group: &[usize], written: &[u64], report: &mut ListReport) -> bool {
        let authorities = &same(list).authority;
        let mut authorities = group.iter().filter_map(|index| authorities.get(*index));
        let first = authorities.next();
        if authorities.all(|authority| Some(authority) == first) {
            return false;
        }
        let mut found: Vec<Vec<Finding>> = group.iter().map(|_| Vec::new()).collect();
        for (position, &element) in self.elements.iter().enumerate() {
            let column = || group.iter().filter_map(move |index| written.get(index * self.elements.len() + position));
            if column().any(|number| Some(number) != column().next()) {
                compare_element(list, group, element, column(), &mut found);
            }
        }
        for (index, findings) in group.iter().zip(found) {
            // What the file does not carry is said for all items at the end.
            if self.elements.iter().any(|element| list.outline(*index).is_provided(*element)) {
                report.say(*index, Outcome::of(findings));
            }
        }
        true
    }
}

/// Compares one element in a group; items whose number in `written` is equal hold the same.
fn compare_element<'n>(list: &List, group: &[usize], element: Element, written: impl Iterator<Item = &'n u64>, found: &mut [Vec<Finding>]) {
    let mut read: Vec<Option<String>> = Vec::new();
    let mut numbers: HashMap<u64, usize> = HashMap::new();
    let values: Vec<usize> = group
        .iter()
        .zip(written)
        .map(|(index, number)| {
            *numbers.entry(*number).or_insert_with(|| {
                read.push(canonical(&list.view(*index), element));
                read.len() - 1
            })
        })
        .collect();
    let value = |place: &usize| read.get(*place).and_then(Option::as_deref);
    let mut counts: HashMap<&str, (usize, usize)> = HashMap::new();
    for (position, place) in values.iter().enumerate() {
        if let Some(value) = value(place) {
            counts.entry(value).or_insert((0, position)).0 += 1;
        }
    }
    let total: usize = counts.values().map(|(count, _)| count).sum();
    // The most frequent value, the first of equally frequent ones; and the next one, if it is as frequent.
    let most = |but: Option<&str>| {
        let others = counts.iter().filter(|(value, _)| Some(**value) != but);
        others.max_by_key(|(_, (count, first))| (*count, std::cmp::Reverse(*first))).map(|(value, counted)| (*value, *counted))
    };
    let Some((usual, (count, example))) = most(None).filter(|(_, (count, _))| *count < total) else {
        return;
    };
    let rival = most(Some(usual)).filter(|(_, (as_many, _))| *as_many == count);
    for ((index, place), found) in group.iter().zip(&values).zip(found) {
        let Some(value) = value(place) else { continue };
        // Without a majority nobody is the one that differs: it is said of all.
        let (usual, example) = match rival {
            Some((rival, (_, example))) if value == usual => (rival, example),
            _ if value == usual => continue,
            _ => (usual, example),
        };
        let Some(example) = group.get(example).map(|index| list.view(*index)) else { continue };
        let item = list.view(*index);
        let about = |message, own: &str, theirs: &str| {
            let message = if rival.is_some() { message + WITHOUT_MAJORITY } else { message };
            let finding = Finding::suspect(element, message).value(item.value(element)).arg(element).arg((element, own)).arg((element, theirs));
            finding.arg(total).arg(count).arg(authority_name(&example))
        };
        if matches!(element, LawName | ByLaw | MaterialName) {
            found.extend(beyond(usual, value).map(|names| about(1, "", excerpt(&names))));
            found.extend(beyond(value, usual).map(|names| about(2, excerpt(&names), "")));
        } else {
            let (own, theirs) = around_difference(item.text(element), example.text(element));
            found.push(about(0, &own, &theirs));
        }
    }
}

/// How many messages further those stand that are said of all where there is no majority.
const WITHOUT_MAJORITY: u8 = 3;

/// A number for what an item has in `element`, the same for the very same texts, as most items of a group have them:
/// only what differs is read closely. `sequences` numbers the texts of sub-lists.
fn as_written(item: &Outline<'_>, element: Element, sequences: &mut HashMap<Vec<Option<TextId>>, u64>) -> u64 {
    let list = item.list();
    let number = |text| place_of(text) as u64;
    let mut sequence = |texts: Vec<Option<TextId>>| {
        let next = sequences.len() as u64;
        *sequences.entry(texts).or_insert(next)
    };
    // A limit without its unit says little.
    let with_unit = |unit| number(item.text_id(element)) << 32 | number(item.text_id(unit));
    match element {
        LawName | ByLaw => {
            let texts = basis_texts(&item.view()).into_iter().map(|basis| basis.value.map(|value| list.value(value).text));
            sequence(texts.collect())
        }
        MaterialName => sequence(item.view().entries(Part::Material).map(|row| row.text_id(MaterialName)).collect()),
        Element::AnticipateDay => with_unit(Element::AnticipateType),
        Element::PromiseDay => with_unit(Element::PromiseType),
        _ => number(item.text_id(element)),
    }
}

/// Two texts from shortly before the place where they begin to differ, as much as messages show.
fn around_difference(a: &str, b: &str) -> (String, String) {
    /// Characters shown before the difference.
    const BEFORE: usize = 12;
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let from = |text: &str| match same.checked_sub(2 * BEFORE) {
        Some(_) => format!("…{}", excerpt(text.chars().skip(same - BEFORE).collect::<String>().as_str())),
        None => excerpt(text).to_owned(),
    };
    (from(a), from(b))
}

/// The authority in words: where it has no name, its code says which one is meant.
fn authority_name(item: &ItemView<'_>) -> Arg {
    const CODED: Label = Label::new("实施主体编码为{0}的单位", "the authority with code {0}");
    const UNKNOWN: Label = Label::new("没有填写实施主体的事项", "an item that names no authority");
    match (item.text(DeptName), item.text(DeptCode)) {
        ("", "") => UNKNOWN.into(),
        ("", code) => (&CODED, code).into(),
        (name, _) => name.into(),
    }
}

/// Lines of `a` that are not in `b`, for display; both are sorted.
fn beyond(a: &str, b: &str) -> Option<String> {
    let known: Vec<&str> = b.lines().collect();
    let others: Vec<&str> = a.lines().filter(|line| known.binary_search(line).is_err()).collect();
    (!others.is_empty()).then(|| others.join("”“"))
}

/// A value in the form in which it is compared; `None` where it is blank or cannot be read.
fn canonical(item: &ItemView<'_>, element: Element) -> Option<String> {
    let value = match element {
        Element::AnticipateDay | Element::PromiseDay => {
            let limit = if element == Element::AnticipateDay { STATUTORY } else { PROMISED }.of(item)?;
            format!("{} {:?}", limit.hundredths, limit.unit)
        }
        LawName | ByLaw => sorted(basis_texts(item).iter().flat_map(|basis| titles(basis.text)).collect()),
        MaterialName => sorted(item.entries(Part::Material).map(|row| normal_name(row.text(MaterialName))).collect()),
        _ if matches!(element.spec().kind, Kind::Code(_) | Kind::Codes(_)) => {
            sorted(item.codes(element).into_iter().map(str::to_owned).collect())
        }
        _ => item.text(element).chars().filter(|c| c.is_alphanumeric()).collect(),
    };
    (!value.is_empty()).then_some(value)
}

fn sorted(mut lines: Vec<String>) -> String {
    lines.retain(|line| !line.is_empty());
    lines.arrange();
    lines.dedup();
    lines.join("\n")
}

/// Titles of the laws cited, without the state's name and without the version in brackets.
fn titles(text: &str) -> Vec<String> {
    let short = |title: &str| {
        let title = bare_title(title);
        title.strip_prefix("中华人民共和国").unwrap_or(title).to_owned()
    };
    let cited = citations_in(text);
    if cited.is_empty() {
        return vec![short(text)];
    }
    cited.iter().map(|citation| short(citation.title)).collect()
}
