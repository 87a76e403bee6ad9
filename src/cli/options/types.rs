//! What flags are read into.

use std::path::PathBuf;

use crate::history::SeriesId;
use crate::wording::Language;

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Command {
    /// Open the window.
    Window,
    /// Train one run without a window.
    Train,
    /// Train many runs without a window.
    Sweep,
    /// Judge a trained network on other data.
    Evaluate,
    /// Check a recipe by a challenge's goal.
    Check,
}

/// What a run without a window does beside its configuration.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::cli) struct TrainOptions {
    /// Folder for the files.
    pub(in crate::cli) out: PathBuf,
    /// Rows in metrics.csv.
    pub(in crate::cli) metrics: Rows,
    /// Columns of metrics.csv beside its own.
    pub(in crate::cli) metrics_columns: Vec<SeriesId>,
    /// Steps in predictions.csv.
    pub(in crate::cli) predictions: Rows,
    /// Where a checkpoint of the end goes.
    pub(in crate::cli) checkpoint: Option<PathBuf>,
    /// Steps between two printed losses.
    pub(in crate::cli) log_every: Option<u64>,
    /// Whether only errors are printed.
    pub(in crate::cli) quiet: bool,
    /// Ends the run when the loss falls to this.
    pub(in crate::cli) until_loss: Option<f32>,
    /// The language of what is written, which is the program's only if it was asked for: whoever reads the files
    /// need not be whoever ran it.
    pub(in crate::cli) files: Language,
}

/// Which steps are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Rows {
    /// Every one.
    All,
    /// None at all.
    None,
    /// The last one of the run.
    Last,
    /// Those whose number this divides; above 0.
    Every(u64),
}

impl Rows {
    /// Whether the step is written as soon as it has been trained.
    pub(in crate::cli) fn take(self, step: u64) -> bool {
        match self {
            Self::All => true,
            Self::None | Self::Last => false,
            Self::Every(number) => step.is_multiple_of(number),
        }
    }
}
