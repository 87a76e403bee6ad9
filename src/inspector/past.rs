//! The past of a run that nobody looked at while it was trained: its recipe replayed, and looked at
//! here and there. The bits are the run's own, so that the trends are, too.

use std::time::{Duration, Instant};

use crate::config::Cell;
use crate::lens::Frozen;
use crate::lens::backprop::backprop;
use crate::lens::gradient_norm::{GradientNorm, gradient_norm};
use crate::lens::spectrum::{Spectrum, spectrum};
use crate::recipe::Recipe;
use crate::trainer::{Trainer, TrainerError};

/// Steps that are looked at, at the most.
const LOOKS: u64 = 160;
/// Looks at the end of the past at which eigenvalues are found.
const TRAIL: u64 = 24;
/// Rows of a matrix up to which its eigenvalues take some milliseconds.
const QUICK: usize = 128;
/// Work after which it is foretold what the rest will take.
const TRIAL: Duration = Duration::from_millis(200);
/// A past that would take more work than this is left alone.
const MOST: Duration = Duration::from_secs(12);
/// Work that is done before others have their turn.
const STRETCH: Duration = Duration::from_millis(2);

/// A past to be looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Past {
    /// The run's recipe.
    pub recipe: Recipe,
    /// Its step up to which to look.
    pub until: u64,
    /// The layer whose eigenvalues are wanted, too.
    pub spectrum: Option<usize>,
}

/// What is kept of a step of the past.
#[derive(Clone, Debug, PartialEq)]
pub struct PastStep {
    /// ‖∂L/∂h‖ at the window's first time step by that at its last.
    pub ratio: Option<f64>,
    /// The gradient's norms, of this step.
    pub norms: GradientNorm,
    /// The eigenvalues, where they were asked for: in the last part of the past, of a matrix that
    /// isn't large.
    pub spectrum: Option<Spectrum>,
}

/// The replay under way.
pub(super) struct PastWork {
    past: Past,
    row: usize,
    /// None before the first step, and after the last.
    trainer: Option<Box<Trainer>>,
    begun: bool,
    steps: Vec<PastStep>,
    spent: Duration,
}

/// Steps from one look to the next, over so many: an odd number, as half-turn windows are of two
/// kinds by turns, and both are to be seen.
fn stride(until: u64) -> u64 {
    until.div_ceil(LOOKS).max(1) | 1
}

impl PastWork {
    /// Of a batch row, as it was trained.
    pub(super) fn begin(past: Past, row: usize) -> Self {
        let (steps, spent) = (Vec::new(), Duration::ZERO);
        Self { past, row, trainer: None, begun: false, steps, spent }
    }

    /// Trains a few steps on; the trainer while there are more.
    fn train(&mut self) -> Result<Option<Box<Trainer>>, TrainerError> {
        let mut trainer = match self.trainer.take() {
            Some(trainer) => trainer,
            None => Box::new(Trainer::new(&self.past.recipe.config)?),
        };
        let every = stride(self.past.until);
        let begin = Instant::now();
        while begin.elapsed() < STRETCH {
            if trainer.steps() >= self.past.until {
                return Ok(None);
            }
            self.past.recipe.step(&mut trainer)?;
            if (trainer.steps() - 1).is_multiple_of(every) {
                let frozen = Frozen::now(&trainer, self.row)?;
                let (ratio, norms) = (backprop(&frozen).ratio(), gradient_norm(&trainer)?);
                let spectrum = self.spectrum(&frozen, every);
                self.steps.push(PastStep { ratio, norms, spectrum });
            }
        }
        Ok(Some(trainer))
    }

    /// The eigenvalues at a look, if they belong to the trail.
    fn spectrum(&self, frozen: &Frozen, every: u64) -> Option<Spectrum> {
        let layer = self.past.spectrum?;
        let recent = frozen.step + TRAIL * every > self.past.until;
        let states = if frozen.config.cell == Cell::Lstm { 2 } else { 1 };
        let quick = states * frozen.config.hidden <= QUICK;
        if recent && quick { spectrum(frozen, layer).ok() } else { None }
    }

    /// Whether the rest would take too long.
    fn is_too_long(&self, trainer: &Trainer) -> bool {
        let part = trainer.steps() as f64 / self.past.until.max(1) as f64;
        self.spent > TRIAL && self.spent.as_secs_f64() > part * MOST.as_secs_f64()
    }

    /// Goes on a little; false when nothing is left to do.
    pub(super) fn advance(&mut self) -> bool {
        if self.begun && self.trainer.is_none() {
            return false;
        }
        self.begun = true;
        let begin = Instant::now();
        // A step that can't be trained again ends the past; what was seen before it is true.
        self.trainer = self.train().unwrap_or_default();
        self.spent += begin.elapsed();
        if self.trainer.as_ref().is_some_and(|trainer| self.is_too_long(trainer)) {
            (self.trainer, self.steps) = (None, Vec::new());
        }
        self.trainer.is_some()
    }

    /// The layer whose eigenvalues were wanted.
    pub(super) fn layer(&self) -> Option<usize> {
        self.past.spectrum
    }

    /// What was seen, step by step; none while it is under way.
    pub(super) fn seen(&mut self) -> Option<Vec<PastStep>> {
        self.trainer.is_none().then(|| std::mem::take(&mut self.steps))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_are_few_and_at_windows_of_both_kinds() {
        for until in [1, 2, 159, 160, 161, 300, 320, 1_000_000, 1_000_001] {
            let every = stride(until);
            assert!(until.div_ceil(every) <= LOOKS, "{until}");
            assert_eq!(every % 2, 1, "{until}");
        }
    }
}
