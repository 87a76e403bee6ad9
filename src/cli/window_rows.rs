//! The windows of some steps as rows of `predictions.csv`.

use super::error::CliError;
use crate::data::{Loader, Shape};
use crate::export::ExportError;
use crate::export::atomic::AtomicFile;
use crate::export::csv::{PredictionsWriter, Samples};
use crate::export::set::{self, FileSet};
use crate::table;
use crate::wording::Language;

/// Writes windows, with what it takes for one, which is kept to spare allocations in each step.
#[derive(Debug)]
pub(super) struct WindowRows {
    writer: PredictionsWriter,
    shape: Shape,
    times: Vec<f64>,
    /// Of a table: inputs, targets and predictions in the units of their columns.
    units: [Vec<f64>; 3],
}

impl WindowRows {
    /// Begins the file for windows of these data.
    ///
    /// # Errors
    /// [`CliError::Export`].
    pub(super) fn create(set: &FileSet, data: &Loader) -> Result<Self, CliError> {
        let source = data.source();
        let shape = source.shape();
        // What programs read is English always.
        let (inputs, targets): (Vec<&str>, Vec<&str>) = Language::English.within(|| {
            let inputs = (0..shape.inputs).map(|input| source.input_name(input));
            let targets = (0..shape.targets).map(|target| source.target_name(target));
            (inputs.collect(), targets.collect())
        });
        let file = set.begin(set::PREDICTIONS)?;
        let writer = PredictionsWriter::with_channels(file, &inputs, &targets)?;
        Ok(Self { writer, shape, times: Vec::new(), units: Default::default() })
    }

    /// Writes the window of a step: the samples that `data` holds, and what was predicted for them, batch ×
    /// time steps × targets.
    ///
    /// # Errors
    /// [`CliError::Export`].
    pub(super) fn write(
        &mut self,
        step: u64,
        data: &Loader,
        prediction: &[f32],
    ) -> Result<(), CliError> {
        let (batch, time_steps) = (data.batch(), data.time_steps());
        let samples = (0..batch).flat_map(|row| (0..time_steps).map(move |i| (row, i)));
        self.times.clear();
        self.times.extend(samples.map(|(row, i)| data.t(row, i)));
        let Some(table) = data.source().samples() else {
            let numbers = [data.input(), data.target(), prediction];
            return self.write_numbers(step, batch, numbers);
        };
        let mut units = std::mem::take(&mut self.units);
        in_units(table, &self.times, prediction, &mut units);
        let written = self.write_numbers(step, batch, units.each_ref().map(Vec::as_slice));
        self.units = units;
        written
    }

    fn write_numbers<N: zmij::Float + Copy>(
        &mut self,
        step: u64,
        batch: usize,
        [input, target, prediction]: [&[N]; 3],
    ) -> Result<(), CliError> {
        let time_steps = self.times.len() / batch.max(1);
        let Shape { inputs, targets } = self.shape;
        let rows = (0..batch).map(|row| {
            let part =
                |channels: usize| row * time_steps * channels..(row + 1) * time_steps * channels;
            Samples {
                t: &self.times[part(1)],
                input: &input[part(inputs)],
                target: &target[part(targets)],
                prediction: &prediction[part(targets)],
            }
        });
        Ok(self.writer.window(step, rows)?)
    }

    /// The whole file, which is still to appear.
    pub(super) fn into_file(self) -> AtomicFile {
        self.writer.into_file()
    }

    /// Why the file had to go on elsewhere, if it had to.
    pub(super) fn take_failure(&mut self) -> Option<ExportError> {
        self.writer.take_failure()
    }
}

/// Inputs and targets of the samples whose targets stand in these rows (from 1) as the table has them, and the
/// predictions for them in the same units.
pub(super) fn in_units(
    table: &table::Samples,
    rows: &[f64],
    prediction: &[f32],
    [inputs, targets, predictions]: &mut [Vec<f64>; 3],
) {
    inputs.clear();
    targets.clear();
    predictions.clear();
    let columns =
        |places: &[usize]| places.iter().map(|place| &table.columns[*place]).collect::<Vec<_>>();
    let (input_columns, target_columns) = (columns(&table.inputs), columns(&table.targets));
    for (row, prediction) in rows.iter().zip(prediction.chunks(target_columns.len().max(1))) {
        let sample = table.with_target_row(*row);
        inputs.extend(input_columns.iter().map(|column| column.values[sample]));
        let answered = sample + table.horizon;
        targets.extend(target_columns.iter().map(|column| column.values[answered]));
        let answers = target_columns.iter().zip(prediction);
        predictions
            .extend(answers.map(|(column, answer)| column.scaling.unscaled(f64::from(*answer))));
    }
}
