//! Which columns are inputs, targets and time.

use super::number::has_thousands;
use super::scan::{Keep, Scan, Scanned};
use super::text::without_unit;
use super::{ColumnRole, MOST_INPUTS, TableError, Wanted};

/// Names, in any case and without a unit, by which a first column of numbers counts seconds.
const SECONDS: [&str; 12] = [
    "t",
    "time",
    "timestamp",
    "second",
    "seconds",
    "sec",
    "secs",
    "time_s",
    "t_s",
    "unix_time",
    "unixtime",
    "elapsed",
];

/// Columns of the file in their roles.
#[derive(Debug, PartialEq)]
pub(super) struct Chosen {
    pub(super) inputs: Vec<usize>,
    pub(super) targets: Vec<usize>,
    /// The time column, and what is to be kept of it: times, or numbers where it counts seconds.
    pub(super) time: Option<(usize, Keep)>,
}

impl Chosen {
    /// The columns that are wanted, as far as what was seen of them says: of those that are named, the kind is not
    /// looked at.
    ///
    /// # Errors
    /// Names that don't exist, and too many.
    pub(super) fn guess(scan: &Scan, wanted: &Wanted) -> Result<Self, TableError> {
        let time = time_column(scan);
        let is_time = |index: &usize| time.is_some_and(|(time, _)| time == *index);
        let is_numbers =
            |index: &usize| scan.columns[*index].content.is_numbers() && !is_time(index);
        let numbers: Vec<usize> = data(scan).filter(is_numbers).collect();
        let inputs = match wanted.inputs.as_slice() {
            [] => numbers.clone(),
            names => named(scan, names, ColumnRole::Input)?,
        };
        let targets = match wanted.targets.as_slice() {
            [] => numbers.last().copied().into_iter().collect(),
            names => named(scan, names, ColumnRole::Target)?,
        };
        Ok(Self { inputs, targets, time })
    }

    /// [`Chosen::guess`] after all was seen, and whether these columns can be used.
    ///
    /// # Errors
    /// As the guess; columns that aren't numbers, and too many or too few of them.
    pub(super) fn of(scan: &Scan, wanted: &Wanted) -> Result<Self, TableError> {
        let chosen = Self::guess(scan, wanted)?;
        for index in chosen.used() {
            let is_time = chosen.time.is_some_and(|(time, _)| time == index);
            check(&scan.columns[index], is_time)?;
        }
        if chosen.inputs.is_empty() || chosen.targets.is_empty() {
            return Err(no_numbers(scan));
        }
        if chosen.inputs.len() > MOST_INPUTS {
            return Err(TableError::Crowded { count: chosen.inputs.len() });
        }
        Ok(chosen)
    }

    /// The inputs in their order, and behind them the targets that are no inputs.
    pub(super) fn used(&self) -> Vec<usize> {
        let mut used = self.inputs.clone();
        used.extend(self.targets.iter().filter(|target| !self.inputs.contains(target)));
        used
    }

    /// Has a pass keep the numbers of these columns, and nothing of others.
    pub(super) fn ask_for(&self, scan: &mut Scan) {
        // More than there can be will be refused, unless a look at all rows finds fewer.
        let used = if self.inputs.len() > MOST_INPUTS { self.targets.clone() } else { self.used() };
        for index in used {
            scan.columns[index].content.keep = Keep::Numbers;
        }
        if let Some((index, kind)) = self.time {
            scan.columns[index].content.keep = kind;
        }
    }

    /// Whether a pass has kept what is needed.
    pub(super) fn is_kept(&self, scan: &Scan) -> bool {
        let used = self.used().into_iter().map(|index| (index, Keep::Numbers));
        used.chain(self.time).all(|(index, keep)| scan.columns[index].content.keep == keep)
    }
}

/// The columns that aren't ignored, from 0.
pub(super) fn data(scan: &Scan) -> impl Iterator<Item = usize> {
    scan.columns
        .iter()
        .enumerate()
        .filter(|(_, column)| !column.is_ignored())
        .map(|(index, _)| index)
}

/// The first column of times: of dates, or the first of all where it is named like seconds and isn't all there is.
pub(super) fn time_column(scan: &Scan) -> Option<(usize, Keep)> {
    let first = data(scan).next()?;
    let is_alone = data(scan).nth(1).is_none();
    data(scan).find_map(|index| match &scan.columns[index] {
        column if column.content.is_times() => Some((index, Keep::Times)),
        column if index == first && !is_alone && is_seconds(column) => Some((index, Keep::Numbers)),
        _ => None,
    })
}

fn is_seconds(column: &Scanned) -> bool {
    let name = without_unit(&column.name).to_lowercase().replace(' ', "_");
    column.is_named && column.content.is_numbers() && SECONDS.contains(&name.as_str())
}

/// The columns of these names, each once.
fn named(scan: &Scan, names: &[String], role: ColumnRole) -> Result<Vec<usize>, TableError> {
    if names.len() > role.most() {
        return Err(TableError::count(names.len(), role));
    }
    let mut found = Vec::new();
    for name in names {
        let index = scan.columns.iter().position(|column| column.name == *name);
        let names = || data(scan).map(|index| scan.columns[index].name.as_str()).collect();
        let index = index.ok_or_else(|| TableError::no_column(name, names()))?;
        if found.contains(&index) {
            return Err(TableError::Twice { name: name.clone(), role });
        }
        found.push(index);
    }
    Ok(found)
}

/// Why there is no column of numbers in use.
fn no_numbers(scan: &Scan) -> TableError {
    let columns = || data(scan).map(|index| &scan.columns[index]);
    let doubtful = columns().find_map(|column| check(column, false).err().filter(is_doubt));
    // Dates are never fed: where all else is numbers but for their thousands, these are to blame.
    let grouped = columns().find_map(|column| {
        let gap = column.content.first_text.clone().filter(|gap| has_thousands(&gap.text))?;
        Some(TableError::NotNumbers { column: column.name.clone(), gap })
    });
    let first_text = || columns().find_map(|column| column.content.first_text.clone());
    doubtful.or(grouped).unwrap_or_else(|| TableError::NoNumbers(first_text()))
}

fn is_doubt(error: &TableError) -> bool {
    matches!(error, TableError::Thousands { .. })
}

/// Whether a column can be an input or a target.
pub(super) fn check(column: &Scanned, is_time: bool) -> Result<(), TableError> {
    let name = column.name.clone();
    if let Some(gap) = column.content.doubtful.clone().filter(|_| !is_time) {
        return Err(TableError::Thousands { column: name, gap });
    }
    match &column.content.first_text {
        _ if is_time => Err(TableError::IsTime { column: name }),
        _ if column.content.is_numbers() => Ok(()),
        Some(gap) if column.content.is_times() => {
            Err(TableError::Dates { column: name, gap: gap.clone() })
        }
        Some(gap) => Err(TableError::NotNumbers { column: name, gap: gap.clone() }),
        None => Err(TableError::NoNumber { column: name }),
    }
}
