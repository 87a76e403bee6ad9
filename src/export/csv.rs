//! `metrics.csv` and `predictions.csv`: plain CSV whose numbers read back to the same bits.
//!
//! Numbers are the shortest decimals that do so, with an exponent (1e-7) where that is shorter; every
//! CSV reader knows it. Rows are written as they come and nothing of them is kept.

use std::fmt::Write as _;

use super::atomic::AtomicFile;
use super::{ExportError, refuge};

/// The shortest decimals that read back to the same value, as all files have them.
pub fn decimals(value: impl zmij::Float) -> String {
    zmij::Buffer::new().format(value).to_owned()
}

/// The columns of `predictions.csv`, as its first line; t is in radians.
pub const PREDICTIONS: &str = "step,row,t,input,target,prediction\n";

/// The columns of `validation.csv`, as its first line.
pub const VALIDATION: &str = "step,epoch,loss\n";

/// The first line of `predictions.csv` for channels of these names: the usual one where there is one input and
/// one target.
pub fn predictions_header(inputs: &[&str], targets: &[&str]) -> String {
    if let ([_], [_]) = (inputs, targets) {
        return PREDICTIONS.to_owned();
    }
    let mut text = "step,row,t".to_owned();
    for (kind, names) in [("input", inputs), ("target", targets), ("prediction", targets)] {
        for name in names {
            text.push(',');
            text.push_str(&quoted(&format!("{kind}:{name}")));
        }
    }
    text.push('\n');
    text
}

/// Adds the loss over the validation part after a step to a text that begins with [`VALIDATION`]; `epoch` is
/// the number of whole epochs by then. A loss that isn't finite is an empty cell.
pub fn add_validation(text: &mut String, step: u64, epoch: u64, loss: f32) {
    // Writing to a string can't fail.
    let _ = write!(text, "{step},{epoch}");
    add_value(text, Some(loss));
    text.push('\n');
}

/// A text as a cell: in quotes where it would be taken for several cells otherwise.
pub fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// The first line of `metrics.csv`: the step and these columns.
pub fn metrics_header<'a>(columns: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = "step".to_owned();
    for column in columns {
        text.push(',');
        text.push_str(column);
    }
    text.push('\n');
    text
}

/// Adds the row of one step (from 1) to a text that begins with [`metrics_header`]: a value for each
/// of its columns, or none, as is one that isn't finite.
pub fn add_metrics(text: &mut String, step: u64, values: impl IntoIterator<Item = Option<f32>>) {
    // Writing to a string can't fail.
    let _ = write!(text, "{step}");
    values.into_iter().for_each(|value| add_value(text, value));
    text.push('\n');
}

/// Adds a number of a step as a cell of its own: an empty one where there is none, or none that every reader of
/// CSV knows.
fn add_value(text: &mut String, number: Option<f32>) {
    match number.filter(|number| number.is_finite()) {
        Some(number) => add_number(text, number),
        None => text.push(','),
    }
}

/// Adds the row of one sample to a text that begins with [`predictions_header`]: its step (from 1), its
/// row of the batch (from 0), its time, and its inputs, targets and predictions.
pub fn add_sample(
    text: &mut String,
    (step, row): (u64, usize),
    t: f64,
    numbers: impl Iterator<Item = impl zmij::Float>,
) {
    // Writing to a string can't fail.
    let _ = write!(text, "{step},{row}");
    add_number(text, t);
    numbers.for_each(|number| add_number(text, number));
    text.push('\n');
}

/// Adds a number as a cell of its own, behind a comma.
pub fn add_number(text: &mut String, number: impl zmij::Float) {
    text.push(',');
    text.push_str(zmij::Buffer::new().format(number));
}

/// Writes `metrics.csv`: `step` and the columns asked for.
#[derive(Debug)]
pub struct MetricsWriter(Table);

impl MetricsWriter {
    /// Begins a file with its header.
    ///
    /// # Errors
    /// [`ExportError::Write`].
    pub fn create<'a>(
        file: AtomicFile,
        columns: impl IntoIterator<Item = &'a str>,
    ) -> Result<Self, ExportError> {
        Table::create(file, &metrics_header(columns)).map(Self)
    }

    /// Adds the row of one step (from 1): a value for each column, or none.
    ///
    /// # Errors
    /// [`ExportError::Write`].
    pub fn row(
        &mut self,
        step: u64,
        values: impl IntoIterator<Item = Option<f32>>,
    ) -> Result<(), ExportError> {
        self.0.write(|row| add_metrics(row, step, values))
    }

    /// The whole file, which is still to appear.
    pub fn into_file(self) -> AtomicFile {
        self.0.file
    }

    /// Why the file had to go on elsewhere, if it had to.
    pub fn take_failure(&mut self) -> Option<ExportError> {
        self.0.failure.take()
    }
}

/// One batch row of one window: samples in the order of time, each with its channels side by side.
#[derive(Clone, Copy, Debug)]
pub struct Samples<'a, N = f32> {
    /// Radians; of a table, rows.
    pub t: &'a [f64],
    /// What the network was given.
    pub input: &'a [N],
    /// What it should have answered.
    pub target: &'a [N],
    /// What it answered.
    pub prediction: &'a [N],
}

/// Writes `predictions.csv`: `step,row,t,input,target,prediction`, or with names where there are several
/// channels.
#[derive(Debug)]
pub struct PredictionsWriter {
    table: Table,
    /// Numbers of inputs, and of targets.
    channels: (usize, usize),
}

impl PredictionsWriter {
    /// Begins a file with its header, for one input and one target.
    ///
    /// # Errors
    /// [`ExportError::Write`].
    pub fn create(file: AtomicFile) -> Result<Self, ExportError> {
        Self::with_channels(file, &["input"], &["target"])
    }

    /// Begins a file with its header, for channels of these names.
    ///
    /// # Errors
    /// [`ExportError::Write`].
    pub fn with_channels(
        file: AtomicFile,
        inputs: &[&str],
        targets: &[&str],
    ) -> Result<Self, ExportError> {
        let table = Table::create(file, &predictions_header(inputs, targets))?;
        Ok(Self { table, channels: (inputs.len(), targets.len()) })
    }

    /// Adds the window of one step: one item of `rows` for each batch row, numbered from 0.
    ///
    /// # Errors
    /// [`ExportError::Samples`] when the slices of a row differ in length (nothing of that row is then
    /// written), [`ExportError::Write`].
    pub fn window<'a, N: zmij::Float + Copy + 'a>(
        &mut self,
        step: u64,
        rows: impl IntoIterator<Item = Samples<'a, N>>,
    ) -> Result<(), ExportError> {
        let (inputs, targets) = self.channels;
        for (row, samples) in (0_usize..).zip(rows) {
            let Samples { t, input, target, prediction } = samples;
            let lengths = [t.len(), input.len(), target.len(), prediction.len()];
            if lengths != [1, inputs, targets, targets].map(|channels| channels * t.len()) {
                let path = self.table.file.path().to_owned();
                return Err(ExportError::Samples { path, lengths });
            }
            let input = input.chunks(inputs.max(1));
            let answers = target.chunks(targets.max(1)).zip(prediction.chunks(targets.max(1)));
            for ((t, input), (target, prediction)) in t.iter().zip(input).zip(answers) {
                let numbers = [input, target, prediction].into_iter().flatten().copied();
                self.table.write(|text| add_sample(text, (step, row), *t, numbers))?;
            }
        }
        Ok(())
    }

    /// The whole file, which is still to appear.
    pub fn into_file(self) -> AtomicFile {
        self.table.file
    }

    /// Why the file had to go on elsewhere, if it had to.
    pub fn take_failure(&mut self) -> Option<ExportError> {
        self.table.failure.take()
    }
}

/// Writes a table whose rows come one by one.
#[derive(Debug)]
pub struct RowsWriter(Table);

impl RowsWriter {
    /// Begins a file with its first line.
    ///
    /// # Errors
    /// [`ExportError::Write`].
    pub fn create(file: AtomicFile, header: &str) -> Result<Self, ExportError> {
        Table::create(file, header).map(Self)
    }

    /// Adds what `add` puts on an empty text: one row or several, each with its end.
    ///
    /// # Errors
    /// [`ExportError::Write`].
    pub fn add(&mut self, add: impl FnOnce(&mut String)) -> Result<(), ExportError> {
        self.0.write(add)
    }

    /// The whole file, which is still to appear.
    pub fn into_file(self) -> AtomicFile {
        self.0.file
    }

    /// Why the file had to go on elsewhere, if it had to.
    pub fn take_failure(&mut self) -> Option<ExportError> {
        self.0.failure.take()
    }
}

/// A CSV file of numbers.
#[derive(Debug)]
struct Table {
    file: AtomicFile,
    /// The row being written, kept to spare an allocation for each.
    row: String,
    /// What was said where there was no room for a row.
    failure: Option<ExportError>,
}

impl Table {
    fn create(mut file: AtomicFile, header: &str) -> Result<Self, ExportError> {
        file.append(header.as_bytes())?;
        Ok(Self { file, row: String::new(), failure: None })
    }

    /// Adds a row. Where there is no room for it the file goes on elsewhere, so that what has been
    /// trained isn't lost.
    fn write(&mut self, add: impl FnOnce(&mut String)) -> Result<(), ExportError> {
        self.row.clear();
        add(&mut self.row);
        let Err(failure) = self.file.append(self.row.as_bytes()) else { return Ok(()) };
        if self.failure.is_some() || refuge::take_in(&mut self.file).is_none() {
            return Err(failure);
        }
        self.failure = Some(failure);
        self.file.append(self.row.as_bytes())
    }
}
