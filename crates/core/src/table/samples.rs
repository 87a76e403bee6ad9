//! Samples: what is read at a row and what is to be answered there, in parts and scaled.

use std::ops::Range;

use super::error::words;
use super::fill::{Filled, fill};
use super::scaling::Scaling;
use super::times::Times;
use super::{Table, TableError, text};
use crate::config::{Config, Missing, Scale};
use crate::wording::{Sentence, foreign};

/// Rows that are scaled at once.
const ROWS_AT_ONCE: usize = 256;

/// How samples are made of a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Preparation {
    /// Rows from the inputs to the targets that they are to answer.
    pub horizon: usize,
    /// Percent of the samples that are the training, validation and test part, in the order of time.
    pub split: [f64; 3],
    /// How columns are scaled.
    pub scale: Scale,
    /// What becomes of missing cells.
    pub missing: Missing,
}

impl Preparation {
    /// As a configuration asks for.
    pub fn of(config: &Config) -> Self {
        Self {
            horizon: usize::try_from(config.horizon).unwrap_or(usize::MAX),
            split: config.split.percent(),
            scale: config.scale,
            missing: config.missing,
        }
    }
}

/// Samples, numbered in the order of time. Sample i reads the inputs of row i and answers the targets of row
/// i + `horizon`, where rows are those that are kept.
#[derive(Clone, Debug)]
pub struct Samples {
    /// The rows of the table that are kept, from 0.
    pub rows: Vec<u32>,
    /// The used columns: the inputs in their order, then the targets that are no inputs.
    pub columns: Vec<SampleColumn>,
    /// Places among `columns`.
    pub inputs: Vec<usize>,
    /// Places among `columns`.
    pub targets: Vec<usize>,
    /// Rows from the inputs to the targets.
    pub horizon: usize,
    /// The times of the kept rows.
    pub times: Option<Times>,
    /// Samples × inputs, scaled.
    pub input: Vec<f32>,
    /// Samples × targets, scaled.
    pub target: Vec<f32>,
    /// The samples of the training, validation and test part. The last two may be empty.
    pub parts: [Range<usize>; 3],
    /// What was filled or left out, if anything was.
    pub note: Option<Sentence>,
}

/// A column of the kept rows.
#[derive(Clone, Debug)]
pub struct SampleColumn {
    /// Its name, with the unit that may stand in it.
    pub name: String,
    /// Its unit.
    pub unit: Option<String>,
    /// One for each kept row, in the data's units; all are finite.
    pub values: Vec<f64>,
    /// The least and the greatest of them.
    pub range: (f64, f64),
    /// How it is scaled.
    pub scaling: Scaling,
    /// How many of its cells were filled.
    pub filled: usize,
}

impl Samples {
    /// Makes samples of a table.
    ///
    /// # Errors
    /// Missing cells where there may be none, a column without numbers, too few rows, and numbers too large.
    pub fn new(table: &Table, preparation: &Preparation) -> Result<Self, TableError> {
        Self::of(table.clone(), preparation)
    }

    /// [`Samples::new`] of a table that isn't needed any more, without a second copy of its numbers.
    ///
    /// # Errors
    /// As [`Samples::new`].
    pub fn of(table: Table, preparation: &Preparation) -> Result<Self, TableError> {
        let mut samples = Self::unscaled(table, preparation)?;
        let training = trained_on(&samples.parts, preparation)?;
        for column in &mut samples.columns {
            column.scaling = Scaling::of(&column.values[..training], preparation.scale);
        }
        samples.scale()
    }

    /// Makes samples of a table with scalings found before, one for each of the used columns: those of another
    /// table that a network was trained on. There may be no training part then.
    ///
    /// # Errors
    /// As [`Samples::new`], and another number of scalings than of columns.
    pub fn scaled_by(
        table: &Table,
        preparation: &Preparation,
        scalings: &[Scaling],
    ) -> Result<Self, TableError> {
        let mut samples = Self::unscaled(table.clone(), preparation)?;
        if scalings.len() != samples.columns.len() {
            return Err(TableError::Scalings {
                scalings: scalings.len(),
                columns: samples.columns.len(),
            });
        }
        for (column, scaling) in samples.columns.iter_mut().zip(scalings) {
            column.scaling = *scaling;
        }
        samples.scale()
    }

    /// How many samples there are, in all parts.
    pub fn len(&self) -> usize {
        self.rows.len() - self.horizon
    }

    /// Whether there are none, which no constructor allows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Memory that they take, in bytes.
    pub fn bytes(&self) -> usize {
        let kept = self.rows.len() * (size_of::<u32>() + self.columns.len() * size_of::<f64>());
        kept + (self.input.len() + self.target.len()) * size_of::<f32>()
    }

    /// Samples × inputs of these samples, scaled.
    pub fn input_of(&self, samples: Range<usize>) -> &[f32] {
        let channels = self.inputs.len();
        &self.input[samples.start * channels..samples.end * channels]
    }

    /// Samples × targets of these samples, scaled.
    pub fn target_of(&self, samples: Range<usize>) -> &[f32] {
        let channels = self.targets.len();
        &self.target[samples.start * channels..samples.end * channels]
    }

    /// The row of the table, from 1, that a sample's target stands in.
    pub fn target_row(&self, sample: usize) -> u64 {
        u64::from(self.rows[sample + self.horizon]) + 1
    }

    /// The sample whose target stands in this row of the table, from 1: [`Samples::target_row`] backwards.
    pub fn with_target_row(&self, row: f64) -> usize {
        let kept = self.rows.partition_point(|kept| f64::from(*kept) + 1.0 < row);
        kept.saturating_sub(self.horizon)
    }

    /// Samples whose columns are filled and cut into parts, and not yet scaled.
    fn unscaled(table: Table, preparation: &Preparation) -> Result<Self, TableError> {
        let Table { mut columns, inputs, targets, times, rows: all, .. } = table;
        let Preparation { horizon, missing, .. } = *preparation;
        let Filled { rows, counts } = fill(&mut columns, all, missing)?;
        let parts = parts(rows.len(), preparation)?;
        let columns = columns.into_iter().zip(counts).map(|(column, filled)| SampleColumn {
            name: column.name,
            unit: column.unit,
            range: range(&column.values),
            values: column.values,
            scaling: Scaling::NONE,
            filled,
        });
        let times = times.map(|times| if rows.len() < all { times.of(&rows) } else { times });
        let columns: Vec<_> = columns.collect();
        let note = note(&columns, all - rows.len());
        let (input, target) = (Vec::new(), Vec::new());
        Ok(Self { rows, columns, inputs, targets, horizon, times, input, target, parts, note })
    }

    /// Fills `input` and `target`.
    fn scale(mut self) -> Result<Self, TableError> {
        self.input = self.scaled(&self.inputs, 0)?;
        self.target = self.scaled(&self.targets, self.horizon)?;
        Ok(self)
    }

    /// What stands in `columns` so many rows after each sample's: scaled in float64, then rounded once.
    fn scaled(&self, columns: &[usize], ahead: usize) -> Result<Vec<f32>, TableError> {
        let (end, width) = (ahead + self.len(), columns.len());
        let mut scaled: Vec<f32> = Vec::new();
        scaled.try_reserve_exact(self.len() * width).map_err(|_| TableError::Memory)?;
        // Column by column, of so few rows that the cache holds them.
        for first in (ahead..end).step_by(ROWS_AT_ONCE) {
            let rows = first..end.min(first + ROWS_AT_ONCE);
            let begin = scaled.len();
            scaled.resize(begin + rows.len() * width, 0.0);
            for (channel, column) in columns.iter().map(|column| &self.columns[*column]).enumerate()
            {
                let places = scaled[begin + channel..].iter_mut().step_by(width);
                for (place, value) in places.zip(&column.values[rows.clone()]) {
                    *place = column.scaling.scaled(*value) as f32;
                }
            }
            if !scaled[begin..].iter().all(|value| value.is_finite()) {
                self.check(columns, rows)?;
            }
        }
        Ok(scaled)
    }

    /// Refuses the first number in these rows that is too large once it is scaled.
    fn check(&self, columns: &[usize], rows: Range<usize>) -> Result<(), TableError> {
        for row in rows {
            for column in columns.iter().map(|column| &self.columns[*column]) {
                let value = column.values[row];
                if !(column.scaling.scaled(value) as f32).is_finite() {
                    let (column, row) = (column.name.clone(), self.rows[row] as usize + 1);
                    return Err(TableError::TooLarge { column, row, value });
                }
            }
        }
        Ok(())
    }
}

impl SampleColumn {
    /// Its name with the unit, as it stands beside an axis.
    pub fn title(&self) -> String {
        match &self.unit {
            // Where the header names it, it is part of the name already.
            Some(unit) if !self.name.contains(unit.as_str()) => format!("{} [{unit}]", self.name),
            _ => self.name.clone(),
        }
    }

    /// Its name without the unit.
    pub fn plain_name(&self) -> &str {
        text::without_unit(&self.name)
    }
}

/// The least and the greatest of some numbers.
fn range(values: &[f64]) -> (f64, f64) {
    let ends = (f64::INFINITY, f64::NEG_INFINITY);
    values.iter().fold(ends, |(low, high), value| (low.min(*value), high.max(*value)))
}

/// The samples of so many rows in their parts: the test part has all that the others leave.
///
/// # Errors
/// No sample at all.
pub(super) fn parts(
    rows: usize,
    preparation: &Preparation,
) -> Result<[Range<usize>; 3], TableError> {
    let Preparation { horizon, split, .. } = *preparation;
    let samples = rows.checked_sub(horizon).filter(|count| *count > 0);
    let samples = samples.ok_or(TableError::NoSamples { rows, horizon })?;
    let part = |percent: f64| (percent / 100.0 * samples as f64).floor() as usize;
    let training = part(split[0]).min(samples);
    let validated = training + part(split[1]).min(samples - training);
    Ok([0..training, training..validated, validated..samples])
}

/// How many samples are trained on.
///
/// # Errors
/// None of them.
pub(super) fn trained_on(
    parts: &[Range<usize>; 3],
    preparation: &Preparation,
) -> Result<usize, TableError> {
    match parts[0].end {
        0 => {
            let (samples, percent) = (parts[2].end, preparation.split[0]);
            Err(TableError::NoTraining { samples, percent })
        }
        training => Ok(training),
    }
}

/// What is said of gaps that were filled, and of rows that were left out.
fn note(columns: &[SampleColumn], dropped: usize) -> Option<Sentence> {
    if dropped > 0 {
        return Some(Sentence::new(move || (words().dropped)(dropped)));
    }
    let filled: usize = columns.iter().map(|column| column.filled).sum();
    let gaps = columns.iter().filter(|column| column.filled > 0);
    let each: Vec<(String, usize)> =
        gaps.map(|column| (foreign(&column.name), column.filled)).collect();
    (filled > 0).then(|| Sentence::new(move || (words().filled)(filled, &each)))
}
