//! The files of a run without a window. They appear together, when all of them are whole.

use std::path::PathBuf;

use super::error::CliError;
use super::options::{Rows, TrainOptions};
use super::picture;
use super::tail::Tail;
use crate::checkpoint::Checkpoint;
use crate::data::Loader;
use crate::export::csv::{MetricsWriter, PredictionsWriter, Samples};
use crate::export::set::{self, FileSet, Member};
use crate::export::{ExportError, atomic};
use crate::figure::PRINT_SCALE;
use crate::history::{Series, SeriesId, StepRecord};
use crate::network::Parameter;
use crate::recipe::Recipe;
use crate::trainer::{Trainer, TrainerError};
use crate::weights::{self, NamedArray};

/// The checkpoint's name where a run was cut short and none had been asked for.
const CHECKPOINT: &str = "checkpoint.safetensors";

/// Writes and keeps what the files of a run need.
#[derive(Debug)]
pub(super) struct Recorder {
    set: FileSet,
    metrics: (MetricsWriter, Rows),
    /// The columns of the metrics, beside the step.
    columns: Vec<SeriesId>,
    predictions: (PredictionsWriter, Rows),
    loss: Series,
    tail: Tail,
    /// Times of a window that is being written; kept to spare an allocation a step.
    times: Vec<f64>,
    /// Where a checkpoint is to go.
    checkpoint: Option<PathBuf>,
    /// Why the files can't be where they were to go.
    failure: Option<ExportError>,
}

impl Recorder {
    /// Takes the folder and begins the files of the steps that `trainer` is to take.
    ///
    /// # Errors
    /// [`CliError::Export`] when one of them, or the checkpoint, can't be written.
    pub(super) fn create(trainer: &Trainer, options: &TrainOptions) -> Result<Self, CliError> {
        // What can't be written is no news to hear after an hour.
        options.checkpoint.iter().try_for_each(|path| atomic::try_writing(path))?;
        let set = FileSet::open(&options.out, &set::RUN)?;
        let columns: Vec<SeriesId> =
            SeriesId::standard().chain(options.metrics_columns.iter().copied()).collect();
        let names = columns.iter().map(|series| series.info().name);
        let metrics = MetricsWriter::create(set.begin(set::METRICS)?, names)?;
        let predictions = PredictionsWriter::create(set.begin(set::PREDICTIONS)?)?;
        Ok(Self {
            set,
            metrics: (metrics, options.metrics),
            columns,
            predictions: (predictions, options.predictions),
            loss: Series::starting_at(trainer.steps() + 1),
            tail: Tail::new(trainer),
            times: Vec::new(),
            checkpoint: options.checkpoint.clone(),
            failure: None,
        })
    }

    /// Takes down the step that `trainer` has just taken.
    ///
    /// # Errors
    /// [`CliError::Export`] when a row can't be written anywhere.
    pub(super) fn record(
        &mut self,
        report: &StepRecord,
        trainer: &Trainer,
    ) -> Result<(), CliError> {
        let StepRecord { step, loss, .. } = *report;
        let prediction = trainer.network().prediction();
        self.loss.push(loss);
        self.tail.keep(step, trainer.data().drawn_position(), prediction);
        let (metrics, rows) = &mut self.metrics;
        if rows.take(step) {
            metrics.row(step, self.columns.iter().map(|series| report.value(*series)))?;
        }
        let (predictions, rows) = &mut self.predictions;
        if rows.take(step) {
            write_window(predictions, &mut self.times, step, trainer.data(), prediction)?;
        }
        let failure = metrics.take_failure().or_else(|| predictions.take_failure());
        self.failure = self.failure.take().or(failure);
        Ok(())
    }

    /// Whether the files can't be where they were to go, so that more steps are of no use.
    pub(super) fn is_stuck(&self) -> bool {
        self.failure.is_some()
    }

    /// Completes all files. `repeating` is the recipe that repeats the run, `recipe` the one that it
    /// goes on with.
    ///
    /// # Errors
    /// When a file can't be written or the figure can't be drawn.
    pub(super) fn finish(
        mut self,
        repeating: &Recipe,
        recipe: &Recipe,
        trainer: &Trainer,
    ) -> Result<(), CliError> {
        let step = trainer.steps();
        if let (Rows::Last, Some((data, prediction))) =
            (self.predictions.1, self.tail.window(repeating, step))
        {
            let predictions = &mut self.predictions.0;
            write_window(predictions, &mut self.times, step, &data, prediction)?;
            self.failure = self.failure.or(predictions.take_failure());
        }
        let checkpoint = self.checkpoint_of(recipe, trainer)?;
        let figure = picture::figure(repeating, step, &self.loss, &self.tail);
        let mut members = vec![
            Member::written(set::METRICS, self.metrics.0.into_file()),
            Member::written(set::PREDICTIONS, self.predictions.0.into_file()),
            Member::of(set::WEIGHTS, weights::to_bytes(&arrays(trainer)?)?),
            Member::of(set::SVG, figure.svg()?),
            Member::of(set::PNG, figure.png(PRINT_SCALE)?),
        ];
        let mut apart = None;
        match checkpoint {
            Some((Destination::Set(name), bytes)) => members.push(Member::of(name, bytes)),
            Some((Destination::Apart(path), bytes)) => apart = Some((path, bytes)),
            None => {}
        }
        members.push(Member::of(set::RECIPE, repeating.to_toml()));
        if let Some(reason) = self.failure {
            return Err(self.set.save_elsewhere(members, reason).into());
        }
        self.set.save(members)?;
        apart.map_or(Ok(()), |(path, bytes)| Ok(set::save_file(&path, bytes)?))
    }

    /// The bytes of the checkpoint, if there is to be one. Who has been cut short can go on from it.
    fn checkpoint_of(
        &self,
        recipe: &Recipe,
        trainer: &Trainer,
    ) -> Result<Option<(Destination, Vec<u8>)>, CliError> {
        let destination = match (&self.checkpoint, self.is_stuck()) {
            (Some(path), false) => match self.set.name_of(path) {
                Some(name) => Destination::Set(name),
                None => Destination::Apart(path.clone()),
            },
            (Some(path), true) => Destination::Set(
                path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            ),
            (None, true) => Destination::Set(CHECKPOINT.to_owned()),
            (None, false) => return Ok(None),
        };
        // A run that ended early has changes to come, should somebody go on with it.
        Ok(Some((destination, Checkpoint::of(recipe, trainer)?.to_bytes()?)))
    }
}

/// Where a checkpoint goes.
enum Destination {
    /// Among the results, under this name.
    Set(String),
    /// To a folder of its own.
    Apart(PathBuf),
}

fn write_window(
    writer: &mut PredictionsWriter,
    times: &mut Vec<f64>,
    step: u64,
    data: &Loader,
    prediction: &[f32],
) -> Result<(), CliError> {
    let time_steps = data.time_steps();
    let samples = (0..data.batch()).flat_map(|row| (0..time_steps).map(move |i| (row, i)));
    times.clear();
    times.extend(samples.map(|(row, i)| data.t(row, i)));
    let rows = (0..data.batch()).map(|row| {
        let range = row * time_steps..(row + 1) * time_steps;
        Samples {
            t: &times[range.clone()],
            input: &data.input()[range.clone()],
            target: &data.target()[range.clone()],
            prediction: &prediction[range],
        }
    });
    Ok(writer.window(step, rows)?)
}

fn arrays(trainer: &Trainer) -> Result<Vec<NamedArray>, CliError> {
    let parameters = trainer.network().parameters();
    let values = parameters.values().map_err(TrainerError::from)?;
    let array = |(parameter, values): (&Parameter, Vec<f32>)| NamedArray {
        name: parameter.name.clone(),
        shape: parameter.var.dims().to_vec(),
        values,
    };
    Ok(parameters.iter().zip(values).map(array).collect())
}
