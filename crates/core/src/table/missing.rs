//! Marks of missing values: those that every table has, and those that were named.

use super::number::number;
use super::text::decoded;

/// What stands in cells that have no value, in any case, beside nothing at all.
const USUAL: [&[u8]; 5] = [b"?", b"-", b"NA", b"N/A", b"null"];

/// Numbers that aren't finite, in any case and with either sign: "-nan" is what C prints.
const NOT_FINITE: [&[u8]; 3] = [b"NaN", b"inf", b"infinity"];

/// The marks named by the user.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    texts: Vec<String>,
    /// Those that are numbers: −999 is also −999.0.
    numbers: Vec<f64>,
}

impl Marks {
    pub(super) fn new(marks: &[String]) -> Self {
        let texts: Vec<String> = marks.iter().map(|mark| mark.trim().to_owned()).collect();
        let numbers = texts.iter().filter_map(|mark| number(mark.as_bytes(), true)).collect();
        Self { texts, numbers }
    }

    /// Whether a number stands for none.
    pub(super) fn has_number(&self, value: f64) -> bool {
        !value.is_finite() || self.names(value)
    }

    /// Whether a number was named.
    #[inline]
    pub(super) fn names(&self, value: f64) -> bool {
        !self.numbers.is_empty() && self.numbers.contains(&value)
    }

    /// Whether a trimmed cell that is no number says that there is none.
    pub(super) fn has_text(&self, cell: &[u8]) -> bool {
        cell.is_empty() || is_usual(cell) || self.is_named(cell)
    }

    fn is_named(&self, cell: &[u8]) -> bool {
        let is_mark =
            |text: &String| text.as_bytes() == cell || (!cell.is_ascii() && *text == decoded(cell));
        self.texts.iter().any(is_mark)
    }
}

fn is_usual(cell: &[u8]) -> bool {
    let unsigned = cell.strip_prefix(b"-").or_else(|| cell.strip_prefix(b"+")).unwrap_or(cell);
    let is_among =
        |cell: &[u8], marks: &[&[u8]]| marks.iter().any(|mark| mark.eq_ignore_ascii_case(cell));
    is_among(cell, &USUAL) || is_among(unsigned, &NOT_FINITE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_marks_are_known() {
        let marks = Marks::default();
        for text in [
            "",
            "?",
            "NA",
            "N/A",
            "NaN",
            "null",
            "-",
            "nan",
            "-nan",
            "inf",
            "-Infinity",
            "NULL",
            "+inf",
        ] {
            assert!(marks.has_text(text.as_bytes()), "{text}");
        }
        for text in ["x", "calm", "0", "nana", "N A", "--", "infinitely many", "-999", ".", "-NA"] {
            assert!(!marks.has_text(text.as_bytes()), "{text}");
        }
        assert!(marks.has_number(f64::INFINITY) && !marks.has_number(-999.0));
    }

    #[test]
    fn marks_that_were_named_count_as_text_and_as_number() {
        let marks = Marks::new(&["-999".to_owned(), " kaputt ".to_owned(), "ungültig".to_owned()]);
        assert!(marks.has_number(-999.0) && marks.has_number(-9.99e2) && !marks.has_number(999.0));
        assert!(marks.has_text(b"kaputt") && marks.has_text("ungültig".as_bytes()));
        assert!(marks.has_text(b"ung\xfcltig"), "in Windows-1252");
        assert!(!marks.has_text(b"Kaputt"));
    }
}
