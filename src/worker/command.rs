//! What the training thread can be told.

use std::time::Duration;

use crate::checkpoint::Checkpoint;
use crate::config::Settings;
use crate::recipe::Recipe;
use crate::thread::{Pace, RunId};

/// What the thread can be told.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Begin a new run; `playing` says whether it runs or waits.
    Start {
        /// Stamped on every event of the run.
        run: RunId,
        /// What it is: its changes are made at their steps, until a change by hand.
        recipe: Box<Recipe>,
        /// Whether it runs at once.
        playing: bool,
    },
    /// Go on with a run from a checkpoint; `playing` says whether it runs or waits.
    Resume {
        /// Stamped on every event of the run.
        run: RunId,
        /// Where it goes on.
        checkpoint: Box<Checkpoint>,
        /// Whether it runs at once.
        playing: bool,
    },
    /// Go on with a run that another has taken the place of, which waits from now on in its stead.
    TakeUp {
        /// The run that is wanted back.
        run: RunId,
    },
    /// Hand over what it takes to go on from the end of the run.
    Checkpoint,
    /// Change live settings just before the next step.
    Apply {
        /// What changes.
        change: Box<Settings>,
        /// Changes of one drag share a number.
        gesture: u64,
    },
    /// Train step after step.
    Play,
    /// Stop after the step at hand.
    Pause,
    /// Train so many steps, then pause. What is said next comes after the first of them.
    Step(u64),
    /// Pause, and show this step as it was; 0 is the untrained network. One that follows before the
    /// step is reached replaces it.
    Rewind(u64),
    /// Show the end of the run again.
    BackToLive,
    /// Make the earlier step on show the end of a run of its own, whose later steps go another way.
    Fork {
        /// Stamped on the events of this run from now on.
        run: RunId,
        /// The least finite loss up to that step, where it is known, and the step where it came first.
        best: Option<(u64, f32)>,
    },
    /// Leave what the recipe being played has still to come, and go on as a run of its own.
    Branch {
        /// Stamped on the events of this run from now on.
        run: RunId,
    },
    /// Train this fast.
    SetPace(Pace),
    /// Train as fast as the machine can up to this step, whatever the pace; a pause ends that.
    HurryTo(u64),
    /// Pause when this is reached.
    SetUntil(Until),
    /// Hand over what was trained after this time, if it was read the last time; [`super::REFRESH`] by
    /// default.
    ShowEvery(Duration),
    /// Let the snapshots of a run take so many megabytes; [`super::SNAPSHOT_MEMORY`] by default.
    SetSnapshotMemory(u32),
    /// Hand over the curves of this batch row.
    ShowRow(usize),
    /// Hand over a copy of the network.
    Freeze,
    /// Hand over the weights of the step on show, for whoever judges them, with this number: where there is no
    /// network, nothing comes.
    Weights(u64),
    /// Hand over the next step in all its parts, without taking it.
    TraceStep,
}

/// When training pauses by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Until {
    /// After this step.
    pub step: Option<u64>,
    /// When the loss falls to this value or below.
    pub loss: Option<f32>,
}
