//! Decimal signs in a column, and whether they may be something else: what sets thousands apart.

use super::super::Gap;

/// A sign that some numbers of a column have, a comma or a point.
#[derive(Debug, Default)]
pub(in crate::table) struct Sign {
    /// Whether it can be nothing but a decimal sign in some number, as in 2.5 or 0.125.
    pub(in crate::table) is_decimal: bool,
    /// The first number in which it may as well set thousands apart, as in 1.733.
    pub(in crate::table) grouped: Option<Gap>,
}

impl Sign {
    /// Whether some number has it.
    pub(in crate::table) fn is_there(&self) -> bool {
        self.is_decimal || self.grouped.is_some()
    }

    /// The first number, where all that have it may be whole ones with their thousands set apart.
    pub(in crate::table) fn doubtful(&self) -> Option<&Gap> {
        self.grouped.as_ref().filter(|_| !self.is_decimal)
    }

    /// Sees it in a number.
    #[inline]
    pub(super) fn see(&mut self, sign: u8, cell: &[u8], gap: impl FnOnce() -> Gap) {
        if !may_be_group(cell, sign) {
            self.is_decimal = true;
        } else if self.grouped.is_none() {
            self.grouped = Some(gap());
        }
    }

    /// Takes in what was seen further down.
    pub(super) fn append(&mut self, later: &mut Self, below: impl FnOnce(Gap) -> Gap) {
        self.is_decimal |= std::mem::take(&mut later.is_decimal);
        self.grouped = self.grouped.take().or(later.grouped.take().map(below));
    }
}

/// Whether what stands around the only sign of a number may be its thousands and the rest: up to three digits that
/// don't begin with a zero before it, and three behind it.
#[inline]
fn may_be_group(cell: &[u8], sign: u8) -> bool {
    let is_of_number = |letter: &u8| letter.is_ascii_digit() || b"+-.,".contains(letter);
    let begin = cell.iter().position(is_of_number).unwrap_or_default();
    let end = cell.iter().rposition(is_of_number).map_or(0, |last| last + 1);
    let number = cell.get(begin..end).unwrap_or_default();
    let number = number.strip_prefix(b"-").or(number.strip_prefix(b"+")).unwrap_or(number);
    let [first @ b'1'..=b'9', .., mark, one, two, three] = number else { return false };
    let is_short = (5..=7).contains(&number.len());
    let digits = [first, one, two, three];
    is_short && *mark == sign && digits.into_iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_has_three_digits_behind_one_to_three() {
        for text in ["1.733", "-12.345", "+999.000", " 1.733 ", "\u{a0}1.733"] {
            assert!(may_be_group(text.as_bytes(), b'.'), "{text}");
        }
        for text in [
            "2.5", "0.125", ".733", "1733", "1.73", "1.7333", "1234.567", "1.2e5", "1,733", "", "-",
        ] {
            assert!(!may_be_group(text.as_bytes(), b'.'), "{text}");
        }
    }
}
