//! From bytes to a table: a look at the beginning, a pass over all rows and, where the look was deceived about which
//! columns are wanted, another one.

use std::fs::{File, Metadata};
use std::io::{Cursor, Read, Seek};
use std::ops::ControlFlow;
use std::path::Path;

use super::choose::Chosen;
use super::error::words;
use super::look;
use super::missing::Marks;
use super::notes::notes;
use super::pass::{Pass, Sharing};
use super::rows::Rows;
use super::scan::{Keep, Scan, Scanned};
use super::text::unit;
use super::times::Times;
use super::told::ProgressReader;
use super::{Table, TableColumn, TableError, Wanted};
use crate::regular_file;
use crate::wording::Sentence;

impl Table {
    /// Reads the file at `path`, and finds its SHA-256 in hexadecimal. Little more memory is needed than the used
    /// numbers take.
    ///
    /// # Errors
    /// What is wrong with the file, or with what is wanted of it.
    pub fn read(path: &Path, wanted: &Wanted) -> Result<(Self, String), TableError> {
        let read = Self::read_told(path, wanted, |_| ControlFlow::Continue(()))?;
        read.ok_or(TableError::Empty)
    }

    /// The same. `progress` is told now and then which part of the file was read, and can break off: nothing is
    /// returned then. Where the file is read once more, it begins anew.
    ///
    /// # Errors
    /// As [`Table::read`].
    pub fn read_told(
        path: &Path,
        wanted: &Wanted,
        progress: impl FnMut(f64) -> ControlFlow<()> + Send,
    ) -> Result<Option<(Self, String)>, TableError> {
        opened(path, |file, length| {
            let mut told = ProgressReader::new(file, length, progress);
            let read = read_from(&mut told, length, wanted);
            if told.is_stopped() { Ok(None) } else { read.map(Some) }
        })
    }

    /// Reads a table from the bytes of a file.
    ///
    /// # Errors
    /// As [`Table::read`].
    pub fn parse(bytes: &[u8], wanted: &Wanted) -> Result<Self, TableError> {
        read_from(&mut Cursor::new(bytes), bytes.len() as u64, wanted).map(|(table, _)| table)
    }
}

/// Opens the file at `path`, and has it read.
///
/// # Errors
/// What is wrong with the file, and what `read` finds wrong with what is in it.
pub(super) fn opened<T>(
    path: &Path,
    read: impl FnOnce(&mut &File, u64) -> Result<T, TableError>,
) -> Result<T, TableError> {
    let file = regular_file::open(path).map_err(TableError::Unreadable)?;
    look::check_name(path)?;
    let stand = || file.metadata().map_err(TableError::Unreadable);
    let before = stand()?;
    let read = read(&mut &file, before.len());
    // Whatever was found may come of a half-written file.
    if is_unchanged(&before, &stand()?) { read } else { Err(TableError::Changed) }
}

/// Whether nothing was written to a file between two looks at it.
pub(super) fn is_unchanged(before: &Metadata, after: &Metadata) -> bool {
    before.len() == after.len() && before.modified().ok() == after.modified().ok()
}

/// Reads a table of `length` bytes, and finds its SHA-256.
pub(super) fn read_from<S: Read + Seek + Send>(
    source: &mut S,
    length: u64,
    wanted: &Wanted,
) -> Result<(Table, String), TableError> {
    read_shared(source, length, wanted, Sharing::of(length))
}

/// The same, shared out so.
pub(super) fn read_shared<S: Read + Seek + Send>(
    source: &mut S,
    length: u64,
    wanted: &Wanted,
    sharing: Sharing,
) -> Result<(Table, String), TableError> {
    let marks = Marks::new(&wanted.missing_values);
    let (lines, mut pass) = Pass::new(source, length, &marks)?;
    let (separator, reader) = (pass.separator, pass.reader);
    let may_be_decimal = look::may_be_decimal(&lines, separator);
    let seen = Scan::beginning(&mut Rows::of(&lines, separator), reader, look::ROWS)?;
    drop(lines);
    let guess = Chosen::guess(&seen, wanted)?;
    drop(seen);
    let (mut scan, digest) = pass.all(&guess, sharing)?;
    let chosen = Chosen::of(&scan, wanted)?;
    if !chosen.is_kept(&scan) {
        let (again, second_digest) = pass.all(&chosen, sharing)?;
        if second_digest != digest {
            return Err(TableError::Changed);
        }
        scan = again;
    }
    let mut table = Table::of(scan, &chosen, wanted);
    table.notes.extend(may_be_decimal.then(|| Sentence::new(|| words().two_columns.to_owned())));
    Ok((table, digest))
}

impl Table {
    /// The chosen columns of a pass that has kept them.
    fn of(mut scan: Scan, chosen: &Chosen, wanted: &Wanted) -> Self {
        let notes = notes(&scan, chosen, wanted);
        let used = chosen.used();
        let place = |index: &usize| used.iter().position(|used| used == index);
        let (inputs, targets) = (
            chosen.inputs.iter().filter_map(place).collect(),
            chosen.targets.iter().filter_map(place).collect(),
        );
        let times = chosen.time.map(|(index, _)| {
            let Scanned { name, content, .. } = &mut scan.columns[index];
            let unit = unit(name).map(str::to_owned);
            // A first column of seconds has no spelling, whatever other texts are in it.
            let spelling = content.spelling.filter(|_| content.keep == Keep::Times);
            let kept = (std::mem::take(&mut content.values), std::mem::take(&mut content.offsets));
            Times::new(name.clone(), unit, spelling, kept)
        });
        let columns = used.iter().map(|index| TableColumn::of(&mut scan.columns[*index])).collect();
        Self { columns, inputs, targets, times, rows: scan.rows, notes }
    }
}

impl TableColumn {
    fn of(Scanned { name, content, .. }: &mut Scanned) -> Self {
        let mut values = std::mem::take(&mut content.values);
        values.shrink_to_fit();
        Self {
            name: name.clone(),
            unit: unit(name).map(str::to_owned),
            values,
            other_texts: content.filled - content.numbers,
            first_gap: content.first_gap.clone(),
        }
    }
}
