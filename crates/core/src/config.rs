//! Every hyperparameter of a run: its default, its range, and whether it acts live or restarts.
//!
//! [`list`] is the one list of settings. [`Config`] is complete, [`Settings`] names only some fields:
//! what a preset, a file, the flags or a change say. [`Field`] is one setting at a time, so that the
//! window, the files and the flags can't disagree. Of the house this module knows only `wording`.

pub(crate) mod buffers;
mod cells;
mod data_kinds;
mod domain;
mod entry;
mod field;
mod file;
mod graph;
mod interval;
pub mod items;
mod kinds;
mod list;
mod optimizers;
mod packed;
mod sources;
mod table;
mod value;
mod whole_or;

pub(crate) use cells::each_cell;
pub use data_kinds::{DataChoice, Split};
pub use domain::{Content, Shape};
pub use entry::{Control, Effect, Entry, Follows, Group, Placement, Travel};
pub use field::MAX_STEPS;
pub use field::not_possible;
pub use file::{
    ConfigFile, FileChange, FileError, MOMENT_KEY, MOST_BYTES, parse_settings, read_settings,
    read_text,
};
pub use interval::Interval;
pub use kinds::{
    Cell, DataKind, Engine, InitialWeights, Loss, LossOn, Missing, Nonlinearity, OptimizerKind,
    Scale, Spacing, StateMode,
};
pub use list::{Config, Field, Settings};
pub(crate) use optimizers::each_optimizer;
pub use packed::PackedSettings;
pub(crate) use sources::each_source;
pub use table::settings_table;
pub use value::{ConfigError, Value};
pub use whole_or::{Season, Stride, ValidateEvery};

impl Config {
    /// Fills what `settings` leave out with the defaults, which may follow other settings: the weight
    /// decay's is the optimizer's.
    ///
    /// # Errors
    /// When a field is out of range or two fields contradict each other.
    pub fn resolve(settings: &Settings) -> Result<Self, ConfigError> {
        let config = Self::default().adopting(settings);
        config.check()?;
        Ok(config)
    }

    /// [`Config::with`], where what isn't named but follows a named field has its default. Nothing is
    /// checked.
    #[must_use]
    pub fn adopting(&self, settings: &Settings) -> Self {
        let config = self.with(settings);
        let mut defaults = Settings::default();
        for field in followers(settings) {
            field.reset(&config, &mut defaults);
        }
        config.with(&defaults)
    }

    /// Checks every range, and what holds between fields.
    ///
    /// # Errors
    /// The first field that is out of range, or the two that contradict each other.
    pub fn check(&self) -> Result<(), ConfigError> {
        Field::ALL.iter().try_for_each(|field| field.check(self))?;
        let belongs = |field: &&Field| field.belongs(&self.data);
        Field::ALL.iter().filter(belongs).try_for_each(|field| (field.entry().check)(self))
    }

    /// Adds to a change made by hand what goes with it: a default that was in force follows the field
    /// that decides it, and what no longer acts goes back to its default where it contradicts the change.
    pub fn complete(&self, change: &mut Settings) {
        if let Some(data) = &change.data {
            // Other data have other columns, and another file.
            let [inputs, targets] = data.usual_columns();
            change.data_sha256.get_or_insert_default();
            change.inputs.get_or_insert(inputs);
            change.targets.get_or_insert(targets);
        }
        let wanted = self.with(change);
        for field in followers(change) {
            if field.get(self) == field.default_in(self) {
                field.reset(&wanted, change);
            }
        }
        while let Err(error) = self.with(change).check()
            && let Some(field) = error.fields().first()
            && !field.is_named_in(change)
            && !(field.entry().acts)(&wanted)
        {
            field.reset(&wanted, change);
        }
    }

    /// The formulas that are read, and those that are answered: the usual ones where none are named.
    pub fn formulas(&self) -> [Vec<String>; 2] {
        match (&self.inputs, &self.targets) {
            (inputs, targets) if inputs.is_empty() && targets.is_empty() => {
                self.data.usual_columns()
            }
            (inputs, targets) => [inputs.clone(), targets.clone()],
        }
    }

    /// Whether the seed decides anything: it draws the weights where no file has them, and the order of a
    /// table's windows where they are shuffled.
    pub fn uses_seed(&self) -> bool {
        self.init.is_none() || self.data.is_table() && self.shuffle
    }

    /// Distance between two samples in radians.
    pub fn spacing_radians(&self) -> f64 {
        match self.spacing {
            Spacing::HalfTurn if self.endpoint => {
                std::f64::consts::PI / (self.time_steps - 1) as f64
            }
            Spacing::HalfTurn => std::f64::consts::PI / self.time_steps as f64,
            Spacing::Radians(radians) => radians,
        }
    }

    /// The settings that act here and aren't at their default: what whoever tells of a configuration in
    /// words has to say. How long a run goes on isn't among them, nor the fingerprint of a file that is.
    pub fn unusual(&self) -> impl Iterator<Item = Field> {
        let told = |field: &Field| {
            let entry = field.entry();
            let acts = (entry.acts)(self) && field.is_shown(self);
            let is_said_elsewhere =
                matches!(field, Field::Steps | Field::InitSha256 | Field::DataSha256);
            acts && !is_said_elsewhere && field.get(self) != field.default_in(self)
        };
        Field::ALL.iter().copied().filter(told)
    }

    /// The fields in which `self` and `other` differ.
    pub fn differences(&self, other: &Self) -> impl Iterator<Item = Field> {
        Field::ALL.iter().copied().filter(move |field| !field.is_same(self, other))
    }
}

impl Settings {
    /// Every field at its default, but for those whose default follows another field.
    pub fn defaults() -> Self {
        let mut settings = Self::from(Config::default());
        let follows = Field::ALL.iter().filter(|field| field.entry().follows.is_some());
        follows.for_each(|field| field.forget(&mut settings));
        settings
    }
}

/// The fields that `settings` don't name and whose default follows one that they do name.
fn followers(settings: &Settings) -> Vec<Field> {
    let decided = |field: &Field| {
        let follows = field.entry().follows;
        follows.is_some_and(|follows| follows.field.is_named_in(settings))
            && !field.is_named_in(settings)
    };
    Field::ALL.iter().copied().filter(decided).collect()
}

#[cfg(test)]
mod tests;
