//! Why a text is no expression.

use std::ops::Range;

use super::function::names;
use super::{MOST_CHARACTERS, MOST_LEVELS};
use crate::wording::foreign;

/// Why a text is no expression: where, counted in characters from 1, and what would be right. Each is what
/// follows a colon.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExpressionError {
    /// There is nothing but blanks.
    #[error("it is empty, where something of t is needed, such as sin(t)")]
    Empty,
    /// It is too long to be read at all.
    #[error("it has {characters} characters, and may have {MOST_CHARACTERS}")]
    TooLong {
        /// How many it has.
        characters: usize,
    },
    /// It is too deep to be read at all.
    #[error(
        "at character {at} more than {MOST_LEVELS} parentheses, signs and powers are open at once"
    )]
    TooDeep {
        /// What opens one level too many.
        at: usize,
    },
    /// A character that has no meaning.
    #[error(
        "{} at character {at} means nothing; there are numbers, names, + - * / ^, commas and parentheses",
        foreign(character.to_string())
    )]
    UnknownCharacter {
        /// What stands there.
        character: char,
        /// Where.
        at: usize,
    },
    /// Two stars, as a power is written elsewhere.
    #[error("** at character {at} would be a power, which is written ^")]
    Stars {
        /// The first of them.
        at: usize,
    },
    /// A number that is infinite in float64.
    #[error("{} at character {at} is too large; numbers go up to 1e308", foreign(number))]
    TooLarge {
        /// As it is written.
        number: String,
        /// Where it begins.
        at: usize,
    },
    /// A name that nothing has.
    #[error("nothing is called {}, at character {at}; there are t, pi, {}", foreign(name), names())]
    UnknownName {
        /// As it is written.
        name: String,
        /// Where it begins.
        at: usize,
    },
    /// A function whose argument doesn't stand in parentheses.
    #[error("{name} at character {at} needs parentheses, as in {name}{example}")]
    NoParentheses {
        /// The function.
        name: &'static str,
        /// What may follow it.
        example: &'static str,
        /// Where it begins.
        at: usize,
    },
    /// A function of another number of arguments.
    #[error("{name} at character {at} takes {wanted}, not {found}")]
    Arguments {
        /// The function.
        name: &'static str,
        /// How many it takes, in words.
        wanted: &'static str,
        /// How many it has.
        found: usize,
        /// Where it begins.
        at: usize,
    },
    /// Something else where a value is needed.
    #[error(
        "before {} at character {at} a value is missing, such as t or a number",
        foreign(found)
    )]
    NoValue {
        /// What stands there.
        found: String,
        /// Where.
        at: usize,
    },
    /// The end, where a value is needed.
    #[error("it ends at character {at}, where a value is missing, such as t or a number")]
    Unfinished {
        /// The last character.
        at: usize,
    },
    /// A value right after another one.
    #[error("before {} at character {at} an operator is missing, such as *", foreign(found))]
    NoOperator {
        /// What stands there.
        found: String,
        /// Where.
        at: usize,
    },
    /// A parenthesis without its end.
    #[error("the parenthesis at character {at} is never closed")]
    Unclosed {
        /// Where it opens.
        at: usize,
    },
    /// The end of no parenthesis.
    #[error("the parenthesis at character {at} closes none")]
    Unopened {
        /// Where.
        at: usize,
    },
    /// A comma that parts no arguments.
    #[error(
        "the comma at character {at} stands between no function's arguments; decimals have a point"
    )]
    Comma {
        /// Where.
        at: usize,
    },
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
