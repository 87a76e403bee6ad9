//! The files of a run without a window. They appear together, when all of them are whole.

use std::path::PathBuf;

use super::error::CliError;
use super::judged::{self, Judged, Remarks};
use super::options::{Rows, TrainOptions};
use super::picture;
use super::tail::Tail;
use super::validations::Validations;
use super::window_rows::WindowRows;
use crate::checkpoint::Checkpoint;
use crate::export::csv::MetricsWriter;
use crate::export::set::{self, FileSet, Member};
use crate::export::{ExportError, atomic};
use crate::figure::PRINT_SCALE;
use crate::history::{Series, SeriesId, StepRecord};
use crate::network::Parameter;
use crate::recipe::Recipe;
use crate::results::Judge;
use crate::results::evaluated::Caption;
use crate::text::Texts;
use crate::trainer::{Trainer, TrainerError};
use crate::weights::{self, NamedArray};
use crate::wording::Language;

/// The checkpoint's name where a run was cut short and none had been asked for.
const CHECKPOINT: &str = "checkpoint.safetensors";

/// Writes and keeps what the files of a run need.
#[derive(Debug)]
pub(super) struct Recorder {
    set: FileSet,
    metrics: (MetricsWriter, Rows),
    /// The columns of the metrics, beside the step.
    columns: Vec<SeriesId>,
    predictions: (WindowRows, Rows),
    /// The losses over the validation part, where there is one.
    validations: Option<Validations>,
    loss: Series,
    tail: Tail,
    /// Where a checkpoint is to go.
    checkpoint: Option<PathBuf>,
    /// The language of the files.
    language: Language,
    /// Why the files can't be where they were to go.
    failure: Option<ExportError>,
}

/// What is to be said at the end of a run.
#[derive(Debug, Default)]
pub(super) struct Ending {
    /// How good the network is, where that was judged.
    pub(super) sentences: Vec<String>,
    /// What is to be known of how it was judged.
    pub(super) remarks: Remarks,
    /// The step whose weights stand there, where they aren't the last one's.
    pub(super) best: Option<u64>,
}

impl Recorder {
    /// Takes the folder and begins the files of the steps that `trainer` is to take.
    ///
    /// # Errors
    /// [`CliError::Export`] when one of them, or the checkpoint, can't be written.
    pub(super) fn create(trainer: &Trainer, options: &TrainOptions) -> Result<Self, CliError> {
        // What can't be written is no news to hear after an hour.
        options.checkpoint.iter().try_for_each(|path| atomic::try_writing(path))?;
        let of_a_table = trainer.samples().map(|samples| judged::names(samples, trainer.config()));
        let names = set::RUN.into_iter().chain(of_a_table.into_iter().flatten());
        let set = FileSet::open(&options.out, &names.collect::<Vec<_>>())?;
        let columns: Vec<SeriesId> =
            SeriesId::standard().chain(options.metrics_columns.iter().copied()).collect();
        let names = columns.iter().map(|series| series.info().name);
        let metrics = MetricsWriter::create(set.begin(set::METRICS)?, names)?;
        let predictions = WindowRows::create(&set, trainer.data())?;
        Ok(Self {
            validations: Validations::create(&set, trainer)?,
            set,
            metrics: (metrics, options.metrics),
            columns,
            predictions: (predictions, options.predictions),
            loss: Series::starting_at(trainer.steps() + 1),
            tail: Tail::new(trainer),
            checkpoint: options.checkpoint.clone(),
            language: options.files,
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
            predictions.write(step, trainer.data(), prediction)?;
        }
        if let (Some(validations), Some(loss)) = (&mut self.validations, report.validation_loss) {
            validations.add(step, trainer, loss)?;
        }
        let validation = self.validations.as_mut().and_then(Validations::take_failure);
        let failure = metrics.take_failure().or_else(|| predictions.take_failure()).or(validation);
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
    /// When a file can't be written or a figure can't be drawn.
    pub(super) fn finish(
        mut self,
        repeating: &Recipe,
        recipe: &Recipe,
        trainer: &Trainer,
    ) -> Result<Ending, CliError> {
        let step = trainer.steps();
        self.write_last_window(repeating, step)?;
        let validations = self.validations.take().map(|validations| validations.finish(trainer));
        let (validations, best) = validations.transpose()?.unzip();
        let best = best.flatten();
        let (checkpoint, apart) = match self.checkpoint_of(recipe, trainer)? {
            Some((Destination::Set(name), bytes)) => (Some(Member::of(name, bytes)), None),
            Some((Destination::Apart(path), bytes)) => (None, Some((path, bytes))),
            None => (None, None),
        };
        let pictures = self.language.within(|| self.pictures(repeating, step))?;
        let last = trainer.network().parameters().values().map_err(TrainerError::from)?;
        // Who has patience wants the network that it was for.
        let stands = best.as_deref().filter(|_| trainer.config().patience.is_some());
        let weights = stands.map_or(&last, |best| &best.weights);
        let bytes = weights::to_bytes(&arrays(trainer, weights))?;
        let mut members = vec![Member::of(set::WEIGHTS, bytes)];
        members.extend(pictures);
        let mut ending = Ending { best: stands.map(|best| best.step), ..Ending::default() };
        let caption = || picture::caption(repeating, ending.best.unwrap_or(step), self.texts());
        if let Some((judged, pictures)) = self.judge(trainer, weights, caption)? {
            members.extend(judged.members.into_iter().chain(pictures));
            (ending.sentences, ending.remarks) = (judged.sentences, judged.remarks);
            self.failure = self.failure.or(judged.failure);
        }
        members.extend(validations.map(|file| Member::written(set::VALIDATION, file)));
        if let Some(best) = &best {
            let bytes = weights::to_bytes(&arrays(trainer, &best.weights))?;
            members.push(Member::of(set::BEST, bytes));
        }
        members.extend(checkpoint);
        members.push(Member::of(set::RECIPE, repeating.to_toml()));
        self.save(members, apart)?;
        Ok(ending)
    }

    /// The texts of the files.
    fn texts(&self) -> &'static Texts {
        Texts::of(self.language)
    }

    /// The figure of the run.
    fn pictures(&self, repeating: &Recipe, step: u64) -> Result<[Member; 2], CliError> {
        let figure = picture::figure(repeating, step, &self.loss, &self.tail, self.texts());
        let (svg, png) = (figure.svg(self.texts())?, figure.png(PRINT_SCALE, self.texts())?);
        Ok([Member::of(set::SVG, svg), Member::of(set::PNG, png)])
    }

    /// Adds the window of the last step to the predictions, where that is the one that is wanted.
    fn write_last_window(&mut self, repeating: &Recipe, step: u64) -> Result<(), CliError> {
        let window = self.tail.window(repeating, step);
        if let (Rows::Last, Some((data, prediction))) = (self.predictions.1, window) {
            let predictions = &mut self.predictions.0;
            predictions.write(step, &data, prediction)?;
            self.failure = self.failure.take().or(predictions.take_failure());
        }
        Ok(())
    }

    /// Judges a network with these weights, where it was trained on a table; what comes of it, and the files that
    /// go with that.
    fn judge(
        &self,
        trainer: &Trainer,
        weights: &[Vec<f32>],
        caption: impl FnOnce() -> Caption,
    ) -> Result<Option<(Judged, Vec<Member>)>, CliError> {
        let Some(samples) = trainer.samples() else { return Ok(None) };
        let config = trainer.config();
        let judge = Judge::new(config, samples, weights);
        let judged = judged::judge(&judge, (config, samples), &self.set)?;
        let pictures = || judged::pictures(&judge, (config, samples), &caption());
        Ok(Some((judged, self.language.within(pictures)?)))
    }

    /// Saves all files together, these behind those that were written step by step, and the checkpoint that
    /// goes elsewhere.
    fn save(self, others: Vec<Member>, apart: Option<(PathBuf, Vec<u8>)>) -> Result<(), CliError> {
        let mut members = vec![
            Member::written(set::METRICS, self.metrics.0.into_file()),
            Member::written(set::PREDICTIONS, self.predictions.0.into_file()),
        ];
        members.extend(others);
        if let Some(reason) = self.failure {
            return Err(self.set.save_elsewhere(members, reason).into());
        }
        self.set.save(members)?;
        if let Some((path, bytes)) = apart {
            set::save_file(&path, bytes)?;
        }
        Ok(())
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

/// Weights of the trainer's network, in the order of its parameters, under their names.
fn arrays(trainer: &Trainer, weights: &[Vec<f32>]) -> Vec<NamedArray> {
    let array = |(parameter, values): (&Parameter, &Vec<f32>)| NamedArray {
        name: parameter.name.clone(),
        shape: parameter.var.dims().to_vec(),
        values: values.clone(),
    };
    trainer.network().parameters().iter().zip(weights).map(array).collect()
}
