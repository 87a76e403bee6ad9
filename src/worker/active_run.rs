//! A run on the thread's side: its trainer, its recipe, its snapshots, and the way back to an
//! earlier step.
//!
//! Going back (`replay`) takes the nearest snapshot and replays the recipe from there. The trainer at the
//! end of the run, the *live* one, waits meanwhile as it is.

mod replay;

use std::ops::RangeInclusive;
use std::time::Duration;

use super::backfill::{Backfill, Gap};
use super::planned_changes::PlannedChanges;
use super::timeline::{Kept, Timeline};
use crate::checkpoint::{Checkpoint, Past};
use crate::config::{Config, Settings};
use crate::history::StepRecord;
use crate::recipe::{Recipe, gives_patience};
use crate::trainer::{ChangeEffects, Snapshot, Trainer, TrainerError};

pub use replay::Earlier;
pub(super) use replay::ReplayProgress;
use replay::{PORTION, Replay};

/// Megabytes that a run's snapshots may take.
pub const SNAPSHOT_MEMORY: u32 = 64;
/// Megabytes that they may be let take.
pub const SNAPSHOT_MEGABYTES: RangeInclusive<u32> = 1..=4096;

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
    back: Option<Replay>,
    /// The steps before the checkpoint that the run was begun with, until they are known.
    gap: Option<Gap>,
    /// The least finite loss so far, and the step where it came first.
    best: Option<(u64, f32)>,
}

impl ActiveRun {
    /// A run that begins, of the recipe of which `trainer` has the configuration.
    pub(super) fn new(trainer: Trainer, plan: Recipe, budget: usize) -> Result<Self, TrainerError> {
        let recipe = Recipe::from(trainer.config().clone());
        let timeline = Timeline::new(budget);
        let is_to_come = !plan.changes.is_empty();
        let plan = PlannedChanges::new(plan, is_to_come);
        let (live, back, gap, best) = (trainer, None, None, None);
        let mut active = Self { recipe, plan, live, timeline, back, gap, best };
        active.keep_snapshot()?;
        Ok(active)
    }

    /// A run that goes on from a checkpoint; its earlier steps are replayed where they are wanted.
    pub(super) fn resume(checkpoint: Checkpoint, budget: usize) -> Result<Self, TrainerError> {
        let live = checkpoint.trainer()?;
        let Checkpoint { recipe: plan, snapshot, past } = checkpoint;
        let recipe = plan.until(snapshot.step + 1);
        let gap = Some(Gap::until(snapshot.step)).filter(|_| snapshot.step > 0);
        let mut timeline = Timeline::new(budget);
        timeline.anchor(snapshot);
        let is_to_come = plan != recipe;
        let plan = PlannedChanges::new(plan, is_to_come);
        Ok(Self { recipe, plan, live, timeline, back: None, gap, best: past.best })
    }

    /// What it takes to go on from the end of the run elsewhere: with what a recipe being played has
    /// still to come, to its end or to `until`, the step at which the run is to pause.
    /// `elapsed` is the time spent training.
    pub(super) fn checkpoint(
        &self,
        until: Option<u64>,
        elapsed: Duration,
    ) -> Result<Checkpoint, TrainerError> {
        let mut recipe = self.recipe.clone();
        let made = recipe.changes.last().map_or(0, |change| change.step);
        let mut end = until.unwrap_or_default().max(made);
        let from = made.max(self.live.steps()) + 1;
        if let Some(planned) = self.plan.as_ref().and_then(|plan| plan.complete(&mut recipe, from))
        {
            end = end.max(planned);
        }
        let checkpoint = Checkpoint::of(&recipe.ending_at(end), &self.live)?;
        Ok(Checkpoint { past: Past { elapsed, best: self.best }, ..checkpoint })
    }

    /// Its snapshots, and the steps that aren't known yet: what is left of it where it waits.
    pub(super) fn into_past(self) -> (Timeline<Snapshot>, Option<Gap>) {
        (self.timeline, self.gap)
    }

    /// Has again what it had before it waited.
    pub(super) fn have_past(
        &mut self,
        mut timeline: Timeline<Snapshot>,
        gap: Option<Gap>,
        budget: usize,
    ) {
        timeline.set_budget(budget);
        (self.timeline, self.gap) = (timeline, gap);
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

    /// Whether the run is to pause here, since its patience has run out: unless the recipe being played goes on.
    pub(super) fn is_out_of_patience(&self) -> bool {
        let goes_on = |(change, _): (Settings, u64)| gives_patience(&change, &self.live);
        self.recipe.is_out_of_patience(&self.live) && !self.planned().is_some_and(goes_on)
    }

    /// Lets a run whose patience has run out go on; what was changed for that.
    pub(super) fn go_on(&mut self) -> Result<Option<(Settings, ChangeEffects)>, TrainerError> {
        self.recipe.go_on(&mut self.live)
    }

    /// Trains the next step of the run.
    pub(super) fn step(&mut self) -> Result<StepRecord, TrainerError> {
        let report = self.live.step()?;
        // A loss that isn't finite is less than none.
        if self.best.is_none_or(|(_, least)| report.loss < least) && report.loss.is_finite() {
            self.best = Some((report.step, report.loss));
        }
        self.keep_snapshot()?;
        Ok(report)
    }

    fn keep_snapshot(&mut self) -> Result<(), TrainerError> {
        if self.timeline.wants(self.live.steps()) {
            self.timeline.keep(self.live.snapshot()?);
        }
        Ok(())
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
}

#[cfg(test)]
mod tests;
