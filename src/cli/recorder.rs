//! The files of a run without a window. None appears under its name before it is whole.

use std::path::PathBuf;

use super::error::CliError;
use super::options::{Rows, TrainOptions};
use super::picture;
use super::tail::Tail;
use crate::data::Loader;
use crate::export::atomic::{self, AtomicFile};
use crate::export::csv::{MetricsWriter, PredictionsWriter, Samples};
use crate::figure::PRINT_SCALE;
use crate::history::{Series, SeriesId, StepRecord};
use crate::network::Parameter;
use crate::recipe::Recipe;
use crate::trainer::{Trainer, TrainerError};
use crate::weights::{self, NamedArray};

/// The files.
const METRICS: &str = "metrics.csv";
const PREDICTIONS: &str = "predictions.csv";
const RECIPE: &str = "run.toml";
const WEIGHTS: &str = "weights.safetensors";
const SVG: &str = "curves.svg";
const PNG: &str = "curves.png";
/// All of them.
pub(super) const RESULTS: [&str; 6] = [METRICS, PREDICTIONS, RECIPE, WEIGHTS, SVG, PNG];

/// Writes and keeps what the files of a run need.
#[derive(Debug)]
pub(super) struct Recorder {
    out: PathBuf,
    metrics: (MetricsWriter, Rows),
    /// The columns of the metrics, beside the step.
    columns: Vec<SeriesId>,
    predictions: (PredictionsWriter, Rows),
    loss: Series,
    tail: Tail,
    /// Times of a window that is being written; kept to spare an allocation a step.
    times: Vec<f64>,
}

impl Recorder {
    /// Begins the files of the steps that `trainer` is to take.
    ///
    /// # Errors
    /// [`CliError::Export`] when one of them, or the checkpoint, can't be written.
    pub(super) fn create(trainer: &Trainer, options: &TrainOptions) -> Result<Self, CliError> {
        let out = options.out.clone();
        // What can't be written is no news to hear after an hour.
        let results = RESULTS.iter().map(|name| out.join(name));
        for path in options.checkpoint.iter().cloned().chain(results) {
            drop(AtomicFile::create(&path)?);
        }
        let columns: Vec<SeriesId> =
            SeriesId::standard().chain(options.metrics_columns.iter().copied()).collect();
        let names = columns.iter().map(|series| series.info().name);
        let metrics = MetricsWriter::create(&out.join(METRICS), names)?;
        let predictions = PredictionsWriter::create(&out.join(PREDICTIONS))?;
        Ok(Self {
            out,
            metrics: (metrics, options.metrics),
            columns,
            predictions: (predictions, options.predictions),
            loss: Series::starting_at(trainer.steps() + 1),
            tail: Tail::new(trainer),
            times: Vec::new(),
        })
    }

    /// Takes down the step that `trainer` has just taken.
    ///
    /// # Errors
    /// [`CliError::Export`] when a row can't be written.
    pub(super) fn record(
        &mut self,
        report: &StepRecord,
        trainer: &Trainer,
    ) -> Result<(), CliError> {
        let StepRecord { step, loss, .. } = *report;
        let prediction = trainer.network().prediction();
        self.loss.push(loss);
        self.tail.keep(step, trainer.data().drawn_position(), prediction);
        if self.metrics.1.take(step) {
            self.metrics.0.row(step, self.columns.iter().map(|series| report.value(*series)))?;
        }
        if self.predictions.1.take(step) {
            write_window(
                &mut self.predictions.0,
                &mut self.times,
                step,
                trainer.data(),
                prediction,
            )?;
        }
        Ok(())
    }

    /// Completes all files. `recipe` is the one that repeats the run.
    ///
    /// # Errors
    /// When a file can't be written or the figure can't be drawn.
    pub(super) fn finish(mut self, recipe: &Recipe, trainer: &Trainer) -> Result<(), CliError> {
        let step = trainer.steps();
        if let (Rows::Last, Some((data, prediction))) =
            (self.predictions.1, self.tail.window(recipe, step))
        {
            let predictions = &mut self.predictions.0;
            write_window(predictions, &mut self.times, step, &data, prediction)?;
        }
        let figure = picture::figure(recipe, step, &self.loss, &self.tail);
        self.metrics.0.finish()?;
        self.predictions.0.finish()?;
        atomic::write(&self.out.join(RECIPE), recipe.to_toml().as_bytes())?;
        atomic::write(&self.out.join(WEIGHTS), &weights::to_bytes(&arrays(trainer)?)?)?;
        atomic::write(&self.out.join(SVG), figure.svg()?.as_bytes())?;
        atomic::write(&self.out.join(PNG), &figure.png(PRINT_SCALE)?)?;
        Ok(())
    }
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
