//! Eight letters at once, and the digits among them.

use std::num::NonZero;

/// Letters that are read at once.
pub(super) const WORD: usize = size_of::<u64>();

/// A byte in each byte of a word.
const fn in_each(byte: u8) -> u64 {
    0x0101_0101_0101_0101 * byte as u64
}

/// Eight letters of a text as a word: the byte of a digit is what it counts, that of another letter above nine.
#[inline(always)]
pub(super) fn word(text: &[u8], at: usize) -> Option<u64> {
    let letters = text.get(at..at + WORD)?.first_chunk()?;
    Some(u64::from_le_bytes(*letters) ^ in_each(b'0'))
}

/// The upper bits of those bytes of a word that aren't digits, up to the first letter that isn't ASCII.
#[inline(always)]
pub(super) fn others(word: u64) -> u64 {
    // From ten on a byte is above 127 then. Only of a letter that isn't ASCII something is carried into the next.
    (word.wrapping_add(in_each(0x80 - 10)) | word) & in_each(0x80)
}

/// The first byte with an upper bit.
#[inline(always)]
pub(super) fn first_of(upper_bits: NonZero<u64>) -> usize {
    upper_bits.trailing_zeros() as usize / 8
}

/// How many digits a word begins with.
#[inline(always)]
pub(super) fn digits_in(word: u64) -> usize {
    NonZero::new(others(word)).map_or(WORD, first_of)
}

/// The first digits of a word behind zeros, instead of before other letters.
#[inline(always)]
pub(super) fn behind_zeros(word: u64, count: usize) -> u64 {
    // A word can't be moved by all of its bits at once.
    let half = 4 * (WORD - count);
    word << half << half
}

/// The number that a word of digits is: pairs of them all at once, then pairs of pairs.
#[inline(always)]
pub(super) fn digits_of(word: u64) -> u64 {
    const PAIRS: u64 = 0xFF_0000_00FF;
    let pairs = word.wrapping_mul(10).wrapping_add(word >> 8);
    let upper = (pairs & PAIRS).wrapping_mul(100 | 1_000_000 << 32);
    let lower = (pairs >> 16 & PAIRS).wrapping_mul(1 | 10_000 << 32);
    upper.wrapping_add(lower) >> 32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn digits_are_read_eight_at_once_as_one_by_one(letters in prop::collection::vec(any::<u8>(), 8), count in 0..=8_usize) {
            let mut letters: [u8; 8] = letters.try_into().unwrap();
            letters[..count].iter_mut().for_each(|letter| *letter = b'0' + *letter % 10);
            let count = letters.iter().take_while(|letter| letter.is_ascii_digit()).count();
            let expected = letters[..count].iter().fold(0, |value, digit| 10 * value + u64::from(digit - b'0'));
            let word = word(&letters, 0).unwrap();
            prop_assert_eq!((digits_in(word), digits_of(behind_zeros(word, count))), (count, expected));
        }
    }
}
