//! Periodic data: a grid of phases, and a formula for the sample at each.
//!
//! Sample `i` of batch row `r` in batch `s` (from 0) has the phase `(s + r)·π + i·d` with `d = π/T`
//! ("half-turn"; `π/(T−1)` with the end point), or `((s + r)·T + i)·d` where `d` is given in radians:
//! rows lie one sequence apart. Phases are computed afresh in float64 from whole numbers, never added
//! up, so that they are right however long the run. When the grid changes, the next row 0 starts
//! where it would have in the old one.
//!
//! Its number in time is `(s + r)·T + i`, too, and goes on from there when the grid changes: it
//! counts what row 0 has read. A row reads what the one below it read a step ago, the same samples
//! with the same numbers. With the end point the last sample of a sequence and the first of the next
//! have the same phase, but are two samples with two numbers.

use std::f64::consts::PI;
use std::fmt::Debug;
use std::sync::Arc;

use super::{Axis, Layout, Position, Shape, Source, Wave};
use crate::config::{Config, Spacing};
use crate::wording::{DataWords, Wording};

/// What a phase is read as: its sine, noise on it perhaps, and the cosine to be answered.
pub(super) trait Formula: Debug + Send + Sync {
    /// The formula under a configuration.
    fn of(config: &Config) -> Self
    where
        Self: Sized;

    /// What is learned, and what input and target are called.
    fn names(&self, words: &'static DataWords) -> [&'static str; 3];

    /// Input and target of the sample with this phase and this number in time, computed in float64
    /// and rounded once.
    fn sample(&self, phase: f64, number: u64) -> (f32, f32);

    /// Whether the number in time matters.
    fn is_numbered(&self) -> bool;

    /// Whether input and target are sin and cos themselves.
    fn is_exact(&self) -> bool;
}

/// A formula on a grid.
#[derive(Debug)]
pub(super) struct Periodic<F> {
    grid: Grid,
    formula: Arc<F>,
}

impl<F: Formula> Periodic<F> {
    pub(super) fn new(config: &Config) -> Self {
        Self { grid: Grid::new(config), formula: Arc::new(F::of(config)) }
    }
}

impl<F: Formula + PartialEq + 'static> Source for Periodic<F> {
    fn shape(&self) -> Shape {
        Shape { inputs: 1, targets: 1 }
    }

    fn layout(&self) -> Layout {
        self.grid.layout
    }

    fn axis(&self) -> Axis {
        AXIS
    }

    fn task_in(&self, words: &'static Wording) -> String {
        self.formula.names(&words.data)[0].to_owned()
    }

    fn input_name(&self, _: usize) -> &str {
        self.formula.names(&Wording::in_force().data)[1]
    }

    fn target_name(&self, _: usize) -> &str {
        self.formula.names(&Wording::in_force().data)[2]
    }

    fn spacing(&self) -> f64 {
        self.grid.spacing
    }

    fn t(&self, at: Position, row: usize, i: usize) -> f64 {
        self.grid.t(at, row, i)
    }

    fn fill(&self, at: Position, row: usize, input: &mut [f32], target: &mut [f32]) {
        for (i, (input, target)) in input.iter_mut().zip(target).enumerate() {
            let (t, number) = (self.grid.t(at, row, i), self.grid.number(at, row, i));
            (*input, *target) = self.formula.sample(t, number);
        }
    }

    fn rows_move_up(&self) -> bool {
        true
    }

    fn relaid(&self, config: &Config, at: Position) -> Option<(Arc<dyn Source>, Position)> {
        let laid = Self::new(config);
        if laid.grid != self.grid {
            let position = self.grid.handed_over(at);
            let sample = if self.formula.is_numbered() { position.sample } else { 0 };
            return Some((Arc::new(laid), Position { sample, ..position }));
        }
        (laid.formula != self.formula).then(|| (Arc::new(laid) as Arc<dyn Source>, at))
    }

    fn wave(&self, at: Position, row: usize) -> Option<Wave> {
        let start = self.t(at, row, 0);
        Some(Wave {
            start,
            spacing: self.grid.spacing,
            // Rows lie one sequence apart.
            stride: self.t(at, row + 1, 0) - start,
            time_steps: self.grid.layout.time_steps,
            number: self.grid.number(at, row, 0),
            formula: Arc::clone(&self.formula) as Arc<dyn Formula>,
        })
    }
}

/// What phases are.
pub(super) const AXIS: Axis = Axis { has_turns: true };

/// How samples lie on the axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Grid {
    pub(super) layout: Layout,
    /// Radians.
    pub(super) spacing: f64,
    half_turn: bool,
}

impl Grid {
    pub(super) fn new(config: &Config) -> Self {
        Self {
            layout: Layout { batch: config.batch, time_steps: config.time_steps },
            spacing: config.spacing_radians(),
            half_turn: config.spacing == Spacing::HalfTurn,
        }
    }

    /// Where on the axis a sample lies.
    pub(super) fn t(&self, at: Position, row: usize, i: usize) -> f64 {
        at.origin + self.phase(at.batches + row as u64, i)
    }

    /// Number in time of a sample.
    pub(super) fn number(&self, at: Position, row: usize, i: usize) -> u64 {
        let since = (at.batches + row as u64) * self.layout.time_steps as u64 + i as u64;
        at.sample.wrapping_add(since)
    }

    /// Where another grid begins that takes the place of this one: where row 0 would have gone on.
    pub(super) fn handed_over(&self, at: Position) -> Position {
        Position { origin: self.t(at, 0, 0), sample: self.number(at, 0, 0), batches: 0 }
    }

    /// Phase in radians of sample `i` in the sequence of this number.
    fn phase(&self, sequence: u64, i: usize) -> f64 {
        if self.half_turn {
            sequence as f64 * PI + i as f64 * self.spacing
        } else {
            (sequence * self.layout.time_steps as u64 + i as u64) as f64 * self.spacing
        }
    }
}
