//! The thread itself: an actor that works, rests, and drops what is outdated.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender};

use super::answer::{Answer, Long, Memory, Question};
use super::{LensKind, Report, Share, Task};
use crate::worker::{RunId, Waker, panic_text};

/// Time for a lens that is computed bit by bit before the others have their turn again.
const SLICE: Duration = Duration::from_millis(8);

/// The state of the lens thread.
pub(super) struct Actor {
    tasks: Receiver<Task>,
    reports: Sender<Report>,
    waker: Waker,
    /// What lenses keep from one copy to the next.
    memory: Memory,
    /// A lens under way, with the run it belongs to.
    long: Option<(RunId, Long)>,
    /// The task that is to be called done after the rest.
    unrested: Option<u64>,
    /// When the rest ends.
    rested: Instant,
    share: Share,
}

/// What happens next.
enum Next {
    Task(Box<Task>),
    Rested,
    Gone,
}

impl Actor {
    pub(super) fn new(tasks: Receiver<Task>, reports: Sender<Report>, waker: Waker) -> Self {
        Self {
            tasks,
            reports,
            waker,
            memory: Memory::default(),
            long: None,
            unrested: None,
            rested: Instant::now(),
            share: Share::default(),
        }
    }

    /// Works until the handle is dropped.
    pub(super) fn run(mut self) {
        loop {
            let cost = match self.next() {
                Next::Task(task) => self.take(*task),
                Next::Rested => {
                    if let Some(number) = self.unrested.take() {
                        self.report(Report::Ready(number));
                    }
                    Duration::ZERO
                }
                Next::Gone => return,
            };
            let work = self.advance() + cost;
            self.rested = Instant::now() + self.share.rest(work);
        }
    }

    /// The newest task, if one waits; else the end of the rest.
    fn next(&self) -> Next {
        let first = if self.unrested.is_none() && self.long.is_none() {
            self.tasks.recv().map_err(|_| RecvTimeoutError::Disconnected)
        } else {
            self.tasks.recv_deadline(self.rested)
        };
        match first {
            Ok(task) => Next::Task(Box::new(self.tasks.try_iter().last().unwrap_or(task))),
            Err(RecvTimeoutError::Timeout) => Next::Rested,
            Err(RecvTimeoutError::Disconnected) => Next::Gone,
        }
    }

    /// Answers a task's questions, as long as it is the newest one. Returns the time that it took,
    /// with the time the training thread spent on the copy.
    fn take(&mut self, task: Task) -> Duration {
        let begin = Instant::now();
        self.share = task.share;
        self.memory.turn_to(task.specimen.run);
        self.drop_outdated(&task);
        for question in &task.questions {
            if !self.tasks.is_empty() {
                break;
            }
            self.answer(question, &task);
        }
        self.unrested = Some(task.number);
        begin.elapsed() + task.specimen.cost
    }

    fn drop_outdated(&mut self, task: &Task) {
        let frozen = &task.specimen.frozen;
        let keep = self.long.as_ref().is_some_and(|(run, long)| {
            let asked = task.questions.iter().any(|question| question.kind() == long.kind());
            // While training goes on, a copy behind the newest is worth finishing.
            let fresh = task.share != Share::All || long.step() == frozen.step;
            *run == task.specimen.run && asked && fresh
        });
        if !keep {
            self.long = None;
        }
    }

    fn answer(&mut self, question: &Question, task: &Task) {
        let (run, kind) = (task.specimen.run, question.kind());
        if question.is_long() {
            if self.long.is_none() {
                let made = catch_unwind(AssertUnwindSafe(|| question.begin(&task.specimen)));
                match made {
                    Ok(long) => self.long = long.map(|long| (run, long)),
                    Err(panic) => self.fail(run, kind, panic_text(&*panic)),
                }
            }
            return;
        }
        let memory = &mut self.memory;
        let answered = catch_unwind(AssertUnwindSafe(|| question.answer(&task.specimen, memory)));
        match answered {
            Ok(Ok(answer)) => self.report(Report::Answer { run, answer: Box::new(answer) }),
            Ok(Err(reason)) => self.report(Report::Failed { run, kind, reason }),
            Err(panic) => self.fail(run, kind, panic_text(&*panic)),
        }
    }

    /// Goes on with the lens under way for a slice of time; returns the time that it took.
    fn advance(&mut self) -> Duration {
        let Some((run, mut long)) = self.long.take() else { return Duration::ZERO };
        let (begin, kind) = (Instant::now(), long.kind());
        let advanced = catch_unwind(AssertUnwindSafe(|| {
            let mut more = true;
            while more && begin.elapsed() < SLICE {
                more = long.advance();
            }
            (long.answer(), more.then_some(long))
        }));
        match advanced {
            Ok((answer, rest)) => {
                self.long = rest.map(|long| (run, long));
                self.report(Report::Answer { run, answer: Box::new(answer) });
            }
            Err(panic) => self.fail(run, kind, panic_text(&*panic)),
        }
        begin.elapsed()
    }

    fn fail(&self, run: RunId, kind: LensKind, panic: &str) {
        self.report(Report::Failed { run, kind, reason: format!("this lens failed ({panic})") });
    }

    fn report(&self, report: Report) {
        // Fails only when nobody looks any more; the next look for a task ends the thread.
        if self.reports.send(report).is_ok() {
            (self.waker)();
        }
    }
}

/// An answer that came in one go.
pub(super) type Answered = Result<Answer, String>;
