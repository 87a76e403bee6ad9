//! What an overview gathers while the rows are read.

use super::super::reading::Reading;
use super::super::rows::Row;
use super::super::scan::Watch;
use super::super::text::excerpt;
use super::picture::{Gaps, Picture};

/// Columns that are watched; a table may have more, of which only the cells are counted.
const MOST_COLUMNS: usize = 2_000;
/// Rows of which all cells are kept.
const FIRST_ROWS: usize = 8;
/// Letters that are kept of such a cell.
const LETTERS: usize = 60;
/// Texts that are kept of a column.
const TEXTS: usize = 3;
/// Rows at the beginning of which the numbers are kept: as many as the longest window has with the longest horizon.
const BEGINNING: usize = 12_000;
/// Numbers that are kept of these rows at the most, over all columns; and rows at the least.
const MOST_NUMBERS: usize = 1 << 21;
const LEAST_ROWS: usize = 64;

/// What is gathered of all columns.
#[derive(Debug, Default)]
pub(super) struct Watcher {
    columns: Vec<Watched>,
    /// Rows that have begun.
    rows: usize,
    /// Rows of which the numbers are kept.
    beginning: usize,
    first_rows: Vec<Vec<String>>,
}

/// What is gathered of a column.
#[derive(Debug, Default)]
pub(super) struct Watched {
    pub(super) numbers: Picture,
    pub(super) times: Picture,
    pub(super) mean: Option<f64>,
    pub(super) texts: Vec<String>,
    pub(super) beginning: Vec<f64>,
    pub(super) gaps: Gaps,
    count: usize,
}

impl Watcher {
    /// What was gathered, once all rows were read.
    pub(super) fn finish(mut self, rows: usize) -> (Vec<Watched>, Vec<Vec<String>>) {
        for column in &mut self.columns {
            column.numbers.finish(rows);
            column.times.finish(rows);
        }
        (self.columns, self.first_rows)
    }
}

impl Watch for Watcher {
    fn begin(&mut self, columns: usize) {
        let watched = columns.min(MOST_COLUMNS);
        self.columns.resize_with(watched, Watched::default);
        self.beginning = (MOST_NUMBERS / watched.max(1)).clamp(LEAST_ROWS, BEGINNING);
    }

    fn row(&mut self, row: &Row<'_>) {
        self.rows += 1;
        if self.first_rows.len() < FIRST_ROWS {
            let cells = row.cells().take(self.columns.len()).map(beginning);
            self.first_rows.push(cells.collect());
        }
    }

    fn cell(&mut self, column: usize, cell: &[u8], reading: Reading) {
        let (row, is_first) = (self.rows - 1, self.rows <= self.beginning);
        if let Some(column) = self.columns.get_mut(column) {
            let number = column.take(row, cell, reading);
            if is_first {
                column.beginning.push(number);
            }
        }
    }
}

impl Watched {
    /// Takes in a cell, and returns the number in it; NaN where there is none.
    fn take(&mut self, row: usize, cell: &[u8], reading: Reading) -> f64 {
        match reading {
            Reading::Number(value) => {
                self.count += 1;
                let mean = self.mean.unwrap_or_default();
                // Never larger than the largest number, as a sum would be.
                self.mean = Some(mean + (value / self.count as f64 - mean / self.count as f64));
                self.numbers.set(row, value);
                return value;
            }
            Reading::Time(stamp) => self.times.set(row, stamp.seconds),
            Reading::Text if self.texts.len() < TEXTS => {
                let text = beginning(cell);
                if !self.texts.contains(&text) {
                    self.texts.push(text);
                }
            }
            Reading::Text | Reading::Missing => {}
        }
        self.gaps.set(row);
        f64::NAN
    }
}

/// The first letters of a cell.
fn beginning(cell: &[u8]) -> String {
    let text = excerpt(cell);
    match text.char_indices().nth(LETTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
