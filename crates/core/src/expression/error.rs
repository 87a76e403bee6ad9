//! Why a text is no expression.

use std::ops::Range;

use super::function::names;
use super::{MOST_CHARACTERS, MOST_LEVELS};
use crate::wording::{ExpressionWords, Wording, foreign};

/// Why a text is no expression: where, counted in characters from 1, and what would be right. Each is what
/// follows a colon.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExpressionError {
    /// There is nothing but blanks.
    #[error("{}", words().empty)]
    Empty,
    /// It is too long to be read at all.
    #[error("{}", (words().too_long)(*characters, MOST_CHARACTERS))]
    TooLong {
        /// How many it has.
        characters: usize,
    },
    /// It is too deep to be read at all.
    #[error("{}", (words().too_deep)(*at, MOST_LEVELS))]
    TooDeep {
        /// What opens one level too many.
        at: usize,
    },
    /// A character that has no meaning.
    #[error("{}", (words().unknown_character)(&foreign(character.to_string()), *at))]
    UnknownCharacter {
        /// What stands there.
        character: char,
        /// Where.
        at: usize,
    },
    /// Two stars, as a power is written elsewhere.
    #[error("{}", (words().stars)(*at))]
    Stars {
        /// The first of them.
        at: usize,
    },
    /// A number that is infinite in float64.
    #[error("{}", (words().too_large)(&foreign(number), *at))]
    TooLarge {
        /// As it is written.
        number: String,
        /// Where it begins.
        at: usize,
    },
    /// A name that nothing has.
    #[error("{}", (words().unknown_name)(&foreign(name), *at, &names()))]
    UnknownName {
        /// As it is written.
        name: String,
        /// Where it begins.
        at: usize,
    },
    /// A function whose argument doesn't stand in parentheses.
    #[error("{}", (words().no_parentheses)(name, *at, example))]
    NoParentheses {
        /// The function.
        name: &'static str,
        /// What may follow it.
        example: &'static str,
        /// Where it begins.
        at: usize,
    },
    /// A function of another number of arguments.
    #[error("{}", (words().arguments)(name, *at, *wanted, *or_more, *found))]
    Arguments {
        /// The function.
        name: &'static str,
        /// How many it takes.
        wanted: usize,
        /// Whether it takes more as well.
        or_more: bool,
        /// How many it has.
        found: usize,
        /// Where it begins.
        at: usize,
    },
    /// Something else where a value is needed.
    #[error("{}", (words().no_value)(&foreign(found), *at))]
    NoValue {
        /// What stands there.
        found: String,
        /// Where.
        at: usize,
    },
    /// The end, where a value is needed.
    #[error("{}", (words().unfinished)(*at))]
    Unfinished {
        /// The last character.
        at: usize,
    },
    /// A value right after another one.
    #[error("{}", (words().no_operator)(&foreign(found), *at))]
    NoOperator {
        /// What stands there.
        found: String,
        /// Where.
        at: usize,
    },
    /// A parenthesis without its end.
    #[error("{}", (words().unclosed)(*at))]
    Unclosed {
        /// Where it opens.
        at: usize,
    },
    /// The end of no parenthesis.
    #[error("{}", (words().unopened)(*at))]
    Unopened {
        /// Where.
        at: usize,
    },
    /// A comma that parts no arguments.
    #[error("{}", (words().comma)(*at))]
    Comma {
        /// Where.
        at: usize,
    },
}

fn words() -> &'static ExpressionWords {
    &Wording::in_force().expressions
}

impl ExpressionError {
    /// The characters that are to blame, counted from 0; `None` where it is all of them.
    pub fn span(&self) -> Option<Range<usize>> {
        let (at, length) = match self {
            Self::Empty | Self::TooLong { .. } => return None,
            Self::TooDeep { at }
            | Self::UnknownCharacter { at, .. }
            | Self::Unfinished { at }
            | Self::Unclosed { at }
            | Self::Unopened { at }
            | Self::Comma { at } => (*at, 1),
            Self::Stars { at } => (*at, 2),
            Self::NoParentheses { name, at, .. } | Self::Arguments { name, at, .. } => {
                (*at, name.chars().count())
            }
            Self::TooLarge { number: text, at }
            | Self::UnknownName { name: text, at }
            | Self::NoValue { found: text, at }
            | Self::NoOperator { found: text, at } => (*at, text.chars().count()),
        };
        let first = at.saturating_sub(1);
        Some(first..first + length)
    }
}
