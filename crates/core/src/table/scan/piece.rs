//! What a piece of a file holds: its rows and lines are counted from its beginning.

use super::super::TableError;
use super::super::reading::{Reader, Reading};
use super::super::rows::{Cells, Line, NumberCell, Row, Rows, are_blank};
use super::{Content, Scan, Watch};

/// What each column holds in rows that follow one another.
#[derive(Debug)]
pub(in crate::table) struct PieceScan {
    pub(super) columns: Vec<Content>,
    /// Rows with data.
    pub(super) rows: usize,
    /// Lines that have ended.
    pub(super) lines: usize,
    /// The first line with something in it that isn't UTF-8.
    pub(super) foreign_line: Option<usize>,
    /// Why it wasn't read to its end.
    pub(super) error: Option<TableError>,
}

impl PieceScan {
    /// That of no row below these columns' names.
    pub(in crate::table) fn of(scan: &Scan) -> Self {
        let columns = scan.columns.iter().map(|column| Content::new(column.content.keep)).collect();
        Self { columns, rows: 0, lines: 0, foreign_line: None, error: None }
    }

    /// One that can't be read.
    pub(in crate::table) fn fail(&mut self, error: TableError) {
        self.error = Some(error);
    }

    /// Reads the rows of a piece, but no more than `most` in all, and lets `watch` look on.
    pub(in crate::table) fn read(
        &mut self,
        rows: &mut Rows,
        most: usize,
        reader: Reader<'_>,
        watch: &mut impl Watch,
    ) {
        if self.error.is_none() {
            self.error = self.take_all(rows, most, reader, watch).err();
        }
        self.lines = rows.lines();
    }

    fn take_all(
        &mut self,
        rows: &mut Rows,
        most: usize,
        reader: Reader<'_>,
        watch: &mut impl Watch,
    ) -> Result<(), TableError> {
        let are_utf_8 = rows.are_utf_8();
        while self.rows < most
            && let Some(row) = rows.next()?
        {
            if row.is_blank() {
                continue;
            }
            if !are_utf_8 {
                self.look_for_foreign(&row);
            }
            self.count(&row, reader, watch)?;
        }
        Ok(())
    }

    pub(super) fn look_for_foreign(&mut self, row: &Row<'_>) {
        if self.foreign_line.is_none() && !row.is_utf_8() {
            self.foreign_line = Some(row.line);
        }
    }

    /// Counts the cells of a row, which must fit the columns.
    pub(super) fn count(
        &mut self,
        row: &Row<'_>,
        reader: Reader<'_>,
        watch: &mut impl Watch,
    ) -> Result<(), TableError> {
        self.rows += 1;
        let (number, line, expected) = (self.rows, row.line, self.columns.len());
        let ragged = || TableError::Ragged { line, cells: row.len(), expected };
        watch.row(row);
        let (mut cells, mut place) = (row.cells(), 0);
        loop {
            if let Cells::InLine(line) = &mut cells {
                let columns = &mut self.columns[place..];
                let see = |at, cell: &[u8], value| {
                    watch.cell(place + at, cell, Reading::Number(value));
                };
                let at = (number, row.line);
                let (count, behind) = if line.has_quotes {
                    take_numbers::<true>(columns, *line, at, reader, see)?
                } else {
                    take_numbers::<false>(columns, *line, at, reader, see)?
                };
                place += count;
                line.at = behind;
            }
            let Some(column) = self.columns.get_mut(place) else { break };
            let cell = cells.next().ok_or_else(ragged)?;
            let reading = reader.read(cell);
            watch.cell(place, cell, reading);
            column.take(reading, cell, number, line)?;
            place += 1;
        }
        if are_blank(cells) { Ok(()) } else { Err(ragged()) }
    }
}

/// Takes the numbers with which the rest of a line, in this row and with this number, begins, one for each column, until
/// another cell comes; how many there are, and where that cell begins. Nothing else is done here, since most of the time
/// is spent with it.
#[inline(never)]
fn take_numbers<const QUOTES: bool>(
    columns: &mut [Content],
    mut line: Line<'_>,
    (row, number): (usize, usize),
    reader: Reader<'_>,
    mut see: impl FnMut(usize, &[u8], f64),
) -> Result<(usize, usize), TableError> {
    let mut count = 0;
    for column in columns {
        let Some(NumberCell { value, mark, cell, behind }) = line.number::<QUOTES>(reader.comma)
        else {
            break;
        };
        if reader.marks.names(value) {
            break;
        }
        see(count, cell, value);
        column.take_number(value)?;
        if reader.comma {
            column.see_sign(mark, cell, row, number);
        }
        (count, line.at) = (count + 1, behind);
    }
    Ok((count, line.at))
}
