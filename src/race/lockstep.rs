//! The variants of a race, all at the same step.

use rayon::ThreadPool;
use rayon::iter::{
    IntoParallelRefIterator as _, IntoParallelRefMutIterator as _, ParallelIterator as _,
};

use super::{LEAST_VARIANTS, MOST_VARIANTS, RaceError, RunName, Variant, pool};
use crate::config::Config;
use crate::history::StepRecord;
use crate::thread::Courtesy;
use crate::trainer::{Divergence, Trainer, TrainerError};
use crate::worker::StepChunk;

/// Variants that train together.
#[derive(Debug)]
pub struct Lockstep {
    pool: ThreadPool,
    lanes: Vec<Lane>,
    step: u64,
}

/// One variant's part of a report.
#[derive(Debug, Default)]
pub struct LaneReport {
    /// Its steps and curves since the last report; the chunk's run is the variant's place.
    pub chunk: StepChunk,
    /// Where it left the finite numbers, if it did; it takes no further step.
    pub diverged: Option<Divergence>,
    /// The step with which its patience ran out, if it did; it takes no further one.
    pub out_of_patience: Option<u64>,
}

#[derive(Debug)]
struct Lane {
    name: String,
    trainer: Trainer,
    chunk: StepChunk,
    diverged: Option<Divergence>,
    out_of_patience: Option<u64>,
}

impl Lockstep {
    /// The untrained variants.
    ///
    /// # Errors
    /// [`RaceError`] when there are too few or too many, or one of them is impossible.
    pub fn new(variants: Vec<Variant>) -> Result<Self, RaceError> {
        Self::on(pool::new()?, variants)
    }

    /// [`Lockstep::new`] on other threads.
    pub(super) fn on(pool: ThreadPool, variants: Vec<Variant>) -> Result<Self, RaceError> {
        if !(LEAST_VARIANTS..=MOST_VARIANTS).contains(&variants.len()) {
            return Err(RaceError::Variants(variants.len()));
        }
        let make = |variant: &Variant| match Trainer::new(&variant.config) {
            Ok(trainer) => Ok(Lane::new(variant.name.clone(), trainer)),
            Err(reason) => {
                Err(RaceError::Run { name: RunName::Variant(variant.name.clone()), reason })
            }
        };
        let mut lanes: Vec<Lane> =
            pool.install(|| variants.par_iter().map(make).collect::<Result<_, _>>())?;
        lanes.iter_mut().zip(0..).for_each(|(lane, place)| lane.chunk = StepChunk::new(place));
        Ok(Self { pool, lanes, step: 0 })
    }

    /// The step at which all variants stand that haven't ended before.
    pub fn step(&self) -> u64 {
        self.step
    }

    /// The variants' settings, complete with the fingerprints of the files that they name.
    pub fn configs(&self) -> impl Iterator<Item = &Config> {
        self.lanes.iter().map(|lane| lane.trainer.config())
    }

    /// Whether no variant can go on.
    pub fn has_ended(&self) -> bool {
        self.lanes.iter().all(Lane::has_ended)
    }

    /// Trains `steps` more steps of every variant; returns when all of them are there.
    ///
    /// # Errors
    /// [`RaceError::Run`] when a variant can't go on for another reason than divergence.
    pub fn train(&mut self, steps: u64) -> Result<(), RaceError> {
        let lanes = &mut self.lanes;
        self.pool.install(|| lanes.par_iter_mut().try_for_each(|lane| lane.train(steps)))?;
        self.step += steps;
        Ok(())
    }

    /// What has been trained since it was last taken.
    pub fn take(&mut self) -> Vec<LaneReport> {
        self.lanes.iter_mut().map(Lane::take).collect()
    }
}

impl Lane {
    fn new(name: String, mut trainer: Trainer) -> Self {
        // A race shows no such thing.
        trainer.skip_effective_step();
        let chunk = StepChunk::default();
        Self { name, trainer, chunk, diverged: None, out_of_patience: None }
    }

    /// Whether it takes no further step: it has left the finite numbers, or is out of patience.
    fn has_ended(&self) -> bool {
        self.diverged.is_some() || self.out_of_patience.is_some()
    }

    fn train(&mut self, steps: u64) -> Result<(), RaceError> {
        let mut courtesy = Courtesy::gives_way();
        for _ in 0..steps {
            if self.has_ended() {
                return Ok(());
            }
            courtesy.offer();
            match self.trainer.step() {
                Ok(report) => self.record(report)?,
                Err(TrainerError::Diverged(divergence)) => self.diverged = Some(divergence),
                Err(reason) => return Err(self.failed(reason)),
            }
        }
        Ok(())
    }

    /// Takes down the step that has just been trained.
    fn record(&mut self, mut report: StepRecord) -> Result<(), RaceError> {
        if self.trainer.is_out_of_patience() {
            self.out_of_patience = Some(report.step);
        }
        if report.step == self.trainer.config().steps && report.validation_loss.is_none() {
            // As at the end of any run.
            let last = self.trainer.validation_loss();
            report.validation_loss = last.map_err(|reason| self.failed(reason))?;
        }
        let push = self.chunk.push(&report);
        push.map_err(|reason| RaceError::History { name: self.name.clone(), reason })?;
        self.chunk.push_sequence(&self.trainer, 0);
        Ok(())
    }

    fn failed(&self, reason: TrainerError) -> RaceError {
        RaceError::Run { name: RunName::Variant(self.name.clone()), reason }
    }

    fn take(&mut self) -> LaneReport {
        let chunk = StepChunk::new(self.chunk.run);
        LaneReport {
            chunk: std::mem::replace(&mut self.chunk, chunk),
            diverged: self.diverged,
            out_of_patience: self.out_of_patience,
        }
    }
}
