//! Read formulas of t, answer formulas of t, with noise on them if wanted.
//!
//! The grid of t is the one that all periodic data share. Each channel has noise of its own, which follows
//! from the data's seed and the sample's number in time: the first input's is that of the noisy sine.

mod problems;

use std::sync::Arc;

use super::noise::Noise;
use super::periodic::{AXIS, Grid};
use super::rows::Missing;
use super::{Axis, DataError, Layout, Position, Shape, Source, Wave};
use crate::config::{Config, Field};
use crate::expression::{Expression, ExpressionError};
use crate::wording::{DataWords, Wording, quoted};
pub use problems::{FormulaProblem, problems};

/// The channel of the noise on the first target; those on inputs are numbered from 0.
const FIRST_TARGET: u32 = 1 << 16;

/// What a formula is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// It is read.
    Input,
    /// It should be answered.
    Target,
}

impl Side {
    fn is_target(self) -> bool {
        self == Self::Target
    }
}

/// Why formulas can't be data.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub(super) enum FormulaError {
    /// There is nothing to read, or nothing to answer.
    #[error("{}", (words().no_formula)(side.is_target()))]
    Missing {
        /// What there is none of.
        side: Side,
    },
    /// A text that is no expression.
    #[error(
        "{}",
        (words().no_expression)(side.is_target(), *number, &quoted(text), &reason.to_string())
    )]
    NoExpression {
        /// What it is for.
        side: Side,
        /// Which one, from 1.
        number: usize,
        /// As it was written.
        text: String,
        /// What is wrong with it, and where.
        reason: ExpressionError,
    },
    /// A formula without a value in what is read first.
    #[error("{}", (words().not_finite)(side.is_target(), *number, &quoted(text), *value, *t))]
    NotFinite {
        /// What it is for.
        side: Side,
        /// Which one, from 1.
        number: usize,
        /// As it was written.
        text: String,
        /// Where on the axis, in radians.
        t: f64,
        /// What it is there, as float32.
        value: f32,
    },
}

fn words() -> &'static DataWords {
    &Wording::in_force().data
}

/// The source.
pub(super) fn source(config: &Config) -> Arc<dyn Source> {
    match Formulas::of(config) {
        Ok(formulas) => Arc::new(FormulaSource::new(Grid::new(config), formulas)),
        Err(_) => Arc::new(Missing::new(config)),
    }
}

/// Whether the formulas of `config` can be read, and have a value at everything that its first step reads.
///
/// # Errors
/// The first thing that is wrong, and the setting to blame.
pub(super) fn check(config: &Config) -> Result<(), DataError> {
    let checked =
        Formulas::of(config).and_then(|formulas| formulas.check_first(&Grid::new(config)));
    checked.map_err(|error| DataError::new(error.field(), error))
}

impl FormulaError {
    /// The setting to blame.
    fn field(&self) -> Field {
        let (Self::Missing { side }
        | Self::NoExpression { side, .. }
        | Self::NotFinite { side, .. }) = self;
        match side {
            Side::Input => Field::Inputs,
            Side::Target => Field::Targets,
        }
    }
}

/// Formulas with the size of the noise on them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Formulas {
    inputs: Vec<Channel>,
    targets: Vec<Channel>,
}

/// One formula with its noise.
#[derive(Clone, Debug, PartialEq)]
struct Channel {
    expression: Expression,
    noise: Noise,
    /// The noise's standard deviation.
    deviation: f64,
}

impl Formulas {
    /// Those of a configuration.
    fn of(config: &Config) -> Result<Self, FormulaError> {
        let Config { noise, target_noise, data_seed, .. } = config;
        let [inputs, targets] = config.formulas();
        let formulas = Self::read(&inputs, &targets)?;
        Ok(formulas.with_noise(*noise, *target_noise, *data_seed))
    }

    /// Formulas of these texts.
    ///
    /// # Errors
    /// The first text that is no expression; or that there is no input or no target.
    pub(super) fn read(inputs: &[String], targets: &[String]) -> Result<Self, FormulaError> {
        Ok(Self {
            inputs: channels(Side::Input, inputs)?,
            targets: channels(Side::Target, targets)?,
        })
    }

    /// The same with noise of these standard deviations, by a seed.
    pub(super) fn with_noise(mut self, input: f64, target: f64, seed: u32) -> Self {
        let sides = [(&mut self.inputs, input, 0), (&mut self.targets, target, FIRST_TARGET)];
        for (channels, deviation, first) in sides {
            for (channel, number) in channels.iter_mut().zip(first..) {
                channel.deviation = deviation;
                channel.noise = Noise::new(seed, number);
            }
        }
        self
    }

    /// Holds every value of the first batch to being a number.
    ///
    /// # Errors
    /// The first value that isn't finite.
    pub(super) fn check_first(&self, grid: &Grid) -> Result<(), FormulaError> {
        let Layout { batch, time_steps } = grid.layout;
        for sample in 0..batch * time_steps {
            let t = grid.t(Position::START, sample / time_steps, sample % time_steps);
            for (side, channels) in [(Side::Input, &self.inputs), (Side::Target, &self.targets)] {
                for (channel, number) in channels.iter().zip(1..) {
                    let value = channel.expression.value(t) as f32;
                    if !value.is_finite() {
                        let text = channel.expression.text().to_owned();
                        return Err(FormulaError::NotFinite { side, number, text, t, value });
                    }
                }
            }
        }
        Ok(())
    }

    /// What is learned, as in "cos(t) from sin(t)".
    fn task(&self, words: &DataWords) -> String {
        let texts = |channels: &[Channel]| {
            let texts: Vec<&str> =
                channels.iter().map(|channel| channel.expression.text()).collect();
            texts.join(", ")
        };
        let task = (words.task)(&texts(&self.targets), &texts(&self.inputs));
        if task.chars().count() <= LONGEST_TASK {
            return task;
        }
        (words.task_in_numbers)(self.targets.len(), self.inputs.len())
    }
}

/// Characters of a task that still fit the title of a figure.
const LONGEST_TASK: usize = 60;

/// The channels of one side, without noise.
fn channels(side: Side, texts: &[String]) -> Result<Vec<Channel>, FormulaError> {
    if texts.is_empty() {
        return Err(FormulaError::Missing { side });
    }
    let channel =
        |(text, number): (&String, usize)| {
            let expression = Expression::parse(text).map_err(|reason| {
                FormulaError::NoExpression { side, number, text: text.clone(), reason }
            })?;
            Ok(Channel { expression, noise: Noise::new(0, 0), deviation: 0.0 })
        };
    texts.iter().zip(1..).map(channel).collect()
}

impl Channel {
    /// Its sample at a place, computed in float64 and rounded once.
    fn sample(&self, t: f64, number: u64) -> f32 {
        let value = self.expression.value(t);
        // Noise of no size is nothing to wait for.
        if self.deviation == 0.0 {
            return value as f32;
        }
        (value + self.deviation * self.noise.normal(number)) as f32
    }
}

/// Formulas on a grid.
#[derive(Clone, Debug)]
pub(super) struct FormulaSource {
    grid: Grid,
    formulas: Formulas,
}

impl FormulaSource {
    pub(super) fn new(grid: Grid, formulas: Formulas) -> Self {
        Self { grid, formulas }
    }

    /// The source with another grid and other noise, perhaps, and where the batch that would have been at
    /// `at` lies there; `None` where nothing is another.
    fn changed(&self, grid: Grid, formulas: Formulas, at: Position) -> Option<(Self, Position)> {
        let is_moved = grid != self.grid;
        let position = if is_moved { self.grid.handed_over(at) } else { at };
        let is_other = is_moved || formulas != self.formulas;
        is_other.then(|| (Self::new(grid, formulas), position))
    }
}

impl Source for FormulaSource {
    fn shape(&self) -> Shape {
        Shape { inputs: self.formulas.inputs.len(), targets: self.formulas.targets.len() }
    }

    fn layout(&self) -> Layout {
        self.grid.layout
    }

    fn axis(&self) -> Axis {
        AXIS
    }

    fn task_in(&self, words: &'static Wording) -> String {
        self.formulas.task(&words.data)
    }

    fn input_name(&self, channel: usize) -> &str {
        self.formulas.inputs[channel].expression.text()
    }

    fn target_name(&self, channel: usize) -> &str {
        self.formulas.targets[channel].expression.text()
    }

    fn spacing(&self) -> f64 {
        self.grid.spacing
    }

    fn t(&self, at: Position, row: usize, i: usize) -> f64 {
        self.grid.t(at, row, i)
    }

    fn fill(&self, at: Position, row: usize, input: &mut [f32], target: &mut [f32]) {
        for (buffer, channels) in [(input, &self.formulas.inputs), (target, &self.formulas.targets)]
        {
            for (i, sample) in buffer.chunks_exact_mut(channels.len()).enumerate() {
                let (t, number) = (self.grid.t(at, row, i), self.grid.number(at, row, i));
                for (value, channel) in sample.iter_mut().zip(channels) {
                    *value = channel.sample(t, number);
                }
            }
        }
    }

    fn rows_move_up(&self) -> bool {
        true
    }

    fn relaid(&self, config: &Config, at: Position) -> Option<(Arc<dyn Source>, Position)> {
        // The formulas themselves can't change within a run.
        let Config { noise, target_noise, data_seed, .. } = *config;
        let formulas = self.formulas.clone().with_noise(noise, target_noise, data_seed);
        let (source, position) = self.changed(Grid::new(config), formulas, at)?;
        Some((Arc::new(source), position))
    }

    fn wave(&self, _: Position, _: usize) -> Option<Wave> {
        None
    }
}

#[cfg(test)]
mod tests;
