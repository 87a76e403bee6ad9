//! A file of columns, and the samples that are made of it. No network is known here.
//!
//! A [`Table`] has the columns that are used and the times of its rows, read from a file or made by a generator;
//! [`Samples`] are what follows from it for a horizon, a split, a scaling and a rule for missing cells.

mod choose;
mod error;
mod fill;
mod hands;
mod look;
mod missing;
mod near;
mod notes;
mod number;
mod origin;
mod overview;
mod pass;
pub mod pasted;
mod pieces;
mod read;
mod reading;
mod rows;
mod samples;
mod scaling;
mod scan;
mod spelling;
mod stamp;
#[cfg(test)]
mod tests;
mod text;
mod times;
mod told;

use crate::config::Config;
use crate::wording::Sentence;

pub use error::TableError;
pub use look::{OtherKind, is_table_name};
pub use near::Near;
pub use origin::Origin;
pub use overview::{ColumnKind, ColumnOverview, Extent, Overview, Picture, Roles};
pub use samples::{Preparation, SampleColumn, Samples};
pub use scaling::Scaling;
pub use times::{TimeKind, Times};

/// The most columns that can be inputs.
pub const MOST_INPUTS: usize = 32;

/// The most columns that can be targets.
pub const MOST_TARGETS: usize = 8;

/// What a column is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnRole {
    /// It is read.
    Input,
    /// It is to be answered.
    Target,
}

impl ColumnRole {
    /// The most columns that can have it.
    pub const fn most(self) -> usize {
        match self {
            Self::Input => MOST_INPUTS,
            Self::Target => MOST_TARGETS,
        }
    }

    fn is_target(self) -> bool {
        self == Self::Target
    }
}

/// What of a table is used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Names of columns, in this order; all columns of numbers if there are none.
    pub inputs: Vec<String>,
    /// Names of columns, in this order; the last column of numbers if there are none.
    pub targets: Vec<String>,
    /// What stands for a missing value, beside the usual marks.
    pub missing_values: Vec<String>,
}

impl Wanted {
    /// What a configuration asks for.
    pub fn of(config: &Config) -> Self {
        Self {
            inputs: config.inputs.clone(),
            targets: config.targets.clone(),
            missing_values: config.missing_value.clone(),
        }
    }
}

/// Columns of numbers, and when they were.
#[derive(Clone, Debug)]
pub struct Table {
    /// The used columns: the inputs in their order, then the targets that are no inputs.
    pub columns: Vec<TableColumn>,
    /// Places among `columns`.
    pub inputs: Vec<usize>,
    /// Places among `columns`.
    pub targets: Vec<usize>,
    /// The times of the rows, if the table has them.
    pub times: Option<Times>,
    /// How many rows there are, and values in each column.
    pub rows: usize,
    /// What whoever uses it should know: how it was read, and what was left out.
    pub notes: Vec<Sentence>,
}

/// A column that is used.
#[derive(Clone, Debug)]
pub struct TableColumn {
    /// Its name, with the unit that may stand in it.
    pub name: String,
    /// The unit that its name has in brackets at the end: °C for `temperature [°C]`.
    pub unit: Option<String>,
    /// One for each row; NaN where there is no number.
    pub values: Vec<f64>,
    /// How many of its cells hold another text than a number or a mark of a missing value.
    pub other_texts: usize,
    /// Its first cell without a number.
    pub first_gap: Option<Gap>,
}

/// A cell without a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// What stands there, or its beginning; it may be nothing.
    pub text: String,
    /// Its row: 1 is the first one with data.
    pub row: usize,
    /// Its line in the file, from 1; 0 where there is no file.
    pub line: usize,
}

impl Table {
    /// A table that wasn't read but made: columns of the same length, and the names of those that are inputs and
    /// targets. Other columns are left out, and so are names that no column has.
    pub fn made(columns: Vec<(&str, Vec<f64>)>, inputs: &[&str], targets: &[&str]) -> Self {
        let rows = columns.iter().map(|(_, values)| values.len()).min().unwrap_or_default();
        let mut columns: Vec<TableColumn> = columns
            .into_iter()
            .map(|(name, values)| TableColumn::made(name, values, rows))
            .collect();
        let rank = |column: &TableColumn| {
            let mut names = inputs.iter().chain(targets);
            names.position(|name| column.name == *name)
        };
        columns.retain(|column| rank(column).is_some());
        columns.sort_by_key(rank);
        let places = |names: &[&str]| {
            let place = |name: &&str| columns.iter().position(|column| column.name == *name);
            names.iter().filter_map(place).collect()
        };
        let (inputs, targets) = (places(inputs), places(targets));
        Self { columns, inputs, targets, times: None, rows, notes: Vec::new() }
    }

    /// The same table with other of its columns as inputs and targets; where none are named, they stay.
    ///
    /// # Errors
    /// A name that none of its columns has.
    pub fn choosing(self, inputs: &[String], targets: &[String]) -> Result<Self, TableError> {
        let names = |own: &[usize]| -> Vec<String> {
            own.iter().map(|&column| self.columns[column].name.clone()).collect()
        };
        let inputs = if inputs.is_empty() { names(&self.inputs) } else { inputs.to_vec() };
        let targets = if targets.is_empty() { names(&self.targets) } else { targets.to_vec() };
        let is_missing = |name: &&String| self.columns.iter().all(|column| column.name != **name);
        if let Some(name) = inputs.iter().chain(&targets).find(is_missing) {
            let columns = self.columns.iter().map(|column| column.name.as_str()).collect();
            return Err(TableError::no_column(name, columns));
        }
        for (names, role) in [(&inputs, ColumnRole::Input), (&targets, ColumnRole::Target)] {
            let is_twice = |at: &usize| names[..*at].contains(&names[*at]);
            if let Some(at) = (0..names.len()).find(is_twice) {
                return Err(TableError::Twice { name: names[at].clone(), role });
            }
        }
        let columns =
            self.columns.iter().map(|column| (column.name.as_str(), column.values.clone()));
        let [inputs, targets] = [&inputs, &targets].map(|names| names.iter().map(String::as_str));
        let (inputs, targets) = (inputs.collect::<Vec<_>>(), targets.collect::<Vec<_>>());
        Ok(Self::made(columns.collect(), &inputs, &targets))
    }
}

impl TableColumn {
    fn made(name: &str, mut values: Vec<f64>, rows: usize) -> Self {
        values.truncate(rows);
        let first = values.iter().position(|value| !value.is_finite());
        let first_gap = first.map(|index| Gap { text: String::new(), row: index + 1, line: 0 });
        let unit = text::unit(name).map(str::to_owned);
        Self { name: name.to_owned(), unit, values, other_texts: 0, first_gap }
    }

    /// Its name without the unit.
    pub fn plain_name(&self) -> &str {
        text::without_unit(&self.name)
    }
}
