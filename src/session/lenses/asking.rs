//! What the lens thread is asked: nothing twice, and nothing while the last task is under way, unless
//! the question has changed.

use crate::config::Config;
use crate::inspector::{Order, Question, Replay, Share, Task};
use crate::thread::RunId;
use crate::worker::Specimen;

/// What is asked of the network.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::session) struct Asked {
    pub(in crate::session) run: RunId,
    pub(in crate::session) step: u64,
    pub(in crate::session) row: usize,
    pub(in crate::session) config: Config,
    pub(in crate::session) questions: Vec<Question>,
}

impl Asked {
    /// Whether only time has passed since.
    fn is_like(&self, wanted: &Self) -> bool {
        self.run == wanted.run && self.row == wanted.row && self.questions == wanted.questions
    }
}

/// How far the last request has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Progress {
    /// The training thread was asked for a copy.
    Copying,
    /// The lens thread has it.
    Computing,
    /// It is done.
    #[default]
    Ready,
}

/// The last request, and the order that follows from it.
#[derive(Debug, Default)]
pub(super) struct Asking {
    asked: Option<Asked>,
    progress: Progress,
    /// Whether training waited when the last copy came.
    at_rest: bool,
    /// Number of the last task.
    number: u64,
    pub(super) order: Option<Order>,
}

impl Asking {
    /// Whether the training thread must be asked for a copy, now that a frame is drawn; `waits` tells
    /// whether training does, `settled` whether another look at the same network would show the same.
    pub(super) fn ask(&mut self, wanted: Asked, waits: bool, settled: bool) -> bool {
        if wanted.questions.is_empty() {
            if self.asked.take().is_some() {
                self.order = Some(Order::Stop);
            }
            return false;
        }
        let pressing = waits && self.is_pressing(settled);
        let Some(asked) = &mut self.asked else { return self.begin(wanted) };
        if pressing {
            return self.begin(wanted);
        }
        if *asked == wanted || (self.progress != Progress::Ready && asked.is_like(&wanted)) {
            return false;
        }
        if self.progress == Progress::Copying && asked.run == wanted.run {
            // The copy under way serves the new questions, too.
            asked.questions = wanted.questions;
            return false;
        }
        self.begin(wanted)
    }

    /// Whether what was asked while training went on must be asked again now that it waits: the lens
    /// thread would rest first, and a picture that follows slowly hasn't arrived.
    fn is_pressing(&self, settled: bool) -> bool {
        let unfinished = match self.progress {
            Progress::Copying => false,
            Progress::Computing => true,
            Progress::Ready => !settled,
        };
        unfinished && !self.at_rest
    }

    fn begin(&mut self, wanted: Asked) -> bool {
        self.asked = Some(wanted);
        self.progress = Progress::Copying;
        true
    }

    /// Whether somebody waits for a copy.
    pub(super) fn expects_a_copy(&self) -> bool {
        self.asked.is_some() && self.progress == Progress::Copying
    }

    /// The copy has come, and becomes a task.
    pub(super) fn take_copy(
        &mut self,
        specimen: Box<Specimen>,
        share: Share,
        replay: Option<Replay>,
    ) {
        let Some(asked) = &mut self.asked else { return };
        asked.step = specimen.frozen.step;
        let questions = asked.questions.clone();
        self.number += 1;
        self.progress = Progress::Computing;
        self.at_rest = share == Share::All;
        let task = Task { number: self.number, specimen, questions, replay, share };
        self.order = Some(Order::Look(Box::new(task)));
    }

    /// A task is done. While the next copy is under way, the last task's end means nothing.
    pub(super) fn finish(&mut self, number: u64) {
        if number == self.number && self.progress == Progress::Computing {
            self.progress = Progress::Ready;
        }
    }
}
