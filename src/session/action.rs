//! Everything the user can do.

use super::runs::RunChange;
use super::{Pin, StepTraceAction};
use crate::checkpoint::Checkpoint;
use crate::config::{Config, Settings};
use crate::feed::Capability;
use crate::inspector::{LensKind, Question};
use crate::moment::Moment;
use crate::recipe::Recipe;
use crate::thread::{Pace, RunId};
use crate::worker::Until;

/// What the user can do.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Set some settings; those of one drag share a gesture.
    Set(Box<Settings>),
    /// Take over all settings of a preset and begin a new run.
    UsePreset(Box<Config>),
    /// Begin a new run with this configuration, and train it.
    Train(Box<Config>),
    /// Play a recipe from its first step.
    Open(Box<Recipe>),
    /// Train a recipe to its end as fast as the machine can, and show it there.
    OpenAtEnd(Box<Recipe>),
    /// Train a recipe to its end as fast as the machine can, and show this moment of it.
    OpenMoment(Box<Recipe>, Box<Moment>),
    /// Go on with a run from a checkpoint.
    Resume(Box<Checkpoint>),
    /// Go on with one of the last sessions.
    ResumeLast(usize),
    /// Leave the last sessions be, for now.
    LeaveLast,
    /// Run or pause; at an earlier step, offer the ways on from there.
    Toggle,
    /// Train one step, pausing first; at an earlier step, look one further.
    Step,
    /// Look at this step as it was.
    Rewind(u64),
    /// Look at the step with the least validation loss.
    LookAtBest,
    /// Look so many steps further back.
    Back(u64),
    /// Look so many steps further on; at the end of the run, train them.
    Forth(u64),
    /// Show the end of the run again.
    BackToLive,
    /// Show the end of the run again and train on.
    ContinueFromEnd,
    /// Train on from the step on show, as a run of its own.
    Fork,
    /// Take back the offer of the ways on.
    StayHere,
    /// Begin anew: same seed, same weights.
    Restart,
    /// Begin anew with the next seed.
    NewSeed,
    /// Take back what was done last.
    Undo,
    /// Do again what was undone last.
    Redo,
    /// Train this fast.
    SetPace(Pace),
    /// Pause when this is reached.
    SetUntil(Until),
    /// Let the snapshots of a run take so many megabytes.
    SetSnapshotMemory(u32),
    /// Show the curves of this batch row.
    ShowRow(usize),
    /// Bring the lenses into view, or out of it.
    ShowLenses(bool),
    /// Open or close a lens.
    OpenLens(LensKind, bool),
    /// Ask for the network's answers to the whole table as it learns, or no more.
    ShowWholeData(bool),
    /// Let a lens ask something else.
    Inquire(Question),
    /// Go through the next step slowly.
    StepTrace(StepTraceAction),
    /// Draw a unit's trace among the curves, or none.
    PinUnit(Option<Pin>),
    /// Do something to the run of this number, live or over.
    ChangeRun(RunId, RunChange),
}

impl Action {
    /// What a feed must be able to do for it; `is_live` while the end of the run is on show.
    pub(super) fn needs(&self, is_live: bool) -> Option<Capability> {
        match self {
            Self::Toggle | Self::ContinueFromEnd | Self::SetPace(_) | Self::SetUntil(_) => {
                Some(Capability::Pause)
            }
            Self::StepTrace(_) => Some(Capability::Step),
            Self::Step | Self::Forth(_) if is_live => Some(Capability::Step),
            Self::Set(_)
            | Self::UsePreset(_)
            | Self::Train(_)
            | Self::Open(_)
            | Self::OpenAtEnd(_)
            | Self::OpenMoment(..)
            | Self::Resume(_)
            | Self::ResumeLast(_)
            | Self::Fork
            | Self::Restart
            | Self::NewSeed
            | Self::Undo
            | Self::Redo => Some(Capability::Change),
            Self::Step
            | Self::Forth(_)
            | Self::Rewind(_)
            | Self::LookAtBest
            | Self::Back(_)
            | Self::BackToLive
            | Self::SetSnapshotMemory(_) => Some(Capability::Rewind),
            Self::LeaveLast
            | Self::StayHere
            | Self::ShowRow(_)
            | Self::ShowLenses(_)
            | Self::OpenLens(..)
            | Self::ShowWholeData(_)
            | Self::Inquire(_)
            | Self::PinUnit(_)
            | Self::ChangeRun(..) => None,
        }
    }
}
