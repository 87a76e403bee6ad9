//! Expressions of one variable, t: what people write for an input or a target.
//!
//! | what | how |
//! |---|---|
//! | numbers | `2`, `0.5`, `.5`, `1e-3`; `pi` |
//! | the variable | `t`, in radians |
//! | operators | `+` `-` `*` `/` `^`, the tightest first: `^` (to the right: `2^3^2` is `2^9`), a sign (so that `-t^2` is `-(t^2)`, and `2^-t` is right), `*` and `/`, `+` and `-` |
//! | functions of one number | `sin` `cos` `tan` `exp` `log` (natural) `sqrt` `abs` `sign` `floor` `square` `saw` `triangle` `pulse` |
//! | functions of several | `mod(a, b)`, which is never negative; `min(a, b, …)` and `max(a, b, …)` of two or more |
//!
//! The waves have the period 2π: `square` is 1 in the first half and −1 in the second, `triangle` goes
//! with sin and as high, `saw` rises from −1 to 1, and `pulse` is 1 for the first tenth, else 0.
//! A [`function`] says exactly what each of them is.
//!
//! A text is cut into [`token`]s, which are held to their limits there, before the parser sees them; the
//! parser ([`grammar`]) turns them into a program in postfix order. So nothing that runs or is dropped is
//! nested. All functions are libm's or arithmetic, so that a value has the same bits on every system.

mod error;
mod function;
mod grammar;
mod program;
mod token;

pub use error::ExpressionError;
use program::Program;

/// Characters that an expression may have at most.
pub const MOST_CHARACTERS: usize = 1000;

/// Levels of parentheses, signs and powers that may be open at once.
pub const MOST_LEVELS: usize = 64;

/// An expression of t that has been read.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    text: String,
    program: Program,
}

impl Expression {
    /// Reads an expression.
    ///
    /// # Errors
    /// Where it is wrong, counted in characters from 1, and what would be right; or that it is longer or
    /// deeper than an expression may be.
    pub fn parse(text: &str) -> Result<Self, ExpressionError> {
        let tokens = token::tokens(text)?;
        let program = grammar::program(&tokens)?;
        // As it was written, in one line.
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        Ok(Self { text, program })
    }

    /// As it was written, but for blanks: a single line.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its value at a place, which need not be finite.
    pub fn value(&self, t: f64) -> f64 {
        self.program.value(t)
    }
}

#[cfg(test)]
mod tests;
