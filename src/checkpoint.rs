//! A run under way as a file: its recipe, and the weights, optimizer and hidden state it has come to.
//!
//! It is a safetensors file. Weights stand under PyTorch's names, so that PyTorch reads them; what
//! the optimizer keeps for each weight stands under `optimizer.N.NAME`, the hidden state under
//! `state.hidden` and `state.cell`, and recipe, step, place on the time axis and the optimizer's other
//! numbers in the metadata, with a fingerprint of all arrays.

mod about;
mod arrays;
#[cfg(test)]
mod tests;

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::config::FileError;
use crate::data::{self, DataError};
use crate::export::{ExportError, atomic};
use crate::optimizer::{Optimizer, OptimizerState};
use crate::recipe::{Recipe, RecipeError};
use crate::text::Texts;
use crate::trainer::{Best, Snapshot, Trainer, TrainerError, Validation};
use crate::weights::{self, Found, Misfit, WeightsError, WeightsFile};
use crate::wording::foreign;

use about::{About, DIGEST, RECIPE, Validated};

/// A run, and what it takes to go on with it from a step.
#[derive(Clone, Debug, PartialEq)]
pub struct Checkpoint {
    /// The run: its changes after the step are still to come.
    pub recipe: Recipe,
    /// What the step has left.
    pub snapshot: Snapshot,
    /// What is known of the steps up to there.
    pub past: Past,
}

/// What can be told of a run's steps without replaying them. The window keeps it, so that a session goes on
/// as it was; a run without a window has none.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Past {
    /// Time spent training.
    pub elapsed: Duration,
    /// The least finite loss, and the step where it came first.
    pub best: Option<(u64, f32)>,
}

/// Why a checkpoint can't be written or opened; one sentence that names the file.
#[derive(Debug, thiserror::Error)]
pub enum CheckpointError {
    /// The file itself.
    #[error(transparent)]
    File(#[from] ExportError),
    /// Its recipe can't be written.
    #[error(transparent)]
    Unwritable(#[from] RecipeError),
    /// It isn't made of numbers under names.
    #[error(transparent)]
    Weights(#[from] WeightsError),
    /// Its recipe is wrong.
    #[error("{}", (Texts::in_force().on_disk.recipe_in)(&.0.to_string()))]
    Recipe(#[from] FileError),
    /// It holds something else than a run under way.
    #[error("{}", (Texts::in_force().on_disk.no_checkpoint)(&foreign(path), reason))]
    Other {
        /// The file.
        path: PathBuf,
        /// What is missing.
        reason: String,
    },
    /// The data of its recipe can't be had.
    #[error("{}", (Texts::in_force().on_disk.no_data)(&foreign(path), &reason.to_string()))]
    Data {
        /// The file.
        path: PathBuf,
        /// The file of the data, where they are one.
        table: Option<PathBuf>,
        /// What is wrong with them.
        reason: DataError,
    },
    /// Its numbers aren't those of its recipe's network.
    #[error("{}", (Texts::in_force().on_disk.unfit)(&foreign(path), &worded(misfit)))]
    Unfit {
        /// The file.
        path: PathBuf,
        /// What doesn't fit.
        misfit: Misfit,
    },
    /// Its numbers aren't those that were saved.
    #[error("{}", (Texts::in_force().on_disk.changed)(&foreign(.0)))]
    Changed(PathBuf),
}

fn worded(misfit: &Misfit) -> String {
    let words = &Texts::in_force().on_disk;
    match misfit {
        Misfit::Missing(name) => (words.array_missing)(name),
        Misfit::Shape { name, found, needed } => {
            let found = foreign(format!("{found:?}"));
            (words.array_shape)(name, &found, &format!("{needed:?}"))
        }
        Misfit::Superfluous(name) => (words.array_superfluous)(&foreign(name)),
    }
}

impl Checkpoint {
    /// Where `trainer` has come to with `recipe`; changes that no step has felt yet are left to the
    /// recipe. Its run ends where the recipe says, but not before it has come here.
    ///
    /// # Errors
    /// As [`Trainer::snapshot`].
    pub fn of(recipe: &Recipe, trainer: &Trainer) -> Result<Self, TrainerError> {
        let recipe = recipe.ending_at(recipe.steps().max(trainer.steps()));
        Ok(Self { recipe, snapshot: trainer.snapshot_before_changes()?, past: Past::default() })
    }

    /// The step it goes on from.
    pub fn step(&self) -> u64 {
        self.snapshot.step
    }

    /// The step at which its run is to end, if that is still to come. A recipe has one step at least,
    /// and one more than the run if a change was made by hand that no step has felt; that is no end.
    pub fn end(&self) -> Option<u64> {
        let (next, end) = (self.step() + 1, self.recipe.steps());
        let is_unfelt_change = end == next && self.recipe.change_at(next).is_some();
        Some(end).filter(|end| *end >= next.max(2) && !is_unfelt_change)
    }

    /// The trainer that goes on, with the changes made that act just before its next step.
    ///
    /// # Errors
    /// As [`Trainer::restore`] and [`Trainer::apply`].
    pub fn trainer(&self) -> Result<Trainer, TrainerError> {
        let mut trainer = Trainer::restore(&self.snapshot)?;
        self.recipe.prepare(&mut trainer)?;
        Ok(trainer)
    }

    /// Whether a file that says this about itself is a checkpoint rather than weights alone.
    pub fn is_in<R: Read>(file: &WeightsFile<R>) -> bool {
        file.about().contains_key(RECIPE)
    }

    /// Reads the file at `path`.
    ///
    /// # Errors
    /// [`CheckpointError`], which says what is wrong or doesn't fit.
    pub fn read(path: &Path) -> Result<Self, CheckpointError> {
        Self::from_file(WeightsFile::open(path, &path.to_string_lossy())?, path)
    }

    /// Writes the file at `path`, whole or not at all.
    ///
    /// # Errors
    /// [`CheckpointError::File`].
    pub fn write(&self, path: &Path) -> Result<(), CheckpointError> {
        Ok(atomic::write(path, &self.to_bytes()?)?)
    }

    /// The checkpoint as the bytes of a file.
    ///
    /// # Errors
    /// [`CheckpointError::Weights`], if the snapshot contradicts itself; [`CheckpointError::Unwritable`].
    pub fn to_bytes(&self) -> Result<Vec<u8>, CheckpointError> {
        let mut about = about::of_snapshot(&self.snapshot);
        about.push((RECIPE, self.recipe.written()?));
        about.extend(self.past.metadata());
        let arrays = arrays::of(&self.snapshot);
        about.push((DIGEST, weights::digest(&arrays)));
        let about = about.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        Ok(weights::to_bytes_about(&arrays, about)?)
    }

    /// Reads a checkpoint from bytes; `path` only serves the error message.
    ///
    /// # Errors
    /// [`CheckpointError`], which says what is wrong or doesn't fit.
    pub fn from_bytes(bytes: &[u8], path: &Path) -> Result<Self, CheckpointError> {
        let file = WeightsFile::begin(bytes, bytes.len() as u64, &path.to_string_lossy())?;
        Self::from_file(file, path)
    }

    /// Reads a checkpoint whose header has been read: the numbers only once it promises those of its
    /// recipe. `path` only serves the error message.
    ///
    /// # Errors
    /// As [`Checkpoint::read`].
    pub fn from_file<R: Read>(file: WeightsFile<R>, path: &Path) -> Result<Self, CheckpointError> {
        let about = About::new(file.about(), path);
        let mut recipe = about.recipe()?;
        let step = about.count("step")?;
        // The shapes of the network hang on the columns of a table.
        let table = recipe.config.data.file().cloned();
        let wrong = |reason| CheckpointError::Data { path: path.to_owned(), table, reason };
        data::open(&mut recipe.config).map_err(wrong)?;
        let config = recipe.config_at(step);
        let position = about.position(config.data.is_table())?;
        let updates = about.count("updates")?;
        let scalars = about.scalars(Optimizer::shape(&config).scalars)?;
        let unfit = |misfit| CheckpointError::Unfit { path: path.to_owned(), misfit };
        let validation = about.validation(step)?;
        file.fit(&arrays::layout(&config, validation.best.is_some())).map_err(unfit)?;
        let arrays = file.arrays()?;
        // Older versions wrote none.
        if about.digest().is_some_and(|digest| *digest != weights::digest(&arrays)) {
            return Err(CheckpointError::Changed(path.to_owned()));
        }
        let mut found = Found::new(arrays);
        let weights = arrays::weights(&mut found, &config, "").map_err(unfit)?;
        let moments = arrays::moments(&mut found, &config).map_err(unfit)?;
        let state = arrays::state(&mut found, &config).map_err(unfit)?;
        let Validated { best, since_best } = validation;
        let best = best.map(|(step, loss)| {
            let weights = arrays::weights(&mut found, &config, arrays::BEST)?;
            Ok(Arc::new(Best { step, loss, weights }))
        });
        let validation = Validation { best: best.transpose().map_err(unfit)?, since_best };
        found.nothing_is_left().map_err(unfit)?;
        let optimizer = OptimizerState { updates, moments, scalars };
        let snapshot = Snapshot { step, config, weights, optimizer, state, position, validation };
        Ok(Self { recipe, snapshot, past: about.past(step)? })
    }
}
