//! What the lens thread is finding, bit by bit.

use std::time::Duration;

use super::list::{Answer, Question};
use super::replay::ReplayWork;
use super::{LensKind, Report};
use crate::lens::JudgedBy;
use crate::lens::output::Work;
use crate::text::Reason;
use crate::thread::RunId;

/// An answer under way.
pub(super) struct Job {
    pub(super) run: RunId,
    /// The step of the network that it began with, and its batch row.
    pub(super) step: u64,
    pub(super) row: usize,
    /// What it was asked with that may change while no step is taken.
    pub(super) judged_by: JudgedBy,
    pub(super) aim: Aim,
    /// Time that went into it.
    pub(super) spent: Duration,
}

/// What is being found.
pub(super) enum Aim {
    /// The answer to a question.
    Answer(Question, Box<dyn Work<Answer>>),
    /// The run's past.
    Replay(Box<ReplayWork>),
}

impl Job {
    /// Whether this question is being answered.
    pub(super) fn asks(&self, question: &Question) -> bool {
        matches!(&self.aim, Aim::Answer(asked, _) if asked == question)
    }

    /// The lens that waits for it, or the first of several.
    pub(super) fn kind(&self) -> Option<LensKind> {
        match &self.aim {
            Aim::Answer(question, _) => Some(question.kind()),
            Aim::Replay(replay) => replay.questions().first().map(Question::kind),
        }
    }

    /// Goes on a little; false when nothing is left to do.
    ///
    /// # Errors
    /// Why there is no answer.
    pub(super) fn advance(&mut self) -> Result<bool, Reason> {
        match &mut self.aim {
            Aim::Answer(_, work) => work.advance(),
            Aim::Replay(replay) => Ok(replay.advance()),
        }
    }

    /// What has been found so far, if it can be looked at, or how much that is.
    pub(super) fn report(&mut self) -> Option<Report> {
        let run = self.run;
        match &mut self.aim {
            Aim::Answer(question, work) => match work.come() {
                Some(answer) => Some(Report::Answer { run, answer: Box::new(answer) }),
                None => {
                    let kind = question.kind();
                    work.part_done().map(|part| Report::Progress { run, kind, part })
                }
            },
            Aim::Replay(replay) => {
                let questions = replay.questions().to_vec();
                Some(Report::Replayed { run, questions, points: replay.seen() })
            }
        }
    }
}
