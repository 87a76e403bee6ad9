//! The decimal numbers with which texts begin: most cells are one, and nothing else.

use std::num::NonZero;

use super::word::{WORD, behind_zeros, digits_in, digits_of, first_of, others, word};
use super::{
    Decimal, MOST_DIGITS, TENS, by_the_standard_library, is_mark, quotient, sign, with_sign,
};

/// What a number is divided by for its decimal places, up to a word of them, and what the opposite is.
const DIVISORS: [[f64; WORD + 1]; 2] = [
    [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8],
    [-1e0, -1e1, -1e2, -1e3, -1e4, -1e5, -1e6, -1e7, -1e8],
];

/// A finite decimal number without an exponent with which a text begins: what [`number`](super::number) finds in this
/// part of it.
pub(in crate::table) struct Leading {
    pub(in crate::table) value: f64,
    /// The decimal sign; where it has none, something else.
    pub(in crate::table) mark: u8,
    /// Its letters.
    pub(in crate::table) length: usize,
}

/// The number with which a text begins, whatever follows, if it is a usual one: up to seven letters before the point,
/// and one to eight digits behind it if there is one. Where it ends is found before what it is, since the next one waits
/// for that, and nothing branches by how many digits there are. Behind it there must be as many letters as are looked at.
#[inline(always)]
pub(in crate::table) fn short(text: &[u8], comma: bool) -> Option<Leading> {
    let text: &[u8; 2 * WORD] = text.first_chunk()?;
    let is_negative = text[0] == b'-';
    // The sign becomes a zero before the digits.
    let first = word(text, 0)? ^ (u64::from(is_negative) * u64::from(b'-' ^ b'0'));
    let others = others(first);
    let point = first_of(NonZero::new(others)?);
    let (mark, divisors) = (text[point], &DIVISORS[usize::from(is_negative)]);
    if !is_mark(mark, comma) {
        // There may be nothing but the sign.
        let is_one = point > usize::from(is_negative);
        return is_one.then(|| {
            let value = as_float(digits_of(first << (64 - 8 * point))) / divisors[0];
            Leading { value, mark, length: point }
        });
    }
    let end = match NonZero::new(others & (others - 1)) {
        Some(behind) => first_of(behind),
        None => WORD + first_of(NonZero::new(self::others(word(text, WORD)?))?),
    };
    let places = end - point - 1;
    if point == 0 || !(1..=WORD).contains(&places) {
        return None;
    }
    let fraction = digits_of(word(text, point + 1)? << (64 - 8 * places));
    let digits = digits_of(first << (64 - 8 * point)) * TENS[places] + fraction;
    Some(Leading { value: as_float(digits) / divisors[places], mark, length: end })
}

/// The same for any number.
#[inline(never)]
pub(in crate::table) fn long(text: &[u8], comma: bool) -> Option<Leading> {
    let (is_negative, unsigned) = sign(text);
    let found = precise(unsigned, comma).or_else(|| any_long(unsigned, comma))?;
    let length = found.length + text.len() - unsigned.len();
    Some(Leading { value: with_sign(is_negative, found.value), length, ..found })
}

/// The same without a sign for numbers as computers print them: up to seven digits before the point, and so many behind
/// it that they are 19 in all at the most, and more than a word. How many there are nobody could foresee, so that
/// nothing branches by it. Behind them there must be as many letters as are looked at.
#[inline]
fn precise(text: &[u8], comma: bool) -> Option<Leading> {
    let text: &[u8; 5 * WORD] = text.first_chunk()?;
    let whole = word(text, 0)?;
    let point = digits_in(whole);
    if point == WORD || !is_mark(text[point], comma) {
        return None;
    }
    let fraction = |at: usize| word(text, point + 1 + at * WORD);
    let (first, second, third) = (fraction(0)?, fraction(1)?, fraction(2)?);
    let seconds = digits_in(second);
    let thirds = if seconds == WORD { digits_in(third) } else { 0 };
    let places = WORD + seconds + thirds;
    if others(first) != 0 || point + places > MOST_DIGITS {
        return None;
    }
    let digits = digits_of(behind_zeros(whole, point)) * TENS[WORD] + digits_of(first);
    let digits = digits * TENS[seconds] + digits_of(behind_zeros(second, seconds));
    let digits = digits * TENS[thirds] + digits_of(behind_zeros(third, thirds));
    let value = if digits == 0 { 0.0 } else { quotient(digits, TENS[places]) };
    Some(Leading { value, mark: text[point], length: point + 1 + places })
}

/// The same without a sign for any number.
fn any_long(text: &[u8], comma: bool) -> Option<Leading> {
    let (decimal, rest) = Decimal::begin(text, comma)?;
    let text = &text[..text.len() - rest.len()];
    let value = decimal.value().or_else(|| by_the_standard_library(text));
    let mark = text.iter().copied().find(|letter| is_mark(*letter, comma)).unwrap_or_default();
    Some(Leading { value: value.filter(|value| value.is_finite())?, mark, length: text.len() })
}

/// A whole number below 2^52 as a float64: the digits of one whose last bit counts ones. Processors take an instruction
/// for any whole number to hang on whatever its register held before.
#[inline]
fn as_float(digits: u64) -> f64 {
    const ONES: f64 = (1_u64 << 52) as f64;
    f64::from_bits(ONES.to_bits() | digits) - ONES
}
