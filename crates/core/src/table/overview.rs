//! What is in a table, before anybody has chosen what of it to use: read in one pass that can be stopped, in memory
//! that doesn't grow with the numbers but for a bit for each gap.
//!
//! Kinds, gaps and refusals come of the same count of the same cells as a [`Table`]'s, so that what an overview says
//! of a column and what training makes of it can't differ.

mod picture;
mod watcher;

use std::io::{Cursor, Read, Seek};
use std::ops::{ControlFlow, Range};
use std::path::Path;

use super::choose::{Chosen, check, data, time_column};
use super::fill::refuse_gaps;
use super::missing::Marks;
use super::notes::notes;
use super::pass::Pass;
use super::read::opened;
use super::rows::Separator;
use super::samples::{parts, trained_on};
use super::scan::{Scan, Scanned};
use super::spelling::Spelling;
use super::text::unit;
use super::times::spelled;
use super::told::ProgressReader;
use super::{Gap, Preparation, Samples, Table, TableColumn, TableError, Wanted};
use crate::config::Missing;
use crate::wording::Sentence;
use picture::Gaps;
pub use picture::{Extent, Picture};
use watcher::{Watched, Watcher};

/// A table as a whole: its columns, its first rows, and what is needed to say what could be made of it.
#[derive(Debug)]
pub struct Overview {
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// Rows with data.
    pub rows: usize,
    /// What stands between the cells: a comma, a semicolon, a tab, or a blank for any number of them.
    pub separator: char,
    /// Whether some numbers have a decimal comma.
    pub has_decimal_comma: bool,
    /// The first line that isn't UTF-8, so that all was read as Windows-1252.
    pub foreign_line: Option<usize>,
    /// The columns, but for those without a name and without content.
    pub columns: Vec<ColumnOverview>,
    /// Place among `columns` of the one that orders the rows, if there is one.
    pub time: Option<usize>,
    /// The first rows, each with a text for every column, as far as columns are watched.
    pub first_rows: Vec<Vec<String>>,
    /// The marks of missing values with which it was read, beside the usual ones.
    pub missing_values: Vec<String>,
    scan: Scan,
    /// Place of each of `columns` among those of the scan.
    places: Vec<usize>,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Numbers: it can be an input or a target.
    Numbers,
    /// Dates, or the seconds that order the rows.
    Times,
    /// Other texts.
    Texts,
    /// A name, and nothing below it.
    Empty,
}

/// A column as a whole.
#[derive(Clone, Debug)]
pub struct ColumnOverview {
    /// Its name, with the unit that may stand in it.
    pub name: String,
    /// The unit that its name has in brackets at the end.
    pub unit: Option<String>,
    /// What it holds.
    pub kind: ColumnKind,
    /// Cells that aren't missing.
    pub filled: usize,
    /// Filled cells of another kind than the column's.
    pub others: usize,
    /// Its first cell that is missing or no number.
    pub first_gap: Option<Gap>,
    /// The least and the greatest of its numbers, or of its times in seconds; none where there are none.
    pub range: Option<(f64, f64)>,
    /// The mean of its numbers; none where it has none.
    pub mean: Option<f64>,
    /// Its first texts that differ and are no number, time or mark of a missing value.
    pub texts: Vec<String>,
    /// Its numbers, or its times, over the rows. Columns beyond the first thousands have none.
    pub picture: Picture,
    /// Its numbers in the first rows; NaN where there is none.
    beginning: Vec<f64>,
    gaps: Gaps,
    spelling: Option<Spelling>,
}

/// Columns of a table in their roles: places among [`Overview::columns`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roles {
    /// Those that are read.
    pub inputs: Vec<usize>,
    /// Those that are to be answered.
    pub targets: Vec<usize>,
}

impl Overview {
    /// Reads the file at `path`. `progress` is told now and then which part of it was read, and can break off:
    /// nothing is returned then.
    ///
    /// # Errors
    /// As [`Table::read`], but for what is wanted of it.
    pub fn read(
        path: &Path,
        missing_values: &[String],
        progress: impl FnMut(f64) -> ControlFlow<()>,
    ) -> Result<Option<Self>, TableError> {
        opened(path, |file, length| Self::from(file, length, missing_values, progress))
    }

    /// The overview of a table from the bytes of a file.
    ///
    /// # Errors
    /// As [`Overview::read`].
    pub fn parse(bytes: &[u8], missing_values: &[String]) -> Result<Self, TableError> {
        let length = bytes.len() as u64;
        let on = |_: f64| ControlFlow::Continue(());
        let read = Self::from(&mut Cursor::new(bytes), length, missing_values, on)?;
        read.ok_or(TableError::Empty)
    }

    fn from<S: Read + Seek>(
        source: &mut S,
        length: u64,
        missing_values: &[String],
        progress: impl FnMut(f64) -> ControlFlow<()>,
    ) -> Result<Option<Self>, TableError> {
        let marks = Marks::new(missing_values);
        let mut told = ProgressReader::new(source, length, progress);
        let mut watcher = Watcher::default();
        let pass = Pass::new(&mut told, length, &marks).and_then(|(_, mut pass)| {
            let separator = pass.separator;
            let (scan, sha256) = pass.watched(&mut watcher)?;
            Ok((separator, scan, sha256))
        });
        if told.is_stopped() {
            return Ok(None);
        }
        let (separator, scan, sha256) = pass?;
        Ok(Some(Self::of(separator, scan, sha256, watcher, missing_values)))
    }

    fn of(
        separator: Separator,
        scan: Scan,
        sha256: String,
        watcher: Watcher,
        missing_values: &[String],
    ) -> Self {
        let places: Vec<usize> = data(&scan).collect();
        let time = time_column(&scan).map(|(place, _)| place);
        let (watched, first_rows) = watcher.finish(scan.rows);
        let mut watched: Vec<Option<Watched>> = watched.into_iter().map(Some).collect();
        let mut of_place = |place: &usize| {
            let watched = watched.get_mut(*place).and_then(Option::take).unwrap_or_default();
            ColumnOverview::of(&scan.columns[*place], Some(*place) == time, watched)
        };
        let columns = places.iter().map(&mut of_place).collect();
        let in_place =
            |row: Vec<String>| places.iter().map_while(|place| row.get(*place).cloned()).collect();
        Self {
            sha256,
            rows: scan.rows,
            separator: separator.letter(),
            has_decimal_comma: scan.columns.iter().any(|column| column.content.comma.is_there()),
            foreign_line: scan.foreign_line,
            columns,
            time: time.and_then(|time| places.iter().position(|place| *place == time)),
            first_rows: first_rows.into_iter().map(in_place).collect(),
            missing_values: missing_values.to_vec(),
            scan,
            places,
        }
    }

    /// The columns that a table read with this has in use.
    ///
    /// # Errors
    /// As [`Table::read`]: names that no column has, columns that can't be used, too many of them.
    pub fn roles(&self, wanted: &Wanted) -> Result<Roles, TableError> {
        let Chosen { inputs, targets, .. } = Chosen::of(&self.scan, wanted)?;
        let [inputs, targets] = [inputs, targets].map(|places| {
            // They are in the order of the file.
            let among = |place| self.places.binary_search(&place).ok();
            places.into_iter().filter_map(among).collect()
        });
        Ok(Roles { inputs, targets })
    }

    /// Whether a column can be an input or a target.
    ///
    /// # Errors
    /// Why it can't.
    pub fn check(&self, column: usize) -> Result<(), TableError> {
        check(&self.scan.columns[self.places[column]], self.time == Some(column))
    }

    /// What whoever uses the table so should know: how it was read, and what is left out.
    pub fn notes(&self, wanted: &Wanted) -> Vec<Sentence> {
        let chosen = Chosen::of(&self.scan, wanted);
        chosen.map_or_else(|_| Vec::new(), |chosen| notes(&self.scan, &chosen, wanted))
    }

    /// The samples that there are of these columns, in their parts.
    ///
    /// # Errors
    /// As [`Samples::new`], as far as the numbers themselves don't matter.
    pub fn parts(
        &self,
        roles: &Roles,
        preparation: &Preparation,
    ) -> Result<[Range<usize>; 3], TableError> {
        let parts = parts(self.rows_kept(roles, preparation.missing)?, preparation)?;
        trained_on(&parts, preparation)?;
        Ok(parts)
    }

    /// How many rows are kept where these columns are used.
    fn rows_kept(&self, roles: &Roles, missing: Missing) -> Result<usize, TableError> {
        let used = || roles.used().into_iter().map(|column| &self.columns[column]);
        match missing {
            Missing::Error => {
                refuse_gaps(used().map(|column| (&*column.name, column.first_gap.as_ref())))?;
                Ok(self.rows)
            }
            Missing::Drop => Ok(self.rows - Gaps::in_any(used().map(|column| &column.gaps))),
            Missing::Forward | Missing::Interpolate => Ok(self.rows),
        }
    }

    /// The samples of the first rows, in the data's units: what a window at the beginning looks like. What of them
    /// would need later rows isn't there; nothing of them is scaled as it will be.
    ///
    /// # Errors
    /// Too few rows at the beginning to make a sample of.
    pub fn beginning(
        &self,
        roles: &Roles,
        preparation: &Preparation,
    ) -> Result<Samples, TableError> {
        let used = roles.used();
        let place = |column: &usize| used.iter().position(|used| used == column);
        let columns: Vec<TableColumn> =
            used.iter().map(|column| self.columns[*column].at_the_beginning()).collect();
        let table = Table {
            rows: columns.iter().map(|column| column.values.len()).min().unwrap_or_default(),
            columns,
            inputs: roles.inputs.iter().filter_map(place).collect(),
            targets: roles.targets.iter().filter_map(place).collect(),
            times: None,
            notes: Vec::new(),
        };
        Samples::of(table, &Preparation { split: [100.0, 0.0, 0.0], ..*preparation })
    }
}

impl Roles {
    /// The inputs in their order, then the targets that are no inputs.
    pub fn used(&self) -> Vec<usize> {
        let others = self.targets.iter().filter(|target| !self.inputs.contains(target));
        self.inputs.iter().chain(others).copied().collect()
    }
}

impl ColumnOverview {
    fn of(column: &Scanned, is_time: bool, watched: Watched) -> Self {
        let content = &column.content;
        let kind = match content {
            _ if is_time || content.is_times() => ColumnKind::Times,
            content if content.is_numbers() => ColumnKind::Numbers,
            content if content.filled == 0 => ColumnKind::Empty,
            _ => ColumnKind::Texts,
        };
        // A first column of seconds is one of numbers.
        let has_dates = kind == ColumnKind::Times && content.is_times();
        let of_kind = match kind {
            ColumnKind::Times if has_dates => content.times,
            ColumnKind::Numbers | ColumnKind::Times => content.numbers,
            ColumnKind::Texts => content.texts(),
            ColumnKind::Empty => 0,
        };
        let picture = match kind {
            ColumnKind::Times if has_dates => watched.times,
            ColumnKind::Numbers | ColumnKind::Times => watched.numbers,
            ColumnKind::Texts | ColumnKind::Empty => Picture::default(),
        };
        // What reads as numbers or times in a column of texts, since that isn't sure.
        let doubtful = content.doubtful.as_ref().or(content.first_text.as_ref());
        let doubtful = doubtful.map(|gap| gap.text.clone()).into_iter().collect();
        Self {
            name: column.name.clone(),
            unit: unit(&column.name).map(str::to_owned),
            kind,
            filled: content.filled,
            others: content.filled - of_kind,
            first_gap: content.first_gap.clone(),
            range: picture.range(),
            mean: watched.mean.filter(|_| kind == ColumnKind::Numbers),
            texts: if watched.texts.is_empty() { doubtful } else { watched.texts },
            picture,
            beginning: watched.beginning,
            gaps: watched.gaps,
            spelling: content.spelling.filter(|_| has_dates),
        }
    }

    /// A time of the column, spelled as the table does.
    pub fn spelled(&self, time: f64) -> String {
        spelled(self.spelling, time, None)
    }

    fn at_the_beginning(&self) -> TableColumn {
        // Another gap than those of the first rows isn't theirs.
        let rows = self.beginning.len();
        let first_gap = self.first_gap.clone().filter(|gap| gap.row <= rows);
        TableColumn {
            name: self.name.clone(),
            unit: self.unit.clone(),
            values: self.beginning.clone(),
            other_texts: self.others,
            first_gap,
        }
    }
}
