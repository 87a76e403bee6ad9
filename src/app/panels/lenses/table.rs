//! A lens' numbers as comma-separated values.

use std::fmt::{Arguments, Write as _};

/// A line of names, then the rows.
pub(super) struct Table(String);

impl Table {
    /// An empty table with these columns, separated by commas.
    pub(super) fn new(columns: &str) -> Self {
        Self(format!("{columns}\n"))
    }

    /// Adds a row, its values separated by commas.
    pub(super) fn row(&mut self, values: Arguments<'_>) {
        // Writing to a string can't fail.
        let _ = writeln!(self.0, "{values}");
    }

    /// The file's text.
    pub(super) fn text(self) -> String {
        self.0
    }
}
