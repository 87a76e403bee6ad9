//! What can be asked of the window, and why there may be none: all that the command line and the
//! window need to know of each other.

use std::path::PathBuf;

use crate::checkpoint::Checkpoint;
use crate::config::Settings;
use crate::lesson::Lesson;
use crate::moment::Moment;
use crate::recipe::Recipe;
use crate::text::Texts;
use crate::thread::Pace;
use crate::wording::Language;

/// What the command line says about the window.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WindowOptions {
    /// What was given explicitly by preset, file and flags, to lie over what is remembered.
    pub settings: Settings,
    /// The run to go on with.
    pub checkpoint: Option<Box<Checkpoint>>,
    /// The recipe to play from its first step, complete; what is remembered doesn't matter then.
    pub recipe: Option<Recipe>,
    /// What is to be on show of that recipe, at its end or at an earlier step.
    pub moment: Option<Moment>,
    /// Name of the preset that was asked for, which is among the settings already.
    pub preset: Option<String>,
    /// Steps a second.
    pub pace: Option<Pace>,
    /// Pauses after this step.
    pub until_step: Option<u64>,
    /// Pauses when the loss falls to this value.
    pub until_loss: Option<f32>,
    /// Waits at step 0 instead of training at once.
    pub paused: bool,
    /// Where pictures are saved.
    pub export_dir: Option<PathBuf>,
    /// Megabytes that a run's snapshots may take.
    pub snapshot_memory: Option<u32>,
    /// The table to show, to choose from before anything is trained.
    pub table: Option<PathBuf>,
    /// The lesson to begin with.
    pub lesson: Option<Box<Lesson>>,
    /// The language that was asked for; none where the window decides.
    pub language: Option<Language>,
}

/// Why there is no window.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WindowError {
    /// None can be had on this machine; the text names the reason.
    #[error("{}", (Texts::in_force().headless.no_window)(.0))]
    Unavailable(String),
    /// It was there and then failed.
    #[error("{}", (Texts::in_force().headless.window_failed)(.0))]
    Failed(String),
}
