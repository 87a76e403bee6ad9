//! The losses of a run over the validation part, as they come.

use std::sync::Arc;

use super::error::CliError;
use crate::export::ExportError;
use crate::export::atomic::AtomicFile;
use crate::export::csv::{self, RowsWriter};
use crate::export::set::{self, FileSet};
use crate::trainer::{Best, Trainer, TrainerError};

/// Writes `validation.csv`.
#[derive(Debug)]
pub(super) struct Validations {
    writer: RowsWriter,
    /// The step of the last row.
    last: Option<u64>,
}

impl Validations {
    /// Begins the file, where there is a validation part.
    ///
    /// # Errors
    /// [`CliError::Export`].
    pub(super) fn create(set: &FileSet, trainer: &Trainer) -> Result<Option<Self>, CliError> {
        let has_part = trainer.samples().is_some_and(|samples| !samples.parts[1].is_empty());
        if !has_part {
            return Ok(None);
        }
        let writer = RowsWriter::create(set.begin(set::VALIDATION)?, csv::VALIDATION)?;
        Ok(Some(Self { writer, last: None }))
    }

    /// Adds the loss after the step that `trainer` has just taken.
    ///
    /// # Errors
    /// [`CliError::Export`] when the row can't be written anywhere.
    pub(super) fn add(&mut self, step: u64, trainer: &Trainer, loss: f32) -> Result<(), CliError> {
        let epoch = trainer.epochs().unwrap_or_default();
        self.last = Some(step);
        Ok(self.writer.add(|text| csv::add_validation(text, step, epoch, loss))?)
    }

    /// Validates once more, where the last step wasn't. That isn't the trainer's own doing: a run that is made
    /// longer later knows nothing of it. Returns the whole file, and the best network of all.
    ///
    /// # Errors
    /// As [`Validations::add`], and when the network can't be read.
    pub(super) fn finish(
        mut self,
        trainer: &Trainer,
    ) -> Result<(AtomicFile, Option<Arc<Best>>), CliError> {
        let step = trainer.steps();
        let mut best = trainer.validation().best.clone();
        if self.last != Some(step)
            && step > 0
            && let Some(loss) = trainer.validation_loss()?
        {
            self.add(step, trainer, loss)?;
            if loss.is_finite() && best.as_ref().is_none_or(|best| loss < best.loss) {
                let weights = trainer.network().parameters().values();
                let weights = weights.map_err(TrainerError::from)?;
                best = Some(Arc::new(Best { step, loss, weights }));
            }
        }
        Ok((self.writer.into_file(), best))
    }

    /// Why the file had to go on elsewhere, if it had to.
    pub(super) fn take_failure(&mut self) -> Option<ExportError> {
        self.writer.take_failure()
    }
}
