//! A pass over all rows: what each column holds, and the numbers of those that are wanted.

use std::collections::HashSet;
use std::io::Read;

use super::reading::{Reader, Reading};
use super::rows::{Row, Rows, are_blank};
use super::spelling::Spelling;
use super::text::{decoded, excerpt};
use super::times::Offsets;
use super::{Gap, TableError};

/// Whoever looks on while rows are read.
pub(super) trait Watch {
    /// There are so many columns.
    fn begin(&mut self, _: usize) {}

    /// A row with data begins.
    fn row(&mut self, _: &Row<'_>) {}

    /// A cell of that row: its column, from 0, what stands in it, and what that was read as.
    fn cell(&mut self, _: usize, _: &[u8], _: Reading) {}
}

/// Nobody.
impl Watch for () {}

/// What is kept of a column's cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keep {
    /// Nothing: they are counted only.
    Nothing,
    /// Its numbers.
    Numbers,
    /// Its times.
    Times,
}

/// A column of the file.
#[derive(Debug)]
pub(super) struct Scanned {
    /// The header's name, or the place from 1 where it has none.
    pub(super) name: String,
    /// Whether the header names it.
    pub(super) is_named: bool,
    /// Cells that aren't missing, and what they are.
    pub(super) filled: usize,
    pub(super) numbers: usize,
    pub(super) times: usize,
    /// Its first cell that is missing or no number.
    pub(super) first_gap: Option<Gap>,
    /// Its first cell that is filled and no number.
    pub(super) first_text: Option<Gap>,
    /// Its first cell that is filled and neither number nor time.
    pub(super) first_other: Option<Gap>,
    /// How many of its times are earlier than the one above them, and the last one.
    pub(super) earlier: usize,
    last_time: f64,
    /// How its times are spelled, and the offsets of those that are kept.
    pub(super) spelling: Option<Spelling>,
    pub(super) offsets: Offsets,
    /// Whether some of its numbers have a decimal comma, and some a decimal point.
    pub(super) has_comma: bool,
    pub(super) has_point: bool,
    pub(super) keep: Keep,
    /// One for each row, if any are kept; NaN where there is none.
    pub(super) values: Vec<f64>,
}

/// Of so many filled cells that aren't missing, so many must be numbers or times.
const MOST: (usize, usize) = (9, 10);

impl Scanned {
    pub(super) fn is_numbers(&self) -> bool {
        self.is_most(self.numbers)
    }

    pub(super) fn is_times(&self) -> bool {
        self.is_most(self.times)
    }

    fn is_most(&self, count: usize) -> bool {
        count > 0 && count * MOST.1 >= self.filled * MOST.0
    }

    /// A column without name and content, as a separator at the end of each line makes it.
    pub(super) fn is_ignored(&self) -> bool {
        !self.is_named && self.filled == 0
    }

    /// A column of which only the cell in the first row is known, and its place from 1.
    fn new(cell: &[u8], place: usize, has_header: bool) -> Self {
        let name = if has_header { decoded(cell).trim().to_owned() } else { String::new() };
        let is_named = !name.is_empty();
        Self {
            name: if is_named { name } else { place.to_string() },
            is_named,
            filled: 0,
            numbers: 0,
            times: 0,
            first_gap: None,
            first_text: None,
            first_other: None,
            earlier: 0,
            last_time: f64::NEG_INFINITY,
            spelling: None,
            offsets: Offsets::default(),
            has_comma: false,
            has_point: false,
            keep: Keep::Nothing,
            values: Vec::new(),
        }
    }

    /// Counts a cell, and keeps its number or time where that is wanted.
    fn take(&mut self, reading: Reading, at: impl FnOnce() -> Gap) -> Result<(), TableError> {
        let mut kept = f64::NAN;
        match reading {
            Reading::Number(value) => {
                self.filled += 1;
                self.numbers += 1;
                if self.keep == Keep::Numbers {
                    kept = value;
                }
            }
            Reading::Missing | Reading::Text => self.note(reading, at),
            Reading::Time(stamp) => {
                self.times += 1;
                self.earlier += usize::from(stamp.seconds < self.last_time);
                self.last_time = stamp.seconds;
                self.spelling = Some(
                    self.spelling.map_or(stamp.spelling, |first| first.beside(stamp.spelling)),
                );
                if self.keep == Keep::Times {
                    kept = stamp.seconds;
                    self.offsets.push(self.values.len(), stamp.offset)?;
                }
                self.note(reading, at);
            }
        }
        if self.keep == Keep::Nothing { Ok(()) } else { self.push(kept) }
    }

    /// Remembers where the first cells are that are no numbers.
    fn note(&mut self, reading: Reading, at: impl FnOnce() -> Gap) {
        let (is_filled, is_other) = (reading != Reading::Missing, reading == Reading::Text);
        self.filled += usize::from(is_filled);
        let is_new_text = is_filled && self.first_text.is_none();
        let is_new_other = is_other && self.first_other.is_none();
        if self.first_gap.is_some() && !is_new_text && !is_new_other {
            return;
        }
        let gap = at();
        if is_new_text {
            self.first_text = Some(gap.clone());
        }
        if is_new_other {
            self.first_other = Some(gap.clone());
        }
        self.first_gap.get_or_insert(gap);
    }

    fn push(&mut self, value: f64) -> Result<(), TableError> {
        if self.values.len() == self.values.capacity() {
            self.values.try_reserve(1).map_err(|_| TableError::Memory)?;
        }
        self.values.push(value);
        Ok(())
    }
}

/// All columns after a pass.
#[derive(Debug)]
pub(super) struct Scan {
    pub(super) columns: Vec<Scanned>,
    /// The line of the first row.
    pub(super) first_line: usize,
    /// Rows with data.
    pub(super) rows: usize,
    /// The first line with something in it that isn't UTF-8.
    pub(super) foreign_line: Option<usize>,
}

impl Scan {
    /// Reads all rows, and lets `watch` look on. `keep` is asked once the columns' names are known what to keep
    /// of each.
    pub(super) fn of<R: Read>(
        rows: &mut Rows<R>,
        reader: Reader<'_>,
        keep: impl FnOnce(&mut Self),
        watch: &mut impl Watch,
    ) -> Result<Self, TableError> {
        let mut scan = Self::begin(rows, reader, keep, watch)?;
        while let Some(row) = rows.next()? {
            scan.take(&row, reader, watch)?;
        }
        Ok(scan)
    }

    /// Reads rows as far as they can be read, but no more than `most`.
    pub(super) fn beginning<R: Read>(
        rows: &mut Rows<R>,
        reader: Reader<'_>,
        most: usize,
    ) -> Result<Self, TableError> {
        let mut scan = Self::begin(rows, reader, |_| {}, &mut ())?;
        while scan.rows < most
            && let Ok(Some(row)) = rows.next()
        {
            if scan.take(&row, reader, &mut ()).is_err() {
                break;
            }
        }
        Ok(scan)
    }

    /// Reads the first row that isn't blank: names or numbers.
    fn begin<R: Read>(
        rows: &mut Rows<R>,
        reader: Reader<'_>,
        keep: impl FnOnce(&mut Self),
        watch: &mut impl Watch,
    ) -> Result<Self, TableError> {
        let row = loop {
            match rows.next()? {
                None => return Err(TableError::Empty),
                Some(row) if row.is_blank() => {}
                Some(row) => break row.to_owned(),
            }
        };
        let row = row.borrowed();
        let has_header = row.cells().any(|cell| reader.read(cell) == Reading::Text);
        let columns = row
            .cells()
            .zip(1..)
            .map(|(cell, place)| Scanned::new(cell, place, has_header))
            .collect();
        let mut scan = Self { columns, first_line: row.line, rows: 0, foreign_line: None };
        scan.names_differ()?;
        keep(&mut scan);
        watch.begin(scan.columns.len());
        scan.look_for_foreign(&row);
        if !has_header {
            scan.count(&row, reader, watch)?;
        }
        Ok(scan)
    }

    /// Whether no two columns have one name. Those that are ignored have none.
    pub(super) fn names_differ(&self) -> Result<(), TableError> {
        let mut seen = HashSet::new();
        let mut named = self.columns.iter().filter(|column| !column.is_ignored());
        match named.find(|column| !seen.insert(column.name.as_str())) {
            Some(column) => {
                Err(TableError::DoubleName { line: self.first_line, name: column.name.clone() })
            }
            None => Ok(()),
        }
    }

    fn take(
        &mut self,
        row: &Row<'_>,
        reader: Reader<'_>,
        watch: &mut impl Watch,
    ) -> Result<(), TableError> {
        if row.is_blank() {
            return Ok(());
        }
        self.look_for_foreign(row);
        self.count(row, reader, watch)
    }

    /// Counts the cells of a row, which must fit the columns.
    fn count(
        &mut self,
        row: &Row<'_>,
        reader: Reader<'_>,
        watch: &mut impl Watch,
    ) -> Result<(), TableError> {
        if u32::try_from(self.rows).is_err() {
            return Err(TableError::Memory);
        }
        self.rows += 1;
        let (number, line, expected) = (self.rows, row.line, self.columns.len());
        let ragged = || TableError::Ragged { line, cells: row.len(), expected };
        watch.row(row);
        let mut cells = row.cells();
        for (place, column) in self.columns.iter_mut().enumerate() {
            let (reading, cell) = reader.next(&mut cells).ok_or_else(ragged)?;
            watch.cell(place, cell, reading);
            if reader.comma && matches!(reading, Reading::Number(_)) {
                column.has_comma |= cell.contains(&b',');
                column.has_point |= cell.contains(&b'.');
            }
            column.take(reading, || Gap { text: excerpt(cell), row: number, line })?;
        }
        if are_blank(cells) { Ok(()) } else { Err(ragged()) }
    }

    fn look_for_foreign(&mut self, row: &Row<'_>) {
        if self.foreign_line.is_none() && !row.is_utf_8() {
            self.foreign_line = Some(row.line);
        }
    }
}
