//! The cells of a row, one after the other.

use std::slice;

use memchr::memchr;

use super::super::number::{Leading, long, short};

/// Cells that weren't looked at yet, without their quotes.
#[derive(Clone)]
pub(in crate::table) enum Cells<'a> {
    /// Those of a line as it stands.
    InLine(Line<'a>),
    /// Cells that lie end to end: all their bytes, where the next begins, and where each that is left ends.
    EndToEnd(&'a [u8], usize, slice::Iter<'a, usize>),
}

/// The rest of a line in which quotes, if there are any, enclose whole cells.
#[derive(Clone, Copy)]
pub(in crate::table) struct Line<'a> {
    /// A text that begins with the line.
    pub(super) text: &'a [u8],
    /// Where the next cell begins; behind the line's end once there is none.
    pub(in crate::table) at: usize,
    /// Where the line ends.
    pub(super) end: usize,
    pub(super) separator: u8,
    pub(in crate::table) has_quotes: bool,
}

/// A cell that is a number.
pub(in crate::table) struct NumberCell<'a> {
    pub(in crate::table) value: f64,
    /// The decimal sign in it, or something else.
    pub(in crate::table) mark: u8,
    pub(in crate::table) cell: &'a [u8],
    /// Where the next cell begins.
    pub(in crate::table) behind: usize,
}

impl<'a> Line<'a> {
    /// The next cell where it is nothing but a finite decimal number without an exponent, in quotes if it may have any.
    #[inline(always)]
    pub(in crate::table) fn number<const QUOTES: bool>(
        self,
        comma: bool,
    ) -> Option<NumberCell<'a>> {
        if self.at > self.end {
            return None;
        }
        let quotes = usize::from(QUOTES && self.text.get(self.at) == Some(&b'"'));
        let rest = self.text.get(self.at + quotes..)?;
        // A result in memory would be one of the usual number, too.
        let (value, mark, length) = match short(rest, comma) {
            Some(Leading { value, mark, length }) => (value, mark, length),
            None => {
                let Leading { value, mark, length } = long(rest, comma)?;
                (value, mark, length)
            }
        };
        if quotes > 0 && rest.get(length) != Some(&b'"') {
            return None;
        }
        let end = self.at + length + 2 * quotes;
        // No number goes on beyond the end of a line.
        if self.text.get(end) != Some(&self.separator) && end != self.end {
            return None;
        }
        let cell = rest.get(..length).unwrap_or_default();
        Some(NumberCell { value, mark, cell, behind: end + 1 })
    }
}

impl<'a> Iterator for Cells<'a> {
    type Item = &'a [u8];

    #[inline]
    fn next(&mut self) -> Option<&'a [u8]> {
        match self {
            Self::InLine(line) => line.next(),
            Self::EndToEnd(bytes, begin, ends) => {
                let end = *ends.next()?;
                let cell = &bytes[*begin..end];
                *begin = end;
                Some(cell)
            }
        }
    }
}

impl<'a> Iterator for Line<'a> {
    type Item = &'a [u8];

    #[inline]
    fn next(&mut self) -> Option<&'a [u8]> {
        let (cell, quotes) = match self.text.get(self.at..self.end)? {
            [b'"', rest @ ..] => (until(b'"', rest), 2),
            rest => (until(self.separator, rest), 0),
        };
        self.at += cell.len() + quotes + 1;
        Some(cell)
    }
}

/// A text up to a letter, or all of it.
fn until(letter: u8, text: &[u8]) -> &[u8] {
    &text[..memchr(letter, text).unwrap_or(text.len())]
}
