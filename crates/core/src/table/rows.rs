//! The rows of a text, one after the other: as much memory as the longest of them takes.

use std::io::Read;
use std::ops::Range;

use csv_core::{ReadRecordResult, ReaderBuilder};
use memchr::{memchr, memchr_iter, memchr2};

use super::TableError;

mod cells;
#[cfg(test)]
mod tests;

pub(super) use cells::Cells;

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

    /// Whether numbers may have a decimal comma.
    pub(super) fn allows_comma(self) -> bool {
        match self {
            Self::Tab | Self::Semicolon => true,
            Self::Comma | Self::Blanks => false,
        }
    }
}

/// Bytes read at once.
const CHUNK: usize = 256 << 10;

/// What some programs begin a text in UTF-8 with.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// Bytes of a row at the most. Whoever forgets to close a quote makes one row of all that follows.
const MOST_ROW: usize = 16 << 20;

/// Cells of a row at the most.
const MOST_CELLS: usize = 1 << 17;

/// A row's cells.
pub(super) struct Row<'a> {
    /// The line of the file, from 1: a quoted cell may have several.
    pub(super) line: usize,
    /// A line as it stands, or the cells end to end.
    bytes: &'a [u8],
    cut: Cut<'a>,
}

/// How the bytes of a row become cells.
enum Cut<'a> {
    /// By this separator.
    By(u8),
    /// Where each ends.
    At(&'a [usize]),
}

impl<'a> Row<'a> {
    pub(super) fn len(&self) -> usize {
        match self.cut {
            Cut::By(separator) => 1 + memchr_iter(separator, self.bytes).count(),
            Cut::At(ends) => ends.len(),
        }
    }

    /// The cells without their quotes.
    pub(super) fn cells(&self) -> Cells<'a> {
        match self.cut {
            Cut::By(separator) => Cells::InLine(Some(self.bytes), separator),
            Cut::At(ends) => Cells::EndToEnd(self.bytes, 0, ends.iter()),
        }
    }
}

impl Row<'_> {
    /// Whether no cell is filled.
    pub(super) fn is_blank(&self) -> bool {
        are_blank(self.cells())
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
        Row { line: self.line, bytes: &self.bytes, cut: Cut::At(&self.ends) }
    }
}

/// A reader of rows. Lines without anything are no rows. Lines without quotes, which most are, are read where they
/// lie; a state machine is for all else.
pub(super) struct Rows<R> {
    source: R,
    core: csv_core::Reader,
    separator: Separator,
    /// What was read, used up to `begin`.
    chunk: Vec<u8>,
    begin: usize,
    /// The row's cells on end, and where each ends.
    bytes: Vec<u8>,
    ends: Vec<usize>,
    lines: Lines,
}

impl<R: Read> Rows<R> {
    pub(super) fn new(source: R, separator: Separator) -> Self {
        let core = ReaderBuilder::new().delimiter(separator.byte()).build();
        let (chunk, bytes, ends) = (Vec::new(), vec![0; 1 << 10], vec![0; 1 << 5]);
        Self { source, core, separator, chunk, begin: 0, bytes, ends, lines: Lines::default() }
    }

    /// The next row; none at the end.
    pub(super) fn next(&mut self) -> Result<Option<Row<'_>>, TableError> {
        self.skip_line_ends()?;
        let line = 1 + self.lines.ended;
        match self.plain_line() {
            Some(place) => {
                let (bytes, cut) = (&self.chunk[place], Cut::By(self.separator.byte()));
                Ok(Some(Row { line, bytes, cut }))
            }
            None => self.any_row(line),
        }
    }

    /// Where the line that begins here lies, if all of it was read and it has no quotes.
    fn plain_line(&mut self) -> Option<Range<usize>> {
        if self.separator == Separator::Blanks {
            return None;
        }
        let rest = &self.chunk[self.begin..];
        let length = memchr(b'\n', rest)?;
        let line = match memchr2(b'"', b'\r', &rest[..length]) {
            None => &rest[..length],
            Some(at) if at + 1 == length && rest[at] == b'\r' => &rest[..at],
            Some(_) => return None,
        };
        if line.len() >= MOST_CELLS {
            // The other way counts its cells and may refuse it.
            return None;
        }
        let place = self.begin..self.begin + line.len();
        self.begin += length + 1;
        self.lines.ended += 1;
        self.lines.last = b'\n';
        Some(place)
    }

    /// The next row, whatever is in it and however long it is.
    fn any_row(&mut self, line: usize) -> Result<Option<Row<'_>>, TableError> {
        let (mut length, mut cells) = (0, 0);
        loop {
            if self.begin == self.chunk.len() {
                self.refill()?;
            }
            let input = &self.chunk[self.begin..];
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
        let (bytes, cut) = (&self.bytes[..length], Cut::At(&self.ends[..cells]));
        Row { line, bytes, cut }
    }

    /// Whether the last cell of the text ends in a quote that wasn't closed: it has line ends then, and no quote
    /// behind them.
    fn is_open(&self, length: usize, cells: usize) -> bool {
        let begin = if cells < 2 { 0 } else { self.ends[cells - 2] };
        let last = &self.bytes[begin..length];
        last.iter().any(|byte| is_line_end(*byte)) && self.lines.last != b'"'
    }

    /// Passes over the line ends before a row, so that the row begins in the line that is counted.
    fn skip_line_ends(&mut self) -> Result<(), TableError> {
        loop {
            let rest = &self.chunk[self.begin..];
            let skipped = rest.iter().take_while(|byte| is_line_end(**byte)).count();
            self.lines.count(&rest[..skipped]);
            self.begin += skipped;
            if self.begin < self.chunk.len() {
                return Ok(());
            }
            self.refill()?;
            if self.chunk.is_empty() {
                return Ok(());
            }
        }
    }

    /// Replaces what was used; nothing is there afterwards at the end.
    fn refill(&mut self) -> Result<(), TableError> {
        let is_first = self.chunk.capacity() == 0;
        self.chunk.clear();
        // Once, so that it never grows beyond.
        self.chunk.reserve_exact(CHUNK);
        let read = self.source.by_ref().take(CHUNK as u64).read_to_end(&mut self.chunk);
        read.map_err(TableError::Unreadable)?;
        self.begin = if is_first && self.chunk.starts_with(BOM) { BOM.len() } else { 0 };
        if self.separator == Separator::Blanks {
            self.chunk.iter_mut().filter(|byte| **byte == b'\t').for_each(|byte| *byte = b' ');
        }
        Ok(())
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

fn is_line_end(byte: u8) -> bool {
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
