//! Rows of a table as data: windows of its training part, epoch after epoch.

use std::sync::Arc;

use super::opened::{Progress, known, open};
use super::windows::Windows;
use super::{Axis, DataError, Layout, Position, Shape, Source, Wave};
use crate::config::{Config, Field};
use crate::table::Samples;
use crate::wording::{Wording, foreign};

/// A table laid out for a configuration.
#[derive(Debug)]
pub(super) struct Rows {
    samples: Arc<Samples>,
    layout: Layout,
    windows: Windows,
}

impl Rows {
    /// The rows of the table that `config` names, which is read if it wasn't lately; its fingerprint and
    /// path are then in `config`. None where `progress` has broken off.
    ///
    /// # Errors
    /// [`DataError`], where the table can't be had or has too few samples.
    pub(super) fn open(
        config: &mut Config,
        progress: &mut Progress<'_>,
    ) -> Result<Option<Self>, DataError> {
        let named = |DataError { field, reason }, config: &Config| {
            let data = foreign(Field::Data.text(config));
            DataError::worded(field, move |words| (words.cannot_train)(&data, &reason.to_string()))
        };
        let samples = open(config, progress).map_err(|error| named(error, config))?;
        let rows = samples.map(|samples| Self::of(samples, config)).transpose();
        rows.map_err(|error| named(error, config))
    }

    /// The same without reading a file of which nothing is known yet; `None` where it can't be had.
    pub(super) fn known(config: &Config) -> Option<Self> {
        Self::of(known(config)?, config).ok()
    }

    fn of(samples: Arc<Samples>, config: &Config) -> Result<Self, DataError> {
        let windows = Windows::new(config, samples.parts[0].len())?;
        let layout = Layout { batch: config.batch, time_steps: config.time_steps };
        Ok(Self { samples, layout, windows })
    }

    /// The sample that row and time step of the batch at a position read.
    fn sample(&self, at: Position, row: usize, i: usize) -> usize {
        self.windows.first_sample(at, row) + i
    }
}

impl Source for Rows {
    fn shape(&self) -> Shape {
        Shape { inputs: self.samples.inputs.len(), targets: self.samples.targets.len() }
    }

    fn layout(&self) -> Layout {
        self.layout
    }

    fn axis(&self) -> Axis {
        Axis { has_turns: false }
    }

    /// "temperature 3 rows ahead".
    fn task_in(&self, words: &'static Wording) -> String {
        let Samples { targets, columns, horizon, .. } = &*self.samples;
        let names: Vec<&str> = targets.iter().map(|&target| &*columns[target].name).collect();
        (words.data.rows_ahead)(&(words.values.names)(&names), *horizon)
    }

    fn input_name(&self, channel: usize) -> &str {
        &self.samples.columns[self.samples.inputs[channel]].name
    }

    fn target_name(&self, channel: usize) -> &str {
        &self.samples.columns[self.samples.targets[channel]].name
    }

    fn spacing(&self) -> f64 {
        1.0
    }

    /// The row, from 1, of the sample's target.
    fn t(&self, at: Position, row: usize, i: usize) -> f64 {
        self.samples.target_row(self.sample(at, row, i)) as f64
    }

    fn fill(&self, at: Position, row: usize, input: &mut [f32], target: &mut [f32]) {
        let (Shape { inputs, targets }, first) = (self.shape(), self.sample(at, row, 0));
        input.copy_from_slice(&self.samples.input[first * inputs..][..input.len()]);
        target.copy_from_slice(&self.samples.target[first * targets..][..target.len()]);
    }

    fn rows_move_up(&self) -> bool {
        false
    }

    fn relaid(&self, config: &Config, at: Position) -> Option<(Arc<dyn Source>, Position)> {
        // Whoever changes the layout has seen before that it can be.
        let laid = Self::of(Arc::clone(&self.samples), config).ok()?;
        if laid.layout == self.layout && laid.windows == self.windows {
            return None;
        }
        let position = self.windows.next_layout(at);
        Some((Arc::new(laid), position))
    }

    fn wave(&self, _: Position, _: usize) -> Option<Wave> {
        None
    }

    fn samples(&self) -> Option<&Arc<Samples>> {
        Some(&self.samples)
    }

    fn epochs(&self, at: Position) -> Option<u64> {
        Some(self.windows.epochs(at))
    }

    fn begins_epoch(&self, at: Position) -> bool {
        self.windows.begins_epoch(at)
    }
}

/// Data that can't be had any more, such as those of a run whose file is gone: names, and no numbers.
#[derive(Debug)]
pub(super) struct Missing {
    shape: Shape,
    layout: Layout,
}

impl Missing {
    pub(super) fn new(config: &Config) -> Self {
        let shape =
            Shape { inputs: config.inputs.len().max(1), targets: config.targets.len().max(1) };
        let layout = Layout { batch: config.batch, time_steps: config.time_steps };
        Self { shape, layout }
    }
}

impl Source for Missing {
    fn shape(&self) -> Shape {
        self.shape
    }

    fn layout(&self) -> Layout {
        self.layout
    }

    fn axis(&self) -> Axis {
        Axis { has_turns: false }
    }

    fn task_in(&self, words: &'static Wording) -> String {
        words.data.cannot_be_had.to_owned()
    }

    fn input_name(&self, _: usize) -> &str {
        Wording::in_force().data.input
    }

    fn target_name(&self, _: usize) -> &str {
        Wording::in_force().data.target
    }

    fn spacing(&self) -> f64 {
        1.0
    }

    fn t(&self, _: Position, _: usize, i: usize) -> f64 {
        i as f64
    }

    fn fill(&self, _: Position, _: usize, input: &mut [f32], target: &mut [f32]) {
        input.fill(f32::NAN);
        target.fill(f32::NAN);
    }

    fn rows_move_up(&self) -> bool {
        false
    }

    fn relaid(&self, _: &Config, _: Position) -> Option<(Arc<dyn Source>, Position)> {
        None
    }

    fn wave(&self, _: Position, _: usize) -> Option<Wave> {
        None
    }
}
