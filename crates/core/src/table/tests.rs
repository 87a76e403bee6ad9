//! Tables by hand, one rule each; files that change; bytes at random; the golden tables.

use super::*;
use crate::config::{Missing, Scale};

mod files;
mod fuzz;
mod golden;
mod limits;
mod others;
mod overview;
mod pieces;
mod roles;
mod rules;
mod samples;

/// What is wanted: columns by their names, separated by blanks.
fn wanted(inputs: &str, targets: &str) -> Wanted {
    let names = |names: &str| names.split_whitespace().map(str::to_owned).collect();
    Wanted { inputs: names(inputs), targets: names(targets), missing_values: Vec::new() }
}

/// A table of all columns of numbers.
fn table(text: &str) -> Table {
    Table::parse(text.as_bytes(), &Wanted::default()).unwrap()
}

/// What is said of a table that can't be used.
fn refusal(text: impl AsRef<[u8]>, wanted: &Wanted) -> String {
    let said = Table::parse(text.as_ref(), wanted).unwrap_err().to_string();
    assert!(!said.contains('\n') && said.len() < 2000, "{said:?}");
    said
}

/// The values of a column; NaN is shown as such.
fn values(table: &Table, name: &str) -> String {
    let column = table.columns.iter().find(|column| column.name == name).unwrap();
    format!("{:?}", column.values)
}

fn names(table: &Table) -> Vec<&str> {
    table.columns.iter().map(|column| column.name.as_str()).collect()
}

/// What is usual.
const USUAL: Preparation = Preparation {
    horizon: 1,
    split: [70.0, 15.0, 15.0],
    scale: Scale::Standard,
    missing: Missing::Interpolate,
};
