//! A run on the thread's side: its trainer, its recipe, its snapshots, and the way back to an
//! earlier step.
//!
//! Going back takes the nearest snapshot and replays the recipe from there. The trainer at the end of
//! the run, the *live* one, waits meanwhile as it is.

use std::collections::VecDeque;
use std::ops::RangeInclusive;
use std::time::{Duration, Instant};

use super::backfill::{Backfill, Gap};
use super::planned_changes::PlannedChanges;
use super::step_chunk::{StepChunk, Window};
use super::timeline::{FINEST, Kept, Timeline};
use crate::checkpoint::Checkpoint;
use crate::config::{Config, Settings};
use crate::history::StepRecord;
use crate::recipe::Recipe;
use crate::trainer::{ChangeEffects, Snapshot, Trainer, TrainerError};

/// Megabytes that a run's snapshots may take.
pub const SNAPSHOT_MEMORY: u32 = 64;
/// Megabytes that they may be let take.
pub const SNAPSHOT_MEGABYTES: RangeInclusive<u32> = 1..=4096;

/// Steps whose curves are shown at an earlier step, where they can be had.
const CURVES: u64 = 48;
/// Time of replay between two looks at the commands.
const PORTION: Duration = Duration::from_millis(8);

impl Kept for Snapshot {
    fn step(&self) -> u64 {
        self.step
    }

    fn bytes(&self) -> usize {
        Self::bytes(self)
    }
}

/// A run under way.
pub(super) struct ActiveRun {
    /// The run so far.
    recipe: Recipe,
    /// The recipe being played, of which some changes may be still to come.
    plan: Option<PlannedChanges>,
    /// The trainer at the end of the run.
    live: Trainer,
    timeline: Timeline<Snapshot>,
    /// The earlier step on show.
    back: Option<Back>,
    /// The steps before the checkpoint that the run was begun with, until they are known.
    gap: Option<Gap>,
}

/// An earlier step, or the way to it.
struct Back {
    trainer: Trainer,
    /// The step wanted.
    to: u64,
    /// The step at which the replay began.
    from: u64,
    report: Option<StepRecord>,
    curves: StepChunk,
    /// Whether it was told that the step is reached.
    told: bool,
}

/// How far the way back has come.
pub(super) enum Progress {
    /// Nothing is on its way.
    Resting,
    /// At a step between these.
    Replaying {
        /// The step reached.
        at: u64,
        /// The step at which the replay began.
        from: u64,
        /// The step wanted.
        to: u64,
    },
    /// The wanted step has just been reached.
    Arrived(Box<Earlier>),
}

/// An earlier step as it was.
#[derive(Clone, Debug)]
pub struct Earlier {
    /// The step; 0 is the untrained network.
    pub step: u64,
    /// What it yielded, unless it is step 0.
    pub report: Option<StepRecord>,
    /// The curves up to it, oldest first.
    pub windows: VecDeque<Window>,
}

impl ActiveRun {
    /// A run that begins, of the recipe of which `trainer` has the configuration.
    pub(super) fn new(trainer: Trainer, plan: Recipe, budget: usize) -> Result<Self, TrainerError> {
        let recipe = Recipe::from(trainer.config().clone());
        let timeline = Timeline::new(budget);
        let is_to_come = !plan.changes.is_empty();
        let plan = PlannedChanges::new(plan, is_to_come);
        let mut active = Self { recipe, plan, live: trainer, timeline, back: None, gap: None };
        active.keep_snapshot()?;
        Ok(active)
    }

    /// A run that goes on from a checkpoint; its earlier steps are replayed where they are wanted.
    pub(super) fn resume(checkpoint: Checkpoint, budget: usize) -> Result<Self, TrainerError> {
        let live = checkpoint.trainer()?;
        let Checkpoint { recipe: plan, snapshot } = checkpoint;
        let recipe = plan.until(snapshot.step + 1);
        let gap = Some(Gap::until(snapshot.step)).filter(|_| snapshot.step > 0);
        let mut timeline = Timeline::new(budget);
        timeline.anchor(snapshot);
        let is_to_come = plan != recipe;
        let plan = PlannedChanges::new(plan, is_to_come);
        Ok(Self { recipe, plan, live, timeline, back: None, gap })
    }

    /// What it takes to go on from the end of the run elsewhere: with what a recipe being played has
    /// still to come, to its end or to `until`, the step at which the run is to pause.
    pub(super) fn checkpoint(&self, until: Option<u64>) -> Result<Checkpoint, TrainerError> {
        let mut recipe = self.recipe.clone();
        let made = recipe.changes.last().map_or(0, |change| change.step);
        let mut end = until.unwrap_or_default().max(made);
        let from = made.max(self.live.steps()) + 1;
        if let Some(planned) = self.plan.as_ref().and_then(|plan| plan.complete(&mut recipe, from))
        {
            end = end.max(planned);
        }
        Checkpoint::of(&recipe.ending_at(end), &self.live)
    }

    /// Whether the run has come to an end that it can't go on from.
    pub(super) fn has_diverged(&self) -> bool {
        self.live.divergence().is_some()
    }

    /// Lets the snapshots take so many bytes.
    pub(super) fn set_budget(&mut self, bytes: usize) {
        self.timeline.set_budget(bytes);
    }

    /// The trainer on show: that of an earlier step, if one is, or the live one.
    pub(super) fn shown(&self) -> &Trainer {
        self.back.as_ref().map_or(&self.live, |back| &back.trainer)
    }

    /// The trainer at the end of the run.
    pub(super) fn live(&self) -> &Trainer {
        &self.live
    }

    /// The configuration that the run began with.
    pub(super) fn first_config(&self) -> &Config {
        &self.recipe.config
    }

    /// The earlier step on show or on its way.
    pub(super) fn step_on_show(&self) -> Option<u64> {
        self.back.as_ref().map(|back| back.to)
    }

    /// The change that a recipe being played makes before the next step, and the number of the drag
    /// that it belongs to.
    pub(super) fn planned(&self) -> Option<(Settings, u64)> {
        let next = self.live.steps() + 1;
        let made = self.recipe.changes.last().is_some_and(|change| change.step == next);
        self.plan.as_ref().filter(|_| !made)?.change_at(next)
    }

    /// Leaves out what the recipe being played has still to come.
    pub(super) fn drop_plan(&mut self) {
        self.plan = None;
    }

    /// Changes live settings from the next step of the run on.
    pub(super) fn apply(&mut self, change: &Settings) -> Result<ChangeEffects, TrainerError> {
        let effects = self.live.apply(change)?;
        self.recipe.record(self.live.steps() + 1, change);
        Ok(effects)
    }

    /// Trains the next step of the run.
    pub(super) fn step(&mut self) -> Result<StepRecord, TrainerError> {
        let report = self.live.step()?;
        self.keep_snapshot()?;
        Ok(report)
    }

    fn keep_snapshot(&mut self) -> Result<(), TrainerError> {
        if self.timeline.wants(self.live.steps()) {
            self.timeline.keep(self.live.snapshot()?);
        }
        Ok(())
    }

    /// Whether a replay is under way.
    pub(super) fn is_replaying(&self) -> bool {
        self.back.as_ref().is_some_and(|back| !back.told)
    }

    /// Sets out for an earlier step; `make` gives the untrained network where no snapshot serves.
    pub(super) fn go_back(
        &mut self,
        to: u64,
        make: impl Fn() -> Result<Trainer, TrainerError>,
    ) -> Result<(), TrainerError> {
        // At least one step is replayed, so that the network's last window is there to be seen.
        let from = to.saturating_sub(CURVES).min(to.saturating_sub(1));
        let nearest = self.nearest(from, to).map_or(0, |snapshot| snapshot.step);
        let goes_on = self.back.take().filter(|back| {
            let at = back.trainer.steps();
            // Of a way that was broken off, some curves may be missing.
            let complete = at <= from || back.told;
            at <= to && at >= nearest && complete
        });
        self.back = Some(match goes_on {
            Some(back) => Back { to, from: back.trainer.steps(), told: false, ..back },
            None => {
                let trainer = match self.nearest(from, to) {
                    Some(snapshot) => Trainer::restore(snapshot)?,
                    None => make()?,
                };
                let from = trainer.steps();
                Back { trainer, to, from, report: None, curves: StepChunk::default(), told: false }
            }
        });
        self.gap.iter_mut().for_each(|gap| gap.wanted |= to <= gap.to());
        Ok(())
    }

    /// The snapshot from which `to` is reached, through all steps from `from` on whose curves are
    /// wanted. Where snapshots are rare, some curves are done without.
    fn nearest(&self, from: u64, to: u64) -> Option<&Snapshot> {
        let latest = to.saturating_sub(1);
        let nearest = self.timeline.nearest(from).filter(|_| !self.timeline.is_scant());
        nearest.or_else(|| self.timeline.nearest(latest))
    }

    /// Replays for a moment; `row` is the batch row whose curves are wanted.
    pub(super) fn replay(&mut self, row: usize) -> Result<Progress, TrainerError> {
        let Some(back) = self.back.as_mut().filter(|back| !back.told) else {
            return Ok(Progress::Resting);
        };
        let begin = Instant::now();
        while back.trainer.steps() < back.to {
            let report = self.recipe.step(&mut back.trainer)?;
            back.report = Some(report);
            self.gap.iter_mut().for_each(|gap| gap.note(&report));
            if report.step + CURVES > back.to {
                back.curves.push_window(&back.trainer, row);
            }
            if self.timeline.wants(report.step) {
                self.timeline.keep(back.trainer.snapshot()?);
            }
            if report.step + FINEST == back.to && self.timeline.is_scant() {
                // The next steps back begin here.
                self.timeline.put_aside(back.trainer.snapshot()?);
            }
            if begin.elapsed() > PORTION {
                break;
            }
        }
        let (at, from, to) = (back.trainer.steps(), back.from, back.to);
        if at < to {
            return Ok(Progress::Replaying { at, from, to });
        }
        back.told = true;
        let mut windows = back.curves.windows.clone();
        windows.retain(|window| window.step + CURVES > to);
        let report = back.report.filter(|_| to > 0);
        Ok(Progress::Arrived(Box::new(Earlier { step: to, report, windows })))
    }

    /// Whether steps before a checkpoint are to be replayed, because somebody has looked back there.
    pub(super) fn has_gap(&self) -> bool {
        self.gap.as_ref().is_some_and(|gap| gap.wanted)
    }

    /// Replays the steps before a checkpoint for a moment; `make` gives the untrained network. What
    /// can't be found out is left.
    pub(super) fn close_gap(
        &mut self,
        make: impl Fn() -> Result<Trainer, TrainerError>,
    ) -> Option<Backfill> {
        let mut gap = self.gap.take()?;
        let backfill = gap.replay(&self.recipe, &mut self.timeline, PORTION, make).ok()?;
        if let Backfill::UnderWay { .. } = backfill {
            self.gap = Some(gap);
        }
        Some(backfill)
    }

    /// Shows the end of the run again.
    pub(super) fn back_to_live(&mut self) {
        self.back = None;
    }

    /// Makes the earlier step on show the end of the run; what came after it is gone. Returns what
    /// that step yielded.
    pub(super) fn fork(&mut self) -> Option<StepRecord> {
        let back = self.back.take()?;
        let step = back.trainer.steps();
        self.recipe = self.recipe.until(step);
        self.timeline.truncate(step);
        self.live = back.trainer;
        self.plan = None;
        self.gap.iter_mut().for_each(|gap| gap.end_at(step));
        back.report
    }
}

#[cfg(test)]
mod tests;
