//! The columns of one sheet together: the same title means different elements in different sub-lists, so upper header
//! cells, the sheet's name and the neighbours decide.

use super::title::{Candidate, ENGLISH, Title};
use super::{Choices, How, grouped, part, similar, untitled, wording};
use crate::element::{Element, Part};

/// A column's title as it stands in the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    /// Column from 0.
    pub(crate) column: u16,
    /// Upper cell of a two-row header.
    pub(crate) group: Option<String>,
    /// Title.
    pub(crate) title: String,
}

impl Header {
    /// What a person sees and chooses by.
    pub(crate) fn full(&self) -> String {
        match &self.group {
            Some(group) => format!("{group}/{}", self.title),
            None => self.title.clone(),
        }
    }
}

/// What a column means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Meaning {
    /// Its title.
    pub(crate) header: Header,
    /// The element, unless there is none.
    pub(crate) element: Option<Element>,
    /// How it was found.
    pub(crate) how: How,
    /// 0–100.
    pub(crate) confidence: u8,
    /// Index of the column that means the same and goes first.
    pub(crate) behind: Option<usize>,
    /// Unit in the title.
    pub(crate) unit: Option<String>,
    /// A running row number: no element, and no notice either.
    pub(crate) is_row_number: bool,
    rank: u8,
}

/// Finds the element of every column. `sheet` is the sub-list the sheet as a whole holds, where its name says so.
pub(crate) fn resolve(headers: &[Header], sheet: Option<Part>, choices: &Choices) -> Vec<Meaning> {
    let first = Resolver::new(headers, sheet, choices).run();
    if sheet.is_some() {
        return first;
    }
    // A sheet that has nothing but keys and one sub-list is that sub-list, whatever its name is.
    let mut parts = first
        .iter()
        .filter_map(|meaning| meaning.element)
        .filter(|element| !is_identity(*element))
        .map(Element::part);
    match parts.next() {
        Some(part) if part != Part::Main && parts.all(|other| other == part) => {
            Resolver::new(headers, Some(part), choices).run()
        }
        _ => first,
    }
}

/// Elements that say which item a row belongs to, and nothing else about it.
pub(crate) const fn is_identity(element: Element) -> bool {
    matches!(
        element,
        Element::TaskName
            | Element::TaskCode
            | Element::HandleItemCode
            | Element::TaskVersion
            | Element::DeptName
            | Element::DeptCode
            | Element::CatalogCode
            | Element::LocalTaskCode
            | Element::ItemId
            | Element::RowGuid
    )
}

struct Resolver<'a> {
    titles: Vec<Title>,
    sheet: Option<Part>,
    choices: &'a Choices,
    columns: Vec<Meaning>,
    /// Candidates of columns that wait for their neighbours.
    open: Vec<Vec<Candidate>>,
    /// Columns whose lower title was taken alone, since the upper one is not known.
    alone: Vec<bool>,
}

impl<'a> Resolver<'a> {
    fn new(headers: &[Header], sheet: Option<Part>, choices: &'a Choices) -> Self {
        let titles: Vec<Title> = headers.iter().map(|header| Title::of(&header.title)).collect();
        let columns = headers
            .iter()
            .zip(&titles)
            .map(|(header, title)| Meaning {
                header: header.clone(),
                element: None,
                how: How::None,
                confidence: 0,
                behind: None,
                unit: title.unit.clone(),
                is_row_number: title.is_row_number(),
                rank: 0,
            })
            .collect();
        Self {
            open: vec![Vec::new(); titles.len()],
            alone: vec![false; titles.len()],
            titles,
            sheet: sheet.filter(|part| *part != Part::Main),
            choices,
            columns,
        }
    }

    fn run(mut self) -> Vec<Meaning> {
        for index in 0..self.columns.len() {
            self.by_itself(index);
        }
        for index in 0..self.columns.len() {
            self.by_neighbours(index);
        }
        for index in 0..self.columns.len() {
            self.by_similarity(index);
        }
        self.drop_repeated();
        self.leave_apart();
        self.rank_duplicates();
        self.columns
    }

    fn settle(&mut self, index: usize, candidate: Candidate) {
        let (how, confidence) = if candidate.rank == 0 {
            (How::Exact, 100)
        } else {
            (How::Synonym, 95)
        };
        let column = &mut self.columns[index];
        column.element = Some(candidate.element);
        column.rank = candidate.rank;
        column.how = how;
        column.confidence = confidence;
        column.is_row_number = false;
    }

    /// Titles that need no neighbour: chosen ones, those under a group, those of a sub-list's sheet, unique ones.
    fn by_itself(&mut self, index: usize) {
        if let Some(choice) = self.choices.get(&self.columns[index].header.full()) {
            let column = &mut self.columns[index];
            column.element = choice;
            column.how = How::Chosen;
            column.confidence = 100;
            return;
        }
        if let Some(group) = self.columns[index].header.group.clone() {
            self.under_group(index, &group);
            return;
        }
        let title = &self.titles[index];
        let found = title.candidates();
        if let Some(sheet) = self.sheet {
            let own = part::within(sheet, title);
            let other = found
                .iter()
                .copied()
                .find(|candidate| candidate.element.part() == Part::Main && !title.is_generic());
            if let Some(candidate) = own.or(other) {
                self.settle(index, candidate);
            }
            return;
        }
        let fit: Vec<Candidate> = found
            .iter()
            .copied()
            .filter(|candidate| candidate.rank < ENGLISH || candidate.element.part() == Part::Main)
            .collect();
        match fit.as_slice() {
            [only] if !title.is_generic() => self.settle(index, *only),
            _ => self.open[index] = fit,
        }
    }

    /// Under an upper cell that names a part, that part counts first; under any other, both cells together. The lower
    /// one alone counts last, and only where the upper one does not speak against it.
    fn under_group(&mut self, index: usize, group: &str) {
        let title = &self.titles[index];
        let own = part::named(group).and_then(|part| part::within(part, title));
        if let Some(candidate) = own.or_else(|| grouped::together(group, title)) {
            if title.is_unit() {
                self.columns[index].unit = Some(title.text.clone());
            }
            self.settle(index, candidate);
        } else if let Some(candidate) = grouped::alone(group, title) {
            self.alone[index] = true;
            self.settle(index, candidate);
        }
    }

    /// “调整前” and “调整后” above the same titles: which of them is meant, nobody can say; a column outside such
    /// groups is.
    fn drop_repeated(&mut self) {
        let doubtful: Vec<usize> = (0..self.columns.len())
            .filter(|index| self.alone[*index] && self.columns[*index].how != How::Chosen)
            .filter(|index| {
                let element = self.columns[*index].element;
                let group = &self.columns[*index].header.group;
                let mut others = self.columns.iter().enumerate();
                others.any(|(other, column)| {
                    other != *index && column.element == element && column.header.group != *group
                })
            })
            .collect();
        for index in doubtful {
            self.forget(index);
        }
    }

    fn is_taken(&self, element: Element) -> bool {
        self.columns.iter().any(|column| column.element == Some(element))
    }

    /// Number of columns that belong to `part` without any doubt.
    fn evidence(&self, part: Part) -> usize {
        self.columns
            .iter()
            .zip(&self.titles)
            .filter(|(column, title)| {
                column.element.is_some_and(|element| element.part() == part) && !title.is_generic()
            })
            .count()
    }

    /// Titles of several parts, or of too little meaning: they follow the sub-list they stand in.
    fn by_neighbours(&mut self, index: usize) {
        if self.columns[index].element.is_some() || self.open[index].is_empty() {
            return;
        }
        let generic = self.titles[index].is_generic();
        let candidates = self.open[index].clone();
        let within = |part: Part| {
            candidates
                .iter()
                .copied()
                .find(|candidate| candidate.element.part() == part)
        };
        let part_of = |column: &Meaning| column.element.map(Element::part);
        let left = self.columns[..index].iter().rev().find_map(part_of);
        let right = self.columns[index + 1..].iter().find_map(part_of);
        let main = within(Part::Main).filter(|candidate| !self.is_taken(candidate.element));
        let beside = left
            .into_iter()
            .chain(right.filter(|_| main.is_none()))
            .filter(|part| *part != Part::Main)
            .find_map(within)
            .filter(|candidate| !self.is_taken(candidate.element));
        if let Some(candidate) = beside {
            let part = candidate.element.part();
            // One column of a sub-list proves little: “申请材料” followed by “备注” may be the item's remark.
            if self.evidence(part) >= 2 || (part == Part::Window && !generic) {
                self.settle(index, candidate);
            }
            return;
        }
        if let Some(candidate) = main {
            self.settle(index, candidate);
        }
    }

    fn by_similarity(&mut self, index: usize) {
        let column = &self.columns[index];
        let title = &self.titles[index];
        if column.element.is_some() || column.how == How::Chosen || !title.candidates().is_empty() {
            return;
        }
        let group = column.header.group.as_deref();
        let named = group.and_then(part::named);
        if (group.is_some() && named.is_none()) || untitled::is(&column.header.title) {
            // Below an upper title that is not known nothing is guessed.
            return;
        }
        let part = named.or(self.sheet);
        let allowed = |candidate| part.unwrap_or(Part::Main) == candidate;
        let guess = wording::element(title, &allowed).or_else(|| similar::nearest(title, allowed));
        if let Some((element, confidence)) = guess.filter(|(element, _)| !self.is_taken(*element)) {
            let unit = wording::unit(title).map(str::to_owned);
            let column = &mut self.columns[index];
            column.element = Some(element);
            column.how = How::Similar;
            column.confidence = confidence;
            column.unit = column.unit.take().or(unit);
        }
    }

    /// Beside a list, blank columns between, a dictionary may stand with the same titles: its values are nobody's.
    fn leave_apart(&mut self) {
        let mut block = 0;
        let mut blocks = Vec::with_capacity(self.columns.len());
        for index in 0..self.columns.len() {
            let column = |index: usize| self.columns[index].header.column;
            block += usize::from(index > 0 && column(index) > column(index - 1).saturating_add(1));
            blocks.push(block);
        }
        if block == 0 {
            return;
        }
        let is_key = |column: &Meaning| {
            matches!(
                column.element,
                Some(Element::TaskName | Element::TaskCode | Element::HandleItemCode)
            )
        };
        let Some(key) = self.columns.iter().position(is_key) else {
            return;
        };
        let own = |columns: &[Meaning], element| {
            let mut columns = columns.iter().zip(&blocks);
            columns.any(|(column, block)| *block == blocks[key] && column.element == element)
        };
        let apart: Vec<usize> = (0..self.columns.len())
            .filter(|index| blocks[*index] != blocks[key] && self.columns[*index].how != How::Chosen)
            .filter(|index| {
                let element = self.columns[*index].element;
                element.is_some() && own(&self.columns, element)
            })
            .collect();
        for index in apart {
            self.forget(index);
        }
    }

    fn forget(&mut self, index: usize) {
        let column = &mut self.columns[index];
        (column.element, column.how, column.confidence) = (None, How::None, 0);
    }

    /// Of several columns for one element the surest goes first, then the more usual title, then the one to the left.
    fn rank_duplicates(&mut self) {
        for index in 0..self.columns.len() {
            let Some(element) = self.columns[index].element else {
                continue;
            };
            let best = (0..self.columns.len())
                .filter(|other| self.columns[*other].element == Some(element))
                .min_by_key(|other| (self.columns[*other].how, self.columns[*other].rank, *other));
            self.columns[index].behind = best.filter(|best| *best != index);
        }
    }
}

#[cfg(test)]
mod tests;
