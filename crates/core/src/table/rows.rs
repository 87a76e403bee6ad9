//! The rows of a text, one after the other: as much memory as the longest of them takes.

use std::ops::Range;

use csv_core::{ReadRecordResult, ReaderBuilder};
use memchr::memchr;

use super::TableError;
use quotes::enclose_cells;

mod cells;
mod quotes;
#[cfg(test)]
mod tests;

pub(super) use cells::{Cells, Line, NumberCell};
pub(super) use quotes::quotes;

/// What stands between the cells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Separator {
    Tab,
    Semicolon,
    Comma,
    /// One blank or more, tabs among them; cells can't be empty, and blanks around the row mean nothing.
    Blanks,
}

impl Separator {
    fn byte(self) -> u8 {
        match self {
            Self::Tab => b'\t',
            Self::Semicolon => b';',
            Self::Comma => b',',
            Self::Blanks => b' ',
        }
    }

    /// The letter that stands for it.
    pub(super) fn letter(self) -> char {
        char::from(self.byte())
    }

    /// Whether a byte is one, or part of one.
    pub(super) fn is(self, byte: u8) -> bool {
        byte == self.byte() || self == Self::Blanks && byte == b'\t'
    }

    /// Whether numbers may have a decimal comma.
    pub(super) fn allows_comma(self) -> bool {
        match self {
            Self::Tab | Self::Semicolon => true,
            Self::Comma | Self::Blanks => false,
        }
    }
}

/// What some programs begin a text in UTF-8 with.
pub(super) const BOM: &[u8] = b"\xef\xbb\xbf";

/// Bytes of a row at the most. Whoever forgets to close a quote makes one row of all that follows.
pub(super) const MOST_ROW: usize = 16 << 20;

/// Cells of a row at the most.
pub(super) const MOST_CELLS: usize = 1 << 17;

/// A row's cells.
pub(super) struct Row<'a> {
    /// The line of the text, from 1: a quoted cell may have several.
    pub(super) line: usize,
    /// The bytes of a line, or of cells end to end.
    bytes: &'a [u8],
    cells: Cells<'a>,
}

impl<'a> Row<'a> {
    /// Cells that lie end to end, and where each ends.
    fn of_cells(line: usize, bytes: &'a [u8], ends: &'a [usize]) -> Self {
        Self { line, bytes, cells: Cells::EndToEnd(bytes, 0, ends.iter()) }
    }

    pub(super) fn len(&self) -> usize {
        self.cells().count()
    }

    /// The cells without their quotes.
    pub(super) fn cells(&self) -> Cells<'a> {
        self.cells.clone()
    }
}

impl Row<'_> {
    /// Whether no cell is filled.
    pub(super) fn is_blank(&self) -> bool {
        // Most rows begin with a number.
        let is_filled = |first: &u8| matches!(first, b'-' | b'0'..=b'9');
        !self.bytes.first().is_some_and(is_filled) && are_blank(self.cells())
    }

    /// Whether it has a cell for each of so many columns, and none that is filled beside them: some programs end
    /// every line but the header's with a separator.
    pub(super) fn fits(&self, columns: usize) -> bool {
        self.len() >= columns && are_blank(self.cells().skip(columns))
    }

    /// Whether its cells are text in UTF-8.
    pub(super) fn is_utf_8(&self) -> bool {
        std::str::from_utf8(self.bytes).is_ok()
    }

    /// A row that stays when the next is read.
    pub(super) fn to_owned(&self) -> OwnedRow {
        let (mut bytes, mut ends) = (Vec::new(), Vec::new());
        for cell in self.cells() {
            bytes.extend_from_slice(cell);
            ends.push(bytes.len());
        }
        OwnedRow { line: self.line, bytes, ends }
    }
}

/// Whether none of these is filled.
pub(super) fn are_blank<'a>(mut cells: impl Iterator<Item = &'a [u8]>) -> bool {
    cells.all(|cell| cell.trim_ascii().is_empty())
}

/// A row with memory of its own.
pub(super) struct OwnedRow {
    line: usize,
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl OwnedRow {
    pub(super) fn borrowed(&self) -> Row<'_> {
        Row::of_cells(self.line, &self.bytes, &self.ends)
    }
}

/// A reader of the rows of a text, which ends with the last of them. Lines without anything are no rows. Lines that end
/// and in which quotes enclose nothing but cells as they stand, which most are, are read where they lie; a state machine
/// is for all else.
pub(super) struct Rows {
    core: csv_core::Reader,
    separator: Separator,
    /// Read up to `begin`.
    text: Vec<u8>,
    begin: usize,
    has_quotes: bool,
    has_returns: bool,
    /// The row's cells on end, and where each ends.
    bytes: Vec<u8>,
    ends: Vec<usize>,
    lines: Lines,
}

impl Rows {
    /// A reader of one text after another.
    pub(super) fn new(separator: Separator) -> Self {
        let mut core = ReaderBuilder::new().delimiter(separator.byte()).build();
        let (text, mut bytes, mut ends) = (Vec::new(), vec![0; 1 << 10], vec![0; 1 << 5]);
        // Once it has read, it looks for no mark at the beginning, which some texts aren't.
        let _ = core.read_record(b"\n", &mut bytes, &mut ends);
        let (begin, has_quotes, has_returns, lines) = (0, false, false, Lines::default());
        Self { core, separator, text, begin, has_quotes, has_returns, bytes, ends, lines }
    }

    /// A reader of a text that begins a file.
    pub(super) fn of(text: &[u8], separator: Separator) -> Self {
        let mut rows = Self::new(separator);
        rows.text().extend_from_slice(text.strip_prefix(BOM).unwrap_or(text));
        rows.begin();
        rows
    }

    /// What is to be read, to be replaced.
    pub(super) fn text(&mut self) -> &mut Vec<u8> {
        &mut self.text
    }

    /// Begins to read a text that begins with a row, and doesn't end before one does.
    pub(super) fn begin(&mut self) {
        (self.begin, self.lines) = (0, Lines::default());
        self.has_quotes = memchr(b'"', &self.text).is_some();
        self.has_returns = memchr(b'\r', &self.text).is_some();
        if self.separator == Separator::Blanks {
            self.text.iter_mut().filter(|byte| **byte == b'\t').for_each(|byte| *byte = b' ');
        }
    }

    /// Whether all of the text is UTF-8.
    pub(super) fn are_utf_8(&self) -> bool {
        std::str::from_utf8(&self.text).is_ok()
    }

    /// How many lines have ended.
    pub(super) fn lines(&self) -> usize {
        self.lines.ended
    }

    /// The next row; none at the end.
    #[inline]
    pub(super) fn next(&mut self) -> Result<Option<Row<'_>>, TableError> {
        self.skip_line_ends();
        if self.begin == self.text.len() {
            return Ok(None);
        }
        let line = 1 + self.lines.ended;
        match self.plain_line() {
            Some(Range { start, end }) => {
                let (text, end, has_quotes) = (&self.text[start..], end - start, self.has_quotes);
                let separator = self.separator.byte();
                let cells = Cells::InLine(Line { text, at: 0, end, separator, has_quotes });
                Ok(Some(Row { line, bytes: &text[..end], cells }))
            }
            None => self.any_row(line),
        }
    }

    /// Where the line that begins here lies, if it ends and can be read there.
    #[inline]
    fn plain_line(&mut self) -> Option<Range<usize>> {
        if self.separator == Separator::Blanks {
            return None;
        }
        let rest = &self.text[self.begin..];
        let ended = memchr(b'\n', rest)?;
        let line = match self.has_returns.then(|| memchr(b'\r', &rest[..ended])).flatten() {
            None => &rest[..ended],
            Some(at) if at + 1 == ended => &rest[..at],
            Some(_) => return None,
        };
        let is_cut = self.has_quotes && !enclose_cells(line, self.separator.byte());
        if is_cut || line.len() >= MOST_CELLS {
            // The other way counts its cells and may refuse it.
            return None;
        }
        let place = self.begin..self.begin + line.len();
        self.begin += ended + 1;
        self.lines.ended += 1;
        self.lines.last = b'\n';
        Some(place)
    }

    /// The next row, whatever is in it and however long it is.
    #[inline(never)]
    fn any_row(&mut self, line: usize) -> Result<Option<Row<'_>>, TableError> {
        let (mut length, mut cells) = (0, 0);
        loop {
            let input = &self.text[self.begin..];
            let is_end = input.is_empty();
            let (result, read, written, ended) =
                self.core.read_record(input, &mut self.bytes[length..], &mut self.ends[cells..]);
            self.lines.count(&input[..read]);
            self.begin += read;
            length += written;
            cells += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.bytes.len() >= MOST_ROW => {
                    return Err(TableError::LongRow { line });
                }
                ReadRecordResult::OutputEndsFull if self.ends.len() >= MOST_CELLS => {
                    return Err(TableError::LongRow { line });
                }
                ReadRecordResult::OutputFull => double(&mut self.bytes)?,
                ReadRecordResult::OutputEndsFull => double(&mut self.ends)?,
                ReadRecordResult::End => return Ok(None),
                ReadRecordResult::Record if is_end && self.is_open(length, cells) => {
                    return Err(TableError::OpenQuote { line });
                }
                ReadRecordResult::Record => return Ok(Some(self.row(line, length, cells))),
            }
        }
    }

    fn row(&mut self, line: usize, length: usize, mut cells: usize) -> Row<'_> {
        if self.separator == Separator::Blanks {
            cells = without_empty(&mut self.ends[..cells]);
        }
        Row::of_cells(line, &self.bytes[..length], &self.ends[..cells])
    }

    /// Whether the last cell of the text ends in a quote that wasn't closed: it has line ends then, and no quote
    /// behind them.
    fn is_open(&self, length: usize, cells: usize) -> bool {
        let begin = if cells < 2 { 0 } else { self.ends[cells - 2] };
        let last = &self.bytes[begin..length];
        last.iter().any(|byte| is_line_end(*byte)) && self.lines.last != b'"'
    }

    /// Passes over the line ends before a row, so that the row begins in the line that is counted.
    #[inline]
    fn skip_line_ends(&mut self) {
        let rest = &self.text[self.begin..];
        if !rest.first().is_some_and(|byte| is_line_end(*byte)) {
            return;
        }
        let skipped = rest.iter().take_while(|byte| is_line_end(**byte)).count();
        self.lines.count(&rest[..skipped]);
        self.begin += skipped;
    }
}

/// Makes room for twice as much.
fn double<T: Clone + Default>(values: &mut Vec<T>) -> Result<(), TableError> {
    let length = 2 * values.len();
    values.try_reserve_exact(length - values.len()).map_err(|_| TableError::Memory)?;
    values.resize(length, T::default());
    Ok(())
}

/// Moves the ends of cells that aren't empty to the front, and returns how many there are.
fn without_empty(ends: &mut [usize]) -> usize {
    let (mut kept, mut begin) = (0, 0);
    for index in 0..ends.len() {
        let end = ends[index];
        if end > begin {
            ends[kept] = end;
            kept += 1;
        }
        begin = end;
    }
    kept
}

pub(super) fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// Counts lines that end in LF, CR or both.
#[derive(Default)]
struct Lines {
    ended: usize,
    /// The last byte that was counted.
    last: u8,
}

impl Lines {
    fn count(&mut self, bytes: &[u8]) {
        let Some(last) = bytes.last() else { return };
        let ends = bytes.iter().filter(|byte| is_line_end(**byte)).count();
        // Both together are one.
        let is_split = self.last == b'\r' && bytes[0] == b'\n';
        let pairs =
            if ends > 1 { bytes.windows(2).filter(|pair| pair == b"\r\n").count() } else { 0 };
        self.ended += ends - pairs - usize::from(is_split);
        self.last = *last;
    }
}
