//! The thread itself: an actor that works, rests, and drops what is outdated.

use std::any::Any;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use super::job::{Aim, Job};
use super::list::Question;
use super::replay::ReplayWork;
use super::{LensKind, Order, Report, Share, Task};
use crate::lens::output::Found;
use crate::lens::phase_portrait::Approach;
use crate::lens::{Frozen, LensContext, LensMemory};
use crate::text::{Reason, Texts};
use crate::thread::{Dropped, Inbox, Outbox, RunId, panic_text};

/// Work that is done in one go, if it can be cut: then the machine has a rest.
const SLICE: Duration = Duration::from_millis(8);

/// An answer that takes longer than this makes those behind it wait, who are told.
const LONG: Duration = Duration::from_millis(50);

/// The state of the lens thread.
pub(super) struct Actor<'a> {
    orders: &'a Inbox<Order>,
    reports: &'a Outbox<Report>,
    /// The run of the last task, and what lenses keep from one copy of it to the next.
    run: RunId,
    memory: LensMemory,
    /// The newest task, until all its questions are answered or under way.
    task: Option<Task>,
    /// Its number, until the next copy may come.
    unready: Option<u64>,
    /// What is still to be asked of its network, the next one first.
    waiting: VecDeque<Question>,
    /// What was asked by the newest task.
    asked: Vec<Question>,
    /// Answers under way.
    jobs: VecDeque<Job>,
    /// Time the training thread spent on the copy, to be rested from here.
    copied: Duration,
    /// When the rest ends.
    rested: Instant,
    share: Share,
}

/// What happens next.
enum Next {
    Order(Order),
    Rested,
    Gone,
}

impl<'a> Actor<'a> {
    pub(super) fn new(orders: &'a Inbox<Order>, reports: &'a Outbox<Report>) -> Self {
        Self {
            orders,
            reports,
            run: RunId::default(),
            memory: LensMemory::default(),
            task: None,
            unready: None,
            waiting: VecDeque::new(),
            asked: Vec::new(),
            jobs: VecDeque::new(),
            copied: Duration::ZERO,
            rested: Instant::now(),
            share: Share::default(),
        }
    }

    /// Works until the handle is dropped.
    pub(super) fn run(mut self) {
        loop {
            match self.next() {
                Next::Order(Order::Look(task)) => self.take(*task),
                Next::Order(Order::Stop) => self.stop(),
                Next::Rested => self.call_ready(),
                Next::Gone => return,
            }
            let work = self.answer_some();
            let work = work + self.advance(work.max(SLICE)) + std::mem::take(&mut self.copied);
            self.rested = Instant::now() + self.share.rest(work);
        }
    }

    /// The newest order, if one waits; else the end of the rest.
    fn next(&self) -> Next {
        let first = if self.task.is_none() && self.jobs.is_empty() {
            self.orders.wait()
        } else {
            self.orders.until(self.rested)
        };
        match first {
            Ok(Some(order)) => Next::Order(self.orders.newest().unwrap_or(order)),
            Ok(None) => Next::Rested,
            Err(Dropped) => Next::Gone,
        }
    }

    /// Begins with a task: what wasn't asked before is answered first, then what the last task left.
    fn take(&mut self, task: Task) {
        self.share = task.share;
        self.copied += task.specimen.cost;
        if self.run != task.specimen.run {
            self.run = task.specimen.run;
            self.memory = std::mem::take(&mut self.memory).for_another_run();
        }
        self.drop_outdated(&task);
        let mut questions = task.questions.clone();
        questions.sort_by_key(|question| match question {
            new if !self.asked.contains(new) => 0,
            left if self.waiting.contains(left) => 1,
            _ => 2,
        });
        self.asked.clone_from(&task.questions);
        self.waiting = questions.into();
        if let Some(replay) = &task.replay
            && !self.jobs.iter().any(|job| matches!(job.aim, Aim::Replay(_)))
        {
            let (run, step, row) = (task.specimen.run, replay.until, task.specimen.frozen.row);
            let aim = Aim::Replay(Box::new(ReplayWork::begin(replay.clone(), row)));
            let judged_by = task.specimen.frozen.judged_by();
            self.jobs.push_back(Job { run, step, row, judged_by, aim, spent: Duration::ZERO });
        }
        self.unready = Some(task.number);
        self.task = Some(task);
    }

    fn drop_outdated(&mut self, task: &Task) {
        let Frozen { step, row, .. } = task.specimen.frozen;
        let judged_by = task.specimen.frozen.judged_by();
        self.jobs.retain(|job| {
            let wanted = match &job.aim {
                // While training goes on, a copy behind the newest is worth finishing.
                Aim::Answer(question, _) => {
                    let is_same = job.step == step && job.judged_by == judged_by;
                    let fresh = task.share != Share::All || is_same;
                    fresh && task.questions.contains(question)
                }
                Aim::Replay(_) => task.replay.is_some(),
            };
            wanted && job.run == task.specimen.run && job.row == row
        });
    }

    /// Nobody looks any more.
    fn stop(&mut self) {
        (self.task, self.unready) = (None, None);
        self.waiting.clear();
        self.asked.clear();
        self.jobs.clear();
    }

    /// The thread has rested. When training goes on, the questions left over are better asked of a
    /// newer copy, if one comes; when it waits, there is none.
    fn call_ready(&mut self) {
        let done = self.waiting.is_empty();
        if let Some(number) = self.unready.take_if(|_| done || self.share != Share::All) {
            self.report(Report::Ready(number));
        }
        self.task = self.task.take().filter(|_| !done);
    }

    /// Answers questions for a slice of time; returns the time that it took.
    fn answer_some(&mut self) -> Duration {
        let begin = Instant::now();
        let Some(task) = self.task.take() else { return Duration::ZERO };
        while begin.elapsed() < SLICE
            && let Some(question) = self.waiting.pop_front()
        {
            let asked = Instant::now();
            self.answer(question, &task);
            if task.share == Share::All && asked.elapsed() > LONG {
                self.tell_the_waiting(&task);
            }
        }
        self.task = Some(task);
        begin.elapsed()
    }

    fn answer(&mut self, question: Question, task: &Task) {
        if self.jobs.iter().any(|job| job.asks(&question)) {
            return;
        }
        let (run, kind) = (task.specimen.run, question.kind());
        let frozen = &task.specimen.frozen;
        let still = task.share == Share::All;
        let approach = if still { Approach::AtOnce } else { Approach::Slow };
        let norms = &task.specimen.norms;
        let mut context = LensContext { frozen, norms, approach, memory: &mut self.memory };
        match catch_unwind(AssertUnwindSafe(|| question.find(&mut context))) {
            Ok(Ok(Found::Now(answer))) => {
                self.report(Report::Answer { run, answer: Box::new(answer) });
            }
            Ok(Ok(Found::Begun(work))) => {
                let (step, row) = (work.step().unwrap_or(frozen.step), frozen.row);
                let (aim, spent) = (Aim::Answer(question, work), Duration::ZERO);
                let judged_by = frozen.judged_by();
                self.jobs.push_back(Job { run, step, row, judged_by, aim, spent });
            }
            Ok(Err(reason)) => self.fail(run, Some(kind), reason),
            Err(panic) => self.fail(run, Some(kind), LensPanic::of(&*panic).into()),
        }
    }

    /// Tells those whose questions wait how much of what comes before them is done.
    fn tell_the_waiting(&self, task: &Task) {
        let done = task.questions.len().saturating_sub(self.waiting.len());
        for (before, question) in self.waiting.iter().enumerate() {
            let part = done as f32 / (done + before + 1) as f32;
            self.report(Report::Progress { run: task.specimen.run, kind: question.kind(), part });
        }
    }

    /// The answer under way that has had the least time: some take much of it at each turn.
    fn next_job(&mut self) -> Option<Job> {
        let (at, _) = self.jobs.iter().enumerate().min_by_key(|(_, job)| job.spent)?;
        self.jobs.remove(at)
    }

    /// Goes on with the answers under way, by turns, for so long; returns the time that it took.
    fn advance(&mut self, time: Duration) -> Duration {
        let begin = Instant::now();
        while begin.elapsed() < time
            && self.orders.is_empty()
            && let Some(job) = self.next_job()
        {
            self.advance_job(job, (time - begin.elapsed().min(time)).min(SLICE));
        }
        begin.elapsed()
    }

    /// Goes on with an answer for so long, and reports how far it has come.
    fn advance_job(&mut self, mut job: Job, time: Duration) {
        let begin = Instant::now();
        let (run, kind) = (job.run, job.kind());
        let advanced = catch_unwind(AssertUnwindSafe(|| {
            let mut more = true;
            while more && begin.elapsed() < time {
                more = job.advance()?;
            }
            job.spent += begin.elapsed();
            Ok((job.report(), more.then_some(job)))
        }));
        match advanced {
            Ok(Ok((report, rest))) => {
                self.jobs.extend(rest);
                report.into_iter().for_each(|report| self.report(report));
            }
            Ok(Err(reason)) => self.fail(run, kind, reason),
            Err(panic) => self.fail(run, kind, LensPanic::of(&*panic).into()),
        }
    }

    fn fail(&self, run: RunId, kind: Option<LensKind>, reason: Reason) {
        if let Some(kind) = kind {
            self.report(Report::Failed { run, kind, reason });
        }
    }

    fn report(&self, report: Report) {
        self.reports.send(report);
    }
}

/// Why a lens that panicked shows nothing: what the panic said.
#[derive(Debug, thiserror::Error)]
#[error("{}", (Texts::in_force().failures.lens)(.0))]
struct LensPanic(String);

impl LensPanic {
    fn of(panic: &(dyn Any + Send)) -> Self {
        Self(panic_text(panic).to_owned())
    }
}
