//! What can be wrong with a table, in sentences that follow "can't use FILE: ".

use std::io;

use super::{Gap, MOST_INPUTS, MOST_TARGETS, near};
use crate::wording::{complaint, counted, quoted};

/// Why a table can't be used.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The file can't be read.
    #[error("{}", complaint(.0))]
    Unreadable(io::Error),
    /// Something else than a table as text.
    #[error("{0}")]
    Kind(&'static str),
    /// Another program writes to it.
    #[error("it changed while it was read; it can be used once it is whole")]
    Changed,
    /// There is nothing in it.
    #[error("it is empty; a table has a row for each moment")]
    Empty,
    /// A header, and nothing else.
    #[error("it has a header and no rows below it")]
    NoRows,
    /// A row with too few or too many cells.
    #[error(
        "line {line} has {}, but the first row has {expected}; every row needs as many{}",
        counted(*cells, "cell"),
        above(*expected)
    )]
    Ragged {
        /// Its line in the file, from 1.
        line: usize,
        /// Its cells.
        cells: usize,
        /// Those of the first row.
        expected: usize,
    },
    /// Two columns of one name.
    #[error("line {line} names two columns {}; each needs a name of its own", quoted(name))]
    DoubleName {
        /// The header's line.
        line: usize,
        /// The name.
        name: String,
    },
    /// A quote that is opened and not closed.
    #[error("the quote that is opened in or after line {line} is never closed")]
    OpenQuote {
        /// The line in which the row begins.
        line: usize,
    },
    /// A row that is longer than any.
    #[error(
        "the row that begins in line {line} is far longer than any row; is a quote never closed?"
    )]
    LongRow {
        /// Its line in the file.
        line: usize,
    },
    /// More numbers than there is memory for.
    #[error("it has more numbers than this computer has memory for")]
    Memory,
    /// A name that no column has.
    #[error("it has no column {}; {there}", quoted(name))]
    NoColumn {
        /// The name that was asked for.
        name: String,
        /// The names that come near, or those there are, as a part of the sentence.
        there: String,
    },
    /// A column named twice.
    #[error("{} is named twice as {role}; once is enough", quoted(name))]
    Twice {
        /// The column.
        name: String,
        /// "an input" or "a target".
        role: &'static str,
    },
    /// Too many or too few columns named.
    #[error("{} named, but there can be 1 to {most}", counted(*count, role))]
    Count {
        /// How many.
        count: usize,
        /// "input" or "target".
        role: &'static str,
        /// The most there can be.
        most: usize,
    },
    /// More number columns than can be inputs, and none named.
    #[error(
        "it has {count} columns of numbers, and at most {MOST_INPUTS} can be inputs: name those to read"
    )]
    Crowded {
        /// How many number columns there are.
        count: usize,
    },
    /// No column of numbers at all.
    #[error("it has no column of numbers{}", first_text(.0.as_ref()))]
    NoNumbers(Option<Gap>),
    /// A used column that holds something else.
    #[error("{} is no column of numbers: {}", quoted(column), gap.said())]
    NotNumbers {
        /// The column.
        column: String,
        /// Its first cell that isn't a number.
        gap: Gap,
    },
    /// A used column that holds dates.
    #[error(
        "{} is a column of dates, which are kept for the axis and never fed, and no column of numbers: {}",
        quoted(column),
        gap.said()
    )]
    Dates {
        /// The column.
        column: String,
        /// Its first date.
        gap: Gap,
    },
    /// A used column without any number.
    #[error("the column {} has no number in any row", quoted(column))]
    NoNumber {
        /// The column.
        column: String,
    },
    /// The time column, asked for as an input or target.
    #[error(
        "{} is the time column, which orders the rows and is never fed; under another name it would be data",
        quoted(column)
    )]
    IsTime {
        /// The column.
        column: String,
    },
    /// A missing cell where there may be none.
    #[error(
        "{} has no number in {}: drop, forward or interpolate instead of error say what to do there",
        quoted(column),
        gap.place()
    )]
    Missing {
        /// The column.
        column: String,
        /// Its first such cell.
        gap: Gap,
    },
    /// Too few rows for the horizon.
    #[error(
        "{} no sample at horizon {horizon}: there must be more rows than that",
        rows_leave(*rows)
    )]
    NoSamples {
        /// The rows there are, without those that were dropped.
        rows: usize,
        /// Rows from input to target.
        horizon: usize,
    },
    /// No sample falls into the training part.
    #[error(
        "{percent} % of {} is no sample to train on; a larger training part or more rows would give one",
        counted(*samples, "sample")
    )]
    NoTraining {
        /// All samples.
        samples: usize,
        /// The training part.
        percent: f64,
    },
    /// A number that float32 can't hold once it is scaled.
    #[error(
        "{} is too large in row {row}: {value:e} scaled is beyond what float32 holds",
        quoted(column)
    )]
    TooLarge {
        /// The column.
        column: String,
        /// The row, from 1.
        row: usize,
        /// The number.
        value: f64,
    },
    /// Scalings of other columns than there are.
    #[error("{} for {}", counted(*scalings, "scaling"), counted(*columns, "column"))]
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
            0 => format!("row {}", self.row),
            line => format!("row {} (line {line})", self.row),
        }
    }

    /// Where it is, and what stands there.
    pub fn said(&self) -> String {
        let text = if self.text.is_empty() { "nothing".to_owned() } else { quoted(&self.text) };
        format!("{} has {text}", self.place())
    }
}

fn rows_leave(rows: usize) -> String {
    if rows == 1 { "1 row leaves".to_owned() } else { format!("{rows} rows leave") }
}

/// What may be wrong with a first row of so many cells that is unlike the others.
fn above(cells: usize) -> &'static str {
    if cells == 1 { ", and what stands above the columns' names must go" } else { "" }
}

fn first_text(gap: Option<&Gap>) -> String {
    gap.map_or_else(String::new, |gap| format!(": {}", gap.said()))
}

impl TableError {
    /// A name that none of these columns has.
    pub(super) fn no_column(name: &str, columns: Vec<&str>) -> Self {
        Self::NoColumn { name: name.to_owned(), there: near::said(name, columns) }
    }

    /// Too many or too few columns in a role.
    pub(super) fn count(count: usize, is_target: bool) -> Self {
        let (role, most) =
            if is_target { ("target", MOST_TARGETS) } else { ("input", MOST_INPUTS) };
        Self::Count { count, role, most }
    }
}
