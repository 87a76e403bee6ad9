//! Every lesson that comes with the program, driven to its end by its deeds alone: what a learner does becomes
//! actions of the session, and a training thread does the rest.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking, and so do its helpers"
)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use rnnscope::config::{Field, Settings, Value};
use rnnscope::inspector::{LensKind, Question};
use rnnscope::lens::generalisation::Variation;
use rnnscope::lesson::{Apart, Condition, Deed, Lesson, Wanted, shipped};
use rnnscope::session::lesson::{Awaited, LessonPlayer, Place, on_stage};
use rnnscope::session::{Action, Session, StepTraceAction};
use rnnscope::thread::Pace;
use rnnscope::worker::{Command, Worker};

/// Long enough for any machine; reached only by a lesson that can't be gone through.
const PATIENCE: Duration = Duration::from_secs(300);

/// A learner who does what is asked.
struct Learner {
    player: LessonPlayer,
    session: Session,
    worker: Worker,
    /// Seconds, as the window would count them.
    now: f64,
    begun: Instant,
}

impl Learner {
    fn of(lesson: Lesson) -> Self {
        let worker = Worker::spawn(Box::new(|| {})).unwrap();
        let (session, commands) = on_stage(&lesson.stage, None, 1);
        commands.into_iter().for_each(|command| worker.send(command));
        // Nobody watches: the pace is for eyes.
        worker.send(Command::SetPace(Pace::Max));
        let player = LessonPlayer::new(Arc::new(lesson), &session, 0.0);
        Self { player, session, worker, now: 0.0, begun: Instant::now() }
    }

    fn act(&mut self, action: Action) {
        let commands = self.session.act(action);
        commands.into_iter().for_each(|command| self.worker.send(command));
    }

    /// A frame: what was reported is taken in, time passes, the player looks.
    fn frame(&mut self) {
        let place = self.player.place();
        let (run, step) = (self.session.run.id, self.session.run.step());
        assert!(
            self.begun.elapsed() < PATIENCE,
            "{}, {place:?}: {:?} at step {step} of run {run}, until {:?}",
            self.player.lesson().key,
            self.session.status,
            self.session.until,
        );
        self.worker.events().for_each(|event| self.session.apply(event));
        self.now += 0.5;
        let commands = self.session.tick(self.now, false);
        commands.into_iter().for_each(|command| self.worker.send(command));
        let actions = self.player.follow(&self.session, "scope", self.now);
        actions.into_iter().for_each(|action| self.act(action));
        std::thread::yield_now();
    }

    fn until(&mut self, mut wanted: impl FnMut(&mut Self) -> bool) {
        while !wanted(self) {
            self.frame();
        }
    }

    /// Goes through a step: expects what is right, does the deed, reads why.
    fn step(&mut self) {
        let place = self.player.place();
        if let Some(guess) = self.player.guess().cloned() {
            assert_eq!(self.player.awaited(), Awaited::Guess);
            self.player.choose(guess.right);
        }
        if let Some(end) = self.player.is_to_draw() {
            assert_eq!(self.player.awaited(), Awaited::Guess);
            self.player.draw(vec![(1, 0.5), (end, 0.01)]);
        }
        let deed = self.player.step().and_then(|step| step.deed.clone());
        if let Some(deed) = deed {
            self.frame();
            assert_eq!(self.player.place(), place, "nothing has been done yet");
            assert_eq!(self.player.awaited(), Awaited::Deed, "{place:?} is done before it begins");
            self.prepare(&deed);
            self.until(|it| {
                let is_done = it.player.place() != place || it.player.awaited() == Awaited::Reader;
                if !is_done {
                    it.go_on_with(&deed);
                }
                is_done
            });
        }
        if self.player.place() == place {
            let actions = self.player.go_on(&self.session);
            actions.into_iter().for_each(|action| self.act(action));
        }
    }

    /// Does once what a deed asks for.
    fn prepare(&mut self, deed: &Deed) {
        let mut change = Settings::default();
        for (field, wanted) in deed.settings() {
            field.set(&mut change, &middle(field, wanted)).unwrap();
        }
        if change != Settings::default() {
            self.session.controls.complete(&mut change);
            self.act(Action::Set(Box::new(change)));
            // A drag that needs a new run begins it when it rests.
            self.until(|it| !it.session.is_restart_pending());
        }
        for condition in &deed.conditions {
            match condition {
                Condition::Restarted => self.act(Action::Restart),
                Condition::Lens(kind) => {
                    self.act(Action::OpenLens(*kind, true));
                    self.act(Action::ShowLenses(true));
                }
                Condition::Changed(LensKind::Generalisation) => {
                    let twice = Variation { spacing: 2.0, ..Variation::default() };
                    self.act(Action::Inquire(Question::Generalisation(twice)));
                }
                Condition::Apart(Apart::Begun) => {
                    self.act(Action::StepTrace(StepTraceAction::Begin));
                }
                Condition::LookedBack(steps) => self.act(Action::Rewind(*steps.start())),
                _ => {}
            }
        }
    }

    /// Does again and again what a deed goes on to ask for.
    fn go_on_with(&mut self, deed: &Deed) {
        let is_apart = |condition: &Condition| *condition == Condition::Apart(Apart::Update);
        if deed.conditions.iter().any(is_apart) {
            return self.act(Action::StepTrace(StepTraceAction::Next));
        }
        if self.session.step_trace().is_some() {
            // The last part is on show: one more takes the step.
            return self.act(Action::Forth(1));
        }
        let trains = |condition: &Condition| {
            matches!(
                condition,
                Condition::Step(_)
                    | Condition::Trained(_)
                    | Condition::Loss(..)
                    | Condition::Diverged
            )
        };
        let is_to_train = deed.conditions.iter().any(trains);
        if is_to_train && !self.session.is_running() && self.session.is_live() {
            self.frame();
            if self.player.awaited() == Awaited::Deed && !self.session.is_running() {
                self.act(Action::Toggle);
            }
        }
    }
}

/// A value that is wanted: of a range its middle.
fn middle(field: Field, wanted: &Wanted) -> Value {
    match wanted {
        Wanted::Value(value) => value.clone(),
        Wanted::Between(from, to) if field.is_whole() => Value::Integer(((from + to) / 2.0) as i64),
        Wanted::Between(from, to) => Value::Float((from * to).sqrt()),
    }
}

/// Goes through a lesson of this name from its first step to its end.
fn goes_through(name: &str) {
    let lesson = shipped().iter().find(|shipped| shipped.name == name).unwrap().lesson().unwrap();
    let stage = lesson.stage.step;
    let mut learner = Learner::of(lesson);
    learner.until(|it| it.session.run.step() >= stage && !it.session.is_running());
    learner.frame();
    while let Place::Step(_) = learner.player.place() {
        learner.step();
    }
    assert_eq!(learner.player.place(), Place::Question, "{name}");
    learner.step();
    assert!(learner.player.is_finished(), "{name}");
}

/// A test for each lesson.
macro_rules! each {
    ($($name:ident,)+) => {
        $(#[test]
        fn $name() {
            goes_through(stringify!($name));
        })+

        #[test]
        fn no_lesson_is_left_out() {
            let names: Vec<&str> = shipped().iter().map(|shipped| shipped.name).collect();
            assert_eq!(names, [$(stringify!($name)),+]);
        }
    };
}

each! {
    reads,
    slowly,
    memory,
    border,
    rate,
    cliff,
    clipping,
    vanishing,
    units,
    half,
    beyond,
    own,
}
