//! The past of a run that nobody looked at while it was trained: its recipe replayed, and looked at
//! here and there. The bits are the run's own, so that the trends are, too.

use std::time::{Duration, Instant};

use super::list::{LensKind, Question};
use crate::lens::gradient_norm::gradient_norm;
use crate::lens::output::{Keep, RECENT, TrendPoint};
use crate::lens::phase_portrait::Approach;
use crate::lens::{Frozen, LensContext, LensMemory};
use crate::recipe::Recipe;
use crate::trainer::{Trainer, TrainerError};

/// Steps that are looked at, at the most.
const LOOKS: u64 = 160;
/// Work after which it is foretold what the rest will take.
const TRIAL: Duration = Duration::from_millis(200);
/// A past that would take more work than this is left alone.
const MOST: Duration = Duration::from_secs(12);
/// Work that is done before others have their turn.
const STRETCH: Duration = Duration::from_millis(2);

/// A run's past to be looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Replay {
    /// The run's recipe.
    pub recipe: Recipe,
    /// Its step up to which to look.
    pub until: u64,
    /// What is asked at each look: of lenses with a trend.
    pub questions: Vec<Question>,
}

/// The replay under way.
pub(super) struct ReplayWork {
    replay: Replay,
    row: usize,
    /// None before the first step, and after the last.
    trainer: Option<Box<Trainer>>,
    begun: bool,
    memory: LensMemory,
    points: Vec<(LensKind, TrendPoint)>,
    spent: Duration,
}

/// Steps from one look to the next, over so many: an odd number, as half-turn windows are of two
/// kinds by turns, and both are to be seen.
fn stride(until: u64) -> u64 {
    until.div_ceil(LOOKS).max(1) | 1
}

impl ReplayWork {
    /// Of a batch row, as it was trained.
    pub(super) fn begin(replay: Replay, row: usize) -> Self {
        let (points, memory, spent) = (Vec::new(), LensMemory::default(), Duration::ZERO);
        Self { replay, row, trainer: None, begun: false, memory, points, spent }
    }

    /// Trains a few steps on; the trainer while there are more.
    fn train(&mut self) -> Result<Option<Box<Trainer>>, TrainerError> {
        let mut trainer = match self.trainer.take() {
            Some(trainer) => trainer,
            None => Box::new(Trainer::new(&self.replay.recipe.config)?),
        };
        let every = stride(self.replay.until);
        let begin = Instant::now();
        while begin.elapsed() < STRETCH {
            if trainer.steps() >= self.replay.until {
                return Ok(None);
            }
            self.replay.recipe.step(&mut trainer)?;
            if (trainer.steps() - 1).is_multiple_of(every) {
                self.look(&trainer, every)?;
            }
        }
        Ok(Some(trainer))
    }

    /// Asks what is asked at one step.
    fn look(&mut self, trainer: &Trainer, every: u64) -> Result<(), TrainerError> {
        let (frozen, norms) = (Frozen::now(trainer, self.row)?, gradient_norm(trainer)?);
        let recent = frozen.step + RECENT as u64 * every > self.replay.until;
        let (memory, approach) = (&mut self.memory, Approach::AtOnce);
        let mut context = LensContext { frozen: &frozen, norms: &norms, approach, memory };
        for question in &self.replay.questions {
            let kind = question.kind();
            let wanted = match kind.entry().trend {
                Some(Keep::WholeRun) => true,
                Some(Keep::Recent) => recent,
                None => false,
            };
            if wanted && question.is_quick(&frozen) {
                // A step at which a lens sees nothing leaves no point.
                let seen = question.find(&mut context).and_then(|found| found.whole());
                let point = seen.ok().flatten().and_then(|answer| answer.trend_point());
                self.points.extend(point.map(|point| (kind, point)));
            }
        }
        Ok(())
    }

    /// Whether the rest would take too long.
    fn is_too_long(&self, trainer: &Trainer) -> bool {
        let part = trainer.steps() as f64 / self.replay.until.max(1) as f64;
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
            (self.trainer, self.points) = (None, Vec::new());
        }
        self.trainer.is_some()
    }

    /// What is asked.
    pub(super) fn questions(&self) -> &[Question] {
        &self.replay.questions
    }

    /// What was seen, step by step; none while it is under way.
    pub(super) fn seen(&mut self) -> Option<Vec<(LensKind, TrendPoint)>> {
        self.trainer.is_none().then(|| std::mem::take(&mut self.points))
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
