//! sweep.toml: what a sweep trains, written by hand.
//!
//! ```toml
//! rnnscope = 1                  # version of the format
//! steps = 500                   # of every run
//! criterion = "final-loss"      # or "best-loss", "mean-loss" with last = 100 (steps), or
//!                               # "steps-to-loss" with loss = 0.01
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
mod written;

use std::path::{Path, PathBuf};

use super::{Axis, AxisError, PlanError, Sample, SweepPlan};
use crate::config::items::read_table;
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
    /// The seeds, with their line.
    seeds: Option<(Vec<u32>, usize)>,
    criterion: Option<Criterion>,
    sample: Option<Sample>,
    /// Line of `[vary]`, from 1, for what is wrong with all of it.
    vary_line: usize,
    /// The fields of the base that the file names, each with its line.
    lines: Vec<(Field, usize)>,
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
    let file = read_table(text, path, |table, lines| {
        if table.is_empty() {
            return Ok(None);
        }
        draft::read(table, &|at| lines.at(at)).map(Some)
    });
    let file = file?.ok_or_else(|| FileError::Empty(path.to_owned()))?;
    Ok(SweepFile { path: path.to_owned(), ..file })
}

impl SweepFile {
    /// Whether the sweep varies this field.
    pub fn varies(&self, field: Field) -> bool {
        self.line_of_varied(field).is_some()
    }

    /// What is wrong with the base, if settings contradict each other of which one stands in it and
    /// none is among `flags`, which lie over it.
    pub fn to_blame(&self, reason: &ConfigError, flags: &Settings) -> Option<FileError> {
        let fields = reason.fields();
        if fields.iter().any(|field| field.is_named_in(flags)) {
            return None;
        }
        fields.iter().find_map(|field| self.blame(*field, reason))
    }

    /// What is wrong with a field's value, if the base names the field.
    pub fn blame(&self, field: Field, reason: impl ToString) -> Option<FileError> {
        let (_, line) = self.lines.iter().find(|(named, _)| *named == field)?;
        Some(FileError::at(&self.path, *line, reason))
    }

    /// The sweep over `base`, which is this file's completed.
    ///
    /// # Errors
    /// [`FileError::Invalid`] when a run would be impossible, or there are too many.
    pub fn plan(&self, base: Config) -> Result<SweepPlan, FileError> {
        let mut plan = SweepPlan::of(base);
        for (field, axis, _) in &self.axes {
            *plan.axis_mut(*field) = axis.clone();
        }
        if let Some((seeds, _)) = &self.seeds {
            plan.seeds.clone_from(seeds);
        }
        plan.criterion = self.criterion.unwrap_or(plan.criterion);
        plan.sample = self.sample;
        plan.check().map_err(|error| self.invalid(&error))?;
        Ok(plan)
    }

    fn invalid(&self, error: &PlanError) -> FileError {
        let fields = match error {
            PlanError::Axis(
                AxisError::Empty(field)
                | AxisError::Reversed { field, .. }
                | AxisError::NotPositive { field, .. }
                | AxisError::Count { field, .. },
            ) => vec![*field],
            PlanError::Axis(AxisError::Value(reason)) | PlanError::Run { reason, .. } => {
                reason.fields()
            }
            PlanError::SameRuns(_) => vec![Field::Seed],
            PlanError::Seeds
            | PlanError::Samples
            | PlanError::TooLarge(_)
            | PlanError::Goal(_)
            | PlanError::Last(_)
            | PlanError::Validation(_) => Vec::new(),
        };
        let line = fields.iter().find_map(|field| self.line_of_varied(*field));
        FileError::at(&self.path, line.unwrap_or(self.vary_line).max(1), error)
    }

    /// The line on which a field's values stand, if it is varied.
    fn line_of_varied(&self, field: Field) -> Option<usize> {
        if field == Field::Seed {
            return self.seeds.as_ref().map(|(_, line)| *line);
        }
        self.axes.iter().find(|(varied, ..)| *varied == field).map(|(.., line)| *line)
    }
}
