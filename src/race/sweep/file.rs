//! sweep.toml: what a sweep trains, written by hand.
//!
//! ```toml
//! rnnscope = 1                  # version of the format
//! steps = 500                   # of every run
//! criterion = "final-loss"      # or "best-loss", or "steps-to-loss" with loss = 0.01
//! # samples = 40                # points drawn at random in place of the whole grid
//! # sample_seed = 1             # another draw
//!
//! [vary]                        # each a value, a list, or a range; what isn't named is the base's
//! lr = { from = 0.001, to = 0.1, count = 5, scale = "log" }
//! hidden = [8, 16, 32, 64]
//! time_steps = 10
//! seed = { from = 1, count = 5 }
//!
//! [base]                        # any setting, as in run.toml, and a preset
//! preset = "pytorch"
//! cell = "gru"
//! ```
//!
//! In a sample a range has no `count`: any value between its ends may be drawn. `scale` is `"log"` for
//! the learning rate and `"linear"` for the others where nothing else is said.

mod draft;
mod values;

use std::path::{Path, PathBuf};

use toml::de::DeTable;

use super::{Axis, AxisError, Plan, PlanError, Sample};
use crate::config::{Config, ConfigError, Field, FileError, Settings, read_text};
use crate::preset::Preset;
use crate::race::Criterion;

/// What a sweep.toml says, its base not yet complete: other settings can be laid over it.
#[derive(Debug, Default)]
pub struct SweepFile {
    path: PathBuf,
    /// The preset whose values fill the gaps of the base.
    pub preset: Option<&'static Preset>,
    /// The settings of the base.
    pub base: Settings,
    /// The fields that are varied, the seed among them, with their lines.
    axes: Vec<(Field, Axis, usize)>,
    seeds: Option<Vec<u32>>,
    criterion: Option<Criterion>,
    sample: Option<Sample>,
    /// Line of `[vary]`, from 1, for what is wrong with all of it.
    vary_line: usize,
    /// Line of `[base]`, from 1; 0 where there is none.
    base_line: usize,
}

/// Reads a sweep.toml.
///
/// # Errors
/// [`FileError`] when it can't be read or something in it is wrong.
pub fn read_sweep(path: &Path) -> Result<SweepFile, FileError> {
    parse_sweep(&read_text(path)?, path)
}

/// Reads a sweep from TOML; `path` only serves the error message.
///
/// # Errors
/// [`FileError::Invalid`] when something in it is wrong.
pub fn parse_sweep(text: &str, path: &Path) -> Result<SweepFile, FileError> {
    let line = |at: usize| text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
    let invalid = |at: usize, reason: String| FileError::Invalid {
        path: path.to_owned(),
        line: line(at),
        reason,
    };
    let table = DeTable::parse(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        invalid(at, error.message().replace('\n', ", "))
    })?;
    let file = draft::read(table.get_ref(), &line);
    let file = file.map_err(|mistake| invalid(mistake.at.start, mistake.reason))?;
    Ok(SweepFile { path: path.to_owned(), ..file })
}

impl SweepFile {
    /// Whether the sweep varies this field.
    pub fn varies(&self, field: Field) -> bool {
        let seed = field == Field::Seed && self.seeds.is_some();
        seed || self.axes.iter().any(|(varied, ..)| *varied == field)
    }

    /// What is wrong with the base, if settings contradict each other of which one stands in it and
    /// none is among `flags`, which lie over it.
    pub fn to_blame(&self, reason: &ConfigError, flags: &Settings) -> Option<FileError> {
        let named_in = |settings| reason.fields().iter().any(|field| field.is_named_in(settings));
        let blamed = named_in(&self.base) && !named_in(flags);
        blamed.then(|| FileError::at(&self.path, self.base_line.max(1), reason))
    }

    /// The sweep over `base`, which is this file's completed.
    ///
    /// # Errors
    /// [`FileError::Invalid`] when a run would be impossible, or there are too many.
    pub fn plan(&self, base: Config) -> Result<Plan, FileError> {
        let mut plan = Plan::of(base);
        for (field, axis, _) in &self.axes {
            match field {
                Field::Lr => plan.lr = axis.clone(),
                Field::Hidden => plan.hidden = axis.clone(),
                _ => plan.time_steps = axis.clone(),
            }
        }
        plan.seeds = self.seeds.clone().unwrap_or(plan.seeds);
        plan.criterion = self.criterion.unwrap_or(plan.criterion);
        plan.sample = self.sample;
        plan.check().map_err(|error| self.invalid(&error))?;
        Ok(plan)
    }

    fn invalid(&self, error: &PlanError) -> FileError {
        let varied = match error {
            PlanError::Axis(
                AxisError::Empty(field)
                | AxisError::Reversed { field, .. }
                | AxisError::NotPositive { field, .. }
                | AxisError::Count { field, .. }
                | AxisError::Value(ConfigError::BadValue { field, .. }),
            ) => Some(*field),
            _ => None,
        };
        let found = self.axes.iter().find(|(field, ..)| Some(*field) == varied);
        let line = found.map_or(self.vary_line, |(.., line)| *line);
        FileError::Invalid { path: self.path.clone(), line, reason: error.to_string() }
    }
}
