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
use super::number::has_thousands;
use super::pass::{Pass, Sharing};
use super::rows::Rows;
use super::scan::{Keep, Scan, Scanned};
use super::text::unit;
use super::times::Times;
use super::told::ProgressReader;
use super::{Table, TableColumn, TableError, Wanted};
use crate::regular_file;
use crate::wording::foreign;

/// Columns that a note names at the most.
const MOST_NAMED: usize = 5;

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
    table.notes.extend(may_be_decimal.then(|| words().two_columns.to_owned()));
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

/// What whoever uses the table should know.
pub(super) fn notes(scan: &Scan, chosen: &Chosen, wanted: &Wanted) -> Vec<String> {
    let mut notes = Vec::new();
    let has_header = scan.columns.iter().any(|column| column.is_named);
    if let Some(line) = scan.foreign_line {
        notes.push((words().windows_1252)(line));
    }
    if wanted.inputs.is_empty() {
        notes.extend(left_out(scan, chosen));
        notes.extend(set_apart(scan, chosen));
    }
    notes.extend(newest_first(scan, chosen));
    notes.extend(untimed(scan, chosen));
    let has_points = scan.columns.iter().any(|column| column.content.point.is_decimal);
    for column in chosen.used().into_iter().map(|index| &scan.columns[index]) {
        let name = foreign(&column.name);
        if has_header && !column.is_named {
            notes.push((words().unnamed)(&name));
        }
        let content = &column.content;
        let (comma, point) = (&content.comma, &content.point);
        let doubtful = comma.doubtful().filter(|_| has_points);
        if comma.is_there() && point.is_there() {
            notes.push((words().commas_and_points)(&name));
        } else if let Some(gap) = doubtful {
            notes.push((words().doubtful_commas)(&name, &gap.said()));
        } else if comma.is_there() && scan.columns.len() == 1 {
            notes.push((words().commas)(&name));
        }
        if let Some(gap) = &content.first_text {
            let count = content.filled - content.numbers;
            notes.push((words().other_texts)(&name, count, &gap.said()));
        }
    }
    notes
}

/// Rows that have a text where the others have a time, such as a total below the table.
fn untimed(scan: &Scan, chosen: &Chosen) -> Option<String> {
    let Scanned { name, content, .. } = &scan.columns[chosen.time?.0];
    let gap = content.first_other.as_ref()?;
    let count = content.filled - content.numbers - content.times;
    Some((words().untimed)(&foreign(name), count, &gap.said()))
}

/// Most times are earlier than those above them: the past would be told from the future.
fn newest_first(scan: &Scan, chosen: &Chosen) -> Option<String> {
    let Scanned { name, content, .. } = &scan.columns[chosen.time?.0];
    let goes_back = 2 * content.earlier > content.times;
    goes_back.then(|| (words().newest_first)(&foreign(name)))
}

/// Columns that are left out for numbers whose thousands are set apart.
fn set_apart(scan: &Scan, chosen: &Chosen) -> Vec<String> {
    let left = left(scan, chosen).into_iter().take(MOST_NAMED);
    let said = |column: &Scanned| {
        let (name, content) = (foreign(&column.name), &column.content);
        if let Some(gap) = &content.doubtful {
            return Some((words().thousands)(&name, &gap.said()));
        }
        let gap = content.first_other.as_ref().filter(|gap| has_thousands(&gap.text))?;
        Some((words().set_apart)(&name, &gap.said()))
    };
    left.filter_map(said).collect()
}

/// The columns that are neither numbers nor the time.
fn left<'a>(scan: &'a Scan, chosen: &Chosen) -> Vec<&'a Scanned> {
    let used = chosen.used();
    let is_left = |(index, column): &(usize, &Scanned)| {
        !column.is_ignored()
            && !used.contains(index)
            && chosen.time.is_none_or(|(time, _)| time != *index)
    };
    scan.columns.iter().enumerate().filter(is_left).map(|(_, column)| column).collect()
}

/// The same in a sentence.
fn left_out(scan: &Scan, chosen: &Chosen) -> Option<String> {
    let left = left(scan, chosen);
    let names: Vec<String> =
        left.iter().take(MOST_NAMED).map(|column| foreign(&column.name)).collect();
    let more = left.len().saturating_sub(MOST_NAMED);
    (!left.is_empty()).then(|| (words().left_out)(&names, more))
}
