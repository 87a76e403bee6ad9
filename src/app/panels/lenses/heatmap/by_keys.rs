//! Keys read a heatmap off, cell by cell.

use egui::{Response, Ui};

use crate::app::plots::cursor::{self, Asked, End};
use crate::figure::graph::Cells;

/// Row and column of a cell.
type Cell = (usize, usize);

/// The cell that keys have put the cursor on, if they have, moved as they ask; and whether it has just come there.
pub(super) fn chosen(ui: &Ui, cells: &Cells, map: &Response) -> Option<(Cell, bool)> {
    let asked = Asked::of::<Cell>(ui, map, true)?;
    let is_there = |(row, column): &Cell| *row < cells.rows() && *column < cells.columns;
    let known = cursor::get::<Cell>(ui, map).filter(is_there);
    if !asked.moves() {
        return known.map(|cell| (cell, false));
    }
    let cell = next((cells.rows(), cells.columns), known, asked)?;
    cursor::put(ui, map, Some(cell));
    Some((cell, true))
}

/// Where the cursor goes among so many rows and columns: it begins in the first row's newest column.
fn next((rows, columns): (usize, usize), from: Option<Cell>, asked: Asked) -> Option<Cell> {
    let (lowest, last) = (rows.checked_sub(1)?, columns.checked_sub(1)?);
    let moved =
        |from: usize, by: i64, most: usize| (from as i64 + by).clamp(0, most as i64) as usize;
    let (row, column) = match from {
        Some((row, column)) => (moved(row, -asked.up, lowest), moved(column, asked.right, last)),
        None => (0, last),
    };
    Some(match asked.end {
        Some(End::First) => (row, 0),
        Some(End::Last) => (row, last),
        None => (row, column),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_goes_from_cell_to_cell_and_stays_on_the_map() {
        let go = |from, right, up| next((3, 20), from, Asked { right, up, ..Asked::default() });
        assert_eq!(go(None, -1, 0), Some((0, 19)));
        assert_eq!(go(Some((0, 19)), -10, 0), Some((0, 9)));
        assert_eq!(go(Some((0, 19)), 1, -1), Some((1, 19)));
        assert_eq!(go(Some((1, 3)), 0, 10), Some((0, 3)));
        let home = Asked { end: Some(End::First), ..Asked::default() };
        assert_eq!(next((3, 20), Some((2, 7)), home), Some((2, 0)));
        assert_eq!(next((0, 0), None, home), None);
    }
}
