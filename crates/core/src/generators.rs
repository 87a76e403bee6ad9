//! Tables made from a seed: data for which it is known what a network can learn of them.
//!
//! A file each, and a line each in the list of `config/sources.rs`. Each has a function `make`, which makes
//! so many rows from a seed, and says its formula and where that comes from. A table with fewer rows is the
//! beginning of one with more, but for the chirp, which always goes through all of its frequencies.
//!
//! Sums, products, roots and libm's functions are all they are made of, and random numbers are MT19937's:
//! a seed makes the same bits on every system.

mod draws;

use crate::config::{DataKind, each_source};
use crate::table::Table;

/// Where a generator comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// How a row follows from those before it, in its columns' names.
    pub formula: &'static str,
    /// Who has described it, and where.
    pub source: &'static str,
}

/// Declares a module for each generator of the list, and what is known of it.
macro_rules! declare_generators {
    (
        periodic { $($module:ident: $variant:ident = $name:literal => $label:literal, $sentence:literal;)+ }
        made { $($generator:ident: $made:ident = $made_name:literal => $made_label:literal,
                 $horizon:literal, $made_sentence:literal;)* }
    ) => {
        $(pub mod $generator;)*

        /// Where a generator comes from; `None` of what is no generator.
        pub fn origin(kind: DataKind) -> Option<Origin> {
            match kind {
                $(DataKind::$made => Some($generator::ORIGIN),)*
                $(DataKind::$variant => None,)+
            }
        }

        /// The table that a generator makes: so many rows from a seed; `None` of what is no generator.
        pub fn make(kind: DataKind, samples: usize, seed: u32) -> Option<Table> {
            match kind {
                $(DataKind::$made => Some($generator::make(samples, seed)),)*
                $(DataKind::$variant => None,)+
            }
        }
    };
}

each_source!(declare_generators);

/// The documentation's table: what each generator makes, how, who has described it and what it is good for.
pub fn generators_table() -> String {
    let heads = "| data | columns | formula | source | good for |\n|---|---|---|---|---|\n";
    let line = |kind: &DataKind| {
        let (origin, table) = (origin(*kind)?, make(*kind, 1, 1)?);
        let names = |columns: &[usize]| {
            let names: Vec<&str> =
                columns.iter().map(|&at| table.columns[at].name.as_str()).collect();
            names.join(", ")
        };
        let ahead = match kind.horizon() {
            0 => "",
            _ => ", one row ahead",
        };
        let columns = format!("{} → {}{ahead}", names(&table.inputs), names(&table.targets));
        let (name, Origin { formula, source }, sentence) = (kind.name(), origin, kind.sentence());
        Some(format!("| `{name}` | {columns} | {formula} | {source} | {sentence} |\n"))
    };
    let lines: String = DataKind::ALL.iter().filter_map(line).collect();
    format!("{heads}{lines}")
}

#[cfg(test)]
mod tests;
