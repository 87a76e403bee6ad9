//! A pass over all rows: what each column holds, and the numbers of those that are wanted. Pieces of a file are looked
//! at each for itself, and put together in their order.

mod content;
mod piece;
mod signs;

use std::collections::HashSet;

use super::TableError;
use super::reading::{Reader, Reading};
use super::rows::{Row, Rows};
use super::text::decoded;
pub(super) use content::{Content, Keep};
pub(super) use piece::PieceScan;

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

/// A column of the file.
#[derive(Debug)]
pub(super) struct Scanned {
    /// The header's name, or the place from 1 where it has none.
    pub(super) name: String,
    /// Whether the header names it.
    pub(super) is_named: bool,
    pub(super) content: Content,
}

impl Scanned {
    /// A column without name and content, as a separator at the end of each line makes it.
    pub(super) fn is_ignored(&self) -> bool {
        !self.is_named && self.content.filled == 0
    }

    /// A column of which only the cell in the first row is known, and its place from 1.
    fn new(cell: &[u8], place: usize, has_header: bool) -> Self {
        let name = if has_header { decoded(cell).trim().to_owned() } else { String::new() };
        let is_named = !name.is_empty();
        let name = if is_named { name } else { place.to_string() };
        Self { name, is_named, content: Content::new(Keep::Nothing) }
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
    /// Lines that have ended.
    lines: usize,
    /// The first line with something in it that isn't UTF-8.
    pub(super) foreign_line: Option<usize>,
}

impl Scan {
    /// Reads the first row that isn't blank, names or numbers, behind so many lines; none where all are blank. `keep`
    /// is asked what to keep of each column. The numbers are in what is returned beside the columns.
    ///
    /// # Errors
    /// What is wrong with the row.
    pub(super) fn begin(
        rows: &mut Rows,
        lines: usize,
        reader: Reader<'_>,
        keep: &impl Fn(&mut Self),
        watch: &mut impl Watch,
    ) -> Result<Option<(Self, PieceScan)>, TableError> {
        let first = loop {
            match rows.next().map_err(|error| below(error, lines))? {
                None => return Ok(None),
                Some(row) if row.is_blank() => {}
                Some(row) => break row.to_owned(),
            }
        };
        let row = first.borrowed();
        let has_header = row.cells().any(|cell| reader.read(cell) == Reading::Text);
        let columns = row.cells().zip(1..);
        let columns = columns.map(|(cell, place)| Scanned::new(cell, place, has_header)).collect();
        let first_line = lines + row.line;
        let mut scan = Self { columns, first_line, rows: 0, lines, foreign_line: None };
        scan.names_differ()?;
        keep(&mut scan);
        watch.begin(scan.columns.len());
        let mut piece = PieceScan::of(&scan);
        piece.look_for_foreign(&row);
        if !has_header {
            piece.count(&row, reader, watch).map_err(|error| below(error, lines))?;
        }
        Ok(Some((scan, piece)))
    }

    /// Reads rows as far as they can be read, but no more than `most`.
    ///
    /// # Errors
    /// What is wrong with the first of them.
    pub(super) fn beginning(
        rows: &mut Rows,
        reader: Reader<'_>,
        most: usize,
    ) -> Result<Self, TableError> {
        let begun = Self::begin(rows, 0, reader, &|_: &mut Self| {}, &mut ())?;
        let (mut scan, mut piece) = begun.ok_or(TableError::Empty)?;
        piece.read(rows, most, reader, &mut ());
        piece.error = None;
        scan.append(&mut piece)?;
        Ok(scan)
    }

    /// Takes in what the next piece holds; nothing is left there.
    ///
    /// # Errors
    /// Why the piece wasn't read to its end, and more rows than there can be.
    pub(super) fn append(&mut self, piece: &mut PieceScan) -> Result<(), TableError> {
        let (rows, lines) = (self.rows, self.lines);
        self.rows += std::mem::take(&mut piece.rows);
        if u32::try_from(self.rows.saturating_sub(1)).is_err() {
            return Err(TableError::Memory);
        }
        if let Some(error) = piece.error.take() {
            return Err(below(error, lines));
        }
        for (column, content) in self.columns.iter_mut().zip(&mut piece.columns) {
            column.content.append(content, rows, lines)?;
        }
        let foreign_line = piece.foreign_line.take().map(|line| lines + line);
        self.foreign_line = self.foreign_line.or(foreign_line);
        self.lines += piece.lines;
        Ok(())
    }

    /// Makes room for so many rows in all where something is kept of them, as far as there is room.
    pub(super) fn expect(&mut self, rows: usize) {
        for Content { keep, values, .. } in
            self.columns.iter_mut().map(|column| &mut column.content)
        {
            if *keep != Keep::Nothing {
                // Whether there really is, shows where they come.
                let _ = values.try_reserve_exact(rows.saturating_sub(values.len()));
            }
        }
    }

    /// Finds the columns of which numbers may be a thousand times as large as they read, once all rows were seen:
    /// points that may set thousands apart, where somewhere in the file a comma is a decimal sign or points set
    /// thousands apart; and commas that may, where the column has points that are decimal signs.
    pub(super) fn doubt(&mut self) {
        let is_sign = |content: &Content| content.comma.is_there() || content.has_groups;
        let are_groups = self.columns.iter().any(|column| is_sign(&column.content));
        for content in self.columns.iter_mut().map(|column| &mut column.content) {
            let points = content.point.doubtful().filter(|_| are_groups);
            let commas = content.comma.doubtful().filter(|_| content.point.is_decimal);
            content.doubtful = points.or(commas).cloned();
        }
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
}

/// An error of a text that comes behind so many lines.
fn below(mut error: TableError, lines: usize) -> TableError {
    if let TableError::Ragged { line, .. }
    | TableError::OpenQuote { line }
    | TableError::LongRow { line } = &mut error
    {
        *line += lines;
    }
    error
}
