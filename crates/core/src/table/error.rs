//! What can be wrong with a table, in sentences that follow "can't use FILE: ".

use std::io;

use super::look::OtherKind;
use super::number::{has_thousands, is_percent};
use super::{ColumnRole, Gap, MOST_INPUTS, Near};
use crate::wording::{TableWords, Wording, complaint, quoted};

/// Why a table can't be used.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The file can't be read.
    #[error("{}", complaint(.0))]
    Unreadable(io::Error),
    /// Something else than a table as text.
    #[error("{}", .0.said())]
    Kind(OtherKind),
    /// Another program writes to it.
    #[error("{}", words().changed)]
    Changed,
    /// There is nothing in it.
    #[error("{}", words().empty)]
    Empty,
    /// A header, and nothing else.
    #[error("{}", words().no_rows)]
    NoRows,
    /// A row with too few or too many cells.
    #[error("{}", (words().ragged)(*line, *cells, *expected))]
    Ragged {
        /// Its line in the file, from 1.
        line: usize,
        /// Its cells.
        cells: usize,
        /// Those of the first row.
        expected: usize,
    },
    /// Two columns of one name.
    #[error("{}", (words().double_name)(*line, &quoted(name)))]
    DoubleName {
        /// The header's line.
        line: usize,
        /// The name.
        name: String,
    },
    /// A quote that is opened and not closed.
    #[error("{}", (words().open_quote)(*line))]
    OpenQuote {
        /// The line in which the row begins.
        line: usize,
    },
    /// A row that is longer than any.
    #[error("{}", (words().long_row)(*line))]
    LongRow {
        /// Its line in the file.
        line: usize,
    },
    /// More numbers than there is memory for.
    #[error("{}", words().memory)]
    Memory,
    /// A name that no column has.
    #[error("{}", (words().no_column)(&quoted(name), &near.to_string()))]
    NoColumn {
        /// The name that was asked for.
        name: String,
        /// The names that come near, or those there are.
        near: Near,
    },
    /// A column named twice.
    #[error("{}", (words().twice)(&quoted(name), role.is_target()))]
    Twice {
        /// The column.
        name: String,
        /// As what.
        role: ColumnRole,
    },
    /// Too many or too few columns named.
    #[error("{}", (words().count)(*count, role.is_target(), *most))]
    Count {
        /// How many.
        count: usize,
        /// As what.
        role: ColumnRole,
        /// The most there can be.
        most: usize,
    },
    /// More number columns than can be inputs, and none named.
    #[error("{}", (words().crowded)(*count, MOST_INPUTS))]
    Crowded {
        /// How many number columns there are.
        count: usize,
    },
    /// No column of numbers at all.
    #[error("{}", no_numbers(.0.as_ref()))]
    NoNumbers(Option<Gap>),
    /// A used column that holds something else.
    #[error("{}", not_numbers(column, gap))]
    NotNumbers {
        /// The column.
        column: String,
        /// Its first cell that isn't a number.
        gap: Gap,
    },
    /// A used column of which numbers may be a thousand times as large.
    #[error("{}", (words().thousands)(&quoted(column), &gap.said()))]
    Thousands {
        /// The column.
        column: String,
        /// Its first such number.
        gap: Gap,
    },
    /// A used column that holds dates.
    #[error("{}", (words().dates)(&quoted(column), &gap.said()))]
    Dates {
        /// The column.
        column: String,
        /// Its first date.
        gap: Gap,
    },
    /// A used column without any number.
    #[error("{}", (words().no_number)(&quoted(column)))]
    NoNumber {
        /// The column.
        column: String,
    },
    /// The time column, asked for as an input or target.
    #[error("{}", (words().is_time)(&quoted(column)))]
    IsTime {
        /// The column.
        column: String,
    },
    /// A missing cell where there may be none.
    #[error("{}", (words().missing)(&quoted(column), &gap.place()))]
    Missing {
        /// The column.
        column: String,
        /// Its first such cell.
        gap: Gap,
    },
    /// Too few rows for the horizon.
    #[error("{}", (words().no_samples)(*rows, *horizon))]
    NoSamples {
        /// The rows there are, without those that were dropped.
        rows: usize,
        /// Rows from input to target.
        horizon: usize,
    },
    /// No sample falls into the training part.
    #[error("{}", (words().no_training)(*percent, *samples))]
    NoTraining {
        /// All samples.
        samples: usize,
        /// The training part.
        percent: f64,
    },
    /// A number that float32 can't hold once it is scaled.
    #[error("{}", (words().too_large)(&quoted(column), *row, *value))]
    TooLarge {
        /// The column.
        column: String,
        /// The row, from 1.
        row: usize,
        /// The number.
        value: f64,
    },
    /// Scalings of other columns than there are.
    #[error("{}", (words().scalings)(*scalings, *columns))]
    Scalings {
        /// Given.
        scalings: usize,
        /// Needed.
        columns: usize,
    },
}

impl Gap {
    /// Where it is.
    pub fn place(&self) -> String {
        match self.line {
            0 => (words().row)(self.row),
            line => (words().row_and_line)(self.row, line),
        }
    }

    /// Where it is, and what stands there.
    pub fn said(&self) -> String {
        let place = self.place();
        if self.text.is_empty() {
            return (words().cell_is_empty)(&place);
        }
        (words().cell_has)(&place, &quoted(&self.text))
    }
}

/// What is said of tables in the language in force.
pub(super) fn words() -> &'static TableWords {
    &Wording::in_force().table
}

/// What is said of a table without a column of numbers, and with this text where there might have been one.
fn no_numbers(gap: Option<&Gap>) -> String {
    let words = words();
    gap.map_or_else(
        || words.no_number_columns.to_owned(),
        |gap| (words.no_number_column)(&gap.said()),
    )
}

/// What is said of a used column with this text in it, which may be a number but for its thousands or a percent sign.
fn not_numbers(column: &str, gap: &Gap) -> String {
    let words = words();
    let said = match &gap.text {
        text if has_thousands(text) => words.grouped_numbers,
        text if is_percent(text) => words.percent_numbers,
        _ => words.not_numbers,
    };
    said(&quoted(column), &gap.said())
}

impl TableError {
    /// A name that none of these columns has.
    pub(super) fn no_column(name: &str, columns: Vec<&str>) -> Self {
        Self::NoColumn { name: name.to_owned(), near: Near::new(name, &columns) }
    }

    /// Too many or too few columns in a role.
    pub(super) fn count(count: usize, role: ColumnRole) -> Self {
        Self::Count { count, role, most: role.most() }
    }
}
