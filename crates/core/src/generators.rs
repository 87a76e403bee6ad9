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
    };
}

each_source!(declare_generators);

#[cfg(test)]
mod tests;
