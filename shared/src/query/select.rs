//! One pass over the columns: which rows pass, in which order, and how many there are of each kind.

use super::haystack::plain;
use super::{Facet, Filter, FindingOrder, Index, ItemOrder, Line, NONE, Subject};
use crate::element::Element;
use crate::fix;
use crate::order::{self, Arrange as _};
use crate::standard::{Dimension, Severity};
use std::cmp::Reverse;
use std::rc::Rc;

/// Words beyond these are not searched for; nobody types so many.
const MAX_WORDS: usize = 6;

/// Findings of one choice of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupCount {
    /// Key of the choice.
    pub key: String,
    /// Findings or items that pass all other facets and the text.
    pub count: u32,
}

/// For each facet the allowed numbers; `None` where all are.
struct Allowed([Option<Vec<bool>>; Facet::ALL.len()]);

/// A text and what was found for its words.
#[derive(Default)]
pub(super) struct Searched {
    text: String,
    words: Rc<[Word]>,
}

/// For each word and kind of text, which entries hold it.
struct Word {
    items: Vec<bool>,
    values: Vec<bool>,
    clauses: Vec<bool>,
    elements: Vec<bool>,
}

fn holds(found: &[bool], number: u32) -> bool {
    found.get(number as usize).copied().unwrap_or(false)
}

impl Word {
    fn fits(&self, line: &Line) -> bool {
        holds(&self.items, line.item)
            || holds(&self.clauses, line.clause.into())
            || holds(&self.elements, line.element.into())
            || (line.value != NONE && holds(&self.values, line.value))
    }
}

impl Index {
    fn size(&self, facet: Facet) -> usize {
        match facet {
            Facet::Outcome => 2,
            Facet::Severity => Severity::ALL.len(),
            Facet::Dimension => Dimension::ALL.len(),
            Facet::Clause => self.clauses.len(),
            Facet::Element => Element::COUNT,
            Facet::Fix => fix::Kind::ALL.len(),
            Facet::Unit => self.units,
            Facet::Grade => self.grades.len(),
        }
    }

    fn number(&self, facet: Facet, key: &str) -> Option<usize> {
        match facet {
            Facet::Outcome => ["fail", "suspect"].iter().position(|known| *known == key),
            Facet::Severity => Severity::ALL.iter().position(|known| known.id() == key),
            Facet::Dimension => Dimension::ALL.iter().position(|known| known.id() == key),
            Facet::Clause => self.clauses.iter().position(|(code, _, _)| code == key),
            Facet::Element => Element::from_id(key).map(Element::index),
            Facet::Fix => fix::Kind::ALL.iter().position(|known| known.id() == key),
            Facet::Unit => key.parse().ok().filter(|number| *number < self.units),
            Facet::Grade => self.grades.iter().position(|known| known == key),
        }
    }

    fn key(&self, facet: Facet, number: usize) -> String {
        let known = match facet {
            Facet::Outcome => ["fail", "suspect"].get(number).copied(),
            Facet::Severity => Severity::ALL.get(number).map(|known| known.id()),
            Facet::Dimension => Dimension::ALL.get(number).map(|known| known.id()),
            Facet::Clause => self.clauses.get(number).map(|(code, _, _)| code.as_str()),
            Facet::Element => Element::from_index(number).map(Element::id),
            Facet::Fix => fix::Kind::ALL.get(number).map(|known| known.id()),
            Facet::Unit => return number.to_string(),
            Facet::Grade => self.grades.get(number).map(String::as_str),
        };
        known.unwrap_or_default().to_owned()
    }

    fn number_of(&self, facet: Facet, line: &Line) -> usize {
        match facet {
            Facet::Outcome => usize::from(line.suspect),
            Facet::Severity => self.clauses[usize::from(line.clause)].2 as usize,
            Facet::Dimension => self.clauses[usize::from(line.clause)].1 as usize,
            Facet::Clause => line.clause.into(),
            Facet::Element => line.element.into(),
            Facet::Fix => line.fix.map_or(usize::MAX, |kind| kind as usize),
            Facet::Unit => self.items[line.item as usize].unit as usize,
            Facet::Grade => self.items[line.item as usize].grade.into(),
        }
    }

    /// A key that is not known allows nothing.
    fn allowed(&self, filter: &Filter) -> Allowed {
        Allowed(Facet::ALL.map(|facet| {
            let mut keys = filter
                .chosen
                .iter()
                .filter(|(of, _)| *of == facet)
                .map(|(_, key)| key)
                .peekable();
            keys.peek()?;
            let mut allowed = vec![false; self.size(facet)];
            for number in keys.filter_map(|key| self.number(facet, key)) {
                allowed[number] = true;
            }
            Some(allowed)
        }))
    }

    fn words(&self, text: &str) -> Rc<[Word]> {
        let mut searched = self.searched.borrow_mut();
        if searched.text != text {
            let word = |word: &str| Word {
                items: self.item_texts.find(word),
                values: self.value_texts.find(word),
                clauses: self.clause_texts.find(word),
                elements: self.element_texts.find(word),
            };
            let words = plain(text);
            let words = words.split_whitespace().take(MAX_WORDS).map(word).collect();
            *searched = Searched {
                text: text.to_owned(),
                words,
            };
        }
        Rc::clone(&searched.words)
    }

    /// Numbers of the findings that pass, in order.
    pub fn findings(&self, filter: &Filter, order: FindingOrder, descending: bool) -> Vec<u32> {
        let allowed = self.allowed(filter);
        let words = self.words(&filter.text);
        let passes = |line: &Line| {
            Facet::ALL.iter().zip(&allowed.0).all(|(facet, set)| {
                set.as_ref()
                    .is_none_or(|set| holds(set, self.number_of(*facet, line) as u32))
            }) && words.iter().all(|word| word.fits(line))
        };
        let numbers = 0..self.lines.len() as u32;
        let mut found: Vec<u32> = numbers
            .filter(|number| passes(&self.lines[*number as usize]))
            .collect();
        if order != FindingOrder::List {
            let number_of = |facet, line| i64::from(self.number_of(facet, line) as u32);
            order::numbers_by_key(&mut found, &|number| {
                let line = &self.lines[number as usize];
                match order {
                    FindingOrder::List => 0,
                    FindingOrder::Severity => 2 * number_of(Facet::Severity, line) + i64::from(line.suspect),
                    FindingOrder::Points => -i64::from(line.points),
                    FindingOrder::Clause => i64::from(line.clause),
                    FindingOrder::Element => i64::from(line.element),
                    FindingOrder::Unit => number_of(Facet::Unit, line),
                }
            });
        }
        if descending {
            found.reverse();
        }
        found
    }

    /// Numbers of the items that pass, in order: the item fits unit, grade and every word of the text, and where
    /// properties of findings are chosen, at least one of its findings has them.
    pub fn items(&self, filter: &Filter, order: ItemOrder, descending: bool) -> Vec<u32> {
        let allowed = self.allowed(filter);
        let words = self.words(&filter.text);
        let by_finding = Facet::ALL
            .iter()
            .zip(&allowed.0)
            .any(|(facet, set)| facet.of_findings() && set.is_some());
        let mut wanted = vec![!by_finding; self.items.len()];
        if by_finding {
            for line in &self.lines {
                wanted[line.item as usize] |= Facet::ALL.iter().zip(&allowed.0).all(|(facet, set)| {
                    set.as_ref()
                        .is_none_or(|set| holds(set, self.number_of(*facet, line) as u32))
                });
            }
        }
        let of_item = |facet: Facet, number: u32| {
            allowed.0[facet as usize]
                .as_ref()
                .is_none_or(|set| holds(set, number))
        };
        let mut found: Vec<u32> = (0..self.items.len() as u32)
            .filter(|number| {
                let line = &self.items[*number as usize];
                wanted[*number as usize]
                    && of_item(Facet::Unit, line.unit)
                    && of_item(Facet::Grade, line.grade.into())
                    && words.iter().all(|word| holds(&word.items, *number))
            })
            .collect();
        if order != ItemOrder::List {
            order::numbers_by_key(&mut found, &|number| {
                let line = &self.items[number as usize];
                match order {
                    ItemOrder::List => 0,
                    ItemOrder::Score => i64::from(line.points),
                    ItemOrder::Fails => -i64::from(line.fails),
                    ItemOrder::Suspects => -i64::from(line.suspects),
                    ItemOrder::Unit => i64::from(line.unit),
                }
            });
        }
        if descending {
            found.reverse();
        }
        found
    }

    /// Counts for the filter panel: of each facet the choices that have findings (or items) when all other facets and
    /// the text hold, so that a person sees what choosing another key would show. Chosen keys are always there.
    pub fn groups(&self, filter: &Filter, of: Subject) -> Vec<(Facet, Vec<GroupCount>)> {
        let allowed = self.allowed(filter);
        let words = self.words(&filter.text);
        let fits = |line: &Line| {
            words.iter().all(|word| match of {
                Subject::Findings => word.fits(line),
                Subject::Items => holds(&word.items, line.item),
            })
        };
        let mut tally = Tally::new(self, of);
        for line in &self.lines {
            if fits(line) {
                let numbers = Facet::ALL.map(|facet| self.number_of(facet, line));
                tally.add(&allowed, line.item, numbers);
            }
        }
        if of == Subject::Items {
            self.add_clean_items(&allowed, &words, &mut tally);
        }
        Facet::ALL
            .iter()
            .zip(&tally.counts)
            .map(|(facet, counts)| (*facet, self.rows(*facet, counts, filter)))
            .collect()
    }

    /// Items without findings count for their unit and grade, as long as no property of findings is chosen.
    fn add_clean_items(&self, allowed: &Allowed, words: &[Word], tally: &mut Tally) {
        let by_finding = Facet::ALL
            .iter()
            .zip(&allowed.0)
            .any(|(facet, set)| facet.of_findings() && set.is_some());
        if by_finding {
            return;
        }
        for (number, line) in self.items.iter().enumerate() {
            let number = number as u32;
            if line.fails + line.suspects > 0 || !words.iter().all(|word| holds(&word.items, number)) {
                continue;
            }
            // Beyond the end of the counts of every facet of findings, so that only unit and grade are counted.
            let numbers = Facet::ALL.map(|facet| match facet {
                Facet::Unit => line.unit as usize,
                Facet::Grade => line.grade.into(),
                _ => usize::MAX,
            });
            tally.add(allowed, number, numbers);
        }
    }

    fn rows(&self, facet: Facet, counts: &[u32], filter: &Filter) -> Vec<GroupCount> {
        let mut rows: Vec<GroupCount> = counts
            .iter()
            .enumerate()
            .map(|(number, count)| GroupCount {
                key: self.key(facet, number),
                count: *count,
            })
            .filter(|row| row.count > 0 || filter.has(facet, &row.key))
            .collect();
        if matches!(facet, Facet::Clause | Facet::Element | Facet::Unit) {
            rows.arrange_by_key(|row| Reverse(row.count));
        }
        rows
    }
}

/// Counts per facet and choice while the findings go by, in order of items.
struct Tally {
    counts: [Vec<u32>; Facet::ALL.len()],
    /// The item counted last, per facet and choice; empty where findings are counted.
    last: Option<[Vec<u32>; Facet::ALL.len()]>,
}

impl Tally {
    fn new(index: &Index, of: Subject) -> Self {
        Self {
            counts: Facet::ALL.map(|facet| vec![0; index.size(facet)]),
            last: (of == Subject::Items).then(|| Facet::ALL.map(|facet| vec![NONE; index.size(facet)])),
        }
    }

    /// Counts a finding in every facet where all others let it pass.
    fn add(&mut self, allowed: &Allowed, item: u32, numbers: [usize; Facet::ALL.len()]) {
        let failed = |position: &usize| {
            allowed.0[*position]
                .as_ref()
                .is_some_and(|set| !set.get(numbers[*position]).copied().unwrap_or(false))
        };
        let mut misses = (0..Facet::ALL.len()).filter(failed);
        match (misses.next(), misses.next()) {
            (None, _) => (0..Facet::ALL.len()).for_each(|facet| self.count(facet, numbers[facet], item)),
            // Only its own facet keeps it out: it counts there, as what choosing its key would add.
            (Some(only), None) => self.count(only, numbers[only], item),
            _ => {}
        }
    }

    fn count(&mut self, facet: usize, number: usize, item: u32) {
        let Some(count) = self.counts[facet].get_mut(number) else {
            return;
        };
        if let Some(last) = self.last.as_mut().and_then(|last| last[facet].get_mut(number)) {
            if *last == item {
                return;
            }
            *last = item;
        }
        *count += 1;
    }
}
