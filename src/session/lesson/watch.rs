//! Whether a deed is done: what is seen of the session since a step of a lesson began.

use crate::config::Field;
use crate::history::Bucket;
use crate::inspector::Question;
use crate::lens::step_trace::Phase;
use crate::lesson::{Apart, Bound, Condition, Deed, Wanted};
use crate::session::{Session, Status};
use crate::thread::RunId;
use crate::worker::PauseReason;

/// Stretches in which new losses are looked through at the most.
const STRETCHES: usize = 4096;

/// What has been seen since a step began.
#[derive(Clone, Debug)]
pub(super) struct Watch {
    /// The run and its step then.
    run: RunId,
    step: u64,
    /// The newest run that was seen.
    newest: RunId,
    forked: bool,
    restarted: bool,
    losses: Losses,
}

impl Watch {
    /// From now on.
    pub(super) fn new(session: &Session) -> Self {
        let (run, step) = (session.run.id, session.run.step());
        let (forked, restarted, losses) = (false, false, Losses::default());
        Self { run, step, newest: run, forked, restarted, losses }
    }

    /// Whether all of a deed is done, with this view in the window.
    pub(super) fn sees(&mut self, deed: &Deed, session: &Session, view: &str) -> bool {
        self.note_run(session);
        // What counts steps begins with the last of the settings that are asked for.
        if !deed.settings().all(|(field, wanted)| wanted.is_met(field, &session.run.config)) {
            return false;
        }
        let from = self.from(deed, session);
        self.losses.follow(session, from);
        deed.conditions.iter().all(|condition| self.has(condition, session, view, from))
    }

    /// Whether the run waits at a step, to which it was trained since.
    pub(super) fn has_run_to(&self, until: u64, session: &Session) -> bool {
        let has_moved = (session.run.id, session.run.step()) != (self.run, self.step);
        has_moved && session.run.step() == until && !session.is_running()
    }

    fn note_run(&mut self, session: &Session) {
        // An undone restart brings back a run that has been seen.
        if session.run.id > self.newest {
            self.newest = session.run.id;
            match session.run.forked_at {
                Some(_) => self.forked = true,
                None => self.restarted = true,
            }
        }
    }

    /// The first step that counts.
    fn from(&self, deed: &Deed, session: &Session) -> u64 {
        let run = &session.run;
        let begun = if run.id == self.run { self.step } else { run.forked_at.unwrap_or_default() };
        let changed = |(field, _): (Field, &Wanted)| {
            let changes = run.recipe.changes.iter().rev();
            let mut changes = changes.take_while(|change| change.step > begun);
            changes.find(|change| field.is_named_in(&change.settings())).map(|change| change.step)
        };
        deed.settings().filter_map(changed).fold(begun + 1, u64::max)
    }

    fn has(&self, condition: &Condition, session: &Session, view: &str, from: u64) -> bool {
        let step = session.run.step();
        match condition {
            Condition::Set(field, wanted) => wanted.is_met(*field, &session.run.config),
            Condition::Step(wanted) => step >= *wanted,
            Condition::Trained(steps) => step + 1 >= from.saturating_add(*steps),
            Condition::Loss(bound, 1) => self.losses.have_been(*bound),
            Condition::Loss(bound, over) => is_mean(*bound, *over, session, from),
            Condition::Diverged => {
                matches!(session.status, Status::Paused(PauseReason::Diverged(_)))
            }
            Condition::Lens(kind) => session.lenses.open.shown && session.lenses.open.has(*kind),
            Condition::Changed(kind) => session.lenses.question(*kind) != Question::first(*kind),
            Condition::Apart(Apart::Begun) => session.step_trace().is_some(),
            Condition::Apart(Apart::Update) => {
                session.step_trace().is_some_and(|trace| trace.phase() == Phase::Update)
            }
            Condition::Forked => self.forked,
            Condition::Restarted => self.restarted,
            Condition::LookedBack(steps) => {
                let there = session.playhead.as_ref().filter(|playhead| playhead.is_there());
                there.is_some_and(|playhead| steps.contains(&playhead.step))
            }
            Condition::View(wanted) => *wanted == view,
            Condition::Running(on) => session.is_running() == *on,
        }
    }
}

/// Whether the mean of the newest losses is there, all of which count from a step on.
fn is_mean(bound: Bound, over: u64, session: &Session, from: u64) -> bool {
    let loss = session.run.history.loss();
    let last = session.run.step();
    if last + 1 < from.saturating_add(over) {
        return false;
    }
    let losses = (last + 1 - over..=last).map(|step| loss.exact_at(step).map(f64::from));
    let Some(sum) = losses.sum::<Option<f64>>() else { return false };
    let mean = sum / over as f64;
    match bound {
        Bound::Below(bound) => mean < f64::from(bound),
        Bound::Above(bound) => mean > f64::from(bound),
    }
}

/// The least and the greatest loss from a step of a run on.
#[derive(Clone, Debug)]
struct Losses {
    run: RunId,
    from: u64,
    /// The last step that was looked at.
    to: u64,
    least: f32,
    greatest: f32,
}

impl Default for Losses {
    fn default() -> Self {
        Self { run: 0, from: 0, to: 0, least: f32::INFINITY, greatest: f32::NEG_INFINITY }
    }
}

impl Losses {
    /// Looks at what is new.
    fn follow(&mut self, session: &Session, from: u64) {
        let (run, last) = (session.run.id, session.run.step());
        if (self.run, self.from) != (run, from) || self.to > last {
            *self = Self { run, from, to: from.saturating_sub(1), ..Self::default() };
        }
        let first = self.to + 1;
        if first > last {
            return;
        }
        let mut buckets: Vec<Bucket> = Vec::new();
        session.run.history.loss().visible(first..=last, STRETCHES, &mut buckets);
        // What isn't finite is in none of them.
        for bucket in buckets.iter().filter(|bucket| bucket.first_step >= first) {
            self.least = self.least.min(bucket.min);
            self.greatest = self.greatest.max(bucket.max);
        }
        self.to = last;
    }

    fn have_been(&self, bound: Bound) -> bool {
        match bound {
            Bound::Below(bound) => self.least < bound,
            Bound::Above(bound) => self.greatest > bound,
        }
    }
}
