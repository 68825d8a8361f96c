//! Finding the header of a sheet: below title rows, in one row or two, among merged cells.

use crate::element::Part;
use crate::mapping::{Header, grouped, part, title::Title};
use crate::order::{self, Arrange as _};
use crate::table::{Cell, Table, Texts};
use std::collections::BTreeMap;

/// Rows with content that are looked at first: a table further down is another one, however many titles it has.
const LOOKED_AT: usize = 30;

/// Rows with content that are looked at where those show no header: long instructions may stand above it.
const FURTHER: usize = 300;

/// Known titles that make a header down there: instructions may name two elements in one row.
const CERTAIN: usize = 4;

/// Where the header stands and what it says.
pub(crate) struct Found {
    /// Titles by column.
    pub(crate) headers: Vec<Header>,
    /// First row below the header.
    pub(crate) first_data_row: u32,
    /// Last row of the header.
    pub(crate) row: u32,
    /// Rows with content above the header.
    pub(crate) skipped: usize,
}

/// The titles that a header is known by.
pub(crate) struct Titles {
    /// Whether a title is one of them.
    pub(crate) known: fn(&str) -> bool,
    /// Whether an upper and a lower cell are one title, or the lower one makes sense below the upper one.
    pub(crate) paired: fn(&str, &str) -> bool,
    /// How many known titles make a header.
    pub(crate) least: usize,
}

impl Titles {
    /// Those of the registry of elements.
    pub(crate) const ELEMENTS: Self = Self {
        least: 2,
        known: |title| !Title::of(title).candidates().is_empty(),
        paired: |group, title| {
            let title = Title::of(title);
            grouped::together(group, &title).is_some()
                || part::named(group)
                    .is_some_and(|part| part == Part::Main || part::within(part, &title).is_some())
        },
    };
}

/// Finds the header: the row with the most known titles, or the first that holds little else.
pub(crate) fn find(table: &Table, texts: &Texts, titles: &Titles) -> Option<Found> {
    find_within(LOOKED_AT, titles.least, table, texts, titles)
        .or_else(|| find_within(FURTHER, titles.least.max(CERTAIN), table, texts, titles))
}

fn find_within(limit: usize, least: usize, table: &Table, texts: &Texts, titles: &Titles) -> Option<Found> {
    let rows: Vec<(u32, &[Cell])> = table.rows().take(limit).collect();
    let score = |cells: &[Cell]| {
        let mut known: Vec<_> = cells
            .iter()
            .filter(|cell| (titles.known)(texts.get(cell.text)))
            .map(|cell| cell.text)
            .collect();
        known.arrange();
        known.dedup();
        known.len()
    };
    let scores: Vec<usize> = rows.iter().map(|(_, cells)| score(cells)).collect();
    let best = *scores.iter().max()?;
    let most = scores.iter().position(|score| *score == best)?;
    // A second table further down may have more titles; the rows between the two headers are items.
    let full = |at: &usize| scores[*at] > 2 && scores[*at] * 3 >= rows[*at].1.len() * 2;
    let at = (0..most)
        .find(|at| full(at) && rows[*at].0 + 1 < rows[most].0)
        .unwrap_or(most);
    if best < least {
        return None;
    }
    let sheet = Rows { table, texts, titles };
    let below = rows.get(at + 1).filter(|(row, _)| *row == rows[at].0 + 1);
    let above = at
        .checked_sub(1)
        .map(|above| rows[above])
        .filter(|(row, _)| row + 1 == rows[at].0);
    let (upper, lower) = if let Some(below) = below.filter(|below| sheet.is_pair(rows[at], **below)) {
        (Some(rows[at]), *below)
    } else if let Some(above) = above.filter(|above| sheet.is_pair(*above, rows[at])) {
        (Some(above), rows[at])
    } else {
        (None, rows[at])
    };
    let headers = match upper {
        Some(upper) => sheet.pair(upper, lower),
        None => sheet.single(lower),
    };
    let top = upper.map_or(lower.0, |(row, _)| row);
    Some(Found {
        headers,
        first_data_row: lower.0 + 1,
        row: lower.0,
        skipped: rows.iter().filter(|(row, _)| *row < top).count(),
    })
}

struct Rows<'a> {
    table: &'a Table,
    texts: &'a Texts,
    titles: &'a Titles,
}

impl Rows<'_> {
    fn title(&self, cell: &Cell) -> String {
        self.texts.trimmed(cell.text).to_owned()
    }

    fn single(&self, (_, cells): (u32, &[Cell])) -> Vec<Header> {
        cells
            .iter()
            .map(|cell| Header {
                column: cell.column,
                group: None,
                title: self.title(cell),
            })
            .filter(|header| !header.title.is_empty())
            .collect()
    }

    /// Upper titles by column: a cell counts for all columns it is merged over, and where the file has no merges
    /// (CSV), the name of a sub-list counts for the blank cells to its right, and so does any other cell if the lower row
    /// is no item.
    fn spread(
        &self,
        (row, cells): (u32, &[Cell]),
        lower: &BTreeMap<u16, String>,
    ) -> BTreeMap<u16, (String, bool)> {
        let mut upper = BTreeMap::new();
        let goes_on = self.table.merges.is_empty() && self.is_above_blanks(cells, lower);
        for cell in cells {
            let merge = self
                .table
                .merges
                .iter()
                .find(|merge| merge.top == row && merge.left == cell.column);
            let text = self.title(cell);
            if text.is_empty() {
                continue;
            }
            let wide = merge.is_some_and(|merge| merge.right > merge.left);
            let right = merge.map_or(cell.column, |merge| merge.right);
            for column in cell.column..=right {
                upper.insert(column, (text.clone(), wide));
            }
            let next = cells
                .iter()
                .map(|cell| cell.column)
                .find(|next| *next > cell.column);
            let is_group = || {
                let below = |column| lower.contains_key(&column);
                let wide = next.is_none_or(|next| next > cell.column + 1);
                part::named(&text).is_some()
                    || (goes_on && wide && below(cell.column) && below(cell.column + 1))
            };
            if merge.is_none() && self.table.merges.is_empty() && is_group() {
                for column in lower
                    .keys()
                    .filter(|column| **column >= cell.column && next.is_none_or(|next| **column < next))
                {
                    upper.insert(*column, (text.clone(), true));
                }
            }
        }
        upper
    }

    fn lower(&self, cells: &[Cell]) -> BTreeMap<u16, String> {
        let titles = cells.iter().map(|cell| (cell.column, self.title(cell)));
        order::map(titles.filter(|(_, title)| !title.is_empty()))
    }

    /// Whether the two rows are one header: some lower cell is a title, and makes sense under an upper cell that
    /// spans several columns, or the upper row shows it by its form. A single upper cell over the whole sheet is a title
    /// of the sheet unless it names a part.
    fn is_pair(&self, upper: (u32, &[Cell]), lower: (u32, &[Cell])) -> bool {
        let below = self.lower(lower.1);
        let above = self.spread(upper, &below);
        let mut paired = 0;
        let mut wide_only = true;
        for (column, title) in &below {
            let Some((group, wide)) = above.get(column) else {
                wide_only = false;
                continue;
            };
            if *wide && group != title && (self.titles.paired)(group, title) {
                paired += 1;
            } else if !wide && group != title && !self.is_merged_down(upper.0, *column) {
                // Two plain cells above each other: a title and its first value.
                return false;
            }
        }
        let formed =
            || self.is_merged_below(upper) || (below.len() > 1 && self.is_above_blanks(upper.1, &below));
        paired > 0 || (wide_only && !below.is_empty() && formed())
    }

    /// Whether known titles are merged down into the next row: what else stands there stands under groups, whatever
    /// these are called.
    fn is_merged_below(&self, (row, cells): (u32, &[Cell])) -> bool {
        cells.iter().any(|cell| {
            (self.titles.known)(self.texts.get(cell.text)) && self.is_merged_down(row, cell.column)
        })
    }

    /// Whether the first known title, and one more, have nothing below them: the row below is no item then.
    fn is_above_blanks(&self, cells: &[Cell], lower: &BTreeMap<u16, String>) -> bool {
        let mut known = cells
            .iter()
            .filter(|cell| (self.titles.known)(self.texts.get(cell.text)));
        let blank = |cell: &Cell| !lower.contains_key(&cell.column);
        known.next().is_some_and(blank) && known.any(blank)
    }

    fn is_merged_down(&self, row: u32, column: u16) -> bool {
        self.table.merges.iter().any(|merge| {
            merge.top <= row && merge.bottom > row && (merge.left..=merge.right).contains(&column)
        })
    }

    fn pair(&self, upper: (u32, &[Cell]), lower: (u32, &[Cell])) -> Vec<Header> {
        let below = self.lower(lower.1);
        let above = self.spread(upper, &below);
        let columns = order::set(below.keys().chain(above.keys()).copied());
        columns
            .into_iter()
            .filter_map(|column| {
                let group = above.get(&column);
                let title = below.get(&column);
                let (group, title) = match (group, title) {
                    (Some((group, true)), Some(title)) if group != title => {
                        (Some(group.clone()), title.clone())
                    }
                    // A wide upper cell with nothing below is the title of its first column only.
                    (Some((group, _)), None) => {
                        let first =
                            column == 0 || above.get(&(column - 1)).is_none_or(|(left, _)| left != group);
                        if !first {
                            return None;
                        }
                        (None, group.clone())
                    }
                    (_, Some(title)) => (None, title.clone()),
                    (None, None) => return None,
                };
                Some(Header { column, group, title })
            })
            .collect()
    }
}
