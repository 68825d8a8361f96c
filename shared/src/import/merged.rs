//! Cells merged over several rows: their value counts for every row they reach into.

use crate::order::Arrange as _;
use crate::table::{Cell, Table};

/// The vertical merges of a sheet, met row by row.
pub(crate) struct Merged {
    /// Merges with a value, by first row: (first, last, cell).
    merges: Vec<(u32, u32, Cell)>,
    next: usize,
    active: Vec<(u32, Cell)>,
}

impl Merged {
    /// The merges that begin in `first_row` or below.
    pub(crate) fn new(table: &Table, first_row: u32) -> Self {
        let cells = &table.cells;
        let mut merges: Vec<(u32, u32, Cell)> = table
            .merges
            .iter()
            .filter(|merge| merge.bottom > merge.top && merge.top >= first_row)
            .filter_map(|merge| {
                let at = cells
                    .binary_search_by_key(&(merge.top, merge.left), |cell| (cell.row, cell.column))
                    .ok()?;
                Some((merge.top, merge.bottom, cells[at]))
            })
            .collect();
        merges.arrange_by_key(|(top, _, cell)| (*top, cell.column));
        Self {
            merges,
            next: 0,
            active: Vec::new(),
        }
    }

    /// The cells that reach into row `number` from above, but for columns of its `own`. Rows must be asked for from
    /// above to below.
    pub(crate) fn reaching(&mut self, number: u32, own: &[Cell]) -> Vec<Cell> {
        self.active.retain(|(last, _)| *last >= number);
        let reaching = self.active.iter().map(|(_, cell)| *cell);
        let filled = reaching
            .filter(|cell| own.binary_search_by_key(&cell.column, |own| own.column).is_err())
            .collect();
        while let Some((top, last, cell)) = self.merges.get(self.next).filter(|(top, ..)| *top <= number) {
            if *top == number {
                self.active.push((*last, *cell));
            }
            self.next += 1;
        }
        filled
    }
}
