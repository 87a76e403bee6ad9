//! A text, cut into numbers, names and signs, and held to its limits.

use super::{ExpressionError, MOST_CHARACTERS, MOST_LEVELS};

/// A number, a name or a sign.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Token<'t> {
    pub(super) kind: Kind,
    /// As it is written.
    pub(super) text: &'t str,
    /// Its first character in the text, from 1.
    pub(super) at: usize,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    Number(f64),
    Name,
    /// One of `+ - * / ^ ( ) ,`.
    Sign(char),
}

/// The tokens of a text: at least one.
pub(super) fn tokens(text: &str) -> Result<Vec<Token<'_>>, ExpressionError> {
    let characters = text.chars().count();
    if characters > MOST_CHARACTERS {
        return Err(ExpressionError::TooLong { characters });
    }
    let mut tokens = Vec::new();
    let (mut rest, mut at) = (text, 1);
    while let Some(first) = rest.chars().next() {
        let length = if first.is_whitespace() {
            first.len_utf8()
        } else {
            let token = token(rest, first, at)?;
            tokens.push(token);
            token.text.len()
        };
        at += rest[..length].chars().count();
        rest = &rest[length..];
    }
    if tokens.is_empty() {
        return Err(ExpressionError::Empty);
    }
    check_levels(&tokens)?;
    Ok(tokens)
}

/// The token that a text begins with.
fn token(text: &str, first: char, at: usize) -> Result<Token<'_>, ExpressionError> {
    let (kind, length) = match first {
        '*' if text.starts_with("**") => return Err(ExpressionError::Stars { at }),
        // What is copied from a page may have the minus of print.
        '-' | '−' => (Kind::Sign('-'), first.len_utf8()),
        '+' | '*' | '/' | '^' | '(' | ')' | ',' => (Kind::Sign(first), 1),
        _ if first.is_alphabetic() || first == '_' => {
            let ends = |c: char| !c.is_alphanumeric() && c != '_';
            (Kind::Name, text.find(ends).unwrap_or(text.len()))
        }
        _ => match number_length(text) {
            0 => return Err(ExpressionError::UnknownCharacter { character: first, at }),
            length => (number(&text[..length], at)?, length),
        },
    };
    Ok(Token { kind, text: &text[..length], at })
}

/// How many bytes of a text are a number: digits, perhaps with a point among them and an exponent behind.
fn number_length(text: &str) -> usize {
    let digits = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let mut length = digits(0);
    if text[length..].starts_with('.') {
        let fraction = digits(length + 1);
        if length + fraction == 0 {
            return 0;
        }
        length += 1 + fraction;
    }
    let Some(exponent) = text[length..].strip_prefix(['e', 'E']) else { return length };
    let from = text.len() - exponent.strip_prefix(['+', '-']).unwrap_or(exponent).len();
    // Without digits it is a name that follows, and an operator that is missing.
    if digits(from) > 0 { from + digits(from) } else { length }
}

/// The number that a text is.
fn number(text: &str, at: usize) -> Result<Kind, ExpressionError> {
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() => Ok(Kind::Number(number)),
        _ => Err(ExpressionError::TooLarge { number: text.to_owned(), at }),
    }
}

/// Refuses what the parser would go too deep for: it calls itself for each parenthesis, and for each sign
/// and power whose operand isn't over yet. Any other operator ends those since its parenthesis.
fn check_levels(tokens: &[Token]) -> Result<(), ExpressionError> {
    // The level before each open parenthesis.
    let mut open: Vec<usize> = Vec::new();
    let (mut level, mut follows_value) = (0, false);
    for token in tokens {
        let is_operator = std::mem::replace(&mut follows_value, true);
        let Kind::Sign(sign) = token.kind else { continue };
        follows_value = sign == ')';
        match sign {
            '(' => {
                open.push(level);
                level += 1;
            }
            ')' => level = open.pop().unwrap_or(0),
            '^' => level += 1,
            '+' | '-' if !is_operator => level += 1,
            _ => level = open.last().map_or(0, |before| before + 1),
        }
        if level > MOST_LEVELS {
            return Err(ExpressionError::TooDeep { at: token.at });
        }
    }
    Ok(())
}
