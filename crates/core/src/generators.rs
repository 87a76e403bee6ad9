//! Tables made from a seed: data for which it is known what a network can learn of them.
//!
//! A file each, and a line each in the list of `config/sources.rs`. Each has a function `make`, which makes
//! so many rows from a seed; its formula and where that comes from stand in `wording/sources.rs`. A table with
//! fewer rows is the beginning of one with more, but for the chirp, which always goes through all of its
//! frequencies.
//!
//! Sums, products, roots and libm's functions are all they are made of, and random numbers are MT19937's:
//! a seed makes the same bits on every system.

mod draws;

use crate::config::{DataKind, each_source};
use crate::table::Table;
use crate::wording::{Language, Wording};

/// Where a generator comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// How a row follows from those before it, in its columns' names.
    pub formula: &'static str,
    /// Who has described it, and where.
    pub source: &'static str,
}

/// Declares a module for each generator of the list, and what makes its table.
macro_rules! declare_generators {
    (
        periodic { $($module:ident: $variant:ident = $name:literal;)+ }
        made { $($generator:ident: $made:ident = $made_name:literal, $horizon:literal;)* }
    ) => {
        $(pub mod $generator;)*

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

/// Where a generator comes from; `None` of what is no generator.
pub fn origin(kind: DataKind) -> Option<Origin> {
    origin_in(kind, Wording::in_force())
}

/// Where a generator comes from, in a language; `None` of what is no generator.
pub fn origin_in(kind: DataKind, words: &'static Wording) -> Option<Origin> {
    let text = kind.words(words);
    kind.is_generator().then_some(Origin { formula: text.formula, source: text.origin })
}

/// The documentation's table: what each generator makes, how, who has described it and what it is good for.
pub fn generators_table(language: Language) -> String {
    let words = Wording::of(language);
    let line = |kind: &DataKind| {
        let (origin, table) = (origin_in(*kind, words)?, make(*kind, 1, 1)?);
        let names = |columns: &[usize]| {
            let names: Vec<&str> =
                columns.iter().map(|&at| table.columns[at].name.as_str()).collect();
            names.join(", ")
        };
        let columns = format!("{} → {}", names(&table.inputs), names(&table.targets));
        let columns = match kind.horizon() {
            0 => columns,
            _ => (words.reference.one_row_ahead)(&columns),
        };
        let (name, sentence) = (kind.name(), kind.words(words).sentence);
        let Origin { formula, source } = origin;
        Some(format!("| `{name}` | {columns} | {formula} | {source} | {sentence} |\n"))
    };
    let lines: String = DataKind::ALL.iter().filter_map(line).collect();
    format!("{}{lines}", words.reference.generators_head)
}

#[cfg(test)]
mod tests;
