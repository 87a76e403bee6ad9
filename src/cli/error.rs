//! What can go wrong on the command line, and the exit code it leads to.

use std::io;
use std::path::PathBuf;

use super::texts;
use crate::challenge::Proof;
use crate::checkpoint::CheckpointError;
use crate::config::{ConfigError, FileError};
use crate::evaluation::EvaluationError;
use crate::evaluation::forecast::ForecastError;
use crate::export::ExportError;
use crate::figure::FigureError;
use crate::network::kernel::vectors::VectorsError;
use crate::preset::UnknownPreset;
use crate::race::RaceError;
use crate::recipe::RecipeError;
use crate::trainer::{Divergence, TrainerError};
use crate::weights::WeightsError;
use crate::window::WindowError;
use crate::wording::{complaint, foreign};

/// Why the program ends with another exit code than 0. Every Display is one sentence.
#[derive(Debug, thiserror::Error)]
pub(super) enum CliError {
    /// The arguments can't be read.
    #[error("{0}")]
    Usage(String),
    /// Vectors are asked for that can't be had.
    #[error(transparent)]
    Vectors(#[from] VectorsError),
    /// A setting is out of range, or two contradict each other.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The configuration file can't be used.
    #[error(transparent)]
    File(#[from] FileError),
    /// The recipe can't be written.
    #[error(transparent)]
    Recipe(#[from] RecipeError),
    /// The checkpoint can't be used, or can't be written.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// No preset of this name, asked for by a flag.
    #[error(transparent)]
    Preset(#[from] UnknownPreset),
    /// The trainer can't be made, or can't go on.
    #[error(transparent)]
    Trainer(TrainerError),
    /// The sweep can't begin, or can't go on.
    #[error(transparent)]
    Race(#[from] RaceError),
    /// The run left the finite numbers; what came before is written.
    #[error("{}", (texts().headless.kept)(&divergence.to_string(), &foreign(out)))]
    Diverged {
        /// Where it happened.
        divergence: Divergence,
        /// The folder.
        out: PathBuf,
    },
    /// The recipe doesn't reach a challenge's goal with enough seeds.
    #[error("{}", not_passed(.0))]
    NotPassed(Proof),
    /// A check was stopped before its end.
    #[error("{}", texts().challenges.stopped)]
    Stopped,
    /// A file can't be written.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// The network's answers can't be judged.
    #[error(transparent)]
    Evaluation(#[from] EvaluationError),
    /// The table can't be forecast.
    #[error(transparent)]
    Forecast(#[from] ForecastError),
    /// The weights can't be written.
    #[error(transparent)]
    Weights(#[from] WeightsError),
    /// The picture can't be drawn.
    #[error(transparent)]
    Figure(#[from] FigureError),
    /// Nothing can be printed.
    #[error("{}", (texts().headless.no_output)(&complaint(.0)))]
    Output(io::Error),
    /// The window opened and then failed.
    #[error(transparent)]
    Window(WindowError),
}

fn not_passed(proof: &Proof) -> String {
    let goal = proof.goal.words(texts());
    let said = texts().challenges.not_passed;
    said(proof.reached(), proof.runs.len(), proof.goal.pass, &goal)
}

impl From<TrainerError> for CliError {
    fn from(error: TrainerError) -> Self {
        match error {
            TrainerError::Config(error) => Self::Config(error),
            other => Self::Trainer(other),
        }
    }
}

impl CliError {
    /// The exit code: 2 where usage or an input file is bad, 1 otherwise.
    pub(super) fn code(&self) -> u8 {
        match self {
            Self::Checkpoint(CheckpointError::File(ExportError::Write { .. })) => 1,
            Self::Usage(_)
            | Self::Vectors(_)
            | Self::Checkpoint(_)
            | Self::Config(_)
            | Self::File(_)
            | Self::Recipe(_)
            | Self::Preset(_)
            | Self::Forecast(_)
            | Self::Trainer(TrainerError::Init { .. } | TrainerError::Data(_))
            | Self::Race(RaceError::Run {
                reason: TrainerError::Init { .. } | TrainerError::Data(_),
                ..
            }) => 2,
            _ => 1,
        }
    }
}

/// The first line that says something: some libraries append a backtrace to their messages.
pub(super) fn first_line(text: &str) -> &str {
    text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::first_line;

    #[test]
    fn a_backtrace_is_left_out() {
        assert_eq!(first_line("\n  too short\n   0: main\n"), "too short");
        assert_eq!(first_line(""), "");
    }
}
