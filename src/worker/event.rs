//! What the training thread reports.

use super::active_run::Earlier;
use super::backfill::Backfill;
use super::specimen::{ShownWeights, Specimen};
use super::step_chunk::StepChunk;
use crate::checkpoint::Checkpoint;
use crate::config::{Config, Settings};
use crate::lens::step_trace::StepTrace;
use crate::text::Reason;
use crate::thread::RunId;
use crate::trainer::{ChangeEffects, Divergence};

/// Gestures from this number on are changes of a recipe being played: one for each of its drags.
pub const PLAYED: u64 = 1 << 63;

/// What the thread reports.
#[derive(Debug)]
pub enum Event {
    /// A run began; the network is untrained.
    Started {
        /// The run.
        run: RunId,
        /// What it began with, complete with the fingerprint of a weights file.
        config: Box<Config>,
    },
    /// What it takes to go on from the end of the run.
    Checkpoint(Box<Checkpoint>),
    /// Steps were trained.
    Steps(Box<StepChunk>),
    /// A change acts from `step` on.
    Changed {
        /// The run.
        run: RunId,
        /// The first step that feels it.
        step: u64,
        /// What changed.
        change: Box<Settings>,
        /// The drag it belongs to.
        gesture: u64,
        /// What it did besides.
        effects: ChangeEffects,
    },
    /// A change was refused; everything is as it was.
    Refused {
        /// The run.
        run: RunId,
        /// Why.
        reason: Reason,
    },
    /// An earlier step is on its way.
    Replaying {
        /// The run.
        run: RunId,
        /// The step reached.
        at: u64,
        /// The step at which the replay began.
        from: u64,
        /// The step wanted.
        to: u64,
    },
    /// An earlier step is on show.
    Rewound {
        /// The run.
        run: RunId,
        /// The step as it was.
        earlier: Box<Earlier>,
    },
    /// An earlier step can't be shown again; the run is as it was, and its end on show.
    Unreachable {
        /// The run.
        run: RunId,
        /// The step wanted.
        step: u64,
        /// Why.
        reason: Reason,
    },
    /// A run left the recipe that was being played, and goes on under another number.
    Branched {
        /// The run as it was.
        run: RunId,
        /// Its number from now on.
        branch: RunId,
    },
    /// An earlier run is the one that goes on, and waits.
    TakenUp {
        /// The run whose place it has taken.
        run: RunId,
        /// The run that is back.
        back: RunId,
    },
    /// The run that was wanted back isn't there any more; this one goes on as it was.
    Gone {
        /// The run that goes on.
        run: RunId,
    },
    /// What the steps before the checkpoint yielded that the run went on from.
    Backfill {
        /// The run.
        run: RunId,
        /// What is known of them.
        backfill: Backfill,
    },
    /// The copy that was asked for.
    Frozen(Box<Specimen>),
    /// The weights that were asked for.
    Weights(Box<ShownWeights>),
    /// The next step in all its parts, or why there is none.
    StepTrace {
        /// The run.
        run: RunId,
        /// The step.
        step: Result<Box<StepTrace>, Reason>,
    },
    /// Training waits.
    Paused {
        /// The run.
        run: RunId,
        /// Why.
        reason: PauseReason,
    },
    /// The run can't begin or go on; a new one can.
    Failed {
        /// The run.
        run: RunId,
        /// Why.
        reason: Reason,
    },
}

impl Event {
    /// The run that it tells of; a checkpoint knows itself.
    pub fn run(&self) -> Option<RunId> {
        match self {
            Self::Steps(chunk) => Some(chunk.run),
            Self::Frozen(specimen) => Some(specimen.run),
            Self::Weights(shown) => Some(shown.run),
            Self::Checkpoint(_) => None,
            Self::Started { run, .. }
            | Self::Changed { run, .. }
            | Self::Refused { run, .. }
            | Self::Replaying { run, .. }
            | Self::Rewound { run, .. }
            | Self::Unreachable { run, .. }
            | Self::Branched { run, .. }
            | Self::TakenUp { run, .. }
            | Self::Gone { run }
            | Self::Backfill { run, .. }
            | Self::StepTrace { run, .. }
            | Self::Paused { run, .. }
            | Self::Failed { run, .. } => Some(*run),
        }
    }
}

/// Why training waits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PauseReason {
    /// It was asked to.
    Asked,
    /// The step of [`super::Until`] was reached.
    ReachedStep(u64),
    /// The loss of [`super::Until`] was reached at this step.
    ReachedLoss(u64),
    /// There were as many validations without a better one, up to this step, as the run has patience for.
    OutOfPatience(u64),
    /// The loss is no longer a finite number.
    Diverged(Divergence),
}
