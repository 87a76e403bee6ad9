//! Where quotes stand. Most texts have none, others have one beside another, so that a word of letters is looked at
//! at once.

use memchr::memchr;

const WORD: usize = size_of::<u64>();

/// The places of the quotes in a text, from a place on.
#[inline]
pub(in crate::table) fn quotes(text: &[u8], from: usize) -> impl Iterator<Item = usize> {
    let first = memchr(b'"', &text[from..]).map_or(text.len(), |found| from + found);
    let words = text[first..].chunks(WORD).zip((first..).step_by(WORD));
    words.flat_map(|(letters, at)| QuotesIn::of(letters).map(move |place| at + place))
}

/// Whether a line's quotes all enclose whole cells, without any in them: what is between two is a cell as it stands.
pub(super) fn enclose_cells(line: &[u8], separator: u8) -> bool {
    let mut is_open = false;
    for place in quotes(line, 0) {
        let beside = if is_open { line.get(place + 1) } else { line[..place].last() };
        if beside.is_some_and(|beside| *beside != separator) {
            return false;
        }
        is_open = !is_open;
    }
    !is_open
}

/// The quotes among up to eight letters: the upper bit of the byte of each that is to come.
struct QuotesIn(u64);

impl QuotesIn {
    #[inline]
    fn of(letters: &[u8]) -> Self {
        const ALL: u64 = 0x0101_0101_0101_0101;
        let word = letters.first_chunk().copied().unwrap_or_else(|| {
            let mut word = [0; WORD];
            word[..letters.len()].copy_from_slice(letters);
            word
        });
        // A quote's byte becomes zero, and is then the only one that no sum gives an upper bit.
        let others = u64::from_le_bytes(word) ^ (ALL * u64::from(b'"'));
        Self(!((others & (ALL * 0x7F)).wrapping_add(ALL * 0x7F) | others) & (ALL * 0x80))
    }
}

impl Iterator for QuotesIn {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        let place = (self.0 != 0).then(|| self.0.trailing_zeros() as usize / 8);
        self.0 &= self.0.wrapping_sub(1);
        place
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_quote_is_found(bytes in prop::collection::vec(prop::sample::select(b"\"\"a\xa2\x22\x23,\n".as_slice()), 0..40), from in 0..40_usize) {
            let from = from.min(bytes.len());
            let expected: Vec<usize> = (from..bytes.len()).filter(|at| bytes[*at] == b'"').collect();
            prop_assert_eq!(quotes(&bytes, from).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn only_quotes_around_whole_cells_enclose_them() {
        for line in ["", "a,b", "\"a\",b", "a,\"b c\"", "\"\",\"\"", "\"a,b\",\"c\"", "\"a\rb\""] {
            assert!(enclose_cells(line.as_bytes(), b','), "{line}");
        }
        for line in [
            "\"",
            "5\"",
            "a,\"b",
            "\"a\"b,c",
            "\"a\"\"b\"",
            "\"\"\"\"",
            "a,b\"c\"",
            " \"a\"",
            "\"a\" ",
        ] {
            assert!(!enclose_cells(line.as_bytes(), b','), "{line}");
        }
    }
}
