//! A run under way as a file: its recipe, and the weights, optimizer and hidden state it has come to.
//!
//! It is a safetensors file. Weights stand under PyTorch's names, so that PyTorch reads them; what
//! the optimizer keeps for each weight stands under `optimizer.N.NAME`, the hidden state under
//! `state.hidden` and `state.cell`, and recipe, step, place on the time axis and the optimizer's other
//! numbers in the metadata, with a fingerprint of all arrays.

mod arrays;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::config::{FileError, MAX_STEPS};
use crate::data::{self, DataError, Position};
use crate::export::{ExportError, atomic};
use crate::optimizer::{Optimizer, OptimizerState};
use crate::recipe::{Recipe, RecipeError};
use crate::trainer::{Best, Snapshot, Trainer, TrainerError, Validation};
use crate::weights::{self, Found, Misfit, WeightsError, WeightsFile};
use crate::wording::{foreign, quoted};

/// The version of the format.
const VERSION: &str = "1";
/// The run's recipe, in the metadata.
const RECIPE: &str = "recipe";
/// The fingerprint of all numbers, in the metadata.
const DIGEST: &str = "digest";
/// What the optimizer keeps beside its moments, in the metadata of those that keep something.
const SCALARS: &str = "optimizer_scalars";

/// What the window tells of the steps so far, in the metadata.
const ELAPSED: &str = "elapsed";
const BEST_STEP: &str = "best_step";
const BEST_LOSS: &str = "best_loss";

/// What validations have left, in the metadata.
const VALIDATED_STEP: &str = "best_validation_step";
const VALIDATED_LOSS: &str = "best_validation_loss";
const SINCE_BEST: &str = "validations_since_best";

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
    #[error("the recipe in {0}")]
    Recipe(#[from] FileError),
    /// It holds something else than a run under way.
    #[error("{} is not a checkpoint: {reason}", foreign(path))]
    Other {
        /// The file.
        path: PathBuf,
        /// What is missing.
        reason: String,
    },
    /// The data of its recipe can't be had.
    #[error("the run in {} can't go on: {reason}", foreign(path))]
    Data {
        /// The file.
        path: PathBuf,
        /// What is wrong with them.
        reason: DataError,
    },
    /// Its numbers aren't those of its recipe's network.
    #[error("{} doesn't fit its recipe: {}", foreign(path), worded(misfit))]
    Unfit {
        /// The file.
        path: PathBuf,
        /// What doesn't fit.
        misfit: Misfit,
    },
    /// Its numbers aren't those that were saved.
    #[error("the numbers in {} were changed after it was saved; take another copy of it", foreign(.0))]
    Changed(PathBuf),
}

fn worded(misfit: &Misfit) -> String {
    match misfit {
        Misfit::Missing(name) => format!("{name} is missing"),
        Misfit::Shape { name, found, needed } => {
            let found = foreign(format!("{found:?}"));
            format!("its {name} has the shape {found}, but needs {needed:?}")
        }
        Misfit::Superfluous(name) => format!("it has {}, which its network hasn't", foreign(name)),
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
        let Snapshot { step, optimizer, position, .. } = &self.snapshot;
        let mut about = vec![
            ("rnnscope", VERSION.to_owned()),
            (RECIPE, self.recipe.written()?),
            ("step", step.to_string()),
            ("updates", optimizer.updates.to_string()),
            ("origin", format!("{:?}", position.origin)),
            ("window", position.batches.to_string()),
        ];
        if position.sample != 0 {
            about.push(("sample", position.sample.to_string()));
        }
        if !optimizer.scalars.is_empty() {
            let scalars: Vec<String> = optimizer.scalars.iter().map(|x| format!("{x:?}")).collect();
            about.push((SCALARS, scalars.join(" ")));
        }
        about.extend(self.past.metadata());
        about.extend(validation_metadata(&self.snapshot.validation));
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
        let about = About { about: file.about(), path };
        let mut recipe = about.recipe()?;
        let step = about.count("step")?;
        // The shapes of the network hang on the columns of a table.
        let wrong = |reason| CheckpointError::Data { path: path.to_owned(), reason };
        data::open(&mut recipe.config).map_err(wrong)?;
        let config = recipe.config_at(step);
        let position = about.position(config.data.is_table())?;
        let updates = about.count("updates")?;
        let scalars = about.scalars(Optimizer::shape(&config).scalars)?;
        let unfit = |misfit| CheckpointError::Unfit { path: path.to_owned(), misfit };
        let validation = about.validation(step)?;
        file.fit(&arrays::layout(&config, validation.is_some())).map_err(unfit)?;
        let arrays = file.arrays()?;
        // Older versions wrote none.
        if about.about.get(DIGEST).is_some_and(|digest| *digest != weights::digest(&arrays)) {
            return Err(CheckpointError::Changed(path.to_owned()));
        }
        let mut found = Found::new(arrays);
        let weights = arrays::weights(&mut found, &config, "").map_err(unfit)?;
        let moments = arrays::moments(&mut found, &config).map_err(unfit)?;
        let state = arrays::state(&mut found, &config).map_err(unfit)?;
        let validation = match validation {
            None => Validation::default(),
            Some((step, loss, since_best)) => {
                let weights = arrays::weights(&mut found, &config, arrays::BEST).map_err(unfit)?;
                Validation { best: Some(Arc::new(Best { step, loss, weights })), since_best }
            }
        };
        found.nothing_is_left().map_err(unfit)?;
        let optimizer = OptimizerState { updates, moments, scalars };
        let snapshot = Snapshot { step, config, weights, optimizer, state, position, validation };
        Ok(Self { recipe, snapshot, past: about.past(step)? })
    }
}

impl Past {
    /// As metadata; nothing where nothing is known.
    fn metadata(&self) -> impl Iterator<Item = (&'static str, String)> {
        let seconds = self.elapsed.as_secs_f64();
        let elapsed = (seconds > 0.0).then(|| (ELAPSED, seconds.to_string()));
        let best = self
            .best
            .map(|(step, loss)| [(BEST_STEP, step.to_string()), (BEST_LOSS, format!("{loss:?}"))]);
        elapsed.into_iter().chain(best.into_iter().flatten())
    }
}

/// What validations have left, as metadata; nothing where there were none. The best weights are arrays.
fn validation_metadata(validation: &Validation) -> impl Iterator<Item = (&'static str, String)> {
    let Validation { best, since_best } = validation;
    let best = best.as_ref().map(|best| {
        let numbers = [best.step.to_string(), format!("{:?}", best.loss), since_best.to_string()];
        [VALIDATED_STEP, VALIDATED_LOSS, SINCE_BEST].into_iter().zip(numbers)
    });
    best.into_iter().flatten()
}

/// What a file says about itself.
struct About<'a> {
    about: BTreeMap<String, String>,
    path: &'a Path,
}

impl About<'_> {
    fn other(&self, reason: String) -> CheckpointError {
        CheckpointError::Other { path: self.path.to_owned(), reason }
    }

    fn text(&self, key: &str) -> Result<&str, CheckpointError> {
        let text = self.about.get(key).map(String::as_str);
        text.ok_or_else(|| self.other(format!("its metadata has no {key}")))
    }

    fn number<T: std::str::FromStr>(&self, key: &str) -> Result<T, CheckpointError> {
        let text = self.text(key)?;
        text.parse()
            .map_err(|_| self.other(format!("its {key} is {}, which is no number", quoted(text))))
    }

    /// A number that grows by one a step at most.
    fn count(&self, key: &str) -> Result<u64, CheckpointError> {
        let count = self.number(key)?;
        if count > MAX_STEPS {
            let reason =
                format!("its {key} is {count}, but no run has more than {MAX_STEPS} steps");
            return Err(self.other(reason));
        }
        Ok(count)
    }

    /// What it tells of the steps up to `step`, if it does.
    fn past(&self, step: u64) -> Result<Past, CheckpointError> {
        let mut past = Past::default();
        if self.about.contains_key(ELAPSED) {
            let seconds = Duration::try_from_secs_f64(self.number(ELAPSED)?);
            let wrong = |_| self.other(format!("its {ELAPSED} is no time in seconds"));
            past.elapsed = seconds.map_err(wrong)?;
        }
        if self.about.contains_key(BEST_LOSS) {
            let (best, loss) = (self.count(BEST_STEP)?, self.number(BEST_LOSS)?);
            if !(1..=step).contains(&best) || !f32::is_finite(loss) {
                let reason = format!("its {BEST_STEP} and {BEST_LOSS} are none of a run's steps");
                return Err(self.other(reason));
            }
            past.best = Some((best, loss));
        }
        Ok(past)
    }

    /// Step and loss of the best validation up to `step`, and how many there were since, if it tells of one.
    fn validation(&self, step: u64) -> Result<Option<(u64, f32, u64)>, CheckpointError> {
        if !self.about.contains_key(VALIDATED_STEP) {
            return Ok(None);
        }
        let (best, loss) = (self.count(VALIDATED_STEP)?, self.number(VALIDATED_LOSS)?);
        if best > step || f32::is_nan(loss) {
            let reason =
                format!("its {VALIDATED_STEP} and {VALIDATED_LOSS} are none of a run's steps");
            return Err(self.other(reason));
        }
        Ok(Some((best, loss, self.count(SINCE_BEST)?)))
    }

    /// The optimizer's finite numbers, of which there are so many.
    fn scalars(&self, count: usize) -> Result<Vec<f64>, CheckpointError> {
        if count == 0 {
            return Ok(Vec::new());
        }
        let text = self.text(SCALARS)?;
        let numbers: Result<Vec<f64>, _> = text.split_whitespace().map(str::parse).collect();
        numbers
            .ok()
            .filter(|all| all.len() == count && all.iter().all(|one| one.is_finite()))
            .ok_or_else(|| {
                let text = quoted(text);
                self.other(format!("its {SCALARS} is {text}, but needs {count} finite numbers"))
            })
    }

    /// Where the next batch lies. Most data don't number their samples, and files have no number then.
    fn position(&self, is_table: bool) -> Result<Position, CheckpointError> {
        let origin = self.number("origin")?;
        if !f64::is_finite(origin) {
            return Err(self.other("its origin isn't a finite phase".to_owned()));
        }
        let sample = if self.about.contains_key("sample") { self.number("sample")? } else { 0 };
        // Of a table it is the number of an epoch.
        if is_table && sample > MAX_STEPS {
            return Err(self.other(format!("its sample is {sample}, but no run has more epochs")));
        }
        Ok(Position { origin, sample, batches: self.count("window")? })
    }

    fn recipe(&self) -> Result<Recipe, CheckpointError> {
        let recipe = self.text(RECIPE)?;
        let version = self.text("rnnscope")?;
        if version != VERSION {
            let version = foreign(version);
            let reason =
                format!("its version is {version}, and the one that is known is {VERSION}");
            return Err(self.other(reason));
        }
        Ok(Recipe::parse(recipe, self.path)?)
    }
}
