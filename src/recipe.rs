//! A run as its recipe: a configuration and the changes made to it, each with the first step that
//! felt it.
//!
//! The trainer is deterministic, so a recipe *is* its run: replayed at any pace, with or without a
//! window, it gives the same bits. A change with step n acts just before step n: a new learning rate
//! is that of step n's update, and first shows in loss n + 1.

mod difference;
mod file;
mod mark;
#[cfg(test)]
mod tests;
mod words;

pub use difference::Difference;
pub use file::{FINGERPRINT_ALONE, FingerprintAlone, RecipeFile};
pub use mark::{Mark, changes_felt, record};
pub use words::{table_name, table_title, unusual_words, words};

use std::path::PathBuf;

use crate::config::{Config, ConfigError, Effect, Field, MOST_BYTES, PackedSettings, Settings};
use crate::history::StepRecord;
use crate::text::Texts;
use crate::trainer::{ChangeEffects, Trainer, TrainerError};
use crate::wording::foreign;

/// A configuration, and what was changed while the run went on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recipe {
    /// The configuration before the first step.
    pub config: Config,
    /// The changes, each at a later step than the one before.
    pub changes: Vec<Change>,
}

/// Live settings that change just before a step.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The first step that feels it, from 1.
    pub step: u64,
    /// What changes; there may be hundreds of thousands of changes.
    settings: PackedSettings,
}

impl Change {
    /// A change that acts from `step` on.
    pub fn new(step: u64, settings: &Settings) -> Self {
        Self { step, settings: settings.into() }
    }

    /// What changes.
    pub fn settings(&self) -> Settings {
        self.settings.unpacked()
    }
}

/// Why a recipe can't be run.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum RecipeError {
    /// The configuration itself is wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// A change is.
    #[error("{}", (Texts::in_force().recipes.change)(at + 1, &reason.to_string()))]
    Change {
        /// Its index, from 0.
        at: usize,
        /// What is wrong with it.
        reason: ChangeError,
    },
    /// It begins with weights that text can't name.
    #[error("{}", (Texts::in_force().recipes.unnameable)(&foreign(.0)))]
    Unnameable(PathBuf),
    /// It is longer than any that is read.
    #[error("{}", (Texts::in_force().recipes.too_long)(*bytes, MOST_BYTES >> 20, *changes))]
    TooLong {
        /// Its length as TOML.
        bytes: usize,
        /// How many changes it has.
        changes: usize,
    },
}

/// Why a change can't be made.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ChangeError {
    /// It comes before another that stands above it.
    #[error("{}", (Texts::in_force().recipes.out_of_order)(*step, *before))]
    OutOfOrder {
        /// Its step.
        step: u64,
        /// The step of the change before it; 0 for the first, as steps count from 1.
        before: u64,
    },
    /// The run has ended by then.
    #[error("{}", (Texts::in_force().recipes.beyond_end)(*step, *end))]
    BeyondEnd {
        /// Its step.
        step: u64,
        /// The run's last.
        end: u64,
    },
    /// It names a setting that only a new run can have.
    #[error("{}", (Texts::in_force().recipes.needs_restart)(.0.name(), .0.label()))]
    NeedsRestart(Field),
    /// With it, the configuration would be wrong.
    #[error("{}", (Texts::in_force().recipes.from_step)(*step, &reason.to_string()))]
    Config {
        /// Its step.
        step: u64,
        /// Why.
        reason: ConfigError,
    },
}

impl From<Config> for Recipe {
    /// The recipe of a run in which nothing changes.
    fn from(config: Config) -> Self {
        Self { config, changes: Vec::new() }
    }
}

impl Recipe {
    /// Checks the configuration before the first step and after each change, and that the changes
    /// come in the order of their steps, before the run ends.
    ///
    /// # Errors
    /// The first mistake.
    pub fn check(&self) -> Result<(), RecipeError> {
        check(&self.config, self.changes.iter().map(|change| (change.step, change.settings())))
    }

    /// The configuration in force for `step`, its own change included; for 0, before the first.
    #[must_use]
    pub fn config_at(&self, step: u64) -> Config {
        let until = self.changes.iter().take_while(|change| change.step <= step);
        until.fold(self.config.clone(), |config, change| config.with(&change.settings()))
    }

    /// The change just before `step`, if there is one.
    #[must_use]
    pub fn change_at(&self, step: u64) -> Option<Settings> {
        let at = self.changes.binary_search_by_key(&step, |change| change.step).ok()?;
        self.changes.get(at).map(Change::settings)
    }

    /// The last step of a run without a window, as the configuration and its changes have it.
    #[must_use]
    pub fn steps(&self) -> u64 {
        self.config_at(u64::MAX).steps
    }

    /// Whether this run is the same as `earlier` until `step` at least, so that who has come as far
    /// with it has all of the other. How long either is to go on doesn't matter.
    #[must_use]
    pub fn goes_on_from(&self, earlier: &Self, step: u64) -> bool {
        let (own, theirs) = (&self.config, &earlier.config);
        let same = Config { steps: theirs.steps, ..own.clone() } == *theirs;
        let common = self.changes.len().min(earlier.changes.len());
        let (known, later) = self.changes.split_at(common);
        same && known == earlier.changes && later.iter().all(|change| change.step > step)
    }

    /// Adds a change that acts from `step` on. Where one acts there already, nothing was trained in
    /// between, and only the newest values were ever in force.
    pub fn record(&mut self, step: u64, settings: &Settings) {
        let at = self.changes.partition_point(|change| change.step < step);
        match self.changes.get_mut(at) {
            Some(same) if same.step == step => {
                *same = Change::new(step, &settings.clone().or(same.settings()));
            }
            _ => self.changes.insert(at, Change::new(step, settings)),
        }
    }

    /// Whether the run ends where `trainer` is: its patience has run out, and no change before the next step
    /// gives it another.
    #[must_use]
    pub fn is_out_of_patience(&self, trainer: &Trainer) -> bool {
        let gives = |change: Settings| gives_patience(&change, trainer);
        trainer.is_out_of_patience() && !self.change_at(trainer.steps() + 1).is_some_and(gives)
    }

    /// Lets a run whose patience has run out go on without: the recipe says so from the next step on, so that
    /// it is the same run wherever it is played. What was changed, where something was.
    ///
    /// # Errors
    /// As [`Trainer::apply`].
    pub fn go_on(
        &mut self,
        trainer: &mut Trainer,
    ) -> Result<Option<(Settings, ChangeEffects)>, TrainerError> {
        if !trainer.is_out_of_patience() {
            return Ok(None);
        }
        let change = Settings { patience: Some(None), ..Settings::default() };
        let effects = trainer.apply(&change)?;
        self.record(trainer.steps() + 1, &change);
        Ok(Some((change, effects)))
    }

    /// This run as far as `step`: the later changes left out.
    #[must_use]
    pub fn until(&self, step: u64) -> Self {
        let kept = self.changes.iter().take_while(|change| change.step <= step);
        Self { config: self.config.clone(), changes: kept.cloned().collect() }
    }

    /// This run, ending with `step`: [`Recipe::until`], and `steps` says so, whatever a change said.
    #[must_use]
    pub fn ending_at(&self, step: u64) -> Self {
        let mut recipe = self.until(step);
        recipe.config.steps = step.max(1);
        for change in &mut recipe.changes {
            change.settings = std::mem::take(&mut change.settings).without(Field::Steps);
        }
        recipe.changes.retain(|change| !change.settings.is_empty());
        recipe
    }

    /// This run so long that its last change acts, as one has it to whom was said when to pause and who went on: with
    /// the changes that lie behind its last step it is none that a file can hold.
    #[must_use]
    pub fn reaching_its_changes(&self) -> Self {
        match self.changes.last() {
            Some(last) if last.step > self.steps() => self.ending_at(last.step),
            _ => self.clone(),
        }
    }

    /// Makes the changes that act just before the trainer's next step.
    ///
    /// # Errors
    /// As [`Trainer::apply`].
    pub fn prepare(&self, trainer: &mut Trainer) -> Result<ChangeEffects, TrainerError> {
        match self.change_at(trainer.steps() + 1) {
            Some(settings) => trainer.apply(&settings),
            None => Ok(ChangeEffects::default()),
        }
    }

    /// Trains the next step, after the changes that act just before it.
    ///
    /// # Errors
    /// As [`Trainer::apply`] and [`Trainer::step`].
    pub fn step(&self, trainer: &mut Trainer) -> Result<StepRecord, TrainerError> {
        self.prepare(trainer)?;
        trainer.step()
    }
}

/// Whether a run whose patience has run out waits anew after this change: it has another patience, or a loss
/// function whose validations aren't compared with those so far.
#[must_use]
pub fn gives_patience(change: &Settings, trainer: &Trainer) -> bool {
    let is_new_loss = change.loss.is_some_and(|loss| loss != trainer.config().loss);
    change.patience.is_some() || is_new_loss
}

/// [`Recipe::check`], of changes that aren't a recipe's yet.
fn check(
    config: &Config,
    changes: impl Iterator<Item = (u64, Settings)>,
) -> Result<(), RecipeError> {
    config.check()?;
    let mut config = config.clone();
    let mut before = 0;
    for (at, (step, settings)) in changes.enumerate() {
        let failed = |reason| RecipeError::Change { at, reason };
        config = changed(&config, before, step, &settings).map_err(failed)?;
        before = step;
    }
    Ok(())
}

/// The configuration that a change to these settings makes of `config`, `before` being the step of the
/// change before it.
fn changed(
    config: &Config,
    before: u64,
    step: u64,
    settings: &Settings,
) -> Result<Config, ChangeError> {
    if step <= before {
        return Err(ChangeError::OutOfOrder { step, before });
    }
    if step > config.steps {
        return Err(ChangeError::BeyondEnd { step, end: config.steps });
    }
    let after = config.with(settings);
    if step > after.steps {
        return Err(ChangeError::BeyondEnd { step, end: after.steps });
    }
    let needs_restart = |field: &Field| field.effect() == Effect::Restarts;
    if let Some(field) = config.differences(&after).find(needs_restart) {
        return Err(ChangeError::NeedsRestart(field));
    }
    after.check().map_err(|reason| ChangeError::Config { step, reason })?;
    Ok(after)
}
