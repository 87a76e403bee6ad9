//! What a cell is: a number, a time, missing, or another text.

use super::missing::Marks;
use super::number::number;
use super::stamp::{Stamp, stamp};
use super::text::decoded;

/// A cell, read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Reading {
    /// Nothing, or a mark of a missing value.
    Missing,
    /// A finite number.
    Number(f64),
    /// A date, with a time of day or without.
    Time(Stamp),
    /// Anything else.
    Text,
}

/// How cells are to be read.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    /// Marks of missing values.
    pub(super) marks: &'a Marks,
    /// Whether numbers may have a decimal comma.
    pub(super) comma: bool,
}

impl Reader<'_> {
    /// What a cell is. Most were read more quickly.
    #[inline(never)]
    pub(super) fn read(self, cell: &[u8]) -> Reading {
        let cell = cell.trim_ascii();
        if let Some(value) = number(cell, self.comma) {
            return self.counted(value);
        }
        if self.marks.has_text(cell) {
            return Reading::Missing;
        }
        stamp(cell).map(Reading::Time).unwrap_or_else(|| self.without_wide_blanks(cell))
    }

    /// A number, unless it stands for none.
    #[inline]
    pub(super) fn counted(self, value: f64) -> Reading {
        if self.marks.has_number(value) { Reading::Missing } else { Reading::Number(value) }
    }

    /// What a text is without blanks at its ends that aren't ASCII's, such as those that never break.
    fn without_wide_blanks(self, cell: &[u8]) -> Reading {
        if cell.is_ascii() {
            return Reading::Text;
        }
        let text = decoded(cell);
        let trimmed = text.trim();
        if trimmed.len() < text.len() { self.read(trimmed.as_bytes()) } else { Reading::Text }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_read_after_its_blanks() {
        let marks = Marks::new(&["-999".to_owned(), "2000-01-01".to_owned()]);
        let read = |text: &str| Reader { marks: &marks, comma: false }.read(text.as_bytes());
        assert_eq!(read(" 1.5\t"), Reading::Number(1.5));
        assert_eq!(read("\u{a0}1.5\u{2003}"), Reading::Number(1.5));
        for missing in ["", "  ", "NA", " - ", "-999.0", "1e999", "\u{a0}", " null ", "2000-01-01"]
        {
            assert_eq!(read(missing), Reading::Missing, "{missing:?}");
        }
        for text in ["1,5", "calm", "ü", "1 2", "\u{a0}x"] {
            assert_eq!(read(text), Reading::Text, "{text:?}");
        }
        assert!(matches!(read(" 2021-03-01 "), Reading::Time(_)));
        let latin = Reader { marks: &marks, comma: true }.read(b"\xa0-1,5\xa0");
        assert_eq!(latin, Reading::Number(-1.5));
    }
}
