//! A file, piece by piece: each ends where a row does, whatever is in it, and all bytes are hashed on their way.

use std::io::Read;

use memchr::memrchr2;
use sha2::{Digest as _, Sha256};

use super::TableError;
use super::rows::{BOM, MOST_CELLS, MOST_ROW, Separator, is_line_end, quotes};

/// Bytes of a piece, unless a row is longer.
pub(super) const PIECE: usize = 256 << 10;

/// Bytes that no row has that can be read: of each cell two quotes and a separator, of quotes in a cell every other
/// one are none of its letters.
const BEYOND: usize = 2 * MOST_ROW + 4 * MOST_CELLS;

/// What is left of a file.
pub(super) struct Pieces<S> {
    source: S,
    size: usize,
    cutter: Cutter,
    hash: Sha256,
    /// What was read behind the last cut.
    rest: Vec<u8>,
    is_first: bool,
    is_over: bool,
}

impl<S: Read> Pieces<S> {
    /// Pieces of about `size` bytes.
    pub(super) fn new(source: S, separator: Separator, size: usize) -> Self {
        let cutter = Cutter { separator, quotes: Quotes::Outside };
        let (hash, rest) = (Sha256::new(), Vec::new());
        Self { source, size, cutter, hash, rest, is_first: true, is_over: false }
    }

    /// Replaces `text` by the next piece; whether there is one.
    pub(super) fn next(&mut self, text: &mut Vec<u8>) -> Result<bool, TableError> {
        text.clear();
        if self.is_over {
            return Ok(false);
        }
        text.append(&mut self.rest);
        loop {
            let begin = text.len();
            self.is_over = self.read(text)? == 0;
            if std::mem::take(&mut self.is_first) && text.starts_with(BOM) {
                text.drain(..BOM.len());
            }
            if self.is_over {
                return Ok(!text.is_empty());
            }
            if let Some(end) = self.cutter.last_end(text, begin) {
                self.rest.extend_from_slice(&text[end..]);
                text.truncate(end);
                return Ok(true);
            }
            if text.len() > BEYOND {
                // Whoever reads it refuses its row.
                self.is_over = true;
                return Ok(true);
            }
        }
    }

    /// Reads as much as a piece has, and hashes it.
    fn read(&mut self, text: &mut Vec<u8>) -> Result<usize, TableError> {
        let begin = text.len();
        let size = if self.is_first { self.size.max(BOM.len()) } else { self.size };
        text.try_reserve(size).map_err(|_| TableError::Memory)?;
        let read = self.source.by_ref().take(size as u64).read_to_end(text);
        self.hash.update(&text[begin..]);
        // What comes behind an error isn't looked at.
        self.is_over = read.is_err();
        read.map_err(TableError::Unreadable)
    }

    /// The SHA-256, in hexadecimal, of all bytes that were read.
    pub(super) fn digest(self) -> String {
        self.hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Finds where rows end, without reading them.
struct Cutter {
    separator: Separator,
    /// At the end of what was looked at.
    quotes: Quotes,
}

/// Where a place lies.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Quotes {
    /// Where a line end ends a row.
    Outside,
    /// Within a cell's quotes.
    Inside,
    /// Behind a quote that ends those, unless another follows.
    Behind,
}

impl Cutter {
    /// The last place behind a row in a text that begins with one, if there is one behind `from`, up to where all was
    /// looked at before.
    fn last_end(&mut self, text: &[u8], from: usize) -> Option<usize> {
        // Whether a CR that was the last byte ends a line, only the next one tells.
        let mut begin = from.saturating_sub(1);
        let mut at = from;
        if self.quotes == Quotes::Behind {
            let is_pair = text.get(from) == Some(&b'"');
            self.quotes = if is_pair { Quotes::Inside } else { Quotes::Outside };
            (begin, at) = (from, from + usize::from(is_pair));
        }
        let mut end = None;
        let mut places = quotes(text, at);
        while let Some(place) = places.next() {
            match self.quotes {
                Quotes::Outside if self.opens(text, place) => {
                    end = end_of_line(text, begin, place).or(end);
                    self.quotes = Quotes::Inside;
                }
                Quotes::Outside => {}
                Quotes::Inside | Quotes::Behind => match text.get(place + 1) {
                    Some(b'"') => drop(places.next()),
                    Some(_) => (self.quotes, begin) = (Quotes::Outside, place + 1),
                    None => self.quotes = Quotes::Behind,
                },
            }
        }
        match self.quotes {
            Quotes::Outside => end_of_line(text, begin, text.len()).or(end),
            Quotes::Inside | Quotes::Behind => end,
        }
    }

    /// Whether a quote at this place begins a cell.
    fn opens(&self, text: &[u8], place: usize) -> bool {
        let before = place.checked_sub(1).map(|before| text[before]);
        before.is_none_or(|before| is_line_end(before) || self.separator.is(before))
    }
}

/// The place behind the last line end between two places of a text.
fn end_of_line(text: &[u8], begin: usize, end: usize) -> Option<usize> {
    // Between two quotes there is little else than a separator.
    if end == begin + 1 && end < text.len() {
        return is_line_end(text[begin]).then_some(end);
    }
    let at = begin + memrchr2(b'\n', b'\r', &text[begin..end])?;
    // An LF may follow a CR that is the last byte.
    let is_known = text[at] == b'\n' || at + 1 < text.len();
    if is_known { Some(at + 1) } else { end_of_line(text, begin, at) }
}
