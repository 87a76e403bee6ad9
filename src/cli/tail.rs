//! The newest windows of a run without a window on the screen: what its figure ends with.

use crate::data::{Loader, Position};
use crate::recipe::Recipe;
use crate::trainer::Trainer;

/// The predictions of the newest steps. The data they belong to follow from their position.
#[derive(Debug)]
pub(super) struct Tail {
    /// Step n is at n modulo the length; each prediction is batch × time steps, row after row.
    windows: Vec<(Position, Vec<f32>)>,
    first: u64,
    newest: u64,
}

impl Tail {
    /// Windows that a figure shows, and the samples these should at least make.
    const WINDOWS: usize = 8;
    const SAMPLES: usize = 100;

    /// Nothing yet, of the steps that `trainer` is to take.
    pub(super) fn new(trainer: &Trainer) -> Self {
        let config = trainer.config();
        let count = Self::WINDOWS.max(Self::SAMPLES.div_ceil(config.time_steps));
        let window = Vec::with_capacity(config.batch * config.time_steps);
        let (first, newest) = (trainer.steps() + 1, trainer.steps());
        Self { windows: vec![(Position::START, window); count], first, newest }
    }

    /// Keeps the prediction of a step, whose window begins at `position`.
    pub(super) fn keep(&mut self, step: u64, position: Position, prediction: &[f32]) {
        let index = self.index(step);
        let (kept, window) = &mut self.windows[index];
        *kept = position;
        window.clear();
        window.extend_from_slice(prediction);
        self.newest = step;
    }

    /// Data and prediction of a step of this run, while it is kept; the prediction is
    /// batch × time steps, row after row.
    pub(super) fn window(&self, recipe: &Recipe, step: u64) -> Option<(Loader, &[f32])> {
        let (position, prediction) =
            self.steps().contains(&step).then(|| &self.windows[self.index(step)])?;
        let mut data = Loader::at(&recipe.config_at(step), *position);
        data.draw();
        Some((data, prediction))
    }

    /// The steps that are kept.
    pub(super) fn steps(&self) -> std::ops::RangeInclusive<u64> {
        let count = self.windows.len() as u64;
        self.newest.saturating_sub(count - 1).max(self.first)..=self.newest
    }

    fn index(&self, step: u64) -> usize {
        (step % self.windows.len() as u64) as usize
    }
}
