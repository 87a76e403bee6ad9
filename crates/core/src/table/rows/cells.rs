//! The cells of a row, one after the other.

use std::slice;

use memchr::memchr;

use super::super::number::leading;

/// Cells that weren't looked at yet, without their quotes.
#[derive(Clone)]
pub(in crate::table) enum Cells<'a> {
    /// The rest of a line, cut where separators stand; none behind the last cell.
    InLine(Option<&'a [u8]>, u8),
    /// Cells that lie end to end: all their bytes, where the next begins, and where each that is left ends.
    EndToEnd(&'a [u8], usize, slice::Iter<'a, usize>),
}

impl<'a> Cells<'a> {
    /// Passes over the next cell where it is nothing but a decimal number that is quickly read, and gives the
    /// number with the cell. Any other cell stays the next.
    pub(in crate::table) fn number(&mut self, comma: bool) -> Option<(f64, &'a [u8])> {
        let Self::InLine(rest, separator) = self else { return None };
        let line = (*rest)?;
        let (value, length) = leading(line, comma)?;
        let (cell, behind) = line.split_at(length);
        *rest = match behind.split_first() {
            None => None,
            Some((mark, next)) if *mark == *separator => Some(next),
            Some(_) => return None,
        };
        Some((value, cell))
    }
}

impl<'a> Iterator for Cells<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        match self {
            Self::InLine(rest, separator) => {
                let line = (*rest)?;
                let end = memchr(*separator, line);
                *rest = end.map(|end| &line[end + 1..]);
                Some(&line[..end.unwrap_or(line.len())])
            }
            Self::EndToEnd(bytes, begin, ends) => {
                let end = *ends.next()?;
                let cell = &bytes[*begin..end];
                *begin = end;
                Some(cell)
            }
        }
    }
}
